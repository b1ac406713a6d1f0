/* claim.h: a provider's claim file (費用申報) as plain values: head, case, order, finding. What the
 * formats call t3, d9 or p12 has one meaning here, so a check is written once for all formats.
 *
 *   struct claim_field   one field of one format; the table is codes/claim_fields.csv
 *   enum claim_role      what a field means; the column `role` of that table binds field to member
 *   struct claim_batch   the head of the file (總表段 tdata)
 *   struct claim_case    one case (點數清單段 dhead + dbody) with its orders
 *   struct claim_order   one order (醫令清單段 pdata; edata in appeals)
 *   struct claim_finding what is wrong, where; handed to a struct claim_sink
 *
 * Text is borrowed: slices of the file's own bytes (Big5), valid until the reader goes on to the
 * next case. Codes, dates and numbers are ASCII in Big5, so they compare directly; only names and
 * remarks need wire/big5.h before they are shown. Pure values; wire/claim_read.h fills them. */
#ifndef NHI_CLAIM_H
#define NHI_CLAIM_H

#include "base/date.h"
#include "base/money.h"
#include "base/str.h"

enum claim_format {
	CLAIM_OUTPATIENT, /* 門診 t1=10 "op" */
	CLAIM_INPATIENT,  /* 住院 t1=20 "ip" */
	CLAIM_PHARMACY,   /* 特約藥局 t1=30 "ph" */
	CLAIM_APPEAL,     /* 門診申復 "appeal" */
	CLAIM_FORMAT_COUNT
};

enum claim_segment {
	CLAIM_TDATA,
	CLAIM_DHEAD,
	CLAIM_DBODY,
	CLAIM_PDATA,
	CLAIM_EDATA,
	CLAIM_SEGMENT_COUNT
};

/* How the text of a field is read into its member. */
enum claim_kind {
	CLAIM_TEXT,   /* struct str */
	CLAIM_NUMBER, /* int32_t: counts, days, serial numbers */
	CLAIM_POINTS, /* point_t */
	CLAIM_DATE,   /* date_t: YYYMMDD, or CLAIM_DATE_NONE / CLAIM_DATE_BAD */
	CLAIM_MONTH,  /* month_t: YYYMM, or CLAIM_DATE_NONE / CLAIM_DATE_BAD */
	CLAIM_TIME,   /* struct claim_time: YYYMMDDhhmm */
	CLAIM_TENTHS, /* qty10_t */
	CLAIM_PRICE,  /* price100_t; also doses, which have hundredths */
	CLAIM_RATE    /* rate4_t: 153.00 or 153 → 15300 */
};

#define CLAIM_DATE_NONE INT32_MIN      /* not sent */
#define CLAIM_DATE_BAD (INT32_MIN + 1) /* sent, but no such day or month */
#define CLAIM_RATE_WHOLE 10000         /* 100.00 %: what an order without a rate has */

/* A day with the minute of the day; hhmm 0000 also stands for "hour unknown". */
struct claim_time {
	date_t day; /* CLAIM_DATE_NONE, CLAIM_DATE_BAD (also for an impossible hour) */
	int32_t minute;
};

enum {
	CLAIM_DIAGNOSES_MAX = 20,
	CLAIM_PROCEDURES_MAX = 20,
	CLAIM_TREATMENTS_MAX = 4,
	CLAIM_BANDS_MAX = 7, /* bed-day bands of inpatient copayment, in the order of the format */
	CLAIM_REASONS_MAX = 2,
	CLAIM_FIELDS_MAX = 192, /* fields of one format, all segments */
	CLAIM_WORDS = (CLAIM_FIELDS_MAX + 63) / 64
};

/* Parts that add up to the total of a case (d32 … d38 of outpatient, d66 … d82 of inpatient). */
enum claim_part {
	CLAIM_PART_DRUG,
	CLAIM_PART_TREATMENT,
	CLAIM_PART_MATERIAL,
	CLAIM_PART_CONSULTATION,
	CLAIM_PART_DISPENSING,
	CLAIM_PART_WARD,
	CLAIM_PART_TUBE_FEEDING,
	CLAIM_PART_TEST,
	CLAIM_PART_RADIOLOGY,
	CLAIM_PART_SURGERY,
	CLAIM_PART_REHABILITATION,
	CLAIM_PART_BLOOD,
	CLAIM_PART_DIALYSIS,
	CLAIM_PART_ANAESTHESIA,
	CLAIM_PART_PSYCHIATRY,
	CLAIM_PART_INJECTION,
	CLAIM_PART_NEWBORN,
	CLAIM_PART_COUNT
};

