/* Working days: the worked examples of facts/administration §7.1 with the calendar of 2026, the
 * days around the holidays of that year, and what is refused. */
#include "test.h"

#include "base/calendar.h"

static struct arena arena;
static struct calendar calendar_2026;

static const char holidays_2026[] = "date,is_holiday,name_zh,source,verified\n"
                                    "2025-02-08,0,補行上班,test,yes\n"
                                    "2026-01-01,1,開國紀念日,test,yes\n"
                                    "2026-02-16,1,除夕,test,yes\n"
                                    "2026-02-27,1,補假,test,yes\n"
                                    "2026-04-03,1,補假,test,yes\n"
                                    "2026-04-06,1,補假,test,no\n"
                                    "2026-10-10,1,國慶日,test,yes\n";

static int read_calendar(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	return calendar_read(&calendar_2026, &arena, str_from(holidays_2026), &err) == NHI_OK ? 0
	                                                                                      : -1;
}

static int free_arena(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static date_t day(const char *iso) {
	date_t d = 0;
	assert_true(date_parse(str_from(iso), &d));
	return d;
}

static void a_due_day_moves_over_rest_days(void **state) {
	(void)state;
	static const struct {
		const char *due, *moved;
		bool verified;
	} rows[] = {
	        {"2026-02-26", "2026-02-26", true}, {"2026-02-27", "2026-03-02", true},
	        {"2026-02-28", "2026-03-02", true}, {"2026-04-05", "2026-04-07", false},
	        {"2026-12-31", "2026-12-31", true}, {"2025-02-08", "2025-02-08", true},
	        {"2025-02-09", "2025-02-10", true}, {"2031-03-01", "2031-03-03", false},
	        {"2026-10-10", "2026-10-12", true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct calendar_answer a =
		        calendar_next_working_day(&calendar_2026, day(rows[i].due));
		assert_int_equal(a.date, day(rows[i].moved));
		assert_int_equal(a.is_verified, rows[i].verified);
	}
}

static void working_days_are_counted_from_the_day_after(void **state) {
	(void)state;
	struct calendar_answer a = calendar_add_working_days(&calendar_2026, day("2026-02-25"), 2);
	assert_int_equal(a.date, day("2026-03-02"));
	a = calendar_add_working_days(&calendar_2026, day("2026-02-25"), 0);
	assert_int_equal(a.date, day("2026-02-25"));
	bool sure = true;
	assert_int_equal(calendar_count_working_days(&calendar_2026, day("2026-02-23"),
	                                             day("2026-03-02"), &sure),
	                 4);
	assert_true(sure);
	a = calendar_add_working_days(&calendar_2026, day("2026-12-31"), 1);
	assert_int_equal(a.date, day("2027-01-01")); /* 2027 has no table: a Friday by the week */
	assert_false(a.is_verified);
}

static void a_table_with_a_defect_is_refused_with_its_row(void **state) {
	(void)state;
	static const char *const bad[] = {
	        "2026-01-01,1,a,s,yes\n2026-01-01,1,a,s,yes\n",
	        "2026-01-02,1,a,s,yes\n2026-01-01,1,a,s,yes\n",
	        "2026-01-01,1,a,s,yes\n2026-02-30,1,a,s,yes\n",
	        "2026-01-01,1,a,s,yes\n2026-02-03,2,a,s,yes\n",
	        "2026-01-01,1,a,s,yes\n2026-02-03,1,a,s,maybe\n",
	        "2026-01-01,1,a,s,yes\n2026-02-03,1,a,,yes\n",
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct err err = ERR_INIT;
		struct calendar c;
		struct buf text = BUF_INIT(0), message = BUF_INIT(0);
		buf_put_c(&text, "date,is_holiday,name_zh,source,verified\n");
		buf_put_c(&text, bad[i]);
		assert_int_equal(calendar_read(&c, &arena, buf_str(&text), &err), NHI_ROW);
		err_message(&err, "en", &message);
		assert_true(str_find(buf_str(&message), STR("row 3")) < message.n);
		buf_free(&text);
		buf_free(&message);
	}
}

/* The government's layout, composed: every day of 2026, weekends and two named days off. */
static void compose_year(struct buf *out, const char *left_out, const char *weekday_wrong) {
	static const char *const weekdays[7] = {"日", "一", "二", "三", "四", "五", "六"};
	buf_put_c(out, "\xEF\xBB\xBF西元日期,星期,是否放假,備註\r\n");
	for (date_t d = day("2026-01-01"); d <= day("2026-12-31"); d++) {
		struct ymd v = date_to_ymd(d);
		bool new_year = v.month == 1 && v.day == 1, national = v.month == 10 && v.day == 10;
		int weekday = date_weekday(d);
		bool off = new_year || weekday == 0 || weekday == 6;
		if (left_out != NULL && d == day(left_out)) continue;
		if (weekday_wrong != NULL && d == day(weekday_wrong)) weekday = (weekday + 1) % 7;
		buf_printf(out, "%d%02d%02d,%s,%d,%s\r\n", (int)v.year, (int)v.month, (int)v.day,
		           weekdays[weekday], off ? 2 : 0,
		           new_year   ? "開國紀念日"
		           : national ? "國慶日"
		                      : "");
	}
}

static void the_governments_file_becomes_rows_of_the_table(void **state) {
	(void)state;
	struct buf text = BUF_INIT(0), out = BUF_INIT(0);
	struct err err = ERR_INIT;
	struct calendar imported;
	compose_year(&text, NULL, NULL);
	assert_int_equal(
	        calendar_import(&imported, &arena, buf_str(&text), STR("dataset:14718"), &err),
	        NHI_OK);
	assert_int_equal(imported.count, 2);
	calendar_write(&out, &calendar_2026, &imported);
	assert_true(str_eq(buf_str(&out), STR("date,is_holiday,name_zh,source,verified\n"
	                                      "2025-02-08,0,補行上班,test,yes\n"
	                                      "2026-01-01,1,開國紀念日,dataset:14718,yes\n"
	                                      "2026-10-10,1,國慶日,dataset:14718,yes\n")));
	buf_free(&text);
	buf_free(&out);
}

static void a_government_file_with_a_defect_is_refused(void **state) {
	(void)state;
	static const struct {
		const char *left_out, *weekday_wrong, *says;
	} rows[] = {{"2026-05-05", NULL, "2026-05-05 is missing"}, {NULL, "2026-01-03", "weekday"}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buf text = BUF_INIT(0), message = BUF_INIT(0);
		struct err err = ERR_INIT;
		struct calendar imported;
		compose_year(&text, rows[i].left_out, rows[i].weekday_wrong);
		assert_int_equal(calendar_import(&imported, &arena, buf_str(&text), STR("s"), &err),
		                 NHI_ROW);
		err_message(&err, "en", &message);
		assert_true(str_find(buf_str(&message), str_from(rows[i].says)) < message.n);
		buf_free(&text);
		buf_free(&message);
	}
	struct err err = ERR_INIT;
	struct calendar imported;
	assert_int_equal(calendar_import(&imported, &arena,
	                                 STR("西元日期,星期,是否放假,備註\n"
	                                     "20260101,四,2,\n20260101,四,2,\n"),
	                                 STR("s"), &err),
	                 NHI_ROW);
	assert_int_equal(calendar_import(&imported, &arena,
	                                 STR("西元日期,星期,是否放假,備註\n20260101,四,1,\n"),
	                                 STR("s"), &err),
	                 NHI_ROW);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_due_day_moves_over_rest_days),
	        cmocka_unit_test(working_days_are_counted_from_the_day_after),
	        cmocka_unit_test(a_table_with_a_defect_is_refused_with_its_row),
	        cmocka_unit_test(the_governments_file_becomes_rows_of_the_table),
	        cmocka_unit_test(a_government_file_with_a_defect_is_refused),
	};
	return TEST_MAIN_WITH(tests, read_calendar, free_arena);
}
