/* parallel.h: a parallel month (docs/formats/takeover.md): the old system's bills of a month,
 * person by person, beside ours; every difference has one cause, the first that explains it in the
 * order of enum parallel_cause. */
#ifndef ENGINE_PARALLEL_H
#define ENGINE_PARALLEL_H

#include "base/date.h"
#include "base/err.h"
#include "store/seen.h"

enum parallel_cause {
	PARALLEL_EQUAL,
	PARALLEL_UNREADABLE,  /* the old row cannot be read */
	PARALLEL_UNKNOWN,     /* no such number in our register */
	PARALLEL_NOT_CHARGED, /* known here, but not charged for the month */
	PARALLEL_NOT_OLD,     /* charged here, not by the old system */
	PARALLEL_UNIT,        /* charged at another unit */
	PARALLEL_AMOUNT,      /* another insured amount */
	PARALLEL_DEPENDENTS,  /* another number of dependents charged */
	PARALLEL_SUBSIDY,     /* another subsidy */
	PARALLEL_ARITHMETIC,  /* the same basis, other dollars */
	PARALLEL_CAUSES
};

struct parallel_sum {
	int64_t persons;
	int64_t old_self, new_self; /* self parts less subsidies, dollars */
};

struct parallel_report {
	struct parallel_sum cause[PARALLEL_CAUSES];
	int64_t old_rows, new_lines;
};

/* "another insured amount" …, and what to look at. */
const char *parallel_cause_text(enum parallel_cause cause, const char *lang);
const char *parallel_cause_name(enum parallel_cause cause); /* "amount" */

struct parallel_job {
	const char *db_url, *data_dir;
	const char *old_bills;   /* CSV: unit,id,insured_amount,dependents,self and, if known,
	                            subsidy,unit_share,government */
	const char *differences; /* list of all differences as CSV; NULL: none */
	month_t month;
	struct seen *seen; /* recorded with whom the list names before it stands there; or NULL */
};

/* NHI_NOT_FOUND when the month has no bills here. */
MUST_USE enum nhi_status parallel_compare(const struct parallel_job *job,
                                          struct parallel_report *out, struct err *err);

#endif
