/* read_audit.h: who read whose data, for what: recorded before the answer leaves, by group commit:
 * at most READ_AUDIT_GROUP reads, one row and one hash a group (DESIGN §4). A lone read is written
 * at once; among many a group waits at most 2 ms, and for the group before it.
 *
 * One recorder a process: a thread with a connection of its own, shared by all workers. */
#ifndef STORE_READ_AUDIT_H
#define STORE_READ_AUDIT_H

#include "store/db.h"

struct read_audit;

enum { READ_AUDIT_GROUP = 256, READ_AUDIT_FIELD_MAX = 64, READ_AUDIT_LIST_MAX = 2000 };

struct read_event {
	int64_t person_id;
	struct str actor;   /* who reads; at most READ_AUDIT_FIELD_MAX bytes each */
	struct str purpose; /* "case", "counter", "self" … */
	struct str view;    /* what was shown: "person_coverage" */
	struct str case_no; /* "" when outside a case */
};

MUST_USE enum nhi_status read_audit_open(struct read_audit **out, const char *url,
                                         const char *data_dir, struct err *err);
/* Waits until the read is durable. Thread-safe. After a failure the answer must not be given. */
MUST_USE enum nhi_status read_audit_record(struct read_audit *ra, const struct read_event *event,
                                           struct err *err);
/* Several reads at once (a list of persons), at most READ_AUDIT_LIST_MAX. */
MUST_USE enum nhi_status read_audit_record_all(struct read_audit *ra,
                                               const struct read_event *events, size_t count,
                                               struct err *err);
/* One group, written within the caller's transaction: for batches (store/seen.h). `count` is at
 * most READ_AUDIT_GROUP. */
MUST_USE enum nhi_status read_audit_write(struct db *db, const struct read_event *events,
                                          size_t count, struct err *err);
/* Records what is waiting, ends the thread. NULL is allowed. */
void read_audit_close(struct read_audit *ra);

#endif
