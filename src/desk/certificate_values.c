/* certificate_values.c: coverage and clearance; see certificate_parts.h. */
#include "desk/certificate_parts.h"

#include "store/arrears.h"
#include "store/bill.h"
#include "store/coverage.h"
#include "store/ledger.h"
#include "store/person.h"
#include "store/unit.h"

enum { BILLS_MAX = 2400 }; /* two hundred years of months */

static struct str keep(struct arena *a, struct buf *b, bool *failed) {
	struct str s = STR("");
	if (!buf_ok(b) || !arena_str(a, buf_str(b), &s)) *failed = true;
	buf_reset(b);
	return s;
}

/* ---- Whom it is about ------------------------------------------------------------------------ */

static enum nhi_status put_person(const struct certificate_place *p, int64_t person_id,
                                  struct letter_values *v, bool with_birth, struct err *err) {
	struct person_fact fact;
	struct str id = STR("");
	struct arena *a = p->letters.arena;
	enum nhi_status st =
	        person_fact_on(p->letters.db, person_id, p->today, KNOWN_NOW, a, &fact, err);
	if (st == NHI_OK) st = person_main_key(p->letters.db, person_id, KNOWN_NOW, a, &id, err);
	if (st != NHI_OK) return st;
	letter_set_text(v, "name", fact.name);
	letter_set_text(v, "id", id);
	if (with_birth) letter_set_date(v, "birth", fact.birth);
	return NHI_OK;
}

static enum nhi_status unit_name(struct db *db, struct arena *a, int64_t unit_id, date_t on,
                                 struct str *out, struct err *err) {
	struct unit_facts facts;
	enum nhi_status st = unit_facts_read(db, unit_id, KNOWN_NOW, a, &facts, err);
	if (st != NHI_OK) return st;
	const struct unit_fact *f = unit_fact_on(&facts, on);
	if (f == NULL && facts.count > 0) f = &facts.row[facts.count - 1];
	*out = f == NULL ? STR("") : f->name;
	return NHI_OK;
}

/* ---- Coverage -------------------------------------------------------------------------------- */

static enum nhi_status put_row(const struct certificate_place *p, const struct coverage_row *r,
                               struct letter_values *row, struct err *err) {
	const struct category *c = category_find(r->category);
	struct arena *a = p->letters.arena;
	struct buf zh = BUF_INIT(1024), en = BUF_INIT(1024);
	struct str unit;
	bool failed = false;
	enum nhi_status st = unit_name(p->letters.db, a, r->unit_id, r->from, &unit, err);
	if (st != NHI_OK) return st;
	letter_set_date(row, "from", r->from);
	if (r->to == DATE_OPEN || r->to > p->today) {
		letter_set_both(row, "to", STR("迄今"), STR("to date"));
	} else {
		letter_put_date(&zh, r->to - 1, LETTER_ZH, false);
		letter_put_date(&en, r->to - 1, LETTER_EN, false);
		const struct str zh_to = keep(a, &zh, &failed);
		letter_set_both(row, "to", zh_to, keep(a, &en, &failed));
	}
	letter_set_text(row, "unit", unit);
	buf_printf(&zh, "%s%s", r->role == ROLE_DEPENDENT ? "眷屬：" : "", c == NULL ? "" : c->zh);
	buf_printf(&en, "%s%s", r->role == ROLE_DEPENDENT ? "dependent of: " : "",
	           c == NULL ? "" : c->en);
	const struct str status = keep(a, &zh, &failed);
	letter_set_both(row, "status", status, keep(a, &en, &failed));
	if (r->insured_amount > 0) letter_set_twd(row, "amount", r->insured_amount);
	buf_free(&zh);
	buf_free(&en);
	return failed ? err_set(err, NHI_MEMORY, " ") : NHI_OK;
}

static enum nhi_status coverage_values(const struct certificate_place *p,
                                       const struct certificate_request *q, struct letter_values *v,
                                       struct err *err) {
	struct timeline t;
	struct arena *a = p->letters.arena;
	enum nhi_status st = put_person(p, q->person_id, v, true, err);
	if (st == NHI_OK)
		st = coverage_timeline(p->letters.db, q->person_id, KNOWN_NOW, a, &t, err);
	if (st != NHI_OK) return st;
	struct letter_values *rows = ARENA_ARRAY(a, t.count, struct letter_values);
	size_t count = 0;
	if (rows == NULL) return err_set(err, NHI_MEMORY, " ");
	/* What begins later than today is not certified. */
	for (size_t i = 0; i < t.count && st == NHI_OK; i++)
		if (t.row[i].from <= p->today) st = put_row(p, &t.row[i], &rows[count++], err);
	if (st == NHI_OK && count == 0)
		st = err_set(err, NHI_CERTIFICATE_NONE, "#%lld", (long long)q->person_id);
	letter_set_date(v, "as_of", p->today);
	letter_set_flag(v, "covered", coverage_on(t.row, t.count, p->today) != NULL);
	letter_set_list(v, "rows", rows, count);
	return st;
}

