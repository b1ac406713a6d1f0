/* claim_demo.h: the synthetic nation goes to the doctor: providers in real proportions and their
 * claim files of a month in the official format, for the people in the register, with planted
 * faults and the list of them.
 *
 * Deterministic: equal register, seed and month give equal bytes. Shares no code with the checks: a
 * planted fault is what they have to find, all else is right. What people come with, and how often,
 * stands in codes/claim_demo.csv. */
#ifndef ENGINE_CLAIM_DEMO_H
#define ENGINE_CLAIM_DEMO_H

#include "nhi/county.h"
#include "store/db.h"

struct claim_demo {
	const char *url, *data_dir;
	const struct counties *counties;
	struct str visits; /* bytes of codes/claim_demo.csv */
	month_t month;
	uint64_t seed;
	int64_t fault_every; /* a fault in one case of so many; 0 none */
	/* Takes a file as a provider would send it; `name` ends in .xml. */
	enum nhi_status (*file)(void *to, struct str name, struct str bytes, struct err *err);
	void *to;
	struct buf *truth; /* CSV: provider,class,serial,case,order,code; or NULL */
};

struct claim_demo_result {
	int64_t providers, providers_new, files, cases, faults;
	int64_t people;       /* with a number */
	int64_t people_of[6]; /* by division: the shares of the global budget */
};

MUST_USE enum nhi_status claim_demo_make(const struct claim_demo *demo,
                                         struct claim_demo_result *out, struct err *err);

#endif
