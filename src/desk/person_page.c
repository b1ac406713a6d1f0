/* person_page.c: see person_page.h. */
#include "desk/person_page.h"

#include "base/clock.h"
#include "base/ids.h"
#include "desk/application.h"
#include "desk/catalogue.h"
#include "desk/person_file.h"
#include "desk/service_view.h"
#include "desk/session.h"
#include "store/coverage.h"
#include "store/person.h"

enum { FOUND_MAX = 50, ACTIONS_MAX = 64, NUMBER_SIZE = 32, REASON_MIN = 4 };

static struct str number_text(struct view *v, int64_t number) {
	char text[NUMBER_SIZE];
	struct str s = STR("");
	snprintf(text, sizeof text, "%lld", (long long)number);
	if (v != NULL && !arena_str(v->arena, str_from(text), &s)) *v->failed = true;
	return s;
}

/* --- the door --------------------------------------------------------------------------------- */

enum door { DOOR_OPEN, DOOR_PURPOSE, DOOR_GLASS };

struct look {
	struct desk_call *call;
	struct str id;
	const struct form *in;
	struct view *view;
	struct reads reads;
	enum door door;
	struct account_purpose purpose;
	struct principal who; /* with the purpose that was said */
};

/* Opens the person's file as far as the door needs it, and judges who stands before it. */
static enum nhi_status judge_door(struct look *l, struct db *db, struct person_file *f,
                                  struct err *err) {
	const struct principal *who = l->call->who;
	int64_t id = 0;
	struct err why = ERR_INIT;
	l->reads.count = 0; /* the work may be run again */
	if (!str_to_i64(l->id, 1, INT64_MAX, &id))
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(l->id));
	enum nhi_status st = principal_need(who, "person", RIGHT_READ, err);
	if (st == NHI_OK) st = person_file_open(f, l->call, db, id, &l->reads, err);
	if (st != NHI_OK) return st;
	bool may = principal_need_person(who, "person", RIGHT_READ, f->person_id, f->division,
	                                 &why) == NHI_OK;
	l->who = *who;
	l->door = DOOR_OPEN;
	if (who->kind != PRINCIPAL_CLERK) /* others have no door: theirs, or nothing to be found */
		return may ? NHI_OK : err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(l->id));
	st = account_purpose_now(db, who->account_id, f->person_id, clock_now(), l->call->arena,
	                         &l->purpose, err);
	if (st != NHI_OK) return st;
	bool said = l->purpose.account_id != 0;
	l->who.purpose = l->purpose.purpose;
	if (!may && !(said && l->purpose.is_glass)) l->door = DOOR_GLASS;
	if (may && !said && principal_must_say_purpose(who, "person")) l->door = DOOR_PURPOSE;
	return NHI_OK;
}

