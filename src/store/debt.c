/* debt.c: see debt.h. */
#include "store/debt.h"

#include "base/check.h"
#include "store/arrears.h"
#include "store/ids.h"
#include "store/ledger.h"

enum { DEBTS_FIRST = 64, KEY_SIZE = 96 };

/* Where a kind stands in the books. */
static const struct {
	const char *fund, *of_unit, *of_person, *income, *text;
} books[DEBT_KIND_COUNT] = {
        [DEBT_PREMIUM] = {"nhi", "1131", "1132", NULL, "保險費"},
        [DEBT_LATEFEE] = {"nhi", "1136", "1136", "4105", "滯納金"},
        [DEBT_LOAN] = {"relief", "1141", "1141", NULL, "紓困貸款償還"},
        [DEBT_INTEREST] = {"relief", "1142", "1142", "4106", "紓困貸款逾期利息"},
        [DEBT_FINE] = {"nhi", "1143", "1143", "2105", "罰鍰"},
        [DEBT_MEDICAL] = {"nhi", "1144", "1144", "5101", "醫療費用追償"},
};

static bool is_pursued(enum debt_stage s) {
	return s == DEBT_ENFORCED || s == DEBT_CERTIFIED || s == DEBT_SUED;
}

static const char *account_at(const struct debt_row *r, enum debt_stage stage) {
	if (is_pursued(stage)) return "1139";
	return r->person_id != 0 ? books[r->kind].of_person : books[r->kind].of_unit;
}

const char *debt_account(const struct debt_row *row) { return account_at(row, row->stage); }

/* ---- Entries ----------------------------------------------------------------------------------
 */

struct pair {
	const char *debit, *credit;
	bool debit_of_payer, credit_of_payer;
	twd_t amount;
	date_t on;
	const char *text;
};

static enum nhi_status post(struct db *db, const struct act *act, const struct debt_row *r,
                            const char *key, const struct pair *p, struct err *err) {
	const bool by_person = r->person_id != 0;
	const enum ledger_party party = by_person ? LEDGER_PERSON : LEDGER_UNIT;
	const int64_t id = by_person ? r->person_id : r->unit_id;
	const struct str fund = str_from(books[r->kind].fund);
	const struct ledger_line line[] = {{.fund = fund,
	                                    .account = str_from(p->debit),
	                                    .amount = p->amount,
	                                    .party = p->debit_of_payer ? party : LEDGER_NOBODY,
	                                    .party_id = p->debit_of_payer ? id : 0},
	                                   {.fund = fund,
	                                    .account = str_from(p->credit),
	                                    .amount = twd(-p->amount.v),
	                                    .party = p->credit_of_payer ? party : LEDGER_NOBODY,
	                                    .party_id = p->credit_of_payer ? id : 0}};
	const struct ledger_entry entry = {.key = str_from(key),
	                                   .booked_on = p->on,
	                                   .text = str_from(p->text),
	                                   .source = str_from(key),
	                                   .line = line,
	                                   .line_count = COUNT_OF(line)};
	struct ledger_posted posted;
	return p->amount.v == 0 ? NHI_OK : ledger_post(db, act, &entry, &posted, err);
}

/* ---- Rows -------------------------------------------------------------------------------------
 */

static void take(struct db_stmt *q, struct arena *arena, struct debt_row *r) {
	*r = (struct debt_row){.id = db_i64(q, 0),
	                       .origin = db_keep(q, 2, arena),
	                       .unit_id = db_i64(q, 3),
	                       .person_id = db_i64(q, 4),
	                       .month = db_month(q, 5),
	                       .amount = twd(db_i64(q, 6)),
	                       .owed = twd(db_i64(q, 7)),
	                       .due = db_date(q, 8),
	                       .opened = db_date(q, 9),
	                       .stage_on = db_date(q, 11),
	                       .demand_due = db_date(q, 12),
	                       .runs_from = db_date(q, 13),
	                       .agreement_id = db_i64(q, 14)};
	bool known =
	        debt_kind_find(db_str(q, 1), &r->kind) && debt_stage_find(db_str(q, 10), &r->stage);
	if (!known) (void)db_fail(q, NHI_CORRUPT, "debt %lld", (long long)r->id);
}

