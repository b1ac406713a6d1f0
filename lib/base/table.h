/* table.h: aligned tables for a terminal where a Han character takes two columns.
 *
 * Widths follow Unicode's East Asian Width (wide and fullwidth = 2, combining marks = 0, all else
 * 1; ambiguous characters = 1). Cells are borrowed until table_print. Not for machines: those get
 * CSV or JSON. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/arena.h"

/* Columns that one character or a whole UTF-8 text takes. */
unsigned char_width(uint32_t code_point);
size_t text_width(struct str s);
/* The longest start of `s` that fits `columns`; characters are kept whole. */
struct str text_fit(struct str s, size_t columns);

enum { TABLE_COLUMNS_MAX = 32 };
enum table_align { TABLE_LEFT, TABLE_RIGHT };

struct table_column {
	const char *title;
	enum table_align align;
};

struct table {
	struct arena *arena;
	const struct table_column *column;
	size_t column_count;
	struct str *cell; /* row by row */
	size_t count, capacity;
	size_t width[TABLE_COLUMNS_MAX]; /* widest cell or title so far */
	bool failed;                     /* out of memory: sticky, table_print writes nothing */
};

/* `columns` lives as long as the table; 1 <= count <= TABLE_COLUMNS_MAX. */
void table_init(struct table *t, struct arena *arena, const struct table_column *columns,
                size_t count);
/* The next cell, row by row. The text is borrowed. */
void table_put(struct table *t, struct str cell);
void table_put_c(struct table *t, const char *cell);
void table_put_i64(struct table *t, int64_t v); /* 1,234,567; kept in the arena */
/* Titles, a rule and the rows, two blanks between columns, no blanks at line ends. */
void table_print(const struct table *t, struct buf *out);

#endif
