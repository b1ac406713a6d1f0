/* withholding_make.h: a statement out of a company's own list of payments.
 *
 * The list is a table (wire/sheet.h) whose titles are the names of withholding_fields, in English
 * or Chinese: paid_on 給付日期, payee_id 所得人證號, payee 所得人姓名, paid 單次給付金額 must be
 * there; withheld 扣繳補充保險費 left out or empty is computed by the law of the day; bonus_total
 * 累計獎金 is added up per payee, declaration 申報編號 is numbered; for 62 unit_code and
 * insured_amount are needed, for 66 ex_date and dividend_note. Dates in either calendar. */
#ifndef WIRE_WITHHOLDING_MAKE_H
#define WIRE_WITHHOLDING_MAKE_H

#include "wire/withholding.h"

struct withholding_payer {
	enum withholding_layout layout;
	int32_t kind;           /* 62 … 68 */
	struct str business_no; /* 8 digits */
	struct str name, phone, email, contact;
	date_t file_date; /* from 1912 on */
};

enum { WITHHOLDING_ROWS_MAX = 1000000 };

/* Makes the lines of a statement in the arena. Rows that cannot be read are findings (of level
 * error) and the statement must then not be sent; judge the rest with withholding_check. Lines of
 * findings are rows of `text`. NHI_MISSING_COLUMN, NHI_INPUT (no payment), NHI_LIMIT. */
MUST_USE enum nhi_status withholding_make(struct withholding *out,
                                          const struct withholding_payer *payer, struct str text,
                                          const struct law *law, struct arena *arena,
                                          struct findings *findings, struct err *err);

#endif
