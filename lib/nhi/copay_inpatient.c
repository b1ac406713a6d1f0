/* copay_inpatient.c: see copay_inpatient.h. */
#include "nhi/copay_inpatient.h"

#include "base/check.h"

#include <stdio.h>

static const struct {
	const char *name, *zh, *en;
	int32_t bands;
} wards[COPAY_WARDS] = {
        [COPAY_ACUTE] = {"acute", "急性病房", "acute ward", 3},
        [COPAY_CHRONIC] = {"chronic", "慢性病房", "chronic ward", 4},
};

const char *copay_ward_text(enum copay_ward ward, const char *lang) {
	return str_is(str_from(lang), "en") ? wards[ward].en : wards[ward].zh;
}

enum { NAME_SIZE = 64 };

static enum nhi_status figure(const struct law *law, date_t at, const char *name,
                              struct trace *trace, int64_t *out, struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(law, name, at, &v, err);
	if (st != NHI_OK) return st;
	trace_parameter(trace, law_parameter(law, str_from(name)), v);
	*out = v->value;
	return NHI_OK;
}

static enum nhi_status band_figure(const struct law *law, date_t at, enum copay_ward ward,
                                   const char *kind, int32_t band, int64_t *out, struct err *err) {
	char name[NAME_SIZE];
	(void)snprintf(name, sizeof name, "copay.inpatient.%s.%s.%d", wards[ward].name, kind,
	               (int)band + 1);
	return figure(law, at, name, NULL, out, err);
}

enum nhi_status copay_bands_at(const struct law *law, date_t at, enum copay_ward ward,
                               struct copay_bands *out, struct err *err) {
	char name[NAME_SIZE];
	int64_t capped = 0, v = 0;
	*out = (struct copay_bands){.count = wards[ward].bands};
	(void)snprintf(name, sizeof name, "copay.inpatient.ceiling.days.%s", wards[ward].name);
	enum nhi_status st = figure(law, at, name, NULL, &capped, err);
	for (int32_t i = 0; i < out->count && st == NHI_OK; i++) {
		st = band_figure(law, at, ward, "share", i, &v, err);
		out->share[i] = ppm(v);
		if (st != NHI_OK || i == out->count - 1) break;
		st = band_figure(law, at, ward, "days", i, &v, err);
		out->last_day[i] = (int32_t)v;
		out->is_capped[i] = v <= capped;
	}
	return st;
}

/* Days of the count that lie in band i, when `days` follow `before`. */
static int64_t days_in_band(const struct copay_bands *b, int32_t i, int64_t before, int64_t days) {
	int64_t first = i == 0 ? 1 : b->last_day[i - 1] + 1;
	int64_t last = i == b->count - 1 ? INT32_MAX : b->last_day[i];
	int64_t from = before + 1 > first ? before + 1 : first;
	int64_t to = before + days < last ? before + days : last;
	return to < from ? 0 : to - from + 1;
}

void copay_spread(const struct copay_bands *bands, int32_t days_before, int32_t days, twd_t cost,
                  twd_t out[COPAY_BANDS_MAX]) {
	CHECK(days > 0 && days <= COPAY_DAYS_MAX);
	CHECK(days_before >= 0 && days_before <= COPAY_DAYS_MAX);
	int64_t weight[COPAY_BANDS_MAX] = {0}, part[COPAY_BANDS_MAX] = {0};
	for (int32_t i = 0; i < bands->count; i++)
		weight[i] = days_in_band(bands, i, days_before, days);
	money_allocate(cost.v, weight, (size_t)bands->count, part);
	for (int32_t i = 0; i < bands->count; i++) out[i] = twd_add(out[i], twd(part[i]));
}

