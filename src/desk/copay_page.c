/* copay_page.c: see copay_page.h. */
#include "desk/copay_page.h"

#include "desk/trace_view.h"
#include "nhi/copay.h"

enum { REFILL_MAX = 99, SESSION_MAX = 999, TRIAGE_MAX = 5 };

static void put_options(struct view *v, const struct form *in, const char *list, const char *field,
                        int count, const char *(*name)(int),
                        const char *(*text)(int, const char *)) {
	for (int i = 0; i < count; i++) {
		struct view *o = view_item(v, list, "option");
		struct str code = str_from(name(i));
		view_text(o, "code", code);
		view_both(o, "name", str_from(text(i, "zh")), str_from(text(i, "en")));
		view_flag(o, "selected", str_eq(code, form_get(in, field)));
	}
}

static const char *level_name(int i) { return copay_level_name((enum copay_level)i); }
static const char *level_text(int i, const char *lang) {
	return copay_level_text((enum copay_level)i, lang);
}
static const char *care_name(int i) { return copay_care_name((enum copay_care)i); }
static const char *care_text(int i, const char *lang) {
	return copay_care_text((enum copay_care)i, lang);
}

static void echo(struct view *v, const struct form *in, date_t at) {
	static const char *const texts[] = {"drug_points", "refill", "triage", "session", "points"};
	static const char *const flags[] = {"referred", "disabled", "midlow", "remote"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) view_text(v, texts[i], form_get(in, texts[i]));
	for (size_t i = 0; i < COUNT_OF(flags); i++) view_flag(v, flags[i], form_has(in, flags[i]));
	view_date(v, "at", at);
	put_options(v, in, "levels", "level", COPAY_LEVELS, level_name, level_text);
	put_options(v, in, "cares", "care", COPAY_CARES, care_name, care_text);
}

static bool read_kind(const struct form *in, struct view *v, struct copay_in *c) {
	bool level = copay_level_parse(form_get(in, "level"), &c->level);
	bool care = copay_care_parse(form_get(in, "care"), &c->care);
	if (!level)
		form_error(v, "level", "請選擇到哪一種院所。", "Choose the kind of institution.");
	if (!care) form_error(v, "care", "請選擇看什麼。", "Choose the kind of care.");
	return level && care;
}

static bool read_input(const struct form *in, struct view *v, struct copay_in *c, date_t *at) {
	int64_t drug = 0, refill = 0, triage = 0, session = 0, points = -1;
	bool ok = form_date(in, "at", v, at);
	ok &= read_kind(in, v, c);
	ok &= form_i64(in, "drug_points", 0, FORM_NO_LIMIT, v, &drug);
	ok &= form_i64(in, "refill", 0, REFILL_MAX, v, &refill);
	ok &= form_i64(in, "triage", 1, TRIAGE_MAX, v, &triage);
	ok &= form_i64(in, "session", 1, SESSION_MAX, v, &session);
	ok &= form_i64(in, "points", 0, FORM_NO_LIMIT, v, &points);
	if (!ok) return false;
	bool by_rate = c->care == COPAY_HOME_CARE || c->care == COPAY_PSYCHIATRIC;
	if (by_rate && points < 0) {
		form_error(v, "points", "居家照護和社區復健要知道醫療費用才能算，請填寫。",
		           "For home care and community rehabilitation the points are needed.");
		return false;
	}
	c->drug_points = drug;
	c->refill = (int32_t)refill;
	c->triage = (int32_t)triage;
	c->session = (int32_t)session;
	c->points = points < 0 ? 0 : points;
	c->is_referred = form_has(in, "referred");
	c->is_disabled = form_has(in, "disabled");
	c->is_midlow = form_has(in, "midlow");
	c->is_remote = form_has(in, "remote");
	return true;
}

static enum nhi_status answer(struct desk_call *call, struct view *v, const struct copay_in *in,
                              date_t at, struct err *err) {
	struct copay_law figures;
	struct copay_out out;
	struct err why = ERR_INIT;
	struct trace *trace = ARENA_NEW(call->arena, struct trace);
	if (trace == NULL) return err_set(err, NHI_MEMORY, "");
	*trace = TRACE_INIT(call->arena);
	copay_law_at(&call->desk->law, at, &figures);
	enum nhi_status st = copay_quote(&figures, in, &out, trace, &why);
	if (st == NHI_LAW_NO_VALUE) {
		form_error(v, "at", "這一天的金額還沒有收錄，請改用 2017 年 4 月 15 日以後的日期。",
		           "The amounts of that day are not at hand; choose a day from 15 April "
		           "2017 on.");
		return NHI_OK;
	}
	if (st != NHI_OK) {
		*err = why;
		return st;
	}
	struct view *r = view_part(v, "result", "copay_result");
	view_date(r, "at", at);
	view_twd(r, "basic", out.basic);
	view_twd(r, "drug", out.drug);
	view_twd(r, "total", out.total);
	view_flag(r, "nothing", out.total.v == 0);
	return trace_view(v, trace) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

enum nhi_status copay_page(struct desk_call *call, const struct form *in, struct view **out,
                           struct err *err) {
	struct copay_in c = {0};
	date_t at = call->today;
	struct view *v = view_new(call->arena, "copay");
	*out = v;
	view_list(v, "errors");
	view_list(v, "notes");
	bool asked = form_has(in, "level") || form_has(in, "care");
	bool ok = asked ? read_input(in, v, &c, &at) : form_date(in, "at", v, &at);
	echo(v, in, at);
	return asked && ok ? answer(call, v, &c, at, err) : NHI_OK;
}
