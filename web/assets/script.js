/* script.js: what makes pages quicker with a keyboard; every page works without it.
 * "/" goes to the search field; "j" and "k" go through rows, Enter opens; keys of the menu of a page
 * stand beside its entries; "g" then "b" goes to the desk; "?" opens the menu. */
const typing = (node) => node instanceof HTMLElement &&
	(node.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(node.tagName));

let previous = ""; // key before this one, for keys of two strokes

document.addEventListener("keydown", (event) => {
	if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
	const before = previous;
	previous = event.key;
	if (event.key === "/") {
		const field = document.querySelector("[data-search]");
		if (field === null) return;
		event.preventDefault();
		field.focus();
		field.select();
		return;
	}
	if (event.key === "?") document.querySelector(".n-menu")?.toggleAttribute("open");
	if (before === "g" && event.key === "b") return document.querySelector("[data-home]")?.click();
	if (event.key === "j" || event.key === "k") {
		const rows = [...document.querySelectorAll("[data-row]")];
		const at = rows.indexOf(document.activeElement);
		rows[Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), rows.length - 1)]?.focus();
		return;
	}
	if (before !== "g" && /^[a-z]$/.test(event.key))
		document.querySelector(`[data-key="${event.key}"]`)?.click();
});

for (const button of document.querySelectorAll("[data-print]")) {
	button.hidden = false;
	button.addEventListener("click", () => window.print());
}

/* A person who sent a form with mistakes hears of them first. */
document.querySelector("[data-errors]")?.focus();
