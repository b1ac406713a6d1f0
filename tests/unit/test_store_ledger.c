/* The ledger: balanced entries only, keys, nothing changed, balances against a simple model. */
#include "database.h"

#include "base/clock.h"
#include "store/ledger.h"

#include <sys/wait.h>
#include <unistd.h>

static struct err err;

static struct ledger_line line(const char *account, int64_t amount) {
	return (struct ledger_line){
	        .fund = STR("nhi"), .account = str_from(account), .amount = twd(amount)};
}

static struct ledger_entry entry_of(const char *key, const struct ledger_line *lines,
                                    size_t count) {
	date_t day = 0;
	assert_true(date_parse(STR("2026-07-31"), &day));
	return (struct ledger_entry){.key = str_from(key),
	                             .booked_on = day,
	                             .text = STR("試算"),
	                             .source = STR("test"),
	                             .line = lines,
	                             .line_count = count};
}

static enum nhi_status post(struct db *db, const struct ledger_entry *e,
                            struct ledger_posted *out) {
	enum nhi_status st = db_begin(db, DB_WRITE, &err);
	if (st != NHI_OK) return st;
	struct act act = test_act(db, "ledger");
	st = ledger_post(db, &act, e, out, &err);
	if (st == NHI_OK) return db_commit(db, &err);
	db_rollback(db);
	return st;
}

static void a_repeated_key_returns_the_first_entry(void **state) {
	(void)state;
	const struct ledger_line lines[] = {line("1131", 1126), line("4101", -1126)};
	const struct ledger_line other[] = {line("1131", 1127), line("4101", -1127)};
	struct ledger_entry e = entry_of("bill:1", lines, 2);
	struct ledger_posted first, second;
	assert_done(post(test_db(), &e, &first), &err);
	assert_false(first.repeated);
	assert_done(post(test_db(), &e, &second), &err);
	assert_true(second.repeated && second.entry_id == first.entry_id);
	e.line = other;
	assert_int_equal(post(test_db(), &e, &second), NHI_KEY_REUSED);
}

static enum nhi_status post_work(struct db *db, void *context, struct err *e) {
	const struct ledger_line lines[] = {line("1131", 10), line("4101", -10)};
	struct ledger_entry entry = entry_of("bill:race", lines, 2);
	struct act act = test_act(db, "ledger");
	return ledger_post(db, &act, &entry, context, e);
}

/* From two sides at once: the one that comes second waits, and gets the first answer. */
static void an_entry_that_two_post_at_once_stands_once(void **state) {
	(void)state;
	struct ledger_posted posted;
	int ends[2], status = 0;
	char go = 0;
	struct db *db = test_db();
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		struct db *own = test_db_again(0);
		bool told = read(ends[0], &go, 1) == 1;
		bool done = db_transact(own, DB_WRITE, post_work, &posted, &err) == NHI_OK;
		_exit(told && done && posted.repeated ? 0 : 1);
	}
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	assert_done(post_work(db, &posted, &err), &err);
	assert_int_equal(write(ends[1], &go, 1), 1);
	struct timespec while_it_asks = {0, 50000000};
	(void)nanosleep(&while_it_asks, NULL); /* shorter or longer: only the way differs */
	assert_done(db_commit(db, &err), &err);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(close(ends[0]) + close(ends[1]), 0);
}

static void an_unbalanced_entry_is_refused(void **state) {
	(void)state;
	const struct ledger_line lines[] = {line("1131", 1126), line("4101", -1125)};
	const struct ledger_line unknown[] = {line("1131", 5), line("9999", -5)};
	struct ledger_entry e = entry_of("bill:2", lines, 2);
	struct ledger_posted posted;
	assert_int_equal(post(test_db(), &e, &posted), NHI_LEDGER_BALANCE);
	e.line = unknown;
	assert_int_equal(post(test_db(), &e, &posted), NHI_NOT_FOUND);
	e.line_count = 1;
	assert_int_equal(post(test_db(), &e, &posted), NHI_INPUT);
}

enum { MODEL_ENTRIES = 60, MODEL_ACCOUNTS = 4, MODEL_PARTIES = 3 };
static const char *const model_accounts[MODEL_ACCOUNTS] = {"1101", "1131", "4101", "5101"};

