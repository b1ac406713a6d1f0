/* receipt.c: see receipt.h. */
#include "store/receipt.h"

#include "store/ids.h"
#include "store/rows.h"

#define FUND "nhi"
#define TAKINGS "1104"
#define INCOME "4109"
enum { KEY_MAX = 64, LIST_MAX = 10000 };

/* Debits the takings with `amount`; a negative one gives the money back. */
static enum nhi_status post(struct db *db, const struct act *act, const struct receipt *r,
                            const char *what, date_t on, int64_t amount, int64_t *entry_id,
                            struct err *err) {
	char key[KEY_MAX], text[KEY_MAX];
	(void)snprintf(key, sizeof key, "%s:%.*s", what, STR_ARG(r->no));
	(void)snprintf(text, sizeof text, "%s %.*s", what, STR_ARG(r->item));
	const struct ledger_line lines[] = {
	        {STR(FUND), STR(TAKINGS), twd(amount), LEDGER_PERSON, r->person_id},
	        {STR(FUND), STR(INCOME), twd(-amount), LEDGER_PERSON, r->person_id}};
	const struct ledger_entry entry = {.key = str_from(key),
	                                   .booked_on = on,
	                                   .text = str_from(text),
	                                   .source = r->source,
	                                   .line = lines,
	                                   .line_count = COUNT_OF(lines)};
	struct ledger_posted posted;
	enum nhi_status st = ledger_post(db, act, &entry, &posted, err);
	*entry_id = posted.entry_id;
	return st;
}

enum nhi_status receipt_put(struct db *db, const struct act *act, struct receipt *r,
                            struct err *err) {
	int64_t entry_id = 0;
	enum nhi_status st = ids_new(db, "receipt", &r->id, err);
	if (st == NHI_OK) st = post(db, act, r, "receipt", r->on, r->amount.v, &entry_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "receipt_insert");
	db_bind_i64(q, r->id);
	db_bind_str(q, r->no);
	db_bind_i64(q, r->person_id);
	db_bind_date(q, r->on);
	db_bind_i64(q, r->amount.v);
	db_bind_str(q, r->way);
	db_bind_str(q, r->reference);
	db_bind_str(q, r->site);
	db_bind_str(q, r->item);
	db_bind_str(q, r->source);
	db_bind_i64(q, entry_id);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status receipt_find(struct db *db, struct str no, struct arena *arena, struct receipt *out,
                             struct err *err) {
	struct db_stmt *q = db_query(db, "receipt_by_no");
	db_bind_str(q, no);
	*out = (struct receipt){.no = no, .voided_on = DATE_OPEN};
	if (db_need(q, "receipt")) {
		out->id = db_i64(q, 0);
		out->person_id = db_i64(q, 1);
		out->on = db_date(q, 2);
		out->amount = twd(db_i64(q, 3));
		out->way = db_keep(q, 4, arena);
		out->reference = db_keep(q, 5, arena);
		out->site = db_keep(q, 6, arena);
		out->item = db_keep(q, 7, arena);
		out->source = db_keep(q, 8, arena);
		if (!db_is_null(q, 9)) out->voided_on = db_date(q, 9);
	}
	return db_end(q, err);
}

enum nhi_status receipt_take_back(struct db *db, const struct act *act, const struct receipt *r,
                                  date_t on, struct str why, struct err *err) {
	int64_t entry_id = 0;
	enum nhi_status st = post(db, act, r, "receipt.void", on, -r->amount.v, &entry_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "receipt_void_insert");
	db_bind_i64(q, r->id);
	db_bind_date(q, on);
	db_bind_str(q, why);
	db_bind_i64(q, entry_id);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status receipt_list(struct db *db, struct str site, date_t from, date_t to, struct json *j,
                             struct err *err) {
	static const struct rows_column columns[] = {
	        {"receipt_no", ROWS_TEXT}, {"taken_on", ROWS_DATE}, {"item", ROWS_TEXT},
	        {"amount", ROWS_NUMBER},   {"way", ROWS_TEXT},      {"reference", ROWS_TEXT},
	        {"site", ROWS_TEXT},       {"voided_on", ROWS_DATE}};
	struct db_stmt *q = db_query(db, "receipt_list");
	db_bind_str(q, site);
	db_bind_date(q, from);
	db_bind_date(q, to);
	db_bind_i64(q, LIST_MAX);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status receipt_sums(struct db *db, struct str site, date_t from, date_t to, struct json *j,
                             struct err *err) {
	static const struct rows_column columns[] = {{"item", ROWS_TEXT},
	                                             {"way", ROWS_TEXT},
	                                             {"receipts", ROWS_NUMBER},
	                                             {"amount", ROWS_NUMBER}};
	struct db_stmt *q = db_query(db, "receipt_sums");
	db_bind_str(q, site);
	db_bind_date(q, from);
	db_bind_date(q, to);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}
