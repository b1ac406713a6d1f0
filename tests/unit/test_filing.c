/* Enrolment rows out of our own CSV and the three-in-one sheet. People and numbers are invented. */
#include "test.h"

#include "base/file.h"
#include "wire/filing.h"
#include "wire/sheet.h"
#include "wire/threeinone.h"

static struct arena arena;
static struct threeinone_layout layout;

static struct str read_source(const char *path) {
	struct str bytes = STR("");
	struct err err = ERR_INIT;
	assert_int_equal(file_read(&arena, test_source(path), 1 << 20, &bytes, &err), NHI_OK);
	return bytes;
}

static int read_layout(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	enum nhi_status st =
	        threeinone_read(&layout, &arena, read_source("codes/threeinone_layout.csv"),
	                        read_source("codes/threeinone_codes.csv"), &err);
	return st == NHI_OK ? 0 : -1;
}

static int free_arena(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static void open_text(struct filing_reader *r, const char *text) {
	struct err err = ERR_INIT;
	assert_int_equal(filing_open(r, str_from(text), &layout, &arena, &err), NHI_OK);
}

static void read_row(struct filing_reader *r, struct filing_row *row) {
	struct err err = ERR_INIT;
	bool more = false;
	assert_int_equal(filing_next(r, row, &more, &err), NHI_OK);
	assert_true(more);
}

static void assert_day(date_t d, const char *iso) {
	date_t want;
	assert_true(date_parse(str_from(iso), &want));
	assert_int_equal(d, want);
}

static void our_own_titles_may_be_chinese_and_in_any_order(void **state) {
	(void)state;
	struct filing_reader r;
	struct filing_row row;
	open_text(&r, "日期,異動別,投保單位代號,身分證號,姓名,出生日期,投保金額,本公司代號\n"
	              "115/7/1,加保,110000001,A123456789,王大明,76.3.11,\"36,300\",x\n");
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.line, 2);
	assert_int_equal(row.act, FILING_ENROL);
	assert_int_equal(row.role, FILING_INSURED);
	assert_int_equal(row.amount, 36300);
	assert_int_equal(row.wage, FILING_NO_AMOUNT);
	assert_true(str_is(row.name, "王大明"));
	assert_day(row.on, "2026-07-01");
	assert_day(row.birth, "1987-03-11");
}

static void a_bad_row_has_its_findings_and_the_next_is_read(void **state) {
	(void)state;
	static const enum finding_code want[] = {FIND_BAD_ACT, FIND_FILING_UNIT,
	                                         FIND_FILING_ID_CHECK, FIND_BAD_MONEY,
	                                         FIND_BAD_DATE};
	struct filing_reader r;
	struct filing_row row;
	open_text(&r, "action,unit,id,name,amount,date\n"
	              "hire,11000001,A123456788,王大明,many,2026-02-30\n"
	              "withdraw,110000001,A123456789,,,2026-07-31\n");
	read_row(&r, &row);
	assert_true(row.is_refused);
	assert_int_equal(r.findings.count, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_int_equal(r.findings.row[i].code, want[i]);
		assert_int_equal(r.findings.row[i].place.line, 2);
	}
	assert_int_equal(r.findings.row[4].place.column, 6);
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.act, FILING_WITHDRAW);
	assert_int_equal(row.line, 3);
}

static void a_newborn_needs_no_number_but_a_parent_name_and_day(void **state) {
	(void)state;
	struct filing_reader r;
	struct filing_row row;
	open_text(&r, "action,unit,role,id,name,birth,insured_id,relation,date\n"
	              "enrol,110000001,2,,王小明,2026-07-01,A123456789,子女,2026-07-01\n"
	              "enrol,110000001,2,,王小明,,A123456789,子女,2026-07-01\n"
	              "enrol,110000001,2,A800000014,王小明,,,子女,2026-07-01\n");
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.id.n, 0);
	for (int i = 0; i < 2; i++) {
		read_row(&r, &row);
		assert_true(row.is_refused);
		assert_int_equal(r.findings.row[0].code, FIND_FILING_MISSING);
	}
}

