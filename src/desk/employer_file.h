/* employer_file.h: a file of filings through the portal of a unit: sent, rehearsed by the worker,
 * its answers read row by row, then filed in earnest. Only rows of the unit acted for are taken. */
#ifndef DESK_EMPLOYER_FILE_H
#define DESK_EMPLOYER_FILE_H

#include "desk/desk.h"

/* View employer_file_list: the form, and what was sent before. */
MUST_USE enum nhi_status employer_file_list(struct desk_call *call, struct view **out,
                                            struct err *err);
/* Orders the rehearsal of the file sent (`file`, or `text` pasted); *number is the job's, "" when
 * the view says what is wrong. */
MUST_USE enum nhi_status employer_file_send(struct desk_call *call, const struct form *in,
                                            struct view **out, struct str *number, struct err *err);
/* View employer_file: how far it is, then the verdict and what is to be mended. */
MUST_USE enum nhi_status employer_file_page(struct desk_call *call, struct str number,
                                            struct view **out, struct err *err);
/* Files in earnest what was rehearsed. */
MUST_USE enum nhi_status employer_file_carry_out(struct desk_call *call, struct str number,
                                                 struct str *next, struct err *err);
/* The answers of all rows, as CSV. */
MUST_USE enum nhi_status employer_file_answers(struct desk_call *call, struct str number,
                                               struct buf *out, struct err *err);

#endif
