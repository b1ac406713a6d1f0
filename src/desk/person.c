/* person.c: see person.h. */
#include "desk/person.h"

#include "desk/person_merge.h"

static const char *const names[PERSON_SERVICE_COUNT] = {
        [PERSON_ADD] = "person.add",
        [PERSON_NUMBER] = "person.number",
        [PERSON_CHANGE] = "person.change",
        [PERSON_CORRECT] = "person.correct",
        [PERSON_CONDITION_ADD] = "person.condition",
        [PERSON_PRESENCE_ADD] = "person.presence",
        [PERSON_SUBSIDY_ADD] = "person.subsidy",
        [PERSON_SUSPENSION_ADD] = "person.suspension",
        [PERSON_END] = "person.end",
        [PERSON_MERGE] = "person.merge",
        [PERSON_UNMERGE] = "person.unmerge",
};

struct serving {
	struct register_desk *desk;
	const struct person_request *request;
	struct person_answer *answer;
	struct act act;
	struct enrol_law law;
	date_t on;
};

static enum nhi_status need_number(struct serving *s, struct str id) {
	struct refusals *r = &s->answer->refusals;
	if (id.n == 0)
		refusal_add(r, REFUSE_ID_MISSING, "%s", "");
	else if (!id_is_person(id))
		refusal_add(r, REFUSE_ID_INVALID, "%.*s", STR_ARG(id));
	return NHI_OK;
}

/* Refuses a number that somebody has. */
static enum nhi_status number_is_free(struct serving *s, struct str id, struct err *err) {
	int64_t owner = 0;
	enum nhi_status st = need_number(s, id);
	if (st == NHI_OK && refusals_accept(&s->answer->refusals))
		st = person_by_key(s->desk->db, id, &owner, err);
	if (st == NHI_OK && owner != 0)
		refusal_add(&s->answer->refusals, REFUSE_ID_TAKEN, "%.*s", STR_ARG(id));
	return st;
}

static enum nhi_status add(struct serving *s, struct err *err) {
	const struct person_request *q = s->request;
	struct refusals *r = &s->answer->refusals;
	enum nhi_status st = q->id.n > 0 ? number_is_free(s, q->id, err) : NHI_OK;
	char sex = q->sex != 0 ? q->sex : id_sex(q->id);
	if (q->name.n == 0) refusal_add(r, REFUSE_NAME_MISSING, "%s", "");
	if (q->birth == DATE_UNKNOWN) refusal_add(r, REFUSE_DATE_MISSING, "%s", "");
	if (sex == 0) refusal_add(r, REFUSE_SEX_MISSING, "%s", "");
	if (st != NHI_OK || !refusals_accept(r)) return st;
	struct person_fact f = {.name = q->name,
	                        .sex = sex,
	                        .birth = q->birth,
	                        .death = DATE_NONE,
	                        .is_citizen =
	                                q->id.n > 0 ? id_is_national(q->id) : !q->is_foreigner,
	                        .county = q->county,
	                        .address = q->address};
	return person_add(s->desk->db, &s->act, &f, q->id, q->birth, &s->answer->person_id, err);
}

static enum nhi_status change(struct serving *s, bool whole, struct err *err) {
	const struct person_request *q = s->request;
	struct person_fact f;
	date_t at = whole ? DATE_OPEN - 1 : s->on;
	enum nhi_status st = person_fact_on(s->desk->db, s->answer->person_id, at, KNOWN_NOW,
	                                    s->desk->arena, &f, err);
	if (st != NHI_OK) return st;
	if (q->name.n > 0) f.name = q->name;
	if (q->address.n > 0) f.address = q->address;
	if (q->county.n > 0) f.county = q->county;
	if (q->is_citizen) f.is_citizen = true;
	if (whole && q->birth != DATE_UNKNOWN) f.birth = q->birth;
	if (whole && q->sex != 0) f.sex = q->sex;
	return person_change(s->desk->db, &s->act, s->answer->person_id, &f, at, whole, err);
}

static struct person_period period_of(const struct serving *s) {
	const struct person_request *q = s->request;
	return (struct person_period){
	        .kind = q->kind,
	        .text = q->text,
	        .valid = {s->on, q->to == DATE_UNKNOWN ? DATE_OPEN : q->to + 1}};
}

static enum nhi_status add_condition(struct serving *s, struct err *err) {
	enum condition c;
	struct person_period p = period_of(s);
	if (!condition_find(s->request->kind, &c)) {
		refusal_add(&s->answer->refusals, REFUSE_REASON_UNKNOWN, "%.*s",
		            STR_ARG(s->request->kind));
		return NHI_OK;
	}
	p.kind = str_from(conditions[c].code);
	/* `on` is then the end of the school year or the day of discharge; the year begins after
	 * it. */
	if (c == CONDITION_GRADUATE || c == CONDITION_DISCHARGED) {
		int32_t months =
		        c == CONDITION_GRADUATE ? s->law.graduate_months : s->law.discharge_months;
		p.valid = (struct period){s->on + 1, date_add_months(s->on, months) + 1};
	}
	return person_add_period(s->desk->db, &s->act, PERSON_CONDITION, s->answer->person_id, &p,
	                         err);
}

