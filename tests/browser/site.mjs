// site.mjs: what every page must hold in a real browser, and a few walks by keyboard and without
// script. Usage: node site.mjs PROGRAM DATABASE [FOLDER FOR PICTURES]
// Starts the program itself on a free port and stops it at the end.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { cases } from "./cases.mjs";

const [program, database, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const widths = [360, 768, 1280, 1920];
const weightMax = 150 * 1024; // bytes over the wire, fonts are the system's
let passed = 0;
let failed = 0;

async function test(title, run) {
	try {
		await run();
		passed++;
	} catch (error) {
		failed++;
		console.log(`not ok: ${title}\n  ${String(error.message ?? error).replaceAll("\n", "\n  ")}`);
	}
}

function check(condition, message) {
	if (!condition) throw new Error(message);
}

// What leads to another page, or to this one again: a click or a key alone waits for nothing.
async function follow(page, act) {
	await Promise.all([page.waitForNavigation(), typeof act === "string" ? page.click(act) : act()]);
}

// The last line that the program prints is its address.
function serve() {
	const server = spawn(program, ["serve", "--port", "0", "--quiet", "--db", database,
		"--now", "2026-08-03T09:00:00+08:00"], { stdio: ["ignore", "pipe", "inherit"] });
	return new Promise((resolve, reject) => {
		let text = "";
		server.stdout.on("data", (chunk) => {
			text += chunk;
			const address = text.match(/http:\/\/\S+/);
			if (address) resolve({ server, base: address[0].replace(/\/$/, "") });
		});
		server.on("exit", (code) => reject(new Error(`the program ended with ${code}`)));
	});
}

const { server, base } = await serve();
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// The cookies of a demo user, signed in as a browser does it.
async function signIn(user) {
	const page = await fetch(`${base}/login`);
	const form = page.headers.get("set-cookie").split(";")[0];
	const answer = await fetch(`${base}/login`, { method: "POST", redirect: "manual", headers: { Cookie: form },
		body: new URLSearchParams({ csrf: page.headers.get("x-form-token"), login: user, password: "taiwan-nhi-demo" }) });
	check(answer.status === 303, `${user} cannot sign in: ${answer.status}`);
	const [name, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
	return [{ name, value, url: base }];
}
const director = await signIn("director");

async function json(path) {
	const answer = await fetch(`${base}${path}`, { headers: { Accept: "application/json",
		Cookie: `${director[0].name}=${director[0].value}` } });
	check(answer.ok, `${path}: ${answer.status}`);
	return answer.json();
}

const bills = (await json("/bills?sort=payable")).rows;
const corrected = (await json("/bills?corrected=yes")).rows;
const lines = (await json(`/bills/${bills[0].bill_id}`)).rows;
const units = (await json("/units")).rows;

const pages = {
	home: "/",
	guide: "/guide",
	rules: "/rules",
	coverage: "/coverage",
	search: "/search?text=%E5%81%A5%E4%BF%9D%E5%8D%A1%E6%8E%89%E4%BA%86",
	"search-nothing": "/search?text=qqqqqq",
	services: "/services",
	service: "/services/card.reissue",
	organisation: "/organisation",
	unit: "/organisation/central",
	calculator: "/calculator",
	"calculator-result": "/calculator?category=12&wage=45800&dependents=1",
	"calculator-error": "/calculator?category=12&wage=abc&dependents=x",
	copay: "/copay?level=center&care=western&drug_points=1450",
	supplement: "/supplement?kind=66&paid=50000",
	law: "/law",
	parameter: "/law/premium.rate",
	grades: "/grades",
	bills: "/bills",
	"bills-none": "/bills?text=zzzzzz",
	bill: `/bills/${bills[0].bill_id}`,
	"bill-corrected": corrected.length > 0 ? `/bills/${corrected[0].bill_id}` : "/bills",
	"bill-compare": `/bills/${bills[0].bill_id}/compare`,
	"bill-why": `/bills/${bills[0].bill_id}/why/${lines[0].person_id}`,
	units: "/units",
	"insured-unit": `/units/${units[0].code}`,
	login: "/login",
	setup: "/setup",
	account: "/account",
	password: "/account/password",
	"second-factor": "/account/second-factor",
	"not-found": "/no-such-page",
};

// Pages of other roles, by the demo user who sees them.
const homes = {
	citizen: { my: "/my", cases: "/cases", apply: "/apply/card.reissue" },
	employer: { employer: "/employer" },
	counter: { desk: "/desk", persons: "/persons", "person-gate": "/persons/100" },
	chief: { chief: "/desk", glass: "/admin/glass", audit: "/admin/audit?purpose=login" },
	admin: { admin: "/admin", users: "/admin/users", user: "/admin/users/counter", "user-new": "/admin/users/new",
		sessions: "/admin/sessions" },
};

function address(path, lang) {
	return `${base}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;
}

async function findings(page) {
	const result = await page.evaluate(async () => window.axe.run(document, {
		resultTypes: ["violations"], // of the others only that they are there
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
	return result.violations.map((v) =>
		`${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target).join("; ")})`);
}

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

// At 200 % a window of 1280 px shows 640 px of page; text alone at 200 % keeps the window's width. Nothing
// may then be cut off or need scrolling to the side (WCAG 1.4.4, 1.4.10).
async function enlarge(page, name, lang) {
	await test(`${name} in ${lang} at 200 %`, async () => {
		await page.setViewportSize({ width: 640, height: 450 });
		check((await sideways(page)) <= 0, `zoomed, scrolls sideways by ${await sideways(page)} px`);
		await page.setViewportSize({ width: 1280, height: 900 });
		const text = await page.addStyleTag({ content: "html { font-size: 200% !important; }" });
		const wide = await sideways(page);
		const cut = await page.evaluate(() => [...document.querySelectorAll("main *, header *, footer *")].filter((e) => {
			const style = getComputedStyle(e);
			// what only screen readers get is one pixel large; a picture has no text to cut
			return /hidden|clip/.test(style.overflowX) && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 &&
				!e.closest("svg") && style.textOverflow !== "ellipsis";
		}).map((e) => `${e.tagName}.${e.className}`));
		if (pictures) await page.screenshot({ path: `${pictures}/${name}-${lang}-text200.png` });
		await text.evaluate((e) => e.remove());
		check(wide <= 0, `with large text, scrolls sideways by ${wide} px`);
		check(cut.length === 0, `with large text, cuts ${cut.slice(0, 3).join(", ")}`);
	});
}

// On paper: A4 between its margins, black on white also for who reads dark, without what is only for
// screens.
async function print(page, name, lang) {
	await test(`${name} in ${lang} on paper`, async () => {
		await page.emulateMedia({ media: "print", colorScheme: "dark" });
		await page.setViewportSize({ width: 673, height: 987 });
		const wide = await sideways(page);
		const seen = await page.evaluate(() => {
			const shown = (s) => [...document.querySelectorAll(s)].some((e) => e.checkVisibility());
			const style = getComputedStyle(document.body);
			return { ground: style.backgroundColor, ink: style.color, title: shown("h1"),
				screen: [".n-head", ".n-foot", ".n-tools", ".n-skip"].filter(shown) };
		});
		if (pictures) await page.screenshot({ path: `${pictures}/${name}-${lang}-paper.png` });
		await page.emulateMedia({ media: null, colorScheme: null });
		check(wide <= 0, `is wider than the paper by ${wide} px`);
		check(seen.ground === "rgb(255, 255, 255)" && seen.ink === "rgb(0, 0, 0)", `${seen.ink} on ${seen.ground}`);
		check(seen.title && seen.screen.length === 0, `no title, or shows ${seen.screen.join(" ")}`);
	});
}

// One load a language; the window is then made wider step by step. axe looks at the narrow and at the
// usual width.
async function look(page, name, path, lang) {
	const complaints = [];
	const listen = (m) => { if (m.type() === "error" && !/404|503/.test(m.text())) complaints.push(m.text()); };
	page.on("console", listen);
	await page.setViewportSize({ width: widths[0], height: 900 });
	await page.goto(address(path, lang), { waitUntil: "load" });
	await page.evaluate(axe);
	for (const width of widths) {
		await test(`${name} in ${lang} at ${width} px`, async () => {
			await page.setViewportSize({ width, height: 900 });
			const wide = await sideways(page);
			if (pictures) await page.screenshot({ path: `${pictures}/${name}-${lang}-${width}.png` });
			check(wide <= 0, `scrolls sideways by ${wide} px`);
			if (width !== 360 && width !== 1280) return;
			const found = await findings(page);
			check(found.length === 0, found.join("\n"));
		});
	}
	await enlarge(page, name, lang);
	await print(page, name, lang);
	page.off("console", listen);
	await test(`${name} in ${lang} has no script error`, () => check(complaints.length === 0, complaints.join("; ")));
}

async function weigh(path) {
	const context = await browser.newContext();
	// what is the same for everybody is compressed for visitors only (lengths of secrets would tell)
	if (/^\/(bills|units|account)/.test(path)) await context.addCookies(director);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	let bytes = 0;
	await session.send("Network.enable");
	session.on("Network.loadingFinished", (e) => { bytes += e.encodedDataLength; });
	const broken = [];
	page.on("console", (m) => { if (/Content Security Policy/.test(m.text())) broken.push(m.text()); });
	await page.goto(address(path, "zh"), { waitUntil: "load" });
	await context.close();
	check(bytes <= weightMax, `weighs ${bytes} bytes`);
	check(broken.length === 0, broken.join("; "));
}

if (pictures) mkdirSync(pictures, { recursive: true });
try {
	const context = await browser.newContext({ bypassCSP: true });
	await context.addCookies(director);
	const shared = await context.newPage();
	for (const [name, path] of Object.entries(pages)) {
		for (const lang of ["zh", "en"]) await look(shared, name, path, lang);
		await test(`${name} is light and keeps its policy`, () => weigh(path));
	}

	for (const [user, own] of Object.entries(homes)) {
		const context = await browser.newContext({ bypassCSP: true });
		await context.addCookies(await signIn(user));
		const page = await context.newPage();
		for (const [name, path] of Object.entries(own))
			for (const lang of ["zh", "en"]) await look(page, name, path, lang);
		await context.close();
	}

	await test("a clerk signs in, finds a person by name, says why, and the person sees it", async () => {
		const context = await browser.newContext({ locale: "zh-TW" });
		const page = await context.newPage();
		await page.goto(`${base}/desk`);
		await page.waitForURL(/\/login\?back=/);
		await page.fill("#login", "Counter");
		await page.fill("#password", "wrong password");
		await follow(page, "main button[type=submit]");
		check(await page.isVisible("#password-e"), "a wrong password is not told");
		check((await page.inputValue("#password")) === "", "the password comes back");
		await page.fill("#password", "taiwan-nhi-demo");
		await follow(page, "main button[type=submit]");
		check(new URL(page.url()).pathname === "/desk", `not led back, but to ${page.url()}`);
		const citizen = await browser.newContext();
		await citizen.addCookies(await signIn("citizen"));
		const own = await citizen.newPage();
		await own.goto(`${base}/my?lang=zh`);
		const [name, number] = [await own.evaluate(() => document.querySelector("h1").firstChild.textContent.trim()),
			await own.textContent("h1 .n-code")];
		await page.fill("#text", number);
		await follow(page, () => page.keyboard.press("Enter"));
		check(/\/persons\/\d+/.test(page.url()), "the person is not found");
		check(!(await page.content()).includes(name), "the name is shown before the purpose is said");
		check(!page.url().includes(number), "the number stands in the address");
		await page.check("#purpose-counter");
		await follow(page, "main .n-form button[type=submit]");
		check((await page.textContent("h1")).includes(name), "the person is not shown");
		await follow(page, () => page.keyboard.press("b"));
		check(/tab=bills/.test(page.url()), "the key does not open the bills");
		await own.reload();
		check(/櫃檯服務/.test(await own.textContent("#reads ~ .n-scroll")), "the person does not see who looked");
		await citizen.close();
		await context.close();
	});

	await test("a person finds a service with the keyboard alone", async () => {
		const page = await browser.newPage();
		await page.goto(address("/", "zh"));
		await page.keyboard.press("Tab");
		check(await page.evaluate(() => document.activeElement.className === "n-skip"), "the first stop is not the skip link");
		await page.keyboard.press("/");
		await page.keyboard.type("健保卡掉了");
		await follow(page, () => page.keyboard.press("Enter"));
		check(/\/search/.test(page.url()), "the search is not asked");
		for (let i = 0; i < 30; i++) {
			await page.keyboard.press("Tab");
			if (await page.evaluate(() => document.activeElement.getAttribute("href") === "/services/card.reissue")) break;
		}
		await follow(page, () => page.keyboard.press("Enter"));
		check((await page.textContent("h1")) === "健保卡遺失補發", "the service page is not shown");
		await page.close();
	});

	await test("the calculator tells a mistake, keeps what was typed, and then says why, without script", async () => {
		const context = await browser.newContext({ javaScriptEnabled: false, locale: "en" });
		const page = await context.newPage();
		await page.goto(`${base}/calculator`);
		await page.selectOption("#category", "12");
		await page.fill("#wage", "forty");
		await follow(page, "form.n-form button[type=submit]");
		check((await page.inputValue("#wage")) === "forty", "what was typed is lost");
		check(await page.isVisible("#wage-e"), "no error beside the field");
		check(await page.isVisible(".n-errors a[href='#wage']"), "no summary");
		await page.fill("#wage", "45,800");
		await follow(page, "form.n-form button[type=submit]");
		check(/710/.test(await page.textContent(".n-big")), "no result");
		check((await page.locator(".n-steps > li").count()) >= 5, "no reasons");
		await context.close();
	});

	await test("the language stays chosen from page to page", async () => {
		const context = await browser.newContext({ locale: "zh-TW" });
		const page = await context.newPage();
		await page.goto(`${base}/guide`);
		await follow(page, "a[hreflang=en]");
		check((await page.getAttribute("html", "lang")) === "en", "the page is not English");
		check(/\/guide$/.test(page.url()), "it is another page");
		await page.goto(`${base}/law`);
		check((await page.getAttribute("html", "lang")) === "en", "the language is forgotten");
		await context.close();
	});

	await test("from the month's bills to the reason of one line, page by page", async () => {
		const context = await browser.newContext();
		await context.addCookies(director);
		const page = await context.newPage();
		await page.goto(address("/bills?sort=payable", "zh"));
		await follow(page, "tbody a");
		check(/\/bills\/\d+/.test(page.url()), "no bill opens");
		await follow(page, "tbody th a");
		check(/\/why\/\d+/.test(page.url()), "no reason opens");
		check((await page.locator(".n-steps > li").count()) >= 5, "no reasons");
		await page.goto(address("/bills", "zh"));
		const first = await page.textContent("tbody tr th");
		await follow(page, "a[rel=next]");
		check((await page.textContent("tbody tr th")) !== first, "the next page shows the same");
		await context.close();
	});

	await cases({ test, check, follow, browser, base, signIn, findings, axe, program, database });
} finally {
	await browser.close();
	server.removeAllListeners("exit");
	server.kill("SIGTERM");
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
