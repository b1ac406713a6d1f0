/* certificate.h: check codes of certificates (schema/0013_certificate.sql). */
#ifndef STORE_CERTIFICATE_H
#define STORE_CERTIFICATE_H

#include "store/act.h"

struct certificate_code {
	struct str code, name, statement_zh, statement_en;
	int64_t letter_id;                              /* when written */
	struct str number, office, subject, form, hash; /* when read */
	date_t issued_on;
};

MUST_USE enum nhi_status certificate_code_add(struct db *db, const struct act *act,
                                              const struct certificate_code *row, struct err *err);
/* *found false when nobody has the code. */
MUST_USE enum nhi_status certificate_code_find(struct db *db, struct str code, struct arena *arena,
                                               struct certificate_code *out, bool *found,
                                               struct err *err);

#endif