static enum nhi_status add_presence(struct serving *s, struct err *err) {
	static const char *const kinds[] = {"household", "residence", "abroad", "missing"};
	struct person_period p = period_of(s);
	/* The day of return is no day away: `to` of an exit is that day. */
	if (str_is(p.kind, "abroad") && s->request->to != DATE_UNKNOWN) p.valid.to = s->request->to;
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_is(p.kind, kinds[i]))
			return person_add_period(s->desk->db, &s->act, PERSON_PRESENCE,
			                         s->answer->person_id, &p, err);
	refusal_add(&s->answer->refusals, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(p.kind));
	return NHI_OK;
}

static enum nhi_status add_subsidy(struct serving *s, struct err *err) {
	struct person_period p = period_of(s);
	char name[96];
	int n = snprintf(name, sizeof name, "subsidy.%.*s", STR_ARG(p.kind));
	const struct law_value *v = n > 0 && (size_t)n < sizeof name
	                                    ? law_at(s->desk->law, str_from(name), s->on)
	                                    : NULL;
	if (v == NULL) {
		refusal_add(&s->answer->refusals, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(p.kind));
		return NHI_OK;
	}
	p.number = v->value;
	if (p.text.n == 0) p.text = STR("central");
	return person_add_period(s->desk->db, &s->act, PERSON_SUBSIDY, s->answer->person_id, &p,
	                         err);
}

static enum nhi_status add_suspension(struct serving *s, struct err *err) {
	if (!s->law.suspension_allowed) {
		refusal_add(&s->answer->refusals, REFUSE_SUSPENSION_ABOLISHED, "%s",
		            date_text(s->law.suspension_abolished).c);
		return NHI_OK;
	}
	struct person_period p = period_of(s);
	p.number = s->request->to == DATE_UNKNOWN ? DATE_OPEN - 1 : s->request->to;
	p.valid.to = DATE_OPEN; /* it runs on until the return (施行細則 36-1) */
	if (p.text.n == 0) p.text = STR("abroad");
	return person_add_period(s->desk->db, &s->act, PERSON_SUSPENSION, s->answer->person_id, &p,
	                         err);
}

/* Ends the open period of the kind: `on` is its last day; of an exit or suspension the day of
 * return. */
static enum nhi_status end_period(struct serving *s, struct err *err) {
	for (int table = PERSON_CONDITION; table <= PERSON_SUSPENSION; table++) {
		struct person_period *p;
		size_t count;
		enum nhi_status st =
		        person_periods(s->desk->db, (enum person_table)table, s->answer->person_id,
		                       s->desk->arena, &p, &count, err);
		if (st != NHI_OK) return st;
		for (size_t i = 0; i < count; i++) {
			struct str kind =
			        table == PERSON_SUSPENSION ? STR("suspension") : p[i].kind;
			bool returns = str_is(kind, "abroad") || table == PERSON_SUSPENSION;
			struct person_period ended = p[i];
			ended.valid.to = returns ? s->on : s->on + 1;
			if (!str_eq(kind, s->request->kind) || p[i].valid.to != DATE_OPEN ||
			    ended.valid.to <= p[i].valid.from)
				continue;
			st = person_close_period(s->desk->db, &s->act, (enum person_table)table,
			                         s->answer->person_id, p[i].fact_no, err);
			if (st != NHI_OK) return st;
			return person_add_period(s->desk->db, &s->act, (enum person_table)table,
			                         s->answer->person_id, &ended, err);
		}
	}
	refusal_add(&s->answer->refusals, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(s->request->kind));
	return NHI_OK;
}

static enum nhi_status merge(struct serving *s, struct err *err) {
	struct person_answer *a = s->answer;
	int64_t kept, merged = a->person_id;
	enum nhi_status st = desk_person_id(s->desk, s->request->other_id, &kept, err);
	if (st != NHI_OK) return st;
	a->person_id = kept;
	return person_merge(s->desk, &s->act, merged, kept, s->law.claim_months, &a->months,
	                    &a->refusals, err);
}

static enum nhi_status unmerge(struct serving *s, struct err *err) {
	struct person_answer *a = s->answer;
	enum nhi_status st = person_merged_id(s->desk, s->request->id, &a->person_id, err);
	if (st != NHI_OK) return st;
	return person_unmerge(s->desk, &s->act, a->person_id, s->law.claim_months, &a->months,
	                      &a->refusals, err);
}