static enum nhi_status put_purposes(struct desk_call *call, struct view *v, struct err *err) {
	static const char *const titles[] = {"code", "zh", "en", "asked"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	view_list(v, "purposes");
	enum nhi_status st =
	        catalogue_open(&c, call->arena, call->desk->data_dir, "codes/purposes.csv", titles,
	                       COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		if (!str_is(csv_field(&c, at[3]), "yes")) continue;
		struct view *o = view_item(v, "purposes", "option");
		view_text(o, "code", csv_field(&c, at[0]));
		view_both(o, "name", csv_field(&c, at[1]), csv_field(&c, at[2]));
		view_flag(o, "selected", false);
	}
	return st;
}

static enum nhi_status gate(struct look *l, struct err *err) {
	const struct desk_call *call = l->call;
	struct view *v = l->view = view_new(call->arena, "person_gate");
	bool glass = l->door == DOOR_GLASS;
	int64_t minutes = 0;
	view_list(v, "errors");
	view_text(v, "person_id", l->id);
	view_flag(v, "glass", glass);
	view_text(v, "reason", form_get(l->in, "reason"));
	enum nhi_status st = desk_account_figure(
	        call->desk, glass ? "account.glass.minutes" : "account.purpose.minutes",
	        call->today, &minutes, err);
	view_number(v, "minutes", minutes);
	return st == NHI_OK ? put_purposes(l->call, v, err) : st;
}

/* --- the page --------------------------------------------------------------------------------- */

static const struct {
	const char *code, *zh, *en, *area, *flag;
	enum nhi_status (*fill)(struct person_file *f, struct view *v, struct err *err);
} tabs[] = {
        {"coverage", "投保歷史", "Coverage", "person", "coverage", NULL},
        {"bills", "帳單", "Bills", "bill", "shows_bills", person_file_bills},
        {"card", "健保卡", "Card", "card", "shows_card", person_file_cards},
        {"benefits", "重大傷病", "Benefits", "benefit", "shows_benefits", person_file_benefits},
        {"cases", "案件", "Cases", "case", "shows_cases", person_file_cases},
        {"reads", "誰看過", "Who looked", "audit", "shows_reads", person_file_reads},
};

static struct str path_of(struct view *v, const char *before, struct str id, struct str after) {
	struct buf b = BUF_INIT(512);
	struct str kept = STR("");
	buf_put_c(&b, before);
	buf_put(&b, id);
	buf_put(&b, after);
	if (v != NULL && (!buf_ok(&b) || !arena_str(v->arena, buf_str(&b), &kept)))
		*v->failed = true;
	buf_free(&b);
	return kept;
}

static enum nhi_status put_tab(struct look *l, struct person_file *f, struct err *err) {
	struct str wanted = form_get(l->in, "tab"), id = number_text(l->view, f->person_id);
	size_t shown = 0;
	for (size_t i = 0; i < COUNT_OF(tabs); i++)
		if (str_is(wanted, tabs[i].code) &&
		    principal_may(&l->who, tabs[i].area, RIGHT_READ))
			shown = i;
	for (size_t i = 0; i < COUNT_OF(tabs); i++) {
		if (!principal_may(&l->who, tabs[i].area, RIGHT_READ)) continue;
		struct view *t = view_item(l->view, "tabs", "person_tab");
		view_text(t, "code", str_from(tabs[i].code));
		view_both(t, "name", str_from(tabs[i].zh), str_from(tabs[i].en));
		view_text(t, "path",
		          path_of(t, "/persons/", id,
		                  path_of(t, "?tab=", str_from(tabs[i].code), STR(""))));
		view_flag(t, "selected", i == shown);
	}
	view_flag(l->view, tabs[shown].flag, true);
	return tabs[shown].fill == NULL ? NHI_OK : tabs[shown].fill(f, l->view, err);
}

/* The menu of what this clerk may do with the person: catalogue/person_actions.csv by rights. */
static enum nhi_status put_actions(struct look *l, struct person_file *f, struct err *err) {
	static const char *const titles[] = {"code", "area", "right", "path", "key", "zh", "en"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	struct str id = number_text(l->view, f->person_id);
	view_list(l->view, "actions");
	enum nhi_status st =
	        catalogue_open(&c, l->call->arena, l->call->desk->data_dir,
	                       "catalogue/person_actions.csv", titles, COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		char area[64];
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		struct str right = csv_field(&c, at[2]), path = csv_field(&c, at[3]);
		snprintf(area, sizeof area, "%.*s", STR_ARG(csv_field(&c, at[1])));
		enum right r = str_is(right, "write") ? RIGHT_WRITE : RIGHT_READ;
		if (!principal_may(&l->who, area, r)) continue;
		struct view *x = view_item(l->view, "actions", "person_action");
		size_t mark = str_find(path, STR("{person}"));
		char before[256];
		snprintf(before, sizeof before, "%.*s", (int)mark, path.p);
		struct str after = str_slice(path, mark + sizeof "{person}" - 1, path.n);
		view_both(x, "name", csv_field(&c, at[5]), csv_field(&c, at[6]));
		view_text(x, "path", mark < path.n ? path_of(x, before, id, after) : path);
		view_text(x, "key", csv_field(&c, at[4]));
	}
	return st;
}

static enum nhi_status read_person(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct person_file f;
	enum nhi_status st = judge_door(l, db, &f, err);
	if (st != NHI_OK) return st;
	if (l->door != DOOR_OPEN) return gate(l, err);
	struct view *v = l->view = view_new(l->call->arena, "person");
	view_list(v, "errors");
	st = person_file_sheet(&f, view_part(v, "sheet", "person_sheet"), err);
	view_text(v, "purpose", l->who.purpose);
	view_flag(v, "glass", l->purpose.is_glass);
	if (l->purpose.account_id != 0) view_number(v, "until", l->purpose.until);
	if (st == NHI_OK) st = put_tab(l, &f, err);
	if (principal_may(&l->who, "case", RIGHT_WRITE))
		service_menu(v, l->call->desk, number_text(v, f.person_id), l->call->today);
	else
		view_list(v, "services");
	return st == NHI_OK ? put_actions(l, &f, err) : st;
}

static enum nhi_status record(struct look *l, const char *view, struct err *err) {
	const struct principal *asked = l->call->who;
	l->call->who = &l->who; /* recorded with the purpose that was said */
	enum nhi_status st = desk_record_reads(l->call, &l->reads, view, err);
	l->call->who = asked;
	return st;
}

enum nhi_status person_page(struct desk_call *call, struct str id, const struct form *in,
                            struct view **out, struct err *err) {
	struct look l = {.call = call, .id = id, .in = in};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_person, &l, err);
	if (st == NHI_OK) st = record(&l, "person", err);
	*out = l.view;
	return st;
}

/* --- what is said at the gate ----------------------------------------------------------------- */

struct saying {
	struct look look;
	int64_t person_id, minutes;
};

static enum nhi_status read_door(struct db *db, void *context, struct err *err) {
	struct saying *s = context;
	struct person_file f;
	enum nhi_status st = judge_door(&s->look, db, &f, err);
	s->person_id = st == NHI_OK ? f.person_id : 0;
	return st == NHI_OK ? gate(&s->look, err) : st;
}

static enum nhi_status write_purpose(struct db *db, void *context, struct err *err) {
	struct saying *s = context;
	struct look *l = &s->look;
	struct act act;
	bool glass = l->door == DOOR_GLASS;
	int64_t id;
	struct act_request request = {.actor = l->call->who->actor,
	                              .reason = form_get(l->in, "reason"),
	                              .purpose =
	                                      glass ? STR("person.glass") : STR("person.purpose")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st != NHI_OK) return st;
	instant_t now = clock_now();
	struct account_purpose p = {.account_id = l->call->who->account_id,
	                            .person_id = s->person_id,
	                            .purpose = glass ? STR("glass") : form_get(l->in, "purpose"),
	                            .reason = form_get(l->in, "reason"),
	                            .is_glass = glass,
	                            .until = (act.at > now ? act.at : now) +
	                                     s->minutes * 60 * 1000000};
	return account_purpose_add(db, &act, &p, &id, err);
}

static bool is_purpose(const struct view *v, struct str code) {
	const struct view_field *list = view_find(v, "purposes");
	for (const struct view *o = list == NULL ? NULL : list->first; o != NULL; o = o->next) {
		const struct view_field *c = view_find(o, "code");
		if (c != NULL && str_eq(c->text, code)) return true;
	}
	return false;
}

enum nhi_status person_open(struct desk_call *call, struct str id, const struct form *in,
                            struct view **out, bool *done, struct err *err) {
	struct saying s = {.look = {.call = call, .id = id, .in = in}};
	*done = false;
	enum nhi_status st = desk_need_write(call, err);
	if (st == NHI_OK) st = db_transact(call->write_db, DB_READ, read_door, &s, err);
	struct view *v = *out = s.look.view;
	if (st != NHI_OK) return st;
	bool glass = s.look.door == DOOR_GLASS;
	*done = s.look.door == DOOR_OPEN; /* said already, in another window */
	if (*done) return NHI_OK;
	if (!glass && !is_purpose(v, form_get(in, "purpose"))) {
		form_error(v, "purpose", "請選查閱的目的", "say why you look");
		return NHI_OK;
	}
	if (glass && form_get(in, "reason").n < REASON_MIN) {
		form_error(v, "reason", "請寫緊急的理由；主管會覆核",
		           "write the emergency's reason; your superior will review it");
		return NHI_OK;
	}
	st = desk_account_figure(call->desk,
	                         glass ? "account.glass.minutes" : "account.purpose.minutes",
	                         call->today, &s.minutes, err);
	if (st == NHI_OK) st = db_transact(call->write_db, DB_WRITE, write_purpose, &s, err);
	*done = st == NHI_OK;
	return st;
}

/* --- search ----------------------------------------------------------------------------------- */

static enum nhi_status put_found(struct look *l, struct db *db, int64_t id, struct err *err) {
	struct person_fact p;
	struct str key = STR("");
	struct buf masked = BUF_INIT(64);
	struct arena *a = l->call->arena;
	enum nhi_status st = person_fact_on(db, id, l->call->today, KNOWN_NOW, a, &p, err);
	if (st == NHI_OK) st = person_main_key(db, id, KNOWN_NOW, a, &key, err);
	if (st != NHI_OK) return st;
	struct view *r = view_item(l->view, "rows", "person_found");
	struct str shown = STR("");
	id_put_masked(&masked, key);
	if (!buf_ok(&masked) || !arena_str(a, buf_str(&masked), &shown)) *l->view->failed = true;
	buf_free(&masked);
	reads_add(&l->reads, id);
	view_text(r, "person_id", number_text(r, id));
	view_text(r, "name", p.name);
	view_text(r, "number", shown);
	view_date(r, "birth", p.birth);
	view_text(r, "county", p.county);
	return NHI_OK;
}

struct searching {
	struct look look;
	int64_t only;
};

static enum nhi_status search(struct db *db, void *context, struct err *err) {
	struct searching *s = context;
	struct look *l = &s->look;
	int64_t *ids;
	size_t count = 0;
	struct str text = form_get(l->in, "text");
	l->reads.count = 0; /* the work may be run again */
	s->only = 0;
	struct view *v = l->view = view_new(l->call->arena, "person_search");
	view_list(v, "errors");
	view_text(v, "text", text);
	view_flag(v, "searched", text.n > 0);
	view_list(v, "rows");
	if (text.n == 0) return NHI_OK;
	if (id_kind_of(text) != ID_NONE) return person_by_key(db, text, &s->only, err);
	enum nhi_status st =
	        person_find(db, text, DATE_NONE, FOUND_MAX, l->call->arena, &ids, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) st = put_found(l, db, ids[i], err);
	return st;
}

enum nhi_status person_search(struct desk_call *call, const struct form *in, struct view **out,
                              int64_t *only, struct err *err) {
	struct searching s = {.look = {.call = call, .in = in, .who = *call->who}};
	*only = 0;
	enum nhi_status st = principal_need(call->who, "person", RIGHT_READ, err);
	if (st == NHI_OK && call->who->kind != PRINCIPAL_CLERK &&
	    call->who->kind != PRINCIPAL_PROGRAM) /* nobody looks for others at the portal */
		st = err_set(err, NHI_FORBIDDEN, "查詢他人" ERR_SEP "looking for other people");
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, search, &s, err);
	if (st == NHI_OK) st = record(&s.look, "person_list", err);
	*out = s.look.view;
	*only = s.only;
	return st;
}

