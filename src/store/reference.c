/* reference.c: see reference.h. */
#include "store/reference.h"

#include "store/ids.h"

enum { ROWS_FIRST = 64 };

static void read_row(struct db_stmt *q, struct arena *arena, struct reference_row *r) {
	*r = (struct reference_row){.id = db_i64(q, 0),
	                            .kind = db_keep(q, 1, arena),
	                            .file = db_keep(q, 2, arena),
	                            .as_of = db_keep(q, 3, arena),
	                            .is_complete = db_bool(q, 4),
	                            .sha256 = db_keep(q, 5, arena),
	                            .rows = db_i64(q, 6),
	                            .left_out = db_i64(q, 7),
	                            .added = db_i64(q, 8),
	                            .changed = db_i64(q, 9),
	                            .removed = db_i64(q, 10),
	                            .at = db_instant(q, 11),
	                            .actor = db_keep(q, 12, arena),
	                            .is_undone = db_i64(q, 13) != 0};
}

enum nhi_status reference_list(struct db *db, struct str kind, struct arena *arena,
                               struct reference_row **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "ref_import_list");
	db_bind_str(q, kind);
	while (db_next(q)) {
		if (*count == room) {
			room = room == 0 ? ROWS_FIRST : room * 2;
			struct reference_row *more = ARENA_ARRAY(arena, room, struct reference_row);
			if (more == NULL) {
				(void)db_fail(q, NHI_MEMORY, "%s", ""); /* sticky */
				break;
			}
			if (*count > 0) memcpy(more, *rows, *count * sizeof **rows);
			*rows = more;
		}
		read_row(q, arena, &(*rows)[(*count)++]);
	}
	return db_end(q, err);
}

enum nhi_status reference_add(struct db *db, const struct act *act, struct reference_row *row,
                              struct err *err) {
	enum nhi_status st = ids_new(db, "ref_import", &row->id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "ref_import_insert");
	db_bind_i64(q, row->id);
	db_bind_str(q, row->kind);
	db_bind_str(q, row->file);
	db_bind_str(q, row->as_of);
	db_bind_bool(q, row->is_complete);
	db_bind_str(q, row->sha256);
	db_bind_i64(q, row->rows);
	db_bind_i64(q, row->left_out);
	db_bind_i64(q, row->added);
	db_bind_i64(q, row->changed);
	db_bind_i64(q, row->removed);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status reference_undo(struct db *db, const struct act *act, int64_t id, struct err *err) {
	struct db_stmt *q = db_query(db, "ref_undo_insert");
	db_bind_i64(q, id);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}
