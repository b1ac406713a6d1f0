/* account_routes.c: see account_routes.h. What is decided stands in desk/session.h. */
#include "web/account_routes.h"

#include "desk/account_page.h"
#include "web/site_user.h"

static struct view *new_view(struct call *c, const char *name) {
	struct view *v = view_new(&c->worker->arena, name);
	view_list(v, "errors");
	return v;
}

static struct str back_of(struct call *c) {
	return site_local(form_get(&c->request->form, "back"));
}

/* Gives the browser the token of a step and says where it goes on. */
static struct str next_page(struct call *c, const struct sign_in_step *step) {
	static const char *const pages[] = {
	        [SESSION_CODE] = "/login/code", [SESSION_SETUP] = "/account/setup"};
	struct str token = STR(""), to = STR("/"), back = back_of(c);
	if (arena_str(&c->worker->arena, str_from(step->token), &token))
		c->response->set_session = token;
	if (step->state == SESSION_OPEN) return str_is(back, "/") ? STR("/home") : back;
	struct buf b = BUF_INIT(REQUEST_TARGET_MAX * 4), all = BUF_INIT(REQUEST_TARGET_MAX * 4);
	request_put_input(&b, STR("back"), back);
	buf_put_c(&all, pages[step->state]);
	buf_put_char(&all, '?');
	buf_put(&all, buf_str(&b));
	if (!arena_str(&c->worker->arena, buf_str(&all), &to)) to = STR("/");
	buf_free(&b);
	buf_free(&all);
	return to;
}

/* --- signing in ------------------------------------------------------------------------------- */

static struct view *login_view(struct call *c) {
	struct view *v = new_view(c, "login");
	view_text(v, "back", back_of(c));
	view_text(v, "login", form_get(&c->request->form, "login"));
	view_flag(v, "signed_in", c->signed_in->state == SESSION_OPEN);
	return v;
}

enum nhi_status login_route(struct call *c, struct view **out, struct err *err) {
	(void)err;
	*out = login_view(c);
	return NHI_OK;
}

/* Names are kept in lower case; a person types them as he likes. */
static struct str lower(struct arena *a, struct str s) {
	struct buf b = BUF_INIT(256);
	struct str kept = STR("");
	for (size_t i = 0; i < s.n; i++)
		buf_put_char(&b, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i]);
	if (!buf_ok(&b) || !arena_str(a, buf_str(&b), &kept)) kept = STR("");
	buf_free(&b);
	return kept;
}

enum nhi_status login_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	struct sign_in_step step;
	const struct form *f = &c->request->form;
	struct str login = lower(&c->worker->arena, form_get(f, "login"));
	*out = login_view(c);
	if (login.n == 0) form_error(*out, "login", "請打帳號", "type your name");
	if (!form_has(f, "password"))
		form_error(*out, "password", "請打密碼", "type your password");
	if (login.n == 0 || !form_has(f, "password")) return NHI_OK;
	enum nhi_status st = desk_sign_in(&c->worker->desk, login, form_get(f, "password"),
	                                  c->request->address, &step, err);
	if (st == NHI_LOGIN_WRONG) {
		form_error(*out, "password", "帳號或密碼不對", "the name or the password is wrong");
		return NHI_OK;
	}
	if (st == NHI_OK) *to = next_page(c, &step);
	return st;
}

enum nhi_status code_route(struct call *c, struct view **out, struct err *err) {
	if (c->signed_in->state != SESSION_CODE) return err_set(err, NHI_LOGIN, "%s", "");
	*out = new_view(c, "login_code");
	view_text(*out, "back", back_of(c));
	return NHI_OK;
}

enum nhi_status code_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	struct sign_in_step step;
	enum nhi_status st = code_route(c, out, err);
	if (st != NHI_OK) return st;
	st = desk_sign_in_code(&c->worker->desk, c->signed_in, form_get(&c->request->form, "code"),
	                       &step, err);
	if (st == NHI_LOGIN_WRONG) {
		form_error(*out, "code", "驗證碼不對，或已經用過；請等下一組",
		           "the code is wrong or was used; wait for the next one");
		return NHI_OK;
	}
	if (st == NHI_OK) *to = next_page(c, &step);
	return st;
}

