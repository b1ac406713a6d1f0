/* bill_view.c: one bill with its lines, and why a line is what it is; see bills.h. The names are
 * those of the month's last day, as known when the bill was made. */
#include "base/ids.h"
#include "desk/bill_slip.h"
#include "desk/bills.h"
#include "desk/reads.h"
#include "desk/trace_view.h"
#include "nhi/bill.h"
#include "nhi/bill_lines.h"
#include "nhi/premium.h"
#include "store/bill_page.h"

enum { LINES_A_PAGE = 100, NUMBER_SIZE = 48 };

struct look {
	struct desk_call *call;
	struct str number; /* of the bill, as asked */
	struct str person; /* whose line, or "" */
	const struct form *in;
	struct view *view;
	struct bill bill;
	struct bill_run run;
	struct bill_line *lines;
	size_t line_count;
	struct reads reads;
};

static struct str keep(struct view *v, struct buf *b) {
	struct str s = STR("");
	if (v != NULL && (!buf_ok(b) || !arena_str(v->arena, buf_str(b), &s))) *v->failed = true;
	buf_free(b);
	return s;
}

static struct str number_text(struct view *v, int64_t number) {
	struct buf b = BUF_INIT(NUMBER_SIZE);
	buf_put_i64(&b, number);
	return keep(v, &b);
}

static enum nhi_status read_bill(struct look *l, struct db *db, struct err *err) {
	int64_t id = 0, unit_id = 0, person_id = 0;
	month_t month = 0;
	bool found = str_to_i64(l->number, 1, INT64_MAX, &id);
	enum nhi_status st = NHI_OK;
	if (found) st = bill_find(db, id, &month, &unit_id, &person_id, &found, err);
	if (st == NHI_OK && found)
		st = bill_read(db, month, unit_id, person_id, l->call->arena, &l->bill, &found,
		               err);
	if (st == NHI_OK && found) st = bill_run_read(db, month, &l->run, &found, err);
	if (st == NHI_OK && !found) st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(l->number));
	if (st == NHI_OK)
		st = bill_lines_read(l->bill.lines, l->call->arena, &l->lines, &l->line_count, err);
	return st;
}

static enum nhi_status put_person(struct look *l, struct db *db, struct view *v, const char *name,
                                  const char *number, int64_t id, struct err *err) {
	struct bill_name who;
	enum nhi_status st = bill_person_name(db, id, month_last(l->bill.month), l->run.known_at,
	                                      l->call->arena, &who, err);
	if (st != NHI_OK) return st;
	reads_add(&l->reads, id);
	view_text(v, name, who.name);
	if (number == NULL) return NHI_OK;
	struct buf masked = BUF_INIT(64);
	if (who.number.n > 0) id_put_masked(&masked, who.number);
	view_text(v, number, keep(v, &masked));
	return NHI_OK;
}

static void put_amounts(struct look *l, struct view *v) {
	const struct bill *b = &l->bill;
	view_month(v, "month", b->month);
	view_date(v, "due_on", l->run.due_on);
	view_flag(v, "due_unverified", !l->run.due_verified);
	view_number(v, "insured", b->insured);
	view_number(v, "dependents", b->dependents);
	view_twd(v, "self", twd(b->self));
	view_twd(v, "subsidy", twd(-b->subsidy));
	view_flag(v, "has_subsidy", b->subsidy != 0);
	view_twd(v, "unit_share", twd(b->unit_share));
	view_flag(v, "has_unit", b->unit_share != 0);
	view_twd(v, "government", twd(b->government));
	view_twd(v, "correction", twd(b->correction));
	view_flag(v, "has_correction", b->correction != 0);
	view_twd(v, "payable", twd(b->payable));
	view_flag(v, "credit", b->payable < 0);
	view_flag(v, "printable", b->insured <= BILL_SLIP_INSURED_MAX);
}

static enum nhi_status put_head(struct look *l, struct db *db, struct view *v, struct err *err) {
	struct bill_name unit;
	enum nhi_status st = bill_unit_name(db, l->bill.unit_id, month_last(l->bill.month),
	                                    l->run.known_at, l->call->arena, &unit, err);
	if (st != NHI_OK) return st;
	view_text(v, "bill_id", number_text(v, l->bill.id));
	view_text(v, "unit_code", unit.number);
	view_text(v, "unit_name", unit.name);
	put_amounts(l, v);
	if (l->bill.person_id == 0) return NHI_OK;
	return put_person(l, db, v, "payer_name", "payer_number", l->bill.person_id, err);
}

/* --- lines ------------------------------------------------------------------------------------ */

static void put_correction(struct view *v, const struct bill_line *x) {
	const struct bill_cause_row *cause = bill_cause_row(x->cause);
	month_t month = month_make((int32_t)(x->month / 100), (int32_t)(x->month % 100));
	view_month(v, "of_month", month);
	view_both(v, "cause", str_from(cause->zh), str_from(cause->en));
	view_number(v, "heads", x->heads);
	view_twd(v, "self", twd(x->self));
	view_twd(v, "subsidy", twd(-x->subsidy));
	view_twd(v, "unit_share", twd(x->unit_share));
	view_twd(v, "payable", twd(bill_line_payable(x)));
}

