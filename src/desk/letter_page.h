/* letter_page.h: pages of letters (list, one letter, its way) and of certificates. */
#ifndef DESK_LETTER_PAGE_H
#define DESK_LETTER_PAGE_H

#include "desk/desk.h"

/* View letter_list: staff see their division's, by state of their way; others their own. */
MUST_USE enum nhi_status letter_list_page(struct desk_call *call, const struct form *in,
                                          struct view **out, struct err *err);
/* Does what the form says: `do` is dispatch. The view says what was ordered. */
MUST_USE enum nhi_status letter_list_page_do(struct desk_call *call, const struct form *in,
                                             struct view **out, struct err *err);
/* A file of a batch that was ordered: post.pdf, post.csv, sms.csv. */
MUST_USE enum nhi_status letter_batch_file(struct desk_call *call, struct str job, struct str file,
                                           struct buf *out, struct err *err);
/* View letter_page. */
MUST_USE enum nhi_status letter_page(struct desk_call *call, struct str number, bool english,
                                     struct view **out, struct err *err);
/* `do` is returned, resend or serve; *done false: see errors. */
MUST_USE enum nhi_status letter_page_do(struct desk_call *call, struct str number,
                                        const struct form *in, bool english, struct view **out,
                                        bool *done, struct err *err);
/* The letter as a PDF. */
MUST_USE enum nhi_status letter_page_file(struct desk_call *call, struct str number,
                                          struct buf *out, struct err *err);

/* View certificate_list: what may be certified, and what was. Staff name whom it is about (`who`).
 */
MUST_USE enum nhi_status certificate_page(struct desk_call *call, const struct form *in,
                                          struct view **out, struct err *err);
/* Issues what the form asks; the view has it in "made", or says why not. `verify_url` is printed.
 */
MUST_USE enum nhi_status certificate_page_issue(struct desk_call *call, const struct form *in,
                                                struct str verify_url, struct view **out,
                                                struct err *err);

#endif
