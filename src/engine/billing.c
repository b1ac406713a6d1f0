/* billing.c: the run of a month: ordering it, its parts, its end. See billing.h. */
#include "engine/billing.h"

#include "base/check.h"
#include "base/clock.h"
#include "engine/billing_ahead.h"
#include "engine/billing_parts.h"
#include "store/checkpointer.h"
#include "store/job_worker.h"

const char billing_job_kind[] = "bill.run";

/* A report is a durable transaction of its own: not one a part. */
#define TELL_NS INT64_C(300000000)

/* For acts that were being written when the run was ordered; half a lease. */
enum { PATIENCE_MS = JOB_LEASE_S * 1000 / 2 };

/* Each part is synced to disk once, and the log once more when it is begun anew. */
enum { CARRY_PARTS = 4 };

enum { PARTS_WANTED = 32, PART_UNITS_MIN = 50, PART_UNITS_MAX = 4000 };

struct calendar_answer billing_due(const struct calendar *calendar, month_t month) {
	return calendar_next_working_day(calendar, month_last(month + 1));
}

/* --- ordering --- */

struct order {
	const struct billing_context *ctx;
	month_t month;
	struct str actor;
	int64_t job_id;
};

static void print_month(month_t month, struct buf *out) {
	buf_reset(out);
	month_print(out, month);
}

/* Later runs settle what was learnt since the run before, so months follow one another. */
static enum nhi_status check_sequence(struct db *db, month_t month, instant_t *settled_at,
                                      struct err *err) {
	month_t last = 0;
	bool found = false;
	*settled_at = 0;
	enum nhi_status st = bill_run_last(db, &last, settled_at, &found, err);
	if (st != NHI_OK || !found) return st;
	struct bill_run run;
	st = bill_run_read(db, last, &run, &found, err);
	if (st != NHI_OK) return st;
	if (run.parts == 0)
		return err_set(err, NHI_BILL_UNFINISHED, "%d-%02d", month_year(last),
		               month_number(last));
	if (month == last + 1) return NHI_OK;
	return err_set(err, NHI_BILL_ORDER, "%d-%02d" ERR_SEP "%d-%02d", month_year(last),
	               month_number(last), month_year(last + 1), month_number(last + 1));
}

/* Whoever holds a person at 24:00 of the last day is charged, so that day must have passed. */
static enum nhi_status check_over(month_t month, instant_t now, struct err *err) {
	if (instant_date(now) > month_last(month)) return NHI_OK;
	return err_set(err, NHI_BILL_EARLY, "%d-%02d" ERR_SEP "%d-%02d-01", month_year(month),
	               month_number(month), month_year(month + 1), month_number(month + 1));
}

static int64_t part_size(int64_t wanted, size_t units) {
	if (wanted > 0) return wanted;
	const int64_t size = (int64_t)units / PARTS_WANTED;
	return size < PART_UNITS_MIN   ? PART_UNITS_MIN
	       : size > PART_UNITS_MAX ? PART_UNITS_MAX
	                               : size;
}

static enum nhi_status add_run(struct db *db, const struct order *o, struct str key,
                               struct err *err) {
	struct bill_run run = {.month = o->month};
	const struct act_request request = {
	        .actor = o->actor,
	        .reason = STR("monthly bills"),
	        .purpose = STR("bill"),
	        .key = key,
	        .content = str_from(o->ctx->law->hash),
	        .closes = true,
	};
	struct act act;
	/* First the act: whoever orders the same month at once waits here for the other. */
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st != NHI_OK || act.repeated) return st;
	st = check_sequence(db, o->month, &run.settled_at, err);
	if (st == NHI_OK) st = check_over(o->month, act.at, err);
	if (st != NHI_OK) return st;
	struct billing_units units;
	run.known_at = act.at - 1;
	st = billing_units_read(db, run.known_at, month_last(o->month), &units, err);
	free(units.row);
	if (st != NHI_OK) return st;
	const struct calendar_answer due = billing_due(o->ctx->calendar, o->month);
	run.units_per_part = part_size(o->ctx->units_per_part, units.count);
	run.due_on = due.date;
	run.due_verified = due.is_verified;
	run.act_id = act.id;
	memcpy(run.law_hash, o->ctx->law->hash, sizeof run.law_hash);
	return bill_run_add(db, &run, err);
}

