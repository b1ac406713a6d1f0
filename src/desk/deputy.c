/* deputy.c: see deputy.h. */
#include "desk/deputy.h"

#include "base/ids.h"
#include "nhi/enrol_eligible.h"
#include "store/account.h"
#include "store/deputy.h"
#include "store/person.h"

struct deputising {
	struct desk_call *call;
	const struct deputy_request *request;
	int64_t id; /* to end */
	date_t on;
	struct deputy deputy;
};

static enum nhi_status read_account(struct desk_call *call, struct str login, struct account *out,
                                    struct err *err) {
	int64_t id = 0;
	if (!str_to_i64(login, 1, INT64_MAX, &id)) id = 0;
	enum nhi_status st = account_read(call->write_db, id, login, call->arena, out, err);
	if (st == NHI_OK && out->id == 0)
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(login));
	if (st == NHI_OK && !str_is(out->kind, "clerk"))
		return err_set(err, NHI_INPUT,
		               "%.*s 不是本署人員" ERR_SEP "%.*s is not of the staff",
		               STR_ARG(login), STR_ARG(login));
	return st;
}

/* The holder's highest post of the day: that is what is stood in for. */
static enum nhi_status read_post(struct deputising *x, int64_t account, date_t on,
                                 struct err *err) {
	struct account_post *posts;
	size_t count;
	struct deputy *d = &x->deputy;
	enum nhi_status st =
	        account_posts(x->call->write_db, account, on, x->call->arena, &posts, &count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) {
		if (d->level != 0 && posts[i].level >= d->level) continue;
		const struct role *role =
		        rights_of_post(&x->call->desk->rights, posts[i].function, posts[i].level);
		d->level = posts[i].level;
		d->org_unit = posts[i].org_unit;
		d->section = posts[i].section;
		d->title_zh = role == NULL ? posts[i].post : role->zh;
		d->title_en = role == NULL ? posts[i].post : role->en;
	}
	if (d->level != 0) return NHI_OK;
	return err_set(err, NHI_INPUT, "%.*s 那天沒有職務" ERR_SEP "%.*s holds no post then",
	               STR_ARG(d->holder_name), STR_ARG(d->holder_name));
}

/* The holder himself, or a higher post of his unit, says who stands in. */
bool desk_deputy_may(const struct principal *who, int64_t holder, struct str org_unit,
                     int64_t level) {
	if (who->kind == PRINCIPAL_PROGRAM) return true;
	if (who->kind != PRINCIPAL_CLERK) return false;
	bool higher = who->level >= 1 && who->level < level &&
	              (who->level == 1 || str_eq(who->org_unit, org_unit));
	return who->account_id == holder || higher;
}

static enum nhi_status may_say(const struct deputising *x, struct err *err) {
	const struct deputy *d = &x->deputy;
	if (desk_deputy_may(x->call->who, d->holder, d->org_unit, d->level))
		return principal_need(x->call->who, "case", RIGHT_WRITE, err);
	return err_set(err, NHI_FORBIDDEN, "職務代理" ERR_SEP "deputies");
}

static enum nhi_status add(struct db *db, void *context, struct err *err) {
	struct deputising *x = context;
	const struct deputy_request *q = x->request;
	struct account holder, account;
	struct act act;
	enum nhi_status st = read_account(x->call, q->holder, &holder, err);
	if (st == NHI_OK) st = read_account(x->call, q->account, &account, err);
	if (st != NHI_OK) return st;
	date_t from = q->from == DATE_UNKNOWN ? x->call->today : q->from;
	bool known_kind = str_is(q->kind, "deputy") || str_is(q->kind, "acting");
	if (holder.id == account.id || from >= q->to || !known_kind || q->reason.n == 0)
		return err_set(err, NHI_INPUT,
		               "代理要有不同的兩個人、起訖日、種類（deputy、acting）與原因" ERR_SEP
		               "a deputy needs two different people, dates in order, a kind "
		               "(deputy, acting) and a reason");
	x->deputy = (struct deputy){.holder = holder.id,
	                            .holder_name = holder.name,
	                            .holder_person = holder.person_id,
	                            .account = account.id,
	                            .account_name = account.name,
	                            .from = from,
	                            .to = q->to,
	                            .kind = q->kind,
	                            .reason = q->reason};
	st = read_post(x, holder.id, from, err);
	if (st == NHI_OK) st = may_say(x, err);
	const struct act_request request = {.actor = x->call->who->actor,
	                                    .acting_for = x->call->who->acting_for,
	                                    .reason = q->reason,
	                                    .purpose = STR("deputy")};
	if (st == NHI_OK) st = act_begin(db, &request, &act, err);
	return st == NHI_OK ? deputy_add(db, &act, &x->deputy, err) : st;
}

