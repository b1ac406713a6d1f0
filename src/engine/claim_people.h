/* claim_people.h: everybody's identity number in memory, so that a claim finds its person without
 * asking the database: a hash table of 24 bytes a number at a load of at most one half. Loaded once
 * a run, in one unchanging state; immutable afterwards and safe to share between threads. */
#ifndef ENGINE_CLAIM_PEOPLE_H
#define ENGINE_CLAIM_PEOPLE_H

#include "nhi/county.h"
#include "store/claim.h"

struct claim_person {
	uint64_t key; /* of the number; 0 free */
	int64_t person_id;
	int64_t division; /* of the household, 1–6; 0 not known */
};

struct claim_people {
	struct claim_person *slot; /* a power of two many */
	size_t mask, count;
};

MUST_USE enum nhi_status claim_people_load(struct db *db, const struct counties *counties,
                                           struct claim_people *out, struct err *err);
void claim_people_free(struct claim_people *p);
/* NULL when nobody has the number. */
const struct claim_person *claim_people_find(const struct claim_people *p, struct str number);

#endif
