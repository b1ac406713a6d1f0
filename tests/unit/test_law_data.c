/* test_law_data.c: the law folder itself: no defect, figures that must agree with each other do,
 * and the tables beside the checkout stand in it row by row. */
#include "base/calendar.h"
#include "base/csv.h"
#include "base/file.h"
#include "lawdir.h"
#include "nhi/law_check.h"
#include "test.h"

static struct arena arena;

static struct str read_whole(const char *path) {
	struct str bytes;
	struct err e = ERR_INIT;
	assert_int_equal(file_read(&arena, path, 1 << 24, &bytes, &e), NHI_OK);
	return bytes;
}

static void the_law_folder_has_no_defect(void **state) {
	(void)state;
	struct file_list list;
	struct err e = ERR_INIT;
	struct law_findings found = LAW_FINDINGS_INIT(&arena);
	struct buf text = BUF_INIT(0);
	assert_int_equal(file_list(&arena, test_source("law"), ".csv", &list, &e), NHI_OK);
	struct law_file *files = ARENA_ARRAY(&arena, list.count, struct law_file);
	assert_non_null(files);
	for (size_t i = 0; i < list.count; i++) {
		char path[4096];
		assert_true(snprintf(path, sizeof path, "law/%s", list.name[i].p) > 0);
		files[i] = (struct law_file){.name = list.name[i],
		                             .bytes = read_whole(test_source(path))};
	}
	law_check(&found, files, list.count);
	for (size_t i = 0; i < found.count; i++) law_finding_print(&found.row[i], "en", &text);
	assert_buf(text, "");
	buf_free(&text);
}

/* Two parameters have the same value on each day that one of them changes, from `from` on. */
static void assert_same(const char *a, const char *b, const char *from) {
	const struct law *law = test_law();
	date_t start;
	assert_true(date_parse(str_from(from), &start));
	const char *const names[] = {a, b};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct law_parameter *p = law_parameter(law, str_from(names[i]));
		assert_non_null(p);
		for (size_t k = 0; k < p->value_count; k++) {
			date_t day = p->values[k].from < start ? start : p->values[k].from;
			const struct law_value *x = law_at(law, str_from(a), day);
			const struct law_value *y = law_at(law, str_from(b), day);
			assert_true(x != NULL && y != NULL);
			assert_int_equal(x->value, y->value);
		}
	}
}

static void figures_that_follow_the_basic_wage_follow_it(void **state) {
	(void)state;
	assert_same("supplement.floor.63", "wage.basic", "2014-09-01");   /* 扣費辦法 4 II 7 */
	assert_same("supplement.floor.weak", "wage.basic", "2015-01-01"); /* 扣費辦法 4 II 8 */
	assert_same("premium.floor.14.labour", "premium.floor.22", "2013-01-01");
}

static void every_parameter_can_be_said_in_both_languages(void **state) {
	(void)state;
	const struct law *law = test_law();
	for (size_t i = 0; i < law->parameter_count; i++) {
		const struct law_parameter *p = &law->parameters[i];
		for (size_t k = 0; k < p->value_count; k++) {
			struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
			law_print_value(&zh, p->unit, p->values[k].value, "zh");
			law_print_value(&en, p->unit, p->values[k].value, "en");
			assert_true(zh.n > 0 && en.n > 0);
			buf_free(&zh);
			buf_free(&en);
		}
	}
}

static int64_t number(struct str s) {
	int64_t v = INT64_MAX;
	if (s.n > 0) assert_true(str_to_i64(s, 0, 1000000000, &v));
	return v;
}

static void each_grade_of_the_tables_at_hand_stands_in_the_law(void **state) {
	(void)state;
	static const char *const names[] = {"effective_from", "grade",   "group",
	                                    "wage_from",      "wage_to", "insured_amount"};
	const char *path = test_source("../shared/data/grades.csv");
	struct csv csv;
	struct err e = ERR_INIT;
	size_t at[COUNT_OF(names)], rows = 0;
	if (!file_exists(path)) {
		print_message("../shared/data is not at hand\n");
		return;
	}
	csv_init(&csv, read_whole(path), &arena);
	assert_int_equal(csv_titles(&csv, names, COUNT_OF(names), at, &e), NHI_OK);
	for (bool more = true;; rows++) {
		date_t day;
		assert_int_equal(csv_next(&csv, &more, &e), NHI_OK);
		if (!more) break;
		assert_true(date_parse(csv_field(&csv, at[0]), &day));
		const struct law_grades *g = law_grades_at(test_law(), day);
		int64_t grade = number(csv_field(&csv, at[1]));
		assert_true(g != NULL && g->from == day && (size_t)grade <= g->count);
		const struct law_grade *r = &g->rows[grade - 1];
		assert_int_equal(r->group, number(csv_field(&csv, at[2])));
		assert_int_equal(r->wage_from, number(csv_field(&csv, at[3])));
		assert_int_equal(r->wage_to, number(csv_field(&csv, at[4])));
		assert_int_equal(r->insured_amount, number(csv_field(&csv, at[5])));
	}
	assert_true(rows > 600);
}

static void the_calendar_has_as_many_weekdays_off_as_the_governments(void **state) {
	(void)state;
	/* Weekdays off less Saturdays worked, by the yearly files of data set 14718. */
	static const struct {
		int32_t year, off, made_up;
	} years[] = {{2017, 14, 3}, {2018, 13, 2}, {2019, 14, 3}, {2020, 14, 3},
	             {2021, 14, 2}, {2022, 11, 1}, {2023, 17, 6}, {2024, 12, 1},
	             {2025, 15, 1}, {2026, 16, 0}, {2027, 17, 0}};
	struct calendar calendar, none = {.count = 0};
	struct err e = ERR_INIT;
	struct str text = read_whole(test_source("law/holidays.csv"));
	assert_int_equal(calendar_read(&calendar, &arena, text, &e), NHI_OK);
	for (size_t i = 0; i < COUNT_OF(years); i++) {
		date_t from = month_first(month_make(years[i].year, 1));
		date_t to = month_first(month_make(years[i].year + 1, 1));
		int32_t by_week = calendar_count_working_days(&none, from, to, NULL);
		int32_t by_table = calendar_count_working_days(&calendar, from, to, NULL);
		assert_int_equal(by_week - by_table, years[i].off - years[i].made_up);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_law_folder_has_no_defect),
	        cmocka_unit_test(figures_that_follow_the_basic_wage_follow_it),
	        cmocka_unit_test(every_parameter_can_be_said_in_both_languages),
	        cmocka_unit_test(each_grade_of_the_tables_at_hand_stands_in_the_law),
	        cmocka_unit_test(the_calendar_has_as_many_weekdays_off_as_the_governments),
	};
	int code = TEST_MAIN(tests);
	arena_free(&arena);
	return code;
}
