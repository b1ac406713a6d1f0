/* enrol_parts.c: see enrol_parts.h. */
#include "desk/enrol_parts.h"

#include "nhi/enrol_amount.h"

static const char *code_of(void *context, int64_t unit_id) {
	struct register_desk *desk = context;
	struct str code;
	if (unit_code(desk->db, unit_id, desk->arena, &code, NULL) != NHI_OK) return "";
	return code.p; /* NUL-terminated by the arena */
}

enum nhi_status enrol_load_unit(struct register_desk *desk, struct str code, struct judge_in *in,
                                struct err *err) {
	struct judge_unit *u = &in->unit;
	struct str kept;
	if (!arena_str(desk->arena, code, &kept)) return err_set(err, NHI_MEMORY, "%s", "");
	*u = (struct judge_unit){.code = kept.p, .founded = DATE_UNKNOWN, .staff = -1};
	struct unit_facts facts;
	enum nhi_status st = unit_by_code(desk->db, code, &u->unit_id, err);
	if (st != NHI_OK || u->unit_id == 0) return st;
	st = unit_facts_read(desk->db, u->unit_id, KNOWN_NOW, desk->arena, &facts, err);
	if (st != NHI_OK) return st;
	if (facts.count == 0) return err_set(err, NHI_CORRUPT, "unit %lld", (long long)u->unit_id);
	u->founded = facts.row[0].valid.from;
	const struct unit_fact *f = unit_fact_on(&facts, in->on);
	if (f == NULL) f = &facts.row[0];
	u->kind = f->kind;
	u->category = f->category;
	u->is_suspended = f->status == UNIT_SUSPENDED;
	u->is_closed = f->status == UNIT_CLOSED;
	u->status_from = f->valid.from;
	int32_t category = in->category != 0 ? in->category : u->category;
	if (category != 14 && category != 15) return NHI_OK;
	return unit_staff(desk->db, u->unit_id, in->on, &u->staff, &u->highest_staff_amount, err);
}

static enum nhi_status load_conditions(struct register_desk *desk, int64_t person_id,
                                       struct judge_in *in, struct err *err) {
	struct person_period *p;
	size_t count;
	enum nhi_status st =
	        person_periods(desk->db, PERSON_CONDITION, person_id, desk->arena, &p, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		enum condition c;
		if (period_has(p[i].valid, in->on) && condition_find(p[i].kind, &c))
			in->person.conditions |= 1U << c;
	}
	return st;
}

