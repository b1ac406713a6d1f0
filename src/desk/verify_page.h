/* verify_page.h: the public page on which anybody checks a certificate by its code. */
#ifndef DESK_VERIFY_PAGE_H
#define DESK_VERIFY_PAGE_H

#include "desk/desk.h"

/* View verify. Input: code, as typed; without it only the empty form. What is shown is masked
 * (desk/certificate.h). */
MUST_USE enum nhi_status verify_page(struct desk_call *call, const struct form *in,
                                     struct view **out, struct err *err);

#endif
