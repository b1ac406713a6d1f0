/* job.c: see job.h: the rows. The worker's loop stands in job_work.c. */
#include "store/job.h"

#include "base/check.h"
#include "base/clock.h"
#include "base/json.h"
#include "store/ids.h"
#include "store/job_worker.h"

static const char *const states[JOB_STATE_COUNT] = {"due", "running", "done", "stopped", "failed"};

const char *job_state_name(enum job_state state) { return states[state]; }

/* Leases are about real time passing, but a fixed clock must hold too: then nothing runs out. */
static instant_t lease_end(void) { return clock_now() + (instant_t)JOB_LEASE_S * 1000000; }

static void keep_job(struct db_stmt *q, struct arena *arena, struct job *out) {
	*out = (struct job){.id = db_i64(q, 0),
	                    .kind = db_keep(q, 1, arena),
	                    .key = db_keep(q, 2, arena),
	                    .payload = db_keep(q, 3, arena),
	                    .worker = db_keep(q, 5, arena),
	                    .result = db_keep(q, 6, arena),
	                    .stop_wanted = db_bool(q, 7),
	                    .attempts = db_i64(q, 8),
	                    .progress = db_i64(q, 9),
	                    .total = db_i64(q, 10),
	                    .due = db_instant(q, 11),
	                    .lease_to = db_instant(q, 12),
	                    .created_at = db_instant(q, 13),
	                    .changed_at = db_instant(q, 14),
	                    .arena = arena};
	for (unsigned s = 0; s < JOB_STATE_COUNT; s++)
		if (str_is(db_str(q, 4), states[s])) out->state = (enum job_state)s;
}

enum nhi_status job_read(struct db *db, int64_t id, struct arena *arena, struct job *out,
                         struct err *err) {
	char what[64];
	(void)snprintf(what, sizeof what, "job %lld", (long long)id); /* fits */
	struct db_stmt *q = db_query(db, "job_by_id");
	db_bind_i64(q, id);
	if (db_need(q, what)) keep_job(q, arena, out);
	return db_end(q, err);
}

enum nhi_status job_list(struct db *db, struct str state, int64_t limit, struct arena *arena,
                         struct job **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)limit, struct job);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "");
	struct db_stmt *q = db_query(db, "job_list");
	db_bind_str(q, state);
	db_bind_i64(q, limit);
	while (db_next(q)) keep_job(q, arena, &(*rows)[(*count)++]);
	return db_end(q, err);
}

struct str job_text(struct str json, const char *key) {
	struct buf mark = BUF_INIT(256);
	buf_printf(&mark, "\"%s\":\"", key);
	size_t n = mark.n, at = str_find(json, buf_str(&mark));
	buf_free(&mark);
	if (at == json.n) return STR("");
	struct str rest = str_slice(json, at + n, json.n);
	return str_cut(&rest, '"');
}

enum nhi_status job_add(struct db *db, struct str kind, struct str key, struct str payload,
                        instant_t due, int64_t *id, bool *is_new, struct err *err) {
	CHECK(db_in_transaction(db));
	struct db_stmt *q = db_query(db, "job_by_key");
	db_bind_str(q, kind);
	db_bind_str(q, key);
	*is_new = !db_next(q);
	if (!*is_new) *id = db_i64(q, 0);
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK || !*is_new) return st;
	st = ids_new(db, "job", id, err);
	if (st != NHI_OK) return st;
	q = db_query(db, "job_insert");
	db_bind_i64(q, *id);
	db_bind_str(q, kind);
	db_bind_str(q, key);
	db_bind_str(q, payload);
	db_bind_instant(q, due);
	db_bind_instant(q, clock_now());
	return db_run(q, err);
}

struct take {
	struct str worker, kinds;
	int64_t id; /* 0: any */
	struct arena *arena;
	struct job *out;
	bool found;
};

static enum nhi_status take_any(struct db *db, void *context, struct err *err) {
	struct take *t = context;
	enum nhi_status st = job_worker_reap(db, clock_now(), err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, t->id == 0 ? "job_take" : "job_take_id");
	if (t->id != 0) db_bind_i64(q, t->id);
	db_bind_str(q, t->worker);
	db_bind_instant(q, clock_now());
	db_bind_instant(q, lease_end());
	if (t->id == 0) {
		db_bind_str(q, t->kinds);
		db_bind_bool(q, db_kind(db) == DB_SQLITE);
	}
	t->found = db_next(q);
	int64_t id = t->found ? db_i64(q, 0) : 0;
	st = db_end(q, err);
	if (st == NHI_OK && t->found) st = job_read(db, id, t->arena, t->out, err);
	return st;
}

