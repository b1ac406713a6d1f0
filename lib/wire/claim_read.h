/* claim_read.h: a claim file, bare or zipped, as its head and one case at a time.
 *
 *   struct claim_reader *r;
 *   st = claim_read_open(&r, &(struct claim_read_from){…}, &sink, err);
 *   while (st == NHI_OK && (st = claim_read_next(r, &item, err)) == NHI_OK &&
 *          item.kind != CLAIM_ITEM_END) …
 *   claim_read_close(r);
 *
 * Everything that makes a file come back whole (A codes) and the notes of single fields (N codes)
 * go to the sink while reading; the end may still bring some (A02, A11, A01). So what is found in
 * cases counts only when claim_read_returned is false behind the last one.
 *
 * Memory is bounded whatever the file's size: a window of CLAIM_WINDOW_SIZE that grows with the
 * largest case up to CLAIM_CASE_BYTES_MAX, and the values of one case. Buffers are reused. A head,
 * case or order is valid until the next call. */
#ifndef WIRE_CLAIM_READ_H
#define WIRE_CLAIM_READ_H

#include "wire/claim_layout.h"
#include "wire/claim_zip.h"

enum {
	CLAIM_WINDOW_SIZE = 256 * 1024,
	CLAIM_CASE_BYTES_MAX = 32 * 1024 * 1024,
	CLAIM_ORDERS_MAX = 99999 /* of a case: order numbers have five digits */
};

struct claim_reader;

struct claim_read_from {
	const struct claim_layout *layout;
	struct claim_source *source;
	struct str name; /* of the upload, for A01 of zips; "" when it is not known */
};

enum claim_item_kind { CLAIM_ITEM_END, CLAIM_ITEM_CASE, CLAIM_ITEM_BLANKET };
struct claim_item {
	enum claim_item_kind kind;
	const struct claim_case *of_case;  /* CASE */
	const struct claim_order *blanket; /* BLANKET: a row of edata of an appeal */
};

/* Reads up to the end of the head. `*out` is made also for files without one; close it always.
 * Fails only when the source fails or memory runs out: bad files are findings. */
MUST_USE enum nhi_status claim_read_open(struct claim_reader **out,
                                         const struct claim_read_from *from,
                                         struct claim_sink *sink, struct err *err);
const struct claim_batch *claim_read_batch(const struct claim_reader *r);
MUST_USE enum nhi_status claim_read_next(struct claim_reader *r, struct claim_item *item,
                                         struct err *err);
/* True once a finding of level file was given out: the file is returned whole. */
bool claim_read_returned(const struct claim_reader *r);
/* True when it could not be read as a claim file at all (A01–A04): exit code 3. */
bool claim_read_unreadable(const struct claim_reader *r);
uint64_t claim_read_bytes(const struct claim_reader *r); /* unpacked, so far */
void claim_read_close(struct claim_reader *r);           /* NULL is allowed */

#endif
