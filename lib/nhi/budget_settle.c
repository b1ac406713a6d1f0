/* budget_settle.c: see budget_settle.h. */
#include "nhi/budget_settle.h"

#include "base/check.h"

#define E8 INT64_C(100000000)

static twd_t dollars(i128_t worth) { return twd(round_half_up(worth, E8)); }

struct budget_pay budget_pay(const struct budget_work *work, pv_t value, pv_t guarantee) {
	struct budget_pay out;
	out.floating = dollars(budget_worth(work->floating, work->guarded, value, guarantee));
	out.total = twd_add(twd_add(out.floating, twd(work->fixed)), work->special);
	return out;
}

void budget_sum_add(struct budget_sum *sum, int care, const struct budget_work *work,
                    const struct budget_pay *pay) {
	CHECK(care >= 0 && care < BUDGET_REGIONS);
	sum->floating[care] += work->floating;
	sum->guarded[care] += work->guarded;
	sum->fixed[care] += work->fixed;
	sum->paid = twd_add(sum->paid, twd_sub(pay->total, work->special));
	sum->special = twd_add(sum->special, work->special);
	sum->providers++;
}

/* ---- The proof ------------------------------------------------------------------------------- */

static enum nhi_status unbalanced(struct err *err, const char *what, int64_t a, int64_t b) {
	return err_set(err, NHI_BUDGET_UNBALANCED, "%s" ERR_SEP "%lld" ERR_SEP "%lld", what,
	               (long long)a, (long long)b);
}

/* The providers of a region of care did what the insured of all regions used there. */
static enum nhi_status same_points(const struct budget_points *p, const struct budget_sum *sum,
                                   struct err *err) {
	for (int s = 0; s < BUDGET_REGIONS; s++) {
		int64_t floating = 0, guarded = 0, fixed = 0;
		for (int r = 0; r < BUDGET_REGIONS; r++) {
			floating += p->floating[r][s];
			guarded += p->guarded[r][s];
			fixed += p->fixed[r][s];
		}
		const char *name = budget_region_names[s];
		if (floating != sum->floating[s])
			return unbalanced(err, name, floating, sum->floating[s]);
		if (guarded != sum->guarded[s])
			return unbalanced(err, name, guarded, sum->guarded[s]);
		if (fixed != sum->fixed[s]) return unbalanced(err, name, fixed, sum->fixed[s]);
	}
	return NHI_OK;
}

static struct budget_statement statement_of(const struct budget_value_in *in,
                                            const struct budget_value_out *value, int r) {
	const struct budget_points *p = &in->points;
	struct budget_statement out = {.budget = in->budget[r],
	                               .reimbursed = twd(p->reimbursed[r])};
	i128_t outside = 0;
	for (int s = 0; s < BUDGET_REGIONS; s++) {
		out.fixed = twd_add(out.fixed, twd(p->fixed[r][s]));
		if (s != r)
			outside += budget_worth(p->floating[r][s], p->guarded[r][s],
			                        value->outside[s], in->guarantee);
	}
	out.outside = dollars(outside);
	out.inside = dollars(budget_worth(p->floating[r][r], p->guarded[r][r], value->floating[r],
	                                  in->guarantee));
	out.unspent = twd_sub(out.budget, twd_add(twd_add(out.inside, out.outside),
	                                          twd_add(out.fixed, out.reimbursed)));
	return out;
}

static void add_statement(struct budget_statement *sum, const struct budget_statement *one) {
	sum->budget = twd_add(sum->budget, one->budget);
	sum->inside = twd_add(sum->inside, one->inside);
	sum->outside = twd_add(sum->outside, one->outside);
	sum->fixed = twd_add(sum->fixed, one->fixed);
	sum->reimbursed = twd_add(sum->reimbursed, one->reimbursed);
	sum->unspent = twd_add(sum->unspent, one->unspent);
}

/* The eighth decimal of the value may leave half a unit a point, the two parts half a dollar each.
 * Where nothing was done, or fixed points exceed the budget, all of the difference is real. */
static bool explained(const struct budget_value_in *in, const struct budget_value_out *value,
                      const struct budget_statement *s, int r) {
	int64_t points = 0;
	if (in->method == BUDGET_UNIFORM || !value->has_value[r] || value->is_exhausted[r])
		return true;
	for (int c = 0; c < BUDGET_REGIONS; c++) points += in->points.floating[r][c];
	if (in->points.guarded[r][r] == in->points.floating[r][r]) return true;
	if (value->floating[r].v == BUDGET_VALUE_MAX) return true;
	int64_t most = points / (2 * E8) + 2;
	return s->unspent.v <= most && s->unspent.v >= -most;
}

