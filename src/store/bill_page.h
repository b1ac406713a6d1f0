/* bill_page.h: bills of a month as a page lists them: filtered, in portions, with names. */
#ifndef STORE_BILL_PAGE_H
#define STORE_BILL_PAGE_H

#include "store/bill.h"

enum bill_order { BILL_BY_UNIT, BILL_BY_PAYABLE };

/* Where the next portion begins: the row before it, by the two values of its order. */
struct bill_cursor {
	int64_t value, id;
};
/* Before the first row. */
struct bill_cursor bill_cursor_start(enum bill_order order);

struct bill_wish {
	month_t month;
	instant_t known;  /* names as known then */
	int64_t division; /* 0: all */
	struct str text;  /* code of a unit, or part of its name; "" = all */
	bool corrected;   /* only bills with corrections of earlier months */
	enum bill_order order;
	struct bill_cursor after;
	size_t most;
};

struct bill_named {
	struct bill bill;                            /* without lines */
	struct str unit_code, unit_name, payer_name; /* payer: who pays alone, else "" */
};

/* At most wish->most rows in the arena. */
MUST_USE enum nhi_status bill_named_list(struct db *db, const struct bill_wish *wish,
                                         struct arena *arena, struct bill_named **rows,
                                         size_t *count, struct err *err);
struct bill_cursor bill_cursor_of(enum bill_order order, const struct bill *bill);

/* Which month, unit and payer a bill's number means; *found false when there is none. */
MUST_USE enum nhi_status bill_find(struct db *db, int64_t bill_id, month_t *month, int64_t *unit_id,
                                   int64_t *person_id, bool *found, struct err *err);

/* What somebody, or a unit, was called on a day, as known; "" when not known. */
struct bill_name {
	struct str name, number; /* number: identity number or unit code */
};
MUST_USE enum nhi_status bill_person_name(struct db *db, int64_t person_id, date_t day,
                                          instant_t known, struct arena *arena,
                                          struct bill_name *out, struct err *err);
MUST_USE enum nhi_status bill_unit_name(struct db *db, int64_t unit_id, date_t day, instant_t known,
                                        struct arena *arena, struct bill_name *out,
                                        struct err *err);
/* Where a bill goes: the payer's address, of a unit the one for mail; "" when none is known. */
MUST_USE enum nhi_status bill_address(struct db *db, int64_t unit_id, int64_t person_id, date_t day,
                                      instant_t known, struct arena *arena, struct str *out,
                                      struct err *err);

#endif
