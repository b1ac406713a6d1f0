/* budget_value.c: see budget_value.h. */
#include "nhi/budget_value.h"

#include "base/check.h"

#define E8 INT64_C(100000000)

const char *const budget_method_names[BUDGET_METHODS] = {"prev_quarter", "simultaneous", "uniform"};

bool budget_method_find(struct str name, enum budget_method *out) {
	for (int i = 0; i < BUDGET_METHODS; i++)
		if (str_is(name, budget_method_names[i])) {
			*out = (enum budget_method)i;
			return true;
		}
	return false;
}

i128_t budget_worth(int64_t floating, int64_t guarded, pv_t v, pv_t guarantee) {
	pv_t g = guarantee.v > v.v ? guarantee : v;
	return (i128_t)(floating - guarded) * v.v + (i128_t)guarded * g.v;
}

/* ---- One region ------------------------------------------------------------------------------ */

static int64_t non_floating(const struct budget_value_in *in, int r) {
	int64_t sum = in->points.reimbursed[r];
	for (int s = 0; s < BUDGET_REGIONS; s++) sum += in->points.fixed[r][s];
	return sum;
}

static int64_t floating_of(const struct budget_value_in *in, int r) {
	int64_t sum = 0;
	for (int s = 0; s < BUDGET_REGIONS; s++) sum += in->points.floating[r][s];
	return sum;
}

/* Next to no points against a budget: the quotient stops at BUDGET_VALUE_MAX. */
static pv_t quotient(i128_t money_e8, int64_t points) {
	if (money_e8 / points >= BUDGET_VALUE_MAX) return (pv_t){BUDGET_VALUE_MAX};
	return (pv_t){round_half_up(money_e8, points)};
}

/* What is left for floating points, `whole` of them, `guarded` protected: the guarantee is paid
 * first when the value would fall below it. */
struct rest {
	i128_t money_e8;
	int64_t whole, guarded;
};

static pv_t divide(const struct rest *rest, pv_t guarantee, bool *is_exhausted, bool *is_guarded) {
	*is_exhausted = rest->money_e8 < 0;
	*is_guarded = false;
	if (*is_exhausted) return (pv_t){0};
	pv_t v = quotient(rest->money_e8, rest->whole);
	if (v.v >= guarantee.v || rest->guarded == 0) return v;
	*is_guarded = true;
	i128_t left = rest->money_e8 - (i128_t)rest->guarded * guarantee.v;
	*is_exhausted = left < 0;
	int64_t others = rest->whole - rest->guarded;
	if (left <= 0 || others == 0) return (pv_t){0};
	return quotient(left, others);
}

static void region_value(const struct budget_value_in *in, struct budget_value_out *out, int r) {
	struct rest rest = {.money_e8 = (i128_t)(in->budget[r].v - non_floating(in, r)) * E8,
	                    .whole = in->points.floating[r][r],
	                    .guarded = in->points.guarded[r][r]};
	for (int s = 0; s < BUDGET_REGIONS; s++)
		if (s != r)
			rest.money_e8 -=
			        budget_worth(in->points.floating[r][s], in->points.guarded[r][s],
			                     out->outside[s], in->guarantee);
	out->has_value[r] = rest.whole > 0;
	if (out->has_value[r])
		out->floating[r] =
		        divide(&rest, in->guarantee, &out->is_exhausted[r], &out->is_guarded[r]);
}

/* ---- All regions together -------------------------------------------------------------------- */

/* Gauss and Seidel in whole numbers of 10^-16 dollars: most care is given at home, so each round
 * shrinks the error; the values are read off at 10^-8. */
enum { ROUNDS_MAX = 100000 };

static i128_t divided(i128_t n, i128_t d) { /* half up; n may be negative */
	return n >= 0 ? (n + d / 2) / d : -((-n + d / 2) / d);
}

static i128_t worth_e16(int64_t floating, int64_t guarded, i128_t v, i128_t guarantee) {
	return (floating - guarded) * v + guarded * (v > guarantee ? v : guarantee);
}

static i128_t solve_region(const struct budget_value_in *in, const i128_t *v, int r) {
	i128_t g = (i128_t)in->guarantee.v * E8;
	i128_t money = (i128_t)(in->budget[r].v - non_floating(in, r)) * E8 * E8;
	for (int s = 0; s < BUDGET_REGIONS; s++)
		if (s != r)
			money -= worth_e16(in->points.floating[r][s], in->points.guarded[r][s],
			                   v[s], g);
	int64_t whole = in->points.floating[r][r], guarded = in->points.guarded[r][r];
	if (money < 0) return 0;
	i128_t value = divided(money, whole);
	if (value >= g || guarded == 0) return value;
	i128_t left = money - guarded * g;
	return left <= 0 || whole == guarded ? 0 : divided(left, whole - guarded);
}

