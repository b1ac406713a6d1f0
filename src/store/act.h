/* act.h: every write belongs to an act: who, for whom, why, in which case, when (DESIGN §4). Acts
 * are never changed; each is linked into a chain of SHA-256 when its transaction commits
 * (store/chain.h), so that a removed or altered act is found by `nhi doctor`. */
#ifndef STORE_ACT_H
#define STORE_ACT_H

#include "store/db.h"

struct act_request {
	struct str actor;      /* account or program that acts: "u:1042", "job:bill", "cli:root" */
	struct str acting_for; /* whom a deputy or unit stands for; "" for oneself */
	struct str reason;     /* why, in a word of a code list or a sentence */
	struct str case_no;    /* "" when outside a case */
	struct str purpose;    /* "enrol", "bill", "migrate" … */
	struct str key;        /* idempotency key of the command; "" when it cannot be repeated */
	struct str content; /* what the command says, only its hash is kept; compared on repeats */
	bool closes; /* its instant lies after every act known so far and before every later one:
	                the instant before it can be read as a state that stays (act_settle) */
};

struct act {
	int64_t id;
	instant_t at;  /* known_from of all facts that it writes */
	bool repeated; /* the key was used before with the same content: `id` and `at` are of the
	                  first act; write nothing and give the first answer again */
};

/* Inside a write transaction. The same key with other content is NHI_KEY_REUSED; a key that another
 * transaction is just writing is NHI_BUSY, so that db_transact tries again and finds the repeat.
 * `at` is the clock
 * (--now) or the instant of the last act, whichever is later: knowledge never runs backwards. */
MUST_USE enum nhi_status act_begin(struct db *db, const struct act_request *request,
                                   struct act *out, struct err *err);
/* Keeps the answer of a command that has a key, for its repeats. Once an act. */
MUST_USE enum nhi_status act_answer(struct db *db, const struct act *act, struct str answer,
                                    struct err *err);
/* The answer kept with a repeated act, "" when none. */
MUST_USE enum nhi_status act_answer_of(struct db *db, int64_t act_id, struct arena *arena,
                                       struct str *out, struct err *err);
/* Outside a transaction, after an act that closes: waits until every write transaction begun before
 * the call has ended, so that no act of an instant before the closing one can still appear. SQLite
 * has one writer and never waits. Longer than `patience_ms`: NHI_ACTS_OPEN. */
MUST_USE enum nhi_status act_settle(struct db *db, int64_t patience_ms, struct err *err);

#endif
