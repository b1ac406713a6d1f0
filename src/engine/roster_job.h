/* roster_job.h: a file of filings that a unit sent through its portal, carried out as a job: first
 * as a rehearsal, then in earnest. The payload is a flat object of texts: file (hash of the
 * original), name, unit, actor, dry_run (yes or no). The result: rows, accepted, refused, people,
 * months, repeated, answers (hash of the original that holds the answers of all rows). */
#ifndef ENGINE_ROSTER_JOB_H
#define ENGINE_ROSTER_JOB_H

#include "engine/roster.h"
#include "store/job.h"

extern const char roster_job_kind[]; /* "enrol.file" */

struct roster_order {
	const char *url, *data_dir;
	const struct law *law;
	const struct calendar *calendar;
};

/* NHI_ROW and its kin for a file that cannot be read at all. */
MUST_USE enum nhi_status roster_job_run(struct db *db, struct job *job,
                                        const struct roster_order *order, struct buf *result,
                                        struct err *err);

#endif
