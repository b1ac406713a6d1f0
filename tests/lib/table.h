/* table.h: rule tests as data. A file tests/table/<area>_<rule>.txt holds one table:
 *
 *     ## Sentences: what the rule is and where it stands.
 *     # wage   dependents | per_person  unit | source
 *       30300  0          | 470         1464 | official share table of 2026-01
 *
 * Columns before the first `|` go in, columns before the second are expected, the rest of the line
 * is the source of the expectation. Fields are separated by blanks; `-` is an empty field; a field
 * with blanks stands in "…" (no escapes). A unit test hands a function to table_run; it reads the
 * inputs by name, computes, and gives each expected column as text. Every row is a case. */
#ifndef TESTS_LIB_TABLE_H
#define TESTS_LIB_TABLE_H

#include "base/date.h"
#include "base/str.h"

enum { TABLE_COLUMNS_MAX = 32, TABLE_OUT_SIZE = 256 };

struct table_row {
	const char *file;
	size_t line;
	size_t in_count, out_count;
	struct str in_name[TABLE_COLUMNS_MAX], in[TABLE_COLUMNS_MAX];
	struct str out_name[TABLE_COLUMNS_MAX], expected[TABLE_COLUMNS_MAX];
	char got[TABLE_COLUMNS_MAX][TABLE_OUT_SIZE];
	bool given[TABLE_COLUMNS_MAX];
	struct str source;
};

/* An input by its column name; a name that the table lacks stops the test. */
struct str row_text(const struct table_row *row, const char *name);
int64_t row_i64(const struct table_row *row, const char *name);
date_t row_date(const struct table_row *row, const char *name);   /* 2026-07-01 */
month_t row_month(const struct table_row *row, const char *name); /* 2026-07 */
bool row_bool(const struct table_row *row, const char *name);     /* yes | no */
/* True when the table has this input column and the field is not empty. */
bool row_has(const struct table_row *row, const char *name);

/* Gives the computed value of an expected column. A name that the table lacks is ignored, so that
 * one function serves tables of different width. A column that stays ungiven fails the row. */
void row_give(struct table_row *row, const char *name, struct str value);
void row_give_c(struct table_row *row, const char *name, const char *value);
void row_give_i64(struct table_row *row, const char *name, int64_t value);
void row_give_date(struct table_row *row, const char *name, date_t value);
void row_give_bool(struct table_row *row, const char *name, bool value); /* yes | no */

typedef void (*table_check)(struct table_row *row, void *context);

struct table_result {
	size_t passed, failed;
};

/* Runs tests/table/<name>; differences are printed with file, line, column and source. A table
 * without rows counts as failed. */
struct table_result table_run(const char *name, table_check check, void *context);
/* Prints the closing line of several results; returns the exit code of the program. */
int table_end(const struct table_result *results, size_t count);

#endif
