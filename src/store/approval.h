/* approval.h: the register of what was approved in advance (schema/0014_benefit.sql), which the
 * claim check reads. Rules: nhi/approval.h. */
#ifndef STORE_APPROVAL_H
#define STORE_APPROVAL_H

#include "nhi/approval.h"
#include "store/fact.h"

struct approval {
	int64_t person_id, fact_no;
	struct str kind, item, provider, acceptance_no, result; /* agreed, partly, deemed */
	int64_t requested, approved;
	bool is_urgent;
	date_t applied_on;
	struct period valid;
};

MUST_USE enum nhi_status approval_of_person(struct db *db, int64_t person_id, instant_t known,
                                            struct arena *arena, struct approval **rows,
                                            size_t *count, struct err *err);
MUST_USE enum nhi_status approval_find(struct db *db, struct str acceptance_no, struct arena *arena,
                                       struct approval *out, struct err *err);
MUST_USE enum nhi_status approval_put(struct db *db, const struct act *act,
                                      const struct approval *row, struct err *err);
/* It ends before `on`; on its first day it never was. */
MUST_USE enum nhi_status approval_end(struct db *db, const struct act *act,
                                      const struct approval *row, date_t on, struct err *err);

#endif
