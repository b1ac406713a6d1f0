/* account_demo.h: whom the demo's accounts stand for. */
#ifndef STORE_ACCOUNT_DEMO_H
#define STORE_ACCOUNT_DEMO_H

#include "store/db.h"

enum { ACCOUNT_DEMO_UNITS = 2 };

struct account_demo {
	bool is_demo;                        /* `nhi demo` made this database */
	struct str unit[ACCOUNT_DEMO_UNITS]; /* codes of the largest units */
	size_t unit_count;
	struct str person; /* "#id" of an insured person with a dependent, or "" */
};

MUST_USE enum nhi_status account_demo_find(struct db *db, int64_t division, date_t at,
                                           struct arena *arena, struct account_demo *out,
                                           struct err *err);

#endif
