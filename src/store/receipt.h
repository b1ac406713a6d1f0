/* receipt.h: money taken at a counter (規費、工本費): the receipt and its ledger entry in one. A
 * receipt is never changed; it is taken back by a contrary entry. */
#ifndef STORE_RECEIPT_H
#define STORE_RECEIPT_H

#include "base/json.h"
#include "store/ledger.h"

struct receipt {
	int64_t id;
	struct str no; /* official number, taken by the caller */
	int64_t person_id;
	date_t on;
	twd_t amount;
	struct str way;       /* codes/pay_ways.csv */
	struct str reference; /* slip of the terminal; "" for cash */
	struct str site, item, source;
	date_t voided_on; /* DATE_OPEN: stands */
};

/* Writes the receipt and posts: counter takings (1104) to other income (4109). */
MUST_USE enum nhi_status receipt_put(struct db *db, const struct act *act, struct receipt *receipt,
                                     struct err *err);
MUST_USE enum nhi_status receipt_find(struct db *db, struct str no, struct arena *arena,
                                      struct receipt *out, struct err *err);
/* The money was given back. The receipt must stand. */
MUST_USE enum nhi_status receipt_take_back(struct db *db, const struct act *act,
                                           const struct receipt *receipt, date_t on, struct str why,
                                           struct err *err);
/* Arrays: the receipts of [from, to) at a site ("" all), and their sums by item and way. */
MUST_USE enum nhi_status receipt_list(struct db *db, struct str site, date_t from, date_t to,
                                      struct json *j, struct err *err);
MUST_USE enum nhi_status receipt_sums(struct db *db, struct str site, date_t from, date_t to,
                                      struct json *j, struct err *err);

#endif
