/* store.c: what the store does in a second, on SQLite and, under tests/lib/pg.sh, on PostgreSQL:
 * durable acts beside the disk's own rate of synchronised writes, ledger entries, bulk rows, rows
 * read back, reads of persons recorded by group commit. */
#include "bench.h"

#include "base/file.h"
#include "store/ledger.h"
#include "store/migrate.h"
#include "store/read_audit.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

enum { PAGE_BYTES = 8192, READERS = 32 };

static struct err err;

static void need(enum nhi_status st) {
	if (st == NHI_OK) return;
	struct buf text = BUF_INIT(0);
	err_message(&err, "en", &text);
	fprintf(stderr, "%s: %.*s\n", err.where, STR_ARG(buf_str(&text)));
	exit(4);
}

static void print_rate(const char *what, int64_t count, int64_t ns) {
	printf("  %-58s %9.0f/s\n", what, (double)count * 1e9 / (double)(ns > 0 ? ns : 1));
}

static void bench_disk(const char *folder, int64_t times) {
	char path[4096], page[PAGE_BYTES] = {0};
	(void)snprintf(path, sizeof path, "%s/sync", folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	int64_t from = bench_now_ns();
	for (int64_t i = 0; i < times; i++)
		if (pwrite(fd, page, sizeof page, i * PAGE_BYTES) != PAGE_BYTES ||
		    fdatasync(fd) != 0)
			exit(4);
	print_rate("8 KiB written and synchronised, the disk alone", times, bench_now_ns() - from);
	if (close(fd) != 0 || unlink(path) != 0) exit(4);
}

static enum nhi_status one_act(struct db *db, void *context, struct err *e) {
	struct act_request r = {.actor = STR("bench"), .purpose = STR("bench")};
	return act_begin(db, &r, context, e);
}

struct post {
	int64_t number;
	struct ledger_line *line;
	size_t count;
};

static enum nhi_status one_entry(struct db *db, void *context, struct err *e) {
	const struct post *p = context;
	struct act act;
	struct ledger_posted posted;
	char key[32];
	(void)snprintf(key, sizeof key, "bench %lld", (long long)p->number);
	struct ledger_entry entry = {.key = str_from(key),
	                             .booked_on = 20000,
	                             .source = STR("bench"),
	                             .line = p->line,
	                             .line_count = p->count};
	enum nhi_status st = one_act(db, &act, e);
	return st == NHI_OK ? ledger_post(db, &act, &entry, &posted, e) : st;
}

static void bench_writes(struct db *db, int64_t times, int64_t rows) {
	struct act act;
	int64_t from = bench_now_ns();
	for (int64_t i = 0; i < times; i++) need(db_transact(db, DB_WRITE, one_act, &act, &err));
	print_rate("acts, a durable transaction each, one connection", times,
	           bench_now_ns() - from);
	struct arena arena = ARENA_INIT(0);
	struct ledger_line *line = ARENA_ARRAY(&arena, (size_t)rows, struct ledger_line);
	if (line == NULL) exit(4);
	for (int64_t i = 0; i < rows; i++)
		line[i] = (struct ledger_line){.fund = STR("nhi"),
		                               .account = STR("1131"),
		                               .amount = twd(i + 1 < rows ? 1 : 1 - rows),
		                               .party = LEDGER_UNIT,
		                               .party_id = i + 1};
	from = bench_now_ns();
	for (int64_t i = 0; i < times; i++) {
		struct ledger_line pair[2] = {line[0], line[0]};
		struct post p = {i, pair, 2};
		pair[1].amount.v = -pair[0].amount.v;
		need(db_transact(db, DB_WRITE, one_entry, &p, &err));
	}
	print_rate("ledger entries of two lines, a durable transaction each", times,
	           bench_now_ns() - from);
	from = bench_now_ns();
	struct post p = {times, line, (size_t)rows};
	need(db_transact(db, DB_WRITE, one_entry, &p, &err));
	print_rate("postings in one entry: bulk rows with key and two indexes", rows,
	           bench_now_ns() - from);
	arena_free(&arena);
	struct ledger_findings found;
	from = bench_now_ns();
	need(ledger_verify(db, &found, &err));
	print_rate("postings read in order and hashed (nhi ledger verify)", found.postings,
	           bench_now_ns() - from);
}

struct reader {
	struct read_audit *ra;
	int64_t reads;
};

static void *read_persons(void *context) {
	struct reader *r = context;
	for (int64_t i = 1; i <= r->reads; i++) {
		struct read_event e = {.person_id = i,
		                       .actor = STR("bench"),
		                       .purpose = STR("bench"),
		                       .view = STR("person")};
		if (read_audit_record(r->ra, &e, NULL) != NHI_OK) exit(4);
	}
	return NULL;
}

static void bench_reads(const char *url, const char *data, int64_t reads) {
	struct reader r = {.reads = reads};
	pthread_t thread[READERS];
	need(read_audit_open(&r.ra, url, data, &err));
	int64_t from = bench_now_ns();
	for (int i = 0; i < READERS; i++)
		if (pthread_create(&thread[i], NULL, read_persons, &r) != 0) exit(4);
	for (int i = 0; i < READERS; i++)
		if (pthread_join(thread[i], NULL) != 0) exit(4);
	print_rate("reads of persons recorded, 32 threads, group commit", READERS * reads,
	           bench_now_ns() - from);
	read_audit_close(r.ra);
}

static void bench_database(const char *url, int64_t times, int64_t rows) {
	const char *data = getenv("NHI_DATA") == NULL ? "." : getenv("NHI_DATA");
	struct db *db;
	size_t applied;
	need(db_open(&db, url, data, DB_CREATE | DB_ANY_VERSION, &err));
	need(migrate_up(db, &applied, &err));
	printf("%s, %lld transactions, %lld rows\n",
	       db_kind(db) == DB_SQLITE ? "SQLite" : "PostgreSQL", (long long)times,
	       (long long)rows);
	bench_writes(db, times, rows);
	db_close(db);
	bench_reads(url, data, times / 4 + 1);
}

int main(int argc, char **argv) {
	int64_t times = bench_option(argc, argv, "--times", 500);
	int64_t rows = bench_option(argc, argv, "--rows", 300000);
	char folder[] = "/tmp/nhi-bench.XXXXXX", url[64];
	if (mkdtemp(folder) == NULL) return 4;
	(void)snprintf(url, sizeof url, "sqlite:%s/bench.db", folder);
	bench_disk(folder, times);
	bench_database(url, times, rows);
	if (getenv("NHI_TEST_PG") != NULL)
		bench_database(getenv("NHI_TEST_PG"), times, rows);
	else
		printf("PostgreSQL: not done; run tests/lib/pg.sh bench/run.sh store\n");
	char command[128];
	(void)snprintf(command, sizeof command, "%s/bench.db", folder);
	if (unlink(command) != 0 || rmdir(folder) != 0) return 4;
	return 0;
}
