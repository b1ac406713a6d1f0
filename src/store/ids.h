/* ids.h: internal ids: 63 bits, above 0, taken in blocks per kind and shard, gaps allowed (DESIGN
 * §4). An id never tells anything and is never printed as an official number (store/number.h). */
#ifndef STORE_IDS_H
#define STORE_IDS_H

#include "store/db.h"

/* A new id of `kind` ("person", "unit", "act" …), from a block that the connection holds. */
MUST_USE enum nhi_status ids_new(struct db *db, const char *kind, int64_t *out, struct err *err);
/* `count` ids in a row, *first … *first + count - 1: for bulk loads, whose ids then do not depend
 * on threads. */
MUST_USE enum nhi_status ids_take(struct db *db, const char *kind, int64_t count, int64_t *first,
                                  struct err *err);

enum {
	IDS_BLOCK = 256,     /* ids a connection takes at a time */
	IDS_SHARD_BITS = 12, /* shards 0 … 4095 stand in the upper bits */
	IDS_KINDS_MAX = 32   /* kinds with an open block, a connection */
};

#endif
