/* bench.h: what every bench prints: the input, the rate, and what it did not do. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "base/def.h"
#include "nhi/law.h"

/* The law of the checkout (NHI_DATA or .); ends the program when it cannot be read. Never freed. */
const struct law *bench_law(void);
/* The number after `name` on the command line ("--people 239000"), else `otherwise`. */
int64_t bench_option(int argc, char **argv, const char *name, int64_t otherwise);
/* "quote: 5,000,000 quotes in 0.162 s = 30.9 million/s". */
void bench_rate(const char *name, int64_t count, const char *things, int64_t ns);
int64_t bench_now_ns(void);

#endif
