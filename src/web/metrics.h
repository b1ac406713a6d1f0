/* metrics.h: counts of requests by route and class of status, and how long they took, as
 * Prometheus text (/metrics). Counters are atomic: all threads add to the same. */
#ifndef WEB_METRICS_H
#define WEB_METRICS_H

#include "base/str.h"

#include <stdatomic.h>

enum { METRICS_ROUTES_MAX = 512, METRICS_CLASSES = 6, METRICS_BUCKETS = 9 };

struct metrics {
	_Atomic uint64_t requests[METRICS_ROUTES_MAX][METRICS_CLASSES]; /* [route][status / 100] */
	_Atomic uint64_t bucket[METRICS_BUCKETS]; /* requests that took at most metrics_bounds_us */
	_Atomic uint64_t sum_us, bytes, open;     /* open: requests being answered */
	int64_t started_ns;                       /* base/clock monotonic */
};

void metrics_add(struct metrics *m, size_t route, int status, int64_t us, size_t bytes);
/* `names` are the route patterns, `count` of them. */
void metrics_print(const struct metrics *m, const char *const *names, size_t count, int64_t now_ns,
                   struct buf *out);

#endif
