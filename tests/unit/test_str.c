/* test_str.c: base/str: borrowed text, bounded buffers, numbers, UTF-8. */
#include "base/str.h"

#include "test.h"

static void a_str_compares_by_bytes_and_shorter_first(void **state) {
	(void)state;
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("b"), STR("ab")) > 0);
	assert_true(str_cmp(STR("z"), STR("\xE4\xB8\xAD")) < 0);
	assert_int_equal(str_cmp(STR(""), STR("")), 0);
	assert_true(str_eq(str_from(NULL), STR("")));
	assert_false(str_is(STR("a"), "A"));
}

static void slices_clamp_and_never_leave_the_text(void **state) {
	(void)state;
	assert_str(str_slice(STR("abc"), 1, 2), "b");
	assert_str(str_slice(STR("abc"), 1, 99), "bc");
	assert_str(str_slice(STR("abc"), 5, 9), "");
	assert_str(str_slice(STR("abc"), 2, 1), "");
	assert_str(str_trim(STR(" \t a b\t ")), "a b");
	assert_str(str_trim(STR(" \t ")), "");
}

static void finding_gives_the_place_or_the_length(void **state) {
	(void)state;
	assert_int_equal(str_find_char(STR("abc"), 'c'), 2);
	assert_int_equal(str_find_char(STR("abc"), 'x'), 3);
	assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
	assert_int_equal(str_find(STR("ab"), STR("abc")), 2);
	assert_int_equal(str_find(STR("ab"), STR("")), 0);
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_false(str_starts(STR("a"), STR("ab")));
	assert_true(str_ends(STR("abc"), STR("bc")));
	assert_false(str_ends(STR("c"), STR("bc")));
}

static void cutting_takes_the_part_before_the_separator(void **state) {
	(void)state;
	struct str rest = STR("a,,b");
	assert_str(str_cut(&rest, ','), "a");
	assert_str(str_cut(&rest, ','), "");
	assert_str(str_cut(&rest, ','), "b");
	assert_int_equal(rest.n, 0);
	assert_str(str_cut(&rest, ','), "");
}

static void numbers_are_whole_decimal_and_in_range(void **state) {
	(void)state;
	static const struct {
		const char *text;
		bool ok;
		int64_t value;
	} rows[] = {
	        {"0", true, 0},
	        {"007", true, 7},
	        {"-1", true, -1},
	        {"9223372036854775807", true, INT64_MAX},
	        {"-9223372036854775808", true, INT64_MIN},
	        {"9223372036854775808", false, 0},
	        {"-9223372036854775809", false, 0},
	        {"99999999999999999999", false, 0},
	        {"", false, 0},
	        {"-", false, 0},
	        {"+1", false, 0},
	        {" 1", false, 0},
	        {"1 ", false, 0},
	        {"1.0", false, 0},
	        {"1e3", false, 0},
	        {"１", false, 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t v = 42;
		bool ok = str_to_i64(str_from(rows[i].text), INT64_MIN, INT64_MAX, &v);
		if (ok != rows[i].ok || v != (ok ? rows[i].value : 42))
			fail_msg("“%s” reads as %lld", rows[i].text, (long long)v);
	}
	int64_t v = 42;
	assert_false(str_to_i64(STR("6"), 1, 5, &v));
	assert_false(str_to_i64(STR("0"), 1, 5, &v));
	assert_true(str_to_i64(STR("5"), 1, 5, &v));
	assert_int_equal(v, 5);
}

static void printing_and_reading_a_number_are_inverse(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	struct buf b = BUF_INIT(100);
	for (int i = 0; i < 10000; i++) {
		int64_t v = (int64_t)test_random_u64(&r) >> (test_random_u64(&r) % 64), back = 0;
		buf_reset(&b);
		buf_put_i64(&b, v);
		assert_true(str_to_i64(buf_str(&b), INT64_MIN, INT64_MAX, &back));
		assert_true(back == v);
	}
	buf_free(&b);
}

static void utf8_is_judged_as_the_standard_says(void **state) {
	(void)state;
	static const char *const good[] = {"",
	                                   "a",
	                                   "\xC2\x80",
	                                   "健保",
	                                   "\xF0\x9F\x8F\xA5",
	                                   "\xF4\x8F\xBF\xBF",
	                                   "\xED\x9F\xBF",
	                                   "\xEE\x80\x80"};
	static const char *const bad[] = {
	        "\x80",         "\xC0\x80",         "\xC1\xBF",         "\xE0\x9F\xBF",
	        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE5\x81",
	        "\xFF",         "\xA4\xA4\xA4\xE5"};
	for (size_t i = 0; i < COUNT_OF(good); i++) assert_true(str_is_utf8(str_from(good[i])));
	for (size_t i = 0; i < COUNT_OF(bad); i++) assert_false(str_is_utf8(str_from(bad[i])));
}

static void every_code_point_is_written_and_read_back(void **state) {
	(void)state;
	struct buf b = BUF_INIT(16);
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF) continue;
		size_t at = 0;
		buf_reset(&b);
		buf_put_utf8(&b, c);
		if (str_next_char(buf_str(&b), &at) != c || at != b.n) fail_msg("U+%04X", c);
	}
	buf_free(&b);
}

