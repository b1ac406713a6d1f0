/* job.h: work that takes over a second is a row, carried out by a worker (DESIGN §4).
 *
 *	due ──take──▶ running ──finish──▶ done
 *	 ▲             │  │  └──fail (attempts used up)──▶ failed ──resume──▶ due
 *	 │  lease over │  └──stop wanted──▶ stopped ──resume──▶ due
 *	 └─────────────┘
 * A worker holds a lease that it renews with each progress report; a worker that died loses it and
 * the job is taken again. Its units of work are numbered by the engine; a finished unit is a row,
 * written in the same transaction as the unit's results, so that a restart skips exactly what is
 * done. On SQLite one process works; on PostgreSQL any number (FOR UPDATE SKIP LOCKED). */
#ifndef STORE_JOB_H
#define STORE_JOB_H

#include "store/db.h"
#include "store/job_worker.h"

enum job_state { JOB_DUE, JOB_RUNNING, JOB_DONE, JOB_STOPPED, JOB_FAILED, JOB_STATE_COUNT };

enum { JOB_LEASE_S = 60, JOB_ATTEMPTS_MAX = 5 };

struct job {
	int64_t id;
	struct str kind;    /* "bill.run" */
	struct str key;     /* "2026-07": one job a kind and key */
	struct str payload; /* JSON */
	struct str worker;  /* holder of the lease, "" when none */
	struct str result;  /* JSON of a done job, message of a failed one */
	enum job_state state;
	bool stop_wanted;
	int64_t attempts;
	int64_t progress, total; /* units; total 0 when not known yet */
	instant_t due, lease_to, created_at, changed_at;
	struct arena *arena; /* owns the texts */
};

const char *job_state_name(enum job_state state); /* "due", "running", … */

/* A text member of a flat payload or result whose texts need no escapes; "" when it has none. */
struct str job_text(struct str json, const char *key);

/* Adds a job, or gives the id of the one that has this kind and key already (*is_new false). Inside
 * a write transaction, usually that of the act which orders it. */
MUST_USE enum nhi_status job_add(struct db *db, struct str kind, struct str key, struct str payload,
                                 instant_t due, int64_t *id, bool *is_new, struct err *err);
MUST_USE enum nhi_status job_read(struct db *db, int64_t id, struct arena *arena, struct job *out,
                                  struct err *err);
/* Newest first, at most `limit`; an empty state takes all. */
MUST_USE enum nhi_status job_list(struct db *db, struct str state, int64_t limit,
                                  struct arena *arena, struct job **rows, size_t *count,
                                  struct err *err);
/* Takes the job due longest of any kind in `kinds` (NULL: of any); *found false when none. */
MUST_USE enum nhi_status job_take(struct db *db, struct str worker, const char *const *kinds,
                                  size_t kind_count, struct arena *arena, struct job *out,
                                  bool *found, struct err *err);
/* Takes this very job (`nhi bill run` waits for its own work), also one that stopped or failed.
 * NHI_BUSY when another holds it, NHI_EXISTS when it is done. */
MUST_USE enum nhi_status job_take_id(struct db *db, struct str worker, int64_t id,
                                     struct arena *arena, struct job *out, struct err *err);
/* Reports progress and renews the lease. *stop says that somebody wants the job to stop: end the
 * unit at hand and return NHI_CANCELLED. NHI_CONFLICT when the lease was lost. */
MUST_USE enum nhi_status job_progress(struct db *db, struct job *job, int64_t progress,
                                      int64_t total, bool *stop, struct err *err);

/* Units. job_unit_done stands in the transaction of the unit's results and counts the progress; a
 * unit that is done already is NHI_EXISTS, so that two workers cannot both write it. */
MUST_USE enum nhi_status job_unit_is_done(struct db *db, const struct job *job, int64_t unit,
                                          bool *done, struct err *err);
MUST_USE enum nhi_status job_unit_done(struct db *db, const struct job *job, int64_t unit,
                                       struct str result, struct err *err);
/* Numbers of the finished units, ascending, in the arena. */
MUST_USE enum nhi_status job_units(struct db *db, const struct job *job, struct arena *arena,
                                   int64_t **units, size_t *count, struct err *err);

MUST_USE enum nhi_status job_finish(struct db *db, struct job *job, struct str result,
                                    struct err *err);
/* After an error: what may pass by itself (busy, disk, connection) makes it due again later while
 * attempts remain, NHI_CANCELLED makes it stopped, all else failed. */
MUST_USE enum nhi_status job_fail(struct db *db, struct job *job, const struct err *why,
                                  struct err *err);
MUST_USE enum nhi_status job_stop(struct db *db, int64_t id, struct err *err);
MUST_USE enum nhi_status job_resume(struct db *db, int64_t id, struct err *err);

/* ---- The loop of a worker -------------------------------------------------------------------- */

struct job_handler {
	const char *kind; /* NULL ends the table */
	/* Does the work, unit by unit; the result is written to `result` as JSON. */
	enum nhi_status (*run)(struct db *db, struct job *job, void *context, struct buf *result,
	                       struct err *err);
};

struct job_worker {
	struct db *db;
	struct str name; /* of job_worker_name */
	const struct job_handler *handlers;
	void *context;
	bool until_idle;         /* return when nothing is due, else wait and look again */
	const _Atomic bool *end; /* another thread sets it to end the loop; may be NULL */
	int64_t done, failed;    /* out */
};

/* Takes and does jobs. A job's failure is recorded in its row and is not the loop's. */
MUST_USE enum nhi_status job_work(struct job_worker *w, struct err *err);
/* Does one job now, in this thread, and gives its own error: for commands that wait. */
MUST_USE enum nhi_status job_do(struct job_worker *w, int64_t id, struct arena *arena,
                                struct job *out, struct err *err);

#endif
