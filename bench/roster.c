/* roster.c: a file of enrolment filings into an empty register, and a second file of changes upon
 * it. bench_roster [--rows N]
 * The first file enrols insured persons and dependents (every third row), one row in a hundred has
 * a wrong check digit. The second transfers, changes amounts, and withdraws the same people. SQLite

 * in a temporary folder, or the empty database NHI_BENCH_DB, durable; the time runs from the bytes
 in memory to the commit with all
 * answers. Not done: reading the file from disk, xlsx. */
#include "engine/roster.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/ids.h"
#include "bench.h"
#include "engine/operator.h"
#include "store/act.h"
#include "store/unit.h"

#include <sys/resource.h>
#include <unistd.h>

enum { UNITS = 1000, PEOPLE_A_LETTER = 900000, DATE_FIRST = 18262 /* 2020-01-01 */ };

static void must(enum nhi_status st, const struct err *err) {
	if (st == NHI_OK) return;
	fprintf(stderr, "bench_roster: %s %.*s\n", status_name(st), (int)err->detail_n,
	        err->detail);
	exit(1);
}

static void put_id(struct buf *b, int64_t i) {
	char id[ID_PERSON_LENGTH + 1];
	id_make_person("ABCDEFGH"[i / PEOPLE_A_LETTER], "12"[i % 2],
	               (int32_t)(i % PEOPLE_A_LETTER * 7 % 9999999), id);
	if (i % 100 == 99) id[9] = (char)('0' + (id[9] - '0' + 1) % 10);
	buf_put_c(b, id);
}

static void put_unit(struct buf *b, int64_t i) { buf_printf(b, "3%08d", (int)(i / 3 % UNITS)); }

/* Rows 0, 3, 6 … are insured; the next is a dependent, the one after a second insured person. */
static struct str first_file(int64_t rows) {
	struct buf b = BUF_INIT((size_t)1 << 30);
	buf_put_c(&b, "action,unit,role,id,name,birth,insured_id,relation,amount,reason,date\n");
	for (int64_t i = 0; i < rows; i++) {
		bool follows = i % 3 == 1;
		buf_put_c(&b, "enrol,");
		put_unit(&b, i);
		buf_put_c(&b, follows ? ",2," : ",1,");
		put_id(&b, i);
		buf_printf(&b, ",測試%d,%d-0%d-1%d,", (int)(i % 1000),
		           follows ? 2015 : 1980 + (int)(i % 20), 1 + (int)(i % 9), (int)(i % 9));
		if (follows) put_id(&b, i - 1);
		buf_put_c(&b, follows ? ",子女,,隨同被保險人加保," : ",,36300,到職起薪,");
		buf_printf(&b, "2026-07-0%d\n", 7 + (int)(i / 3 % 3));
	}
	CHECK(buf_ok(&b));
	return buf_str(&b);
}

static struct str second_file(int64_t rows) {
	struct buf b = BUF_INIT((size_t)1 << 30);
	buf_put_c(&b, "action,unit,role,id,name,insured_id,relation,amount,reason,date\n");
	for (int64_t i = 0; i < rows; i++) {
		int64_t who = i % 3 == 1 ? i + 1 : i; /* only insured persons */
		if (who >= rows) who = rows - 1;
		const char *acts[] = {"amount", "transfer_in", "transfer_out"};
		int act = (int)(i % 3);
		buf_printf(&b, "%s,", acts[act]);
		put_unit(&b, act == 1 ? who + 3 : act == 2 ? who + 3 : who);
		buf_put_c(&b, ",1,");
		put_id(&b, who);
		buf_printf(&b, ",測試%d,,,%s,,2026-07-%d\n", (int)(who % 1000),
		           act == 2 ? "" : "40100",
		           act == 0   ? 10
		           : act == 1 ? 15
		                      : 25);
	}
	CHECK(buf_ok(&b));
	return buf_str(&b);
}

