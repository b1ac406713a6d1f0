/* provider.h: contracts of providers (醫事服務機構特約及管理辦法, L0060008): grounds of refusal,
 * period, what a violation leads to, and whether care of a day is paid. Pure. */
#ifndef NHI_PROVIDER_H
#define NHI_PROVIDER_H

#include "base/calendar.h"
#include "base/money.h"
#include "nhi/enrol_refusal.h"
#include "nhi/law.h"

/* Measures against a provider. Names: codes/provider_measures.csv. */
enum provider_measure {
	PROVIDER_CORRECTION,  /* L0060008:35 */
	PROVIDER_POINT,       /* 36 */
	PROVIDER_DEDUCTION,   /* 37 */
	PROVIDER_FINE,        /* by the Act, three of which make the fourth a suspension */
	PROVIDER_SUSPENSION,  /* 38, 39; of a hospital also of a part */
	PROVIDER_TERMINATION, /* 40; of a hospital a part for a year */
	PROVIDER_MEASURE_COUNT
};
extern const char *const provider_measures[PROVIDER_MEASURE_COUNT];

struct provider_event {
	enum provider_measure measure;
	int32_t article;     /* 35 … 40 */
	struct period valid; /* in execution; a point or deduction only its day */
	struct str scope;    /* "" the whole, else a department or service */
};

struct provider_law {
	int64_t contract, backdate, factor, refuse, refuse_count, repeat, serious_any,
	        serious_cards, serious_gifts, serious_inpatient, suspend_long, suspend_short,
	        terminate;
};
MUST_USE enum nhi_status provider_law_at(const struct law *law, date_t at, struct provider_law *out,
                                         struct err *err);

/* Grounds of refusal that somebody must look at (L0060008:4); the flags are in the order of the
 * article. codes/provider_grounds.csv. */
enum { PROVIDER_GROUNDS = 7 };
extern const char *const provider_grounds[PROVIDER_GROUNDS];

struct provider_application {
	date_t applied_on, licensed_on;
	bool is_renewal;
	bool ground[PROVIDER_GROUNDS];
	bool has_unrepaired;  /* renewal: a default or suspension that was not mended (8) */
	int32_t same_address; /* suspensions and terminations at the address in the years before */
	const struct provider_event *event; /* of the provider and its responsible person */
	size_t event_count;
	struct period earlier; /* contract that a renewal follows */
};
/* Adds what stands against it; else `valid` is the contract's period. */
void provider_judge(const struct provider_law *law, const struct calendar *calendar,
                    const struct provider_application *a, struct period *valid, struct refusals *r);

struct provider_violation {
	int32_t article; /* 35 … 40: what was done */
	date_t on;       /* day of the measure */
	int64_t months;  /* article 39: 1 … 3 as decided; 0: the least */
	int64_t false_points;
	bool has_gifts, has_cards, has_inpatient; /* circumstances of L0060008:43 */
	bool is_self_reported;                    /* before an inspection, money returned (46) */
};
/* The circumstances make it serious (43). */
bool provider_is_serious(const struct provider_law *law, const struct provider_violation *v);

struct provider_outcome {
	enum provider_measure measure;
	struct period valid; /* suspension, termination: from the day after the measure's */
	int32_t article;     /* by which */
	bool is_escalated;   /* by what happened before */
};
/* What the violation leads to, given what happened before. A self-report bars 37 to 40. */
void provider_measure(const struct provider_law *law, const struct provider_violation *v,
                      const struct provider_event *event, size_t count,
                      struct provider_outcome *out, struct refusals *r);
/* Points wrongly claimed × factor at the region's last confirmed average value, half up. */
twd_t provider_deduction(const struct provider_law *law, point_t points, pv_t value);

enum provider_pays { PROVIDER_PAYS, PROVIDER_NO_CONTRACT, PROVIDER_SUSPENDED, PROVIDER_BARRED };
extern const char *const provider_pays_names[];
/* Is care of `day` in `scope` paid? Contracts and measures as they hold; a barred doctor or owner
 * is not paid anywhere (47). What the claim check asks. */
enum provider_pays provider_pays(const struct period *contract, size_t contract_count,
                                 const struct provider_event *event, size_t event_count,
                                 bool is_barred, struct str scope, date_t day);

#endif
