/* site_user.c: see site_user.h. */
#include "web/site_user.h"

static const char session_cookie[] = "nhi_session", form_cookie[] = "nhi_form";

enum nhi_status site_sign_in(struct call *c, struct err *err) {
	struct str token = request_cookie(c->request, session_cookie);
	struct desk_call *desk = &c->worker->desk;
	desk->who = &principal_nobody;
	if (token.n == 0 || (c->route == NULL && str_starts(c->request->path, STR("/assets/"))))
		return NHI_OK;
	struct err why = ERR_INIT;
	enum nhi_status st = desk_session(desk, token, c->signed_in, &why);
	if (st == NHI_NO_DATA) return NHI_OK; /* without a database nobody is signed in */
	if (st != NHI_OK && err != NULL) *err = why;
	return st;
}

struct str site_local(struct str address) {
	bool local = address.n > 0 && address.p[0] == '/' &&
	             (address.n < 2 || address.p[1] != '/') &&
	             str_find_char(address, '\\') == address.n &&
	             str_find_char(address, '\r') == address.n &&
	             str_find_char(address, '\n') == address.n;
	return local ? address : STR("/");
}

struct str site_home(const struct signed_in *s) {
	switch (s->who.kind) {
	case PRINCIPAL_CLERK:
		return principal_may(&s->who, "account", RIGHT_WRITE) ? STR("/admin")
		                                                      : STR("/desk");
	case PRINCIPAL_CITIZEN: return STR("/my");
	case PRINCIPAL_AGENT: return STR("/employer");
	case PRINCIPAL_PROVIDER:
	case PRINCIPAL_NOBODY:
	case PRINCIPAL_PROGRAM: break;
	}
	return STR("/account");
}

/* The token of a visitor's forms: from the cookie, else a new one that the answer sets. */
static struct str visitor_token(struct call *c) {
	struct str token = request_cookie(c->request, form_cookie);
	char fresh[SECRET_TOKEN_SIZE];
	if (token.n == SECRET_TOKEN_SIZE - 1) return token;
	if (c->response->set_form.n > 0) return c->response->set_form;
	secret_token(fresh);
	if (!arena_str(&c->worker->arena, str_from(fresh), &c->response->set_form)) return STR("");
	return c->response->set_form;
}

static void add_rights(struct arena *a, struct node *page, const struct principal *p) {
	static const struct {
		enum right right;
		const char *name;
	} names[] = {{RIGHT_READ, "read"}, {RIGHT_WRITE, "write"}, {RIGHT_DECIDE, "decide"}};
	struct node *may = node_add(a, page, STR("may"), NODE_MAP);
	if (p->rights == NULL || p->role == NULL) return;
	for (size_t i = 0; i < p->rights->area_count; i++) {
		unsigned rights = p->role->cell[i].rights;
		struct node *area =
		        rights == 0 ? NULL : node_add(a, may, p->rights->area[i], NODE_MAP);
		for (size_t r = 0; area != NULL && r < COUNT_OF(names); r++)
			node_add_flag(a, area, names[r].name, (rights & names[r].right) != 0);
	}
}

static void add_unit(struct arena *a, struct node *user, const struct signed_in *s) {
	node_add_text(a, user, "unit", s->who.unit_code);
	node_add_flag(a, user, "several", s->unit_count > 1 || s->post_count > 1);
}

