/* Connections, transactions, queries, acts, facts, ids and numbers, on both databases. */
#include "database.h"

#include "base/clock.h"
#include "store/bulk.h"
#include "store/chain.h"
#include "store/fact.h"
#include "store/ids.h"
#include "store/migrate.h"
#include "store/number.h"
#include "store/query.h"

static struct err err;

static void migrations_apply_once(void **state) {
	(void)state;
	struct db *db;
	size_t applied;
	struct arena a = ARENA_INIT(0);
	struct migrations m;
	const char *url = test_db_empty();
	assert_done(db_open(&db, url, test_source(""), DB_CREATE | DB_ANY_VERSION, &err), &err);
	assert_done(migrate_status(db, &a, &m, &err), &err);
	assert_true(m.count > 0 && m.pending == m.count);
	assert_done(migrate_up(db, &applied, &err), &err);
	assert_int_equal(applied, m.count);
	assert_done(migrate_up(db, &applied, &err), &err);
	assert_int_equal(applied, 0);
	assert_done(migrate_status(db, &a, &m, &err), &err);
	assert_int_equal(m.pending, 0);
	db_close(db);
	arena_free(&a);
}

static void a_database_without_migrations_is_refused(void **state) {
	(void)state;
	struct db *db;
	const char *url = test_db_empty();
	assert_int_equal(db_open(&db, url, test_source(""), DB_CREATE, &err), NHI_DB_VERSION);
	assert_null(db);
	assert_int_equal(db_open(&db, "sqlite:/nowhere/x.db", test_source(""), 0, &err),
	                 NHI_DB_MISSING);
	assert_int_equal(db_open(&db, "mysql:x", test_source(""), 0, &err), NHI_DB_URL);
}

static void every_query_can_be_prepared(void **state) {
	(void)state;
	struct db *db = test_db();
	const struct query_set *set = db_queries(db);
	for (size_t i = 0; i < set->count; i++) {
		const struct query *query = &set->query[i];
		if (query->rows == QUERY_SCRIPT) continue;
		struct db_stmt *q = db_query(db, query->name.p);
		enum nhi_status st = db_end(q, &err);
		if (st != NHI_OK) print_error("%s %s\n", query->file.p, query->name.p);
		assert_done(st, &err);
	}
	assert_true(set->count > 20);
}

static void every_bulk_query_can_be_copied(void **state) {
	(void)state;
	struct db *db = test_db();
	const struct query_set *set = db_queries(db);
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	for (size_t i = 0; i < set->count; i++) {
		struct bulk *b;
		if (set->query[i].rows != QUERY_BULK) continue;
		assert_done(bulk_begin(&b, db, set->query[i].name.p, &err), &err);
		assert_done(bulk_end(b, NHI_OK, &err), &err);
	}
	db_rollback(db);
}

static enum nhi_status insert_series(struct db *db, void *context, struct err *e) {
	int64_t n;
	enum nhi_status st = number_next(db, STR("nhi"), STR("case"), 115, &n, e);
	*(int64_t *)context = n;
	return st;
}

static enum nhi_status insert_and_fail(struct db *db, void *context, struct err *e) {
	enum nhi_status st = insert_series(db, context, e);
	return st == NHI_OK ? err_set(e, NHI_INPUT, "x" ERR_SEP "x") : st;
}

