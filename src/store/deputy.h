/* deputy.h: who stands in for the holder of a post, from when to when, and why (代理, 代行). */
#ifndef STORE_DEPUTY_H
#define STORE_DEPUTY_H

#include "store/act.h"

struct deputy {
	int64_t id;
	int64_t holder; /* account of the holder of the post */
	struct str holder_name;
	int64_t holder_person; /* who the holder is in the register, 0 not known */
	int64_t account;       /* of the deputy */
	struct str account_name;
	struct str org_unit, section; /* of the post */
	int64_t level;
	struct str title_zh, title_en; /* of the post */
	date_t from, to;               /* half-open; DATE_OPEN until told otherwise */
	struct str kind;               /* deputy (代理) or acting (代行: the post is vacant) */
	struct str reason;
	int64_t act_id;
};

MUST_USE enum nhi_status deputy_add(struct db *db, const struct act *act, struct deputy *d,
                                    struct err *err);
/* Ends it on `to`, which must not lie before its beginning. NHI_CONFLICT when it has ended. */
MUST_USE enum nhi_status deputy_end(struct db *db, const struct act *act, int64_t id, date_t to,
                                    struct err *err);
/* For whom this account stands on that day. */
MUST_USE enum nhi_status deputy_of(struct db *db, int64_t account, date_t on, struct arena *arena,
                                   struct deputy **rows, size_t *count, struct err *err);
/* All of a unit ("" everywhere) that hold on that day or later, by begin. */
MUST_USE enum nhi_status deputy_list(struct db *db, struct str org_unit, date_t on,
                                     struct arena *arena, struct deputy **rows, size_t *count,
                                     struct err *err);

#endif
