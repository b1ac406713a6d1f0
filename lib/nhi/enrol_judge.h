/* enrol_judge.h: a whole filing judged: unit, item, waiting period, dependence, insured amount,
 * term, then the plan. The caller has looked up what the register knows; nothing here reads
 * anything. */
#ifndef NHI_ENROL_JUDGE_H
#define NHI_ENROL_JUDGE_H

#include "nhi/enrol_dependent.h"
#include "nhi/enrol_eligible.h"
#include "nhi/enrol_plan.h"

struct judge_unit {
	int64_t unit_id;  /* 0: no such unit */
	const char *code; /* NUL-terminated, for messages */
	enum unit_kind kind;
	bool is_suspended, is_closed; /* on the day */
	date_t status_from;           /* of that state */
	date_t founded;               /* DATE_UNKNOWN: unit_id 0 */
	int32_t category;             /* usual one */
	int32_t staff;                /* insured employees, -1 not known */
	int64_t highest_staff_amount;
};

struct judge_person {
	bool is_citizen;
	date_t birth;
	date_t death;        /* DATE_UNKNOWN while alive */
	uint32_t conditions; /* bit set of enum condition on the day */
	date_t present_from; /* registration or residence, DATE_UNKNOWN */
	const struct period *exits;
	size_t exit_count;
};

struct judge_in {
	enum filing_kind kind;
	enum enrol_role role;
	date_t on, filed_on;
	struct judge_unit unit;
	struct judge_person person;
	struct plan_state state; /* unit_code is filled in from unit.code */
	int64_t insured_person_id;
	enum relation relation;
	const struct relative *relative; /* of the dependent, as far as known */
	size_t relative_count;
	int32_t category;     /* 0: the unit's usual one */
	int64_t wage, amount; /* AMOUNT_NOT_GIVEN */
	int32_t term_months;  /* of service or sentence, 41–43; -1 not given */
	date_t missing_since; /* leave "missing"; DATE_UNKNOWN not given */
	date_t planned_to;    /* leave "suspended": planned return; DATE_UNKNOWN not given */
	date_t resumed;       /* of the suspension before; DATE_UNKNOWN none */
	int32_t hired_crew;   /* 32: boat owner's hired crew, -1 no boat owner */
	enum entry_reason entry_reason;
	enum leave_reason leave_reason;
	enum absence absence;
	enum condition condition; /* FILE_CONTINUE: that holds from the coming of age on */
	bool is_private_school, is_proved, is_village, has_consent, is_exempt, is_posted,
	        is_newborn;
	bool may_transfer, keeps_dependents_out;
	const struct calendar *calendar;
};

/* `law` is that of the day `on`, `amount_law` that of the first day of the amount (for FILE_AMOUNT
 * enrol_amount_from(on), else the same). *due is the last day of the term for filing. Without
 * refusals `plan` holds what changes. */
void enrol_judge(const struct enrol_law *law, const struct enrol_law *amount_law,
                 const struct judge_in *in, struct plan *plan, date_t *due,
                 struct refusals *refusals);

#endif
