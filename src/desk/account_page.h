/* account_page.h: pages of one's own account and of the administrator. */
#ifndef DESK_ACCOUNT_PAGE_H
#define DESK_ACCOUNT_PAGE_H

#include "desk/session.h"

/* View account: who one is, posts and units to act for, open sessions. */
MUST_USE enum nhi_status account_page(struct desk_call *call, const struct signed_in *s,
                                      struct view **out, struct err *err);

#endif
