/* account_demo.h: accounts of every role (catalogue/demo_users.csv), for a demo and nowhere else:
 * their password is printed. */
#ifndef DESK_ACCOUNT_DEMO_H
#define DESK_ACCOUNT_DEMO_H

#include "desk/account.h"

enum { DEMO_USERS_MAX = 64 };

struct demo_user {
	struct str login, password, zh, en;
};

/* Makes those that are missing and gives all. NHI_FORBIDDEN in a database that `nhi demo` did not
 * make. */
MUST_USE enum nhi_status desk_demo_users(struct desk_call *call,
                                         struct demo_user users[DEMO_USERS_MAX], size_t *count,
                                         struct err *err);

#endif
