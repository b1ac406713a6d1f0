/* case_reason.h: reasons of decisions as data (catalogue/reasons.csv): a code, for which services
 * and which result it is offered, the sentence in both languages and its article. Who decides
 * chooses one and may add words of his own; the letter says both in the language of its reader.
 * Read once with the desk, immutable. */
#ifndef DESK_CASE_REASON_H
#define DESK_CASE_REASON_H

#include "desk/service.h"
#include "desk/view.h"
#include "store/case.h"

struct case_reason {
	struct str code, applies; /* applies: "*", an area of services, or one service */
	enum case_result result;
	struct str zh, en;           /* the sentence without full stop */
	struct str law;              /* "L0060001:9@2023-06-28" */
	struct str cite_zh, cite_en; /* the article as people read it */
};

struct case_reasons {
	struct case_reason *row; /* by code */
	size_t count;
};

/* NHI_CATALOGUE with the row for a code twice or out of order, an unknown result, a missing text or
 * source. */
MUST_USE enum nhi_status case_reasons_load(struct case_reasons *out, struct arena *a,
                                           const char *data_dir, struct err *err);
/* NULL when there is none, or none for that service ("" of `service`: for all). */
const struct case_reason *case_reason_find(const struct case_reasons *r, struct str code,
                                           const struct service *service);
bool case_reason_fits(const struct case_reason *r, const struct service *service);

/* Adds the list "reasons" (view case_reason): those for the service, of one result unless it is
 * CASE_NO_RESULT; `chosen` is marked. */
void case_reasons_put(struct view *v, const struct case_reasons *reasons, const struct service *s,
                      enum case_result result, struct str chosen);

/* The sentence with its article, and the words that somebody added ("" none). */
MUST_USE enum nhi_status case_reason_words(const struct case_reason *r, struct str added,
                                           struct arena *a, struct str *zh, struct str *en,
                                           struct err *err);
/* What was added to a Chinese sentence that case_reason_words made; all of it when it was not. */
struct str case_reason_added(const struct case_reason *r, struct str zh);

/* "L0060001:8@2023-06-28" as people read it, by codes/law_code.csv; as it stands when that does not
 * know it. */
MUST_USE enum nhi_status case_cite(const char *data_dir, struct str source, struct arena *a,
                                   struct str *zh, struct str *en, struct err *err);

#endif
