/* hall.h: what the effects of the hall entered (desk/effect_hall.c), as commands show it. */
#ifndef DESK_HALL_H
#define DESK_HALL_H

#include "desk/enrol.h"
#include "desk/form.h"

/* payer, year: statements of withheld premium by kind. */
MUST_USE enum nhi_status withholding_filed(struct register_desk *desk, const struct form *in,
                                           struct json *j, struct err *err);
/* site, on: what holds at the sites. */
MUST_USE enum nhi_status site_entries_show(struct register_desk *desk, const struct form *in,
                                           struct json *j, struct err *err);
/* class, on: letters kept long enough, whose text may be destroyed once the list is approved. */
MUST_USE enum nhi_status letters_expired(struct register_desk *desk, const struct form *in,
                                         struct json *j, struct err *err);

#endif
