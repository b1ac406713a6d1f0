/* test.h: what a unit test includes: cmocka, the closing line, seeded random numbers, the folders.
 *
 * A program is tests/unit/test_<concept>.c; the build finds it by its name. It ends with
 *     int main(void) { return TEST_MAIN(tests); }
 * which runs the array of cmocka_unit_test rows and prints `N passed, N failed`, before it `N
 * skipped` when some were. */
#ifndef TESTS_LIB_TEST_H
#define TESTS_LIB_TEST_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Runs the group and prints the closing line; returns the exit code. */
#define TEST_MAIN(tests) test_end(COUNT_OF(tests), cmocka_run_group_tests((tests), NULL, NULL))
/* The same with a set-up and tear-down of the whole group. */
#define TEST_MAIN_WITH(tests, set_up, tear_down)                                                   \
	test_end(COUNT_OF(tests), cmocka_run_group_tests((tests), (set_up), (tear_down)))

/* Leaves the case out because the machine or the checkout lacks something that it needs: it then
 * counts as skipped, not as passed, and `why` is printed. cmocka's own skip() says and counts
 * nothing, so it does not compile here. A case that can never run somewhere is not listed there. */
#undef skip
#define test_skip(why) test_leave_out(__func__, (why), __FILE__, __LINE__)
void test_leave_out(const char *name, const char *why, const char *file, int line);

int test_end(size_t count, int failed);

/* Compare a struct str or the contents of a struct buf with a literal. */
#define assert_str(actual, expected)                                                               \
	test_same_text((actual), str_from(expected), #actual, __FILE__, __LINE__)
#define assert_buf(actual, expected)                                                               \
	test_same_text(buf_str(&(actual)), str_from(expected), #actual, __FILE__, __LINE__)
void test_same_text(struct str actual, struct str expected, const char *what, const char *file,
                    int line);

/* Random numbers for property tests: the same sequence for the same seed on every machine. The
 * seed is 1, or NHI_TEST_SEED; a failing property prints it with test_seed_hint. */
struct test_random {
	uint64_t state;
};
struct test_random test_random_start(void);
uint64_t test_random_u64(struct test_random *r);
/* Within [min, max]. */
int64_t test_random_between(struct test_random *r, int64_t min, int64_t max);

/* Absolute path of a file of the source tree: test_source("law") or "../shared/data/grades.csv".
 * The text lives until the end of the program. */
const char *test_source(const char *relative);
/* The build folder, which holds the program `nhi`. */
const char *test_build(void);
/* A fresh empty folder that is removed when the program ends; the same one for each call. */
const char *test_folder(void);

#endif
