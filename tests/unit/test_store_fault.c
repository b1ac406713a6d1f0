/* What happens when things break: a killed process, a full disk, a lost server, many writers. What
 * was acknowledged is there, nothing is there twice, and the doctor finds all well. */
#include "database.h"

#include "store/doctor.h"
#include "store/ids.h"
#include "store/ledger.h"
#include "store/number.h"

#include <errno.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err err;
enum { KILLS = 20, ENTRIES_MAX = 100000 };

static struct ledger_entry entry_of(int64_t number, struct ledger_line lines[2], char key[32]) {
	(void)snprintf(key, 32, "e%lld", (long long)number);
	lines[0] = (struct ledger_line){.fund = STR("nhi"),
	                                .account = STR("1131"),
	                                .amount = twd(number),
	                                .party = LEDGER_UNIT,
	                                .party_id = 1};
	lines[1] = (struct ledger_line){
	        .fund = STR("nhi"), .account = STR("4101"), .amount = twd(-number)};
	return (struct ledger_entry){.key = str_from(key),
	                             .booked_on = 20000,
	                             .source = STR("test"),
	                             .line = lines,
	                             .line_count = 2};
}

static enum nhi_status post_one(struct db *db, void *context, struct err *e) {
	struct ledger_line lines[2];
	char key[32];
	struct act act;
	struct act_request r = {.actor = STR("test"), .purpose = STR("ledger")};
	struct ledger_posted posted;
	struct ledger_entry entry = entry_of(*(const int64_t *)context, lines, key);
	enum nhi_status st = act_begin(db, &r, &act, e);
	if (st == NHI_OK) st = ledger_post(db, &act, &entry, &posted, e);
	return st;
}

/* The child: posts one entry after the other, tells each that is committed. */
static void post_until_killed(int64_t from, int told) {
	struct db *db = test_db_again(0);
	for (int64_t n = from; n < ENTRIES_MAX; n++) {
		if (db_transact(db, DB_WRITE, post_one, &n, &err) != NHI_OK) _exit(1);
		if (write(told, &n, sizeof n) != (ssize_t)sizeof n) _exit(2);
	}
	_exit(0);
}

static twd_t balance_of(struct db *db, const char *account) {
	struct ledger_filter f = {
	        .account = str_from(account), .booked_to = DATE_OPEN, .known_at = INSTANT_OPEN};
	twd_t balance;
	assert_done(ledger_balance(db, &f, &balance, &err), &err);
	return balance;
}

static void assert_healthy(struct db *db) {
	struct arena a = ARENA_INIT(0);
	struct doctor_report *r = ARENA_NEW(&a, struct doctor_report);
	assert_done(doctor_run(db, r, &a, &err), &err);
	for (size_t i = 0; i < r->count; i++)
		if (!r->finding[i].good)
			print_error("%.*s: %.*s\n", STR_ARG(r->finding[i].check),
			            STR_ARG(r->finding[i].en));
	assert_int_equal(r->bad, 0);
	arena_free(&a);
}

/* Kills one child after a while; returns the last entry that it told. */
static int64_t kill_one(int64_t from, struct test_random *random) {
	int ends[2];
	int64_t n, last = from - 1, wanted = test_random_between(random, 1, 12);
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) post_until_killed(from, ends[1]);
	assert_int_equal(close(ends[1]), 0);
	while (wanted-- > 0 && read(ends[0], &n, sizeof n) == (ssize_t)sizeof n) last = n;
	struct timespec wait = {0, test_random_between(random, 0, 900000)};
	assert_int_equal(nanosleep(&wait, NULL), 0); /* lands anywhere in the next entry */
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	while (read(ends[0], &n, sizeof n) == (ssize_t)sizeof n) last = n;
	assert_int_equal(close(ends[0]), 0);
	return last;
}

static void killed_writers_lose_nothing_and_double_nothing(void **state) {
	(void)state;
	struct test_random random = test_random_start();
	const char *url = test_db_url();
	int64_t told = 0;
	for (int i = 0; i < KILLS; i++) {
		int64_t last = kill_one(told + 1, &random);
		assert_true(last > told);
		told = last;
	}
	/* The one after the last told may have been committed before it could be told. */
	struct db *db = test_db();
	int64_t sum = told * (told + 1) / 2, found = balance_of(db, "1131").v;
	assert_true(found == sum || found == sum + told + 1);
	assert_int_equal(balance_of(db, "4101").v, -found);
	for (int64_t n = 1; n <= told; n++) /* repeated commands change nothing */
		assert_done(db_transact(db, DB_WRITE, post_one, &n, &err), &err);
	assert_int_equal(balance_of(db, "1131").v, found);
	assert_healthy(db);
	print_message("%d kills, %lld entries, %s\n", KILLS, (long long)told, url);
}

/* A file that may not grow: the write fails in the middle of a transaction. (The disk of a server
 * is tests/kill/disk_full.sh.) */
