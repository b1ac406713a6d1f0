/* slips.h: bills of the store as payment slips, sheets and lists (wire/slip_bill.h).
 *
 * What is the same on all slips (law, calendar, collectors' codes, the divisions) is given once;
 * then any number of bills is printed into one PDF, in the order given. */
#ifndef ENGINE_SLIPS_H
#define ENGINE_SLIPS_H

#include "engine/bill_report.h"
#include "store/dispatch.h"
#include "wire/slip_bill.h"

struct slips_job {
	month_t month;
	struct str unit_code; /* one unit's bill … */
	struct str person;    /* … or that of this person (identity number) who pays alone */
	int64_t division;     /* with neither of them: all bills of a division, 0 everywhere */
	unsigned parts;       /* enum slips_part */
	void (*progress)(void *to, int64_t done, int64_t total); /* or NULL */
	void *progress_to;
	struct seen
	        *seen; /* takes whom the bills name; recorded by the caller, also in file_done */
	/* Several files, each ended by the bill with which it grew beyond file_bytes; NULL: one. */
	enum nhi_status (*file_done)(void *to, int64_t number, bool is_last, struct str pdf,
	                             struct err *err);
	void *file_to;
	size_t file_bytes;
};

struct slips_result {
	int64_t bills, pages, files; /* files: where file_done was given */
};

/* One PDF of the job's bills, by county, address and unit. `out` decides by its maximum how large
 * it may be (NHI_LIMIT). NHI_NOT_FOUND when there is no such bill. */
MUST_USE enum nhi_status slips_print(const struct bill_place *place, const struct slips *slips,
                                     const struct slips_job *job, struct buf *out,
                                     struct slips_result *result, struct err *err);
/* The same bills as CSV: `by_head` the detail list, else the summary by employee. */
MUST_USE enum nhi_status slips_list(const struct bill_place *place, const struct slips *slips,
                                    const struct slips_job *job, bool by_head, struct buf *out,
                                    struct slips_result *result, struct err *err);

/* Prints the bills of these targets into one PDF; inside a transaction. first_page, if wanted, has
 * room for `count` numbers: the page on which each bill begins, from 1. */
MUST_USE enum nhi_status slips_draw(struct db *db, const struct slips *slips, month_t month,
                                    const struct dispatch_target *const *to, size_t count,
                                    unsigned parts, struct seen *seen, struct buf *out,
                                    int64_t *first_page, int64_t *pages, struct err *err);

#endif