static enum nhi_status units(struct db *db, void *context, struct err *err) {
	(void)context;
	struct act act;
	const struct act_request request = {.actor = STR("bench"), .purpose = STR("bench")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	for (int i = 0; st == NHI_OK && i < UNITS; i++) {
		char code[16];
		int64_t id;
		const struct unit_fact f = {.valid = {DATE_FIRST, DATE_OPEN},
		                            .kind = UNIT_ENTERPRISE,
		                            .category = 12,
		                            .division = 3,
		                            .name = STR("測試"),
		                            .county = STR("03")};
		(void)snprintf(code, sizeof code, "3%08d", i);
		st = unit_add(db, &act, str_from(code), &f, &id, err);
	}
	return st;
}

static void make_database(const char *url, const char *data) {
	struct db *db;
	size_t applied;
	struct err err = ERR_INIT;
	must(operator_migrate(url, data, true, &applied, &err), &err);
	must(db_open(&db, url, data, 0, &err), &err);
	must(db_transact(db, DB_WRITE, units, NULL, &err), &err);
	db_close(db);
}

static double seconds(const struct rusage *u) {
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	       (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e6;
}

static void run(struct roster_job *job, struct str bytes, const char *name, int64_t rows) {
	struct roster_report report;
	struct err err = ERR_INIT;
	job->bytes = bytes;
	job->name = str_from(name);
	struct rusage before, after;
	CHECK(getrusage(RUSAGE_SELF, &before) == 0);
	int64_t start = bench_now_ns();
	must(roster_run(job, &report, &err), &err);
	bench_rate(name, rows, "rows with answers", bench_now_ns() - start);
	CHECK(getrusage(RUSAGE_SELF, &after) == 0);
	printf("  processor time %.1f s (the rest is waiting for disk and neighbours)\n",
	       seconds(&after) - seconds(&before));
	printf("  %lld accepted, %lld refused, %lld people written, %zu MB of answers\n",
	       (long long)report.accepted, (long long)report.refused, (long long)report.people,
	       report.answers.n >> 20);
	buf_free(&report.answers);
}

int main(int argc, char **argv) {
	const int64_t rows = bench_option(argc, argv, "--rows", 1000000);
	const char *data = getenv("NHI_DATA") == NULL ? "." : getenv("NHI_DATA");
	char folder[] = "/tmp/nhi-bench-XXXXXX", url[256];
	struct arena arena = ARENA_INIT(0);
	struct calendar calendar;
	struct str holidays;
	struct err err = ERR_INIT;
	instant_t now;
	CHECK(mkdtemp(folder) != NULL && instant_parse(STR("2026-07-10T09:00:00+08:00"), &now));
	clock_fix(now);
	char path[4096];
	(void)snprintf(path, sizeof path, "%s/law/holidays.csv", data);
	must(file_read(&arena, path, 1 << 24, &holidays, &err), &err);
	must(calendar_read(&calendar, &arena, holidays, &err), &err);
	const char *given = getenv("NHI_BENCH_DB");
	(void)snprintf(url, sizeof url, "sqlite:%s/r.db", folder);
	if (given != NULL) CHECK((size_t)snprintf(url, sizeof url, "%s", given) < sizeof url);
	make_database(url, data);
	struct roster_job job = {.db_url = url,
	                         .data_dir = data,
	                         .law = bench_law(),
	                         .calendar = &calendar,
	                         .actor = STR("bench"),
	                         .today = clock_today()};
	run(&job, first_file(rows), "enrol new people", rows);
	run(&job, second_file(rows), "transfer, change, withdraw", rows);
	struct rusage usage;
	CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
	printf("peak memory %ld MB, both files' bytes and answers included\n",
	       usage.ru_maxrss >> 10);
	for (size_t i = 0; i < 3; i++) {
		static const char *const ends[] = {"", "-wal", "-shm"};
		(void)snprintf(path, sizeof path, "%s/r.db%s", folder, ends[i]);
		(void)unlink(path); /* may be gone already */
	}
	arena_free(&arena);
	return rmdir(folder) == 0 ? 0 : 1;
}
