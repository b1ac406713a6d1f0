/* claim_job.c: see claim_job.h. */
#include "engine/claim_job.h"

#include "base/clock.h"
#include "engine/claim_case.h"
#include "store/job_worker.h"
#include "store/original.h"

const char claim_job_kind[] = "claim.adjudicate";

#define TELL_NS INT64_C(300000000) /* a report is a durable transaction: not one a batch */

/* ---- Ordering -------------------------------------------------------------------------------- */

struct order {
	struct str actor;
	int64_t job_id;
};

/* One job for what waits now: its key is the last batch of it. */
static enum nhi_status order_work(struct db *db, void *context, struct err *err) {
	struct order *o = context;
	struct arena arena = ARENA_INIT(0);
	int64_t(*waiting)[2], last = 0;
	size_t count;
	bool is_new;
	o->job_id = 0;
	enum nhi_status st = claim_waiting(db, &arena, &waiting, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (waiting[i][1] > last) last = waiting[i][1];
	arena_free(&arena);
	if (st != NHI_OK || last == 0) return st;
	struct buf key = BUF_INIT(32), payload = BUF_INIT(256);
	buf_put_i64(&key, last);
	struct json j = JSON_INIT(&payload, false);
	json_object_start(&j);
	json_put_str(&j, "ordered_by", o->actor);
	json_object_end(&j);
	st = job_add(db, str_from(claim_job_kind), buf_str(&key), buf_str(&payload), clock_now(),
	             &o->job_id, &is_new, err);
	buf_free(&key);
	buf_free(&payload);
	return st;
}

enum nhi_status claim_order(struct db *db, struct str actor, int64_t *job_id, struct err *err) {
	struct order o = {.actor = actor};
	enum nhi_status st = db_transact(db, DB_WRITE, order_work, &o, err);
	*job_id = o.job_id;
	return st;
}

/* ---- A batch --------------------------------------------------------------------------------- */

struct batch_work {
	struct claim_context *ctx;
	const struct claim_people *people;
	struct job *job;
	int64_t batch_id;
	struct arena arena;
	struct claim_batch_row row;
	struct claim_writer writer;
	bool returned;
};

static void judge_case(const struct claim_checks *checks, struct claim_writer *w,
                       const struct claim_case *c) {
	claim_writer_start(w, c);
	if (checks != NULL && checks->one != NULL) checks->one(checks->context, c, &w->sink);
	claim_writer_case(w, c);
}

static void ignore(struct claim_sink *self, const struct claim_finding *f) {
	(void)self;
	(void)f;
}

/* Shows every case to the rules that look at the whole file, before the first is written. */
static enum nhi_status read_first(const struct batch_work *b, struct str original,
                                  struct err *err) {
	const struct claim_checks *checks = b->ctx->checks;
	struct claim_bytes bytes = claim_bytes_of(original);
	const struct claim_read_from from = {b->ctx->layout, &bytes.source, STR("")};
	struct claim_sink sink = {ignore};
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	struct claim_reader *r = NULL;
	if (checks == NULL || checks->first == NULL) return NHI_OK;
	enum nhi_status st = claim_read_open(&r, &from, &sink, err);
	while (st == NHI_OK) {
		st = claim_read_next(r, &item, err);
		if (st != NHI_OK || item.kind == CLAIM_ITEM_END) break;
		if (item.kind == CLAIM_ITEM_CASE) checks->first(checks->context, item.of_case);
	}
	claim_read_close(r);
	if (st == NHI_OK) checks->ready(checks->context);
	return st;
}

/* Reads the file once more as it was received; every case is checked and written as it comes. */
static enum nhi_status read_cases(struct batch_work *b, struct claim_reader *r, struct str original,
                                  struct err *err) {
	const struct claim_checks *checks = b->ctx->checks;
	struct claim_writer *w = &b->writer;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	enum nhi_status st = NHI_OK;
	if (checks != NULL && checks->begin != NULL)
		checks->begin(checks->context, claim_read_batch(r), &w->sink);
	st = read_first(b, original, err);
	while (st == NHI_OK && w->st == NHI_OK) {
		st = claim_read_next(r, &item, err);
		if (st != NHI_OK || item.kind == CLAIM_ITEM_END) break;
		if (item.kind == CLAIM_ITEM_CASE) judge_case(checks, w, item.of_case);
	}
	if (st == NHI_OK && checks != NULL && checks->end != NULL)
		checks->end(checks->context, &w->sink);
	return st;
}

static enum nhi_status judge_file(struct db *db, void *context, struct err *err) {
	struct batch_work *b = context;
	struct original original;
	struct claim_reader *r = NULL;
	enum nhi_status st = original_read(db, b->row.sha256, &b->arena, &original, err);
	if (st != NHI_OK) return st;
	struct claim_bytes bytes = claim_bytes_of(original.bytes);
	const struct claim_read_from from = {b->ctx->layout, &bytes.source, STR("")};
	st = claim_writer_begin(&b->writer, db, b->ctx, b->people, &b->row, err);
	if (st == NHI_OK) st = claim_read_open(&r, &from, &b->writer.sink, err);
	if (st == NHI_OK) st = read_cases(b, r, original.bytes, err);
	b->returned = st == NHI_OK && claim_read_returned(r);
	claim_read_close(r);
	if (b->returned) st = err_set(err, NHI_CONFLICT, "%.*s", STR_ARG(b->row.receipt_no));
	return claim_writer_end(&b->writer, db, st, err);
}

static enum nhi_status put_step(struct db *db, const struct batch_work *b, struct err *err) {
	struct act act;
	char detail[96];
	const struct claim_run *run = &b->writer.run;
	const struct act_request request = {.actor = STR("job:claim"),
	                                    .reason = STR("程序審查"),
	                                    .purpose = STR("claim.check")};
	(void)snprintf(detail, sizeof detail, "cases %lld refused %lld approved %lld",
	               (long long)run->cases, (long long)run->refused, (long long)run->approved);
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st != NHI_OK) return st;
	return claim_batch_step(db, &act, b->row.provider_id, b->row.batch_id,
	                        b->returned ? STR("returned") : STR("adjudicated"), clock_today(),
	                        b->returned ? STR("") : str_from(detail), err);
}

