/* bill_kernel.c: one month's shares from loaded columns to a durable file of columns.
 * bench_bill_kernel [--rows N] [--seed N] [--csv 1]
 * With --csv 1 the rows and the rates go to bill_rows.csv and bill_rates.csv in the current folder,
 * for bench/against/bill_kernel.sql. Runs with one thread and with two; the totals must agree. The
 * limit is measured beside: a loop that reads and writes as many bytes and does nothing else. */
#include "nhi/bill_kernel.h"
#include "base/check.h"
#include "base/file.h"
#include "bench.h"
#include "engine/population.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

enum { ROUNDS = 7, THREADS = 2, BYTES_IN = 7, BYTES_OUT = 12 };

struct table {
	size_t rows;
	uint32_t *unit;
	uint8_t *item, *amount, *dependents;
	int32_t *out; /* three columns of `rows`: self, unit, government */
	struct bill_unit_sum *sums;
	size_t units;
	struct bill_rates rates;
	struct premium_law law;
};

struct totals {
	int64_t self, unit, government;
};

static void *need(size_t count, size_t size) {
	void *p = calloc(count, size);
	CHECK(p != NULL);
	memset(p, 1, count * size); /* page faults are not what is measured */
	return p;
}

static uint8_t grade_of(const struct table *t, const struct population_member *m,
                        enum premium_scheme scheme) {
	if (premium_base_of(scheme) != BASE_GRADE) return 0;
	return (uint8_t)(premium_grade_of_wage(&t->law, twd(m->wage))->grade - 1);
}

/* Insured persons of the synthetic nation, in the order of their units, until there are enough. */
static void fill(struct table *t, uint64_t seed) {
	struct arena arena = ARENA_INIT((size_t)4 << 30);
	struct population_plan plan;
	CHECK(population_plan_make(&plan, &arena, seed, (uint32_t)(t->rows / 10 * 17 + 1000),
	                           NULL) == NHI_OK);
	struct population_member *m = need(plan.unit_people_max, sizeof *m);
	size_t n = 0;
	for (uint32_t u = 0; u < plan.unit_count && n < t->rows; u++) {
		const uint32_t people = population_unit_members(&plan, u, t->law.at, m);
		for (uint32_t i = 0; i < people && n <= t->rows; i++) {
			if (m[i].relation != POPULATION_SELF) {
				t->dependents[n - 1]++;
				continue;
			}
			if (n == t->rows) break;
			enum premium_scheme scheme;
			CHECK(premium_scheme_of(m[i].category, m[i].private_school, &scheme));
			t->unit[n] = u + 1;
			t->item[n] = (uint8_t)scheme;
			t->amount[n] = grade_of(t, &m[i], scheme);
			t->dependents[n++] = 0;
		}
	}
	CHECK(n == t->rows);
	free(m);
	arena_free(&arena);
}

static void make_rates(struct table *t) {
	t->rates.dependents_max = t->law.dependents_max;
	for (size_t s = 0; s < SCHEME_COUNT; s++)
		for (size_t g = 0; g < t->law.grades->count; g++)
			t->rates.rate[s * BILL_AMOUNTS + g] =
			        bill_rate_of(&t->law, (enum premium_scheme)s,
			                     twd(t->law.grades->rows[g].insured_amount));
}

static void write_csv(const struct table *t) {
	FILE *f = fopen("bill_rows.csv", "w");
	CHECK(f != NULL);
	for (size_t i = 0; i < t->rows; i++)
		CHECK(fprintf(f, "%u,%d,%d,%d\n", t->unit[i], t->item[i], t->amount[i],
		              t->dependents[i]) > 0);
	CHECK(fclose(f) == 0);
	f = fopen("bill_rates.csv", "w");
	CHECK(f != NULL);
	for (size_t s = 0; s < SCHEME_COUNT; s++)
		for (size_t g = 0; g < t->law.grades->count; g++) {
			const struct bill_rate *r = &t->rates.rate[s * BILL_AMOUNTS + g];
			CHECK(fprintf(f, "%zu,%zu,%d,%d,%d,%d,%d\n", s, g, r->self, r->dependent,
			              r->unit, r->government, r->government_dependent) > 0);
		}
	CHECK(fclose(f) == 0);
}

struct part {
	struct table *t;
	size_t from, to, units; /* rows; sums written from unit place `from` on */
	struct bill_unit_sum *sums;
};

static void *compute_part(void *context) {
	struct part *p = context;
	const struct table *t = p->t;
	const struct bill_columns in = {p->to - p->from, t->unit + p->from, t->item + p->from,
	                                t->amount + p->from, t->dependents + p->from};
	const struct bill_shares out = {t->out + p->from, t->out + t->rows + p->from,
	                                t->out + 2 * t->rows + p->from};
	p->units = bill_kernel(&t->rates, &in, &out, p->sums);
	return NULL;
}

static void compute(struct table *t, int threads) {
	const struct bill_columns all = {t->rows, t->unit, t->item, t->amount, t->dependents};
	const size_t cut = threads == 1 ? t->rows : bill_kernel_cut(&all, t->rows / 2);
	/* The second part's sums begin where they cannot meet the first's, then move up. */
	struct part part[THREADS] = {{.t = t, .to = cut, .sums = t->sums},
	                             {.t = t, .from = cut, .to = t->rows, .sums = t->sums + cut}};
	pthread_t thread;
	if (threads == 2) CHECK(pthread_create(&thread, NULL, compute_part, &part[1]) == 0);
	compute_part(&part[0]);
	t->units = part[0].units;
	if (threads == 1) return;
	CHECK(pthread_join(thread, NULL) == 0);
	memmove(t->sums + t->units, part[1].sums, part[1].units * sizeof *t->sums);
	t->units += part[1].units;
}

