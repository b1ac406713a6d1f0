/* upkeep.h: what the insurer does to the register by itself, in batches: lifting people below a new
 * lowest grade (Act 19(2), 21(2)), and dependent children who come of age (施行細則 21, 30).
 *
 * Each batch finds its people, changes them in pieces of a few thousand, one act and one filing a
 * piece, and lists them. Killed anywhere and run again it does what is left: whoever was changed is
 * not found any more. The list is read from the facts, so that it can be had again. */
#ifndef ENGINE_UPKEEP_H
#define ENGINE_UPKEEP_H

#include "nhi/law.h"
#include "store/seen.h"

struct upkeep_job {
	const char *db_url, *data_dir;
	const struct law *law;
	struct str actor;
	date_t today;
	struct seen *seen; /* takes whom the list names, for whoever gives it out; or NULL */
	bool dry_run;      /* everything is done in one transaction and undone */
};

struct upkeep_report {
	date_t on;              /* first day of the grade table; of the month */
	int64_t listed;         /* rows of the list */
	int64_t people, months; /* changed by this run; months to bill anew */
	struct buf list;        /* CSV with titles; the caller frees */
};

/* The grade table in force on `at`: people below its lowest grade are lifted from its first day.
 * List: unit,unit_name,id,name,amount_before,amount_after,effective_from. */
MUST_USE enum nhi_status upkeep_lift(const struct upkeep_job *job, date_t at,
                                     struct upkeep_report *report, struct err *err);

/* Dependent descendants who come of age in `month`. With `withdraw`, once the month is over, those
 * for whom no condition is recorded leave with the day of their coming of age.
 * List: unit,insured_id,id,name,birth_date,of_age,state,due; state continued, open, left. */
MUST_USE enum nhi_status upkeep_of_age(const struct upkeep_job *job, month_t month, bool withdraw,
                                       struct upkeep_report *report, struct err *err);

#endif
