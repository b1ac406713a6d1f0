/* Reference data of the claim check: the made lists of tests/files/ref joined into an image. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/file.h"
#include "test.h"
#include "wire/claim_ref_build.h"

enum { TRUST_MONTHS = 12 };

static struct arena arena;
static struct claim_ref ref;
static struct str image;
static struct findings findings;

static struct str read(const char *folder, struct str name) {
	char path[512];
	struct str bytes;
	struct err err = ERR_INIT;
	(void)snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARG(name));
	CHECK(file_read(&arena, path, DATE_OPEN, &bytes, &err) == NHI_OK);
	return bytes;
}

static enum nhi_status build(bool reversed, struct str *out) {
	struct err err = ERR_INIT;
	struct ref_source *source, swapped[REF_LISTS_MAX];
	size_t count;
	const char *folder = test_source("tests/files/ref");
	struct ref_codes codes = {STR("made_codes"), STR("code,name_zh\nB,乙\nA,甲\nA,甲\n")};
	CHECK(ref_manifest_read(read(folder, STR("manifest.csv")), &arena, &source, &count, &err) ==
	      NHI_OK);
	for (size_t i = 0; i < count; i++) {
		source[i].bytes = read(folder, source[i].name);
		swapped[count - 1 - i] = source[i];
	}
	findings = FINDINGS_INIT(&arena);
	struct ref_build in = {.source = reversed ? swapped : source,
	                       .source_count = count,
	                       .codes = &codes,
	                       .codes_count = 1,
	                       .trust_months = TRUST_MONTHS};
	return claim_ref_build(&in, &arena, &findings, out, &err);
}

static void check_item(struct table_row *row, void *context) {
	static const char *const names[] = {"priced", "valid", "unsure", "ended"};
	(void)context;
	uint32_t n = ref_find(&ref.items, row_text(row, "code"));
	struct buf levels = BUF_INIT(256);
	const char *status = "unknown";
	row_give_c(row, "price", "");
	if (n != REF_NONE) {
		const struct ref_spell *s = claim_ref_item(&ref, n, row_date(row, "day"));
		CHECK(period_has((struct period){s->from, s->to}, row_date(row, "day")));
		status = names[s->status];
		if (s->status == REF_PRICED) row_give_i64(row, "price", s->price);
		for (int l = REF_CENTER; l <= REF_CLINIC; l++)
			if (ref_level_allows(ref.item[n].levels, (enum ref_level)l))
				buf_printf(&levels, "%s%s", levels.n > 0 ? "," : "",
				           ref_level_names[l]);
	}
	row_give_c(row, "status", status);
	row_give(row, "allowed", buf_str(&levels));
	buf_free(&levels);
}

static void check_complete(struct table_row *row, void *context) {
	(void)context;
	for (int g = 0; g < REF_GROUP_COUNT; g++)
		if (str_is(row_text(row, "group"), ref_group_names[g]))
			row_give_bool(row, "complete",
			              claim_ref_is_complete(&ref, (enum ref_group)g,
			                                    row_date(row, "day")));
}

static void check_icd(struct table_row *row, void *context) {
	static const char *const names[] = {"ok", "heading", "unknown", "no-list"};
	(void)context;
	struct str code = row_text(row, "code");
	int32_t year = (int32_t)row_i64(row, "year");
	bool is_diagnosis = str_is(row_text(row, "kind"), "diagnosis");
	row_give_c(row, "answer",
	           names[is_diagnosis ? claim_ref_diagnosis(&ref, code, year)
	                              : claim_ref_procedure(&ref, code, year)]);
}

static void check_contract(struct table_row *row, void *context) {
	(void)context;
	uint32_t n = ref_find(&ref.providers, row_text(row, "provider"));
	struct period p = {row_date(row, "from"), row_date(row, "to")};
	const struct ref_contract *c = n == REF_NONE ? NULL : claim_ref_contract(&ref, n, p);
	row_give_c(row, "answer", n == REF_NONE ? "unknown" : c == NULL ? "no" : "yes");
	row_give_c(row, "level", c == NULL ? "" : ref_level_names[c->level]);
}

static void tables_hold(void **state) {
	(void)state;
	assert_int_equal(table_run("claim_ref_item.txt", check_item, NULL).failed, 0);
	assert_int_equal(table_run("claim_ref_complete.txt", check_complete, NULL).failed, 0);
	assert_int_equal(table_run("claim_ref_icd.txt", check_icd, NULL).failed, 0);
	assert_int_equal(table_run("claim_ref_contract.txt", check_contract, NULL).failed, 0);
}

static void the_order_of_the_lists_does_not_matter(void **state) {
	(void)state;
	struct str other;
	assert_int_equal(build(true, &other), NHI_OK);
	assert_true(str_eq(image, other));
}

static void rows_that_cannot_be_read_are_findings(void **state) {
	(void)state;
	assert_int_equal(findings.count, 3);
	assert_int_equal(findings.row[0].code, FIND_REF_PRICE);
	assert_int_equal(findings.row[0].place.line, 8);
	assert_int_equal(findings.row[1].code, FIND_REF_CODE);
	assert_int_equal(findings.row[2].code, FIND_REF_DAY);
}

static void a_code_list_is_found_by_name(void **state) {
	(void)state;
	const struct ref_table *t = claim_ref_codes(&ref, STR("made_codes"));
	assert_non_null(t);
	assert_int_equal(t->count, 2);
	assert_int_not_equal(ref_find(t, STR("A")), REF_NONE);
	assert_int_equal(ref_find(t, STR("C")), REF_NONE);
	assert_null(claim_ref_codes(&ref, STR("other_codes")));
}

/* Every byte of the head and a sample of the others changed: opened or refused, never worse. */
static void a_damaged_image_is_refused_or_harmless(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct claim_ref r;
	char *copy = arena_alloc(&arena, image.n);
	assert_non_null(copy);
	for (size_t i = 0; i < image.n; i += i < sizeof(struct ref_head) ? 1 : 97) {
		memcpy(copy, image.p, image.n);
		copy[i] = (char)(copy[i] ^ 0x55);
		if (claim_ref_open(&r, (struct str){copy, image.n}, &err) != NHI_OK) continue;
		for (uint32_t n = 0; n < r.items.count; n++) (void)claim_ref_item_name(&r, n);
		(void)ref_find(&r.items, STR("90001X"));
	}
	for (size_t n = 0; n < image.n; n += 511)
		assert_int_equal(claim_ref_open(&r, (struct str){image.p, n}, &err), NHI_INPUT);
}

