/* bill_kernel.c: see bill_kernel.h. The loop's cost is memory: 7 bytes in, 12 out a row. */
#include "nhi/bill_kernel.h"

#include "base/check.h"

static int32_t narrow(twd_t v) {
	CHECK(v.v >= 0 && v.v <= INT32_MAX);
	return (int32_t)v.v;
}

struct bill_rate bill_rate_of(const struct premium_law *law, enum premium_scheme scheme,
                              twd_t amount) {
	const struct premium_head head = premium_head(law, scheme, amount);
	struct bill_rate r = {
	        .self = narrow(head.self),
	        .dependent = narrow(head.self),
	        .unit = narrow(head.unit),
	        .government = narrow(head.government),
	        .government_dependent = narrow(head.government),
	};
	/* The average number of dependents is inside unit and government shares of items 11–13. */
	if (premium_uses_average(scheme)) r.government_dependent = 0;
	if (scheme == SCHEME_61) {
		const struct premium_head dependent = premium_head(law, SCHEME_61D, amount);
		r.dependent = narrow(dependent.self);
		r.government_dependent = narrow(dependent.government);
	}
	return r;
}

static inline int32_t charged(uint8_t dependents, int32_t most) {
	return dependents < most ? dependents : most;
}

size_t bill_kernel(const struct bill_rates *rates, const struct bill_columns *in,
                   const struct bill_shares *out, struct bill_unit_sum *sums) {
	/* Local names and `restrict`: the stores must not make the compiler read inputs again. */
	const uint32_t *restrict unit = in->unit;
	const uint8_t *restrict item = in->item, *restrict amount = in->amount;
	const uint8_t *restrict dependents = in->dependents;
	int32_t *restrict self = out->self, *restrict share = out->unit;
	int32_t *restrict government = out->government;
	const struct bill_rate *restrict table = rates->rate;
	const int32_t most = rates->dependents_max;
	size_t n = 0;
	for (size_t i = 0; i < in->rows;) {
		const size_t first = i;
		const uint32_t id = unit[i];
		int64_t sum_self = 0, sum_unit = 0, sum_government = 0;
		do {
			const struct bill_rate *r =
			        &table[(size_t)item[i] * BILL_AMOUNTS + amount[i]];
			const int32_t heads = charged(dependents[i], most);
			const int32_t s = r->self + r->dependent * heads;
			const int32_t g = r->government + r->government_dependent * heads;
			const int32_t u = r->unit;
			self[i] = s;
			share[i] = u;
			government[i] = g;
			sum_self += s;
			sum_unit += u;
			sum_government += g;
			i++;
		} while (i < in->rows && unit[i] == id);
		sums[n++] = (struct bill_unit_sum){id, (uint32_t)(i - first), sum_self, sum_unit,
		                                   sum_government};
	}
	return n;
}

size_t bill_kernel_cut(const struct bill_columns *in, size_t row) {
	if (row == 0) return 0;
	while (row < in->rows && in->unit[row] == in->unit[row - 1]) row++;
	return row < in->rows ? row : in->rows;
}
