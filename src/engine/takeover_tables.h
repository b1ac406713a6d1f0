/* takeover_tables.h: the files of a take-over folder (docs/formats/takeover.md), column by column,
 * and the reading of one row. One table serves loading, checking and exporting, so that
 * load(export) gives the same bytes.
 *
 * Every file of facts begins with the subject (person: the old system's number, or unit: its
 * nine-digit code) and the two periods valid_from, valid_to, known_from, known_to; an empty end is
 * open, an empty known_from is the instant of the load. Rows of one subject stand together,
 * subjects ascend. */
#ifndef ENGINE_TAKEOVER_TABLES_H
#define ENGINE_TAKEOVER_TABLES_H

#include "base/date.h"
#include "base/str.h"

enum takeover_type {
	TAKE_TEXT,
	TAKE_TEXT_OR_NULL, /* empty is NULL */
	TAKE_INT,          /* within min … max */
	TAKE_BOOL,         /* 0 or 1 */
	TAKE_DATE,
	TAKE_DATE_OR_NULL,
	TAKE_WORD, /* one of `words`, separated by blanks */
	TAKE_MONTH,
	TAKE_PERSON,         /* number of a person of persons.csv */
	TAKE_PERSON_OR_NONE, /* the same, or empty */
	TAKE_UNIT,           /* code of a unit of units.csv */
	TAKE_UNIT_OR_NONE
};

struct takeover_column {
	const char *name;
	enum takeover_type type;
	int64_t min, max;  /* TAKE_INT; TAKE_TEXT: least and most bytes */
	const char *words; /* TAKE_WORD */
};

enum { TAKEOVER_COLUMNS_MAX = 20, TAKEOVER_TIMES = 4 };

struct takeover_table {
	const char *file;  /* "coverage.csv" */
	const char *table; /* "coverage": of the database, and of the queries takeover_<table>,
	                      takeover_all_<table> */
	bool has_times;    /* a file of facts: subject and periods stand before the columns */
	bool of_unit;      /* subject is a unit, else a person */
	bool is_first;     /* the file that makes the subjects: units.csv, persons.csv */
	int kind_column;   /* own column that parts the facts of a subject, -1 none: overlaps count
	                      within it */
	struct takeover_column column[TAKEOVER_COLUMNS_MAX];
	size_t column_count;
};

enum takeover_file {
	TAKE_UNITS,
	TAKE_PERSONS,
	TAKE_KEYS,
	TAKE_LINKS,
	TAKE_CONDITIONS,
	TAKE_SUBSIDIES,
	TAKE_PRESENCE,
	TAKE_SUSPENSIONS,
	TAKE_COVERAGE,
	TAKE_BILLS,    /* what is owed */
	TAKE_BALANCES, /* balances of accounts */
	TAKE_FILES
};

extern const struct takeover_table takeover_tables[TAKE_FILES];

/* Places of columns that the control sums and checks read. */
enum { UNITS_STATUS = 0, UNITS_DIVISION = 6, PERSONS_NAME = 0 };
enum {
	COVERAGE_UNIT,
	COVERAGE_INSURED,
	COVERAGE_ROLE,
	COVERAGE_CATEGORY,
	COVERAGE_PRIVATE,
	COVERAGE_RELATION,
	COVERAGE_ABSENCE,
	COVERAGE_AMOUNT
};
enum { KEYS_KIND, KEYS_VALUE };
enum { BILLS_UNIT, BILLS_PERSON, BILLS_MONTH, BILLS_DUE, BILLS_PAYABLE, BILLS_PAID };
enum { BALANCES_FUND, BALANCES_ACCOUNT, BALANCES_UNIT, BALANCES_PERSON, BALANCES_AMOUNT };

struct takeover_value {
	int64_t number; /* also dates, persons, units as their codes */
	struct str text;
	bool is_null;
};

struct takeover_row {
	size_t line;
	int64_t subject; /* number of the person, or code of the unit as a number */
	date_t valid_from, valid_to;
	instant_t known_from, known_to;
	bool has_known_from;
	struct takeover_value value[TAKEOVER_COLUMNS_MAX];
};

/* Columns before those of `column`: subject and times, or none. */
size_t takeover_lead(const struct takeover_table *t);
/* Name of column i of the file, the subject and the four times included. */
const char *takeover_title(const struct takeover_table *t, size_t i);
size_t takeover_width(const struct takeover_table *t);

#endif
