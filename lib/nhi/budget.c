/* budget.c: see budget.h. */
#include "nhi/budget.h"

#include "base/check.h"

#include <stdarg.h>

const char *const budget_sector_names[BUDGET_SECTORS] = {"hospital", "clinic", "dental", "tcm",
                                                         "dialysis"};
const char *const budget_sector_zh[BUDGET_SECTORS] = {"醫院", "西醫基層", "牙醫門診", "中醫門診",
                                                      "門診透析"};
const char *const budget_region_names[BUDGET_REGIONS] = {"taipei", "north",   "central",
                                                         "south",  "kaoping", "east"};
const char *const budget_region_zh[BUDGET_REGIONS] = {"臺北", "北區", "中區",
                                                      "南區", "高屏", "東區"};

bool budget_sector_find(struct str name, enum budget_sector *out) {
	for (int i = 0; i < BUDGET_SECTORS; i++)
		if (str_is(name, budget_sector_names[i])) {
			*out = (enum budget_sector)i;
			return true;
		}
	return false;
}

bool budget_region_find(struct str name, int *out) {
	int64_t number;
	if (str_to_i64(name, 1, BUDGET_REGIONS, &number)) {
		*out = (int)number - 1;
		return true;
	}
	for (int i = 0; i < BUDGET_REGIONS; i++)
		if (str_is(name, budget_region_names[i])) {
			*out = i;
			return true;
		}
	return false;
}

/* ---- Quarters -------------------------------------------------------------------------------- */

bool quarter_parse(struct str s, quarter_t *out) {
	int64_t year, quarter;
	if (s.n != 6 || s.p[4] != 'Q' || !str_to_i64(str_slice(s, 0, 4), 1912, 9998, &year) ||
	    !str_to_i64(str_slice(s, 5, 6), 1, BUDGET_QUARTERS, &quarter))
		return false;
	*out = (quarter_t)(year * BUDGET_QUARTERS + quarter - 1);
	return true;
}

void quarter_print(struct buf *b, quarter_t q) {
	buf_printf(b, "%dQ%d", q / BUDGET_QUARTERS, q % BUDGET_QUARTERS + 1);
}

quarter_t quarter_of(month_t m) { return m / 3; }
month_t quarter_month(quarter_t q) { return q * 3; }

/* ---- From the year to the quarter ------------------------------------------------------------ */

enum { NAME_SIZE = 80 };

static enum nhi_status figure(const struct law *law, date_t at, const struct law_value **out,
                              struct err *err, const char *fmt, ...) PRINTF_LIKE(5, 6);
static enum nhi_status figure(const struct law *law, date_t at, const struct law_value **out,
                              struct err *err, const char *fmt, ...) {
	char name[NAME_SIZE];
	va_list list;
	va_start(list, fmt);
	int n = vsnprintf(name, sizeof name, fmt, list);
	va_end(list);
	CHECK(n > 0 && n < NAME_SIZE);
	return law_need(law, name, at, out, err);
}

enum nhi_status budget_quarters(const struct law *law, enum budget_sector sector, int32_t year,
                                int64_t scale, twd_t out[BUDGET_QUARTERS], bool *verified,
                                struct err *err) {
	CHECK(scale > 0);
	date_t at = month_first(month_make(year, 1));
	const struct law_value *amount, *weight;
	enum nhi_status st =
	        figure(law, at, &amount, err, "budget.year.%s", budget_sector_names[sector]);
	if (st != NHI_OK) return st;
	*verified = amount->verified;
	int64_t weights[BUDGET_QUARTERS], parts[BUDGET_QUARTERS];
	for (int q = 0; st == NHI_OK && q < BUDGET_QUARTERS; q++) {
		st = figure(law, at, &weight, err, "budget.quarter.%d", q + 1);
		if (st != NHI_OK) return st;
		weights[q] = weight->value;
		*verified = *verified && weight->verified;
	}
	money_allocate(round_half_up(amount->value, scale), weights, BUDGET_QUARTERS, parts);
	for (int q = 0; q < BUDGET_QUARTERS; q++) out[q] = twd(parts[q]);
	return NHI_OK;
}

/* ---- From the nation to the regions ---------------------------------------------------------- */

