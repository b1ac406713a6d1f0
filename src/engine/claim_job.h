/* claim_job.h: received batches are judged case by case and what is left to pay is written: cases,
 * findings, events of care, sums (DESIGN §4 "Bulk": one pass parse → check → write).
 *
 * A job of kind "claim.adjudicate" takes all batches that wait when it is ordered, in the order of
 * their ids. A batch is one transaction with its step "adjudicated": a job that was killed anywhere
 * and taken up again leaves the same rows. Memory: the original of one batch, one case at a time,
 * and the numbers of all people (claim_people.h). */
#ifndef ENGINE_CLAIM_JOB_H
#define ENGINE_CLAIM_JOB_H

#include "engine/claim_people.h"
#include "store/job.h"
#include "wire/claim_verdict.h"

/* Borrowed; must outlive the run. */
struct claim_context {
	const struct claim_layout *layout;
	const struct claim_catalogue *catalogue;
	const struct claim_checks *checks; /* NULL: reading only */
	const struct counties *counties;
	/* Items that rules with a window look back on; NULL: none. */
	bool (*has_window)(const void *rules, struct str item);
	const void *rules;
	void (*progress)(void *to, int64_t done, int64_t total); /* batches; or NULL */
	void *progress_to;
};

struct claim_run {
	int64_t batches, returned, cases, refused, findings, events;
	int64_t applied, approved; /* points */
	int64_t appeals;           /* files of appeals left out: they are no claims */
};

extern const char claim_job_kind[]; /* "claim.adjudicate" */

/* Orders the work that waits; *job_id 0 when none does. */
MUST_USE enum nhi_status claim_order(struct db *db, struct str actor, int64_t *job_id,
                                     struct err *err);
/* A job_handler; `context` is a struct claim_context. */
enum nhi_status claim_job(struct db *db, struct job *job, void *context, struct buf *result,
                          struct err *err);
/* Orders and carries out. */
MUST_USE enum nhi_status claim_run_at(const char *url, const char *data_dir,
                                      struct claim_context *context, struct str actor,
                                      struct claim_run *out, struct err *err);

#endif
