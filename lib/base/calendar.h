/* calendar.h: working days, from a table of holidays (law/holidays.csv) and the week.
 *
 * The table has the columns date,is_holiday,name_zh,source,verified, one row a day that differs
 * from the week (a weekday off, is_holiday 1; a Saturday worked to make up, 0) or that has a name;
 * sorted by date, no day twice. A year with at least one row is *tabled*. In a year without rows
 * Saturdays and Sundays are off and every answer that rests on it says is_verified = false, so that
 * a result can tell. Legal source of moving a due day: 行政程序法 48 IV.
 *
 * Pure; a struct calendar is immutable after reading. Closures by typhoon are per county and not
 * here. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct calendar_day {
	date_t date;
	bool is_holiday;
	bool is_verified;
	struct str name_zh, source;
};

struct calendar {
	struct calendar_day *days; /* ascending */
	size_t count;
};

enum { CALENDAR_DAYS_MAX = 366 * 200, CALENDAR_WORKING_DAYS_MAX = 100000 };

struct calendar_answer {
	date_t date;
	bool is_verified; /* false: a day was judged by the week alone, or by an unverified row */
};

/* Parses the text of law/holidays.csv; rows live in `arena`, texts borrow from `text`.
 * NHI_ROW names the first bad row (no such day, out of order, flag other than 0 or 1). */
MUST_USE enum nhi_status calendar_read(struct calendar *out, struct arena *arena, struct str text,
                                       struct err *err);

/* The row of that day, or NULL. */
const struct calendar_day *calendar_row(const struct calendar *c, date_t d);
bool calendar_has_year(const struct calendar *c, int32_t year);
/* `*is_verified` is set to false where the answer is not sure, else left alone; may be NULL. An
 * empty calendar (count 0) judges by the week alone. */
bool calendar_is_working_day(const struct calendar *c, date_t d, bool *is_verified);
/* `d` itself when it is a working day, else the first one after it. */
struct calendar_answer calendar_next_working_day(const struct calendar *c, date_t d);
/* The n-th working day after `d`; `d` is not counted. n = 0 gives `d` itself.
 * 0 <= n <= CALENDAR_WORKING_DAYS_MAX. */
struct calendar_answer calendar_add_working_days(const struct calendar *c, date_t d, int32_t n);
/* Working days in [from, to). */
int32_t calendar_count_working_days(const struct calendar *c, date_t from, date_t to,
                                    bool *is_verified);

/* Reads the yearly file of the government's calendar (行政院人事行政總處 政府行政機關辦公日曆表),
 * as UTF-8 text: 西元日期,星期,是否放假,備註; YYYYMMDD; 0 = working, 2 = off. Every day of the year
 * must stand in it once, in any order, with the right weekday; else NHI_ROW names the row.
 * `*out` gets the days that belong into law/holidays.csv, with `source`, verified. */
MUST_USE enum nhi_status calendar_import(struct calendar *out, struct arena *arena, struct str text,
                                         struct str source, struct err *err);
/* Writes law/holidays.csv (with its title row): `c`, the rows of one year, in place of what `old`
 * has for that year; the other years of `old` stay. old may be NULL. */
void calendar_write(struct buf *out, const struct calendar *old, const struct calendar *c);

#endif
