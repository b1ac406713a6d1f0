/* match.h: what is done about the work that matching found (store/match.h): letters, enrolment by
 * office, withdrawal, a raised amount, a fine within the band of the law, or nothing with a reason.
 * The cases of `enrol.guidance` and `enrol.clean` decide by the effect match.settle, which is this
 * same use case. */
#ifndef DESK_MATCH_H
#define DESK_MATCH_H

#include "desk/enrol.h"
#include "desk/letter.h"
#include "store/match.h"

enum match_action {
	MATCH_ENROL, /* 逕予加保, from the first day: uninsured, gap, status */
	MATCH_WITHDRAW, /* 逕予退保 on data of other agencies (施行細則 36): dead, unqualified */
	MATCH_RAISE, /* 逕予調整 (健保法 21 II): low */
	MATCH_FINE,  /* 罰鍰 (健保法 84, 88, 89, 91) */
	MATCH_CLOSE, /* looked into: nothing to do, with the reason */
	MATCH_ACTION_COUNT
};
const char *match_action_name(enum match_action action); /* "enrol" */
MUST_USE bool match_action_find(struct str name, enum match_action *out);

struct match_settle {
	int64_t run_id, item_no;
	enum match_action action;
	struct str unit_code;            /* enrol: of a township where no employer is known */
	struct str category;             /* enrol: "" the unit's usual one */
	struct str insured_id, relation; /* enrol as a dependent of this one */
	int64_t amount;                  /* fine; insured amount where the files say none */
	struct str reason;               /* close; excuse */
	bool dry_run;
};

struct match_settled {
	bool done;
	int64_t months; /* billed anew */
	struct refusals refusals;
	struct str says_zh, says_en; /* what stands against it outside the register; "" nothing */
	struct str json;
};

MUST_USE enum nhi_status desk_match_settle(struct register_desk *desk,
                                           const struct match_settle *request,
                                           struct match_settled *out, struct err *err);

/* A letter to everybody (or every unit) of a kind who has none of this run yet; *made counts.
 * `reply` is the last day to answer. */
MUST_USE enum nhi_status desk_match_letters(struct register_desk *desk,
                                            const struct letters *letters, int64_t run_id,
                                            struct str kind, date_t reply, int64_t *made,
                                            struct err *err);

#endif
