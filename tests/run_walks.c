/* run_walks.c: runs tests/walks/<id>.walk, each on a fresh copy of the demo database, and makes
 * catalogue/coverage.csv from those that passed (DESIGN §9: depth and proof are never typed).
 *
 *     run_walks [--write | --bless | --smoke] [FILE…]
 *
 * A walk is a document (lib/document.h) with a head:
 *     title: what a person gets done, as a sentence
 *     rows: ids of the seed that it proves, by blanks
 *     role: who walks (citizen, employer, clerk, officer, operator …)
 *     served-by: service:ID | batch:ID | register:ID | report:ID, by blanks
 *     depth: full | case | reference
 * Its commands act on the database that NHI_DB names. Without FILE the committed coverage.csv must
 * be what the walks prove; --write brings it up to date. --bless writes into the walks what their
 * commands printed. --smoke runs those whose head says `smoke: both` on PostgreSQL (NHI_TEST_PG).
 */
#include "lib/session.h"

#include "base/csv.h"
#include "base/file.h"
#include "lib/shell.h"
#include "lib/test.h"

enum {
	PATH_SIZE = 4096,
	PROOFS_MAX = 4000,
	DEMO_SECONDS_MAX = 600,
	FILE_BYTES_MAX = 64 * 1024 * 1024
};

static const char *const depths[] = {"none", "reference", "case", "full"};

struct proof {
	struct str row, served_by, path; /* path from the source folder */
	size_t depth;                    /* index of depths */
};

struct walks {
	struct arena arena;
	struct proof proof[PROOFS_MAX];
	size_t proof_count;
	struct str seed; /* catalogue/seed.csv */
	char demo[PATH_SIZE];
	struct document_result sum;
	bool bless, smoke;
	size_t copies; /* databases made on the server */
};

static void walk_fail(struct walks *w, const char *path, const char *what) {
	fprintf(stderr, "%s: %s\n", path, what);
	w->sum.failed++;
}

/* ---- PostgreSQL: the demo is a database of the server, each walk a copy of it -------------------
 */

/* The server's URL with another database; NHI_TEST_PG names the database postgres. */
static bool server_url(const char *database, char out[PATH_SIZE]) {
	const char *server = getenv("NHI_TEST_PG");
	struct str u = str_from(server), mark = STR("/postgres?");
	size_t at = str_find(u, mark);
	if (u.n == 0 || at == u.n) return false;
	(void)snprintf(out, PATH_SIZE, "%.*s/%s?%.*s", (int)at, u.p, database,
	               STR_ARG(str_slice(u, at + mark.n, u.n)));
	return true;
}

static bool on_server(struct walks *w, const char *sql) {
	struct shell_result r = {.exit_code = 1};
	char command[PATH_SIZE];
	(void)snprintf(command, sizeof command, "psql -q \"$NHI_TEST_PG\" -c '%s'", sql);
	bool ok = shell_run(&w->arena, command, test_folder(), DEMO_SECONDS_MAX, &r) &&
	          r.exit_code == 0;
	if (!ok) fprintf(stderr, "psql: %.*s\n", STR_ARG(r.err));
	return ok;
}

static bool make_server_demo(struct walks *w) {
	struct shell_result r = {.exit_code = 1};
	char url[PATH_SIZE];
	if (!server_url("walks", url) || !on_server(w, "CREATE DATABASE walks")) return false;
	session_set("NHI_DB", url);
	bool ok = shell_run(&w->arena,
	                    "nhi demo --people 2390 --seed 1 && "
	                    "nhi user demo --now 2026-08-01T09:00:00+08:00",
	                    test_folder(), DEMO_SECONDS_MAX, &r) &&
	          r.exit_code == 0;
	if (!ok) fprintf(stderr, "nhi demo failed (%d): %.*s\n", r.exit_code, STR_ARG(r.err));
	(void)snprintf(w->demo, sizeof w->demo, "%s", url);
	return ok;
}

static bool copy_server_demo(struct walks *w) {
	char sql[128], name[32], url[PATH_SIZE];
	(void)snprintf(name, sizeof name, "walk%zu", ++w->copies);
	(void)snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE walks", name);
	if (!server_url(name, url) || !on_server(w, sql)) return false;
	session_set("NHI_DB", url);
	return true;
}

