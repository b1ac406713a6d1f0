/* run_transcripts.c: runs tests/transcript/<name>.t, or the files named.
 *
 *     run_transcripts [--bless] [FILE…]
 *
 * The program is found through NHI_BUILD (its folder goes in front of PATH), data through
 * NHI_SOURCE. A document with a head line `needs: PATH` (relative to the source folder) is left out
 * when PATH is missing, and said so. The closing line counts commands. */
#include "lib/document.h"

#include "base/file.h"
#include "lib/test.h"

#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

static void set(const char *name, const char *value) {
	if (setenv(name, value, 1) != 0) fprintf(stderr, "cannot set %s\n", name);
}

/* The same surroundings for every command, whoever runs the test and where. */
static void set_surroundings(void) {
	const char *old = getenv("PATH");
	char path[PATH_SIZE];
	(void)snprintf(path, sizeof path, "%s:%s", test_build(),
	               old == NULL ? "/usr/bin:/bin" : old);
	set("PATH", path);
	set("NHI_DATA", test_source(""));
	set("SOURCE", test_source(""));
	set("LC_ALL", "C.UTF-8");
	set("TZ", "UTC");
	set("NO_COLOR", "1");
	set("COLUMNS", "100");
	(void)unsetenv("NHI_DB"); /* absent is what we want */
}

/* A fresh folder for one document, below the folder of this run. */
static const char *fresh_folder(size_t number) {
	static char folder[PATH_SIZE];
	(void)snprintf(folder, sizeof folder, "%s/%zu", test_folder(), number);
	if (mkdir(folder, 0700) != 0) fprintf(stderr, "cannot make %s\n", folder);
	set("HOME", folder);
	return folder;
}

static bool run_file(const char *path, size_t number, bool bless, struct document_result *sum) {
	struct arena arena = ARENA_INIT(0);
	struct err err = ERR_INIT;
	struct document d;
	enum nhi_status st = document_read(&d, &arena, path, &err);
	struct str needs = st == NHI_OK ? document_head(&d, "needs") : STR("");
	bool present = true;
	if (needs.n > 0) {
		char wanted[PATH_SIZE];
		(void)snprintf(wanted, sizeof wanted, "%.*s", STR_ARG(needs));
		present = file_exists(test_source(wanted));
		if (!present) fprintf(stderr, "%s: left out, %s is missing\n", path, wanted);
	}
	if (st == NHI_OK && present) st = document_run(&d, fresh_folder(number), bless, sum, &err);
	if (st != NHI_OK) {
		struct buf text = BUF_INIT(0);
		err_message(&err, "en", &text);
		fprintf(stderr, "%s: %.*s\n", path, STR_ARG(buf_str(&text)));
		buf_free(&text);
		sum->failed++;
	}
	arena_free(&arena);
	return st == NHI_OK;
}

static void run_folder(bool bless, struct document_result *sum) {
	struct arena arena = ARENA_INIT(0);
	struct err err = ERR_INIT;
	struct file_list list;
	const char *folder = test_source("tests/transcript");
	if (file_list(&arena, folder, ".t", &list, &err) != NHI_OK) {
		fprintf(stderr, "%s: cannot be read\n", folder);
		sum->failed++;
	}
	for (size_t i = 0; i < list.count; i++) {
		char path[PATH_SIZE];
		(void)snprintf(path, sizeof path, "%s/%s", folder, list.name[i].p);
		(void)run_file(path, i, bless, sum); /* a failure is counted */
	}
	arena_free(&arena);
}

int main(int argc, char **argv) {
	bool bless = argc > 1 && str_is(str_from(argv[1]), "--bless");
	struct document_result sum = {0, 0};
	set_surroundings();
	int first = bless ? 2 : 1;
	if (first == argc) run_folder(bless, &sum);
	for (int i = first; i < argc; i++) (void)run_file(argv[i], (size_t)i, bless, &sum);
	printf("%zu passed, %zu failed\n", sum.passed, sum.failed);
	return sum.failed == 0 ? 0 : 1;
}