/* Room for one more row: twice as much when it is full. */
static bool grow(struct arena *arena, struct debt_row **rows, size_t count, size_t *room) {
	if (count < *room) return true;
	const size_t wanted = *room == 0 ? DEBTS_FIRST : *room * 2;
	struct debt_row *more = arena_array(arena, wanted, sizeof *more);
	if (more == NULL) return false;
	if (count > 0) memcpy(more, *rows, count * sizeof *more);
	*rows = more;
	*room = wanted;
	return true;
}

/* All rows of a statement, however many. */
static enum nhi_status take_all(struct db_stmt *q, struct arena *arena, struct debt_row **rows,
                                size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	while (db_next(q)) {
		if (grow(arena, rows, *count, &room))
			take(q, arena, &(*rows)[(*count)++]);
		else if (db_fail(q, NHI_MEMORY, "%s", "debt") != NHI_OK)
			break;
	}
	return db_end(q, err);
}

enum nhi_status debt_bill_origin(int64_t unit_id, int64_t person_id, month_t month,
                                 struct arena *arena, struct str *out, struct err *err) {
	char text[KEY_SIZE];
	(void)snprintf(text, sizeof text, "bill:%lld:%lld:%04d%02d", (long long)unit_id,
	               (long long)person_id, (int)month_year(month), (int)month_number(month));
	return arena_str(arena, str_from(text), out) ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

/* ---- Steps ------------------------------------------------------------------------------------
 */

static enum nhi_status add_event(struct db *db, const struct act *act, int64_t debt_id,
                                 const struct debt_step *s, struct err *err) {
	struct db_stmt *q = db_query(db, "debt_event_insert");
	db_bind_i64(q, debt_id);
	db_bind_str(q, str_from(s->kind));
	db_bind_date(q, s->on);
	db_bind_i64(q, s->amount.v);
	db_bind_str(q, s->reference);
	db_bind_str(q, s->note);
	db_bind_i64(q, act->id);
	return db_run_later(q, err);
}

static enum nhi_status write_row(struct db *db, const struct act *act, const struct debt_row *r,
                                 struct err *err) {
	struct db_stmt *q = db_query(db, "debt_change");
	db_bind_i64(q, r->id);
	db_bind_i64(q, r->owed.v);
	db_bind_str(q, str_from(debt_stage_name(r->stage)));
	db_bind_date(q, r->stage_on);
	db_bind_date(q, r->demand_due);
	db_bind_date(q, r->runs_from);
	db_bind_i64(q, r->agreement_id);
	db_bind_i64(q, act->id);
	return db_run_later(q, err);
}

enum nhi_status debt_open(struct db *db, const struct act *act, struct debt_row *r,
                          struct err *err) {
	char key[KEY_SIZE];
	enum nhi_status st = ids_new(db, "debt", &r->id, err);
	if (st != NHI_OK) return st;
	r->owed = r->amount;
	r->stage = DEBT_OPEN;
	r->stage_on = r->opened;
	r->demand_due = DATE_OPEN;
	r->runs_from = r->due + 1;
	r->agreement_id = 0;
	struct db_stmt *q = db_query(db, "debt_insert");
	db_bind_i64(q, r->id);
	db_bind_str(q, str_from(debt_kind_name(r->kind)));
	db_bind_str(q, r->origin);
	db_bind_i64(q, r->unit_id);
	db_bind_i64(q, r->person_id);
	db_bind_month(q, r->month);
	db_bind_i64(q, r->amount.v);
	db_bind_i64(q, r->owed.v);
	db_bind_date(q, r->due);
	db_bind_date(q, r->opened);
	db_bind_str(q, str_from(debt_stage_name(r->stage)));
	db_bind_date(q, r->runs_from);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	const struct debt_step step = {.kind = "open", .on = r->opened, .amount = r->amount};
	if (st == NHI_OK) st = add_event(db, act, r->id, &step, err);
	if (st != NHI_OK || books[r->kind].income == NULL) return st;
	(void)snprintf(key, sizeof key, "debt:%lld", (long long)r->id);
	const struct pair p = {.debit = account_at(r, DEBT_OPEN),
	                       .credit = books[r->kind].income,
	                       .debit_of_payer = true,
	                       .amount = r->amount,
	                       .on = r->opened,
	                       .text = books[r->kind].text};
	return post(db, act, r, key, &p, err);
}

enum nhi_status debt_move(struct db *db, const struct act *act, struct debt_row *r,
                          enum debt_stage stage, const struct debt_step *step, struct err *err) {
	const char *before = account_at(r, r->stage), *after = account_at(r, stage);
	char key[KEY_SIZE];
	bool moves = strcmp(before, after) != 0 && r->owed.v > 0 && stage < DEBT_WRITTEN_OFF;
	if (stage != r->stage) r->stage_on = step->on;
	r->stage = stage;
	enum nhi_status st = write_row(db, act, r, err);
	if (st == NHI_OK) st = add_event(db, act, r->id, step, err);
	if (st != NHI_OK || !moves) return st;
	(void)snprintf(key, sizeof key, "debt.move:%lld:%lld", (long long)r->id,
	               (long long)act->id);
	const struct pair p = {.debit = after,
	                       .credit = before,
	                       .debit_of_payer = true,
	                       .credit_of_payer = true,
	                       .amount = r->owed,
	                       .on = step->on,
	                       .text = "催收款項"};
	return post(db, act, r, key, &p, err);
}

enum nhi_status debt_note_receipt(struct db *db, const struct act *act, struct debt_row *r,
                                  twd_t amount, date_t on, struct str channel, struct str reference,
                                  struct err *err) {
	const struct debt_step step = {.kind = "receipt",
	                               .on = on,
	                               .amount = amount,
	                               .reference = reference,
	                               .note = channel};
	CHECK(amount.v <= r->owed.v);
	r->owed.v -= amount.v;
	if (r->owed.v > 0) return debt_move(db, act, r, r->stage, &step, err);
	return debt_move(db, act, r, DEBT_SETTLED, &step, err);
}

enum nhi_status debt_pay(struct db *db, const struct act *act, struct debt_row *r, twd_t amount,
                         date_t on, struct str channel, struct str reference, struct err *err) {
	int64_t receipt = 0;
	char key[KEY_SIZE];
	if (r->kind == DEBT_PREMIUM) {
		const struct bill_slip slip = {
		        .unit_id = r->unit_id, .person_id = r->person_id, .month = r->month};
		return bill_receive_for(db, act, &slip, r, amount, on, channel, reference, &receipt,
		                        err);
	}
	enum nhi_status st = ids_new(db, "receipt", &receipt, err);
	if (st != NHI_OK) return st;
	(void)snprintf(key, sizeof key, "receipt:%lld", (long long)receipt);
	const struct pair p = {.debit = bill_receipt_account(channel),
	                       .credit = account_at(r, r->stage),
	                       .credit_of_payer = true,
	                       .amount = amount,
	                       .on = on,
	                       .text = books[r->kind].text};
	st = post(db, act, r, key, &p, err);
	return st == NHI_OK ? debt_note_receipt(db, act, r, amount, on, channel, reference, err)
	                    : st;
}

/* What is still owed leaves the receivable against `account`. */
static enum nhi_status drop(struct db *db, const struct act *act, struct debt_row *r,
                            const char *account, const struct debt_step *step,
                            enum debt_stage stage, struct err *err) {
	char key[KEY_SIZE];
	(void)snprintf(key, sizeof key, "debt.%s:%lld", step->kind, (long long)r->id);
	const struct pair p = {.debit = account,
	                       .credit = account_at(r, r->stage),
	                       .credit_of_payer = true,
	                       .amount = r->owed,
	                       .on = step->on,
	                       .text = books[r->kind].text};
	enum nhi_status st = post(db, act, r, key, &p, err);
	r->owed = twd(0);
	return st == NHI_OK ? debt_move(db, act, r, stage, step, err) : st;
}

enum nhi_status debt_write_off(struct db *db, const struct act *act, struct debt_row *r, date_t on,
                               struct str ground, struct str reference, struct err *err) {
	const struct debt_step step = {.kind = "writeoff",
	                               .on = on,
	                               .amount = r->owed,
	                               .reference = reference,
	                               .note = ground};
	return drop(db, act, r, "5109", &step, DEBT_WRITTEN_OFF, err);
}

enum nhi_status debt_cancel(struct db *db, const struct act *act, struct debt_row *r, date_t on,
                            struct str reference, struct err *err) {
	const struct debt_step step = {
	        .kind = "cancel", .on = on, .amount = r->owed, .reference = reference};
	CHECK(books[r->kind].income != NULL);
	return drop(db, act, r, books[r->kind].income, &step, DEBT_SETTLED, err);
}

enum nhi_status debt_keep_rest(struct db *db, const struct act *act, int64_t unit_id,
                               int64_t person_id, twd_t rest, date_t on, twd_t *recovered,
                               struct err *err) {
	struct debt_row payer = {.kind = DEBT_PREMIUM, .unit_id = unit_id, .person_id = person_id};
	int64_t receipt = 0, debt = 0, left = 0;
	char key[KEY_SIZE];
	enum nhi_status st = NHI_OK;
	*recovered = twd(0);
	while (st == NHI_OK && rest.v > 0) {
		struct db_stmt *q = db_query(db, "debt_written_off_left");
		db_bind_i64(q, unit_id);
		db_bind_i64(q, person_id);
		bool found = db_next(q);
		debt = found ? db_i64(q, 0) : 0;
		left = found ? db_i64(q, 1) : rest.v;
		if (found && !debt_kind_find(db_str(q, 2), &payer.kind)) payer.kind = DEBT_PREMIUM;
		st = db_end(q, err);
		if (st == NHI_OK) st = ids_new(db, "receipt", &receipt, err);
		if (st != NHI_OK) return st;
		const twd_t part = left < rest.v ? twd(left) : rest;
		(void)snprintf(key, sizeof key, "receipt:%lld", (long long)receipt);
		const struct pair p = {.debit = "1102",
		                       .credit = found ? "5109" : "2102",
		                       .credit_of_payer = true,
		                       .amount = part,
		                       .on = on,
		                       .text = found ? "收回已轉銷呆帳" : "暫收款"};
		st = post(db, act, &payer, key, &p, err);
		const struct debt_step step = {.kind = "recovery", .on = on, .amount = part};
		if (st == NHI_OK && found) st = add_event(db, act, debt, &step, err);
		if (found) recovered->v += part.v;
		rest.v -= part.v;
	}
	return st;
}

enum nhi_status debt_loan_grant(struct db *db, const struct act *act, int64_t agreement_id,
                                int64_t person_id, twd_t amount, date_t on, struct err *err) {
	const struct debt_row payer = {.kind = DEBT_LOAN, .person_id = person_id};
	char key[KEY_SIZE];
	(void)snprintf(key, sizeof key, "loan:%lld", (long long)agreement_id);
	const struct pair p = {.debit = "1141",
	                       .credit = "2106",
	                       .debit_of_payer = true,
	                       .amount = amount,
	                       .on = on,
	                       .text = "紓困貸款代償保險費"};
	return post(db, act, &payer, key, &p, err);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

enum nhi_status debt_by_origin(struct db *db, struct str origin, struct arena *arena,
                               struct debt_row *out, bool *found, struct err *err) {
	struct db_stmt *q = db_query(db, "debt_by_origin");
	db_bind_str(q, origin);
	*found = db_next(q);
	if (*found) take(q, arena, out);
	return db_end(q, err);
}

enum nhi_status debt_of_payer(struct db *db, int64_t unit_id, int64_t person_id,
                              struct arena *arena, struct debt_row **rows, size_t *count,
                              struct err *err) {
	struct db_stmt *q = db_query(db, "debt_of_payer");
	db_bind_i64(q, unit_id);
	db_bind_i64(q, person_id);
	return take_all(q, arena, rows, count, err);
}

enum nhi_status debt_of_letter(struct db *db, struct str letter, struct arena *arena,
                               struct debt_row **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "debt_of_letter");
	db_bind_str(q, letter);
	return take_all(q, arena, rows, count, err);
}

enum nhi_status debt_of_agreement(struct db *db, int64_t agreement_id, struct arena *arena,
                                  struct debt_row **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "debt_of_agreement");
	db_bind_i64(q, agreement_id);
	return take_all(q, arena, rows, count, err);
}

