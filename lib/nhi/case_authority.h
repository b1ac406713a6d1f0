/* case_authority.h: delegated authority (分層負責): who may decide a matter, at which level, up to
 * which amount (處務規程 16; 行政程序法 32; facts/administration §1).
 *
 * A table is all rows of one effective_from in catalogue/delegation.csv:
 *   version,effective_from,item,title_zh,title_en,metric,min_exclusive,max_inclusive,
 *   level_4,level_3,level_2,level_1,cosign,source,verified
 * Level 1 is the head of the agency, 2 the head of a division, 3 a section chief, 4 the case
 * officer. A cell is draft, check, decide or empty. The rows of an item are its bands, ascending
 * and without gaps: min_exclusive < metric <= max_inclusive, an empty bound is open. Deciding: the
 * version of the day → the item → the band → the lowest level with `decide`. A higher level is
 * always valid, a lower one is refused. Where a lower level drafts, the drafter is somebody else
 * than who decides. Nobody decides a case that he must withdraw from. Pure. Borrows from its text.
 */
#ifndef NHI_CASE_AUTHORITY_H
#define NHI_CASE_AUTHORITY_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum { AUTHORITY_LEVELS = 4, AUTHORITY_BANDS_MAX = 4096, AUTHORITY_COSIGN_MAX = 4 };

enum authority_action { AUTHORITY_NOTHING, AUTHORITY_DRAFT, AUTHORITY_CHECK, AUTHORITY_DECIDE };

enum authority_metric { METRIC_NONE, METRIC_AMOUNT, METRIC_PERSONS, METRIC_DAYS, METRIC_COUNT };

struct authority_band {
	date_t from, to; /* of its version */
	struct str version, item;
	struct str title_zh, title_en;
	enum authority_metric metric;
	int64_t min_exclusive, max_inclusive;               /* INT64_MIN and INT64_MAX: open */
	int32_t number;                                     /* 1, 2, … of the item */
	enum authority_action action[AUTHORITY_LEVELS + 1]; /* by level, 1 … 4 */
	struct str cosign[AUTHORITY_COSIGN_MAX];            /* units that must have signed before */
	size_t cosign_count;
	struct str source;
	bool verified;
};

struct authority {
	struct authority_band *band; /* by version, item, number */
	size_t count;
};

/* Parses the table. NHI_ROW names the first bad row: an unknown word, an item in two places, a band
 * that does not begin where the one before ends, a row in which nobody decides. */
MUST_USE enum nhi_status authority_read(struct authority *out, struct arena *arena, struct str csv,
                                        struct err *err);

/* The band of an item on a day, or NULL: no such item then. `metric` is 0 for items without. */
const struct authority_band *authority_band(const struct authority *a, struct str item,
                                            int64_t metric, date_t on);
/* Whether any version has the item. */
bool authority_has(const struct authority *a, struct str item);
/* The lowest level that may decide: 4 … 1. */
int32_t authority_level(const struct authority_band *band);
/* Somebody below that level drafts, so that two people are needed. */
bool authority_needs_draft(const struct authority_band *band);

/* ---- May this person decide this case? ------------------------------------------------------- */

enum { AUTHORITY_PARTIES_MAX = 16, AUTHORITY_RECUSED_MAX = 64 };

struct authority_case {
	const struct authority_band *band;
	int64_t party[AUTHORITY_PARTIES_MAX]; /* persons whose case it is: applicant, subject, agent
	                                       */
	size_t party_count;
	int64_t recused[AUTHORITY_RECUSED_MAX]; /* accounts that withdrew or were withdrawn (32, 33)
	                                         */
	size_t recused_count;
	int64_t drafted_by; /* account of the last draft, 0: none yet */
	struct str cosigned[AUTHORITY_COSIGN_MAX];
	size_t cosigned_count;
};

struct authority_person {
	int64_t account, person_id; /* person_id 0: not known */
	int32_t level;      /* 4 … 1, own or of the post that is deputised; 0: decides nothing */
	int64_t acting_for; /* account of the holder when acting as deputy, else 0 */
	int64_t acting_for_person;
};

enum authority_answer {
	AUTHORITY_MAY,
	AUTHORITY_LEVEL_TOO_LOW, /* the case goes up to authority_level */
	AUTHORITY_OWN_CASE,      /* a party: himself, or the person whom he stands for */
	AUTHORITY_RECUSED,
	AUTHORITY_NO_DRAFT,  /* nobody has drafted yet */
	AUTHORITY_OWN_DRAFT, /* he drafted it himself */
	AUTHORITY_NO_COSIGN, /* a unit that must sign before has not */
	AUTHORITY_ANSWERS
};

enum authority_answer authority_may(const struct authority_case *c,
                                    const struct authority_person *who);
const char *authority_answer_name(enum authority_answer answer); /* "level_too_low" */
/* The first unit that has not signed yet, or "". */
struct str authority_cosign_missing(const struct authority_case *c);

#endif
