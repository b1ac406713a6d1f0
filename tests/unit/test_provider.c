/* The rules of providers, from tables. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/file.h"
#include "nhi/provider.h"
#include "test.h"

enum { MONTH_DAYS = 31, YEAR_DAYS = 365, BEFORE_MAX = 8 };

static struct calendar calendar;

/* "point@2026-01-05 suspension@2023-01-10": a suspension of article 39 of a month, a termination of
 * a year. */
static size_t read_before(const struct table_row *row, struct provider_event *out) {
	struct str rest = row_text(row, "before");
	size_t n = 0;
	while (rest.n > 0) {
		struct str one = str_cut(&rest, ' '), name = str_cut(&one, '@');
		date_t day;
		CHECK(n < BEFORE_MAX && date_parse(one, &day));
		for (int i = 0; i < PROVIDER_MEASURE_COUNT; i++) {
			if (!str_is(name, provider_measures[i])) continue;
			int32_t length = i == PROVIDER_SUSPENSION    ? MONTH_DAYS
			                 : i == PROVIDER_TERMINATION ? YEAR_DAYS
			                                             : 1;
			out[n++] = (struct provider_event){.measure = (enum provider_measure)i,
			                                   .article = i == PROVIDER_SUSPENSION ? 39
			                                                                       : 36,
			                                   .valid = {day, day + length}};
		}
	}
	return n;
}

static struct provider_law law_on(date_t day) {
	struct provider_law law;
	struct err err = ERR_INIT;
	CHECK(provider_law_at(test_law(), day, &law, &err) == NHI_OK);
	return law;
}

static void give_period(struct table_row *row, const struct refusals *r, struct period valid) {
	if (refusals_accept(r)) {
		row_give_date(row, "from", valid.from);
		row_give_date(row, "to", valid.to);
	} else {
		row_give_c(row, "from", "");
		row_give_c(row, "to", "");
	}
	row_give_c(row, "answer", r->kept == 0 ? "" : refusal_rows[r->item[0].code].name);
}

static void check_measure(struct table_row *row, void *context) {
	(void)context;
	struct provider_event before[BEFORE_MAX];
	size_t count = read_before(row, before);
	struct refusals r = {.count = 0};
	struct provider_outcome out;
	struct str marks = row_text(row, "marks");
	struct provider_violation v = {.article = (int32_t)row_i64(row, "article"),
	                               .on = row_date(row, "on"),
	                               .months =
	                                       row_has(row, "months") ? row_i64(row, "months") : 0,
	                               .false_points = row_i64(row, "points"),
	                               .has_gifts = str_is(marks, "gifts"),
	                               .has_cards = str_is(marks, "cards"),
	                               .has_inpatient = str_is(marks, "inpatient"),
	                               .is_self_reported = str_is(marks, "self")};
	struct provider_law law = law_on(v.on);
	provider_measure(&law, &v, before, count, &out, &r);
	row_give_c(row, "measure", refusals_accept(&r) ? provider_measures[out.measure] : "");
	give_period(row, &r, out.valid);
}

static void check_contract(struct table_row *row, void *context) {
	(void)context;
	struct provider_event before[BEFORE_MAX];
	struct refusals r = {.count = 0};
	struct period valid;
	struct provider_application a = {.applied_on = row_date(row, "applied"),
	                                 .licensed_on = row_date(row, "licensed"),
	                                 .is_renewal = row_bool(row, "renewal"),
	                                 .has_unrepaired = row_bool(row, "unrepaired"),
	                                 .same_address = (int32_t)row_i64(row, "same"),
	                                 .event = before,
	                                 .event_count = read_before(row, before)};
	for (size_t i = 0; i < PROVIDER_GROUNDS; i++)
		a.ground[i] = str_is(row_text(row, "ground"), provider_grounds[i]);
	if (row_has(row, "earlier_from"))
		a.earlier =
		        (struct period){row_date(row, "earlier_from"), row_date(row, "earlier_to")};
	struct provider_law law = law_on(a.applied_on);
	provider_judge(&law, &calendar, &a, &valid, &r);
	give_period(row, &r, valid);
}

static void rules_of_the_tables_hold(void **state) {
	(void)state;
	struct table_result measures = table_run("provider_measure.txt", check_measure, NULL);
	struct table_result contracts = table_run("provider_contract.txt", check_contract, NULL);
	assert_int_equal(measures.failed + contracts.failed, 0);
}

/* L0060008:37: 1,234 points × 10 × 0.91234567 = 11,258.3… */
static void a_deduction_is_tenfold_at_the_average_value(void **state) {
	(void)state;
	struct provider_law law = law_on(20668);
	assert_int_equal(provider_deduction(&law, (point_t){1234}, (pv_t){91234567}).v, 11258);
}

static void care_is_paid_within_contract_and_outside_suspension(void **state) {
	(void)state;
	const struct period contract = {20000, 21000};
	const struct provider_event part = {PROVIDER_SUSPENSION, 39, {20100, 20130}, STR("02")};
	assert_int_equal(provider_pays(&contract, 1, &part, 1, false, STR("02"), 20099),
	                 PROVIDER_PAYS);
	assert_int_equal(provider_pays(&contract, 1, &part, 1, false, STR("02"), 20100),
	                 PROVIDER_SUSPENDED);
	assert_int_equal(provider_pays(&contract, 1, &part, 1, false, STR("03"), 20100),
	                 PROVIDER_PAYS);
	assert_int_equal(provider_pays(&contract, 1, &part, 1, true, STR("03"), 20100),
	                 PROVIDER_BARRED);
	assert_int_equal(provider_pays(&contract, 1, &part, 1, false, STR("02"), 21000),
	                 PROVIDER_NO_CONTRACT);
}

int main(void) {
	struct arena arena = ARENA_INIT(0);
	struct str text;
	struct err err = ERR_INIT;
	CHECK(file_read(&arena, test_source("law/holidays.csv"), 1 << 24, &text, &err) == NHI_OK);
	CHECK(calendar_read(&calendar, &arena, text, &err) == NHI_OK);
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(rules_of_the_tables_hold),
	        cmocka_unit_test(a_deduction_is_tenfold_at_the_average_value),
	        cmocka_unit_test(care_is_paid_within_contract_and_outside_suspension),
	};
	int failed = TEST_MAIN(tests);
	arena_free(&arena);
	return failed;
}
