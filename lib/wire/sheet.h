/* sheet.h: one table, from whatever file a person has: CSV in UTF-8 (with or without BOM) or Big5,
 * or the first sheet of an .xlsx. The result is UTF-8 CSV text whose rows have the numbers that the
 * person sees in the spreadsheet, so that every reader behind it knows one form only.
 *
 * Refused, each with the way to mend it: the old binary .xls, .ods, UTF-16 text, files that are
 * neither. */
#ifndef WIRE_SHEET_H
#define WIRE_SHEET_H

#include "base/arena.h"
#include "base/err.h"

enum sheet_kind { SHEET_CSV_UTF8, SHEET_CSV_BIG5, SHEET_XLSX };

/* `bytes` is the file as received. *text borrows from `bytes` or lives in `arena`; *kind tells what
 * it was (may be NULL). NHI_INPUT with a sentence for what is refused, NHI_LIMIT for what is too
 * large. */
MUST_USE enum nhi_status sheet_text(struct str bytes, struct arena *arena, struct str *text,
                                    enum sheet_kind *kind, struct err *err);

#endif
