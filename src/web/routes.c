/* routes.c: the table of addresses and what each asks desk for; see routes.h. */
#include "web/routes.h"

#include "web/account_routes.h"
#include "web/case_routes.h"
#include "web/home_routes.h"
#include "web/letter_routes.h"
#include "web/site_user.h"

#include "base/clock.h"
#include "desk/bill_chart.h"
#include "desk/bill_slip.h"
#include "desk/bills.h"
#include "desk/budget_page.h"
#include "desk/claim_check_page.h"
#include "desk/claim_finding_page.h"
#include "desk/copay_page.h"
#include "desk/floor_plan.h"
#include "desk/law_article.h"
#include "desk/law_page.h"
#include "desk/premium_page.h"
#include "desk/secret.h"
#include "desk/service_view.h"
#include "desk/units.h"
#include "desk/verify_page.h"
#include "web/limit.h"

#include <stdatomic.h>
#include <stdlib.h>

/* --- pages ------------------------------------------------------------------------------------ */

static enum nhi_status not_found(struct str what, struct err *err) {
	return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(what));
}

static enum nhi_status day_input(struct call *c, date_t *at, struct err *err) {
	struct view *v = view_new(&c->worker->arena, "error");
	*at = c->worker->desk.today;
	if (form_date(&c->request->form, "at", v, at)) return NHI_OK;
	struct str given = form_get(&c->request->form, "at");
	return err_set(err, NHI_RANGE, "at" ERR_SEP "%.*s" ERR_SEP "YYYY-MM-DD", STR_ARG(given));
}

static enum nhi_status home_page(struct call *c, struct view **out, struct err *err) {
	(void)err;
	static const struct {
		const char *code, *zh, *en;
	} events[] = {
	        {"job", "換工作、離職", "Changing or leaving a job"},
	        {"baby", "生小孩、加保眷屬", "A baby, a dependent"},
	        {"ill", "生病、住院", "Illness, hospital"},
	        {"abroad", "出國、在國外就醫", "Going abroad, care abroad"},
	        {"arrears", "欠費、繳不出來", "Arrears, cannot pay"},
	        {"employer", "公司、雇主", "Company, employer"},
	        {"provider", "醫院、診所、藥局", "Hospital, clinic, pharmacy"},
	};
	struct view *v = view_new(&c->worker->arena, "home");
	const struct desk *d = c->site->desk;
	*out = v;
	for (size_t i = 0; i < COUNT_OF(events); i++) {
		struct view *e = view_item(v, "events", "life_event");
		view_text(e, "code", str_from(events[i].code));
		view_both(e, "name", str_from(events[i].zh), str_from(events[i].en));
	}
	for (size_t i = 0; i < d->org->floor_count; i++) {
		const struct org_floor *f = &d->org->floors[i];
		struct view *fv = view_item(v, "floors", "home_floor");
		view_text(fv, "floor", f->floor);
		view_text(fv, "seed_row", f->seed);
		for (size_t p = 0; p < f->place_count; p++)
			view_both(view_item(fv, "places", "home_place"), "name", f->places[p].zh,
			          f->places[p].en);
	}
	view_number(v, "functions", (int64_t)d->seed.row_count);
	view_text(v, "hotline", d->org->hotline);
	return NHI_OK;
}

static enum nhi_status guide_page(struct call *c, struct view **out, struct err *err) {
	(void)err;
	*out = seed_document_view(&c->site->desk->seed, &c->worker->arena, "guide");
	return NHI_OK;
}

static enum nhi_status rules_page(struct call *c, struct view **out, struct err *err) {
	(void)err;
	*out = seed_document_view(&c->site->desk->seed, &c->worker->arena, "rules");
	return NHI_OK;
}

static enum nhi_status coverage_page(struct call *c, struct view **out, struct err *err) {
	(void)err;
	const struct form *f = &c->request->form;
	*out = seed_coverage_view(&c->site->desk->seed, &c->worker->arena, form_get(f, "seed"),
	                          form_get(f, "depth"), form_get(f, "kind"));
	return NHI_OK;
}

static enum nhi_status organisation_page(struct call *c, struct view **out, struct err *err) {
	date_t at;
	enum nhi_status st = day_input(c, &at, err);
	if (st != NHI_OK) return st;
	*out = org_view(c->site->desk->org, &c->worker->arena, at,
	                form_get(&c->request->form, "text"));
	return NHI_OK;
}

static enum nhi_status org_unit_page(struct call *c, struct view **out, struct err *err) {
	date_t at;
	enum nhi_status st = day_input(c, &at, err);
	if (st != NHI_OK) return st;
	*out = org_unit_view(c->site->desk->org, &c->worker->arena, c->part[0], at);
	return *out == NULL ? not_found(c->part[0], err) : NHI_OK;
}

static enum nhi_status search_page(struct call *c, struct view **out, struct err *err) {
	const struct form *f = &c->request->form;
	const struct org_unit *division = NULL;
	struct str wanted = form_get(f, "division");
	if (wanted.n > 0) {
		division = org_division(c->site->desk->org, wanted, c->worker->desk.today);
		if (division == NULL) return not_found(wanted, err);
	}
	*out = service_search_view(c->site->desk, &c->worker->arena, form_get(f, "text"), division,
	                           c->worker->desk.today);
	return NHI_OK;
}

static enum nhi_status services_page(struct call *c, struct view **out, struct err *err) {
	(void)err;
	*out = service_list_view(c->site->desk, &c->worker->arena,
	                         form_get(&c->request->form, "event"), c->worker->desk.today);
	return NHI_OK;
}

static enum nhi_status service_page(struct call *c, struct view **out, struct err *err) {
	date_t at;
	enum nhi_status st = day_input(c, &at, err);
	if (st != NHI_OK) return st;
	*out = service_page_view(c->site->desk, &c->worker->arena, c->part[0], at);
	return *out == NULL ? not_found(c->part[0], err) : NHI_OK;
}

