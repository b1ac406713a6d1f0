/* claim_term.h: deadlines of claims and appeals, and the provisional payment (暫付)
 * (全民健康保險醫療費用申報與核付及醫療服務審查辦法 L0060006; Act 62; facts payment §3).
 *
 * Figures: law/payment.csv. Pure; days are civil days in Taipei; the day of an event is not counted
 * and a term does not end on a rest day (nhi/case_clock.h). */
#ifndef NHI_CLAIM_TERM_H
#define NHI_CLAIM_TERM_H

#include "base/calendar.h"
#include "base/money.h"
#include "nhi/enrol_refusal.h"
#include "nhi/trace.h"

struct claim_filing {
	month_t month;      /* fee month (費用年月) */
	date_t received;    /* day on which the claim arrived */
	date_t paper;       /* day on which its paper form arrived; DATE_OPEN: none is needed */
	date_t repaired;    /* day on which an incomplete claim was repaired; DATE_OPEN: not */
	bool is_electronic; /* else on paper */
	bool is_supplement; /* 補報: no provisional payment of its own, no filing day of the month
	                     */
	bool has_good_reason; /* for being late, or force majeure accepted */
};

struct claim_terms {
	date_t file_due;        /* the 20th of the next month */
	date_t last_day;        /* six months from the first of the month after the service */
	date_t notice_due;      /* to tell the provider that the claim is incomplete */
	date_t provisional_due; /* DATE_OPEN: there is none */
	date_t approval_due;    /* else the full provisional payment; DATE_OPEN: not bound (R9) */
	int32_t days_late;      /* after file_due */
	bool has_provisional;
	bool is_verified; /* false: a year without an official calendar, or an unverified figure */
};

/* Computes the terms; what stands against the claim is added to `r` (CLAIM_LATE is a note,
 * CLAIM_LAPSED refuses). */
MUST_USE enum nhi_status claim_terms(const struct law *law, const struct calendar *calendar,
                                     const struct claim_filing *f, struct claim_terms *out,
                                     struct refusals *r, struct err *err);

/* ---- Provisional payment --------------------------------------------------------------------- */

struct claim_provisional {
	month_t month;           /* fee month */
	int64_t floating, fixed; /* claimed points, copayment taken off */
	pv_t value; /* estimate of the last three months; above 1 counts as 1; 0: NT$1 */
	int32_t months_approved;    /* fee months with an approval so far */
	int64_t cases, error_cases; /* of the month; error_cases found by the procedural check */
	bool is_inpatient;
	bool records_missing; /* 14 working days after the notice */
	bool is_stopped;      /* contract terminated or suspended, fraud indicted (R16, R17) */
};
/* Whole hundreds of dollars, the rest cut. 0 with a reason in `r` when it is suspended (R15) or
 * stopped. The law of the first day of the fee month holds. */
MUST_USE enum nhi_status claim_provisional(const struct law *law, const struct claim_provisional *p,
                                           twd_t *out, struct refusals *r, struct trace *trace,
                                           struct err *err);

/* What of unsettled money is kept back when the contract ends, until the value is confirmed. */
MUST_USE enum nhi_status claim_kept_back(const struct law *law, date_t at, twd_t unsettled,
                                         twd_t *out, struct err *err);

/* ---- Appeals --------------------------------------------------------------------------------- */

enum claim_remedy { CLAIM_REMEDY_APPEAL, CLAIM_REMEDY_DISPUTE }; /* 申復, 爭議審議 */
struct claim_appeal_terms {
	date_t due;          /* last day to file, from the day on which the notice arrived */
	date_t decision_due; /* when filed on `filed` */
	bool is_verified;
};
/* Adds CLAIM_APPEAL_LATE when `filed` (DATE_OPEN: not yet) lies behind the due day. */
MUST_USE enum nhi_status claim_appeal_terms(const struct law *law, const struct calendar *calendar,
                                            enum claim_remedy remedy, date_t served, date_t filed,
                                            struct claim_appeal_terms *out, struct refusals *r,
                                            struct err *err);
/* Last day on which approved money can be claimed back (R5); not for penalties of fraud. */
MUST_USE enum nhi_status claim_recovery_end(const struct law *law, date_t accepted, date_t *out,
                                            struct err *err);

#endif
