/* units.c: see units.h. */
#include "desk/units.h"

#include "base/ids.h"
#include "desk/reads.h"
#include "store/bill_page.h"
#include "store/coverage.h"
#include "store/unit.h"

enum { UNITS_A_PAGE = 50, PEOPLE_A_PAGE = 100, BILLS_SHOWN = 12, NUMBER_SIZE = 32 };

struct look {
	struct desk_call *call;
	struct str code;
	const struct form *in;
	struct view *view;
	struct reads reads;
};

static struct str number_text(struct view *v, int64_t number) {
	char text[NUMBER_SIZE];
	struct str s = STR("");
	snprintf(text, sizeof text, "%lld", (long long)number);
	if (v != NULL && !arena_str(v->arena, str_from(text), &s)) *v->failed = true;
	return s;
}

/* --- the list --------------------------------------------------------------------------------- */

static void put_row(struct view *v, const struct unit_row *u) {
	struct view *r = view_item(v, "rows", "unit_row");
	enum unit_kind kind;
	view_text(r, "code", u->code);
	view_text(r, "name", u->name);
	if (unit_kind_find(u->kind, &kind))
		view_both(r, "kind", str_from(unit_kinds[kind].zh), str_from(unit_kinds[kind].en));
	view_text(r, "status", u->status);
	view_text(r, "county", u->county);
	view_number(r, "division", u->division);
	if (u->business_number.n > 0) view_text(r, "business_number", u->business_number);
}

/* An agent's list is the unit that he acts for. */
static enum nhi_status put_own(struct look *l, struct db *db, struct err *err) {
	const struct principal *who = l->call->who;
	struct unit_facts facts;
	if (who->unit_id == 0) return NHI_OK;
	enum nhi_status st =
	        unit_facts_read(db, who->unit_id, KNOWN_NOW, l->call->arena, &facts, err);
	const struct unit_fact *f = st == NHI_OK ? unit_fact_on(&facts, l->call->today) : NULL;
	if (f == NULL) return st;
	put_row(l->view, &(struct unit_row){.code = who->unit_code,
	                                    .name = f->name,
	                                    .kind = str_from(unit_kinds[f->kind].code),
	                                    .status = str_from(unit_status_name(f->status)),
	                                    .county = f->county,
	                                    .business_number = f->business_number,
	                                    .category = f->category,
	                                    .division = f->division});
	return NHI_OK;
}

static enum nhi_status read_list(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct view *v = l->view = view_new(l->call->arena, "unit_list");
	int64_t division = 0;
	struct unit_row *rows;
	size_t count;
	view_list(v, "errors");
	(void)form_i64(l->in, "division", 0, 6, v, &division); /* told in "errors": then all */
	const struct principal *who = l->call->who;
	enum right_scope scope = principal_scope(who, "unit");
	if (scope == SCOPE_DIVISION && who->division != 0) division = who->division;
	struct str text = form_get(l->in, "text");
	size_t most = scope == SCOPE_UNIT ? 0 : UNITS_A_PAGE + 1;
	enum nhi_status st = unit_list(db, form_get(l->in, "after"), text, division, (int64_t)most,
	                               l->call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	view_text(v, "text", text);
	view_number(v, "division", division);
	view_flag(v, "first", !form_has(l->in, "after"));
	for (int64_t d = 1; d <= 6; d++) {
		struct view *o = view_item(v, "divisions", "option");
		struct str code = number_text(o, d);
		const struct org_unit *u = org_division(l->call->desk->org, code, l->call->today);
		view_text(o, "code", code);
		if (u != NULL) view_both(o, "name", u->zh, u->en);
		view_flag(o, "selected", d == division);
	}
	view_list(v, "rows");
	for (size_t i = 0; i < count && i < UNITS_A_PAGE; i++) put_row(v, &rows[i]);
	if (scope == SCOPE_UNIT) return put_own(l, db, err);
	if (count > UNITS_A_PAGE) view_text(v, "next", rows[UNITS_A_PAGE - 1].code);
	return NHI_OK;
}

enum nhi_status units_page(struct desk_call *call, const struct form *in, struct view **out,
                           struct err *err) {
	struct look l = {.call = call, .in = in};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_list, &l, err);
	*out = l.view;
	return st;
}

/* --- one unit --------------------------------------------------------------------------------- */

static void put_fact(struct view *v, const struct unit_fact *f) {
	view_date(v, "valid_from", f->valid.from);
	view_date(v, "valid_to", f->valid.to);
	view_text(v, "status", str_from(unit_status_name(f->status)));
	view_both(v, "kind", str_from(unit_kinds[f->kind].zh), str_from(unit_kinds[f->kind].en));
	view_number(v, "division", f->division);
	view_text(v, "name", f->name);
	view_text(v, "county", f->county);
	view_text(v, "address", f->address);
	if (f->business_number.n > 0) view_text(v, "business_number", f->business_number);
	view_flag(v, "by_ebill", f->by_ebill);
}

