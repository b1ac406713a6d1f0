/* claim_sample.h: practice files with known truth: outpatient claims of a clinic, made out of a
 * seed and a list of items (codes/claim_sample.csv), with planted faults. Shares no code with the
 * checks: what is planted is what they have to find. */
#ifndef WIRE_CLAIM_SAMPLE_H
#define WIRE_CLAIM_SAMPLE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum { CLAIM_SAMPLE_CASES_MAX = 10000000, CLAIM_SAMPLE_FAULTS_MAX = 64 };

struct claim_sample_order {
	uint64_t seed;
	int32_t cases;
	month_t month;       /* fee month */
	struct str provider; /* "": the one of the list of items */
	struct str faults; /* codes by commas, each planted once; "" none, "all" every one known */
	struct str items;  /* bytes of codes/claim_sample.csv */
};

/* One planted fault. */
struct claim_truth {
	char code[8];
	int32_t case_ordinal, order_ordinal; /* 0: the file */
};

/* Appends the file to `out` and fills `truth` (room for CLAIM_SAMPLE_FAULTS_MAX). NHI_INPUT for a
 * code that cannot be planted, or two that stand for the whole file. */
MUST_USE enum nhi_status claim_sample_make(const struct claim_sample_order *q, struct arena *arena,
                                           struct buf *out, struct claim_truth *truth,
                                           size_t *truth_count, struct err *err);
/* Code number i that can be planted, NULL behind the last. */
const char *claim_sample_code(size_t i);

#endif
