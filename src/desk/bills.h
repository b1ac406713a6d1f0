/* bills.h: the month's bills for people: the list, one bill with its lines, and why a line is what
 * it is. All need the database (NHI_NO_DATA without one). Identity numbers are masked. */
#ifndef DESK_BILLS_H
#define DESK_BILLS_H

#include "desk/desk.h"
#include "nhi/bill_view.h"

/* View bill_list. Inputs: month (the latest when not given), division, text, corrected, sort
 * (unit|payable), after (cursor). */
MUST_USE enum nhi_status bills_page(struct desk_call *call, const struct form *in,
                                    struct view **out, struct err *err);
/* View bill. `number` is the bill's; input: from (first line shown). */
MUST_USE enum nhi_status bill_page(struct desk_call *call, struct str number, const struct form *in,
                                   struct view **out, struct err *err);
/* View bill_why: the line of an insured person on a bill, with the trace of the premium. */
MUST_USE enum nhi_status bill_why_page(struct desk_call *call, struct str number, struct str person,
                                       struct view **out, struct err *err);

/* View bill_compare: a payroll (CSV text, wire/payroll.h) beside the bill of a unit, every
 * difference with its cause and the filing that mends it; "" only asks for one. */
MUST_USE enum nhi_status bill_compare_page(struct desk_call *call, struct str number,
                                           struct str payroll, struct view **out, struct err *err);
/* Whose bill is it? `person`: of whom a part is shown; the payer for the whole. */
MUST_USE enum nhi_status bill_may_see(const struct principal *who, const struct bill *bill,
                                      int64_t person, struct err *err);

#endif
