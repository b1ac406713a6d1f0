/* case_parts.h: what the files of src/desk/case_*.c share. Private to them. */
#ifndef DESK_CASE_PARTS_H
#define DESK_CASE_PARTS_H

#include "desk/case.h"
#include "store/person.h"
#include "store/provider.h"
#include "store/unit.h"

/* One use case at work: everything that may be run again from its start. */
struct casework {
	struct desk_call *call;
	const struct desk *desk;
	const struct case_application *application; /* open */
	const struct case_command *command;         /* do */
	struct case_answer *answer;
	struct register_desk reg; /* for effects: joins the transaction */
	struct effect_call effect;
	struct act act;
	struct case_file converted; /* the case that goes on as this one; id 0 none */
	struct case_file file;
	const struct service *service;
	const struct service_step *step;
	const struct service_move *move; /* of the event; NULL where the verb moves nothing */
	struct form values;
	struct case_event event;
	struct case_draft draft; /* the current one; number 0: none */
	struct str county;       /* of the subject, code or name */
	int32_t category;        /* of the subject today, 0 unknown */
	struct str unit_kind;
	/* what the register knows, for prefilling; "" unknown */
	struct person_fact person;
	struct unit_fact unit;
	struct provider_fact provider;
	int64_t covered_by; /* unit_id of the coverage of today */
};

void casework_init(struct casework *w, struct desk_call *call, struct case_answer *answer);
/* Prepares what effects get; after the transaction is open. */
void casework_effect(struct casework *w);
/* The value of a field or of a word of conditions (applicant, channel …): a service_value. */
struct str casework_value(void *context, struct str field);
/* A refusal about a field of the request. */
void casework_refuse(struct casework *w, const char *field, const char *code, const char *zh,
                     const char *en);
/* Counts the clock anew from the pauses of the store. */
MUST_USE enum nhi_status casework_clock(struct casework *w, struct err *err);
/* The term of a parameter of law on a day. */
MUST_USE enum nhi_status casework_term(const struct desk *desk, struct str parameter, date_t at,
                                       struct clock_term *out, struct str *source, struct err *err);
/* Refuses files that are too many, too large or of a kind that is not kept. */
void casework_check_uploads(struct casework *w, const struct case_upload *upload, size_t count);
/* Keeps the files as documents of the case. */
MUST_USE enum nhi_status casework_uploads(struct casework *w, const struct case_upload *upload,
                                          size_t count, struct err *err);
/* The general case that goes on as this one: may it, and what comes along (case_convert.c). */
MUST_USE enum nhi_status casework_convert_read(struct casework *w, struct err *err);
/* After the new one is written: documents, link, the end of the old one. */
MUST_USE enum nhi_status casework_convert_apply(struct casework *w, struct err *err);
/* Loads county, category, kind of unit of the subject. */
MUST_USE enum nhi_status casework_subject(struct casework *w, struct err *err);
/* Fills in what the register knows and the form asks for, where nothing was said; a flag that was
 * not ticked is "no". */
MUST_USE enum nhi_status casework_prefill(struct casework *w, struct err *err);
/* The answer as JSON: number, state, due day, lines. */
MUST_USE enum nhi_status casework_answer(struct casework *w, struct err *err);
/* Moves the case by an event of its flow: step, state; NHI_CASE_STEP when the step has no such
 * move. */
MUST_USE enum nhi_status casework_move(struct casework *w, enum service_event event,
                                       struct err *err);
/* NHI_FORBIDDEN unless this principal may `right` this case. */
MUST_USE enum nhi_status casework_need(struct casework *w, enum right right, struct err *err);

/* The decision itself (case_decide.c): authority, effect, letter, row. */
MUST_USE enum nhi_status casework_decide(struct casework *w, enum case_result result,
                                         struct str reason_code, struct str reason,
                                         struct err *err);
/* The words of a decision: a reason of the catalogue for this service and result with what was
 * added, or what was written alone. A refusal without reasons, or a code that does not fit, is
 * refused. */
MUST_USE enum nhi_status casework_reason(struct casework *w, enum case_result result,
                                         struct str code, struct str added, struct str *out,
                                         struct err *err);
/* NHI_CASE_LEVEL unless this principal, or whom he stands for, has that level in the section. */
MUST_USE enum nhi_status casework_level(struct casework *w, int32_t level, struct err *err);
/* By the lapse of time: no level, no person. */
MUST_USE enum nhi_status casework_deem(struct casework *w, struct err *err);
/* The draft: which level will decide; waits for it. */
MUST_USE enum nhi_status casework_propose(struct casework *w, struct err *err);
/* Which band of the table holds for the case now. */
MUST_USE enum nhi_status casework_band(struct casework *w, const struct authority_band **out,
                                       struct err *err);
/* Who may decide, for the page: the answer for this principal; the level that is needed. */
struct case_standing {
	enum authority_answer answer;
	const struct authority_band *band;
	int32_t level;
	int64_t level_used; /* own, or of the post deputised */
	struct str acting_for;
	struct str cosign_missing;
};
MUST_USE enum nhi_status casework_standing(struct casework *w, struct case_standing *out,
                                           struct err *err);

#endif