static enum nhi_status order_work(struct db *db, void *context, struct err *err) {
	struct order *o = context;
	struct bill_run run;
	bool found = false, is_new = false;
	struct buf month = BUF_INIT(16), key = BUF_INIT(32);
	print_month(o->month, &month);
	buf_printf(&key, "bill.run:%.*s", STR_ARG(buf_str(&month)));
	enum nhi_status st = bill_run_read(db, o->month, &run, &found, err);
	if (st == NHI_OK && !found) st = add_run(db, o, buf_str(&key), err);
	if (st == NHI_OK)
		st = job_add(db, str_from(billing_job_kind), buf_str(&month), STR("{}"),
		             clock_now(), &o->job_id, &is_new, err);
	buf_free(&month);
	buf_free(&key);
	return st;
}

enum nhi_status billing_order(struct db *db, const struct billing_context *ctx, month_t month,
                              struct str actor, int64_t *job_id, struct err *err) {
	struct order o = {.ctx = ctx, .month = month, .actor = actor};
	const enum nhi_status st = db_transact(db, DB_WRITE, order_work, &o, err);
	*job_id = o.job_id;
	return st;
}

/* --- the run --- */

struct run_state {
	struct billing_context *ctx;
	struct job *job;
	struct bill_run run;
	struct billing_law law;
	struct billing_units units;
	struct billing_subsidies subsidies;
	struct billing_corrections corrections;
	struct billing_rates *rates;
	struct billing_totals *totals; /* of the part at hand */
	struct buf lines;
	int64_t parts, persons;
	int64_t *left; /* numbers of the parts to do */
	size_t left_count, done_count;
	int64_t part; /* at hand, from 1 */
	struct billing_rows *rows;
	struct checkpointer *checkpointer; /* or NULL */
	int64_t written;                   /* parts, by this process */
};

/* What the reader needs. */
static enum nhi_status load_units(struct db *db, struct run_state *s, struct err *err) {
	enum nhi_status st = billing_law_of(s->ctx->law, s->run.month, &s->law, err);
	if (st == NHI_OK) st = db_begin(db, DB_READ, err);
	if (st != NHI_OK) return st;
	st = billing_units_read(db, s->run.known_at, month_last(s->run.month), &s->units, err);
	db_rollback(db); /* it only read */
	s->parts = ((int64_t)s->units.count + s->run.units_per_part - 1) / s->run.units_per_part;
	return st;
}

/* What the writer needs besides; the reader has begun. */
static enum nhi_status load(struct db *db, struct run_state *s, struct err *err) {
	const date_t last = month_last(s->run.month);
	const instant_t known = s->run.known_at;
	enum nhi_status st = db_begin(db, DB_READ, err);
	if (st == NHI_OK)
		st = billing_subsidies_read(db, &s->law.subsidy, last, known, &s->subsidies, err);
	if (st == NHI_OK)
		st = billing_corrections_read(db, s->ctx->law, &s->units, &s->run, &s->corrections,
		                              err);
	db_rollback(db); /* it only read */
	if (st != NHI_OK) return st;
	s->rates = calloc(1, sizeof *s->rates);
	s->totals = calloc(1, sizeof *s->totals);
	if (!s->rates || !s->totals) return err_set(err, NHI_MEMORY, " ");
	return NHI_OK;
}

static void unload(struct run_state *s) {
	free(s->units.row);
	free(s->corrections.row);
	free(s->rates);
	free(s->totals);
	billing_subsidies_free(&s->subsidies);
	buf_free(&s->lines);
}

static enum nhi_status write_totals(struct db *db, const struct run_state *s, struct err *err) {
	struct bulk *b;
	enum nhi_status st = bulk_begin(&b, db, "bill_total_bulk", err);
	if (st != NHI_OK) return st;
	const size_t cells = sizeof s->totals->of / sizeof(struct billing_sum);
	const struct billing_sum *sum = &s->totals->of[0][0][0][0][0];
	for (size_t i = 0; i < cells && st == NHI_OK; i++) {
		if (sum[i].heads == 0 && sum[i].amount == 0) continue;
		const size_t payer = i / KIND_COUNT % PAYER_COUNT;
		const size_t scheme = i / (KIND_COUNT * PAYER_COUNT) % SCHEME_COUNT;
		const size_t place = i / (KIND_COUNT * PAYER_COUNT * SCHEME_COUNT);
		const struct bill_total t = {
		        .division = (int64_t)(place % BILLING_DIVISIONS),
		        .by_person = place / BILLING_DIVISIONS == 1,
		        .scheme = str_from(premium_scheme_name((enum premium_scheme)scheme)),
		        .payer = str_from(bill_payers[payer].code),
		        .kind = str_from(billing_kinds[i % KIND_COUNT]),
		        .heads = sum[i].heads,
		        .amount = twd(sum[i].amount),
		};
		st = bill_total_write(b, s->run.month, s->part, &t, err);
	}
	return bulk_end(b, st, err);
}

