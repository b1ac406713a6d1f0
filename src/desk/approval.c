/* approval.c: see approval.h. */
#include "desk/approval.h"

#include "base/ids.h"
#include "desk/person.h"
#include "store/approval.h"
#include "store/coverage.h"

enum { QUANTITY_MAX = 1000000 };

struct granting {
	struct approval row;
	enum approval_kind kind;
	date_t last;
	int64_t days; /* term of the decision */
};

static bool read_fields(struct entry *e, struct granting *g) {
	struct approval *r = &g->row;
	int kind = -1;
	*r = (struct approval){.requested = 1, .applied_on = e->desk->today};
	g->last = DATE_OPEN;
	bool ok = entry_word(e, "kind", approval_kinds, APPROVAL_KIND_COUNT, &kind);
	ok = entry_need(e, "provider", &r->provider) && ok;
	ok = entry_i64(e, "requested", 1, QUANTITY_MAX, &r->requested) && ok;
	r->approved = r->requested;
	ok = entry_i64(e, "approved", 1, QUANTITY_MAX, &r->approved) && ok;
	ok = entry_date(e, "applied_on", &r->applied_on) && ok;
	if (!ok) return false;
	g->kind = (enum approval_kind)kind;
	r->kind = str_from(approval_kinds[kind]);
	if (g->kind != APPROVAL_HOMECARE)
		ok = entry_need(e, "item", &r->item) && entry_date(e, "to", &g->last);
	if (!id_is_provider(r->provider))
		refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "provider" ERR_SEP "%.*s",
		            STR_ARG(str_slice(r->provider, 0, ID_PROVIDER_LENGTH)));
	r->is_urgent = entry_flag(e, "urgent");
	r->result = entry_flag(e, "deemed")      ? STR("deemed")
	            : r->approved < r->requested ? STR("partly")
	                                         : STR("agreed");
	if (r->approved > r->requested)
		refusal_add(&e->refusals, REFUSE_APPROVAL_QUANTITY, "%lld" ERR_SEP "%lld",
		            (long long)r->approved, (long long)r->requested);
	if (r->is_urgent && g->kind == APPROVAL_PROJECT)
		refusal_add(&e->refusals, REFUSE_APPROVAL_URGENT_PROJECT, "%s", "");
	return ok;
}

/* The last approval of the same kind, item and agency. */
static enum nhi_status earlier(struct entry *e, const struct approval *r, struct period *out,
                               struct err *err) {
	struct approval *rows;
	size_t count = 0;
	*out = (struct period){0, 0};
	enum nhi_status st = approval_of_person(e->desk->db, r->person_id, KNOWN_NOW,
	                                        e->desk->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (str_eq(rows[i].kind, r->kind) && str_eq(rows[i].item, r->item) &&
		    str_eq(rows[i].provider, r->provider))
			*out = rows[i].valid;
	return st;
}

static void put_last_day(struct json *j, date_t to) {
	if (to == DATE_OPEN)
		json_put_null(j, "last_day");
	else
		json_put_date(j, "last_day", to - 1);
}

static enum nhi_status period_of(struct entry *e, struct granting *g, struct err *err) {
	struct period before;
	enum nhi_status st = earlier(e, &g->row, &before, err);
	if (st != NHI_OK) return st;
	if (g->kind == APPROVAL_HOMECARE) {
		const struct approval_homecare in = {g->row.applied_on, before};
		struct approval_homecare_answer out;
		st = approval_homecare(e->desk->law, &in, &out, err);
		g->row.valid = out.valid;
		if (st == NHI_OK) json_put_bool(e->json, "extension", out.is_extension);
		return st;
	}
	/* Each item's rule names how long; where it does not, the approval has no end. */
	date_t to = g->last == DATE_OPEN ? DATE_OPEN : g->last + 1;
	g->row.valid = (struct period){g->row.applied_on, to};
	if (g->last < g->row.applied_on)
		refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "to" ERR_SEP "%s",
		            date_text(g->last).c);
	else if (period_overlaps(before, g->row.valid))
		refusal_add(&e->refusals, REFUSE_APPROVAL_THERE, "%s", date_text(before.to - 1).c);
	return NHI_OK;
}