enum nhi_status desk_deputy_add(struct desk_call *call, const struct deputy_request *q,
                                struct err *err) {
	struct deputising x = {.call = call, .request = q};
	enum nhi_status st = desk_need_write(call, err);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, add, &x, err) : st;
}

static enum nhi_status end(struct db *db, void *context, struct err *err) {
	struct deputising *x = context;
	struct deputy *rows;
	size_t count;
	struct act act;
	enum nhi_status st =
	        deputy_list(db, STR(""), x->call->today, x->call->arena, &rows, &count, err);
	x->deputy.id = 0;
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		if (rows[i].id == x->id) x->deputy = rows[i];
	if (st == NHI_OK && x->deputy.id == 0)
		return err_set(err, NHI_NOT_FOUND, "%lld", (long long)x->id);
	if (st == NHI_OK) st = may_say(x, err);
	const struct act_request request = {.actor = x->call->who->actor,
	                                    .acting_for = x->call->who->acting_for,
	                                    .reason = STR("end"),
	                                    .purpose = STR("deputy")};
	if (st == NHI_OK) st = act_begin(db, &request, &act, err);
	return st == NHI_OK ? deputy_end(db, &act, x->id, x->on, err) : st;
}

enum nhi_status desk_deputy_end(struct desk_call *call, int64_t id, date_t on, struct err *err) {
	struct deputising x = {.call = call, .id = id, .on = on};
	enum nhi_status st = desk_need_write(call, err);
	return st == NHI_OK ? db_transact(call->write_db, DB_WRITE, end, &x, err) : st;
}

enum nhi_status desk_deputy_list(struct desk_call *call, date_t on, struct buf *json,
                                 struct err *err) {
	struct deputy *rows;
	size_t count;
	bool inside = principal_is_staff(call->who);
	if (!inside) return err_set(err, NHI_FORBIDDEN, "職務代理" ERR_SEP "deputies");
	struct str unit = call->who->level == 1 ? STR("") : call->who->org_unit;
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = deputy_list(call->db, unit, on, call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(&j);
		json_put_i64(&j, "number", rows[i].id);
		json_put_str(&j, "holder", rows[i].holder_name);
		json_put_str(&j, "deputy", rows[i].account_name);
		json_put_str(&j, "title", rows[i].title_zh);
		json_put_i64(&j, "level", rows[i].level);
		json_put_date(&j, "from", rows[i].from);
		if (rows[i].to == DATE_OPEN)
			json_put_null(&j, "to");
		else
			json_put_date(&j, "to", rows[i].to - 1);
		json_put_str(&j, "kind", rows[i].kind);
		json_put_str(&j, "reason", rows[i].reason);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(json, '\n');
	return NHI_OK;
}

enum nhi_status desk_case_account(struct desk_call *call, struct str login, int64_t *out,
                                  struct err *err) {
	struct account a;
	enum nhi_status st = desk_need_db(call, err);
	if (st != NHI_OK || str_to_i64(login, 1, INT64_MAX, out)) return st;
	st = account_read(call->db, 0, login, call->arena, &a, err);
	*out = a.id;
	return st == NHI_OK && a.id == 0 ? err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(login)) : st;
}

enum nhi_status desk_case_person(struct desk_call *call, struct str id, int64_t *out,
                                 struct err *err) {
	*out = 0;
	enum nhi_status st = desk_need_db(call, err);
	if (st != NHI_OK) return st;
	if (str_starts(id, STR("#")) && str_to_i64(str_slice(id, 1, id.n), 1, INT64_MAX, out))
		return person_kept(call->db, *out, out, err);
	st = id_is_person(id) ? person_by_key(call->db, id, out, err) : NHI_OK;
	return st == NHI_OK && *out == 0 ? err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(id)) : st;
}
