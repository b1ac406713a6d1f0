/* dispatch_job.h: hands the bills of a month over: letters for the post as one list and one PDF,
 * e-bills as a list and a PDF each. "Handed over" means that the files stand in the folder; no mail
 * is sent from here, and no row says that it arrived.
 *
 * Files come first, the rows after them in one transaction: a run that dies in between is repeated
 * with the same names and bytes; a bill is never in two hand-overs at once. */
#ifndef ENGINE_DISPATCH_JOB_H
#define ENGINE_DISPATCH_JOB_H

#include "engine/slips.h"

struct dispatch_request {
	month_t month;
	int64_t division;   /* 0: everywhere */
	bool again;         /* the bills that came back, instead of those not handed over yet */
	const char *folder; /* exists */
	const struct slips *slips;
	struct str actor;
	struct seen *seen; /* recorded with whom the bills name before each file; or NULL */
};

struct dispatch_done {
	struct dispatch_batch batch; /* pieces 0: nothing of this kind */
	struct str list, document;   /* names of files in the folder; document "" for e-bills */
};

struct dispatch_result {
	struct dispatch_done post, ebill;
	int64_t without_address; /* letters left out: no address is known */
};

/* place->arena holds the result's texts. NHI_NOT_FOUND when the month was not billed. */
MUST_USE enum nhi_status dispatch_month(const struct bill_place *place,
                                        const struct dispatch_request *request,
                                        struct dispatch_result *out, struct err *err);

/* Notes returned mail (store/dispatch.h). The same note again is
 * NHI_DISPATCH_RETURNED. */
MUST_USE enum nhi_status dispatch_note_return(const struct bill_place *place, int64_t bill_id,
                                              date_t on, struct str reason, struct str actor,
                                              struct err *err);

MUST_USE enum nhi_status dispatch_list(const struct bill_place *place, month_t month,
                                       struct dispatch_batch **rows, size_t *count,
                                       struct err *err);
MUST_USE enum nhi_status dispatch_history(const struct bill_place *place, int64_t bill_id,
                                          struct dispatch_event **rows, size_t *count,
                                          struct err *err);

#endif
