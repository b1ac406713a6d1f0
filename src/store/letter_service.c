/* letter_service.c: see letter_service.h. */
#include "store/letter_service.h"

enum { SERVICES_MAX = 100 };

enum nhi_status letter_service_add(struct db *db, const struct act *act, int64_t letter_id,
                                   const struct letter_service *row, struct err *err) {
	int64_t no = 0;
	struct db_stmt *q = db_query(db, "letter_service_next");
	db_bind_i64(q, letter_id);
	if (db_next(q)) no = db_i64(q, 0);
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK) return st;
	q = db_query(db, "letter_service_insert");
	db_bind_i64(q, letter_id);
	db_bind_i64(q, no);
	db_bind_str(q, row->way);
	db_bind_date(q, row->served_on);
	db_bind_str(q, row->receiver);
	db_bind_str(q, row->relation);
	db_bind_str(q, row->place);
	db_bind_date(q, row->effect_on);
	if (row->kept_to == DATE_OPEN)
		db_bind_null(q);
	else
		db_bind_date(q, row->kept_to);
	db_bind_str(q, row->note);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status letter_service_list(struct db *db, int64_t letter_id, struct arena *arena,
                                    struct letter_service **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, SERVICES_MAX, struct letter_service);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, " ");
	struct db_stmt *q = db_query(db, "letter_services");
	db_bind_i64(q, letter_id);
	while (*count < SERVICES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct letter_service){
		        .way = db_keep(q, 0, arena),
		        .served_on = db_date(q, 1),
		        .receiver = db_keep(q, 2, arena),
		        .relation = db_keep(q, 3, arena),
		        .place = db_keep(q, 4, arena),
		        .effect_on = db_date(q, 5),
		        .kept_to = db_is_null(q, 6) ? DATE_OPEN : db_date(q, 6),
		        .note = db_keep(q, 7, arena)};
	return db_end(q, err);
}

enum nhi_status letter_service_was_public(struct db *db, int64_t letter_id, bool *out,
                                          struct err *err) {
	*out = false;
	struct db_stmt *q = db_query(db, "letter_served_before");
	db_bind_i64(q, letter_id);
	if (db_next(q)) *out = db_i64(q, 0) > 0;
	return db_end(q, err);
}
