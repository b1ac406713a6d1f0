/* job_work.c: see job.h: the loop of a worker. */
#include "base/check.h"
#include "store/job.h"

enum { KINDS_MAX = 64, IDLE_WAIT_NS = 250000000 };

static bool is_ended(const struct job_worker *w) { return w->end != NULL && *w->end; }

static const struct job_handler *handler_of(const struct job_worker *w, struct str kind) {
	for (const struct job_handler *h = w->handlers; h->kind != NULL; h++)
		if (str_is(kind, h->kind)) return h;
	return NULL;
}

/* Does a job that this worker holds; *own is the job's own error. The status returned is that of
 * recording its end. */
static enum nhi_status do_held(struct job_worker *w, struct job *job, struct err *own,
                               struct err *err) {
	const struct job_handler *h = handler_of(w, job->kind);
	CHECK(h != NULL); /* only kinds with a handler are taken */
	struct buf result = BUF_INIT(0);
	*own = ERR_INIT;
	enum nhi_status st = h->run(w->db, job, w->context, &result, own);
	CHECK(!db_in_transaction(w->db));
	if (st == NHI_OK && !buf_ok(&result)) st = err_set(own, NHI_MEMORY, "");
	w->done += st == NHI_OK;
	w->failed += st != NHI_OK && st != NHI_CANCELLED;
	st = st == NHI_OK ? job_finish(w->db, job, buf_str(&result), err)
	                  : job_fail(w->db, job, own, err);
	buf_free(&result);
	return st;
}

static void wait_a_little(void) {
	struct timespec wait = {0, IDLE_WAIT_NS};
	(void)nanosleep(&wait, NULL); /* waking early only looks earlier */
}

enum nhi_status job_work(struct job_worker *w, struct err *err) {
	const char *kinds[KINDS_MAX];
	size_t kind_count = 0;
	for (const struct job_handler *h = w->handlers; h->kind != NULL; h++) {
		CHECK(kind_count < KINDS_MAX);
		kinds[kind_count++] = h->kind;
	}
	struct arena arena = ARENA_INIT(0);
	enum nhi_status st = NHI_OK;
	while (st == NHI_OK && !is_ended(w)) {
		struct job job;
		struct err own;
		bool found;
		arena_reset(&arena);
		st = job_take(w->db, w->name, kinds, kind_count, &arena, &job, &found, err);
		if (st == NHI_OK && found) st = do_held(w, &job, &own, err);
		if (st == NHI_CONFLICT)
			st = NHI_OK; /* another took it over: its lease had run out */
		if (st != NHI_OK || found) continue;
		if (w->until_idle) break;
		wait_a_little();
	}
	arena_free(&arena);
	return st;
}

enum nhi_status job_do(struct job_worker *w, int64_t id, struct arena *arena, struct job *out,
                       struct err *err) {
	struct err own;
	enum nhi_status st = job_take_id(w->db, w->name, id, arena, out, err);
	if (st != NHI_OK) return st;
	st = do_held(w, out, &own, err);
	if (st == NHI_OK && own.code != NHI_OK) {
		if (err != NULL) *err = own;
		st = own.code;
	}
	return st == NHI_OK ? job_read(w->db, id, arena, out, err) : st;
}
