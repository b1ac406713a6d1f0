/* application.h: applying on line: one question a page, saved with each page, looked over, sent
 * once.
 *
 * An application belongs to who began it (and the unit acted for); everybody else is told that
 * there is none. Its pages are found anew each time from the service's declaration and the answers:
 * what the register knows, what only the office can say and what does not apply is not asked.
 * Sending is case_open with a key of its own, in one transaction with the end of the application:
 * however often it is sent, there is one case. Sent or thrown away, answers and files go. */
#ifndef DESK_APPLICATION_H
#define DESK_APPLICATION_H

#include "desk/case.h"

/* Before it: adds to the form of the service (view case_form) what to have at hand, what it costs
 * and takes, and what was begun of it before. */
MUST_USE enum nhi_status application_intro(struct desk_call *call, struct view *form,
                                           struct str service, struct err *err);
/* Begins one; NHI_LIMIT when too many are open. A repeated `key` gives the same again. *to is the
 * address of its first page. */
MUST_USE enum nhi_status application_begin(struct desk_call *call, struct str service,
                                           const struct form *in, struct str *to, struct err *err);

/* One page of it (view apply_page), or "check" (view apply_check). *to: the page to go to instead;
 * of a sent one its receipt. */
MUST_USE enum nhi_status application_page(struct desk_call *call, struct str token, struct str page,
                                          struct view **out, struct str *to, struct err *err);
/* Answers of a page, or what the last page was pressed for (input `do`: send, discard). *to: done;
 * else *out is the page with what was typed and what is to be mended. */
MUST_USE enum nhi_status application_post(struct desk_call *call, struct str token, struct str page,
                                          const struct form *in, struct view **out, struct str *to,
                                          struct err *err);

/* Adds the list "drafts" (view apply_draft) of what this one has begun and not sent. */
MUST_USE enum nhi_status application_put_drafts(struct desk_call *call, struct view *v,
                                                struct err *err);

#endif
