/* claim_check.h: the checks of a claim file that need no history (claims-format §5.7): B of the
 * batch, C of a case, O of an order. Written once for all formats: what differs between formats
 * stands in codes/claim_fields.csv (fields, presence, code lists), codes/claim_sums.csv (counts and
 * points of the head) and the reference image. A findings and the level of a code are the reader's
 * (wire/claim_read.h); O09 and rules on items are nhi/claim_rule.h.
 *
 * Pure. struct claim_check is immutable after claim_check_prepare and may be shared by threads;
 * struct claim_sums belongs to one file. A case is judged without allocation; the keys of a file's
 * cases take 32 to 64 bytes each.
 *
 *     claim_check_begin(&check, &sums, arena, sink, &batch);
 *     for each case: claim_check_case(&check, &sums, &one, sink);
 *     claim_check_end(&check, &sums, sink);
 *
 * Readings where no source decides are on the provider's side: what a missing or incomplete list
 * cannot tell is not judged or only noted. */
#ifndef NHI_CLAIM_CHECK_H
#define NHI_CLAIM_CHECK_H

#include "base/arena.h"
#include "nhi/claim.h"
#include "nhi/claim_ref.h"
#include "nhi/copay_code.h"

enum {
	CLAIM_SUM_RULES_MAX = 96, /* rows of codes/claim_sums.csv */
	CLAIM_SUM_NAMES_MAX = 24, /* sums of one format */
	CLAIM_CLASSES_MAX = 64,   /* case classes of one file; more are no classes */
	CLAIM_LAW_SPELLS_MAX = 32,
	CLAIM_CHECK_ROLES = 32
};

/* The fields of one format, as wire/claim_layout.h has them. */
struct claim_form_fields {
	const struct claim_field *field; /* dense, by index */
	size_t count;
	const struct claim_presence *mandatory; /* by segment, CLAIM_SEGMENT_COUNT of them */
};

struct claim_check_in {
	const struct law *law;
	const struct claim_ref *ref;
	const struct copay_codes *copay; /* NULL: copayment is not judged */
	struct claim_form_fields form[CLAIM_FORMAT_COUNT];
	struct str sums;  /* bytes of codes/claim_sums.csv */
	struct str lists; /* bytes of codes/claim_lists.csv */
};

/* How a sum of the head is made. */
enum claim_sum_rule {
	CLAIM_SUM_CLASS, /* cases of these classes */
	CLAIM_SUM_OTHER, /* cases of all classes but these */
	CLAIM_SUM_ALL,   /* every case */
	CLAIM_SUM_COPAY, /* cases with a copayment */
	CLAIM_SUM_OF,    /* other sums added up */
	CLAIM_SUM_GIVEN, /* as claimed: nothing in the file to add up */
	CLAIM_SUM_OPEN,  /* not judged in a file with these classes: no source says where they count
	                  */
	CLAIM_SUM_OPEN_OTHER, /* not judged in a file with other classes than these */
	CLAIM_SUM_RULES
};
/* What is added up as points. */
enum claim_sum_points {
	CLAIM_SUM_APPLIED,
	CLAIM_SUM_TOTAL,
	CLAIM_SUM_OF_COPAY,
	CLAIM_SUM_EXTRA,
	CLAIM_SUM_POINTS
};
struct claim_sum_row {
	enum claim_format format;
	enum claim_sum_rule rule;
	enum claim_sum_points points;
	struct str name;    /* "western_special": fields sum.western_special.count … */
	struct str members; /* separated by blanks */
};

/* How far a code list goes. */
enum claim_list_extent {
	CLAIM_LIST_COMPLETE, /* a code that is not in it is a fault */
	CLAIM_LIST_COMPOSED, /* codes have a letter and two digits that occur in the list apart */
	CLAIM_LIST_PART      /* an unknown code is only noted */
};

struct claim_check {
	const struct law *law;
	const struct claim_ref *ref;
	const struct copay_codes *copay;
	struct claim_form_fields form[CLAIM_FORMAT_COUNT];
	const struct ref_table **list[CLAIM_FORMAT_COUNT]; /* by field index; NULL: none */
	uint8_t *extent[CLAIM_FORMAT_COUNT];               /* enum claim_list_extent */
	const struct claim_field *role[CLAIM_FORMAT_COUNT][CLAIM_CHECK_ROLES];
	struct claim_sum_row sum[CLAIM_SUM_RULES_MAX];
	size_t sum_count;
	struct copay_law copay_law[CLAIM_LAW_SPELLS_MAX];
	size_t copay_law_count;
	const struct law_parameter *icd; /* claim.icd.edition */
};

