/* backup_driver.h: the parts of a backup that differ between the databases; private to src/store.
 */
#ifndef STORE_BACKUP_DRIVER_H
#define STORE_BACKUP_DRIVER_H

#include "store/driver.h"

/* Copies what `db` sees in its open transaction into the new file `path`. */
MUST_USE enum nhi_status backup_sqlite_copy(struct db *db, const char *path, struct err *err);
/* Copies a closed database file. */
MUST_USE enum nhi_status backup_sqlite_copy_file(const char *from, const char *to, struct err *err);

/* pg_dump of what `db` sees in its open transaction. */
MUST_USE enum nhi_status backup_postgresql_dump(struct db *db, const char *path, struct err *err);
/* pg_restore into the empty database of `url`. */
MUST_USE enum nhi_status backup_postgresql_load(const char *path, const char *url, struct err *err);
/* `url` with another database name. */
MUST_USE bool backup_postgresql_url(const char *url, const char *name, char *out, size_t size);

#endif
