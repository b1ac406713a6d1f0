/* bills.c: the list of a month's bills; see bills.h. One bill is bill_view.c. */
#include "desk/bills.h"

#include "desk/reads.h"
#include "store/bill_page.h"

enum { BILLS_A_PAGE = 50, NUMBER_SIZE = 48 };

struct wish {
	int64_t only_unit; /* 0: any */
	struct bill_wish store;
	bool any; /* some month has been ordered */
};

static struct str keep_text(struct view *v, const char *text) {
	struct str s = STR("");
	if (v != NULL && !arena_str(v->arena, str_from(text), &s)) *v->failed = true;
	return s;
}

/* "value.id" of the row before. */
static bool read_cursor(struct str text, struct bill_cursor *out) {
	struct str id = text, value = str_cut(&id, '.');
	return str_to_i64(value, INT64_MIN, INT64_MAX, &out->value) &&
	       str_to_i64(id, 0, INT64_MAX, &out->id);
}

static void read_wish(const struct form *in, struct view *v, struct wish *w) {
	(void)form_month(in, "month", v, &w->store.month); /* errors are told in the view */
	(void)form_i64(in, "division", 0, 6, v, &w->store.division);
	w->store.text = form_get(in, "text");
	w->store.corrected = form_has(in, "corrected");
	w->store.order = str_is(form_get(in, "sort"), "payable") ? BILL_BY_PAYABLE : BILL_BY_UNIT;
	w->store.after = bill_cursor_start(w->store.order);
	struct str after = form_get(in, "after");
	if (after.n > 0 && !read_cursor(after, &w->store.after))
		form_error(v, "after", "這一頁的起點看不懂，請從第一頁看起。",
		           "The start of this page cannot be read; begin with the first page.");
	w->store.most = BILLS_A_PAGE + 1; /* one more tells whether there is a next page */
}

static void put_months(struct view *v, const struct bill_run *runs, size_t count, month_t shown) {
	view_list(v, "months");
	for (size_t i = count; i > 0; i--) {
		struct view *m = view_item(v, "months", "bill_month");
		view_month(m, "month", runs[i - 1].month);
		view_flag(m, "selected", runs[i - 1].month == shown);
	}
}

static void put_run(struct view *v, const struct bill_run *run) {
	struct view *r = view_part(v, "run", "bill_run");
	view_month(r, "month", run->month);
	view_date(r, "due_on", run->due_on);
	view_flag(r, "due_unverified", !run->due_verified);
	view_number(r, "bills", run->bills);
	view_twd(r, "payable", twd(run->payable));
	view_number(r, "known_at", run->known_at);
	view_text(r, "law_hash", keep_text(v, run->law_hash));
}

static void put_row(struct view *v, const struct bill_named *row) {
	struct view *r = view_item(v, "rows", "bill_row");
	char id[NUMBER_SIZE];
	snprintf(id, sizeof id, "%lld", (long long)row->bill.id);
	view_text(r, "bill_id", keep_text(r, id));
	view_text(r, "unit_code", row->unit_code);
	view_text(r, "unit_name", row->unit_name);
	if (row->bill.person_id != 0) view_text(r, "payer_name", row->payer_name);
	view_number(r, "division", row->bill.division);
	view_number(r, "insured", row->bill.insured);
	view_number(r, "dependents", row->bill.dependents);
	view_twd(r, "self", twd(row->bill.self));
	view_twd(r, "subsidy", twd(row->bill.subsidy));
	view_twd(r, "unit_share", twd(row->bill.unit_share));
	view_twd(r, "government", twd(row->bill.government));
	view_twd(r, "correction", twd(row->bill.correction));
	view_flag(r, "corrected", row->bill.correction != 0);
	view_twd(r, "payable", twd(row->bill.payable));
}

