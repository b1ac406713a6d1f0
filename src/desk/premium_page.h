/* premium_page.h: the premium calculators of the public site: a form and its result with the whole
 * trace. Wrong inputs are told beside their fields; what was typed survives. */
#ifndef DESK_PREMIUM_PAGE_H
#define DESK_PREMIUM_PAGE_H

#include "desk/desk.h"

/* View calculator. Inputs: category, basis (wage|amount), wage, amount, dependents, private_school,
 * at. Without category only the empty form. */
MUST_USE enum nhi_status premium_page(struct desk_call *call, const struct form *in,
                                      struct view **out, struct err *err);
/* View supplement. Inputs: kind, paid, bonus_before, amount, owner_amount, at. */
MUST_USE enum nhi_status supplement_page(struct desk_call *call, const struct form *in,
                                         struct view **out, struct err *err);

#endif
