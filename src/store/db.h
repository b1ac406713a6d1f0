/* db.h: one connection to the database, SQLite or PostgreSQL behind one set of calls (DESIGN §4).
 *
 * URLs: "sqlite:PATH" (embedded default, WAL) and "postgresql://…" (as libpq reads it; a socket
 * folder is "postgresql:///NAME?host=/folder"). A connection belongs to one thread; a program with
 * many threads opens one each. SQL stands in schema/queries/<area>.sql and is called by name:
 *
 *	struct db_stmt *q = db_query(db, "unit_by_code");
 *	db_bind_str(q, code);                      parameters in the order of their declaration
 *	db_bind_date(q, at);
 *	if (db_next(q)) unit->id = db_i64(q, 0);   columns by place, from 0
 *	return db_end(q, err);
 *
 * Errors are sticky inside the statement: db_query, db_bind_* and db_next never fail loudly;
 * db_end (or db_run) gives the status of all of them. Each db_query must be ended by exactly one
 * db_end, db_run or db_run_count, also after a failure. A wrong type, number or name of parameters
 * or columns is a bug of the caller and stops the program (CHECK).
 *
 * Everything that writes stands inside db_transact; a write outside is a bug. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct db;
struct db_stmt;

enum db_kind { DB_SQLITE, DB_POSTGRESQL };

enum db_flag {
	DB_CREATE = 1,      /* make the SQLite file when it does not exist */
	DB_ANY_VERSION = 2, /* do not demand that all migrations are applied (`nhi db …`, doctor) */
	DB_READ_ONLY = 4,   /* refuse writes in the database itself */
};

/* Opens and loads the queries of data_dir/schema/queries. Without DB_CREATE a missing SQLite file
 * is NHI_DB_MISSING, so that a mistyped path does not become an empty database; without
 * DB_ANY_VERSION a database that lacks a migration is NHI_DB_VERSION. */
MUST_USE enum nhi_status db_open(struct db **out, const char *url, const char *data_dir,
                                 unsigned flags, struct err *err);
/* Rolls back what is open. NULL is allowed. */
void db_close(struct db *db);
enum db_kind db_kind(const struct db *db);
const char *db_url(const struct db *db); /* without password */
const char *db_data_dir(const struct db *db);

/* ---- Transactions ---------------------------------------------------------------------------- */

enum db_mode { DB_READ, DB_WRITE };

/* A piece of work inside a transaction. It may be run again from its start when the database asks
 * for it (busy, deadlock), so it must set its results anew each time and do nothing outside. */
typedef enum nhi_status (*db_work)(struct db *db, void *context, struct err *err);

/* Runs `work` in one transaction: commits when it returns NHI_OK, else rolls back and returns its
 * status. Retries the whole at most DB_RETRIES times when the database was busy. DB_WRITE starts as
 * a writer; DB_READ sees one unchanging state. Inside an open transaction it joins that one, which
 * then cannot commit any more if `work` fails (use db_savepoint where a failure is to be
 * survived). */
MUST_USE enum nhi_status db_transact(struct db *db, enum db_mode mode, db_work work, void *context,
                                     struct err *err);
/* Inside a transaction: runs `work` and undoes only its writes when it fails. For batches in which
 * one bad row is reported and the rest goes on. NHI_DB_GONE and NHI_DB_FULL end the whole. */
MUST_USE enum nhi_status db_savepoint(struct db *db, db_work work, void *context, struct err *err);
/* The same by hand, without retry: for long loops that commit every so many rows. */
MUST_USE enum nhi_status db_begin(struct db *db, enum db_mode mode, struct err *err);
MUST_USE enum nhi_status db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db); /* allowed when nothing is open */
bool db_in_transaction(const struct db *db);
bool db_is_writing(const struct db *db); /* in a transaction that may write */

enum { DB_RETRIES = 10 };

/* ---- Queries --------------------------------------------------------------------------------- */

/* The named query, ready for its parameters. Never NULL. The same name may be open several times
 * at once (nested loops). */
struct db_stmt *db_query(struct db *db, const char *name);

/* Each binds the next parameter. Text and bytes are borrowed until db_end. The declared type must
 * agree; NULL only where the declaration ends in '?'. */
void db_bind_i64(struct db_stmt *q, int64_t v);            /* int64 */
void db_bind_bool(struct db_stmt *q, bool v);              /* bool */
void db_bind_date(struct db_stmt *q, date_t v);            /* date */
void db_bind_month(struct db_stmt *q, month_t v);          /* month, stored as the integer 202607 */
void db_bind_instant(struct db_stmt *q, instant_t v);      /* instant */
void db_bind_str(struct db_stmt *q, struct str v);         /* text: UTF-8 without NUL */
void db_bind_bytes(struct db_stmt *q, struct str v);       /* bytes */
void db_bind_null(struct db_stmt *q);                      /* any type with '?' */
void db_bind_str_or_null(struct db_stmt *q, struct str v); /* "" becomes NULL */
void db_bind_id_or_null(struct db_stmt *q, int64_t id);    /* 0 becomes NULL */

/* Steps to the next row; false at the end or after a failure. PostgreSQL holds the whole result of
 * a `:many` in memory; a `:stream` is fetched in portions and needs an open transaction. */
bool db_next(struct db_stmt *q);
/* Ends the statement and says how all of it went. */
MUST_USE enum nhi_status db_end(struct db_stmt *q, struct err *err);
/* For `:exec`: runs to the end and ends the statement. */
MUST_USE enum nhi_status db_run(struct db_stmt *q, struct err *err);
/* The same where nobody needs the result at once: PostgreSQL is sent many such statements in one
 * journey. A failure may come up only with a later statement of the transaction, at the latest with
 * its commit; then nothing of the transaction is kept, as ever. */
MUST_USE enum nhi_status db_run_later(struct db_stmt *q, struct err *err);
/* The same, with the number of rows changed. */
MUST_USE enum nhi_status db_run_count(struct db_stmt *q, int64_t *count, struct err *err);
/* For `:one`: reads the row that must be there, else NHI_NOT_FOUND with `what`. Call db_end after
 * reading the columns in both cases. */
bool db_need(struct db_stmt *q, const char *what);
/* Makes the statement fail with `code`, as if the database had: for checks between bind and run. */
enum nhi_status db_fail(struct db_stmt *q, enum nhi_status code, const char *fmt, ...)
        PRINTF_LIKE(3, 4);

/* Columns of the current row. NULL reads as 0 or "". Text and bytes are borrowed until the next
 * db_next or db_end; db_keep copies into an arena (NUL-terminated) and makes the statement fail
 * when that is full. */
bool db_is_null(const struct db_stmt *q, size_t column);
int64_t db_i64(const struct db_stmt *q, size_t column);
bool db_bool(const struct db_stmt *q, size_t column);
date_t db_date(const struct db_stmt *q, size_t column);
month_t db_month(const struct db_stmt *q, size_t column);
instant_t db_instant(const struct db_stmt *q, size_t column);
struct str db_str(const struct db_stmt *q, size_t column);
struct str db_bytes(const struct db_stmt *q, size_t column);
struct str db_keep(struct db_stmt *q, size_t column, struct arena *arena);
size_t db_columns(const struct db_stmt *q);

#endif