static enum nhi_status solve_together(const struct budget_value_in *in,
                                      struct budget_value_out *out, struct err *err) {
	i128_t v[BUDGET_REGIONS], moved = 1;
	for (int r = 0; r < BUDGET_REGIONS; r++)
		v[r] = in->points.floating[r][r] > 0 ? (i128_t)E8 * E8 : 0;
	for (int round = 0; moved > 0 && round < ROUNDS_MAX; round++) {
		moved = 0;
		for (int r = 0; r < BUDGET_REGIONS; r++) {
			if (in->points.floating[r][r] == 0) continue;
			i128_t next = solve_region(in, v, r);
			i128_t step = next > v[r] ? next - v[r] : v[r] - next;
			if (step > moved) moved = step;
			v[r] = next;
			if (next > (i128_t)BUDGET_VALUE_MAX * E8)
				return err_set(err, NHI_BUDGET_UNSOLVED, "%s", "");
		}
	}
	if (moved > 1) return err_set(err, NHI_BUDGET_UNSOLVED, "%s", "");
	for (int r = 0; r < BUDGET_REGIONS; r++) out->outside[r] = (pv_t){round_half_up(v[r], E8)};
	return NHI_OK;
}

/* ---- One value for the nation ---------------------------------------------------------------- */

static void uniform(const struct budget_value_in *in, struct budget_value_out *out) {
	struct rest rest = {0};
	bool exhausted = false, guarded = false;
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		rest.money_e8 += (i128_t)(in->budget[r].v - non_floating(in, r)) * E8;
		rest.whole += floating_of(in, r);
		for (int s = 0; s < BUDGET_REGIONS; s++) rest.guarded += in->points.guarded[r][s];
	}
	pv_t v = rest.whole > 0 ? divide(&rest, in->guarantee, &exhausted, &guarded) : (pv_t){0};
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		out->floating[r] = out->outside[r] = v;
		out->has_value[r] = rest.whole > 0;
		out->is_exhausted[r] = exhausted;
		out->is_guarded[r] = guarded;
	}
}

/* ---- The whole ------------------------------------------------------------------------------- */

static pv_t ratio(twd_t money, int64_t points) {
	return points > 0 ? quotient((i128_t)money.v * E8, points) : (pv_t){0};
}

static void averages(const struct budget_value_in *in, struct budget_value_out *out) {
	int64_t points = 0, fixed = 0;
	twd_t budget = twd(0);
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		int64_t f = floating_of(in, r), n = non_floating(in, r);
		out->average[r] = ratio(in->budget[r], f + n);
		budget = twd_add(budget, in->budget[r]);
		points += f;
		fixed += n;
	}
	twd_t rest = twd_sub(budget, twd(fixed));
	out->national_floating = ratio(rest.v < 0 ? twd(0) : rest, points);
	out->national_average = ratio(budget, points + fixed);
}

static enum nhi_status every_care_has_a_value(const struct budget_value_in *in, struct err *err) {
	for (int s = 0; s < BUDGET_REGIONS; s++)
		for (int r = 0; r < BUDGET_REGIONS; r++)
			if (in->points.floating[r][s] > 0 && in->points.floating[s][s] == 0)
				return err_set(err, NHI_BUDGET_POINTS, "%s", budget_region_zh[s]);
	return NHI_OK;
}

enum nhi_status budget_value(const struct budget_value_in *in, struct budget_value_out *out,
                             struct err *err) {
	*out = (struct budget_value_out){0};
	averages(in, out);
	if (in->method == BUDGET_UNIFORM) {
		uniform(in, out);
		return NHI_OK;
	}
	enum nhi_status st = every_care_has_a_value(in, err);
	if (st == NHI_OK && in->method == BUDGET_SIMULTANEOUS) st = solve_together(in, out, err);
	if (st != NHI_OK) return st;
	if (in->method == BUDGET_PREVIOUS_QUARTER)
		for (int r = 0; r < BUDGET_REGIONS; r++) out->outside[r] = in->previous[r];
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		region_value(in, out, r);
		/* Solved at 10^-16; computed again from rounded neighbours it could move the last
		 * decimal. */
		if (in->method == BUDGET_SIMULTANEOUS) out->floating[r] = out->outside[r];
	}
	return NHI_OK;
}

/* ---- As text --------------------------------------------------------------------------------- */

void budget_value_print(struct buf *b, pv_t v) {
	CHECK(v.v >= 0);
	buf_put_i64(b, v.v / E8);
	buf_put_char(b, '.');
	buf_put_i64_padded(b, v.v % E8, 8);
}

bool budget_value_parse(struct str s, pv_t *out) {
	enum { DECIMALS = 8 };
	struct str rest = s, whole = str_cut(&rest, '.');
	int64_t before, after = 0;
	if (!str_to_i64(whole, 0, 1000, &before) || rest.n > DECIMALS ||
	    (rest.n > 0 && (!str_is_digits(rest) || !str_to_i64(rest, 0, E8, &after))) ||
	    (rest.n == 0 && whole.n != s.n))
		return false;
	for (size_t i = rest.n; i < DECIMALS; i++) after *= 10;
	*out = (pv_t){before * E8 + after};
	return true;
}
