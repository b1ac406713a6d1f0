/* test_premium_tables.c: premium, supplementary premium, late fee, instalments and charging from
 * tables. */
#include "lawdir.h"
#include "nhi/charge.h"
#include "nhi/collect.h"
#include "nhi/premium.h"
#include "nhi/supplement.h"
#include "table.h"

#include "base/check.h"

/* A row of a table must be computable: anything else is a mistake in the table or the law files. */
static void must(enum nhi_status st, const struct err *err) {
	if (st == NHI_OK) return;
	struct buf b = BUF_INIT(0);
	err_message(err, "en", &b);
	fprintf(stderr, "%.*s\n", STR_ARG(buf_str(&b)));
	exit(1);
}

static struct premium_law law_of(const struct table_row *row) {
	struct premium_law pl;
	struct err err = ERR_INIT;
	must(premium_law_at(test_law(), row_date(row, "at"), &pl, &err), &err);
	return pl;
}

static bool is_same(const struct premium_out *a, const struct premium_out *b) {
	return a->insured_amount.v == b->insured_amount.v &&
	       a->average_premium.v == b->average_premium.v && a->charged == b->charged &&
	       a->per_person.v == b->per_person.v && a->per_dependent.v == b->per_dependent.v &&
	       a->self_total.v == b->self_total.v && a->unit_share.v == b->unit_share.v &&
	       a->government_share.v == b->government_share.v;
}

static void check_quote(struct table_row *row, void *context) {
	(void)context;
	struct premium_law pl = law_of(row);
	struct premium_in in = {.amount = twd(row_i64(row, "amount")),
	                        .dependents = (int32_t)row_i64(row, "dependents")};
	CHECK(premium_scheme_of((int32_t)row_i64(row, "item"), row_bool(row, "private"),
	                        &in.scheme));
	struct premium_out q, told;
	premium_quote(&pl, &in, &q);
	struct arena arena = ARENA_INIT(0);
	struct trace *trace = ARENA_NEW(&arena, struct trace);
	struct err err = ERR_INIT;
	*trace = TRACE_INIT(&arena);
	must(premium_explain(&pl, &in, &told, trace, &err), &err);
	CHECK(is_same(&q, &told) && trace->count > 0); /* why and what must agree */
	arena_free(&arena);
	row_give_i64(row, "per_person", q.per_person.v);
	row_give_i64(row, "per_dependent", q.per_dependent.v);
	row_give_i64(row, "self", q.self_total.v);
	row_give_i64(row, "unit", q.unit_share.v);
	row_give_i64(row, "government", q.government_share.v);
}

static void check_grade(struct table_row *row, void *context) {
	(void)context;
	struct premium_law pl = law_of(row);
	const struct law_grade *g = premium_grade_of_wage(&pl, twd(row_i64(row, "wage")));
	row_give_i64(row, "grade", g->grade);
	row_give_i64(row, "insured_amount", g->insured_amount);
}

static enum supplement_exemption exemption_of(struct str name) {
	for (size_t i = 0; i < EXEMPT_COUNT; i++)
		if (str_is(name, supplement_exemptions[i].name))
			return (enum supplement_exemption)i;
	CHECK(false);
	return EXEMPT_NONE;
}

static void check_supplement(struct table_row *row, void *context) {
	(void)context;
	struct err err = ERR_INIT;
	struct supplement_out out;
	struct supplement_in in = {
	        .on = row_date(row, "on"),
	        .kind = (enum supplement_kind)row_i64(row, "kind"),
	        .paid = twd(row_i64(row, "paid")),
	        .bonus_before = twd(row_i64(row, "before")),
	        .insured_amount = twd(row_i64(row, "amount")),
	        .owner_amount = twd(row_i64(row, "owner")),
	        .exemption = exemption_of(row_text(row, "exempt")),
	};
	must(supplement_quote(test_law(), &in, &out, NULL, &err), &err);
	row_give_i64(row, "base", out.base.v);
	row_give_i64(row, "premium", out.premium.v);
}

static void check_supplement_unit(struct table_row *row, void *context) {
	(void)context;
	struct err err = ERR_INIT;
	struct supplement_out out;
	must(supplement_unit(test_law(), row_date(row, "on"), twd(row_i64(row, "salaries")),
	                     twd(row_i64(row, "insured_amounts")), &out, NULL, &err),
	     &err);
	row_give_i64(row, "base", out.base.v);
	row_give_i64(row, "premium", out.premium.v);
}