/* One field of one format. Immutable; the layout (wire/claim_layout.h) owns it. */
struct claim_field {
	enum claim_format format;
	enum claim_segment segment;
	uint16_t index;  /* dense within the format, in the order of the format: 0 … */
	uint16_t number; /* of the tag: 39 of d39 */
	uint16_t role;   /* row of claim_roles; CLAIM_ROLE_NONE for sums and other plain fields */
	uint16_t place;  /* 0 …: which of several fields with the same role */
	uint16_t max_length;  /* bytes */
	uint8_t decimals;     /* 9 fields only */
	bool is_number;       /* type 9: digits and at most one point */
	char presence;        /* 'M' must, 'c' conditional, 'o' optional */
	uint8_t fill;         /* enum claim_fill */
	uint16_t offset;      /* of the member; TEXT and POINTS */
	struct str tag;       /* "d39" */
	struct str role_name; /* "case.total", "sum.western.points" */
	struct str zh, en;
	struct str code_list; /* name of the list in codes/, "" when free */
	bool is_verified;     /* false: the layout is an assumption (t1 = 40, 60) */
};
/* How the reader fills the member of a field, worked out once from its role. */
enum claim_fill { CLAIM_FILL_NONE, CLAIM_FILL_TEXT, CLAIM_FILL_POINTS, CLAIM_FILL_OTHER };

/* One field as sent. */
struct claim_value {
	const struct claim_field *field;
	struct str text; /* Big5 bytes between the tags; may be empty */
	uint32_t line;   /* of the start tag, from 1 */
};

/* Which fields were sent: bit claim_field.index. */
struct claim_presence {
	uint64_t word[CLAIM_WORDS];
};
static inline bool claim_has(const struct claim_presence *p, size_t index) {
	return (p->word[index / 64] >> (index % 64) & 1) != 0;
}

/* What every segment carries besides its typed members. */
struct claim_sent {
	const struct claim_value *value; /* in the order sent */
	uint32_t value_count;
	struct claim_presence presence;
};

struct claim_batch {
	enum claim_format format;
	uint32_t line;
	struct claim_sent sent; /* with the sums: value[i].field->role_name "sum.total.points", … */
	struct str data_format; /* t1; "" in appeals */
	struct str provider;
	month_t month;     /* fee month */
	struct str method; /* 1 paper, 2 media, 3 online */
	struct str kind;   /* claims: 1 original, 2 supplement; appeals: 4, 5 */
	date_t filed;
	date_t original_filed; /* appeals: filing date of the claim */
	date_t begin, end;     /* online filing period, both inclusive */
};

struct claim_order {
	uint32_t ordinal; /* in the case, from 1; blanket deductions (edata): in the file */
	uint32_t line;
	struct claim_sent sent;
	struct str type; /* claim_order_types */
	struct str item;
	int32_t seq; /* as sent; 0 when not */
	qty10_t quantity;
	price100_t price;
	rate4_t rate; /* CLAIM_RATE_WHOLE when not sent */
	point_t points;
	int32_t days;
	price100_t dose; /* hundredths */
	struct str frequency, route, site;
	struct str dispensing, course, image, group, unlisted, unlisted_name, lot;
	struct str performer, department, consult_department, approval, entrusted;
	struct str bed, before_cut, donor;
	price100_t drg_value;
	struct claim_time begin, end;
	/* appeals */
	struct str class_, deduction, file, reason[CLAIM_REASONS_MAX];
	int32_t serial, change_no;
	qty10_t points10; /* blanket deductions: points with one decimal */
};

struct claim_case {
	enum claim_format format;
	uint32_t ordinal; /* in the file, from 1 */
	uint32_t line;    /* of <ddata> */
	struct claim_sent sent;
	const struct claim_order *order;
	uint32_t order_count;

	struct str class_; /* 案件分類; with serial the key of a case in its file */
	int32_t serial;
	struct str serial_text; /* as sent, for people */
	struct str person, name;
	date_t birth;
	date_t visit;      /* outpatient: visit; inpatient: admission; pharmacy: dispensing */
	date_t finish;     /* outpatient: end of a course; inpatient: discharge */
	date_t prescribed; /* pharmacy */
	date_t period_begin, period_end; /* inpatient: days that this claim covers, inclusive */
	struct str department, pay_type, copay_code, visit_no, origin_visit_no;
	struct str diagnosis[CLAIM_DIAGNOSES_MAX]; /* as far as sent; place 0 is the main one and
	                                              may be empty */
	struct str procedure[CLAIM_PROCEDURES_MAX];
	struct str treatment[CLAIM_TREATMENTS_MAX];
	uint32_t diagnosis_count, procedure_count, treatment_count; /* highest place sent + 1 */
	struct str reapply, plan, pilot, share, referred_out, referred_to, origin, origin_class;
	struct str practitioner, pharmacist, dispensing, consultation_item, dispensing_item;
	struct str case_payment, ids_plan, prison, twin, area, supported_area, actual_provider;
	struct str source, outcome, drg, drg_own, drg_pay, drg_exempt;
	struct claim_time emergency_begin, emergency_end;
	date_t newborn;
	int32_t days, refill_days, refill_no, refill_count, acute_days, chronic_days, sent_orders;
	point_t part[CLAIM_PART_COUNT];
	point_t total, copay, applied;
	point_t extra; /* inpatient d112: outside the total */
	point_t copay_basic, copay_drug, copay_test, agency_copay;
	point_t band_points[CLAIM_BANDS_MAX], band_copay[CLAIM_BANDS_MAX];
	/* appeals */
	struct str appeal_sample, appeal_whole;
	point_t appeal_purposive, appeal_computer, appeal_extrapolated;
};

