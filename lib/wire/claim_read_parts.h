/* claim_read_parts.h: what claim_read.c (window, source, beginning and end) and claim_read_case.c
 * (grammar and fields) share. Not for others. */
#ifndef WIRE_CLAIM_READ_PARTS_H
#define WIRE_CLAIM_READ_PARTS_H

#include "wire/claim_read.h"
#include "wire/claim_scan.h"

#include <stdlib.h>
#include <string.h>

enum { PENDING_MAX = 512, PENDING_TEXT = 256, ARG_BYTES_MAX = 240 };

/* A finding of the head or case that is being read; given out when that is whole. */
struct pending {
	struct claim_finding finding;
	uint32_t order; /* ordinal; 0: the case */
	size_t text_n;
	char text[PENDING_TEXT];
};

enum read_stage {
	READ_ROOT,    /* inside the root, behind the head */
	READ_AFTER,   /* behind the root */
	READ_DONE,    /* read to the end */
	READ_STOPPED, /* a fault */
	READ_OVER     /* the end was told */
};

struct claim_reader {
	const struct claim_layout *layout;
	const struct claim_form *form; /* NULL until the root is known */
	struct claim_sink *sink;
	struct claim_source *source;
	struct claim_zip *zip; /* NULL for a bare file */
	struct str upload;
	struct claim_scan scan;
	struct buf window; /* its bytes are followed by CLAIM_SCAN_PADDING readable ones */
	bool ended;        /* the source has no more */
	bool failed;       /* out of memory */
	bool returned, unreadable;
	enum read_stage stage;
	uint64_t bytes;
	uint32_t column_base; /* characters of the first line of the window before it */
	struct buf values, head_values, orders; /* arrays of claim_value, claim_order */
	uint32_t value_count, order_count, case_count, blanket_count;
	struct {
		uint32_t texts, line, bad_line; /* texts with bytes over 7F */
		bool all_utf8, bad;
	} high;
	struct claim_batch batch;
	struct claim_case item_case;
	size_t pending_count;
	struct pending pending[PENDING_MAX];
	struct claim_finding beyond; /* takes what is found beyond PENDING_MAX; never read */
};

static inline struct claim_order *reader_orders(const struct claim_reader *r) {
	return (struct claim_order *)(void *)r->orders.p;
}

/* Records a finding; `at` gives the column, NULL none. */
struct claim_finding *reader_find(struct claim_reader *r, const char *code,
                                  const struct claim_field *field, uint32_t line, const char *at);
/* Fills {i + 1} of the finding recorded last with bytes of the file. */
void reader_arg(struct claim_reader *r, struct claim_finding *f, size_t i, struct str big5);
/* A04, and the end of reading. */
void reader_fault(struct claim_reader *r, enum claim_fault fault, const struct claim_token *t);

enum reader_step { READER_MORE, READER_CASE, READER_BLANKET, READER_GO_ON };
/* Forgets what was read of an item. */
void reader_clear(struct claim_reader *r);
/* The head, up to what follows it: READER_MORE or READER_GO_ON. */
enum reader_step reader_head(struct claim_reader *r);
/* Judges the head as a whole. */
void reader_finish_head(struct claim_reader *r);
/* One thing inside the root. */
enum reader_step reader_item(struct claim_reader *r);

#endif
