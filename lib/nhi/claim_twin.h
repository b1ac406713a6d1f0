/* claim_twin.h: care that was claimed twice, found by laying the claims of many files side by side:
 * the same case in another file, two places at once, a pharmacy against its prescriber (突合), many
 * places on one day (codes D; the same case twice in one file is D01, nhi/claim_check.h).
 *
 * Pure. A case is kept as a small value (struct claim_care, about 120 bytes and 48 a line of drugs
 * or of timed treatment); all of them are sorted by person and day and walked once.
 *
 *   D02 the same case, in every field, in a file of the same provider     case refused
 *   D03 treatment at two providers whose times overlap                    note, for a person's eye
 *   D04 no visit of the prescriber fits the pharmacy's case               note
 *   D05 a drug paid to the prescriber and to the pharmacy                 order not paid
 *   D06 a drug that the prescription does not name                        note: may be a substitute
 *   D07 more of a drug than was prescribed                                order cut
 *   D11 visits at many providers on one day                               note, for a person's eye
 *
 * Notes are patterns: nothing is refused by them. Their precision has not been measured on real
 * claims; on made claims each finds what was planted and nothing else (tests/table). */
#ifndef NHI_CLAIM_TWIN_H
#define NHI_CLAIM_TWIN_H

#include "base/arena.h"
#include "nhi/claim.h"

struct claim_care_line {
	struct str item;
	char type; /* order type, '\0' for one of two characters */
	qty10_t quantity;
	point_t points;
	struct claim_time begin, end;
	uint32_t ordinal; /* of the order in its case */
};

struct claim_care {
	struct str person, provider;
	struct str origin;         /* pharmacy: who prescribed */
	struct str visit_no;       /* outpatient: of the visit; pharmacy: of the prescribing one */
	struct str class_, serial; /* as sent */
	date_t day;                /* visit; pharmacy: day of the prescription */
	enum claim_format format;
	char dispensing; /* '0' own, '1' released, '2' none */
	uint64_t fingerprint;
	uint32_t file, ordinal; /* of the caller's files; of the case in it */
	const struct claim_care_line *line;
	uint32_t line_count;
};

/* Keeps what the search needs; texts are copied into `arena`. False when memory runs out. */
MUST_USE bool claim_care_keep(const struct claim_batch *batch, const struct claim_case *c,
                              uint32_t file, struct arena *arena, struct claim_care *out);

struct claim_twin {
	char code[CLAIM_CODE_SIZE];
	enum claim_effect effect;
	const struct claim_care *care;      /* the later one, which the finding is about */
	const struct claim_care *other;     /* NULL: none */
	const struct claim_care_line *line; /* NULL: the case */
	point_t allowed;                    /* with CLAIM_EFFECT_CUT */
	qty10_t prescribed;                 /* D07 */
	uint32_t providers;                 /* D11 */
};

struct claim_twin_in {
	struct claim_care *care; /* sorted in place */
	size_t count;
	int64_t providers_many;     /* claim.pattern.providers */
	const struct str *provider; /* whose visits are among them, sorted: D04 is asked of these */
	size_t provider_count;
	void (*each)(const struct claim_twin *twin, void *context);
	void *context;
};
/* Gives every finding, by person and day. */
void claim_twins_find(const struct claim_twin_in *in);

#endif
