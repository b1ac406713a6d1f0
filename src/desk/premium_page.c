/* premium_page.c: the monthly premium; see premium_page.h. */
#include "desk/premium_page.h"

#include "desk/trace_view.h"
#include "nhi/category.h"
#include "nhi/premium.h"

/* Dollars that a field may carry: far above any wage, far below what overflows. */
#define MONEY_MAX INT64_C(1000000000000)
enum { DEPENDENTS_MAX = 99 };

struct wish {
	date_t at;
	int64_t category, wage, amount, dependents;
	enum premium_scheme scheme;
	bool has_wage, has_amount, private_school;
};

static void echo(struct view *v, const struct form *in, const struct wish *w) {
	static const char *const fields[] = {"category", "wage", "amount", "dependents"};
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		view_text(v, fields[i], form_get(in, fields[i]));
	view_flag(v, "private_school", form_has(in, "private_school"));
	view_date(v, "at", w->at);
	view_list(v, "categories");
	for (size_t i = 0; i < CATEGORY_COUNT; i++) {
		struct view *o = view_item(v, "categories", "option");
		struct buf b = BUF_INIT(16);
		struct str code = STR("");
		buf_put_i64(&b, categories[i].code);
		if (v != NULL && !arena_str(v->arena, buf_str(&b), &code)) *v->failed = true;
		buf_free(&b);
		view_text(o, "code", code);
		view_both(o, "name", str_from(categories[i].zh), str_from(categories[i].en));
		view_flag(o, "selected", str_eq(code, form_get(in, "category")));
	}
}

static bool read_wish(const struct form *in, struct view *v, struct wish *w) {
	bool ok = form_date(in, "at", v, &w->at);
	ok &= form_i64(in, "category", 11, 62, v, &w->category);
	ok &= form_i64(in, "wage", 0, MONEY_MAX, v, &w->wage);
	ok &= form_i64(in, "amount", 1, MONEY_MAX, v, &w->amount);
	ok &= form_i64(in, "dependents", 0, DEPENDENTS_MAX, v, &w->dependents);
	w->has_wage = form_has(in, "wage");
	w->has_amount = form_has(in, "amount");
	w->private_school = form_has(in, "private_school");
	if (ok && !premium_scheme_of((int32_t)w->category, false, &w->scheme)) {
		form_error(v, "category", "請從清單選擇身分。", "Choose a status from the list.");
		ok = false;
	}
	if (ok && w->private_school && !premium_scheme_of((int32_t)w->category, true, &w->scheme)) {
		form_error(v, "private_school", "只有第一類第一目才分公私立學校，請取消勾選。",
		           "Only item 1 of category 1 has private schools; clear this box.");
		ok = false;
	}
	return ok;
}

/* The grade's amount for a wage, or the amount itself when the table has it. */
static bool read_amount(struct view *v, const struct premium_law *pl, const struct wish *w,
                        twd_t *out) {
	*out = twd(0);
	if (premium_base_of(w->scheme) != BASE_GRADE) {
		if (w->has_wage || w->has_amount)
			desk_note(v, STR("amount_not_used"),
			          STR("這一類的保險費與薪資無關，沒有用到您填的金額。"),
			          STR("The premium of this category does not depend on pay; the "
			              "amount that you gave was not used."));
		return true;
	}
	if (w->has_wage && w->has_amount) {
		form_error(v, "amount", "月薪資和投保金額請只填一項。",
		           "Give either the wage or the insured amount, not both.");
		return false;
	}
	if (!w->has_wage && !w->has_amount) {
		form_error(v, "wage", "請填月薪資，或填投保金額。",
		           "Enter the monthly wage or the insured amount.");
		return false;
	}
	if (w->has_wage) {
		*out = twd(premium_grade_of_wage(pl, twd(w->wage))->insured_amount);
		return true;
	}
	*out = twd(w->amount);
	if (premium_grade_of_amount(pl, *out) != NULL) return true;
	form_error(
	        v, "amount", "分級表沒有這個投保金額；請改填月薪資，由分級表歸級。",
	        "The grade table has no such insured amount; give the wage and let the table find "
	        "the grade.");
	return false;
}

static void put_result(struct view *v, const struct premium_law *pl, const struct premium_in *in,
                       const struct premium_out *q) {
	struct view *r = view_part(v, "result", "premium_result");
	const struct law_grade *g = premium_grade_of_amount(pl, q->insured_amount);
	enum premium_base base = premium_base_of(in->scheme);
	view_date(r, "at", pl->at);
	if (base != BASE_AVERAGE) view_twd(r, "insured_amount", q->insured_amount);
	if (base == BASE_AVERAGE) view_twd(r, "average_premium", q->average_premium);
	if (base == BASE_GRADE && g != NULL) view_number(r, "grade", g->grade);
	view_number(r, "dependents", in->dependents);
	view_number(r, "dependents_charged", q->charged);
	view_twd(r, "per_person", q->per_person);
	view_twd(r, "per_dependent", q->per_dependent);
	view_flag(r, "has_dependents", q->charged > 0);
	view_twd(r, "self_total", q->self_total);
	view_twd(r, "unit_share", q->unit_share);
	view_flag(r, "has_unit", q->unit_share.v > 0);
	view_twd(r, "government_share", q->government_share);
	view_text(r, "law_hash", str_from(pl->law->hash));
}

static enum nhi_status quote(struct desk_call *call, struct view *v, const struct wish *w,
                             struct err *err) {
	struct premium_law pl;
	struct err why = ERR_INIT;
	if (premium_law_at(&call->desk->law, w->at, &pl, &why) != NHI_OK) {
		form_error(v, "at", "這一天沒有完整的法規數字，請改用較近的日期。",
		           "The figures of law are not complete for this day; choose a later one.");
		return NHI_OK;
	}
	struct premium_in in = {.scheme = w->scheme, .dependents = (int32_t)w->dependents};
	if (!read_amount(v, &pl, w, &in.amount)) return NHI_OK;
	if (in.dependents > 0 && !premium_allows_dependents(in.scheme)) {
		form_error(v, "dependents", "第四、五類沒有眷屬加保，每個人各自投保；請填 0。",
		           "Categories 4 and 5 have no dependents; each person is insured alone. "
		           "Enter "
		           "0.");
		return NHI_OK;
	}
	struct trace *trace = ARENA_NEW(call->arena, struct trace);
	if (trace == NULL) return err_set(err, NHI_MEMORY, "");
	*trace = TRACE_INIT(call->arena);
	struct premium_out q;
	enum nhi_status st = premium_explain(&pl, &in, &q, trace, err);
	if (st != NHI_OK) return st;
	put_result(v, &pl, &in, &q);
	return trace_view(v, trace) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

enum nhi_status premium_page(struct desk_call *call, const struct form *in, struct view **out,
                             struct err *err) {
	struct wish w = {.at = call->today};
	struct view *v = view_new(call->arena, "calculator");
	*out = v;
	view_list(v, "errors");
	view_list(v, "notes");
	bool ok = read_wish(in, v, &w) || !form_has(in, "category");
	echo(v, in, &w);
	if (!ok || !form_has(in, "category")) return NHI_OK;
	return quote(call, v, &w, err);
}
