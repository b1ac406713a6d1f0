/* provider_watch.c: guidance, inspections, measures, objections and complaints (provider.h). */
#include "base/ids.h"
#include "desk/provider_parts.h"
#include "nhi/case_clock.h"

enum { POINTS_MAX = 1000000000, PERSONS_MAX = 50, VALUE_MAX = 1000000000 };

/* --- measures --------------------------------------------------------------------------------- */

struct punishing {
	int64_t provider_id;
	struct provider_violation v;
	struct provider_measure_row row;
	struct str person[PERSONS_MAX];
	size_t person_count;
	int64_t value; /* of a point, 10^-8 dollars */
};

static bool read_persons(struct entry *e, struct punishing *p) {
	struct str rest = entry_text(e, "persons");
	for (; rest.n > 0 && p->person_count < PERSONS_MAX; p->person_count++) {
		struct str one = str_trim(str_cut(&rest, ','));
		if (!id_is_person(one)) {
			refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "persons" ERR_SEP "%.*s***",
			            STR_ARG(str_slice(one, 0, 3)));
			return false;
		}
		p->person[p->person_count] = one;
	}
	return true;
}

static bool read_violation(struct entry *e, struct punishing *p) {
	int64_t article = 0;
	struct provider_violation *v = &p->v;
	bool ok = entry_need_i64(e, "article", 35, 40, &article);
	ok = entry_need(e, "violated", &p->row.violated) && ok;
	ok = entry_i64(e, "months", 1, 12, &v->months) && ok;
	ok = entry_i64(e, "points", 0, POINTS_MAX, &v->false_points) && ok;
	ok = entry_on(e, &v->on) && ok;
	if (article == 37) ok = entry_need_i64(e, "value", 1, VALUE_MAX, &p->value) && ok;
	v->article = (int32_t)article;
	v->has_gifts = entry_flag(e, "gifts");
	v->has_cards = entry_flag(e, "cards");
	v->has_inpatient = entry_flag(e, "inpatient");
	v->is_self_reported = entry_flag(e, "self_reported");
	return read_persons(e, p) && ok;
}

static enum nhi_status write_measure(struct entry *e, struct punishing *p,
                                     const struct provider_outcome *out, struct err *err) {
	bool ended = false;
	struct db *db = e->desk->db;
	enum nhi_status st = entry_number(e, "measure", p->v.on, &p->row.no, err);
	if (st == NHI_OK) st = provider_measure_put(db, &e->act, &p->row, err);
	for (size_t i = 0; st == NHI_OK && i < p->person_count; i++)
		st = provider_bar(db, p->row.id, p->person[i], err);
	/* A termination of the whole ends the contract; that of a part suspends it (L0060008:40).
	 */
	if (st == NHI_OK && out->measure == PROVIDER_TERMINATION && p->row.scope.n == 0)
		st = provider_stop_contract(e, p->provider_id, out->valid.from, STR("terminated"),
		                            &ended, err);
	json_put_str(e->json, "measure_no", p->row.no);
	json_put_bool(e->json, "contract_ended", ended);
	return st;
}

