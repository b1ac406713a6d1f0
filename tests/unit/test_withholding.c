/* Withholding statements: every kind in both layouts comes back byte for byte; every defect has its
 * finding. People, firms and numbers are invented; layouts: docs/formats/withholding.md. */
#include "test.h"

#include "lawdir.h"
#include "wire/big5.h"
#include "wire/withholding_make.h"

static struct arena arena;

static int free_arena(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

/* One list of payments serves all kinds: columns that a kind does not have are not used. */
static const char payments[] =
        "paid_on,payee_id,payee,paid,unit_code,insured_amount,ex_date,dividend_note,trust,note\n"
        "2026-01-15,A123456789,王大明,100000,110000001,36300,2026-01-02,2,,\n"
        "2026-06-20,A123456789,王大明,70000,110000001,36300,2026-06-01,2,T,甲\n"
        "2026-06-20,A123456789,王大明,19999,110000001,36300,2026-06-01,2,,\n"
        "2026-06-20,A800000014,林某,2500000,110000001,150000,2026-06-01,3,,\n";

static void make(int32_t kind, enum withholding_layout layout, const char *list,
                 struct buf *bytes) {
	struct withholding_payer payer = {.layout = layout,
	                                  .kind = kind,
	                                  .business_no = STR("04595257"),
	                                  .name = STR("示範公司"),
	                                  .phone = STR("04-22222222"),
	                                  .email = STR("a@b.tw"),
	                                  .contact = STR("陳某")};
	struct withholding w;
	struct findings findings = FINDINGS_INIT(&arena);
	struct err err = ERR_INIT;
	size_t outside;
	assert_true(date_parse(STR("2027-01-05"), &payer.file_date));
	assert_int_equal(
	        withholding_make(&w, &payer, str_from(list), test_law(), &arena, &findings, &err),
	        NHI_OK);
	assert_int_equal(findings.count, 0);
	assert_int_equal(withholding_write(&w, bytes, &outside, &err), NHI_OK);
	assert_int_equal(outside, 0);
}

static void read_and_judge(struct str bytes, struct withholding *w, struct findings *findings) {
	struct err err = ERR_INIT;
	*findings = FINDINGS_INIT(&arena);
	assert_int_equal(withholding_read(w, bytes, &arena, &err), NHI_OK);
	assert_int_equal(withholding_check(w, test_law(), findings, &err), NHI_OK);
}

static void assert_same_again(const struct withholding *w, struct str bytes) {
	struct buf again = BUF_INIT(0);
	struct err err = ERR_INIT;
	size_t outside;
	assert_int_equal(withholding_write(w, &again, &outside, &err), NHI_OK);
	assert_true(str_eq(buf_str(&again), bytes));
	buf_free(&again);
}

static const int32_t kinds[] = {62, 63, 65, 66, 67, 68};

static void all_kinds_come_back_byte_for_byte_in_both_layouts(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		for (int layout = 0; layout < WITHHOLDING_LAYOUT_COUNT; layout++) {
			struct buf bytes = BUF_INIT(0), kind = BUF_INIT(0);
			struct withholding w;
			struct findings findings;
			make(kinds[i], (enum withholding_layout)layout, payments, &bytes);
			read_and_judge(buf_str(&bytes), &w, &findings);
			assert_int_equal(findings.count, 0);
			assert_int_equal(w.layout, layout);
			assert_int_equal(w.detail_count, 4);
			assert_int_equal(w.paid, 2689999);
			withholding_kinds(&w, &kind);
			assert_int_equal(w.block[0].kind, kinds[i]);
			assert_same_again(&w, buf_str(&bytes));
			buf_free(&bytes);
			buf_free(&kind);
		}
}

static void fixed_records_have_two_hundred_bytes(void **state) {
	(void)state;
	struct buf bytes = BUF_INIT(0);
	make(66, WITHHOLDING_FIXED, payments, &bytes);
	struct str rest = buf_str(&bytes);
	for (int lines = 0; rest.n > 0; lines++)
		assert_int_equal(str_cut(&rest, '\n').n, WITHHOLDING_RECORD_SIZE + 1);
	buf_free(&bytes);
}

static void blocks_of_several_kinds_follow_each_other(void **state) {
	(void)state;
	struct buf bytes = BUF_INIT(0), kind = BUF_INIT(0);
	struct withholding w;
	struct findings findings;
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		make(kinds[i], WITHHOLDING_FIXED, payments, &bytes);
	read_and_judge(buf_str(&bytes), &w, &findings);
	assert_int_equal(findings.count, 0);
	assert_int_equal(w.block_count, COUNT_OF(kinds));
	assert_int_equal(w.detail_count, 4 * COUNT_OF(kinds));
	withholding_kinds(&w, &kind);
	assert_buf(kind, "62,63,65,66,67,68");
	assert_same_again(&w, buf_str(&bytes));
	buf_free(&bytes);
	buf_free(&kind);
}

static void odd_but_harmless_forms_come_back_too(void **state) {
	(void)state;
	struct buf bytes = BUF_INIT(0);
	struct withholding w;
	struct findings findings;
	make(63, WITHHOLDING_CSV, payments, &bytes);
	struct str no_last_end = str_slice(buf_str(&bytes), 0, bytes.n - 2);
	read_and_judge(no_last_end, &w, &findings);
	assert_int_equal(findings.count, 0);
	assert_same_again(&w, no_last_end);
	struct buf lf = BUF_INIT(0); /* and without the line of titles */
	struct str rest = buf_str(&bytes);
	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		if (line.p[0] == '*') continue;
		buf_put(&lf, str_slice(line, 0, line.n - 1));
		buf_put_c(&lf, ",,\n"); /* empty fields too many */
	}
	read_and_judge(buf_str(&lf), &w, &findings);
	assert_str(str_from(withholding_verdict(&findings)), "accepted-with-findings");
	assert_same_again(&w, buf_str(&lf));
	buf_free(&lf);
	buf_free(&bytes);
}

