/* dialect.h: one text for two databases. Migrations and queries are written in a small dialect of
 * SQL that is expanded when it is loaded; what differs between SQLite and PostgreSQL stands in one
 * table in dialect.c (DESIGN §4). Words begin with '@'; string literals and comments are left
 * alone. */
#ifndef STORE_DIALECT_H
#define STORE_DIALECT_H

#include "store/db.h"

struct dialect_word {
	const char *name;   /* without '@' */
	const char *sqlite; /* {col}: the column that is being declared; {arg}: the argument */
	const char *postgresql;
	const char *sqlite_plain; /* instead, after AS (a cast has no column); NULL: the same */
	bool argument;            /* "@each(col)" */
};

extern const struct dialect_word dialect_words[]; /* sorted by name */
extern const size_t dialect_word_count;

/* Expands `text` for one database. `split_bytes` (may be NULL) counts the bytes of blocks under
 * `-- only:`, of both databases. An unknown word is NHI_QUERY with `file` and line. */
MUST_USE enum nhi_status dialect_expand(struct str file, struct str text, enum db_kind kind,
                                        struct buf *out, size_t *split_bytes, struct err *err);

#endif
