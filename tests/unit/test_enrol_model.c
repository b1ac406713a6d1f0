/* The register against a slow simple model: who is covered through which unit on each day, kept as
 * an array of days; random filings in the order of time. And with filings in any order (late ones,
 * same days, repeats): what must always hold, and a batch file gives what single filings give. */
#include "database.h"

#include "base/calendar.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/ids.h"
#include "desk/enrol.h"
#include "engine/roster.h"
#include "lawdir.h"
#include "nhi/enrol_amount.h"
#include "store/coverage.h"
#include "store/migrate.h"
#include "store/person.h"
#include "store/unit.h"

enum { PEOPLE = 7, UNITS = 3, DAYS = 900, STEPS = 220, LATE_STEPS = 120, AMOUNT = 36300 };

static date_t first_day; /* 2026-01-01 */
static char id[PEOPLE][ID_PERSON_LENGTH + 1];
static const char *const code[UNITS + 1] = {"", "100000001", "200000002", "300000003"};

/* ---- A register for the test --------------------------------------------------------------------
 */

struct world {
	struct arena arena;
	struct calendar calendar;
	struct register_desk desk;
};

static enum nhi_status add_units(struct db *db, void *context, struct err *err) {
	(void)context;
	const struct act_request request = {.actor = STR("test"), .purpose = STR("test")};
	struct act act;
	enum nhi_status st = act_begin(db, &request, &act, err);
	for (int u = 1; st == NHI_OK && u <= UNITS; u++) {
		int64_t unit_id;
		const struct unit_fact f = {.valid = {first_day - 400, DATE_OPEN},
		                            .kind = UNIT_ENTERPRISE,
		                            .category = 12,
		                            .division = u,
		                            .name = STR("單位"),
		                            .county = STR("03")};
		st = unit_add(db, &act, str_from(code[u]), &f, &unit_id, err);
	}
	return st;
}

static void world_open(struct world *w, struct db *db) {
	struct err err = ERR_INIT;
	struct str text;
	instant_t now;
	CHECK(date_parse(STR("2026-01-01"), &first_day));
	CHECK(instant_parse(STR("2028-12-15T09:00:00+08:00"), &now));
	clock_fix(now);
	for (int i = 0; i < PEOPLE; i++) id_make_person('B', "12"[i % 2], 1000000 + i, id[i]);
	*w = (struct world){.arena = ARENA_INIT(0)};
	assert_done(file_read(&w->arena, test_source("law/holidays.csv"), 1 << 24, &text, &err),
	            &err);
	assert_done(calendar_read(&w->calendar, &w->arena, text, &err), &err);
	w->desk = (struct register_desk){.db = db,
	                                 .law = test_law(),
	                                 .calendar = &w->calendar,
	                                 .actor = STR("test"),
	                                 .arena = &w->arena,
	                                 .today = clock_today()};
	assert_done(db_transact(db, DB_WRITE, add_units, NULL, &err), &err);
}

/* ---- Filings ------------------------------------------------------------------------------------
 */

enum verb { IN, TRANSFER, OUT, VERB_COUNT };

struct step {
	enum verb verb;
	int person, insured; /* insured -1: role 1 */
	int unit;
	int day;
};

static struct step random_step(struct test_random *r, int day) {
	struct step s = {.verb = (enum verb)test_random_between(r, 0, VERB_COUNT - 1),
	                 .person = (int)test_random_between(r, 0, PEOPLE - 1),
	                 .insured = -1,
	                 .unit = (int)test_random_between(r, 1, UNITS),
	                 .day = day};
	if (test_random_between(r, 0, 9) < 4)
		s.insured = (int)test_random_between(r, 0, PEOPLE - 1);
	if (s.insured == s.person) s.insured = -1;
	return s;
}

static bool file_step(struct world *w, const struct step *s) {
	struct enrol_request q = ENROL_REQUEST_INIT;
	struct enrol_answer a;
	struct err err = ERR_INIT;
	q.kind = s->verb == OUT ? FILE_OUT : FILE_IN;
	q.may_transfer = s->verb == TRANSFER;
	q.unit_code = str_from(code[s->unit]);
	q.id = str_from(id[s->person]);
	q.name = STR("某人");
	q.birth = first_day - 365 * 10;
	if (s->insured >= 0) {
		q.insured_id = str_from(id[s->insured]);
		q.relation = STR("child");
	} else {
		q.amount = AMOUNT;
	}
	q.on = first_day + s->day;
	assert_done(desk_enrol(&w->desk, &q, &a, &err), &err);
	return a.accepted;
}

static struct timeline timeline_of(struct world *w, int person) {
	struct timeline t = {.count = 0};
	int64_t person_id;
	struct err err = ERR_INIT;
	assert_done(person_by_key(w->desk.db, str_from(id[person]), &person_id, &err), &err);
	if (person_id == 0) return t;
	assert_done(coverage_timeline(w->desk.db, person_id, KNOWN_NOW, &w->arena, &t, &err), &err);
	return t;
}

