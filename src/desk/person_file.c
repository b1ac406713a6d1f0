/* person_file.c: see person_file.h. */
#include "desk/person_file.h"

#include "base/ids.h"
#include "nhi/bill_lines.h"
#include "nhi/enrol.h"
#include "store/approval.h"
#include "store/arrears.h"
#include "store/bill_page.h"
#include "store/card.h"
#include "store/case_list.h"
#include "store/coverage.h"
#include "store/illness.h"
#include "store/person.h"
#include "store/unit.h"

enum { MONTHS_SHOWN = 12, CASES_SHOWN = 50, NUMBER_SIZE = 32, FLAG_MAX = 128 };

static struct str number_text(struct view *v, int64_t number) {
	char text[NUMBER_SIZE];
	struct str s = STR("");
	snprintf(text, sizeof text, "%lld", (long long)number);
	if (v != NULL && !arena_str(v->arena, str_from(text), &s)) *v->failed = true;
	return s;
}

static struct str keep(struct view *v, struct buf *b) {
	struct str s = STR("");
	if (v != NULL && (!buf_ok(b) || !arena_str(v->arena, buf_str(b), &s))) *v->failed = true;
	buf_free(b);
	return s;
}

static void both_c(struct view *v, const char *field, const char *zh, const char *en) {
	view_both(v, field, str_from(zh), str_from(en));
}

struct unit_now {
	struct str code, name;
	int64_t division;
};

static enum nhi_status read_unit(struct person_file *f, int64_t unit_id, date_t day,
                                 struct unit_now *out, struct err *err) {
	struct unit_facts facts;
	*out = (struct unit_now){.code = STR(""), .name = STR("")};
	enum nhi_status st = unit_code(f->db, unit_id, f->call->arena, &out->code, err);
	if (st == NHI_OK)
		st = unit_facts_read(f->db, unit_id, KNOWN_NOW, f->call->arena, &facts, err);
	if (st != NHI_OK) return st;
	const struct unit_fact *x = unit_fact_on(&facts, day);
	if (x == NULL && facts.count > 0) x = &facts.row[facts.count - 1];
	if (x == NULL) return NHI_OK;
	out->name = x->name;
	out->division = x->division;
	return NHI_OK;
}

enum nhi_status person_file_open(struct person_file *f, struct desk_call *call, struct db *db,
                                 int64_t person_id, struct reads *reads, struct err *err) {
	struct person_fact fact;
	struct timeline t;
	struct unit_now unit = {.division = 0};
	*f = (struct person_file){.call = call, .db = db, .reads = reads};
	enum nhi_status st = person_kept(db, person_id, &f->person_id, err);
	if (st == NHI_OK)
		st = person_fact_on(db, f->person_id, call->today, KNOWN_NOW, call->arena, &fact,
		                    err);
	if (st == NHI_OK) st = coverage_timeline(db, f->person_id, KNOWN_NOW, call->arena, &t, err);
	if (st != NHI_OK) return st;
	f->timeline = t.row;
	f->timeline_count = t.count;
	f->now = coverage_on(t.row, t.count, call->today);
	if (f->now != NULL) {
		f->unit_id = f->now->unit_id;
		st = read_unit(f, f->unit_id, call->today, &unit, err);
		f->division = unit.division;
	}
	return st;
}

/* --- the sheet -------------------------------------------------------------------------------- */

static enum nhi_status put_identity(struct person_file *f, struct view *v, struct err *err) {
	struct person_fact p;
	struct str id = STR("");
	struct buf shown = BUF_INIT(64);
	reads_add(f->reads, f->person_id);
	enum nhi_status st = person_fact_on(f->db, f->person_id, f->call->today, KNOWN_NOW,
	                                    f->call->arena, &p, err);
	if (st == NHI_OK)
		st = person_main_key(f->db, f->person_id, KNOWN_NOW, f->call->arena, &id, err);
	if (st != NHI_OK) return st;
	principal_put_id(f->call->who, "person", id, &shown);
	view_text(v, "person_id", number_text(v, f->person_id));
	view_text(v, "name", p.name);
	view_text(v, "number", keep(v, &shown));
	view_date(v, "birth", p.birth);
	view_flag(v, "male", p.sex == 'M');
	view_flag(v, "citizen", p.is_citizen);
	if (p.death != DATE_NONE) view_date(v, "death", p.death);
	view_text(v, "county", p.county);
	view_text(v, "address", p.address);
	view_list(v, "flags");
	if (p.death != DATE_NONE) {
		struct view *flag = view_item(v, "flags", "person_flag");
		view_text(flag, "code", STR("dead"));
		both_c(flag, "text", "已死亡", "has died");
	}
	if (f->now == NULL && p.death == DATE_NONE) {
		struct view *flag = view_item(v, "flags", "person_flag");
		view_text(flag, "code", STR("uncovered"));
		both_c(flag, "text", "今天沒有在保", "not insured today");
	}
	return NHI_OK;
}

