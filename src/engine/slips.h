/* slips.h: bills of the store as payment slips, sheets and lists (wire/slip.h).
 *
 * What is the same on all slips (law, calendar, collectors' codes, the divisions) is given once;
 * then any number of bills is printed into one PDF, in the order given. */
#ifndef ENGINE_SLIPS_H
#define ENGINE_SLIPS_H

#include "engine/bill_report.h"
#include "store/dispatch.h"
#include "wire/slip.h"

enum { SLIPS_DIVISIONS = 6 };

/* Who bills: a division (業務組). */
struct slips_office {
	struct str zh, en;  /* "衛生福利部中央健康保險署　中區業務組" */
	struct str contact; /* address and telephone */
};

struct slips {
	const struct law *law; /* borrowed */
	const struct calendar *calendar;
	struct collection_table items;                   /* wire/collection.h */
	struct slips_office office[SLIPS_DIVISIONS + 1]; /* by number, from 1 */
	date_t issued;    /* day on the slips, and whose law their notes name */
	const char *lang; /* of causes of corrections: "zh" or "en" */
};

/* Fills `out` from a bill and where it goes; everything lives in the arena. NHI_LAW_NO_VALUE when
 * the law of the day lacks a figure that the notes name, NHI_LAW_UNKNOWN when no collector's item
 * holds. */
MUST_USE enum nhi_status slip_of_bill(const struct slips *slips, const struct bill_view *bill,
                                      const struct dispatch_target *to, struct arena *arena,
                                      struct slip *out, struct err *err);

/* What depends on the kind of slip and the day alone: its name, the collector's item, the figures
 * that the notes name. slip_of_bill does it itself. Same failures. */
MUST_USE enum nhi_status slip_fill_terms(const struct slips *slips, struct slip *s,
                                         struct err *err);

/* What of a bill is printed. */
enum slips_part { SLIPS_SLIP = 1, SLIPS_SHEET = 2, SLIPS_DETAIL = 4 };

struct slips_job {
	month_t month;
	struct str unit_code; /* one unit's bill … */
	struct str person;    /* … or that of this person (identity number) who pays alone */
	int64_t division;     /* with neither of them: all bills of a division, 0 everywhere */
	unsigned parts;       /* enum slips_part */
	void (*progress)(void *to, int64_t done, int64_t total); /* or NULL */
	void *progress_to;
};

struct slips_result {
	int64_t bills, pages;
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
                                    unsigned parts, struct buf *out, int64_t *first_page,
                                    int64_t *pages, struct err *err);

#endif
