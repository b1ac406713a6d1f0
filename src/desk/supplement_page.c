/* supplement_page.c: the supplementary premium of one payment; see premium_page.h. */
#include "desk/premium_page.h"
#include "desk/trace_view.h"
#include "nhi/supplement.h"

#define MONEY_MAX INT64_C(1000000000000)

static void echo(struct view *v, const struct form *in, date_t at) {
	static const char *const fields[] = {"kind", "paid", "bonus_before", "amount",
	                                     "owner_amount"};
	static const char *const kinds[] = {"62", "63", "65", "66", "67", "68"};
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		view_text(v, fields[i], form_get(in, fields[i]));
	view_date(v, "at", at);
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct view *o = view_item(v, "kinds", "option");
		int64_t kind = 0;
		struct str code = str_from(kinds[i]);
		if (!str_to_i64(code, 0, 99, &kind)) continue;
		view_text(o, "code", code);
		view_both(o, "name", str_from(supplement_kind_name(kind, "zh")),
		          str_from(supplement_kind_name(kind, "en")));
		view_flag(o, "selected", str_eq(code, form_get(in, "kind")));
	}
}

static bool read_input(const struct form *in, struct view *v, struct supplement_in *s) {
	int64_t kind = 0, paid = -1, before = 0, amount = -1, owner = 0;
	bool ok = form_date(in, "at", v, &s->on);
	ok &= form_i64(in, "kind", 62, 68, v, &kind);
	ok &= form_i64(in, "paid", 0, MONEY_MAX, v, &paid);
	ok &= form_i64(in, "bonus_before", 0, MONEY_MAX, v, &before);
	ok &= form_i64(in, "amount", 1, MONEY_MAX, v, &amount);
	ok &= form_i64(in, "owner_amount", 0, MONEY_MAX, v, &owner);
	if (!ok) return false;
	if (!supplement_is_kind(kind)) {
		form_error(v, "kind", "請從清單選擇所得種類。", "Choose a kind of income.");
		ok = false;
	}
	if (paid < 0) {
		form_error(v, "paid", "請填這次給付的金額。", "Enter the amount of this payment.");
		ok = false;
	}
	if (kind == SUPPLEMENT_BONUS && amount < 0) {
		form_error(v, "amount", "獎金要知道當月投保金額才能算，請填寫。",
		           "For a bonus the insured amount of the month is needed.");
		ok = false;
	}
	if (kind != SUPPLEMENT_BONUS && (before > 0 || amount > 0))
		desk_note(v, STR("bonus_only"), STR("累計獎金和投保金額只用在獎金，這次沒有用到。"),
		          STR("Earlier bonuses and the insured amount count for bonuses only and "
		              "were not used."));
	bool bonus = kind == SUPPLEMENT_BONUS;
	s->kind = (enum supplement_kind)kind;
	s->paid = twd(paid);
	s->bonus_before = twd(bonus ? before : 0);
	s->insured_amount = twd(bonus ? amount : 0);
	s->owner_amount = twd(kind == SUPPLEMENT_DIVIDEND ? owner : 0);
	return ok;
}

enum nhi_status supplement_page(struct desk_call *call, const struct form *in, struct view **out,
                                struct err *err) {
	struct supplement_in s = {.on = call->today};
	struct supplement_out q;
	struct view *v = view_new(call->arena, "supplement");
	*out = v;
	view_list(v, "errors");
	view_list(v, "notes");
	bool asked = form_has(in, "kind");
	bool ok = asked && read_input(in, v, &s);
	if (!asked && !form_date(in, "at", v, &s.on)) ok = false;
	echo(v, in, s.on);
	if (!ok) return NHI_OK;
	struct trace *trace = ARENA_NEW(call->arena, struct trace);
	if (trace == NULL) return err_set(err, NHI_MEMORY, "");
	*trace = TRACE_INIT(call->arena);
	struct err why = ERR_INIT;
	enum nhi_status st = supplement_quote(&call->desk->law, &s, &q, trace, &why);
	if (st == NHI_LAW_NO_VALUE) {
		form_error(v, "at", "2013 年起才有補充保險費，請改用之後的日期。",
		           "The supplementary premium began in 2013; choose a later day.");
		return NHI_OK;
	}
	if (st != NHI_OK) {
		*err = why;
		return st;
	}
	struct view *r = view_part(v, "result", "supplement_result");
	view_date(r, "at", s.on);
	view_twd(r, "base", q.base);
	view_twd(r, "premium", q.premium);
	view_flag(r, "nothing", q.premium.v == 0);
	return trace_view(v, trace) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}
