/* operator.c: see operator.h. */
#include "engine/operator.h"

enum nhi_status operator_migrate(const char *url, const char *data_dir, bool create,
                                 size_t *applied, struct err *err) {
	struct db *db;
	unsigned flags = DB_ANY_VERSION | (create ? DB_CREATE : 0u);
	*applied = 0;
	enum nhi_status st = db_open(&db, url, data_dir, flags, err);
	if (st == NHI_OK) st = migrate_up(db, applied, err);
	db_close(db);
	return st;
}

enum nhi_status operator_migrations(const char *url, const char *data_dir, struct arena *arena,
                                    struct migrations *out, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, DB_ANY_VERSION, err);
	if (st == NHI_OK) st = migrate_status(db, arena, out, err);
	db_close(db);
	return st;
}
