/* debt_job.c: see debt_job.h. */
#include "engine/debt_job.h"

#include "base/clock.h"
#include "nhi/enrol_refusal.h"
#include "store/arrears.h"
#include "store/debt_fee.h"

#include <inttypes.h>

static const char kind[] = "debt.run";

enum { PLANS_UNIT = 0, TEXT_SIZE = 96, CALL_AHEAD = 31 /* days: as long as a month's slip */ };

/* A unit at work; counters are of the unit until it is done. */
struct work {
	struct debt_run *run;
	struct job *job;
	struct debt_month month; /* of a month's unit */
	bool is_plans;
	int64_t unit;
	struct arena arena;
	struct debt_done done, all;
	date_t term; /* last day to pay what is opened today */
};

static enum nhi_status figure(const struct work *w, const char *name, int64_t *out,
                              struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(w->run->law, name, w->run->at, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

/* ---- Bills that became debts ------------------------------------------------------------------
 */

static enum nhi_status grace_end(const struct work *w, date_t *out, struct err *err) {
	struct latefee_out quote;
	const struct latefee_in in = {
	        .payer = DEBTOR_UNIT, .amount = twd(0), .due = w->month.due, .paid = w->month.due};
	enum nhi_status st = latefee_quote(w->run->law, w->run->calendar, &in, &quote, NULL, err);
	if (st == NHI_OK) *out = quote.grace_end;
	return st;
}

static enum nhi_status open_bills(struct db *db, struct work *w, const struct act *act, date_t cut,
                                  struct err *err) {
	struct debt_row *row;
	size_t count = 0;
	enum nhi_status st = debt_bills_due(db, w->month.month, cut, &w->arena, &row, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		row[i].opened = w->run->at;
		st = debt_bill_origin(row[i].unit_id, row[i].person_id, row[i].month, &w->arena,
		                      &row[i].origin, err);
		if (st == NHI_OK) st = debt_open(db, act, &row[i], err);
		if (st == NHI_OK) st = debt_note_late(db, act, &row[i], cut, err);
		w->done.opened++;
		w->done.sum += row[i].amount.v;
	}
	return st;
}

/* Settled once: when all is paid, or when it grows no more. */
static enum nhi_status settle_fee(struct db *db, struct work *w, const struct act *act,
                                  const struct debt_row *r, struct err *err) {
	struct debt_row fee = {.due = w->term, .opened = w->run->at};
	bool is_full = false;
	enum nhi_status st = debt_fee(db, w->run->law, w->run->calendar, r, w->run->at, &w->arena,
	                              &fee.amount, &is_full, err);
	if (st != NHI_OK || !is_full || fee.amount.v == 0) return st;
	w->done.fees++;
	w->done.sum += fee.amount.v;
	return debt_fee_open(db, act, r, &fee, &w->arena, err);
}

static enum nhi_status month_unit(struct db *db, struct work *w, const struct act *act,
                                  struct err *err) {
	date_t cut = 0;
	struct debt_row *row;
	size_t count = 0;
	enum nhi_status st = grace_end(w, &cut, err);
	if (st != NHI_OK || cut >= w->run->at) return st; /* still within the days of grace */
	if (w->month.is_billed) st = open_bills(db, w, act, cut, err);
	if (st == NHI_OK) st = debt_without_fee(db, w->month.month, &w->arena, &row, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		st = settle_fee(db, w, act, &row[i], err);
	return st;
}

/* ---- Plans and loans --------------------------------------------------------------------------
 */

/* One instalment missed: all is due (分期繳納辦法 11). */
static enum nhi_status look_at_plan(struct db *db, struct work *w, const struct act *act,
                                    const struct arrears_agreement *a, struct err *err) {
	struct debt_row *row;
	size_t count = 0;
	twd_t paid = twd(0);
	const twd_t due =
	        debt_plan_due(a->amount, a->each, a->instalments, a->first_on, w->run->at);
	enum nhi_status st = debt_of_agreement(db, a->id, &w->arena, &row, &count, err);
	if (st == NHI_OK) st = arrears_plan_paid(db, a->id, a->decided_on, &paid, err);
	if (st != NHI_OK || paid.v >= due.v) return st;
	int64_t owed = 0;
	for (size_t i = 0; i < count; i++) owed += row[i].owed.v;
	if (owed == 0) return NHI_OK;
	w->done.broken++;
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		const struct debt_step step = {
		        .kind = "broken", .on = w->run->at, .reference = a->case_no};
		row[i].agreement_id = 0;
		st = debt_move(db, act, &row[i], row[i].stage, &step, err);
	}
	return st;
}

static enum nhi_status call(struct db *db, struct work *w, const struct act *act,
                            const struct arrears_agreement *a, const char *tail, twd_t amount,
                            date_t due, struct err *err) {
	char origin[TEXT_SIZE];
	(void)snprintf(origin, sizeof origin, "loan:%" PRId64 ":%s", a->id, tail);
	struct debt_row row = {.kind = DEBT_LOAN,
	                       .origin = str_from(origin),
	                       .person_id = a->person_id,
	                       .month = month_of(due),
	                       .amount = amount,
	                       .due = due,
	                       .opened = w->run->at};
	w->done.called++;
	w->done.sum += amount.v;
	return debt_open(db, act, &row, err);
}

/* Repayments are called a month ahead; one that is overdue calls all the rest (紓困基金申貸辦法 9).
 */
static enum nhi_status look_at_loan(struct db *db, struct work *w, const struct act *act,
                                    const struct arrears_agreement *a, struct err *err) {
	struct debt_loan now;
	char tail[TEXT_SIZE];
	enum nhi_status st = debt_loan_read(db, a->id, w->run->at, &now, err);
	if (st != NHI_OK || now.called.v >= a->amount.v) return st;
	if (now.overdue.v > 0)
		return call(db, w, act, a, "rest", twd(a->amount.v - now.called.v), w->term, err);
	while (st == NHI_OK && now.called.v < a->amount.v) {
		const date_t due = date_add_months(a->first_on, (int32_t)now.calls);
		const int64_t left = a->amount.v - now.called.v;
		const twd_t part = a->each.v < left ? a->each : twd(left);
		if (due > w->run->at + CALL_AHEAD) break;
		(void)snprintf(tail, sizeof tail, "%04" PRId64, ++now.calls);
		st = call(db, w, act, a, tail, part, due, err);
		now.called.v += part.v;
	}
	return st;
}

static enum nhi_status plans_unit(struct db *db, struct work *w, const struct act *act,
                                  struct err *err) {
	struct arrears_agreement *plan, *loan;
	size_t plans = 0, loans = 0;
	enum nhi_status st =
	        arrears_plans(db, STR("instalment"), w->run->at, &w->arena, &plan, &plans, err);
	if (st == NHI_OK)
		st = arrears_plans(db, STR("loan"), w->run->at + CALL_AHEAD + 1, &w->arena, &loan,
		                   &loans, err);
	for (size_t i = 0; st == NHI_OK && i < plans; i++)
		st = look_at_plan(db, w, act, &plan[i], err);
	for (size_t i = 0; st == NHI_OK && i < loans; i++)
		st = look_at_loan(db, w, act, &loan[i], err);
	return st;
}

/* ---- The job ----------------------------------------------------------------------------------
 */

static enum nhi_status unit_work(struct db *db, void *context, struct err *err) {
	struct work *w = context;
	char key[TEXT_SIZE], result[TEXT_SIZE];
	struct act act;
	arena_reset(&w->arena);
	w->done = (struct debt_done){.opened = 0};
	(void)snprintf(key, sizeof key, "%s:%s:%" PRId64, kind, date_text(w->run->at).c, w->unit);
	const struct act_request request = {.actor = w->run->actor,
	                                    .reason = STR("collection"),
	                                    .purpose = STR("debt.run"),
	                                    .key = str_from(key)};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st != NHI_OK || act.repeated) return st;
	st = w->is_plans ? plans_unit(db, w, &act, err) : month_unit(db, w, &act, err);
	(void)snprintf(result, sizeof result,
	               "[%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 "]",
	               w->done.opened, w->done.fees, w->done.called, w->done.broken, w->done.sum);
	return st == NHI_OK ? job_unit_done(db, w->job, w->unit, str_from(result), err) : st;
}

