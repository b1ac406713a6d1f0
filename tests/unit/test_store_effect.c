/* Decisions that act on the register and on arrears (desk/effect_*.c), on both databases: checks
 * leave nothing behind, what is decided is in the register, what cannot be is refused with article
 * and remedy. People, numbers and amounts are invented. */
#include "database.h"
#include "lawdir.h"

#include "base/clock.h"
#include "base/file.h"
#include "desk/effect.h"
#include "desk/person.h"
#include "store/arrears.h"
#include "store/bulk.h"
#include "store/coverage.h"
#include "store/person.h"
#include "store/unit.h"

static struct arena arena;
static struct register_desk desk;

static date_t day(const char *iso) {
	date_t d = 0;
	assert_true(date_parse(str_from(iso), &d));
	return d;
}

static void on(const char *iso) {
	instant_t now;
	assert_true(instant_parse(str_from(iso), &now));
	clock_fix(now);
	desk.today = instant_date(now);
}

static int set_up(void **state) {
	struct str text;
	struct err err = ERR_INIT;
	struct calendar *calendar = ARENA_NEW(&arena, struct calendar);
	assert_done(file_read(&arena, test_source("law/holidays.csv"), 1 << 24, &text, &err), &err);
	assert_done(calendar_read(calendar, &arena, text, &err), &err);
	int st = test_db_set_up(state);
	desk = (struct register_desk){.db = test_db(),
	                              .law = test_law(),
	                              .calendar = calendar,
	                              .actor = STR("test"),
	                              .case_no = STR("C-1"),
	                              .arena = &arena};
	on("2026-07-10T09:00:00+08:00");
	return st;
}

static int tear_down(void **state) {
	int st = test_db_tear_down(state);
	arena_reset(&arena);
	return st;
}

struct run {
	struct effect_call call;
	const struct effect *effect;
	bool applies;
};

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct run *r = context;
	struct act act = test_act(db, "case.decide");
	r->call.act = r->applies ? &act : NULL;
	r->call.first = r->call.last = NULL;
	r->call.refused = false;
	return r->applies ? r->effect->apply(&r->call, err) : r->effect->check(&r->call, err);
}

/* "name=value name=value …"; the last line said by the effect, or its refusal. */
static const char *run(const char *name, const char *values, bool applies) {
	static char said[64];
	struct form form = {.count = 0};
	struct str rest = str_from(values);
	struct err err = ERR_INIT;
	while (rest.n > 0) {
		struct str pair = str_cut(&rest, ' ');
		struct str key = str_cut(&pair, '=');
		assert_true(form_add(&form, key, pair));
	}
	struct run r = {.effect = effect_find(str_from(name)),
	                .applies = applies,
	                .call = {.desk = &desk, .values = &form}};
	assert_non_null(r.effect);
	assert_done(db_transact(desk.db, DB_WRITE, work, &r, &err), &err);
	for (const struct effect_line *l = r.call.first; l != NULL; l = l->next)
		if (l->mark == EFFECT_REFUSE) {
			assert_true(r.call.refused);
			assert_true(l->zh.n > 0 && l->en.n > 0);
			(void)snprintf(said, sizeof said, "%.*s", STR_ARG(l->code));
			return said;
		}
	assert_false(r.call.refused);
	return r.call.last == NULL ? "" : "done";
}

static struct timeline timeline_of(const char *id) {
	int64_t person = 0;
	struct timeline t = {.count = 0};
	struct err err = ERR_INIT;
	assert_done(person_by_key(desk.db, str_from(id), &person, &err), &err);
	if (person == 0) return t;
	assert_done(coverage_timeline(desk.db, person, KNOWN_NOW, &arena, &t, &err), &err);
	return t;
}

static const char unit_form[] =
        "unit_name=春天公司 county=03 kind=company on=2026-07-01 head_name=林一";
static const char entry_form[] = "insured_id=A123456789 insured_name=王大明 birth=1987-03-11 "
                                 "unit_code=390000001 on=2026-07-08 insured_amount=36300";

static void a_check_writes_nothing_and_the_decision_does(void **state) {
	(void)state;
	assert_string_equal(run("unit.found", unit_form, false), "");
	assert_string_equal(run("enrol.in", entry_form, false), "UNIT_UNKNOWN");
	assert_string_equal(run("unit.found", unit_form, true), "done");
	assert_string_equal(run("enrol.in", entry_form, false), "");
	assert_int_equal(timeline_of("A123456789").count, 0);
	assert_string_equal(run("enrol.in", entry_form, true), "done");
	assert_int_equal(timeline_of("A123456789").count, 1);
	assert_int_equal(timeline_of("A123456789").row[0].insured_amount, 36300);
	assert_string_equal(run("enrol.in",
	                        "insured_id=A123456789 unit_code=390000001 "
	                        "on=2026-07-09 insured_amount=40100",
	                        false),
	                    "ALREADY_INSURED");
	assert_string_equal(
	        run("enrol.in", "insured_name=x unit_code=390000001 on=2026-07-09", false),
	        "FIELD_MISSING");
}

