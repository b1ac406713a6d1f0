/* The kernel against the plain quote of one person: every scheme, every grade, 0 to 6 dependents.
 */
#include "base/file.h"
#include "nhi/bill_kernel.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;
static struct law law;
static struct premium_law premium;

static int read_law(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct file_list list;
	const char *dir = getenv("NHI_LAW_DIR");
	if (!dir || file_list(&arena, dir, ".csv", &list, &err) != NHI_OK) return -1;
	struct law_file *files = ARENA_ARRAY(&arena, list.count, struct law_file);
	for (size_t i = 0; i < list.count; i++) {
		char path[512];
		(void)snprintf(path, sizeof path, "%s/%s", dir, list.name[i].p);
		files[i].name = list.name[i];
		if (file_read(&arena, path, 1 << 24, &files[i].bytes, &err) != NHI_OK) return -1;
	}
	date_t at;
	if (!date_from_ymd((struct ymd){2026, 7, 1}, &at)) return -1;
	if (law_read(&law, &arena, files, list.count, &err) != NHI_OK) return -1;
	return premium_law_at(&law, at, &premium, &err) == NHI_OK ? 0 : -1;
}

static int forget_law(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

enum { DEPENDENTS = 7 };

static void kernel_agrees_with_the_quote_of_each_person(void **state) {
	(void)state;
	static struct bill_rates rates;
	const size_t grades = premium.grades->count;
	const size_t rows = SCHEME_COUNT * grades * DEPENDENTS;
	uint32_t *unit = ARENA_ARRAY(&arena, rows, uint32_t);
	uint8_t *item = ARENA_ARRAY(&arena, rows, uint8_t);
	uint8_t *amount = ARENA_ARRAY(&arena, rows, uint8_t);
	uint8_t *dependents = ARENA_ARRAY(&arena, rows, uint8_t);
	int32_t *self = ARENA_ARRAY(&arena, rows, int32_t);
	int32_t *share = ARENA_ARRAY(&arena, rows, int32_t);
	int32_t *government = ARENA_ARRAY(&arena, rows, int32_t);
	struct bill_unit_sum *sums = ARENA_ARRAY(&arena, rows, struct bill_unit_sum);
	assert_true(unit && item && amount && dependents && self && share && government && sums);
	rates.dependents_max = premium.dependents_max;
	size_t n = 0;
	for (uint8_t s = 0; s < SCHEME_COUNT; s++) {
		if (s == SCHEME_61D) continue;
		for (size_t g = 0; g < grades; g++) {
			rates.rate[s * BILL_AMOUNTS + g] =
			        bill_rate_of(&premium, (enum premium_scheme)s,
			                     twd(premium.grades->rows[g].insured_amount));
			for (uint8_t d = 0; d < DEPENDENTS; d++, n++) {
				unit[n] = 100 + (uint32_t)n / 11;
				item[n] = s;
				amount[n] = (uint8_t)g;
				dependents[n] = d;
			}
		}
	}
	const struct bill_columns in = {n, unit, item, amount, dependents};
	const struct bill_shares out = {self, share, government};
	const size_t units = bill_kernel(&rates, &in, &out, sums);
	assert_int_equal(units, (n + 10) / 11);
	int64_t total = 0;
	for (size_t i = 0; i < n; i++) {
		const enum premium_scheme s = (enum premium_scheme)item[i];
		const struct premium_in one = {
		        .scheme = s,
		        .amount = twd(premium.grades->rows[amount[i]].insured_amount),
		        .dependents = dependents[i],
		};
		struct premium_out want;
		if (!premium_allows_dependents(s) && dependents[i] > 0) continue;
		premium_quote(&premium, &one, &want);
		assert_int_equal(self[i], want.self_total.v);
		assert_int_equal(share[i], want.unit_share.v);
		assert_int_equal(government[i], want.government_share.v);
	}
	for (size_t i = 0; i < n; i++) total += self[i] + (int64_t)share[i] + government[i];
	for (size_t i = 0; i < units; i++)
		total -= sums[i].self + sums[i].unit_share + sums[i].government;
	assert_int_equal(total, 0);
}

static void work_is_cut_only_where_a_unit_begins(void **state) {
	(void)state;
	static const uint32_t unit[] = {1, 1, 2, 2, 2, 3};
	const struct bill_columns in = {.rows = COUNT_OF(unit), .unit = unit};
	static const size_t want[] = {0, 2, 2, 5, 5, 5, 6};
	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_int_equal(bill_kernel_cut(&in, i), want[i]);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(kernel_agrees_with_the_quote_of_each_person),
	        cmocka_unit_test(work_is_cut_only_where_a_unit_begins),
	};
	return cmocka_run_group_tests(tests, read_law, forget_law);
}
