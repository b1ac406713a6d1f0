/* incoming_page.h: the mail room at the desk: what came and what became of it; see incoming.h. */
#ifndef DESK_INCOMING_PAGE_H
#define DESK_INCOMING_PAGE_H

#include "desk/case_file.h"

/* View incoming_list: of the division, one state at a time, a section if wished; with the forms for
 * a new piece and for mail of ours that came back. */
MUST_USE enum nhi_status incoming_list_page(struct desk_call *call, const struct form *in,
                                            struct view **out, struct err *err);
/* Takes in a piece (`do` add) or notes that a letter came back (`do` returned). *to: done. */
MUST_USE enum nhi_status incoming_list_post(struct desk_call *call, const struct form *in,
                                            struct view **out, struct str *to, struct err *err);
/* View incoming_piece: one piece and what can be done with it. */
MUST_USE enum nhi_status incoming_piece_page(struct desk_call *call, struct str number,
                                             const struct form *in, struct view **out,
                                             struct err *err);
/* `do`: open, route, forward, file, case (leads to the form of a service). */
MUST_USE enum nhi_status incoming_piece_post(struct desk_call *call, struct str number,
                                             const struct form *in, struct view **out,
                                             struct str *to, struct err *err);
/* The scan as it was received. */
MUST_USE enum nhi_status incoming_scan(struct desk_call *call, struct str number,
                                       struct case_file_shown *out, struct err *err);

#endif
