/* test_document.c: the runner of transcripts can itself fail: wildcards, mismatches, exit codes. */
#include "document.h"

#include "base/file.h"
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

static void a_pattern_matches_within_a_line(void **state) {
	(void)state;
	assert_true(document_line_matches(STR("a[..]c"), STR("abbc")));
	assert_true(document_line_matches(STR("a[..]c"), STR("ac")));
	assert_true(document_line_matches(STR("[..]"), STR("")));
	assert_true(document_line_matches(STR("a[..]b[..]c"), STR("a-b-b-c")));
	assert_false(document_line_matches(STR("a[..]c"), STR("abcd")));
	assert_false(document_line_matches(STR("a[..]b[..]c"), STR("a-c")));
	assert_false(document_line_matches(STR("abc"), STR("abcd")));
}

/* Runs a document with messages thrown away; returns its counts. */
static struct document_result run(const char *text, bool bless) {
	static char path[4200];
	struct arena a = ARENA_INIT(0);
	struct document d;
	struct document_result result = {0, 0};
	(void)snprintf(path, sizeof path, "%s/document.t", test_folder());
	assert_int_equal(file_write(path, str_from(text), NULL), NHI_OK);
	assert_int_equal(document_read(&d, &a, path, NULL), NHI_OK);
	fflush(stderr);
	int kept = dup(2), null = open("/dev/null", O_WRONLY);
	assert_true(kept >= 0 && null >= 0 && dup2(null, 2) == 2);
	enum nhi_status st = document_run(&d, test_folder(), bless, &result, NULL);
	fflush(stderr);
	assert_true(dup2(kept, 2) == 2);
	close(kept);
	close(null);
	assert_int_equal(st, NHI_OK);
	arena_free(&a);
	return result;
}

static void each_way_to_differ_is_a_failure(void **state) {
	(void)state;
	static const struct {
		const char *text;
		size_t passed, failed;
	} rows[] = {
	        {"  $ echo a\n  a\n", 1, 0},
	        {"  $ echo a\n  b\n", 0, 1},
	        {"  $ echo a\n", 0, 1},
	        {"  $ true\n  a\n", 0, 1},
	        {"  $ exit 3\n  [3]\n", 1, 0},
	        {"  $ exit 3\n", 0, 1},
	        {"  $ exit 3\n  [4]\n", 0, 1},
	        {"  $ echo a >&2\n  ! a\n", 1, 0},
	        {"  $ echo a >&2\n  a\n", 0, 1},
	        {"  $ printf a\n  a\n", 0, 1},
	        {"  $ printf a\n  a\n  \\ (no line end)\n", 1, 0},
	        {"  $ echo '$ a'; echo '[1]'; echo ...\n  \\$ a\n  \\[1]\n  \\...\n", 1, 0},
	        {"  $ seq 1 9\n  1\n  ...\n  8\n  9\n", 1, 0},
	        {"  $ seq 1 9\n  1\n  ...\n  7\n  9\n", 0, 1},
	        {"  $ echo a; echo; echo b\n  a\n\n  b\n\nprose\n", 1, 0},
	        {"prose\n\n  $ echo a \\\n  > b\n  a b\n\n  $ cat\n", 2, 0},
	        {"  $ echo kept >file\n\n  $ cat file\n  kept\n", 2, 0},
	        {"  $ kill -9 $$\n  [137]\n", 1, 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct document_result r = run(rows[i].text, false);
		if (r.passed != rows[i].passed || r.failed != rows[i].failed)
			fail_msg("%s: %zu passed, %zu failed", rows[i].text, r.passed, r.failed);
	}
}

static void blessing_writes_what_was_printed_and_keeps_what_matches(void **state) {
	(void)state;
	char path[4200];
	struct arena a = ARENA_INIT(0);
	struct str text;
	(void)run("head: x\n\n  $ seq 1 3\n  ...\n\nprose\n\n  $ echo b; exit 2\n  a\n\nend\n",
	          true);
	(void)snprintf(path, sizeof path, "%s/document.t", test_folder());
	assert_int_equal(file_read(&a, path, 1000, &text, NULL), NHI_OK);
	assert_str(text,
	           "head: x\n\n  $ seq 1 3\n  ...\n\nprose\n\n  $ echo b; exit 2\n  b\n  [2]\n"
	           "\nend\n");
	arena_free(&a);
}

static void a_document_without_a_command_is_refused(void **state) {
	(void)state;
	char path[4200];
	struct arena a = ARENA_INIT(0);
	struct document d;
	(void)snprintf(path, sizeof path, "%s/empty.t", test_folder());
	assert_int_equal(file_write(path, STR("$ echo not indented\n"), NULL), NHI_OK);
	assert_int_equal(document_read(&d, &a, path, NULL), NHI_INPUT);
	arena_free(&a);
}

static void the_head_is_read_by_name(void **state) {
	(void)state;
	char path[4200];
	struct arena a = ARENA_INIT(0);
	struct document d;
	(void)snprintf(path, sizeof path, "%s/head.t", test_folder());
	assert_int_equal(
	        file_write(path, STR("title: a: b\nneeds: x\n\nlate: y\n  $ true\n"), NULL),
	        NHI_OK);
	assert_int_equal(document_read(&d, &a, path, NULL), NHI_OK);
	assert_str(document_head(&d, "title"), "a: b");
	assert_str(document_head(&d, "needs"), "x");
	assert_str(document_head(&d, "late"), "");
	arena_free(&a);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_pattern_matches_within_a_line),
	        cmocka_unit_test(each_way_to_differ_is_a_failure),
	        cmocka_unit_test(blessing_writes_what_was_printed_and_keeps_what_matches),
	        cmocka_unit_test(a_document_without_a_command_is_refused),
	        cmocka_unit_test(the_head_is_read_by_name),
	};
	return TEST_MAIN(tests);
}
