/* claim_history.h: the orders of one claim file that rules look back at. A file is not in the order
 * of persons and days, so its cases are judged by the rules of the case as they come, and by the
 * rules with a window when all of them are known.
 *
 *	claim_history_begin(&h, rules, arena);
 *	for each case: claim_history_add(&h, c);
 *	claim_history_judge(&h, scratch, sink, err);
 *
 * Keeps about 130 bytes for each order that a window counts, in the caller's arena. Pure. */
#ifndef NHI_CLAIM_HISTORY_H
#define NHI_CLAIM_HISTORY_H

#include "nhi/claim_rule.h"

/* An order looks back at so many others of its person at most: a file with more of one person is
 * no month of care. */
enum { CLAIM_HISTORY_EVENTS_MAX = 4096, CLAIM_HISTORY_PERSON_SIZE = 16 };

struct claim_past {
	char person[CLAIM_HISTORY_PERSON_SIZE]; /* padded with NUL */
	date_t case_day, day, birth;
	uint32_t case_ordinal, case_line, ordinal, line;
	int32_t serial, seq;
	uint16_t item;
	enum claim_format format;
	struct claim_site site;
	struct str code, class_, serial_text;
};

struct claim_history {
	const struct claim_rules *rules;
	struct arena *arena;
	struct claim_past *kept;
	size_t count, capacity;
	bool failed; /* out of memory: sticky */
};

/* Earlier orders of a person in claims already in the store: any provider, not of this file. */
struct claim_lookback {
	void *context;
	/* Sets *out to the events of the person, valid until the next call; returns their number.
	 */
	size_t (*events)(void *context, struct str person, const struct claim_event **out);
	bool is_whole; /* they are the whole history: what is needed and not there is missing */
};

void claim_history_begin(struct claim_history *h, const struct claim_rules *rules,
                         struct arena *arena);
void claim_history_add(struct claim_history *h, const struct claim_case *c);
/* Judges all cases by the rules with windows, in the order of persons and days. `back` may be NULL:
 * the file alone. */
MUST_USE enum nhi_status claim_history_judge(struct claim_history *h,
                                             const struct claim_lookback *back,
                                             struct claim_rule_scratch *scratch,
                                             struct claim_sink *sink, struct err *err);

#endif
