/* The synthetic Taiwan: exact size, the same bytes for the same seed, numbers that pass. */
#include "base/ids.h"
#include "base/sha256.h"
#include "engine/population.h"
#include "engine/population_tables.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { PEOPLE = 23900 };

static date_t start(void) {
	date_t d = 0;
	assert_true(date_from_ymd((struct ymd){2026, 1, 1}, &d));
	return d;
}

static void make(struct population_plan *plan, struct arena *arena, uint64_t seed,
                 uint32_t people) {
	struct err err = ERR_INIT;
	assert_int_equal(population_plan_make(plan, arena, seed, people, &err), NHI_OK);
}

static void each_person_is_placed_once_and_families_fit(void **state) {
	(void)state;
	static const uint32_t sizes[] = {1, 2, 100, 2390, PEOPLE};
	for (size_t s = 0; s < COUNT_OF(sizes); s++) {
		struct arena arena = ARENA_INIT(0);
		struct population_plan plan;
		make(&plan, &arena, 7, sizes[s]);
		struct population_member *m =
		        ARENA_ARRAY(&arena, plan.unit_people_max, struct population_member);
		uint32_t next = 1;
		for (uint32_t u = 0; u < plan.unit_count; u++) {
			const uint32_t n = population_unit_members(&plan, u, start(), m);
			assert_int_equal(n, plan.units[u].people);
			for (uint32_t i = 0; i < n; i++) {
				assert_int_equal(m[i].person, next++);
				assert_true(m[i].insured <= m[i].person);
				assert_true(m[i].since < start());
				assert_true(m[i].since >= m[i].born);
				if (m[i].relation == POPULATION_SELF) continue;
				const struct population_member *head =
				        &m[m[i].insured - plan.units[u].first_person];
				assert_int_equal(head->relation, POPULATION_SELF);
				if (m[i].relation == POPULATION_CHILD)
					assert_true(m[i].born > head->born);
				if (m[i].relation == POPULATION_PARENT)
					assert_true(m[i].born < head->born);
			}
		}
		assert_int_equal(next, sizes[s] + 1);
		arena_free(&arena);
	}
}

static void digest(uint64_t seed, char hex[SHA256_HEX_SIZE + 1]) {
	struct arena arena = ARENA_INIT(0);
	struct population_plan plan;
	struct buf text = BUF_INIT(0);
	make(&plan, &arena, seed, PEOPLE);
	struct population_member *m =
	        ARENA_ARRAY(&arena, plan.unit_people_max, struct population_member);
	/* Backwards: a unit does not depend on those before it. */
	for (uint32_t u = plan.unit_count; u-- > 0;) {
		const uint32_t n = population_unit_members(&plan, u, start(), m);
		population_unit_name(&text, &plan, u);
		for (uint32_t i = 0; i < n; i++) {
			buf_printf(&text, "%u %u %d %d %d ", m[i].person, m[i].insured, m[i].born,
			           m[i].wage, m[i].category);
			population_name(&text, seed, m[i].person, m[i].surname, m[i].sex);
		}
	}
	assert_true(buf_ok(&text));
	sha256_hex(buf_str(&text), hex);
	buf_free(&text);
	arena_free(&arena);
}

static void the_same_seed_gives_the_same_bytes_and_another_seed_others(void **state) {
	(void)state;
	char a[SHA256_HEX_SIZE + 1], b[SHA256_HEX_SIZE + 1], c[SHA256_HEX_SIZE + 1];
	digest(1, a);
	digest(1, b);
	digest(2, c);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
}

static int by_bytes(const void *a, const void *b) { return memcmp(a, b, POPULATION_ID_SIZE); }

static void numbers_pass_their_check_digits_and_are_unique(void **state) {
	(void)state;
	struct arena arena = ARENA_INIT(0);
	struct population_plan plan;
	make(&plan, &arena, 1, PEOPLE);
	char(*id)[POPULATION_ID_SIZE] =
	        arena_array(&arena, PEOPLE + 500, sizeof(char[POPULATION_ID_SIZE]));
	for (uint32_t p = 1; p <= PEOPLE + 500; p++) {
		const uint32_t county =
		        p > PEOPLE ? p % POPULATION_COUNTY_COUNT : population_county_of(&plan, p);
		population_id(county, population_serial(&plan, p), (uint8_t)(1 + p % 2),
		              p % 50 == 0, id[p - 1]);
		const struct str s = {id[p - 1], POPULATION_ID_SIZE};
		assert_true(p % 50 == 0 ? id_is_resident(s) : id_is_national(s));
	}
	qsort(id, PEOPLE + 500, sizeof id[0], by_bytes);
	for (size_t i = 1; i < PEOPLE + 500; i++)
		assert_int_not_equal(memcmp(id[i - 1], id[i], POPULATION_ID_SIZE), 0);
	for (uint32_t u = 0; u < plan.unit_count; u++) {
		char number[8];
		if (population_business_number(&plan, u, number))
			assert_true(id_is_business((struct str){number, 8}, start()));
		else
			assert_int_equal(plan.units[u].kind, POPULATION_EMPLOYER);
	}
	arena_free(&arena);
}

static void tables_add_up(void **state) {
	(void)state;
	uint64_t ppm = 0, sizes = 0, surnames = 0;
	for (size_t k = 0; k < POPULATION_KIND_COUNT; k++) ppm += population_kinds[k].share_ppm;
	for (size_t i = 0; i < population_firm_size_count; i++)
		sizes += population_firm_sizes[i].weight;
	for (size_t i = 0; i < population_surname_count; i++)
		surnames += population_surname_weights[i];
	assert_int_equal(ppm, 1000000);
	assert_int_equal(sizes, 1000000);
	assert_int_equal(surnames, population_surname_total);
	static const uint8_t items[] = {11, 12, 13, 14, 15, 21, 22, 31, 32, 41, 42, 43, 51, 61, 62};
	for (size_t i = 0; i < COUNT_OF(items); i++) {
		const struct population_family_row *row = population_family(items[i]);
		uint32_t total = 0;
		for (size_t d = 0; d <= POPULATION_DEPENDENTS_MAX; d++) total += row->weight[d];
		assert_int_equal(row->category, items[i]);
		assert_int_equal(total, row->total);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(each_person_is_placed_once_and_families_fit),
	        cmocka_unit_test(the_same_seed_gives_the_same_bytes_and_another_seed_others),
	        cmocka_unit_test(numbers_pass_their_check_digits_and_are_unique),
	        cmocka_unit_test(tables_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
