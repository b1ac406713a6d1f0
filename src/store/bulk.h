/* bulk.h: many rows into one table: binary COPY on PostgreSQL, one prepared statement on SQLite.
 *
 * The rows go through a query of cardinality `:bulk`, a plain INSERT INTO t (columns) VALUES
 * (:parameters), whose declared types are the columns' types. Inside a write transaction. Several
 * writers may be open at once and other queries may run between rows: PostgreSQL rows gather in a
 * buffer of BULK_BUFFER bytes and are visible only after bulk_flush or bulk_end.
 *
 *	struct bulk *b;
 *	st = bulk_begin(&b, db, "bill_bulk", err);
 *	for (…) { bulk_i64(b, id); bulk_str(b, lines); if ((st = bulk_row(b, err)) != NHI_OK) break;
 *} st = bulk_end(b, st, err); */
#ifndef STORE_BULK_H
#define STORE_BULK_H

#include "store/db.h"

struct bulk;

enum { BULK_BUFFER = 1 << 20 };

MUST_USE enum nhi_status bulk_begin(struct bulk **out, struct db *db, const char *query,
                                    struct err *err);
/* Each gives the next column of the row; text is borrowed until bulk_row. */
void bulk_i64(struct bulk *b, int64_t v);
void bulk_bool(struct bulk *b, bool v);
void bulk_date(struct bulk *b, date_t v);
void bulk_month(struct bulk *b, month_t v);
void bulk_instant(struct bulk *b, instant_t v);
void bulk_str(struct bulk *b, struct str v);
void bulk_bytes(struct bulk *b, struct str v);
void bulk_null(struct bulk *b);
/* Ends the row. A duplicate key may come up only at the flush. */
MUST_USE enum nhi_status bulk_row(struct bulk *b, struct err *err);
MUST_USE enum nhi_status bulk_flush(struct bulk *b, struct err *err);
int64_t bulk_rows(const struct bulk *b); /* rows given so far */
/* Flushes if `so_far` is NHI_OK, frees, and returns the first failure. NULL is allowed. */
MUST_USE enum nhi_status bulk_end(struct bulk *b, enum nhi_status so_far, struct err *err);

#endif