static void a_life_in_the_register_goes_through_cases(void **state) {
	(void)state;
	assert_string_equal(run("unit.found", unit_form, true), "done");
	assert_string_equal(run("enrol.in", entry_form, true), "done");
	assert_string_equal(run("enrol.newborn",
	                        "of_id=A123456789 unit_code=390000001 birth=2026-07-09 sex=F "
	                        "insured_id=B200000013 insured_name=王小美",
	                        true),
	                    "done");
	assert_string_equal(run("enrol.amount",
	                        "insured_id=A123456789 unit_code=390000001 on=2026-07-10 "
	                        "insured_amount=50000",
	                        true),
	                    "done");
	assert_string_equal(run("enrol.leave",
	                        "insured_id=A123456789 unit_code=390000001 on=2026-08-03 "
	                        "absence=parental",
	                        true),
	                    "done");
	assert_string_equal(run("enrol.change",
	                        "insured_id=A123456789 what=name new=王大民 on=2026-07-10", true),
	                    "done");
	assert_string_equal(run("enrol.change",
	                        "insured_id=A123456789 what=leave new=none on=2026-09-01", true),
	                    "done");
	assert_string_equal(run("unit.change",
	                        "unit_code=390000001 what=address new=臺中市西區1號 on=2026-07-10",
	                        true),
	                    "done");
	assert_string_equal(run("unit.close", "unit_code=390000001 what=bake on=2026-09-30", true),
	                    "FIELD_BAD");
	assert_string_equal(run("unit.close", "unit_code=390000001 what=close on=2026-09-30", true),
	                    "done");
	struct timeline t = timeline_of("A123456789");
	assert_int_equal(t.count, 4);
	assert_int_equal(t.row[3].to, day("2026-10-01"));
	t = timeline_of("B200000013");
	assert_int_equal(t.row[t.count - 1].to, day("2026-10-01"));
	assert_string_equal(
	        run("enrol.resume", "insured_id=A123456789 entered_on=2026-09-01", true),
	        "SUSPENSION_NONE");
}

static void a_dependent_leaves_without_naming_whom_he_follows(void **state) {
	(void)state;
	assert_string_equal(run("unit.found", unit_form, true), "done");
	assert_string_equal(run("enrol.in", entry_form, true), "done");
	assert_string_equal(run("enrol.in",
	                        "insured_id=B100000011 insured_name=王父 birth=1950-01-01 "
	                        "registered_from=1950-01-01 unit_code=390000001 on=2026-07-08 "
	                        "dependent=yes of_id=A123456789 relation=parent",
	                        true),
	                    "done");
	assert_string_equal(run("enrol.out",
	                        "insured_id=B100000011 unit_code=390000001 on=2026-07-20 "
	                        "reason=died",
	                        true),
	                    "done");
	struct timeline t = timeline_of("B100000011");
	assert_int_equal(t.row[0].leave_reason, LEAVE_DEATH);
	assert_int_equal(t.row[0].to, day("2026-07-21"));
}

/* ---- Arrears ----------------------------------------------------------------------------------
 */

struct owed {
	int64_t unit, person, payable;
	const char *month, *due;
};

static enum nhi_status owe(struct db *db, void *context, struct err *err) {
	const struct owed *o = context;
	struct act act = test_act(db, "takeover");
	struct bulk *b;
	month_t month = 0;
	assert_true(month_parse(str_from(o->month), &month));
	enum nhi_status st = bulk_begin(&b, db, "takeover_bill", err);
	if (st != NHI_OK) return st;
	bulk_i64(b, o->unit);
	bulk_i64(b, o->person);
	bulk_month(b, month);
	bulk_date(b, day(o->due));
	bulk_i64(b, o->payable);
	bulk_i64(b, 0);
	bulk_i64(b, act.id);
	return bulk_end(b, bulk_row(b, err), err);
}

static int64_t debtor(int64_t payable) {
	struct err err = ERR_INIT;
	struct owed o = {.payable = payable, .month = "2026-04", .due = "2026-06-01"};
	assert_string_equal(run("unit.found", unit_form, true), "done");
	assert_string_equal(run("enrol.in", entry_form, true), "done");
	assert_done(unit_by_code(desk.db, STR("390000001"), &o.unit, &err), &err);
	assert_done(person_by_key(desk.db, STR("A123456789"), &o.person, &err), &err);
	assert_done(db_transact(desk.db, DB_WRITE, owe, &o, &err), &err);
	return o.person;
}

