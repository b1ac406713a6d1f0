/* clock.c: see clock.h. */
#include "base/clock.h"

#include "base/check.h"

static struct {
	bool fixed;
	instant_t now;
} fixed_clock; /* written once before threads start */

instant_t clock_now(void) {
	if (fixed_clock.fixed) return fixed_clock.now;
	struct timespec t;
	CHECK(clock_gettime(CLOCK_REALTIME, &t) == 0);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

date_t clock_today(void) { return instant_date(clock_now()); }

void clock_fix(instant_t t) {
	fixed_clock.fixed = true;
	fixed_clock.now = t;
}

int64_t clock_monotonic_ns(void) {
	struct timespec t;
	CHECK(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
