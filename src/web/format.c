/* format.c: see format.h. */
#include "web/format.h"

static bool english(const char *lang) { return str_is(str_from(lang), "en"); }

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

void format_date(struct buf *b, date_t d, const char *lang) {
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	if (!english(lang)) {
		date_print_people_zh(b, d);
		return;
	}
	struct ymd v = date_to_ymd(d);
	buf_printf(b, "%s %d %.3s %d", days[date_weekday(d)], v.day, months[v.month - 1], v.year);
}

void format_month(struct buf *b, month_t m, const char *lang) {
	int year = month_year(m), number = month_number(m);
	if (english(lang))
		buf_printf(b, "%s %d", months[number - 1], year);
	else if (year >= 1912)
		buf_printf(b, "%d年%d月", year - 1911, number);
	else
		buf_printf(b, "民前%d年%d月", 1912 - year, number);
}

void format_instant(struct buf *b, instant_t t, const char *lang) {
	date_t d = instant_date(t);
	int64_t minutes = (t - instant_of_date(d)) / 60000000;
	format_date(b, d, lang);
	if (english(lang)) buf_put_char(b, ' ');
	buf_put_i64_padded(b, minutes / 60, 2);
	buf_put_char(b, ':');
	buf_put_i64_padded(b, minutes % 60, 2);
}
