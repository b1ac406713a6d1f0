/* certificate_parts.h: what each kind of certificate says (certificate_values.c). */
#ifndef DESK_CERTIFICATE_PARTS_H
#define DESK_CERTIFICATE_PARTS_H

#include "desk/certificate.h"

/* Fills the values of the form `*form`. Inside a transaction. */
MUST_USE enum nhi_status certificate_values(const struct certificate_place *place,
                                            const struct certificate_request *request,
                                            struct str *form, struct letter_values *out,
                                            struct err *err);
MUST_USE enum nhi_status certificate_premium_values(const struct certificate_place *place,
                                                    const struct certificate_request *request,
                                                    struct letter_values *out, struct err *err);

/* A payer's bills and what was paid of them, oldest first. */
struct certificate_bill {
	month_t month;
	int64_t unit_id, payable, paid;
	date_t due_on;
};
MUST_USE enum nhi_status certificate_bills(const struct certificate_place *place,
                                           const struct certificate_request *request,
                                           struct certificate_bill **rows, size_t *count,
                                           struct err *err);

#endif
