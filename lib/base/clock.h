/* clock.h: the only place that reads the clock. `--now INSTANT` fixes it for demo and tests (DESIGN
 * §4). */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/date.h"

instant_t clock_now(void);
date_t clock_today(void); /* civil day in Taipei */
/* Fixes the time for the whole process; call before threads start. */
void clock_fix(instant_t t);
/* Monotonic nanoseconds, for durations only; never fixed. */
int64_t clock_monotonic_ns(void);

#endif