/* The demo is made once and copied for every walk. */
static bool make_demo(struct walks *w) {
	if (w->smoke) return make_server_demo(w);
	struct shell_result r = {.exit_code = 1};
	(void)snprintf(w->demo, sizeof w->demo, "%s/demo.db", test_folder());
	bool ok = shell_run(&w->arena,
	                    "nhi demo --people 2390 --seed 1 --db sqlite:demo.db && "
	                    "nhi user demo --now 2026-08-01T09:00:00+08:00 --db sqlite:demo.db",
	                    test_folder(), DEMO_SECONDS_MAX, &r) &&
	          r.exit_code == 0;
	if (!ok) fprintf(stderr, "nhi demo failed (%d): %.*s\n", r.exit_code, STR_ARG(r.err));
	return ok;
}

static bool copy_demo(struct walks *w, const char *folder) {
	if (w->smoke) return copy_server_demo(w);
	struct arena a = ARENA_INIT((size_t)2 * 1024 * 1024 * 1024);
	struct str bytes;
	char to[PATH_SIZE], url[PATH_SIZE + 16];
	(void)snprintf(to, sizeof to, "%s/nhi.db", folder);
	(void)snprintf(url, sizeof url, "sqlite:%s", to);
	bool ok = file_read(&a, w->demo, (size_t)1024 * 1024 * 1024, &bytes, NULL) == NHI_OK &&
	          file_write(to, bytes, NULL) == NHI_OK;
	session_set("NHI_DB", url);
	arena_free(&a);
	return ok;
}

static struct str take_word(struct str *rest) {
	*rest = str_trim(*rest);
	return str_cut(rest, ' ');
}

/* Is `row` an id of the inventory? Its rows begin with the id. */
static bool is_seed_row(const struct walks *w, struct str row) {
	char wanted[128];
	(void)snprintf(wanted, sizeof wanted, "\n%.*s,", STR_ARG(row));
	return str_find(w->seed, str_from(wanted)) < w->seed.n;
}

static size_t depth_of(struct str name) {
	for (size_t i = 0; i < COUNT_OF(depths); i++)
		if (str_is(name, depths[i])) return i;
	return COUNT_OF(depths);
}

static void read_head(struct walks *w, const struct document *d, struct str path) {
	static const char *const needed[] = {"title", "rows", "role", "served-by", "depth"};
	size_t depth = depth_of(document_head(d, "depth"));
	struct str rows = document_head(d, "rows");
	for (size_t i = 0; i < COUNT_OF(needed); i++)
		if (document_head(d, needed[i]).n == 0) walk_fail(w, d->path, needed[i]);
	if (depth == 0 || depth == COUNT_OF(depths))
		walk_fail(w, d->path, "depth: full|case|reference");
	for (struct str row = take_word(&rows); row.n > 0; row = take_word(&rows)) {
		if (!is_seed_row(w, row)) {
			fprintf(stderr, "%s: no row %.*s in the seed\n", d->path, STR_ARG(row));
			w->sum.failed++;
			continue;
		}
		if (w->proof_count == PROOFS_MAX) {
			walk_fail(w, d->path, "too many proofs");
			return;
		}
		struct str served = document_head(d, "served-by");
		w->proof[w->proof_count++] = (struct proof){row, served, path, depth};
	}
}

/* `path` from the source folder. A walk that fails proves nothing. */
static void run_walk(struct walks *w, const char *path, size_t number) {
	struct err err = ERR_INIT;
	struct document d;
	struct document_result result = {0, 0};
	size_t failed_before = w->sum.failed;
	const char *folder = session_folder(number);
	enum nhi_status st = document_read(&d, &w->arena, test_source(path), &err);
	if (st == NHI_OK && w->smoke && !str_is(document_head(&d, "smoke"), "both")) return;
	if (st == NHI_OK && !copy_demo(w, folder)) st = err_set(&err, NHI_IO, "nhi.db");
	if (st == NHI_OK) st = document_run(&d, folder, w->bless, &result, &err);
	if (st != NHI_OK) {
		session_complain(path, &err);
		result.failed++;
	}
	w->sum.passed += result.passed;
	w->sum.failed += result.failed;
	struct str kept;
	if (w->sum.failed == failed_before && arena_str(&w->arena, str_from(path), &kept))
		read_head(w, &d, kept);
}

