/* collection.h: what a collector (便利商店、金融機構) reads from a payment slip: the three Code 39
 * parts and the text of the QR symbol (facts: enrolment-premium §5.6).
 *
 *   part 1   9   last day that collectors take the slip, ROC YYMMDD without the century, item (3)
 *   part 2  16   number of the bill
 *   part 3  15   month, ROC YYMM without the century, two check characters, amount (9 digits)
 *
 * Check characters, as collectors in Taiwan commonly agree [unverified for the insurer]: letters
 * count A–I 1–9, J–R 1–9, S–Z 2–9. The characters at odd places of each part (the two check places
 * left out) are added, the sum modulo 11 is the first, with 0 written A and 10 written B; those at
 * even places give the second, with 0 written X and 10 written Y.
 *
 * Item codes come from codes/collection.csv, dated. Pure. */
#ifndef WIRE_COLLECTION_H
#define WIRE_COLLECTION_H

#include "base/csv.h"
#include "base/date.h"

enum slip_kind {
	SLIP_PREMIUM,
	SLIP_SUPPLEMENT,
	SLIP_LATE_FEE,
	SLIP_LOAN,
	SLIP_INSTALMENT,
	SLIP_KIND_COUNT
};

enum {
	COLLECTION_ITEM = 3,
	COLLECTION_NUMBER = 16,
	COLLECTION_PARTS = 3,
	COLLECTION_PART_SIZE = 17,
	COLLECTION_AMOUNT_MAX = 999999999
};

/* One dated row of codes/collection.csv. */
struct collection_item {
	enum slip_kind kind;
	date_t from;
	struct str item;   /* 3 characters */
	int64_t store_max; /* most that convenience stores take, dollars */
	struct str zh, en; /* name of the bill kind */
	struct str source;
	bool verified;
};

struct collection_table {
	struct collection_item *rows;
	size_t count;
};

/* Parses codes/collection.csv; rows live in the arena, texts borrow from `text`. NHI_LAW_ROW names
 * the first bad row. */
MUST_USE enum nhi_status collection_read(struct collection_table *out, struct arena *arena,
                                         struct str text, struct err *err);
/* The row that holds on `at`, or NULL. */
const struct collection_item *collection_at(const struct collection_table *t, enum slip_kind kind,
                                            date_t at);

struct collection_in {
	struct str item;   /* 3 characters 0–9 A–Z */
	struct str number; /* 16 characters 0–9 A–Z */
	month_t month;
	date_t until;
	int64_t amount; /* 1 … 999,999,999 dollars */
};

struct collection {
	char part[COLLECTION_PARTS][COLLECTION_PART_SIZE]; /* NUL-terminated */
};

/* The three parts. NHI_RANGE for what does not fit. */
MUST_USE enum nhi_status collection_parts(const struct collection_in *in, struct collection *out,
                                          struct err *err);
/* Do three parts that were read agree with their check characters? */
bool collection_check(const struct str part[COLLECTION_PARTS]);
/* The text of the QR symbol: the three parts, one after the other with '|' between, after
 * "NHI1|". */
void collection_qr(const struct collection *c, struct buf *out);

const char *slip_kind_code(enum slip_kind kind); /* "premium" */

#endif
