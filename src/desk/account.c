/* account.c: see account.h. */
#include "desk/account.h"

#include "desk/seal.h"

#include "base/clock.h"
#include "desk/session_parts.h"
#include "store/person.h"
#include "store/unit.h"

enum { LOGIN_MAX = 64 };

static enum nhi_status bad(struct err *err, const char *zh, const char *en) {
	return err_set(err, NHI_INPUT, "%s" ERR_SEP "%s", zh, en);
}

/* The section must be a named one of the unit; "" is the unit itself. */
static bool has_section(const struct org_unit *u, struct str section) {
	if (section.n == 0) return true;
	for (size_t i = 0; i < u->section_name_count; i++)
		if (str_eq(u->sections[i].code, section)) return true;
	return false;
}

enum nhi_status desk_post_read(const struct desk *d, date_t at, struct str text,
                               struct account_post *out, struct err *err) {
	struct str rest = text;
	*out = (struct account_post){.post = text, .from = at, .to = DATE_OPEN};
	out->org_unit = str_cut(&rest, '/');
	out->section = str_cut(&rest, '/');
	out->function = str_cut(&rest, '/');
	const struct org_unit *u = org_find(d->org, out->org_unit, at);
	if (u == NULL || !has_section(u, out->section))
		return bad(
		        err, "職務的單位或科別不存在；寫法：central/enrolment-1/enrol/4",
		        "no such unit or section; a post is written central/enrolment-1/enrol/4");
	if (!str_to_i64(rest, 1, 4, &out->level) ||
	    rights_of_post(&d->rights, out->function, out->level) == NULL)
		return bad(err, "catalogue/roles.csv 沒有這個職掌與層級的角色",
		           "catalogue/roles.csv has no role of this function and level");
	return NHI_OK;
}

/* --- a new account ---------------------------------------------------------------------------- */

struct adding {
	struct desk_call *call;
	const struct account_request *r;
	struct account_answer *out;
	struct account account;
	struct account_post post;
	char hash[SECRET_HASH_SIZE];
};

static bool is_login(struct str s) {
	bool good = s.n >= 2 && s.n <= LOGIN_MAX;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		good &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
		        c == '_' || c == '@';
	}
	return good;
}

static enum nhi_status check_request(struct adding *a, struct err *err) {
	const struct account_request *r = a->r;
	const struct desk *d = a->call->desk;
	bool is_clerk = str_is(r->kind, "clerk"), is_agent = str_is(r->kind, "agent");
	const struct role *role = is_clerk ? NULL : rights_role(&d->rights, r->kind);
	if (!is_login(r->login))
		return bad(err, "帳號要二到六十四個小寫英文、數字或 . - _ @",
		           "a name has 2 to 64 small letters, digits or . - _ @");
	if (r->name.n == 0) return bad(err, "請給姓名", "give the person's name");
	if (!is_clerk && (role == NULL || role->kind == PRINCIPAL_CLERK))
		return bad(err, "類別是 clerk、citizen、agent 或 provider",
		           "the kind is clerk, citizen, agent or provider");
	if (is_agent != (r->unit_count > 0))
		return bad(err, "投保單位經辦（而且只有他）要給投保單位代號",
		           "an agent, and nobody else, is given unit codes");
	if (str_is(r->kind, "citizen") && r->person.n == 0)
		return bad(err, "民眾帳號要給身分證號", "a citizen is given an identity number");
	enum nhi_status st = NHI_OK;
	if (is_clerk) {
		st = desk_post_read(d, a->call->today, r->post, &a->post, err);
		if (st == NHI_OK)
			role = rights_of_post(&d->rights, a->post.function, a->post.level);
	}
	if (st != NHI_OK) return st;
	a->account = (struct account){.login = r->login,
	                              .kind = r->kind,
	                              .name = r->name,
	                              .status = STR("open"),
	                              .provider_code = r->provider_code,
	                              .second_factor =
	                                      role->needs_second_factor && !r->no_second_factor};
	if (r->password.n == 0) {
		secret_once(a->out->once);
		return secret_hash(str_from(a->out->once), a->hash, err);
	}
	struct view *v = view_new(a->call->arena, "password");
	bool good = false;
	st = desk_password_judge(d, a->call->today, r->login, r->password, v, &good, err);
	if (st != NHI_OK) return st;
	if (!good)
		return bad(err, "密碼太短或太容易猜", "the password is too short or easy to guess");
	if (r->hash.n == 0) return secret_hash(r->password, a->hash, err);
	snprintf(a->hash, sizeof a->hash, "%.*s", STR_ARG(r->hash));
	return NHI_OK;
}

