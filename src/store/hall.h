/* hall.h: statements of withheld premium, institutions named for a person, entries about the sites
 * (schema/0024_hall.sql). */
#ifndef STORE_HALL_H
#define STORE_HALL_H

#include "base/json.h"
#include "base/money.h"
#include "store/fact.h"

struct withholding_statement {
	int64_t id; /* given by the add */
	struct str payer, file_hash, case_no;
	int64_t kind, year, details;
	twd_t paid, withheld;
	date_t filed_on, due_on;
};
struct withholding_detail {
	int64_t line;
	bool is_replacing;
	date_t paid_on;
	struct str payee, number;
	twd_t paid, withheld;
};
MUST_USE enum nhi_status withholding_add(struct db *db, const struct act *act,
                                         struct withholding_statement *s, struct err *err);
MUST_USE enum nhi_status withholding_add_detail(struct db *db, int64_t statement_id,
                                                const struct withholding_detail *d,
                                                struct err *err);
MUST_USE enum nhi_status withholding_is_there(struct db *db, struct str file_hash, bool *out,
                                              struct err *err);
/* Array: what a payer filed for a year, by kind. */
MUST_USE enum nhi_status withholding_sums(struct db *db, struct str payer, int64_t year,
                                          struct json *j, struct err *err);

/* Care of the person is paid at this institution in [from, to). */
MUST_USE enum nhi_status named_care_put(struct db *db, const struct act *act, int64_t person_id,
                                        struct str provider, int64_t visits, struct period valid,
                                        struct err *err);
/* "" when none is named on that day. */
MUST_USE enum nhi_status named_care_on(struct db *db, int64_t person_id, date_t day,
                                       struct arena *arena, struct str *provider, struct err *err);

MUST_USE enum nhi_status site_entry_put(struct db *db, const struct act *act, struct str site,
                                        struct str what, date_t from, struct str content,
                                        struct str case_no, struct err *err);
/* Array: what holds on a day; "" all sites. */
MUST_USE enum nhi_status site_entries_on(struct db *db, struct str site, date_t day, struct json *j,
                                         struct err *err);

#endif
