/* backup.h: a consistent copy of the whole database while others work, and proof that it can be
 * restored: the copy is opened, examined (store/doctor.h) and compared with its source, table by
 * table and chain by chain, before it gets its name.
 *
 * SQLite: the copy is a database file. PostgreSQL: a file of pg_dump in its custom format, made and
 * read by the server's own programs; the rehearsal restores it into a scratch database, which needs
 * the right to create one. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/doctor.h"

struct backup_report {
	int64_t tables, rows;
	int64_t acts, entries, read_groups; /* links of the chains */
	char act_head[65];            /* hash of the last act, hex: note it outside the machine */
	int64_t bytes;                /* of the file */
	struct doctor_report *doctor; /* of the copy */
};

/* Writes `file`, which must not exist. NHI_CORRUPT when the copy does not agree with its source or
 * the doctor finds it ill; then no file is left. */
MUST_USE enum nhi_status backup_make(const char *url, const char *data_dir, const char *file,
                                     struct arena *arena, struct backup_report *out,
                                     struct err *err);
/* Makes the database `url` from `file`: a SQLite file that must not exist, an empty database on
 * PostgreSQL. Examined as backup_make does. */
MUST_USE enum nhi_status backup_restore(const char *file, const char *url, const char *data_dir,
                                        struct arena *arena, struct backup_report *out,
                                        struct err *err);

#endif
