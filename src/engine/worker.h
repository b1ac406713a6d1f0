/* worker.h: the program's own worker: takes the jobs that its engines know and does them. On SQLite
 * one process works; on PostgreSQL any number. */
#ifndef ENGINE_WORKER_H
#define ENGINE_WORKER_H

#include "engine/billing.h"

struct worker_done {
	int64_t done, failed;
};

/* Works until nothing is due (until_idle) or `*end` is set; `end` may be NULL. */
MUST_USE enum nhi_status worker_run(const char *url, const char *data_dir,
                                    struct billing_context *billing, bool until_idle,
                                    const _Atomic bool *end, struct worker_done *out,
                                    struct err *err);

#endif
