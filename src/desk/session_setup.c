/* session_setup.c: the person's own password and second factor; see session.h. */
#include "base/clock.h"
#include "desk/seal.h"
#include "desk/session_parts.h"

struct setup {
	struct desk_call *call;
	const struct signed_in *s;
	const char *kind, *stage;
	struct str value;
	struct sign_in_step *step;
};

static enum nhi_status secrets(struct desk_call *call, const struct signed_in *s, const char *kind,
                               int64_t most, struct account_secret rows[ACCOUNT_SECRETS_MAX],
                               size_t *count, struct err *err) {
	enum nhi_status st = desk_need_write(call, err);
	if (st != NHI_OK) return st;
	return account_secrets(call->write_db, s->session.account.id, kind, most, call->arena, rows,
	                       count, err);
}

enum nhi_status desk_session_needs(struct desk_call *call, const struct signed_in *s,
                                   bool *password, bool *factor, struct err *err) {
	struct account_secret rows[ACCOUNT_SECRETS_MAX];
	struct account a;
	size_t n = 0;
	enum nhi_status st = secrets(call, s, "password", 1, rows, &n, err);
	*password = n > 0 && rows[0].must_change;
	if (st == NHI_OK) st = secrets(call, s, "totp", 1, rows, &n, err);
	*factor = n == 0 || rows[0].value.n == 0;
	if (st == NHI_OK)
		st = account_read(call->write_db, s->session.account.id, STR(""), call->arena, &a,
		                  err);
	if (st == NHI_OK) *factor &= a.second_factor;
	return st;
}

/* The secret and a new session in one act; the others of the account end. */
static enum nhi_status write_secret(struct db *db, void *context, struct err *err) {
	struct setup *t = context;
	struct act act;
	int64_t account_id = t->s->session.account.id;
	struct act_request request = {.actor = desk_account_actor(account_id, t->call->arena),
	                              .reason = str_from(t->kind),
	                              .purpose = STR("login.secret")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK)
		st = account_secret_set(db, &act, account_id, t->kind, t->value, false, err);
	if (st == NHI_OK) st = session_end_all(db, account_id, 0, err);
	if (st != NHI_OK) return st;
	return session_make(db, t->call, &act, &t->s->session, t->stage, t->step, err);
}

static size_t count_chars(struct str s) {
	size_t n = 0;
	for (size_t at = 0; at < s.n; n++) (void)str_next_char(s, &at);
	return n;
}

/* Passwords that are tried first everywhere, or that are one thing repeated. */
static bool is_plain(struct str s) {
	bool same = true, steps = true;
	for (size_t i = 1; i < s.n; i++) {
		same &= s.p[i] == s.p[0];
		steps &= s.p[i] == s.p[i - 1] + 1;
	}
	return same || steps;
}

enum nhi_status desk_password_judge(const struct desk *d, date_t at, struct str login,
                                    struct str password, struct view *view, bool *good,
                                    struct err *err) {
	int64_t least = 0;
	*good = false;
	enum nhi_status st = desk_account_figure(d, "account.password.length", at, &least, err);
	if (st != NHI_OK) return st;
	if (count_chars(password) < (size_t)least)
		form_error(view, "new", "密碼太短；一句自己記得住的話最好",
		           "the password is too short; a sentence that you can remember is best");
	else if (password.n > SECRET_PASSWORD_MAX)
		form_error(view, "new", "密碼太長", "the password is too long");
	else if (is_plain(password) || str_find(password, login) < password.n)
		form_error(view, "new", "這個密碼太容易猜，請換一個",
		           "this password is easy to guess; choose another");
	else
		*good = true;
	return NHI_OK;
}

static enum nhi_status check_new(struct desk_call *call, const struct signed_in *s,
                                 const struct form *in, struct view *view, bool *good,
                                 struct err *err) {
	struct account_secret rows[ACCOUNT_SECRETS_MAX];
	size_t n = 0;
	int64_t history = 0;
	struct str now = form_get(in, "now"), wanted = form_get(in, "new");
	*good = false;
	enum nhi_status st = desk_account_figure(call->desk, "account.password.history",
	                                         call->today, &history, err);
	if (st == NHI_OK)
		st = secrets(call, s, "password", history > 0 ? history : 1, rows, &n, err);
	if (st != NHI_OK) return st;
	if (n == 0 || !secret_verify(rows[0].value, now)) {
		form_error(view, "now", "現在的密碼不對", "the present password is wrong");
		return NHI_OK;
	}
	if (!str_eq(wanted, form_get(in, "again"))) {
		form_error(view, "again", "兩次打的新密碼不一樣", "the new passwords differ");
		return NHI_OK;
	}
	bool fine = false;
	st = desk_password_judge(call->desk, call->today, s->session.account.login, wanted, view,
	                         &fine, err);
	if (st != NHI_OK || !fine) return st;
	for (size_t i = 0; i < n; i++)
		if (secret_verify(rows[i].value, wanted)) {
			form_error(view, "new", "最近用過這個密碼，請換一個",
			           "this password was used before; choose another");
			return NHI_OK;
		}
	*good = true;
	return NHI_OK;
}

enum nhi_status desk_password_change(struct desk_call *call, const struct signed_in *s,
                                     const struct form *in, struct view *view,
                                     struct sign_in_step *out, bool *done, struct err *err) {
	char hash[SECRET_HASH_SIZE];
	bool password = false, factor = false;
	*done = false;
	if (s->state != SESSION_OPEN && s->state != SESSION_SETUP)
		return err_set(err, NHI_LOGIN, "%s", "");
	bool good = false;
	enum nhi_status st = check_new(call, s, in, view, &good, err);
	if (st != NHI_OK || !good) return st;
	st = secret_hash(form_get(in, "new"), hash, err);
	if (st == NHI_OK) st = desk_session_needs(call, s, &password, &factor, err);
	if (st != NHI_OK) return st;
	struct setup t = {.call = call,
	                  .s = s,
	                  .kind = "password",
	                  .stage = factor ? "setup" : "open",
	                  .value = str_from(hash),
	                  .step = out};
	st = db_transact(call->write_db, DB_WRITE, write_secret, &t, err);
	*done = st == NHI_OK;
	return st;
}

enum nhi_status desk_factor_set(struct desk_call *call, const struct signed_in *s,
                                const struct form *in, struct view *view, struct sign_in_step *out,
                                bool *done, struct err *err) {
	struct str key = form_get(in, "secret");
	bool password = false, factor = false;
	int64_t step = 0;
	*done = false;
	if (s->state != SESSION_OPEN && s->state != SESSION_SETUP)
		return err_set(err, NHI_LOGIN, "%s", "");
	enum nhi_status st = desk_session_needs(call, s, &password, &factor, err);
	if (st != NHI_OK) return st;
	if (!secret_totp_is_key(key) ||
	    !secret_totp_verify(key, form_get(in, "code"), clock_now(), &step)) {
		form_error(view, "code", "驗證碼不對；請打手機上現在顯示的六個數字",
		           "the code is wrong; type the six digits that the telephone shows now");
		return NHI_OK;
	}
	struct setup t = {.call = call,
	                  .s = s,
	                  .kind = "totp",
	                  .stage = password ? "setup" : "open",
	                  .step = out};
	st = seal_close(call, s->session.account.id, key, &t.value, err);
	if (st != NHI_OK) return st;
	struct step_take take = {s->session.account.id, step, false};
	st = db_transact(call->write_db, DB_WRITE, write_secret, &t, err);
	if (st == NHI_OK) st = db_transact(call->write_db, DB_WRITE, session_take_step, &take, err);
	*done = st == NHI_OK;
	return st;
}