static enum nhi_status do_unit(struct db *db, struct work *w, int64_t number, int64_t total,
                               bool *stop, struct err *err) {
	bool is_done = false;
	enum nhi_status st = job_unit_is_done(db, w->job, w->unit, &is_done, err);
	if (st == NHI_OK && !is_done) st = db_transact(db, DB_WRITE, unit_work, w, err);
	if (st != NHI_OK) return st;
	w->all.opened += w->done.opened;
	w->all.fees += w->done.fees;
	w->all.called += w->done.called;
	w->all.broken += w->done.broken;
	w->all.sum += w->done.sum;
	w->done = (struct debt_done){.opened = 0};
	if (w->run->progress != NULL) w->run->progress(w->run->progress_to, number, total);
	return job_progress(db, w->job, number, total, stop, err);
}

static enum nhi_status read_months(struct db *db, struct work *w, struct debt_month **row,
                                   size_t *count, struct arena *arena, struct err *err) {
	enum nhi_status st = db_begin(db, DB_READ, err);
	if (st != NHI_OK) return st;
	st = debt_months(db, w->run->at, arena, row, count, err);
	db_rollback(db); /* it only read */
	return st;
}

static enum nhi_status work_all(struct db *db, struct job *job, void *context, struct buf *result,
                                struct err *err) {
	struct work w = {.run = context, .job = job, .arena = ARENA_INIT(0)};
	struct arena months = ARENA_INIT(0);
	struct debt_month *row = NULL;
	size_t count = 0;
	int64_t term = 0;
	bool stop = false;
	enum nhi_status st = figure(&w, "dun.term", &term, err);
	w.term = w.run->at + (date_t)term;
	w.is_plans = true;
	w.unit = PLANS_UNIT;
	if (st == NHI_OK) st = read_months(db, &w, &row, &count, &months, err);
	if (st == NHI_OK) st = do_unit(db, &w, 1, (int64_t)count + 1, &stop, err);
	w.is_plans = false;
	for (size_t i = 0; st == NHI_OK && !stop && i < count; i++) {
		w.month = row[i];
		w.unit = row[i].month;
		st = do_unit(db, &w, (int64_t)i + 2, (int64_t)count + 1, &stop, err);
	}
	if (st == NHI_OK && stop) st = err_set(err, NHI_CANCELLED, "%s", kind);
	buf_printf(result, "[%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 "]",
	           w.all.opened, w.all.fees, w.all.called, w.all.broken, w.all.sum);
	arena_free(&w.arena);
	arena_free(&months);
	return st;
}

