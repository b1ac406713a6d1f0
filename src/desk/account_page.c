/* account_page.c: see account_page.h. */
#include "desk/account_page.h"

#include "base/clock.h"
#include "store/coverage.h"
#include "store/unit.h"

enum { SESSIONS_SHOWN = 20 };

static void put_posts(struct desk_call *call, struct view *v, const struct signed_in *s) {
	view_list(v, "posts");
	for (size_t i = 0; i < s->post_count; i++) {
		const struct account_post *p = &s->posts[i];
		struct view *x = view_item(v, "posts", "account_post");
		const struct role *role =
		        rights_of_post(&call->desk->rights, p->function, p->level);
		const struct org_unit *u = org_find(call->desk->org, p->org_unit, call->today);
		view_text(x, "post", p->post);
		if (role != NULL) view_both(x, "role", role->zh, role->en);
		if (u != NULL) view_both(x, "place", u->zh, u->en);
		view_number(x, "level", p->level);
		view_flag(x, "now", str_eq(p->post, s->who.post));
	}
}

static enum nhi_status put_units(struct desk_call *call, struct db *db, struct view *v,
                                 const struct signed_in *s, struct err *err) {
	enum nhi_status st = NHI_OK;
	view_list(v, "units");
	for (size_t i = 0; i < s->unit_count && st == NHI_OK; i++) {
		struct view *x = view_item(v, "units", "account_unit");
		struct unit_facts facts;
		st = unit_facts_read(db, s->units[i].unit_id, KNOWN_NOW, call->arena, &facts, err);
		const struct unit_fact *now =
		        st == NHI_OK ? unit_fact_on(&facts, call->today) : NULL;
		view_text(x, "code", s->units[i].code);
		view_text(x, "name", now == NULL ? s->units[i].code : now->name);
		view_flag(x, "now", s->units[i].unit_id == s->who.unit_id);
	}
	return st;
}

static enum nhi_status put_sessions(struct desk_call *call, struct db *db, struct view *v,
                                    const struct signed_in *s, struct err *err) {
	struct session *rows;
	size_t count;
	int64_t minutes = 0;
	instant_t now = clock_now();
	enum nhi_status st =
	        desk_account_figure(call->desk, "account.session.idle", call->today, &minutes, err);
	if (st == NHI_OK)
		st = session_list(db, s->who.account_id, now - minutes * 60 * 1000000, now,
		                  SESSIONS_SHOWN, call->arena, &rows, &count, err);
	view_list(v, "sessions");
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "sessions", "account_session");
		view_number(x, "made_at", rows[i].made_at);
		view_number(x, "seen_at", rows[i].seen_at);
		view_text(x, "address", rows[i].address);
		view_flag(x, "now", rows[i].id == s->session.id);
	}
	return st;
}

struct look {
	struct desk_call *call;
	const struct signed_in *s;
	struct view *view;
};

static enum nhi_status read_account(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct view *v = l->view = view_new(l->call->arena, "account");
	view_list(v, "errors");
	view_text(v, "login", l->s->session.account.login);
	view_text(v, "name", l->s->session.account.name);
	view_text(v, "kind", l->s->session.account.kind);
	put_posts(l->call, v, l->s);
	enum nhi_status st = put_units(l->call, db, v, l->s, err);
	return st == NHI_OK ? put_sessions(l->call, db, v, l->s, err) : st;
}

enum nhi_status account_page(struct desk_call *call, const struct signed_in *s, struct view **out,
                             struct err *err) {
	struct look l = {.call = call, .s = s};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_account, &l, err);
	*out = l.view;
	return st;
}