/* Replaces the first `from` in a correct statement and looks for the finding. */
static bool has(const struct findings *findings, enum finding_code code) {
	for (size_t i = 0; i < findings->count; i++)
		if (findings->row[i].code == code) return true;
	return false;
}

static void put_replaced(struct buf *out, struct str text, const char *from, const char *to) {
	size_t at = str_find(text, str_from(from));
	assert_true(at < text.n);
	buf_put(out, str_slice(text, 0, at));
	buf_put_c(out, to);
	buf_put(out, str_slice(text, at + strlen(from), text.n));
}

struct defect {
	int32_t kind;
	enum withholding_layout layout;
	const char *from, *to;
	enum finding_code code;
	const char *verdict;
};

static const struct defect defects[] = {
        {62, WITHHOLDING_CSV, "1,04595257", "1,04595253", FIND_WH_BUSINESS_CHECK,
         "accepted-with-findings"},
        {62, WITHHOLDING_CSV, "1,04595257", "1,0459525", FIND_WH_BUSINESS, "rejected"},
        {62, WITHHOLDING_CSV, ",62,", ",64,", FIND_WH_KIND, "rejected"},
        {62, WITHHOLDING_CSV, ",4,2689999,", ",5,2689999,", FIND_WH_TOTAL, "rejected"},
        {62, WITHHOLDING_CSV, ",2689999,", ",2689998,", FIND_WH_TOTAL, "rejected"},
        {62, WITHHOLDING_CSV, ",11501,11506,", ",11506,11501,", FIND_WH_MONTH_ORDER, "rejected"},
        {62, WITHHOLDING_CSV, ",11501,11506,", ",11401,11506,", FIND_WH_TWO_YEARS, "rejected"},
        {62, WITHHOLDING_CSV, ",11501,11506,", ",11513,11506,", FIND_WH_MONTH, "rejected"},
        {62, WITHHOLDING_CSV, "2,I,1150115", "2,X,1150115", FIND_WH_ACTION, "rejected"},
        {62, WITHHOLDING_CSV, "2,I,1150115", "2,I,1150230", FIND_WH_DATE, "rejected"},
        {62, WITHHOLDING_CSV, "2,I,1150115", "2,I,1150815", FIND_WH_PERIOD_LEFT, "rejected"},
        {62, WITHHOLDING_CSV, "2,I,1150115", "2,I,1140115", FIND_WH_YEAR_LEFT, "rejected"},
        {62, WITHHOLDING_CSV, "A123456789", "A123456780", FIND_ID_CHECK, "accepted-with-findings"},
        {62, WITHHOLDING_CSV, "A123456789", "19760311AB", FIND_ID_SHAPE, "accepted-with-findings"},
        {62, WITHHOLDING_CSV, "A123456789", "A12345678", FIND_WH_ID_FORM, "rejected"},
        {62, WITHHOLDING_CSV, "A123456789,\xA4\xFD\xA4\x6A\xA9\xFA",
         "\xA4\xFD\xA4\x6A\xA9\xFA,A123456789", FIND_WH_SWAPPED, "rejected"},
        {62, WITHHOLDING_CSV, ",100000,0,", ",\"100000\",0,", FIND_WH_NUMBER, "rejected"},
        {62, WITHHOLDING_CSV, ",100000,0,", ",100,000,0,", FIND_WH_UNIT, "rejected"},
        {62, WITHHOLDING_CSV, ",100000,0,", ",,0,", FIND_WH_MISSING, "rejected"},
        {62, WITHHOLDING_CSV, ",100000,0,", ",100000,5,", FIND_WH_PREMIUM, "rejected"},
        {62, WITHHOLDING_CSV, ",110000001,", ",11000000,", FIND_WH_UNIT, "rejected"},
        {62, WITHHOLDING_CSV, ",170000,", ",69999,", FIND_WH_BONUS_TOTAL, "rejected"},
        {62, WITHHOLDING_CSV, "\r\n2,I,1150620", "\r\n\r\n2,I,1150620", FIND_WH_BLANK_LINE,
         "accepted-with-findings"},
        {62, WITHHOLDING_CSV, "\r\n2,I,1150620", "\r\n9,x\r\n2,I,1150620", FIND_WH_RECORD,
         "rejected"},
        {62, WITHHOLDING_CSV, "\xA4\xFD\xA4\x6A\xA9\xFA", "\xA4\xFD\xFF", FIND_WH_LOST_BYTES,
         "rejected"},
        {63, WITHHOLDING_CSV, ",100000,2110,", ",100000,2110,x,y,z,v,w,", FIND_WH_FIELD_COUNT,
         "rejected"},
        {63, WITHHOLDING_CSV, ",100000,2110,", ",100000,0,", FIND_WH_NOTHING_WITHHELD, "rejected"},
        {63, WITHHOLDING_CSV, ",19999,0,2,", ",19999,0,1,", FIND_WH_DUPLICATE, "rejected"},
        {67, WITHHOLDING_CSV, ",T,", ",Y,", FIND_WH_TRUST, "rejected"},
        {66, WITHHOLDING_CSV, ",1150102,2,", ",1150102,4,", FIND_WH_DIVIDEND_NOTE, "rejected"},
        {66, WITHHOLDING_FIXED, "04595257", "04595250", FIND_WH_OTHER_HEADER, "rejected"},
        {66, WITHHOLDING_FIXED, "001X66", "001Y66", FIND_WH_DECLARATION, "accepted-with-findings"},
        {66, WITHHOLDING_FIXED, "a@b.tw ", "a@b.tw", FIND_WH_RECORD_SIZE, "rejected"},
        {66, WITHHOLDING_FIXED, "\r\n304595257", "\r\n904595257", FIND_WH_NO_SUM, "rejected"},
};

