/* bill_lines.h: reads the lines of a bill (schema/lines.md "bill"). The writer is in
 * engine/billing_write.c, so that bills are composed without an object per line. */
#ifndef NHI_BILL_LINES_H
#define NHI_BILL_LINES_H

#include "base/arena.h"
#include "base/err.h"

enum bill_line_kind { BILL_LINE_PERSON = 0, BILL_LINE_CORRECTION = 1 };

struct bill_line_subsidy {
	int64_t person_id, amount;
	struct str kind, payer;
};

struct bill_line {
	enum bill_line_kind kind;
	int64_t person_id; /* of the insured person */
	struct str scheme; /* "12", "11p" … */
	/* Of a person charged: */
	int64_t insured_amount;
	int64_t self_one, dependent_one;
	int64_t charged; /* dependents charged: the first so many */
	int64_t *dependent;
	size_t dependent_count;
	struct bill_line_subsidy *subsidies;
	size_t subsidy_count;
	int64_t absence;
	/* Of a correction: */
	int64_t month; /* 202605 */
	int64_t self;  /* difference of the self parts */
	int64_t heads, cause, act_id;
	/* Of both: dollars, or differences of dollars. */
	int64_t subsidy, unit_share, government;
};

/* What the line adds to the bill. */
int64_t bill_line_payable(const struct bill_line *line);

/* Everything lives in the arena. A text of another layout is NHI_CORRUPT. */
MUST_USE enum nhi_status bill_lines_read(struct str text, struct arena *arena,
                                         struct bill_line **lines, size_t *count, struct err *err);

#endif
