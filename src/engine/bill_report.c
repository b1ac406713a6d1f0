/* bill_report.c: see bill_report.h. */
#include "engine/bill_report.h"

#include "base/check.h"
#include "engine/billing_parts.h"

enum nhi_status bill_look(const struct bill_place *place, bill_reader read, void *context,
                          struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, place->url, place->data_dir, DB_READ_ONLY, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_READ, read, context, err);
	db_close(db);
	return st;
}

/* The register as it was looked at: on a day, as known. */
struct look {
	struct db *db;
	date_t day;
	instant_t known;
	struct arena *arena;
};

static enum nhi_status read_person(const struct look *l, int64_t id, struct bill_person *out,
                                   struct err *err) {
	return bill_person_read(l->db, id, l->day, l->known, l->arena, out, err);
}

static enum nhi_status read_unit(const struct look *l, int64_t id, struct str *code,
                                 struct str *name, struct err *err) {
	struct bill_name unit;
	const enum nhi_status st =
	        bill_unit_name(l->db, id, l->day, l->known, l->arena, &unit, err);
	*code = unit.number;
	*name = unit.name;
	return st;
}

enum nhi_status bill_list_read(struct db *db, const struct bill_page *page, struct arena *arena,
                               struct bill_list_row **rows, size_t *count, struct err *err) {
	struct bill *bills;
	struct bill_run run;
	bool found = false;
	*count = 0;
	enum nhi_status st = bill_run_read(db, page->month, &run, &found, err);
	if (st == NHI_OK && !found)
		st = err_set(err, NHI_NOT_FOUND, "bill %d-%02d", month_year(page->month),
		             month_number(page->month));
	if (st == NHI_OK) st = bill_list(db, page, arena, &bills, count, err);
	if (st != NHI_OK) return st;
	*rows = ARENA_ARRAY(arena, *count, struct bill_list_row);
	if (!*rows) return err_set(err, NHI_MEMORY, " ");
	const struct look l = {db, month_last(page->month), run.known_at, arena};
	for (size_t i = 0; i < *count && st == NHI_OK; i++) {
		struct bill_list_row *row = &(*rows)[i];
		row->bill = bills[i];
		st = read_unit(&l, bills[i].unit_id, &row->unit_code, &row->unit_name, err);
		if (st == NHI_OK && bills[i].person_id != 0)
			st = read_person(&l, bills[i].person_id, &row->payer, err);
	}
	return st;
}

/* --- why --- */

/* The insured person whom somebody follows on the month's last day; oneself when nobody. */
static enum nhi_status insured_of(const struct look *l, int64_t person_id, int64_t *insured_id,
                                  struct err *err) {
	*insured_id = person_id;
	struct db_stmt *q = bill_held_of_person(l->db, person_id, l->day, l->known);
	struct bill_held h;
	while (bill_held_next(q, &h))
		if (billing_is_charged(&h, l->day)) *insured_id = h.insured_id;
	return db_end(q, err);
}

static enum nhi_status explain_head(const struct look *l, const struct bill_subsidy_law *sl,
                                    int64_t person_id, int64_t self, struct trace *trace,
                                    int64_t *taken, struct err *err) {
	struct bill_grant held[BILL_SUBSIDY_KINDS_MAX];
	struct bill_person who;
	size_t count;
	enum nhi_status st =
	        bill_held_subsidies(l->db, sl, person_id, l->day, l->known, held, &count, err);
	if (st != NHI_OK || count == 0 || self == 0) return st;
	st = read_person(l, person_id, &who, err);
	if (st != NHI_OK) return st;
	const char *name = who.name.n > 0 ? who.name.p : "-"; /* kept with its NUL */
	*taken += self - bill_grants_explain(sl, held, count, twd(self), name, name, trace).v;
	return NHI_OK;
}

/* Every head charged who holds a subsidy; what they add up to is what the family was granted. */
static enum nhi_status explain_subsidies(const struct look *l, const struct law *law, month_t month,
                                         struct bill_reason *out, struct err *err) {
	const struct billing_family *f = &out->family;
	struct bill_subsidy_law sl;
	int64_t taken = 0;
	enum nhi_status st = bill_subsidy_law_at(law, month_first(month), &sl, err);
	if (st == NHI_OK)
		st = explain_head(l, &sl, f->insured_id, f->self_one, &out->subsidies, &taken, err);
	for (int64_t i = 0; i < f->charged && i < BILLING_HEADS_SHOWN && st == NHI_OK; i++)
		st = explain_head(l, &sl, f->dependent[i], f->dependent_one, &out->subsidies,
		                  &taken, err);
	if (st == NHI_OK && f->charged <= BILLING_HEADS_SHOWN) CHECK(taken == f->subsidy);
	return st;
}

enum nhi_status bill_explain(struct db *db, const struct law *law, month_t month, struct str person,
                             instant_t known, struct arena *arena, struct bill_reason *out,
                             struct err *err) {
	const struct look l = {db, month_last(month), known, arena};
	int64_t person_id = 0, insured_id = 0;
	*out = (struct bill_reason){.trace = TRACE_INIT(arena), .subsidies = TRACE_INIT(arena)};
	enum nhi_status st = bill_person_find(db, person, &person_id, err);
	if (st == NHI_OK) st = insured_of(&l, person_id, &insured_id, err);
	if (st == NHI_OK) st = read_person(&l, person_id, &out->person, err);
	if (st == NHI_OK) st = read_person(&l, insured_id, &out->insured, err);
	if (st == NHI_OK)
		st = billing_family_of(db, law, month, insured_id, known, &out->family, err);
	if (st != NHI_OK || !out->family.found) return st;
	st = read_unit(&l, out->family.unit_id, &out->unit_code, &out->unit_name, err);
	struct premium_law premium;
	if (st == NHI_OK) st = premium_law_at(law, month_first(month), &premium, err);
	if (st != NHI_OK) return st;
	const struct premium_in in = {
	        .scheme = out->family.scheme,
	        .amount = twd(out->family.insured_amount),
	        .dependents = (int32_t)out->family.dependents,
	};
	st = explain_subsidies(&l, law, month, out, err);
	return st == NHI_OK ? premium_explain(&premium, &in, &out->quote, &out->trace, err) : st;
}