static void a_failed_transaction_gives_its_number_back(void **state) {
	(void)state;
	int64_t n = 0;
	assert_done(db_transact(test_db(), DB_WRITE, insert_series, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_int_equal(db_transact(test_db(), DB_WRITE, insert_and_fail, &n, &err), NHI_INPUT);
	assert_int_equal(n, 2);
	assert_done(db_transact(test_db(), DB_WRITE, insert_series, &n, &err), &err);
	assert_int_equal(n, 2);
}

static void a_savepoint_undoes_only_its_own(void **state) {
	(void)state;
	struct db *db = test_db();
	int64_t n = 0;
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	assert_done(db_savepoint(db, insert_series, &n, &err), &err);
	assert_int_equal(db_savepoint(db, insert_and_fail, &n, &err), NHI_INPUT);
	assert_int_equal(n, 2);
	assert_done(db_savepoint(db, insert_series, &n, &err), &err);
	assert_int_equal(n, 2);
	assert_done(db_commit(db, &err), &err);
}

static enum nhi_status insert_link_twice(struct db *db, void *context, struct err *e) {
	(void)context;
	for (int i = 0; i < 2; i++) {
		struct db_stmt *q = db_query(db, "chain_link_insert");
		db_bind_str(q, STR("act"));
		db_bind_i64(q, 900);
		db_bind_i64(q, 900);
		db_bind_bytes(q, STR("x"));
		enum nhi_status st = db_run(q, e);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

static enum nhi_status fail_inside(struct db *db, void *context, struct err *e) {
	struct err own;
	(void)test_act(db, "first"); /* goes on after the savepoint */
	enum nhi_status st = db_savepoint(db, insert_link_twice, context, &own);
	if (st == NHI_OK) return err_set(e, NHI_CORRUPT, "two equal keys");
	return insert_series(db, context, e);
}

/* An error of the database itself inside a savepoint: on PostgreSQL it would spoil the whole. */
static void a_database_error_in_a_savepoint_is_survived(void **state) {
	(void)state;
	int64_t n = 0;
	assert_done(db_transact(test_db(), DB_WRITE, fail_inside, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_done(db_transact(test_db(), DB_WRITE, insert_series, &n, &err), &err);
	assert_int_equal(n, 2);
}

static enum nhi_status act_only(struct db *db, void *context, struct err *e) {
	struct act act;
	struct act_request r = {.actor = STR("test"), .purpose = STR("test")};
	(void)context;
	return act_begin(db, &r, &act, e);
}

static void a_reading_connection_cannot_write(void **state) {
	(void)state;
	assert_done(db_transact(test_db(), DB_WRITE, act_only, NULL, &err), &err);
	struct db *reader = test_db_again(DB_READ_ONLY);
	assert_int_equal(db_transact(reader, DB_WRITE, act_only, NULL, &err), NHI_DB);
	struct chain_head head;
	assert_done(chain_head(reader, CHAIN_ACT, &head, &err), &err);
	assert_int_equal(head.links, 2); /* the upgrade and the act */
	db_close(reader);
}

static enum nhi_status join_and_fail(struct db *db, void *context, struct err *e) {
	enum nhi_status st = db_transact(db, DB_WRITE, insert_and_fail, context, e);
	(void)st; /* a caller that forgets the failure */
	return NHI_OK;
}

static void a_failure_that_was_joined_cannot_be_committed(void **state) {
	(void)state;
	int64_t n = 0;
	assert_int_equal(db_transact(test_db(), DB_WRITE, join_and_fail, &n, &err), NHI_INPUT);
	assert_done(db_transact(test_db(), DB_WRITE, insert_series, &n, &err), &err);
	assert_int_equal(n, 1);
}

/* Statements nobody waits for: more than travel at once, in order with what stands between them. */
static void put_fund(struct db *db, int64_t act_id, int i, bool later) {
	char code[16];
	(void)snprintf(code, sizeof code, "later%04d", i);
	struct db_stmt *q = db_query(db, "fund_put");
	db_bind_str(q, str_from(code));
	db_bind_str(q, STR("測試"));
	db_bind_str(q, STR("test"));
	db_bind_i64(q, act_id);
	assert_done(later ? db_run_later(q, &err) : db_run(q, &err), &err);
}

static bool fund_is_there(struct db *db, const char *code) {
	struct db_stmt *q = db_query(db, "fund_exists");
	db_bind_str(q, str_from(code));
	const bool there = db_next(q);
	assert_done(db_end(q, &err), &err);
	return there;
}

static void statements_sent_without_waiting_are_done_in_order(void **state) {
	(void)state;
	enum { FUNDS = 1200 };
	struct db *db = test_db();
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	const struct act act = test_act(db, "test");
	for (int i = 0; i < FUNDS; i++) {
		put_fund(db, act.id, i, true);
		if (i % 500 == 100) assert_true(fund_is_there(db, "later0100"));
	}
	assert_done(db_commit(db, &err), &err);
	assert_true(fund_is_there(db, "later0000") && fund_is_there(db, "later1199"));
	/* Undone with statements on their way, the connection is as before. */
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	put_fund(db, test_act(db, "test").id, 5000, true);
	db_rollback(db);
	assert_false(fund_is_there(db, "later5000"));
}

static enum nhi_status put_for_nobody(struct db *db, void *context, struct err *e) {
	const struct act act = test_act(db, "test");
	put_fund(db, act.id, 6000, true);
	struct db_stmt *q = db_query(db, "fund_put");
	db_bind_str(q, STR("later-bad"));
	db_bind_str(q, STR("測試"));
	db_bind_str(q, STR("test"));
	db_bind_i64(q, 987654321); /* no such act */
	enum nhi_status st = db_run_later(q, e);
	if (st == NHI_OK) put_fund(db, act.id, 6001, true);
	*(bool *)context = true;
	return st;
}

/* The failure comes up at the latest with the commit, and nothing is kept. */
static void a_failure_of_a_statement_not_waited_for_stops_the_commit(void **state) {
	(void)state;
	struct db *db = test_db();
	bool ran = false;
	assert_int_equal(db_transact(db, DB_WRITE, put_for_nobody, &ran, &err), NHI_CONFLICT);
	assert_true(ran);
	assert_false(fund_is_there(db, "later6000"));
	err = ERR_INIT;
	assert_done(db_transact(db, DB_WRITE, act_only, NULL, &err), &err);
}

static void passwords_are_never_shown(void **state) {
	(void)state;
	struct db *db;
	struct buf text = BUF_INIT(0);
	const char *url = "postgresql://u:secret@localhost:1/x?connect_timeout=1";
	assert_true(db_open(&db, url, test_source(""), 0, &err) != NHI_OK);
	err_message(&err, "en", &text);
	assert_true(str_find(buf_str(&text), STR("secret")) == text.n);
	buf_free(&text);
}

static void acts_are_chained_and_keys_repeat(void **state) {
	(void)state;
	struct db *db = test_db();
	struct act_request r = {.actor = STR("u:1"),
	                        .purpose = STR("enrol"),
	                        .key = STR("k1"),
	                        .content = STR("a")};
	struct act first, second;
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	assert_done(act_begin(db, &r, &first, &err), &err);
	assert_done(act_answer(db, &first, STR("{\"n\":1}"), &err), &err);
	assert_done(db_commit(db, &err), &err);
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	assert_done(act_begin(db, &r, &second, &err), &err);
	assert_true(second.repeated && second.id == first.id && second.at == first.at);
	struct arena a = ARENA_INIT(0);
	struct str answer;
	assert_done(act_answer_of(db, second.id, &a, &answer, &err), &err);
	assert_str(answer, "{\"n\":1}");
	arena_free(&a);
	r.content = STR("b");
	assert_int_equal(act_begin(db, &r, &second, &err), NHI_KEY_REUSED);
	db_rollback(db);
	struct chain_finding f;
	assert_done(chain_verify(db, CHAIN_ACT, &f, &err), &err);
	assert_true(chain_is_sound(&f));
	assert_int_equal(f.links, 2); /* the upgrade and the act */
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(migrations_apply_once),
        STORE_TEST(a_database_without_migrations_is_refused),
        STORE_TEST(every_query_can_be_prepared),
        STORE_TEST(every_bulk_query_can_be_copied),
        STORE_TEST(a_failed_transaction_gives_its_number_back),
        STORE_TEST(a_savepoint_undoes_only_its_own),
        STORE_TEST(a_database_error_in_a_savepoint_is_survived),
        STORE_TEST(a_reading_connection_cannot_write),
        STORE_TEST(a_failure_that_was_joined_cannot_be_committed),
        STORE_TEST(statements_sent_without_waiting_are_done_in_order),
        STORE_TEST(a_failure_of_a_statement_not_waited_for_stops_the_commit),
        STORE_TEST(passwords_are_never_shown),
        STORE_TEST(acts_are_chained_and_keys_repeat),
};

STORE_MAIN(tests)
