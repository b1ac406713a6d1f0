/* admin_user.c: accounts as the administrator sees and keeps them; see admin_page.h. */
#include "base/clock.h"
#include "desk/admin_page.h"

enum { USERS_A_PAGE = 50, SESSIONS_SHOWN = 20 };

static struct str kept_text(struct view *v, const char *text) {
	struct str s = STR("");
	if (v != NULL && !arena_str(v->arena, str_from(text), &s)) *v->failed = true;
	return s;
}

enum nhi_status admin_users(struct desk_call *call, const struct form *in, struct view **out,
                            struct err *err) {
	struct account *rows;
	size_t count;
	struct str text = form_get(in, "text");
	enum nhi_status st = desk_account_list(call, form_get(in, "after"), text, STR(""),
	                                       USERS_A_PAGE + 1, &rows, &count, err);
	if (st != NHI_OK) return st;
	struct view *v = *out = view_new(call->arena, "user_list");
	view_list(v, "errors");
	view_text(v, "text", text);
	view_flag(v, "first", !form_has(in, "after"));
	view_list(v, "rows");
	for (size_t i = 0; i < count && i < USERS_A_PAGE; i++) {
		struct view *x = view_item(v, "rows", "user_row");
		view_text(x, "login", rows[i].login);
		view_text(x, "name", rows[i].name);
		view_text(x, "kind", rows[i].kind);
		view_text(x, "status", rows[i].status);
		if (rows[i].last_login > 0) view_number(x, "last_login", rows[i].last_login);
	}
	if (count > USERS_A_PAGE) view_text(v, "next", rows[USERS_A_PAGE - 1].login);
	return NHI_OK;
}

struct look {
	struct desk_call *call;
	struct str login;
	const struct account_answer *answer; /* of a change just made; NULL none */
	struct view *view;
};

static enum nhi_status put_places(struct look *l, struct db *db, const struct account *a,
                                  struct err *err) {
	struct account_post *posts;
	struct account_unit *units;
	size_t count;
	struct view *v = l->view;
	view_list(v, "posts");
	view_list(v, "units");
	enum nhi_status st =
	        account_posts(db, a->id, l->call->today, l->call->arena, &posts, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		const struct role *role =
		        rights_of_post(&l->call->desk->rights, posts[i].function, posts[i].level);
		struct view *x = view_item(v, "posts", "account_post");
		view_text(x, "post", posts[i].post);
		if (role != NULL) view_both(x, "role", role->zh, role->en);
		view_number(x, "level", posts[i].level);
	}
	if (st == NHI_OK)
		st = account_units(db, a->id, l->call->today, l->call->arena, &units, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		view_text(view_item(v, "units", "account_unit"), "code", units[i].code);
	return st;
}

static enum nhi_status read_user(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct account a;
	struct session *rows;
	size_t count = 0;
	instant_t now = clock_now();
	struct view *v = l->view = view_new(l->call->arena, "user");
	enum nhi_status st = account_read(db, 0, l->login, l->call->arena, &a, err);
	if (st == NHI_OK && a.id == 0) st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(l->login));
	if (st != NHI_OK) return st;
	view_list(v, "errors");
	view_text(v, "login", a.login);
	view_text(v, "name", a.name);
	view_text(v, "kind", a.kind);
	view_text(v, "status", a.status);
	view_flag(v, "open", str_is(a.status, "open"));
	view_flag(v, "locked", str_is(a.status, "locked"));
	view_flag(v, "second_factor", a.second_factor);
	view_flag(v, "own", a.id == l->call->who->account_id);
	if (l->answer != NULL && l->answer->once[0] != '\0')
		view_text(v, "once", kept_text(v, l->answer->once));
	if (l->answer != NULL && l->answer->totp[0] != '\0')
		view_text(v, "totp", kept_text(v, l->answer->totp));
	st = put_places(l, db, &a, err);
	view_list(v, "sessions");
	if (st == NHI_OK)
		st = session_list(db, a.id, 0, now, SESSIONS_SHOWN, l->call->arena, &rows, &count,
		                  err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "sessions", "account_session");
		view_number(x, "made_at", rows[i].made_at);
		view_number(x, "seen_at", rows[i].seen_at);
		view_text(x, "address", rows[i].address);
	}
	return st;
}

