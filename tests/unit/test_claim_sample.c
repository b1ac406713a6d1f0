/* Practice files: the same seed gives the same bytes, what is planted is found where it was
 * planted, and a file that is read and written again keeps every byte. */
#include "test.h"

#include "base/file.h"
#include "wire/claim_sample.h"
#include "wire/claim_verdict.h"
#include "wire/claim_write.h"

static struct arena arena;
static struct claim_layout layout;
static struct claim_catalogue catalogue;
static struct str items;

static struct str data(const char *path) {
	struct str text;
	struct err err = ERR_INIT;
	assert_int_equal(file_read(&arena, test_source(path), 1 << 20, &text, &err), NHI_OK);
	return text;
}

static int set_up(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	assert_int_equal(claim_layout_read(&layout, data("codes/claim_fields.csv"), &arena, &err),
	                 NHI_OK);
	assert_int_equal(
	        claim_catalogue_read(&catalogue, data("codes/claim_findings.csv"), &arena, &err),
	        NHI_OK);
	items = data("codes/claim_sample.csv");
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct claim_sample_order an_order(uint64_t seed, const char *faults) {
	return (struct claim_sample_order){.seed = seed,
	                                   .cases = 30,
	                                   .month = month_make(2017, 5),
	                                   .faults = str_from(faults),
	                                   .items = items};
}

static enum nhi_status make(uint64_t seed, const char *faults, struct buf *out,
                            struct claim_truth *truth, size_t *count) {
	struct err err = ERR_INIT;
	struct claim_sample_order q = an_order(seed, faults);
	return claim_sample_make(&q, &arena, out, truth, count, &err);
}

static void judge(struct str bytes, struct claim_verdict *v) {
	struct claim_bytes source = claim_bytes_of(bytes);
	struct claim_judge with = {&layout, &catalogue, NULL, STR("")};
	struct err err = ERR_INIT;
	assert_int_equal(claim_judge(&with, &source.source, STR(""), &arena, v, &err), NHI_OK);
}

static void the_same_seed_makes_the_same_file_and_another_seed_another(void **state) {
	(void)state;
	struct buf first = BUF_INIT(0), again = BUF_INIT(0), other = BUF_INIT(0);
	struct claim_truth truth[CLAIM_SAMPLE_FAULTS_MAX];
	size_t count;
	assert_int_equal(make(7, "C07,O03", &first, truth, &count), NHI_OK);
	assert_int_equal(count, 2);
	assert_int_equal(make(7, "C07,O03", &again, truth, &count), NHI_OK);
	assert_int_equal(make(8, "C07,O03", &other, truth, &count), NHI_OK);
	assert_true(str_eq(buf_str(&first), buf_str(&again)));
	assert_false(str_eq(buf_str(&first), buf_str(&other)));
	buf_free(&first);
	buf_free(&again);
	buf_free(&other);
}

static void what_returns_a_file_whole_is_found_and_nothing_else(void **state) {
	(void)state;
	for (size_t i = 0; claim_sample_code(i) != NULL; i++) {
		const char *code = claim_sample_code(i);
		for (uint64_t seed = 1; seed <= 20; seed++) {
			struct buf out = BUF_INIT(0);
			struct claim_truth truth[CLAIM_SAMPLE_FAULTS_MAX];
			struct claim_verdict v;
			size_t count;
			assert_int_equal(make(seed, code, &out, truth, &count), NHI_OK);
			judge(buf_str(&out), &v);
			if (code[0] == 'A') {
				assert_string_equal(v.name, "rejected");
				assert_int_equal(v.findings.count, 1);
				assert_string_equal(v.findings.row[0].finding.code, code);
				assert_int_equal(v.exit_code,
				                 code[2] <= '4' && code[1] == '0' ? 3 : 1);
			} else {
				assert_string_equal(v.name, "accepted");
				assert_int_equal(v.claims, 30);
			}
			buf_free(&out);
		}
	}
}

static void what_cannot_be_planted_is_refused(void **state) {
	(void)state;
	struct buf out = BUF_INIT(0);
	struct claim_truth truth[CLAIM_SAMPLE_FAULTS_MAX];
	size_t count;
	assert_int_equal(make(1, "Z99", &out, truth, &count), NHI_INPUT);
	assert_int_equal(out.n, 0);
	buf_free(&out);
}

/* Reads to values and writes them canonically. */
static void write_again(struct str bytes, struct buf *out) {
	struct claim_bytes source = claim_bytes_of(bytes);
	struct claim_findings findings = claim_findings_in(&catalogue, &arena);
	struct claim_read_from from = {&layout, &source.source, STR("")};
	struct claim_reader *r;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	struct err err = ERR_INIT;
	assert_int_equal(claim_read_open(&r, &from, &findings.sink, &err), NHI_OK);
	claim_write_head(out, claim_read_batch(r));
	while (item.kind != CLAIM_ITEM_END) {
		assert_int_equal(claim_read_next(r, &item, &err), NHI_OK);
		if (item.kind == CLAIM_ITEM_CASE) claim_write_case(out, item.of_case);
		if (item.kind == CLAIM_ITEM_BLANKET) claim_write_blanket(out, item.blanket);
	}
	claim_write_end(out, claim_read_batch(r)->format);
	assert_int_equal(findings.count, 0);
	claim_read_close(r);
}

static void a_file_written_out_of_its_values_keeps_every_byte(void **state) {
	(void)state;
	struct buf first = BUF_INIT(0), again = BUF_INIT(0);
	struct claim_truth truth[CLAIM_SAMPLE_FAULTS_MAX];
	size_t count;
	assert_int_equal(make(3, "", &first, truth, &count), NHI_OK);
	write_again(buf_str(&first), &again);
	assert_true(str_eq(buf_str(&first), buf_str(&again)));
	buf_free(&first);
	buf_free(&again);
}

static const char appeal[] =
        "<?xml version=\"1.0\" encoding=\"Big5\"?>\r\n<outpatient>\r\n  <tdata>\r\n"
        "    <t1>3501234567</t1>\r\n    <t2>10605</t2>\r\n    <t3>4</t3>\r\n"
        "    <t4>1060605</t4>\r\n    <t5>1061002</t5>\r\n    <t38>1</t38>\r\n"
        "    <t39>30</t39>\r\n  </tdata>\r\n  <ddata>\r\n    <dhead>\r\n      <d1>01</d1>\r\n"
        "      <d2>1</d2>\r\n    </dhead>\r\n    <dbody>\r\n      <d3>1</d3>\r\n"
        "      <d5>30</d5>\r\n      <pdata>\r\n        <p1>1</p1>\r\n        <p2>MA1</p2>\r\n"
        "        <p6>30</p6>\r\n      </pdata>\r\n    </dbody>\r\n  </ddata>\r\n"
        "  <edata>\r\n    <e1>0</e1>\r\n    <e2>1</e2>\r\n    <e8>12.5</e8>\r\n  </edata>\r\n"
        "</outpatient>\r\n";

static void an_appeal_with_blanket_deductions_is_written_as_it_was(void **state) {
	(void)state;
	struct buf again = BUF_INIT(0);
	write_again(str_from(appeal), &again);
	assert_buf(again, appeal);
	buf_free(&again);
}

static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_makes_the_same_file_and_another_seed_another),
        cmocka_unit_test(what_returns_a_file_whole_is_found_and_nothing_else),
        cmocka_unit_test(what_cannot_be_planted_is_refused),
        cmocka_unit_test(a_file_written_out_of_its_values_keeps_every_byte),
        cmocka_unit_test(an_appeal_with_blanket_deductions_is_written_as_it_was),
};
int main(void) { return TEST_MAIN_WITH(tests, set_up, tear_down); }
