/* illness.h: catastrophic illness at the desk: certificates granted, renewed, issued again, ended
 * (L0060015); entries of desk/entry.h. */
#ifndef DESK_ILLNESS_H
#define DESK_ILLNESS_H

#include "desk/entry.h"

/* id, category, icd, stage, applied_on, certificate_on, hospital, reported_on, annex, dismissed,
 * new_evidence, validity (default, 42d, 3m, 6m, 1y, 2y, 3y, 5y, permanent), renewal. */
MUST_USE enum nhi_status illness_grant(struct entry *e, struct err *err);
/* The same for a renewal. */
MUST_USE enum nhi_status illness_renew(struct entry *e, struct err *err);
/* certificate_no, why, on: a paper certificate again. */
MUST_USE enum nhi_status illness_reissue(struct entry *e, struct err *err);
/* certificate_no, how (revoked, given_up), on. */
MUST_USE enum nhi_status illness_revoke(struct entry *e, struct err *err);

/* id: all certificates, with the day from which each may be renewed. */
MUST_USE enum nhi_status illness_show(struct register_desk *desk, const struct form *in,
                                      struct json *j, struct err *err);
/* on: certificates and holders by category. */
MUST_USE enum nhi_status illness_report(struct register_desk *desk, const struct form *in,
                                        struct json *j, struct err *err);
/* id, on: is care for this illness free of copayment on that day? What the copayment check asks. */
MUST_USE enum nhi_status illness_on(struct register_desk *desk, const struct form *in,
                                    struct json *j, struct err *err);

#endif
