/* migrate.h: schema/NNNN_name.sql, forward only, with the checksum of its text kept in
 * schema_migration. An upgrade, all files that are missing and the reference data, is one act in
 * one transaction: it is done whole or not at all. A changed or missing file of an applied
 * migration is refused. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/act.h"

struct migration {
	int64_t number;  /* 1 … */
	struct str name; /* "0001_core.sql" */
	struct str hash; /* SHA-256 of the file, hex; of the applied row when the file is missing */
	bool applied, missing, changed;
	instant_t applied_at; /* 0 when not applied */
};

struct migrations {
	struct migration *row;
	size_t count;
	size_t pending; /* not applied yet */
};

/* Files and applied rows side by side. An empty database has none applied. */
MUST_USE enum nhi_status migrate_status(struct db *db, struct arena *arena, struct migrations *out,
                                        struct err *err);
/* Applies what is missing, then loads the reference data of codes/ that the store keeps. The
 * database must have been opened with DB_ANY_VERSION. NHI_MIGRATION when an applied file changed or
 * is gone, or numbers have a gap. *applied counts. */
MUST_USE enum nhi_status migrate_up(struct db *db, size_t *applied, struct err *err);

/* The act of the upgrade whose transaction is open: begun by the first call (act->id 0). */
MUST_USE enum nhi_status migrate_act(struct db *db, struct act *act, struct err *err);

#endif
