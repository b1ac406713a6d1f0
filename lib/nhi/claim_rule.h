/* claim_rule.h: rules about items as data (支付準則): which items exclude each other, which need a
 * companion or an earlier item, how often, for whom, where on the body, for how many days.
 *
 * A rule is a row of law/claim-rules/<name>.csv: code, days of effect, level, kind, items, window,
 * count, message in both languages, source, and a passing and a failing example that the tests run
 * (claim_rule_example.h). Kinds:
 *
 *	limit       at most `count` − 1 others of `codes` (empty: the item itself) in the window
 *	need        at least `count` of `codes` in the window
 *	alone       not the only treatment of the case
 *	age         completed years between min and max on the day
 *	sex department class format copay diagnosis   the case has one of `values`
 *	days quantity                                 of the order, at most `count`
 *	place surface                                 site of the order (claim_site.h)
 *	holiday     only on Saturdays, Sundays and holidays
 *	none        cannot be executed; the message says why
 *
 * Windows: "visit" the same case · "90d" that many days, the day of the order included ·
 *"365d|545d" days at deciduous and at permanent teeth · "3m" calendar months, the month included ·
 *"year" the calendar year · "ever" · "before" ever, on an earlier day. Windows beyond the case look
 *at earlier orders of the person (struct claim_event); `match` tooth or zone counts only those at a
 *common site. Pure: the image is read into the caller's arena, the check allocates nothing. */
#ifndef NHI_CLAIM_RULE_H
#define NHI_CLAIM_RULE_H

#include "base/arena.h"
#include "base/err.h"
#include "nhi/claim.h"
#include "nhi/claim_site.h"

enum claim_rule_kind {
	CLAIM_RULE_LIMIT,
	CLAIM_RULE_NEED,
	CLAIM_RULE_ALONE,
	CLAIM_RULE_AGE,
	CLAIM_RULE_SEX,
	CLAIM_RULE_DEPARTMENT,
	CLAIM_RULE_CLASS,
	CLAIM_RULE_FORMAT,
	CLAIM_RULE_COPAY,
	CLAIM_RULE_DIAGNOSIS,
	CLAIM_RULE_DAYS,
	CLAIM_RULE_QUANTITY,
	CLAIM_RULE_PLACE,
	CLAIM_RULE_SURFACE,
	CLAIM_RULE_HOLIDAY,
	CLAIM_RULE_NONE,
	CLAIM_RULE_KINDS
};

enum claim_rule_window {
	CLAIM_WINDOW_VISIT,
	CLAIM_WINDOW_DAYS,
	CLAIM_WINDOW_MONTHS,
	CLAIM_WINDOW_YEAR,
	CLAIM_WINDOW_EVER,
	CLAIM_WINDOW_BEFORE
};

enum claim_rule_match { CLAIM_MATCH_ANY, CLAIM_MATCH_TOOTH, CLAIM_MATCH_ZONE };

struct claim_rule {
	struct str rule;    /* "DT0001": stable name, in the rule book and in findings */
	struct str finding; /* row of codes/claim_findings.csv: "O09", "R01" */
	struct str item, codes, window_text, values; /* as written, for people */
	struct str zh, en, source, pass, fail;
	date_t from, to; /* in force [from, to) */
	enum claim_level level;
	enum claim_rule_kind kind;
	enum claim_rule_window window;
	enum claim_rule_match match;
	enum claim_place place;
	int32_t days, days_permanent; /* or months */
	int32_t count, min, max;
	bool is_window; /* looks beyond the case */
	uint32_t set;   /* of the items of `codes`, in struct claim_rules.words */
	bool has_own;   /* the item is one of `codes` */
	bool verified;
	struct str file;
	size_t row;
};

enum { CLAIM_RULE_ITEM_SIZE = 16, CLAIM_RULE_ITEMS_MAX = 16384 };

struct claim_rule_item {
	uint64_t key[2];       /* the code, padded with zeros */
	uint32_t first, count; /* of its rules in struct claim_rules.by_item */
	bool reads_site;       /* a rule of it, or one that names it, looks at sites */
	bool has_window;       /* a rule of it has a window beyond the case */
	bool is_watched;       /* counts in a window beyond the case: kept as an event */
};

/* The image: immutable once read, safe to share between threads. */
struct claim_rules {
	struct claim_rule *rule; /* by file and row */
	size_t count;
	struct claim_rule_item *item; /* 1 …; 0 is "no rule knows it" */
	size_t item_count;            /* with the empty first */
	uint16_t *slot;               /* open addressing, a power of two */
	size_t slot_count;
	const struct claim_rule **by_item;
	uint64_t *words; /* sets, `width` words each */
	size_t width, set_count;
};

/* One file of law/claim-rules: `name` for messages. */
struct claim_rule_file {
	struct str name, bytes;
};

/* Everything lives in `arena` and borrows from the bytes. Fails on the first unreadable row with
 * file and row. */
MUST_USE enum nhi_status claim_rules_read(struct claim_rules *out, struct arena *arena,
                                          const struct claim_rule_file *files, size_t count,
                                          struct err *err);

/* Dense number of an item, 0 when no rule names it. */
uint16_t claim_rules_item(const struct claim_rules *rules, struct str code);
/* True when an order of that item is to be kept as an event of the person. */
bool claim_rules_watches(const struct claim_rules *rules, uint16_t item);
const struct claim_rule *claim_rules_find(const struct claim_rules *rules, struct str rule);

/* An earlier order of the same person: another case, on an earlier day or told earlier. */
struct claim_event {
	date_t day;
	uint16_t item;
	struct claim_site site;
};

/* Which rules are asked: a file is judged in two parts, since a window may reach into cases that
 * come later in it (claim_history.h). */
enum claim_rule_part {
	CLAIM_RULES_ALL,
	CLAIM_RULES_CASE,  /* those that the case alone decides */
	CLAIM_RULES_WINDOW /* those with a window beyond the case */
};

/* What the check knows besides the case. */
struct claim_rule_context {
	const struct claim_event *event;
	size_t event_count;
	bool has_history; /* the events are the person's whole history: only then "need" is judged
	                     beyond the case */
	enum claim_rule_part part;
	bool has_sites;  /* scratch->site holds the sites of the orders already */
	bool is_holiday; /* the day of the case is a Saturday, Sunday or holiday */
};

/* Room for the orders of one case; grow it before the check. */
struct claim_rule_scratch {
	uint16_t *item;
	struct claim_site *site;
	size_t capacity;
	uint64_t *present; /* items of the case, `width` words of the image */
};
MUST_USE bool claim_rule_scratch_reserve(struct claim_rule_scratch *s, struct arena *arena,
                                         const struct claim_rules *rules, size_t orders);

/* Judges one case; findings in the order of orders, then of rules. Returns their number. */
size_t claim_rules_check(const struct claim_rules *rules, const struct claim_case *c,
                         const struct claim_rule_context *context,
                         struct claim_rule_scratch *scratch, struct claim_sink *sink);

/* The finding of a rule at an order, as the check gives it. */
struct claim_finding claim_rule_finding(const struct claim_rule *rule, const struct claim_case *c,
                                        const struct claim_order *o);

/* The day on which an order was done: its begin, else the day of the case. */
date_t claim_rule_day(const struct claim_case *c, const struct claim_order *o);

const char *claim_rule_kind_name(enum claim_rule_kind kind);
const char *claim_rule_kind_text(enum claim_rule_kind kind, const char *lang);

#endif