enum nhi_status debt_without_fee(struct db *db, month_t month, struct arena *arena,
                                 struct debt_row **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "debt_fees_wanted");
	db_bind_month(q, month);
	return take_all(q, arena, rows, count, err);
}

enum nhi_status debt_list(struct db *db, struct str kind, struct str stage, int64_t after,
                          int64_t most, struct arena *arena, struct debt_row **rows, size_t *count,
                          struct err *err) {
	struct db_stmt *q = db_query(db, "debt_list");
	db_bind_str(q, kind);
	db_bind_str(q, stage);
	db_bind_i64(q, after);
	db_bind_i64(q, most);
	return take_all(q, arena, rows, count, err);
}

enum nhi_status debt_file_wanted(struct db *db, int64_t most, struct arena *arena,
                                 struct debt_row **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "debt_file_wanted");
	db_bind_i64(q, most);
	return take_all(q, arena, rows, count, err);
}

enum nhi_status debt_events(struct db *db, int64_t debt_id, struct arena *arena,
                            struct debt_event **rows, size_t *count, struct err *err) {
	enum { EVENTS_MAX = 500 };
	*count = 0;
	*rows = ARENA_ARRAY(arena, EVENTS_MAX, struct debt_event);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "debt_events");
	db_bind_i64(q, debt_id);
	while (*count < EVENTS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct debt_event){.kind = db_keep(q, 0, arena),
		                                          .on = db_date(q, 1),
		                                          .amount = twd(db_i64(q, 2)),
		                                          .reference = db_keep(q, 3, arena),
		                                          .note = db_keep(q, 4, arena)};
	return db_end(q, err);
}