/* One part: its bills, its totals and the note that it is done, in one transaction. */
static enum nhi_status part_work(struct db *db, void *context, struct err *err) {
	struct run_state *s = context;
	const size_t from = (size_t)((s->part - 1) * s->run.units_per_part);
	const size_t past = from + (size_t)s->run.units_per_part;
	memset(s->totals, 0, sizeof *s->totals);
	struct billing_writer w = {
	        .units = &s->units,
	        .law = &s->law,
	        .rates = s->rates,
	        .subsidies = &s->subsidies,
	        .corrections = &s->corrections,
	        .month = s->run.month,
	        .part = s->part,
	        .totals = s->totals,
	        .lines = s->lines,
	        .sum = {.part = s->part},
	};
	enum nhi_status st = bulk_begin(&w.bills, db, "bill_bulk", err);
	if (st != NHI_OK) return st;
	st = billing_write(&w, s->rows, from, past < s->units.count ? past : s->units.count, err);
	st = bulk_end(w.bills, st, err);
	s->lines = w.lines; /* keeps its memory for the next part */
	if (st == NHI_OK) st = write_totals(db, s, err);
	if (st == NHI_OK) st = bill_part_add(db, s->run.month, &w.sum, err);
	return st == NHI_OK ? job_unit_done(db, s->job, s->part, STR("{}"), err) : st;
}

static enum nhi_status do_part(struct db *db, struct run_state *s, struct err *err) {
	struct billing_times *t = &s->ctx->times;
	const int64_t began = clock_monotonic_ns();
	enum nhi_status st = billing_compute(&s->law, s->rates, s->rows, err);
	const int64_t computed = clock_monotonic_ns();
	t->read += s->rows->read_ns;
	t->compute += computed - began;
	if (st == NHI_OK) st = db_transact(db, DB_WRITE, part_work, s, err);
	if (++s->written % CARRY_PARTS == 0) checkpointer_wake(s->checkpointer);
	t->write += clock_monotonic_ns() - computed;
	s->persons += s->rows->heads_read;
	return st;
}

static bool is_done(const int64_t *units, size_t count, int64_t part) {
	size_t low = 0, high = count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (units[middle] < part)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && units[low] == part;
}

static enum nhi_status list_left(struct db *db, struct run_state *s, struct arena *arena,
                                 struct err *err) {
	int64_t *done;
	size_t done_count;
	enum nhi_status st = job_units(db, s->job, arena, &done, &done_count, err);
	if (st != NHI_OK) return st;
	s->left = ARENA_ARRAY(arena, (size_t)s->parts + 1, int64_t);
	if (!s->left) return err_set(err, NHI_MEMORY, " ");
	for (int64_t p = 1; p <= s->parts; p++)
		if (!is_done(done, done_count, p)) s->left[s->left_count++] = p;
	s->done_count = done_count;
	return NHI_OK;
}

static enum nhi_status do_left(struct db *db, struct run_state *s, struct billing_ahead *ahead,
                               struct err *err) {
	enum nhi_status st = NHI_OK;
	int64_t told = 0; /* the lease was renewed and the wish to stop looked at */
	for (size_t i = 0; i < s->left_count && st == NHI_OK; i++) {
		bool stop = false;
		const int64_t began = clock_monotonic_ns();
		st = billing_ahead_next(ahead, &s->rows, err);
		s->ctx->times.wait += clock_monotonic_ns() - began;
		s->part = s->left[i];
		if (st == NHI_OK) st = do_part(db, s, err);
		const int64_t finished = (int64_t)(s->done_count + i + 1);
		if (st == NHI_OK && clock_monotonic_ns() - told > TELL_NS) {
			st = job_progress(db, s->job, finished, s->parts, &stop, err);
			told = clock_monotonic_ns();
		}
		if (st == NHI_OK && s->ctx->progress)
			s->ctx->progress(s->ctx->progress_to, finished, s->parts, s->persons);
		if (st == NHI_OK && stop) st = err_set(err, NHI_CANCELLED, "bill.run");
	}
	return st;
}

/* The reader begins while the rest is loaded; what is written is carried from the log into the
 * database by a thread of its own. */