static void three_in_one_rows_become_the_same_rows(void **state) {
	(void)state;
	struct filing_reader r;
	struct filing_row row;
	open_text(&r,
	          "異動,勞保,檢,健保,範圍,身分,外籍,證號,姓名,生日,薪資,金額,a,b,眷證,眷名,眷生,"
	          "稱謂,組,原因,日期,性別,提,雇,個,提日\n"
	          "4,12345678,9,110000001,2,1,,A123456789,王大明,0760311,36000,36300,,,,,,,1,1,"
	          "1150701,,,,,\n"
	          "4,12345678,9,110000001,3,2,,A123456789,王大明,0760311,,,,,A800000014,王小明,"
	          "1120105,子女,1,4,1150701,,,,,\n"
	          "7,12345678,9,110000001,3,2\n");
	assert_int_equal(r.format, FILING_THREEINONE);
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_true(str_is(row.reason, "到職起薪"));
	assert_int_equal(row.wage, 36000);
	assert_int_equal(row.amount, 36300);
	assert_day(row.on, "2026-07-01");
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.role, FILING_DEPENDENT);
	assert_true(str_is(row.id, "A800000014"));
	assert_true(str_is(row.insured_id, "A123456789"));
	assert_true(str_is(row.name, "王小明"));
	assert_day(row.birth, "2023-01-05");
	assert_true(str_is(row.reason, "隨同被保險人加保"));
	read_row(&r, &row);
	assert_true(row.is_refused);
	assert_int_equal(r.findings.row[0].code, FIND_THREEINONE_MARK);
}

static void exits_and_amounts_have_their_own_columns(void **state) {
	(void)state;
	struct filing_reader r;
	struct filing_row row;
	open_text(&r, "種類,a,b,單位,組,範圍,身分,外籍,姓名,證號,居留證,生日,轉出,代碼,原因,日期\n"
	              "2,12345678,9,110000001,1,2,1,,王大明,A123456789,,0760311,2,1,離職,1150731\n"
	              "2,12345678,9,110000001,1,2,1,Y,甲乙,,A800000014,0760311,,1,離職,1150731\n"
	              "3,12345678,9,110000001,1,,王大明,A123456789,,0760311,40000,36300,40100,\n");
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.act, FILING_TRANSFER_OUT);
	assert_day(row.on, "2026-07-31");
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.act, FILING_WITHDRAW);
	assert_true(str_is(row.id, "A800000014"));
	assert_true(row.is_foreigner);
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.act, FILING_AMOUNT);
	assert_int_equal(row.wage, 40000);
	assert_int_equal(row.amount, 40100);
	assert_int_equal(row.on, FILING_NO_DATE);
}

static void a_file_of_another_kind_is_refused_by_its_titles(void **state) {
	(void)state;
	struct filing_reader r;
	struct err err = ERR_INIT;
	assert_int_equal(filing_open(&r, STR("a,b,c\n1,2,3\n"), &layout, &arena, &err),
	                 NHI_MISSING_COLUMN);
	assert_int_equal(filing_open(&r, STR(""), &layout, &arena, &err), NHI_INPUT);
	assert_int_equal(filing_open(&r, STR("id,id,action,unit\n"), &layout, &arena, &err),
	                 NHI_INPUT);
	assert_int_equal(filing_open(&r, STR("id,action\nA123456789,enrol\n"), NULL, &arena, &err),
	                 NHI_MISSING_COLUMN);
}