/* Resolves names once; everything lives in `arena` or is borrowed from `in`. */
MUST_USE enum nhi_status claim_check_prepare(struct claim_check *out,
                                             const struct claim_check_in *in, struct arena *arena,
                                             struct err *err);

/* What adds up over the cases of a class. */
struct claim_class_sum {
	char code[4];
	int64_t count, days, points[CLAIM_SUM_POINTS];
	int64_t copay_count, copay_days;
};
/* Numbers seen, 8 to 16 bytes each at a load of at most one half. */
struct claim_seen {
	uint64_t *slot; /* 0 free */
	size_t count, mask;
};
/* True when `key` came before; *failed when memory ran out. */
bool claim_seen_add(struct claim_seen *s, struct arena *arena, uint64_t key, bool *failed);
struct claim_sums {
	struct arena *arena;
	struct claim_batch batch; /* the head; sent values in the arena, other texts borrowed */
	struct claim_class_sum class_[CLAIM_CLASSES_MAX];
	size_t class_count;
	struct claim_seen keys, contents; /* class and serial number; all but these */
	enum ref_level level;             /* of the provider in the fee month */
	bool failed;                      /* out of memory: sticky, the answer is incomplete */
};

/* Judges the head (B03) and begins the sums; the head's values are kept in `arena`. */
void claim_check_begin(const struct claim_check *check, struct claim_sums *sums,
                       struct arena *arena, struct claim_sink *sink,
                       const struct claim_batch *batch);
void claim_check_case(const struct claim_check *check, struct claim_sums *sums,
                      const struct claim_case *c, struct claim_sink *sink);
/* Holds the head's counts and points against the cases (B01). NHI_MEMORY when some case was not
 * counted for want of memory. */
MUST_USE enum nhi_status claim_check_end(const struct claim_check *check, struct claim_sums *sums,
                                         struct claim_sink *sink, struct err *err);

/* Points that quantity, price and rate give, half up (claims-format §4.1); -1 when that is more
 * than any field holds. */
int64_t claim_order_points(qty10_t quantity, price100_t price, rate4_t rate);
/* Fields of the members that the checks name: NULL when the format has none. */
enum claim_check_role {
	CHECK_PROVIDER,
	CHECK_PERSON,
	CHECK_BIRTH,
	CHECK_VISIT,
	CHECK_FINISH,
	CHECK_PERIOD_END,
	CHECK_DIAGNOSIS,
	CHECK_PROCEDURE,
	CHECK_COPAY_CODE,
	CHECK_TOTAL,
	CHECK_COPAY,
	CHECK_APPLIED,
	CHECK_EXTRA,
	CHECK_ORDER_COUNT,
	CHECK_PART_DRUG,
	CHECK_PART_TREATMENT,
	CHECK_PART_MATERIAL,
	CHECK_PART_CONSULTATION,
	CHECK_PART_DISPENSING,
	CHECK_PURPOSIVE,
	CHECK_ITEM,
	CHECK_PRICE,
	CHECK_POINTS,
	CHECK_SEQ,
	CHECK_BEGIN,
	CHECK_END,
	CHECK_FREQUENCY,
	CHECK_ROUTE,
	CHECK_ROLE_COUNT
};

/* Parts of this module; see claim_check_order.c, claim_check_sum.c. */
struct claim_subject {
	const struct claim_check *check;
	struct claim_sums *sums;
	const struct claim_case *c;
	struct claim_sink *sink;
	date_t day; /* claim_case_day */
};
void claim_judge_orders(const struct claim_subject *j);
void claim_judge_parts(const struct claim_subject *j);
void claim_sums_add(struct claim_sums *sums, const struct claim_case *c);
/* True when a case of this class and serial number came before (B02). */
bool claim_sums_seen(struct claim_sums *sums, const struct claim_case *c);
/* A number of all that the case says but its class, serial number and filing marks: the same case
 * sent twice has the same one. */
uint64_t claim_fingerprint(const struct claim_case *c);
/* True when a case of the same content came before (D01). */
bool claim_sums_repeats(struct claim_sums *sums, const struct claim_case *c);
/* Reports a finding at a role's field. */
struct claim_finding claim_judge_finding(const struct claim_subject *j, const char *code,
                                         const struct claim_order *o, enum claim_check_role role);

#endif
