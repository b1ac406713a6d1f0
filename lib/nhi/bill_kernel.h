/* bill_kernel.h: one month's shares of many insured persons at once, from columns to columns.
 *
 * The law enters as a table: for each item and each insured amount in use the five figures of one
 * head (premium.h computes them once, with the legal rounding), so the loop over people only looks
 * up, multiplies by the heads charged and adds. Rows of one unit stand together; the sums of a unit
 * are written when its rows end. Pure, no allocation, plain C that any x86-64 runs.
 *
 * Legal source: enrolment-premium §3.3 and §3.4 (健保法 18, 27, 29; 施行細則 52). */
#ifndef NHI_BILL_KERNEL_H
#define NHI_BILL_KERNEL_H

#include "nhi/premium.h"

enum {
	BILL_ITEMS = SCHEME_COUNT, /* an item's place is its enum premium_scheme */
	BILL_AMOUNTS = 256         /* distinct insured amounts (or grades) that a table can hold */
};

/* Dollars a month for one insured person of an item and amount. */
struct bill_rate {
	int32_t self;                 /* own self part */
	int32_t dependent;            /* self part of one dependent charged */
	int32_t unit;                 /* unit's share, average dependents inside (items 11–13) */
	int32_t government;           /* government's share for the insured person */
	int32_t government_dependent; /* and for each dependent charged */
};

struct bill_rates {
	struct bill_rate rate[BILL_ITEMS * BILL_AMOUNTS]; /* at item * BILL_AMOUNTS + amount */
	int32_t dependents_max; /* charged at most (健保法 18 II, 23 II) */
};

/* The figures of one head by the law of a month. `amount` is ignored for categories 3–6. */
struct bill_rate bill_rate_of(const struct premium_law *law, enum premium_scheme scheme,
                              twd_t amount);

/* One row an insured person; rows of one unit stand together. All arrays hold `rows`. */
struct bill_columns {
	size_t rows;
	const uint32_t *unit;
	const uint8_t *item;       /* place 0 … BILL_ITEMS - 1 */
	const uint8_t *amount;     /* place 0 … BILL_AMOUNTS - 1 */
	const uint8_t *dependents; /* all of them; those beyond the maximum are free */
};

struct bill_shares {
	int32_t *self; /* of the whole family */
	int32_t *unit;
	int32_t *government;
};

struct bill_unit_sum {
	uint32_t unit;
	uint32_t rows;
	int64_t self, unit_share, government;
};

/* Computes `in` into `out` (arrays of in->rows) and the sums of each unit in their order; `sums`
 * holds at least as many as there are runs of equal units. Returns how many were written. */
size_t bill_kernel(const struct bill_rates *rates, const struct bill_columns *in,
                   const struct bill_shares *out, struct bill_unit_sum *sums);

/* The first row at or after `row` that begins a unit: where work may be cut between threads, so
 * that the result does not depend on their number. */
size_t bill_kernel_cut(const struct bill_columns *in, size_t row);

#endif
