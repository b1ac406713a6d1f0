/* date.h: days, months and instants as integers, the ROC calendar, and the two periods of DESIGN
 * §4.
 *
 * date_t is a day number (0 = 1970-01-01), valid from 1800-01-01 to 9999-12-31. Periods are
 * half-open [from, to); an open end is DATE_OPEN. month_t counts months (year * 12 + month - 1).
 * instant_t is UTC microseconds since 1970. The civil day of an instant is that of Asia/Taipei
 * (+08:00, no summer time since 1980). ROC year = Gregorian year - 1911; years before 1912 are 民前
 * 1, 2, … (1911, 1910, …). */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

typedef int32_t date_t;
typedef int32_t month_t;
typedef int64_t instant_t;

struct ymd {
	int32_t year;  /* Gregorian */
	int32_t month; /* 1–12 */
	int32_t day;   /* 1–31 */
};

#define DATE_MIN ((date_t)-62091)   /* 1800-01-01 */
#define DATE_OPEN ((date_t)2932896) /* 9999-12-31: the open end of a period */
#define INSTANT_OPEN INT64_MAX      /* the open end of knowledge */

MUST_USE bool date_from_ymd(struct ymd v, date_t *out); /* false: no such day */
struct ymd date_to_ymd(date_t d);
/* 0 = Sunday … 6 = Saturday. */
int date_weekday(date_t d);

/* ISO "2026-07-01", whole text. */
MUST_USE bool date_parse(struct str s, date_t *out);
void date_print(struct buf *b, date_t d);
/* ROC digits of exchange files: "1150701" or "0760311"; 民前 as "-010101"-like is not part of any
 * format that we know and is refused (7 digits, year 001 and later). */
MUST_USE bool date_parse_roc(struct str s, date_t *out);
void date_print_roc(struct buf *b, date_t d); /* needs a day from 1912 on */
/* For people: "115年7月1日（三）"; before 1912 "民前2年7月1日（五）". */
void date_print_people_zh(struct buf *b, date_t d);
/* Reads what date_print_people_zh writes, with or without the weekday, also "民國115年7月1日". */
MUST_USE bool date_parse_people_zh(struct str s, date_t *out);

month_t month_of(date_t d);
month_t month_make(int32_t year, int32_t month);
int32_t month_year(month_t m);
int32_t month_number(month_t m); /* 1–12 */
date_t month_first(month_t m);
date_t month_last(month_t m);
/* "2026-07". */
MUST_USE bool month_parse(struct str s, month_t *out);
void month_print(struct buf *b, month_t m);
/* ROC digits "11507". */
MUST_USE bool month_parse_roc(struct str s, month_t *out);
void month_print_roc(struct buf *b, month_t m);

/* The same day `months` later; the last day of that month when it has no such day (民法 121 II). */
date_t date_add_months(date_t d, int32_t months);
/* Completed years between `born` and `on` (民法 124); -1 when `on` lies before `born`. */
int32_t date_age(date_t born, date_t on);

/* "2026-07-01T08:30:00+08:00", "…Z" or "2026-07-01" (its 00:00 in Taipei). */
MUST_USE bool instant_parse(struct str s, instant_t *out);
void instant_print(struct buf *b, instant_t t); /* with microseconds only if not zero, +08:00 */
date_t instant_date(instant_t t);               /* civil day in Taipei */
instant_t instant_of_date(date_t d);            /* 00:00 in Taipei */

/* Holds on `d` as known at `k`: valid_from <= d < valid_to and known_from <= k < known_to (DESIGN
 * §4). */
struct period {
	date_t from, to; /* half-open */
};
bool period_has(struct period p, date_t d);
bool period_overlaps(struct period a, struct period b);

#endif
