/* debt_fee.c: see debt_fee.h. */
#include "store/debt_fee.h"

#include "store/arrears.h"

enum { ORIGIN_SIZE = 40 };

struct fee_work {
	const struct law *law;
	const struct calendar *calendar;
	const struct debt_row *row;
	date_t from; /* first day that costs */
};

/* The first day that costs: after the days of grace; of a loan after the day due. */
static enum nhi_status first_day(struct fee_work *w, struct err *err) {
	struct latefee_out quote;
	const struct latefee_in in = {
	        .payer = DEBTOR_UNIT, .amount = twd(0), .due = w->row->due, .paid = w->row->due};
	w->from = w->row->due + 1;
	if (w->row->kind != DEBT_PREMIUM) return NHI_OK;
	enum nhi_status st = latefee_quote(w->law, w->calendar, &in, &quote, NULL, err);
	if (st == NHI_OK) w->from = quote.grace_end + 1;
	return st;
}

static enum nhi_status add_part(struct db *db, const struct fee_work *w, twd_t amount, date_t paid,
                                twd_t *sum, bool *is_full, struct err *err) {
	const bool is_person = w->row->person_id != 0;
	struct debt_surcharge in = {.kind = w->row->kind,
	                            .payer = is_person ? DEBTOR_PERSON : DEBTOR_UNIT,
	                            .amount = amount,
	                            .due = w->row->due,
	                            .paid = paid};
	twd_t part = twd(0);
	enum nhi_status st = NHI_OK;
	if (is_person) st = hardship_days(db, w->row->person_id, w->from, paid, &in.free_days, err);
	if (st == NHI_OK) st = debt_surcharge(w->law, w->calendar, &in, &part, is_full, err);
	sum->v += part.v;
	return st;
}

enum nhi_status debt_fee(struct db *db, const struct law *law, const struct calendar *calendar,
                         const struct debt_row *row, date_t at, struct arena *arena, twd_t *out,
                         bool *is_full, struct err *err) {
	struct fee_work w = {.law = law, .calendar = calendar, .row = row};
	struct debt_event *event;
	size_t count = 0;
	*out = twd(0);
	*is_full = true;
	enum nhi_status st = first_day(&w, err);
	if (st == NHI_OK) st = debt_events(db, row->id, arena, &event, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (str_is(event[i].kind, "receipt"))
			st = add_part(db, &w, event[i].amount, event[i].on, out, is_full, err);
	*is_full = true; /* what was paid costs no more */
	if (st == NHI_OK && row->owed.v > 0)
		st = add_part(db, &w, row->owed, at, out, is_full, err);
	return st;
}

static struct str origin_of(const struct debt_row *row, char *room) {
	(void)snprintf(room, ORIGIN_SIZE, "latefee:%lld", (long long)row->id);
	return str_from(room);
}

enum nhi_status debt_fee_open(struct db *db, const struct act *act, const struct debt_row *row,
                              struct debt_row *fee, struct arena *arena, struct err *err) {
	char room[ORIGIN_SIZE];
	if (!arena_str(arena, origin_of(row, room), &fee->origin))
		return err_set(err, NHI_MEMORY, "%s", "");
	fee->kind = row->kind == DEBT_LOAN ? DEBT_INTEREST : DEBT_LATEFEE;
	fee->unit_id = row->unit_id;
	fee->person_id = row->person_id;
	fee->month = row->month;
	return debt_open(db, act, fee, err);
}

enum nhi_status debt_fee_read(struct db *db, const struct debt_row *row, struct arena *arena,
                              struct debt_row *fee, bool *found, struct err *err) {
	char room[ORIGIN_SIZE];
	return debt_by_origin(db, origin_of(row, room), arena, fee, found, err);
}
