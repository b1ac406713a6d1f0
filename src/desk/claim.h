/* claim.h: a provider's claim file arrives: judged at once as the provider's own check judges it,
 * kept as sent, given a receipt number (L0060006 4, 8; claims-format §5.1).
 *
 * The same bytes give the same receipt. An original claim of a month that was filed before takes
 * the place of the earlier one while nothing was paid for that; what is the same, changed, new or
 * gone is counted. Later corrections are supplements (補報) or appeals. */
#ifndef DESK_CLAIM_H
#define DESK_CLAIM_H

#include "desk/register.h"
#include "store/claim.h"
#include "wire/claim_verdict.h"

enum { CLAIM_UPLOAD_MAX = 512 * 1024 * 1024 };

struct claim_receipt {
	bool repeated; /* these bytes were received before: `batch` is that one */
	bool is_kept;  /* false: not readable as a claim of a known provider; nothing was written */
	struct claim_batch_row batch;
	struct claim_verdict verdict;       /* not of a repeat */
	struct str replaced;                /* receipt number, "" none */
	int64_t same, changed, added, gone; /* cases against the replaced claim */
};

/* `name` is that of the file. `provider_id` 0: anybody's (the command line); else the file must be
 * of this provider (NHI_FORBIDDEN). Today is the day of arrival. */
MUST_USE enum nhi_status desk_claim_receive(struct register_desk *desk,
                                            const struct claim_judge *judge, struct str name,
                                            struct str bytes, int64_t provider_id,
                                            struct claim_receipt *out, struct err *err);
/* Withdrawn by the provider while nothing was paid. */
MUST_USE enum nhi_status desk_claim_void(struct register_desk *desk, struct str receipt_no,
                                         struct str reason, struct err *err);
/* By receipt number; NHI_NOT_FOUND. */
MUST_USE enum nhi_status desk_claim_find(struct register_desk *desk, struct str receipt_no,
                                         struct claim_batch_row *out, struct err *err);
void claim_receipt_json(const struct claim_receipt *r, struct json *j);

#endif
