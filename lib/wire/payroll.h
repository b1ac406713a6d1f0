/* payroll.h: a company's list of staff, as CSV or .xlsx (UTF-8 or Big5), for `nhi premium quote
 * --file` and `nhi bill compare`. Format: docs/formats/payroll.md.
 *
 * Titles in English or Chinese, in any order:
 *   id 身分證號 | name 姓名 | category 類目 | wage 薪資 | amount 投保金額 | dependents 眷屬人數
 *   | deducted 扣繳保費 | private_school 私校
 * wage or amount must be there; the others may be missing. A row that cannot be read carries
 * findings and the reader goes on. */
#ifndef WIRE_PAYROLL_H
#define WIRE_PAYROLL_H

#include "base/csv.h"
#include "wire/finding.h"

#define PAYROLL_NO_AMOUNT INT64_C(-1)
#define PAYROLL_AMOUNT_MAX                                                                         \
	INT64_C(99999999) /* dollars a month: beyond any wage, within i64 math                     \
	                   */

enum {
	PAYROLL_COLUMNS = 8,
	PAYROLL_DEPENDENTS_MAX = 30,
	PAYROLL_TEXT_SIZE_MAX = 400 /* bytes of a name or number */
};

struct payroll_row {
	size_t line; /* row of the file, the title row is 1 */
	struct str id, name;
	struct str category; /* "12"; empty when not given */
	int64_t wage;        /* dollars, or PAYROLL_NO_AMOUNT */
	int64_t amount;      /* insured amount in dollars, or PAYROLL_NO_AMOUNT */
	int64_t dependents;  /* 0 when not given */
	int64_t deducted;    /* what the company took off the pay, or PAYROLL_NO_AMOUNT */
	bool is_private_school;
	bool is_refused; /* a finding of level error stands for this row */
};

struct payroll_reader {
	struct csv csv;
	size_t place[PAYROLL_COLUMNS]; /* SIZE_MAX: the file has no such column */
	struct findings findings;      /* of the current row only */
};

/* `text` is UTF-8 CSV text (wire/sheet.h makes it of any accepted file).
 * NHI_MISSING_COLUMN when neither wage nor amount is titled; NHI_INPUT for an empty file. */
MUST_USE enum nhi_status payroll_open(struct payroll_reader *r, struct str text,
                                      struct arena *arena, struct err *err);
/* Next row; *more is false at the end. Texts live as long as `text` and the arena; the findings
 * (r->findings) until the next call. */
MUST_USE enum nhi_status payroll_next(struct payroll_reader *r, struct payroll_row *row, bool *more,
                                      struct err *err);

#endif
