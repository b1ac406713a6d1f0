/* debt.h: debts in collection, each as it stands now with its steps beside it, and the entries in
 * the ledger that a step makes (schema/0019_debt.sql, lib/nhi/debt.h).
 *
 * Accounts: a debt stands as a receivable of its kind; what is in enforcement or in court stands on
 * 1139; a write-off is an expense of the same fund. A premium's receipt is also a receipt of its
 * bill (store/arrears.h), so that both always tell the same. */
#ifndef STORE_DEBT_H
#define STORE_DEBT_H

#include "nhi/debt.h"
#include "store/act.h"

struct debt_row {
	int64_t id;
	enum debt_kind kind;
	struct str origin;          /* once each; "bill:7:0:202601" */
	int64_t unit_id, person_id; /* person_id 0: the unit owes */
	month_t month;
	twd_t amount, owed;
	date_t due, opened;
	enum debt_stage stage;
	date_t stage_on, demand_due, runs_from;
	int64_t agreement_id; /* 0: no instalments */
};

struct debt_step {
	const char *kind; /* codes/debt_events.csv */
	date_t on;
	twd_t amount; /* 0 none */
	struct str reference, note;
};

struct debt_event {
	struct str kind, reference, note;
	date_t on;
	twd_t amount;
};

/* The origin of a bill's debt, in the arena. */
MUST_USE enum nhi_status debt_bill_origin(int64_t unit_id, int64_t person_id, month_t month,
                                          struct arena *arena, struct str *out, struct err *err);
/* Enters a debt: kind, origin, payer, month, amount, due and opened are given; the rest is set.
 * Late fees, interest, fines and medical expenses become receivable with it; premiums and loans
 * are already. */
MUST_USE enum nhi_status debt_open(struct db *db, const struct act *act, struct debt_row *row,
                                   struct err *err);
/* Writes the step, and the row as the caller has changed it (stage, demand_due, runs_from,
 * agreement_id, owed). Moving into or out of enforcement and court is posted. */
MUST_USE enum nhi_status debt_move(struct db *db, const struct act *act, struct debt_row *row,
                                   enum debt_stage stage, const struct debt_step *step,
                                   struct err *err);
/* Books a payment of at most what is owed. `channel`: counter, enforcement, loan … */
MUST_USE enum nhi_status debt_pay(struct db *db, const struct act *act, struct debt_row *row,
                                  twd_t amount, date_t on, struct str channel, struct str reference,
                                  struct err *err);
/* Notes on a premium's debt what its bill received (called by bill_receive alone). */
MUST_USE enum nhi_status debt_note_receipt(struct db *db, const struct act *act,
                                           struct debt_row *row, twd_t amount, date_t on,
                                           struct str channel, struct str reference,
                                           struct err *err);
/* What is still owed becomes an expense. */
MUST_USE enum nhi_status debt_write_off(struct db *db, const struct act *act, struct debt_row *row,
                                        date_t on, struct str ground, struct str reference,
                                        struct err *err);
/* What is still owed was never due: what opened it is reversed. Not for premiums and loans, whose
 * bill or repayment is corrected instead. */
MUST_USE enum nhi_status debt_cancel(struct db *db, const struct act *act, struct debt_row *row,
                                     date_t on, struct str reference, struct err *err);
/* Money that meets no open debt: first what was written off of this payer, the rest is held
 * (2102 暫收款). */
MUST_USE enum nhi_status debt_keep_rest(struct db *db, const struct act *act, int64_t unit_id,
                                        int64_t person_id, twd_t rest, date_t on, twd_t *recovered,
                                        struct err *err);
/* The relief fund takes over what was paid to the insurer with the channel "loan". */
MUST_USE enum nhi_status debt_loan_grant(struct db *db, const struct act *act, int64_t agreement_id,
                                         int64_t person_id, twd_t amount, date_t on,
                                         struct err *err);
/* The account of the receivable, for whoever posts beside it. */
const char *debt_account(const struct debt_row *row);

