/* charge.h: which unit is charged for a person's month (保險費計收原則, 健保法 30 II; facts
 * enrolment-premium §3.6).
 *
 * The premium is by the calendar month: the month of entry in full, the month of leaving not at
 * all. The unit that holds the person at 24:00 of the last day is charged. A transfer out on the
 * last day counts from the 1st of the next month, so the old unit is charged, also when the new
 * unit takes the person in on that very day. A person who leaves the scheme in the month, on
 * whatever day, and does not come back is not charged. Pure. */
#ifndef NHI_CHARGE_H
#define NHI_CHARGE_H

#include "base/date.h"
#include "base/str.h"

enum charge_event_kind {
	CHARGE_IN,   /* enrolled or transferred in (加保、轉入) */
	CHARGE_OUT,  /* transferred out (轉出) */
	CHARGE_LEAVE /* left the scheme (退保): death, lost registration, missing … */
};

struct charge_event {
	date_t day;
	enum charge_event_kind kind;
	struct str unit;
};

/* The rule that decided, numbered as in the insurer's principle. */
enum charge_rule {
	CHARGE_WHOLE_MONTH = 1, /* entry and no exit, or there all month: that unit */
	CHARGE_OUT_ON_LAST_DAY =
	        2,             /* transferred out on the last day: counts from the next month */
	CHARGE_OUT_BEFORE = 3, /* transferred out earlier: not that unit, but where the person is on
	                          the last day */
	CHARGE_LAST_DAY =
	        4 /* several entries and exits, or left: the unit of the last day, or none */
};

struct charge_result {
	bool is_charged;
	struct str unit; /* empty when nobody is charged; borrowed from the input */
	enum charge_rule rule;
};

/* `events` of the month in order of their days; unit_at_start is the unit at 00:00 of the 1st or
 * empty. */
void charge_month(month_t month, struct str unit_at_start, const struct charge_event *events,
                  size_t count, struct charge_result *out);

/* "transferred out on the last day …" for people. */
const char *charge_rule_text(enum charge_rule rule, const char *lang);

#endif