static const struct {
	const char *zh, *en;
} states[UNIT_STATUS_COUNT] = {
        [UNIT_OPEN] = {"正常", "open"},
        [UNIT_SUSPENDED] = {"停業", "suspended"},
        [UNIT_CLOSED] = {"已註銷", "closed"},
};

static enum nhi_status unit_values(const struct certificate_place *p,
                                   const struct certificate_request *q, struct letter_values *v,
                                   struct err *err) {
	struct unit_facts facts;
	struct unit_person *people;
	size_t count;
	struct str code;
	struct arena *a = p->letters.arena;
	struct db *db = p->letters.db;
	enum nhi_status st = unit_facts_read(db, q->unit_id, KNOWN_NOW, a, &facts, err);
	if (st == NHI_OK) st = unit_code(db, q->unit_id, a, &code, err);
	if (st == NHI_OK) st = unit_people(db, q->unit_id, p->today, a, &people, &count, err);
	if (st != NHI_OK) return st;
	const struct unit_fact *f = unit_fact_on(&facts, p->today);
	if (f == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(code));
	letter_set_text(v, "name", f->name);
	letter_set_text(v, "code", code);
	letter_set_text(v, "business_number", f->business_number);
	letter_set_date(v, "since", facts.row[0].valid.from);
	letter_set_date(v, "as_of", p->today);
	letter_set_both(v, "state", str_from(states[f->status].zh), str_from(states[f->status].en));
	letter_set_count(v, "people", (int64_t)count);
	return NHI_OK;
}

/* ---- Bills and what was paid ----------------------------------------------------------------- */

/* What the ledger has of a payer: what was taken over as owed, what was paid. Receipts that name no
 * bill pay what is oldest: first what was taken over, then the bills by month. */
static enum nhi_status receipts(struct db *db, struct arena *a, enum ledger_party party,
                                int64_t party_id, int64_t *opening, int64_t *paid,
                                struct err *err) {
	const struct ledger_filter filter = {.fund = STR("nhi"),
	                                     .party = party,
	                                     .party_id = party_id,
	                                     .booked_to = DATE_OPEN,
	                                     .known_at = INSTANT_OPEN};
	const struct str account = party == LEDGER_UNIT ? STR("1131") : STR("1132");
	struct ledger_row *rows;
	size_t count;
	*opening = *paid = 0;
	enum nhi_status st = ledger_trial(db, &filter, a, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		if (!str_eq(rows[i].account, account)) continue;
		*opening = rows[i].debit.v;
		*paid = rows[i].credit.v;
	}
	return st;
}

static enum nhi_status read_bills(const struct certificate_place *p, int64_t unit_id,
                                  int64_t person_id, struct certificate_bill **rows, size_t *count,
                                  struct err *err) {
	struct bill *bills;
	size_t n = 0;
	enum nhi_status st = bill_list_of_unit(p->letters.db, unit_id, person_id, BILLS_MAX,
	                                       p->letters.arena, &bills, &n, err);
	if (st != NHI_OK) return st;
	struct certificate_bill *all =
	        ARENA_ARRAY(p->letters.arena, *count + n, struct certificate_bill);
	if (all == NULL) return err_set(err, NHI_MEMORY, " ");
	if (*count > 0) memcpy(all, *rows, *count * sizeof *all);
	for (size_t i = n; i > 0 && st == NHI_OK; i--) {
		struct bill_run run;
		bool found = false;
		st = bill_run_read(p->letters.db, bills[i - 1].month, &run, &found, err);
		all[(*count)++] = (struct certificate_bill){.month = bills[i - 1].month,
		                                            .unit_id = unit_id,
		                                            .payable = bills[i - 1].payable,
		                                            .due_on = run.due_on};
	}
	*rows = all;
	return st;
}

static int by_month(const void *a, const void *b) {
	const struct certificate_bill *x = a, *y = b;
	return (x->month > y->month) - (x->month < y->month);
}

/* The bills of a person who pays alone, at every unit where that was so. */
static enum nhi_status read_own_bills(const struct certificate_place *p, int64_t person_id,
                                      struct certificate_bill **rows, size_t *count,
                                      struct err *err) {
	struct timeline t;
	enum nhi_status st =
	        coverage_timeline(p->letters.db, person_id, KNOWN_NOW, p->letters.arena, &t, err);
	for (size_t i = 0; st == NHI_OK && i < t.count; i++) {
		bool seen = false;
		for (size_t k = 0; k < i && !seen; k++) seen = t.row[k].unit_id == t.row[i].unit_id;
		if (!seen) st = read_bills(p, t.row[i].unit_id, person_id, rows, count, err);
	}
	return st;
}

