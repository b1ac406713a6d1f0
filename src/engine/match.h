/* match.h: the whole register held against files of other agencies (輔導納保, 投保資料清理): sorted
 * merges by identity number, at the scale of the nation.
 *
 *	files ──index (key, offset), sorted where they are not──┐
 *	                                                         ├─ merge ─▶ nhi/match.h ─▶ items
 *	register, streamed in the order of identity numbers ─────┘
 *
 * Memory: 16 bytes a row of the files (twice while an unsorted one is sorted), the files themselves
 * are mapped; one person at a time. Everything is read in one unchanging state; the run and its
 * items are written in one act. The same files on the same register give the same items. */
#ifndef ENGINE_MATCH_H
#define ENGINE_MATCH_H

#include "base/progress.h"
#include "nhi/match.h"
#include "wire/match_file.h"

struct match_request {
	const char *db_url, *data_dir;
	const struct law *law;
	const struct match_layout *layout;
	const char *path[MATCH_SOURCE_COUNT]; /* NULL: not given */
	bool whole; /* the household file is the whole nation: who is not in it has lost it */
	date_t on;
	struct str actor;
	struct progress *progress; /* may be NULL */
};

struct match_report {
	int64_t run_id, people, items;
	int64_t rows[MATCH_SOURCE_COUNT], bad[MATCH_SOURCE_COUNT];
	int64_t kind[MATCH_KIND_COUNT];
	struct buf defects; /* CSV: source,line,field,value; the first 100,000; the caller frees */
};

MUST_USE enum nhi_status match_run(const struct match_request *request, struct match_report *report,
                                   struct err *err);

#endif
