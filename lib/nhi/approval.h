/* approval.h: prior authorisation (事前審查, L0060006:25, L0060035:62–66) and home care: kinds and
 * their terms, results of orders rolled up, periods. Pure. */
#ifndef NHI_APPROVAL_H
#define NHI_APPROVAL_H

#include "nhi/enrol_refusal.h"
#include "nhi/law.h"

/* codes/approval_kinds.csv */
enum approval_kind {
	APPROVAL_SERVICE,
	APPROVAL_DRUG,
	APPROVAL_DEVICE,
	APPROVAL_SPECIAL, /* a single case outside the rules of benefit */
	APPROVAL_PROJECT, /* special project of the drug rules: never treated before it is approved
	                   */
	APPROVAL_PROSTHESIS,
	APPROVAL_HOMECARE,
	APPROVAL_KIND_COUNT
};
extern const char *const approval_kinds[APPROVAL_KIND_COUNT];

/* Result of an order (nhi-approve-comment); a case has 1 to 5. */
enum approval_result {
	APPROVAL_IN_REVIEW,
	APPROVAL_AGREED,
	APPROVAL_REFUSED,
	APPROVAL_PARTLY,
	APPROVAL_SUPPLEMENT,
	APPROVAL_RETURNED,
	APPROVAL_REFUSED_WITH_SURGERY, /* and the surgery that goes with it is not paid */
	APPROVAL_CHANGED,              /* see the opinion */
	APPROVAL_RESULT_COUNT
};

struct approval_order {
	enum approval_result result;
	int64_t requested, approved; /* quantities; only of APPROVAL_CHANGED */
};
/* The result of a case from those of its orders (rule of TWPAS 1.2.3). Orders that are still in
 * review leave the case in review. */
enum approval_result approval_roll_up(const struct approval_order *order, size_t count);

/* Days for the decision. A decision that is late counts as agreed (services: L0060006:25:2) or as a
 * finished review (drugs and devices: L0060035:64), unless papers were asked for. */
MUST_USE enum nhi_status approval_term(const struct law *law, enum approval_kind kind, date_t at,
                                       int64_t *days, struct err *err);

/* Home care is approved for some months at a time. An application that comes within some days after
 * the end, from the same agency, is an extension. */
struct approval_homecare {
	date_t applied_on;
	struct period earlier; /* of the same agency; from == to: none */
};
struct approval_homecare_answer {
	struct period valid;
	bool is_extension;
};
MUST_USE enum nhi_status approval_homecare(const struct law *law,
                                           const struct approval_homecare *in,
                                           struct approval_homecare_answer *out, struct err *err);

#endif
