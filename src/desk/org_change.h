/* org_change.h: a new version of the organisation beside the one in use. The organisation is a
 * register of dated entries: what was in force stays as it was; an import may add entries and may
 * end open ones, nothing else. */
#ifndef DESK_ORG_CHANGE_H
#define DESK_ORG_CHANGE_H

#include "desk/org.h"

enum org_change_kind {
	ORG_ADDED,  /* an entry that was not there */
	ORG_ENDED,  /* an open entry got its last day */
	ORG_LOST,   /* an entry is missing: refused */
	ORG_ALTERED /* an entry reads otherwise than before: refused */
};

struct org_change {
	enum org_change_kind kind;
	bool is_floor;
	struct str code, floor; /* unit; and floor of its building */
	struct str zh;          /* name */
	date_t from, to;
};

/* All changes from `before` to `after`, in the order of the files; *refused counts ORG_LOST and
 * ORG_ALTERED. */
MUST_USE enum nhi_status org_changes(const struct org *before, const struct org *after,
                                     struct arena *a, struct org_change **changes, size_t *count,
                                     size_t *refused, struct err *err);
const char *org_change_text(enum org_change_kind kind, const char *lang);

#endif
