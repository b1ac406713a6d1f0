/* approval.h: prior authorisation, prostheses and home care at the desk: what was approved enters
 * the register that the claim check reads (L0060006:25, L0060035:62–66); entries of desk/entry.h.
 */
#ifndef DESK_APPROVAL_H
#define DESK_APPROVAL_H

#include "desk/entry.h"

/* id, kind, item, provider, requested, approved, applied_on, to (last day; home care: by the law),
 * urgent, deemed. */
MUST_USE enum nhi_status approval_grant(struct entry *e, struct err *err);
/* acceptance_no, on: it ends before its time. */
MUST_USE enum nhi_status approval_stop(struct entry *e, struct err *err);
/* id: all approvals. */
MUST_USE enum nhi_status approval_show(struct register_desk *desk, const struct form *in,
                                       struct json *j, struct err *err);
/* id, item, provider, on: what the claim check asks; "approved" is the quantity, 0 none. */
MUST_USE enum nhi_status approval_on(struct register_desk *desk, const struct form *in,
                                     struct json *j, struct err *err);

#endif
