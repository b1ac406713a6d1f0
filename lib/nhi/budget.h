/* budget.h: the global budget (總額支付制度, L0060001 60–62): sectors, regions, quarters, and how
 * the agreed amount of a year becomes the amount of a quarter in a region (facts payment §2.2,
 * §2.3).
 *
 * Pure; whole dollars. Figures: law/budget.csv (budget.year.*, budget.quarter.*, budget.split.*).
 * What the shares of the regions are (insured persons, expense of a base year, visits …) comes from
 * the caller: they are statistics, not law. */
#ifndef NHI_BUDGET_H
#define NHI_BUDGET_H

#include "base/money.h"
#include "nhi/law.h"

/* 醫院, 西醫基層, 牙醫門診, 中醫門診, 門診透析. Dialysis is one pool cut out of the first two. */
enum budget_sector {
	BUDGET_HOSPITAL,
	BUDGET_CLINIC,
	BUDGET_DENTAL,
	BUDGET_TCM,
	BUDGET_DIALYSIS,
	BUDGET_SECTORS
};

/* The six divisions in their order: 臺北, 北區, 中區, 南區, 高屏, 東區; index = division - 1. */
enum { BUDGET_REGIONS = 6, BUDGET_QUARTERS = 4, BUDGET_COMPONENTS_MAX = 8 };

extern const char *const budget_sector_names[BUDGET_SECTORS]; /* "hospital" … */
extern const char *const budget_sector_zh[BUDGET_SECTORS];
extern const char *const budget_region_names[BUDGET_REGIONS]; /* "taipei" … */
extern const char *const budget_region_zh[BUDGET_REGIONS];
MUST_USE bool budget_sector_find(struct str name, enum budget_sector *out);
/* A name or the digit of the division, 1–6. */
MUST_USE bool budget_region_find(struct str name, int *out);

typedef int32_t quarter_t; /* year * 4 + quarter - 1 */
/* "2026Q1". */
MUST_USE bool quarter_parse(struct str s, quarter_t *out);
void quarter_print(struct buf *b, quarter_t q);
quarter_t quarter_of(month_t m);
month_t quarter_month(quarter_t q); /* its first month */

/* The amounts of the four quarters; they add up to the year's. NHI_LAW_NO_VALUE when no budget is
 * known for the year. `scale` divides the year's amount first (a nation at 1/1000); 1 else. */
MUST_USE enum nhi_status budget_quarters(const struct law *law, enum budget_sector sector,
                                         int32_t year, int64_t scale, twd_t out[BUDGET_QUARTERS],
                                         bool *verified, struct err *err);

/* One statistic by which a sector's money is shared out. */
struct budget_component {
	struct str name;               /* "population", "expense", … */
	int64_t share[BUDGET_REGIONS]; /* parts of their sum, 0 … BUDGET_SHARE_MAX */
};
#define BUDGET_SHARE_MAX INT64_C(1000000000000)

/* Shares `amount` over the regions by the weights in force on `at`: Σ weight × share of each
 * component that the law names for the sector, each region to the dollar, what is left over to the
 * region that gets most (the rule is the parameter budget.split.remainder). The pool of dialysis is
 * national: all stands in out[0]. NHI_NOT_FOUND when a component that the law weighs is not given;
 * NHI_LAW_WEIGHTS when the weights do not add up to one. */
MUST_USE enum nhi_status budget_split(const struct law *law, enum budget_sector sector, date_t at,
                                      twd_t amount, const struct budget_component *given,
                                      size_t count, twd_t out[BUDGET_REGIONS], struct err *err);

#endif
