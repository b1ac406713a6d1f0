/* withholding_layout.h: the fields of withholding statements and where each layout puts them.
 * Tables only; the field tables of the fact base (enrolment-premium §6.1, §6.2) line by line. */
#ifndef WIRE_WITHHOLDING_LAYOUT_H
#define WIRE_WITHHOLDING_LAYOUT_H

#include "base/def.h"
#include "wire/finding.h"

enum withholding_layout { WITHHOLDING_CSV, WITHHOLDING_FIXED, WITHHOLDING_LAYOUT_COUNT };

enum withholding_field {
	WF_RECORD,
	/* header and sum */
	WF_BUSINESS,
	WF_KIND,
	WF_MONTH_FROM,
	WF_MONTH_TO,
	WF_COUNT,
	WF_PAID_TOTAL,
	WF_WITHHELD_TOTAL,
	WF_PAYER,
	WF_PHONE,
	WF_EMAIL,
	WF_CONTACT,
	WF_FILE_DATE,
	WF_HEAD_OFFICE,
	/* detail */
	WF_SERIAL,
	WF_ACTION,
	WF_PAID_ON,
	WF_PAYEE_ID,
	WF_PAYEE,
	WF_PAID,
	WF_WITHHELD,
	WF_DECLARATION,
	WF_UNIT,
	WF_INSURED_AMOUNT,
	WF_BONUS_TOTAL,
	WF_NOTE,
	WF_TRUST,
	WF_INCOME_YEAR,
	WF_CREDIT,
	WF_CREDIT_FINAL,
	WF_OWNER_AMOUNT,
	WF_EX_DATE,
	WF_DIVIDEND_NOTE,
	WF_SPECIAL_NOTE,
	WF_PERIOD,
	WF_DIVIDEND_YEAR,
	WF_EMPTY, /* must be empty */
	WF_FIELD_COUNT
};

/* What a value must look like. */
enum withholding_type {
	WT_RECORD,
	WT_TEXT,
	WT_MONEY,    /* digits: dollars or a count */
	WT_DATE,     /* YYYMMDD, ROC */
	WT_MONTH,    /* YYYMM, ROC */
	WT_YEAR,     /* YYY, ROC */
	WT_PERIOD,   /* YYYMMYYYMM, ROC */
	WT_KIND,     /* 62 63 65 66 67 68 */
	WT_ACTION,   /* I R */
	WT_TRUST,    /* T or empty */
	WT_DIVIDEND, /* 1 2 3 */
	WT_PERSON,   /* national or resident number */
	WT_BUSINESS, /* 8 digits */
	WT_UNIT,     /* 9 digits */
	WT_EMPTY
};

struct withholding_field_row {
	struct field_name name;
	enum withholding_type type;
	bool is_required;
	uint16_t big5_size_max; /* bytes; in the fixed layout the slot's size stands instead */
};
extern const struct withholding_field_row withholding_fields[WF_FIELD_COUNT];

/* `at` counts from 1: the column in CSV, the first byte in the fixed layout, where `size` is the
 * number of bytes. */
struct withholding_slot {
	enum withholding_field field;
	uint16_t at, size;
};

struct withholding_form {
	enum withholding_layout layout;
	char record;
	int32_t kind; /* 0: any kind without a form of its own */
	const struct withholding_slot *slot;
	size_t count;
};

enum { WITHHOLDING_RECORD_SIZE = 200, WITHHOLDING_NAME_CHARS = 25 };

/* NULL when the layout has no such record. */
const struct withholding_form *withholding_form(enum withholding_layout layout, char record,
                                                int32_t kind);
/* Slot of a field in a form, or SIZE_MAX. */
size_t withholding_slot(const struct withholding_form *form, enum withholding_field field);
const char *withholding_layout_name(enum withholding_layout layout); /* "csv", "fixed" */

#endif
