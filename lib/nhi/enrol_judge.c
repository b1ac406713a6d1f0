/* enrol_judge.c: see enrol_judge.h. */
#include "nhi/enrol_judge.h"

#include "base/err.h"
#include "nhi/enrol_amount.h"
#include "nhi/enrol_dependent.h"

struct judge {
	const struct enrol_law *law, *amount_law;
	const struct judge_in *in;
	const struct category *category; /* of role 1; NULL when not known */
	struct refusals *refusals;
};

static bool is_entry(enum filing_kind kind) { return kind == FILE_IN || kind == FILE_TRANSFER; }

static void check_unit(const struct judge *j) {
	const struct judge_unit *u = &j->in->unit;
	bool needs_open = is_entry(j->in->kind) || j->in->kind == FILE_STATUS;
	if (!needs_open) return;
	if (j->in->on < u->founded)
		refusal_add(j->refusals, REFUSE_UNIT_NOT_FOUNDED, "%s" ERR_SEP "%s", u->code,
		            date_text(u->founded).c);
	else if (u->is_closed)
		refusal_add(j->refusals, REFUSE_UNIT_CLOSED, "%s" ERR_SEP "%s", u->code,
		            date_text(u->status_from).c);
	else if (u->is_suspended)
		refusal_add(j->refusals, REFUSE_UNIT_SUSPENDED, "%s" ERR_SEP "%s", u->code,
		            date_text(u->status_from).c);
}

static void check_category(const struct judge *j) {
	const struct judge_in *in = j->in;
	const struct category *c = j->category;
	if (!is_entry(in->kind) && in->kind != FILE_STATUS) return;
	if (!category_allows_unit(c, in->unit.kind, in->has_consent))
		refusal_add(j->refusals, REFUSE_CATEGORY_UNIT, "%d" ERR_SEP "%s" ERR_SEP "%s",
		            (int)c->code, unit_kinds[in->unit.kind].zh,
		            unit_kinds[in->unit.kind].en);
	if (in->is_private_school && c->code != 11)
		refusal_add(j->refusals, REFUSE_PRIVATE_SCHOOL, "%s", "");
	int32_t limit = c->code == 43 ? j->law->term_prison : j->law->term_conscript;
	if (category_class(c->code) == 4 && in->term_months >= 0 && in->term_months <= limit)
		refusal_add(j->refusals, REFUSE_CATEGORY_TERM, "%d", (int)limit);
	if (c->code == 32 && in->hired_crew >= 0 && !enrol_fisher_may_stay(j->law, in->hired_crew))
		refusal_add(j->refusals, REFUSE_FISHER_CREW, "%d" ERR_SEP "%d", (int)in->hired_crew,
		            (int)j->law->fisher_crew);
}

static void check_dates(const struct judge *j) {
	const struct judge_person *p = &j->in->person;
	if (j->in->on < p->birth)
		refusal_add(j->refusals, REFUSE_DATE_BEFORE_BIRTH, "%s" ERR_SEP "%s",
		            date_text(j->in->on).c, date_text(p->birth).c);
	if (p->death != DATE_UNKNOWN && j->in->on > p->death && j->in->kind != FILE_OUT)
		refusal_add(j->refusals, REFUSE_PERSON_DECEASED, "%s", date_text(p->death).c);
}

/* Waiting periods: only for people who come in from outside the scheme. */
static void check_eligible(const struct judge *j) {
	const struct judge_in *in = j->in;
	const struct timeline *t = &in->state.subject;
	struct eligible_facts f = {.is_citizen = in->person.is_citizen,
	                           .is_newborn = in->is_newborn,
	                           .is_posted = in->is_posted,
	                           .born = in->person.birth,
	                           .present_from = in->person.present_from,
	                           .insured_until = DATE_UNKNOWN,
	                           .exits = in->person.exits,
	                           .exit_count = in->person.exit_count};
	f.has_fixed_employer = in->role == ROLE_INSURED && j->category->code <= 13;
	for (size_t i = 0; i < t->count; i++)
		if (t->row[i].from <= in->on) f.insured_until = t->row[i].to;
	if (f.insured_until != DATE_UNKNOWN && f.insured_until >= in->on) return;
	enrol_eligible_check(j->law, &f, in->on, j->refusals);
}

