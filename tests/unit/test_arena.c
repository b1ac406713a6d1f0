/* test_arena.c: base/arena: memory with one lifetime and a bound. */
#include "base/arena.h"

#include "test.h"

static void blocks_are_zeroed_aligned_and_apart(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	for (size_t n = 0; n < 3000; n += 7) {
		unsigned char *p = arena_alloc(&a, n);
		assert_non_null(p);
		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < n; i++)
			if (p[i] != 0) fail_msg("byte %zu of %zu is not zero", i, n);
		memset(p, 0xFF, n);
	}
	arena_free(&a);
}

static void the_maximum_is_a_bound_over_all_blocks(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(10000);
	assert_null(arena_alloc(&a, 10001));
	assert_non_null(arena_alloc(&a, 4000));
	assert_non_null(arena_alloc(&a, 5000));
	assert_null(arena_alloc(&a, 5000));
	assert_true(a.held <= 10000);
	arena_free(&a);
	assert_int_equal(a.held, 0);
}

static void a_product_that_overflows_gives_nothing(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	assert_null(arena_array(&a, SIZE_MAX / 2, 3));
	assert_null(arena_alloc(&a, SIZE_MAX));
	assert_non_null(ARENA_ARRAY(&a, 0, int));
	arena_free(&a);
}

static void resetting_keeps_memory_but_no_contents(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	for (int i = 0; i < 100; i++) {
		char *p = arena_alloc(&a, 3000);
		assert_non_null(p);
		memset(p, 'x', 3000);
	}
	arena_reset(&a);
	size_t held = a.held;
	assert_int_equal(a.used, 0);
	assert_true(held > 0);
	char *p = arena_alloc(&a, 3000);
	assert_non_null(p);
	assert_int_equal(p[2999], 0);
	assert_int_equal(a.held, held);
	arena_free(&a);
}

static void a_copied_str_ends_in_an_uncounted_nul(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct str copy;
	assert_true(arena_str(&a, STR("健保"), &copy));
	assert_int_equal(copy.n, 6);
	assert_string_equal(copy.p, "健保");
	assert_true(arena_str(&a, (struct str){NULL, 0}, &copy));
	assert_string_equal(copy.p, "");
	arena_free(&a);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(blocks_are_zeroed_aligned_and_apart),
	        cmocka_unit_test(the_maximum_is_a_bound_over_all_blocks),
	        cmocka_unit_test(a_product_that_overflows_gives_nothing),
	        cmocka_unit_test(resetting_keeps_memory_but_no_contents),
	        cmocka_unit_test(a_copied_str_ends_in_an_uncounted_nul),
	};
	return TEST_MAIN(tests);
}
