/* money.c: see money.h. */
#include "base/money.h"

#include "base/check.h"

/* Quotient towards zero with the remainder's magnitude, sign apart. */
struct division {
	i128_t quotient, remainder; /* both >= 0 */
	bool negative;
};

static struct division divide(i128_t numerator, i128_t denominator) {
	CHECK(denominator > 0);
	bool negative = numerator < 0;
	i128_t n = negative ? -numerator : numerator;
	return (struct division){n / denominator, n % denominator, negative};
}

static int64_t signed_result(struct division d, i128_t quotient) {
	CHECK(quotient <= INT64_MAX);
	int64_t v = (int64_t)quotient;
	return d.negative ? -v : v;
}

int64_t round_half_up(i128_t numerator, i128_t denominator) {
	struct division d = divide(numerator, denominator);
	return signed_result(d, d.quotient + (d.remainder >= denominator - d.remainder));
}

int64_t round_half_down(i128_t numerator, i128_t denominator) {
	struct division d = divide(numerator, denominator);
	return signed_result(d, d.quotient + (d.remainder > denominator - d.remainder));
}

int64_t round_down(i128_t numerator, i128_t denominator) {
	struct division d = divide(numerator, denominator);
	return signed_result(d, d.quotient);
}

int64_t round_up(i128_t numerator, i128_t denominator) {
	struct division d = divide(numerator, denominator);
	return signed_result(d, d.quotient + (d.remainder > 0));
}

twd_t twd_rate(twd_t amount, ppm_t rate) {
	return twd(round_half_up((i128_t)amount.v * rate.v, PPM_ONE));
}

/* The part that the next leftover dollar goes to: largest remainder, lowest index. `given` marks
 * taken ones by a remainder of -1, so the loop needs no memory of its own. */
static size_t largest_remainder(int64_t total, const int64_t *weights, size_t count, i128_t sum,
                                const int64_t *parts) {
	size_t best = count;
	i128_t best_remainder = -1;
	for (size_t i = 0; i < count; i++) {
		i128_t remainder = (i128_t)total * weights[i] - (i128_t)parts[i] * sum;
		if (remainder > best_remainder) {
			best = i;
			best_remainder = remainder;
		}
	}
	return best;
}

void money_allocate(int64_t total, const int64_t *weights, size_t count, int64_t *parts) {
	i128_t sum = 0;
	for (size_t i = 0; i < count; i++) {
		CHECK(weights[i] >= 0);
		sum += weights[i];
	}
	CHECK(sum > 0);
	bool negative = total < 0;
	int64_t size = negative ? -total : total, given = 0;
	for (size_t i = 0; i < count; i++) {
		parts[i] = (int64_t)((i128_t)size * weights[i] / sum);
		given += parts[i];
	}
	for (; given < size; given++) parts[largest_remainder(size, weights, count, sum, parts)]++;
	for (size_t i = 0; i < count && negative; i++) parts[i] = -parts[i];
}