struct order {
	struct debt_run *run;
	int64_t job_id;
};

static enum nhi_status order_work(struct db *db, void *context, struct err *err) {
	struct order *o = context;
	bool is_new;
	return job_add(db, str_from(kind), str_from(date_text(o->run->at).c), STR("{}"),
	               clock_now(), &o->job_id, &is_new, err);
}

static void read_result(struct str text, struct debt_done *out) {
	int64_t *const place[] = {&out->opened, &out->fees, &out->called, &out->broken, &out->sum};
	struct str rest = str_slice(text, 1, text.n > 0 ? text.n - 1 : 0);
	for (size_t i = 0; i < COUNT_OF(place); i++) {
		struct str one = str_cut(&rest, ',');
		if (!str_to_i64(one, 0, INT64_MAX, place[i])) return;
	}
}

static enum nhi_status run_on(struct db *db, struct debt_run *run, struct debt_done *out,
                              struct err *err) {
	const struct job_handler handlers[] = {{kind, work_all}, {NULL, NULL}};
	struct order o = {.run = run};
	struct arena arena = ARENA_INIT(0);
	struct buf name = BUF_INIT(512);
	struct job job;
	job_worker_name("debt", &name);
	struct job_worker worker = {.db = db,
	                            .name = buf_str(&name),
	                            .handlers = handlers,
	                            .context = run,
	                            .until_idle = true};
	enum nhi_status st = db_transact(db, DB_WRITE, order_work, &o, err);
	if (st == NHI_OK) st = job_read(db, o.job_id, &arena, &job, err);
	out->repeated = st == NHI_OK && job.state == JOB_DONE;
	if (st == NHI_OK && (job.state == JOB_STOPPED || job.state == JOB_FAILED))
		st = job_resume(db, o.job_id, err);
	if (st == NHI_OK && !out->repeated) st = job_do(&worker, o.job_id, &arena, &job, err);
	if (st == NHI_OK) read_result(job.result, out);
	buf_free(&name);
	arena_free(&arena);
	return st;
}

enum nhi_status debt_run(const char *url, const char *data_dir, struct debt_run *run,
                         struct debt_done *out, struct err *err) {
	struct db *db;
	*out = (struct debt_done){.repeated = false};
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = run_on(db, run, out, err);
	db_close(db);
	return st;
}