static void what_is_written_reads_the_same(void **state) {
	(void)state;
	struct filing_reader r;
	struct filing_row row, again;
	struct buf out = BUF_INIT(0);
	open_text(&r, "action,unit,role,id,name,birth,sex,foreigner,insured_id,relation,category,"
	              "private_school,wage,amount,reason,date,address\n"
	              "transfer_in,110000001,2,A800000014,\"王, 小\",2020-02-29,F,yes,A123456789,"
	              "子女,11,yes,1,2,結婚,2026-07-01,\"臺中市\"\"x\"\"\"\n");
	read_row(&r, &row);
	assert_false(row.is_refused);
	filing_write_titles(&out);
	filing_write(&out, &row);
	struct err err = ERR_INIT;
	assert_int_equal(filing_open(&r, buf_str(&out), NULL, &arena, &err), NHI_OK);
	read_row(&r, &again);
	assert_int_equal(again.act, row.act);
	assert_int_equal(again.birth, row.birth);
	assert_int_equal(again.sex, 'F');
	assert_true(again.is_foreigner && again.is_private_school);
	assert_true(str_eq(again.name, row.name));
	assert_true(str_eq(again.address, row.address));
	assert_int_equal(again.amount, 2);
	buf_free(&out);
}

static void absences_status_and_cancellation_have_their_rows(void **state) {
	(void)state;
	struct filing_reader r;
	struct filing_row row;
	open_text(&r, "異動別,投保單位代號,身分證號,日期,留停別,類目,申報日期,胎次\n"
	              "留停,110000001,A123456789,115/7/1,育嬰留停,,115/7/3,\n"
	              "改變身分,110000001,A123456789,115/7/1,,14,,\n"
	              "撤銷,110000001,A123456789,115/7/1,,,,\n"
	              "留停,110000001,A123456789,115/7/1,,,,\n"
	              "改變身分,110000001,A123456789,115/7/1,?,,,12\n");
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.act, FILING_ABSENCE);
	assert_str(row.absence, "parental");
	assert_day(row.filed_on, "2026-07-03");
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.act, FILING_STATUS);
	read_row(&r, &row);
	assert_false(row.is_refused);
	assert_int_equal(row.act, FILING_CANCEL);
	read_row(&r, &row);
	assert_int_equal(r.findings.count, 1);
	assert_int_equal(r.findings.row[0].code, FIND_FILING_MISSING);
	read_row(&r, &row);
	assert_int_equal(r.findings.count, 3);
	assert_int_equal(r.findings.row[0].code, FIND_FILING_ABSENCE);
	assert_int_equal(r.findings.row[1].code, FIND_FILING_BIRTH_ORDER);
}

static void a_layout_with_a_gap_is_refused(void **state) {
	(void)state;
	struct threeinone_layout bad;
	struct err err = ERR_INIT;
	struct str codes = STR("mark,field,code,value,in_doubt\n");
	assert_int_equal(threeinone_read(&bad, &arena,
	                                 STR("mark,act,column,field,in_doubt\n4,enrol,2,id,no\n"),
	                                 codes, &err),
	                 NHI_LAW_ROW);
	assert_int_equal(threeinone_read(&bad, &arena,
	                                 STR("mark,act,column,field,in_doubt\n4,hire,1,id,no\n"),
	                                 codes, &err),
	                 NHI_LAW_ROW);
	assert_int_equal(
	        threeinone_read(&bad, &arena, STR("mark,act,column,field,in_doubt\n"), codes, &err),
	        NHI_LAW_ROW);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(our_own_titles_may_be_chinese_and_in_any_order),
	        cmocka_unit_test(a_bad_row_has_its_findings_and_the_next_is_read),
	        cmocka_unit_test(a_newborn_needs_no_number_but_a_parent_name_and_day),
	        cmocka_unit_test(three_in_one_rows_become_the_same_rows),
	        cmocka_unit_test(exits_and_amounts_have_their_own_columns),
	        cmocka_unit_test(a_file_of_another_kind_is_refused_by_its_titles),
	        cmocka_unit_test(what_is_written_reads_the_same),
	        cmocka_unit_test(absences_status_and_cancellation_have_their_rows),
	        cmocka_unit_test(a_layout_with_a_gap_is_refused),
	};
	return TEST_MAIN_WITH(tests, read_layout, free_arena);
}
