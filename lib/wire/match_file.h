/* match_file.h: files of other agencies for matching: household registration, residence, border,
 * deaths, labour insurance, tax, companies. CSV (UTF-8) with titles, in Chinese or English, in any
 * order; which titles stand for what is data (codes/match_layout.csv), other columns are ignored.
 *
 * The real exchange layouts between the agencies are not public [unverified]: the columns here are
 * what the matching needs. A row can be read again at its offset, so that sorting a file means
 * sorting offsets. */
#ifndef WIRE_MATCH_FILE_H
#define WIRE_MATCH_FILE_H

#include "base/csv.h"
#include "base/date.h"

enum match_source {
	MATCH_HOUSEHOLD,
	MATCH_RESIDENCE,
	MATCH_BORDER,
	MATCH_DEATH,
	MATCH_LABOUR,
	MATCH_TAX,
	MATCH_COMPANY,
	MATCH_SOURCE_COUNT
};
const char *match_source_name(enum match_source source); /* "household" */

enum match_field {
	MATCH_FIELD_ID,
	MATCH_FIELD_BUSINESS,
	MATCH_FIELD_NAME,
	MATCH_FIELD_BIRTH,
	MATCH_FIELD_SEX,
	MATCH_FIELD_COUNTY,
	MATCH_FIELD_ADDRESS,
	MATCH_FIELD_FROM,
	MATCH_FIELD_TO,
	MATCH_FIELD_WAGE,
	MATCH_FIELD_MONTHS,
	MATCH_FIELD_STATUS,
	MATCH_FIELD_COUNT
};

struct match_layout {
	struct match_title {
		bool used, needed;
		struct str zh, en;
	} title[MATCH_SOURCE_COUNT][MATCH_FIELD_COUNT];
};
/* The text of codes/match_layout.csv; strings live as long as `text`. */
MUST_USE enum nhi_status match_layout_read(struct match_layout *out, struct arena *arena,
                                           struct str text, struct err *err);

/* A row; texts borrow from the file (or the arena where quotes were doubled). */
struct match_row {
	size_t line, offset;
	struct str key; /* identity number; of a company the business number */
	struct str business, name, sex, county, address, status;
	date_t birth, from, to; /* INT32_MIN not given; `to` is the last day as written */
	int64_t wage, months;
	enum match_field bad; /* MATCH_FIELD_COUNT: the row is good */
};

struct match_reader {
	enum match_source source;
	struct str bytes;
	struct csv csv;
	size_t place[MATCH_FIELD_COUNT]; /* column, SIZE_MAX: not in this file */
};
/* Reads the titles. NHI_INPUT (with the title) when a needed one is missing. */
MUST_USE enum nhi_status match_open(struct match_reader *r, const struct match_layout *layout,
                                    enum match_source source, struct str bytes, struct arena *arena,
                                    struct err *err);
MUST_USE enum nhi_status match_next(struct match_reader *r, struct match_row *row, bool *more,
                                    struct err *err);
/* The row at an offset that match_next gave. */
MUST_USE enum nhi_status match_at(struct match_reader *r, size_t offset, struct match_row *row,
                                  struct err *err);

/* A number of at most ten capital letters and digits as an integer that sorts as its bytes do; -1
 * for anything else. */
int64_t match_pack(struct str key);

#endif
