/* collect.h: late fee (滯納金) and payment by instalments (分期繳納).
 *
 * Rules: 健保法 35, 施行細則 52 (late fee); 全民健康保險保險費及滯納金分期繳納辦法 (L0060020) 4, 5.
 * Figures: law/collect.csv. Pure; whole NT dollars; days are calendar days. */
#ifndef NHI_COLLECT_H
#define NHI_COLLECT_H

#include "base/calendar.h"
#include "base/money.h"
#include "nhi/law.h"
#include "nhi/trace.h"

enum debtor { DEBTOR_UNIT, DEBTOR_PERSON };

/* How rest days move the end of the grace period; a dated policy (parameter latefee.shift). */
enum latefee_shift { SHIFT_NONE = 0, SHIFT_GRACE_END = 1, SHIFT_DUE_AND_GRACE = 2 };

struct latefee_in {
	enum debtor payer;
	twd_t amount; /* unpaid premium, >= 0 */
	date_t due; /* the day that counts as due, already moved over rest days (collect_due_day) */
	date_t paid;
};

struct latefee_out {
	date_t grace_end; /* last day without late fee */
	int32_t days;     /* from the day after grace_end up to the day before payment */
	twd_t late_fee;
};

/* late_fee = h(min(amount × rate × days, amount × cap)); 0 at or below the waived amount. The law
 * of the due day holds. `trace` may be NULL. */
MUST_USE enum nhi_status latefee_quote(const struct law *law, const struct calendar *calendar,
                                       const struct latefee_in *in, struct latefee_out *out,
                                       struct trace *trace, struct err *err);

/* The day that counts as due for the premium of a month: the last day of the month after (健保法
 * 30), moved over rest days where latefee.shift says so (行政程序法 48 IV). *verified tells whether
 * the calendar knew the year. */
MUST_USE enum nhi_status collect_due_day(const struct law *law, const struct calendar *calendar,
                                         month_t month, date_t *out, bool *verified,
                                         struct err *err);

struct instalment_out {
	bool is_allowed;
	int32_t count_min, count_max; /* 0 when not allowed */
	twd_t minimum;                /* least amount of one instalment */
};

/* May these arrears (premium and late fee together) be paid by instalments on `at`, in how many, of
 * at least what? */
MUST_USE enum nhi_status instalment_quote(const struct law *law, enum debtor payer, twd_t arrears,
                                          date_t at, struct instalment_out *out,
                                          struct trace *trace, struct err *err);

#endif
