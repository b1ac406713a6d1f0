/* copay_page.h: the copayment calculator of the public site: a form and its result with the whole
 * trace. */
#ifndef DESK_COPAY_PAGE_H
#define DESK_COPAY_PAGE_H

#include "desk/desk.h"

/* View copay. Inputs: level, care, referred, drug_points, refill, triage, session, points,
 * disabled, midlow, remote, at. Without level and care only the empty form. */
MUST_USE enum nhi_status copay_page(struct desk_call *call, const struct form *in,
                                    struct view **out, struct err *err);

#endif
