/* job_worker.h: who works, and who has died. */
#ifndef STORE_JOB_WORKER_H
#define STORE_JOB_WORKER_H

#include "store/db.h"

/* Writes a name that tells the process apart for ever: host, number, start, thread. */
void job_worker_name(const char *thread, struct buf *out);
/* True when the worker was a process of this machine that no longer lives. */
bool job_worker_is_dead(struct str worker);
/* Makes the running jobs of dead workers of this machine due again. In a write transaction. */
MUST_USE enum nhi_status job_worker_reap(struct db *db, instant_t now, struct err *err);

#endif
