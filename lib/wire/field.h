/* field.h: values as people write them in spreadsheets: amounts with thousands separators, dates in
 * either calendar, blanks of full width. UTF-8 in, no allocation, no locale. Exchange formats with
 * fixed forms (withholding statements) do not use this: there the form itself is checked. */
#ifndef WIRE_FIELD_H
#define WIRE_FIELD_H

#include "base/date.h"
#include "base/str.h"

/* Without blanks, tabs, no-break and full-width spaces at both ends. */
struct str field_trim(struct str s);
/* Whole dollars: "36300", "36,300", "$36,300", "36300.00"; within [min, max]. False for anything
 * else, and for cents other than zero. */
MUST_USE bool field_money(struct str s, int64_t min, int64_t max, int64_t *out);
/* "2026-07-01", "2026/7/1", "20260701", and ROC "1150701", "115/7/1", "115.07.01", "760311", or
 * what date_print_people_zh prints. A first part below 1000 is an ROC year. */
MUST_USE bool field_date(struct str s, date_t *out);
/* y, yes, true, 1, v, x, 是, 有, Ｖ: true; n, no, false, 0, 否, 無 and blank: false. */
MUST_USE bool field_yes(struct str s, bool *out);
/* Number of characters (code points) of valid UTF-8. */
size_t field_chars(struct str s);

#endif
