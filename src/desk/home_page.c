/* home_page.c: see home_page.h. */
#include "desk/home_page.h"

#include "desk/application.h"
#include "desk/case_page.h"
#include "store/account.h"
#include "store/bill.h"
#include "store/case_list.h"
#include "store/coverage.h"
#include "store/deputy.h"
#include "store/unit.h"

enum { CASES_SHOWN = 30, BILLS_SHOWN = 12, GLASS_SHOWN = 100, STAFF_CASES_MAX = 500 };

struct look {
	struct desk_call *call;
	const struct signed_in *session; /* of an agent's page; NULL else */
	struct view *view;
};

static void put_case(struct view *v, const char *list, const struct case_row *r, date_t today) {
	struct view *x = view_item(v, list, "desk_case");
	view_text(x, "number", r->number);
	view_text(x, "title", r->title);
	view_text(x, "state", str_from(case_state_name(r->state)));
	view_date(x, "due_on", r->due_on);
	view_flag(x, "overdue", !case_is_closed(r->state) && r->due_on < today);
	view_flag(x, "unassigned", r->officer == 0);
}

static enum nhi_status put_cases(struct look *l, struct db *db, const char *list,
                                 const struct case_list *wish, struct err *err) {
	struct case_row *rows;
	size_t count;
	view_list(l->view, list);
	enum nhi_status st = case_list(db, wish, l->call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		put_case(l->view, list, &rows[i], l->call->today);
	return st;
}

/* "central/enrolment-1", the key by which cases know their section; of a whole unit its code. */
static struct str section_key(const struct desk_call *call) {
	const struct principal *p = call->who;
	struct buf b = BUF_INIT(256);
	struct str kept = STR("");
	buf_put(&b, p->org_unit);
	if (p->section.n > 0) buf_put_char(&b, '/');
	buf_put(&b, p->section);
	if (!buf_ok(&b) || !arena_str(call->arena, buf_str(&b), &kept)) kept = STR("");
	buf_free(&b);
	return kept;
}

static void put_place(struct look *l) {
	const struct principal *p = l->call->who;
	const struct org_unit *u = org_find(l->call->desk->org, p->org_unit, l->call->today);
	view_both(l->view, "title", p->title_zh, p->title_en);
	if (u == NULL) return;
	struct str zh = u->zh, en = u->en;
	for (size_t i = 0; i < u->section_name_count; i++)
		if (str_eq(u->sections[i].code, p->section)) {
			zh = u->sections[i].zh;
			en = u->sections[i].en;
		}
	view_both(l->view, "place", zh, en);
}

/* Who works in the section, with what each has on his desk. */
static enum nhi_status put_staff(struct look *l, struct db *db, struct err *err) {
	const struct principal *p = l->call->who;
	struct account_holder *rows;
	size_t count;
	enum nhi_status st = NHI_OK;
	view_list(l->view, "staff");
	for (int64_t level = p->level + 1; st == NHI_OK && level <= 4; level++) {
		st = account_holders(db, p->org_unit, p->section, level, l->call->today,
		                     l->call->arena, &rows, &count, err);
		for (size_t i = 0; st == NHI_OK && i < count; i++) {
			struct case_row *cases;
			size_t open = 0;
			const struct case_list wish = {.kind = CASES_OF_OFFICER,
			                               .officer = rows[i].account_id,
			                               .most = STAFF_CASES_MAX};
			st = case_list(db, &wish, l->call->arena, &cases, &open, err);
			const struct role *role =
			        rights_of_post(&l->call->desk->rights, rows[i].function, level);
			struct view *x = view_item(l->view, "staff", "desk_holder");
			view_text(x, "name", rows[i].name);
			if (role != NULL) view_both(x, "role", role->zh, role->en);
			view_number(x, "level", level);
			view_number(x, "open", (int64_t)open);
		}
	}
	return st;
}

static enum nhi_status put_chief(struct look *l, struct db *db, struct str section,
                                 struct err *err) {
	const struct principal *p = l->call->who;
	struct account_glass *glass;
	size_t count = 0;
	const struct case_list all = {
	        .kind = CASES_OF_SECTION, .section = section, .most = CASES_SHOWN};
	enum nhi_status st = put_cases(l, db, "section", &all, err);
	if (st == NHI_OK) st = put_staff(l, db, err);
	if (st == NHI_OK && principal_may(p, "audit", RIGHT_READ))
		st = account_glass_list(db, INT64_MAX, false, GLASS_SHOWN, l->call->arena, &glass,
		                        &count, err);
	view_number(l->view, "glass", (int64_t)count);
	return st;
}

/* Whom this one stands in for, and who stands in for him, today or later. */
static enum nhi_status put_deputies(struct look *l, struct db *db, struct err *err) {
	const struct principal *p = l->call->who;
	struct deputy *rows;
	size_t count;
	view_list(l->view, "acting");
	view_list(l->view, "absent");
	enum nhi_status st =
	        deputy_list(db, STR(""), l->call->today, l->call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		bool acts = rows[i].account == p->account_id;
		if (!acts && rows[i].holder != p->account_id) continue;
		struct view *x = view_item(l->view, acts ? "acting" : "absent", "desk_deputy");
		view_text(x, "name", acts ? rows[i].holder_name : rows[i].account_name);
		view_both(x, "title", rows[i].title_zh, rows[i].title_en);
		view_date(x, "from", rows[i].from);
		view_date(x, "to", rows[i].to == DATE_OPEN ? DATE_OPEN : rows[i].to - 1);
	}
	return st;
}

static enum nhi_status put_awaiting(struct look *l, struct db *db, struct err *err) {
	struct case_list awaiting = {.most = CASES_SHOWN};
	view_list(l->view, "awaiting");
	enum nhi_status st = case_list_awaiting(l->call, &awaiting, err);
	bool decides = awaiting.level > 0;
	view_flag(l->view, "decides", decides);
	return st == NHI_OK && decides ? put_cases(l, db, "awaiting", &awaiting, err) : st;
}

static enum nhi_status read_desk(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	const struct principal *p = l->call->who;
	struct view *v = l->view = view_new(l->call->arena, "desk_home");
	struct str section = section_key(l->call);
	struct case_load load;
	bool chief = p->level > 0 && p->level <= 3;
	view_list(v, "errors");
	put_place(l);
	view_number(v, "level", p->level);
	view_flag(v, "chief", chief);
	enum nhi_status st = case_load(db, section, l->call->today, &load, err);
	if (st != NHI_OK) return st;
	view_number(v, "open", load.open);
	view_number(v, "overdue", load.overdue);
	view_number(v, "standing", load.standing);
	view_number(v, "unassigned", load.unassigned);
	const struct case_list mine = {
	        .kind = CASES_OF_OFFICER, .officer = p->account_id, .most = CASES_SHOWN};
	st = put_deputies(l, db, err);
	if (st == NHI_OK) st = put_awaiting(l, db, err);
	if (st == NHI_OK) st = put_cases(l, db, "mine", &mine, err);
	return st == NHI_OK && chief ? put_chief(l, db, section, err) : st;
}

enum nhi_status desk_home(struct desk_call *call, struct view **out, struct err *err) {
	struct look l = {.call = call};
	if (call->who->kind != PRINCIPAL_CLERK)
		return err_set(err, NHI_FORBIDDEN, "工作臺" ERR_SEP "the desk");
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_desk, &l, err);
	*out = l.view;
	return st;
}