enum nhi_status debt_last_demand(struct db *db, int64_t debt_id, struct arena *arena, date_t *out,
                                 struct err *err) {
	struct debt_event *row;
	size_t count;
	*out = DATE_OPEN;
	enum nhi_status st = debt_events(db, debt_id, arena, &row, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (str_is(row[i].kind, "demand")) *out = row[i].on;
	return st;
}

enum nhi_status debt_months(struct db *db, date_t at, struct arena *arena, struct debt_month **rows,
                            size_t *count, struct err *err) {
	enum { MONTHS_MAX = 2400 };
	*count = 0;
	*rows = ARENA_ARRAY(arena, MONTHS_MAX, struct debt_month);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "debt_months");
	db_bind_date(q, at);
	while (*count < MONTHS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct debt_month){.month = db_month(q, 0),
		                                          .is_billed = db_i64(q, 1) != 0,
		                                          .due = db_date(q, 2)};
	return db_end(q, err);
}

enum nhi_status debt_bills_due(struct db *db, month_t month, date_t cut, struct arena *arena,
                               struct debt_row **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "debt_bills_due");
	db_bind_month(q, month);
	db_bind_date(q, cut);
	while (db_next(q)) {
		if (!grow(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, "%s", "debt");
			break;
		}
		(*rows)[(*count)++] = (struct debt_row){.kind = DEBT_PREMIUM,
		                                        .unit_id = db_i64(q, 0),
		                                        .person_id = db_i64(q, 1),
		                                        .month = month,
		                                        .due = db_date(q, 2),
		                                        .amount = twd(db_i64(q, 3))};
	}
	return db_end(q, err);
}

