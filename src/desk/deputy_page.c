/* deputy_page.c: who stands in for whom, for the people of a unit; see deputy.h. */
#include "desk/deputy.h"

#include "nhi/enrol_eligible.h"
#include "store/account.h"
#include "store/deputy.h"

enum { NAME_SIZE = 256 };

struct look {
	struct desk_call *call;
	const struct form *in;
	struct view *view;
};

/* A chief of the agency sees all units, others their own. */
static struct str unit_shown(const struct desk_call *call) {
	return call->who->level == 1 ? STR("") : call->who->org_unit;
}

static void put_row(struct look *l, const struct deputy *d) {
	const struct principal *who = l->call->who;
	struct view *x = view_item(l->view, "rows", "deputy_row");
	view_id(x, "number", d->id);
	view_text(x, "holder", d->holder_name);
	view_both(x, "title", d->title_zh, d->title_en);
	view_number(x, "level", d->level);
	view_text(x, "deputy", d->account_name);
	view_date(x, "from", d->from);
	view_date(x, "to", d->to == DATE_OPEN ? DATE_OPEN : d->to - 1);
	view_text(x, "kind", d->kind);
	view_text(x, "reason", d->reason);
	view_flag(x, "now", d->from <= l->call->today && l->call->today < d->to);
	view_flag(x, "own", d->holder == who->account_id || d->account == who->account_id);
	view_flag(x, "may_end",
	          d->from <= l->call->today && l->call->today + 1 < d->to &&
	                  desk_deputy_may(who, d->holder, d->org_unit, d->level));
}

static void put_option(struct look *l, const char *list, const struct account_holder *h,
                       const char *field) {
	const struct role *role = rights_of_post(&l->call->desk->rights, h->function, h->level);
	struct view *o = view_item(l->view, list, "option");
	struct buf zh = BUF_INIT(NAME_SIZE), en = BUF_INIT(NAME_SIZE);
	struct str kept_zh = h->name, kept_en = h->name;
	int64_t chosen = 0;
	if (role != NULL) {
		buf_printf(&zh, "%.*s（%.*s）", STR_ARG(h->name), STR_ARG(role->zh));
		buf_printf(&en, "%.*s (%.*s)", STR_ARG(h->name), STR_ARG(role->en));
		if (!arena_str(l->call->arena, buf_str(&zh), &kept_zh) ||
		    !arena_str(l->call->arena, buf_str(&en), &kept_en))
			kept_zh = kept_en = h->name;
	}
	buf_free(&zh);
	buf_free(&en);
	view_id(o, "code", h->account_id);
	view_both(o, "name", kept_zh, kept_en);
	if (!str_to_i64(form_get(l->in, field), 1, INT64_MAX, &chosen)) chosen = 0;
	view_flag(o, "selected", chosen == h->account_id);
}

/* The posts of the unit, the highest first: who may be away, who may stand in. */
static enum nhi_status put_people(struct look *l, struct db *db, struct err *err) {
	const struct principal *who = l->call->who;
	enum nhi_status st = NHI_OK;
	bool may = false;
	view_list(l->view, "holders");
	view_list(l->view, "accounts");
	for (int64_t level = 1; st == NHI_OK && level <= 4; level++) {
		struct account_holder *rows;
		size_t count;
		st = account_holders(db, who->org_unit, STR(""), level, l->call->today,
		                     l->call->arena, &rows, &count, err);
		for (size_t i = 0; st == NHI_OK && i < count; i++) {
			rows[i].level = level;
			put_option(l, "accounts", &rows[i], "account");
			if (!desk_deputy_may(who, rows[i].account_id, who->org_unit, level))
				continue;
			put_option(l, "holders", &rows[i], "holder");
			may = true;
		}
	}
	view_flag(l->view, "may_add", may && principal_may(who, "case", RIGHT_WRITE));
	return st;
}

