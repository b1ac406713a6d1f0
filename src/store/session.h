/* session.h: who is signed in. The browser holds a random token, here is its hash (desk/session.h).
 * Sessions are states of the program, not facts: they change in place; signing in and out are acts.
 */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include "store/account.h"

struct session {
	int64_t id; /* 0: there is none */
	struct account account;
	struct str stage; /* "code", "setup", "open", "ended" */
	struct str csrf, post, unit_code, address;
	instant_t made_at, seen_at, ends_at;
};

/* Gives session->id. `token_hash` is 64 hex digits. */
MUST_USE enum nhi_status session_add(struct db *db, const struct act *act, struct session *session,
                                     struct str token_hash, struct err *err);
/* id 0 when there is none. */
MUST_USE enum nhi_status session_find(struct db *db, struct str token_hash, struct arena *arena,
                                      struct session *out, struct err *err);
MUST_USE enum nhi_status session_touch(struct db *db, int64_t id, instant_t now, struct err *err);
MUST_USE enum nhi_status session_choose(struct db *db, int64_t id, struct str post,
                                        struct str unit_code, struct err *err);
MUST_USE enum nhi_status session_stage(struct db *db, int64_t id, const char *stage,
                                       struct err *err);
/* All sessions of an account but one (0: all). */
MUST_USE enum nhi_status session_end_all(struct db *db, int64_t account_id, int64_t but,
                                         struct err *err);
/* Open ones seen since; account 0: of all. The last used first. */
MUST_USE enum nhi_status session_list(struct db *db, int64_t account_id, instant_t since,
                                      instant_t now, int64_t most, struct arena *arena,
                                      struct session **rows, size_t *count, struct err *err);

#endif
