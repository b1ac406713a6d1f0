/* law_finding.h: defects of law files: what, where, and what mends it. */
#ifndef NHI_LAW_FINDING_H
#define NHI_LAW_FINDING_H

#include "base/arena.h"
#include "base/json.h"

/* Sorted by what they look at; sentences and remedies in law_finding.c. */
enum law_rule {
	/* any file */
	LAW_RULE_NOT_UTF8,
	LAW_RULE_NOT_CSV,
	LAW_RULE_COLUMN,
	LAW_RULE_FILE,
	LAW_RULE_DATE,
	LAW_RULE_UNSORTED,
	LAW_RULE_OVERLAP,
	LAW_RULE_NO_SOURCE,
	LAW_RULE_SOURCE,
	LAW_RULE_VERIFIED,
	LAW_RULE_UNPROVEN,
	/* parameters.csv */
	LAW_RULE_NAME,
	LAW_RULE_UNIT,
	LAW_RULE_BOUNDS,
	LAW_RULE_TEXT,
	LAW_RULE_ARTICLE,
	LAW_RULE_DECLARED_TWICE,
	/* values */
	LAW_RULE_UNDECLARED,
	LAW_RULE_VALUE,
	LAW_RULE_RANGE,
	LAW_RULE_UNIT_DIFFERS,
	LAW_RULE_NO_VALUE,
	LAW_RULE_GAP,
	LAW_RULE_SHARES,
	/* grade tables */
	LAW_RULE_GRADE_NUMBER,
	LAW_RULE_GRADE_MISSING,
	LAW_RULE_GRADE_STEP,
	LAW_RULE_GRADE_SKIP,
	LAW_RULE_GRADE_AMOUNT,
	LAW_RULE_GRADE_GROUP,
	LAW_RULE_GRADE_TOP,
	LAW_RULE_GRADE_FLOOR,
	LAW_RULE_GRADE_SPREAD,
	/* against the texts of law */
	LAW_RULE_NO_ARTICLE,
	LAW_RULE_OLD_TEXT,
	LAW_RULE_NO_TEXT,
	LAW_RULE_COUNT
};

enum { LAW_FINDING_DETAILS_MAX = 3, LAW_FINDINGS_KEPT_MAX = 10000 };

struct law_finding {
	enum law_rule rule;
	struct str file; /* "premium.csv" */
	size_t row; /* 1 is the title row; 0: the whole file, or no row (something is missing) */
	struct str detail[LAW_FINDING_DETAILS_MAX];
};

struct law_findings {
	struct arena *arena;
	struct law_finding *row;
	size_t count, capacity;
	size_t found;   /* all that were found, kept or not */
	size_t defects; /* of them, those that make the law unfit (law_rule_is_note: no) */
	bool failed;    /* out of memory: sticky, the list is incomplete and must not be shown */
};

#define LAW_FINDINGS_INIT(arena_ptr) ((struct law_findings){.arena = (arena_ptr)})

/* Details are separated by ERR_SEP as in err_set, and copied. */
void law_finding_add(struct law_findings *f, enum law_rule rule, struct str file, size_t row,
                     const char *fmt, ...) PRINTF_LIKE(5, 6);
/* By file, row, rule; what concerns no row comes first. */
void law_findings_sort(struct law_findings *f);

const char *law_rule_name(enum law_rule rule); /* "gap" */
/* A note does not make the law unfit. */
bool law_rule_is_note(enum law_rule rule);
void law_finding_message(const struct law_finding *f, const char *lang, struct buf *out);
void law_finding_remedy(const struct law_finding *f, const char *lang, struct buf *out);
/* "premium.csv:12: gap: …", the remedy on a second line. */
void law_finding_print(const struct law_finding *f, const char *lang, struct buf *out);
void law_finding_json(const struct law_finding *f, struct json *j);

#endif