static void a_full_disk_undoes_the_whole_transaction(void **state) {
	(void)state;
	const char *url = test_db_url();
	int64_t n = 1;
	assert_done(db_transact(test_db(), DB_WRITE, post_one, &n, &err), &err);
	pid_t child = fork();
	if (child == 0) {
		struct db *db = test_db_again(0);
		struct rlimit limit = {600000, 600000};
		if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(1);
		enum nhi_status st = NHI_OK;
		for (n = 2; st == NHI_OK && n < ENTRIES_MAX; n++)
			st = db_transact(db, DB_WRITE, post_one, &n, &err);
		bool clear = st == NHI_IO || st == NHI_DB_FULL;
		_exit(clear && status_exit_code(st) == 4 && !db_in_transaction(db) ? 0 : 3);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_healthy(test_db());
	assert_int_equal(balance_of(test_db(), "1131").v, -balance_of(test_db(), "4101").v);
	for (n = 2; n < 40; n++) /* and with room again it goes on */
		assert_done(db_transact(test_db(), DB_WRITE, post_one, &n, &err), &err);
	assert_healthy(test_db());
	assert_non_null(url);
}

static void end_all_sessions(void) {
	PGconn *c = PQconnectdb(test_db_url());
	PGresult *r =
	        PQexec(c, "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE "
	                  "datname = current_database() AND pid <> pg_backend_pid()");
	assert_int_equal(PQresultStatus(r), PGRES_TUPLES_OK);
	PQclear(r);
	PQfinish(c);
}

static enum nhi_status post_and_lose(struct db *db, void *context, struct err *e) {
	enum nhi_status st = post_one(db, context, e);
	end_all_sessions();
	int64_t next = *(const int64_t *)context + 1;
	return st == NHI_OK ? post_one(db, &next, e) : st;
}

static void a_lost_server_undoes_the_transaction_and_the_next_one_works(void **state) {
	(void)state;
	struct db *db = test_db();
	int64_t n = 1;
	assert_int_equal(db_transact(db, DB_WRITE, post_and_lose, &n, &err), NHI_DB_GONE);
	assert_int_equal(status_exit_code(err.code), 4);
	assert_int_equal(balance_of(db, "1131").v, 0);
	assert_done(db_transact(db, DB_WRITE, post_one, &n, &err), &err);
	assert_int_equal(balance_of(db, "1131").v, 1);
	assert_healthy(db);
}

enum { WRITERS = 4, NUMBERS = 25 };

struct take {
	struct test_random *random;
	int64_t number;
};

static enum nhi_status take_number(struct db *db, void *context, struct err *e) {
	struct take *t = context;
	enum nhi_status st = number_next(db, STR("nhi"), STR("receipt"), 115, &t->number, e);
	if (st == NHI_OK && test_random_between(t->random, 0, 3) == 0)
		st = err_set(e, NHI_FORBIDDEN, "test"); /* this one is given back */
	return st;
}

static void take_numbers(int told, unsigned writer) {
	struct db *db = test_db_again(0);
	struct test_random random = {writer};
	for (int done = 0; done < NUMBERS;) {
		struct take t = {&random, 0};
		enum nhi_status st = db_transact(db, DB_WRITE, take_number, &t, &err);
		if (st == NHI_FORBIDDEN) continue;
		if (st != NHI_OK || write(told, &t.number, sizeof t.number) < 0) _exit(1);
		done++;
	}
	_exit(0);
}

static void many_writers_leave_no_gap_in_the_numbers(void **state) {
	(void)state;
	int ends[2];
	bool seen[WRITERS * NUMBERS + 1] = {false};
	pid_t child[WRITERS];
	assert_non_null(test_db_url());
	assert_int_equal(pipe(ends), 0);
	for (unsigned w = 0; w < WRITERS; w++) {
		child[w] = fork();
		if (child[w] == 0) take_numbers(ends[1], w + 1);
	}
	assert_int_equal(close(ends[1]), 0);
	int64_t n, count = 0;
	while (read(ends[0], &n, sizeof n) == (ssize_t)sizeof n) {
		assert_in_range(n, 1, WRITERS * NUMBERS);
		assert_false(seen[n]);
		seen[n] = true;
		count++;
	}
	for (unsigned w = 0; w < WRITERS; w++) {
		int status;
		assert_int_equal(waitpid(child[w], &status, 0), child[w]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(count, WRITERS * NUMBERS);
	assert_int_equal(close(ends[0]), 0);
}

/* A block of ids is taken beside the transaction: nobody waits for the commit of another. */
static void two_writers_take_ids_without_waiting(void **state) {
	(void)state;
	struct db *one = test_db(), *two = test_db_again(0);
	int64_t of_one, of_two, again;
	assert_done(db_begin(one, DB_WRITE, &err), &err);
	assert_done(ids_new(one, "person", &of_one, &err), &err);
	assert_done(db_begin(two, DB_WRITE, &err), &err);
	assert_done(ids_new(two, "person", &of_two, &err), &err);
	assert_true(of_two >= of_one + IDS_BLOCK);
	db_rollback(one);
	assert_done(db_commit(two, &err), &err);
	assert_done(db_begin(one, DB_WRITE, &err), &err);
	assert_done(ids_new(one, "person", &again, &err), &err);
	assert_int_equal(again, of_one); /* nobody has seen it: its own block begins again */
	db_rollback(one);
	db_close(two);
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(killed_writers_lose_nothing_and_double_nothing),
        STORE_TEST(many_writers_leave_no_gap_in_the_numbers),
};

static const struct CMUnitTest sqlite_tests[] = {
        STORE_TEST(a_full_disk_undoes_the_whole_transaction),
};

static const struct CMUnitTest postgresql_tests[] = {
        STORE_TEST(a_lost_server_undoes_the_transaction_and_the_next_one_works),
        STORE_TEST(two_writers_take_ids_without_waiting),
};

STORE_MAIN_WITH(tests, sqlite_tests, postgresql_tests)
