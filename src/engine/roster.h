/* roster.h: a file of enrolment filings, carried out: our own CSV (docs/formats/roster.md) or the
 * three-in-one worksheet. Every row gets an answer; what can be done is done, what cannot is
 * refused with row, column, rule and remedy, and does not stop the others. The file is one act in
 * one transaction: after a crash all of it happened or nothing. The same bytes again give the first
 * answers. Rows are judged in the file's order by the same rules as single filings
 * (nhi/enrol_judge.h). */
#ifndef ENGINE_ROSTER_H
#define ENGINE_ROSTER_H

#include "base/calendar.h"
#include "base/progress.h"
#include "nhi/law.h"
#include "wire/threeinone.h"

enum { ROSTER_ROWS_MAX = 5000000 };

struct roster_job {
	const char *db_url, *data_dir;
	const struct law *law;
	const struct calendar *calendar;
	const struct threeinone_layout *layout; /* may be NULL: only our own CSV */
	struct str name;                        /* of the file */
	struct str bytes;                       /* as received */
	struct str actor;
	struct str only_unit; /* "": rows of any unit; else the others are refused, and the same
	                         bytes sent for another unit are another file */
	date_t today;
	bool dry_run;              /* judge and answer, write nothing */
	struct progress *progress; /* may be NULL */
};

struct roster_report {
	int64_t rows, accepted, refused;    /* accepted also counts rows that changed nothing */
	int64_t people, new_people, months; /* whose coverage changed; months to bill anew */
	int64_t filing_id;
	bool repeated;      /* the same file was carried out before: its answers again */
	struct buf answers; /* CSV, a row or more a row of the file; the caller frees */
};

/* Titles of the answers: row,column,verdict,code,unit,id,effective_from,message_zh,message_en,
 * article,remedy_zh,remedy_en. */
MUST_USE enum nhi_status roster_run(const struct roster_job *job, struct roster_report *report,
                                    struct err *err);

#endif