static void check_dependent(const struct judge *j) {
	const struct judge_in *in = j->in;
	if (in->relation == RELATION_SELF) {
		refusal_add(j->refusals, REFUSE_RELATION_UNKNOWN, "%s", "");
		return;
	}
	struct dependent_facts f = {.relation = in->relation,
	                            .born = in->person.birth,
	                            .on = in->on,
	                            .conditions = in->person.conditions};
	enrol_dependent_check(j->law, &f, j->refusals);
}

/* Another relative whom the register knows, insured today, whom the dependent could follow, goes
 * before the chosen one (施行細則 18(1)). */
static void check_nearer(const struct judge *j) {
	const struct judge_in *in = j->in;
	for (size_t i = 0; i < in->relative_count; i++) {
		const struct relative *r = &in->relative[i];
		const struct category *c = category_find(r->category);
		if (r->person_id == in->insured_person_id || c == NULL || !c->dependents) continue;
		struct refusals possible = {.count = 0};
		const struct dependent_facts f = {.relation = r->relation,
		                                  .born = in->person.birth,
		                                  .on = in->on,
		                                  .conditions = in->person.conditions};
		enrol_dependent_check(j->law, &f, &possible);
		if (!refusals_accept(&possible)) continue;
		enrol_choice_check(in->relation, &r->relation, 1, in->is_exempt, j->refusals);
		if (!refusals_accept(j->refusals)) return;
	}
}

static void check_leave(const struct judge *j) {
	const struct judge_in *in = j->in;
	if (in->kind != FILE_OUT) return;
	if (in->leave_reason == LEAVE_MISSING && in->missing_since != DATE_UNKNOWN) {
		date_t full = date_add_months(in->missing_since, j->law->missing_months);
		if (in->on < full)
			refusal_add(j->refusals, REFUSE_MISSING_TOO_SHORT, "%d" ERR_SEP "%s",
			            (int)j->law->missing_months, date_text(full).c);
	}
	if (in->leave_reason != LEAVE_SUSPENDED) return;
	if (!j->law->suspension_allowed) {
		refusal_add(j->refusals, REFUSE_SUSPENSION_ABOLISHED, "%s",
		            date_text(j->law->suspension_abolished).c);
		return;
	}
	date_t least = date_add_months(in->on, j->law->suspension_abroad);
	if (in->planned_to != DATE_UNKNOWN && in->planned_to < least)
		refusal_add(j->refusals, REFUSE_SUSPENSION_SHORT, "%d",
		            (int)j->law->suspension_abroad);
	if (in->resumed == DATE_UNKNOWN) return;
	date_t again = date_add_months(in->resumed, j->law->suspension_again);
	if (in->on < again)
		refusal_add(j->refusals, REFUSE_SUSPENSION_AGAIN, "%d" ERR_SEP "%s",
		            (int)j->law->suspension_again, date_text(again).c);
}

/* 續保: only for descendants, who come of age (施行細則 30). */
static void check_continue(const struct judge *j) {
	const struct judge_in *in = j->in;
	if (in->kind != FILE_CONTINUE) return;
	const struct timeline *t = &in->state.subject;
	const struct coverage_row *r = coverage_on(t->row, t->count, in->on);
	bool dependent = r != NULL && r->role == ROLE_DEPENDENT;
	if (dependent && relations[r->relation].line != LINE_DESCENDANT)
		refusal_add(j->refusals, REFUSE_CONTINUE_RELATION, "%s" ERR_SEP "%s",
		            relations[r->relation].zh, relations[r->relation].en);
}

/* The insured amount that the filing makes; 0 for dependents and leaves. */
static int64_t judge_amount(const struct judge *j) {
	const struct judge_in *in = j->in;
	bool sets = is_entry(in->kind) || in->kind == FILE_STATUS || in->kind == FILE_AMOUNT;
	if (!sets) return 0;
	if (in->role == ROLE_DEPENDENT) {
		if (in->kind == FILE_AMOUNT)
			refusal_add(j->refusals, REFUSE_AMOUNT_UNCHANGED_DEPENDENT, "%s", "");
		return 0;
	}
	struct amount_facts f = {.category = j->category->code,
	                         .wage = in->wage,
	                         .amount = in->amount,
	                         .is_proved = in->is_proved,
	                         .is_village = in->is_village,
	                         .staff = in->unit.staff,
	                         .highest_staff_amount = in->unit.highest_staff_amount};
	return enrol_amount(j->amount_law, &f, j->refusals);
}

