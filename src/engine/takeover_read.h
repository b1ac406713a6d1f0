/* takeover_read.h: reads one file of a take-over folder and judges every row: shape, ranges,
 * periods, order, references, overlaps, identity numbers used twice. A row that does not fit is a
 * finding, never a stop; the same files give the same verdict whenever they are read, so that a
 * load that was cut off can go on. */
#ifndef ENGINE_TAKEOVER_READ_H
#define ENGINE_TAKEOVER_READ_H

#include "base/csv.h"
#include "engine/takeover_tables.h"
#include "wire/finding.h"

/* Growing sorted list of 64-bit numbers: the accepted subjects. */
struct takeover_list {
	int64_t *value;
	size_t count, capacity;
};
MUST_USE bool takeover_list_add(struct takeover_list *l, int64_t value); /* false: out of memory */
/* Place of `value` in a list that was filled in ascending order, or SIZE_MAX. */
size_t takeover_list_find(const struct takeover_list *l, int64_t value);
void takeover_list_free(struct takeover_list *l);

/* Set of 64-bit hashes of identity numbers in use. A false "used twice" needs two equal hashes:
 * about 10^-5 for the numbers of a nation. */
struct takeover_hashes {
	uint64_t *slot;
	size_t count, size;
};

/* What one pass over all files knows. Zeroed at the start of a pass, freed by takeover_known_free.
 */
struct takeover_known {
	struct takeover_list persons, units; /* accepted subjects in the order of their files */
	struct takeover_list divisions;      /* of each unit: its division on `on`, 0 none */
	struct takeover_hashes keys;
	date_t on; /* day of the control sums */
};
void takeover_known_free(struct takeover_known *k);

enum { TAKEOVER_OPEN_ROWS_MAX = 512 };

struct takeover_open_row {
	struct str kind;
	date_t from, to;
	size_t line;
};

struct takeover_reader {
	const struct takeover_table *table;
	struct takeover_known *known;
	struct csv csv;
	size_t place[1 + TAKEOVER_TIMES + TAKEOVER_COLUMNS_MAX];
	struct arena rows;         /* fields with doubled quotes */
	struct findings *findings; /* of the current row only */
	int64_t subject;           /* of the row before; -1 at the start */
	bool subject_known;        /* a row of it was accepted */
	struct takeover_open_row open[TAKEOVER_OPEN_ROWS_MAX]; /* believed rows of the subject */
	size_t open_count;
	size_t rows_read, rows_refused;
};

/* `bytes` is UTF-8 CSV; NHI_MISSING_COLUMN names a missing title. */
MUST_USE enum nhi_status takeover_open(struct takeover_reader *r,
                                       const struct takeover_table *table,
                                       struct takeover_known *known, struct findings *findings,
                                       struct str bytes, struct err *err);
void takeover_close(struct takeover_reader *r);
/* Next row; *fits says whether it may be loaded, else r->findings tells why. A subject of a first
 * file is added to r->known with its first fitting row. Texts are valid until the next call. */
MUST_USE enum nhi_status takeover_next(struct takeover_reader *r, struct takeover_row *row,
                                       bool *more, bool *fits, struct err *err);

#endif
