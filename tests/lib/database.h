/* database.h: store tests run on both databases. STORE_MAIN runs every test on SQLite and again on
 * PostgreSQL when NHI_TEST_PG names a server (tests/lib/pg.sh); each test has a fresh, migrated
 * database of its own. */
#ifndef TESTS_LIB_DATABASE_H
#define TESTS_LIB_DATABASE_H

#include "store/act.h"
#include "test.h"

/* A connection to the database of this test; closed after it. The first call makes the database. */
struct db *test_db(void);
/* One more connection to the same; the test closes it. */
struct db *test_db_again(unsigned flags);
const char *test_db_url(void);
enum db_kind test_db_kind(void);
/* URL of one more database, empty, for tests that make their own. */
const char *test_db_empty(void);

/* Fails the test with the error's message. */
#define assert_done(status, err) test_assert_done((status), (err), __FILE__, __LINE__)
void test_assert_done(enum nhi_status status, const struct err *err, const char *file, int line);

/* Begins an act in the open transaction of `db`. */
struct act test_act(struct db *db, const char *purpose);

int test_db_set_up(void **state);
int test_db_tear_down(void **state);
bool test_db_next_kind(void); /* false when both were run */

#define STORE_TEST(function)                                                                       \
	cmocka_unit_test_setup_teardown(function, test_db_set_up, test_db_tear_down)
#define STORE_MAIN(tests)                                                                          \
	int main(void) {                                                                           \
		size_t runs = 0;                                                                   \
		int failed = 0;                                                                    \
		while (test_db_next_kind()) {                                                      \
			failed += cmocka_run_group_tests((tests), NULL, NULL);                     \
			runs += COUNT_OF(tests);                                                   \
		}                                                                                  \
		return test_end(runs, failed);                                                     \
	}
/* The same with tests of what only one of the databases has. */
#define STORE_MAIN_WITH(tests, sqlite_tests, postgresql_tests)                                     \
	int main(void) {                                                                           \
		size_t runs = 0;                                                                   \
		int failed = 0;                                                                    \
		while (test_db_next_kind()) {                                                      \
			bool lite = test_db_kind() == DB_SQLITE;                                   \
			failed += cmocka_run_group_tests((tests), NULL, NULL);                     \
			failed += lite ? cmocka_run_group_tests((sqlite_tests), NULL, NULL)        \
			               : cmocka_run_group_tests((postgresql_tests), NULL, NULL);   \
			runs += COUNT_OF(tests) +                                                  \
			        (lite ? COUNT_OF(sqlite_tests) : COUNT_OF(postgresql_tests));      \
		}                                                                                  \
		return test_end(runs, failed);                                                     \
	}

#endif
