/* enrol_refusal.h: why a filing was refused, or what must be known about one that was accepted: a
 * row of codes/enrol_refusals.csv, or of codes/benefit_refusals.csv for the registers of benefits,
 * with the rule, its article and the remedy in both languages. A refusal is a result, not an error.
 */
#ifndef NHI_ENROL_REFUSAL_H
#define NHI_ENROL_REFUSAL_H

#include "base/json.h"
#include "nhi/enrol_refusals_gen.h" /* enum refusal_code: REFUSE_… */

struct refusal_row {
	const char *name;
	bool is_note; /* accepted, but worth knowing */
	const char *zh, *en, *article, *remedy_zh, *remedy_en;
};
extern const struct refusal_row refusal_rows[REFUSE_COUNT];

enum { REFUSALS_MAX = 12, REFUSAL_DETAIL_SIZE = 160, REFUSAL_DETAILS_MAX = 3 };

struct refusal {
	enum refusal_code code;
	uint32_t detail_n;
	char detail[REFUSAL_DETAIL_SIZE]; /* separated by ERR_SEP; cut when too long */
};

/* A filing's list; beyond REFUSALS_MAX they are only counted. Empty: {.count = 0}. */
struct refusals {
	uint32_t count, kept;
	uint32_t refused; /* those that are no notes */
	struct refusal item[REFUSALS_MAX];
};

void refusals_clear(struct refusals *r);
/* Details as in err_set, separated by ERR_SEP. */
void refusal_add(struct refusals *r, enum refusal_code code, const char *fmt, ...)
        PRINTF_LIKE(3, 4);
bool refusals_accept(const struct refusals *r); /* nothing but notes */

void refusal_message(const struct refusal *r, const char *lang, struct buf *out);
void refusal_remedy(const struct refusal *r, const char *lang, struct buf *out);
/* One object: code, level, message_zh, message_en, article, remedy_zh, remedy_en. */
void refusal_json(const struct refusal *r, struct json *j);
/* Two members of the open object: "refusals":[…] and "notes":[…]. */
void refusals_json(const struct refusals *r, struct json *j);
/* For people: one line a refusal with article and remedy. */
void refusals_print(const struct refusals *r, const char *lang, struct buf *out);

/* "2026-07-01" for details. */
struct date_text {
	char c[16];
};
struct date_text date_text(date_t d);

#endif
