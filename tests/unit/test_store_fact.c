/* Facts: never changed but closed once, never overlapping, corrected by close and insert. A table
 * of its own is made for it by a second migration beside the real core. */
#include "database.h"

#include "base/clock.h"
#include "base/file.h"
#include "store/doctor.h"
#include "store/fact.h"
#include "store/migrate.h"

#include <sys/stat.h>
#include <unistd.h>

static struct err err;
static struct arena arena;
static struct db *db;
static char data_dir[4000];

static const char migration[] = "CREATE TABLE thing (\n"
                                "\tthing_id @int NOT NULL, -- whose\n"
                                "\tfact_no @int NOT NULL, -- number\n"
                                "\tvalid_from @date NOT NULL, -- first day\n"
                                "\tvalid_to @date NOT NULL, -- first day after\n"
                                "\tknown_from @instant NOT NULL, -- learnt\n"
                                "\tknown_to @instant NOT NULL, -- no longer believed\n"
                                "\tact_id @int NOT NULL REFERENCES act (act_id), -- by\n"
                                "\tended_by_act_id @int REFERENCES act (act_id), -- closed by\n"
                                "\tkind TEXT NOT NULL, -- kind\n"
                                "\tcolour TEXT, -- value\n"
                                "\tPRIMARY KEY (thing_id, fact_no)\n"
                                ") @strict_keyed;\n"
                                "@facts(thing);\n";
static const char queries[] =
        "-- facts: thing thing kind\n"
        "-- name: thing_insert :exec\n"
        "-- param: thing_id int64, fact_no int64, valid_from date, valid_to date\n"
        "-- param: known_from instant, known_to instant, act_id int64, kind text, colour text?\n"
        "INSERT INTO thing (thing_id, fact_no, valid_from, valid_to, known_from, known_to, "
        "act_id,\n"
        " kind, colour) VALUES (:thing_id, :fact_no, :valid_from, :valid_to, :known_from, "
        ":known_to,\n"
        " :act_id, :kind, :colour);\n"
        "-- name: thing_at :many\n"
        "-- param: thing_id int64, at date, known instant\n"
        "SELECT fact_no, valid_from, valid_to, colour FROM thing WHERE thing_id = :thing_id\n"
        " AND valid_from <= :at AND :at < valid_to AND known_from <= :known AND :known < known_to\n"
        " ORDER BY fact_no;\n"
        "-- name: thing_recolour :exec\n"
        "-- param: colour text\n"
        "UPDATE thing SET colour = :colour;\n"
        "-- name: thing_reopen :exec\n"
        "UPDATE thing SET known_to = @open;\n"
        "-- name: thing_remove :exec\n"
        "DELETE FROM thing;\n"
        "-- name: thing_force :exec\n"
        "-- param: fact_no int64, act_id int64\n"
        "INSERT INTO thing (thing_id, fact_no, valid_from, valid_to, known_from, known_to, "
        "act_id,\n"
        " kind) VALUES (7, :fact_no, '2026-01-01', '2026-02-01', 0, @open, :act_id, 'a');\n"
        "-- name: thing_sum :one\n"
        "-- param: a int64, b int64\n"
        "SELECT sum(v) FROM (SELECT :a AS v UNION ALL SELECT :b) t;\n"
        "-- name: thing_lines :many\n"
        "-- param: lines text\n"
        "SELECT e.key, CAST(e.value ->> 0 AS @int), e.value ->> 1\n"
        " FROM (SELECT CAST(:lines AS @lines) AS lines) t, @each(t.lines) e ORDER BY e.key;\n";

static void put(const char *name, const char *text) {
	char path[4200];
	(void)snprintf(path, sizeof path, "%s/%s", data_dir, name);
	assert_done(file_write(path, str_from(text), &err), &err);
}

static void put_copy(const char *name) {
	struct str text;
	assert_done(file_read(&arena, test_source(name), 1 << 20, &text, &err), &err);
	put(name, text.p);
}

static void make_data_dir(void) {
	static const char *const folders[] = {"", "/schema", "/schema/queries", "/schema/pattern",
	                                      "/codes"};
	static const char *const copied[] = {
	        "schema/0001_core.sql",      "schema/queries/core.sql",
	        "schema/queries/ledger.sql", "schema/queries/doctor.sql",
	        "schema/pattern/facts.sql",  "schema/pattern/facts_by_kind.sql",
	        "codes/funds.csv",           "codes/accounts.csv"};
	(void)snprintf(data_dir, sizeof data_dir, "%s/data", test_folder());
	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		char path[4200];
		(void)snprintf(path, sizeof path, "%s%s", data_dir, folders[i]);
		if (mkdir(path, 0755) != 0 && !file_exists(path)) fail_msg("mkdir %s", path);
	}
	for (size_t i = 0; i < COUNT_OF(copied); i++) put_copy(copied[i]);
	put("schema/0002_thing.sql", migration);
	put("schema/queries/thing.sql", queries);
}

