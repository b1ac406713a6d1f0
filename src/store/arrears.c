/* arrears.c: see arrears.h. */
#include "store/arrears.h"

#include "store/debt.h"
#include "store/fact.h"
#include "store/ids.h"
#include "store/ledger.h"

enum { BILLS_MAX = 2000, AGREEMENTS_MAX = 100 };

enum nhi_status arrears_list(struct db *db, int64_t unit_id, int64_t person_id, date_t at,
                             struct arena *arena, struct arrears_month **rows, size_t *count,
                             struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, BILLS_MAX, struct arrears_month);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, unit_id != 0 ? "arrears_of_unit" : "arrears_of_person");
	db_bind_i64(q, unit_id != 0 ? unit_id : person_id);
	db_bind_date(q, at);
	while (*count < BILLS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct arrears_month){.month = db_month(q, 0),
		                                             .due = db_date(q, 1),
		                                             .payable = twd(db_i64(q, 2)),
		                                             .paid = twd(db_i64(q, 3)),
		                                             .unit_id = db_i64(q, 4)};
	return db_end(q, err);
}

twd_t arrears_sum(const struct arrears_month *rows, size_t count, int32_t *months) {
	int64_t sum = 0;
	*months = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t missing = rows[i].payable.v - rows[i].paid.v;
		if (missing <= 0) continue;
		sum += missing;
		(*months)++;
	}
	return twd(sum);
}

enum nhi_status bill_slip_read(struct db *db, int64_t number, struct bill_slip *out, bool *found,
                               struct err *err) {
	struct db_stmt *q = db_query(db, "bill_by_number");
	db_bind_i64(q, number);
	*found = db_next(q);
	*out = (struct bill_slip){.unit_id = 0};
	if (*found)
		*out = (struct bill_slip){.unit_id = db_i64(q, 0),
		                          .person_id = db_i64(q, 1),
		                          .month = db_month(q, 2),
		                          .payable = twd(db_i64(q, 3))};
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK || !*found) return st;
	q = db_query(db, "bill_receipt_sum");
	db_bind_i64(q, out->unit_id);
	db_bind_i64(q, out->person_id);
	db_bind_month(q, out->month);
	if (db_next(q)) out->paid = twd(db_i64(q, 0));
	return db_end(q, err);
}

const char *bill_receipt_account(struct str channel) {
	/* In transit until the collector's bank hands it over; a loan is owed by the relief fund.
	 */
	return str_is(channel, "loan") ? "1105" : "1102";
}

static enum nhi_status post_receipt(struct db *db, const struct act *act,
                                    const struct bill_slip *slip, const char *account, twd_t amount,
                                    date_t on, struct str channel, int64_t receipt_id,
                                    struct err *err) {
	bool by_person = slip->person_id != 0;
	const struct ledger_line line[] = {
	        {.fund = STR("nhi"),
	         .account = str_from(bill_receipt_account(channel)),
	         .amount = amount},
	        {.fund = STR("nhi"),
	         .account = str_from(account),
	         .amount = twd(-amount.v),
	         .party = by_person ? LEDGER_PERSON : LEDGER_UNIT,
	         .party_id = by_person ? slip->person_id : slip->unit_id},
	};
	struct buf key = BUF_INIT(64);
	buf_printf(&key, "receipt:%lld", (long long)receipt_id);
	const struct ledger_entry entry = {.key = buf_str(&key),
	                                   .booked_on = on,
	                                   .text = STR("收保險費"),
	                                   .source = buf_str(&key),
	                                   .line = line,
	                                   .line_count = COUNT_OF(line)};
	struct ledger_posted posted;
	enum nhi_status st = ledger_post(db, act, &entry, &posted, err);
	buf_free(&key);
	return st;
}