/* --- an agent's unit -------------------------------------------------------------------------- */

static struct str number_text(struct view *v, int64_t number) {
	char text[32];
	struct str s = STR("");
	snprintf(text, sizeof text, "%lld", (long long)number);
	if (v != NULL && !arena_str(v->arena, str_from(text), &s)) *v->failed = true;
	return s;
}

static enum nhi_status put_people(struct look *l, struct db *db, struct err *err) {
	struct unit_person *people;
	size_t count;
	int64_t insured = 0;
	enum nhi_status st = unit_people(db, l->call->who->unit_id, l->call->today, l->call->arena,
	                                 &people, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		insured += people[i].role == ROLE_INSURED;
	view_number(l->view, "insured", insured);
	view_number(l->view, "dependents", st == NHI_OK ? (int64_t)count - insured : 0);
	return st;
}

static enum nhi_status put_bills(struct look *l, struct db *db, struct err *err) {
	struct bill *bills;
	size_t count;
	view_list(l->view, "bills");
	enum nhi_status st = bill_list_of_unit(db, l->call->who->unit_id, 0, BILLS_SHOWN,
	                                       l->call->arena, &bills, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *b = view_item(l->view, "bills", "unit_bill");
		view_text(b, "bill_id", number_text(b, bills[i].id));
		view_month(b, "month", bills[i].month);
		view_number(b, "insured", bills[i].insured);
		view_twd(b, "payable", twd(bills[i].payable));
	}
	return st;
}

/* An agent of several units changes from one to the other here. */
static enum nhi_status put_units(struct look *l, struct db *db, struct err *err) {
	const struct signed_in *s = l->session;
	enum nhi_status st = NHI_OK;
	view_list(l->view, "units");
	for (size_t i = 0; i < s->unit_count && st == NHI_OK; i++) {
		struct view *x = view_item(l->view, "units", "option");
		struct unit_facts facts;
		st = unit_facts_read(db, s->units[i].unit_id, KNOWN_NOW, l->call->arena, &facts,
		                     err);
		const struct unit_fact *now =
		        st == NHI_OK ? unit_fact_on(&facts, l->call->today) : NULL;
		struct str name = now == NULL ? s->units[i].code : now->name;
		view_text(x, "code", s->units[i].code);
		view_both(x, "name", name, name);
		view_flag(x, "selected", s->units[i].unit_id == s->who.unit_id);
	}
	return st;
}

static enum nhi_status read_employer(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	const struct principal *p = l->call->who;
	struct unit_facts facts;
	struct view *v = l->view = view_new(l->call->arena, "employer_home");
	view_list(v, "errors");
	view_text(v, "code", p->unit_code);
	view_flag(v, "several", l->session->unit_count > 1);
	enum nhi_status st = principal_need_unit(p, "unit", RIGHT_READ, p->unit_id, 0, err);
	if (st == NHI_OK)
		st = unit_facts_read(db, p->unit_id, KNOWN_NOW, l->call->arena, &facts, err);
	if (st != NHI_OK) return st;
	const struct unit_fact *now = unit_fact_on(&facts, l->call->today);
	view_text(v, "name", now == NULL ? p->unit_code : now->name);
	if (now != NULL) {
		view_both(v, "kind", str_from(unit_kinds[now->kind].zh),
		          str_from(unit_kinds[now->kind].en));
		view_text(v, "status", str_from(unit_status_name(now->status)));
		view_flag(v, "by_ebill", now->by_ebill);
	}
	const struct case_list filed = {.kind = CASES_OF_PARTY,
	                                .party = CASE_UNIT,
	                                .party_id = p->unit_id,
	                                .most = CASES_SHOWN};
	st = put_units(l, db, err);
	if (st == NHI_OK) st = put_people(l, db, err);
	if (st == NHI_OK) st = put_bills(l, db, err);
	if (st == NHI_OK) st = put_cases(l, db, "cases", &filed, err);
	return st == NHI_OK ? application_put_drafts(l->call, v, err) : st;
}

enum nhi_status employer_home(struct desk_call *call, const struct signed_in *s, struct view **out,
                              struct err *err) {
	struct look l = {.call = call, .session = s};
	if (call->who->kind != PRINCIPAL_AGENT)
		return err_set(err, NHI_FORBIDDEN, "投保單位首頁" ERR_SEP "the page of a unit");
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_employer, &l, err);
	*out = l.view;
	return st;
}
