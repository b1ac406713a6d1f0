/* case_page.h: pages of cases: the work basket, one case, its form, its decision. */
#ifndef DESK_CASE_PAGE_H
#define DESK_CASE_PAGE_H

#include "desk/case.h"
#include "store/case_list.h"

/* View case_list. Staff: list=mine (default), section or level; others: their own cases. */
MUST_USE enum nhi_status case_list_page(struct desk_call *call, const struct form *in,
                                        struct view **out, struct err *err);
/* What awaits this one's decision: of his own post, or of a higher one that he stands in for
 * today. `list` becomes such a list, its level 0 when nothing can await him. */
MUST_USE enum nhi_status case_list_awaiting(struct desk_call *call, struct case_list *list,
                                            struct err *err);
/* Turns `list` into the one that inputs `list`, `section`, `service` name; keeps its cursor. */
MUST_USE enum nhi_status case_list_chosen(struct desk_call *call, const struct form *in,
                                          struct case_list *list, struct err *err);
/* Does one act (`do`, one of case_bulk.h) on the chosen cases (inputs `number`); the page tells
 * what became of each. *done: all was done and nothing is to be read. */
MUST_USE enum nhi_status case_list_do(struct desk_call *call, const struct form *in,
                                      struct view **out, bool *done, struct err *err);

/* View case_page. */
MUST_USE enum nhi_status case_page(struct desk_call *call, struct str number, const struct form *in,
                                   struct view **out, struct err *err);
/* Does what the form says (`verb`, `version`); *done false: the view tells why. */
MUST_USE enum nhi_status case_page_do(struct desk_call *call, struct str number,
                                      const struct form *in, struct view **out, bool *done,
                                      struct err *err);

/* View case_decide: the decision before it is signed, with the letter, as a rehearsal. */
MUST_USE enum nhi_status case_decide_page(struct desk_call *call, struct str number,
                                          const struct form *in, bool english, struct view **out,
                                          struct err *err);

/* The service as this one may see it; NHI_NOT_FOUND. */
MUST_USE enum nhi_status case_form_service(struct desk_call *call, struct str id,
                                           const struct service **out, struct err *err);
/* Adds a field, drawn by its declaration, to the list "fields" (view case_field) and returns it. */
struct view *case_field_put(struct view *form, const struct service_field *f, struct str value);

/* View case_form: the form of a service, prefilled for the applicant. `parent` is the case
 * objected to, "" none. */
MUST_USE enum nhi_status case_form_page(struct desk_call *call, struct str service,
                                        const struct form *in, struct view **out, struct err *err);
/* Opens the case; *number is its number, "" when the view tells what is to be mended. */
MUST_USE enum nhi_status case_form_send(struct desk_call *call, struct str service,
                                        const struct form *in, struct view **out,
                                        struct str *number, struct err *err);

/* View case_receipt: the number and what happens next, with days. */
MUST_USE enum nhi_status case_receipt_page(struct desk_call *call, struct str number,
                                           struct view **out, struct err *err);
/* The address of the case as a QR symbol (SVG); `site` is "https://host". */
MUST_USE enum nhi_status case_qr(struct desk_call *call, struct str number, struct str site,
                                 struct buf *svg, struct err *err);
/* Adds "section": the name of who works on it. */
void case_section_put(struct view *v, const struct desk_call *call, struct str section);

#endif
