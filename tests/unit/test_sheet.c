/* Tables from any file: encodings, .xlsx, and what is refused with the way to mend it. */
#include "test.h"

#include "wire/sheet.h"
#include "wire/xlsx.h"
#include "xlsx_make.h"

static struct arena arena;

static int free_arena(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static void assert_text(struct str bytes, enum sheet_kind kind, const char *want) {
	struct str text;
	struct err err = ERR_INIT;
	enum sheet_kind got;
	assert_int_equal(sheet_text(bytes, &arena, &text, &got, &err), NHI_OK);
	assert_int_equal(got, kind);
	assert_str(text, want);
}

static void text_is_read_in_either_encoding(void **state) {
	(void)state;
	assert_text(STR("a,b\n"), SHEET_CSV_UTF8, "a,b\n");
	assert_text(STR("\xEF\xBB\xBF姓名\n"), SHEET_CSV_UTF8, "姓名\n");
	assert_text(STR("\xA9\x6D\xA6\x57\n"), SHEET_CSV_BIG5, "姓名\n");
}

static void assert_refused(struct str bytes, enum nhi_status status, const char *says) {
	struct str text;
	struct err err = ERR_INIT;
	struct buf message = BUF_INIT(0);
	assert_int_equal(sheet_text(bytes, &arena, &text, NULL, &err), status);
	err_message(&err, "en", &message);
	if (str_find(buf_str(&message), str_from(says)) == message.n)
		fail_msg("“%.*s” does not say “%s”", STR_ARG(buf_str(&message)), says);
	buf_free(&message);
}

static void what_cannot_be_read_says_how_to_save_it(void **state) {
	(void)state;
	assert_refused(STR(""), NHI_INPUT, "empty");
	assert_refused(STR("\xD0\xCF\x11\xE0\xA1\xB1"), NHI_INPUT, "save it as .xlsx or CSV");
	assert_refused(STR("\xFF\xFE\x61\x00"), NHI_INPUT, "UTF-16");
	assert_refused(STR("%PDF-1.7"), NHI_INPUT, "PDF");
	assert_refused(STR("a\0b"), NHI_INPUT, "zero bytes");
	assert_refused(STR("\xFF\xFF\xFF\xFF\xFF\xFFxxxx"), NHI_INPUT, "neither UTF-8 nor Big5");
	assert_refused(STR("PK\x03\x04 and nothing more"), NHI_INPUT, "damaged");
}

static const char styles[] =
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-404]e/m/d\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"&quot;day&quot;0.00_d\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
        "<xf numFmtId=\"165\"/></cellXfs></styleSheet>";

static void assert_rows(const char *rows, const char *strings, const char *want) {
	struct buf archive = BUF_INIT(0);
	assert_true(xlsx_make_sheet(str_from(rows), str_from(strings), str_from(styles), &archive));
	assert_text(buf_str(&archive), SHEET_XLSX, want);
	buf_free(&archive);
}

static void cells_of_every_kind_become_text(void **state) {
	(void)state;
	assert_rows(
	        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"C1\" "
	        "t=\"s\"><v>0</v></c></row>"
	        "<row r=\"3\"><c r=\"A3\"><v>36300</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>a,</t>"
	        "<t>b</t></is></c><c r=\"C3\" t=\"b\"><v>1</v></c><c r=\"D3\" t=\"str\"><f>A3</f>"
	        "<v>x</v></c></row>",
	        "<si><t>姓名</t></si><si><r><t>證</t></r><r><t>號</t></r>"
	        "<rPh><t>ㄓㄥ</t></rPh></si>",
	        "證號,,姓名\n\n36300,\"a,b\",1,x\n");
	assert_rows("<row><c><v>1</v></c><c/><c><v>2</v></c><c/></row>", "", "1,,2\n");
	assert_rows("", "", "");
}

static void days_and_numbers_keep_their_value(void **state) {
	(void)state;
	static const struct {
		const char *style, *value, *want;
	} rows[] = {{"1", "46204", "2026-07-01\n"},
	            {"2", "46204", "2026-07-01\n"},
	            {"1", "46204.75", "2026-07-01\n"},
	            {"3", "46204", "46204\n"},
	            {"0", "46204", "46204\n"},
	            {"1", "1", "1900-01-01\n"},
	            {"1", "61", "1900-03-01\n"},
	            {"1", "-5", "-5\n"},
	            {"0", "1.10000001E8", "110000001\n"},
	            {"0", "1.5E0", "1.5E0\n"},
	            {"0", "1E+3", "1000\n"},
	            {"0", "0.1", "0.1\n"}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buf row = BUF_INIT(0);
		buf_printf(&row, "<row r=\"1\"><c r=\"A1\" s=\"%s\"><v>%s</v></c></row>",
		           rows[i].style, rows[i].value);
		buf_put_char(&row, '\0');
		assert_rows(row.p, "", rows[i].want);
		buf_free(&row);
	}
}