static enum nhi_status sites_page(struct call *c, struct view **out, struct err *err) {
	date_t at;
	enum nhi_status st = day_input(c, &at, err);
	if (st != NHI_OK) return st;
	*out = sites_view(&c->site->desk->sites, c->site->desk->org, &c->worker->arena,
	                  form_get(&c->request->form, "text"), at);
	return NHI_OK;
}

static enum nhi_status calculator_page(struct call *c, struct view **out, struct err *err) {
	return premium_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status point_values_route(struct call *c, struct view **out, struct err *err) {
	return point_values_page(&c->worker->desk, &c->request->form, out, err);
}

/* Guessing a code of 100 bits is hopeless; asking in a row is stopped all the same. */
static enum nhi_status verify_route(struct call *c, struct view **out, struct err *err) {
	enum nhi_status st = NHI_OK;
	if (form_has(&c->request->form, "code")) st = limit_count(c->request->address, err);
	return st == NHI_OK ? verify_page(&c->worker->desk, &c->request->form, out, err) : st;
}

static enum nhi_status copay_calculator(struct call *c, struct view **out, struct err *err) {
	return copay_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status supplement_calculator(struct call *c, struct view **out, struct err *err) {
	return supplement_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status law_page(struct call *c, struct view **out, struct err *err) {
	return law_list_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status claim_check_route(struct call *c, struct view **out, struct err *err) {
	return claim_check_page(&c->worker->desk, out, err);
}

/* One check at a time: it shares the slow lane with signing in, which must not wait for it. */
static enum nhi_status claim_check_post(struct call *c, struct view **out, struct str *to,
                                        struct err *err) {
	static atomic_flag is_running = ATOMIC_FLAG_INIT;
	enum { BUSY_S = 5 };
	(void)to; /* nothing is kept: the answer stands on the page itself */
	enum nhi_status st = limit_count(c->request->address, err);
	if (st != NHI_OK) return st;
	if (atomic_flag_test_and_set(&is_running)) return err_set(err, NHI_TOO_MANY, "%d", BUSY_S);
	struct response *r = c->response;
	r->type = "application/json; charset=utf-8";
	st = claim_check_do(&c->worker->desk, &c->request->form, c->wants_json ? &r->body : NULL,
	                    out, err);
	atomic_flag_clear(&is_running);
	return st;
}

static enum nhi_status findings_page(struct call *c, struct view **out, struct err *err) {
	return claim_finding_list_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status finding_page(struct call *c, struct view **out, struct err *err) {
	return claim_finding_page(&c->worker->desk, c->part[0], out, err);
}

static enum nhi_status parameter_page(struct call *c, struct view **out, struct err *err) {
	return law_parameter_page(&c->worker->desk, c->part[0], &c->request->form, out, err);
}

static enum nhi_status article_page(struct call *c, struct view **out, struct err *err) {
	return law_article_page(&c->worker->desk, c->part[0], c->part[1], &c->request->form, out,
	                        err);
}

static enum nhi_status grades_page(struct call *c, struct view **out, struct err *err) {
	return law_grades_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status bills_route(struct call *c, struct view **out, struct err *err) {
	return bills_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status bill_route(struct call *c, struct view **out, struct err *err) {
	return bill_page(&c->worker->desk, c->part[0], &c->request->form, out, err);
}

static enum nhi_status bill_why_route(struct call *c, struct view **out, struct err *err) {
	return bill_why_page(&c->worker->desk, c->part[0], c->part[1], out, err);
}

static enum nhi_status units_route(struct call *c, struct view **out, struct err *err) {
	return units_page(&c->worker->desk, &c->request->form, out, err);
}

static enum nhi_status unit_route(struct call *c, struct view **out, struct err *err) {
	return unit_page(&c->worker->desk, c->part[0], &c->request->form, out, err);
}

/* --- for programs ----------------------------------------------------------------------------- */

static enum nhi_status health(struct call *c, struct response *r, struct err *err) {
	(void)c, (void)err;
	r->type = "text/plain; charset=utf-8";
	r->cache = "no-store";
	buf_put_c(&r->body, "ok\n");
	return NHI_OK;
}

/* How busy the site is tells a stranger when to come: for programs on this machine, the
 * administrator, and who has the token that the operator named. */
static enum nhi_status may_measure(const struct call *c, struct err *err) {
	const char *token = getenv("NHI_METRICS_TOKEN");
	struct str from = c->request->address, sent = c->request->authorization;
	bool local = str_starts(from, STR("127.")) || str_is(from, "::1");
	bool known = token != NULL && token[0] != '\0' && str_starts(sent, STR("Bearer ")) &&
	             secret_equal(str_slice(sent, strlen("Bearer "), sent.n), str_from(token));
	if (local || known || principal_may(&c->signed_in->who, "account", RIGHT_READ))
		return NHI_OK;
	return err_set(err, NHI_FORBIDDEN, "系統計量" ERR_SEP "metrics");
}

static enum nhi_status metrics_text(struct call *c, struct response *r, struct err *err) {
	const char *names[METRICS_ROUTES_MAX];
	size_t n = 0;
	enum nhi_status st = may_measure(c, err);
	if (st != NHI_OK) return st;
	for (; n < route_count && n < METRICS_ROUTES_MAX - 1; n++) names[n] = routes[n].pattern;
	names[n++] = "none";
	metrics_print(c->site->metrics, names, n, clock_monotonic_ns(), &r->body);
	r->type = "text/plain; version=0.0.4; charset=utf-8";
	r->cache = "no-store";
	return NHI_OK;
}

static enum nhi_status openapi(struct call *c, struct response *r, struct err *err) {
	(void)err;
	r->type = "application/json; charset=utf-8";
	r->compressible = true;
	openapi_print(&c->site->decls, &r->body);
	return NHI_OK;
}

static enum nhi_status floor_picture(struct call *c, struct response *r, struct err *err) {
	const struct form *f = &c->request->form;
	date_t at;
	enum nhi_status st = day_input(c, &at, err);
	r->type = "image/svg+xml; charset=utf-8";
	if (st != NHI_OK) return st;
	return floor_plan(&r->body, c->site->desk, form_get(f, "floor"), form_get(f, "service"), at,
	                  c->lang != LANG_ZH ? "en" : "zh", err);
}

static enum nhi_status chart_picture(struct call *c, struct response *r, struct err *err) {
	const struct form *f = &c->request->form;
	date_t at;
	enum nhi_status st = day_input(c, &at, err);
	r->type = "image/svg+xml; charset=utf-8";
	if (st != NHI_OK) return st;
	return organisation_chart(&r->body, c->site->desk, form_get(f, "unit"), form_get(f, "mark"),
	                          at, c->lang != LANG_ZH ? "en" : "zh", err);
}

/* Sums of a month: no person's data, yet not for everybody's cache, since bills are not. */
static enum nhi_status bill_chart(struct call *c, struct response *r, struct err *err) {
	r->type = "image/svg+xml; charset=utf-8";
	r->cache = "no-store";
	return bill_chart_page(&c->worker->desk, &c->request->form,
	                       c->lang != LANG_ZH ? "en" : "zh", &r->body, err);
}

static enum nhi_status compare_route(struct call *c, struct view **out, struct err *err) {
	return bill_compare_page(&c->worker->desk, c->part[0], STR(""), out, err);
}

static enum nhi_status compare_post(struct call *c, struct view **out, struct str *to,
                                    struct err *err) {
	(void)to; /* the answer stands on the same page: nothing was written */
	enum nhi_status st = bill_compare_page(&c->worker->desk, c->part[0],
	                                       form_get(&c->request->form, "payroll"), out, err);
	if (st == NHI_OK && !form_has(&c->request->form, "payroll"))
		form_error(*out, "payroll", "請貼上薪資清單", "paste the payroll");
	return st;
}

static enum nhi_status bill_slip(struct call *c, struct response *r, struct err *err) {
	r->type = "application/pdf";
	r->cache = "no-store";
	r->disposition = "inline; filename=\"slip.pdf\"";
	return bill_slip_page(&c->worker->desk, c->part[0], c->lang != LANG_ZH ? "en" : "zh",
	                      &r->body, err);
}

static enum nhi_status asset(struct call *c, struct response *r, struct err *err) {
	const struct asset *x = assets_find(&c->site->assets, c->request->path);
	if (x == NULL) return not_found(c->request->path, err);
	r->type = x->type.p;
	r->etag = x->etag;
	r->cache = "public, max-age=31536000, immutable";
	r->gzipped = c->request->accepts_gzip && x->gzip.n > 0;
	r->fixed = r->gzipped ? x->gzip : x->bytes;
	return NHI_OK;
}

static enum nhi_status robots(struct call *c, struct response *r, struct err *err) {
	(void)c, (void)err;
	r->type = "text/plain; charset=utf-8";
	buf_put_c(&r->body,
	          "User-agent: *\nDisallow: /account\nDisallow: /bills\nDisallow: /units\n"
	          "Disallow: /persons\nDisallow: /my\nDisallow: /desk\nDisallow: /letters\n");
	return NHI_OK;
}

enum nhi_status route_allows(const struct route *r, const struct signed_in *s, struct err *err) {
	if (r->area == NULL) return NHI_OK;
	if (strcmp(r->area, FOR_SETUP) == 0)
		return s->state == SESSION_SETUP || s->state == SESSION_OPEN
		               ? NHI_OK
		               : err_set(err, NHI_LOGIN, "%s", "");
	if (strcmp(r->area, FOR_SIGNED_IN) == 0)
		return s->state == SESSION_OPEN ? NHI_OK : err_set(err, NHI_LOGIN, "%s", "");
	return principal_need(&s->who, r->area, r->right, err);
}

/* Remembers the language and goes back to a page of this site. */
static enum nhi_status language(struct call *c, struct response *r, struct err *err) {
	struct str to = form_get(&c->request->form, "to"),
	           back = form_get(&c->request->form, "back");
	int lang = i18n_language_find(to);
	if (lang < 0)
		return err_set(err, NHI_RANGE, "to" ERR_SEP "%.*s" ERR_SEP "zh|en|id|vi|th",
		               STR_ARG(to));
	r->status = 303;
	r->location = site_local(back);
	r->set_lang = i18n_languages[lang].code;
	r->cache = "no-store";
	return NHI_OK;
}

/* Large text, also printed at 20 points; remembered like the language. */
static enum nhi_status text_size(struct call *c, struct response *r, struct err *err) {
	struct str to = form_get(&c->request->form, "to");
	if (!str_is(to, "usual") && !str_is(to, "large"))
		return err_set(err, NHI_RANGE, "to" ERR_SEP "%.*s" ERR_SEP "usual|large",
		               STR_ARG(to));
	r->status = 303;
	r->location = site_local(form_get(&c->request->form, "back"));
	r->set_size = str_is(to, "large") ? "large" : "usual";
	r->cache = "no-store";
	return NHI_OK;
}

/* The first page of who is signed in. */
static enum nhi_status home_of(struct call *c, struct response *r, struct err *err) {
	(void)err;
	r->status = 303;
	r->location = site_home(c->signed_in);
	r->cache = "no-store";
	return NHI_OK;
}

/* --- the table -------------------------------------------------------------------------------- */

#define AT                                                                                         \
	{ "at", INPUT_DATE, "哪一天的資料（預設今天）", "data of this day (default today)" }
#define END                                                                                        \
	{ NULL, INPUT_TEXT, NULL, NULL }

static const struct route_input at_input[] = {AT, END};
static const struct route_input org_inputs[] = {
        AT,
        {"text", INPUT_TEXT, "名稱、科別或縣市的一部分", "part of a name, section or county"},
        END};
static const struct route_input search_inputs[] = {
        {"text", INPUT_TEXT, "要找什麼，用平常的話", "what you look for, in everyday words"},
        {"division", INPUT_TEXT, "業務組：代碼、名稱或縣市", "division: code, name or county"},
        END};
static const struct route_input event_inputs[] = {{"event", INPUT_TEXT, "生活事件", "life event"},
                                                  END};
static const struct route_input plan_inputs[] = {
        {"floor", INPUT_TEXT, "樓層：1F", "floor: 1F"},
        {"service", INPUT_TEXT, "標示這項服務在哪裡", "mark where this service is"},
        AT,
        END};
static const struct route_input chart_svg_inputs[] = {
        {"unit", INPUT_TEXT, "只畫這個單位的科", "only the sections of this unit"},
        {"mark", INPUT_TEXT, "標示這個單位或科", "mark this unit or section"},
        AT,
        END};
static const struct route_input incoming_inputs[] = {
        {"state", INPUT_TEXT, "received、opened、routed、filed 或 forwarded",
         "received, opened, routed, filed or forwarded"},
        {"section", INPUT_TEXT, "單位與科", "unit and section"},
        {"noted", INPUT_TEXT, "剛登記了什麼", "what was noted just now"},
        {"after", INPUT_TEXT, "從這裡之後（上一頁的 next）",
         "go on after (next of the page before)"},
        END};
static const struct route_input apply_inputs[] = {
        {"applicant", INPUT_TEXT, "為誰辦（人員用）", "for whom (staff)"},
        {"parent", INPUT_TEXT, "不服的案件", "the case objected to"},
        {"incoming", INPUT_TEXT, "收文號（人員用）", "number of incoming mail (staff)"},
        {"converts", INPUT_TEXT, "由哪件改辦（人員用）",
         "general case that goes on as this (staff)"},
        END};
static const struct route_input case_list_inputs[] = {
        {"list", INPUT_TEXT, "mine、section 或 level", "mine, section or level"},
        {"section", INPUT_TEXT, "單位與科", "unit and section"},
        {"service", INPUT_TEXT, "只看這項服務", "only this service"},
        {"after", INPUT_TEXT, "從這裡之後（上一頁的 next）",
         "go on after (next of the page before)"},
        END};
static const struct route_input case_inputs[] = {
        {"new", INPUT_FLAG, "剛送出", "just sent in"},
        {"list", INPUT_TEXT, "從哪個清單打開：mine、section、level",
         "list that it was opened from: mine, section, level"},
        END};
static const struct route_input decide_inputs[] = {
        {"result", INPUT_TEXT, "approve、partly、reject、inadmissible",
         "approve, partly, reject, inadmissible"},
        {"reason_code", INPUT_TEXT, "理由代碼（catalogue/reasons.csv）",
         "reason of catalogue/reasons.csv"},
        {"reason", INPUT_TEXT, "理由", "reasons"},
        {"list", INPUT_TEXT, "從哪個清單打開", "list that it was opened from"},
        END};
static const struct route_input deputies_inputs[] = {
        {"do", INPUT_TEXT, "add 指定、end 結束", "add, end"},
        {"holder", INPUT_COUNT, "誰不在（帳號編號）", "who is away (number of the account)"},
        {"account", INPUT_COUNT, "誰代理（帳號編號）", "who stands in (number of the account)"},
        {"from", INPUT_DATE, "起日（預設今天）", "first day (default today)"},
        {"to", INPUT_DATE, "最後一天", "last day"},
        {"kind", INPUT_TEXT, "deputy 代理、acting 代行", "deputy, acting"},
        {"reason", INPUT_TEXT, "原因", "reason"},
        {"number", INPUT_COUNT, "要結束的代理", "the deputy to be ended"},
        END};
static const struct route_input letters_inputs[] = {
        {"state", INPUT_TEXT, "due、held、handed、sent、failed、returned",
         "due, held, handed, sent, failed, returned"},
        {"case", INPUT_TEXT, "案號", "number of a case"},
        {"after", INPUT_COUNT, "從這裡之後（上一頁的 next）",
         "go on after (next of the page before)"},
        {"do", INPUT_TEXT, "dispatch：把待寄的做成一批", "dispatch: a batch of what waits"},
        END};
static const struct route_input letter_inputs[] = {
        {"do", INPUT_TEXT, "returned 退回、resend 再寄、serve 送達", "returned, resend, serve"},
        {"on", INPUT_DATE, "哪一天", "on which day"},
        {"reason", INPUT_TEXT, "退回原因", "why it came back"},
        {"way", INPUT_TEXT, "方式", "way"},
        {"address", INPUT_TEXT, "地址", "address"},
        {"receiver", INPUT_TEXT, "收受人", "who took it"},
        END};
static const struct route_input certificates_inputs[] = {
        {"who", INPUT_TEXT, "為誰發（人員用）", "for whom (staff)"},
        {"kind", INPUT_TEXT, "coverage、premium、clearance", "coverage, premium, clearance"},
        {"year", INPUT_COUNT, "年度", "year"},
        {"english", INPUT_FLAG, "英文", "in English"},
        END};
static const struct route_input employer_files_inputs[] = {
        {"text", INPUT_TEXT, "不能上傳時貼在這裡的內容", "the rows, where a file cannot be sent"},
        END};
static const struct route_input coverage_inputs[] = {
        {"seed", INPUT_TEXT, "guide 或 rules", "guide or rules"},
        {"depth", INPUT_TEXT, "full、case、reference、none", "full, case, reference, none"},
        {"kind", INPUT_TEXT, "類別", "kind of function"},
        END};
static const struct route_input law_inputs[] = {
        AT, {"text", INPUT_TEXT, "名稱的一部分", "part of a name"}, END};
static const struct route_input claim_check_inputs[] = {{"file", INPUT_FILE,
                                                         "申報檔（xml 或 zip），16 MiB 以下",
                                                         "claim file (xml or zip), at most 16 MiB"},
                                                        END};
static const struct route_input findings_inputs[] = {
        {"level", INPUT_TEXT, "file、batch、case、order、note", "file, batch, case, order, note"},
        END};
static const struct route_input article_inputs[] = {
        {"paragraph", INPUT_COUNT, "第幾項", "paragraph"}, END};
static const struct route_input quarter_inputs[] = {
        {"quarter", INPUT_TEXT, "季別，例如 2026Q1", "quarter, as 2026Q1"}, END};
static const struct route_input verify_inputs[] = {
        {"code", INPUT_TEXT, "證明上的查驗碼", "check code on the certificate"}, END};
static const struct route_input calculator_inputs[] = {
        AT,
        {"category", INPUT_COUNT, "類目，11 到 62", "category and item, 11 to 62"},
        {"wage", INPUT_COUNT, "月薪資，元", "monthly wage, NT$"},
        {"amount", INPUT_COUNT, "投保金額，元", "insured amount, NT$"},
        {"dependents", INPUT_COUNT, "眷屬人數", "number of dependents"},
        {"private_school", INPUT_FLAG, "私立學校教職員", "staff of a private school"},
        END};
static const struct route_input copay_inputs[] = {
        AT,
        {"level", INPUT_TEXT, "院所層級 center regional district clinic",
         "center, regional, district or clinic"},
        {"care", INPUT_TEXT, "western dental tcm emergency homecare psychiatric",
         "western, dental, tcm, emergency, homecare or psychiatric"},
        {"referred", INPUT_FLAG, "經轉診", "referred"},
        {"drug_points", INPUT_COUNT, "藥費，點", "drug fee, points"},
        {"refill", INPUT_COUNT, "慢性病連續處方箋第幾次調劑",
         "dispensing of a refill prescription"},
        {"session", INPUT_COUNT, "同一療程第幾次", "session of a course"},
        {"triage", INPUT_COUNT, "檢傷分級", "triage level"},
        {"points", INPUT_COUNT, "居家照護、社區復健的醫療費用", "points of home care"},
        {"disabled", INPUT_FLAG, "持身心障礙證明", "disability certificate"},
        {"midlow", INPUT_FLAG, "中低收入戶", "mid-low-income household"},
        {"remote", INPUT_FLAG, "醫療資源缺乏地區", "area short of medical care"},
        END};
static const struct route_input supplement_inputs[] = {
        AT,
        {"kind", INPUT_COUNT, "所得種類 62、63、65、66、67、68", "kind of income"},
        {"paid", INPUT_COUNT, "這次給付金額，元", "this payment, NT$"},
        {"bonus_before", INPUT_COUNT, "今年以前各次獎金合計，元", "earlier bonuses of the year"},
        {"amount", INPUT_COUNT, "當月投保金額，元", "insured amount of the month"},
        {"owner_amount", INPUT_COUNT, "已計入投保金額的股利，元",
         "dividend that already counts in the insured amount"},
        END};
static const struct route_input chart_inputs[] = {
        {"month", INPUT_MONTH, "月份", "month"},
        {NULL, INPUT_TEXT, NULL, NULL},
};
static const struct route_input bills_inputs[] = {
        {"month", INPUT_MONTH, "月份（預設最近一個月）", "month (default the latest)"},
        {"division", INPUT_COUNT, "業務組 1–6，0 全部", "division 1 to 6; 0 all"},
        {"text", INPUT_TEXT, "投保單位名稱的一部分或代號", "part of a unit's name, or its code"},
        {"corrected", INPUT_FLAG, "只看有更正的", "only bills with corrections"},
        {"sort", INPUT_TEXT, "unit 或 payable", "unit or payable"},
        {"after", INPUT_TEXT, "從這裡之後（上一頁的 next）",
         "go on after (next of the page before)"},
        END};
static const struct route_input compare_inputs[] = {
        {"payroll", INPUT_TEXT, "薪資清單（CSV，含標題列）", "payroll as CSV with titles"},
        {NULL, INPUT_TEXT, NULL, NULL},
};
static const struct route_input bill_inputs[] = {
        {"from", INPUT_COUNT, "從第幾列起", "first line shown"}, END};
static const struct route_input units_inputs[] = {
        {"text", INPUT_TEXT, "名稱的一部分", "part of the name"},
        {"division", INPUT_COUNT, "業務組 1–6，0 全部", "division 1 to 6; 0 all"},
        {"after", INPUT_TEXT, "從這個代號之後", "go on after this code"},
        END};
static const struct route_input unit_inputs[] = {
        AT, {"from", INPUT_COUNT, "從第幾人起", "first person shown"}, END};
static const struct route_input language_inputs[] = {
        {"to", INPUT_TEXT, "zh 或 en", "zh or en"},
        {"back", INPUT_TEXT, "回到哪一頁", "page to go back to"},
        END};

static const struct route_input after_inputs[] = {
        {"text", INPUT_TEXT, "帳號或姓名的一部分", "part of the login or name"},
        {"after", INPUT_TEXT, "從這個帳號之後", "go on after this login"},
        END};
static const struct route_input user_inputs[] = {
        {"do", INPUT_TEXT, "lock、unlock、close、reset、totp、no-totp、post、unit",
         "lock, unlock, close, reset, totp, no-totp, post, unit"},
        {"post", INPUT_TEXT, "職務", "post"},
        {"unit", INPUT_TEXT, "投保單位代號", "unit code"},
        END};
static const struct route_input user_add_inputs[] = {
        {"login", INPUT_TEXT, "帳號", "name to sign in with"},
        {"name", INPUT_TEXT, "姓名", "name"},
        {"kind", INPUT_TEXT, "類別", "kind"},
        {"post", INPUT_TEXT, "職務", "post"},
        {"unit", INPUT_TEXT, "投保單位代號", "unit code"},
        {"person", INPUT_TEXT, "身分證號", "identity number"},
        {"provider", INPUT_TEXT, "醫事機構代碼", "code of the provider"},
        END};
static const struct route_input glass_inputs[] = {
        {"all", INPUT_FLAG, "也列已覆核的", "also reviewed ones"},
        {"id", INPUT_COUNT, "哪一次查閱", "which access"},
        {"verdict", INPUT_TEXT, "yes 必要、no 不必要", "yes needed, no not needed"},
        {"note", INPUT_TEXT, "說明", "note"},
        END};
static const struct route_input audit_inputs[] = {
        {"actor", INPUT_TEXT, "誰，例如 u:12", "who: u:12"},
        {"purpose", INPUT_TEXT, "哪一種作業", "kind of act"},
        {"after", INPUT_COUNT, "從這一筆之前", "go on before this act"},
        END};
static const struct route_input person_inputs[] = {
        {"tab", INPUT_TEXT, "coverage、bills、card、benefits、cases、reads",
         "coverage, bills, card, benefits, cases, reads"},
        {"purpose", INPUT_TEXT, "查閱目的", "why the person is looked at"},
        {"reason", INPUT_TEXT, "緊急的理由", "reason of an emergency"},
        END};
static const struct route_input person_search_inputs[] = {
        {"text", INPUT_TEXT, "身分證號或姓名", "identity number or name"}, END};
static const struct route_input back_inputs[] = {
        {"back", INPUT_TEXT, "登入後回到哪一頁", "page to go back to after signing in"}, END};
static const struct route_input login_inputs[] = {
        {"back", INPUT_TEXT, "登入後回到哪一頁", "page to go back to after signing in"},
        {"login", INPUT_TEXT, "帳號", "name"},
        {"password", INPUT_TEXT, "密碼", "password"},
        END};
static const struct route_input code_inputs[] = {
        {"back", INPUT_TEXT, "登入後回到哪一頁", "page to go back to after signing in"},
        {"code", INPUT_TEXT, "驗證碼", "code of the second factor"},
        END};
static const struct route_input choose_inputs[] = {
        {"post", INPUT_TEXT, "職務", "post to act in"},
        {"unit", INPUT_TEXT, "投保單位代號", "unit to act for"},
        {"back", INPUT_TEXT, "之後回到哪一頁", "page to go back to"},
        END};
static const struct route_input password_inputs[] = {
        {"now", INPUT_TEXT, "現在的密碼", "present password"},
        {"new", INPUT_TEXT, "新密碼", "new password"},
        {"again", INPUT_TEXT, "再打一次新密碼", "new password again"},
        END};
static const struct route_input factor_inputs[] = {
        {"secret", INPUT_TEXT, "金鑰", "key"}, {"code", INPUT_TEXT, "驗證碼", "code"}, END};

#define PAGE(pattern_, view_, title_, menu_, inputs_, page_)                                       \
	{                                                                                          \
		.pattern = (pattern_), .kind = ROUTE_PAGE, .view = (view_), .title = (title_),     \
		.menu = (menu_), .is_public = true, .inputs = (inputs_), .page = (page_)           \
	}
/* A page with data of persons, for who has the right in the area: never kept by caches, never
 * compressed. */
#define SECRET(pattern_, view_, title_, menu_, area_, right_, inputs_, page_)                      \
	{                                                                                          \
		.pattern = (pattern_), .kind = ROUTE_PAGE, .view = (view_), .title = (title_),     \
		.menu = (menu_), .area = (area_), .right = (right_), .inputs = (inputs_),          \
		.page = (page_)                                                                    \
	}
/* The same with a form that is sent back to it. */
#define FORM(pattern_, view_, title_, menu_, area_, right_, inputs_, page_, post_)                 \
	{                                                                                          \
		.pattern = (pattern_), .kind = ROUTE_PAGE, .view = (view_), .title = (title_),     \
		.menu = (menu_), .area = (area_), .right = (right_), .inputs = (inputs_),          \
		.page = (page_), .post = (post_)                                                   \
	}
/* A form that may bring files. */
#define FILES(pattern_, view_, title_, menu_, area_, right_, inputs_, page_, post_)                \
	{                                                                                          \
		.pattern = (pattern_), .kind = ROUTE_PAGE, .view = (view_), .title = (title_),     \
		.menu = (menu_), .area = (area_), .right = (right_), .takes_files = true,          \
		.inputs = (inputs_), .page = (page_), .post = (post_)                              \
	}
#define RAW(pattern_, title_, inputs_, raw_)                                                       \
	{                                                                                          \
		.pattern = (pattern_), .kind = ROUTE_RAW, .title = (title_), .menu = "",           \
		.is_public = true, .inputs = (inputs_), .raw = (raw_)                              \
	}

const struct route routes[] = {
        PAGE("/", "home", "全民健康保險服務", "", NULL, home_page),
        SECRET("/account", "account", "我的帳號", "", FOR_SIGNED_IN, RIGHT_READ, NULL,
               account_route),
        FORM("/account/choose", "account", "改換職務或投保單位", "", FOR_SIGNED_IN, RIGHT_READ,
             choose_inputs, account_route, choose_post),
        {.pattern = "/account/password",
         .kind = ROUTE_PAGE,
         .view = "password",
         .title = "改密碼",
         .menu = "",
         .area = FOR_SETUP,
         .is_slow = true,
         .inputs = password_inputs,
         .page = password_route,
         .post = password_post},
        FORM("/account/second-factor", "second_factor", "設定第二道驗證", "", FOR_SETUP, RIGHT_READ,
             factor_inputs, factor_route, factor_post),
        SECRET("/account/setup", "setup", "完成登入設定", "", FOR_SETUP, RIGHT_READ, back_inputs,
               setup_route),
        SECRET("/admin", "admin_home", "系統管理", "own", "account", RIGHT_READ, NULL,
               admin_home_route),
        SECRET("/admin/audit", "audit_list", "稽核紀錄", "own", "audit", RIGHT_READ, audit_inputs,
               audit_route),
        FORM("/admin/glass", "glass_list", "緊急查閱覆核", "own", "audit", RIGHT_READ, glass_inputs,
             glass_route, glass_post),
        SECRET("/admin/sessions", "session_list", "現在登入的人", "own", "account", RIGHT_READ,
               NULL, sessions_route),
        SECRET("/admin/users", "user_list", "帳號", "own", "account", RIGHT_READ, after_inputs,
               users_route),
        {.pattern = "/admin/users/new",
         .kind = ROUTE_PAGE,
         .view = "user_add",
         .title = "新增帳號",
         .menu = "own",
         .area = "account",
         .right = RIGHT_WRITE,
         .is_slow = true,
         .inputs = user_add_inputs,
         .page = user_add_route,
         .post = user_add_post},
        {.pattern = "/admin/users/{login}",
         .kind = ROUTE_PAGE,
         .view = "user",
         .title = "一個帳號",
         .menu = "own",
         .area = "account",
         .right = RIGHT_WRITE,
         .is_slow = true,
         .inputs = user_inputs,
         .page = user_route,
         .post = user_post},
        FILES("/applications/{token}", "apply_page", "填寫申請", "own", "case", RIGHT_WRITE, NULL,
              application_route, application_send),
        FILES("/applications/{token}/{page}", "apply_page", "填寫申請", "own", "case", RIGHT_WRITE,
              NULL, application_route, application_send),
        FILES("/apply/{service}", "case_form", "申請", "own", "case", RIGHT_WRITE, apply_inputs,
              apply_route, apply_post),
        PAGE("/articles/{law}/{article}", "law_article", "法規條文", "law", article_inputs,
             article_page),
        RAW("/assets/{name}", "樣式與圖檔", NULL, asset),
        {.pattern = "/bill-totals.svg",
         .kind = ROUTE_RAW,
         .area = "report",
         .right = RIGHT_READ,
         .title = "保險費合計圖",
         .menu = "",
         .inputs = chart_inputs,
         .raw = bill_chart},
        SECRET("/bills", "bill_list", "保險費帳單", "bills", "bill", RIGHT_READ, bills_inputs,
               bills_route),
        SECRET("/bills/{number}", "bill", "一張帳單", "bills", "bill", RIGHT_READ, bill_inputs,
               bill_route),
        FORM("/bills/{number}/compare", "bill_compare", "薪資清單和帳單比對", "bills", "bill",
             RIGHT_READ, compare_inputs, compare_route, compare_post),
        {.pattern = "/bills/{number}/slip.pdf",
         .kind = ROUTE_RAW,
         .area = "bill",
         .right = RIGHT_READ,
         .title = "繳款單與保險費計算表（PDF）",
         .menu = "",
         .raw = bill_slip},
        SECRET("/bills/{number}/why/{person}", "bill_why", "為什麼是這個金額", "bills", "bill",
               RIGHT_READ, NULL, bill_why_route),
        PAGE("/calculator", "calculator", "保險費試算", "calculator", calculator_inputs,
             calculator_page),
        FORM("/cases", "case_list", "案件", "own", "case", RIGHT_READ, case_list_inputs,
             cases_route, cases_post),
        FILES("/cases/{number}", "case_page", "一件案件", "own", "case", RIGHT_READ, case_inputs,
              case_route, case_post),
        {.pattern = "/cases/{number}/documents/{document}",
         .kind = ROUTE_RAW,
         .area = "case",
         .right = RIGHT_READ,
         .title = "案件的檔案",
         .menu = "",
         .raw = case_document_route},
        {.pattern = "/cases/{number}/qr.svg",
         .kind = ROUTE_RAW,
         .area = "case",
         .right = RIGHT_READ,
         .title = "案件網址的圖碼",
         .menu = "",
         .raw = case_qr_route},
        SECRET("/cases/{number}/receipt", "case_receipt", "申請收到了", "own", "case", RIGHT_READ,
               NULL, receipt_route),
        FORM("/cases/{number}/decide", "case_decide", "核定案件", "own", "case", RIGHT_WRITE,
             decide_inputs, case_decide_route, case_decide_post),
        FORM("/certificates", "certificate_list", "證明", "own", "certificate", RIGHT_READ,
             certificates_inputs, certificates_route, certificates_post),
        PAGE("/copay", "copay", "部分負擔試算", "calculator", copay_inputs, copay_calculator),
        {.pattern = "/claims/check",
         .kind = ROUTE_PAGE,
         .view = "claim_check",
         .title = "檢查申報檔",
         .menu = "law",
         .is_slow = true,
         .takes_files = true,
         .told = "checked: the array that nhi claim check --json prints",
         .inputs = claim_check_inputs,
         .page = claim_check_route,
         .post = claim_check_post},
        PAGE("/claims/findings", "claim_finding_list", "申報檢查代碼", "law", findings_inputs,
             findings_page),
        PAGE("/claims/findings/{code}", "claim_finding", "申報檢查代碼", "law", NULL, finding_page),
        PAGE("/coverage", "coverage", "辦理進度", "guide", coverage_inputs, coverage_page),
        FORM("/deputies", "deputy_list", "職務代理", "own", "case", RIGHT_READ, deputies_inputs,
             deputies_route, deputies_post),
        SECRET("/desk", "desk_home", "工作臺", "own", FOR_SIGNED_IN, RIGHT_READ, NULL,
               desk_home_route),
        SECRET("/employer", "employer_home", "我的投保單位", "own", FOR_SIGNED_IN, RIGHT_READ, NULL,
               employer_home_route),
        {.pattern = "/employer/files",
         .kind = ROUTE_PAGE,
         .view = "employer_file_list",
         .title = "以檔案申報異動",
         .menu = "own",
         .area = "enrol",
         .right = RIGHT_WRITE,
         .takes_files = true,
         .inputs = employer_files_inputs,
         .page = employer_files_route,
         .post = employer_files_post},
        FORM("/employer/files/{number}", "employer_file", "一個申報檔", "own", "enrol", RIGHT_WRITE,
             NULL, employer_file_route, employer_file_post),
        {.pattern = "/employer/files/{number}/answers.csv",
         .kind = ROUTE_RAW,
         .area = "enrol",
         .right = RIGHT_WRITE,
         .title = "每一列的答覆（CSV）",
         .menu = "",
         .raw = employer_file_csv},
        PAGE("/grades", "grade_table", "投保金額分級表", "law", at_input, grades_page),
        PAGE("/guide", "seed_document", "樓層服務指引", "guide", NULL, guide_page),
        RAW("/floor-plan.svg", "樓層圖", plan_inputs, floor_picture),
        RAW("/healthz", "服務是否正常", NULL, health),
        {.pattern = "/home",
         .kind = ROUTE_RAW,
         .title = "我的首頁",
         .menu = "",
         .area = FOR_SIGNED_IN,
         .raw = home_of},
        FORM("/incoming", "incoming_list", "收文", "own", "case", RIGHT_WRITE, incoming_inputs,
             incoming_route, incoming_post),
        FILES("/incoming/{number}", "incoming_piece", "一件收文", "own", "case", RIGHT_WRITE, NULL,
              incoming_piece_route, incoming_piece_send),
        {.pattern = "/incoming/{number}/scan",
         .kind = ROUTE_RAW,
         .area = "case",
         .right = RIGHT_WRITE,
         .title = "收文的掃描",
         .menu = "",
         .raw = incoming_scan_route},
        RAW("/language", "切換語言", language_inputs, language),
        PAGE("/law", "law_list", "法規數字", "law", law_inputs, law_page),
        PAGE("/law/{name}", "law_parameter", "一項法規數字的沿革", "law", at_input, parameter_page),
        {.pattern = "/login",
         .kind = ROUTE_PAGE,
         .view = "login",
         .title = "登入",
         .menu = "",
         .is_slow = true,
         .inputs = login_inputs,
         .page = login_route,
         .post = login_post},
        FORM("/login/code", "login_code", "輸入驗證碼", "", NULL, RIGHT_READ, code_inputs,
             code_route, code_post),
        FORM("/logout", "logout", "登出", "", NULL, RIGHT_READ, NULL, logout_route, logout_post),
        RAW("/metrics", "系統計量", NULL, metrics_text),
        SECRET("/my", "my_home", "我的健保", "own", FOR_SIGNED_IN, RIGHT_READ, NULL, my_home_route),
        RAW("/openapi.json", "介面說明", NULL, openapi),
        FORM("/letters", "letter_list", "公文", "own", "letter", RIGHT_READ, letters_inputs,
             letters_route, letters_post),
        FORM("/letters/{number}", "letter_page", "一件公文", "own", "letter", RIGHT_READ,
             letter_inputs, letter_route, letter_post),
        {.pattern = "/letters/batches/{job}/{file}",
         .kind = ROUTE_RAW,
         .area = "letter",
         .right = RIGHT_WRITE,
         .title = "一批公文的檔案",
         .menu = "",
         .raw = letter_batch},
        {.pattern = "/letters/{number}/letter.pdf",
         .kind = ROUTE_RAW,
         .area = "letter",
         .right = RIGHT_READ,
         .title = "一件公文（PDF）",
         .menu = "",
         .raw = letter_file},
        PAGE("/organisation", "organisation", "組織", "organisation", org_inputs,
             organisation_page),
        RAW("/organisation-chart.svg", "組織圖", chart_svg_inputs, chart_picture),
        PAGE("/organisation/{code}", "org_unit_page", "單位", "organisation", at_input,
             org_unit_page),
        FORM("/persons", "person_search", "找人", "own", "person", RIGHT_READ, person_search_inputs,
             person_search_route, person_search_post),
        FORM("/persons/{id}", "person", "個人資料", "own", "person", RIGHT_READ, person_inputs,
             person_route, person_post),
        RAW("/robots.txt", "給搜尋引擎", NULL, robots),
        PAGE("/point-values", "point_values", "總額各區點值", "law", quarter_inputs,
             point_values_route),
        PAGE("/rules", "seed_document", "處務規程", "rules", NULL, rules_page),
        PAGE("/search", "search_page", "找服務", "search", search_inputs, search_page),
        PAGE("/services", "service_list", "服務一覽", "search", event_inputs, services_page),
        PAGE("/services/{id}", "service_page", "服務說明", "search", at_input, service_page),
        PAGE("/sites", "site_list", "服務據點", "organisation", org_inputs, sites_page),
        PAGE("/supplement", "supplement", "補充保險費試算", "calculator", supplement_inputs,
             supplement_calculator),
        RAW("/text-size", "字的大小", language_inputs, text_size),
        PAGE("/setup", "setup_first", "第一個帳號", "", NULL, setup_first_route),
        SECRET("/units", "unit_list", "投保單位", "bills", "unit", RIGHT_READ, units_inputs,
               units_route),
        SECRET("/units/{code}", "insured_unit", "一個投保單位", "bills", "unit", RIGHT_READ,
               unit_inputs, unit_route),
        {.pattern = "/verify",
         .kind = ROUTE_PAGE,
         .view = "verify",
         .title = "查驗證明",
         .menu = "",
         .inputs = verify_inputs,
         .page = verify_route},
};
const size_t route_count = COUNT_OF(routes);

/* --- matching --------------------------------------------------------------------------------- */

static bool matches(const char *pattern, struct str path, struct str parts[ROUTE_PARTS_MAX]) {
	struct str want = str_from(pattern);
	size_t n = 0;
	if (str_is(path, pattern)) return true;
	if (str_find_char(want, '{') == want.n) return false;
	while (want.n > 0 || path.n > 0) {
		struct str w = str_cut(&want, '/'), p = str_cut(&path, '/');
		if ((want.n == 0) != (path.n == 0)) return false;
		if (w.n > 0 && w.p[0] == '{') {
			if (p.n == 0 || n == ROUTE_PARTS_MAX) return false;
			parts[n++] = p;
		} else if (!str_eq(w, p)) {
			return false;
		}
	}
	return true;
}

const struct route *route_find(struct str path, struct str parts[ROUTE_PARTS_MAX]) {
	if (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
	for (size_t i = 0; i < route_count; i++)
		if (matches(routes[i].pattern, path, parts)) return &routes[i];
	return NULL;
}
