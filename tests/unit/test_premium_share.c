/* test_premium_share.c: every official share table that can be had, row by row
 * (tests/table/premium_share_*.txt): no figure may differ, no grade may be missing. */
#include "lawdir.h"
#include "nhi/premium.h"
#include "table.h"

#include "base/check.h"

static const char *const names[] = {"self", "self_1", "self_2", "self_3"};

static void give_shares(struct table_row *row, const struct premium_law *pl,
                        struct premium_in *in) {
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct premium_out q;
		in->dependents = (int32_t)i;
		premium_quote(pl, in, &q);
		row_give_i64(row, names[i], q.self_total.v);
		row_give_i64(row, "unit", q.unit_share.v);
		row_give_i64(row, "government", q.government_share.v);
		row_give_i64(row, "per_dependent", q.per_dependent.v);
		row_give_i64(row, "amount", q.insured_amount.v + q.average_premium.v);
	}
}

static struct premium_law law_of(const struct table_row *row) {
	struct premium_law pl;
	struct err e = ERR_INIT;
	CHECK(premium_law_at(test_law(), row_date(row, "at"), &pl, &e) == NHI_OK);
	return pl;
}

/* `context` counts the rows that a whole table still owes. */
static void check_grade(struct table_row *row, void *context) {
	struct premium_law pl = law_of(row);
	struct premium_in in = {.scheme = SCHEME_12, .amount = twd(row_i64(row, "amount"))};
	const struct law_grade *g = premium_grade_of_amount(&pl, in.amount);
	size_t *grades = context;
	row_give_i64(row, "grade", g == NULL ? 0 : g->grade);
	if (g != NULL && g->grade == 1) *grades += pl.grades->count;
	(*grades)--;
	give_shares(row, &pl, &in);
}

static void check_fixed(struct table_row *row, void *context) {
	(void)context;
	struct premium_law pl = law_of(row);
	struct premium_in in = {.dependents = 0};
	CHECK(premium_scheme_of((int32_t)row_i64(row, "item"), false, &in.scheme));
	give_shares(row, &pl, &in);
}

int main(void) {
	static const char *const whole[] = {
	        "premium_share_2017-01-01.txt", "premium_share_2018-01-01.txt",
	        "premium_share_2020-01-01.txt", "premium_share_2023-01-01.txt",
	        "premium_share_2026-01-01.txt",
	};
	struct table_result results[COUNT_OF(whole) + 2];
	size_t owed = 0, part = 0;
	for (size_t i = 0; i < COUNT_OF(whole); i++)
		results[i] = table_run(whole[i], check_grade, &owed);
	CHECK(owed == 0); /* each table has as many rows as the law has grades */
	results[COUNT_OF(whole)] = table_run("premium_share_2025-01-01.txt", check_grade, &part);
	results[COUNT_OF(whole) + 1] = table_run("premium_share_fixed.txt", check_fixed, NULL);
	return table_end(results, COUNT_OF(results));
}
