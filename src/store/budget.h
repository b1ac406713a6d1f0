/* budget.h: the budget of a quarter, its values once settled, and what providers did in it
 * (schema/0023_claim.sql). */
#ifndef STORE_BUDGET_H
#define STORE_BUDGET_H

#include "nhi/budget_quarter.h"
#include "store/act.h"

/* One figure a sector and region. */
struct budget_stored {
	int64_t value[BUDGET_SECTORS][BUDGET_REGIONS];
	bool has[BUDGET_SECTORS][BUDGET_REGIONS];
};
/* Dollars. */
MUST_USE enum nhi_status budget_stored_amounts(struct db *db, quarter_t quarter,
                                               struct budget_stored *out, struct err *err);
/* Floating values, 10^-8. */
MUST_USE enum nhi_status budget_stored_values(struct db *db, quarter_t quarter,
                                              struct budget_stored *out, struct err *err);
struct budget_settled_row {
	int sector, region; /* from 0 */
	pv_t floating, average;
	struct str method; /* in the arena */
};
MUST_USE enum nhi_status budget_settled_rows(struct db *db, quarter_t quarter, struct arena *arena,
                                             struct budget_settled_row **rows, size_t *count,
                                             struct err *err);
/* 0 when no quarter was settled. */
MUST_USE enum nhi_status budget_newest_settled(struct db *db, quarter_t *out, struct err *err);
MUST_USE enum nhi_status budget_amount_put(struct db *db, const struct act *act, quarter_t quarter,
                                           int sector, int region, int64_t amount, struct err *err);
MUST_USE enum nhi_status budget_value_put(struct db *db, const struct act *act, quarter_t quarter,
                                          int sector, int region, pv_t floating, pv_t average,
                                          const char *method, struct err *err);

/* Points of the quarter's claims after check and review. Rows outside the sectors have
 * sector = BUDGET_SECTORS: they are paid at 1. */
struct budget_claimed {
	struct budget_row row; /* provider in the arena */
	int64_t provider_id;
};
MUST_USE enum nhi_status budget_claimed_points(struct db *db, quarter_t quarter,
                                               struct arena *arena, struct budget_claimed **rows,
                                               size_t *count, struct err *err);
struct budget_paid_row {
	int64_t provider_id;
	twd_t paid;
};
/* Paid so far for the fee months of the quarter, by provider. */
MUST_USE enum nhi_status budget_paid(struct db *db, quarter_t quarter, struct arena *arena,
                                     struct budget_paid_row **rows, size_t *count, struct err *err);

#endif
