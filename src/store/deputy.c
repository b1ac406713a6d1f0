/* deputy.c: see deputy.h. */
#include "store/deputy.h"

#include "store/ids.h"

enum { DEPUTIES_MAX = 500 };

enum nhi_status deputy_add(struct db *db, const struct act *act, struct deputy *d,
                           struct err *err) {
	enum nhi_status st = ids_new(db, "deputy", &d->id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "deputy_insert");
	db_bind_i64(q, d->id);
	db_bind_i64(q, d->holder);
	db_bind_str(q, d->holder_name);
	db_bind_i64(q, d->holder_person);
	db_bind_i64(q, d->account);
	db_bind_str(q, d->account_name);
	db_bind_str(q, d->org_unit);
	db_bind_str(q, d->section);
	db_bind_i64(q, d->level);
	db_bind_str(q, d->title_zh);
	db_bind_str(q, d->title_en);
	db_bind_date(q, d->from);
	db_bind_date(q, d->to);
	db_bind_str(q, d->kind);
	db_bind_str(q, d->reason);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status deputy_end(struct db *db, const struct act *act, int64_t id, date_t to,
                           struct err *err) {
	int64_t changed = 0;
	struct db_stmt *q = db_query(db, "deputy_end");
	db_bind_i64(q, id);
	db_bind_date(q, to);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed == 0) return err_set(err, NHI_CONFLICT, "deputy");
	return st;
}

static enum nhi_status read_all(struct db_stmt *q, struct arena *arena, struct deputy **rows,
                                size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, DEPUTIES_MAX, struct deputy);
	if (*rows == NULL) (void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
	while (*rows != NULL && *count < DEPUTIES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct deputy){.id = db_i64(q, 0),
		                                      .holder = db_i64(q, 1),
		                                      .holder_name = db_keep(q, 2, arena),
		                                      .holder_person = db_i64(q, 3),
		                                      .account = db_i64(q, 4),
		                                      .account_name = db_keep(q, 5, arena),
		                                      .org_unit = db_keep(q, 6, arena),
		                                      .section = db_keep(q, 7, arena),
		                                      .level = db_i64(q, 8),
		                                      .title_zh = db_keep(q, 9, arena),
		                                      .title_en = db_keep(q, 10, arena),
		                                      .from = db_date(q, 11),
		                                      .to = db_date(q, 12),
		                                      .kind = db_keep(q, 13, arena),
		                                      .reason = db_keep(q, 14, arena),
		                                      .act_id = db_i64(q, 15)};
	return db_end(q, err);
}

enum nhi_status deputy_of(struct db *db, int64_t account, date_t on, struct arena *arena,
                          struct deputy **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "deputy_of");
	db_bind_i64(q, account);
	db_bind_date(q, on);
	return read_all(q, arena, rows, count, err);
}

enum nhi_status deputy_list(struct db *db, struct str org_unit, date_t on, struct arena *arena,
                            struct deputy **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "deputy_list");
	db_bind_str(q, org_unit);
	db_bind_date(q, on);
	return read_all(q, arena, rows, count, err);
}
