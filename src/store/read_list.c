/* read_list.c: see read_list.h. */
#include "store/read_list.h"

static enum nhi_status rows_of(struct db_stmt *q, int64_t most, struct arena *arena,
                               struct read_row **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct read_row);
	if (*rows == NULL) (void)db_fail(q, NHI_MEMORY, "%s", ""); /* sticky */
	while (*rows != NULL && *count < (size_t)most && db_next(q))
		(*rows)[(*count)++] = (struct read_row){.at = db_instant(q, 0),
		                                        .person_id = db_i64(q, 1),
		                                        .actor = db_keep(q, 2, arena),
		                                        .purpose = db_keep(q, 3, arena),
		                                        .view = db_keep(q, 4, arena),
		                                        .case_no = db_keep(q, 5, arena)};
	return db_end(q, err);
}

enum nhi_status read_list(struct db *db, int64_t person_id, instant_t from, int64_t most,
                          struct arena *arena, struct read_row **rows, size_t *count,
                          struct err *err) {
	struct db_stmt *q = db_query(db, "read_event_list");
	db_bind_i64(q, person_id);
	db_bind_instant(q, from);
	db_bind_i64(q, most);
	return rows_of(q, most, arena, rows, count, err);
}

enum nhi_status read_list_of_actor(struct db *db, struct str actor, instant_t from, int64_t most,
                                   struct arena *arena, struct read_row **rows, size_t *count,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, "read_event_of_actor");
	db_bind_str(q, actor);
	db_bind_instant(q, from);
	db_bind_i64(q, most);
	return rows_of(q, most, arena, rows, count, err);
}

enum nhi_status act_list(struct db *db, struct str actor, struct str purpose, instant_t from,
                         int64_t before, int64_t most, struct arena *arena, struct act_row **rows,
                         size_t *count, struct err *err) {
	*count = 0;
	struct db_stmt *q = db_query(db, "act_list");
	db_bind_str(q, actor);
	db_bind_str(q, purpose);
	db_bind_instant(q, from);
	db_bind_i64(q, before);
	db_bind_i64(q, most);
	*rows = ARENA_ARRAY(arena, (size_t)most, struct act_row);
	if (*rows == NULL) (void)db_fail(q, NHI_MEMORY, "%s", ""); /* sticky */
	while (*rows != NULL && *count < (size_t)most && db_next(q))
		(*rows)[(*count)++] = (struct act_row){.id = db_i64(q, 0),
		                                       .at = db_instant(q, 1),
		                                       .actor = db_keep(q, 2, arena),
		                                       .acting_for = db_keep(q, 3, arena),
		                                       .reason = db_keep(q, 4, arena),
		                                       .case_no = db_keep(q, 5, arena),
		                                       .purpose = db_keep(q, 6, arena)};
	return db_end(q, err);
}
