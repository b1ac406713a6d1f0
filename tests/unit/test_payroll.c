/* Lists of staff, and values as people write them in spreadsheets. */
#include "test.h"

#include "wire/field.h"
#include "wire/payroll.h"

static struct arena arena;

static int free_arena(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static void amounts_may_have_separators_but_no_cents(void **state) {
	(void)state;
	static const struct {
		const char *text;
		int64_t value; /* -1: refused */
	} rows[] = {{"36300", 36300},
	            {" 36,300 ", 36300},
	            {"$36,300", 36300},
	            {"NT$1,234,567", 1234567},
	            {"36300.00", 36300},
	            {"0", 0},
	            {"36,30", -1},
	            {"3,6300", -1},
	            {",300", -1},
	            {"36300.5", -1},
	            {"36300.", -1},
	            {"-5", -1},
	            {"", -1},
	            {"1e5", -1},
	            {"三萬", -1},
	            {"99999999999999999999", -1},
	            {"１２３", -1},
	            {"\xE3\x80\x80"
	             "5\xC2\xA0",
	             5}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t v = -1;
		bool ok = field_money(str_from(rows[i].text), 0, 99999999, &v);
		if (ok != (rows[i].value >= 0) || v != rows[i].value)
			fail_msg("row %zu: %s", i, rows[i].text);
	}
}

static void days_may_stand_in_either_calendar(void **state) {
	(void)state;
	static const struct {
		const char *text, *iso; /* NULL: refused */
	} rows[] = {{"2026-07-01", "2026-07-01"},
	            {"2026/7/1", "2026-07-01"},
	            {"20260701", "2026-07-01"},
	            {"1150701", "2026-07-01"},
	            {"115/7/1", "2026-07-01"},
	            {"115.07.01", "2026-07-01"},
	            {"115-7-1", "2026-07-01"},
	            {"760311", "1987-03-11"},
	            {"76/3/11", "1987-03-11"},
	            {"115年7月1日", "2026-07-01"},
	            {"2026-02-30", NULL},
	            {"1150230", NULL},
	            {"115/7", NULL},
	            {"115/7/1/2", NULL},
	            {"0/7/1", NULL},
	            {"", NULL},
	            {"today", NULL},
	            {"46204", NULL}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		date_t d = 0, want = 0;
		bool ok = field_date(str_from(rows[i].text), &d);
		if (rows[i].iso != NULL) assert_true(date_parse(str_from(rows[i].iso), &want));
		if (ok != (rows[i].iso != NULL) || d != want)
			fail_msg("row %zu: %s", i, rows[i].text);
	}
}

static void a_list_may_have_chinese_titles_and_other_columns(void **state) {
	(void)state;
	struct payroll_reader r;
	struct payroll_row row;
	struct err err = ERR_INIT;
	bool more;
	assert_int_equal(payroll_open(&r,
	                              STR("部門,姓名,身分證字號,月薪,眷口數,健保費\n"
	                                  "A,王大明,A123456789,\"36,300\",2,1689\n"
	                                  "B,林某,A123456780,abc,99,\n"),
	                              &arena, &err),
	                 NHI_OK);
	assert_int_equal(payroll_next(&r, &row, &more, &err), NHI_OK);
	assert_true(more && !row.is_refused);
	assert_int_equal(row.line, 2);
	assert_int_equal(row.wage, 36300);
	assert_int_equal(row.amount, PAYROLL_NO_AMOUNT);
	assert_int_equal(row.dependents, 2);
	assert_int_equal(row.deducted, 1689);
	assert_str(row.id, "A123456789");
	assert_int_equal(payroll_next(&r, &row, &more, &err), NHI_OK);
	assert_true(more && row.is_refused);
	assert_int_equal(r.findings.count, 3);
	assert_int_equal(r.findings.row[0].code,
	                 FIND_ID_CHECK); /* a warning: no reason to refuse */
	assert_int_equal(r.findings.row[1].code, FIND_BAD_MONEY);
	assert_int_equal(r.findings.row[1].place.column, 4);
	assert_int_equal(r.findings.row[2].code, FIND_BAD_DEPENDENTS);
	assert_int_equal(payroll_next(&r, &row, &more, &err), NHI_OK);
	assert_false(more);
}

static void a_list_without_wages_is_refused(void **state) {
	(void)state;
	struct payroll_reader r;
	struct err err = ERR_INIT;
	assert_int_equal(payroll_open(&r, STR("id,name\n"), &arena, &err), NHI_MISSING_COLUMN);
	assert_int_equal(payroll_open(&r, STR("wage,薪資\n"), &arena, &err), NHI_INPUT);
	assert_int_equal(payroll_open(&r, STR(""), &arena, &err), NHI_INPUT);
}

static void a_long_list_of_findings_stays_bounded(void **state) {
	(void)state;
	struct findings f = FINDINGS_INIT(&arena);
	for (size_t i = 0; i < FINDINGS_KEPT_MAX + 10; i++)
		finding_add(&f, FIND_BAD_DATE, (struct place){i, 0, NULL}, "%s", "x");
	assert_int_equal(f.count, FINDINGS_KEPT_MAX);
	assert_int_equal(finding_count(&f, FINDING_ERROR), FINDINGS_KEPT_MAX + 10);
}

static void a_long_detail_is_cut_at_a_character(void **state) {
	(void)state;
	struct findings f = FINDINGS_INIT(&arena);
	struct buf text = BUF_INIT(0), message = BUF_INIT(0);
	for (int i = 0; i < 100; i++) buf_put_c(&text, "字");
	finding_add(&f, FIND_BAD_DATE, (struct place){3, 2, NULL}, "%.*s", STR_ARG(buf_str(&text)));
	assert_true(f.row[0].detail[0].n <= FINDING_DETAIL_BYTES_MAX);
	assert_true(str_is_utf8(f.row[0].detail[0]));
	finding_print(&f.row[0], "en", &message);
	assert_true(str_starts(buf_str(&message), STR("line 3, column 2: error: “字")));
	buf_free(&text);
	buf_free(&message);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(amounts_may_have_separators_but_no_cents),
	        cmocka_unit_test(days_may_stand_in_either_calendar),
	        cmocka_unit_test(a_list_may_have_chinese_titles_and_other_columns),
	        cmocka_unit_test(a_list_without_wages_is_refused),
	        cmocka_unit_test(a_long_list_of_findings_stays_bounded),
	        cmocka_unit_test(a_long_detail_is_cut_at_a_character),
	};
	return TEST_MAIN_WITH(tests, NULL, free_arena);
}