static void every_defect_has_its_finding(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT_OF(defects); i++) {
		const struct defect *d = &defects[i];
		struct buf bytes = BUF_INIT(0), bad = BUF_INIT(0);
		struct withholding w;
		struct findings findings;
		make(d->kind, d->layout, payments, &bytes);
		put_replaced(&bad, buf_str(&bytes), d->from, d->to);
		read_and_judge(buf_str(&bad), &w, &findings);
		if (!has(&findings, d->code))
			fail_msg("row %zu: no finding %s", i, finding_rows[d->code].name);
		assert_str(str_from(withholding_verdict(&findings)), d->verdict);
		buf_free(&bytes);
		buf_free(&bad);
	}
}

static void a_cut_file_is_never_accepted(void **state) {
	(void)state;
	for (int layout = 0; layout < WITHHOLDING_LAYOUT_COUNT; layout++) {
		struct buf bytes = BUF_INIT(0);
		make(62, (enum withholding_layout)layout, payments, &bytes);
		for (size_t n = 0; n + 2 < bytes.n; n++) {
			struct withholding w;
			struct findings findings = FINDINGS_INIT(&arena);
			struct err err = ERR_INIT;
			struct str cut = str_slice(buf_str(&bytes), 0, n);
			if (withholding_read(&w, cut, &arena, &err) != NHI_OK) continue;
			assert_int_equal(withholding_check(&w, test_law(), &findings, &err),
			                 NHI_OK);
			bool only_blank_note_lost = layout == WITHHOLDING_CSV && n + 3 == bytes.n;
			if (!only_blank_note_lost && findings.count == 0)
				fail_msg("layout %d cut at %zu is accepted", layout, n);
			arena_reset(&arena);
		}
		buf_free(&bytes);
	}
}

