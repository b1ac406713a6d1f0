/* effect.h: what a decision does. A service of catalogue/services names an effect; the case engine
 * (desk/case_decide.c) runs it inside the transaction of the decision, so that the decision, the
 * register, the money and the letter stand or fall together.
 *
 * How to add one: in src/desk/effect_<area>.c (or the area's own file) write
 *
 *	static enum nhi_status check(struct effect_call *e, struct err *err) {
 *		date_t on;
 *		if (!effect_date(e, "on", &on))        says itself what is wrong, beside the field
 *			return NHI_OK;
 *		…read the register through e->desk->db…
 *		effect_refuse(e, "on", "ALREADY_INSURED", zh, en, "L0060001:11");
 *		e->metric = amount;                    what the delegation table is asked with
 *		return NHI_OK;
 *	}
 *	const struct effect card_effects[] = {
 *		{.name = "card.issue", .check = check, .preview = preview, .apply = apply},
 *		{.name = NULL},
 *	};
 *
 * and list the table in effect.c. A service then says `effect: card.issue`.
 *
 * When each is called:
 * check    when the form is sent in, when it is amended, and again before the decision. Says what
 *          stands against the application (effect_refuse), what is worth knowing (effect_note), and
 *          the metric. Writes nothing. A refusal at intake is shown to the applicant and does not
 *          hinder the case: the agency decides, and tells why. A service that is `immediate`
 *          refuses at once instead.
 *
 * preview  on the decision page: what would change (effect_change). Writes nothing. May be NULL:
 *          then `apply` is run and undone, which shows the truth.
 *
 * apply    with the decision, only for results that grant (CASE_APPROVE, CASE_PARTLY). Writes facts
 *          with e->act, or calls the use cases of the register (desk_enrol, desk_unit, desk_person
 *          with e->desk: they join the transaction and name the case). Says what changed
 *          (effect_change) and fills e->letter. A refusal here, or a status other than NHI_OK,
 *          undoes the whole decision; the officer sees the reasons.
 *
 * refuse   with a decision that rejects; NULL: nothing to do.
 *
 * undo     when an objection is allowed: e->undone is the decision that is taken back. Effects on
 *          registers of facts use effect_undo_register (effect_undo.c): what the acts of the case
 *          wrote is corrected by facts of this act. An effect that only told or handed something
 *          over says effect_undo_nothing. NULL: the officer files the correction.
 *
 * An effect is a pure function of the case, the register and the law: it may be run again from its
 * start (db_transact), so it keeps nothing outside the call. */
#ifndef DESK_EFFECT_H
#define DESK_EFFECT_H

#include "desk/enrol.h"
#include "desk/form.h"
#include "store/case.h"

struct letter_values;
struct principal;

enum effect_mark { EFFECT_CHANGE, EFFECT_NOTE, EFFECT_REFUSE };

struct effect_line {
	enum effect_mark mark;
	struct str field;  /* of the form, "" for the whole */
	struct str code;   /* of a catalogue: ALREADY_INSURED; "" for changes */
	struct str zh, en; /* a sentence each */
	struct str article;
	struct effect_line *next;
};

struct effect_call {
	struct register_desk *desk;  /* db in its transaction, law, calendar, arena, today, actor */
	const struct principal *who; /* who files or decides */
	const struct case_file *file; /* applicant, subject, days; number "" before it is opened */
	const struct form *values;    /* the form as it stands now; names of the service's fields */
	const struct case_decision *decision; /* NULL outside apply, refuse, undo */
	const struct case_decision *undone;   /* in undo: the decision that is taken back */
	const struct act *act;                /* of the decision; NULL in check and preview */
	/* out */
	int64_t metric; /* amount, persons or days for the delegation band; 0 */
	bool refused;   /* set by effect_refuse */
	struct effect_line *first, *last;
	struct letter_values *letter; /* values for the letter; may be NULL: then none is made */
	struct str result_json;       /* for programs: what was made, an object; "" none */
};

typedef enum nhi_status (*effect_step)(struct effect_call *e, struct err *err);

struct effect {
	const char *name; /* "enrol.in"; NULL ends a table */
	effect_step check, preview, apply, refuse, undo;
};

/* NULL when there is none of that name. */
const struct effect *effect_find(struct str name);
/* Every effect, for the check of the catalogue and the tests: NULL at the end. */
const struct effect *effect_at(size_t i);

/* ---- For effects ------------------------------------------------------------------------------
 */

/* Texts are copied into the arena of the call; zh and en may be made with buf_printf. */
void effect_change(struct effect_call *e, struct str zh, struct str en);
void effect_note(struct effect_call *e, const char *code, struct str zh, struct str en);
void effect_refuse(struct effect_call *e, const char *field, const char *code, struct str zh,
                   struct str en, struct str article);
/* All refusals and notes of a filing (codes/enrol_refusals.csv), with article and remedy. */
void effect_refusals(struct effect_call *e, const char *field, const struct refusals *refusals);

/* Fields of the form. Each returns false when the value is missing or bad and adds the refusal. */
struct str effect_text(const struct effect_call *e, const char *field); /* "" when missing */
bool effect_need(struct effect_call *e, const char *field, struct str *out);
bool effect_date(struct effect_call *e, const char *field, date_t *out);
bool effect_number(struct effect_call *e, const char *field, int64_t min, int64_t max,
                   int64_t *out);
bool effect_flag(const struct effect_call *e, const char *field); /* yes, 1, on, true */

#endif