MUST_USE enum nhi_status debt_by_origin(struct db *db, struct str origin, struct arena *arena,
                                        struct debt_row *out, bool *found, struct err *err);
/* Debts of a person who owes alone, or of a unit (person_id 0), by day due; settled ones too. */
MUST_USE enum nhi_status debt_of_payer(struct db *db, int64_t unit_id, int64_t person_id,
                                       struct arena *arena, struct debt_row **rows, size_t *count,
                                       struct err *err);
MUST_USE enum nhi_status debt_of_letter(struct db *db, struct str letter, struct arena *arena,
                                        struct debt_row **rows, size_t *count, struct err *err);
MUST_USE enum nhi_status debt_of_agreement(struct db *db, int64_t agreement_id, struct arena *arena,
                                           struct debt_row **rows, size_t *count, struct err *err);
/* Those of a month that have no late fee or interest yet: premiums and loans. */
MUST_USE enum nhi_status debt_without_fee(struct db *db, month_t month, struct arena *arena,
                                          struct debt_row **rows, size_t *count, struct err *err);
/* Still owed, by id; empty kind or stage takes all. */
MUST_USE enum nhi_status debt_list(struct db *db, struct str kind, struct str stage, int64_t after,
                                   int64_t most, struct arena *arena, struct debt_row **rows,
                                   size_t *count, struct err *err);
/* In enforcement and in no file for the agency yet. */
MUST_USE enum nhi_status debt_file_wanted(struct db *db, int64_t most, struct arena *arena,
                                          struct debt_row **rows, size_t *count, struct err *err);
MUST_USE enum nhi_status debt_events(struct db *db, int64_t debt_id, struct arena *arena,
                                     struct debt_event **rows, size_t *count, struct err *err);
/* Day of the last demand, DATE_OPEN none. */
MUST_USE enum nhi_status debt_last_demand(struct db *db, int64_t debt_id, struct arena *arena,
                                          date_t *out, struct err *err);

/* ---- For the run (engine/debt_job.h) ----------------------------------------------------------
 */

struct debt_month {
	month_t month;
	bool is_billed; /* else only repayments fall into it */
	date_t due;     /* of its bills */
};
MUST_USE enum nhi_status debt_months(struct db *db, date_t at, struct arena *arena,
                                     struct debt_month **rows, size_t *count, struct err *err);
/* Bills of a month that were not paid by `cut` and are no debt yet: payer, month, amount, due. */
MUST_USE enum nhi_status debt_bills_due(struct db *db, month_t month, date_t cut,
                                        struct arena *arena, struct debt_row **rows, size_t *count,
                                        struct err *err);
/* What its bill received after `cut` goes to the debt's steps; money has moved already. */
MUST_USE enum nhi_status debt_note_late(struct db *db, const struct act *act, struct debt_row *row,
                                        date_t cut, struct err *err);
struct debt_loan {
	twd_t called; /* repayments that were called so far */
	int64_t calls;
	twd_t overdue;
};
MUST_USE enum nhi_status debt_loan_read(struct db *db, int64_t agreement_id, date_t at,
                                        struct debt_loan *out, struct err *err);

struct debt_payer {
	int64_t unit_id, person_id; /* one of them 0 */
};
/* Those with anything to demand, after `after`, in a fixed order. */
MUST_USE enum nhi_status debt_payers(struct db *db, struct debt_payer after, int64_t most,
                                     struct arena *arena, struct debt_payer **rows, size_t *count,
                                     struct err *err);

struct debt_total {
	struct str kind, stage;
	int64_t count;
	twd_t owed;
};
MUST_USE enum nhi_status debt_totals(struct db *db, struct arena *arena, struct debt_total **rows,
                                     size_t *count, struct err *err);

struct debt_file {
	int64_t serial, pieces;
	date_t on;
	twd_t amount;
	struct str list_hash;
};
MUST_USE enum nhi_status debt_file_serial(struct db *db, int64_t *out, struct err *err);
MUST_USE enum nhi_status debt_file_add(struct db *db, const struct act *act,
                                       const struct debt_file *file, struct err *err);

#endif
