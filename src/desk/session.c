/* session.c: see session.h. The set-up of passwords and second factors is session_setup.c. */
#include "desk/session.h"

#include "desk/seal.h"

#include "base/clock.h"
#include "desk/session_parts.h"

enum { SECOND = 1000000, MINUTE_S = 60, TOUCH_S = 60, DAY_S = 86400, ACTOR_SIZE = 96 };

enum nhi_status desk_account_figure(const struct desk *d, const char *name, date_t at, int64_t *out,
                                    struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(&d->law, name, at, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

/* --- attempts --------------------------------------------------------------------------------- */

struct attempt {
	struct desk_call *call;
	struct str login, address;
	char name_key[SHA256_HEX_SIZE + 8], from_key[SHA256_HEX_SIZE + 8];
	int64_t limit, lock_s, from_limit;
	instant_t now;
	bool right; /* the password or code was */
	/* of a sign-in that went well */
	struct account account;
	const char *stage;
	struct sign_in_step *step;
	int64_t ended; /* session that this one replaces; 0 none */
};

static void hashed_key(char out[SHA256_HEX_SIZE + 8], const char *kind, struct str what) {
	char hex[SHA256_HEX_SIZE + 1];
	sha256_hex(what, hex);
	snprintf(out, SHA256_HEX_SIZE + 8, "%s:%s", kind, hex);
}

static enum nhi_status attempt_start(struct attempt *t, struct desk_call *call, struct str login,
                                     struct str address, struct err *err) {
	const struct desk *d = call->desk;
	date_t today = call->today;
	*t = (struct attempt){.call = call, .login = login, .address = address, .now = clock_now()};
	hashed_key(t->name_key, "name", login);
	hashed_key(t->from_key, "from", address);
	int64_t minutes = 0;
	enum nhi_status st = desk_account_figure(d, "account.lock.failures", today, &t->limit, err);
	if (st == NHI_OK) st = desk_account_figure(d, "account.lock.minutes", today, &minutes, err);
	if (st == NHI_OK)
		st = desk_account_figure(d, "account.address.failures", today, &t->from_limit, err);
	t->lock_s = minutes * MINUTE_S;
	return st == NHI_OK ? desk_need_write(call, err) : st;
}

static enum nhi_status check_lock(struct attempt *t, const char *key, struct err *err) {
	struct account_try tried;
	enum nhi_status st = account_try_read(t->call->write_db, str_from(key), &tried, err);
	if (st != NHI_OK || tried.locked_to <= t->now) return st;
	return err_set(err, NHI_LOGIN_LOCKED, "%lld",
	               (long long)((tried.locked_to - t->now) / SECOND + 1));
}

/* One more failure of a name or an address; at the limit it is locked and counts anew. */
static enum nhi_status count_failure(struct db *db, const struct attempt *t, const char *key,
                                     int64_t limit, struct err *err) {
	struct account_try tried;
	enum nhi_status st = account_try_read(db, str_from(key), &tried, err);
	if (st != NHI_OK) return st;
	if (tried.last_at < t->now - t->lock_s * SECOND) tried.failures = 0;
	tried.failures++;
	tried.last_at = t->now;
	if (tried.failures >= limit) {
		tried.failures = 0;
		tried.locked_to = t->now + t->lock_s * SECOND;
	}
	return account_try_put(db, str_from(key), &tried, err);
}

/* Written alike for names that exist and names that do not. */
static enum nhi_status write_failure(struct db *db, void *context, struct err *err) {
	struct attempt *t = context;
	char actor[ACTOR_SIZE];
	struct act act;
	snprintf(actor, sizeof actor, "login:%.16s", t->name_key + sizeof "name:" - 1);
	struct act_request request = {.actor = str_from(actor),
	                              .reason = STR("wrong name, password or code"),
	                              .purpose = STR("login.failed")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = count_failure(db, t, t->name_key, t->limit, err);
	if (st == NHI_OK && t->address.n > 0)
		st = count_failure(db, t, t->from_key, t->from_limit, err);
	if (st == NHI_OK) st = account_try_forget(db, t->now - (instant_t)DAY_S * SECOND, err);
	return st;
}

static enum nhi_status fail_attempt(struct attempt *t, struct err *err) {
	enum nhi_status st = db_transact(t->call->write_db, DB_WRITE, write_failure, t, err);
	return st == NHI_OK ? err_set(err, NHI_LOGIN_WRONG, "%s", "") : st;
}

/* --- sessions are made ------------------------------------------------------------------------ */

enum nhi_status session_make(struct db *db, const struct desk_call *call, const struct act *act,
                             const struct session *from, const char *stage,
                             struct sign_in_step *step, struct err *err) {
	int64_t hours = 0;
	char hash[SHA256_HEX_SIZE + 1], csrf[SECRET_TOKEN_SIZE];
	struct session s = *from;
	enum nhi_status st =
	        desk_account_figure(call->desk, "account.session.hours", call->today, &hours, err);
	if (st != NHI_OK) return st;
	secret_token(step->token);
	secret_token(csrf);
	secret_token_hash(str_from(step->token), hash);
	s.stage = str_from(stage);
	s.csrf = str_from(csrf);
	s.ends_at = act->at + hours * 3600 * SECOND;
	if (from->id != 0) st = session_stage(db, from->id, "ended", err);
	if (st == NHI_OK) st = session_add(db, act, &s, str_from(hash), err);
	step->state = str_is(s.stage, "open")    ? SESSION_OPEN
	              : str_is(s.stage, "setup") ? SESSION_SETUP
	                                         : SESSION_CODE;
	return st;
}

struct str desk_account_actor(int64_t account_id, struct arena *arena) {
	char text[32];
	struct str kept = STR("u:?");
	snprintf(text, sizeof text, "u:%lld", (long long)account_id);
	return arena_str(arena, str_from(text), &kept) ? kept : STR("u:?");
}

static enum nhi_status write_success(struct db *db, void *context, struct err *err) {
	struct attempt *t = context;
	struct act act;
	struct act_request request = {.actor = desk_account_actor(t->account.id, t->call->arena),
	                              .reason = str_from(t->stage),
	                              .purpose = STR("login")};
	struct session from = {.id = t->ended,
	                       .account = t->account,
	                       .post = STR(""),
	                       .unit_code = STR(""),
	                       .address = t->address};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = account_try_clear(db, str_from(t->name_key), err);
	return st == NHI_OK ? session_make(db, t->call, &act, &from, t->stage, t->step, err) : st;
}

/* A password that somebody else chose is good for some hours only. */
static enum nhi_status too_old(const struct attempt *t, const struct account_secret *s, bool *out,
                               struct err *err) {
	int64_t hours = 0;
	enum nhi_status st = desk_account_figure(t->call->desk, "account.reset.hours",
	                                         t->call->today, &hours, err);
	*out = s->must_change && s->set_at + hours * 3600 * SECOND < t->now;
	return st;
}

static enum nhi_status judge_password(struct attempt *t, struct str password, struct err *err) {
	struct db *db = t->call->write_db;
	struct account_secret passwords[ACCOUNT_SECRETS_MAX], keys[ACCOUNT_SECRETS_MAX];
	size_t has_password = 0, has_key = 0;
	bool old = false;
	struct arena *a = t->call->arena;
	enum nhi_status st = account_read(db, 0, t->login, a, &t->account, err);
	if (st == NHI_OK)
		st = account_secrets(db, t->account.id, "password", 1, a, passwords, &has_password,
		                     err);
	if (st == NHI_OK)
		st = account_secrets(db, t->account.id, "totp", 1, a, keys, &has_key, err);
	if (st == NHI_OK && has_password > 0) st = too_old(t, &passwords[0], &old, err);
	if (st != NHI_OK) return st;
	struct str hash = has_password > 0 ? passwords[0].value : STR("");
	bool factor = has_key > 0 && keys[0].value.n > 0;
	t->right = secret_verify(hash, password) && !old && str_is(t->account.status, "open");
	if (!t->right) return NHI_OK;
	bool setup = passwords[0].must_change || (t->account.second_factor && !factor);
	t->stage = factor ? "code" : setup ? "setup" : "open";
	return NHI_OK;
}

enum nhi_status desk_sign_in(struct desk_call *call, struct str login, struct str password,
                             struct str address, struct sign_in_step *out, struct err *err) {
	struct attempt t;
	enum nhi_status st = attempt_start(&t, call, login, address, err);
	if (st == NHI_OK) st = check_lock(&t, t.name_key, err);
	if (st == NHI_OK && address.n > 0) st = check_lock(&t, t.from_key, err);
	if (st == NHI_OK) st = judge_password(&t, password, err);
	if (st != NHI_OK) return st;
	t.step = out;
	if (!t.right) return fail_attempt(&t, err);
	return db_transact(call->write_db, DB_WRITE, write_success, &t, err);
}

enum nhi_status desk_sign_in_code(struct desk_call *call, const struct signed_in *s,
                                  struct str code, struct sign_in_step *out, struct err *err) {
	struct attempt t;
	struct account_secret keys[ACCOUNT_SECRETS_MAX];
	size_t has_key = 0;
	int64_t step = 0;
	if (s->state != SESSION_CODE) return err_set(err, NHI_LOGIN, "%s", "");
	enum nhi_status st =
	        attempt_start(&t, call, s->session.account.login, s->session.address, err);
	if (st == NHI_OK) st = check_lock(&t, t.name_key, err);
	if (st == NHI_OK)
		st = account_secrets(call->write_db, s->session.account.id, "totp", 1, call->arena,
		                     keys, &has_key, err);
	if (st != NHI_OK) return st;
	t.account = s->session.account;
	t.ended = s->session.id;
	t.step = out;
	struct str key = STR("");
	if (has_key > 0) st = seal_open(call, t.account.id, keys[0].value, &key, err);
	if (st != NHI_OK) return st;
	t.right = key.n > 0 && secret_totp_verify(key, code, t.now, &step);
	struct step_take take = {s->session.account.id, step, false};
	if (t.right) st = db_transact(call->write_db, DB_WRITE, session_take_step, &take, err);
	if (st != NHI_OK) return st;
	if (!t.right || !take.taken) return fail_attempt(&t, err);
	bool password = false, factor = false;
	st = desk_session_needs(call, s, &password, &factor, err);
	if (st != NHI_OK) return st;
	t.stage = password ? "setup" : "open";
	return db_transact(call->write_db, DB_WRITE, write_success, &t, err);
}

enum nhi_status session_take_step(struct db *db, void *context, struct err *err) {
	struct step_take *t = context;
	return account_step_take(db, t->account_id, t->step, &t->taken, err);
}

static enum nhi_status write_end(struct db *db, void *context, struct err *err) {
	struct attempt *t = context;
	struct act act;
	struct act_request request = {.actor = desk_account_actor(t->account.id, t->call->arena),
	                              .purpose = STR("logout")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	return st == NHI_OK ? session_stage(db, t->ended, "ended", err) : st;
}

enum nhi_status desk_sign_out(struct desk_call *call, const struct signed_in *s, struct err *err) {
	struct attempt t = {.call = call, .account = s->session.account, .ended = s->session.id};
	if (s->state == SESSION_NONE) return NHI_OK;
	enum nhi_status st = desk_need_write(call, err);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, write_end, &t, err) : st;
}

/* --- who is signed in ------------------------------------------------------------------------- */

struct look {
	struct desk_call *call;
	char hash[SHA256_HEX_SIZE + 1];
	struct signed_in *out;
	int64_t idle_s;
	instant_t now;
};

static const enum principal_kind kinds[] = {PRINCIPAL_CITIZEN, PRINCIPAL_AGENT, PRINCIPAL_PROVIDER,
                                            PRINCIPAL_CLERK};

static enum principal_kind kind_of(struct str name) {
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_is(name, principal_kind_name(kinds[i]))) return kinds[i];
	return PRINCIPAL_NOBODY;
}

static void take_post(struct desk_call *call, struct principal *p, const struct account_post *x) {
	const struct org_unit *unit = org_find(call->desk->org, x->org_unit, call->today);
	p->role = rights_of_post(&call->desk->rights, x->function, x->level);
	p->post = x->post;
	p->org_unit = x->org_unit;
	p->section = x->section;
	p->function = x->function;
	p->level = x->level;
	p->division = unit == NULL ? 0 : unit->division;
	if (p->role != NULL) {
		p->title_zh = p->role->zh;
		p->title_en = p->role->en;
	}
}

static bool join(struct desk_call *call, const char *before, struct str what, struct str *out) {
	struct buf b = BUF_INIT(256);
	buf_put_c(&b, before);
	buf_put(&b, what);
	bool kept = buf_ok(&b) && arena_str(call->arena, buf_str(&b), out);
	buf_free(&b);
	return kept;
}

/* A clerk acts in one post, an agent for one unit: the one chosen, else the first. */
static enum nhi_status make_principal(struct desk_call *call, struct db *db, struct signed_in *s,
                                      struct err *err) {
	const struct account *a = &s->session.account;
	struct principal *p = &s->who;
	*p = (struct principal){.kind = kind_of(a->kind),
	                        .rights = &call->desk->rights,
	                        .account_id = a->id,
	                        .session_id = s->session.id,
	                        .actor = desk_account_actor(a->id, call->arena),
	                        .name = a->name,
	                        .person_id = a->person_id,
	                        .provider_code = a->provider_code};
	if (p->kind != PRINCIPAL_CLERK) {
		p->role = rights_role(&call->desk->rights, a->kind);
		p->purpose = STR("self");
	}
	enum nhi_status st = NHI_OK;
	if (p->kind == PRINCIPAL_CLERK)
		st = account_posts(db, a->id, call->today, call->arena, &s->posts, &s->post_count,
		                   err);
	for (size_t i = 0; st == NHI_OK && i < s->post_count; i++)
		if (i == 0 || str_eq(s->posts[i].post, s->session.post))
			take_post(call, p, &s->posts[i]);
	if (st == NHI_OK && p->kind == PRINCIPAL_AGENT)
		st = account_units(db, a->id, call->today, call->arena, &s->units, &s->unit_count,
		                   err);
	for (size_t i = 0; st == NHI_OK && i < s->unit_count; i++) {
		if (i > 0 && !str_eq(s->units[i].code, s->session.unit_code)) continue;
		p->unit_id = s->units[i].unit_id;
		p->unit_code = s->units[i].code;
		if (!join(call, "unit:", p->unit_code, &p->acting_for))
			st = err_set(err, NHI_MEMORY, "");
	}
	return st;
}

static enum nhi_status read_session(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct signed_in *s = l->out;
	*s = (struct signed_in){.who = principal_nobody};
	enum nhi_status st = session_find(db, str_from(l->hash), l->call->arena, &s->session, err);
	if (st != NHI_OK || s->session.id == 0) return st;
	const struct session *x = &s->session;
	bool gone = x->ends_at <= l->now || x->seen_at + l->idle_s * SECOND <= l->now ||
	            !str_is(x->account.status, "open");
	if (gone) return NHI_OK;
	if (str_is(x->stage, "code")) s->state = SESSION_CODE;
	if (str_is(x->stage, "setup")) s->state = SESSION_SETUP;
	if (!str_is(x->stage, "open")) return NHI_OK;
	s->state = SESSION_OPEN;
	return make_principal(l->call, db, s, err);
}

static enum nhi_status write_touch(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	return session_touch(db, l->out->session.id, l->now, err);
}

enum nhi_status desk_session(struct desk_call *call, struct str token, struct signed_in *out,
                             struct err *err) {
	struct look l = {.call = call, .out = out, .now = clock_now()};
	int64_t minutes = 0;
	*out = (struct signed_in){.who = principal_nobody};
	call->who = &principal_nobody;
	if (token.n != SECRET_TOKEN_SIZE - 1 || call->desk->db_url == NULL) return NHI_OK;
	enum nhi_status st =
	        desk_account_figure(call->desk, "account.session.idle", call->today, &minutes, err);
	l.idle_s = minutes * MINUTE_S;
	secret_token_hash(token, l.hash);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_session, &l, err);
	if (st != NHI_OK) return st;
	if (out->state == SESSION_OPEN) call->who = &out->who;
	/* to the minute is enough: a write a request would be too many */
	bool stale = out->session.seen_at + (instant_t)TOUCH_S * SECOND < l.now;
	if (out->state != SESSION_OPEN || !stale) return NHI_OK;
	st = desk_need_write(call, err);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, write_touch, &l, err) : st;
}

