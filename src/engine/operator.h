/* operator.h: what an operator does with a database: make it, bring it up to date, look at its
 * state. The command line knows the store only through here. */
#ifndef ENGINE_OPERATOR_H
#define ENGINE_OPERATOR_H

#include "store/backup.h"
#include "store/job.h"
#include "store/ledger.h"
#include "store/migrate.h"

/* Makes the database when `create` is set, applies missing migrations, loads the reference data. */
MUST_USE enum nhi_status operator_migrate(const char *url, const char *data_dir, bool create,
                                          size_t *applied, struct err *err);
MUST_USE enum nhi_status operator_migrations(const char *url, const char *data_dir,
                                             struct arena *arena, struct migrations *out,
                                             struct err *err);

/* Examines; an ill database is a report with bad > 0, not an error. */
MUST_USE enum nhi_status operator_doctor(const char *url, const char *data_dir, struct arena *arena,
                                         struct doctor_report **out, struct err *err);

/* ---- Jobs ------------------------------------------------------------------------------------ */

MUST_USE enum nhi_status operator_jobs(const char *url, const char *data_dir, struct str state,
                                       int64_t limit, struct arena *arena, struct job **rows,
                                       size_t *count, struct err *err);
enum operator_order { OPERATOR_SHOW, OPERATOR_STOP, OPERATOR_RESUME };
/* Gives the order, then reads the job. */
MUST_USE enum nhi_status operator_job(const char *url, const char *data_dir, int64_t id,
                                      enum operator_order order, struct arena *arena,
                                      struct job *out, struct err *err);

/* ---- Ledger ---------------------------------------------------------------------------------- */

struct operator_posted {
	int64_t entries, repeated; /* of them: known before by their key */
};
/* Posts all entries of a file (engine/ledger_file.h) in one act, all or none. */
MUST_USE enum nhi_status operator_ledger_post(const char *url, const char *data_dir,
                                              struct str name, struct str bytes, bool dry_run,
                                              struct arena *arena, struct operator_posted *out,
                                              struct err *err);
MUST_USE enum nhi_status operator_ledger_trial(const char *url, const char *data_dir,
                                               const struct ledger_filter *filter,
                                               struct arena *arena, struct ledger_row **rows,
                                               size_t *count, struct err *err);
struct operator_ledger_check {
	struct ledger_findings entries;
	struct chain_finding chain;
};
MUST_USE enum nhi_status operator_ledger_verify(const char *url, const char *data_dir,
                                                struct operator_ledger_check *out, struct err *err);

#endif
