/* enrol.c: see enrol.h. */
#include "desk/enrol.h"

#include "desk/enrol_parts.h"
#include "nhi/enrol_amount.h"

const char *filing_kind_name(enum filing_kind kind) {
	static const char *const names[FILE_KIND_COUNT] = {
	        [FILE_IN] = "enrol.in",
	        [FILE_OUT] = "enrol.out",
	        [FILE_TRANSFER] = "enrol.transfer",
	        [FILE_AMOUNT] = "enrol.amount",
	        [FILE_STATUS] = "enrol.status",
	        [FILE_ABSENCE] = "enrol.leave",
	        [FILE_CANCEL] = "enrol.cancel",
	        [FILE_CONTINUE] = "enrol.continue",
	};
	return names[kind];
}

struct enrolling {
	struct register_desk *desk;
	const struct enrol_request *request;
	struct enrol_answer *answer;
	struct act act;
	struct judge_in in;
	struct plan plan;
	struct enrol_law law, amount_law;
	struct str insured_id_text;
};

/* ---- The words of the request ------------------------------------------------------------------
 */

static void read_reasons(struct enrolling *e) {
	const struct enrol_request *q = e->request;
	struct judge_in *in = &e->in;
	struct refusals *r = &e->answer->refusals;
	bool is_dependent = q->insured_id.n > 0;
	if (q->kind == FILE_OUT) {
		in->leave_reason = LEAVE_TRANSFER;
		if (q->reason.n > 0 && !leave_reason_find(q->reason, &in->leave_reason))
			refusal_add(r, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(q->reason));
		return;
	}
	if (q->kind == FILE_CONTINUE) {
		in->role = ROLE_DEPENDENT;
		if (!condition_find(q->condition, &in->condition))
			refusal_add(r, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(q->condition));
		return;
	}
	in->entry_reason = q->kind == FILE_TRANSFER ? ENTRY_TRANSFER
	                   : is_dependent           ? ENTRY_FOLLOW
	                                            : ENTRY_START;
	if (q->reason.n > 0 && !entry_reason_find(q->reason, &in->entry_reason))
		refusal_add(r, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(q->reason));
	if (is_dependent && !relation_find(q->relation, &in->relation))
		refusal_add(r, REFUSE_RELATION_UNKNOWN, "%.*s", STR_ARG(q->relation));
	if (q->kind == FILE_ABSENCE && !absence_find(q->absence, &in->absence))
		refusal_add(r, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(q->absence));
}

static void read_request(struct enrolling *e) {
	const struct enrol_request *q = e->request;
	struct judge_in *in = &e->in;
	int64_t category = 0;
	*in = (struct judge_in){.kind = q->kind,
	                        .role = q->insured_id.n > 0 ? ROLE_DEPENDENT : ROLE_INSURED,
	                        .on = q->on,
	                        .filed_on =
	                                q->filed_on == DATE_UNKNOWN ? e->desk->today : q->filed_on,
	                        .wage = q->wage,
	                        .amount = q->amount,
	                        .term_months = q->term_months,
	                        .hired_crew = q->hired_crew,
	                        .missing_since = q->missing_since,
	                        .planned_to = q->planned_to,
	                        .resumed = DATE_UNKNOWN,
	                        .is_private_school = q->is_private_school,
	                        .is_proved = q->is_proved,
	                        .is_village = q->is_village,
	                        .has_consent = q->has_consent,
	                        .is_exempt = q->is_exempt,
	                        .is_posted = q->is_posted,
	                        .may_transfer = q->may_transfer,
	                        .keeps_dependents_out = q->keeps_dependents_out,
	                        .calendar = e->desk->calendar};
	if (q->category.n > 0) {
		if (!str_to_i64(q->category, 11, 62, &category) ||
		    category_find((int32_t)category) == NULL)
			refusal_add(&e->answer->refusals, REFUSE_CATEGORY_UNKNOWN, "%.*s",
			            STR_ARG(q->category));
		in->category = (int32_t)category;
	}
	read_reasons(e);
	in->is_newborn = in->entry_reason == ENTRY_NEWBORN && q->kind == FILE_IN;
	if (in->is_newborn && q->birth != DATE_UNKNOWN) in->on = q->birth;
}