static enum nhi_status find_person(struct db *db, struct str text, int64_t *out, struct err *err) {
	int64_t id = 0;
	*out = 0;
	if (text.n == 0) return NHI_OK;
	bool internal =
	        text.p[0] == '#' && str_to_i64(str_slice(text, 1, text.n), 1, INT64_MAX, &id);
	enum nhi_status st =
	        internal ? person_kept(db, id, out, err) : person_by_key(db, text, out, err);
	if (st == NHI_OK && *out == 0) return err_set(err, NHI_NOT_FOUND, "%s", "person");
	return st;
}

static enum nhi_status add_unit(struct db *db, const struct act *act, int64_t account_id,
                                struct str code, date_t from, struct err *err) {
	struct account_unit u = {.code = code, .from = from, .to = DATE_OPEN};
	enum nhi_status st = unit_by_code(db, code, &u.unit_id, err);
	if (st == NHI_OK && u.unit_id == 0) st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(code));
	return st == NHI_OK ? account_unit_add(db, act, account_id, &u, err) : st;
}

static enum nhi_status write_account(struct db *db, void *context, struct err *err) {
	struct adding *a = context;
	const struct account_request *r = a->r;
	struct act act;
	int64_t count = 0;
	struct act_request request = {
	        .actor = a->call->who->actor, .reason = r->login, .purpose = STR("account.add")};
	date_t today = a->call->today;
	bool must_change = !(r->password.n > 0 && r->may_keep);
	enum nhi_status st = account_count(db, &count, err);
	if (st == NHI_OK && r->first && count > 0) st = err_set(err, NHI_FIRST_USER, "%s", "");
	if (st == NHI_OK) st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = find_person(db, r->person, &a->account.person_id, err);
	if (st == NHI_OK) st = account_add(db, &act, &a->account, today, err);
	if (st == NHI_OK && a->post.post.n > 0)
		st = account_post_add(db, &act, a->account.id, &a->post, err);
	for (size_t i = 0; st == NHI_OK && i < r->unit_count; i++)
		st = add_unit(db, &act, a->account.id, r->unit[i], today, err);
	if (st == NHI_OK)
		st = account_secret_set(db, &act, a->account.id, "password", str_from(a->hash),
		                        must_change, err);
	struct str sealed = STR("");
	if (st == NHI_OK) st = seal_close(a->call, a->account.id, r->totp, &sealed, err);
	if (st == NHI_OK && r->totp.n > 0)
		st = account_secret_set(db, &act, a->account.id, "totp", sealed, false, err);
	a->out->account_id = a->account.id;
	return st;
}

enum nhi_status desk_account_add(struct desk_call *call, const struct account_request *r,
                                 struct account_answer *out, struct err *err) {
	struct adding a = {.call = call, .r = r, .out = out};
	*out = (struct account_answer){0};
	enum nhi_status st = principal_need(call->who, "account", RIGHT_WRITE, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	if (st == NHI_OK) st = check_request(&a, err);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, write_account, &a, err) : st;
}

/* --- changes ---------------------------------------------------------------------------------- */

struct changing {
	struct desk_call *call;
	enum account_change change;
	struct str login, text;
	struct account_answer *out;
	struct account account;
	char hash[SECRET_HASH_SIZE];
};

static const char *const change_names[] = {
        [ACCOUNT_LOCK] = "account.lock",   [ACCOUNT_UNLOCK] = "account.unlock",
        [ACCOUNT_CLOSE] = "account.close", [ACCOUNT_RESET] = "account.reset",
        [ACCOUNT_TOTP] = "account.totp",   [ACCOUNT_NO_TOTP] = "account.no-totp",
};

static enum nhi_status set_status(struct db *db, const struct act *act, struct changing *c,
                                  const char *status, struct err *err) {
	struct account a = c->account;
	if (str_is(a.status, "closed"))
		return bad(err, "帳號已經關閉，不能再開", "the account is closed for good");
	a.status = str_from(status);
	enum nhi_status st = account_change(db, act, &a, c->call->today, err);
	bool ends = strcmp(status, "open") != 0;
	return st == NHI_OK && ends ? session_end_all(db, a.id, 0, err) : st;
}

static enum nhi_status unlock(struct db *db, const struct act *act, struct changing *c,
                              struct err *err) {
	char hex[SHA256_HEX_SIZE + 1], key[SHA256_HEX_SIZE + 8];
	sha256_hex(c->login, hex);
	snprintf(key, sizeof key, "name:%s", hex);
	enum nhi_status st = account_try_clear(db, str_from(key), err);
	if (st != NHI_OK || str_is(c->account.status, "open")) return st;
	return set_status(db, act, c, "open", err);
}