/* The components that the law weighs, by sector; budget.split.<sector>.<component>. */
static const char *const split_components[BUDGET_SECTORS][BUDGET_COMPONENTS_MAX] = {
        [BUDGET_HOSPITAL] = {"opd.population", "opd.expense", "ipd.population", "ipd.expense"},
        [BUDGET_CLINIC] = {"population", "expense"},
        [BUDGET_DENTAL] = {"population"},
        [BUDGET_TCM] = {"income", "population", "visits", "growth", "doctors"},
};

/* The east's share of Chinese medicine is agreed beforehand; the others share what is left. */
static enum nhi_status east_first(const struct law *law, date_t at, twd_t *amount,
                                  twd_t out[BUDGET_REGIONS], struct err *err) {
	const struct law_value *east;
	enum nhi_status st = figure(law, at, &east, err, "budget.split.tcm.east");
	if (st != NHI_OK) return st;
	out[BUDGET_REGIONS - 1] = twd_rate(*amount, ppm(east->value));
	*amount = twd_sub(*amount, out[BUDGET_REGIONS - 1]);
	return NHI_OK;
}

static const struct budget_component *component(const struct budget_component *given, size_t count,
                                                const char *name) {
	for (size_t i = 0; i < count; i++)
		if (str_is(given[i].name, name)) return &given[i];
	return NULL;
}

/* Adds weight × share × amount to `millionths` of dollars. */
static enum nhi_status add_component(const struct budget_component *c, int64_t weight, twd_t amount,
                                     int regions, i128_t *millionths, struct err *err) {
	int64_t sum = 0;
	for (int r = 0; r < regions; r++) {
		if (c->share[r] < 0 || c->share[r] > BUDGET_SHARE_MAX)
			return err_set(err, NHI_RANGE, "%.*s" ERR_SEP "%lld" ERR_SEP "0…10^12",
			               STR_ARG(c->name), (long long)c->share[r]);
		sum += c->share[r];
	}
	if (sum == 0)
		return err_set(err, NHI_RANGE, "%.*s" ERR_SEP "0" ERR_SEP "> 0", STR_ARG(c->name));
	for (int r = 0; r < regions; r++)
		millionths[r] += round_half_up((i128_t)amount.v * weight * c->share[r], sum);
	return NHI_OK;
}

static void give_rest(twd_t amount, int regions, twd_t *out) {
	int most = 0;
	twd_t rest = amount;
	for (int r = 0; r < regions; r++) {
		rest = twd_sub(rest, out[r]);
		if (out[r].v > out[most].v) most = r;
	}
	out[most] = twd_add(out[most], rest);
}

enum nhi_status budget_split(const struct law *law, enum budget_sector sector, date_t at,
                             twd_t amount, const struct budget_component *given, size_t count,
                             twd_t out[BUDGET_REGIONS], struct err *err) {
	i128_t millionths[BUDGET_REGIONS] = {0};
	int64_t weights = 0;
	for (int r = 0; r < BUDGET_REGIONS; r++) out[r] = twd(0);
	if (sector == BUDGET_DIALYSIS) {
		out[0] = amount;
		return NHI_OK;
	}
	int regions = sector == BUDGET_TCM ? BUDGET_REGIONS - 1 : BUDGET_REGIONS;
	enum nhi_status st = sector == BUDGET_TCM ? east_first(law, at, &amount, out, err) : NHI_OK;
	const char *const *name = split_components[sector];
	for (; st == NHI_OK && *name != NULL; name++) {
		const struct law_value *weight = NULL;
		st = figure(law, at, &weight, err, "budget.split.%s.%s",
		            budget_sector_names[sector], *name);
		if (st != NHI_OK || weight->value == 0) continue;
		const struct budget_component *c = component(given, count, *name);
		if (c == NULL)
			return err_set(err, NHI_NOT_FOUND, "%s %s", budget_sector_names[sector],
			               *name);
		weights += weight->value;
		st = add_component(c, weight->value, amount, regions, millionths, err);
	}
	if (st != NHI_OK) return st;
	if (weights != PPM_ONE)
		return err_set(err, NHI_LAW_WEIGHTS, "budget.split.%s.*" ERR_SEP "%lld",
		               budget_sector_names[sector], (long long)weights);
	for (int r = 0; r < regions; r++) out[r] = twd(round_half_up(millionths[r], PPM_ONE));
	give_rest(amount, regions, out);
	return NHI_OK;
}