static void assert_sheet_refused(const char *rows, const char *strings, enum nhi_status status,
                                 const char *says) {
	struct buf archive = BUF_INIT(0);
	assert_true(xlsx_make_sheet(str_from(rows), str_from(strings), str_from(styles), &archive));
	assert_refused(buf_str(&archive), status, says);
	buf_free(&archive);
}

static void damaged_sheets_are_refused(void **state) {
	(void)state;
	assert_sheet_refused("<row r=\"2\"/><row r=\"1\"/>", "", NHI_INPUT, "damaged");
	assert_sheet_refused("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "", NHI_INPUT,
	                     "damaged");
	assert_sheet_refused("<row r=\"1\"><c r=\"A2\"/></row>", "", NHI_INPUT, "damaged");
	assert_sheet_refused("<row r=\"1\"><c t=\"s\"><v>7</v></c></row>", "<si/>", NHI_INPUT,
	                     "damaged");
	assert_sheet_refused("<row r=\"1048577\"/>", "", NHI_INPUT, "damaged");
	assert_sheet_refused("<row>", "", NHI_INPUT, "damaged");
	assert_sheet_refused("<row r=\"1\"><c r=\"IW1\"><v>1</v></c></row>", "", NHI_LIMIT,
	                     "columns");
}

static void bombs_are_refused_before_they_unpack(void **state) {
	(void)state;
	enum { BOMB = 4 * 1024 * 1024 };
	struct buf rows = BUF_INIT(0), archive = BUF_INIT(0);
	buf_put_c(&rows, "<row r=\"1\"><c><v>");
	buf_put_repeat(&rows, ' ', BOMB);
	buf_put_c(&rows, "</v></c></row>");
	assert_true(xlsx_make_sheet(buf_str(&rows), STR(""), str_from(styles), &archive));
	assert_refused(buf_str(&archive), NHI_LIMIT, "unpacked");
	buf_reset(&archive);
	static const char entities[] =
	        "<!DOCTYPE a [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet/>";
	const struct xlsx_part parts[] = {
	        {"xl/workbook.xml", str_from(xlsx_make_workbook)},
	        {"xl/_rels/workbook.xml.rels", str_from(xlsx_make_relations)},
	        {"xl/worksheets/sheet1.xml", str_from(entities)},
	        {NULL, {NULL, 0}},
	};
	assert_true(xlsx_make(parts, false, &archive));
	assert_refused(buf_str(&archive), NHI_INPUT, "damaged");
	buf_free(&rows);
	buf_free(&archive);
}

static void another_archive_is_not_a_workbook(void **state) {
	(void)state;
	struct buf archive = BUF_INIT(0);
	const struct xlsx_part parts[] = {{"mimetype", STR("x")}, {NULL, {NULL, 0}}};
	assert_true(xlsx_make(parts, false, &archive));
	assert_refused(buf_str(&archive), NHI_INPUT, "not an .xlsx workbook");
	buf_free(&archive);
}

static void a_cut_archive_is_refused_wherever_it_is_cut(void **state) {
	(void)state;
	struct buf archive = BUF_INIT(0);
	assert_true(xlsx_make_sheet(STR("<row><c><v>1</v></c></row>"), STR(""), str_from(styles),
	                            &archive));
	for (size_t n = 4; n < archive.n; n++) {
		struct str text;
		struct err err = ERR_INIT;
		assert_int_not_equal(
		        xlsx_text(str_slice(buf_str(&archive), 0, n), &arena, &text, &err), NHI_OK);
		arena_reset(&arena);
	}
	buf_free(&archive);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(text_is_read_in_either_encoding),
	        cmocka_unit_test(what_cannot_be_read_says_how_to_save_it),
	        cmocka_unit_test(cells_of_every_kind_become_text),
	        cmocka_unit_test(days_and_numbers_keep_their_value),
	        cmocka_unit_test(damaged_sheets_are_refused),
	        cmocka_unit_test(bombs_are_refused_before_they_unpack),
	        cmocka_unit_test(another_archive_is_not_a_workbook),
	        cmocka_unit_test(a_cut_archive_is_refused_wherever_it_is_cut),
	};
	return TEST_MAIN_WITH(tests, NULL, free_arena);
}
