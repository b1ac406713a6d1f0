/* letter.c: see letter.h. */
#include "store/letter.h"

#include "store/ids.h"

static enum nhi_status add_content(struct db *db, const struct letter_row *row, struct err *err) {
	struct db_stmt *q = db_query(db, "letter_content_insert");
	db_bind_i64(q, row->letter_id);
	db_bind_str(q, row->content);
	return db_run(q, err);
}

enum nhi_status letter_add(struct db *db, const struct act *act, struct letter_row *row,
                           struct err *err) {
	char hash[SHA256_HEX_SIZE + 1];
	enum nhi_status st = ids_new(db, "letter", &row->letter_id, err);
	if (st != NHI_OK) return st;
	sha256_hex(row->content, hash);
	struct db_stmt *q = db_query(db, "letter_insert");
	db_bind_i64(q, row->letter_id);
	db_bind_str(q, row->number);
	db_bind_str(q, row->kind);
	db_bind_str(q, row->form);
	db_bind_date(q, row->issued_on);
	db_bind_i64(q, row->division);
	db_bind_str(q, row->office);
	db_bind_i64(q, row->person_id);
	db_bind_i64(q, row->unit_id);
	db_bind_str(q, row->to_name);
	db_bind_str(q, row->case_no);
	db_bind_str(q, row->subject);
	db_bind_bool(q, row->english);
	db_bind_bool(q, row->is_decision);
	db_bind_str(q, row->file_class);
	db_bind_i64(q, row->years);
	db_bind_str(q, str_from(hash));
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	return st == NHI_OK ? add_content(db, row, err) : st;
}

static void take_row(struct db_stmt *q, struct arena *arena, struct letter_row *r) {
	*r = (struct letter_row){.letter_id = db_i64(q, 0),
	                         .number = db_keep(q, 1, arena),
	                         .kind = db_keep(q, 2, arena),
	                         .form = db_keep(q, 3, arena),
	                         .issued_on = db_date(q, 4),
	                         .division = db_i64(q, 5),
	                         .office = db_keep(q, 6, arena),
	                         .person_id = db_i64(q, 7),
	                         .unit_id = db_i64(q, 8),
	                         .to_name = db_keep(q, 9, arena),
	                         .case_no = db_keep(q, 10, arena),
	                         .subject = db_keep(q, 11, arena),
	                         .english = db_bool(q, 12),
	                         .is_decision = db_bool(q, 13),
	                         .file_class = db_keep(q, 14, arena),
	                         .years = db_i64(q, 15),
	                         .hash = db_keep(q, 16, arena)};
}

enum nhi_status letter_read(struct db *db, struct str number, struct arena *arena,
                            struct letter_row *out, struct err *err) {
	char hash[SHA256_HEX_SIZE + 1];
	*out = (struct letter_row){0};
	struct db_stmt *q = db_query(db, "letter_read");
	db_bind_str(q, number);
	if (db_next(q)) {
		take_row(q, arena, out);
		out->is_destroyed = db_is_null(q, 17);
		out->content = out->is_destroyed ? STR("") : db_keep(q, 17, arena);
	}
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK) return st;
	if (out->letter_id == 0) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(number));
	sha256_hex(out->content, hash);
	if (!out->is_destroyed && !str_is(out->hash, hash))
		return err_set(err, NHI_CORRUPT, "letter %.*s", STR_ARG(number));
	return NHI_OK;
}

enum nhi_status letter_list(struct db *db, const struct letter_filter *filter, struct arena *arena,
                            struct letter_row **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)filter->most, struct letter_row);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, " ");
	struct db_stmt *q = db_query(db, "letter_list");
	db_bind_i64(q, filter->person_id);
	db_bind_i64(q, filter->unit_id);
	db_bind_i64(q, filter->division);
	db_bind_str(q, filter->kind);
	db_bind_str(q, filter->case_no);
	db_bind_i64(q, filter->before == 0 ? INT64_MAX : filter->before);
	db_bind_i64(q, filter->most);
	while (*count < (size_t)filter->most && db_next(q))
		take_row(q, arena, &(*rows)[(*count)++]);
	return db_end(q, err);
}
