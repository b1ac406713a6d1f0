/* test_table.c: base/table and base/progress: what a terminal shows. */
#include "base/table.h"

#include "base/progress.h"
#include "test.h"

#include <locale.h>
#include <wchar.h>

static void han_takes_two_columns_and_marks_none(void **state) {
	(void)state;
	assert_int_equal(text_width(STR("")), 0);
	assert_int_equal(text_width(STR("abc")), 3);
	assert_int_equal(text_width(STR("健保署")), 6);
	assert_int_equal(text_width(STR("１Ａ（三）")), 10);
	assert_int_equal(text_width(STR("é")), 1);
	assert_int_equal(text_width(STR("e\xCC\x81")), 1);
	assert_int_equal(text_width(STR("ﾊﾝ")), 2);
	assert_int_equal(text_width(STR("\xF0\xA0\xAE\xB7")), 2);
	assert_int_equal(text_width(STR("\xFF")), 1);
}

/* The C library judges Han, kana, hangul and fullwidth forms the same way. */
static void widths_agree_with_the_c_library_where_text_is_east_asian(void **state) {
	(void)state;
	static const uint32_t ranges[][2] = {{0x20, 0x7E},     {0xA0, 0x24F},     {0x2E80, 0x2FD5},
	                                     {0x3000, 0x3029}, {0x3041, 0x3096},  {0x3105, 0x312F},
	                                     {0x3400, 0x4DBF}, {0x4E00, 0x9FFC},  {0xAC00, 0xD7A3},
	                                     {0xFF01, 0xFFE6}, {0x20000, 0x2A6DD}};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) test_skip("the locale C.UTF-8 is missing");
	for (size_t i = 0; i < COUNT_OF(ranges); i++) {
		for (uint32_t c = ranges[i][0]; c <= ranges[i][1]; c++) {
			int theirs = wcwidth((wchar_t)c);
			if (theirs >= 0 && c != 0xAD && (unsigned)theirs != char_width(c))
				fail_msg("U+%04X: %d", c, theirs);
		}
	}
}

static void a_text_is_cut_between_characters(void **state) {
	(void)state;
	assert_str(text_fit(STR("健保署"), 5), "健保");
	assert_str(text_fit(STR("健保署"), 6), "健保署");
	assert_str(text_fit(STR("健保署"), 1), "");
	assert_str(text_fit(STR("a健b"), 3), "a健");
}

static void columns_stand_under_each_other(void **state) {
	(void)state;
	static const struct table_column columns[] = {
	        {"單位", TABLE_LEFT}, {"人數", TABLE_RIGHT}, {"note", TABLE_LEFT}};
	struct arena a = ARENA_INIT(0);
	struct buf b = BUF_INIT(0);
	struct table t;
	table_init(&t, &a, columns, COUNT_OF(columns));
	table_put_c(&t, "台中市農會");
	table_put_i64(&t, 1234567);
	table_put_c(&t, "x");
	table_put_c(&t, "a");
	table_put_i64(&t, -5);
	table_put_c(&t, "");
	table_print(&t, &b);
	assert_buf(b, "單位             人數  note\n"
	              "----------  ---------  ----\n"
	              "台中市農會  1,234,567  x\n"
	              "a                  -5\n");
	buf_free(&b);
	arena_free(&a);
}

static void a_table_grows_and_reports_a_lack_of_memory_by_silence(void **state) {
	(void)state;
	static const struct table_column columns[] = {{"n", TABLE_RIGHT}};
	struct arena large = ARENA_INIT(0), small = ARENA_INIT(2000);
	struct buf b = BUF_INIT(0);
	struct table t;
	table_init(&t, &large, columns, 1);
	for (int64_t i = 0; i < 1000; i++) table_put_i64(&t, i);
	table_print(&t, &b);
	assert_true(str_ends(buf_str(&b), STR("\n998\n999\n")));
	buf_reset(&b);
	table_init(&t, &small, columns, 1);
	for (int64_t i = 0; i < 1000; i++) table_put_i64(&t, i);
	assert_true(t.failed);
	table_print(&t, &b);
	assert_int_equal(b.n, 0);
	buf_free(&b);
	arena_free(&large);
	arena_free(&small);
}

static void the_bar_tells_share_rate_and_time_left(void **state) {
	(void)state;
	static const struct {
		int64_t done, total, seconds;
		const char *line;
	} rows[] = {
	        {0, 100, 0, "x  [........................]   0%  0 / 100  0/s"},
	        {50, 100, 10, "x  [############............]  50%  50 / 100  5/s  -0:10"},
	        {100, 100, 10, "x  [########################] 100%  100 / 100  10/s  -0:00"},
	        {200, 100, 10, "x  [########################] 100%  100 / 100  10/s  -0:00"},
	        {1000, 24000000, 1,
	         "x  [........................]   0%  1,000 / 24,000,000  1,000/s  -6:39:59"},
	        {5000, 0, 2, "x  5,000  2,500/s"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buf b = BUF_INIT(0);
		progress_print(&b, "x", rows[i].done, rows[i].total, rows[i].seconds * 1000000000);
		assert_buf(b, rows[i].line);
		buf_free(&b);
	}
}

static void nothing_is_drawn_when_not_wanted(void **state) {
	(void)state;
	struct progress p;
	progress_start(&p, "x", 10, false);
	progress_add(&p, 10);
	assert_false(p.on || p.drawn);
	assert_int_equal(p.done, 10);
	progress_end(&p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(han_takes_two_columns_and_marks_none),
	        cmocka_unit_test(widths_agree_with_the_c_library_where_text_is_east_asian),
	        cmocka_unit_test(a_text_is_cut_between_characters),
	        cmocka_unit_test(columns_stand_under_each_other),
	        cmocka_unit_test(a_table_grows_and_reports_a_lack_of_memory_by_silence),
	        cmocka_unit_test(the_bar_tells_share_rate_and_time_left),
	        cmocka_unit_test(nothing_is_drawn_when_not_wanted),
	};
	return TEST_MAIN(tests);
}
