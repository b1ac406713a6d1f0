/* reimburse.c: see reimburse.h. */
#include "store/reimburse.h"

#include "store/ids.h"
#include "store/rows.h"

#define FUND "nhi"
enum { KEY_MAX = 64, LIST_MAX = 10000 };

enum nhi_status exchange_rate_put(struct db *db, const struct act *act, struct str currency,
                                  date_t on, int64_t source, int64_t rate_e6, bool *is_new,
                                  struct err *err) {
	int64_t known = 0;
	struct db_stmt *q = db_query(db, "exchange_rate_exact");
	db_bind_str(q, currency);
	db_bind_date(q, on);
	db_bind_i64(q, source);
	if (db_next(q)) known = db_i64(q, 0);
	enum nhi_status st = db_end(q, err);
	*is_new = known == 0;
	if (st != NHI_OK || known == rate_e6) return st;
	if (known != 0) return err_set(err, NHI_CONFLICT, "%.*s", STR_ARG(currency));
	q = db_query(db, "exchange_rate_insert");
	db_bind_str(q, currency);
	db_bind_date(q, on);
	db_bind_i64(q, source);
	db_bind_i64(q, rate_e6);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status exchange_rate_find(struct db *db, struct str currency, date_t on, int64_t *rate_e6,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, "exchange_rate_find");
	db_bind_str(q, currency);
	db_bind_date(q, on);
	*rate_e6 = 0;
	if (db_next(q)) *rate_e6 = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status payment_order_put(struct db *db, const struct act *act, const char *expense,
                                  const char *payable, struct payment_order *o, struct err *err) {
	char key[KEY_MAX];
	struct ledger_posted posted;
	const struct ledger_line lines[] = {
	        {STR(FUND), str_from(expense), o->amount, o->party, o->party_id},
	        {STR(FUND), str_from(payable), twd(-o->amount.v), o->party, o->party_id}};
	(void)snprintf(key, sizeof key, "order:%.*s", STR_ARG(o->no));
	const struct ledger_entry entry = {.key = str_from(key),
	                                   .booked_on = o->on,
	                                   .text = o->source,
	                                   .source = o->source,
	                                   .line = lines,
	                                   .line_count = COUNT_OF(lines)};
	enum nhi_status st = ids_new(db, "payment_order", &o->id, err);
	if (st == NHI_OK) st = ledger_post(db, act, &entry, &posted, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "payment_order_insert");
	db_bind_i64(q, o->id);
	db_bind_str(q, o->no);
	db_bind_i64(q, o->party);
	db_bind_i64(q, o->party_id);
	db_bind_str(q, o->payee);
	db_bind_str(q, o->account);
	db_bind_i64(q, o->amount.v);
	db_bind_str(q, o->source);
	db_bind_date(q, o->on);
	db_bind_i64(q, posted.entry_id);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status payment_order_list(struct db *db, date_t from, date_t to, struct json *j,
                                   struct err *err) {
	static const struct rows_column columns[] = {
	        {"order_no", ROWS_TEXT}, {"payee", ROWS_TEXT},  {"account", ROWS_TEXT},
	        {"amount", ROWS_NUMBER}, {"source", ROWS_TEXT}, {"ordered_on", ROWS_DATE}};
	struct db_stmt *q = db_query(db, "payment_order_list");
	db_bind_date(q, from);
	db_bind_date(q, to);
	db_bind_i64(q, LIST_MAX);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status reimbursement_put(struct db *db, const struct act *act,
                                  const struct reimbursement *r, struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "reimbursement", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "reimbursement_insert");
	db_bind_i64(q, id);
	db_bind_str(q, r->number);
	db_bind_i64(q, r->person_id);
	db_bind_i64(q, r->ground);
	db_bind_date(q, r->applied_on);
	db_bind_date(q, r->cared_from);
	db_bind_date(q, r->cared_to);
	db_bind_str(q, r->place);
	db_bind_str(q, r->currency);
	db_bind_i64(q, r->rate_e6);
	if (r->rate_on == DATE_OPEN)
		db_bind_null(q);
	else
		db_bind_date(q, r->rate_on);
	db_bind_str(q, r->items);
	db_bind_i64(q, r->amount);
	db_bind_id_or_null(q, r->order_id);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status reimbursement_is_there(struct db *db, const struct reimbursement *r, bool *out,
                                       struct err *err) {
	struct db_stmt *q = db_query(db, "reimbursement_same");
	db_bind_i64(q, r->person_id);
	db_bind_i64(q, r->ground);
	db_bind_date(q, r->cared_from);
	db_bind_date(q, r->cared_to);
	db_bind_str(q, r->place);
	*out = db_next(q) && db_i64(q, 0) > 0;
	return db_end(q, err);
}

enum nhi_status reimbursement_of_person(struct db *db, int64_t person_id, struct json *j,
                                        struct err *err) {
	static const struct rows_column columns[] = {
	        {"number", ROWS_TEXT},     {"ground", ROWS_NUMBER},  {"applied_on", ROWS_DATE},
	        {"cared_from", ROWS_DATE}, {"cared_to", ROWS_DATE},  {"place", ROWS_TEXT},
	        {"currency", ROWS_TEXT},   {"rate_e6", ROWS_NUMBER}, {"rate_on", ROWS_DATE},
	        {"amount", ROWS_NUMBER},   {"order_no", ROWS_TEXT},  {"taken_back_on", ROWS_DATE}};
	struct db_stmt *q = db_query(db, "reimbursement_of_person");
	db_bind_i64(q, person_id);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum { LINES_MAX = 16, KEY_SIZE = 48 };

/* The contrary of an entry, booked today. */
static enum nhi_status reverse(struct db *db, const struct act *act, int64_t entry_id, date_t on,
                               struct arena *arena, int64_t *reversal, struct err *err) {
	struct ledger_line line[LINES_MAX];
	size_t count = 0;
	char key[KEY_SIZE];
	struct ledger_posted posted;
	struct db_stmt *q = db_query(db, "undo_entry_lines");
	db_bind_i64(q, entry_id);
	while (count < LINES_MAX && db_next(q))
		line[count++] = (struct ledger_line){.fund = db_keep(q, 0, arena),
		                                     .account = db_keep(q, 1, arena),
		                                     .amount = twd(-db_i64(q, 2)),
		                                     .party = (enum ledger_party)db_i64(q, 3),
		                                     .party_id = db_i64(q, 4)};
	enum nhi_status st = db_end(q, err);
	(void)snprintf(key, sizeof key, "reverse:%lld", (long long)entry_id);
	const struct ledger_entry entry = {.key = str_from(key),
	                                   .booked_on = on,
	                                   .text = STR("撤銷核退"),
	                                   .source = str_from(key),
	                                   .line = line,
	                                   .line_count = count};
	if (st == NHI_OK) st = ledger_post(db, act, &entry, &posted, err);
	if (st == NHI_OK) *reversal = posted.entry_id;
	return st;
}

enum nhi_status reimbursement_take_back(struct db *db, const struct act *act, struct str number,
                                        date_t on, struct str why, struct arena *arena,
                                        twd_t *amount, bool *found, struct err *err) {
	int64_t id = 0, entry = 0, reversal = 0;
	*amount = twd(0);
	struct db_stmt *q = db_query(db, "undo_reimbursement");
	db_bind_str(q, number);
	*found = db_next(q);
	if (*found) {
		id = db_i64(q, 0);
		*amount = twd(db_i64(q, 3));
		entry = db_i64(q, 4);
	}
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK || !*found) return st;
	if (entry != 0) st = reverse(db, act, entry, on, arena, &reversal, err);
	if (st != NHI_OK) return st;
	q = db_query(db, "reimbursement_void_insert");
	db_bind_i64(q, id);
	db_bind_date(q, on);
	db_bind_str(q, why);
	db_bind_id_or_null(q, reversal);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}
