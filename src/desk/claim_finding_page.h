/* claim_finding_page.h: what each code of the claim check means, for who makes or mends claim
 * files: cause, example, what to do. Public; the catalogue is codes/claim_findings.csv. */
#ifndef DESK_CLAIM_FINDING_PAGE_H
#define DESK_CLAIM_FINDING_PAGE_H

#include "desk/desk.h"

/* View claim_finding_list. Inputs: level ("" = all). */
MUST_USE enum nhi_status claim_finding_list_page(struct desk_call *call, const struct form *in,
                                                 struct view **out, struct err *err);
/* View claim_finding; NHI_NOT_FOUND when there is no such code. */
MUST_USE enum nhi_status claim_finding_page(struct desk_call *call, struct str code,
                                            struct view **out, struct err *err);

#endif
