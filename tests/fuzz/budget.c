/* Files of a quarter: any bytes are read or refused; what was read settles by every method or is
 * refused, and then the parts add up. */
#include "fuzz.h"

#include "base/check.h"
#include "wire/budget_csv.h"

static void settle(const struct budget_row *rows, size_t count) {
	for (int s = 0; s < BUDGET_SECTORS; s++)
		for (int m = 0; m < BUDGET_METHODS; m++) {
			struct budget_result x = {
			        .in = {.method = (enum budget_method)m, .guarantee = {90000000}}};
			for (int r = 0; r < BUDGET_REGIONS; r++) {
				x.in.budget[r] = twd(1000000 * (r + 1));
				x.in.previous[r] = (pv_t){95000000};
			}
			if (budget_settle_rows(&x, (enum budget_sector)s, rows, count, NULL, NULL,
			                       NULL) != NHI_OK)
				continue;
			const struct budget_settlement *t = &x.settlement;
			const struct budget_statement *n = &t->nation;
			CHECK(n->budget.v == n->inside.v + n->outside.v + n->fixed.v +
			                             n->reimbursed.v + n->unspent.v);
			CHECK(t->payments.v == n->inside.v + n->outside.v + n->fixed.v +
			                               t->revaluation.v + t->rounding.v);
		}
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT(0);
	struct budget_row *rows;
	struct budget_figures *figures = ARENA_NEW(&arena, struct budget_figures);
	struct budget_shares *shares = ARENA_NEW(&arena, struct budget_shares);
	size_t count;
	CHECK(figures != NULL && shares != NULL);
	if (budget_csv_points(&rows, &count, &arena, bytes, NULL) == NHI_OK && count < 1000)
		settle(rows, count);
	if (budget_csv_amounts(figures, &arena, bytes, NULL) != NHI_OK &&
	    budget_csv_values(figures, &arena, bytes, NULL) != NHI_OK &&
	    budget_csv_shares(shares, &arena, bytes, NULL) != NHI_OK)
		arena_reset(&arena);
	arena_free(&arena);
}