static enum nhi_status write_change(struct db *db, void *context, struct err *err) {
	struct changing *c = context;
	struct act act;
	struct act_request request = {.actor = c->call->who->actor,
	                              .reason = c->login,
	                              .purpose = str_from(change_names[c->change])};
	int64_t id;
	enum nhi_status st = account_read(db, 0, c->login, c->call->arena, &c->account, err);
	id = c->account.id;
	if (st == NHI_OK && id == 0) st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(c->login));
	if (st == NHI_OK && id == c->call->who->account_id)
		st = err_set(err, NHI_FORBIDDEN,
		             "變更自己的帳號狀態" ERR_SEP "a change of the own account");
	if (st == NHI_OK) st = act_begin(db, &request, &act, err);
	if (st != NHI_OK) return st;
	switch (c->change) {
	case ACCOUNT_LOCK: return set_status(db, &act, c, "locked", err);
	case ACCOUNT_UNLOCK: return unlock(db, &act, c, err);
	case ACCOUNT_CLOSE: return set_status(db, &act, c, "closed", err);
	case ACCOUNT_RESET:
		st = account_secret_set(db, &act, id, "password", str_from(c->hash), true, err);
		return st == NHI_OK ? session_end_all(db, id, 0, err) : st;
	case ACCOUNT_TOTP: {
		struct str sealed;
		st = seal_close(c->call, id, str_from(c->out->totp), &sealed, err);
		return st == NHI_OK ? account_secret_set(db, &act, id, "totp", sealed, false, err)
		                    : st;
	}
	case ACCOUNT_NO_TOTP: return account_secret_set(db, &act, id, "totp", STR(""), false, err);
	}
	return NHI_OK;
}

enum nhi_status desk_account_change(struct desk_call *call, enum account_change change,
                                    struct str login, struct account_answer *out, struct err *err) {
	struct changing c = {.call = call, .change = change, .login = login, .out = out};
	*out = (struct account_answer){0};
	enum nhi_status st = principal_need(call->who, "account", RIGHT_WRITE, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	if (st == NHI_OK && change == ACCOUNT_RESET) {
		secret_once(out->once);
		st = secret_hash(str_from(out->once), c.hash, err);
	}
	if (change == ACCOUNT_TOTP) secret_totp_new(out->totp);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, write_change, &c, err) : st;
}

static enum nhi_status write_place(struct db *db, void *context, struct err *err) {
	struct changing *c = context;
	struct act act;
	bool post = str_find_char(c->text, '/') < c->text.n;
	struct act_request request = {.actor = c->call->who->actor,
	                              .reason = c->text,
	                              .purpose = post ? STR("account.post") : STR("account.unit")};
	struct account_post p;
	enum nhi_status st = account_read(db, 0, c->login, c->call->arena, &c->account, err);
	if (st == NHI_OK && c->account.id == 0)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(c->login));
	if (st == NHI_OK && !str_is(c->account.kind, post ? "clerk" : "agent"))
		st = bad(err, "職務給健保署人員，投保單位給經辦",
		         "posts are for staff, units for agents");
	if (st == NHI_OK) st = act_begin(db, &request, &act, err);
	if (st == NHI_OK && !post)
		return add_unit(db, &act, c->account.id, c->text, c->call->today, err);
	if (st == NHI_OK) st = desk_post_read(c->call->desk, c->call->today, c->text, &p, err);
	return st == NHI_OK ? account_post_add(db, &act, c->account.id, &p, err) : st;
}

static enum nhi_status add_place(struct desk_call *call, struct str login, struct str text,
                                 struct err *err) {
	struct changing c = {.call = call, .login = login, .text = text};
	enum nhi_status st = principal_need(call->who, "account", RIGHT_WRITE, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, write_place, &c, err) : st;
}

enum nhi_status desk_account_post(struct desk_call *call, struct str login, struct str post,
                                  struct err *err) {
	return add_place(call, login, post, err);
}

enum nhi_status desk_account_unit(struct desk_call *call, struct str login, struct str unit_code,
                                  struct err *err) {
	return add_place(call, login, unit_code, err);
}

enum nhi_status desk_account_list(struct desk_call *call, struct str after, struct str text,
                                  struct str kind, int64_t most, struct account **rows,
                                  size_t *count, struct err *err) {
	enum nhi_status st = principal_need(call->who, "account", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st != NHI_OK) return st;
	return account_list(call->db, after, text, kind, most, call->arena, rows, count, err);
}
