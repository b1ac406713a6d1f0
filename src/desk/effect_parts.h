/* effect_parts.h: what the effects on the register share; private to desk/effect_*.c. */
#ifndef DESK_EFFECT_PARTS_H
#define DESK_EFFECT_PARTS_H

#include "desk/effect.h"
#include "desk/person.h"
#include "desk/unit.h"
#include "wire/letter_form.h"

/* Files, or tries and undoes it: refusals and notes go to the call, of a filing done also what
 * changed. Nothing is tried while a field is missing. */
MUST_USE enum nhi_status effect_file(struct effect_call *e, struct enrol_request *q, bool tries,
                                     struct err *err);
MUST_USE enum nhi_status effect_person(struct effect_call *e, struct person_request *q, bool tries,
                                       struct err *err);

/* Steps `check` and `apply` of an effect whose one function takes `tries`: true says what would
 * happen, false does it. */
#define EFFECT_STEPS(name)                                                                         \
	static enum nhi_status name##_check(struct effect_call *e, struct err *err) {              \
		return name(e, true, err);                                                         \
	}                                                                                          \
	static enum nhi_status name##_apply(struct effect_call *e, struct err *err) {              \
		return name(e, false, err);                                                        \
	}

/* desk->formats, read when they are not there yet: for effects that take official numbers. */
MUST_USE enum nhi_status effect_numbers(struct register_desk *desk, struct err *err);
/* Steps `undo` (effect_undo.c): what the acts of the case wrote into registers of facts is closed,
 * what they closed holds again; refused where later changes built on it. */
MUST_USE enum nhi_status effect_undo_register(struct effect_call *e, struct err *err);
/* The same, and the money: the card void with its fee given back, the reimbursement reversed. */
MUST_USE enum nhi_status effect_undo_card(struct effect_call *e, struct err *err);
MUST_USE enum nhi_status effect_undo_reimbursement(struct effect_call *e, struct err *err);
/* Nothing stands in a register: the decision is taken back by the letter alone. */
MUST_USE enum nhi_status effect_undo_nothing(struct effect_call *e, struct err *err);

extern const struct effect arrears_effects[], benefit_effects[], debt_effects[], enrol_effects[],
        match_effects[], unit_effects[], hall_effects[];

#endif
