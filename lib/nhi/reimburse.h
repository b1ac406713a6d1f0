/* reimburse.h: reimbursement of self-advanced medical expenses (自墊醫療費用核退, L0060001 55–57,
 * L0060005): grounds, last day to file, exchange rate, amount.
 *
 * Pure. Amounts of foreign money are hundredths of its unit, rates dollars a unit times 10^6. */
#ifndef NHI_REIMBURSE_H
#define NHI_REIMBURSE_H

#include "base/calendar.h"
#include "base/money.h"
#include "nhi/enrol_refusal.h"
#include "nhi/trace.h"

/* Items of L0060001:55; codes/reimburse_grounds.csv. */
enum reimburse_ground {
	REIMBURSE_EMERGENCY = 1, /* in Taiwan, at an institution without contract */
	REIMBURSE_ABROAD,
	REIMBURSE_SUSPENDED, /* during suspended benefits, since paid up */
	REIMBURSE_SELF_PAID, /* at a contracted institution, not by the person's fault */
	REIMBURSE_CEILING,   /* yearly ceiling of inpatient copayment */
	REIMBURSE_GROUNDS
};

struct reimburse_application {
	enum reimburse_ground ground;
	date_t applied_on;
	date_t cared_from, cared_to; /* treatment or admission; discharge is cared_to */
	date_t paid_up_on;           /* REIMBURSE_SUSPENDED: arrears paid */
	date_t entered_on;           /* seafarers: entry into Taiwan; DATE_OPEN otherwise */
	int32_t year;                /* REIMBURSE_CEILING: Gregorian */
	bool is_repeated;            /* the incident was claimed before (L0060001:57) */
};

/* Last day to file; *verified false when a year has no official calendar. */
MUST_USE enum nhi_status reimburse_due(const struct law *law, const struct calendar *calendar,
                                       const struct reimburse_application *a, date_t *due,
                                       bool *verified, struct err *err);
/* Adds what stands against the application. */
MUST_USE enum nhi_status reimburse_judge(const struct law *law, const struct calendar *calendar,
                                         const struct reimburse_application *a, date_t *due,
                                         struct refusals *r, struct err *err);
/* The day whose rate counts: the last working day of the month before the application. */
date_t reimburse_rate_day(const struct calendar *calendar, date_t applied_on);

enum reimburse_care { REIMBURSE_OUTPATIENT, REIMBURSE_ER, REIMBURSE_INPATIENT, REIMBURSE_CARES };
extern const char *const reimburse_cares[REIMBURSE_CARES]; /* "outpatient", "emergency", … */

struct reimburse_item {
	enum reimburse_care care;
	date_t on;            /* treatment day, or discharge: it chooses the ceiling */
	int64_t count;        /* visits or inpatient days */
	int64_t accepted_100; /* what the review accepts, hundredths of the currency */
	int64_t rate_e6;      /* dollars a unit; 1,000,000 for dollars */
	twd_t copay;          /* to be borne by the person (care in Taiwan) */
	bool is_abroad;
};
/* What is paid for an item: in Taiwan the accepted cost less the copayment; abroad the accepted
 * cost, at most the announced ceiling times the count. NHI_LAW_NO_VALUE when no ceiling is
 * announced for the day. Rounded half up [the rule is unverified]. */
MUST_USE enum nhi_status reimburse_item(const struct law *law, const struct reimburse_item *item,
                                        struct trace *trace, twd_t *out, struct err *err);
/* Copayment paid in a year above the ceiling. */
MUST_USE enum nhi_status reimburse_ceiling(const struct law *law, int32_t year, twd_t paid,
                                           struct trace *trace, twd_t *out, struct err *err);

#endif
