/* budget_value.h: the value of a point (點值): floating and average, by region, of one sector and
 * quarter (L0060001 62 III; facts payment §2.4, §2.5). Three methods give the value of points that
 * a region's insured used elsewhere; which one a sector uses is the parameter
 * budget.method.<sector>.
 *
 * With B the region's budget, F floating points [insured][care], NF non-floating ones, J points
 * reimbursed to persons:
 *     AF_r = Σ_{s≠r} F[r][s] × value of s      BF_r = F[r][r]      BG_r = Σ_s NF[r][s]
 *     floating_r = (B_r − AF_r − BG_r − J_r) ÷ BF_r     average_r = B_r ÷ (Σ_s F[r][s] + BG_r +
 * J_r) Protected points (點值保障) count at the higher of the region's value and the guarantee; the
 * difference comes out of the same budget. Pure; points and dollars whole, values 10^-8, half up.
 */
#ifndef NHI_BUDGET_VALUE_H
#define NHI_BUDGET_VALUE_H

#include "nhi/budget.h"

enum budget_method {
	BUDGET_PREVIOUS_QUARTER, /* outside points at the other region's value of the quarter before
	                          */
	BUDGET_SIMULTANEOUS,     /* all regions solved together */
	BUDGET_UNIFORM,          /* one value for the nation */
	BUDGET_METHODS
};
extern const char *const budget_method_names[BUDGET_METHODS]; /* "prev_quarter" … */
MUST_USE bool budget_method_find(struct str name, enum budget_method *out);

/* No value is higher: a thousand dollars a point. Where one would be, the rest stays unspent. */
#define BUDGET_VALUE_MAX INT64_C(100000000000)

struct budget_points {
	int64_t floating[BUDGET_REGIONS][BUDGET_REGIONS]; /* [insured][care], protected included */
	int64_t guarded[BUDGET_REGIONS][BUDGET_REGIONS];  /* of these, protected */
	int64_t fixed[BUDGET_REGIONS][BUDGET_REGIONS];    /* non-floating: 1 point = NT$1 */
	int64_t reimbursed[BUDGET_REGIONS];               /* 自墊核退 */
};

struct budget_value_in {
	enum budget_method method;
	twd_t budget[BUDGET_REGIONS];
	struct budget_points points;
	pv_t previous[BUDGET_REGIONS]; /* only for BUDGET_PREVIOUS_QUARTER */
	pv_t guarantee;                /* of protected points; 0: none */
};

struct budget_value_out {
	pv_t floating[BUDGET_REGIONS], average[BUDGET_REGIONS];
	pv_t outside[BUDGET_REGIONS];      /* at which others' points in this region were counted */
	bool has_value[BUDGET_REGIONS];    /* false: no floating points inside */
	bool is_exhausted[BUDGET_REGIONS]; /* non-floating points alone exceed the budget: value 0
	                                    */
	bool is_guarded[BUDGET_REGIONS];   /* the value lies below the guarantee */
	pv_t national_floating, national_average;
};

/* NHI_BUDGET_POINTS when points were used in a region whose own insured used none there;
 * NHI_BUDGET_UNSOLVED when the simultaneous values do not exist. */
MUST_USE enum nhi_status budget_value(const struct budget_value_in *in,
                                      struct budget_value_out *out, struct err *err);

/* 10^-8 dollars of `floating` points, `guarded` of them protected, at value v. */
i128_t budget_worth(int64_t floating, int64_t guarded, pv_t v, pv_t guarantee);

/* "0.92828571" */
void budget_value_print(struct buf *b, pv_t v);
MUST_USE bool budget_value_parse(struct str s, pv_t *out);

#endif
