/* csv.h: reading and writing RFC 4180 text (quotes, doubled quotes, line ends LF or CRLF, an
 * optional BOM).
 *
 * The reader works over bytes in memory, row by row, without copying except where a field has
 * doubled quotes: then the field is unescaped into the arena. Bounded: at most CSV_COLUMNS_MAX
 * fields a row. Text is taken as it is; the caller converts Big5 before, or reads the UTF-8 form.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"
#include "base/err.h"

enum { CSV_COLUMNS_MAX = 256 };

struct csv {
	struct str rest;
	struct arena *arena;
	char separator;
	size_t row;   /* number of the row last read, the title row is 1 */
	size_t count; /* fields of that row */
	struct str field[CSV_COLUMNS_MAX];
};

/* Skips a UTF-8 BOM. `arena` lives as long as the fields are used. */
void csv_init(struct csv *c, struct str bytes, struct arena *arena);
/* Reads the next row; *more is false at the end. Empty lines are skipped but counted. */
MUST_USE enum nhi_status csv_next(struct csv *c, bool *more, struct err *err);
/* Field i of the current row, empty when the row is shorter. */
struct str csv_field(const struct csv *c, size_t i);

/* Reads the title row and finds each of `names` (count of them) in any order; places[i] is the
 * column of names[i]. A name that ends in '?' may be absent: its place is then SIZE_MAX and
 * csv_field gives "". */
MUST_USE enum nhi_status csv_titles(struct csv *c, const char *const *names, size_t count,
                                    size_t *places, struct err *err);

/* Spreadsheets read UTF-8 only with this mark in front: for files that people open, not for data
 * that programs exchange. */
void csv_put_bom(struct buf *b);
/* Writer: quotes only where RFC 4180 needs it, ends rows with LF (csv_end_row) as all our own files
 * do. */
void csv_put(struct buf *b, size_t column, struct str value); /* column 0 has no comma before it */
void csv_put_i64(struct buf *b, size_t column, int64_t value);
void csv_end_row(struct buf *b);

#endif
