/* session_parts.h: what session.c and session_setup.c share. */
#ifndef DESK_SESSION_PARTS_H
#define DESK_SESSION_PARTS_H

#include "desk/session.h"

/* A new session in that stage for the account of `from`, which ends when it has an id. */
MUST_USE enum nhi_status session_make(struct db *db, const struct desk_call *call,
                                      const struct act *act, const struct session *from,
                                      const char *stage, struct sign_in_step *step,
                                      struct err *err);
/* "u:1042", in the arena. */
struct str desk_account_actor(int64_t account_id, struct arena *arena);

struct step_take {
	int64_t account_id, step;
	bool taken;
};
/* Work of a transaction: takes the step of a second factor once. */
enum nhi_status session_take_step(struct db *db, void *context, struct err *err);

#endif
