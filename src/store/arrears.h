/* arrears.h: what is owed on bills, receipts, and what was decided for those who cannot pay at
 * once: hardship, instalments, relief loans, charity; fines (schema/0012_collect.sql). */
#ifndef STORE_ARREARS_H
#define STORE_ARREARS_H

#include "base/money.h"
#include "store/act.h"

/* A bill that is due. */
struct arrears_month {
	month_t month;
	date_t due;
	twd_t payable, paid; /* what was written off counts as paid */
	int64_t unit_id;     /* whose bill, or through which unit */
};
/* Bills due before `at` of a unit (person_id 0) or of a person who pays alone (unit_id 0), paid or
 * not, by month. */
MUST_USE enum nhi_status arrears_list(struct db *db, int64_t unit_id, int64_t person_id, date_t at,
                                      struct arena *arena, struct arrears_month **rows,
                                      size_t *count, struct err *err);
/* What is missing over all of them, and over how many months. */
twd_t arrears_sum(const struct arrears_month *rows, size_t count, int32_t *months);

struct bill_slip { /* the bill that a slip's number names */
	int64_t unit_id, person_id;
	month_t month;
	twd_t payable, paid;
};
/* *found false when there is no such number. */
MUST_USE enum nhi_status bill_slip_read(struct db *db, int64_t number, struct bill_slip *out,
                                        bool *found, struct err *err);
/* Books a payment on a bill: the receipt and its entry in the ledger. */
MUST_USE enum nhi_status bill_receive(struct db *db, const struct act *act,
                                      const struct bill_slip *slip, twd_t amount, date_t on,
                                      struct str channel, int64_t *receipt_id, struct err *err);

/* The same for a bill whose debt is known (store/debt.h); NULL: looked for. */
struct debt_row;
MUST_USE enum nhi_status bill_receive_for(struct db *db, const struct act *act,
                                          const struct bill_slip *slip, struct debt_row *debt,
                                          twd_t amount, date_t on, struct str channel,
                                          struct str reference, int64_t *receipt_id,
                                          struct err *err);
/* The account that a channel's money comes in on. */
const char *bill_receipt_account(struct str channel);

/* Recognised hardship in [from, to). */
MUST_USE enum nhi_status hardship_add(struct db *db, const struct act *act, int64_t person_id,
                                      date_t from, date_t to, struct str ground,
                                      struct str certificate, struct err *err);
MUST_USE enum nhi_status hardship_on(struct db *db, int64_t person_id, date_t day, bool *found,
                                     struct err *err);

/* Days of [from, to) on which hardship was recognised: without late fee (健保法 98). */
MUST_USE enum nhi_status hardship_days(struct db *db, int64_t person_id, date_t from, date_t to,
                                       int32_t *out, struct err *err);

struct arrears_agreement {
	int64_t id;                 /* given by arrears_agree */
	struct str kind;            /* instalment, loan, charity */
	int64_t unit_id, person_id; /* one of them 0 */
	twd_t amount, each;
	int64_t instalments;
	date_t first_on, decided_on;
	struct str case_no;
};
MUST_USE enum nhi_status arrears_agree(struct db *db, const struct act *act,
                                       struct arrears_agreement *a, struct err *err);
/* Plans of a kind whose first day lies before `at`, of everybody, oldest first. */
MUST_USE enum nhi_status arrears_plans(struct db *db, struct str kind, date_t at,
                                       struct arena *arena, struct arrears_agreement **rows,
                                       size_t *count, struct err *err);
/* What came in on a plan since that day. */
MUST_USE enum nhi_status arrears_plan_paid(struct db *db, int64_t agreement_id, date_t from,
                                           twd_t *out, struct err *err);
/* Agreements of a kind, newest first. */
MUST_USE enum nhi_status arrears_agreements(struct db *db, struct str kind, int64_t unit_id,
                                            int64_t person_id, struct arena *arena,
                                            struct arrears_agreement **rows, size_t *count,
                                            struct err *err);

struct fine {
	int64_t unit_id, person_id; /* one of them 0 */
	struct str ground;          /* parameter of law without .min and .max: "fine.enrol" */
	twd_t base, amount;
	date_t decided_on, due_on;
	struct str case_no;
};
/* Also a debt, receivable from now on. */
MUST_USE enum nhi_status fine_add(struct db *db, const struct act *act, const struct fine *f,
                                  struct err *err);

/* The month of these people is billed anew: of one person, or of everybody whom a unit had. *people
 * counts. */
MUST_USE enum nhi_status arrears_rebill(struct db *db, const struct act *act, int64_t unit_id,
                                        int64_t person_id, month_t month, int64_t *people,
                                        struct err *err);

#endif
