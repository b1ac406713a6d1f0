/* worker.c: see worker.h. A new kind of job is a row here. */
#include "engine/worker.h"

#include "engine/claim_job.h"
#include "engine/outbox_job.h"
#include "engine/roster_job.h"
#include "store/job_worker.h"

/* What the handlers need besides the job. */
struct working {
	struct billing_context *billing;
	const struct worker_claims *claims;
	const char *url, *data_dir;
};

static enum nhi_status do_billing(struct db *db, struct job *job, void *context, struct buf *result,
                                  struct err *err) {
	const struct working *w = context;
	return billing_job(db, job, w->billing, result, err);
}

static enum nhi_status do_claims(struct db *db, struct job *job, void *context, struct buf *result,
                                 struct err *err) {
	const struct working *w = context;
	return w->claims->run(db, job, w->claims->context, result, err);
}

static enum nhi_status do_letters(struct db *db, struct job *job, void *context, struct buf *result,
                                  struct err *err) {
	const struct working *w = context;
	(void)db, (void)job; /* the hand-over has a connection of its own */
	return outbox_job(w->url, w->data_dir, result, err);
}

static enum nhi_status do_roster(struct db *db, struct job *job, void *context, struct buf *result,
                                 struct err *err) {
	const struct working *w = context;
	const struct roster_order order = {w->url, w->data_dir, w->billing->law,
	                                   w->billing->calendar};
	return roster_job_run(db, job, &order, result, err);
}

static const struct job_handler handlers[] = {
        {billing_job_kind, do_billing},
        {claim_job_kind, do_claims},
        {outbox_job_kind, do_letters},
        {roster_job_kind, do_roster},
        {NULL, NULL},
};

enum nhi_status worker_run(const char *url, const char *data_dir, struct billing_context *billing,
                           const struct worker_claims *claims, bool until_idle,
                           const _Atomic bool *end, struct worker_done *out, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	struct buf name = BUF_INIT(512);
	struct working working = {
	        .billing = billing, .claims = claims, .url = url, .data_dir = data_dir};
	job_worker_name("work", &name);
	billing->url = url;
	struct job_worker worker = {
	        .db = db,
	        .name = buf_str(&name),
	        .handlers = handlers,
	        .context = &working,
	        .until_idle = until_idle,
	        .end = end,
	};
	st = job_work(&worker, err);
	*out = (struct worker_done){worker.done, worker.failed};
	buf_free(&name);
	db_close(db);
	return st;
}
