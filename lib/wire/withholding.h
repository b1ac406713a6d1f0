/* withholding.h: statements of withheld supplementary premium (補充保險費扣費明細), read and
 * written.
 *
 * Two layouts, docs/formats/withholding.md:
 *   CSV     Big5, CRLF, comma separated; lines beginning with '*' are titles; a header line `1`,
 *           detail lines `2`; one kind of income a file
 *   fixed   records of 200 bytes (period 102 and after): header `1`, details `2`, sum `3`; several
 *           kinds follow each other as blocks
 * Rules: L0060027 (扣取及繳納補充保險費辦法) 10; layouts: the agency's data exchange formats as the
 * fact base has them.
 *
 * A statement in memory is the list of its lines, each with the text of its fields, so that a
 * correct file is written again byte for byte: padding, empty trailing fields, titles and a missing
 * last line end are kept. Judging is apart: withholding_check lists everything that is wrong. */
#ifndef WIRE_WITHHOLDING_H
#define WIRE_WITHHOLDING_H

#include "nhi/law.h"
#include "wire/finding.h"
#include "wire/withholding_layout.h"

struct withholding_line {
	size_t line;  /* of the file, from 1 */
	char record;  /* '1' header, '2' detail, '3' sum, '*' title, '?' anything else */
	bool is_cut;  /* fixed: the line has not 200 bytes */
	size_t size;  /* bytes of the line in the file, without its end */
	int32_t kind; /* of the block; 0 where none is known yet */
	size_t block; /* index in blocks */
	const struct withholding_form *form; /* NULL for titles and unknown lines */
	struct str *field; /* text of slot i; of titles and unknown lines, field[0] is the line */
	size_t count;      /* fields that the line has; CSV lines may have more than the form */
};

/* A header with what belongs to it. In CSV there is one. */
struct withholding_block {
	int32_t kind;
	size_t header;          /* index in lines */
	size_t detail_count;    /* counted */
	int64_t paid, withheld; /* summed over the details that can be read, dollars */
};

struct withholding {
	enum withholding_layout layout;
	bool was_utf8; /* the bytes were UTF-8: readable, but not what the format orders */
	bool has_bom;
	bool ends_with_lf; /* lines end with LF instead of CRLF */
	bool has_last_end; /* the last line has its end */
	size_t kept_bytes; /* characters that Big5 does not have (lone bytes, empty codes) */
	size_t kept_line;  /* line of the first */
	struct withholding_line *line;
	size_t line_count;
	struct withholding_block *block;
	size_t block_count;
	size_t detail_count;    /* of all blocks */
	int64_t paid, withheld; /* of all blocks */
};

enum {
	WITHHOLDING_SIZE_MAX = 256 * 1024 * 1024, /* bytes of a file */
	WITHHOLDING_LINES_MAX = 2000000,
	WITHHOLDING_LINE_SIZE_MAX = 4096, /* longer lines are kept whole but not read: a finding */
	WITHHOLDING_CSV_FIELDS_MAX = 64
};

/* Reads either layout. Everything lives in the arena or borrows from `bytes`. NHI_INPUT only when
 * the bytes are no statement at all (no header line); NHI_LIMIT beyond the limits above. */
MUST_USE enum nhi_status withholding_read(struct withholding *out, struct str bytes,
                                          struct arena *arena, struct err *err);
/* Writes the statement as Big5. *outside counts characters that Big5 does not have (written as
 * '?'); a caller that wants no loss writes nothing then. */
MUST_USE enum nhi_status withholding_write(const struct withholding *w, struct buf *out,
                                           size_t *outside, struct err *err);

/* Judges the whole statement: form, ids, dates, sums, duplicates, and, when `law` is given, the
 * premium of each detail by the law of its day. Premiums that differ are warnings: the payer may
 * hold a proof of exemption. */
MUST_USE enum nhi_status withholding_check(const struct withholding *w, const struct law *law,
                                           struct findings *findings, struct err *err);
/* "accepted", "accepted-with-findings" (notes aside) or "rejected". */
const char *withholding_verdict(const struct findings *findings);
/* "62", or "62,63" for several blocks; of the kinds that are known. */
void withholding_kinds(const struct withholding *w, struct buf *out);

/* Text of `field` in a line, without padding; empty when the form does not have it. */
struct str withholding_text(const struct withholding_line *l, enum withholding_field field);
/* Where `field` stands: CSV column or first byte. */
struct place withholding_place(const struct withholding_line *l, enum withholding_field field);
/* As a number of dollars or things; false when it is not digits only. Empty is false. */
MUST_USE bool withholding_number(const struct withholding_line *l, enum withholding_field field,
                                 int64_t *out);

#endif
