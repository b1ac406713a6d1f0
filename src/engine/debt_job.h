/* debt_job.h: the run of collection: bills that were not paid within their days of grace become
 * debts, late fees and interest are settled, repayments of loans are called, broken plans end.
 *
 * One run a day of law; its units are the months with something due, and one for plans and loans.
 * A unit is one transaction: a run that was stopped or killed goes on where it was and leaves the
 * same rows. Nothing is written to anybody from here: demands are letters (desk/dun.h). */
#ifndef ENGINE_DEBT_JOB_H
#define ENGINE_DEBT_JOB_H

#include "base/calendar.h"
#include "nhi/law.h"
#include "store/job.h"

struct debt_run {
	const struct law *law;
	const struct calendar *calendar;
	struct str actor;
	date_t at; /* what is due before this day */
	void (*progress)(void *to, int64_t done, int64_t total);
	void *progress_to;
};

struct debt_done {
	bool repeated;                /* that day's run was finished before */
	int64_t opened, fees, called; /* debts by bills, by late fees and interest, by repayments */
	int64_t broken;               /* plans that ended */
	int64_t sum;                  /* dollars of all that was opened */
};

MUST_USE enum nhi_status debt_run(const char *url, const char *data_dir, struct debt_run *run,
                                  struct debt_done *out, struct err *err);

#endif
