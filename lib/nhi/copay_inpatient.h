/* copay_inpatient.h: what an insured person bears of a stay in hospital (住院部分負擔).
 *
 * Rules: 健保法 47, 施行細則 62: the days of a stay fall into bands, counted separately in acute
 * and chronic wards, and each band's share is taken of the cost of its own days; a stay for the
 * same disease in the same hospital within 14 days continues the count. The ceiling of an admission
 * holds for the bands within the first 30 acute and 180 chronic days; the ceiling of the year is
 * given back on application. Figures: law/copay.csv. Pure; whole NT dollars. */
#ifndef NHI_COPAY_INPATIENT_H
#define NHI_COPAY_INPATIENT_H

#include "base/money.h"
#include "nhi/law.h"
#include "nhi/trace.h"

enum copay_ward { COPAY_ACUTE, COPAY_CHRONIC, COPAY_WARDS };
enum { COPAY_BANDS_MAX = 4, COPAY_DAYS_MAX = 100000 };

/* Bands of a ward on a day of law. */
struct copay_bands {
	int32_t count;                     /* 3 acute, 4 chronic */
	int32_t last_day[COPAY_BANDS_MAX]; /* of each band but the last, which is open */
	ppm_t share[COPAY_BANDS_MAX];      /* borne by the person */
	bool is_capped[COPAY_BANDS_MAX];   /* within the days of the ceilings */
};

struct copay_stay_in {
	date_t on; /* day of admission: decides shares and ceilings */
	twd_t cost[COPAY_WARDS][COPAY_BANDS_MAX];
	twd_t year_before; /* capped copayment of this year's earlier stays */
};

struct copay_stay_out {
	twd_t band[COPAY_WARDS][COPAY_BANDS_MAX]; /* before the ceiling */
	twd_t capped, uncapped; /* sums of the bands within and beyond the days of the ceilings */
	bool has_ceiling;       /* false: the year's ceiling of an admission is not known */
	twd_t ceiling;
	twd_t total; /* to be paid at the counter */
	bool has_year_ceiling;
	twd_t refund; /* given back on application: the year's sum above the ceiling of the year */
};

MUST_USE enum nhi_status copay_bands_at(const struct law *law, date_t at, enum copay_ward ward,
                                        struct copay_bands *out, struct err *err);

/* Splits `cost` evenly over `days`, which follow `days_before` earlier days of the count, and adds
 * the parts to their bands. Largest remainder; the parts add up to `cost`. */
void copay_spread(const struct copay_bands *bands, int32_t days_before, int32_t days, twd_t cost,
                  twd_t out[COPAY_BANDS_MAX]);

/* `trace` may be NULL. */
MUST_USE enum nhi_status copay_stay_quote(const struct law *law, const struct copay_stay_in *in,
                                          struct copay_stay_out *out, struct trace *trace,
                                          struct err *err);

/* The bands of a claim: acute 1–30, 31–60, 61 and later, chronic 1–30, 31–90, 91–180, 181 and
 * later. */
enum { COPAY_CLAIM_BANDS = 7 };
struct copay_stay_claim {
	date_t admitted, left; /* the ceiling of either year is taken */
	int64_t points[COPAY_CLAIM_BANDS], copay[COPAY_CLAIM_BANDS];
};
/* False when the copayment claimed in the bands is neither their share of the points nor, within
 * the days of the ceilings, cut to the ceiling of an admission; *expected is then the sum that
 * would be right. True too when the law of the day is not known. */
bool copay_stay_fits(const struct law *law, const struct copay_stay_claim *claim,
                     int64_t *expected);

const char *copay_ward_text(enum copay_ward ward, const char *lang);

#endif
