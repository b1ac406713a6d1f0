/* test_premium_share.c: every official share table that can be had, row by row
 * (tests/table/premium_share_*.txt): no figure may differ, no grade may be missing. */
#include "lawdir.h"
#include "nhi/premium.h"
#include "table.h"

#include "base/check.h"

static void check_row(struct table_row *row, void *context) {
	static const char *const names[] = {"self", "self_1", "self_2", "self_3"};
	size_t *grades = context; /* rows that the tables still owe */
	struct premium_law pl;
	struct err e = ERR_INIT;
	CHECK(premium_law_at(test_law(), row_date(row, "at"), &pl, &e) == NHI_OK);
	struct premium_in in = {.scheme = SCHEME_12, .amount = twd(row_i64(row, "amount"))};
	const struct law_grade *g = premium_grade_of_amount(&pl, in.amount);
	row_give_i64(row, "grade", g == NULL ? 0 : g->grade);
	if (g != NULL && g->grade == 1) *grades += pl.grades->count;
	(*grades)--;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct premium_out q;
		in.dependents = (int32_t)i;
		premium_quote(&pl, &in, &q);
		row_give_i64(row, names[i], q.self_total.v);
		row_give_i64(row, "unit", q.unit_share.v);
		row_give_i64(row, "government", q.government_share.v);
	}
}

int main(void) {
	static const char *const tables[] = {
	        "premium_share_2017-01-01.txt", "premium_share_2018-01-01.txt",
	        "premium_share_2020-01-01.txt", "premium_share_2023-01-01.txt",
	        "premium_share_2026-01-01.txt",
	};
	struct table_result results[COUNT_OF(tables)];
	size_t grades = 0;
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		results[i] = table_run(tables[i], check_row, &grades);
	CHECK(grades == 0); /* each table has as many rows as the law has grades */
	return table_end(results, COUNT_OF(results));
}
