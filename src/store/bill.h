/* bill.h: runs, parts, bills and totals in the database, and the register as billing reads it.
 * Tables: schema/0003_billing.sql; lines: schema/lines.md. Bills are written once, in bulk. */
#ifndef STORE_BILL_H
#define STORE_BILL_H

#include "base/money.h"
#include "base/sha256.h"
#include "nhi/bill.h"
#include "nhi/bill_view.h"
#include "store/act.h"
#include "store/bulk.h"

MUST_USE enum nhi_status bill_run_read(struct db *db, month_t month, struct bill_run *out,
                                       bool *found, struct err *err);
/* The latest month ordered; *found false when there is none. */
MUST_USE enum nhi_status bill_run_last(struct db *db, month_t *month, instant_t *known_at,
                                       bool *found, struct err *err);
MUST_USE enum nhi_status bill_run_add(struct db *db, const struct bill_run *run, struct err *err);
MUST_USE enum nhi_status bill_run_end(struct db *db, month_t month, int64_t parts, int64_t bills,
                                      twd_t payable, int64_t act_id, struct err *err);
MUST_USE enum nhi_status bill_runs(struct db *db, struct arena *arena, struct bill_run **rows,
                                   size_t *count, struct err *err);

/* What a part, or all parts of a run, add up to. heads_read = insured + dependents +
 * dependents_free + heads_left + heads_held. */
struct bill_part {
	int64_t part; /* number; of a sum, how many */
	int64_t heads_read, insured, dependents, dependents_free, heads_left, heads_held;
	int64_t bills, corrections;
	twd_t payable;
};
MUST_USE enum nhi_status bill_part_add(struct db *db, month_t month, const struct bill_part *part,
                                       struct err *err);
MUST_USE enum nhi_status bill_part_sums(struct db *db, month_t month, struct bill_part *out,
                                        struct err *err);

/* A row of coverage as billing reads it. */
struct bill_held {
	int64_t unit_id, insured_id, person_id, insured_amount;
	date_t valid_from, valid_to;
	uint8_t role, category, absence, leave_reason;
	bool private_school;
};
/* Rows of units [unit_from, unit_to) on day `last`, known at `known`, by unit, insured person,
 * role, person. Inside a transaction; end with db_end. */
struct db_stmt *bill_held_open(struct db *db, int64_t unit_from, int64_t unit_to, date_t last,
                               instant_t known);
bool bill_held_next(struct db_stmt *q, struct bill_held *out);
/* The same for one person, and for the dependents of one insured person. */
struct db_stmt *bill_held_of_person(struct db *db, int64_t person_id, date_t day, instant_t known);
struct db_stmt *bill_held_of_dependents(struct db *db, int64_t insured_id, date_t day,
                                        instant_t known);

/* The subsidies that a person holds on a day, as known; kinds and payers that the law does not name
 * are left out. `out` has room for BILL_SUBSIDY_KINDS_MAX. */
MUST_USE enum nhi_status bill_held_subsidies(struct db *db, const struct bill_subsidy_law *law,
                                             int64_t person_id, date_t day, instant_t known,
                                             struct bill_grant *out, size_t *count,
                                             struct err *err);

/* Through an open writer of the query bill_bulk. */
MUST_USE enum nhi_status bill_write(struct bulk *b, const struct bill *bill, struct err *err);
/* *found false when there is no such bill. Lines live in the arena. */
MUST_USE enum nhi_status bill_read(struct db *db, month_t month, int64_t unit_id, int64_t person_id,
                                   struct arena *arena, struct bill *out, bool *found,
                                   struct err *err);
/* Bills after (unit_id, person_id), at most `count`, without lines; division 0: all. */
struct bill_page {
	month_t month;
	int64_t unit_id, person_id, division;
	size_t count;
};
MUST_USE enum nhi_status bill_list(struct db *db, const struct bill_page *page, struct arena *arena,
                                   struct bill **rows, size_t *count, struct err *err);
/* Bills of one unit (person_id 0) or of one person at it, newest first, without lines. */
MUST_USE enum nhi_status bill_list_of_unit(struct db *db, int64_t unit_id, int64_t person_id,
                                           size_t most, struct arena *arena, struct bill **rows,
                                           size_t *count, struct err *err);
/* Every bill of a month with its lines, by number. Inside a transaction; end with db_end. */
struct db_stmt *bill_stream(struct db *db, month_t month);
bool bill_stream_next(struct db_stmt *q, struct bill *out);

/* Sums over the bills of a month; `count` of them in id. */
MUST_USE enum nhi_status bill_sums(struct db *db, month_t month, struct bill *out, int64_t *count,
                                   struct err *err);

struct bill_total {
	int64_t division;
	struct str scheme, payer, kind;
	bool by_person; /* on a person's own bill, else on a unit's */
	int64_t heads;
	twd_t amount;
};
MUST_USE enum nhi_status bill_total_write(struct bulk *b, month_t month, int64_t part,
                                          const struct bill_total *t, struct err *err);
MUST_USE enum nhi_status bill_totals(struct db *db, month_t month, struct arena *arena,
                                     struct bill_total **rows, size_t *count, struct err *err);

#endif
