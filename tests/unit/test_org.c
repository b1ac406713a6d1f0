/* The organisation: what catalogue/org.yaml says, and that each defect of such a file is told. */
#include "test.h"

#include "desk/org.h"

static struct arena arena; /* max 0: the default */
static struct org *org;

static int load(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	if (org_load(&org, &arena, test_source("."), &err) != NHI_OK)
		fail_msg("%s: %.*s", err.where, (int)err.detail_n, err.detail);
	return 0;
}

static int unload(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static date_t on(const char *text) {
	date_t d = 0;
	assert_true(date_parse(str_from(text), &d));
	return d;
}

static void the_check_sums_of_article_4_hold(void **state) {
	(void)state;
	int64_t headquarters = 0, divisions = 0;
	assert_int_equal(org->unit_count, 16);
	for (size_t i = 0; i < org->unit_count; i++) {
		const struct org_unit *u = &org->units[i];
		assert_int_equal(u->number, i + 1);
		*(u->is_division ? &divisions : &headquarters) += u->section_count;
	}
	assert_int_equal(headquarters, 38);
	assert_int_equal(divisions, 51);
}

static void the_central_division_has_nine_sections_and_eleven_floors(void **state) {
	(void)state;
	const struct org_unit *u = org_find(org, STR("central"), on("2026-07-01"));
	assert_non_null(u);
	assert_int_equal(u->section_name_count, 9);
	assert_int_equal(u->section_count, 9);
	assert_int_equal(org->floor_count, 11);
}

static void a_division_is_found_by_number_name_and_county(void **state) {
	(void)state;
	static const char *const words[][2] = {
	        {"3", "central"},      {"central", "central"}, {"中區業務組", "central"},
	        {"臺中市", "central"}, {"45", "eastern"},      {"Penghu County", "kaoping"},
	        {"31", "taipei"},
	};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		const struct org_unit *u =
		        org_division(org, str_from(words[i][0]), on("2026-07-01"));
		assert_non_null(u);
		assert_str(u->code, words[i][1]);
	}
	assert_null(org_division(org, STR("mars"), on("2026-07-01")));
	assert_null(org_division(org, STR("7"), on("2026-07-01")));
}

static void before_its_day_of_effect_nothing_is_in_force(void **state) {
	(void)state;
	assert_null(org_find(org, STR("central"), on("2013-07-22")));
	assert_non_null(org_find(org, STR("central"), on("2013-07-23")));
}

#define AGENCY                                                                                     \
	"agency: {name_zh: 署, name_en: A, address_zh: 址, address_en: B, phone: '1', source: "  \
	"s}\n"
#define UNIT                                                                                       \
	"  - {code: a, number: 1, kind: headquarters, name_zh: 甲, name_en: A, "                  \
	"section_count: 2, valid_from: 2013-07-23, source: s}\n"
#define CHECK_ROW(h, d) "check: {headquarters_sections: " h ", division_sections: " d "}\n"

static void each_defect_is_told_with_its_place(void **state) {
	(void)state;
	static const struct {
		const char *yaml, *where;
	} rows[] = {
	        {"a: [", ""},
	        {"- 1\n", "org.yaml: top"},
	        {"units: []\n", "org.yaml: agency"},
	        {AGENCY CHECK_ROW("x", "0") "units:\n" UNIT, "org.yaml: check"},
	        {AGENCY CHECK_ROW("3", "0") "units:\n" UNIT, "org.yaml: check"},
	        {AGENCY CHECK_ROW("2", "1") "units:\n" UNIT, "org.yaml: check"},
	        {AGENCY CHECK_ROW("4", "0") "units:\n" UNIT UNIT, "org.yaml: units[2] a"},
	        {AGENCY CHECK_ROW("2", "0") "units:\n  - {code: a, colour: red}\n",
	         "org.yaml: units[1]"},
	        {AGENCY CHECK_ROW("2", "0") "units:\n" UNIT "floors:\n  - {unit: b, floor: 1F, "
	                                    "source: s, valid_from: 2013-07-23, verified: yes}\n",
	         "org.yaml: floors[1] 1F"},
	        {AGENCY CHECK_ROW("2", "0") "units:\n" UNIT "floors:\n  - {unit: a, floor: 1F, "
	                                    "source: s, valid_from: soon, verified: yes}\n",
	         "org.yaml: floors[1]"},
	        {AGENCY CHECK_ROW("2", "0") "units:\n" UNIT "floors:\n  - {unit: a, floor: 1F, "
	                                    "source: s, valid_from: 2013-07-23, verified: maybe}\n",
	         "org.yaml: floors[1]"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena a = ARENA_INIT(0);
		struct err err = ERR_INIT;
		struct org *o = ARENA_NEW(&a, struct org);
		assert_int_equal(org_read(o, &a, str_from(rows[i].yaml), &err), NHI_CATALOGUE);
		if (strcmp(err.where, rows[i].where) != 0)
			fail_msg("%zu: “%s” is not “%s”", i, err.where, rows[i].where);
		arena_free(&a);
	}
	struct arena a = ARENA_INIT(0);
	struct org *o = ARENA_NEW(&a, struct org);
	assert_int_equal(org_read(o, &a, STR(AGENCY CHECK_ROW("2", "0") "units:\n" UNIT), NULL),
	                 NHI_OK);
	arena_free(&a);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_check_sums_of_article_4_hold),
	        cmocka_unit_test(the_central_division_has_nine_sections_and_eleven_floors),
	        cmocka_unit_test(a_division_is_found_by_number_name_and_county),
	        cmocka_unit_test(before_its_day_of_effect_nothing_is_in_force),
	        cmocka_unit_test(each_defect_is_told_with_its_place),
	};
	return TEST_MAIN_WITH(tests, load, unload);
}
