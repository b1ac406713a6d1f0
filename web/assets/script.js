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

/* A choice decides which other questions are asked: they come and go while the rest stays as it was
 * typed. Without script a button draws the form anew. */
async function ask_anew(form, button) {
	const data = new FormData(form);
	data.append(button.name, button.value);
	const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
	const answer = await fetch(form.action, { method: "POST", body });
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const asked = [...page.querySelectorAll("[data-field]")];
	if (asked.length === 0) return; /* another page, such as the sign-in */
	let before = null;
	for (const field of asked) {
		const here = form.querySelector(`[data-field="${field.dataset.field}"]`);
		if (here === null && before !== null) before.after(field);
		before = here ?? field;
	}
	const names = asked.map((field) => field.dataset.field);
	for (const field of form.querySelectorAll("[data-field]"))
		if (!names.includes(field.dataset.field)) field.remove();
}
document.addEventListener("change", (event) => {
	const form = event.target.closest("form"), button = form?.querySelector("[data-refresh]");
	if (event.target.hasAttribute("data-steers") && button) ask_anew(form, button);
});

/* Work that goes on elsewhere is looked at again. */
if (document.querySelector("[data-reload]")) setTimeout(() => location.reload(), 1500);

/* A person who sent a form with mistakes hears of them first. */
document.querySelector("[data-errors]")?.focus();