static int by_row(const void *a, const void *b) {
	const struct proof *p = a, *q = b;
	int order = str_cmp(p->row, q->row);
	return order != 0 ? order : str_cmp(p->path, q->path);
}

static void put_word(struct buf *b, struct str word) {
	if (b->n > 0) buf_put_char(b, ' ');
	buf_put(b, word);
}

/* One row an id: the greatest depth, all that serve it, all that prove it. */
static void make_coverage(struct walks *w, struct buf *out) {
	buf_put_c(out, "id,depth,served_by,proof\n");
	qsort(w->proof, w->proof_count, sizeof w->proof[0], by_row);
	for (size_t i = 0; i < w->proof_count;) {
		struct buf served = BUF_INIT(0), proof = BUF_INIT(0);
		struct str row = w->proof[i].row;
		size_t depth = 0;
		for (; i < w->proof_count && str_eq(w->proof[i].row, row); i++) {
			const struct proof *p = &w->proof[i];
			if (p->depth > depth) depth = p->depth;
			if (str_find(buf_str(&served), p->served_by) == served.n)
				put_word(&served, p->served_by);
			put_word(&proof, p->path);
		}
		csv_put(out, 0, row);
		csv_put(out, 1, str_from(depths[depth]));
		csv_put(out, 2, buf_str(&served));
		csv_put(out, 3, buf_str(&proof));
		csv_end_row(out);
		buf_free(&served);
		buf_free(&proof);
	}
}

static void judge_coverage(struct walks *w, bool write) {
	const char *path = test_source("catalogue/coverage.csv");
	struct buf made = BUF_INIT(0);
	struct str committed = STR("");
	make_coverage(w, &made);
	if (file_read(&w->arena, path, FILE_BYTES_MAX, &committed, NULL) != NHI_OK && !write)
		fprintf(stderr, "%s is missing\n", path);
	if (str_eq(committed, buf_str(&made)))
		w->sum.passed++;
	else if (!write)
		walk_fail(w, "catalogue/coverage.csv",
		          "differs from what the walks prove; run `make coverage`");
	else if (w->sum.failed > 0)
		walk_fail(w, "catalogue/coverage.csv", "not written: a walk failed");
	else if (file_write(path, buf_str(&made), NULL) != NHI_OK)
		walk_fail(w, path, "cannot be written");
	buf_free(&made);
}

static void run_folder(struct walks *w, bool write) {
	struct file_list list;
	if (file_list(&w->arena, test_source("tests/walks"), ".walk", &list, NULL) != NHI_OK) {
		walk_fail(w, "tests/walks", "cannot be read");
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		char path[PATH_SIZE];
		(void)snprintf(path, sizeof path, "tests/walks/%s", list.name[i].p);
		run_walk(w, path, i);
	}
	if (!w->smoke) judge_coverage(w, write);
}

int main(int argc, char **argv) {
	static struct walks w;
	w.arena = ARENA_INIT((size_t)1024 * 1024 * 1024);
	bool write = argc > 1 && str_is(str_from(argv[1]), "--write");
	w.bless = argc > 1 && str_is(str_from(argv[1]), "--bless");
	w.smoke = argc > 1 && str_is(str_from(argv[1]), "--smoke");
	int first = write || w.bless || w.smoke ? 2 : 1;
	session_start();
	if (w.smoke && getenv("NHI_TEST_PG") == NULL) {
		puts("left out: PostgreSQL: NHI_TEST_PG is not set\n0 passed, 0 failed");
		return 0;
	}
	if (file_read(&w.arena, test_source("catalogue/seed.csv"), FILE_BYTES_MAX, &w.seed, NULL) !=
	    NHI_OK)
		walk_fail(&w, "catalogue/seed.csv", "cannot be read");
	if (!make_demo(&w))
		w.sum.failed++;
	else if (first == argc)
		run_folder(&w, write);
	for (int i = first; i < argc && w.demo[0] != '\0'; i++) run_walk(&w, argv[i], (size_t)i);
	printf("%zu passed, %zu failed\n", w.sum.passed, w.sum.failed);
	arena_free(&w.arena);
	return w.sum.failed == 0 ? 0 : 1;
}
