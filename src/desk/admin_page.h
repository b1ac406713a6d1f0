/* admin_page.h: what the administrator and the auditor see and do: accounts, sessions, break-glass
 * accesses to review, jobs, the trail of acts. */
#ifndef DESK_ADMIN_PAGE_H
#define DESK_ADMIN_PAGE_H

#include "desk/account.h"

MUST_USE enum nhi_status admin_home(struct desk_call *call, struct view **out, struct err *err);
MUST_USE enum nhi_status admin_users(struct desk_call *call, const struct form *in,
                                     struct view **out, struct err *err);
MUST_USE enum nhi_status admin_user(struct desk_call *call, struct str login, struct view **out,
                                    struct err *err);
/* `do` of the form: lock, unlock, close, reset, totp, no-totp, post, unit. The view shows the
 * account again, with a password or key made up. */
MUST_USE enum nhi_status admin_user_change(struct desk_call *call, struct str login,
                                           const struct form *in, struct view **out,
                                           struct err *err);
/* View user_add; with `add` the account is made and its password shown once. */
MUST_USE enum nhi_status admin_user_add(struct desk_call *call, const struct form *in, bool add,
                                        struct view **out, struct err *err);
MUST_USE enum nhi_status admin_sessions(struct desk_call *call, struct view **out, struct err *err);
MUST_USE enum nhi_status admin_glass(struct desk_call *call, const struct form *in,
                                     struct view **out, struct err *err);
/* id, verdict (yes, no), note. */
MUST_USE enum nhi_status admin_glass_review(struct desk_call *call, const struct form *in,
                                            struct view **out, bool *done, struct err *err);
MUST_USE enum nhi_status admin_audit(struct desk_call *call, const struct form *in,
                                     struct view **out, struct err *err);

#endif