static void trace_band(struct trace *t, enum copay_ward ward, const struct copay_bands *b,
                       int32_t i, twd_t cost, twd_t share) {
	if (t == NULL) return;
	struct buf zh = BUF_INIT(256), en = BUF_INIT(256), f = BUF_INIT(256);
	int first = i == 0 ? 1 : b->last_day[i - 1] + 1;
	if (i == b->count - 1) {
		buf_printf(&zh, "%s第 %d 日起", wards[ward].zh, first);
		buf_printf(&en, "%s, day %d and later", wards[ward].en, first);
	} else {
		buf_printf(&zh, "%s第 %d 至 %d 日", wards[ward].zh, first, (int)b->last_day[i]);
		buf_printf(&en, "%s, days %d to %d", wards[ward].en, first, (int)b->last_day[i]);
	}
	buf_put_i64_grouped(&f, cost.v);
	buf_put_c(&f, " × ");
	law_print_value(&f, LAW_PPM, b->share[i].v, "en");
	buf_put_c(&f, " → ");
	buf_put_i64_grouped(&f, share.v);
	buf_put_char(&zh, '\0');
	buf_put_char(&en, '\0');
	if (!buf_ok(&zh) || !buf_ok(&en))
		t->failed = true;
	else
		trace_result(t, "band", zh.p, en.p, LAW_TWD, share.v, buf_str(&f),
		             STR("L0060001:47:1;L0060002:62:1"));
	buf_free(&zh);
	buf_free(&en);
	buf_free(&f);
}

static enum nhi_status add_ward(const struct law *law, const struct copay_stay_in *in,
                                enum copay_ward ward, struct copay_stay_out *out,
                                struct trace *trace, struct err *err) {
	struct copay_bands b;
	enum nhi_status st = copay_bands_at(law, in->on, ward, &b, err);
	if (st != NHI_OK) return st;
	for (int32_t i = 0; i < b.count; i++) {
		twd_t cost = in->cost[ward][i];
		CHECK(cost.v >= 0);
		twd_t share = twd_rate(cost, b.share[i]);
		out->band[ward][i] = share;
		twd_t *sum = b.is_capped[i] ? &out->capped : &out->uncapped;
		*sum = twd_add(*sum, share);
		if (cost.v > 0) trace_band(trace, ward, &b, i, cost, share);
	}
	return NHI_OK;
}

/* min(capped, ceiling) + uncapped; a year without a known ceiling leaves the sum uncapped and says
 * so. */
static void apply_ceiling(const struct law *law, const struct copay_stay_in *in,
                          struct copay_stay_out *out, struct trace *t) {
	struct str name = STR("copay.inpatient.ceiling.admission");
	const struct law_value *v = law_at(law, name, in->on);
	twd_t capped = out->capped;
	out->has_ceiling = v != NULL;
	if (v != NULL) {
		trace_parameter(t, law_parameter(law, name), v);
		out->ceiling = twd(v->value);
		if (capped.v > v->value) capped = twd(v->value);
	} else {
		trace_note(t, "no_ceiling", "本系統沒有該年住院部分負擔上限的資料，未套用上限",
		           "the ceiling of that year is not known here: not applied");
	}
	out->total = twd_add(capped, out->uncapped);
	struct buf b = BUF_INIT(256);
	if (t != NULL && v != NULL) {
		buf_put_c(&b, "min(");
		buf_put_i64_grouped(&b, out->capped.v);
		buf_put_c(&b, ", ");
		buf_put_i64_grouped(&b, out->ceiling.v);
		buf_put_c(&b, ")");
	} else if (t != NULL) {
		buf_put_i64_grouped(&b, out->capped.v);
	}
	if (t != NULL) {
		buf_put_c(&b, " + ");
		buf_put_i64_grouped(&b, out->uncapped.v);
		buf_put_c(&b, " = ");
		buf_put_i64_grouped(&b, out->total.v);
	}
	trace_result_buf(t, "total", "應繳住院部分負擔", "inpatient copayment due", LAW_TWD,
	                 out->total.v, &b, STR("L0060001:47:2;L0060002:62:2"));
}