enum nhi_status bill_receive_for(struct db *db, const struct act *act, const struct bill_slip *slip,
                                 struct debt_row *debt, twd_t amount, date_t on, struct str channel,
                                 struct str reference, int64_t *receipt_id, struct err *err) {
	bool by_person = slip->person_id != 0, has_debt = debt != NULL && debt->owed.v > 0;
	const char *account = has_debt ? debt_account(debt) : by_person ? "1132" : "1131";
	enum nhi_status st = ids_new(db, "receipt", receipt_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "bill_receipt_insert");
	db_bind_i64(q, *receipt_id);
	db_bind_i64(q, slip->unit_id);
	db_bind_i64(q, slip->person_id);
	db_bind_month(q, slip->month);
	db_bind_i64(q, amount.v);
	db_bind_date(q, on);
	db_bind_str(q, channel);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	if (st == NHI_OK)
		st = post_receipt(db, act, slip, account, amount, on, channel, *receipt_id, err);
	if (st != NHI_OK || !has_debt) return st;
	const twd_t part = amount.v < debt->owed.v ? amount : debt->owed;
	return debt_note_receipt(db, act, debt, part, on, channel, reference, err);
}

enum nhi_status bill_receive(struct db *db, const struct act *act, const struct bill_slip *slip,
                             twd_t amount, date_t on, struct str channel, int64_t *receipt_id,
                             struct err *err) {
	struct arena arena = ARENA_INIT(0);
	struct debt_row debt;
	struct str origin;
	bool found = false;
	enum nhi_status st =
	        debt_bill_origin(slip->unit_id, slip->person_id, slip->month, &arena, &origin, err);
	if (st == NHI_OK) st = debt_by_origin(db, origin, &arena, &debt, &found, err);
	if (st == NHI_OK)
		st = bill_receive_for(db, act, slip, found ? &debt : NULL, amount, on, channel,
		                      STR(""), receipt_id, err);
	arena_free(&arena);
	return st;
}

enum nhi_status hardship_add(struct db *db, const struct act *act, int64_t person_id, date_t from,
                             date_t to, struct str ground, struct str certificate,
                             struct err *err) {
	struct fact f = {.subject_id = person_id, .valid_from = from, .valid_to = to};
	struct db_stmt *q = fact_insert(db, act, "hardship", &f);
	db_bind_str(q, ground);
	db_bind_str(q, certificate);
	return db_run(q, err);
}

enum nhi_status hardship_on(struct db *db, int64_t person_id, date_t day, bool *found,
                            struct err *err) {
	struct db_stmt *q = db_query(db, "hardship_on");
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	*found = db_next(q);
	return db_end(q, err);
}

enum nhi_status hardship_days(struct db *db, int64_t person_id, date_t from, date_t to,
                              int32_t *out, struct err *err) {
	*out = 0;
	if (from >= to) return NHI_OK;
	struct db_stmt *q = db_query(db, "hardship_days");
	db_bind_i64(q, person_id);
	db_bind_date(q, from);
	db_bind_date(q, to);
	while (db_next(q)) {
		date_t begins = db_date(q, 0), ends = db_date(q, 1);
		*out += (ends < to ? ends : to) - (begins > from ? begins : from);
	}
	return db_end(q, err);
}

enum nhi_status arrears_agree(struct db *db, const struct act *act, struct arrears_agreement *a,
                              struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "agreement", &id, err);
	a->id = id;
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "arrears_agreement_insert");
	db_bind_i64(q, id);
	db_bind_str(q, a->kind);
	db_bind_id_or_null(q, a->unit_id);
	db_bind_id_or_null(q, a->person_id);
	db_bind_i64(q, a->amount.v);
	db_bind_i64(q, a->instalments);
	db_bind_i64(q, a->each.v);
	db_bind_date(q, a->first_on);
	db_bind_date(q, a->decided_on);
	db_bind_str(q, a->case_no);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status arrears_agreements(struct db *db, struct str kind, int64_t unit_id,
                                   int64_t person_id, struct arena *arena,
                                   struct arrears_agreement **rows, size_t *count,
                                   struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, AGREEMENTS_MAX, struct arrears_agreement);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "arrears_agreements");
	db_bind_str(q, kind);
	db_bind_id_or_null(q, unit_id);
	db_bind_id_or_null(q, person_id);
	while (*count < AGREEMENTS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct arrears_agreement){.kind = kind,
		                                                 .unit_id = unit_id,
		                                                 .person_id = person_id,
		                                                 .amount = twd(db_i64(q, 0)),
		                                                 .instalments = db_i64(q, 1),
		                                                 .each = twd(db_i64(q, 2)),
		                                                 .first_on = db_date(q, 3),
		                                                 .decided_on = db_date(q, 4),
		                                                 .case_no = db_keep(q, 5, arena),
		                                                 .id = db_i64(q, 6)};
	return db_end(q, err);
}

