/* person_merge.c: two records are one human being (person.h). Nobody is re-keyed: a link says so;
 * the coverage of the merged record is closed and believed of the other from now on, where that one
 * was not covered itself; whoever followed the merged record follows the other. */
#include "desk/person_merge.h"

#include "base/err.h"

struct merging {
	struct register_desk *desk;
	struct refusals *refusals;
	struct timeline from, to;
	struct plan *plan;
	struct coverage_row *row; /* of the record that goes on */
	size_t count, capacity;
};

static int by_from(const void *a, const void *b) {
	const struct coverage_row *x = a, *y = b;
	return x->from < y->from ? -1 : x->from > y->from;
}

static void note_overlap(struct merging *m, const struct coverage_row *r, date_t from) {
	struct str code = {"", 0};
	if (unit_code(m->desk->db, r->unit_id, m->desk->arena, &code, NULL) != NHI_OK) return;
	refusal_add(m->refusals, REFUSE_MERGE_OVERLAP, "%s" ERR_SEP "%.*s", date_text(from).c,
	            STR_ARG(code));
}

/* Adds the parts of `r` on which the record that goes on is not covered. */
static void add_parts(struct merging *m, const struct coverage_row *r) {
	date_t at = r->from;
	for (size_t i = 0; i <= m->to.count && at < r->to; i++) {
		bool last = i == m->to.count;
		if (!last && m->to.row[i].to <= at) continue;
		date_t until = last ? r->to : m->to.row[i].from;
		if (until > r->to) until = r->to;
		if (at < until && m->count < m->capacity) {
			struct coverage_row *n = &m->row[m->count++];
			*n = *r;
			n->person_id = m->to.person_id;
			n->fact_no = 0;
			if (r->role == ROLE_INSURED) n->insured_person_id = m->to.person_id;
			n->from = at;
			n->to = until;
			if (until != r->to) n->leave_reason = LEAVE_TRANSFER;
		}
		if (last || m->to.row[i].from >= r->to) break;
		note_overlap(m, r, m->to.row[i].from > at ? m->to.row[i].from : at);
		at = m->to.row[i].to;
	}
}

/* The follower's rows under the merged record go over to the other, as far as it is insured in the
 * unit. */
static enum nhi_status move_follower(struct merging *m, int64_t id, struct err *err) {
	struct timeline t;
	struct plan *plan = m->plan;
	enum nhi_status st = coverage_timeline(m->desk->db, id, KNOWN_NOW, m->desk->arena, &t, err);
	if (st != NHI_OK || id == m->to.person_id) return st;
	struct coverage_row *after = ARENA_ARRAY(m->desk->arena, t.count, struct coverage_row);
	if (after == NULL || plan->count == PLAN_PEOPLE_MAX)
		return err_set(err, NHI_MEMORY, "%s", "");
	size_t n = 0;
	for (size_t i = 0; i < t.count; i++) {
		struct coverage_row r = t.row[i];
		if (r.role == ROLE_DEPENDENT && r.insured_person_id == m->from.person_id) {
			const struct coverage_row *s = coverage_on(m->row, m->count, r.from);
			if (s == NULL || s->unit_id != r.unit_id || s->role != ROLE_INSURED) {
				note_overlap(m, &r, r.from);
				continue;
			}
			r.insured_person_id = m->to.person_id;
			r.fact_no = 0;
			if (r.to > s->to) {
				r.to = s->to;
				r.leave_reason = s->leave_reason;
			}
		}
		after[n++] = r;
	}
	plan->person[plan->count++] = (struct plan_person){
	        .person_id = id, .before = t, .after = after, .after_count = n};
	return NHI_OK;
}

