/* person_merge.h: two records are one human being. Private to desk/person*.c. */
#ifndef DESK_PERSON_MERGE_H
#define DESK_PERSON_MERGE_H

#include "desk/enrol_parts.h"

/* Inside the act's transaction. `merged` and `kept` are ids of records that go on; the same twice
 * is refused. Adds notes for periods that both had. */
MUST_USE enum nhi_status person_merge(struct register_desk *desk, const struct act *act,
                                      int64_t merged, int64_t kept, int32_t claim_months,
                                      int64_t *months, struct refusals *refusals, struct err *err);

/* The record itself that a number or "#123" names, also when it was merged into another. */
MUST_USE enum nhi_status person_merged_id(struct register_desk *desk, struct str id, int64_t *out,
                                          struct err *err);
/* Undoes the merge of a record: what the merge closed is believed again, what it wrote is closed.
 * Refused when that coverage was changed since. */
MUST_USE enum nhi_status person_unmerge(struct register_desk *desk, const struct act *act,
                                        int64_t merged, int32_t claim_months, int64_t *months,
                                        struct refusals *refusals, struct err *err);

#endif
