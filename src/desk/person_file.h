/* person_file.h: a person as pages show him: sheet, timeline of coverage, family, bills, cards,
 * cases, who looked at the data. Shared by the desk's page of a person and the citizen's own. The
 * caller has asked for the right; whom a part shows is added to `reads`. */
#ifndef DESK_PERSON_FILE_H
#define DESK_PERSON_FILE_H

#include "desk/reads.h"
#include "nhi/coverage.h"

struct person_file {
	struct desk_call *call;
	struct db *db; /* in a transaction */
	int64_t person_id;
	struct reads *reads;
	const struct coverage_row *timeline; /* filled by person_file_open */
	size_t timeline_count;
	const struct coverage_row *now; /* NULL: not covered today */
	int64_t unit_id;                /* of today, 0 none */
	int64_t division;               /* of that unit, 0 none */
};

/* Reads the timeline; NHI_NOT_FOUND when there is no such person. A merged record gives the one
 * that goes on. */
MUST_USE enum nhi_status person_file_open(struct person_file *f, struct desk_call *call,
                                          struct db *db, int64_t person_id, struct reads *reads,
                                          struct err *err);
MUST_USE enum nhi_status person_file_sheet(struct person_file *f, struct view *sheet,
                                           struct err *err);
/* Lists "bills", "cards", "cases", "reads" of the view. */
MUST_USE enum nhi_status person_file_bills(struct person_file *f, struct view *v, struct err *err);
MUST_USE enum nhi_status person_file_cards(struct person_file *f, struct view *v, struct err *err);
/* Lists "illnesses" and "approvals". */
MUST_USE enum nhi_status person_file_benefits(struct person_file *f, struct view *v,
                                              struct err *err);
MUST_USE enum nhi_status person_file_cases(struct person_file *f, struct view *v, struct err *err);
MUST_USE enum nhi_status person_file_reads(struct person_file *f, struct view *v, struct err *err);

#endif
