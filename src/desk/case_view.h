/* case_view.h: cases for programs: one case whole, lists, as JSON. Pages: case_page.h. */
#ifndef DESK_CASE_VIEW_H
#define DESK_CASE_VIEW_H

#include "desk/case.h"
#include "store/case_list.h"

/* The case with form, documents, pauses, draft, signatures, decisions, links and events. */
MUST_USE enum nhi_status case_show(struct desk_call *call, struct str number, struct buf *json,
                                   struct err *err);
/* The events alone. */
MUST_USE enum nhi_status case_history(struct desk_call *call, struct str number, struct buf *json,
                                      struct err *err);
/* {"rows":[…],"next":"2026-07-01:123"|null}. Rights are those of the list: a section or level of
 * the principal's division, his own cases, a party that is he. */
MUST_USE enum nhi_status case_list_show(struct desk_call *call, const struct case_list *list,
                                        struct buf *json, struct err *err);
/* The cursor as text and back: "2026-07-01:123". */
void case_cursor_put(struct buf *out, const struct case_cursor *c);
bool case_cursor_read(struct str text, struct case_cursor *out);
/* NHI_FORBIDDEN when this principal may not see such a list. */
MUST_USE enum nhi_status case_list_allows(struct desk_call *call, const struct case_list *list,
                                          struct err *err);

#endif
