/* card_batch.c: production of cards and blanks (card.h). */
#include "store/card.h"

#include "store/ids.h"
#include "store/rows.h"

enum { BATCHES_MAX = 200 };

enum nhi_status card_batch_put(struct db *db, const struct act *act, struct card_batch *b,
                               struct err *err) {
	enum nhi_status st = ids_new(db, "card_batch", &b->id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "card_batch_insert");
	db_bind_i64(q, b->id);
	db_bind_str(q, b->no);
	db_bind_str(q, b->site);
	db_bind_date(q, b->made_on);
	db_bind_i64(q, b->cards);
	db_bind_str(q, b->file_hash);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status card_batch_find(struct db *db, struct str no, struct arena *arena,
                                struct card_batch *out, struct err *err) {
	struct db_stmt *q = db_query(db, "card_batch_by_no");
	db_bind_str(q, no);
	if (db_need(q, "batch"))
		*out = (struct card_batch){.id = db_i64(q, 0),
		                           .no = no,
		                           .site = db_keep(q, 1, arena),
		                           .made_on = db_date(q, 2),
		                           .cards = db_i64(q, 3),
		                           .file_hash = db_keep(q, 4, arena),
		                           .is_handed_over = db_i64(q, 5) > 0,
		                           .is_received = db_i64(q, 6) > 0};
	return db_end(q, err);
}

enum nhi_status card_batch_step(struct db *db, const struct act *act, int64_t batch_id,
                                const char *step, date_t on, struct str note, int64_t good,
                                int64_t failed, struct err *err) {
	struct db_stmt *q = db_query(db, "card_batch_step_insert");
	db_bind_i64(q, batch_id);
	db_bind_str(q, str_from(step));
	db_bind_date(q, on);
	db_bind_str(q, note);
	db_bind_i64(q, good);
	db_bind_i64(q, failed);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status card_batch_list(struct db *db, struct str site, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {
	        {"batch_no", ROWS_TEXT}, {"site", ROWS_TEXT},           {"made_on", ROWS_DATE},
	        {"cards", ROWS_NUMBER},  {"handed_over_on", ROWS_DATE}, {"received_on", ROWS_DATE},
	        {"good", ROWS_NUMBER},   {"failed", ROWS_NUMBER}};
	struct db_stmt *q = db_query(db, "card_batch_list");
	db_bind_str(q, site);
	db_bind_i64(q, BATCHES_MAX);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status card_stock_move(struct db *db, const struct act *act, struct str site, date_t on,
                                const char *kind, int64_t quantity, struct str note,
                                struct err *err) {
	struct db_stmt *q = db_query(db, "card_stock_insert");
	db_bind_str(q, site);
	db_bind_date(q, on);
	db_bind_str(q, str_from(kind));
	db_bind_i64(q, quantity);
	db_bind_str(q, note);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status card_stock_of(struct db *db, struct str site, int64_t *out, struct err *err) {
	struct db_stmt *q = db_query(db, "card_stock_of");
	db_bind_str(q, site);
	*out = 0;
	if (db_next(q)) *out = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status card_stock_list(struct db *db, struct str site, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {{"site", ROWS_TEXT},
	                                             {"blanks", ROWS_NUMBER},
	                                             {"received", ROWS_NUMBER},
	                                             {"used", ROWS_NUMBER},
	                                             {"spoilt", ROWS_NUMBER}};
	struct db_stmt *q = db_query(db, "card_stock_list");
	db_bind_str(q, site);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status card_counts(struct db *db, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {{"state", ROWS_TEXT}, {"cards", ROWS_NUMBER}};
	return rows_json(db_query(db, "card_counts"), columns, COUNT_OF(columns), j, err);
}

enum nhi_status card_applied(struct db *db, date_t from, date_t to, struct json *j,
                             struct err *err) {
	static const struct rows_column columns[] = {{"reason", ROWS_TEXT},
	                                             {"delivery", ROWS_TEXT},
	                                             {"cards", ROWS_NUMBER},
	                                             {"paid", ROWS_NUMBER}};
	struct db_stmt *q = db_query(db, "card_applied");
	db_bind_date(q, from);
	db_bind_date(q, to);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}