/* What care elsewhere is paid above (below) what its insured's region was charged. */
static i128_t revaluation(const struct budget_value_in *in, const struct budget_value_out *value) {
	const struct budget_points *p = &in->points;
	i128_t sum = 0;
	for (int r = 0; r < BUDGET_REGIONS; r++)
		for (int s = 0; s < BUDGET_REGIONS; s++) {
			if (s == r) continue;
			int64_t f = p->floating[r][s], g = p->guarded[r][s];
			sum += budget_worth(f, g, value->floating[s], in->guarantee) -
			       budget_worth(f, g, value->outside[s], in->guarantee);
		}
	return sum;
}

/* One value for the nation: the nation's difference is rounding, the regions' is what they send to
 * one another. */
static bool nation_explained(const struct budget_value_in *in, const struct budget_value_out *value,
                             const struct budget_statement *s) {
	int64_t points = 0, guarded = 0;
	if (in->method != BUDGET_UNIFORM || !value->has_value[0] || value->is_exhausted[0])
		return true;
	for (int r = 0; r < BUDGET_REGIONS; r++)
		for (int c = 0; c < BUDGET_REGIONS; c++) {
			points += in->points.floating[r][c];
			guarded += in->points.guarded[r][c];
		}
	if (points == guarded || value->floating[0].v == BUDGET_VALUE_MAX) return true;
	int64_t most = points / (2 * E8) + BUDGET_REGIONS + 1;
	return s->unspent.v <= most && s->unspent.v >= -most;
}

enum nhi_status budget_settle(const struct budget_value_in *in,
                              const struct budget_value_out *value, const struct budget_sum *sum,
                              struct budget_settlement *out, struct err *err) {
	*out = (struct budget_settlement){.payments = sum->paid,
	                                  .special = sum->special,
	                                  .providers = sum->providers,
	                                  .revaluation = dollars(revaluation(in, value))};
	enum nhi_status st = same_points(&in->points, sum, err);
	if (st != NHI_OK) return st;
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		struct budget_statement *s = &out->region[r];
		*s = statement_of(in, value, r);
		if (!explained(in, value, s, r))
			return unbalanced(err, budget_region_names[r], s->budget.v,
			                  s->budget.v - s->unspent.v);
		add_statement(&out->nation, s);
	}
	if (!nation_explained(in, value, &out->nation))
		return unbalanced(err, "nation", out->nation.budget.v,
		                  out->nation.budget.v - out->nation.unspent.v);
	twd_t due = twd_add(twd_add(out->nation.inside, out->nation.outside),
	                    twd_add(out->nation.fixed, out->revaluation));
	out->rounding = twd_sub(out->payments, due);
	int64_t most = sum->providers / 2 + 2 * BUDGET_REGIONS + 1;
	if (out->rounding.v > most || out->rounding.v < -most)
		return unbalanced(err, "providers", out->payments.v, due.v);
	return NHI_OK;
}

/* ---- Individual budgets ---------------------------------------------------------------------- */

static enum nhi_status band_figure(const struct law *law, date_t at, const char *what, int band,
                                   int64_t *out, struct err *err) {
	char name[40];
	const struct law_value *v;
	(void)snprintf(name, sizeof name, "budget.band.%s.%d", what, band + 1);
	enum nhi_status st = law_need(law, name, at, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

enum nhi_status budget_bands(const struct law *law, date_t at, struct budget_bands *out,
                             struct err *err) {
	enum nhi_status st = NHI_OK;
	for (int i = 0; st == NHI_OK && i < BUDGET_BANDS; i++) {
		st = band_figure(law, at, "width", i, &out->width[i], err);
		if (st == NHI_OK) st = band_figure(law, at, "rate", i, &out->rate[i], err);
	}
	return st;
}

int64_t budget_band_points(const struct budget_bands *bands, int64_t quota, int64_t points) {
	i128_t left = (i128_t)points * PPM_ONE, counted = 0;
	for (int i = 0; i < BUDGET_BANDS && left > 0; i++) {
		i128_t width = (i128_t)quota * bands->width[i];
		i128_t part = left < width ? left : width;
		counted += part * bands->rate[i];
		left -= part;
	}
	return round_half_up(counted, (i128_t)PPM_ONE * PPM_ONE);
}
