/* filing.h: enrolment filings as rows, whatever file they came in: our own documented CSV
 * (docs/formats/roster.md), the three-in-one worksheet (三合一, wire/threeinone.h), either as CSV
 * in UTF-8 or Big5 or as the first sheet of an .xlsx (wire/sheet.h).
 *
 * A row says what the unit files (健保法 15 VI; 施行細則 29, 34, 46); whether that is lawful is
 * decided by the register, not here. A row that cannot be read carries its findings and the reader
 * goes on: the caller answers each row. Codes of the file (relation, reason) are translated into
 * the official words by the layout; an unknown code stays as it is and is a finding. */
#ifndef WIRE_FILING_H
#define WIRE_FILING_H

#include "base/csv.h"
#include "base/date.h"
#include "wire/finding.h"

enum filing_act {
	FILING_ENROL,        /* 加保: starts, or starts again */
	FILING_TRANSFER_IN,  /* 轉入: comes from another unit or status */
	FILING_WITHDRAW,     /* 退保: leaves the scheme (death, lost qualification, …) */
	FILING_TRANSFER_OUT, /* 轉出: goes to another unit or status */
	FILING_AMOUNT,       /* 投保金額調整 */
	FILING_PERSON,       /* 變更事項: name, birth date; the new values stand in the row */
	FILING_STATUS,       /* 改變身分: another item within the unit from that day */
	FILING_ABSENCE,      /* 留職停薪 begins, changes or ends: `absence` says which */
	FILING_CANCEL,       /* 撤銷: an entry that was never true */
	FILING_ACT_COUNT
};

enum filing_role { FILING_INSURED = 1, FILING_DEPENDENT = 2 };

#define FILING_NO_DATE INT32_MIN
#define FILING_NO_AMOUNT INT64_C(-1)

/* Texts are UTF-8 and live as long as the reader's arena and bytes; empty = not given. */
struct filing_row {
	size_t line; /* row of the file, the title row is 1 */
	enum filing_act act;
	struct str unit_code; /* 投保單位代號, 9 digits */
	enum filing_role role;
	struct str id;         /* of the person whom the row is about; may be empty (newborn) */
	struct str name;       /* 1 … FILING_NAME_CHARS_MAX characters */
	date_t birth;          /* FILING_NO_DATE when not given */
	char sex;              /* 'M', 'F', or 0 when not given (it follows from the id) */
	bool is_foreigner;     /* mark of the file; the id decides when it is not given */
	struct str insured_id; /* role 2: the insured person who is followed */
	struct str relation; /* role 2: official title, 配偶, 父母, 子女 … (facts §1.3) */
	struct str category; /* "12"; may be empty: the unit's default */
	bool is_private_school; /* item 11 of a private school */
	int64_t wage;           /* monthly wage in dollars, or FILING_NO_AMOUNT */
	int64_t amount;         /* insured amount in dollars, or FILING_NO_AMOUNT */
	struct str reason;      /* official words: 到職起薪, 隨同被保險人加保, … */
	date_t on;              /* day of the event */
	struct str address;     /* category 6: where the bill goes; may be empty */
	struct str county;      /* category 6: name or code as given; may be empty */
	date_t filed_on;        /* day of the filing, or FILING_NO_DATE: the day of the batch */
	struct str absence;     /* FILING_ABSENCE: unpaid, parental, none */
	bool is_proved;         /* a lower income of an owner is proved (施行細則 46) */
	int64_t birth_order;    /* newborns of one birth: 1, 2, …; 0 not given */
	bool is_refused;        /* a finding of level error stands for this row */
};

enum { FILING_NAME_CHARS_MAX = 80, FILING_TEXT_SIZE_MAX = 1000 /* bytes of any cell */ };

/* Columns of our own CSV; other formats are brought into the same cells. */
enum filing_field {
	FF_ACTION,
	FF_UNIT,
	FF_ROLE,
	FF_ID,
	FF_NAME,
	FF_BIRTH,
	FF_SEX,
	FF_FOREIGNER,
	FF_INSURED_ID,
	FF_RELATION,
	FF_CATEGORY,
	FF_PRIVATE_SCHOOL,
	FF_WAGE,
	FF_AMOUNT,
	FF_REASON,
	FF_DATE,
	FF_ADDRESS,
	FF_COUNTY,
	FF_FILED,
	FF_ABSENCE,
	FF_PROVED,
	FF_BIRTH_ORDER,
	FF_COUNT
};
extern const struct field_name filing_fields[FF_COUNT];

/* Texts of one row by field, and the column that each came from (from 1; 0: the file has none). */
struct filing_cells {
	struct str value[FF_COUNT];
	size_t column[FF_COUNT];
};

enum filing_format { FILING_ROSTER, FILING_THREEINONE };

struct threeinone_layout; /* wire/threeinone.h */

struct filing_reader {
	struct csv csv;
	enum filing_format format;
	const struct threeinone_layout *layout;
	size_t place[FF_COUNT];   /* roster: column of each field, SIZE_MAX when there is none */
	struct findings findings; /* of the current row only: reset by filing_next */
	struct arena *arena;
};

/* Prepares to read `text`, the UTF-8 CSV text that sheet_text gave. Finds out the format by the
 * title row. `layout` may be NULL: then a three-in-one sheet is refused with NHI_UNSUPPORTED.
 * NHI_MISSING_COLUMN when the titles are of neither format; NHI_INPUT for an empty file. */
MUST_USE enum nhi_status filing_open(struct filing_reader *r, struct str text,
                                     const struct threeinone_layout *layout, struct arena *arena,
                                     struct err *err);
/* Reads the next row; *more is false at the end. Fails only where the file itself cannot be read
 * further (a quote that is not closed). The row and its findings are valid until the next call. */
MUST_USE enum nhi_status filing_next(struct filing_reader *r, struct filing_row *row, bool *more,
                                     struct err *err);

const char *filing_act_name(enum filing_act act); /* "enrol", "transfer_in", … */
/* Our own CSV: title row and rows; reading what was written gives the same values. */
void filing_write_titles(struct buf *out);
void filing_write(struct buf *out, const struct filing_row *row);

#endif