enum nhi_status logout_route(struct call *c, struct view **out, struct err *err) {
	(void)err;
	*out = new_view(c, "logout");
	view_flag(*out, "signed_in", c->signed_in->state != SESSION_NONE);
	return NHI_OK;
}

enum nhi_status logout_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	enum nhi_status st = logout_route(c, out, err);
	if (st == NHI_OK) st = desk_sign_out(&c->worker->desk, c->signed_in, err);
	if (st != NHI_OK) return st;
	c->response->set_session = STR("-");
	*to = STR("/");
	return NHI_OK;
}

/* --- one's own account ------------------------------------------------------------------------ */

enum nhi_status setup_route(struct call *c, struct view **out, struct err *err) {
	bool password = false, factor = false;
	enum nhi_status st =
	        desk_session_needs(&c->worker->desk, c->signed_in, &password, &factor, err);
	if (st != NHI_OK) return st;
	*out = new_view(c, "setup");
	view_flag(*out, "password", password);
	view_flag(*out, "factor", factor);
	view_flag(*out, "done", !password && !factor);
	return NHI_OK;
}

enum nhi_status account_route(struct call *c, struct view **out, struct err *err) {
	return account_page(&c->worker->desk, c->signed_in, out, err);
}

enum nhi_status choose_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	const struct form *f = &c->request->form;
	(void)out; /* a choice that is not one's own is refused */
	enum nhi_status st = desk_session_choose(&c->worker->desk, c->signed_in,
	                                         form_get(f, "post"), form_get(f, "unit"), err);
	*to = back_of(c);
	return st;
}

static struct view *password_view(struct call *c) { return new_view(c, "password"); }

enum nhi_status password_route(struct call *c, struct view **out, struct err *err) {
	(void)err;
	*out = password_view(c);
	return NHI_OK;
}

enum nhi_status password_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	struct sign_in_step step;
	bool done = false;
	*out = password_view(c);
	enum nhi_status st = desk_password_change(&c->worker->desk, c->signed_in, &c->request->form,
	                                          *out, &step, &done, err);
	if (st == NHI_OK && done) *to = next_page(c, &step);
	return st;
}

static struct view *factor_view(struct call *c, struct str key) {
	struct view *v = new_view(c, "second_factor");
	const char *const login = c->signed_in->session.account.login.p;
	struct buf link = BUF_INIT(512);
	struct str kept = STR("");
	buf_printf(&link, "otpauth://totp/OpenNHI:%s?secret=%.*s&issuer=OpenNHI", login,
	           STR_ARG(key));
	if (!arena_str(&c->worker->arena, buf_str(&link), &kept)) kept = STR("");
	buf_free(&link);
	view_text(v, "secret", key);
	view_text(v, "link", kept);
	return v;
}

enum nhi_status factor_route(struct call *c, struct view **out, struct err *err) {
	(void)err;
	char key[SECRET_TOTP_SIZE];
	struct str kept = STR("");
	secret_totp_new(key);
	if (!arena_str(&c->worker->arena, str_from(key), &kept))
		return err_set(err, NHI_MEMORY, "");
	*out = factor_view(c, kept);
	return NHI_OK;
}

enum nhi_status factor_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	struct sign_in_step step;
	bool done = false;
	struct str key = form_get(&c->request->form, "secret");
	if (!secret_totp_is_key(key)) return err_set(err, NHI_FORM_STALE, "%s", "");
	*out = factor_view(c, key);
	enum nhi_status st = desk_factor_set(&c->worker->desk, c->signed_in, &c->request->form,
	                                     *out, &step, &done, err);
	if (st == NHI_OK && done) *to = next_page(c, &step);
	return st;
}