enum nhi_status job_take(struct db *db, struct str worker, const char *const *kinds,
                         size_t kind_count, struct arena *arena, struct job *out, bool *found,
                         struct err *err) {
	struct buf list = BUF_INIT(4096);
	for (size_t i = 0; i < kind_count; i++)
		buf_printf(&list, "%s%s,", i == 0 ? "," : "", kinds[i]);
	CHECK(buf_ok(&list));
	struct take t = {.worker = worker, .kinds = buf_str(&list), .arena = arena, .out = out};
	enum nhi_status st = db_transact(db, DB_WRITE, take_any, &t, err);
	*found = st == NHI_OK && t.found;
	buf_free(&list);
	return st;
}

enum nhi_status job_take_id(struct db *db, struct str worker, int64_t id, struct arena *arena,
                            struct job *out, struct err *err) {
	struct take t = {.worker = worker, .id = id, .arena = arena, .out = out};
	enum nhi_status st = db_transact(db, DB_WRITE, take_any, &t, err);
	if (st != NHI_OK || t.found) return st;
	st = job_read(db, id, arena, out, err);
	if (st != NHI_OK) return st;
	return err_set(err, out->state == JOB_DONE ? NHI_EXISTS : NHI_BUSY, "%.*s %.*s",
	               STR_ARG(out->kind), STR_ARG(out->key));
}

struct renew {
	struct job *job;
	bool stop, lost;
};

static enum nhi_status renew(struct db *db, void *context, struct err *err) {
	struct renew *r = context;
	r->job->lease_to = lease_end();
	struct db_stmt *q = db_query(db, "job_renew");
	db_bind_i64(q, r->job->id);
	db_bind_str(q, r->job->worker);
	db_bind_instant(q, clock_now());
	db_bind_instant(q, r->job->lease_to);
	db_bind_i64(q, r->job->progress);
	db_bind_i64(q, r->job->total);
	r->lost = !db_next(q);
	r->stop = !r->lost && db_bool(q, 0);
	return db_end(q, err);
}

enum nhi_status job_progress(struct db *db, struct job *job, int64_t progress, int64_t total,
                             bool *stop, struct err *err) {
	struct renew r = {.job = job};
	job->progress = progress;
	job->total = total;
	enum nhi_status st = db_transact(db, DB_WRITE, renew, &r, err);
	*stop = job->stop_wanted = r.stop;
	if (st == NHI_OK && r.lost)
		return err_set(err, NHI_CONFLICT, "job %lld", (long long)job->id);
	return st;
}

enum nhi_status job_unit_is_done(struct db *db, const struct job *job, int64_t unit, bool *done,
                                 struct err *err) {
	struct db_stmt *q = db_query(db, "job_unit_exists");
	db_bind_i64(q, job->id);
	db_bind_i64(q, unit);
	*done = db_next(q);
	return db_end(q, err);
}

enum nhi_status job_unit_done(struct db *db, const struct job *job, int64_t unit, struct str result,
                              struct err *err) {
	struct db_stmt *q = db_query(db, "job_unit_insert");
	db_bind_i64(q, job->id);
	db_bind_i64(q, unit);
	db_bind_instant(q, clock_now());
	db_bind_str(q, result);
	return db_run(q, err);
}

struct units {
	const struct job *job;
	struct arena *arena;
	int64_t *unit;
	size_t count;
};

static enum nhi_status read_units(struct db *db, void *context, struct err *err) {
	struct units *u = context;
	struct db_stmt *q = db_query(db, "job_unit_count");
	db_bind_i64(q, u->job->id);
	size_t count = db_next(q) ? (size_t)db_i64(q, 0) : 0;
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK) return st;
	u->count = 0;
	u->unit = ARENA_ARRAY(u->arena, count, int64_t);
	if (u->unit == NULL) return err_set(err, NHI_MEMORY, "");
	q = db_query(db, "job_unit_list");
	db_bind_i64(q, u->job->id);
	while (u->count < count && db_next(q)) u->unit[u->count++] = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status job_units(struct db *db, const struct job *job, struct arena *arena,
                          int64_t **units, size_t *count, struct err *err) {
	struct units u = {.job = job, .arena = arena};
	enum nhi_status st = db_transact(db, DB_READ, read_units, &u, err);
	*units = u.unit;
	*count = st == NHI_OK ? u.count : 0;
	return st;
}