/* --- the citizen's own page ------------------------------------------------------------------- */

static enum nhi_status read_home(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct person_file f;
	l->reads.count = 0; /* the work may be run again */
	struct view *v = l->view = view_new(l->call->arena, "my_home");
	view_list(v, "errors");
	enum nhi_status st =
	        person_file_open(&f, l->call, db, l->call->who->person_id, &l->reads, err);
	if (st == NHI_OK) st = person_file_sheet(&f, view_part(v, "sheet", "person_sheet"), err);
	if (st == NHI_OK) st = person_file_bills(&f, v, err);
	if (st == NHI_OK) st = person_file_cards(&f, v, err);
	if (st == NHI_OK) st = person_file_cases(&f, v, err);
	if (st == NHI_OK) st = person_file_reads(&f, v, err);
	return st == NHI_OK ? application_put_drafts(l->call, v, err) : st;
}

enum nhi_status my_home(struct desk_call *call, struct view **out, struct err *err) {
	struct look l = {.call = call, .who = *call->who};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK && (call->who->kind != PRINCIPAL_CITIZEN || call->who->person_id == 0))
		st = err_set(err, NHI_FORBIDDEN, "民眾首頁" ERR_SEP "the citizen's page");
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_home, &l, err);
	if (st == NHI_OK) st = record(&l, "my_home", err);
	*out = l.view;
	return st;
}
