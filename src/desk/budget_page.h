/* budget_page.h: the public page of point values by sector and region of a settled quarter. */
#ifndef DESK_BUDGET_PAGE_H
#define DESK_BUDGET_PAGE_H

#include "desk/desk.h"

/* View point_values. Input: quarter ("2026Q1"); without it the newest settled one. */
MUST_USE enum nhi_status point_values_page(struct desk_call *call, const struct form *in,
                                           struct view **out, struct err *err);

#endif