static enum nhi_status load_presence(struct register_desk *desk, int64_t person_id,
                                     struct judge_in *in, struct err *err) {
	const char *wanted = in->person.is_citizen ? "household" : "residence";
	struct person_period *p;
	size_t count;
	enum nhi_status st =
	        person_periods(desk->db, PERSON_PRESENCE, person_id, desk->arena, &p, &count, err);
	if (st != NHI_OK) return st;
	struct period *exits = ARENA_ARRAY(desk->arena, count, struct period);
	if (exits == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	in->person.exits = exits;
	for (size_t i = 0; i < count; i++) {
		if (str_is(p[i].kind, "abroad")) exits[in->person.exit_count++] = p[i].valid;
		if (str_is(p[i].kind, wanted) && period_has(p[i].valid, in->on))
			in->person.present_from = p[i].valid.from;
	}
	return NHI_OK;
}

enum nhi_status enrol_load_periods(struct register_desk *desk, int64_t person_id,
                                   struct judge_in *in, struct err *err) {
	enum nhi_status st = load_conditions(desk, person_id, in, err);
	if (st == NHI_OK) st = load_presence(desk, person_id, in, err);
	struct person_period *p;
	size_t count = 0;
	if (st == NHI_OK)
		st = person_periods(desk->db, PERSON_SUSPENSION, person_id, desk->arena, &p, &count,
		                    err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (p[i].valid.to <= in->on) in->resumed = p[i].valid.to;
	return st;
}

enum nhi_status enrol_load_people(struct register_desk *desk, int64_t person_id,
                                  struct judge_in *in, struct err *err) {
	struct plan_state *s = &in->state;
	s->code_of = code_of;
	s->context = desk;
	int64_t *ids;
	size_t count;
	enum nhi_status st = fact_lock(desk->db, "coverage", person_id, err);
	if (st == NHI_OK)
		st = coverage_timeline(desk->db, person_id, KNOWN_NOW, desk->arena, &s->subject,
		                       err);
	if (st == NHI_OK)
		st = coverage_followers(desk->db, person_id, desk->arena, &ids, &count, err);
	if (st != NHI_OK) return st;
	struct timeline *t = ARENA_ARRAY(desk->arena, count, struct timeline);
	if (t == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		st = coverage_timeline(desk->db, ids[i], KNOWN_NOW, desk->arena, &t[i], err);
	s->follower = t;
	s->follower_count = count;
	return st;
}

enum nhi_status enrol_load_relatives(struct register_desk *desk, int64_t person_id,
                                     struct judge_in *in, struct err *err) {
	struct relative *relative;
	enum nhi_status st = coverage_relatives(desk->db, person_id, in->on, desk->arena, &relative,
	                                        &in->relative_count, err);
	in->relative = relative;
	return st;
}

enum nhi_status enrol_add_presence(struct register_desk *desk, const struct act *act,
                                   int64_t person_id, date_t from, struct judge_in *in,
                                   struct err *err) {
	if (in->person.present_from != DATE_UNKNOWN) return NHI_OK;
	in->person.present_from = from;
	struct person_period p = {.kind = in->person.is_citizen ? STR("household")
	                                                        : STR("residence"),
	                          .valid = {from, DATE_OPEN}};
	return person_add_period(desk->db, act, PERSON_PRESENCE, person_id, &p, err);
}

enum nhi_status enrol_add_condition(struct register_desk *desk, const struct act *act,
                                    int64_t person_id, const struct enrol_request *request,
                                    const struct enrol_law *law, const struct judge_in *in,
                                    struct err *err) {
	date_t of_age = enrol_of_age(law, RELATION_CHILD, in->person.birth);
	struct person_period p = {
	        .kind = str_from(conditions[in->condition].code),
	        .text = request->proof,
	        .valid = {of_age < in->on ? of_age : in->on, request->planned_to == DATE_UNKNOWN
	                                                             ? DATE_OPEN
	                                                             : request->planned_to + 1}};
	if ((in->person.conditions & 1U << in->condition) != 0) return NHI_OK; /* known already */
	return person_add_period(desk->db, act, PERSON_CONDITION, person_id, &p, err);
}

enum nhi_status enrol_record_death(struct register_desk *desk, const struct act *act,
                                   int64_t person_id, date_t on, struct err *err) {
	struct person_fact fact;
	enum nhi_status st = person_fact_on(desk->db, person_id, DATE_OPEN - 1, KNOWN_NOW,
	                                    desk->arena, &fact, err);
	if (st != NHI_OK || fact.death == on) return st;
	fact.death = on;
	return person_change(desk->db, act, person_id, &fact, DATE_OPEN - 1, true, err);
}

enum nhi_status enrol_transact(struct register_desk *desk, bool dry_run, db_work work,
                               void *context, struct err *err) {
	bool inner = dry_run && db_is_writing(desk->db);
	enum nhi_status st = inner ? db_savepoint(desk->db, work, context, err)
	                           : db_transact(desk->db, DB_WRITE, work, context, err);
	if (!dry_run || st != NHI_CANCELLED) return st;
	if (err != NULL) *err = ERR_INIT;
	return NHI_OK; /* everything was done and undone: the answer says what would happen */
}

enum nhi_status enrol_keep(struct register_desk *desk, struct buf *b, struct str *out,
                           struct err *err) {
	bool ok = buf_ok(b) && arena_str(desk->arena, buf_str(b), out);
	buf_free(b);
	return ok ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

static void put_text(struct json *j, const char *key, struct str v) {
	if (v.n > 0) json_put_str(j, key, v);
}

static void put_date(struct json *j, const char *key, date_t d) {
	if (d != DATE_UNKNOWN) json_put_date(j, key, d);
}

static void put_flag(struct json *j, const char *key, bool v) {
	if (v) json_put_bool(j, key, v);
}

enum nhi_status enrol_request_json(struct register_desk *desk, const struct enrol_request *q,
                                   struct str *out, struct err *err) {
	struct buf b = BUF_INIT(1 << 16);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	json_put_c(&j, "filing", filing_kind_name(q->kind));
	put_text(&j, "unit", q->unit_code);
	put_text(&j, "id", q->id);
	put_text(&j, "name", q->name);
	put_date(&j, "birth_date", q->birth);
	put_text(&j, "insured_id", q->insured_id);
	put_text(&j, "relation", q->relation);
	put_text(&j, "category", q->category);
	if (q->wage != AMOUNT_NOT_GIVEN) json_put_i64(&j, "wage", q->wage);
	if (q->amount != AMOUNT_NOT_GIVEN) json_put_i64(&j, "amount", q->amount);
	put_text(&j, "reason", q->reason);
	put_text(&j, "absence", q->absence);
	put_text(&j, "condition", q->condition);
	put_text(&j, "proof", q->proof);
	put_date(&j, "on", q->on);
	put_date(&j, "filed_on", q->filed_on);
	put_date(&j, "missing_since", q->missing_since);
	put_date(&j, "planned_to", q->planned_to);
	put_date(&j, "registered_from", q->registered_from);
	if (q->birth_order > 0) json_put_i64(&j, "birth_order", q->birth_order);
	if (q->term_months >= 0) json_put_i64(&j, "term_months", q->term_months);
	if (q->hired_crew >= 0) json_put_i64(&j, "hired_crew", q->hired_crew);
	put_flag(&j, "private_school", q->is_private_school);
	put_flag(&j, "proved", q->is_proved);
	put_flag(&j, "village_head", q->is_village);
	put_flag(&j, "consent", q->has_consent);
	put_flag(&j, "exempt", q->is_exempt);
	put_flag(&j, "posted", q->is_posted);
	put_flag(&j, "transfer", q->may_transfer);
	put_flag(&j, "without_dependents", q->keeps_dependents_out);
	json_object_end(&j);
	return enrol_keep(desk, &b, out, err);
}

enum nhi_status enrol_answer_json(struct register_desk *desk, const struct enrol_request *q,
                                  const struct enrol_answer *a, struct str *out, struct err *err) {
	struct buf b = BUF_INIT(1 << 18);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	json_put_c(&j, "filing", filing_kind_name(q->kind));
	json_put_bool(&j, "accepted", a->accepted);
	json_put_bool(&j, "dry_run", q->dry_run);
	if (a->filing_id != 0) json_put_i64(&j, "filing_id", a->filing_id);
	put_text(&j, "unit", q->unit_code);
	put_text(&j, "id", q->id);
	if (a->accepted) {
		json_put_i64(&j, "person_id", a->person_id);
		json_put_date(&j, "effective_from", a->effective);
		json_put_i64(&j, "people", a->people);
		json_put_i64(&j, "months_to_rebill", a->months);
	}
	put_date(&j, "due", a->due);
	refusals_json(&a->refusals, &j);
	json_object_end(&j);
	return enrol_keep(desk, &b, out, err);
}
