/* date.c: see date.h. Civil-day arithmetic on the proleptic Gregorian calendar with March-based
 * years. */
#include "base/date.h"

#include "base/check.h"

enum { ROC_OFFSET = 1911, YEAR_MIN = 1800, YEAR_MAX = 9999, TAIPEI_HOURS = 8 };

#define MICROS_PER_SECOND INT64_C(1000000)
#define MICROS_PER_DAY (INT64_C(86400) * MICROS_PER_SECOND)
#define TAIPEI_OFFSET (TAIPEI_HOURS * INT64_C(3600) * MICROS_PER_SECOND)

static bool is_leap(int32_t y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static int32_t days_in_month(int32_t y, int32_t m) {
	static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

bool date_from_ymd(struct ymd v, date_t *out) {
	if (v.year < YEAR_MIN || v.year > YEAR_MAX || v.month < 1 || v.month > 12) return false;
	if (v.day < 1 || v.day > days_in_month(v.year, v.month)) return false;
	int32_t y = v.month <= 2 ? v.year - 1 : v.year;
	int32_t era = y / 400, year_of_era = y - era * 400;
	int32_t day_of_year = (153 * (v.month > 2 ? v.month - 3 : v.month + 9) + 2) / 5 + v.day - 1;
	int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	*out = era * 146097 + day_of_era - 719468;
	return true;
}

struct ymd date_to_ymd(date_t d) {
	CHECK(d >= DATE_MIN && d <= DATE_OPEN);
	int32_t z = d + 719468;
	int32_t era = z / 146097, doe = z - era * 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;
	int32_t month = mp < 10 ? mp + 3 : mp - 9;
	return (struct ymd){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

int date_weekday(date_t d) {
	int w = (d % 7 + 4) % 7; /* 1970-01-01 was a Thursday */
	return w < 0 ? w + 7 : w;
}

static bool number_at(struct str s, size_t from, size_t to, int32_t *out) {
	int64_t v;
	struct str part = str_slice(s, from, to);
	if (part.n != to - from || !str_is_digits(part) || !str_to_i64(part, 0, 99999, &v))
		return false;
	*out = (int32_t)v;
	return true;
}

bool date_parse(struct str s, date_t *out) {
	struct ymd v;
	return s.n == 10 && s.p[4] == '-' && s.p[7] == '-' && number_at(s, 0, 4, &v.year) &&
	       number_at(s, 5, 7, &v.month) && number_at(s, 8, 10, &v.day) && date_from_ymd(v, out);
}

void date_print(struct buf *b, date_t d) {
	struct ymd v = date_to_ymd(d);
	buf_put_i64_padded(b, v.year, 4);
	buf_put_char(b, '-');
	buf_put_i64_padded(b, v.month, 2);
	buf_put_char(b, '-');
	buf_put_i64_padded(b, v.day, 2);
}

bool date_parse_roc(struct str s, date_t *out) {
	struct ymd v;
	if (s.n != 7 || !number_at(s, 0, 3, &v.year) || v.year < 1) return false;
	if (!number_at(s, 3, 5, &v.month) || !number_at(s, 5, 7, &v.day)) return false;
	v.year += ROC_OFFSET;
	return date_from_ymd(v, out);
}

void date_print_roc(struct buf *b, date_t d) {
	struct ymd v = date_to_ymd(d);
	CHECK(v.year > ROC_OFFSET && v.year - ROC_OFFSET <= 999);
	buf_put_i64_padded(b, v.year - ROC_OFFSET, 3);
	buf_put_i64_padded(b, v.month, 2);
	buf_put_i64_padded(b, v.day, 2);
}

void date_print_people_zh(struct buf *b, date_t d) {
	static const char *const weekdays[] = {"日", "一", "二", "三", "四", "五", "六"};
	struct ymd v = date_to_ymd(d);
	int32_t roc = v.year - ROC_OFFSET;
	if (roc < 1) buf_put_c(b, "民前");
	buf_put_i64(b, roc < 1 ? 1 - roc : roc);
	buf_put_c(b, "年");
	buf_put_i64(b, v.month);
	buf_put_c(b, "月");
	buf_put_i64(b, v.day);
	buf_put_c(b, "日（");
	buf_put_c(b, weekdays[date_weekday(d)]);
	buf_put_c(b, "）");
}

/* Takes 1–4 digits and then `unit` off the front of *s. */
static bool take_number_and_unit(struct str *s, struct str unit, int32_t *out) {
	size_t n = 0;
	while (n < s->n && n < 4 && s->p[n] >= '0' && s->p[n] <= '9') n++;
	if (n == 0 || !number_at(*s, 0, n, out)) return false;
	*s = str_slice(*s, n, s->n);
	if (!str_starts(*s, unit)) return false;
	*s = str_slice(*s, unit.n, s->n);
	return true;
}

bool date_parse_people_zh(struct str s, date_t *out) {
	bool before = str_starts(s, STR("民前"));
	bool named = str_starts(s, STR("民國"));
	if (before || named) s = str_slice(s, STR("民國").n, s.n);
	struct ymd v;
	if (!take_number_and_unit(&s, STR("年"), &v.year) || v.year < 1) return false;
	if (!take_number_and_unit(&s, STR("月"), &v.month)) return false;
	if (!take_number_and_unit(&s, STR("日"), &v.day)) return false;
	v.year = before ? ROC_OFFSET + 1 - v.year : ROC_OFFSET + v.year;
	date_t d;
	if (!date_from_ymd(v, &d)) return false;
	if (s.n > 0) { /* a weekday, if given, must be the right one */
		struct buf want = BUF_INIT(256);
		date_print_people_zh(&want, d);
		bool ends =
		        buf_ok(&want) && str_ends(buf_str(&want), s) && str_starts(s, STR("（"));
		buf_free(&want);
		if (!ends) return false;
	}
	*out = d;
	return true;
}

month_t month_make(int32_t year, int32_t month) { return year * 12 + month - 1; }
int32_t month_year(month_t m) { return m / 12; }
int32_t month_number(month_t m) { return m % 12 + 1; }

month_t month_of(date_t d) {
	struct ymd v = date_to_ymd(d);
	return month_make(v.year, v.month);
}

date_t month_first(month_t m) {
	date_t d = 0;
	CHECK(date_from_ymd((struct ymd){month_year(m), month_number(m), 1}, &d));
	return d;
}

date_t month_last(month_t m) {
	return month_first(m) + days_in_month(month_year(m), month_number(m)) - 1;
}

bool month_parse(struct str s, month_t *out) {
	int32_t year, month;
	if (s.n != 7 || s.p[4] != '-' || !number_at(s, 0, 4, &year) || !number_at(s, 5, 7, &month))
		return false;
	if (year < YEAR_MIN || month < 1 || month > 12) return false;
	*out = month_make(year, month);
	return true;
}

void month_print(struct buf *b, month_t m) {
	buf_put_i64_padded(b, month_year(m), 4);
	buf_put_char(b, '-');
	buf_put_i64_padded(b, month_number(m), 2);
}

bool month_parse_roc(struct str s, month_t *out) {
	int32_t year, month;
	if (s.n != 5 || !number_at(s, 0, 3, &year) || !number_at(s, 3, 5, &month)) return false;
	if (year < 1 || month < 1 || month > 12) return false;
	*out = month_make(year + ROC_OFFSET, month);
	return true;
}

void month_print_roc(struct buf *b, month_t m) {
	CHECK(month_year(m) > ROC_OFFSET);
	buf_put_i64_padded(b, month_year(m) - ROC_OFFSET, 3);
	buf_put_i64_padded(b, month_number(m), 2);
}

date_t date_add_months(date_t d, int32_t months) {
	struct ymd v = date_to_ymd(d);
	month_t m = month_make(v.year, v.month) + months;
	int32_t last = days_in_month(month_year(m), month_number(m));
	return month_first(m) + (v.day < last ? v.day : last) - 1;
}

int32_t date_age(date_t born, date_t on) {
	if (on < born) return -1;
	struct ymd b = date_to_ymd(born), o = date_to_ymd(on);
	bool before_birthday = o.month < b.month || (o.month == b.month && o.day < b.day);
	return o.year - b.year - before_birthday;
}

/* "+08:00", "-03:30" or "Z" as microseconds east of UTC. */
static bool parse_offset(struct str s, int64_t *out) {
	if (str_is(s, "Z")) {
		*out = 0;
		return true;
	}
	int32_t hour, minute;
	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':') return false;
	if (!number_at(s, 1, 3, &hour) || !number_at(s, 4, 6, &minute) || hour > 14 || minute > 59)
		return false;
	int64_t east = (hour * INT64_C(3600) + minute * INT64_C(60)) * MICROS_PER_SECOND;
	*out = s.p[0] == '-' ? -east : east;
	return true;
}

bool instant_parse(struct str s, instant_t *out) {
	date_t d;
	if (!date_parse(str_slice(s, 0, 10), &d)) return false;
	if (s.n == 10) {
		*out = instant_of_date(d);
		return true;
	}
	int32_t hour, minute, second;
	if (s.n < 20 || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':') return false;
	if (!number_at(s, 11, 13, &hour) || !number_at(s, 14, 16, &minute) ||
	    !number_at(s, 17, 19, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 59) return false;
	int64_t micros = 0;
	size_t at = 19;
	if (s.p[at] == '.') {
		int64_t unit = MICROS_PER_SECOND / 10;
		for (at++; at < s.n && s.p[at] >= '0' && s.p[at] <= '9' && unit > 0;
		     at++, unit /= 10)
			micros += (s.p[at] - '0') * unit;
	}
	int64_t east;
	if (!parse_offset(str_slice(s, at, s.n), &east)) return false;
	int64_t seconds = hour * INT64_C(3600) + minute * INT64_C(60) + second;
	*out = d * MICROS_PER_DAY + seconds * MICROS_PER_SECOND + micros - east;
	return true;
}

/* Floor division: days before 1970 have negative numbers. */
static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

date_t instant_date(instant_t t) {
	int64_t d = floor_div(t + TAIPEI_OFFSET, MICROS_PER_DAY);
	CHECK(d >= DATE_MIN && d <= DATE_OPEN);
	return (date_t)d;
}

instant_t instant_of_date(date_t d) { return d * MICROS_PER_DAY - TAIPEI_OFFSET; }

void instant_print(struct buf *b, instant_t t) {
	date_t d = instant_date(t);
	int64_t rest = t + TAIPEI_OFFSET - d * MICROS_PER_DAY;
	int64_t seconds = rest / MICROS_PER_SECOND, micros = rest % MICROS_PER_SECOND;
	date_print(b, d);
	buf_put_char(b, 'T');
	buf_put_i64_padded(b, seconds / 3600, 2);
	buf_put_char(b, ':');
	buf_put_i64_padded(b, seconds / 60 % 60, 2);
	buf_put_char(b, ':');
	buf_put_i64_padded(b, seconds % 60, 2);
	if (micros != 0) {
		buf_put_char(b, '.');
		buf_put_i64_padded(b, micros, 6);
	}
	buf_put_c(b, "+08:00");
}

bool period_has(struct period p, date_t d) { return p.from <= d && d < p.to; }
bool period_overlaps(struct period a, struct period b) { return a.from < b.to && b.from < a.to; }
