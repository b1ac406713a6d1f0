/* admin_page.c: see admin_page.h. Accounts have a file of their own, admin_user.c. */
#include "desk/admin_page.h"

#include "base/clock.h"
#include "base/sha256.h"
#include "store/chain.h"
#include "store/job.h"
#include "store/read_list.h"

enum {
	JOBS_SHOWN = 20,
	SESSIONS_SHOWN = 500,
	GLASS_SHOWN = 100,
	ACTS_A_PAGE = 100,
	FAILED_SHOWN = 1000,
	COUNT_MAX = 1000,
	DAY_S = 86400
};

struct look {
	struct desk_call *call;
	const struct form *in;
	struct view *view;
};

static struct str number_text(struct view *v, int64_t number) {
	char text[32];
	struct str s = STR("");
	snprintf(text, sizeof text, "%lld", (long long)number);
	if (v != NULL && !arena_str(v->arena, str_from(text), &s)) *v->failed = true;
	return s;
}

static enum nhi_status read_with(struct desk_call *call, const char *area, struct look *l,
                                 db_work work, struct view **out, struct err *err) {
	enum nhi_status st = principal_need(call->who, area, RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, work, l, err);
	*out = l->view;
	return st;
}

/* --- the first page --------------------------------------------------------------------------- */

static enum nhi_status open_sessions(struct look *l, struct db *db, int64_t most,
                                     struct session **rows, size_t *count, struct err *err) {
	int64_t minutes = 0;
	instant_t now = clock_now();
	enum nhi_status st = desk_account_figure(l->call->desk, "account.session.idle",
	                                         l->call->today, &minutes, err);
	if (st != NHI_OK) return st;
	return session_list(db, 0, now - minutes * 60 * 1000000, now, most, l->call->arena, rows,
	                    count, err);
}

static enum nhi_status put_jobs(struct look *l, struct db *db, struct err *err) {
	struct job *jobs;
	size_t count;
	view_list(l->view, "jobs");
	enum nhi_status st = job_list(db, STR(""), JOBS_SHOWN, l->call->arena, &jobs, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(l->view, "jobs", "admin_job");
		view_text(x, "job_id", number_text(x, jobs[i].id));
		view_text(x, "kind", jobs[i].kind);
		view_text(x, "job_key", jobs[i].key);
		view_text(x, "state", str_from(job_state_name(jobs[i].state)));
		view_number(x, "progress", jobs[i].progress);
		view_number(x, "total", jobs[i].total);
		view_number(x, "changed_at", jobs[i].changed_at);
	}
	return st;
}

static enum nhi_status read_home(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct session *sessions;
	struct account_glass *glass;
	struct act_row *failed;
	size_t count = 0;
	int64_t accounts = 0;
	struct view *v = l->view = view_new(l->call->arena, "admin_home");
	view_list(v, "errors");
	enum nhi_status st = account_count(db, &accounts, err);
	view_number(v, "accounts", accounts);
	if (st == NHI_OK) st = open_sessions(l, db, COUNT_MAX, &sessions, &count, err);
	view_number(v, "sessions", (int64_t)count);
	if (st == NHI_OK)
		st = account_glass_list(db, INT64_MAX, false, COUNT_MAX, l->call->arena, &glass,
		                        &count, err);
	view_number(v, "glass", (int64_t)count);
	if (st == NHI_OK)
		st = act_list(db, STR(""), STR("login.failed"),
		              clock_now() - (instant_t)DAY_S * 1000000, INT64_MAX, FAILED_SHOWN,
		              l->call->arena, &failed, &count, err);
	view_number(v, "failed", (int64_t)count);
	return st == NHI_OK ? put_jobs(l, db, err) : st;
}

enum nhi_status admin_home(struct desk_call *call, struct view **out, struct err *err) {
	struct look l = {.call = call};
	return read_with(call, "account", &l, read_home, out, err);
}

/* --- sessions --------------------------------------------------------------------------------- */

static enum nhi_status read_sessions(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct session *rows;
	size_t count;
	struct view *v = l->view = view_new(l->call->arena, "session_list");
	view_list(v, "errors");
	view_list(v, "rows");
	enum nhi_status st = open_sessions(l, db, SESSIONS_SHOWN, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "rows", "session_row");
		view_text(x, "login", rows[i].account.login);
		view_text(x, "name", rows[i].account.name);
		view_number(x, "made_at", rows[i].made_at);
		view_number(x, "seen_at", rows[i].seen_at);
		view_text(x, "address", rows[i].address);
		view_text(x, "stage", rows[i].stage);
	}
	return st;
}

enum nhi_status admin_sessions(struct desk_call *call, struct view **out, struct err *err) {
	struct look l = {.call = call};
	return read_with(call, "account", &l, read_sessions, out, err);
}

/* --- break-glass accesses --------------------------------------------------------------------- */

