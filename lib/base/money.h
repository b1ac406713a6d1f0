/* money.h: money, points and rates as integers that the compiler will not mix up, one 128-bit
 * product, and the named roundings. No floating point touches money (DESIGN §4).
 *
 * Roundings treat negative amounts (corrections) as mirror images: round(-x) = -round(x). */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include "base/def.h"

typedef struct {
	int64_t v;
} twd_t; /* whole New Taiwan dollars */
typedef struct {
	int64_t v;
} point_t; /* whole points (點) */
typedef struct {
	int64_t v;
} ppm_t; /* parts per million: 5 % = 50,000 */
typedef struct {
	int64_t v;
} pv_t; /* point value, 10^-8 dollars */
typedef struct {
	int64_t v;
} qty10_t; /* quantity, tenths */
typedef struct {
	int64_t v;
} price100_t; /* unit price, hundredths */
typedef struct {
	int64_t v;
} rate4_t; /* 153.00 % = 15300 */

#define PPM_ONE INT64_C(1000000)

static inline twd_t twd(int64_t v) { return (twd_t){v}; }
static inline ppm_t ppm(int64_t v) { return (ppm_t){v}; }
static inline twd_t twd_add(twd_t a, twd_t b) { return (twd_t){a.v + b.v}; }
static inline twd_t twd_sub(twd_t a, twd_t b) { return (twd_t){a.v - b.v}; }
static inline twd_t twd_times(twd_t a, int64_t n) { return (twd_t){a.v * n}; }

/* numerator / denominator, half away from zero (角以下四捨五入, 全民健康保險法施行細則 52).
 * denominator > 0; the result must fit int64_t. */
int64_t round_half_up(i128_t numerator, i128_t denominator);
/* The same, a tie goes towards zero: the self part when both parts end in 0.5 (施行細則 52 II). */
int64_t round_half_down(i128_t numerator, i128_t denominator);
/* Towards zero (無條件捨去). */
int64_t round_down(i128_t numerator, i128_t denominator);
/* Away from zero (無條件進位). */
int64_t round_up(i128_t numerator, i128_t denominator);

/* One rate of an amount, half up. */
twd_t twd_rate(twd_t amount, ppm_t rate);

/* Splits `total` over `count` parts in proportion to weights[i] >= 0 (their sum > 0), by largest
 * remainder, ties to the lower index; the parts add up to `total` exactly. total may be negative.
 * `parts` must hold `count` values. */
void money_allocate(int64_t total, const int64_t *weights, size_t count, int64_t *parts);

#endif
