/* certificate.c: see certificate.h. */
#include "store/certificate.h"

enum nhi_status certificate_code_add(struct db *db, const struct act *act,
                                     const struct certificate_code *row, struct err *err) {
	struct db_stmt *q = db_query(db, "letter_check_insert");
	db_bind_str(q, row->code);
	db_bind_i64(q, row->letter_id);
	db_bind_str(q, row->name);
	db_bind_str(q, row->statement_zh);
	db_bind_str(q, row->statement_en);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status certificate_code_find(struct db *db, struct str code, struct arena *arena,
                                      struct certificate_code *out, bool *found, struct err *err) {
	*out = (struct certificate_code){.code = code};
	struct db_stmt *q = db_query(db, "letter_check_read");
	db_bind_str(q, code);
	*found = db_next(q);
	if (*found) {
		out->name = db_keep(q, 0, arena);
		out->statement_zh = db_keep(q, 1, arena);
		out->statement_en = db_keep(q, 2, arena);
		out->number = db_keep(q, 3, arena);
		out->office = db_keep(q, 4, arena);
		out->subject = db_keep(q, 5, arena);
		out->form = db_keep(q, 6, arena);
		out->issued_on = db_date(q, 7);
		out->hash = db_keep(q, 8, arena);
	}
	return db_end(q, err);
}