static int set_up(void **state) {
	arena = ARENA_INIT(0);
	make_data_dir();
	if (test_db_set_up(state) != 0) return -1;
	size_t applied;
	assert_done(db_open(&db, test_db_empty(), data_dir, DB_CREATE | DB_ANY_VERSION, &err),
	            &err);
	assert_done(migrate_up(db, &applied, &err), &err);
	assert_int_equal(applied, 2);
	return 0;
}

static int tear_down(void **state) {
	db_close(db);
	arena_free(&arena);
	return test_db_tear_down(state);
}

static date_t day(const char *text) {
	date_t d = 0;
	assert_true(date_parse(str_from(text), &d));
	return d;
}

static enum nhi_status insert(int64_t thing, const char *kind, const char *from, const char *to,
                              const char *colour) {
	struct fact f = {.subject_id = thing,
	                 .kind = str_from(kind),
	                 .valid_from = day(from),
	                 .valid_to = to == NULL ? DATE_OPEN : day(to)};
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "thing");
	struct db_stmt *q = fact_insert(db, &act, "thing", &f);
	db_bind_str_or_null(q, str_from(colour));
	enum nhi_status st = db_run(q, &err);
	if (st == NHI_OK) return db_commit(db, &err);
	db_rollback(db);
	return st;
}

static void facts_of_one_kind_do_not_overlap(void **state) {
	(void)state;
	assert_done(insert(1, "a", "2026-01-01", "2026-03-01", "red"), &err);
	assert_int_equal(insert(1, "a", "2026-02-28", NULL, "blue"), NHI_FACT_OVERLAP);
	assert_int_equal(insert(1, "a", "2025-01-01", "2026-01-02", "blue"), NHI_FACT_OVERLAP);
	assert_int_equal(insert(1, "a", "2026-02-01", "2026-02-02", "blue"), NHI_FACT_OVERLAP);
	assert_done(insert(1, "a", "2025-01-01", "2026-01-01", "blue"), &err);
	assert_done(insert(1, "a", "2026-03-01", NULL, "blue"), &err);
	assert_done(insert(1, "b", "2026-02-01", NULL, ""), &err);
	assert_done(insert(2, "a", "2026-02-01", NULL, "green"), &err);
}

static struct str colour_at(int64_t thing, const char *at, instant_t known) {
	struct str colour = STR("none");
	struct db_stmt *q = db_query(db, "thing_at");
	db_bind_i64(q, thing);
	db_bind_date(q, day(at));
	db_bind_instant(q, known);
	while (db_next(q)) colour = db_keep(q, 3, &arena);
	assert_done(db_end(q, &err), &err);
	return colour;
}

static void a_correction_keeps_what_was_known_before(void **state) {
	(void)state;
	assert_done(insert(1, "a", "2026-01-01", NULL, "red"), &err);
	instant_t before = clock_now();
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "correct");
	assert_done(fact_close(db, &act, "thing", 1, 1, &err), &err);
	struct fact f = {.subject_id = 1,
	                 .kind = STR("a"),
	                 .valid_from = day("2026-01-01"),
	                 .valid_to = DATE_OPEN};
	struct db_stmt *q = fact_insert(db, &act, "thing", &f);
	db_bind_str(q, STR("blue"));
	assert_done(db_run(q, &err), &err);
	assert_int_equal(f.fact_no, 2);
	assert_int_equal(fact_close(db, &act, "thing", 1, 1, &err), NHI_CONFLICT);
	assert_done(db_commit(db, &err), &err);
	assert_str(colour_at(1, "2026-05-05", clock_now()), "blue");
	assert_str(colour_at(1, "2026-05-05", before), "red");
	assert_str(colour_at(1, "2025-12-31", clock_now()), "none");
}

static enum nhi_status change(const char *query, const char *colour) {
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct db_stmt *q = db_query(db, query);
	if (colour != NULL) db_bind_str(q, str_from(colour));
	enum nhi_status st = db_run(q, &err);
	db_rollback(db);
	return st;
}

static void the_database_itself_refuses_other_changes(void **state) {
	(void)state;
	assert_done(insert(1, "a", "2026-01-01", NULL, ""), &err);
	assert_int_equal(change("thing_recolour", "blue"), NHI_CONFLICT);
	assert_int_equal(change("thing_remove", NULL), NHI_CONFLICT);
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "close");
	assert_done(fact_close(db, &act, "thing", 1, 1, &err), &err);
	assert_done(db_commit(db, &err), &err);
	assert_int_equal(change("thing_reopen", NULL), NHI_CONFLICT);
}

