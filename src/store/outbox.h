/* outbox.h: letters on their way (schema/0018_outbox.sql). A row moves
 *
 *	due ──▶ handed ──▶ returned     post, registered, sms: files for the carrier
 *	 │ ▲──▶ sent                    e-mail that the receiver's server accepted
 *	 │ └── again, later (a passing failure)
 *	 └────▶ failed                  refused, or tried too often
 *	held                            no address is known
 * Each move is an attempt, kept for ever. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "base/sha256.h"
#include "store/act.h"

struct outbox_row {
	int64_t outbox_id, letter_id;
	struct str channel, name, address, state, last_error;
	instant_t due_at;
	int64_t attempts, batch_id;
	/* of the letter, when read */
	struct str number, subject, case_no;
	bool english;
	int64_t person_id, unit_id, division;
	date_t issued_on;
};

/* Queues a letter; without an address it is held. Inside a write transaction. */
MUST_USE enum nhi_status outbox_add(struct db *db, const struct act *act, int64_t letter_id,
                                    struct str channel, struct str name, struct str address,
                                    struct err *err);
/* Rows due on a way, by id after `after`, at most `most`. */
MUST_USE enum nhi_status outbox_due(struct db *db, struct str channel, instant_t now, int64_t after,
                                    int64_t most, struct arena *arena, struct outbox_row **rows,
                                    size_t *count, struct err *err);
struct outbox_filter {
	struct str state, number; /* "": any */
	int64_t division;         /* 0: all */
	int64_t before;           /* outbox_id; 0: newest */
	int64_t most;
};
MUST_USE enum nhi_status outbox_list(struct db *db, const struct outbox_filter *filter,
                                     struct arena *arena, struct outbox_row **rows, size_t *count,
                                     struct err *err);
struct outbox_count {
	struct str state;
	int64_t count;
};
MUST_USE enum nhi_status outbox_counts(struct db *db, int64_t division, struct arena *arena,
                                       struct outbox_count **rows, size_t *count, struct err *err);

/* What came of an attempt. */
struct outbox_move {
	const char *state, *result; /* result: handed, sent, again, failed, returned */
	struct str note;
	instant_t due_at;
	int64_t batch_id;
	date_t returned_on; /* DATE_OPEN: none */
};
/* Moves the row from the state in which it was read. NHI_CONFLICT when somebody else moved it. */
MUST_USE enum nhi_status outbox_move(struct db *db, const struct act *act,
                                     const struct outbox_row *row, const struct outbox_move *move,
                                     struct err *err);

struct letter_batch {
	struct str kind; /* post, sms */
	int64_t serial, pieces, pages;
	char list_hash[SHA256_HEX_SIZE + 1];
};
MUST_USE enum nhi_status letter_batch_serial(struct db *db, struct str kind, int64_t *serial,
                                             struct err *err);
MUST_USE enum nhi_status letter_batch_add(struct db *db, const struct act *act,
                                          const struct letter_batch *batch, int64_t *batch_id,
                                          struct err *err);

struct letter_attempt {
	struct str channel, address, result, note;
	int64_t attempt;
	instant_t at;
	date_t returned_on; /* DATE_OPEN: none */
};
MUST_USE enum nhi_status letter_attempts(struct db *db, int64_t letter_id, struct arena *arena,
                                         struct letter_attempt **rows, size_t *count,
                                         struct err *err);

/* How somebody wishes to be told: way "post" when nothing was said. One of the ids is 0. */
struct notice_wish {
	struct str way, address;
};
MUST_USE enum nhi_status notice_wish_on(struct db *db, int64_t person_id, int64_t unit_id,
                                        date_t day, struct arena *arena, struct notice_wish *out,
                                        struct err *err);
/* From that day on; the wish before ends the day before. */
MUST_USE enum nhi_status notice_wish_set(struct db *db, const struct act *act, int64_t person_id,
                                         int64_t unit_id, date_t from,
                                         const struct notice_wish *wish, struct err *err);

#endif
