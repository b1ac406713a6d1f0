/* test_date.c: base/date as properties over every day; single days stand in tests/table/date_*.txt.
 */
#include "base/date.h"

#include "test.h"

static void every_day_goes_to_its_calendar_day_and_back(void **state) {
	(void)state;
	struct ymd before = {0, 0, 0};
	for (date_t d = DATE_MIN; d <= DATE_OPEN; d++) {
		struct ymd v = date_to_ymd(d);
		date_t back = 0;
		if (!date_from_ymd(v, &back) || back != d) fail_msg("day %d", d);
		bool next = v.day == before.day + 1 ||
		            (v.day == 1 && v.month == before.month + 1) ||
		            (v.day == 1 && v.month == 1 && v.year == before.year + 1);
		if (d > DATE_MIN && !next) fail_msg("%d-%d-%d", v.year, v.month, v.day);
		before = v;
	}
}

static void printing_and_reading_are_inverse_for_every_form(void **state) {
	(void)state;
	struct buf b = BUF_INIT(256);
	date_t roc_first = 0;
	assert_true(date_from_ymd((struct ymd){1912, 1, 1}, &roc_first));
	for (date_t d = DATE_MIN; d <= DATE_OPEN; d += 13) {
		date_t back = 0;
		buf_reset(&b);
		date_print(&b, d);
		if (!date_parse(buf_str(&b), &back) || back != d) fail_msg("ISO day %d", d);
		bool three_digits = date_to_ymd(d).year - 1911 <= 999;
		if (d >= roc_first && three_digits) {
			buf_reset(&b);
			date_print_roc(&b, d);
			if (!date_parse_roc(buf_str(&b), &back) || back != d)
				fail_msg("ROC day %d", d);
		}
		buf_reset(&b);
		date_print_people_zh(&b, d);
		if (!date_parse_people_zh(buf_str(&b), &back) || back != d)
			fail_msg("%.*s", STR_ARG(buf_str(&b)));
	}
	buf_free(&b);
}

static void weekdays_follow_each_other(void **state) {
	(void)state;
	for (date_t d = DATE_MIN; d < DATE_OPEN; d += 7) {
		assert_in_range(date_weekday(d), 0, 6);
		assert_int_equal(date_weekday(d + 1), (date_weekday(d) + 1) % 7);
		assert_int_equal(date_weekday(d + 7 <= DATE_OPEN ? d + 7 : d), date_weekday(d));
	}
}

static void months_have_a_first_and_a_last_day(void **state) {
	(void)state;
	struct buf b = BUF_INIT(64);
	for (month_t m = month_make(1800, 1); m < month_make(9999, 12); m++) {
		assert_int_equal(month_of(month_first(m)), m);
		assert_int_equal(month_of(month_last(m)), m);
		assert_int_equal(month_last(m) + 1, month_first(m + 1));
		month_t back = 0;
		buf_reset(&b);
		month_print(&b, m);
		assert_true(month_parse(buf_str(&b), &back));
		assert_int_equal(back, m);
	}
	buf_free(&b);
}

static void instants_print_in_taipei_and_read_back(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	struct buf b = BUF_INIT(64);
	for (int i = 0; i < 20000; i++) {
		instant_t t = test_random_between(&r, instant_of_date(DATE_MIN),
		                                  instant_of_date(DATE_OPEN) - 1);
		if (i % 2 == 0) t -= t % 1000000;
		instant_t back = 0;
		buf_reset(&b);
		instant_print(&b, t);
		assert_true(instant_parse(buf_str(&b), &back));
		assert_true(back == t);
		date_t day = 0;
		assert_true(date_parse(str_slice(buf_str(&b), 0, 10), &day));
		assert_int_equal(day, instant_date(t));
	}
	buf_free(&b);
}

static void a_period_holds_its_first_day_and_not_its_last(void **state) {
	(void)state;
	struct period p = {100, 110};
	assert_false(period_has(p, 99));
	assert_true(period_has(p, 100));
	assert_true(period_has(p, 109));
	assert_false(period_has(p, 110));
	assert_false(period_overlaps(p, (struct period){110, 120}));
	assert_false(period_overlaps((struct period){90, 100}, p));
	assert_true(period_overlaps(p, (struct period){109, 110}));
	assert_true(period_overlaps(p, (struct period){0, DATE_OPEN}));
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_day_goes_to_its_calendar_day_and_back),
	        cmocka_unit_test(printing_and_reading_are_inverse_for_every_form),
	        cmocka_unit_test(weekdays_follow_each_other),
	        cmocka_unit_test(months_have_a_first_and_a_last_day),
	        cmocka_unit_test(instants_print_in_taipei_and_read_back),
	        cmocka_unit_test(a_period_holds_its_first_day_and_not_its_last),
	};
	return TEST_MAIN(tests);
}