static void apply_year(const struct law *law, const struct copay_stay_in *in,
                       struct copay_stay_out *out, struct trace *t) {
	struct str name = STR("copay.inpatient.ceiling.year");
	const struct law_value *v = law_at(law, name, in->on);
	out->has_year_ceiling = v != NULL;
	if (v == NULL) return;
	twd_t paid = twd_add(in->year_before, twd_sub(out->total, out->uncapped));
	int64_t above = paid.v - v->value;
	if (above > paid.v - in->year_before.v) above = paid.v - in->year_before.v;
	if (above <= 0) return;
	out->refund = twd(above);
	trace_parameter(t, law_parameter(law, name), v);
	struct buf b = BUF_INIT(256);
	buf_put_i64_grouped(&b, paid.v);
	buf_put_c(&b, " − ");
	buf_put_i64_grouped(&b, v->value);
	buf_put_c(&b, " → ");
	buf_put_i64_grouped(&b, above);
	trace_result_buf(t, "refund", "超過全年上限，可於次年六月三十日前申請核退",
	                 "above the ceiling of the year: given back on application by 30 June of "
	                 "the next year",
	                 LAW_TWD, above, &b, STR("L0060001:55;L0060001:56"));
}

enum nhi_status copay_stay_quote(const struct law *law, const struct copay_stay_in *in,
                                 struct copay_stay_out *out, struct trace *trace, struct err *err) {
	*out = (struct copay_stay_out){0};
	for (int w = 0; w < COPAY_WARDS; w++) {
		enum nhi_status st = add_ward(law, in, (enum copay_ward)w, out, trace, err);
		if (st != NHI_OK) return st;
	}
	apply_ceiling(law, in, out, trace);
	apply_year(law, in, out, trace);
	return trace != NULL && trace->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

/* --- the check of a claim ------------------------------------------------------------------- */

static enum copay_ward ward_of(int band) { return band < 3 ? COPAY_ACUTE : COPAY_CHRONIC; }
static int32_t band_of(int band) { return band < 3 ? band : band - 3; }

/* One year's ceiling: uncapped bands as computed, the capped ones in sum as computed or cut. */
static bool fits_year(const struct law *law, const struct copay_stay_claim *claim, date_t on,
                      int64_t *expected) {
	struct copay_stay_in in = {.on = on};
	struct copay_stay_out out;
	struct copay_bands bands[COPAY_WARDS];
	struct err err = ERR_INIT;
	int64_t capped = 0, uncapped = 0;
	bool above = false;
	for (int i = 0; i < COPAY_CLAIM_BANDS; i++)
		in.cost[ward_of(i)][band_of(i)] = twd(claim->points[i]);
	for (int w = 0; w < COPAY_WARDS; w++)
		if (copay_bands_at(law, on, (enum copay_ward)w, &bands[w], &err) != NHI_OK)
			return true;
	if (copay_stay_quote(law, &in, &out, NULL, &err) != NHI_OK) return true;
	*expected = out.total.v;
	for (int i = 0; i < COPAY_CLAIM_BANDS; i++) {
		bool in_days = bands[ward_of(i)].is_capped[band_of(i)];
		*(in_days ? &capped : &uncapped) += claim->copay[i];
		above |= claim->copay[i] > out.band[ward_of(i)][band_of(i)].v;
	}
	if (above || uncapped != out.uncapped.v) return false;
	if (!out.has_ceiling) return capped <= out.capped.v;
	return capped == out.capped.v || (out.capped.v > out.ceiling.v && capped == out.ceiling.v);
}

bool copay_stay_fits(const struct law *law, const struct copay_stay_claim *claim,
                     int64_t *expected) {
	for (int i = 0; i < COPAY_CLAIM_BANDS; i++)
		if (claim->points[i] < 0 || claim->copay[i] < 0) return true; /* told as such */
	return fits_year(law, claim, claim->left, expected) ||
	       fits_year(law, claim, claim->admitted, expected);
}