static enum nhi_status put_charged(struct look *l, struct db *db, struct view *v,
                                   const struct bill_line *x, struct err *err) {
	if (x->insured_amount > 0) view_twd(v, "insured_amount", twd(x->insured_amount));
	view_twd(v, "self_one", twd(x->self_one));
	view_twd(v, "dependent_one", twd(x->dependent_one));
	view_number(v, "dependents", (int64_t)x->dependent_count);
	view_number(v, "charged", x->charged);
	view_flag(v, "has_dependents", x->dependent_count > 0);
	view_twd(v, "self", twd(x->self_one + x->dependent_one * x->charged));
	view_twd(v, "subsidy", twd(-x->subsidy));
	view_twd(v, "unit_share", twd(x->unit_share));
	view_twd(v, "government", twd(x->government));
	view_twd(v, "payable", twd(bill_line_payable(x)));
	view_flag(v, "parental_leave", x->absence == 2);
	for (size_t i = 0; i < x->dependent_count; i++) {
		struct view *d = view_item(v, "followers", "bill_dependent");
		enum nhi_status st = put_person(l, db, d, "name", NULL, x->dependent[i], err);
		view_flag(d, "free", (int64_t)i >= x->charged);
		if (st != NHI_OK) return st;
	}
	for (size_t i = 0; i < x->subsidy_count; i++) {
		const struct bill_line_subsidy *s = &x->subsidies[i];
		struct view *sv = view_item(v, "subsidies", "bill_subsidy");
		enum bill_payer payer;
		view_text(sv, "kind", s->kind);
		view_twd(sv, "amount", twd(s->amount));
		if (bill_payer_find(s->payer, &payer))
			view_both(sv, "payer", str_from(bill_payers[payer].zh),
			          str_from(bill_payers[payer].en));
	}
	return NHI_OK;
}

static enum nhi_status put_line(struct look *l, struct db *db, struct view *v,
                                const struct bill_line *x, struct err *err) {
	bool correction = x->kind == BILL_LINE_CORRECTION;
	view_text(v, "person_id", number_text(v, x->person_id));
	view_text(v, "scheme", x->scheme);
	view_flag(v, "correction", correction);
	enum nhi_status st = put_person(l, db, v, "name", "number", x->person_id, err);
	if (st != NHI_OK) return st;
	if (!correction) return put_charged(l, db, v, x, err);
	put_correction(v, x);
	return NHI_OK;
}

static enum nhi_status put_lines(struct look *l, struct db *db, struct err *err) {
	int64_t from = 0;
	enum nhi_status st = NHI_OK;
	view_list(l->view, "errors");
	(void)form_i64(l->in, "from", 0, INT32_MAX, l->view,
	               &from); /* a wrong one: from the start */
	view_number(l->view, "lines", (int64_t)l->line_count);
	view_list(l->view, "rows");
	size_t i = (size_t)from;
	for (; i < l->line_count && i < (size_t)from + LINES_A_PAGE && st == NHI_OK; i++)
		st = put_line(l, db, view_item(l->view, "rows", "bill_line"), &l->lines[i], err);
	if (i < l->line_count) view_text(l->view, "next", number_text(l->view, (int64_t)i));
	view_number(l->view, "shown_from", l->line_count == 0 ? 0 : from + 1);
	view_number(l->view, "shown_to", (int64_t)i);
	return st;
}

enum nhi_status bill_may_see(const struct principal *who, const struct bill *bill, int64_t person,
                             struct err *err) {
	if (principal_scope(who, "bill") == SCOPE_OWN)
		return principal_need_person(who, "bill", RIGHT_READ, person, 0, err);
	return principal_need_unit(who, "bill", RIGHT_READ, bill->unit_id, bill->division, err);
}

static enum nhi_status show_bill(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	l->reads.count = 0; /* the work may be run again */
	enum nhi_status st = read_bill(l, db, err);
	if (st == NHI_OK) st = bill_may_see(l->call->who, &l->bill, l->bill.person_id, err);
	if (st != NHI_OK) return st;
	l->view = view_new(l->call->arena, "bill");
	st = put_head(l, db, l->view, err);
	return st == NHI_OK ? put_lines(l, db, err) : st;
}

/* --- why -------------------------------------------------------------------------------------- */

static bool scheme_by_name(struct str name, enum premium_scheme *out) {
	for (unsigned s = 0; s < SCHEME_COUNT; s++)
		if (str_is(name, premium_scheme_name((enum premium_scheme)s))) {
			*out = (enum premium_scheme)s;
			return true;
		}
	return false;
}

/* The premium again, by the law of the month, with its reasons. What the bill says must agree: a
 * difference means that the law files are not those of the run, and is told. */