/* Rows of the role table: name in codes/claim_fields.csv, kind, and the member it fills. */
enum claim_owner { CLAIM_OF_BATCH, CLAIM_OF_CASE, CLAIM_OF_ORDER };
struct claim_role {
	const char *name; /* "order.price" */
	enum claim_owner owner;
	enum claim_kind kind;
	uint16_t offset;       /* in struct claim_batch / claim_case / claim_order */
	uint16_t count;        /* places of an array, else 1 */
	uint16_t count_offset; /* of the uint32_t that counts the places, 0 when there is none */
};
extern const struct claim_role claim_roles[];
extern const size_t claim_role_count;
#define CLAIM_ROLE_NONE UINT16_MAX
/* Row of a role name for fields of `owner`, or CLAIM_ROLE_NONE. */
uint16_t claim_role_find(struct str name, enum claim_owner owner);
/* Empties a value: dates CLAIM_DATE_NONE, rate CLAIM_RATE_WHOLE, the rest 0 or "". */
void claim_batch_clear(struct claim_batch *b);
void claim_case_clear(struct claim_case *c);
void claim_order_clear(struct claim_order *o);
/* Reads `text` into the member of `role` at `place`. False: not of its kind (digits expected, or
 * out of the member's range); the member then holds 0 or CLAIM_DATE_BAD. An empty text is "not
 * sent". Digits behind the decimals of the kind are rounded half up. */
bool claim_set(void *owner, const struct claim_role *role, size_t place, struct str text);
/* The text of the first field with that role, "" when not sent. For messages and rare fields. */
struct str claim_text_of(const struct claim_sent *sent, const char *role_name);

/* Stable names: "outpatient" …; "tdata" …; root of the file: "outpatient", "inpatient", … */
const char *claim_format_name(enum claim_format f);
const char *claim_format_key(enum claim_format f); /* "op", as in codes/claim_fields.csv */
const char *claim_format_root(enum claim_format f);
const char *claim_segment_name(enum claim_segment s);

/* The day whose law and codes hold for a case: outpatient and pharmacy the visit, inpatient the
 * discharge, else the end of the period. CLAIM_DATE_NONE or CLAIM_DATE_BAD when unknown. */
date_t claim_case_day(const struct claim_case *c);
/* The day that must lie in the fee month (claims-format C04): outpatient finish, else visit;
 * inpatient end of the period, else discharge; pharmacy dispensing. */
date_t claim_month_day(const struct claim_case *c);

/* ---- findings ---------------------------------------------------------------------------- */

/* A: the file is returned whole. B: the batch is refused. C, O: accepted with findings. */
enum claim_level {
	CLAIM_LEVEL_OF_CODE, /* in a finding: as codes/claim_findings.csv says */
	CLAIM_LEVEL_NOTE,
	CLAIM_LEVEL_ORDER,
	CLAIM_LEVEL_CASE,
	CLAIM_LEVEL_BATCH,
	CLAIM_LEVEL_FILE,
	CLAIM_LEVEL_COUNT
};

/* What it does to the money. */
enum claim_effect {
	CLAIM_EFFECT_NONE,  /* noted */
	CLAIM_EFFECT_FILE,  /* file or batch returned */
	CLAIM_EFFECT_CASE,  /* case refused */
	CLAIM_EFFECT_ORDER, /* order not paid */
	CLAIM_EFFECT_CUT    /* paid up to `allowed` */
};

enum { CLAIM_CODE_SIZE = 12, CLAIM_ARGS_MAX = 4 };

/* Everything borrowed is valid during the call of the sink; a sink that keeps findings copies. */
struct claim_finding {
	char code[CLAIM_CODE_SIZE]; /* "O03", NUL-terminated; a row of codes/claim_findings.csv */
	enum claim_level level;     /* CLAIM_LEVEL_OF_CODE unless it differs from the code's */
	enum claim_effect effect;
	const struct claim_case *of_case;   /* NULL: the file */
	const struct claim_order *of_order; /* NULL: the case */
	const struct claim_field *field;    /* NULL: none */
	uint32_t line, column;              /* 0: that of order, case or file; column only for A */
	struct str arg[CLAIM_ARGS_MAX];     /* {1} … {4} of the message, UTF-8 or ASCII */
	bool has_expected;
	int64_t expected; /* what would be right, in the unit of the field */
	point_t allowed;  /* with CLAIM_EFFECT_CUT */
	struct str message_zh, message_en, source; /* data rules: instead of the catalogue's */
};

struct claim_sink {
	void (*found)(struct claim_sink *self, const struct claim_finding *f);
};
/* Shorthand: code, case, order and field (each may be NULL); returns a finding to fill further. */
struct claim_finding claim_finding_of(const char *code, const struct claim_case *c,
                                      const struct claim_order *o, const struct claim_field *f);
void claim_found(struct claim_sink *sink, const struct claim_finding *f);

#endif