static void write_all(int fd, const void *bytes, size_t n) {
	const char *p = bytes;
	while (n > 0) {
		const ssize_t done = write(fd, p, n);
		CHECK(done > 0);
		p += done;
		n -= (size_t)done;
	}
}

/* The three columns, then the sums of the units; on the disk when it returns. */
static void store(const struct table *t, const char *path) {
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	CHECK(fd >= 0);
	write_all(fd, t->out, 3 * t->rows * sizeof *t->out);
	write_all(fd, t->sums, t->units * sizeof *t->sums);
	CHECK(fdatasync(fd) == 0);
	CHECK(close(fd) == 0);
}

static struct totals add_up(const struct table *t) {
	struct totals sum = {0};
	for (size_t u = 0; u < t->units; u++) {
		sum.self += t->sums[u].self;
		sum.unit += t->sums[u].unit_share;
		sum.government += t->sums[u].government;
	}
	return sum;
}

static int by_size(const void *a, const void *b) {
	const int64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static int64_t median(int64_t ns[ROUNDS]) {
	qsort(ns, ROUNDS, sizeof ns[0], by_size);
	return ns[ROUNDS / 2];
}

/* The same traffic without arithmetic: 7 bytes read, 12 written a row. */
static void *move_part(void *context) {
	const struct part *p = context;
	const struct table *t = p->t;
	int32_t *restrict a = t->out, *restrict b = t->out + t->rows,
	                  *restrict c = t->out + 2 * t->rows;
	for (size_t r = p->from; r < p->to; r++) {
		a[r] = (int32_t)t->unit[r];
		b[r] = t->item[r] + t->amount[r];
		c[r] = t->dependents[r];
	}
	return NULL;
}

static int64_t memory_ns(struct table *t, int threads) {
	int64_t ns[ROUNDS];
	const size_t cut = threads == 1 ? t->rows : t->rows / 2;
	for (int i = 0; i < ROUNDS; i++) {
		struct part part[THREADS] = {{.t = t, .to = cut},
		                             {.t = t, .from = cut, .to = t->rows}};
		pthread_t thread;
		const int64_t began = bench_now_ns();
		if (threads == 2) CHECK(pthread_create(&thread, NULL, move_part, &part[1]) == 0);
		move_part(&part[0]);
		if (threads == 2) CHECK(pthread_join(thread, NULL) == 0);
		ns[i] = bench_now_ns() - began;
	}
	return median(ns);
}

static struct totals measure(struct table *t, int threads) {
	const int64_t limit = memory_ns(t, threads);
	int64_t computing[ROUNDS], whole[ROUNDS];
	for (int i = 0; i < ROUNDS; i++) {
		const int64_t began = bench_now_ns();
		compute(t, threads);
		computing[i] = bench_now_ns() - began;
		store(t, "bill_shares.columns");
		whole[i] = bench_now_ns() - began;
	}
	const int64_t c = median(computing), w = median(whole);
	printf("%d thread%s: computing %.2f ms; moving the same %d bytes in and %d out a row "
	       "%.2f ms (%.1f GB/s): %.2f times that; with the durable file %.1f ms\n",
	       threads, threads == 1 ? "" : "s", (double)c / 1e6, BYTES_IN, BYTES_OUT,
	       (double)limit / 1e6, (double)(t->rows * (BYTES_IN + BYTES_OUT)) / (double)limit,
	       (double)c / (double)limit, (double)w / 1e6);
	bench_rate("bill_kernel, columns to durable file", (int64_t)t->rows, "insured persons", w);
	return add_up(t);
}

int main(int argc, char **argv) {
	struct table t = {.rows = (size_t)bench_option(argc, argv, "--rows", 2390000)};
	date_t at;
	CHECK(date_parse(STR("2026-07-01"), &at));
	if (premium_law_at(bench_law(), at, &t.law, NULL) != NHI_OK) return 4;
	t.unit = need(t.rows, sizeof *t.unit);
	t.item = need(t.rows, 1);
	t.amount = need(t.rows, 1);
	t.dependents = need(t.rows + 1, 1);
	t.out = need(3 * t.rows, sizeof *t.out);
	t.sums = need(t.rows, sizeof *t.sums);
	make_rates(&t);
	fill(&t, (uint64_t)bench_option(argc, argv, "--seed", 1));
	if (bench_option(argc, argv, "--csv", 0)) write_csv(&t);
	const struct totals one = measure(&t, 1), two = measure(&t, 2);
	const bool same =
	        one.self == two.self && one.unit == two.unit && one.government == two.government;
	printf("units %zu; totals with 1 and 2 threads: %s\n", t.units,
	       same ? "equal" : "DIFFERENT");
	printf("totals: %lld,%lld,%lld\n", (long long)one.self, (long long)one.unit,
	       (long long)one.government);
	printf("not done: reading the register, subsidies, corrections, bills, the ledger\n");
	(void)unlink("bill_shares.columns");
	return same ? 0 : 1;
}
