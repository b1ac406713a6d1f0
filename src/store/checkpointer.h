/* checkpointer.h: a thread with a connection of its own that carries what was committed from
 * SQLite's log into the database file, so that a long writer need not do it between its
 * transactions. What is committed is durable before: it stands in the log. PostgreSQL does this by
 * itself; there all calls do nothing. */
#ifndef STORE_CHECKPOINTER_H
#define STORE_CHECKPOINTER_H

#include "store/db.h"

struct checkpointer;

/* From now on `db` leaves its log alone. `db` is borrowed until checkpointer_end. */
MUST_USE enum nhi_status checkpointer_start(struct checkpointer **out, struct db *db,
                                            struct err *err);
/* There may be something to do: after a commit. NULL is allowed. */
void checkpointer_wake(struct checkpointer *c);
/* Stops the thread, gives the log back to `db`, frees. Returns the first failure, `so_far` first.
 * NULL is allowed. */
MUST_USE enum nhi_status checkpointer_end(struct checkpointer *c, enum nhi_status so_far,
                                          struct err *err);

#endif
