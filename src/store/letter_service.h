/* letter_service.h: service of notices (送達): when a letter counts as served. Rows are written
 * once. Which day that is, is the caller's to know (desk/letter_outbox.h). */
#ifndef STORE_LETTER_SERVICE_H
#define STORE_LETTER_SERVICE_H

#include "store/act.h"

struct letter_service {
	struct str way; /* codes/service_ways.csv */
	date_t served_on, effect_on;
	date_t kept_to; /* of a deposit; DATE_OPEN none */
	struct str receiver, relation, place, note;
};
MUST_USE enum nhi_status letter_service_add(struct db *db, const struct act *act, int64_t letter_id,
                                            const struct letter_service *row, struct err *err);
MUST_USE enum nhi_status letter_service_list(struct db *db, int64_t letter_id, struct arena *arena,
                                             struct letter_service **rows, size_t *count,
                                             struct err *err);
/* Was anything served by public notice to the letter's addressee before? (行政程序法 81) */
MUST_USE enum nhi_status letter_service_was_public(struct db *db, int64_t letter_id, bool *out,
                                                   struct err *err);

#endif