static enum nhi_status explain(struct look *l, struct view *v, const struct bill_line *x,
                               struct err *err) {
	struct premium_law pl;
	struct premium_in in = {.amount = twd(x->insured_amount),
	                        .dependents = (int32_t)x->dependent_count};
	struct trace *trace = ARENA_NEW(l->call->arena, struct trace);
	if (trace == NULL) return err_set(err, NHI_MEMORY, "");
	*trace = TRACE_INIT(l->call->arena);
	struct premium_out q;
	if (!scheme_by_name(x->scheme, &in.scheme))
		return err_set(err, NHI_CORRUPT, "%.*s", STR_ARG(x->scheme));
	enum nhi_status st =
	        premium_law_at(&l->call->desk->law, month_first(l->bill.month), &pl, err);
	if (st == NHI_OK) st = premium_explain(&pl, &in, &q, trace, err);
	if (st != NHI_OK) return st;
	view_flag(v, "differs",
	          q.per_person.v != x->self_one || q.per_dependent.v * (x->charged > 0) !=
	                                                   x->dependent_one * (x->charged > 0));
	return trace_view(v, trace) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

/* One head's subsidies, as the register held them for the run. */
static enum nhi_status explain_head(struct look *l, struct db *db,
                                    const struct bill_subsidy_law *sl, int64_t person_id,
                                    int64_t self, struct trace *trace, struct err *err) {
	struct bill_grant held[BILL_SUBSIDY_KINDS_MAX];
	struct bill_name who;
	size_t count;
	const date_t day = month_last(l->bill.month);
	enum nhi_status st =
	        bill_held_subsidies(db, sl, person_id, day, l->run.known_at, held, &count, err);
	if (st != NHI_OK || count == 0 || self == 0) return st;
	st = bill_person_name(db, person_id, day, l->run.known_at, l->call->arena, &who, err);
	if (st != NHI_OK) return st;
	const char *name = who.name.n > 0 ? who.name.p : "-"; /* kept with its NUL */
	(void)bill_grants_explain(sl, held, count, twd(self), name, name,
	                          trace); /* the rest stands in the trace */
	return NHI_OK;
}

static enum nhi_status explain_subsidies(struct look *l, struct db *db, const struct bill_line *x,
                                         struct err *err) {
	struct bill_subsidy_law sl;
	struct trace *trace = ARENA_NEW(l->call->arena, struct trace);
	if (trace == NULL) return err_set(err, NHI_MEMORY, "");
	*trace = TRACE_INIT(l->call->arena);
	enum nhi_status st =
	        bill_subsidy_law_at(&l->call->desk->law, month_first(l->bill.month), &sl, err);
	if (st == NHI_OK) st = explain_head(l, db, &sl, x->person_id, x->self_one, trace, err);
	for (int64_t i = 0; i < x->charged && i < (int64_t)x->dependent_count && st == NHI_OK; i++)
		st = explain_head(l, db, &sl, x->dependent[i], x->dependent_one, trace, err);
	if (st != NHI_OK || trace->count == 0) return st;
	struct view *part = view_part(l->view, "subsidy_why", "bill_subsidy_why");
	return trace_view(part, trace) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

static enum nhi_status show_why(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	int64_t person_id = 0;
	l->reads.count = 0; /* the work may be run again */
	enum nhi_status st = read_bill(l, db, err);
	if (st != NHI_OK) return st;
	const struct bill_line *found = NULL;
	if (str_to_i64(l->person, 1, INT64_MAX, &person_id))
		for (size_t i = 0; i < l->line_count && found == NULL; i++)
			if (l->lines[i].person_id == person_id &&
			    l->lines[i].kind == BILL_LINE_PERSON)
				found = &l->lines[i];
	/* who may not see the bill learns nothing about whom it names */
	st = bill_may_see(l->call->who, &l->bill, person_id, err);
	if (st != NHI_OK) return st;
	if (found == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(l->person));
	l->view = view_new(l->call->arena, "bill_why");
	struct view *head = view_part(l->view, "bill", "bill_head");
	view_text(head, "bill_id", number_text(head, l->bill.id));
	view_month(head, "month", l->bill.month);
	struct bill_name unit;
	st = bill_unit_name(db, l->bill.unit_id, month_last(l->bill.month), l->run.known_at,
	                    l->call->arena, &unit, err);
	if (st != NHI_OK) return st;
	view_text(head, "unit_name", unit.name);
	st = put_line(l, db, view_part(l->view, "line", "bill_line"), found, err);
	if (st == NHI_OK) st = explain(l, l->view, found, err);
	return st == NHI_OK ? explain_subsidies(l, db, found, err) : st;
}

static enum nhi_status run(struct look *l, db_work work, struct view **out, struct err *err) {
	enum nhi_status st = desk_need_db(l->call, err);
	if (st == NHI_OK) st = db_transact(l->call->db, DB_READ, work, l, err);
	if (st == NHI_OK) st = desk_record_reads(l->call, &l->reads, l->view->name, err);
	*out = l->view;
	return st;
}

enum nhi_status bill_page(struct desk_call *call, struct str number, const struct form *in,
                          struct view **out, struct err *err) {
	struct look l = {.call = call, .number = number, .person = STR(""), .in = in};
	return run(&l, show_bill, out, err);
}

enum nhi_status bill_why_page(struct desk_call *call, struct str number, struct str person,
                              struct view **out, struct err *err) {
	struct look l = {.call = call, .number = number, .person = person};
	return run(&l, show_why, out, err);
}