static enum nhi_status show_user(struct desk_call *call, struct str login,
                                 const struct account_answer *answer, struct view **out,
                                 struct err *err) {
	struct look l = {.call = call, .login = login, .answer = answer};
	enum nhi_status st = principal_need(call->who, "account", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_write(call, err); /* shows what was just written */
	if (st == NHI_OK) st = db_transact(call->write_db, DB_READ, read_user, &l, err);
	*out = l.view;
	return st;
}

enum nhi_status admin_user(struct desk_call *call, struct str login, struct view **out,
                           struct err *err) {
	return show_user(call, login, NULL, out, err);
}

static const struct {
	const char *name;
	enum account_change change;
} changes[] = {
        {"lock", ACCOUNT_LOCK},   {"unlock", ACCOUNT_UNLOCK}, {"close", ACCOUNT_CLOSE},
        {"reset", ACCOUNT_RESET}, {"totp", ACCOUNT_TOTP},     {"no-totp", ACCOUNT_NO_TOTP},
};

static enum nhi_status do_change(struct desk_call *call, struct str login, const struct form *in,
                                 struct account_answer *answer, struct err *err) {
	struct str what = form_get(in, "do");
	if (str_is(what, "post")) return desk_account_post(call, login, form_get(in, "post"), err);
	if (str_is(what, "unit")) return desk_account_unit(call, login, form_get(in, "unit"), err);
	for (size_t i = 0; i < COUNT_OF(changes); i++)
		if (str_is(what, changes[i].name))
			return desk_account_change(call, changes[i].change, login, answer, err);
	return err_set(err, NHI_RANGE, "do" ERR_SEP "%.*s" ERR_SEP "lock … unit", STR_ARG(what));
}

/* A refusal of a use case as an error beside the field that it speaks of. */
static void tell(struct view *v, const char *field, const struct err *why) {
	struct buf zh = BUF_INIT(2048), en = BUF_INIT(2048);
	struct str kept_zh = STR(""), kept_en = STR("");
	err_message(why, "zh", &zh);
	err_message(why, "en", &en);
	if (!arena_str(v->arena, buf_str(&zh), &kept_zh) ||
	    !arena_str(v->arena, buf_str(&en), &kept_en))
		*v->failed = true;
	form_error(v, field, kept_zh.p, kept_en.p);
	buf_free(&zh);
	buf_free(&en);
}

static bool is_about_input(enum nhi_status st) {
	return st == NHI_INPUT || st == NHI_EXISTS || st == NHI_NOT_FOUND || st == NHI_FACT_OVERLAP;
}

enum nhi_status admin_user_change(struct desk_call *call, struct str login, const struct form *in,
                                  struct view **out, struct err *err) {
	struct account_answer answer = {0};
	struct err why = ERR_INIT;
	struct str what = form_get(in, "do");
	enum nhi_status st = do_change(call, login, in, &answer, &why);
	if (st != NHI_OK && !is_about_input(st)) {
		if (err != NULL) *err = why;
		return st;
	}
	enum nhi_status shown = show_user(call, login, st == NHI_OK ? &answer : NULL, out, err);
	if (shown == NHI_OK && st != NHI_OK)
		tell(*out, str_is(what, "unit") ? "unit" : "post", &why);
	return shown;
}

enum nhi_status admin_user_add(struct desk_call *call, const struct form *in, bool add,
                               struct view **out, struct err *err) {
	static const char *const fields[] = {"login", "name",   "kind",    "post",
	                                     "unit",  "person", "provider"};
	static const struct {
		const char *code, *zh, *en;
	} kinds[] = {{"clerk", "健保署人員", "staff of the agency"},
	             {"citizen", "民眾", "citizen"},
	             {"agent", "投保單位經辦", "agent of insured units"},
	             {"provider", "醫事機構人員", "staff of a provider"}};
	struct account_answer answer;
	struct err why = ERR_INIT;
	struct view *v = *out = view_new(call->arena, "user_add");
	enum nhi_status st = principal_need(call->who, "account", RIGHT_WRITE, err);
	if (st != NHI_OK) return st;
	view_list(v, "errors");
	struct str kind = form_has(in, "kind") ? form_get(in, "kind") : STR("clerk");
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct view *o = view_item(v, "kinds", "option");
		view_text(o, "code", str_from(kinds[i].code));
		view_both(o, "name", str_from(kinds[i].zh), str_from(kinds[i].en));
		view_flag(o, "selected", str_is(kind, kinds[i].code));
	}
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		view_text(v, fields[i], form_get(in, fields[i]));
	if (!add) return NHI_OK;
	struct account_request r = {.login = form_get(in, "login"),
	                            .kind = kind,
	                            .name = form_get(in, "name"),
	                            .person = form_get(in, "person"),
	                            .post = form_get(in, "post"),
	                            .provider_code = form_get(in, "provider")};
	r.unit[0] = form_get(in, "unit");
	r.unit_count = r.unit[0].n > 0;
	st = desk_account_add(call, &r, &answer, &why);
	if (st == NHI_OK) {
		view_text(v, "once", kept_text(v, answer.once));
		view_text(v, "made", r.login);
	} else if (is_about_input(st)) {
		tell(v, "login", &why);
	} else if (err != NULL) {
		*err = why;
	}
	return is_about_input(st) ? NHI_OK : st;
}
