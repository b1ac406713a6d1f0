/* count_cases.c: the closing line of ./test: sums the cases of every test program.
 *
 *     count_cases meson-logs/testlog.json
 *
 * A program that ends in `N passed, N failed` counts so; a plain cmocka program by its own lines;
 * any other as one case. A program that failed without naming a failed case counts one. A line
 * `left out: WHAT: WHY` is a case that was skipped: it is printed again and never counts as passed;
 * so does a program that leaves with 77 because something is not installed. */
#include "base/file.h"

#include <jansson.h>

enum { LOG_BYTES_MAX = 256 * 1024 * 1024 };

struct count {
	int64_t passed, failed, skipped;
};

/* Reads "[…] N passed, N failed". */
static bool closing_line(struct str line, struct count *out) {
	size_t at = str_find(line, STR(" passed, "));
	if (at == line.n || !str_ends(line, STR(" failed"))) return false;
	struct str failed = str_slice(line, at + STR(" passed, ").n, line.n - STR(" failed").n);
	return str_to_i64(str_slice(line, 0, at), 0, INT64_MAX, &out->passed) &&
	       str_to_i64(failed, 0, INT64_MAX, &out->failed);
}

/* "[  PASSED  ] 5 test(s)." and "[  FAILED  ] 2 test(s), listed below:". */
static void cmocka_line(struct str line, struct count *out) {
	bool passed = str_starts(line, STR("[  PASSED  ] "));
	int64_t n;
	if (!passed && !str_starts(line, STR("[  FAILED  ] "))) return;
	line = str_slice(line, STR("[  PASSED  ] ").n, line.n);
	if (str_to_i64(str_cut(&line, ' '), 0, INT64_MAX, &n) && str_starts(line, STR("test(s)")))
		*(passed ? &out->passed : &out->failed) += n;
}

enum { EXIT_LEFT_OUT = 77 };

static struct count count_one(struct str out, struct str err, int64_t exit_code) {
	int64_t skipped = 0;
	struct count closing = {0}, cmocka = {0};
	bool closed = false;
	while (out.n > 0) {
		struct str line = str_cut(&out, '\n');
		closed = closing_line(line, &closing) || closed;
		cmocka_line(line, &cmocka);
		if (!str_starts(line, STR("left out: "))) continue;
		printf("%.*s\n", STR_ARG(line));
		skipped++;
	}
	while (err.n > 0) cmocka_line(str_cut(&err, '\n'), &cmocka);
	struct count c = closed ? closing : cmocka;
	c.skipped = skipped;
	if (exit_code == EXIT_LEFT_OUT && skipped > 0) return c;
	if (c.passed + c.failed + skipped == 0) c.passed = exit_code == 0;
	if (exit_code != 0 && c.failed == 0) c.failed = 1;
	return c;
}

int main(int argc, char **argv) {
	struct arena arena = ARENA_INIT(LOG_BYTES_MAX);
	struct str log;
	struct count sum = {0};
	if (argc != 2 || file_read(&arena, argv[1], LOG_BYTES_MAX, &log, NULL) != NHI_OK) {
		puts("0 passed, 1 failed");
		return 1;
	}
	while (log.n > 0) {
		struct str line = str_cut(&log, '\n');
		json_t *test = json_loadb(line.p, line.n, 0, NULL);
		if (test == NULL) continue;
		int64_t exit_code = json_integer_value(json_object_get(test, "returncode"));
		struct count c = count_one(
		        str_from(json_string_value(json_object_get(test, "stdout"))),
		        str_from(json_string_value(json_object_get(test, "stderr"))), exit_code);
		if (c.failed > 0)
			printf("FAILED: %s\n", json_string_value(json_object_get(test, "name")));
		sum.passed += c.passed;
		sum.failed += c.failed;
		sum.skipped += c.skipped;
		json_decref(test);
	}
	arena_free(&arena);
	if (sum.passed == 0) sum.failed++; /* no test at all is no success */
	if (sum.skipped > 0) printf("%lld skipped\n", (long long)sum.skipped);
	printf("%lld passed, %lld failed\n", (long long)sum.passed, (long long)sum.failed);
	return sum.failed == 0 ? 0 : 1;
}
