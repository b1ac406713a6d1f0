/* date.c: any text as a day, month or instant in each form: what is accepted prints and reads back
 * as the same. */
#include "base/date.h"

#include "fuzz.h"

void fuzz_one(struct str s) {
	struct buf b = BUF_INIT(256);
	date_t d = 0, again = 0;
	month_t m = 0, m_again = 0;
	instant_t t = 0, t_again = 0;
	if (date_parse(s, &d)) {
		date_print(&b, d);
		CHECK(str_eq(buf_str(&b), s));
	}
	buf_reset(&b);
	if (date_parse_roc(s, &d)) {
		date_print_roc(&b, d);
		CHECK(str_eq(buf_str(&b), s));
	}
	buf_reset(&b);
	if (date_parse_people_zh(s, &d)) {
		date_print_people_zh(&b, d);
		CHECK(date_parse_people_zh(buf_str(&b), &again) && again == d);
	}
	buf_reset(&b);
	if (month_parse(s, &m)) {
		month_print(&b, m);
		CHECK(str_eq(buf_str(&b), s));
	}
	buf_reset(&b);
	if (month_parse_roc(s, &m)) {
		month_print_roc(&b, m);
		CHECK(month_parse_roc(buf_str(&b), &m_again) && m_again == m);
	}
	buf_reset(&b);
	if (instant_parse(s, &t)) {
		instant_print(&b, t);
		CHECK(instant_parse(buf_str(&b), &t_again) && t_again == t);
	}
	buf_free(&b);
}
