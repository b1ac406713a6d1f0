/* claim_layout.h: the fields of all claim formats, read from codes/claim_fields.csv. A layout is
 * immutable after reading; fields are found by tag without searching. */
#ifndef WIRE_CLAIM_LAYOUT_H
#define WIRE_CLAIM_LAYOUT_H

#include "base/arena.h"
#include "base/err.h"
#include "nhi/claim.h"

enum { CLAIM_TAG_NUMBER_MAX = 127 };

struct claim_form {
	enum claim_format format;
	const struct claim_field *field; /* dense, in the order of the format */
	size_t count;
	struct claim_presence
	        mandatory[CLAIM_SEGMENT_COUNT]; /* fields that must be sent, by segment */
	/* by_number[segment][n] of tag letter + n: index into field + 1, 0 for none. A segment has
	 * one letter: t, d, d, p, e. */
	uint16_t by_number[CLAIM_SEGMENT_COUNT][CLAIM_TAG_NUMBER_MAX + 1];
};

struct claim_layout {
	struct claim_form form[CLAIM_FORMAT_COUNT];
};

/* Reads the bytes of codes/claim_fields.csv. `arena` lives as long as the layout; the layout keeps
 * slices of `csv`. Refuses a table that this program cannot use: unknown role, tag twice, a field
 * out of order. */
MUST_USE enum nhi_status claim_layout_read(struct claim_layout *out, struct str csv,
                                           struct arena *arena, struct err *err);
/* The letter of the tags of a segment. */
char claim_segment_letter(enum claim_segment s);
/* NULL when the segment has no such tag. */
static inline const struct claim_field *claim_layout_find(const struct claim_form *form,
                                                          enum claim_segment s, uint32_t number) {
	uint16_t at = number > CLAIM_TAG_NUMBER_MAX ? 0 : form->by_number[s][number];
	return at == 0 ? NULL : &form->field[at - 1];
}

#endif
