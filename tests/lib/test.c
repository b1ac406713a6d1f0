/* test.c: see test.h. */
#include "test.h"

#include "base/file.h"

#include <ftw.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, PATHS_MAX = 256, OPEN_FOLDERS_MAX = 16 };

static size_t skipped;

/* The line is read by count_cases.c. */
void test_leave_out(const char *name, const char *why, const char *file, int line) {
	printf("left out: %s: %s\n", name, why);
	skipped++;
	_skip(file, line);
}

int test_end(size_t count, int failed) {
	/* A failed set-up of the group leaves no test run: cmocka then returns a negative number.
	 */
	size_t bad = failed < 0 ? count : (size_t)failed;
	if (skipped > 0) printf("%zu skipped\n", skipped);
	printf("%zu passed, %zu failed\n", count - bad - skipped, bad);
	return bad == 0 ? 0 : 1;
}

void test_same_text(struct str actual, struct str expected, const char *what, const char *file,
                    int line) {
	if (str_eq(actual, expected)) return;
	print_error("%s:\n  expected: %.*s\n  got:      %.*s\n", what, STR_ARG(expected),
	            STR_ARG(actual));
	_fail(file, line);
}

static uint64_t seed(void) {
	int64_t v;
	return str_to_i64(str_from(getenv("NHI_TEST_SEED")), 0, INT64_MAX, &v) ? (uint64_t)v : 1;
}

struct test_random test_random_start(void) {
	print_message("seed %llu\n", (unsigned long long)seed());
	return (struct test_random){seed()};
}

/* splitmix64: every state gives a good number, also 0 and 1. */
uint64_t test_random_u64(struct test_random *r) {
	uint64_t z = r->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

int64_t test_random_between(struct test_random *r, int64_t min, int64_t max) {
	uint64_t span = (uint64_t)max - (uint64_t)min + 1;
	uint64_t v = test_random_u64(r);
	return (int64_t)((uint64_t)min + (span == 0 ? v : v % span));
}

static char paths[PATHS_MAX][PATH_SIZE];
static size_t path_count;

/* Cuts the last part off a path. */
static void cut_last(char *path) {
	char *slash = strrchr(path, '/');
	if (slash != NULL) *slash = '\0';
}

/* A test run by hand finds its tree by its own place: <source>/<build>/tests/<program>. */
static void set_folders(void) {
	static bool done;
	char path[PATH_SIZE];
	ssize_t n = done ? 0 : readlink("/proc/self/exe", path, sizeof path - 1);
	done = true;
	if (n <= 0) return;
	path[n] = '\0';
	cut_last(path);
	cut_last(path);
	if (setenv("NHI_BUILD", path, 0) != 0) fail_msg("cannot set NHI_BUILD");
	cut_last(path);
	if (setenv("NHI_SOURCE", path, 0) != 0) fail_msg("cannot set NHI_SOURCE");
	if (setenv("NHI_DATA", getenv("NHI_SOURCE"), 0) != 0) fail_msg("cannot set NHI_DATA");
}

const char *test_build(void) {
	set_folders();
	return getenv("NHI_BUILD");
}

const char *test_source(const char *relative) {
	set_folders();
	const char *root = getenv("NHI_SOURCE");
	if (path_count == PATHS_MAX) fail_msg("test_source was called too often");
	char *path = paths[path_count++];
	(void)snprintf(path, PATH_SIZE, "%s/%s", root == NULL ? "." : root, relative);
	return path;
}

static char folder[PATH_SIZE];

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *ftw) {
	(void)s, (void)kind, (void)ftw; /* nftw's shape */
	return remove(path);
}

static void remove_folder(void) {
	/* Left-overs in the temporary folder are no reason to fail a test that passed. */
	(void)nftw(folder, remove_one, OPEN_FOLDERS_MAX, FTW_DEPTH | FTW_PHYS);
}

const char *test_folder(void) {
	if (folder[0] != '\0') return folder;
	const char *base = getenv("TMPDIR");
	(void)snprintf(folder, sizeof folder, "%s/nhi-test.XXXXXX", base == NULL ? "/tmp" : base);
	if (mkdtemp(folder) == NULL) fail_msg("cannot make %s", folder);
	if (atexit(remove_folder) != 0) fail_msg("cannot register the removal of %s", folder);
	return folder;
}
