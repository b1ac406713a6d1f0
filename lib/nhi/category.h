/* category.h: the fifteen items (類目) of insured persons and the kinds of insured units.
 *
 * A category is stored as two digits, class and item: 12 is class 1 item 2 (全民健康保險法 10, 15).
 * What an item allows stands in one table here; amounts and shares are law data (premium.*). */
#ifndef NHI_CATEGORY_H
#define NHI_CATEGORY_H

#include "base/str.h"

/* How the insured amount of an item comes about (Act 19–23). */
enum category_basis {
	BASIS_WAGE,     /* pay, by the grade table: 11, 12, 13 */
	BASIS_INCOME,   /* owner or practice: top grade unless a lower income is proved: 14, 15 */
	BASIS_DECLARED, /* declared by the person within a floor: 21, 22 */
	BASIS_FIXED,    /* one announced amount for everybody: 31, 32 */
	BASIS_AVERAGE   /* no insured amount; the average premium: 41–62 */
};

/* Kinds of insured units (投保單位, Act 15, Enforcement Rules 22–26). */
enum unit_kind {
	UNIT_AGENCY,         /* 政府機關 */
	UNIT_SCHOOL,         /* 公立學校 */
	UNIT_PRIVATE_SCHOOL, /* 私立學校 */
	UNIT_ENTERPRISE,     /* 公、民營事業、機構 */
	UNIT_EMPLOYER,       /* 其他有一定雇主者之雇主, e.g. a household with a helper */
	UNIT_PRACTICE,       /* 專門職業及技術人員執業機構 */
	UNIT_GUILD,          /* 專門職業公會 */
	UNIT_UNION,          /* 職業工會 */
	UNIT_SEAFARERS,      /* 海員總工會、船長公會 */
	UNIT_FARMERS,        /* 農會 */
	UNIT_FISHERS,        /* 漁會 */
	UNIT_DEFENCE,        /* 國防部指定之單位 */
	UNIT_SUBSTITUTE,     /* 內政部指定之單位 (替代役) */
	UNIT_CORRECTION,     /* 法務部指定之單位 (矯正機關) */
	UNIT_TOWNSHIP,       /* 鄉（鎮、市、區）公所 */
	UNIT_WELFARE,        /* 社會福利服務機構 */
	UNIT_VETERANS,       /* 榮譽國民之家 */
	UNIT_RELIGIOUS,      /* 宗教機構 */
	UNIT_TRAINING,       /* 職業訓練、考試訓練機關（構） */
	UNIT_KIND_COUNT
};

struct category {
	int32_t code; /* 11 … 62 */
	const char *zh, *en;
	bool dependents; /* may dependents be enrolled under this insured person? (Act 2②, 10) */
	enum category_basis basis;
	uint32_t unit_kinds; /* bit set of enum unit_kind that may be its unit without consent */
	bool by_consent;     /* other units may take the person in with their consent (Act 15(2),
	                        Enforcement Rules 22, 25) */
	const char *article;
};

enum { CATEGORY_COUNT = 15 };

/* All items in the order of their codes. */
extern const struct category categories[CATEGORY_COUNT];
/* NULL when there is no such item. */
const struct category *category_find(int32_t code);
/* Index 0 … 14 into `categories`, or -1: for columns and small tables. */
int category_index(int32_t code);
/* Class 1 … 6 of a code. */
static inline int32_t category_class(int32_t code) { return code / 10; }
bool category_allows_unit(const struct category *c, enum unit_kind kind, bool consent);

struct unit_kind_row {
	const char *code; /* stored: "enterprise" */
	const char *zh, *en;
	int32_t category; /* usual category of its people, for forms */
};
extern const struct unit_kind_row unit_kinds[UNIT_KIND_COUNT];
/* False when there is no such code. */
MUST_USE bool unit_kind_find(struct str code, enum unit_kind *out);

#endif