/* The rows of a file that comes back whole after all are undone, the step stays. */
static enum nhi_status batch_work(struct db *db, void *context, struct err *err) {
	struct batch_work *b = context;
	bool found;
	b->returned = false;
	arena_reset(&b->arena);
	enum nhi_status st = claim_batch_find(db, STR(""), STR(""), b->batch_id, &b->arena, &b->row,
	                                      &found, err);
	if (st != NHI_OK) return st;
	if (!found || !str_is(b->row.state, "received")) return NHI_OK;
	st = db_savepoint(db, judge_file, b, err);
	if (st != NHI_OK && !b->returned) return st;
	st = put_step(db, b, err);
	return st == NHI_OK ? job_unit_done(db, b->job, b->batch_id, STR("{}"), err) : st;
}

/* ---- The job --------------------------------------------------------------------------------- */

static void add_run(struct claim_run *sum, const struct claim_run *one) {
	sum->batches += one->batches;
	sum->cases += one->cases;
	sum->refused += one->refused;
	sum->findings += one->findings;
	sum->events += one->events;
	sum->applied += one->applied;
	sum->approved += one->approved;
}

static int by_batch(const void *a, const void *b) {
	const int64_t *x = a, *y = b;
	return x[1] < y[1] ? -1 : x[1] > y[1];
}

static enum nhi_status do_batches(struct db *db, struct batch_work *b, const int64_t (*todo)[2],
                                  size_t count, struct claim_run *sum, struct err *err) {
	int64_t told = 0;
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		bool stop = false;
		b->batch_id = todo[i][1];
		b->writer.run = (struct claim_run){0};
		st = db_transact(db, DB_WRITE, batch_work, b, err);
		if (st != NHI_OK) return st;
		sum->returned += b->returned;
		if (!b->returned) add_run(sum, &b->writer.run);
		if (b->ctx->progress != NULL)
			b->ctx->progress(b->ctx->progress_to, (int64_t)i + 1, (int64_t)count);
		if (clock_monotonic_ns() - told < TELL_NS) continue;
		told = clock_monotonic_ns();
		st = job_progress(db, b->job, (int64_t)i + 1, (int64_t)count, &stop, err);
		if (st == NHI_OK && stop) st = err_set(err, NHI_CANCELLED, "%s", claim_job_kind);
	}
	return st;
}

