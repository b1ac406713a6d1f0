/* billing_ahead.h: reads the next part of the register while the one before is computed and
 * written: a thread with a connection of its own and a few buffers. Without a url it reads in the
 * caller's thread, when asked. */
#ifndef ENGINE_BILLING_AHEAD_H
#define ENGINE_BILLING_AHEAD_H

#include "engine/billing_parts.h"

struct billing_ahead;

struct billing_ahead_request {
	const char *url; /* NULL: no thread */
	struct db *db;   /* the caller's connection */
	const struct billing_units *units;
	const struct bill_run *run;
	const int64_t *parts; /* numbers of the parts to read, in this order */
	size_t count;
};

/* Everything in `request` is borrowed until billing_ahead_end. */
MUST_USE enum nhi_status billing_ahead_start(struct billing_ahead **out,
                                             const struct billing_ahead_request *request,
                                             struct err *err);
/* The rows of the next part; valid until the next call. At most request->count calls. */
MUST_USE enum nhi_status billing_ahead_next(struct billing_ahead *a, struct billing_rows **rows,
                                            struct err *err);
/* Stops the thread, frees all. */
void billing_ahead_end(struct billing_ahead *a);

#endif
