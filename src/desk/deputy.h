/* deputy.h: who stands in for whom, with dates: recorded by the holder himself or by a higher post
 * of the same unit; and the words people use for persons and accounts. */
#ifndef DESK_DEPUTY_H
#define DESK_DEPUTY_H

#include "desk/desk.h"

struct deputy_request {
	struct str holder, account; /* logins or numbers of accounts */
	date_t from, to;            /* half-open; from DATE_UNKNOWN: today */
	struct str kind;            /* deputy, acting */
	struct str reason;
};

/* NHI_INPUT for what is wrong; NHI_FORBIDDEN when this principal may not say so. The deputy must
 * be staff; nobody stands in for himself. */
MUST_USE enum nhi_status desk_deputy_add(struct desk_call *call, const struct deputy_request *q,
                                         struct err *err);
/* From `on` on it no longer holds. */
MUST_USE enum nhi_status desk_deputy_end(struct desk_call *call, int64_t id, date_t on,
                                         struct err *err);
/* May this one say who stands in for a post of that unit and level held by that account? */
bool desk_deputy_may(const struct principal *who, int64_t holder, struct str org_unit,
                     int64_t level);
/* Those that hold on `on` or later, as JSON. */
MUST_USE enum nhi_status desk_deputy_list(struct desk_call *call, date_t on, struct buf *json,
                                          struct err *err);
/* View deputy_list: those of one's unit that hold today or later, and the form for a new one. */
MUST_USE enum nhi_status desk_deputy_page(struct desk_call *call, const struct form *in,
                                          struct view **out, struct err *err);
/* Does what the form says: `do` is add or end; *done false: see errors. */
MUST_USE enum nhi_status desk_deputy_page_do(struct desk_call *call, const struct form *in,
                                             struct view **out, bool *done, struct err *err);

/* A login or a number to the account; an identity number or "#id" to the person. NHI_NOT_FOUND. */
MUST_USE enum nhi_status desk_case_account(struct desk_call *call, struct str login, int64_t *out,
                                           struct err *err);
MUST_USE enum nhi_status desk_case_person(struct desk_call *call, struct str id, int64_t *out,
                                          struct err *err);

#endif
