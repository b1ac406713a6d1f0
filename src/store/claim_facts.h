/* claim_facts.h: what a run of claims asks the registers, as streams: everything believed now, in
 * order, so that it is read once into memory (engine/claim_facts.h). Each is to be ended by the
 * caller, inside one reading transaction. */
#ifndef STORE_CLAIM_FACTS_H
#define STORE_CLAIM_FACTS_H

#include "store/db.h"

/* person_id, from, to, leave_reason */
struct db_stmt *claim_fact_coverage(struct db *db);
/* person_id, category, icd, applied_on, from, to */
struct db_stmt *claim_fact_illness(struct db *db);
/* person_id, item, provider, acceptance_no, approved, from, to, tenths used by claims in force */
struct db_stmt *claim_fact_approval(struct db *db);
/* code, from, to */
struct db_stmt *claim_fact_contract(struct db *db);
/* code, measure, article, from, to, scope */
struct db_stmt *claim_fact_measure(struct db *db);
/* code, level */
struct db_stmt *claim_fact_provider(struct db *db);

#endif
