/* illness.h: the register of certificates of catastrophic illness (schema/0014_benefit.sql), which
 * the copayment check reads. Rules: nhi/illness.h. */
#ifndef STORE_ILLNESS_H
#define STORE_ILLNESS_H

#include "base/json.h"
#include "nhi/illness.h"
#include "store/fact.h"

struct illness {
	int64_t person_id, fact_no;
	struct str disease; /* "01:C50" */
	int32_t category, stage;
	struct str icd, certificate_no, hospital, ended;
	bool is_paper;
	date_t applied_on;
	struct period valid;
};

/* Certificates of a person as known, by first day. */
MUST_USE enum nhi_status illness_of_person(struct db *db, int64_t person_id, instant_t known,
                                           struct arena *arena, struct illness **rows,
                                           size_t *count, struct err *err);
/* NHI_NOT_FOUND when there is no such certificate. */
MUST_USE enum nhi_status illness_find(struct db *db, struct str certificate_no, struct arena *arena,
                                      struct illness *out, struct err *err);
MUST_USE enum nhi_status illness_put(struct db *db, const struct act *act, struct illness *row,
                                     struct err *err);
/* It ends before `on`: "revoked" or "given_up". On its first day it never was. */
MUST_USE enum nhi_status illness_end(struct db *db, const struct act *act,
                                     const struct illness *row, date_t on, struct str how,
                                     struct err *err);
MUST_USE enum nhi_status illness_copy_put(struct db *db, const struct act *act,
                                          struct str certificate_no, date_t on, struct str why,
                                          struct err *err);
/* Arrays: papers handed out again; certificates and holders by category on a day. */
MUST_USE enum nhi_status illness_copies(struct db *db, int64_t person_id, struct json *j,
                                        struct err *err);
MUST_USE enum nhi_status illness_counts(struct db *db, date_t day, struct json *j, struct err *err);

#endif
