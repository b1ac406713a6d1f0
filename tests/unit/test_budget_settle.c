/* The proof of a settlement, over made quarters of 5,000 providers and each method. */
#include "nhi/budget_settle.h"

#include "test.h"

static uint64_t next_number(uint64_t *state) {
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

enum { PROVIDERS = 5000 };

/* A quarter of made providers: most care at home, a tenth elsewhere. */
static void make_quarter(uint64_t seed, enum budget_method method, struct budget_value_in *in,
                         struct budget_work *work, int *care) {
	*in = (struct budget_value_in){.method = method, .guarantee = {95000000}};
	for (int i = 0; i < PROVIDERS; i++) {
		int s = care[i] = (int)(next_number(&seed) % BUDGET_REGIONS);
		work[i] = (struct budget_work){0};
		for (int r = 0; r < BUDGET_REGIONS; r++) {
			int64_t f = (int64_t)(next_number(&seed) % 900000) * (r == s ? 20 : 1);
			int64_t g = f / 10, n = f / 3;
			in->points.floating[r][s] += f;
			in->points.guarded[r][s] += g;
			in->points.fixed[r][s] += n;
			work[i].floating += f;
			work[i].guarded += g;
			work[i].fixed += n;
		}
	}
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		int64_t sum = 0;
		for (int s = 0; s < BUDGET_REGIONS; s++)
			sum += in->points.floating[r][s] * 94 / 100 + in->points.fixed[r][s];
		in->points.reimbursed[r] = 12345;
		in->budget[r] = twd(sum + 777 * r);
		in->previous[r] = (pv_t){91234567 + r * 1111111};
	}
}

static void settles(enum budget_method method) {
	static struct budget_work work[PROVIDERS];
	static int care[PROVIDERS];
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct budget_value_in in;
		struct budget_value_out value;
		struct budget_settlement s;
		struct budget_sum sum = {0};
		struct err err = ERR_INIT;
		make_quarter(seed, method, &in, work, care);
		assert_int_equal(budget_value(&in, &value, &err), NHI_OK);
		for (int i = 0; i < PROVIDERS; i++) {
			struct budget_pay pay =
			        budget_pay(&work[i], value.floating[care[i]], in.guarantee);
			budget_sum_add(&sum, care[i], &work[i], &pay);
		}
		assert_int_equal(budget_settle(&in, &value, &sum, &s, &err), NHI_OK);
		assert_int_equal(s.nation.budget.v,
		                 s.nation.inside.v + s.nation.outside.v + s.nation.fixed.v +
		                         s.nation.reimbursed.v + s.nation.unspent.v);
		assert_int_equal(s.payments.v, s.nation.inside.v + s.nation.outside.v +
		                                       s.nation.fixed.v + s.revaluation.v +
		                                       s.rounding.v);
		sum.floating[2]++;
		assert_int_equal(budget_settle(&in, &value, &sum, &s, &err), NHI_BUDGET_UNBALANCED);
	}
}

static void the_parts_add_up_to_the_budget_and_to_the_payments(void **state) {
	(void)state;
	for (int m = 0; m < BUDGET_METHODS; m++) settles((enum budget_method)m);
}

static void points_used_where_nobody_lives_have_no_value(void **state) {
	(void)state;
	struct budget_value_in in = {.points.floating[0][1] = 5};
	struct budget_value_out out;
	struct err err = ERR_INIT;
	assert_int_equal(budget_value(&in, &out, &err), NHI_BUDGET_POINTS);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_parts_add_up_to_the_budget_and_to_the_payments),
	        cmocka_unit_test(points_used_where_nobody_lives_have_no_value),
	};
	return TEST_MAIN(tests);
}