static enum nhi_status read_glass(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct account_glass *rows;
	size_t count;
	bool all = form_has(l->in, "all");
	struct view *v = l->view = view_new(l->call->arena, "glass_list");
	view_list(v, "errors");
	view_flag(v, "all", all);
	view_list(v, "rows");
	enum nhi_status st = account_glass_list(db, INT64_MAX, all, GLASS_SHOWN, l->call->arena,
	                                        &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "rows", "glass_row");
		view_text(x, "id", number_text(x, rows[i].id));
		view_text(x, "name", rows[i].name);
		view_text(x, "login", rows[i].login);
		view_text(x, "person_id", number_text(x, rows[i].person_id));
		view_text(x, "reason", rows[i].reason);
		view_number(x, "said_at", rows[i].said_at);
		view_flag(x, "reviewed", rows[i].reviewed);
		view_flag(x, "justified", rows[i].reviewed && rows[i].is_justified);
		view_text(x, "note", rows[i].note);
		view_flag(x, "own", rows[i].account_id == l->call->who->account_id);
	}
	return st;
}

enum nhi_status admin_glass(struct desk_call *call, const struct form *in, struct view **out,
                            struct err *err) {
	struct look l = {.call = call, .in = in};
	return read_with(call, "audit", &l, read_glass, out, err);
}

struct review {
	struct desk_call *call;
	int64_t id;
	bool justified;
	struct str note;
};

static enum nhi_status write_review(struct db *db, void *context, struct err *err) {
	struct review *r = context;
	struct act act;
	const struct principal *who = r->call->who;
	struct act_request request = {
	        .actor = who->actor, .reason = r->note, .purpose = STR("person.glass-review")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st != NHI_OK) return st;
	return account_glass_review(db, &act, r->id, who->account_id, r->justified, r->note, err);
}

enum nhi_status admin_glass_review(struct desk_call *call, const struct form *in, struct view **out,
                                   bool *done, struct err *err) {
	struct review r = {.call = call, .note = form_get(in, "note")};
	struct str verdict = form_get(in, "verdict");
	*done = false;
	enum nhi_status st = admin_glass(call, in, out, err);
	if (st != NHI_OK) return st;
	if (!form_i64(in, "id", 1, INT64_MAX, *out, &r.id) || r.id == 0) return NHI_OK;
	r.justified = str_is(verdict, "yes");
	if (!r.justified && !str_is(verdict, "no")) {
		form_error(*out, "verdict", "請選必要或不必要", "choose: needed or not needed");
		return NHI_OK;
	}
	st = desk_need_write(call, err);
	if (st == NHI_OK) st = db_transact(call->write_db, DB_WRITE, write_review, &r, err);
	*done = st == NHI_OK;
	return st;
}

/* --- the trail of acts ------------------------------------------------------------------------ */

static enum nhi_status read_audit(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct act_row *rows;
	size_t count;
	struct chain_head head;
	int64_t before = INT64_MAX;
	struct view *v = l->view = view_new(l->call->arena, "audit_list");
	struct str actor = form_get(l->in, "actor"), purpose = form_get(l->in, "purpose");
	char hex[SHA256_HEX_SIZE + 1];
	struct str kept = STR("");
	view_list(v, "errors");
	view_text(v, "actor", actor);
	view_text(v, "purpose", purpose);
	view_flag(v, "first", !form_has(l->in, "after"));
	(void)form_i64(l->in, "after", 1, INT64_MAX, v, &before); /* told in "errors": the newest */
	enum nhi_status st = chain_head(db, CHAIN_ACT, &head, err);
	if (st == NHI_OK)
		st = act_list(db, actor, purpose, 0, before, ACTS_A_PAGE + 1, l->call->arena, &rows,
		              &count, err);
	if (st != NHI_OK) return st;
	sha256_to_hex(head.hash, hex);
	if (!arena_str(l->call->arena, str_from(hex), &kept)) *v->failed = true;
	view_number(v, "links", head.links);
	view_text(v, "hash", kept);
	view_list(v, "rows");
	for (size_t i = 0; i < count && i < ACTS_A_PAGE; i++) {
		struct view *x = view_item(v, "rows", "audit_row");
		view_text(x, "act_id", number_text(x, rows[i].id));
		view_number(x, "at", rows[i].at);
		view_text(x, "actor", rows[i].actor);
		view_text(x, "acting_for", rows[i].acting_for);
		view_text(x, "purpose", rows[i].purpose);
		view_text(x, "reason", rows[i].reason);
		view_text(x, "case_no", rows[i].case_no);
	}
	if (count > ACTS_A_PAGE) view_text(v, "next", number_text(v, rows[ACTS_A_PAGE - 1].id));
	return NHI_OK;
}

enum nhi_status admin_audit(struct desk_call *call, const struct form *in, struct view **out,
                            struct err *err) {
	struct look l = {.call = call, .in = in};
	return read_with(call, "audit", &l, read_audit, out, err);
}
