/* approval.c: see approval.h. */
#include "store/approval.h"

enum { APPROVALS_MAX = 512, KEY_MAX = 128 };

enum nhi_status approval_of_person(struct db *db, int64_t person_id, instant_t known,
                                   struct arena *arena, struct approval **rows, size_t *count,
                                   struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, APPROVALS_MAX, struct approval);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "approval_of_person");
	db_bind_i64(q, person_id);
	db_bind_instant(q, known);
	while (*count < APPROVALS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct approval){.person_id = person_id,
		                                        .fact_no = db_i64(q, 0),
		                                        .kind = db_keep(q, 1, arena),
		                                        .item = db_keep(q, 2, arena),
		                                        .provider = db_keep(q, 3, arena),
		                                        .acceptance_no = db_keep(q, 4, arena),
		                                        .requested = db_i64(q, 5),
		                                        .approved = db_i64(q, 6),
		                                        .result = db_keep(q, 7, arena),
		                                        .is_urgent = db_bool(q, 8),
		                                        .applied_on = db_date(q, 9),
		                                        .valid = {db_date(q, 10), db_date(q, 11)}};
	return db_end(q, err);
}

enum nhi_status approval_find(struct db *db, struct str acceptance_no, struct arena *arena,
                              struct approval *out, struct err *err) {
	struct approval *rows;
	size_t count = 0;
	int64_t person_id = 0, fact_no = 0;
	struct db_stmt *q = db_query(db, "approval_by_number");
	db_bind_str(q, acceptance_no);
	if (db_need(q, "approval")) {
		person_id = db_i64(q, 0);
		fact_no = db_i64(q, 1);
	}
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK)
		st = approval_of_person(db, person_id, INSTANT_OPEN - 1, arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (rows[i].fact_no == fact_no) *out = rows[i];
	return st;
}

static enum nhi_status insert(struct db *db, const struct act *act, const struct approval *row,
                              struct period valid, struct err *err) {
	char key[KEY_MAX];
	(void)snprintf(key, sizeof key, "%.*s:%.*s:%.*s", STR_ARG(row->kind), STR_ARG(row->item),
	               STR_ARG(row->provider)); /* codes are short */
	struct fact f = {.subject_id = row->person_id,
	                 .kind = str_from(key),
	                 .valid_from = valid.from,
	                 .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "approval", &f);
	db_bind_str(q, row->kind);
	db_bind_str(q, row->item);
	db_bind_str(q, row->provider);
	db_bind_str(q, row->acceptance_no);
	db_bind_i64(q, row->requested);
	db_bind_i64(q, row->approved);
	db_bind_str(q, row->result);
	db_bind_bool(q, row->is_urgent);
	db_bind_date(q, row->applied_on);
	return db_run(q, err);
}

enum nhi_status approval_put(struct db *db, const struct act *act, const struct approval *row,
                             struct err *err) {
	return insert(db, act, row, row->valid, err);
}

enum nhi_status approval_end(struct db *db, const struct act *act, const struct approval *row,
                             date_t on, struct err *err) {
	enum nhi_status st = fact_close(db, act, "approval", row->person_id, row->fact_no, err);
	struct period past = {row->valid.from, on};
	if (st == NHI_OK && past.from < past.to) st = insert(db, act, row, past, err);
	return st;
}
