/* letter_form.h: forms of letters, one YAML file each (catalogue/letters/<id>.yaml), and the
 * composing of a letter from a form and typed values.
 *
 *	id: enrol-refused              the file's name
 *	kind: han                      letter_kinds[].code
 *	valid_from: 2026-01-01
 *	source: L…                     why it is written so
 *	speed: normal                  may be missing: normal
 *	file_class: "0301"             分類號 of the retention schedule
 *	years: 10                      保存年限, 0: permanent
 *	delivery: registered           registered, post, any (as the receiver chose)
 *	remedy: dispute                a row of catalogue/letters/remedies.csv, or none
 *	fields:                        what it may say; nothing else
 *	  - {name: amount, type: twd, zh: 金額, en: amount}
 *	  - {name: lines, type: list, zh: 明細, en: lines, fields: [ … ]}
 *	subject: {zh: "有關…{{amount}}…", en: …}
 *	sections:
 *	  - name: {zh: 說明, en: Explanation}
 *	    items:
 *	      - {zh: …, en: …}
 *	      - {when: amount, zh: …, en: …}      only when given ("!amount": only when not)
 *	      - {each: lines, level: 2, zh: …, en: …}   one a row; the row's fields too
 *	    table: {of: lines, total: amount?, columns: [{field: month, share: 2}, …]}
 *	attachments: [{zh: …, en: …}]
 *
 * A field that a text names and the form does not declare, one declared and never used, a text in
 * one language only, an unknown key: each is a defect with its place (NHI_CATALOGUE). */
#ifndef WIRE_LETTER_FORM_H
#define WIRE_LETTER_FORM_H

#include "wire/letter.h"

enum letter_type {
	LETTER_TEXT,
	LETTER_TWD,   /* dollars */
	LETTER_COUNT, /* a number */
	LETTER_DATE,
	LETTER_MONTH,
	LETTER_FLAG, /* chooses items, is never printed */
	LETTER_LIST,
	LETTER_TYPE_COUNT
};
const char *letter_type_name(enum letter_type type);

enum { LETTER_FIELDS_MAX = 40 };

struct letter_field {
	struct str name;
	struct letter_text title;
	enum letter_type type;
	bool is_optional;
	struct letter_field *fields; /* LETTER_LIST */
	size_t field_count;
};

struct letter_form_item {
	int32_t level;
	struct letter_text text;
	struct str when; /* name of a field; "" always */
	bool when_not;
	struct str each; /* name of a list; "" once */
};

struct letter_form_column {
	const struct letter_field *field;
	int32_t share;
};

struct letter_form_section {
	struct letter_text name;
	struct letter_form_item *items;
	size_t item_count;
	const struct letter_field *table; /* NULL: none */
	struct letter_form_column *columns;
	size_t column_count;
};

enum letter_delivery { LETTER_REGISTERED, LETTER_POST, LETTER_ANY, LETTER_DELIVERY_COUNT };
const char *letter_delivery_name(enum letter_delivery delivery);

struct letter_form {
	struct str id;
	enum letter_kind kind;
	date_t from;
	struct str source, speed, secrecy, file_class, remedy;
	int32_t years;
	enum letter_delivery delivery;
	struct letter_field *fields;
	size_t field_count;
	struct letter_text title, subject;
	struct letter_form_section *sections;
	size_t section_count;
	struct letter_text *attachments;
	size_t attachment_count;
};

/* A remedy (救濟教示): its sentence with {days}, and where the days come from. */
struct letter_remedy {
	struct str code, parameter; /* parameter of law; "" when the sentence has no days */
	struct letter_text text;
	struct str source;
};

struct letter_forms {
	struct letter_form *forms; /* by id, then from */
	size_t count;
	struct letter_remedy *remedies;
	size_t remedy_count;
};

/* Parses one form. `name` is the file's name without ".yaml". */
MUST_USE enum nhi_status letter_form_read(struct letter_form *out, struct arena *arena,
                                          struct str name, struct str yaml, struct err *err);
/* Parses remedies.csv (code,parameter,zh,en,source). */
MUST_USE enum nhi_status letter_remedies_read(struct letter_forms *out, struct arena *arena,
                                              struct str csv, struct err *err);
/* Sorts and checks the whole: no id twice on a day, every remedy known. */
MUST_USE enum nhi_status letter_forms_check(struct letter_forms *forms, struct err *err);
/* The form in force on that day, or NULL. */
const struct letter_form *letter_form_find(const struct letter_forms *forms, struct str id,
                                           date_t at);
const struct letter_remedy *letter_remedy_find(const struct letter_forms *forms, struct str code);

/* ---- Values ---------------------------------------------------------------------------------- */

struct letter_values;

struct letter_value {
	const char *name;
	enum letter_type type;
	struct str text, text_en;         /* LETTER_TEXT; text_en "": the same */
	int64_t number;                   /* all others but lists */
	const struct letter_values *rows; /* LETTER_LIST */
	size_t row_count;
};

enum { LETTER_VALUES_MAX = LETTER_FIELDS_MAX };

/* Filled by the functions below; more than LETTER_VALUES_MAX, or a name twice, is a bug of the
 * caller. Texts are borrowed until the letter is composed. */
struct letter_values {
	struct letter_value value[LETTER_VALUES_MAX];
	size_t count;
};

void letter_set_text(struct letter_values *v, const char *name, struct str text);
void letter_set_both(struct letter_values *v, const char *name, struct str zh, struct str en);
void letter_set_twd(struct letter_values *v, const char *name, int64_t dollars);
void letter_set_count(struct letter_values *v, const char *name, int64_t count);
void letter_set_date(struct letter_values *v, const char *name, date_t day);
void letter_set_month(struct letter_values *v, const char *name, month_t month);
void letter_set_flag(struct letter_values *v, const char *name, bool value);
void letter_set_list(struct letter_values *v, const char *name, const struct letter_values *rows,
                     size_t count);

/* All that was said, as one text: to tell whether two requests say the same. */
void letter_values_put(struct buf *out, const struct letter_values *v);

/* Sets a field from text as people and files write it: amounts in digits, days and months in ISO,
 * flags yes or no. NHI_LETTER_FIELD for a text that the type cannot hold, and for lists. `field`
 * lives as long as the values. */
MUST_USE enum nhi_status letter_set_from(struct letter_values *v, const struct letter_form *form,
                                         const struct letter_field *field, struct str text,
                                         struct err *err);
/* The field of the form, or NULL. */
const struct letter_field *letter_form_field(const struct letter_form *form, struct str name);

/* Fills kind, form, subject, sections and attachments of `out`; the head (number, days, offices,
 * addressee, signer, remedy) is the caller's. NHI_LETTER_FIELD for a value that the form does not
 * declare, one of another type, or one that is needed and missing. */
MUST_USE enum nhi_status letter_compose(struct letter *out, struct arena *arena,
                                        const struct letter_form *form,
                                        const struct letter_values *values, struct err *err);
/* The remedy's sentence with its days. */
MUST_USE enum nhi_status letter_remedy_text(struct letter_text *out, struct arena *arena,
                                            const struct letter_remedy *remedy, int64_t days,
                                            struct err *err);

/* A day as official documents write it: 中華民國115年7月1日, 115年7月1日, 1 July 2026. */
void letter_put_date(struct buf *out, date_t day, enum letter_lang lang, bool with_era);

#endif
