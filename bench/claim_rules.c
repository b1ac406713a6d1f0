/* claim_rules.c: data rules on claims in memory: bench_claim_rules [--claims N] [--rules N]. Claims
 * have 8 lines, half of them items that rules know, and four earlier orders of the person; the
 * rules are the first N rows of law/claim-rules. One core. */
#include "base/check.h"
#include "base/file.h"
#include "bench.h"
#include "nhi/claim_rule.h"

#include <stdlib.h>

enum { LINES = 8, EVENTS = 4, ROUNDS = 5, POOL = 64 };

struct made_claim {
	struct claim_case c;
	struct claim_order order[LINES];
	struct claim_event event[EVENTS];
};

/* splitmix64: the same claims in every run. */
static uint64_t next(uint64_t *seed) {
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static struct str first_rows(struct str text, int64_t *rows) {
	size_t n = 0;
	for (int64_t line = -1; n < text.n && line < *rows; line++)
		n += str_find_char(str_slice(text, n, text.n), '\n') + 1;
	int64_t taken = -1;
	for (size_t i = 0; i < n && i < text.n; i++) taken += text.p[i] == '\n';
	*rows -= taken;
	return str_slice(text, 0, n);
}

static void read_rules(struct claim_rules *rules, struct arena *arena, int64_t count) {
	static const char *const names[] = {"law/claim-rules/general.csv",
	                                    "law/claim-rules/dental.csv"};
	struct claim_rule_file files[COUNT_OF(names)];
	struct err err = ERR_INIT;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str bytes;
		CHECK(file_read(arena, names[i], 1 << 24, &bytes, &err) == NHI_OK);
		files[i] = (struct claim_rule_file){str_from(names[i]), first_rows(bytes, &count)};
	}
	CHECK(claim_rules_read(rules, arena, files, COUNT_OF(names), &err) == NHI_OK);
}

static struct str any_item(const struct claim_rules *rules, uint64_t *seed, struct arena *arena) {
	struct str out;
	char made[16];
	if (next(seed) % 2 == 0) return rules->rule[next(seed) % rules->count].item;
	int n = snprintf(made, sizeof made, "AC%08u", (unsigned)(next(seed) % 20000));
	CHECK(n > 0 && arena_str(arena, (struct str){made, (size_t)n}, &out));
	return out;
}

static void make_claim(const struct claim_rules *rules, struct made_claim *m, uint64_t *seed,
                       struct arena *arena) {
	static const char *const sites[] = {"36MO", "FM", "11", "UR"};
	claim_case_clear(&m->c);
	CHECK(date_from_ymd((struct ymd){2026, 6, 1}, &m->c.visit));
	m->c.visit += (date_t)(next(seed) % 30);
	m->c.birth = m->c.visit - (date_t)(next(seed) % 30000);
	m->c.person = STR("A123456789");
	m->c.class_ = STR("19");
	m->c.order = m->order;
	m->c.order_count = LINES;
	for (size_t i = 0; i < LINES; i++) {
		claim_order_clear(&m->order[i]);
		m->order[i].item = any_item(rules, seed, arena);
		m->order[i].type = STR("2");
		m->order[i].site = str_from(sites[next(seed) % COUNT_OF(sites)]);
		m->order[i].quantity.v = 10;
	}
	for (size_t i = 0; i < EVENTS; i++) {
		m->event[i].day = m->c.visit - (date_t)(next(seed) % 400);
		m->event[i].item =
		        claim_rules_item(rules, rules->rule[next(seed) % rules->count].item);
		claim_site_read(str_from(sites[next(seed) % COUNT_OF(sites)]), &m->event[i].site);
	}
}

static void ignore(struct claim_sink *self, const struct claim_finding *f) {
	(void)self;
	(void)f;
}

static int by_size(const void *a, const void *b) {
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

int main(int argc, char **argv) {
	int64_t claims = bench_option(argc, argv, "--claims", 2000000), ns[ROUNDS];
	struct arena arena = ARENA_INIT(0);
	struct claim_rules rules;
	struct claim_rule_scratch scratch = {0};
	struct claim_sink sink = {ignore};
	uint64_t seed = 1;
	size_t found = 0, executable = 0;
	read_rules(&rules, &arena, bench_option(argc, argv, "--rules", 200));
	for (size_t i = 0; i < rules.count; i++)
		executable += rules.rule[i].kind != CLAIM_RULE_NONE;
	struct made_claim *pool = ARENA_ARRAY(&arena, POOL, struct made_claim);
	CHECK(pool != NULL && claim_rule_scratch_reserve(&scratch, &arena, &rules, LINES));
	for (size_t i = 0; i < POOL; i++) make_claim(&rules, &pool[i], &seed, &arena);
	for (size_t round = 0; round < ROUNDS; round++) {
		int64_t start = bench_now_ns();
		found = 0;
		for (int64_t i = 0; i < claims; i++) {
			struct made_claim *m = &pool[i % POOL];
			struct claim_rule_context context = {
			        .event = m->event, .event_count = EVENTS, .has_history = true};
			found += claim_rules_check(&rules, &m->c, &context, &scratch, &sink);
		}
		ns[round] = bench_now_ns() - start;
	}
	qsort(ns, ROUNDS, sizeof ns[0], by_size);
	printf("%zu rules (%zu executable), %d lines, %d events; %zu findings\n", rules.count,
	       executable, LINES, EVENTS, found);
	bench_rate("claim_rules", claims, "claims (median of 5)", ns[ROUNDS / 2]);
	printf("not done: reading the file, other checks, writing the findings\n");
	arena_free(&arena);
	return 0;
}