static void a_malformed_byte_reads_as_one_replacement(void **state) {
	(void)state;
	struct str s = STR("\xE5\x81z");
	size_t at = 0;
	assert_int_equal(str_next_char(s, &at), 0xFFFD);
	assert_int_equal(at, 1);
	assert_int_equal(str_next_char(s, &at), 0xFFFD);
	assert_int_equal(str_next_char(s, &at), 'z');
	assert_int_equal(at, 3);
}

static void a_full_buffer_fails_and_stays_failed(void **state) {
	(void)state;
	struct buf b = BUF_INIT(4);
	buf_put(&b, STR("abcd"));
	assert_true(buf_ok(&b));
	buf_put_char(&b, 'e');
	assert_false(buf_ok(&b));
	assert_buf(b, "abcd");
	buf_put(&b, STR(""));
	assert_false(buf_ok(&b));
	buf_reset(&b);
	assert_true(buf_ok(&b));
	buf_put(&b, STR("x"));
	assert_buf(b, "x");
	buf_free(&b);
}

static void numbers_are_padded_and_grouped(void **state) {
	(void)state;
	struct buf b = BUF_INIT(0);
	buf_put_i64_padded(&b, 7, 3);
	buf_put_char(&b, ' ');
	buf_put_i64_padded(&b, 1234, 3);
	buf_put_char(&b, ' ');
	buf_put_i64_grouped(&b, 1234567);
	buf_put_char(&b, ' ');
	buf_put_i64_grouped(&b, -100);
	buf_put_char(&b, ' ');
	buf_put_i64_grouped(&b, INT64_MIN);
	buf_put_repeat(&b, '=', 3);
	buf_printf(&b, "%d%s", 5, "%");
	assert_buf(b, "007 1234 1,234,567 -100 -9,223,372,036,854,775,808===5%");
	buf_free(&b);
}

static void the_hash_is_fnv_1a(void **state) {
	(void)state;
	assert_true(str_hash(STR("")) == 0xcbf29ce484222325u);
	assert_true(str_hash(STR("a")) == 0xaf63dc4c8601ec8cu);
	assert_true(str_hash(STR("foobar")) == 0x85944171f73967e8u);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_str_compares_by_bytes_and_shorter_first),
	        cmocka_unit_test(slices_clamp_and_never_leave_the_text),
	        cmocka_unit_test(finding_gives_the_place_or_the_length),
	        cmocka_unit_test(cutting_takes_the_part_before_the_separator),
	        cmocka_unit_test(numbers_are_whole_decimal_and_in_range),
	        cmocka_unit_test(printing_and_reading_a_number_are_inverse),
	        cmocka_unit_test(utf8_is_judged_as_the_standard_says),
	        cmocka_unit_test(every_code_point_is_written_and_read_back),
	        cmocka_unit_test(a_malformed_byte_reads_as_one_replacement),
	        cmocka_unit_test(a_full_buffer_fails_and_stays_failed),
	        cmocka_unit_test(numbers_are_padded_and_grouped),
	        cmocka_unit_test(the_hash_is_fnv_1a),
	};
	return TEST_MAIN(tests);
}