/* The item that the filing is about: as filed, of the row held, or the unit's usual one. */
static int32_t category_of(const struct judge_in *in) {
	if (in->category != 0) return in->category;
	if (in->kind == FILE_AMOUNT) {
		const struct timeline *t = &in->state.subject;
		const struct coverage_row *r =
		        coverage_on(t->row, t->count, enrol_amount_from(in->on));
		if (r != NULL && r->role == ROLE_INSURED) return r->category;
	}
	return in->unit.category;
}

static date_t due_of(const struct judge *j) {
	const struct judge_in *in = j->in;
	if (in->kind == FILE_AMOUNT) return enrol_amount_due(&j->law->adjust, in->on);
	if (in->kind == FILE_CONTINUE)
		return month_last(month_of(enrol_of_age(j->law, RELATION_CHILD, in->person.birth)));
	int32_t days = in->kind == FILE_OUT ? j->law->filing_exit : j->law->filing_entry;
	return enrol_due(in->on, days, in->calendar);
}

static struct filing filing_of(const struct judge *j, int64_t amount) {
	const struct judge_in *in = j->in;
	return (struct filing){.kind = in->kind,
	                       .on = in->on,
	                       .unit_id = in->unit.unit_id,
	                       .role = in->role,
	                       .insured_person_id = in->insured_person_id,
	                       .relation = in->relation,
	                       .category = j->category->code,
	                       .is_private_school = in->is_private_school ||
	                                            (in->unit.kind == UNIT_PRIVATE_SCHOOL &&
	                                             j->category->code == 11),
	                       .insured_amount = amount,
	                       .entry_reason = in->entry_reason,
	                       .leave_reason = in->leave_reason,
	                       .absence = in->absence,
	                       .keeps_dependents_out = in->keeps_dependents_out,
	                       .may_transfer = in->may_transfer,
	                       .is_exempt = in->is_exempt};
}

void enrol_judge(const struct enrol_law *law, const struct enrol_law *amount_law,
                 const struct judge_in *in, struct plan *plan, date_t *due,
                 struct refusals *refusals) {
	struct judge j = {.law = law, .amount_law = amount_law, .in = in, .refusals = refusals};
	plan->count = 0;
	plan->effective = in->on;
	*due = in->on;
	if (in->unit.unit_id == 0) {
		refusal_add(refusals, REFUSE_UNIT_UNKNOWN, "%s", in->unit.code);
		return;
	}
	j.category = category_find(category_of(in));
	if (j.category == NULL) {
		refusal_add(refusals, REFUSE_CATEGORY_UNKNOWN, "%d", (int)category_of(in));
		return;
	}
	*due = due_of(&j);
	check_unit(&j);
	check_dates(&j);
	if (in->role == ROLE_INSURED) check_category(&j);
	if (in->role == ROLE_DEPENDENT && is_entry(in->kind)) {
		check_dependent(&j);
		check_nearer(&j);
	}
	if (is_entry(in->kind)) check_eligible(&j);
	check_leave(&j);
	check_continue(&j);
	int64_t amount = judge_amount(&j);
	if (!refusals_accept(refusals)) return;
	struct plan_state state = in->state;
	state.unit_code = in->unit.code;
	struct filing filing = filing_of(&j, amount);
	enrol_plan(&state, &filing, plan, refusals);
	bool is_term = in->kind == FILE_CONTINUE ||
	               (in->kind != FILE_AMOUNT && in->kind != FILE_CANCEL && plan->count > 0);
	if (refusals_accept(refusals) && is_term && in->filed_on > *due)
		refusal_add(refusals, REFUSE_LATE, "%s" ERR_SEP "%s", date_text(*due).c,
		            date_text(plan->effective).c);
}
