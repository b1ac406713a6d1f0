/* rows.h: the rows of a list, straight into JSON: for histories and lists that are only shown. A
 * row is an object; its members are the columns in order. */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include "base/json.h"
#include "store/db.h"

enum rows_type { ROWS_NUMBER, ROWS_TEXT, ROWS_DATE, ROWS_INSTANT, ROWS_FLAG };

struct rows_column {
	const char *key;
	enum rows_type type; /* an open date or instant, and NULL, become null */
};

/* Writes an array of what `q` still gives and ends the statement. */
MUST_USE enum nhi_status rows_json(struct db_stmt *q, const struct rows_column *column,
                                   size_t count, struct json *j, struct err *err);

#endif