/* Posts random entries and keeps the sums beside: every balance must agree. */
static void balances_agree_with_a_simple_model(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	int64_t sum[MODEL_ACCOUNTS] = {0}, of_party[MODEL_PARTIES + 1] = {0};
	for (int i = 0; i < MODEL_ENTRIES; i++) {
		size_t from = (size_t)test_random_between(&r, 0, MODEL_ACCOUNTS - 1);
		size_t to = (from + 1) % MODEL_ACCOUNTS;
		int64_t amount = test_random_between(&r, 1, 1000000);
		int64_t party = test_random_between(&r, 1, MODEL_PARTIES);
		struct ledger_line lines[] = {line(model_accounts[to], amount),
		                              line(model_accounts[from], -amount)};
		lines[0].party = LEDGER_UNIT;
		lines[0].party_id = party;
		char key[32];
		(void)snprintf(key, sizeof key, "e%d", i);
		struct ledger_entry e = entry_of(key, lines, 2);
		struct ledger_posted posted;
		assert_done(post(test_db(), &e, &posted), &err);
		sum[to] += amount;
		sum[from] -= amount;
		of_party[party] += amount;
	}
	struct ledger_filter f = {.booked_to = DATE_OPEN, .known_at = INSTANT_OPEN};
	twd_t balance;
	assert_done(ledger_balance(test_db(), &f, &balance, &err), &err);
	assert_int_equal(balance.v, 0);
	f.party = LEDGER_UNIT;
	for (f.party_id = 1; f.party_id <= MODEL_PARTIES; f.party_id++) {
		assert_done(ledger_balance(test_db(), &f, &balance, &err), &err);
		assert_int_equal(balance.v, of_party[f.party_id]);
	}
	f.party = LEDGER_NOBODY;
	for (size_t a = 0; a < MODEL_ACCOUNTS; a++) {
		f.account = str_from(model_accounts[a]);
		assert_done(ledger_balance(test_db(), &f, &balance, &err), &err);
		assert_int_equal(balance.v, sum[a]);
	}
	f.booked_to = 0;
	assert_done(ledger_balance(test_db(), &f, &balance, &err), &err);
	assert_int_equal(balance.v, 0);
	struct ledger_findings found;
	assert_done(ledger_verify(test_db(), &found, &err), &err);
	assert_int_equal(found.entries, MODEL_ENTRIES);
	assert_int_equal(found.altered + found.unbalanced, 0);
	struct chain_finding chain;
	assert_done(chain_verify(test_db(), CHAIN_LEDGER, &chain, &err), &err);
	assert_true(chain_is_sound(&chain));
	assert_int_equal(chain.links, MODEL_ENTRIES);
}

static void the_trial_balance_adds_up(void **state) {
	(void)state;
	const struct ledger_line lines[] = {line("1131", 700), line("1132", 300),
	                                    line("4101", -1000)};
	struct ledger_entry e = entry_of("t", lines, 3);
	struct ledger_posted posted;
	assert_done(post(test_db(), &e, &posted), &err);
	struct arena a = ARENA_INIT(0);
	struct ledger_row *rows;
	size_t count;
	struct ledger_filter f = {.booked_to = DATE_OPEN, .known_at = INSTANT_OPEN};
	assert_done(ledger_trial(test_db(), &f, &a, &rows, &count, &err), &err);
	assert_int_equal(count, 3);
	int64_t debit = 0, credit = 0;
	for (size_t i = 0; i < count; i++) {
		debit += rows[i].debit.v;
		credit += rows[i].credit.v;
	}
	assert_int_equal(debit, 1000);
	assert_int_equal(credit, 1000);
	assert_done(ledger_assert(test_db(), STR("nhi"), STR("1131"), STR("test"), twd(700), &err),
	            &err);
	assert_int_equal(
	        ledger_assert(test_db(), STR("nhi"), STR("1131"), STR("test"), twd(701), &err),
	        NHI_LEDGER_BALANCE);
	arena_free(&a);
}

/* More rows than a portion of a stream, through the bulk writer and back. */
static void an_entry_of_many_lines_is_read_back_whole(void **state) {
	(void)state;
	enum { LINES = 12001 };
	static struct ledger_line lines[LINES];
	for (size_t i = 0; i < LINES; i++) {
		lines[i] = line("1131", i + 1 < LINES ? 1 : 1 - LINES);
		lines[i].party = LEDGER_PERSON;
		lines[i].party_id = (int64_t)i + 1;
	}
	struct ledger_entry e = entry_of("many", lines, LINES);
	struct ledger_posted posted;
	assert_done(post(test_db(), &e, &posted), &err);
	struct ledger_findings found;
	assert_done(ledger_verify(test_db(), &found, &err), &err);
	assert_int_equal(found.postings, LINES);
	assert_int_equal(found.altered + found.unbalanced, 0);
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(a_repeated_key_returns_the_first_entry),
        STORE_TEST(an_entry_that_two_post_at_once_stands_once),
        STORE_TEST(an_unbalanced_entry_is_refused),
        STORE_TEST(balances_agree_with_a_simple_model),
        STORE_TEST(the_trial_balance_adds_up),
        STORE_TEST(an_entry_of_many_lines_is_read_back_whole),
};

STORE_MAIN(tests)