/* Open periods of the register that a clerk must not overlook. */
static enum nhi_status put_flags(struct person_file *f, struct view *v, enum person_table table,
                                 const char *zh, const char *en, struct err *err) {
	struct person_period *rows;
	size_t count;
	enum nhi_status st =
	        person_periods(f->db, table, f->person_id, f->call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		if (f->call->today < rows[i].valid.from || f->call->today >= rows[i].valid.to)
			continue;
		struct view *flag = view_item(v, "flags", "person_flag");
		view_text(flag, "code", rows[i].kind.n > 0 ? rows[i].kind : str_from(en));
		both_c(flag, "text", zh, en);
	}
	return st;
}

/* "欠費 3,220 元（4 個月）", of bills of one's own. */
static enum nhi_status put_arrears(struct person_file *f, struct view *v, struct err *err) {
	struct arrears_month *rows;
	size_t count;
	int32_t months = 0;
	struct buf zh = BUF_INIT(FLAG_MAX), en = BUF_INIT(FLAG_MAX);
	enum nhi_status st = arrears_list(f->db, 0, f->person_id, f->call->today, f->call->arena,
	                                  &rows, &count, err);
	twd_t sum = st == NHI_OK ? arrears_sum(rows, count, &months) : twd(0);
	if (sum.v > 0) {
		struct view *flag = view_item(v, "flags", "person_flag");
		buf_put_c(&zh, "欠費 ");
		buf_put_i64_grouped(&zh, sum.v);
		buf_printf(&zh, " 元（%d 個月）", (int)months);
		buf_put_c(&en, "in arrears: NT$");
		buf_put_i64_grouped(&en, sum.v);
		buf_printf(&en, " of %d months", (int)months);
		view_text(flag, "code", STR("arrears"));
		view_both(flag, "text", keep(v, &zh), keep(v, &en));
		return st;
	}
	buf_free(&zh);
	buf_free(&en);
	return st;
}

static enum nhi_status put_now(struct person_file *f, struct view *v, struct err *err) {
	struct unit_now unit;
	view_flag(v, "covered", f->now != NULL);
	view_flag(v, "dependent", f->now != NULL && f->now->role == ROLE_DEPENDENT);
	if (f->now == NULL) return NHI_OK;
	enum nhi_status st = read_unit(f, f->now->unit_id, f->call->today, &unit, err);
	if (st != NHI_OK) return st;
	char digit[2] = {(char)('0' + unit.division), '\0'};
	const struct org_unit *d =
	        org_division(f->call->desk->org, str_from(digit), f->call->today);
	view_text(v, "category", number_text(v, f->now->category));
	view_text(v, "unit_code", unit.code);
	view_text(v, "unit_name", unit.name);
	if (d != NULL) view_both(v, "division", d->zh, d->en);
	if (f->now->insured_amount > 0) view_twd(v, "insured_amount", twd(f->now->insured_amount));
	return NHI_OK;
}

