/* run_transcripts.c: runs tests/transcript/<name>.t, or the files named.
 *
 *     run_transcripts [--bless] [FILE…]
 *
 * A document with a head line `needs: PATH` (relative to the source folder) is left out when PATH
 * is missing, and said so. The closing line counts commands. */
#include "lib/session.h"

#include "base/file.h"
#include "lib/test.h"

enum { PATH_SIZE = 4096 };

static bool is_present(const struct document *d) {
	char wanted[PATH_SIZE];
	struct str needs = document_head(d, "needs");
	(void)snprintf(wanted, sizeof wanted, "%.*s", STR_ARG(needs));
	bool present = needs.n == 0 || file_exists(test_source(wanted));
	if (!present) printf("left out: %s: %s is missing\n", d->path, wanted);
	return present;
}

static void run_file(const char *path, size_t number, bool bless, struct document_result *sum) {
	struct arena arena = ARENA_INIT(0);
	struct err err = ERR_INIT;
	struct document d;
	enum nhi_status st = document_read(&d, &arena, path, &err);
	if (st == NHI_OK && is_present(&d))
		st = document_run(&d, session_folder(number), bless, sum, &err);
	if (st != NHI_OK) {
		session_complain(path, &err);
		sum->failed++;
	}
	arena_free(&arena);
}

static void run_folder(bool bless, struct document_result *sum) {
	struct arena arena = ARENA_INIT(0);
	struct err err = ERR_INIT;
	struct file_list list;
	const char *folder = test_source("tests/transcript");
	if (file_list(&arena, folder, ".t", &list, &err) != NHI_OK) {
		session_complain(folder, &err);
		sum->failed++;
	}
	for (size_t i = 0; i < list.count; i++) {
		char path[PATH_SIZE];
		(void)snprintf(path, sizeof path, "%s/%s", folder, list.name[i].p);
		run_file(path, i, bless, sum);
	}
	arena_free(&arena);
}

int main(int argc, char **argv) {
	bool bless = argc > 1 && str_is(str_from(argv[1]), "--bless");
	struct document_result sum = {0, 0};
	int first = bless ? 2 : 1;
	session_start();
	/* The transcripts stand on SQLite: sealed secrets have their key beside it. */
	(void)unsetenv("NHI_KEY_FILE");
	if (first == argc) run_folder(bless, &sum);
	for (int i = first; i < argc; i++) run_file(argv[i], (size_t)i, bless, &sum);
	printf("%zu passed, %zu failed\n", sum.passed, sum.failed);
	return sum.failed == 0 ? 0 : 1;
}
