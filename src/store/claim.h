/* claim.h: batches of claims with their steps, cases, findings, decisions, payments
 * (schema/0023_claim.sql), and the budget of a quarter with its values. Rows are written once; the
 * state of a batch is its last step. */
#ifndef STORE_CLAIM_H
#define STORE_CLAIM_H

#include "base/json.h"
#include "base/money.h"
#include "store/act.h"
#include "store/bulk.h"

struct claim_batch_row {
	int64_t provider_id, batch_id;
	struct str receipt_no, sha256;
	struct str format, kind; /* "op", "original" … */
	month_t month;
	int32_t period; /* 0–3 */
	date_t filed, received;
	int64_t replaces; /* batch_id, 0 none */
	struct str verdict;
	int64_t cases, orders;
	point_t points;
	struct str provider, state; /* read, not written */
};

/* Writes the batch with its first step `state`. */
MUST_USE enum nhi_status claim_batch_add(struct db *db, const struct act *act,
                                         const struct claim_batch_row *row, struct str state,
                                         struct err *err);
MUST_USE enum nhi_status claim_batch_step(struct db *db, const struct act *act, int64_t provider_id,
                                          int64_t batch_id, struct str state, date_t on,
                                          struct str detail, struct err *err);
/* By receipt number, by hash, or by id: "" and 0 do not ask. `found` false: none. */
MUST_USE enum nhi_status claim_batch_find(struct db *db, struct str receipt_no, struct str sha256,
                                          int64_t batch_id, struct arena *arena,
                                          struct claim_batch_row *out, bool *found,
                                          struct err *err);
/* A page after batch `after`; provider 0 and month 0 take all. */
MUST_USE enum nhi_status claim_batches(struct db *db, int64_t provider_id, month_t month,
                                       int64_t after, int64_t most, struct arena *arena,
                                       struct claim_batch_row **rows, size_t *count,
                                       struct err *err);
/* Claims in force that one of the same provider, format, month and half takes the place of. */
MUST_USE enum nhi_status claim_batches_open(struct db *db, const struct claim_batch_row *row,
                                            struct arena *arena, int64_t **ids, size_t *count,
                                            struct err *err);
/* Claims, not appeals, in the state "received", by provider. Two numbers each: provider_id,
 * batch_id. */
MUST_USE enum nhi_status claim_waiting(struct db *db, struct arena *arena, int64_t (**out)[2],
                                       size_t *count, struct err *err);
/* The claims that a settlement of these fee months took in (budget.h) are "settled". */
MUST_USE enum nhi_status claim_batches_settled(struct db *db, const struct act *act, month_t from,
                                               month_t to, date_t on, struct str detail,
                                               struct err *err);
/* Files of appeals that were not sent back or withdrawn: nothing judges or pays them as claims. */
MUST_USE enum nhi_status claim_appeals_waiting(struct db *db, int64_t *out, struct err *err);
/* Array: step, state, on, detail, actor, at. */
MUST_USE enum nhi_status claim_steps_json(struct db *db, int64_t provider_id, int64_t batch_id,
                                          struct json *j, struct err *err);

/* ---- What the check writes ------------------------------------------------------------------- */

struct claim_case_row {
	int64_t case_no;
	struct str class_;
	int64_t serial, person_id, division, sector;
	date_t visit;
	point_t total, copay, applied, approved, fixed;
	struct str lines; /* schema/lines.md "claim_case" */
};
MUST_USE enum nhi_status claim_case_write(struct bulk *b, int64_t provider_id, int64_t batch_id,
                                          const struct claim_case_row *row, struct err *err);

struct claim_finding_row {
	int64_t finding_no, case_no, order_no;
	struct str code;
	int64_t effect, cut, line;
	struct str field, args;
};
MUST_USE enum nhi_status claim_finding_write(struct bulk *b, int64_t provider_id, int64_t batch_id,
                                             const struct claim_finding_row *row, struct err *err);

struct care_event_row {
	int64_t person_id;
	date_t on;
	struct str item;
	int64_t provider_id, batch_id, case_no, order_no;
	qty10_t quantity;
	struct str site;
};
MUST_USE enum nhi_status care_event_write(struct bulk *b, const struct care_event_row *row,
                                          struct err *err);

struct claim_tally {
	int64_t sector, division, cases, refused, applied, approved, fixed, copay;
};
MUST_USE enum nhi_status claim_sum_add(struct db *db, int64_t provider_id, int64_t batch_id,
                                       const struct claim_tally *row, struct err *err);
enum { CLAIM_SUMS_MAX = 64 };
MUST_USE enum nhi_status claim_sums_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                         struct claim_tally out[CLAIM_SUMS_MAX], size_t *count,
                                         struct err *err);

/* Pages of what was written, oldest first. */
MUST_USE enum nhi_status claim_cases_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                          int64_t after, int64_t most, struct arena *arena,
                                          struct claim_case_row **rows, size_t *count,
                                          struct err *err);
/* case_no 0: all. */
MUST_USE enum nhi_status claim_findings_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                             int64_t case_no, struct arena *arena,
                                             struct claim_finding_row **rows, size_t *count,
                                             struct err *err);
/* Array: code, findings, cut, first_case, first_line. */
MUST_USE enum nhi_status claim_causes_json(struct db *db, int64_t provider_id, int64_t batch_id,
                                           struct json *j, struct err *err);

/* ---- Decisions and money --------------------------------------------------------------------- */

struct claim_decision_row {
	int64_t decision_no, case_no, order_no;
	struct str stage; /* "review", "appeal" */
	point_t points;   /* taken off > 0, given back < 0 */
	struct str reason_code, reason, reviewer;
};
MUST_USE enum nhi_status claim_decision_add(struct db *db, const struct act *act,
                                            int64_t provider_id, int64_t batch_id,
                                            const struct claim_decision_row *row, struct err *err);
MUST_USE enum nhi_status claim_decisions_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                              struct arena *arena, struct claim_decision_row **rows,
                                              size_t *count, struct err *err);

/* Day of the step "decided"; DATE_OPEN when there is none. */
MUST_USE enum nhi_status claim_decided_on(struct db *db, int64_t provider_id, int64_t batch_id,
                                          date_t *out, struct err *err);

struct claim_payment_row {
	int64_t provider_id, batch_id;
	struct str kind; /* "provisional", "approval", "settlement", "appeal" */
	month_t month;
	twd_t amount;
	date_t on;
	int64_t entry_id;
};
MUST_USE enum nhi_status claim_payment_add(struct db *db, const struct act *act,
                                           const struct claim_payment_row *row, struct err *err);
MUST_USE enum nhi_status claim_paid(struct db *db, int64_t provider_id, int64_t batch_id,
                                    twd_t *out, struct err *err);
MUST_USE enum nhi_status claim_months_approved(struct db *db, int64_t provider_id, int32_t *out,
                                               struct err *err);

/* What was found in the claims of a fee month: stream-like, one call a row. */
struct claim_found {
	struct str receipt_no, provider, class_, code;
	int64_t serial, case_no, order_no, effect, cut, line;
};
MUST_USE enum nhi_status claim_found_each(struct db *db, month_t month,
                                          void (*row)(void *to, const struct claim_found *f),
                                          void *to, struct err *err);

/* Every identity number with its person and county, in the order of numbers: a stream, to be ended
 * by the caller (value, person_id, county). */
struct db_stmt *claim_people(struct db *db);

#endif
