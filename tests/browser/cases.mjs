// cases.mjs: a case from the mail room to the signed letter, by three people, in the browser; each of
// its pages is looked at by axe, wide and narrow. Called by site.mjs.
import { execFileSync } from "node:child_process";

export async function cases({ test, check, follow, browser, base, signIn, findings, axe, program, database }) {
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

	await test("the chief is away, the deputy signs up to the chief's limit, the rest goes up", async () => {
		const chief = await sit("chief-finance");
		async function draft(amount) {
			await chief.goto(`${base}/apply/premium.refund`);
			await chief.selectOption("#channel", "post");
			for (const [field, value] of [["person_id", "A123456789"], ["person_name", "林小玉"], ["address", "臺中市西區一路1號"], ["bank", "臺灣銀行"], ["account_name", "林小玉"],
				["account", "0123456789"], ["month", "2026-05"], ["amount", amount]])
				await chief.fill(`#${field}`, value);
			await chief.selectOption("#cause", "twice");
			await chief.click("form[method=post].n-form button[type=submit]");
			await chief.waitForURL(/\/cases\/C\d+/);
			await chief.click(".n-next button");
			await chief.waitForSelector("#propose-reason");
			await chief.click(".n-next button");
			await chief.waitForSelector("text=陳核中");
			return new URL(chief.url()).pathname;
		}
		const small = await draft("20000");
		const large = await draft("60000");
		await chief.goto(`${base}/deputies`);
		await chief.click("form.n-form button[type=submit]");
		await chief.waitForSelector("#to-e");
		await look(chief, "the deputies with mistakes");
		await chief.selectOption("#account", { label: "中區承保三科財務承辦（財務承辦）" });
		await chief.fill("#to", "115年8月14日");
		await chief.fill("#reason", "出差");
		await chief.click("form.n-form button[type=submit]");
		await chief.waitForSelector("#rows");
		await look(chief, "the deputies");
		const deputy = await sit("finance");
		await deputy.goto(`${base}/desk`);
		check(/您代理.*承保三科科長/.test(await deputy.textContent("main")), "the deputy is not told");
		await deputy.goto(`${base}/cases?list=level`);
		const seen = await deputy.textContent("main");
		check(seen.includes(small.split("/").at(-1)), "the chief's draft does not reach the deputy");
		check(!seen.includes(large.split("/").at(-1)), "the deputy is shown what is above him");
		await deputy.goto(`${base}${small}/decide`);
		await look(deputy, "the deputy's decision");
		await deputy.click("form[method=post].n-next button");
		await deputy.waitForURL(new RegExp(`${small}$`));
		check(/代理.*承保三科科長/.test(await deputy.textContent("main")), "the decision does not say for whom");
		await deputy.goto(`${base}${large}/decide`);
		check(/您的層級不能決定/.test(await deputy.textContent("aside")), "the deputy decides above the chief's limit");
		const head = await sit("head");
		await head.goto(`${base}/cases?list=level`);
		check((await head.textContent("#rows")).includes(large.split("/").at(-1)), "it did not go up");
	});

	await test("an employer's file with planted mistakes is rehearsed, answered row by row, then filed", async () => {
		const agent = await sit("employer");
		await agent.goto(`${base}/employer/files`);
		await look(agent, "the form of a file");
		const unit = await agent.textContent("h1 .n-code");
		const row = (action, code, id, name) => `${action},${code},1,${id},${name},76/3/11,36300,到職起薪,115/8/1`;
		const file = ["異動別,投保單位代號,身分,身分證號,姓名,出生日期,投保金額,原因,日期", row("加保", unit, "A123456789", "王大明"),
			row("加保", unit, "A123456788", "檢查碼錯"), row("加保", "999999999", "F131104093", "別家的"),
			row("飛天", unit, "A123456789", "王大明")].join("\n");
		await agent.setInputFiles("#file", { name: "異動.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
		await agent.click("form.n-form button[type=submit]");
		await agent.waitForURL(/employer\/files\/\d+/);
		await agent.waitForSelector("#findings tbody tr");
		check(/有 3 列要修正/.test(await agent.textContent("h1")), "the verdict is not told first");
		check((await agent.locator("#findings tbody tr").count()) === 3, "not every mistake has its row");
		check(/檢查碼不符/.test(await agent.textContent("#findings")), "the wrong number is not named");
		await look(agent, "the answers of a file");
		await agent.goto(`${base}/units/${unit}?format=json`);
		check(!(await agent.textContent("body")).includes("王大明"), "a rehearsal changed the register");
		await agent.goBack();
		await agent.click(".n-next button");
		await agent.waitForSelector("h1:has-text('送出了')");
		await agent.goto(`${base}/units/${unit}?format=json`);
		check((await agent.textContent("body")).includes("王大明"), "what was filed is not in the register");
	});

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

	// What a hand does: a field is clicked and typed in, a choice opened and made.
	function hand(page) {
		const done = { clicks: 0 };
		done.press = async (selector) => { done.clicks++; await follow(page, selector); };
		done.open = async (selector) => { done.clicks++; await page.click(selector); };
		done.type = async (field, value) => { done.clicks++; await page.fill(`#${field}`, value); };
		done.choose = async (field, value) => { done.clicks += 2; await page.selectOption(`#${field}`, value); };
		return done;
	}

	await test("who changes jobs leaves one unit, joins the next and takes a certificate home, in one visit", async () => {
		const started = Date.now(), own = await sit("citizen");
		await own.goto(`${base}/my?lang=zh`);
		const number = await own.textContent("h1 .n-code");
		const director = await sit("director");
		const units = (await (await director.request.get(`${base}/units?format=json`)).json()).rows;
		const clerk = await sit("counter"), by = hand(clerk);
		await clerk.goto(`${base}/desk`);
		await by.type("text", number);
		await by.press("form[role=search] button");
		if (await clerk.locator("#purpose-counter").count() > 0) {
			await by.open("#purpose-counter");
			await by.press("main .n-form button[type=submit]");
		}
		await look(clerk, "the person at the counter");
		async function wish(service) {
			if (clerk.url().includes("/cases/")) await by.press("[data-key=b]");
			await by.open(".n-file summary");
			await by.press(`.n-services a[href^="/apply/${service}?"]`);
		}
		async function granted(what) {
			await by.press("button[name=at_once]");
			check(await clerk.isVisible(".n-receipt"), `${what}: ${await clerk.textContent("main")}`);
			check((await clerk.textContent("aside")).includes("准予所請"), `${what} is not done at once`);
		}
		await wish("enrol.out");
		await look(clerk, "the form with the person in it");
		await by.type("on", "115年8月1日");
		await by.choose("reason", "left");
		await granted("leaving");
		const old = await clerk.locator("dl.n-facts dd").allTextContents();
		await wish("enrol.in");
		await by.type("unit_code", units.find((unit) => !old.includes(unit.code)).code);
		await by.type("on", "115年8月2日");
		await by.type("insured_amount", "45800");
		await granted("joining");
		await wish("enrol.certificate");
		await by.type("from_day", "2026-01-01");
		await by.type("to_day", "2026-08-03");
		await by.choose("language", "zh");
		await by.press("button[name=at_once]");
		check(await clerk.isVisible(".n-receipt"), `certificate: ${await clerk.textContent("main")}`);
		console.log(`the job changer: ${by.clicks} clicks, ${((Date.now() - started) / 1000).toFixed(1)} s without a hand`);
		check(by.clicks <= 40, `${by.clicks} clicks`);
	});

	await test("a foreigner's employer enrols him in English, page by page, and the first bill has him", async () => {
		const employer = await sit("employer", "en"), by = hand(employer);
		const answers = { category: "1", insured_id: "A800000023", insured_name: "NGUYEN VAN AN", item: "12", on: "2026-08-03",
			insured_amount: "36300", birth: "1995-03-02", sex: "M", registered_from: "2026-01-20", contact: "Lin", phone: "04-22223333" };
		await employer.goto(`${base}/search?text=join&lang=en`);
		await employer.goto(`${base}/apply/enrol.in?lang=en`);
		await by.press("main form.n-form button");
		let looked = 0;
		while (!employer.url().endsWith("/check")) {
			const ask = employer.locator("form.n-ask");
			if (looked++ < 3) await look(employer, `the question ${employer.url().split("/").at(-1)}`);
			check(looked < 25, `it never ends: ${await employer.textContent("main")}`);
			for (const line of await ask.locator("input.n-field").all())
				await by.type(await line.getAttribute("name"), answers[await line.getAttribute("name")] ?? "");
			for (const choice of await ask.locator("fieldset").all()) {
				by.clicks++;
				await choice.locator(`input[value="${answers[await choice.getAttribute("id")] ?? "no"}"]`).check();
			}
			for (const list of await ask.locator("select").all())
				await by.choose(await list.getAttribute("name"), answers[await list.getAttribute("name")]);
			await by.press("form.n-ask button.n-button");
		}
		await look(employer, "the answers before they are sent");
		check((await employer.textContent("main")).includes("NGUYEN VAN AN"), "an answer is lost");
		await by.press("button[value=send]");
		await look(employer, "the receipt");
		check(await employer.locator(".n-qr img").evaluate((image) => image.complete && image.naturalWidth > 0), "no QR symbol");
		const path = new URL(employer.url()).pathname.replace("/receipt", "");
		const officer = await sit("enrol");
		await officer.goto(`${base}${path}/decide`);
		await follow(officer, "form[method=post].n-next button");
		check((await officer.textContent("aside")).includes("准予所請"), "it is not granted");
		execFileSync(program, ["bill", "run", "--month", "2026-08", "--db", database, "--no-progress", "--now", "2026-09-05T09:00:00+08:00"], { stdio: "ignore" });
		await employer.goto(`${base}/employer?lang=en`);
		await by.press("main tbody tr:first-child a[href^='/bills/']");
		check(/NGUYEN VAN AN/.test(await employer.textContent("main")), "the first bill does not have him");
		console.log(`the foreigner: ${by.clicks} clicks of the employer`);
	});
}