static void what_is_owed_is_told_and_may_be_paid_by_instalments(void **state) {
	(void)state;
	debtor(1000);
	assert_string_equal(run("arrears.query", "payer=person payer_id=A123456789", true), "done");
	assert_string_equal(run("arrears.query", "payer=unit unit_code=390000009", true),
	                    "PAYER_UNKNOWN");
	/* L0060020:4: from 2,000 dollars on. */
	assert_string_equal(run("arrears.instalment", "person_id=A123456789 count=2", false),
	                    "INSTALMENT_TERMS");
	struct owed more = {.payable = 5000, .month = "2026-03", .due = "2026-04-30"};
	struct err err = ERR_INIT;
	assert_done(unit_by_code(desk.db, STR("390000001"), &more.unit, &err), &err);
	assert_done(person_by_key(desk.db, STR("A123456789"), &more.person, &err), &err);
	assert_done(db_transact(desk.db, DB_WRITE, owe, &more, &err), &err);
	assert_string_equal(run("arrears.instalment", "person_id=A123456789 count=13", false),
	                    "INSTALMENT_TERMS");
	assert_string_equal(run("arrears.instalment", "person_id=A123456789 count=6", true),
	                    "done");
	assert_string_equal(run("arrears.instalment", "person_id=A123456789 count=6", true),
	                    "done");
	assert_string_equal(run("arrears.instalment", "person_id=A123456789 count=6", true),
	                    "INSTALMENT_AGAIN");
}

static void a_loan_needs_recognised_hardship_and_covers_everything(void **state) {
	(void)state;
	debtor(4000);
	assert_string_equal(run("arrears.loan", "person_id=A123456789", true), "LOAN_HARDSHIP");
	assert_string_equal(run("arrears.hardship", "person_id=A123456789 ground=jobless", true),
	                    "HARDSHIP_TOWNSHIP");
	assert_string_equal(run("arrears.hardship",
	                        "person_id=A123456789 ground=jobless certificate=西屯字1號", true),
	                    "done");
	assert_string_equal(run("arrears.hardship",
	                        "person_id=A123456789 ground=jobless certificate=西屯字2號", true),
	                    "HARDSHIP_VALID");
	assert_string_equal(run("arrears.loan", "person_id=A123456789 monthly=100", true),
	                    "LOAN_MONTHLY");
	assert_string_equal(run("arrears.charity", "person_id=A123456789", true), "done");
	assert_string_equal(run("arrears.loan", "person_id=A123456789", true), "done");
	/* The fund has paid all of it to the insurer. */
	assert_string_equal(run("arrears.loan", "person_id=A123456789", true), "ARREARS_NONE");
	assert_string_equal(run("arrears.charity", "person_id=A123456789", true), "ARREARS_NONE");
	assert_string_equal(run("arrears.charity", "unit_code=390000001", true), "ARREARS_NONE");
}

static void an_objection_has_the_month_computed_again(void **state) {
	(void)state;
	debtor(1000);
	assert_string_equal(run("premium.objection",
	                        "category=1 payer=unit unit_code=390000001 month=2026-07", true),
	                    "OBJECTION_UNPAID");
	assert_string_equal(run("premium.objection",
	                        "category=1 payer=unit unit_code=390000001 month=2026-07 paid=yes",
	                        true),
	                    "done");
	assert_string_equal(run("premium.objection",
	                        "category=2 payer=person payer_id=A123456789 month=11507", true),
	                    "done");
	assert_string_equal(run("arrears.pay", "slip=1", true), "SLIP_UNKNOWN");
}

int main(void) {
#define EFFECT_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	        EFFECT_TEST(a_check_writes_nothing_and_the_decision_does),
	        EFFECT_TEST(a_life_in_the_register_goes_through_cases),
	        EFFECT_TEST(a_dependent_leaves_without_naming_whom_he_follows),
	        EFFECT_TEST(what_is_owed_is_told_and_may_be_paid_by_instalments),
	        EFFECT_TEST(a_loan_needs_recognised_hardship_and_covers_everything),
	        EFFECT_TEST(an_objection_has_the_month_computed_again),
	};
	size_t runs = 0;
	int failed = 0;
	while (test_db_next_kind()) {
		failed += cmocka_run_group_tests(tests, NULL, NULL);
		runs += COUNT_OF(tests);
	}
	arena_free(&arena);
	return test_end(runs, failed);
}
