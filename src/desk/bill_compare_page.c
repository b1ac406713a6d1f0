/* bill_compare_page.c: the payroll beside the bill on a page; see bills.h. Only rows that differ
 * are shown, and only whose row is shown counts as read. */
#include "base/ids.h"
#include "desk/bill_compare.h"
#include "desk/bills.h"
#include "desk/reads.h"

enum { EXIT_UNREADABLE = 3 }; /* of errors of the class input */

struct compare_work {
	struct desk_call *call;
	struct str number, payroll; /* payroll "": nothing was sent yet */
	struct view *view;
	struct reads reads;
};

static enum nhi_status find_bill(struct compare_work *w, struct db *db, struct bill *bill,
                                 struct err *err) {
	int64_t id = 0, unit_id = 0, person_id = 0;
	month_t month = 0;
	bool found = str_to_i64(w->number, 1, INT64_MAX, &id);
	enum nhi_status st = NHI_OK;
	if (found) st = bill_find(db, id, &month, &unit_id, &person_id, &found, err);
	/* Who pays alone has no payroll. */
	found = found && person_id == 0;
	if (st == NHI_OK && found)
		st = bill_read(db, month, unit_id, 0, w->call->arena, bill, &found, err);
	if (st == NHI_OK && !found) st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(w->number));
	return st;
}

static struct str masked(struct view *v, struct str number) {
	struct buf b = BUF_INIT(64);
	struct str s = STR("");
	if (number.n > 0) id_put_masked(&b, number);
	if (v != NULL && (!buf_ok(&b) || !arena_str(v->arena, buf_str(&b), &s))) *v->failed = true;
	buf_free(&b);
	return s;
}

static void put_row(struct view *v, const struct compare_row *row) {
	const struct compare_cause_row *cause = &compare_causes[row->cause];
	struct view *r = view_item(v, "rows", "bill_compare_row");
	view_number(r, "line", (int64_t)row->line);
	view_flag(r, "on_payroll", row->line > 0);
	view_text(r, "name", row->name);
	view_text(r, "number", masked(r, row->number));
	view_text(r, "cause_code", str_from(cause->code));
	view_both(r, "cause", str_from(cause->zh), str_from(cause->en));
	view_both(r, "filing", str_from(cause->filing_zh), str_from(cause->filing_en));
	view_twd(r, "deducted", twd(row->deducted));
	view_twd(r, "billed", twd(row->billed));
	if (row->amount_here > 0) view_twd(r, "amount_here", twd(row->amount_here));
	if (row->amount_billed > 0) view_twd(r, "amount_billed", twd(row->amount_billed));
	view_number(r, "dependents_here", row->dependents_here);
	view_number(r, "dependents_billed", row->dependents_billed);
}

static void note_reads(struct compare_work *w, const struct compare *c) {
	for (size_t i = 0; i < c->count; i++)
		if (c->row[i].cause != COMPARE_SAME && c->row[i].cause != COMPARE_UNREADABLE)
			reads_add(&w->reads, c->row[i].person_id);
}

static void tell_unreadable(struct compare_work *w, const struct err *why) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	struct str kept_zh, kept_en;
	err_message(why, "zh", &zh);
	err_message(why, "en", &en);
	if (arena_str(w->call->arena, buf_str(&zh), &kept_zh) &&
	    arena_str(w->call->arena, buf_str(&en), &kept_en))
		form_error(w->view, "payroll", kept_zh.p, kept_en.p);
	else
		*w->view->failed = true;
	buf_free(&zh);
	buf_free(&en);
}

static enum nhi_status compare(struct compare_work *w, struct db *db, const struct bill *bill,
                               struct str unit_code, struct err *err) {
	struct compare c;
	enum nhi_status st = bill_compare(db, &w->call->desk->law, bill->month, unit_code,
	                                  w->payroll, w->call->arena, &c, err);
	/* What cannot be read as a list is said beside the field. */
	if (st != NHI_OK && status_exit_code(st) == EXIT_UNREADABLE) {
		tell_unreadable(w, err);
		return NHI_OK;
	}
	if (st != NHI_OK) return st;
	view_flag(w->view, "done", true);
	view_flag(w->view, "same", c.differences == 0);
	view_number(w->view, "count", (int64_t)c.count);
	view_number(w->view, "differences", (int64_t)c.differences);
	for (size_t i = 0; i < c.count; i++)
		if (c.row[i].cause != COMPARE_SAME) put_row(w->view, &c.row[i]);
	note_reads(w, &c);
	return NHI_OK;
}

static enum nhi_status show(struct db *db, void *context, struct err *err) {
	struct compare_work *w = context;
	struct bill bill;
	struct bill_run run;
	struct bill_name unit;
	bool found = false;
	w->reads.count = 0; /* the work may be run again */
	enum nhi_status st = find_bill(w, db, &bill, err);
	if (st == NHI_OK) st = bill_may_see(w->call->who, &bill, 0, err);
	if (st == NHI_OK) st = bill_run_read(db, bill.month, &run, &found, err);
	if (st == NHI_OK)
		st = bill_unit_name(db, bill.unit_id, month_last(bill.month), run.known_at,
		                    w->call->arena, &unit, err);
	if (st != NHI_OK) return st;
	struct view *v = w->view = view_new(w->call->arena, "bill_compare");
	struct view *head = view_part(v, "bill", "bill_head");
	view_text(head, "bill_id", w->number);
	view_month(head, "month", bill.month);
	view_text(head, "unit_name", unit.name);
	view_text(v, "payroll", w->payroll);
	view_list(v, "errors");
	view_list(v, "rows");
	return w->payroll.n > 0 ? compare(w, db, &bill, unit.number, err) : NHI_OK;
}

enum nhi_status bill_compare_page(struct desk_call *call, struct str number, struct str payroll,
                                  struct view **out, struct err *err) {
	struct compare_work *w = ARENA_NEW(call->arena, struct compare_work);
	if (w == NULL) return err_set(err, NHI_MEMORY, "");
	*w = (struct compare_work){.call = call, .number = number, .payroll = payroll};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, show, w, err);
	if (st == NHI_OK) st = desk_record_reads(call, &w->reads, "bill_compare", err);
	*out = w->view;
	return st;
}