/* Receipts name their bill; *rest is what the ledger has of the payer beyond them. */
static enum nhi_status put_receipts(const struct certificate_place *p,
                                    const struct certificate_request *q,
                                    struct certificate_bill *rows, size_t count, int64_t *rest,
                                    struct err *err) {
	struct arrears_month *months;
	size_t n;
	enum nhi_status st =
	        arrears_list(p->letters.db, q->person_id != 0 ? 0 : q->unit_id, q->person_id,
	                     DATE_OPEN, p->letters.arena, &months, &n, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		for (size_t k = 0; k < n; k++)
			if (months[k].month == rows[i].month) rows[i].paid = months[k].paid.v;
		*rest -= rows[i].paid;
	}
	return st;
}

enum nhi_status certificate_bills(const struct certificate_place *p,
                                  const struct certificate_request *q,
                                  struct certificate_bill **rows, size_t *count, struct err *err) {
	const bool is_person = q->person_id != 0;
	int64_t opening, rest;
	*rows = NULL;
	*count = 0;
	enum nhi_status st = is_person ? read_own_bills(p, q->person_id, rows, count, err)
	                               : read_bills(p, q->unit_id, 0, rows, count, err);
	if (st == NHI_OK)
		st = receipts(p->letters.db, p->letters.arena,
		              is_person ? LEDGER_PERSON : LEDGER_UNIT,
		              is_person ? q->person_id : q->unit_id, &opening, &rest, err);
	if (st != NHI_OK || *count == 0) return st;
	qsort(*rows, *count, sizeof **rows, by_month);
	rest -= opening;
	st = put_receipts(p, q, *rows, *count, &rest, err);
	for (size_t i = 0; st == NHI_OK && i < *count; i++) {
		struct certificate_bill *b = &(*rows)[i];
		const int64_t open = b->payable - b->paid;
		/* A credited bill pays for later ones. */
		const int64_t part = open < 0 ? open : rest <= 0 ? 0 : rest < open ? rest : open;
		b->paid += part;
		rest -= part;
	}
	return st;
}

/* ---- Clearance ------------------------------------------------------------------------------- */

static enum nhi_status clearance_values(const struct certificate_place *p,
                                        const struct certificate_request *q,
                                        struct letter_values *v, struct err *err) {
	struct certificate_bill *bills;
	size_t count, open = 0;
	int64_t arrears = 0;
	struct str name, code;
	struct arena *a = p->letters.arena;
	enum nhi_status st = certificate_bills(p, q, &bills, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		if (bills[i].due_on >= p->today || bills[i].paid >= bills[i].payable) continue;
		open++;
		arrears += bills[i].payable - bills[i].paid;
	}
	if (st == NHI_OK && open > 0)
		return err_set(err, NHI_CERTIFICATE_ARREARS, "%zu" ERR_SEP "%lld", open,
		               (long long)arrears);
	letter_set_date(v, "as_of", p->today);
	if (st == NHI_OK && q->person_id != 0) return put_person(p, q->person_id, v, false, err);
	if (st == NHI_OK) st = unit_name(p->letters.db, a, q->unit_id, p->today, &name, err);
	if (st == NHI_OK) st = unit_code(p->letters.db, q->unit_id, a, &code, err);
	if (st != NHI_OK) return st;
	letter_set_text(v, "name", name);
	letter_set_text(v, "id", code);
	return NHI_OK;
}

enum nhi_status certificate_values(const struct certificate_place *p,
                                   const struct certificate_request *q, struct str *form,
                                   struct letter_values *v, struct err *err) {
	const bool is_person = q->person_id != 0;
	v->count = 0;
	switch (q->kind) {
	case CERTIFICATE_COVERAGE:
		*form = is_person ? STR("certificate-coverage") : STR("certificate-unit");
		return is_person ? coverage_values(p, q, v, err) : unit_values(p, q, v, err);
	case CERTIFICATE_PREMIUM:
		*form = is_person ? STR("certificate-premium") : STR("certificate-premium-unit");
		return certificate_premium_values(p, q, v, err);
	case CERTIFICATE_CLEARANCE:
		*form = STR("certificate-clearance");
		return clearance_values(p, q, v, err);
	case CERTIFICATE_KIND_COUNT: break;
	}
	return err_set(err, NHI_NOT_FOUND, "certificate");
}
