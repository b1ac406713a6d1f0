/* delegation.h: who may decide (分層負責, rules of procedure art. 16; facts/administration §1).
 *
 * A table holds items; an item has bands by amount, number of persons or days; a band says what
 * each level does. Levels: 1 the head of the agency, 2 the head of a division or office, 3 the
 * section chief, 4 the case officer. The agency's own table is not public: the rows are our own, to
 * be replaced (catalogue/delegation.yaml).
 *
 * The rule: the table in force on the day of the decision, its item, the band of the amount (min
 * exclusive, max inclusive), and there the lowest level with DELEGATION_DECIDE. A higher level is
 * always competent, a lower one never (行政程序法 111 (6): an act without competence is void).
 * Pure. */
#ifndef NHI_DELEGATION_H
#define NHI_DELEGATION_H

#include "base/date.h"
#include "base/err.h"

enum { DELEGATION_LEVELS = 4, DELEGATION_COSIGN_MAX = 4 };

enum delegation_action {
	DELEGATION_NONE,
	DELEGATION_DRAFT, /* 擬辦 */
	DELEGATION_CHECK, /* 審核 */
	DELEGATION_DECIDE /* 核定 */
};

enum delegation_metric {
	DELEGATION_BY_NOTHING,
	DELEGATION_BY_TWD,
	DELEGATION_BY_PERSONS,
	DELEGATION_BY_DAYS,
	DELEGATION_METRIC_COUNT
};

struct delegation_band {
	int64_t above; /* exclusive; INT64_MIN: no lower end */
	int64_t upto;  /* inclusive; INT64_MAX: no upper end */
	enum delegation_action level[DELEGATION_LEVELS + 1]; /* [1] … [4] */
	struct str cosign[DELEGATION_COSIGN_MAX];            /* units that sign too (會辦) */
	size_t cosign_count;
};

struct delegation_item {
	struct str id; /* "instalment" */
	struct str zh, en;
	struct str source; /* law, or "ours" */
	struct str remark_zh, remark_en;
	enum delegation_metric metric;
	struct delegation_band *bands; /* ascending, without gap or overlap */
	size_t band_count;
};

struct delegation_table {
	date_t from, to;   /* in force [from, to) */
	struct str number; /* of the order that approved it; "": ours */
	bool verified;
	struct delegation_item *items; /* by id */
	size_t item_count;
};

struct delegation {
	struct delegation_table *tables; /* by date */
	size_t table_count;
};

struct delegation_answer {
	const struct delegation_table *table;
	const struct delegation_item *item;
	const struct delegation_band *band;
	size_t band_no; /* from 1 */
	int level;      /* lowest level that decides: 1 … 4 */
};

/* Who decides item `id` on `at` at this amount (ignored by items without metric). NHI_NOT_FOUND
 * when there is no table of the day or no such item, NHI_RANGE when no band has the amount. */
MUST_USE enum nhi_status delegation_decide(const struct delegation *d, struct str id,
                                           int64_t amount, date_t at, struct delegation_answer *out,
                                           struct err *err);
/* True when a holder of `level` may decide. */
bool delegation_may(const struct delegation_answer *a, int level);
/* The lowest level that takes part at all in the band (drafts): 4 unless the item says otherwise.
 */
int delegation_drafts(const struct delegation_answer *a);

const char *delegation_level_name(int level, const char *lang); /* 第三層（科長） */
const char *delegation_metric_name(enum delegation_metric m);   /* "twd" */

#endif
