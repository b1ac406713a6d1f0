/* limit.c: see limit.h. */
#include "web/limit.h"

#include "base/check.h"
#include "base/clock.h"

#include <pthread.h>

static struct {
	pthread_mutex_t lock; /* guards the slots */
	struct {
		int64_t from; /* monotonic second in which the window began */
		int64_t count;
	} slot[LIMIT_SLOTS];
} table = {.lock = PTHREAD_MUTEX_INITIALIZER};

enum nhi_status limit_count(struct str address, struct err *err) {
	const size_t i = (size_t)(str_hash(address) % LIMIT_SLOTS);
	const int64_t now = clock_monotonic_ns() / 1000000000;
	CHECK(pthread_mutex_lock(&table.lock) == 0);
	if (now - table.slot[i].from >= LIMIT_WINDOW_S || table.slot[i].count == 0) {
		table.slot[i].from = now;
		table.slot[i].count = 0;
	}
	const bool ok = ++table.slot[i].count <= LIMIT_A_MINUTE;
	const int64_t wait = table.slot[i].from + LIMIT_WINDOW_S - now;
	CHECK(pthread_mutex_unlock(&table.lock) == 0);
	return ok ? NHI_OK : err_set(err, NHI_TOO_MANY, "%lld", (long long)wait);
}
