// cases.mjs: a case from the mail room to the signed letter, by three people, in the browser; each of
// its pages is looked at by axe, wide and narrow. Called by site.mjs.
export async function cases({ test, check, follow, browser, base, signIn, findings, axe }) {
	async function sit(user, lang) {
		const context = await browser.newContext({ locale: lang === "en" ? "en" : "zh-TW" });
		await context.addCookies(await signIn(user));
		return context.newPage();
	}
	async function look(page, what) {
		await page.evaluate(axe);
		for (const width of [1280, 360]) {
			await page.setViewportSize({ width, height: 900 });
			const found = await findings(page);
			check(found.length === 0, `${what} at ${width}: ${found.join("; ")}`);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			check(wide <= 0, `${what} at ${width} is ${wide} px too wide`);
		}
		await page.setViewportSize({ width: 1280, height: 900 });
	}
	const step = (page) => page.textContent("[aria-current=step]");

	await test("a form tells every mistake beside its field and loses nothing", async () => {
		const officer = await sit("enrol");
		await officer.goto(`${base}/apply/enrol.decide`);
		await look(officer, "the form");
		await officer.selectOption("#channel", "post");
		await officer.fill("#question", "<script>alert(1)</script>");
		await follow(officer, "form[method=post].n-form button[type=submit]");
		check(await officer.isVisible(".n-errors"), "no summary of what is missing");
		check((await officer.inputValue("#question")).startsWith("<script>"), "what was typed is lost");
		await look(officer, "the form with mistakes");
		await officer.close();
	});

	await test("the officer drafts, the chief sees the letter and signs, nobody signs twice", async () => {
		const officer = await sit("enrol");
		const section = await (await officer.request.get(`${base}/cases?list=section&format=json`)).json();
		check(Array.isArray(section.rows), "the section has no list");
		await officer.goto(`${base}/apply/enrol.decide`);
		await officer.selectOption("#channel", "post");
		for (const [field, value] of [["person_id", "A123456789"], ["person_name", "林小玉"],
			["address", "臺中市西區一路1號"], ["question", "能否依附"], ["on", "115年8月1日"]])
			await officer.fill(`#${field}`, value);
		await officer.selectOption("#category", "1");
		await follow(officer, "form[method=post].n-form button[type=submit]");
		check(/\/cases\/C\d+/.test(officer.url()), "no case is made");
		check(await officer.isVisible(".n-receipt"), "no receipt");
		await look(officer, "the case");
		const path = new URL(officer.url()).pathname;
		const number = path.split("/").at(-1);
		await follow(officer, ".n-next button");
		await officer.fill("#propose-reason", "符合規定");
		await follow(officer, ".n-next button");
		check((await officer.textContent("main")).includes("陳核中"), "the draft is not sent up");
		const chief = await sit("chief");
		await chief.goto(`${base}/cases?list=level`);
		await look(chief, "the basket");
		check((await chief.textContent("#rows")).includes(number), "the draft does not reach the chief");
		await chief.goto(`${base}${path}/decide`);
		check((await chief.textContent(".n-letter")).includes("主旨"), "no letter before it is signed");
		await look(chief, "the decision");
		const second = await chief.context().newPage();
		await second.goto(`${base}${path}/decide`);
		await follow(chief, "form[method=post].n-next button");
		check((await step(chief)) === "已決定", "it is not decided");
		await follow(second, "form[method=post].n-next button");
		check(/已由別人變更|不能這樣辦/.test(await second.textContent("main")), "it was signed twice");
		const citizen = await sit("citizen");
		const answer = await citizen.goto(`${base}${path}`);
		check(answer.status() === 404, "a stranger sees the case");
		await citizen.goto(`${base}/cases`);
		await look(citizen, "one's own applications");
	});
}
