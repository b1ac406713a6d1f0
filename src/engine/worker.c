/* worker.c: see worker.h. A new kind of job is a row here. */
#include "engine/worker.h"

#include "store/job_worker.h"

static const struct job_handler handlers[] = {
        {billing_job_kind, billing_job},
        {NULL, NULL},
};

enum nhi_status worker_run(const char *url, const char *data_dir, struct billing_context *billing,
                           bool until_idle, const _Atomic bool *end, struct worker_done *out,
                           struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	struct buf name = BUF_INIT(512);
	job_worker_name("work", &name);
	billing->url = url;
	struct job_worker worker = {
	        .db = db,
	        .name = buf_str(&name),
	        .handlers = handlers,
	        .context = billing,
	        .until_idle = until_idle,
	        .end = end,
	};
	st = job_work(&worker, err);
	*out = (struct worker_done){worker.done, worker.failed};
	buf_free(&name);
	db_close(db);
	return st;
}
