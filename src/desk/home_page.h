/* home_page.h: the first page of a clerk or chief (basket, what awaits the level, load of the
 * section) and of an agent of insured units. The citizen's is my_home (person_page.h). */
#ifndef DESK_HOME_PAGE_H
#define DESK_HOME_PAGE_H

#include "desk/session.h"

MUST_USE enum nhi_status desk_home(struct desk_call *call, struct view **out, struct err *err);
/* Of the unit acted for; the others stand beside, to change to. */
MUST_USE enum nhi_status employer_home(struct desk_call *call, const struct signed_in *s,
                                       struct view **out, struct err *err);

#endif