static enum nhi_status do_parts(struct db *db, struct run_state *s, struct err *err) {
	struct billing_ahead *ahead;
	const struct billing_ahead_request request = {
	        .url = s->ctx->url,
	        .db = db,
	        .units = &s->units,
	        .run = &s->run,
	        .parts = s->left,
	        .count = s->left_count,
	};
	enum nhi_status st = billing_ahead_start(&ahead, &request, err);
	if (st != NHI_OK) return st;
	st = load(db, s, err);
	if (st == NHI_OK && s->ctx->url) st = checkpointer_start(&s->checkpointer, db, err);
	if (st == NHI_OK) st = do_left(db, s, ahead, err);
	billing_ahead_end(ahead);
	return checkpointer_end(s->checkpointer, st, err);
}

enum nhi_status billing_job(struct db *db, struct job *job, void *context, struct buf *result,
                            struct err *err) {
	struct run_state s = {.ctx = context, .job = job, .lines = BUF_INIT(0)};
	const int64_t began = clock_monotonic_ns();
	month_t month;
	bool found = false;
	if (!month_parse(job->key, &month))
		return err_set(err, NHI_CORRUPT, "job %lld", (long long)job->id);
	enum nhi_status st = bill_run_read(db, month, &s.run, &found, err);
	if (st == NHI_OK && !found)
		st = err_set(err, NHI_NOT_FOUND, "bill_run %.*s", STR_ARG(job->key));
	/* Another law would give other bytes than the parts that are done. */
	if (st == NHI_OK && !str_is(str_from(s.run.law_hash), s.ctx->law->hash))
		st = err_set(err, NHI_BILL_LAW, "%.*s", STR_ARG(job->key));
	if (st != NHI_OK || s.run.parts > 0) return st;
	st = act_settle(db, s.ctx->patience_ms > 0 ? s.ctx->patience_ms : PATIENCE_MS, err);
	if (st != NHI_OK) return st;
	struct arena arena = ARENA_INIT(0);
	st = load_units(db, &s, err);
	if (st == NHI_OK) st = list_left(db, &s, &arena, err);
	if (st == NHI_OK) st = do_parts(db, &s, err);
	if (st == NHI_OK) st = billing_finish(db, &s.run, s.parts, err);
	buf_printf(result, "{\"month\":\"%.*s\",\"parts\":%lld,\"persons\":%lld}",
	           STR_ARG(job->key), (long long)s.parts, (long long)s.persons);
	s.ctx->times.whole += clock_monotonic_ns() - began;
	unload(&s);
	arena_free(&arena);
	return st;
}

static enum nhi_status read_result(struct db *db, month_t month, struct billing_result *out,
                                   struct err *err) {
	bool found = false;
	enum nhi_status st = bill_run_read(db, month, &out->run, &found, err);
	return st == NHI_OK ? bill_part_sums(db, month, &out->sum, err) : st;
}

enum nhi_status billing_run(struct db *db, struct billing_context *ctx, month_t month,
                            struct str actor, struct billing_result *out, struct err *err) {
	*out = (struct billing_result){.month = month};
	int64_t job_id;
	enum nhi_status st = billing_order(db, ctx, month, actor, &job_id, err);
	if (st != NHI_OK) return st;
	struct arena arena = ARENA_INIT(0);
	struct job job;
	st = job_read(db, job_id, &arena, &job, err);
	out->repeated = st == NHI_OK && job.state == JOB_DONE;
	if (st == NHI_OK && (job.state == JOB_STOPPED || job.state == JOB_FAILED))
		st = job_resume(db, job_id, err);
	if (st == NHI_OK && !out->repeated) {
		const struct job_handler handlers[] = {{billing_job_kind, billing_job},
		                                       {NULL, NULL}};
		struct buf name = BUF_INIT(512);
		job_worker_name("bill", &name);
		struct job_worker worker = {
		        .db = db,
		        .name = buf_str(&name),
		        .handlers = handlers,
		        .context = ctx,
		        .until_idle = true,
		};
		ctx->times = (struct billing_times){0};
		st = job_do(&worker, job_id, &arena, &job, err);
		buf_free(&name);
	}
	if (st == NHI_OK) st = read_result(db, month, out, err);
	out->times = ctx->times;
	arena_free(&arena);
	return st;
}

enum nhi_status billing_run_at(const char *url, const char *data_dir, struct billing_context *ctx,
                               month_t month, struct str actor, struct billing_result *out,
                               struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	ctx->url = url;
	st = billing_run(db, ctx, month, actor, out, err);
	db_close(db);
	return st;
}

enum nhi_status billing_order_at(const char *url, const char *data_dir,
                                 const struct billing_context *ctx, month_t month, struct str actor,
                                 int64_t *job_id, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = billing_order(db, ctx, month, actor, job_id, err);
	db_close(db);
	return st;
}
