/* query.h: the named queries of schema/queries/<area>.sql, read once a connection.
 *
 *	-- name: unit_by_code :one                 what it is for, after two blanks or more
 *	-- param: code text, at date               types: int64 bool date month instant text bytes
 *	SELECT unit_id FROM unit WHERE code = :code AND valid_from <= :at AND :at < valid_to;
 *
 * Cardinality: `:one` at most one row, `:many` any number, `:stream` any number fetched in portions
 * inside a transaction, `:exec` none, `:bulk` a plain INSERT whose parameters are its columns
 * (store/bulk.h), `:script` several statements without parameters (the store's own use). A type
 * that ends in '?' may be NULL. Parameters become ?1… (SQLite) or $1… (PostgreSQL) in declared
 * order, whatever their order in the text. A line `-- facts: TABLE SUBJECT [KIND]` declares a table
 * of facts (store/fact.h) and adds its standard queries. A query name is unique over all files and
 * starts with its area or table. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "store/db.h"

enum query_rows { QUERY_ONE, QUERY_MANY, QUERY_STREAM, QUERY_EXEC, QUERY_BULK, QUERY_SCRIPT };

enum query_type {
	QUERY_INT64,
	QUERY_BOOL,
	QUERY_DATE,
	QUERY_MONTH,
	QUERY_INSTANT,
	QUERY_TEXT,
	QUERY_BYTES,
	QUERY_TYPE_COUNT
};

enum { QUERY_PARAMETERS_MAX = 48 };

struct query_parameter {
	struct str name;
	enum query_type type;
	bool nullable;
};

struct query {
	struct str name; /* NUL-terminated */
	struct str sql;  /* expanded for one database, numbered parameters, NUL-terminated */
	struct str file; /* "unit.sql" */
	enum query_rows rows;
	const struct query_parameter *parameter; /* in declared order */
	size_t parameter_count;
};

struct query_facts {
	struct str table, subject; /* NUL-terminated */
	struct str kind;           /* column that parts the facts of a subject; "" when none */
};

struct query_set {
	struct query *query; /* sorted by name */
	size_t count;
	struct query_facts *facts; /* sorted by table */
	size_t facts_count;
	size_t bytes, split_bytes; /* of all text, and of blocks that stand twice */
};

/* Reads all files of `dir`. Everything lives in the arena. */
MUST_USE enum nhi_status query_load(struct query_set *out, struct arena *arena, const char *dir,
                                    enum db_kind kind, struct err *err);
/* One file's text, for tests; adds to `out`. */
MUST_USE enum nhi_status query_parse(struct query_set *out, struct arena *arena, struct str file,
                                     struct str text, enum db_kind kind, struct err *err);
/* Adds the queries of schema/pattern/NAME with its holes {table}, {subject} and {kind} filled. */
MUST_USE enum nhi_status query_pattern(struct query_set *out, struct arena *arena, const char *dir,
                                       const char *name, const struct query_facts *holes,
                                       enum db_kind kind, struct err *err);
const struct query *query_find(const struct query_set *set, const char *name);
const struct query_facts *query_facts_find(const struct query_set *set, const char *table);
/* The set of a connection: for tests and doctor. */
const struct query_set *db_queries(const struct db *db);

#endif