enum nhi_status arrears_plans(struct db *db, struct str kind, date_t at, struct arena *arena,
                              struct arrears_agreement **rows, size_t *count, struct err *err) {
	enum { FIRST = 64 };
	size_t room = 0;
	*count = 0;
	*rows = NULL;
	struct db_stmt *q = db_query(db, "arrears_plans");
	db_bind_str(q, kind);
	db_bind_date(q, at);
	while (db_next(q)) {
		if (*count == room) {
			room = room == 0 ? FIRST : room * 2;
			struct arrears_agreement *more = arena_array(arena, room, sizeof *more);
			if (more == NULL) {
				(void)db_fail(q, NHI_MEMORY, "%s", "");
				break;
			}
			if (*count > 0) memcpy(more, *rows, *count * sizeof *more);
			*rows = more;
		}
		(*rows)[(*count)++] = (struct arrears_agreement){.id = db_i64(q, 0),
		                                                 .kind = kind,
		                                                 .unit_id = db_i64(q, 1),
		                                                 .person_id = db_i64(q, 2),
		                                                 .amount = twd(db_i64(q, 3)),
		                                                 .instalments = db_i64(q, 4),
		                                                 .each = twd(db_i64(q, 5)),
		                                                 .first_on = db_date(q, 6),
		                                                 .decided_on = db_date(q, 7),
		                                                 .case_no = db_keep(q, 8, arena)};
	}
	return db_end(q, err);
}

enum nhi_status arrears_plan_paid(struct db *db, int64_t agreement_id, date_t from, twd_t *out,
                                  struct err *err) {
	struct db_stmt *q = db_query(db, "arrears_plan_paid");
	db_bind_i64(q, agreement_id);
	db_bind_date(q, from);
	*out = db_next(q) ? twd(db_i64(q, 0)) : twd(0);
	return db_end(q, err);
}

static enum nhi_status open_fine(struct db *db, const struct act *act, const struct fine *f,
                                 int64_t id, struct err *err) {
	char origin[32];
	(void)snprintf(origin, sizeof origin, "fine:%lld", (long long)id);
	struct debt_row row = {.kind = DEBT_FINE,
	                       .origin = str_from(origin),
	                       .unit_id = f->unit_id,
	                       .person_id = f->person_id,
	                       .month = month_of(f->decided_on),
	                       .amount = f->amount,
	                       .due = f->due_on,
	                       .opened = f->decided_on};
	return debt_open(db, act, &row, err);
}

enum nhi_status fine_add(struct db *db, const struct act *act, const struct fine *f,
                         struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "fine", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "fine_insert");
	db_bind_i64(q, id);
	db_bind_id_or_null(q, f->unit_id);
	db_bind_id_or_null(q, f->person_id);
	db_bind_str(q, f->ground);
	db_bind_i64(q, f->base.v);
	db_bind_i64(q, f->amount.v);
	db_bind_date(q, f->decided_on);
	db_bind_str(q, f->case_no);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	return st == NHI_OK ? open_fine(db, act, f, id, err) : st;
}

static enum nhi_status rebill(struct db *db, const struct act *act, int64_t person_id,
                              month_t month, struct err *err) {
	struct db_stmt *q = db_query(db, "rebill_insert");
	db_bind_i64(q, person_id);
	db_bind_month(q, month);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status arrears_rebill(struct db *db, const struct act *act, int64_t unit_id,
                               int64_t person_id, month_t month, int64_t *people, struct err *err) {
	*people = 1;
	if (person_id != 0) return rebill(db, act, person_id, month, err);
	enum nhi_status st = NHI_OK;
	*people = 0;
	struct db_stmt *q = db_query(db, "bill_persons");
	db_bind_i64(q, unit_id);
	db_bind_date(q, month_first(month));
	db_bind_date(q, month_last(month));
	while (st == NHI_OK && db_next(q)) {
		st = rebill(db, act, db_i64(q, 0), month, err);
		(*people)++;
	}
	enum nhi_status end = db_end(q, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? end : st;
}
