/* case_bulk.h: one act on many cases: each decided by its own rules, in a transaction of its own,
 * with an answer of its own; a case that is refused hinders no other. */
#ifndef DESK_CASE_BULK_H
#define DESK_CASE_BULK_H

#include "desk/case.h"

struct case_bulk_row {
	struct str number;
	bool done;
	struct str service, title; /* "" when the case could not be read */
	enum case_state state;
	struct str letter;         /* number of the letter that went out, "" none */
	struct str why_zh, why_en; /* of a refusal: all that is wrong with it */
};

/* `command` says what; its number is set for each. A key makes each case's own (key:number), so
 * that a form sent twice acts once. Verbs: accept, assign, propose, decide, close, note. Errors of
 * the system end it; what was done before stays done. */
MUST_USE enum nhi_status case_bulk(struct desk_call *call, const struct case_command *command,
                                   const struct str *numbers, size_t count,
                                   struct case_bulk_row **rows, struct err *err);
bool case_bulk_verb(struct str name, enum case_verb *out);

#endif
