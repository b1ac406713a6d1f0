/* premium.h: the monthly premium of one insured person with dependents (一般保險費).
 *
 * Rules: 健保法 18, 23, 27, 29; 施行細則 52 (rounding). Figures: law/premium.csv, law/grades.csv.
 * Pure; amounts in whole NT dollars. `struct premium_law` is what the law says on one day, looked
 * up once; it is immutable and may be shared between threads. It borrows from the struct law that
 * it was made of.
 *
 *   A insured amount, r rate, m average dependents, n = min(dependents, maximum), h = round half up
 *   items 11–13       self h(A r self%) a head, unit h(A r unit% (1+m)), government h(A r gov%
 * (1+m)) items 14–15, 2, 3 self h(A r self%) and government h(A r gov%) a head categories 4–6 the
 * average premium takes the place of A r item 61           the veteran's own share is 0, a
 * dependent's 30 % of the average premium Where self and government part both end in exactly 0.5
 * the government's is rounded up and the self part down (施行細則 52 II). */
#ifndef NHI_PREMIUM_H
#define NHI_PREMIUM_H

#include "base/money.h"
#include "nhi/law.h"
#include "nhi/trace.h"

/* Who pays which part of a head's premium: the items of 健保法 27, two of them divided. */
enum premium_scheme {
	SCHEME_11,  /* government staff, teachers */
	SCHEME_11P, /* staff of private schools */
	SCHEME_12,  /* employees of enterprises */
	SCHEME_13,  /* other employees */
	SCHEME_14,  /* employers, self-employed owners */
	SCHEME_15,  /* professionals in own practice */
	SCHEME_21,  /* union members */
	SCHEME_22,  /* seafarers of guild or captains' union */
	SCHEME_31,  /* farmers */
	SCHEME_32,  /* fishermen */
	SCHEME_41,  /* conscripts */
	SCHEME_42,  /* substitute service */
	SCHEME_43,  /* prisoners */
	SCHEME_51,  /* low-income households */
	SCHEME_61,  /* veterans */
	SCHEME_61D, /* dependents of veterans */
	SCHEME_62,  /* regional population */
	SCHEME_COUNT
};

/* Item 11 … 62 to scheme; false for anything else, and for private_school outside item 11. */
MUST_USE bool premium_scheme_of(int32_t item, bool private_school, enum premium_scheme *out);
/* "12", "11p", "61d": the name in law parameters. */
const char *premium_scheme_name(enum premium_scheme s);

/* What the premium of an item is reckoned from. */
enum premium_base {
	BASE_GRADE,  /* categories 1, 2: an insured amount of the grade table */
	BASE_FIXED,  /* category 3: one announced amount */
	BASE_AVERAGE /* categories 4–6: the average premium */
};
enum premium_base premium_base_of(enum premium_scheme s);
/* Categories 1, 2, 3 and 6 (健保法 2 ②). */
bool premium_allows_dependents(enum premium_scheme s);
/* Items 11–13: the unit pays a part, reckoned with the average number of dependents (健保法 29). */
bool premium_uses_average(enum premium_scheme s);

struct premium_share {
	ppm_t self, unit, government;
};

struct premium_law {
	const struct law *law;
	date_t at, from, to; /* the same figures hold in [from, to), which has `at` */
	ppm_t rate;
	ppm_t average_dependents; /* m, 560000 = 0.56 */
	int32_t dependents_max;
	twd_t fixed_amount;       /* category 3 */
	twd_t average_premium[7]; /* [4], [5], [6] */
	struct premium_share share[SCHEME_COUNT];
	const struct law_grades *grades;
};

/* Looks up everything for one day. NHI_LAW_NO_VALUE or NHI_LAW_UNKNOWN when a figure is missing. */
MUST_USE enum nhi_status premium_law_at(const struct law *law, date_t at, struct premium_law *out,
                                        struct err *err);

/* The first grade whose insured amount is not below the wage; the top grade above it (健保法 19,
 * 20). */
const struct law_grade *premium_grade_of_wage(const struct premium_law *pl, twd_t wage);
/* The grade that has exactly this insured amount, or NULL. */
const struct law_grade *premium_grade_of_amount(const struct premium_law *pl, twd_t amount);

/* Parts of one head. For items 11–13 unit and government are those of the insured person with the
 * average number of dependents; they are paid once, whatever the real number. For all others unit
 * is 0 and government is a head's. */
struct premium_head {
	twd_t self, unit, government;
};
/* `amount` is the insured amount; ignored for categories 3–6. */
struct premium_head premium_head(const struct premium_law *pl, enum premium_scheme s, twd_t amount);

struct premium_in {
	enum premium_scheme scheme; /* not SCHEME_61D */
	twd_t amount;               /* insured amount; ignored for categories 3–6 */
	int32_t dependents;         /* really enrolled, >= 0; 0 where none are allowed */
};

struct premium_out {
	twd_t insured_amount;  /* 0 for categories 4–6 */
	twd_t average_premium; /* 0 for categories 1–3 */
	int32_t charged;       /* dependents charged, at most the maximum */
	twd_t per_person;      /* self part of the insured */
	twd_t per_dependent;   /* self part of one dependent charged */
	twd_t self_total;
	twd_t unit_share;
	twd_t government_share; /* items 11–13 once; others the sum over all heads charged */
};

/* The premium of one month. */
void premium_quote(const struct premium_law *pl, const struct premium_in *in,
                   struct premium_out *out);

/* The same, telling why: steps and notes go to `trace` (unverified figures, dependents beyond the
 * maximum, an amount below a floor of items 14, 15, 21, 22). NHI_MEMORY when the trace could not be
 * kept whole. */
MUST_USE enum nhi_status premium_explain(const struct premium_law *pl, const struct premium_in *in,
                                         struct premium_out *out, struct trace *trace,
                                         struct err *err);

#endif