/* ---- What the register knows --------------------------------------------------------------------
 */

/* The person of the request: known by number, or new with name and birth. *is_new asks to add. */
static enum nhi_status find_person(struct enrolling *e, int64_t *person_id, bool *is_new,
                                   struct err *err) {
	const struct enrol_request *q = e->request;
	struct refusals *r = &e->answer->refusals;
	*person_id = 0;
	*is_new = false;
	if (q->id.n > 0 && !id_is_person(q->id)) {
		refusal_add(r, REFUSE_ID_INVALID, "%.*s", STR_ARG(q->id));
		return NHI_OK;
	}
	if (q->id.n > 0) {
		enum nhi_status st = person_by_key(e->desk->db, q->id, person_id, err);
		if (st != NHI_OK || *person_id != 0) return st;
	} else if (!e->in.is_newborn) {
		refusal_add(r, REFUSE_ID_MISSING, "%s", "");
		return NHI_OK;
	}
	bool enters = q->kind == FILE_IN || q->kind == FILE_TRANSFER;
	if (!enters || q->birth == DATE_UNKNOWN) {
		refusal_add(r, REFUSE_PERSON_UNKNOWN, "%.*s", STR_ARG(q->id));
		return NHI_OK;
	}
	if (q->name.n == 0 && !e->in.is_newborn) refusal_add(r, REFUSE_NAME_MISSING, "%s", "");
	*is_new = refusals_accept(r);
	return NHI_OK;
}

static enum nhi_status add_person(struct enrolling *e, int64_t *person_id, struct err *err) {
	const struct enrol_request *q = e->request;
	char sex = q->sex != 0 ? q->sex : id_sex(q->id);
	struct person_fact fact = {.name = q->name,
	                           .sex = sex == 0 ? 'F' : sex,
	                           .birth = q->birth,
	                           .death = DATE_NONE,
	                           .birth_order = q->birth_order,
	                           .is_citizen =
	                                   q->id.n > 0 ? id_is_national(q->id) : !q->is_foreigner,
	                           .county = q->county,
	                           .address = q->address};
	if (sex == 0) { /* a newborn without number: the order of law names no default */
		refusal_add(&e->answer->refusals, REFUSE_SEX_MISSING, "%s", "");
		return NHI_OK;
	}
	return person_add(e->desk->db, &e->act, &fact, q->id, q->birth, person_id, err);
}

/* Name and birth of the request must be those of the register. */
static void compare_person(struct enrolling *e, const struct person_fact *known) {
	const struct enrol_request *q = e->request;
	struct refusals *r = &e->answer->refusals;
	if (q->name.n > 0 && !str_eq(q->name, known->name))
		refusal_add(r, REFUSE_PERSON_DIFFERS, "姓名 name" ERR_SEP "%.*s" ERR_SEP "%.*s",
		            STR_ARG(q->name), STR_ARG(known->name));
	if (q->birth != DATE_UNKNOWN && q->birth != known->birth)
		refusal_add(r, REFUSE_PERSON_DIFFERS,
		            "出生日期 birth date" ERR_SEP "%s" ERR_SEP "%s", date_text(q->birth).c,
		            date_text(known->birth).c);
}

static enum nhi_status load_person(struct enrolling *e, int64_t person_id, struct err *err) {
	struct person_fact fact;
	enum nhi_status st = person_fact_on(e->desk->db, person_id, DATE_OPEN - 1, KNOWN_NOW,
	                                    e->desk->arena, &fact, err);
	if (st != NHI_OK) return st;
	compare_person(e, &fact);
	struct judge_person *p = &e->in.person;
	*p = (struct judge_person){.is_citizen = fact.is_citizen,
	                           .birth = fact.birth,
	                           .death = fact.death == DATE_NONE ? DATE_UNKNOWN : fact.death,
	                           .present_from = DATE_UNKNOWN};
	return enrol_load_periods(e->desk, person_id, &e->in, err);
}

