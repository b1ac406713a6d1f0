/* claim_write.h: claim files written: canonically out of values, or token by token as another file
 * has them.
 *
 * Canonical form: declaration on line 1, CRLF, two blanks a level, a field a line, tags ascending,
 * empty fields left out, Big5. */
#ifndef WIRE_CLAIM_WRITE_H
#define WIRE_CLAIM_WRITE_H

#include "nhi/claim.h"
#include "wire/claim_scan.h"

/* Values of `sent` must be in the order of the format (as read) or any order (sorted here: at most
 * CLAIM_FIELDS_MAX values a segment). */
void claim_write_head(struct buf *out, const struct claim_batch *b);
void claim_write_case(struct buf *out, const struct claim_case *c);
void claim_write_blanket(struct buf *out, const struct claim_order *o);
void claim_write_end(struct buf *out, enum claim_format format);

/* Writes what the scanner read, with the blanks between tags as they were: the bytes of a file that
 * the scanner takes come out the same. */
struct claim_copier {
	const char *done; /* behind the last token, in the window */
};
void claim_copy_token(struct claim_copier *c, const struct claim_token *t, struct buf *out);

#endif