struct end {
	struct job *job;
	enum job_state state;
	instant_t due;
	struct str result;
};

static enum nhi_status end_run(struct db *db, void *context, struct err *err) {
	struct end *e = context;
	struct db_stmt *q = db_query(db, "job_end");
	db_bind_i64(q, e->job->id);
	db_bind_str(q, e->job->worker);
	db_bind_instant(q, clock_now());
	db_bind_str(q, str_from(job_state_name(e->state)));
	db_bind_instant(q, e->due);
	db_bind_str(q, e->result);
	int64_t changed = 0;
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed != 1)
		return err_set(err, NHI_CONFLICT, "job %lld", (long long)e->job->id);
	return st;
}

enum nhi_status job_finish(struct db *db, struct job *job, struct str result, struct err *err) {
	struct end e = {job, JOB_DONE, job->due, result};
	enum nhi_status st = db_transact(db, DB_WRITE, end_run, &e, err);
	if (st == NHI_OK) job->state = JOB_DONE;
	return st;
}

static void error_json(const struct err *why, struct buf *out) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	struct json j = JSON_INIT(out, false);
	err_message(why, "zh", &zh);
	err_message(why, "en", &en);
	json_object_start(&j);
	json_put_c(&j, "code", status_name(why->code));
	json_put_str(&j, "message_zh", buf_str(&zh));
	json_put_str(&j, "message_en", buf_str(&en));
	json_put_c(&j, "where", why->where);
	json_object_end(&j);
	buf_free(&zh);
	buf_free(&en);
}

/* Waits twice as long after each attempt: 10 s, 20 s, 40 s … */
static instant_t due_again(const struct job *job) {
	int64_t turn = job->attempts < 1 ? 0 : job->attempts > 10 ? 9 : job->attempts - 1;
	return clock_now() + ((int64_t)10000000 << turn);
}

/* Only what may pass by itself is tried again: a rule that refuses today refuses tomorrow. */
static bool may_pass(enum nhi_status code) {
	return code == NHI_BUSY || code == NHI_ACTS_OPEN || code == NHI_DB_GONE ||
	       code == NHI_DB_FULL || code == NHI_IO || code == NHI_MEMORY;
}

enum nhi_status job_fail(struct db *db, struct job *job, const struct err *why, struct err *err) {
	struct buf text = BUF_INIT(0);
	error_json(why, &text);
	bool again = may_pass(why->code) && job->attempts < JOB_ATTEMPTS_MAX;
	struct end e = {job, JOB_FAILED, again ? due_again(job) : job->due, buf_str(&text)};
	if (why->code == NHI_CANCELLED) e.state = JOB_STOPPED;
	if (again) e.state = JOB_DUE;
	enum nhi_status st = db_transact(db, DB_WRITE, end_run, &e, err);
	if (st == NHI_OK) job->state = e.state;
	buf_free(&text);
	return st;
}

struct order {
	int64_t id;
	const char *query[2];
};

static enum nhi_status order(struct db *db, void *context, struct err *err) {
	const struct order *o = context;
	int64_t changed = 0;
	for (size_t i = 0; i < COUNT_OF(o->query) && o->query[i] != NULL && changed == 0; i++) {
		struct db_stmt *q = db_query(db, o->query[i]);
		db_bind_i64(q, o->id);
		db_bind_instant(q, clock_now());
		enum nhi_status st = db_run_count(q, &changed, err);
		if (st != NHI_OK) return st;
	}
	if (changed == 1) return NHI_OK;
	struct arena a = ARENA_INIT(0);
	struct job job = {.id = o->id};
	enum nhi_status st = job_read(db, o->id, &a, &job, err);
	if (st == NHI_OK)
		st = err_set(err, NHI_CONFLICT, "job %lld: %s", (long long)o->id,
		             job_state_name(job.state));
	arena_free(&a);
	return st;
}

enum nhi_status job_stop(struct db *db, int64_t id, struct err *err) {
	struct order o = {id, {"job_stop_waiting", "job_stop_running"}};
	return db_transact(db, DB_WRITE, order, &o, err);
}

enum nhi_status job_resume(struct db *db, int64_t id, struct err *err) {
	struct order o = {id, {"job_resume", NULL}};
	return db_transact(db, DB_WRITE, order, &o, err);
}
