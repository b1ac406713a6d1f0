/* dispatch.h: bills handed over to the post or as e-bills, and mail that came back
 * (schema/0006_dispatch.sql). Rows are written once. */
#ifndef STORE_DISPATCH_H
#define STORE_DISPATCH_H

#include "base/sha256.h"
#include "store/act.h"

/* A bill and where it goes. Texts live in the reader's arena. */
struct dispatch_target {
	int64_t bill_id, unit_id, person_id; /* person_id 0: the unit pays */
	int64_t division, payable;
	struct str code, name;      /* unit code; who is addressed */
	struct str county, address; /* "" when none is known */
	struct str contact;
	bool by_ebill;
	int64_t attempts; /* times handed over */
	bool is_returned; /* the last one came back */
};

/* All bills of the month (division 0: everywhere) by county, address, unit code: the order of the
 * post. Addresses as known at `known` on `day`. */
MUST_USE enum nhi_status dispatch_targets(struct db *db, month_t month, date_t day, instant_t known,
                                          int64_t division, struct arena *arena,
                                          struct dispatch_target **rows, size_t *count,
                                          struct err *err);
/* The unit at which a person's own bill stands; 0 when there is none. */
MUST_USE enum nhi_status dispatch_unit_of_person(struct db *db, month_t month, int64_t person_id,
                                                 int64_t *unit_id, struct err *err);

struct dispatch_batch {
	month_t month;
	struct str kind; /* "post", "ebill" */
	int64_t serial, pieces, pages;
	char list_hash[SHA256_HEX_SIZE + 1];
	instant_t at;     /* of the act; when read */
	int64_t returned; /* pieces that came back; when read */
};
/* Serial of the last hand-over of the month and kind, 0 when none. */
MUST_USE enum nhi_status dispatch_serial(struct db *db, month_t month, struct str kind,
                                         int64_t *serial, struct err *err);
/* Writes the batch and its pieces in the order given, each as the target's next attempt. A bill
 * that another batch took meanwhile is NHI_EXISTS. Inside a write transaction. */
MUST_USE enum nhi_status dispatch_add(struct db *db, const struct act *act,
                                      const struct dispatch_batch *batch,
                                      const struct dispatch_target *const *pieces, struct err *err);
MUST_USE enum nhi_status dispatch_batches(struct db *db, month_t month, struct arena *arena,
                                          struct dispatch_batch **rows, size_t *count,
                                          struct err *err);

/* Notes that the last attempt of a bill came back. NHI_DISPATCH_NONE when it was never handed
 * over, NHI_DISPATCH_RETURNED when its return is noted already. */
MUST_USE enum nhi_status dispatch_return_add(struct db *db, const struct act *act, int64_t bill_id,
                                             date_t on, struct str reason, struct err *err);

struct dispatch_event {
	int64_t attempt, serial;
	struct str kind, address, reason; /* reason "" while it did not come back */
	instant_t at;
	date_t returned_on;
};
MUST_USE enum nhi_status dispatch_events(struct db *db, int64_t bill_id, struct arena *arena,
                                         struct dispatch_event **rows, size_t *count,
                                         struct err *err);

#endif