struct choice {
	int64_t session_id;
	struct str post, unit_code;
};

static enum nhi_status write_choice(struct db *db, void *context, struct err *err) {
	struct choice *c = context;
	return session_choose(db, c->session_id, c->post, c->unit_code, err);
}

enum nhi_status desk_session_choose(struct desk_call *call, const struct signed_in *s,
                                    struct str post, struct str unit_code, struct err *err) {
	struct choice c = {s->session.id, post, unit_code};
	bool held = post.n + unit_code.n > 0;
	for (size_t i = 0; post.n > 0 && held; i++) {
		held = i < s->post_count;
		if (held && str_eq(s->posts[i].post, post)) break;
	}
	for (size_t i = 0; unit_code.n > 0 && held; i++) {
		held = i < s->unit_count;
		if (held && str_eq(s->units[i].code, unit_code)) break;
	}
	if (s->state != SESSION_OPEN || !held)
		return err_set(err, NHI_FORBIDDEN, "%.*s%.*s" ERR_SEP "%.*s%.*s", STR_ARG(post),
		               STR_ARG(unit_code), STR_ARG(post), STR_ARG(unit_code));
	enum nhi_status st = desk_need_write(call, err);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, write_choice, &c, err) : st;
}

struct named {
	struct desk_call *call;
	struct str login;
	struct signed_in s;
};

static enum nhi_status read_named(struct db *db, void *context, struct err *err) {
	struct named *n = context;
	n->s = (struct signed_in){.session = {.post = STR("")}};
	enum nhi_status st =
	        account_read(db, 0, n->login, n->call->arena, &n->s.session.account, err);
	if (st == NHI_OK && n->s.session.account.id == 0)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(n->login));
	return st == NHI_OK ? make_principal(n->call, db, &n->s, err) : st;
}

enum nhi_status desk_principal(struct desk_call *call, struct str login, struct principal *out,
                               struct err *err) {
	struct named n = {.call = call, .login = login};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_named, &n, err);
	if (st == NHI_OK) *out = n.s.who;
	return st;
}
