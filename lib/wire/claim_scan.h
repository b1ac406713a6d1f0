/* claim_scan.h: a strict scanner of the regular XML of claim files, on raw Big5 bytes.
 *
 *   <?xml version="1.0" encoding="Big5"?>      line 1, exactly
 *   <outpatient>  <tdata> <t1>10</t1> … </tdata>  <ddata> … </ddata> …  </outpatient>
 *
 * Elements hold either elements and blanks or text of one line. Big5 needs no conversion before:
 * its second bytes are 40–7E and A1–FE, so `<` `>` `&` and digits never stand inside a character.
 * Whatever else XML knows (references, CDATA, comments, processing instructions, DOCTYPE,
 * attributes, blanks inside tags, empty-element tags, mixed content) is a fault: the agency's files
 * have none of it, so nothing expands and nothing nests deeper than CLAIM_SCAN_DEPTH_MAX.
 *
 * Works on a window of the file. When the window ends inside a token and more bytes can follow, the
 * answer is CLAIM_TOKEN_MORE and the scanner has not moved: hand in a window that begins at
 * scan.p and goes further (claim_scan_window), then ask again. Pure; no allocation. */
#ifndef WIRE_CLAIM_SCAN_H
#define WIRE_CLAIM_SCAN_H

#include "base/str.h"

enum { CLAIM_SCAN_DEPTH_MAX = 8, CLAIM_SCAN_NAME_MAX = 31, CLAIM_SCAN_PADDING = 64 };

enum claim_token_kind {
	CLAIM_TOKEN_OPEN,  /* <name> of an element that holds elements */
	CLAIM_TOKEN_CLOSE, /* its </name> */
	CLAIM_TOKEN_FIELD, /* <name>text</name> on one line */
	CLAIM_TOKEN_MORE,
	CLAIM_TOKEN_END, /* the root is closed and only blanks follow */
	CLAIM_TOKEN_BAD  /* a fault; there is nothing to scan behind it */
};

enum claim_fault {
	CLAIM_FAULT_NONE,
	CLAIM_FAULT_EMPTY,     /* no root element at all */
	CLAIM_FAULT_CUT,       /* the file ends inside the root */
	CLAIM_FAULT_UNPAIRED,  /* an end tag that does not fit, or a start tag inside text */
	CLAIM_FAULT_TAG,       /* a tag that is not <name> or </name> */
	CLAIM_FAULT_MARKUP,    /* <! or <? */
	CLAIM_FAULT_REFERENCE, /* & */
	CLAIM_FAULT_TEXT,      /* text between elements */
	CLAIM_FAULT_LINES,     /* start and end tag of a field not on one line */
	CLAIM_FAULT_CONTROL,   /* a control character */
	CLAIM_FAULT_DEEP,
	CLAIM_FAULT_TRAILING, /* something behind the root */
	CLAIM_FAULT_COUNT
};

/* What the text of a field is made of, as far as one look says; the rest is CLAIM_SHAPE_OTHER. */
enum claim_shape {
	CLAIM_SHAPE_OTHER,
	CLAIM_SHAPE_PLAIN,  /* 1 to 16 of A-Z 0-9, not digits alone */
	CLAIM_SHAPE_POINT,  /* 2 to 16 digits with exactly one point among them */
	CLAIM_SHAPE_DIGITS, /* 1 to 16 digits */
};

struct claim_token {
	enum claim_token_kind kind;
	enum claim_shape shape; /* FIELD */
	enum claim_fault fault;
	/* `<` of the start tag (OPEN, FIELD), of the end tag (CLOSE), or the place of the fault */
	const char *at;
	struct str name;
	struct str text; /* FIELD */
	uint32_t line;   /* of `at`, from 1 */
	/* FIELD and OPEN: a name of one letter and a number of 1 to 3 digits is taken apart;
	 * otherwise letter is 0. */
	char letter;
	uint16_t number;
};

struct claim_scan {
	const char *p, *end;
	bool is_last;  /* nothing follows `end` */
	uint32_t line; /* of p */
	uint32_t gap;  /* blanks before the last field: a guess at those before the next */
	uint32_t depth;
	bool had_root;
	struct {
		uint8_t n;
		char text[CLAIM_SCAN_NAME_MAX + 1]; /* with its `>` */
	} open[CLAIM_SCAN_DEPTH_MAX];
};

/* How the file begins. */
enum claim_declaration {
	CLAIM_DECLARED,
	CLAIM_DECLARED_MISSING, /* no declaration */
	CLAIM_DECLARED_OTHER,   /* a declaration, but not that one */
	CLAIM_DECLARED_PLACE /* blanks before it, or something else on its line, or the root is not
	                        on line 2 */
};

/* Begins at the first byte of the file; the window must hold the first 256 bytes or the whole file.
 * `bytes` must be followed by CLAIM_SCAN_PADDING readable bytes, in every window. Skips the
 * declaration, whatever is wrong with it. */
enum claim_declaration claim_scan_start(struct claim_scan *s, struct str bytes, bool is_last);
/* The next window: `bytes` begins with the byte at s->p. */
void claim_scan_window(struct claim_scan *s, struct str bytes, bool is_last);
void claim_scan_next(struct claim_scan *s, struct claim_token *out);

/* A sentence for people in "zh" or "en". */
const char *claim_fault_text(enum claim_fault f, const char *lang);

#endif
