/* illness.c: see illness.h. */
#include "store/illness.h"

#include "store/rows.h"

enum { CERTIFICATES_MAX = 128 };

enum nhi_status illness_of_person(struct db *db, int64_t person_id, instant_t known,
                                  struct arena *arena, struct illness **rows, size_t *count,
                                  struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, CERTIFICATES_MAX, struct illness);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "illness_of_person");
	db_bind_i64(q, person_id);
	db_bind_instant(q, known);
	while (*count < CERTIFICATES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct illness){.person_id = person_id,
		                                       .fact_no = db_i64(q, 0),
		                                       .disease = db_keep(q, 1, arena),
		                                       .category = (int32_t)db_i64(q, 2),
		                                       .icd = db_keep(q, 3, arena),
		                                       .stage = (int32_t)db_i64(q, 4),
		                                       .certificate_no = db_keep(q, 5, arena),
		                                       .is_paper = db_bool(q, 6),
		                                       .applied_on = db_date(q, 7),
		                                       .hospital = db_keep(q, 8, arena),
		                                       .ended = db_keep(q, 9, arena),
		                                       .valid = {db_date(q, 10), db_date(q, 11)}};
	return db_end(q, err);
}

enum nhi_status illness_find(struct db *db, struct str certificate_no, struct arena *arena,
                             struct illness *out, struct err *err) {
	struct illness *rows;
	size_t count = 0;
	int64_t person_id = 0, fact_no = 0;
	struct db_stmt *q = db_query(db, "illness_by_number");
	db_bind_str(q, certificate_no);
	if (db_need(q, "certificate")) {
		person_id = db_i64(q, 0);
		fact_no = db_i64(q, 1);
	}
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK)
		st = illness_of_person(db, person_id, INSTANT_OPEN - 1, arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (rows[i].fact_no == fact_no) *out = rows[i];
	return st;
}

static enum nhi_status insert(struct db *db, const struct act *act, const struct illness *row,
                              struct period valid, struct str ended, struct err *err) {
	struct fact f = {.subject_id = row->person_id,
	                 .kind = row->disease,
	                 .valid_from = valid.from,
	                 .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "illness", &f);
	db_bind_i64(q, row->category);
	db_bind_str(q, row->icd);
	db_bind_i64(q, row->stage);
	db_bind_str(q, row->certificate_no);
	db_bind_bool(q, row->is_paper);
	db_bind_date(q, row->applied_on);
	db_bind_str(q, row->hospital);
	db_bind_str(q, ended);
	return db_run(q, err);
}

enum nhi_status illness_put(struct db *db, const struct act *act, struct illness *row,
                            struct err *err) {
	return insert(db, act, row, row->valid, STR(""), err);
}

enum nhi_status illness_end(struct db *db, const struct act *act, const struct illness *row,
                            date_t on, struct str how, struct err *err) {
	enum nhi_status st = fact_close(db, act, "illness", row->person_id, row->fact_no, err);
	struct period past = {row->valid.from, on};
	if (st == NHI_OK && past.from < past.to) st = insert(db, act, row, past, how, err);
	return st;
}

enum nhi_status illness_copy_put(struct db *db, const struct act *act, struct str certificate_no,
                                 date_t on, struct str why, struct err *err) {
	struct db_stmt *q = db_query(db, "illness_copy_insert");
	db_bind_str(q, certificate_no);
	db_bind_i64(q, act->id);
	db_bind_date(q, on);
	db_bind_str(q, why);
	return db_run(q, err);
}

enum nhi_status illness_copies(struct db *db, int64_t person_id, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {
	        {"certificate_no", ROWS_TEXT}, {"on", ROWS_DATE}, {"why", ROWS_TEXT}};
	struct db_stmt *q = db_query(db, "illness_copies");
	db_bind_i64(q, person_id);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status illness_counts(struct db *db, date_t day, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {
	        {"category", ROWS_NUMBER}, {"certificates", ROWS_NUMBER}, {"persons", ROWS_NUMBER}};
	struct db_stmt *q = db_query(db, "illness_counts");
	db_bind_date(q, day);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}
