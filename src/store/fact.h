/* fact.h: the two writes of a register (DESIGN §4): insert a fact, close an open one. A correction
 * is close + insert in one act. A trigger refuses everything else.
 *
 * A table of facts has the columns
 *	<subject>_id @int, fact_no @int, valid_from @date, valid_to @date, known_from @instant,
 *	known_to @instant, act_id @int, ended_by_act_id @int (NULL while open), and its own;
 *	PRIMARY KEY (<subject>_id, fact_no); after it, in the migration, `@facts(TABLE);`.
 * Its query file declares `-- facts: TABLE SUBJECT [KIND]`, which makes the queries TABLE_close,
 * TABLE_overlap, TABLE_next_no and TABLE_overlaps_all, and has a query TABLE_insert :exec whose
 * first parameters are
 *	subject int64, fact_no int64, valid_from date, valid_to date, known_from instant,
 *	known_to instant, act_id int64
 * and then its own columns (for a table with KIND, that column first):
 *
 *	struct fact f = {.subject_id = person_id, .valid_from = from, .valid_to = DATE_OPEN};
 *	struct db_stmt *q = fact_insert(db, &act, "coverage", &f);
 *	db_bind_i64(q, unit_id); …
 *	st = db_run(q, err); */
#ifndef STORE_FACT_H
#define STORE_FACT_H

#include "store/act.h"

struct fact {
	int64_t subject_id;
	struct str kind;             /* "" for tables without a kind */
	date_t valid_from, valid_to; /* half-open, from < to */
	int64_t fact_no;             /* out: given by fact_insert, 1, 2, … of the subject */
};

/* Takes the subject for this transaction, so that nobody else writes facts of it meanwhile. Call it
 * before reading what a decision depends on; fact_insert and fact_close do it themselves. Several
 * subjects: in ascending order. */
MUST_USE enum nhi_status fact_lock(struct db *db, const char *table, int64_t subject_id,
                                   struct err *err);
/* The same for all subjects of the table: for bulk loads, where a lock a subject would be too many.
 */
MUST_USE enum nhi_status fact_lock_table(struct db *db, const char *table, struct err *err);
/* Checks that no open fact of the subject (and kind) overlaps, numbers the fact, and returns the
 * statement TABLE_insert with its first seven parameters bound (the kind too, where there is one).
 * An overlap makes db_run return NHI_FACT_OVERLAP. */
struct db_stmt *fact_insert(struct db *db, const struct act *act, const char *table,
                            struct fact *f);
/* Closes an open fact: it is no longer held to be true from the act's instant on. NHI_CONFLICT when
 * there is no such open fact. */
MUST_USE enum nhi_status fact_close(struct db *db, const struct act *act, const char *table,
                                    int64_t subject_id, int64_t fact_no, struct err *err);

#endif
