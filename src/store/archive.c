/* archive.c: see archive.h. */
#include "store/archive.h"

enum { TERMS_MAX = 64 };

static enum nhi_status read_terms(struct db *db, int64_t *years, size_t *count, struct err *err) {
	*count = 0;
	struct db_stmt *q = db_query(db, "archive_terms");
	while (*count < TERMS_MAX && db_next(q)) years[(*count)++] = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status archive_expired(struct db *db, date_t at, struct str file_class, int64_t most,
                                struct arena *arena, struct archive_row **rows, size_t *count,
                                struct err *err) {
	int64_t years[TERMS_MAX];
	size_t terms = 0;
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct archive_row);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = read_terms(db, years, &terms, err);
	for (size_t t = 0; st == NHI_OK && t < terms; t++) {
		/* Counted in whole years after the year of issue. */
		const struct ymd first = {date_to_ymd(at).year - (int32_t)years[t], 1, 1};
		date_t before = 0;
		if (!date_from_ymd(first, &before)) continue;
		struct db_stmt *q = db_query(db, "archive_expired");
		db_bind_i64(q, years[t]);
		db_bind_date(q, before);
		db_bind_str(q, file_class);
		db_bind_i64(q, most - (int64_t)*count);
		while ((int64_t)*count < most && db_next(q))
			(*rows)[(*count)++] =
			        (struct archive_row){.letter_id = db_i64(q, 0),
			                             .number = db_keep(q, 1, arena),
			                             .issued_on = db_date(q, 2),
			                             .file_class = db_keep(q, 3, arena),
			                             .years = db_i64(q, 4),
			                             .subject = db_keep(q, 5, arena),
			                             .hash = db_keep(q, 6, arena)};
		st = db_end(q, err);
	}
	return st;
}

enum nhi_status archive_destroy(struct db *db, const struct act *act, const struct archive_row *row,
                                struct str list_no, date_t on, struct err *err) {
	struct db_stmt *q = db_query(db, "archive_content_delete");
	db_bind_i64(q, row->letter_id);
	enum nhi_status st = db_run(q, err);
	if (st != NHI_OK) return st;
	q = db_query(db, "archive_destroyed_insert");
	db_bind_i64(q, row->letter_id);
	db_bind_str(q, list_no);
	db_bind_date(q, on);
	db_bind_str(q, row->hash);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}
