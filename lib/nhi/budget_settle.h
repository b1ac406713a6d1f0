/* budget_settle.h: a quarter settled: what every provider is paid, and the proof that the parts add
 * up to the budget to the dollar (L0060006 12, 13; facts payment §2.5, §2.6, §2.8).
 *
 * Each provider is rounded half up; the difference is reported, the total is not forced (§2.8). Two
 * statements follow, both of whole dollars:
 *     budget   = inside + outside + non-floating + reimbursed + unspent           (each region)
 *     payments = inside + outside + non-floating + cross-region revaluation + rounding
 * `unspent` is what the eighth decimal of the value leaves over; the revaluation is the difference
 * between the value at which a region was charged for care elsewhere and the value paid there. */
#ifndef NHI_BUDGET_SETTLE_H
#define NHI_BUDGET_SETTLE_H

#include "nhi/budget_value.h"

/* What a provider did in the quarter, in points; all in the region of care. */
struct budget_work {
	int64_t floating; /* protected included */
	int64_t guarded;
	int64_t fixed;
	twd_t special; /* programmes with money of their own (專款), paid at 1 */
};

struct budget_pay {
	twd_t floating; /* worth of the floating points, half up */
	twd_t total;    /* with non-floating points and special items */
};
struct budget_pay budget_pay(const struct budget_work *work, pv_t value, pv_t guarantee);

/* One region's statement, or the nation's. */
struct budget_statement {
	twd_t budget, inside, outside, fixed, reimbursed, unspent;
};

struct budget_settlement {
	struct budget_statement region[BUDGET_REGIONS], nation;
	twd_t payments;    /* to providers, without special items */
	twd_t revaluation; /* cross-region, see above */
	twd_t rounding;    /* of providers and of the parts of the statements */
	twd_t special;
	int64_t providers;
};

/* Adds up providers as they are paid; `care` is the region of care. */
struct budget_sum {
	int64_t floating[BUDGET_REGIONS], guarded[BUDGET_REGIONS], fixed[BUDGET_REGIONS];
	twd_t paid, special;
	int64_t providers;
};
void budget_sum_add(struct budget_sum *sum, int care, const struct budget_work *work,
                    const struct budget_pay *pay);

/* NHI_BUDGET_UNBALANCED when the providers' points are not those of the regions, or when what is
 * left over is more than rounding explains. */
MUST_USE enum nhi_status budget_settle(const struct budget_value_in *in,
                                       const struct budget_value_out *value,
                                       const struct budget_sum *sum, struct budget_settlement *out,
                                       struct err *err);

/* ---- Individual budgets of hospitals (個別醫院前瞻式預算, from 2025) ---------------------------
 */

enum { BUDGET_BANDS = 4 };
struct budget_bands {
	int64_t width[BUDGET_BANDS]; /* ppm of the quota; the first is the quota itself */
	int64_t rate[BUDGET_BANDS];  /* ppm at which points of the band count; beyond: 0 */
};
/* budget.band.width.N, budget.band.rate.N. NHI_LAW_NO_VALUE: no width is known for the day. */
MUST_USE enum nhi_status budget_bands(const struct law *law, date_t at, struct budget_bands *out,
                                      struct err *err);
/* Points that count out of `points` done under a quota of the same quarter, half up once. */
int64_t budget_band_points(const struct budget_bands *bands, int64_t quota, int64_t points);

#endif