static enum nhi_status put_period(struct person_file *f, struct view *v,
                                  const struct coverage_row *r, struct err *err) {
	struct view *x = view_item(v, "timeline", "person_period");
	struct unit_now unit;
	enum nhi_status st = read_unit(f, r->unit_id, r->from, &unit, err);
	if (st != NHI_OK) return st;
	view_date(x, "valid_from", r->from);
	if (r->to != DATE_OPEN) view_date(x, "valid_to", r->to - 1);
	view_text(x, "unit_code", unit.code);
	view_text(x, "unit_name", unit.name);
	view_text(x, "category", number_text(x, r->category));
	view_flag(x, "dependent", r->role == ROLE_DEPENDENT);
	if (r->role == ROLE_DEPENDENT)
		both_c(x, "relation", relations[r->relation].zh, relations[r->relation].en);
	if (r->insured_amount > 0) view_twd(x, "insured_amount", twd(r->insured_amount));
	if (r->absence != ABSENCE_NONE)
		both_c(x, "absence", absences[r->absence].zh, absences[r->absence].en);
	if (r->entry_reason != 0)
		both_c(x, "entry", entry_reasons[r->entry_reason].zh,
		       entry_reasons[r->entry_reason].en);
	if (r->leave_reason != LEAVE_NONE)
		both_c(x, "leave", leave_reasons[r->leave_reason].zh,
		       leave_reasons[r->leave_reason].en);
	view_flag(x, "now", r == f->now);
	return NHI_OK;
}

static enum nhi_status put_family(struct person_file *f, struct view *v, struct err *err) {
	int64_t *ids;
	size_t count;
	view_list(v, "family");
	enum nhi_status st =
	        coverage_followers(f->db, f->person_id, f->call->arena, &ids, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct timeline t;
		struct person_fact p;
		st = coverage_timeline(f->db, ids[i], KNOWN_NOW, f->call->arena, &t, err);
		const struct coverage_row *r =
		        st == NHI_OK ? coverage_on(t.row, t.count, f->call->today) : NULL;
		if (r == NULL || r->insured_person_id != f->person_id) continue;
		st = person_fact_on(f->db, ids[i], f->call->today, KNOWN_NOW, f->call->arena, &p,
		                    err);
		if (st != NHI_OK) return st;
		reads_add(f->reads, ids[i]);
		struct view *x = view_item(v, "family", "person_relative");
		view_text(x, "name", p.name);
		both_c(x, "relation", relations[r->relation].zh, relations[r->relation].en);
		view_date(x, "valid_from", r->from);
	}
	return st;
}

enum nhi_status person_file_sheet(struct person_file *f, struct view *v, struct err *err) {
	enum nhi_status st = put_identity(f, v, err);
	if (st == NHI_OK)
		st = put_flags(f, v, PERSON_SUSPENSION, "停保中", "insurance suspended", err);
	if (st == NHI_OK)
		st = put_flags(f, v, PERSON_SUBSIDY, "保險費有補助", "premium is subsidised", err);
	if (st == NHI_OK) st = put_arrears(f, v, err);
	if (st == NHI_OK) st = put_now(f, v, err);
	view_list(v, "timeline");
	for (size_t i = f->timeline_count; st == NHI_OK && i > 0; i--)
		st = put_period(f, v, &f->timeline[i - 1], err);
	return st == NHI_OK ? put_family(f, v, err) : st;
}

/* --- bills ------------------------------------------------------------------------------------ */

static void put_line(struct person_file *f, struct view *v, const struct bill *b,
                     const struct bill_line *x, struct str unit_name) {
	struct view *r = view_item(v, "bills", "person_bill");
	view_text(r, "bill_id", number_text(r, b->id));
	view_text(r, "person_id", number_text(r, f->person_id));
	view_month(r, "month", b->month);
	view_text(r, "unit_name", unit_name);
	view_twd(r, "self", twd(x->self_one + x->dependent_one * x->charged));
	view_twd(r, "subsidy", twd(-x->subsidy));
	view_flag(r, "alone", b->person_id != 0);
	view_number(r, "dependents", x->charged);
}

/* The line of the person on the bill of the unit that had him at the month's end; a dependent has
 * no line of his own. */
