/* certificate.h: certificates at once: insurance and its history (投保證明), premiums paid in a
 * year (保險費繳納證明), no arrears (無欠費證明), for persons and insured units, in Chinese or
 * English.
 *
 * A certificate is a letter of the kind certificate (desk/letter.h), numbered and kept, handed over
 * at once. It carries a check code of 100 random bits, so that guessing is hopeless: whoever holds
 * the paper can look up with it what was certified, to whom (masked) and when. */
#ifndef DESK_CERTIFICATE_H
#define DESK_CERTIFICATE_H

#include "base/calendar.h"
#include "desk/letter.h"
#include "desk/principal.h"

enum certificate_kind {
	CERTIFICATE_COVERAGE,
	CERTIFICATE_PREMIUM,
	CERTIFICATE_CLEARANCE,
	CERTIFICATE_KIND_COUNT
};
const char *certificate_kind_name(enum certificate_kind kind); /* "coverage" */
MUST_USE bool certificate_kind_find(struct str name, enum certificate_kind *out);

struct certificate_request {
	enum certificate_kind kind;
	int64_t person_id, unit_id; /* one of them */
	int32_t year;               /* CERTIFICATE_PREMIUM */
	bool english;
	int64_t division; /* where it is issued, 1–6; 0: the division in charge of whom it is about
	                   */
	struct str key;   /* idempotency key, "" none */
};

/* What the use cases of certificates share; borrowed. */
struct certificate_place {
	struct letter_place letters;
	const struct principal *who;
	const struct calendar *calendar;
	date_t today;
	struct str verify_url; /* https://…/verify: printed with the code behind it */
};

/* Issues it in one transaction. NHI_FORBIDDEN when it is not the principal's to ask for;
 * NHI_CERTIFICATE_ARREARS when a clearance cannot be certified, with the months; NHI_NOT_FOUND for
 * somebody without coverage or a year without premium. A repeated key gives the first one again. */
MUST_USE enum nhi_status certificate_issue(const struct certificate_place *place,
                                           const struct certificate_request *request,
                                           struct letter_made *out, struct err *err);

/* What anybody learns who has the code. */
struct certificate_check {
	bool found;
	struct str number;
	struct letter_text title, office;
	date_t issued;
	struct str name;              /* masked */
	struct letter_text statement; /* what it certifies, in a sentence; masked too */
	struct str content_hash;      /* SHA-256 of what was kept, hex */
};

enum { CERTIFICATE_CODE_SIZE = 24 }; /* XXXXX-XXXXX-XXXXX-XXXXX and a NUL */

/* Reads a code as people type it: lower case, blanks, without hyphens, O for 0, I and L for 1.
 * False when it cannot be one. */
MUST_USE bool certificate_code_read(struct str typed, char out[CERTIFICATE_CODE_SIZE]);
MUST_USE enum nhi_status certificate_verify(const struct letter_place *place, struct str typed,
                                            struct certificate_check *out, struct err *err);
/* 王○明, 歐○○玲, S*** R****: the first and last character of a name in Han, first letters else. */
void certificate_put_masked_name(struct buf *out, struct str name);

#endif
