/* xlsx.h: the first sheet of an .xlsx workbook (ECMA-376) as CSV text.
 *
 * Shared strings, inline strings, numbers, booleans; a number whose cell style is a date becomes
 * YYYY-MM-DD (both date systems). Row n of the sheet is row n of the text, so that messages name
 * the row that the person sees. Formulas give their last computed value; merged cells their first.
 *
 * Bounded against hostile archives: number of entries, size of each part, ratio of packed to
 * unpacked, rows, columns and cells (limits below); entities of a DTD are refused. What is beyond
 * is NHI_LIMIT; what is damaged is NHI_INPUT; nothing is written. */
#ifndef WIRE_XLSX_H
#define WIRE_XLSX_H

#include "base/arena.h"
#include "base/err.h"

enum {
	XLSX_ENTRIES_MAX = 2000,
	XLSX_PART_SIZE_MAX = 400 * 1024 * 1024, /* unpacked; 1,048,576 rows of 26 columns fit */
	XLSX_RATIO_MAX = 200,                   /* unpacked to packed, of a part above 1 MiB */
	XLSX_ROWS_MAX = 1048576,                /* the format's own limits */
	XLSX_COLUMNS_MAX = 256,                 /* base/csv reads no more */
	XLSX_STRINGS_MAX = 4 * 1024 * 1024,
	XLSX_STYLES_MAX = 65536
};

/* `bytes` is the whole file; the text lives in the arena. */
MUST_USE enum nhi_status xlsx_text(struct str bytes, struct arena *arena, struct str *text,
                                   struct err *err);

#endif