enum nhi_status person_merge(struct register_desk *desk, const struct act *act, int64_t merged,
                             int64_t kept, int32_t claim_months, int64_t *months,
                             struct refusals *refusals, struct err *err) {
	struct plan plan = {.arena = desk->arena};
	struct merging m = {.desk = desk, .refusals = refusals, .plan = &plan};
	struct person_fact fact;
	int64_t *ids;
	size_t count = 0;
	if (merged == kept) {
		refusal_add(refusals, REFUSE_MERGE_SAME, "%s", "");
		return NHI_OK;
	}
	int64_t first = merged < kept ? merged : kept, second = merged < kept ? kept : merged;
	enum nhi_status st = fact_lock(desk->db, "coverage", first, err);
	if (st == NHI_OK) st = fact_lock(desk->db, "coverage", second, err);
	if (st == NHI_OK)
		st = coverage_timeline(desk->db, merged, KNOWN_NOW, desk->arena, &m.from, err);
	if (st == NHI_OK)
		st = coverage_timeline(desk->db, kept, KNOWN_NOW, desk->arena, &m.to, err);
	if (st == NHI_OK) st = coverage_followers(desk->db, merged, desk->arena, &ids, &count, err);
	if (st == NHI_OK)
		st = person_fact_on(desk->db, merged, DATE_OPEN - 1, KNOWN_NOW, desk->arena, &fact,
		                    err);
	if (st != NHI_OK) return st;
	m.capacity = m.from.count + 2 * (m.to.count + 1) + m.from.count * (m.to.count + 1);
	m.row = ARENA_ARRAY(desk->arena, m.capacity, struct coverage_row);
	if (m.row == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (m.to.count > 0) memcpy(m.row, m.to.row, m.to.count * sizeof *m.row);
	m.count = m.to.count;
	for (size_t i = 0; i < m.from.count; i++) add_parts(&m, &m.from.row[i]);
	qsort(m.row, m.count, sizeof *m.row, by_from);
	plan.person[plan.count++] = (struct plan_person){.person_id = merged, .before = m.from};
	plan.person[plan.count++] = (struct plan_person){
	        .person_id = kept, .before = m.to, .after = m.row, .after_count = m.count};
	for (size_t i = 0; i < count && st == NHI_OK; i++) st = move_follower(&m, ids[i], err);
	if (st == NHI_OK) st = coverage_write(desk->db, act, &plan, claim_months, months, err);
	if (st == NHI_OK) st = person_link(desk->db, act, merged, kept, fact.birth, err);
	return st;
}

/* ---- Undoing ----------------------------------------------------------------------------------
 */

enum nhi_status person_merged_id(struct register_desk *desk, struct str id, int64_t *out,
                                 struct err *err) {
	*out = 0;
	if (id.n > 1 && id.p[0] == '#' && str_to_i64(str_slice(id, 1, id.n), 1, INT64_MAX, out))
		return NHI_OK;
	enum nhi_status st = person_by_key_raw(desk->db, id, out, err);
	if (st != NHI_OK || *out != 0) return st;
	struct buf masked = BUF_INIT(64);
	id_put_masked(&masked, id);
	st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(buf_str(&masked)));
	buf_free(&masked);
	return st;
}

/* The person as if the act had not been: adds to the plan. */
static enum nhi_status put_back(struct register_desk *desk, int64_t id, int64_t act_id,
                                struct plan *plan, struct refusals *refusals, struct err *err) {
	struct coverage_record *r;
	size_t count, n = 0;
	struct plan_person p = {.person_id = id};
	enum nhi_status st =
	        coverage_timeline(desk->db, id, KNOWN_NOW, desk->arena, &p.before, err);
	if (st == NHI_OK) st = coverage_records(desk->db, id, desk->arena, &r, &count, err);
	if (st != NHI_OK) return st;
	p.after = ARENA_ARRAY(desk->arena, count + 1, struct coverage_row);
	if (p.after == NULL || plan->count == PLAN_PEOPLE_MAX)
		return err_set(err, NHI_MEMORY, "%s", "");
	for (size_t i = 0; i < count; i++) {
		bool wrote = r[i].act_id == act_id, ended = r[i].ended_by_act_id == act_id;
		if (wrote && r[i].ended_by_act_id != 0)
			refusal_add(refusals, REFUSE_MERGE_CHANGED, "%s",
			            date_text(r[i].row.from).c);
		if (wrote || (!ended && r[i].ended_by_act_id != 0)) continue;
		p.after[n] = r[i].row;
		if (ended) p.after[n].fact_no = 0;
		if (n > 0 && p.after[n - 1].to > p.after[n].from)
			refusal_add(refusals, REFUSE_MERGE_CHANGED, "%s",
			            date_text(p.after[n].from).c);
		n++;
	}
	p.after_count = n;
	plan->person[plan->count++] = p;
	return NHI_OK;
}

enum nhi_status person_unmerge(struct register_desk *desk, const struct act *act, int64_t merged,
                               int32_t claim_months, int64_t *months, struct refusals *refusals,
                               struct err *err) {
	struct plan plan = {.arena = desk->arena};
	struct person_link_open link;
	int64_t *ids;
	size_t count = 0;
	enum nhi_status st = person_link_open(desk->db, merged, &link, err);
	if (st != NHI_OK) return st;
	if (link.kept == 0) {
		refusal_add(refusals, REFUSE_MERGE_NONE, "%s", "");
		return NHI_OK;
	}
	int64_t first = merged < link.kept ? merged : link.kept;
	int64_t second = merged < link.kept ? link.kept : merged;
	st = fact_lock(desk->db, "coverage", first, err);
	if (st == NHI_OK) st = fact_lock(desk->db, "coverage", second, err);
	if (st == NHI_OK)
		st = coverage_followers_ended(desk->db, merged, link.act_id, desk->arena, &ids,
		                              &count, err);
	if (st == NHI_OK) st = put_back(desk, link.kept, link.act_id, &plan, refusals, err);
	if (st == NHI_OK) st = put_back(desk, merged, link.act_id, &plan, refusals, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		st = put_back(desk, ids[i], link.act_id, &plan, refusals, err);
	if (st != NHI_OK || !refusals_accept(refusals)) return st;
	st = coverage_write(desk->db, act, &plan, claim_months, months, err);
	if (st == NHI_OK) st = fact_close(desk->db, act, "person_link", merged, link.fact_no, err);
	return st;
}
