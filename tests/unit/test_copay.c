/* test_copay.c: the rank and reach of exemptions, and the days of codes and figures. */
#include "base/file.h"
#include "lawdir.h"
#include "nhi/copay_code.h"
#include "test.h"

static struct arena arena;

static const struct copay_codes *the_codes(void) {
	static struct copay_codes codes;
	struct err err = ERR_INIT;
	struct str bytes;
	if (codes.count > 0) return &codes;
	assert_int_equal(
	        file_read(&arena, test_source("law/copay_codes.csv"), 1 << 20, &bytes, &err),
	        NHI_OK);
	assert_int_equal(copay_codes_read(&codes, &arena, bytes, &err), NHI_OK);
	return &codes;
}

static const struct copay_code *code_of(const char *text) {
	date_t on;
	assert_true(date_parse(STR("2026-07-01"), &on));
	const struct copay_code *c = copay_code_at(the_codes(), str_from(text), on);
	assert_non_null(c);
	return c;
}

/* Occupational injury, then law, then agencies from the top of the list (facts benefits §1.7). */
static void the_first_exemption_in_rank_counts(void **state) {
	(void)state;
	const struct copay_code *held[] = {code_of("902"), code_of("001"), code_of("006")};
	assert_ptr_equal(copay_first_exemption(held, 3), held[2]);
	assert_ptr_equal(copay_first_exemption(held, 2), held[1]);
	assert_ptr_equal(copay_first_exemption(held, 1), held[0]);
	const struct copay_code *none[] = {code_of("D10")};
	assert_null(copay_first_exemption(none, 1));
}

/* 健保法 49: no subsidy for unreferred visits to hospitals. */
static void low_income_is_subsidised_only_with_a_referral(void **state) {
	(void)state;
	struct copay_in in = {.level = COPAY_CENTER, .care = COPAY_WESTERN};
	assert_false(copay_exempts(code_of("003"), &in));
	assert_true(copay_exempts(code_of("001"), &in));
	in.is_referred = true;
	assert_true(copay_exempts(code_of("003"), &in));
	in = (struct copay_in){.level = COPAY_CLINIC, .care = COPAY_WESTERN};
	assert_true(copay_exempts(code_of("003"), &in));
	in = (struct copay_in){.level = COPAY_CENTER, .care = COPAY_EMERGENCY};
	assert_true(copay_exempts(code_of("003"), &in));
}

/* A code holds from its day; a spell of figures holds until one of them changes. */
static void codes_and_figures_have_their_days(void **state) {
	(void)state;
	struct copay_law figures;
	date_t before, from;
	assert_true(date_parse(STR("2023-06-30"), &before) && date_parse(STR("2023-07-01"), &from));
	assert_null(copay_code_at(the_codes(), STR("A03"), before));
	assert_non_null(copay_code_at(the_codes(), STR("A03"), from));
	copay_law_at(test_law(), before, &figures);
	assert_int_equal(figures.to, from);
	copay_law_at(test_law(), from, &figures);
	assert_int_equal(figures.from, from);
}

/* A row that cannot be read is told with its number. */
static void a_broken_code_is_refused(void **state) {
	(void)state;
	struct copay_codes codes;
	struct err err = ERR_INIT;
	struct str bytes =
	        STR("effective_from,code,role,level,care,visit,group,rank,zh,en,payer_zh,"
	            "payer_en,source,verified\n"
	            "2013-01-01,D10,level,,western,ordinary,all,0,a,b,,,facts:x:1,no\n");
	assert_int_equal(copay_codes_read(&codes, &arena, bytes, &err), NHI_LAW_ROW);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_first_exemption_in_rank_counts),
	        cmocka_unit_test(low_income_is_subsidised_only_with_a_referral),
	        cmocka_unit_test(codes_and_figures_have_their_days),
	        cmocka_unit_test(a_broken_code_is_refused),
	};
	int code = TEST_MAIN(tests);
	arena_free(&arena);
	return code;
}