void site_add_user(struct call *c, struct node *page) {
	struct arena *a = &c->worker->arena;
	const struct signed_in *s = c->signed_in;
	const struct principal *p = &s->who;
	bool form = c->route != NULL && c->route->post != NULL;
	node_add_flag(a, page, "large", str_is(request_cookie(c->request, "nhi_size"), "large"));
	if (s->state != SESSION_NONE) {
		node_add_text(a, page, "csrf", s->session.csrf);
	} else if (form) {
		node_add_text(a, page, "csrf", visitor_token(c));
	}
	if (form) {
		c->response->form_token = node_member(page, STR("csrf"))->text;
		char key[SECRET_TOKEN_SIZE];
		struct str kept = STR("");
		secret_token(key);
		if (arena_str(a, str_from(key), &kept)) node_add_text(a, page, "key", kept);
	}
	struct str parts[ROUTE_PARTS_MAX];
	node_add_flag(a, page, "case_pages", route_find(STR("/cases/1"), parts) != NULL);
	if (s->state == SESSION_NONE) return;
	struct node *user = node_add(a, page, STR("user"), NODE_MAP);
	node_add_text(a, user, "name", s->session.account.name);
	node_add_flag(a, user, "open", s->state == SESSION_OPEN);
	if (s->state != SESSION_OPEN) return;
	node_add_text(a, user, "title", c->lang != LANG_ZH ? p->title_en : p->title_zh);
	node_add_text(a, user, "home", site_home(s));
	node_add_flag(a, user, "clerk", p->kind == PRINCIPAL_CLERK);
	node_add_flag(a, user, "citizen", p->kind == PRINCIPAL_CITIZEN);
	node_add_flag(a, user, "agent", p->kind == PRINCIPAL_AGENT);
	node_add_flag(a, user, "provider", p->kind == PRINCIPAL_PROVIDER);
	node_add_flag(a, user, "chief",
	              p->kind == PRINCIPAL_CLERK && p->level <= 3 && p->level > 0);
	node_add_flag(a, user, "bills", principal_scope(p, "bill") > SCOPE_OWN);
	add_unit(a, user, s);
	add_rights(a, page, p);
}

/* Browsers say where a form comes from; one that says nothing has only the token. */
static bool is_foreign(const struct request *r) {
	if (str_is(r->fetch_site, "cross-site") || str_is(r->fetch_site, "same-site")) return true;
	if (r->origin.n == 0) return false;
	size_t at = str_find(r->origin, STR("://"));
	return at == r->origin.n || !str_eq(str_slice(r->origin, at + 3, r->origin.n), r->host);
}

enum nhi_status site_check_form(struct call *c, struct err *err) {
	struct str sent = form_get(&c->request->form, "csrf");
	struct str right = c->signed_in->state == SESSION_NONE
	                           ? request_cookie(c->request, form_cookie)
	                           : c->signed_in->session.csrf;
	bool good = right.n == SECRET_TOKEN_SIZE - 1 && secret_equal(sent, right);
	if (good && !is_foreign(c->request)) return NHI_OK;
	return err_set(err, NHI_FORM_STALE, "%s", "");
}

void site_ask_to_sign_in(struct call *c, struct response *r) {
	struct buf b = BUF_INIT(REQUEST_TARGET_MAX * 4), to = BUF_INIT(REQUEST_TARGET_MAX * 4);
	bool get = str_is(c->request->method, "GET");
	static const char *const step[] = {[SESSION_NONE] = "/login",
	                                   [SESSION_CODE] = "/login/code",
	                                   [SESSION_SETUP] = "/account/setup",
	                                   [SESSION_OPEN] = "/login"};
	buf_put(&b, c->request->path);
	if (c->request->query.n > 0) {
		buf_put_char(&b, '?');
		buf_put(&b, c->request->query);
	}
	request_put_input(&to, STR("back"), get ? buf_str(&b) : c->request->path);
	struct str query = buf_str(&to), kept = STR("/login");
	struct buf all = BUF_INIT(REQUEST_TARGET_MAX * 4);
	buf_put_c(&all, step[c->signed_in->state]);
	buf_put_char(&all, '?');
	buf_put(&all, query);
	if (!buf_ok(&all) || !arena_str(&c->worker->arena, buf_str(&all), &kept))
		kept = STR("/login");
	buf_free(&b);
	buf_free(&to);
	buf_free(&all);
	buf_reset(&r->body);
	r->fixed = STR("");
	r->status = 303;
	r->location = kept;
	r->cache = "no-store";
}

int64_t site_seconds(const struct err *err) {
	int64_t s = 0;
	struct str detail = {err->detail, err->detail_n};
	return str_to_i64(str_cut(&detail, ERR_SEP[0]), 0, 86400, &s) ? s : 0;
}
