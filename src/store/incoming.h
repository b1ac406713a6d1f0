/* incoming.h: the register of incoming mail (收文): received, opened, numbered, scanned, routed,
 * made a case of or handed on (schema/0009_case.sql). One row a piece; it is changed only in the
 * version that was read, by an act. */
#ifndef STORE_INCOMING_H
#define STORE_INCOMING_H

#include "store/act.h"

enum incoming_state {
	INCOMING_RECEIVED,  /* signed for, numbered */
	INCOMING_OPENED,    /* opened, scanned where it may be */
	INCOMING_ROUTED,    /* given to a section */
	INCOMING_FILED,     /* it became a case, or belongs to one */
	INCOMING_FORWARDED, /* to the competent agency (行政程序法 17) */
	INCOMING_STATES
};
const char *incoming_state_name(enum incoming_state state);
bool incoming_state_find(struct str name, enum incoming_state *out);

struct incoming {
	int64_t id;
	struct str number;
	int64_t version;
	struct str channel; /* post, fax, courier, counter, exchange */
	bool is_registered;
	date_t postmark_on; /* DATE_OPEN: none legible */
	date_t received_on;
	instant_t received_at, opened_at; /* opened_at 0: not yet */
	struct str sender, sender_number, subject;
	int64_t pages;
	struct str speed; /* urgent, fast, normal */
	bool is_secret;
	struct str file_hash; /* of the scan in store/original.h */
	int64_t division;
	struct str section;
	int64_t case_id;
	enum incoming_state state;
	struct str forwarded_to;
	int64_t act_id;
};

/* Inside a write transaction; the number was taken by the caller. */
MUST_USE enum nhi_status incoming_insert(struct db *db, const struct act *act, struct incoming *m,
                                         struct err *err);
MUST_USE enum nhi_status incoming_by_number(struct db *db, struct str number, struct arena *arena,
                                            struct incoming *out, struct err *err);
/* NHI_CASE_STALE when somebody else was faster. */
MUST_USE enum nhi_status incoming_change(struct db *db, const struct act *act, struct incoming *m,
                                         struct err *err);
/* Of a division in one state, oldest first, after an id; section "": of any. */
MUST_USE enum nhi_status incoming_list(struct db *db, int64_t division, enum incoming_state state,
                                       struct str section, int64_t after, int64_t most,
                                       struct arena *arena, struct incoming **rows, size_t *count,
                                       struct err *err);

#endif