static void put_result(const struct claim_run *run, struct buf *out) {
	struct json j = JSON_INIT(out, false);
	json_object_start(&j);
	json_put_i64(&j, "batches", run->batches);
	json_put_i64(&j, "returned", run->returned);
	json_put_i64(&j, "cases", run->cases);
	json_put_i64(&j, "refused", run->refused);
	json_put_i64(&j, "findings", run->findings);
	json_put_i64(&j, "applied", run->applied);
	json_put_i64(&j, "approved", run->approved);
	json_put_i64(&j, "appeals", run->appeals);
	json_object_end(&j);
}

struct job_scope {
	struct claim_context *ctx;
	struct claim_run run;
};

static enum nhi_status run_job(struct db *db, struct job *job, struct claim_context *ctx,
                               struct claim_run *run, struct err *err) {
	struct claim_people people = {NULL, 0, 0};
	struct arena arena = ARENA_INIT(0);
	struct batch_work *b = calloc(1, sizeof *b);
	int64_t(*todo)[2], last = 0;
	size_t count = 0;
	if (b == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*b = (struct batch_work){
	        .ctx = ctx, .people = &people, .job = job, .arena = ARENA_INIT((size_t)4 << 30)};
	enum nhi_status st = claim_people_load(db, ctx->counties, &people, err);
	if (st == NHI_OK) st = claim_waiting(db, &arena, &todo, &count, err);
	if (st == NHI_OK) st = claim_appeals_waiting(db, &run->appeals, err);
	if (st == NHI_OK && !str_to_i64(job->key, 1, INT64_MAX, &last)) last = INT64_MAX;
	size_t kept = 0;
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (todo[i][1] <= last) {
			todo[kept][0] = todo[i][0];
			todo[kept++][1] = todo[i][1];
		}
	if (st == NHI_OK && kept > 0) {
		qsort(todo, kept, sizeof *todo, by_batch);
		st = do_batches(db, b, (const int64_t(*)[2])todo, kept, run, err);
	}
	claim_people_free(&people);
	arena_free(&arena);
	arena_free(&b->arena);
	free(b);
	return st;
}

enum nhi_status claim_job(struct db *db, struct job *job, void *context, struct buf *result,
                          struct err *err) {
	struct claim_run run = {0};
	enum nhi_status st = run_job(db, job, context, &run, err);
	put_result(&run, result);
	return st;
}

static enum nhi_status scoped_job(struct db *db, struct job *job, void *context, struct buf *result,
                                  struct err *err) {
	struct job_scope *s = context;
	enum nhi_status st = run_job(db, job, s->ctx, &s->run, err);
	put_result(&s->run, result);
	return st;
}

static enum nhi_status do_job(struct db *db, int64_t id, struct job_scope *scope, struct err *err) {
	static const struct job_handler handlers[] = {{claim_job_kind, scoped_job}, {NULL, NULL}};
	struct arena arena = ARENA_INIT(0);
	struct job job;
	struct buf name = BUF_INIT(512);
	enum nhi_status st = job_read(db, id, &arena, &job, err);
	if (st == NHI_OK && (job.state == JOB_STOPPED || job.state == JOB_FAILED))
		st = job_resume(db, id, err);
	job_worker_name("claim", &name);
	struct job_worker worker = {.db = db,
	                            .name = buf_str(&name),
	                            .handlers = handlers,
	                            .context = scope,
	                            .until_idle = true};
	if (st == NHI_OK && job.state != JOB_DONE) st = job_do(&worker, id, &arena, &job, err);
	buf_free(&name);
	arena_free(&arena);
	return st;
}

enum nhi_status claim_run_at(const char *url, const char *data_dir, struct claim_context *context,
                             struct str actor, struct claim_run *out, struct err *err) {
	struct db *db;
	struct job_scope scope = {.ctx = context};
	int64_t id = 0;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = claim_order(db, actor, &id, err);
	if (st == NHI_OK && id != 0) st = do_job(db, id, &scope, err);
	if (st == NHI_OK && id == 0) st = claim_appeals_waiting(db, &scope.run.appeals, err);
	*out = scope.run;
	db_close(db);
	return st;
}
