/* claim_statement.h: what a provider is told about a batch: every deduction with its place and
 * reason. The 18-column file of recoveries (claims-format §2.7; its encoding and header row are not
 * known: UTF-8 with the official titles here) is what appeals start from. */
#ifndef DESK_CLAIM_STATEMENT_H
#define DESK_CLAIM_STATEMENT_H

#include "desk/claim.h"

/* One row a deduction: of the check (once an order), of reviewers; what an appeal gave back is a
 * row of its own with the amount below 0. Persons are masked to the last four of their number, as
 * the official file has them. To `csv`, to `j` (an array without names and numbers of persons: the
 * reason by code and text, its stage and who decided), or both; NULL: not there. Reads the file
 * again as it was received. */
MUST_USE enum nhi_status desk_claim_statement(struct register_desk *desk,
                                              const struct claim_judge *judge,
                                              struct str receipt_no, struct buf *csv,
                                              struct json *j, struct err *err);

#endif