enum nhi_status approval_grant(struct entry *e, struct err *err) {
	struct granting g;
	int64_t person_id;
	enum nhi_status st = entry_person(e, &person_id, err);
	if (st != NHI_OK || !read_fields(e, &g) || person_id == 0) return st;
	g.row.person_id = person_id;
	if (e->act.id > 0) st = fact_lock(e->desk->db, "approval", person_id, err);
	if (st == NHI_OK) st = period_of(e, &g, err);
	if (st == NHI_OK) st = approval_term(e->desk->law, g.kind, g.row.applied_on, &g.days, err);
	if (st != NHI_OK || !entry_accepts(e)) return st;
	json_put_str(e->json, "result", g.row.result);
	json_put_i64(e->json, "approved", g.row.approved);
	json_put_date(e->json, "from", g.row.valid.from);
	put_last_day(e->json, g.row.valid.to);
	json_put_i64(e->json, "term_days", g.days);
	if (!entry_writes(e)) return NHI_OK;
	st = entry_number(e, "approval", g.row.applied_on, &g.row.acceptance_no, err);
	json_put_str(e->json, "acceptance_no", g.row.acceptance_no);
	return st == NHI_OK ? approval_put(e->desk->db, &e->act, &g.row, err) : st;
}

enum nhi_status approval_stop(struct entry *e, struct err *err) {
	struct str no;
	struct approval row;
	date_t on;
	if (!entry_need(e, "acceptance_no", &no) || !entry_on(e, &on)) return NHI_OK;
	enum nhi_status st = approval_find(e->desk->db, no, e->desk->arena, &row, err);
	if (st == NHI_OK && !period_has(row.valid, on))
		refusal_add(&e->refusals, REFUSE_APPROVAL_NONE, "%s", "");
	if (st != NHI_OK || !entry_writes(e)) return st;
	return approval_end(e->desk->db, &e->act, &row, on, err);
}

/* --- what is shown ---------------------------------------------------------------------------- */

static enum nhi_status read_rows(struct register_desk *desk, const struct form *in,
                                 int64_t *person_id, struct approval **rows, size_t *count,
                                 struct err *err) {
	*count = 0;
	enum nhi_status st = desk_person_id(desk, form_get(in, "id"), person_id, err);
	register_saw(desk, *person_id);
	return st == NHI_OK ? approval_of_person(desk->db, *person_id, KNOWN_NOW, desk->arena, rows,
	                                         count, err)
	                    : st;
}

enum nhi_status approval_show(struct register_desk *desk, const struct form *in, struct json *j,
                              struct err *err) {
	int64_t person_id;
	struct approval *rows;
	size_t count;
	enum nhi_status st = read_rows(desk, in, &person_id, &rows, &count, err);
	if (st != NHI_OK) return st;
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		const struct approval *r = &rows[i];
		json_object_start(j);
		json_put_str(j, "acceptance_no", r->acceptance_no);
		json_put_str(j, "kind", r->kind);
		json_put_str(j, "item", r->item);
		json_put_str(j, "provider", r->provider);
		json_put_i64(j, "requested", r->requested);
		json_put_i64(j, "approved", r->approved);
		json_put_str(j, "result", r->result);
		json_put_bool(j, "urgent", r->is_urgent);
		json_put_date(j, "from", r->valid.from);
		put_last_day(j, r->valid.to);
		json_object_end(j);
	}
	json_array_end(j);
	return NHI_OK;
}

enum nhi_status approval_on(struct register_desk *desk, const struct form *in, struct json *j,
                            struct err *err) {
	int64_t person_id, approved = 0;
	struct approval *rows;
	size_t count;
	struct entry e = {.desk = desk, .in = in};
	date_t day = desk->today;
	struct str item = form_get(in, "item"), provider = form_get(in, "provider"), no = STR("");
	if (!entry_date(&e, "on", &day))
		return err_set(err, NHI_RANGE, "on" ERR_SEP "%s" ERR_SEP "YYYY-MM-DD", "");
	enum nhi_status st = read_rows(desk, in, &person_id, &rows, &count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++)
		if (str_eq(rows[i].item, item) && str_eq(rows[i].provider, provider) &&
		    period_has(rows[i].valid, day)) {
			approved = rows[i].approved;
			no = rows[i].acceptance_no;
		}
	json_object_start(j);
	json_put_date(j, "on", day);
	json_put_i64(j, "approved", approved);
	json_put_str(j, "acceptance_no", no);
	json_object_end(j);
	return NHI_OK;
}
