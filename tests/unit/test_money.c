/* test_money.c: base/money: roundings and allocation as properties against plain definitions. */
#include "base/money.h"

#include "test.h"

static void roundings_at_and_beside_the_tie(void **state) {
	(void)state;
	static const struct {
		int64_t n, d, half_up, half_down, down, up;
	} rows[] = {
	        {0, 2, 0, 0, 0, 0},
	        {1, 2, 1, 0, 0, 1},
	        {3, 2, 2, 1, 1, 2},
	        {-1, 2, -1, 0, 0, -1},
	        {-3, 2, -2, -1, -1, -2},
	        {1, 3, 0, 0, 0, 1},
	        {2, 3, 1, 1, 0, 1},
	        {49, 100, 0, 0, 0, 1},
	        {50, 100, 1, 0, 0, 1},
	        {51, 100, 1, 1, 0, 1},
	        {-51, 100, -1, -1, 0, -1},
	        {7, 1, 7, 7, 7, 7},
	        {INT64_MAX, 1, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(round_half_up(rows[i].n, rows[i].d), rows[i].half_up);
		assert_int_equal(round_half_down(rows[i].n, rows[i].d), rows[i].half_down);
		assert_int_equal(round_down(rows[i].n, rows[i].d), rows[i].down);
		assert_int_equal(round_up(rows[i].n, rows[i].d), rows[i].up);
	}
}

static void a_rounding_is_a_mirror_image_and_off_by_less_than_one(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	for (int i = 0; i < 100000; i++) {
		int64_t d = test_random_between(&r, 1, INT64_C(1) << 40);
		int64_t n = test_random_between(&r, -(INT64_C(1) << 60), INT64_C(1) << 60);
		int64_t up = round_half_up(n, d), even = round_half_down(n, d);
		assert_true(round_half_up(-(i128_t)n, d) == -up);
		assert_true(round_half_down(-(i128_t)n, d) == -even);
		assert_true(round_down(-(i128_t)n, d) == -round_down(n, d));
		assert_true(round_up(-(i128_t)n, d) == -round_up(n, d));
		i128_t off = (i128_t)up * d - n, off_even = (i128_t)even * d - n;
		assert_true(2 * (off < 0 ? -off : off) <= d);
		assert_true(2 * (off_even < 0 ? -off_even : off_even) <= d);
		assert_true(round_up(n, d) - round_down(n, d) == (n % d == 0 ? 0 : n < 0 ? -1 : 1));
	}
}

static void the_product_before_rounding_may_exceed_64_bits(void **state) {
	(void)state;
	assert_int_equal(twd_rate(twd(INT64_C(9000000000000000000)), ppm(500000)).v,
	                 INT64_C(4500000000000000000));
	assert_int_equal(twd_rate(twd(-1001), ppm(500000)).v, -501);
}

static void parts_add_up_and_follow_their_weights(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	for (int round = 0; round < 5000; round++) {
		int64_t weight[12], part[12], sum = 0, given = 0;
		size_t n = (size_t)test_random_between(&r, 1, 12);
		for (size_t i = 0; i < n; i++) sum += weight[i] = test_random_between(&r, 0, 1000);
		if (sum == 0) sum = weight[0] = 1;
		int64_t total = test_random_between(&r, -1000000, 1000000);
		money_allocate(total, weight, n, part);
		for (size_t i = 0; i < n; i++) {
			given += part[i];
			i128_t off = (i128_t)part[i] * sum - (i128_t)total * weight[i];
			assert_true((off < 0 ? -off : off) < sum); /* less than one dollar off */
			for (size_t k = 0; k < i;
			     k++) /* equal weights: the lower index is not worse */
				if (weight[k] == weight[i] && total >= 0)
					assert_true(part[k] >= part[i]);
		}
		assert_int_equal(given, total);
	}
}

static void a_sum_is_split_by_largest_remainder(void **state) {
	(void)state;
	int64_t part[3];
	money_allocate(100, (const int64_t[]){1, 1, 1}, 3, part);
	assert_int_equal(part[0], 34);
	assert_int_equal(part[1], 33);
	assert_int_equal(part[2], 33);
	money_allocate(-100, (const int64_t[]){1, 0, 2}, 3, part);
	assert_int_equal(part[0], -33);
	assert_int_equal(part[1], 0);
	assert_int_equal(part[2], -67);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(roundings_at_and_beside_the_tie),
	        cmocka_unit_test(a_rounding_is_a_mirror_image_and_off_by_less_than_one),
	        cmocka_unit_test(the_product_before_rounding_may_exceed_64_bits),
	        cmocka_unit_test(parts_add_up_and_follow_their_weights),
	        cmocka_unit_test(a_sum_is_split_by_largest_remainder),
	};
	return TEST_MAIN(tests);
}
