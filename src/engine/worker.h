/* worker.h: the program's own worker: takes the jobs that its engines know and does them. On SQLite
 * one process works; on PostgreSQL any number. */
#ifndef ENGINE_WORKER_H
#define ENGINE_WORKER_H

#include "engine/billing.h"

/* Claims are judged with tables that the caller reads when such a job comes. */
struct worker_claims {
	enum nhi_status (*run)(struct db *db, struct job *job, void *context, struct buf *result,
	                       struct err *err);
	void *context;
};

struct worker_done {
	int64_t done, failed;
};

/* Works until nothing is due (until_idle) or `*end` is set; `end` may be NULL. */
MUST_USE enum nhi_status worker_run(const char *url, const char *data_dir,
                                    struct billing_context *billing,
                                    const struct worker_claims *claims, bool until_idle,
                                    const _Atomic bool *end, struct worker_done *out,
                                    struct err *err);

#endif