enum nhi_status provider_punish(struct entry *e, struct err *err) {
	struct provider_law law;
	struct provider_event *events;
	size_t count = 0;
	struct provider_outcome out;
	struct punishing *p = ARENA_NEW(e->desk->arena, struct punishing);
	if (p == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = provider_of_field(e, &p->provider_id, err);
	if (st != NHI_OK || !read_violation(e, p) || p->provider_id == 0) return st;
	if (e->act.id > 0) st = fact_lock(e->desk->db, "provider_contract", p->provider_id, err);
	if (st == NHI_OK) st = provider_law_at(e->desk->law, p->v.on, &law, err);
	if (st == NHI_OK)
		st = provider_events(e->desk->db, p->provider_id, e->desk->arena, &events, &count,
		                     err);
	if (st != NHI_OK) return st;
	provider_measure(&law, &p->v, events, count, &out, &e->refusals);
	if (!entry_accepts(e)) return NHI_OK;
	p->row.provider_id = p->provider_id;
	p->row.measure = out.measure;
	p->row.article = out.article;
	p->row.on = p->v.on;
	p->row.valid = out.valid;
	p->row.scope = entry_text(e, "scope");
	p->row.points = p->v.false_points;
	if (out.measure == PROVIDER_DEDUCTION)
		p->row.amount =
		        provider_deduction(&law, (point_t){p->v.false_points}, (pv_t){p->value}).v;
	json_put_c(e->json, "measure", provider_measures[out.measure]);
	json_put_i64(e->json, "article", out.article);
	json_put_bool(e->json, "escalated", out.is_escalated);
	json_put_date(e->json, "from", out.valid.from);
	json_put_date(e->json, "last_day", out.valid.to - 1);
	json_put_i64(e->json, "amount", p->row.amount);
	return entry_writes(e) ? write_measure(e, p, &out, err) : NHI_OK;
}

/* L0060008:48: within 30 days of the notice, once. */
enum nhi_status provider_object(struct entry *e, struct err *err) {
	struct str no, why;
	int64_t id = 0, days = 0;
	date_t noticed = 0, voided = DATE_OPEN, filed = e->desk->today, on;
	if (!entry_need(e, "measure_no", &no) || !entry_need(e, "note", &why) ||
	    !entry_date(e, "filed_on", &filed) || !entry_on(e, &on))
		return NHI_OK;
	enum nhi_status st = provider_measure_find(e->desk->db, no, &id, &noticed, &voided, err);
	if (st == NHI_OK) st = entry_law(e, "contract.object", filed, &days, err);
	if (st != NHI_OK) return st;
	const struct clock_in in = {.term = {.unit = CLOCK_DAY, .length = (int32_t)days},
	                            .start = noticed};
	struct clock_out out;
	case_clock(e->desk->calendar, &in, &out);
	json_put_date(e->json, "object_by", out.due);
	if (filed > out.due)
		refusal_add(&e->refusals, REFUSE_PROVIDER_OBJECT_LATE, "%s", date_text(out.due).c);
	if (voided != DATE_OPEN) refusal_add(&e->refusals, REFUSE_PROVIDER_MEASURE_VOID, "%s", "");
	bool allowed = entry_flag(e, "allowed");
	json_put_bool(e->json, "allowed", allowed);
	if (!entry_writes(e) || !allowed) return NHI_OK;
	return provider_measure_void(e->desk->db, &e->act, id, on, why, err);
}

/* --- inspections, guidance, complaints -------------------------------------------------------- */

/* A case that is decided after the visit brings the record with the plan. */
static enum nhi_status record_at_once(struct entry *e, struct str no, date_t planned,
                                      struct err *err) {
	struct str record = entry_text(e, "record");
	int64_t id = 0;
	date_t visited = planned, recorded;
	if (record.n == 0 || !entry_date(e, "visited_on", &visited)) return NHI_OK;
	enum nhi_status st =
	        provider_inspection_find(e->desk->db, no, &id, &planned, &recorded, err);
	return st == NHI_OK ? provider_inspection_record(e->desk->db, &e->act, id, visited, record,
	                                                 entry_text(e, "findings"), err)
	                    : st;
}

enum nhi_status provider_inspect(struct entry *e, struct err *err) {
	int64_t id;
	struct str reason, inspectors, no;
	date_t planned = 0;
	enum nhi_status st = provider_of_field(e, &id, err);
	bool ok = entry_need(e, "note", &reason);
	ok = entry_need(e, "inspectors", &inspectors) && ok;
	ok = entry_need_date(e, "planned_on", &planned) && ok;
	if (st != NHI_OK || !ok || !entry_writes(e)) return st;
	st = entry_number(e, "inspection", e->desk->today, &no, err);
	json_put_str(e->json, "inspection_no", no);
	if (st == NHI_OK)
		st = provider_inspection_put(e->desk->db, &e->act, id, no, planned, reason,
		                             inspectors, err);
	return st == NHI_OK ? record_at_once(e, no, planned, err) : st;
}

enum nhi_status provider_record(struct entry *e, struct err *err) {
	struct str no, record;
	int64_t id = 0;
	date_t planned = 0, recorded = DATE_OPEN, on;
	if (!entry_need(e, "inspection_no", &no) || !entry_need(e, "note", &record) ||
	    !entry_on(e, &on))
		return NHI_OK;
	enum nhi_status st =
	        provider_inspection_find(e->desk->db, no, &id, &planned, &recorded, err);
	if (st == NHI_OK && recorded != DATE_OPEN)
		refusal_add(&e->refusals, REFUSE_PROVIDER_RECORDED, "%s", date_text(recorded).c);
	if (st != NHI_OK || !entry_writes(e)) return st;
	return provider_inspection_record(e->desk->db, &e->act, id, on, record,
	                                  entry_text(e, "findings"), err);
}

static enum nhi_status note(struct entry *e, const char *kind, struct err *err) {
	int64_t id, refund = 0;
	struct str subject, outcome;
	date_t on;
	enum nhi_status st = provider_of_field(e, &id, err);
	bool ok = entry_need(e, "subject", &subject);
	ok = entry_need(e, "outcome", &outcome) && ok;
	ok = entry_i64(e, "refund", 0, INT32_MAX, &refund) && ok;
	if (st != NHI_OK || !ok || !entry_on(e, &on) || !entry_writes(e)) return st;
	return provider_note_put(e->desk->db, &e->act, id, kind, on, subject, outcome, refund, err);
}

enum nhi_status provider_guide(struct entry *e, struct err *err) {
	return note(e, "guidance", err);
}

enum nhi_status provider_complain(struct entry *e, struct err *err) {
	return note(e, "complaint", err);
}