static enum nhi_status serve(struct serving *s, struct err *err) {
	const struct person_request *q = s->request;
	if (q->service == PERSON_ADD) return add(s, err);
	if (q->service == PERSON_UNMERGE) return unmerge(s, err);
	enum nhi_status st = desk_person_id(s->desk, q->id, &s->answer->person_id, err);
	if (st != NHI_OK) return st;
	switch (q->service) {
	case PERSON_NUMBER:
		st = number_is_free(s, q->other_id, err);
		if (st != NHI_OK || !refusals_accept(&s->answer->refusals)) return st;
		return person_add_key(s->desk->db, &s->act, s->answer->person_id, q->other_id,
		                      s->on, err);
	case PERSON_CHANGE: return change(s, false, err);
	case PERSON_CORRECT: return change(s, true, err);
	case PERSON_CONDITION_ADD: return add_condition(s, err);
	case PERSON_PRESENCE_ADD: return add_presence(s, err);
	case PERSON_SUBSIDY_ADD: return add_subsidy(s, err);
	case PERSON_SUSPENSION_ADD: return add_suspension(s, err);
	case PERSON_END: return end_period(s, err);
	case PERSON_MERGE: return merge(s, err);
	case PERSON_ADD:
	case PERSON_UNMERGE:
	case PERSON_SERVICE_COUNT: break;
	}
	return NHI_OK;
}

static enum nhi_status piece(struct db *db, void *context, struct err *err) {
	(void)db;
	struct serving *s = context;
	enum nhi_status st = serve(s, err);
	s->answer->accepted = refusals_accept(&s->answer->refusals);
	if (st == NHI_OK && !s->answer->accepted) return err_set(err, NHI_CANCELLED, "refused");
	return st;
}

static enum nhi_status request_json(struct serving *s, struct str *out, struct err *err) {
	const struct person_request *q = s->request;
	const struct {
		const char *key;
		struct str value;
	} texts[] = {{"id", q->id},         {"other_id", q->other_id}, {"name", q->name},
	             {"county", q->county}, {"address", q->address},   {"kind", q->kind},
	             {"text", q->text}};
	struct buf b = BUF_INIT(1 << 16);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	json_put_c(&j, "filing", names[q->service]);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (texts[i].value.n > 0) json_put_str(&j, texts[i].key, texts[i].value);
	if (q->birth != DATE_UNKNOWN) json_put_date(&j, "birth_date", q->birth);
	if (q->to != DATE_UNKNOWN) json_put_date(&j, "to", q->to);
	json_put_date(&j, "on", s->on);
	json_object_end(&j);
	return enrol_keep(s->desk, &b, out, err);
}

static enum nhi_status answer_json(struct serving *s, struct str *out, struct err *err) {
	struct buf b = BUF_INIT(1 << 18);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	json_put_c(&j, "filing", names[s->request->service]);
	json_put_bool(&j, "accepted", s->answer->accepted);
	json_put_bool(&j, "dry_run", s->request->dry_run);
	if (s->answer->accepted) json_put_i64(&j, "person_id", s->answer->person_id);
	json_put_i64(&j, "months_to_rebill", s->answer->months);
	refusals_json(&s->answer->refusals, &j);
	json_object_end(&j);
	return enrol_keep(s->desk, &b, out, err);
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct serving *s = context;
	const struct person_request *q = s->request;
	*s->answer = (struct person_answer){.accepted = false};
	s->on = q->on == DATE_UNKNOWN ? s->desk->today : q->on;
	struct str content;
	enum nhi_status st = request_json(s, &content, err);
	if (st == NHI_OK) st = enrol_law_at(s->desk->law, s->on, &s->law, err);
	const struct act_request request = {.actor = s->desk->actor,
	                                    .acting_for = s->desk->acting_for,
	                                    .case_no = s->desk->case_no,
	                                    .purpose = str_from(names[q->service]),
	                                    .key = q->key,
	                                    .content = content};
	if (st == NHI_OK) st = act_begin(db, &request, &s->act, err);
	if (st != NHI_OK) return st;
	if (s->act.repeated) {
		s->answer->repeated = true;
		return act_answer_of(db, s->act.id, s->desk->arena, &s->answer->json, err);
	}
	struct err refused = ERR_INIT;
	st = db_savepoint(db, piece, s, &refused);
	if (st == NHI_CANCELLED && !s->answer->accepted) st = NHI_OK;
	if (st != NHI_OK) {
		if (err != NULL) *err = refused;
		return st;
	}
	st = answer_json(s, &s->answer->json, err);
	struct filing_record f = {.kind = str_from(names[q->service]),
	                          .filed_on = s->desk->today,
	                          .happened_on = s->on,
	                          .due_on = s->on,
	                          .person_id = s->answer->accepted ? s->answer->person_id : 0,
	                          .content = content,
	                          .answer = s->answer->json};
	int64_t filing_id;
	if (st == NHI_OK) st = filing_put(db, &s->act, &f, &filing_id, err);
	if (st == NHI_OK && q->key.n > 0) st = act_answer(db, &s->act, s->answer->json, err);
	if (st == NHI_OK && q->dry_run) return err_set(err, NHI_CANCELLED, "%s", "--dry-run");
	return st;
}

enum nhi_status desk_person(struct register_desk *desk, const struct person_request *request,
                            struct person_answer *answer, struct err *err) {
	struct serving *s = ARENA_NEW(desk->arena, struct serving);
	if (s == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*s = (struct serving){.desk = desk, .request = request, .answer = answer};
	return enrol_transact(desk, request->dry_run, work, s, err);
}
