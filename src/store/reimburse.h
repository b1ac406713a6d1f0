/* reimburse.h: reimbursements granted, payment orders, rates of exchange
 * (schema/0014_benefit.sql). Rules: nhi/reimburse.h. */
#ifndef STORE_REIMBURSE_H
#define STORE_REIMBURSE_H

#include "base/json.h"
#include "store/ledger.h"

/* A rate as published; the same twice is left alone, another of the same day and source is
 * NHI_CONFLICT. *is_new tells. */
MUST_USE enum nhi_status exchange_rate_put(struct db *db, const struct act *act,
                                           struct str currency, date_t on, int64_t source,
                                           int64_t rate_e6, bool *is_new, struct err *err);
/* The rate that counts on a day, 0 when none is known. */
MUST_USE enum nhi_status exchange_rate_find(struct db *db, struct str currency, date_t on,
                                            int64_t *rate_e6, struct err *err);

struct payment_order {
	int64_t id;
	struct str no;
	enum ledger_party party;
	int64_t party_id;
	struct str payee, account;
	twd_t amount;
	struct str source; /* reimburse:NUMBER */
	date_t on;
};
/* Writes the order and posts the payable: debit `expense`, credit `payable`. Paying is another act.
 */
MUST_USE enum nhi_status payment_order_put(struct db *db, const struct act *act,
                                           const char *expense, const char *payable,
                                           struct payment_order *order, struct err *err);
MUST_USE enum nhi_status payment_order_list(struct db *db, date_t from, date_t to, struct json *j,
                                            struct err *err);

struct reimbursement {
	struct str number;
	int64_t person_id, ground;
	date_t applied_on, cared_from, cared_to;
	struct str place, currency;
	int64_t rate_e6;
	date_t rate_on;   /* DATE_OPEN: dollars */
	struct str items; /* lines, schema/lines.md */
	int64_t amount, order_id;
};
MUST_USE enum nhi_status reimbursement_put(struct db *db, const struct act *act,
                                           const struct reimbursement *row, struct err *err);
/* Was this incident granted before? */
MUST_USE enum nhi_status reimbursement_is_there(struct db *db, const struct reimbursement *row,
                                                bool *out, struct err *err);
/* It never was: the order is not to be paid, its payable is reversed. *found false: there is none
 * that stands. */
MUST_USE enum nhi_status reimbursement_take_back(struct db *db, const struct act *act,
                                                 struct str number, date_t on, struct str why,
                                                 struct arena *arena, twd_t *amount, bool *found,
                                                 struct err *err);
MUST_USE enum nhi_status reimbursement_of_person(struct db *db, int64_t person_id, struct json *j,
                                                 struct err *err);

#endif
