/* test_err.c: base/err and its catalogue lib/base/errors.csv. */
#include "base/err.h"

#include "test.h"

static void a_sentence_takes_its_details_in_both_languages(void **state) {
	(void)state;
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT(0);
	assert_int_equal(err_set(&e, NHI_RANGE, "%s" ERR_SEP "%d" ERR_SEP "%s", "wage", -3, "0…9"),
	                 NHI_RANGE);
	err_message(&e, "en", &b);
	assert_buf(b, "the value “-3” of wage is not within 0…9");
	buf_reset(&b);
	err_message(&e, "zh", &b);
	assert_buf(b, "wage的值「-3」不在 0…9 的範圍");
	buf_free(&b);
}

static void places_are_put_in_front_outermost_first(void **state) {
	(void)state;
	struct err e = ERR_INIT;
	err_set(&e, NHI_MEMORY, "");
	assert_int_equal(err_where(&e, "row %d", 12), NHI_MEMORY);
	err_where(&e, "staff.csv");
	assert_str(((struct str){e.where, e.where_n}), "staff.csv: row 12");
}

static void nothing_is_written_where_no_error_object_is_wanted(void **state) {
	(void)state;
	assert_int_equal(err_set(NULL, NHI_IO, "%s", "x"), NHI_IO);
	assert_int_equal(err_where(NULL, "row %d", 1), NHI_OK);
}

static void a_long_detail_is_cut_at_a_character(void **state) {
	(void)state;
	struct buf many = BUF_INIT(0);
	struct err e = ERR_INIT;
	for (int i = 0; i < 1000; i++) buf_put_c(&many, "險");
	err_set(&e, NHI_NOT_FOUND, "x%.*s", STR_ARG(buf_str(&many)));
	assert_true(e.detail_n < ERR_DETAIL_SIZE && e.detail_n > ERR_DETAIL_SIZE - 5);
	assert_true(str_is_utf8((struct str){e.detail, e.detail_n}));
	err_where(&e, "x%.*s", STR_ARG(buf_str(&many)));
	assert_true(e.where_n < ERR_WHERE_SIZE && e.where_n > ERR_WHERE_SIZE - 5);
	assert_true(str_is_utf8((struct str){e.where, e.where_n}));
	buf_free(&many);
}

static int holes(const char *text) {
	int n = 0;
	for (; *text != '\0'; text++) n += text[0] == '{' && text[1] != '\0' && text[2] == '}';
	return n;
}

static void every_row_has_exit_code_http_status_and_both_sentences(void **state) {
	(void)state;
	for (int code = 0; code < NHI_STATUS_COUNT; code++) {
		const struct status_row *row = &status_rows[code];
		int exit_code = status_exit_code((enum nhi_status)code);
		bool known =
		        (exit_code >= (code == 0 ? 0 : 1) && exit_code <= 5) || exit_code == 70;
		bool http = code == 0 ? row->http == 200 : row->http >= 400 && row->http < 600;
		if (!known || !http || row->zh[0] == '\0' || row->en[0] == '\0')
			fail_msg("row %s", row->name);
		/* A detail may come once a language ({1} zh, {2} en): the counts must agree. */
		if (holes(row->zh) != holes(row->en)) fail_msg("%s", row->name);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_sentence_takes_its_details_in_both_languages),
	        cmocka_unit_test(places_are_put_in_front_outermost_first),
	        cmocka_unit_test(nothing_is_written_where_no_error_object_is_wanted),
	        cmocka_unit_test(a_long_detail_is_cut_at_a_character),
	        cmocka_unit_test(every_row_has_exit_code_http_status_and_both_sentences),
	};
	return TEST_MAIN(tests);
}
