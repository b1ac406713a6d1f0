/* number.h: official numbers without gaps: case, receipt, document, certificate, unit code (DESIGN
 * §4). The series (office, kind, ROC year) is locked in the act's own transaction: who rolls back
 * gives the number back. Formats are dated rows of law/numbers.csv. */
#ifndef STORE_NUMBER_H
#define STORE_NUMBER_H

#include "store/db.h"

/* Next serial number of the series, from 1. Inside a write transaction. */
MUST_USE enum nhi_status number_next(struct db *db, struct str office, struct str kind,
                                     int32_t roc_year, int64_t *out, struct err *err);

struct number_format {
	struct str kind;
	date_t from;
	struct str pattern; /* "{office}{year:3}{serial:7}": {field:width} with zeros in front */
	struct str source;
};

struct number_formats {
	struct number_format *row; /* by kind and date */
	size_t count;
};

/* Parses numbers.csv (kind,effective_from,pattern,source). */
MUST_USE enum nhi_status number_formats_read(struct number_formats *out, struct arena *arena,
                                             struct str csv, struct err *err);
/* Takes the next serial of the year of `at` and writes it in the format of that day; a serial that
 * no longer fits its width is NHI_LIMIT. */
MUST_USE enum nhi_status number_take(struct db *db, const struct number_formats *formats,
                                     struct str office, struct str kind, date_t at, struct buf *out,
                                     struct err *err);

#endif