static enum nhi_status put_person(struct look *l, struct db *db, const struct unit_person *p,
                                  date_t at, struct err *err) {
	struct view *v = view_item(l->view, "rows", "unit_person");
	struct bill_name who;
	struct buf masked = BUF_INIT(64);
	struct str kept = STR("");
	reads_add(&l->reads, p->person_id);
	enum nhi_status st =
	        bill_person_name(db, p->person_id, at, KNOWN_NOW, l->call->arena, &who, err);
	if (st != NHI_OK) return st;
	if (who.number.n > 0) id_put_masked(&masked, who.number);
	if (!arena_str(l->call->arena, buf_str(&masked), &kept)) *l->view->failed = true;
	buf_free(&masked);
	view_text(v, "name", who.name);
	view_text(v, "number", kept);
	view_flag(v, "dependent", p->role != 1);
	view_text(v, "category", number_text(v, p->category));
	if (p->insured_amount > 0 && p->role == 1)
		view_twd(v, "insured_amount", twd(p->insured_amount));
	view_date(v, "valid_from", p->valid.from);
	return NHI_OK;
}

static enum nhi_status put_people(struct look *l, struct db *db, int64_t unit_id, date_t at,
                                  struct err *err) {
	struct unit_person *people;
	size_t count;
	int64_t from = 0, insured = 0;
	(void)form_i64(l->in, "from", 0, INT32_MAX, l->view,
	               &from); /* a wrong one: from the start */
	enum nhi_status st = unit_people(db, unit_id, at, l->call->arena, &people, &count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) insured += people[i].role == 1;
	view_number(l->view, "insured", insured);
	view_number(l->view, "dependents", (int64_t)count - insured);
	view_number(l->view, "people", (int64_t)count);
	view_list(l->view, "rows");
	size_t i = (size_t)from;
	for (; i < count && i < (size_t)from + PEOPLE_A_PAGE && st == NHI_OK; i++)
		st = put_person(l, db, &people[i], at, err);
	if (i < count) view_text(l->view, "next", number_text(l->view, (int64_t)i));
	return st;
}

static enum nhi_status put_bills(struct look *l, struct db *db, int64_t unit_id, struct err *err) {
	struct bill *bills;
	size_t count;
	enum nhi_status st =
	        bill_list_of_unit(db, unit_id, 0, BILLS_SHOWN, l->call->arena, &bills, &count, err);
	view_list(l->view, "bills");
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		struct view *b = view_item(l->view, "bills", "unit_bill");
		view_text(b, "bill_id", number_text(b, bills[i].id));
		view_month(b, "month", bills[i].month);
		view_number(b, "insured", bills[i].insured);
		view_twd(b, "payable", twd(bills[i].payable));
	}
	return st;
}

static enum nhi_status read_unit(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct unit_facts facts;
	int64_t unit_id = 0;
	date_t at = l->call->today;
	l->reads.count = 0; /* the work may be run again */
	enum nhi_status st = unit_by_code(db, l->code, &unit_id, err);
	if (st == NHI_OK && unit_id == 0)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(l->code));
	if (st == NHI_OK) st = unit_facts_read(db, unit_id, KNOWN_NOW, l->call->arena, &facts, err);
	if (st != NHI_OK) return st;
	struct view *v = l->view = view_new(l->call->arena, "insured_unit");
	view_list(v, "errors");
	(void)form_date(l->in, "at", v, &at); /* a wrong day is told in "errors"; today is shown */
	view_date(v, "at", at);
	view_text(v, "code", l->code);
	for (size_t i = facts.count; i > 0; i--)
		put_fact(view_item(v, "versions", "unit_version"), &facts.row[i - 1]);
	const struct unit_fact *now = unit_fact_on(&facts, at);
	const struct unit_fact *latest = facts.count > 0 ? &facts.row[facts.count - 1] : NULL;
	st = principal_need_unit(l->call->who, "unit", RIGHT_READ, unit_id,
	                         now != NULL      ? now->division
	                         : latest != NULL ? latest->division
	                                          : 0,
	                         err);
	if (st != NHI_OK) return st;
	if (now != NULL) put_fact(view_part(v, "now", "unit_version"), now);
	st = put_people(l, db, unit_id, at, err);
	return st == NHI_OK ? put_bills(l, db, unit_id, err) : st;
}

enum nhi_status unit_page(struct desk_call *call, struct str code, const struct form *in,
                          struct view **out, struct err *err) {
	struct look l = {.call = call, .code = code, .in = in};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_unit, &l, err);
	if (st == NHI_OK) st = desk_record_reads(call, &l.reads, "insured_unit", err);
	*out = l.view;
	return st;
}
