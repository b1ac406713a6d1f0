/* takeover.h: taking over a real agency's register, and writing ours out in the same form
 * (docs/formats/takeover.md).
 *
 * A folder of CSV files is judged whole; what fits is loaded, what does not is listed with its
 * reason. The load goes in chunks, each durable: a load that was cut off goes on where it stopped.
 * Every row keeps its two periods, so load(export) gives the same bytes. Control sums per division
 * let the old system and the new one be compared. */
#ifndef ENGINE_TAKEOVER_H
#define ENGINE_TAKEOVER_H

#include "base/err.h"
#include "base/progress.h"
#include "engine/takeover_tables.h"
#include "store/seen.h"

enum { DIVISION_MAX = 6, TAKEOVER_CHUNK = 50000 };

struct takeover_sums {
	int64_t units, heads,
	        insured_amount; /* open units, persons covered, dollars of the insured persons */
};

struct takeover_report {
	bool is_present[TAKE_FILES];
	int64_t rows[TAKE_FILES], refused[TAKE_FILES], warnings[TAKE_FILES];
	struct takeover_sums files[DIVISION_MAX + 1]; /* of the rows that fit; [0] of units without
	                                                 division on the day */
	struct takeover_sums
	        database[DIVISION_MAX + 1]; /* after the load, counted by the database */
	struct takeover_sums
	        control[DIVISION_MAX + 1]; /* what the old system says, of control.csv */
	bool has_control, agrees;          /* files, database and control are equal */
	bool repeated; /* this very folder was loaded before: nothing was written */
};

struct takeover_job {
	const char *db_url, *data_dir;
	const char *dir;
	const char *rejects; /* file for the list of what does not fit; NULL: none */
	date_t on;           /* day of the control sums */
	struct str actor;
	bool dry_run;              /* judge and count, write nothing but the list */
	struct progress *progress; /* may be NULL */
};

/* NHI_CONFLICT when the register holds something that this folder did not bring. */
MUST_USE enum nhi_status takeover_load(const struct takeover_job *job, struct takeover_report *out,
                                       struct err *err);

/* Writes all files and control.csv into `dir`, which must exist. First everybody of the register is
 * recorded as seen. */
MUST_USE enum nhi_status takeover_export(const char *db_url, const char *data_dir, const char *dir,
                                         date_t on, struct seen *seen, struct takeover_report *out,
                                         struct err *err);

#endif