struct count {
	size_t of[REF_CHANGE_COUNT];
};
static void count_one(const struct ref_difference *d, void *context) {
	((struct count *)context)->of[d->change]++;
}

static void two_lists_are_compared(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct ref_rows a, b;
	struct count count = {{0}};
	struct ref_source s = {.name = STR("a"), .kind = STR("service-item")};
	s.bytes = STR("診療項目代碼,健保支付點數\nA,1\nB,2\nC,3\n");
	assert_int_equal(ref_list_read(&s, &arena, &a, &findings, &err), NHI_OK);
	s.bytes = STR("診療項目代碼,健保支付點數\nB,2\nC,4\nD,5\n");
	assert_int_equal(ref_list_read(&s, &arena, &b, &findings, &err), NHI_OK);
	ref_rows_compare(&a, &b, count_one, &count);
	assert_int_equal(count.of[REF_ADDED], 1);
	assert_int_equal(count.of[REF_CHANGED], 1);
	assert_int_equal(count.of[REF_REMOVED], 1);
}

static int set_up(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	return build(false, &image) == NHI_OK && claim_ref_open(&ref, image, &err) == NHI_OK ? 0
	                                                                                     : 1;
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(rows_that_cannot_be_read_are_findings),
	        cmocka_unit_test(tables_hold),
	        cmocka_unit_test(the_order_of_the_lists_does_not_matter),
	        cmocka_unit_test(a_code_list_is_found_by_name),
	        cmocka_unit_test(a_damaged_image_is_refused_or_harmless),
	        cmocka_unit_test(two_lists_are_compared),
	};
	int rc = TEST_MAIN_WITH(tests, set_up, NULL);
	arena_free(&arena);
	return rc;
}
