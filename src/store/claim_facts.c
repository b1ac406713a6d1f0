/* claim_facts.c: see claim_facts.h. */
#include "store/claim_facts.h"

struct db_stmt *claim_fact_coverage(struct db *db) {
	return db_query(db, "claim_fact_coverage");
}
struct db_stmt *claim_fact_illness(struct db *db) {
	return db_query(db, "claim_fact_illness");
}
struct db_stmt *claim_fact_approval(struct db *db) {
	return db_query(db, "claim_fact_approval");
}
struct db_stmt *claim_fact_contract(struct db *db) {
	return db_query(db, "claim_fact_contract");
}
struct db_stmt *claim_fact_measure(struct db *db) {
	return db_query(db, "claim_fact_measure");
}
struct db_stmt *claim_fact_provider(struct db *db) {
	return db_query(db, "claim_fact_provider");
}
