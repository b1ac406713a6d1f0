/* case_clock.h: terms of procedure: when a period ends, pauses, the one extension, what is deemed
 * decided when nobody did in time (行政程序法 48–51; facts/administration §3.1, §7.1).
 *
 * Rules, in the order in which they are applied:
 *  1. The day of the event is not counted (48 II), unless the law says "from that day" or the
 * period is to somebody's disadvantage (48 V). Days end n days after it; months at the day before
 * the same day of the month, or at the last day of a month that has no such day (48 III).
 *  2. A period in working days counts no rest day at all; the others count them but do not end on
 *     one: the next working day then (48 IV), except where the period is to somebody's
 * disadvantage.
 *  3. Days of a pause (supplement, records called for, force majeure 51 V) do not count. The day on
 *     which it begins still counts, the day on which it ends does not: what stopped the clock is an
 *     event like the first, and the day of an event is not counted.
 *  4. A term may be extended once (51 III), before it is over.
 *  5. From the day after the term the law may deem the case approved or rejected.
 * Pure. All days are civil days in Taipei. */
#ifndef NHI_CASE_CLOCK_H
#define NHI_CASE_CLOCK_H

#include "base/calendar.h"

enum clock_unit {
	CLOCK_DAY, /* calendar days */
	CLOCK_WORKING_DAY,
	CLOCK_WEEK,
	CLOCK_MONTH,
	CLOCK_YEAR,
	CLOCK_UNIT_COUNT
};

enum clock_deemed { CLOCK_DEEMED_NONE, CLOCK_DEEMED_APPROVED, CLOCK_DEEMED_REJECTED };

/* A period as the law writes it. */
struct clock_term {
	enum clock_unit unit;
	int32_t length;        /* 1 … CLOCK_LENGTH_MAX */
	int32_t extension_max; /* in the same unit; 0: it cannot be extended */
	enum clock_deemed deemed;
	bool deemed_unless_paused; /* 審查辦法 25: not where a supplement was asked for */
	bool first_day_counts;     /* 即日起算 */
	bool is_adverse;           /* 48 V: first day counts, rest days do not move the end */
};

enum { CLOCK_LENGTH_MAX = 1000, CLOCK_PAUSES_MAX = 64 };

/* The clock stands after `from` until `to`, the day of the end; DATE_OPEN while it stands. */
struct clock_pause {
	date_t from, to;
};

struct clock_in {
	struct clock_term term;
	date_t start;                    /* the event: receipt, service of a notice */
	const struct clock_pause *pause; /* ascending by `from`; they may overlap */
	size_t pause_count;
	int32_t extended; /* in the unit of the term; 0: not extended */
	int32_t travel;   /* days on the way (訴願法 16), added to the end; 0 else */
};

struct clock_out {
	date_t due;       /* last day of the term; DATE_OPEN while the clock stands */
	date_t base;      /* the end without pauses and without moving over rest days */
	int32_t paused;   /* days that did not count, in calendar days; working days for such a term
	                   */
	bool is_standing; /* a pause is open */
	bool was_moved;   /* over a rest day */
	bool is_verified; /* false: a year without an official calendar was judged by the week */
	date_t deemed_on; /* first day on which it is deemed decided; DATE_OPEN: never */
};

void case_clock(const struct calendar *calendar, const struct clock_in *in, struct clock_out *out);

/* What is left on `today`: days until the due day, 0 on it, below 0 when it is over; in working
 * days for such a term. 0 while the clock stands. */
int32_t case_clock_left(const struct calendar *calendar, const struct clock_in *in,
                        const struct clock_out *out, date_t today);

/* "day", "working_day", "week", "month", "year". */
const char *clock_unit_name(enum clock_unit unit);
MUST_USE bool clock_unit_find(struct str name, enum clock_unit *out);
/* "none", "approve", "reject". */
const char *clock_deemed_name(enum clock_deemed deemed);
bool clock_deemed_find(struct str name, enum clock_deemed *out);

#endif
