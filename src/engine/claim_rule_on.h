/* claim_rule_on.h: a person's ruling on a claim: a reviewer takes points off a case or order
 * (審查核減), or another reviewer gives them back on appeal (申復), which is paid as a difference
 * (L0060006 22, 32, 33; facts payment §3, §4). */
#ifndef ENGINE_CLAIM_RULE_ON_H
#define ENGINE_CLAIM_RULE_ON_H

#include "engine/claim_pay.h"

struct claim_ruling {
	struct str receipt_no;
	int64_t case_no, order_no; /* order 0: the whole case */
	point_t points;            /* > 0: taken off, or given back on appeal */
	struct str reason_code, reason;
	struct str reviewer; /* account of who decides */
	bool is_appeal;
	date_t filed_on; /* appeals: day on which it was filed */
};

struct claim_ruled {
	struct refusals
	        refusals; /* CLAIM_APPEAL_LATE, CLAIM_SAME_REVIEWER, CLAIM_POINTS, CLAIM_STATE */
	bool done;
	twd_t paid; /* appeals */
};

MUST_USE enum nhi_status claim_rule_on(const struct claim_money *m, const struct claim_ruling *r,
                                       struct claim_ruled *out, struct err *err);

#endif
