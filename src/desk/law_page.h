/* law_page.h: the law browser: any figure of law on any day, with source and history. */
#ifndef DESK_LAW_PAGE_H
#define DESK_LAW_PAGE_H

#include "desk/desk.h"

/* View law_list. Inputs: at, text (in name, Chinese or English; "" = all). */
MUST_USE enum nhi_status law_list_page(struct desk_call *call, const struct form *in,
                                       struct view **out, struct err *err);
/* View law_parameter; NHI_LAW_UNKNOWN when there is none. Inputs: at. */
MUST_USE enum nhi_status law_parameter_page(struct desk_call *call, struct str name,
                                            const struct form *in, struct view **out,
                                            struct err *err);
/* View grade_table: the table of insured amounts of a day. Inputs: at. */
MUST_USE enum nhi_status law_grades_page(struct desk_call *call, const struct form *in,
                                         struct view **out, struct err *err);

#endif