static int unit_number(struct world *w, int64_t unit_id) {
	struct str c;
	struct err err = ERR_INIT;
	assert_done(unit_code(w->desk.db, unit_id, &w->arena, &c, &err), &err);
	return c.p[0] - '0';
}

/* ---- The model
 * ----------------------------------------------------------------------------------- */

struct day {
	int unit;    /* 0: not covered */
	int insured; /* -1: role 1 */
};

struct model {
	struct day day[PEOPLE][DAYS + 40];
	int entered[PEOPLE]; /* day of the latest entry */
};

static bool last_of_month(int day) {
	return month_last(month_of(first_day + day)) == first_day + day;
}

static void set_from(struct model *m, int person, int from, struct day what) {
	for (int d = from; d < DAYS + 40; d++) m->day[person][d] = what;
}

static bool model_enter(struct model *m, const struct step *s) {
	struct day held = m->day[s->person][s->day], now = {s->unit, s->insured};
	if (s->insured >= 0) {
		struct day i = m->day[s->insured][s->day];
		if (i.unit != s->unit || i.insured >= 0) return false;
	}
	bool same = held.unit == now.unit && held.insured == now.insured;
	if (same && m->entered[s->person] == s->day) return true; /* said already */
	if (held.unit != 0) {
		bool own = held.insured < 0;
		if (s->insured >= 0 && own) return false; /* an insured person is no dependent */
		if (s->verb == IN && (own || s->insured >= 0)) return false;
	}
	int from = s->day;
	if (held.unit != 0 && held.unit != s->unit && last_of_month(s->day)) from++;
	bool along = held.unit != 0 && held.insured < 0 && s->insured < 0;
	set_from(m, s->person, from, now);
	m->entered[s->person] = from;
	for (int p = 0; p < PEOPLE && along; p++)
		for (int d = from; d < DAYS + 40; d++)
			if (m->day[p][d].unit != 0 && m->day[p][d].insured == s->person)
				m->day[p][d].unit = s->unit;
	return true;
}

static bool model_file(struct model *m, const struct step *s) {
	if (s->verb != OUT) return model_enter(m, s);
	struct day held = m->day[s->person][s->day];
	if (held.unit != s->unit || held.insured != s->insured) return false;
	set_from(m, s->person, s->day + 1, (struct day){0, -1});
	for (int p = 0; p < PEOPLE; p++)
		for (int d = s->day + 1; d < DAYS + 40; d++)
			if (m->day[p][d].insured == s->person) m->day[p][d] = (struct day){0, -1};
	return true;
}

static void compare(struct world *w, const struct model *m, int step) {
	for (int p = 0; p < PEOPLE; p++) {
		struct timeline t = timeline_of(w, p);
		for (int d = 0; d < DAYS + 35; d++) {
			const struct coverage_row *r = coverage_on(t.row, t.count, first_day + d);
			int unit = r == NULL ? 0 : unit_number(w, r->unit_id);
			if (unit == m->day[p][d].unit &&
			    (r == NULL ||
			     (r->role == ROLE_DEPENDENT) == (m->day[p][d].insured >= 0)))
				continue;
			print_error("step %d person %d day %d: register %d, model %d\n", step, p, d,
			            unit, m->day[p][d].unit);
			fail();
		}
	}
}

/* Two of three filings are about the unit in which the people really are. */
static void aim(struct step *s, const struct model *m, struct test_random *r) {
	if (test_random_between(r, 0, 2) == 0) return;
	struct day held = m->day[s->person][s->day];
	if (s->verb == OUT && held.unit != 0) {
		s->unit = held.unit;
		s->insured = held.insured;
	} else if (s->insured >= 0 && m->day[s->insured][s->day].unit != 0) {
		s->unit = m->day[s->insured][s->day].unit;
	}
}

static void the_register_does_what_the_model_of_days_does(void **state) {
	(void)state;
	struct world w;
	static struct model m;
	struct test_random r = test_random_start();
	world_open(&w, test_db());
	for (int p = 0; p < PEOPLE; p++) {
		set_from(&m, p, 0, (struct day){0, -1});
		m.entered[p] = -1;
	}
	int day = 0, accepted = 0;
	for (int i = 0; i < STEPS && day < DAYS; i++) {
		/* Months' last days are where the rules differ: every sixth step goes there. */
		day += (int)test_random_between(&r, 1, 5);
		if (i % 6 == 0) day = month_last(month_of(first_day + day)) - first_day;
		if (day >= DAYS) break;
		struct step s = random_step(&r, day);
		aim(&s, &m, &r);
		bool expected = model_file(&m, &s), got = file_step(&w, &s);
		if (expected != got)
			print_error("step %d: verb %d person %d insured %d unit %d day %d\n", i,
			            (int)s.verb, s.person, s.insured, s.unit, s.day);
		assert_int_equal(got, expected);
		accepted += got;
		if (i % 20 == 19) compare(&w, &m, i);
	}
	compare(&w, &m, STEPS);
	assert_true(accepted > 60);
	arena_free(&w.arena);
}