static enum debtor payer_of(const struct table_row *row) {
	return str_is(row_text(row, "payer"), "unit") ? DEBTOR_UNIT : DEBTOR_PERSON;
}

/* The law with the policy of rest days set to `shift` on every day on which it has a row. */
static const struct law *law_with_shift(int64_t shift) {
	static const struct law *laws[SHIFT_DUE_AND_GRACE + 1];
	CHECK(shift >= 0 && shift <= SHIFT_DUE_AND_GRACE);
	if (laws[shift] != NULL) return laws[shift];
	const struct law_parameter *p = law_parameter(test_law(), STR("latefee.shift"));
	struct buf rows = BUF_INIT(0);
	for (size_t i = 0; i < p->value_count; i++) {
		buf_put_c(&rows, "latefee.shift,");
		date_print(&rows, p->values[i].from);
		buf_printf(&rows, ",%d,flag,test,no\n", (int)shift);
	}
	buf_put_char(&rows, '\0');
	laws[shift] = test_law_with(rows.p);
	buf_free(&rows);
	return laws[shift];
}

static void check_latefee(struct table_row *row, void *context) {
	(void)context;
	struct err err = ERR_INIT;
	struct latefee_out out;
	struct latefee_in in = {.payer = payer_of(row),
	                        .amount = twd(row_i64(row, "amount")),
	                        .due = row_date(row, "due"),
	                        .paid = row_date(row, "paid")};
	static const struct calendar
	        week_alone; /* these rows need no holiday but Saturday and Sunday */
	must(latefee_quote(law_with_shift(row_i64(row, "shift")), &week_alone, &in, &out, NULL,
	                   &err),
	     &err);
	row_give_date(row, "grace_end", out.grace_end);
	row_give_i64(row, "days", out.days);
	row_give_i64(row, "late_fee", out.late_fee.v);
}

static void check_instalment(struct table_row *row, void *context) {
	(void)context;
	struct err err = ERR_INIT;
	struct instalment_out out;
	must(instalment_quote(test_law(), payer_of(row), twd(row_i64(row, "arrears")),
	                      row_date(row, "at"), &out, NULL, &err),
	     &err);
	row_give_bool(row, "allowed", out.is_allowed);
	row_give_i64(row, "min", out.count_min);
	row_give_i64(row, "max", out.count_max);
	row_give_i64(row, "minimum", out.minimum.v);
}

enum { EVENTS_MAX = 16 };

/* "12!" left on the 12th, "31-A" out of A, "31+B" into B. */
static struct charge_event parse_event(struct str word, month_t month) {
	size_t n = 0;
	int64_t day = 0;
	while (n < word.n && word.p[n] >= '0' && word.p[n] <= '9') n++;
	CHECK(n < word.n && str_to_i64(str_slice(word, 0, n), 1, 31, &day));
	char sign = word.p[n];
	CHECK(sign == '+' || sign == '-' || sign == '!');
	return (struct charge_event){month_first(month) + (date_t)day - 1,
	                             sign == '+'   ? CHARGE_IN
	                             : sign == '-' ? CHARGE_OUT
	                                           : CHARGE_LEAVE,
	                             str_slice(word, n + 1, word.n)};
}

static void check_charge(struct table_row *row, void *context) {
	(void)context;
	struct charge_event events[EVENTS_MAX];
	size_t count = 0;
	month_t month = row_month(row, "month");
	struct str rest = row_text(row, "events");
	while (rest.n > 0 && count < EVENTS_MAX) {
		struct str word = str_cut(&rest, ' ');
		if (word.n > 0) events[count++] = parse_event(word, month);
	}
	struct charge_result r;
	charge_month(month, row_text(row, "start"), events, count, &r);
	CHECK(r.is_charged == (r.unit.n > 0));
	row_give(row, "unit", r.unit);
	row_give_i64(row, "rule", r.rule);
}

int main(void) {
	const struct table_result results[] = {
	        table_run("premium_quote.txt", check_quote, NULL),
	        table_run("premium_grade.txt", check_grade, NULL),
	        table_run("supplement_quote.txt", check_supplement, NULL),
	        table_run("supplement_unit.txt", check_supplement_unit, NULL),
	        table_run("latefee_quote.txt", check_latefee, NULL),
	        table_run("instalment_quote.txt", check_instalment, NULL),
	        table_run("charge_month.txt", check_charge, NULL),
	};
	return table_end(results, COUNT_OF(results));
}