static void put_kinds(struct look *l) {
	static const struct {
		const char *code, *zh, *en;
	} kinds[] = {{"deputy", "代理", "deputy"},
	             {"acting", "代行（職務出缺）", "acting (the post is vacant)"}};
	view_list(l->view, "kinds");
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct view *o = view_item(l->view, "kinds", "option");
		view_text(o, "code", str_from(kinds[i].code));
		view_both(o, "name", str_from(kinds[i].zh), str_from(kinds[i].en));
		view_flag(o, "selected", str_is(form_get(l->in, "kind"), kinds[i].code));
	}
}

static enum nhi_status read_page(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct desk_call *call = l->call;
	struct deputy *rows;
	size_t count;
	const struct org_unit *u = org_find(call->desk->org, call->who->org_unit, call->today);
	struct view *v = l->view = view_new(call->arena, "deputy_list");
	view_list(v, "errors");
	view_list(v, "rows");
	view_flag(v, "all", unit_shown(call).n == 0);
	if (u != NULL) view_both(v, "place", u->zh, u->en);
	view_text(v, "from", form_get(l->in, "from"));
	view_text(v, "to", form_get(l->in, "to"));
	view_text(v, "reason", form_get(l->in, "reason"));
	put_kinds(l);
	enum nhi_status st =
	        deputy_list(db, unit_shown(call), call->today, call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) put_row(l, &rows[i]);
	return st == NHI_OK ? put_people(l, db, err) : st;
}

enum nhi_status desk_deputy_page(struct desk_call *call, const struct form *in, struct view **out,
                                 struct err *err) {
	struct look l = {.call = call, .in = in};
	if (call->who->kind != PRINCIPAL_CLERK)
		return err_set(err, NHI_FORBIDDEN, "職務代理" ERR_SEP "deputies");
	enum nhi_status st = principal_need(call->who, "case", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_page, &l, err);
	*out = l.view;
	return st;
}

/* What is missing or wrong is said beside its field. */
static bool read_request(struct desk_call *call, const struct form *in, struct view *v,
                         struct deputy_request *q) {
	date_t last = DATE_UNKNOWN;
	bool good = form_date(in, "from", v, &q->from);
	good &= form_date(in, "to", v, &last);
	date_t from = q->from == DATE_UNKNOWN ? call->today : q->from;
	if (!form_has(in, "to"))
		form_error(v, "to", "請填最後一天。", "Enter the last day.");
	else if (good && last < from)
		form_error(v, "to", "最後一天不能早於起日。",
		           "The last day lies before the first.");
	if (!form_has(in, "account"))
		form_error(v, "account", "請選代理人。", "Choose who stands in.");
	else if (str_eq(form_get(in, "account"), form_get(in, "holder")))
		form_error(v, "account", "不能自己代理自己。", "Nobody stands in for himself.");
	if (!form_has(in, "reason"))
		form_error(v, "reason", "請寫原因，例如休假、出差。",
		           "Say why, for example leave or a journey.");
	*q = (struct deputy_request){.holder = form_get(in, "holder"),
	                             .account = form_get(in, "account"),
	                             .from = q->from,
	                             .to = last == DATE_UNKNOWN ? DATE_OPEN : last + 1,
	                             .kind = form_get(in, "kind"),
	                             .reason = form_get(in, "reason")};
	const struct view_field *errors = view_find(v, "errors");
	return errors == NULL || errors->first == NULL;
}

enum nhi_status desk_deputy_page_do(struct desk_call *call, const struct form *in,
                                    struct view **out, bool *done, struct err *err) {
	int64_t number = 0;
	struct deputy_request q = {.from = DATE_UNKNOWN};
	*done = false;
	if (str_is(form_get(in, "do"), "end")) {
		if (!str_to_i64(form_get(in, "number"), 1, INT64_MAX, &number))
			return err_set(err, NHI_RANGE, "number" ERR_SEP "%.*s" ERR_SEP "1 …",
			               STR_ARG(form_get(in, "number")));
		enum nhi_status st = desk_deputy_end(call, number, call->today + 1, err);
		*done = st == NHI_OK;
		return st;
	}
	enum nhi_status st = desk_deputy_page(call, in, out, err);
	if (st != NHI_OK || !read_request(call, in, *out, &q)) return st;
	st = desk_deputy_add(call, &q, err);
	*done = st == NHI_OK;
	return st;
}
