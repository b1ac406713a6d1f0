/* dun.h: the letters of collection by the thousand (欠費催收): every payer with something to demand
 * gets one letter that lists it. Who pays by instalments, is in recognised hardship, was told less
 * than dun.interval days ago, or is with the enforcement agency or a court gets none.
 *
 * A job: it stops between its parts of DUN_PART payers, and goes on where it was, because whom a
 * part has written to is told of lately. Letters are numbered in the order of the payers. */
#ifndef DESK_DUN_H
#define DESK_DUN_H

#include "desk/debt.h"
#include "store/job.h"

enum { DUN_PART = 100 };

struct dun_run {
	struct register_desk *desk; /* its arena serves the texts of one part */
	const struct letters *letters;
	void (*progress)(void *to, int64_t done);
	void *progress_to;
	/* out */
	int64_t payers, letters_made, sum;
	bool repeated; /* today's letters were written before */
};

MUST_USE enum nhi_status desk_dun(struct dun_run *run, struct err *err);

#endif