/* ---- Filings in any order
 * ------------------------------------------------------------------------ */

static void check_rows(struct world *w) {
	for (int p = 0; p < PEOPLE; p++) {
		struct timeline t = timeline_of(w, p);
		for (size_t i = 0; i < t.count; i++) {
			const struct coverage_row *r = &t.row[i];
			assert_true(r->from < r->to);
			if (i > 0) assert_true(t.row[i - 1].to <= r->from);
			assert_true((r->to == DATE_OPEN) == (r->leave_reason == LEAVE_NONE));
			if (r->role == ROLE_INSURED) continue;
			struct timeline s;
			struct err err = ERR_INIT;
			assert_done(coverage_timeline(w->desk.db, r->insured_person_id, KNOWN_NOW,
			                              &w->arena, &s, &err),
			            &err);
			for (date_t d = r->from; d < r->to && d < first_day + 2 * DAYS; d++) {
				const struct coverage_row *i_row = coverage_on(s.row, s.count, d);
				assert_non_null(i_row);
				assert_int_equal(i_row->role, ROLE_INSURED);
				assert_int_equal(i_row->unit_id, r->unit_id);
				assert_int_equal(i_row->category, r->category);
			}
		}
	}
}

static void put_filing(struct buf *csv, const struct step *s) {
	static const char *const actions[] = {"enrol", "transfer_in", "transfer_out"};
	struct buf b = BUF_INIT(64);
	date_print(&b, first_day + s->day);
	buf_printf(csv, "%s,%s,%d,%s,某人,", actions[s->verb], code[s->unit],
	           s->insured < 0 ? 1 : 2, id[s->person]);
	if (s->insured < 0)
		buf_printf(csv, "2016-01-04,,,%s,%.*s\n", s->verb == OUT ? "" : "36300",
		           STR_ARG(buf_str(&b)));
	else
		buf_printf(csv, "2016-01-04,%s,%s,,%.*s\n", id[s->insured], "子女",
		           STR_ARG(buf_str(&b)));
	buf_free(&b);
}

static void same_timelines(struct world *a, struct world *b) {
	for (int p = 0; p < PEOPLE; p++) {
		struct timeline x = timeline_of(a, p), y = timeline_of(b, p);
		assert_int_equal(x.count, y.count);
		for (size_t i = 0; i < x.count; i++) {
			assert_int_equal(x.row[i].from, y.row[i].from);
			assert_int_equal(x.row[i].to, y.row[i].to);
			assert_int_equal(x.row[i].role, y.row[i].role);
			assert_int_equal(x.row[i].leave_reason, y.row[i].leave_reason);
			assert_int_equal(x.row[i].insured_amount, y.row[i].insured_amount);
			assert_int_equal(unit_number(a, x.row[i].unit_id),
			                 unit_number(b, y.row[i].unit_id));
		}
	}
}

static void late_filings_keep_the_rules_and_a_file_gives_the_same(void **state) {
	(void)state;
	struct world w, batch;
	struct db *other;
	size_t applied;
	struct err err = ERR_INIT;
	struct test_random r = test_random_start();
	struct buf csv = BUF_INIT(1 << 20);
	struct roster_report report;
	const char *url = test_db_empty();
	int64_t accepted = 0;
	world_open(&w, test_db());
	assert_done(db_open(&other, url, test_source(""), DB_CREATE | DB_ANY_VERSION, &err), &err);
	assert_done(migrate_up(other, &applied, &err), &err);
	db_close(other);
	assert_done(db_open(&other, url, test_source(""), 0, &err), &err);
	world_open(&batch, other);
	buf_put_c(&csv, "action,unit,role,id,name,birth,insured_id,relation,amount,date\n");
	for (int i = 0; i < LATE_STEPS; i++) {
		int day = (int)test_random_between(&r, 0, DAYS - 1);
		if (i % 3 == 0) day = month_last(month_of(first_day + day)) - first_day;
		struct step s = random_step(&r, day);
		accepted += file_step(&w, &s);
		put_filing(&csv, &s);
		if (i % 8 == 7) check_rows(&w);
	}
	check_rows(&w);
	const struct roster_job job = {.db_url = url,
	                               .data_dir = test_source(""),
	                               .law = test_law(),
	                               .calendar = &batch.calendar,
	                               .name = STR("all.csv"),
	                               .bytes = buf_str(&csv),
	                               .actor = STR("test"),
	                               .today = clock_today()};
	assert_done(roster_run(&job, &report, &err), &err);
	assert_int_equal(report.rows, LATE_STEPS);
	assert_int_equal(report.accepted, accepted);
	same_timelines(&w, &batch);
	assert_true(accepted > 10);
	buf_free(&report.answers);
	buf_free(&csv);
	db_close(other);
	arena_free(&w.arena);
	arena_free(&batch.arena);
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(the_register_does_what_the_model_of_days_does),
        STORE_TEST(late_filings_keep_the_rules_and_a_file_gives_the_same),
};
STORE_MAIN(tests)
