/* demo.c: see demo.h. */
#include "engine/demo.h"

#include "base/check.h"
#include "base/clock.h"
#include "engine/demo_parts.h"
#include "engine/operator.h"
#include "store/ids.h"
#include "store/job_worker.h"

date_t demo_start(month_t month) { return month_first(month); }

struct step {
	struct demo *demo;
	struct demo_state *state;
	struct job *job;
	month_t month;
};

static enum nhi_status load_work(struct db *db, void *context, struct err *err) {
	struct step *s = context;
	struct demo *d = s->demo;
	const struct act_request request = {.actor = STR("demo"),
	                                    .reason = STR("synthetic nation"),
	                                    .purpose = STR("takeover")};
	struct act act;
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = demo_load(db, d, &act, err);
	return st == NHI_OK ? job_unit_done(db, s->job, 0, STR("{}"), err) : st;
}

static enum nhi_status month_work(struct db *db, void *context, struct err *err) {
	struct step *s = context;
	const enum nhi_status st = demo_month(db, s->state, s->month, err);
	return st == NHI_OK ? job_unit_done(db, s->job, s->month, STR("{}"), err) : st;
}

/* Ids are the first of the database: the demo begins in an empty one. */
static enum nhi_status take_ids(struct db *db, void *context, struct err *err) {
	struct step *s = context;
	struct demo *d = s->demo;
	const int64_t people = d->plan.people + d->plan.people / 50 + 1000;
	enum nhi_status st = ids_take(db, "person", people, &d->person_first, err);
	if (st == NHI_OK) st = ids_take(db, "unit", d->plan.unit_count, &d->unit_first, err);
	return st == NHI_OK ? load_work(db, context, err) : st;
}

static enum nhi_status find_ids(struct db *db, struct demo *d, struct err *err) {
	struct db_stmt *q = db_query(db, "population_first");
	if (db_next(q)) {
		d->person_first = db_i64(q, 0);
		d->unit_first = db_i64(q, 1);
	}
	return db_end(q, err);
}

static enum nhi_status bill_month(struct db *db, const struct demo *d, month_t month,
                                  struct err *err) {
	struct billing_result result;
	const enum nhi_status st =
	        billing_run(db, d->request->billing, month, STR("demo"), &result, err);
	if (st == NHI_OK && d->request->said) d->request->said(d->request->said_to, &result);
	return st;
}

static enum nhi_status do_months(struct db *db, struct step *s, struct err *err) {
	const struct demo_request *r = s->demo->request;
	enum nhi_status st = NHI_OK;
	for (s->month = r->month_from; s->month <= r->month_to && st == NHI_OK; s->month++) {
		bool done = false;
		st = job_unit_is_done(db, s->job, s->month, &done, err);
		if (st != NHI_OK) return st;
		/* A month that is done is only played through, for the people's sake. */
		st = done ? demo_month(NULL, s->state, s->month, err)
		          : db_transact(db, DB_WRITE, month_work, s, err);
		if (st == NHI_OK) st = bill_month(db, s->demo, s->month, err);
	}
	return st;
}

static enum nhi_status do_demo(struct db *db, struct demo *d, struct job *job, struct err *err) {
	struct step s = {.demo = d, .job = job};
	bool loaded = false;
	enum nhi_status st = job_unit_is_done(db, job, 0, &loaded, err);
	if (st == NHI_OK)
		st = loaded ? find_ids(db, d, err) : db_transact(db, DB_WRITE, take_ids, &s, err);
	if (st == NHI_OK) st = demo_state_make(&s.state, d, err);
	if (st == NHI_OK) st = do_months(db, &s, err);
	demo_state_free(s.state);
	return st;
}

/* A demo that is done: says its months again, from what is stored. */
static enum nhi_status say_again(struct db *db, const struct demo *d, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (month_t m = d->request->month_from; m <= d->request->month_to && st == NHI_OK; m++)
		st = bill_month(db, d, m, err);
	return st;
}

struct order {
	const struct demo_request *request;
	int64_t job_id;
	bool is_new;
};

/* The key holds everything that the bytes depend on. */
static enum nhi_status order_work(struct db *db, void *context, struct err *err) {
	struct order *o = context;
	const struct demo_request *r = o->request;
	char key[96];
	(void)snprintf(key, sizeof key, "%llu-%u-%d-%d%s", (unsigned long long)r->seed, r->people,
	               r->month_from, r->month_to, r->lean ? "-lean" : "");
	enum nhi_status st = job_add(db, STR("demo"), str_from(key), STR("{}"), clock_now(),
	                             &o->job_id, &o->is_new, err);
	if (st != NHI_OK || !o->is_new) return st;
	int64_t units = 0;
	struct db_stmt *q = db_query(db, "population_units");
	if (db_next(q)) units = db_i64(q, 0);
	st = db_end(q, err);
	if (st == NHI_OK && units > 0) st = err_set(err, NHI_DEMO_OTHER, "%s", db_url(db));
	return st;
}

static enum nhi_status take_and_do(struct db *db, struct demo *d, int64_t job_id, struct err *err) {
	struct job job;
	struct buf name = BUF_INIT(512);
	job_worker_name("demo", &name);
	enum nhi_status st = job_take_id(db, buf_str(&name), job_id, &d->arena, &job, err);
	if (st == NHI_OK) st = do_demo(db, d, &job, err);
	if (st == NHI_OK) st = job_finish(db, &job, STR("{}"), err);
	buf_free(&name);
	return st;
}

enum nhi_status demo_run(struct db *db, const struct demo_request *request, struct err *err) {
	struct demo d = {.request = request};
	struct order o = {.request = request};
	/* The founding instant; later ones follow the events. */
	clock_fix(instant_of_date(demo_start(request->month_from) - 1) + INT64_C(9) * 3600000000);
	enum nhi_status st =
	        population_plan_make(&d.plan, &d.arena, request->seed, request->people, err);
	if (st == NHI_OK)
		st = premium_law_at(request->billing->law, demo_start(request->month_from),
		                    &d.premium, err);
	if (st == NHI_OK) st = db_transact(db, DB_WRITE, order_work, &o, err);
	struct job job;
	if (st == NHI_OK) st = job_read(db, o.job_id, &d.arena, &job, err);
	if (st == NHI_OK && job.state == JOB_DONE)
		st = say_again(db, &d, err);
	else if (st == NHI_OK)
		st = take_and_do(db, &d, o.job_id, err);
	arena_free(&d.arena);
	return st;
}

enum nhi_status demo_run_at(const char *url, const char *data_dir,
                            const struct demo_request *request, struct err *err) {
	size_t applied;
	struct db *db;
	enum nhi_status st = operator_migrate(url, data_dir, true, &applied, err);
	if (st == NHI_OK) st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	request->billing->url = url;
	st = demo_run(db, request, err);
	db_close(db);
	return st;
}