static void utf8_is_read_but_refused(void **state) {
	(void)state;
	struct buf bytes = BUF_INIT(0), utf8 = BUF_INIT(0);
	struct withholding w;
	struct findings findings;
	for (int layout = 0; layout < WITHHOLDING_LAYOUT_COUNT; layout++) {
		buf_reset(&bytes);
		buf_reset(&utf8);
		make(62, (enum withholding_layout)layout, payments, &bytes);
		big5_to_utf8(buf_str(&bytes), &utf8);
		read_and_judge(buf_str(&utf8), &w, &findings);
		assert_int_equal(findings.count, 1);
		assert_int_equal(findings.row[0].code, FIND_WH_ENCODING);
		assert_same_again(&w, buf_str(&bytes)); /* written as the format wants it */
	}
	buf_free(&bytes);
	buf_free(&utf8);
}

static void an_owners_stock_dividend_may_withhold_nothing(void **state) {
	(void)state;
	struct buf bytes = BUF_INIT(0), zero = BUF_INIT(0);
	struct withholding w;
	struct findings findings;
	make(66, WITHHOLDING_CSV,
	     "paid_on,payee_id,payee,paid,withheld,ex_date,dividend_note\n"
	     "2026-06-20,A123456789,王大明,100000,0,2026-06-01,1\n",
	     &bytes);
	read_and_judge(buf_str(&bytes), &w, &findings);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.row[0].code, FIND_WH_STOCK_NOTHING);
	assert_str(str_from(withholding_verdict(&findings)), "accepted");
	buf_free(&bytes);
	buf_free(&zero);
}

static void what_is_no_statement_is_refused(void **state) {
	(void)state;
	static const char *const texts[] = {"", "hello", "*,only,titles\r\n", "\r\n\r\n"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct withholding w;
		struct err err = ERR_INIT;
		assert_int_equal(withholding_read(&w, str_from(texts[i]), &arena, &err), NHI_INPUT);
	}
}

static void a_list_with_bad_cells_makes_nothing(void **state) {
	(void)state;
	struct withholding_payer payer = {.kind = 63, .business_no = STR("04595257")};
	struct withholding w;
	struct findings findings = FINDINGS_INIT(&arena);
	struct err err = ERR_INIT;
	assert_int_equal(withholding_make(&w, &payer,
	                                  STR("paid_on,payee_id,payee,paid\n"
	                                      "2026-02-30,A123456789,王大明,abc\n"
	                                      ",A123456789,王大明,\n"),
	                                  test_law(), &arena, &findings, &err),
	                 NHI_OK);
	assert_int_equal(w.line_count, 0);
	assert_int_equal(findings.count, 4);
	assert_int_equal(findings.row[0].code, FIND_BAD_DATE);
	assert_int_equal(findings.row[1].code, FIND_BAD_MONEY);
	assert_int_equal(findings.row[3].place.line, 3);
	assert_int_equal(withholding_make(&w, &payer, STR("paid,payee\n"), test_law(), &arena,
	                                  &findings, &err),
	                 NHI_MISSING_COLUMN);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(all_kinds_come_back_byte_for_byte_in_both_layouts),
	        cmocka_unit_test(fixed_records_have_two_hundred_bytes),
	        cmocka_unit_test(blocks_of_several_kinds_follow_each_other),
	        cmocka_unit_test(odd_but_harmless_forms_come_back_too),
	        cmocka_unit_test(every_defect_has_its_finding),
	        cmocka_unit_test(a_cut_file_is_never_accepted),
	        cmocka_unit_test(utf8_is_read_but_refused),
	        cmocka_unit_test(an_owners_stock_dividend_may_withhold_nothing),
	        cmocka_unit_test(what_is_no_statement_is_refused),
	        cmocka_unit_test(a_list_with_bad_cells_makes_nothing),
	};
	return TEST_MAIN_WITH(tests, NULL, free_arena);
}
