/* doctor.h: is everything in the database as it must be? Reads only; safe while others work. */
#ifndef STORE_DOCTOR_H
#define STORE_DOCTOR_H

#include "store/db.h"

struct doctor_finding {
	struct str check; /* stable name for programs: "facts:coverage", "chain:act" */
	bool good;
	struct str zh, en; /* what was found; when bad also what to do */
};

enum { DOCTOR_FINDINGS_MAX = 1200 };

struct doctor_report {
	struct doctor_finding finding[DOCTOR_FINDINGS_MAX];
	size_t count, bad;
	struct arena *arena;
};

/* Runs every check: migrations, the file or the server's constraints, foreign keys, triggers that
 * keep history, overlapping facts, hash chains, the ledger. `db` was opened with DB_ANY_VERSION. A
 * bad finding is not an error of the function. */
MUST_USE enum nhi_status doctor_run(struct db *db, struct doctor_report *out, struct arena *arena,
                                    struct err *err);

#endif