enum nhi_status debt_note_late(struct db *db, const struct act *act, struct debt_row *r, date_t cut,
                               struct err *err) {
	enum { NAME_ROOM = 32 };
	enum nhi_status st = NHI_OK;
	struct db_stmt *q = db_query(db, "debt_receipts_late");
	db_bind_i64(q, r->unit_id);
	db_bind_i64(q, r->person_id);
	db_bind_month(q, r->month);
	db_bind_date(q, cut);
	while (st == NHI_OK && r->owed.v > 0 && db_next(q)) {
		char channel[NAME_ROOM];
		const int64_t came = db_i64(q, 1);
		(void)snprintf(channel, sizeof channel, "%.*s", STR_ARG(db_str(q, 2)));
		const twd_t part = came < r->owed.v ? twd(came) : r->owed;
		st = debt_note_receipt(db, act, r, part, db_date(q, 0), str_from(channel), STR(""),
		                       err);
	}
	enum nhi_status end = db_end(q, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? end : st;
}

enum nhi_status debt_loan_read(struct db *db, int64_t agreement_id, date_t at,
                               struct debt_loan *out, struct err *err) {
	char prefix[KEY_SIZE], past[KEY_SIZE];
	*out = (struct debt_loan){.calls = 0};
	(void)snprintf(prefix, sizeof prefix, "loan:%lld:", (long long)agreement_id);
	(void)snprintf(past, sizeof past, "loan:%lld;", (long long)agreement_id);
	struct db_stmt *q = db_query(db, "debt_loan_sum");
	db_bind_str(q, str_from(prefix));
	db_bind_str(q, str_from(past));
	db_bind_date(q, at);
	if (db_next(q))
		*out = (struct debt_loan){.called = twd(db_i64(q, 0)),
		                          .calls = db_i64(q, 1),
		                          .overdue = twd(db_i64(q, 2))};
	return db_end(q, err);
}

enum nhi_status debt_payers(struct db *db, struct debt_payer after, int64_t most,
                            struct arena *arena, struct debt_payer **rows, size_t *count,
                            struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct debt_payer);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "debt_payers");
	db_bind_i64(q, after.person_id);
	db_bind_i64(q, after.unit_id);
	db_bind_i64(q, most);
	while ((int64_t)*count < most && db_next(q))
		(*rows)[(*count)++] =
		        (struct debt_payer){.person_id = db_i64(q, 0), .unit_id = db_i64(q, 1)};
	return db_end(q, err);
}

enum nhi_status debt_totals(struct db *db, struct arena *arena, struct debt_total **rows,
                            size_t *count, struct err *err) {
	enum { TOTALS_MAX = DEBT_KIND_COUNT * DEBT_STAGE_COUNT };
	*count = 0;
	*rows = ARENA_ARRAY(arena, TOTALS_MAX, struct debt_total);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "debt_totals");
	while (*count < TOTALS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct debt_total){.kind = db_keep(q, 0, arena),
		                                          .stage = db_keep(q, 1, arena),
		                                          .count = db_i64(q, 2),
		                                          .owed = twd(db_i64(q, 3))};
	return db_end(q, err);
}

enum nhi_status debt_file_serial(struct db *db, int64_t *out, struct err *err) {
	struct db_stmt *q = db_query(db, "debt_file_serial");
	if (db_next(q)) *out = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status debt_file_add(struct db *db, const struct act *act, const struct debt_file *file,
                              struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "debt_file", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "debt_file_insert");
	db_bind_i64(q, id);
	db_bind_i64(q, file->serial);
	db_bind_date(q, file->on);
	db_bind_i64(q, file->pieces);
	db_bind_i64(q, file->amount.v);
	db_bind_str(q, file->list_hash);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}