static enum nhi_status put_month(struct person_file *f, struct view *v, month_t month,
                                 struct err *err) {
	const struct coverage_row *r = coverage_charged(f->timeline, f->timeline_count, month);
	struct bill b;
	struct bill_line *lines;
	size_t count;
	bool found = false;
	struct unit_now unit;
	if (r == NULL || r->role != ROLE_INSURED) return NHI_OK;
	struct arena *a = f->call->arena;
	enum nhi_status st = bill_read(f->db, month, r->unit_id, f->person_id, a, &b, &found, err);
	if (st == NHI_OK && !found) st = bill_read(f->db, month, r->unit_id, 0, a, &b, &found, err);
	if (st != NHI_OK || !found) return st;
	st = bill_lines_read(b.lines, a, &lines, &count, err);
	if (st == NHI_OK) st = read_unit(f, r->unit_id, month_last(month), &unit, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (lines[i].person_id == f->person_id && lines[i].kind == BILL_LINE_PERSON)
			put_line(f, v, &b, &lines[i], unit.name);
	return st;
}

enum nhi_status person_file_bills(struct person_file *f, struct view *v, struct err *err) {
	struct bill_run *runs;
	size_t count;
	view_list(v, "bills");
	enum nhi_status st = bill_runs(f->db, f->call->arena, &runs, &count, err);
	for (size_t i = count; st == NHI_OK && i > 0 && count - i < MONTHS_SHOWN; i--)
		st = put_month(f, v, runs[i - 1].month, err);
	return st;
}

/* --- cards and cases -------------------------------------------------------------------------- */

enum nhi_status person_file_cards(struct person_file *f, struct view *v, struct err *err) {
	struct card *cards;
	size_t count;
	view_list(v, "cards");
	enum nhi_status st =
	        card_of_person(f->db, f->person_id, f->call->arena, &cards, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "cards", "person_card");
		struct buf masked = BUF_INIT(64);
		principal_put_id(f->call->who, "card", cards[i].no, &masked);
		view_text(x, "number", keep(x, &masked));
		view_text(x, "state", str_from(card_states[cards[i].state]));
		view_text(x, "reason", cards[i].reason);
		view_date(x, "applied_on", cards[i].applied_on);
		view_date(x, "since", cards[i].since);
	}
	return st;
}

/* Catastrophic illness and what was approved in advance. */
enum nhi_status person_file_benefits(struct person_file *f, struct view *v, struct err *err) {
	struct illness *rows;
	struct approval *approvals;
	size_t count = 0, approved = 0;
	view_list(v, "illnesses");
	view_list(v, "approvals");
	enum nhi_status st = illness_of_person(f->db, f->person_id, KNOWN_NOW, f->call->arena,
	                                       &rows, &count, err);
	if (st == NHI_OK)
		st = approval_of_person(f->db, f->person_id, KNOWN_NOW, f->call->arena, &approvals,
		                        &approved, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "illnesses", "person_illness");
		struct buf category = BUF_INIT(16);
		buf_put_i64_padded(&category, rows[i].category, 2);
		view_text(x, "certificate", rows[i].certificate_no);
		view_text(x, "category", keep(x, &category));
		view_text(x, "icd", rows[i].icd);
		view_date(x, "valid_from", rows[i].valid.from);
		view_date(x, "last_day",
		          rows[i].valid.to == DATE_OPEN ? DATE_OPEN : rows[i].valid.to - 1);
		view_flag(x, "now", period_has(rows[i].valid, f->call->today));
		view_flag(x, "paper", rows[i].is_paper);
	}
	for (size_t i = 0; st == NHI_OK && i < approved; i++) {
		const struct approval *a = &approvals[i];
		struct view *x = view_item(v, "approvals", "person_approval");
		view_text(x, "number", a->acceptance_no);
		view_text(x, "kind", a->kind);
		view_text(x, "item", a->item);
		view_text(x, "provider", a->provider);
		view_text(x, "result", a->result);
		view_number(x, "approved", a->approved);
		view_date(x, "valid_from", a->valid.from);
		view_date(x, "last_day", a->valid.to == DATE_OPEN ? DATE_OPEN : a->valid.to - 1);
	}
	return st;
}

enum nhi_status person_file_cases(struct person_file *f, struct view *v, struct err *err) {
	const struct case_list wish = {
	        .kind = CASES_OF_PERSON, .party_id = f->person_id, .most = CASES_SHOWN};
	struct case_row *rows;
	size_t count;
	view_list(v, "cases");
	enum nhi_status st = case_list(f->db, &wish, f->call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "cases", "person_case");
		view_text(x, "number", rows[i].number);
		view_text(x, "title", rows[i].title);
		view_text(x, "state", str_from(case_state_name(rows[i].state)));
		view_date(x, "received_on", rows[i].received_on);
		view_date(x, "due_on", rows[i].due_on);
		view_flag(x, "closed", case_is_closed(rows[i].state));
	}
	return st;
}
