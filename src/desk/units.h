/* units.h: insured units for people: the list, and one unit with its history, its people and its
 * bills. Needs the database. Identity numbers are masked. */
#ifndef DESK_UNITS_H
#define DESK_UNITS_H

#include "desk/desk.h"

/* View unit_list. Inputs: text (part of the name), division, after (code). */
MUST_USE enum nhi_status units_page(struct desk_call *call, const struct form *in,
                                    struct view **out, struct err *err);
/* View insured_unit. Inputs: at, from (first person shown). */
MUST_USE enum nhi_status unit_page(struct desk_call *call, struct str code, const struct form *in,
                                   struct view **out, struct err *err);

#endif
