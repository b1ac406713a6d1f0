/* hall.c: see hall.h. */
#include "store/hall.h"

#include "store/ids.h"
#include "store/rows.h"

enum nhi_status withholding_add(struct db *db, const struct act *act,
                                struct withholding_statement *s, struct err *err) {
	enum nhi_status st = ids_new(db, "withholding", &s->id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "withholding_statement_insert");
	db_bind_i64(q, s->id);
	db_bind_str(q, s->payer);
	db_bind_i64(q, s->kind);
	db_bind_i64(q, s->year);
	db_bind_i64(q, s->details);
	db_bind_i64(q, s->paid.v);
	db_bind_i64(q, s->withheld.v);
	db_bind_date(q, s->filed_on);
	db_bind_date(q, s->due_on);
	db_bind_str(q, s->file_hash);
	db_bind_str(q, s->case_no);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status withholding_add_detail(struct db *db, int64_t statement_id,
                                       const struct withholding_detail *d, struct err *err) {
	struct db_stmt *q = db_query(db, "withholding_detail_insert");
	db_bind_i64(q, statement_id);
	db_bind_i64(q, d->line);
	db_bind_bool(q, d->is_replacing);
	db_bind_date(q, d->paid_on);
	db_bind_str(q, d->payee);
	db_bind_str(q, d->number);
	db_bind_i64(q, d->paid.v);
	db_bind_i64(q, d->withheld.v);
	return db_run_later(q, err);
}

enum nhi_status withholding_is_there(struct db *db, struct str file_hash, bool *out,
                                     struct err *err) {
	struct db_stmt *q = db_query(db, "withholding_same");
	db_bind_str(q, file_hash);
	*out = db_next(q) && db_i64(q, 0) > 0;
	return db_end(q, err);
}

enum nhi_status withholding_sums(struct db *db, struct str payer, int64_t year, struct json *j,
                                 struct err *err) {
	static const struct rows_column columns[] = {
	        {"kind", ROWS_NUMBER},     {"details", ROWS_NUMBER}, {"paid", ROWS_NUMBER},
	        {"withheld", ROWS_NUMBER}, {"filed_on", ROWS_DATE},  {"due_on", ROWS_DATE}};
	struct db_stmt *q = db_query(db, "withholding_sums");
	db_bind_str(q, payer);
	db_bind_i64(q, year);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status named_care_put(struct db *db, const struct act *act, int64_t person_id,
                               struct str provider, int64_t visits, struct period valid,
                               struct err *err) {
	struct fact f = {.subject_id = person_id, .valid_from = valid.from, .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "named_care", &f);
	db_bind_str(q, provider);
	db_bind_i64(q, visits);
	return db_run(q, err);
}

enum nhi_status named_care_on(struct db *db, int64_t person_id, date_t day, struct arena *arena,
                              struct str *provider, struct err *err) {
	struct db_stmt *q = db_query(db, "named_care_on");
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	*provider = db_next(q) ? db_keep(q, 0, arena) : STR("");
	return db_end(q, err);
}

enum nhi_status site_entry_put(struct db *db, const struct act *act, struct str site,
                               struct str what, date_t from, struct str content, struct str case_no,
                               struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "site_entry", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "site_entry_insert");
	db_bind_i64(q, id);
	db_bind_str(q, site);
	db_bind_str(q, what);
	db_bind_date(q, from);
	db_bind_str(q, content);
	db_bind_str(q, case_no);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status site_entries_on(struct db *db, struct str site, date_t day, struct json *j,
                                struct err *err) {
	static const struct rows_column columns[] = {{"site", ROWS_TEXT},
	                                             {"what", ROWS_TEXT},
	                                             {"from", ROWS_DATE},
	                                             {"content", ROWS_TEXT},
	                                             {"case_no", ROWS_TEXT}};
	struct db_stmt *q = db_query(db, "site_entry_on");
	db_bind_str(q, site);
	db_bind_date(q, day);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}