static enum nhi_status put_list(struct desk_call *call, struct view *v, const struct wish *w,
                                struct reads *reads, struct err *err) {
	struct bill_named *rows;
	size_t count;
	enum nhi_status st = bill_named_list(call->db, &w->store, call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	bool more = count > BILLS_A_PAGE;
	if (more) count = BILLS_A_PAGE;
	for (size_t i = 0; i < count; i++) {
		/* the text may also stand in another unit's name */
		if (w->only_unit != 0 && rows[i].bill.unit_id != w->only_unit) continue;
		reads_add(reads, rows[i].bill.person_id);
		put_row(v, &rows[i]);
	}
	if (!more) return NHI_OK;
	char next[NUMBER_SIZE];
	struct bill_cursor c = bill_cursor_of(w->store.order, &rows[count - 1].bill);
	snprintf(next, sizeof next, "%lld.%lld", (long long)c.value, (long long)c.id);
	view_text(v, "next", keep_text(v, next));
	return NHI_OK;
}

/* A clerk of a division sees its bills, an agent those of his unit. */
static enum nhi_status keep_to_scope(const struct principal *who, struct wish *w, struct err *err) {
	enum nhi_status st = principal_need(who, "bill", RIGHT_READ, err);
	if (st != NHI_OK) return st;
	switch (principal_scope(who, "bill")) {
	case SCOPE_NATION: return NHI_OK;
	case SCOPE_DIVISION:
		if (who->division != 0) w->store.division = who->division;
		return NHI_OK;
	case SCOPE_UNIT:
		w->only_unit = who->unit_id;
		w->store.text = who->unit_code;
		if (who->unit_id != 0) return NHI_OK;
		break;
	case SCOPE_OWN: /* one's own bills stand on the page /my */
	case SCOPE_NONE: break;
	}
	return err_set(err, NHI_FORBIDDEN, "帳單清單" ERR_SEP "the list of bills");
}

struct list_work {
	struct desk_call *call;
	const struct form *in;
	struct view *view;
	struct reads reads;
};

static enum nhi_status read_list(struct db *db, void *context, struct err *err) {
	struct list_work *work = context;
	struct view *v = work->view = view_new(work->call->arena, "bill_list");
	struct wish w = {0};
	work->reads.count = 0; /* the work may be run again */
	struct bill_run *runs;
	size_t count;
	view_list(v, "errors");
	enum nhi_status st = bill_runs(db, work->call->arena, &runs, &count, err);
	if (st != NHI_OK) return st;
	if (count > 0) w.store.month = runs[count - 1].month;
	read_wish(work->in, v, &w);
	st = keep_to_scope(work->call->who, &w, err);
	if (st != NHI_OK) return st;
	struct bill_run run; /* whole; the list of months has only what a list shows */
	bool found = false;
	st = bill_run_read(db, w.store.month, &run, &found, err);
	if (st != NHI_OK) return st;
	put_months(v, runs, count, w.store.month);
	view_number(v, "division", w.store.division);
	for (int64_t d = 1; d <= 6; d++) {
		struct view *o = view_item(v, "divisions", "option");
		char code[2] = {(char)('0' + d), '\0'};
		const struct org_unit *u =
		        org_division(work->call->desk->org, str_from(code), work->call->today);
		view_text(o, "code", keep_text(v, code));
		if (u != NULL) view_both(o, "name", u->zh, u->en);
		view_flag(o, "selected", d == w.store.division);
	}
	view_text(v, "text", w.store.text);
	view_flag(v, "corrected", w.store.corrected);
	view_flag(v, "by_payable", w.store.order == BILL_BY_PAYABLE);
	view_text(v, "sort", w.store.order == BILL_BY_PAYABLE ? STR("payable") : STR("unit"));
	view_flag(v, "first", !form_has(work->in, "after"));
	view_list(v, "rows");
	if (!found) return NHI_OK;
	put_run(v, &run);
	w.store.known = run.known_at;
	return put_list(work->call, v, &w, &work->reads, err);
}

enum nhi_status bills_page(struct desk_call *call, const struct form *in, struct view **out,
                           struct err *err) {
	struct list_work work = {.call = call, .in = in};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_list, &work, err);
	if (st == NHI_OK) st = desk_record_reads(call, &work.reads, "bill_list", err);
	*out = work.view;
	return st;
}
