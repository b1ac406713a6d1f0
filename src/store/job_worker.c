/* job_worker.c: names of workers, and jobs whose worker died (job.h). A killed process leaves its
 * lease behind; on the same machine nobody need wait for it to run out. */
#include "store/job_worker.h"
#include "base/file.h"

#include <unistd.h>

enum { STAT_MAX_BYTES = 4096, START_FIELD = 22, NAME_SIZE = 256 };

/* When the process started, in clock ticks since boot; "" when there is no such process. */
static struct str start_of(struct arena *a, int64_t pid) {
	char path[64];
	struct str text;
	(void)snprintf(path, sizeof path, "/proc/%lld/stat", (long long)pid); /* fits */
	if (file_read(a, path, STAT_MAX_BYTES, &text, NULL) != NHI_OK) return STR("");
	/* The name of the program, in brackets, may hold blanks: count behind the last bracket. */
	size_t at = text.n;
	while (at > 0 && text.p[at - 1] != ')') at--;
	struct str rest = str_slice(text, at + 1, text.n), field = {0};
	for (int i = 3; i <= START_FIELD; i++) field = str_cut(&rest, ' ');
	return field;
}

static void host_name(char out[NAME_SIZE]) {
	if (gethostname(out, NAME_SIZE) != 0) out[0] = '\0';
	out[NAME_SIZE - 1] = '\0';
	for (char *c = out; *c != '\0'; c++)
		if (*c == ':') *c = '-';
}

void job_worker_name(const char *thread, struct buf *out) {
	struct arena a = ARENA_INIT(0);
	char host[NAME_SIZE];
	host_name(host);
	struct str start = start_of(&a, getpid());
	buf_printf(out, "%s:%ld:%.*s:%s", host, (long)getpid(), STR_ARG(start), thread);
	arena_free(&a);
}

bool job_worker_is_dead(struct str worker) {
	char host[NAME_SIZE];
	host_name(host);
	struct str its_host = str_cut(&worker, ':'), pid_text = str_cut(&worker, ':');
	struct str its_start = str_cut(&worker, ':');
	int64_t pid;
	if (!str_is(its_host, host) || !str_to_i64(pid_text, 1, INT32_MAX, &pid)) return false;
	struct arena a = ARENA_INIT(0);
	bool dead = !str_eq(start_of(&a, pid), its_start);
	arena_free(&a);
	return dead;
}

enum nhi_status job_worker_reap(struct db *db, instant_t now, struct err *err) {
	enum { DEAD_MAX = 64 };
	struct arena a = ARENA_INIT(0);
	int64_t id[DEAD_MAX];
	struct str worker[DEAD_MAX];
	size_t count = 0;
	struct db_stmt *q = db_query(db, "job_running");
	while (count < DEAD_MAX && db_next(q)) {
		if (!job_worker_is_dead(db_str(q, 1))) continue;
		id[count] = db_i64(q, 0);
		worker[count++] = db_keep(q, 1, &a);
	}
	enum nhi_status st = db_end(q, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		q = db_query(db, "job_release");
		db_bind_i64(q, id[i]);
		db_bind_str(q, worker[i]);
		db_bind_instant(q, now);
		st = db_run(q, err);
	}
	arena_free(&a);
	return st;
}
