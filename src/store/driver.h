/* driver.h: what a database must offer to db.c; private to src/store. One driver a database:
 * db_sqlite.c, db_postgresql.c. */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include "store/chain.h"
#include "store/ids.h"
#include "store/query.h"

struct db_value {
	int64_t i; /* int64, bool, date (day number), month (202607), instant */
	struct str s;
	bool null;
	char date_text[11]; /* the ISO form, where the database keeps dates as text */
};

struct db_stmt {
	struct db *db;
	const struct query *query;
	struct db_stmt *next_free; /* in the list of statements of this query not in use */
	void *handle;              /* sqlite3_stmt, or the state of PostgreSQL */
	struct db_value value[QUERY_PARAMETERS_MAX];
	size_t bound;
	bool started, ended, has_row;
	size_t width;    /* columns, known from the first row on */
	bool once;       /* not of the connection's set: freed at its end */
	bool spare;      /* one of db->spare in use */
	int64_t changes; /* rows changed, after the end */
	struct err err;  /* sticky */
	bool judged;     /* err comes from db_fail: its words need no query's name */
};

struct db_driver {
	enum db_kind kind;
	enum nhi_status (*open)(struct db *db, unsigned flags, struct err *err);
	void (*close)(struct db *db);
	/* Several statements without parameters. */
	enum nhi_status (*script)(struct db *db, struct str sql, struct err *err);
	/* Makes q->handle for q->query. */
	enum nhi_status (*prepare)(struct db_stmt *q, struct err *err);
	void (*forget)(struct db_stmt *q);
	/* Binds q->value and starts. */
	enum nhi_status (*start)(struct db_stmt *q, struct err *err);
	/* Next row; *row is false at the end, then q->changes is set. */
	enum nhi_status (*step)(struct db_stmt *q, bool *row, struct err *err);
	/* Sends an :exec without waiting for its result; NULL: nothing to gain. A failure comes up
	 * with a later statement, at the latest with the commit. */
	enum nhi_status (*later)(struct db_stmt *q, struct err *err);
	/* Gives back what the run holds, so that the statement can be started again. */
	void (*reset)(struct db_stmt *q);
	/* Sends the bytes of a binary COPY; PostgreSQL only, else NULL. */
	enum nhi_status (*copy)(struct db *db, const char *command, struct str bytes,
	                        struct err *err);
	/* Takes a block of ids outside the transaction, so that writers do not wait for each other;
	 * *next is the first id after it. NHI_NOT_FOUND: the table is not there yet, take it
	 * within. NULL: always within, there is one writer anyway. */
	enum nhi_status (*take_ids)(struct db *db, const char *kind, int64_t count, int64_t *next,
	                            struct err *err);
	/* Makes a lost connection again, before a transaction. */
	enum nhi_status (*revive)(struct db *db, struct err *err);
	/* Is a transaction open in the database itself? */
	bool (*in_transaction)(struct db *db);
	size_t (*columns)(const struct db_stmt *q);
	bool (*is_null)(const struct db_stmt *q, size_t column);
	int64_t (*number)(const struct db_stmt *q, size_t column); /* also bool; NULL is 0 */
	date_t (*date)(const struct db_stmt *q, size_t column);
	struct str (*text)(const struct db_stmt *q, size_t column);
	struct str (*bytes)(const struct db_stmt *q, size_t column);
};

extern const struct db_driver db_sqlite, db_postgresql;

struct chain_item {
	enum chain chain;
	int64_t item_id;
	unsigned char digest[SHA256_SIZE];
};

struct ids_block {
	char kind[32];
	int64_t next, end;
	int64_t again; /* first id of the block, while the transaction that took it beside itself
	                  may still be undone; else 0 */
};

enum { DB_SPARES = 8, DB_PATH_MAX = 4096, DB_CHAIN_ITEMS_MAX = 100000 };

struct db {
	const struct db_driver *driver;
	void *handle; /* sqlite3, PGconn */
	struct arena arena;
	struct query_set queries;
	struct db_stmt **free_stmt; /* by query: statements prepared and not in use */
	char url[DB_PATH_MAX];      /* as given; never printed */
	char shown_url[DB_PATH_MAX];
	char data_dir[DB_PATH_MAX];
	unsigned flags;
	size_t open_stmts;
	struct db_stmt spare[DB_SPARES]; /* carry NHI_MEMORY where a new one has no room */

	/* The open transaction. */
	bool open, failed; /* failed: a joined piece of work failed, commit is refused */
	enum db_mode mode;
	unsigned savepoints;
	struct chain_item *item; /* linked at commit */
	size_t item_count, item_capacity;
	bool table_locked; /* fact_lock_table was called */

	struct ids_block ids[IDS_KINDS_MAX];
	int64_t last_act_at;
};

/* A statement of a query outside the connection's set (store/query.h query_pattern). */
struct db_stmt *db_query_once(struct db *db, const struct query *query);

/* The transaction was undone, or its savepoint at which the blocks were `before`: a block that was
 * taken beside it begins again, one that was taken within it is gone. So the ids are the same with
 * both databases. */
void ids_undo(struct db *db, const struct ids_block *before);
/* The transaction is committed. */
void ids_keep(struct db *db);

/* Links the items of the transaction; called by db_commit. */
MUST_USE enum nhi_status chain_seal(struct db *db, struct err *err);

#endif
