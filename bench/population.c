/* population.c: the synthetic nation without a database: plan and people, one thread.
 * bench_population [--people N] [--seed N] */
#include "engine/population.h"
#include "base/check.h"
#include "bench.h"

int main(int argc, char **argv) {
	const int64_t people = bench_option(argc, argv, "--people", 2390000);
	struct arena arena = ARENA_INIT((size_t)4 << 30);
	struct population_plan plan;
	date_t start;
	CHECK(date_parse(STR("2026-01-01"), &start));
	const int64_t began = bench_now_ns();
	CHECK(population_plan_make(&plan, &arena, (uint64_t)bench_option(argc, argv, "--seed", 1),
	                           (uint32_t)people, NULL) == NHI_OK);
	struct population_member *m = calloc(plan.unit_people_max, sizeof *m);
	CHECK(m != NULL);
	int64_t insured = 0;
	for (uint32_t u = 0; u < plan.unit_count; u++) {
		const uint32_t n = population_unit_members(&plan, u, start, m);
		for (uint32_t i = 0; i < n; i++) insured += m[i].relation == POPULATION_SELF;
	}
	bench_rate("population", people, "people", bench_now_ns() - began);
	printf("units %u, insured persons %lld, largest unit %u people\n", plan.unit_count,
	       (long long)insured, plan.unit_people_max);
	printf("not done: names, identity numbers, writing\n");
	free(m);
	arena_free(&arena);
	return 0;
}
