/* where.c: searches of services by everyday words, misspellings and both languages, over the whole
 * catalogue and every function of the two seeds. bench_where [--searches N]. The limit is 5 ms for
 * one search, the slowest included (issue 3). */
#include "base/check.h"
#include "bench.h"
#include "desk/desk.h"

#include <stdio.h>
#include <stdlib.h>

enum { LIMIT_NS = 5000000 };

static const char *const asked[] = {"健保卡掉了",
                                    "I lost my helth card",
                                    "申覆",
                                    "國外看病",
                                    "pay in instalments",
                                    "生小孩",
                                    "catastrofic ilness",
                                    "亂收費",
                                    "prior authorization of an expensive drug",
                                    "繳不起保費可以分期嗎還是要申請紓困貸款",
                                    "my hospital overcharged me and was rude where do I complain",
                                    "zzz qqq xxx"};

int main(int argc, char **argv) {
	struct desk desk;
	const char *data = getenv("NHI_DATA");
	int64_t count = bench_option(argc, argv, "--searches", 12000), slowest = 0, late = 0;
	int64_t start = bench_now_ns();
	CHECK(desk_open(&desk, data == NULL ? "." : data, NULL, NULL) == NHI_OK);
	printf("where: catalogue, law and organisation read in %.0f ms; %zu services and "
	       "functions\n",
	       (double)(bench_now_ns() - start) / 1e6, desk.where.doc_count);
	struct arena a = ARENA_INIT(0);
	size_t found = 0;
	start = bench_now_ns();
	for (int64_t i = 0; i < count; i++) {
		struct where_hit hits[WHERE_RESULTS_MAX];
		int64_t from = bench_now_ns();
		found += where_search(&desk.where, &a, str_from(asked[(size_t)i % COUNT_OF(asked)]),
		                      hits);
		int64_t took = bench_now_ns() - from;
		if (took > slowest) slowest = took;
		late += took > LIMIT_NS;
		arena_reset(&a);
	}
	bench_rate("where", count, "searches", bench_now_ns() - start);
	printf("where: slowest %.3f ms, %lld over 5 ms (also when the process had to wait for a "
	       "core), %zu results; pages and network not counted\n",
	       (double)slowest / 1e6, (long long)late, found);
	arena_free(&a);
	desk_close(&desk);
	return 0;
}
