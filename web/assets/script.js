/* script.js: what makes pages quicker with a keyboard; every page works without it.
 * "/" goes to the search field, "p" prints where a print button stands. */
const typing = (node) => node instanceof HTMLElement &&
	(node.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(node.tagName));

document.addEventListener("keydown", (event) => {
	if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
	if (event.key !== "/") return;
	const field = document.querySelector("[data-search]");
	if (field === null) return;
	event.preventDefault();
	field.focus();
	field.select();
});

for (const button of document.querySelectorAll("[data-print]")) {
	button.hidden = false;
	button.addEventListener("click", () => window.print());
}

/* A person who sent a form with mistakes hears of them first. */
document.querySelector("[data-errors]")?.focus();
