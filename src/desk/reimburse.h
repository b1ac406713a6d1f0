/* reimburse.h: reimbursement of self-advanced expenses at the desk: judged, computed, ordered to be
 * paid (L0060001:55–57, L0060005); entries of desk/entry.h. The order makes a payable; paying it is
 * another matter and is not done here. */
#ifndef DESK_REIMBURSE_H
#define DESK_REIMBURSE_H

#include "desk/entry.h"

/* id, ground, applied_on, cared_from, cared_to, paid_up_on, entered_on, year, place, currency,
 * items ("inpatient 5 25000.00 25000.00 0; emergency 1 …": care, count, claimed, accepted,
 * copayment in dollars), copay_paid (ground 5), payee, account. */
MUST_USE enum nhi_status reimburse_grant(struct entry *e, struct err *err);
/* file (CSV: currency,date,source,rate): rates as published. */
MUST_USE enum nhi_status reimburse_rates(struct entry *e, struct err *err);

/* id: what a person was granted. */
MUST_USE enum nhi_status reimburse_show(struct register_desk *desk, const struct form *in,
                                        struct json *j, struct err *err);
/* from, to: payment orders. */
MUST_USE enum nhi_status payment_orders_show(struct register_desk *desk, const struct form *in,
                                             struct json *j, struct err *err);

#endif
