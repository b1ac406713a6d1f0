/* Who must be insured and since when, who must not be, gaps, status, amounts (nhi/match.h). The
 * sources are the articles named at each case. */
#include "lawdir.h"
#include "test.h"

#include "nhi/enrol_eligible.h"
#include "nhi/match.h"

static struct enrol_law law;
static struct match_finding found[MATCH_FINDINGS_MAX];

static date_t day(const char *iso) {
	date_t d = 0;
	assert_true(date_parse(str_from(iso), &d));
	return d;
}

static struct match_person person(const char *born, const char *present_from) {
	return (struct match_person){.is_citizen = true,
	                             .has_presence = true,
	                             .present_from = day(present_from),
	                             .present_to = DATE_OPEN,
	                             .birth = day(born),
	                             .died = DATE_UNKNOWN};
}

static struct coverage_row row(int16_t category, const char *from, const char *to, int64_t amount) {
	return (struct coverage_row){.person_id = 1,
	                             .unit_id = 7,
	                             .insured_person_id = 1,
	                             .insured_amount = amount,
	                             .from = day(from),
	                             .to = to[0] == '\0' ? DATE_OPEN : day(to),
	                             .category = category,
	                             .role = ROLE_INSURED};
}

static size_t judge(const struct match_person *p) {
	struct err err = ERR_INIT;
	assert_int_equal(enrol_law_at(test_law(), day("2026-07-31"), &law, &err), NHI_OK);
	return match_judge(&law, p, day("2026-07-31"), found);
}

static void assert_found(size_t i, enum match_kind kind, const char *from) {
	assert_int_equal(found[i].kind, kind);
	assert_int_equal(found[i].from, day(from));
}

static void born_here_he_is_insured_from_birth(void **state) {
	(void)state;
	struct match_person p = person("2026-06-15", "2026-06-15"); /* Act 8(1)② */
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_UNINSURED, "2026-06-15");
}

static void a_new_registration_waits_six_months(void **state) {
	(void)state;
	struct match_person p = person("1980-01-01", "2026-01-31"); /* Act 8(1)① */
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_UNINSURED, "2026-07-31");
	p = person("1980-01-01", "2026-02-01");
	assert_int_equal(judge(&p), 0);
}

static void whoever_was_insured_within_two_years_does_not_wait(void **state) {
	(void)state;
	const struct coverage_row before[] = {row(12, "2020-01-01", "2025-01-01", 30300)};
	struct match_person p = person("1980-01-01", "2026-07-01"); /* Act 8(1)① */
	p.coverage = (struct timeline){1, before, 1};
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_UNINSURED, "2026-07-01");
}

static void an_exit_restarts_the_foreigners_wait(void **state) {
	(void)state;
	struct match_person p = person("1980-01-01", "2026-01-10"); /* 施行細則 8(2) */
	p.is_citizen = false;
	assert_int_equal(judge(&p), 1);
	p.exit[p.exit_count++] = (struct period){day("2026-03-01"), day("2026-04-15")};
	assert_int_equal(judge(&p), 0);
}

static void an_employee_is_insured_from_the_first_day_of_work(void **state) {
	(void)state;
	struct match_person p = person("1980-01-01", "2026-06-01"); /* Act 8(1)②, 84 */
	p.job[p.job_count++] = (struct match_job){
	        .unit_id = 9, .from = day("2026-06-10"), .to = DATE_OPEN, .wage = 40000};
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_UNINSURED, "2026-06-10");
	assert_int_equal(found[0].unit_id, 9);
}

static void the_dead_and_the_gone_are_not_insured(void **state) {
	(void)state;
	const struct coverage_row held[] = {row(62, "2020-01-01", "", 0)};
	struct match_person p = person("1980-01-01", "1980-01-01"); /* Act 13, 施行細則 36 */
	p.coverage = (struct timeline){1, held, 1};
	assert_int_equal(judge(&p), 0);
	p.died = day("2026-07-10");
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_DEAD, "2026-07-11");
	p.died = DATE_UNKNOWN;
	p.present_to = day("2026-07-01");
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_UNQUALIFIED, "2026-07-01");
}

static void a_hole_of_somebody_who_was_here_is_a_gap(void **state) {
	(void)state;
	struct coverage_row held[] = {row(12, "2020-01-01", "2026-03-01", 30300),
	                              row(12, "2026-05-01", "", 30300)};
	struct match_person p = person("1980-01-01", "1980-01-01");
	p.coverage = (struct timeline){1, held, 2};
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_GAP, "2026-03-01");
	assert_int_equal(found[0].to, day("2026-05-01"));
	held[0].leave_reason = LEAVE_SUSPENDED;
	assert_int_equal(judge(&p), 0);
}

static void an_employer_goes_before_a_household(void **state) {
	(void)state;
	const struct coverage_row held[] = {row(62, "2020-01-01", "", 0)};
	struct match_person p = person("1980-01-01", "1980-01-01"); /* Act 11 */
	p.coverage = (struct timeline){1, held, 1};
	p.job[p.job_count++] =
	        (struct match_job){.unit_id = 9, .from = day("2026-05-01"), .to = DATE_OPEN};
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_STATUS, "2026-05-01");
}

static void the_amount_is_the_grade_of_the_wage(void **state) {
	(void)state;
	const struct coverage_row held[] = {row(12, "2020-01-01", "", 36300)};
	struct match_person p = person("1980-01-01", "1980-01-01"); /* Act 21(2) */
	p.coverage = (struct timeline){1, held, 1};
	p.job[p.job_count++] = (struct match_job){
	        .unit_id = 7, .from = day("2026-01-01"), .to = DATE_OPEN, .wage = 36300};
	assert_int_equal(judge(&p), 0);
	p.job[0].wage = 36301;
	assert_int_equal(judge(&p), 1);
	assert_found(0, MATCH_LOW, "2026-01-01");
	assert_int_equal(found[0].held, 36300);
	assert_int_equal(found[0].due, 38200);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(born_here_he_is_insured_from_birth),
	        cmocka_unit_test(a_new_registration_waits_six_months),
	        cmocka_unit_test(whoever_was_insured_within_two_years_does_not_wait),
	        cmocka_unit_test(an_exit_restarts_the_foreigners_wait),
	        cmocka_unit_test(an_employee_is_insured_from_the_first_day_of_work),
	        cmocka_unit_test(the_dead_and_the_gone_are_not_insured),
	        cmocka_unit_test(a_hole_of_somebody_who_was_here_is_a_gap),
	        cmocka_unit_test(an_employer_goes_before_a_household),
	        cmocka_unit_test(the_amount_is_the_grade_of_the_wage),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	return test_end(COUNT_OF(tests), failed);
}
