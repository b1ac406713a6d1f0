/* audit.h: the trail for the auditor: are the chains whole, who did what, who read whom. */
#ifndef DESK_AUDIT_H
#define DESK_AUDIT_H

#include "desk/desk.h"

struct audit_chain {
	const char *name; /* "act", "ledger", "read" */
	int64_t links, bad_link, unlinked;
	bool is_sound;
	char hash[80]; /* of the last link, hex */
};
enum { AUDIT_CHAINS = 3 };
/* Computes every chain anew from the stored items. Takes long on a nation. */
MUST_USE enum nhi_status audit_verify(struct desk_call *call, struct audit_chain out[AUDIT_CHAINS],
                                      struct err *err);
/* Has link `link_no` of a chain this hash? For who kept a copy of an earlier head. */
MUST_USE enum nhi_status audit_expect(struct desk_call *call, struct str chain, int64_t link_no,
                                      struct str hash, bool *same, struct err *err);

struct audit_wish {
	struct str actor, purpose;
	int64_t person_id; /* reads of this person; 0: by actor */
	bool reads;        /* reads instead of acts */
	int64_t most;
};
/* An array of objects, newest first. */
MUST_USE enum nhi_status audit_list(struct desk_call *call, const struct audit_wish *wish,
                                    struct buf *json, struct err *err);

#endif
