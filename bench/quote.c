/* quote.c: full quotes a second: wage → grade → shares of all three payers, every item and 0–6
 * dependents in turn. bench_quote [--quotes N] Runs with one thread and with two over the same
 * inputs; the totals must agree. */
#include "base/check.h"
#include "bench.h"
#include "nhi/premium.h"

#include <pthread.h>

enum { ROUNDS = 5, DEPENDENTS = 7, WAGES = 4096 };

struct totals {
	int64_t self, unit, government;
};

struct part {
	const struct premium_law *law;
	int64_t from, to;
	struct totals totals;
};

static const enum premium_scheme schemes[] = {
        SCHEME_11, SCHEME_11P, SCHEME_12, SCHEME_12, SCHEME_12, SCHEME_12, SCHEME_13, SCHEME_14,
        SCHEME_15, SCHEME_21,  SCHEME_22, SCHEME_31, SCHEME_32, SCHEME_51, SCHEME_61, SCHEME_62};

static void *quote_part(void *context) {
	struct part *p = context;
	for (int64_t i = p->from; i < p->to; i++) {
		struct premium_in in = {.scheme = schemes[i % (int64_t)COUNT_OF(schemes)]};
		struct premium_out out;
		if (premium_base_of(in.scheme) == BASE_GRADE)
			in.amount = twd(premium_grade_of_wage(p->law, twd(20000 + i % WAGES * 80))
			                        ->insured_amount);
		if (premium_allows_dependents(in.scheme)) in.dependents = (int32_t)(i % DEPENDENTS);
		premium_quote(p->law, &in, &out);
		p->totals.self += out.self_total.v;
		p->totals.unit += out.unit_share.v;
		p->totals.government += out.government_share.v;
	}
	return NULL;
}

/* Runs `count` quotes on one or two threads; returns nanoseconds. */
static int64_t run(const struct premium_law *law, int64_t count, bool two, struct totals *out) {
	struct part parts[2] = {{law, 0, two ? count / 2 : count, {0}},
	                        {law, count / 2, count, {0}}};
	pthread_t thread;
	int64_t start = bench_now_ns();
	if (two) CHECK(pthread_create(&thread, NULL, quote_part, &parts[1]) == 0);
	quote_part(&parts[0]);
	if (two) CHECK(pthread_join(thread, NULL) == 0);
	int64_t ns = bench_now_ns() - start;
	*out = (struct totals){parts[0].totals.self + parts[1].totals.self,
	                       parts[0].totals.unit + parts[1].totals.unit,
	                       parts[0].totals.government + parts[1].totals.government};
	return ns;
}

static int by_size(const void *a, const void *b) {
	const int64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

int main(int argc, char **argv) {
	int64_t count = bench_option(argc, argv, "--quotes", 5000000);
	struct premium_law law;
	struct totals one, two;
	date_t at;
	if (!date_parse(STR("2026-07-01"), &at)) return 70;
	if (premium_law_at(bench_law(), at, &law, NULL) != NHI_OK) return 4;
	for (int threads = 1; threads <= 2; threads++) {
		int64_t ns[ROUNDS];
		for (int i = 0; i < ROUNDS; i++)
			ns[i] = run(&law, count, threads == 2, threads == 2 ? &two : &one);
		qsort(ns, ROUNDS, sizeof ns[0], by_size);
		bench_rate(threads == 1 ? "quote, 1 thread, median of 5"
		                        : "quote, 2 threads, median of 5",
		           count, "quotes", ns[ROUNDS / 2]);
	}
	bool same =
	        one.self == two.self && one.unit == two.unit && one.government == two.government;
	printf("totals with 1 and 2 threads: %s (self %lld, unit %lld, government %lld)\n",
	       same ? "equal" : "DIFFERENT", (long long)one.self, (long long)one.unit,
	       (long long)one.government);
	printf("not done: reading input, writing output, the trace\n");
	return same ? 0 : 1;
}