static enum nhi_status load_insured(struct enrolling *e, struct err *err) {
	const struct enrol_request *q = e->request;
	if (q->insured_id.n == 0) return NHI_OK;
	enum nhi_status st = NHI_OK;
	int64_t id = 0;
	if (!id_is_person(q->insured_id))
		refusal_add(&e->answer->refusals, REFUSE_ID_INVALID, "%.*s",
		            STR_ARG(q->insured_id));
	else
		st = person_by_key(e->desk->db, q->insured_id, &id, err);
	if (st != NHI_OK || !refusals_accept(&e->answer->refusals)) return st;
	if (id == 0) {
		refusal_add(&e->answer->refusals, REFUSE_PERSON_UNKNOWN, "%.*s",
		            STR_ARG(q->insured_id));
		return NHI_OK;
	}
	e->in.insured_person_id = id;
	return coverage_timeline(e->desk->db, id, KNOWN_NOW, e->desk->arena, &e->in.state.insured,
	                         err);
}

static enum nhi_status load_laws(struct enrolling *e, struct err *err) {
	const struct law *law = e->desk->law;
	bool is_amount = e->in.kind == FILE_AMOUNT;
	date_t amount_on = is_amount ? enrol_amount_from(e->in.on) : e->in.on;
	enum nhi_status st = enrol_law_at(law, e->in.on, &e->law, err);
	if (st == NHI_OK) st = enrol_law_at(law, amount_on, &e->amount_law, err);
	if (st != NHI_LAW_NO_VALUE) return st;
	refusal_add(&e->answer->refusals, REFUSE_DATE_BEFORE_LAW, "%s", date_text(e->in.on).c);
	if (err != NULL) *err = ERR_INIT;
	return NHI_OK;
}

/* ---- The act ------------------------------------------------------------------------------------
 */

static enum nhi_status judge_and_write(struct enrolling *e, struct err *err) {
	struct enrol_answer *a = e->answer;
	int64_t person_id;
	bool is_new;
	enum nhi_status st = find_person(e, &person_id, &is_new, err);
	if (st == NHI_OK && is_new) st = add_person(e, &person_id, err);
	if (st == NHI_OK) st = load_laws(e, err);
	if (st == NHI_OK) st = load_insured(e, err);
	if (st == NHI_OK) st = enrol_load_unit(e->desk, e->request->unit_code, &e->in, err);
	if (st != NHI_OK || !refusals_accept(&a->refusals)) return st;
	a->person_id = person_id;
	st = load_person(e, person_id, err);
	if (st == NHI_OK) st = enrol_load_people(e->desk, person_id, &e->in, err);
	if (st == NHI_OK && e->in.role == ROLE_DEPENDENT)
		st = enrol_load_relatives(e->desk, person_id, &e->in, err);
	if (st == NHI_OK && e->request->registered_from != DATE_UNKNOWN)
		st = enrol_add_presence(e->desk, &e->act, person_id, e->request->registered_from,
		                        &e->in, err);
	if (st != NHI_OK || !refusals_accept(&a->refusals)) return st;
	e->plan = (struct plan){.arena = e->desk->arena};
	enrol_judge(&e->law, &e->amount_law, &e->in, &e->plan, &a->due, &a->refusals);
	if (e->plan.failed) return err_set(err, NHI_MEMORY, "%s", "");
	a->effective = e->plan.effective;
	if (!refusals_accept(&a->refusals)) return NHI_OK;
	a->people = (int64_t)e->plan.count;
	st = coverage_write(e->desk->db, &e->act, &e->plan, e->law.claim_months, &a->months, err);
	if (st == NHI_OK && e->in.kind == FILE_OUT && e->in.leave_reason == LEAVE_DEATH)
		st = enrol_record_death(e->desk, &e->act, person_id, e->in.on, err);
	if (st == NHI_OK && e->in.kind == FILE_CONTINUE)
		st = enrol_add_condition(e->desk, &e->act, person_id, e->request, &e->law, &e->in,
		                         err);
	return st;
}