/* What C would never write is found afterwards. */
static void the_doctor_finds_an_overlap(void **state) {
	(void)state;
	struct doctor_report *r = ARENA_NEW(&arena, struct doctor_report);
	assert_done(doctor_run(db, r, &arena, &err), &err);
	assert_int_equal(r->bad, 0);
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "force");
	for (int64_t no = 1; no <= 2; no++) {
		struct db_stmt *q = db_query(db, "thing_force");
		db_bind_i64(q, no);
		db_bind_i64(q, act.id);
		assert_done(db_run(q, &err), &err);
	}
	assert_done(db_commit(db, &err), &err);
	assert_done(doctor_run(db, r, &arena, &err), &err);
	assert_int_equal(r->bad, 1);
	for (size_t i = 0; i < r->count; i++)
		if (!r->finding[i].good) assert_str(r->finding[i].check, "facts:thing");
}

static void json_lines_open_alike_on_both(void **state) {
	(void)state;
	struct db_stmt *q = db_query(db, "thing_lines");
	db_bind_str(q, STR("[[10,\"甲\"],[20,\"b\"]]"));
	assert_true(db_next(q));
	assert_int_equal(db_i64(q, 0), 0);
	assert_int_equal(db_i64(q, 1), 10);
	assert_str(db_str(q, 2), "甲");
	assert_true(db_next(q));
	assert_int_equal(db_i64(q, 0), 1);
	assert_int_equal(db_i64(q, 1), 20);
	assert_false(db_next(q));
	assert_done(db_end(q, &err), &err);
}

/* PostgreSQL sums whole numbers as numeric; they come back as the numbers they are. */
static void sums_are_whole_numbers_on_both(void **state) {
	(void)state;
	static const int64_t pairs[][2] = {{0, 0},         {1, 2},          {-1, -9999},
	                                   {9999, 1},      {10000, 0},      {123456789012345, 1},
	                                   {100000000, 0}, {-100000000, 0}, {INT64_MAX - 1, 1},
	                                   {-INT64_MAX, 0}};
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		struct db_stmt *q = db_query(db, "thing_sum");
		db_bind_i64(q, pairs[i][0]);
		db_bind_i64(q, pairs[i][1]);
		assert_true(db_next(q));
		assert_true(db_i64(q, 0) == pairs[i][0] + pairs[i][1]);
		assert_done(db_end(q, &err), &err);
	}
}

static void a_changed_or_missing_migration_is_refused(void **state) {
	(void)state;
	size_t applied;
	struct doctor_report *r = ARENA_NEW(&arena, struct doctor_report);
	put("schema/0002_thing.sql", "-- another text\n");
	assert_int_equal(migrate_up(db, &applied, &err), NHI_MIGRATION);
	assert_done(doctor_run(db, r, &arena, &err), &err);
	assert_true(r->bad == 1 && r->count == 1);
	char path[4200];
	(void)snprintf(path, sizeof path, "%s/schema/0002_thing.sql", data_dir);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(migrate_up(db, &applied, &err), NHI_MIGRATION);
	put("schema/0004_gap.sql", "");
	assert_int_equal(migrate_up(db, &applied, &err), NHI_MIGRATION);
	(void)snprintf(path, sizeof path, "%s/schema/0004_gap.sql", data_dir);
	assert_int_equal(unlink(path), 0);
}

/* A migration that fails in its middle leaves nothing of itself. */
static void a_failing_migration_leaves_nothing(void **state) {
	(void)state;
	size_t applied;
	struct migrations m;
	put("schema/0003_bad.sql", "CREATE TABLE half (a @int NOT NULL);\nCREATE TABLE ((;\n");
	assert_int_equal(migrate_up(db, &applied, &err), NHI_DB);
	assert_int_equal(applied, 0);
	assert_done(migrate_status(db, &arena, &m, &err), &err);
	assert_int_equal(m.pending, 1);
	put("schema/0003_bad.sql", "CREATE TABLE half (a @int NOT NULL);\n");
	assert_done(migrate_up(db, &applied, &err), &err); /* the table was not there already */
	assert_int_equal(applied, 1);
	char path[4200];
	(void)snprintf(path, sizeof path, "%s/schema/0003_bad.sql", data_dir);
	assert_int_equal(unlink(path), 0);
}

#define FACT_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static const struct CMUnitTest tests[] = {
        FACT_TEST(facts_of_one_kind_do_not_overlap),
        FACT_TEST(a_correction_keeps_what_was_known_before),
        FACT_TEST(the_database_itself_refuses_other_changes),
        FACT_TEST(the_doctor_finds_an_overlap),
        FACT_TEST(json_lines_open_alike_on_both),
        FACT_TEST(sums_are_whole_numbers_on_both),
        FACT_TEST(a_changed_or_missing_migration_is_refused),
        FACT_TEST(a_failing_migration_leaves_nothing),
};

STORE_MAIN(tests)
