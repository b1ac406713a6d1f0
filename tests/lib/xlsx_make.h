/* xlsx_make.h: composes .xlsx archives for tests: the parts as text, packed by libzip. */
#ifndef TESTS_LIB_XLSX_MAKE_H
#define TESTS_LIB_XLSX_MAKE_H

#include "base/str.h"

enum { XLSX_MAKE_PARTS_MAX = 8 };

struct xlsx_part {
	const char *path; /* NULL ends the list */
	struct str text;
};

/* Parts that every workbook has, naming xl/worksheets/sheet1.xml, shared strings and styles. */
extern const char xlsx_make_workbook[], xlsx_make_relations[];

/* Appends an archive with these parts to `out`; packed or stored. False when libzip fails. */
bool xlsx_make(const struct xlsx_part *parts, bool packed, struct buf *out);
/* A whole workbook of sheet rows ("<row>…</row>"), shared strings ("<si>…</si>") and styles. */
bool xlsx_make_sheet(struct str rows, struct str strings, struct str styles, struct buf *out);

#endif