/* A refused filing leaves nothing in the register, not even the new person: only its record. */
static enum nhi_status piece(struct db *db, void *context, struct err *err) {
	(void)db;
	struct enrolling *e = context;
	enum nhi_status st = judge_and_write(e, err);
	e->answer->accepted = refusals_accept(&e->answer->refusals);
	if (st == NHI_OK && !e->answer->accepted) return err_set(err, NHI_CANCELLED, "refused");
	return st;
}

static enum nhi_status record(struct enrolling *e, struct err *err) {
	struct enrol_answer *a = e->answer;
	struct filing_record f = {.kind = str_from(filing_kind_name(e->request->kind)),
	                          .filed_on = e->in.filed_on,
	                          .happened_on = e->in.on,
	                          .due_on = a->due == DATE_UNKNOWN ? e->in.on : a->due,
	                          .unit_id = e->in.unit.unit_id,
	                          .person_id = a->accepted ? a->person_id : 0};
	enum nhi_status st = enrol_request_json(e->desk, e->request, &f.content, err);
	if (st == NHI_OK) st = enrol_answer_json(e->desk, e->request, a, &f.answer, err);
	if (st == NHI_OK) st = filing_put(e->desk->db, &e->act, &f, &a->filing_id, err);
	if (st == NHI_OK) st = enrol_answer_json(e->desk, e->request, a, &a->json, err);
	if (st == NHI_OK && e->request->key.n > 0)
		st = act_answer(e->desk->db, &e->act, a->json, err);
	return st;
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct enrolling *e = context;
	const struct enrol_request *q = e->request;
	*e->answer = (struct enrol_answer){.due = DATE_UNKNOWN, .effective = q->on};
	struct str content;
	enum nhi_status st = enrol_request_json(e->desk, q, &content, err);
	const struct act_request request = {.actor = e->desk->actor,
	                                    .acting_for = e->desk->acting_for,
	                                    .case_no = e->desk->case_no,
	                                    .reason = q->reason,
	                                    .purpose = str_from(filing_kind_name(q->kind)),
	                                    .key = q->key,
	                                    .content = content};
	if (st == NHI_OK) st = act_begin(db, &request, &e->act, err);
	if (st != NHI_OK) return st;
	e->answer->act_id = e->act.id;
	if (e->act.repeated) {
		e->answer->repeated = true;
		return act_answer_of(db, e->act.id, e->desk->arena, &e->answer->json, err);
	}
	read_request(e);
	if (e->in.on == DATE_UNKNOWN) {
		refusal_add(&e->answer->refusals, REFUSE_DATE_MISSING, "%s", "");
		e->in.on = e->in.filed_on;
	}
	struct err refused = ERR_INIT;
	st = db_savepoint(db, piece, e, &refused);
	if (st == NHI_CANCELLED && !e->answer->accepted) st = NHI_OK;
	if (st != NHI_OK) {
		if (err != NULL) *err = refused;
		return st;
	}
	st = record(e, err);
	if (st == NHI_OK && q->dry_run) return err_set(err, NHI_CANCELLED, "%s", "--dry-run");
	return st;
}

enum nhi_status desk_enrol(struct register_desk *desk, const struct enrol_request *request,
                           struct enrol_answer *answer, struct err *err) {
	struct enrolling *e = ARENA_NEW(desk->arena, struct enrolling);
	if (e == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*e = (struct enrolling){.desk = desk, .request = request, .answer = answer};
	return enrol_transact(desk, request->dry_run, work, e, err);
}
