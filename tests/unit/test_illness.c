/* The rules of catastrophic illness, from tables. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/file.h"
#include "nhi/illness.h"
#include "test.h"

static struct illness_icd icd;

static const struct {
	const char *code;
	int32_t months, days;
} decided[] = {{"", -1, 0}, {"42d", -1, 42}, {"3m", 3, 0}, {"1y", 12, 0}, {"permanent", 0, 0}};

static void check_judge(struct table_row *row, void *context) {
	(void)context;
	struct illness_law law;
	struct illness_answer out;
	struct refusals r = {.count = 0};
	struct err err = ERR_INIT;
	struct illness_application a = {
	        .category = (int32_t)row_i64(row, "category"),
	        .icd = row_text(row, "icd"),
	        .stage = row_has(row, "stage") ? (int32_t)row_i64(row, "stage") : 0,
	        .is_renewal = row_bool(row, "renewal"),
	        .applied_on = row_date(row, "applied"),
	        .certificate_on = row_date(row, "certificate"),
	        .reported_on = row_has(row, "reported") ? row_date(row, "reported") : DATE_OPEN,
	        .has_annex = row_bool(row, "annex")};
	if (row_has(row, "earlier_from"))
		a.earlier =
		        (struct period){row_date(row, "earlier_from"), row_date(row, "earlier_to")};
	for (size_t i = 0; i < COUNT_OF(decided); i++)
		if (str_is(row_text(row, "decided"), decided[i].code)) {
			a.decided_months = decided[i].months;
			a.decided_days = decided[i].days;
		}
	CHECK(illness_law_at(test_law(), a.applied_on, &law, &err) == NHI_OK);
	illness_judge(&law, &icd, &a, &out, &r);
	if (refusals_accept(&r)) {
		row_give_date(row, "from", out.valid.from);
		row_give_date(row, "to", out.valid.to);
	} else {
		row_give_c(row, "from", "");
		row_give_c(row, "to", "");
	}
	row_give_c(row, "answer", r.kept == 0 ? "" : refusal_rows[r.item[0].code].name);
}

static void rules_of_the_table_hold(void **state) {
	(void)state;
	struct table_result result = table_run("illness_judge.txt", check_judge, NULL);
	assert_int_equal(result.failed, 0);
}

static date_t day(const char *text) {
	date_t d;
	assert_true(date_parse(str_from(text), &d));
	return d;
}

/* Facts benefits CI-3: emergency on 1 May, admitted on the 2nd, applied for on the 6th. */
static void an_admission_is_free_from_its_first_day(void **state) {
	(void)state;
	struct period valid = {day("2025-05-06"), day("2030-05-06")};
	assert_int_equal(illness_free_from(valid, day("2025-05-06"), day("2025-05-01"),
	                                   day("2025-05-02"), day("2025-05-20")),
	                 day("2025-05-01"));
	assert_int_equal(illness_free_from(valid, day("2025-05-06"), DATE_OPEN, day("2025-05-02"),
	                                   day("2025-05-05")),
	                 valid.from);
}

static void codes_have_the_shape_of_icd_10_cm(void **state) {
	(void)state;
	static const char *const good[] = {"C50.911", "C55", "S06.5X0A", "E75.22"};
	static const char *const bad[] = {"",        "C5",     "C50.",     "C509",
	                                  "c50.911", "C50-91", "C50.91111"};
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_true(illness_icd_is_valid(str_from(good[i])));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(illness_icd_is_valid(str_from(bad[i])));
}

static void the_exchange_code_system_counts_one_more(void **state) {
	(void)state;
	assert_int_equal(illness_fhir_category(27), 27);
	assert_int_equal(illness_fhir_category(28), 29);
	assert_int_equal(illness_fhir_category(30), 31);
}

int main(void) {
	struct arena arena = ARENA_INIT(0);
	struct str text;
	struct err err = ERR_INIT;
	CHECK(file_read(&arena, test_source("codes/illness_icd.csv"), 1 << 20, &text, &err) ==
	      NHI_OK);
	CHECK(illness_icd_read(&icd, &arena, text, &err) == NHI_OK);
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(rules_of_the_table_hold),
	        cmocka_unit_test(an_admission_is_free_from_its_first_day),
	        cmocka_unit_test(codes_have_the_shape_of_icd_10_cm),
	        cmocka_unit_test(the_exchange_code_system_counts_one_more),
	};
	int failed = TEST_MAIN(tests);
	arena_free(&arena);
	return failed;
}
