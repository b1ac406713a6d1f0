/* bill.c: see bill.h. */
#include "nhi/bill.h"

#include "base/check.h"

const struct bill_payer_row bill_payers[PAYER_COUNT] = {
        [PAYER_INSURED] = {"insured", "被保險人自付", "insured persons"},
        [PAYER_UNIT] = {"unit", "投保單位", "insured units"},
        [PAYER_CENTRAL] = {"central", "中央政府", "central government"},
        [PAYER_DEFENCE] = {"defence", "國防部", "Ministry of National Defense"},
        [PAYER_INTERIOR] = {"interior", "內政部（替代役）", "Ministry of the Interior"},
        [PAYER_JUSTICE] = {"justice", "法務部（矯正機關）", "Ministry of Justice"},
        [PAYER_WELFARE] = {"welfare", "中央社政主管機關", "central welfare authority"},
        [PAYER_VETERANS] = {"veterans", "國軍退除役官兵輔導委員會", "Veterans Affairs Council"},
        [PAYER_LABOUR] = {"labour", "勞動主管機關（育嬰留停）", "labour authority"},
        [PAYER_LOCAL] = {"local", "地方政府", "local government"},
        [PAYER_EMPLOYMENT] = {"employment", "就業保險基金", "Employment Insurance Fund"},
        [PAYER_OVERSEAS] = {"overseas", "僑務委員會", "Overseas Community Affairs Council"},
};

bool bill_payer_find(struct str code, enum bill_payer *out) {
	for (size_t i = 0; i < PAYER_COUNT; i++) {
		if (!str_is(code, bill_payers[i].code)) continue;
		*out = (enum bill_payer)i;
		return true;
	}
	return false;
}

/* 健保法 27 names the authority item by item; where it says "the government" the central
 * government pays (since 2012-07-01). */
static const enum bill_payer government_payers[SCHEME_COUNT] = {
        [SCHEME_11] = PAYER_CENTRAL,   [SCHEME_11P] = PAYER_CENTRAL, [SCHEME_12] = PAYER_CENTRAL,
        [SCHEME_13] = PAYER_CENTRAL,   [SCHEME_14] = PAYER_CENTRAL,  [SCHEME_15] = PAYER_CENTRAL,
        [SCHEME_21] = PAYER_CENTRAL,   [SCHEME_22] = PAYER_CENTRAL,  [SCHEME_31] = PAYER_CENTRAL,
        [SCHEME_32] = PAYER_CENTRAL,   [SCHEME_41] = PAYER_DEFENCE,  [SCHEME_42] = PAYER_INTERIOR,
        [SCHEME_43] = PAYER_JUSTICE,   [SCHEME_51] = PAYER_WELFARE,  [SCHEME_61] = PAYER_VETERANS,
        [SCHEME_61D] = PAYER_VETERANS, [SCHEME_62] = PAYER_CENTRAL,
};

enum bill_payer bill_government_payer(enum premium_scheme s) { return government_payers[s]; }

/* Parameters "subsidy.…" of unit ppm are the kinds; the others say how to reckon. */
enum nhi_status bill_subsidy_law_at(const struct law *law, date_t at, struct bill_subsidy_law *out,
                                    struct err *err) {
	*out = (struct bill_subsidy_law){0};
	const struct str prefix = STR("subsidy.");
	for (size_t i = 0; i < law->parameter_count; i++) {
		const struct law_parameter *p = &law->parameters[i];
		if (p->unit != LAW_PPM || !str_starts(p->name, prefix)) continue;
		if (out->count == BILL_SUBSIDY_KINDS_MAX)
			return err_set(err, NHI_LIMIT, "subsidy.*" ERR_SEP "%d",
			               BILL_SUBSIDY_KINDS_MAX);
		const struct law_value *v = law_at(law, p->name, at);
		out->kind[out->count++] = (struct bill_subsidy_kind){
		        .kind = str_slice(p->name, prefix.n, p->name.n),
		        .part = ppm(v ? v->value : 0),
		        .in_force = v != NULL,
		        .parameter = p,
		        .value = v,
		};
	}
	out->stacking = law_parameter(law, STR("subsidy.stacking"));
	out->stacking_value = law_at(law, STR("subsidy.stacking"), at);
	out->stacks = out->stacking_value && out->stacking_value->value == 1;
	const struct law_value *rounding = law_at(law, STR("subsidy.rounding"), at);
	out->payable_rounded = rounding && rounding->value == 1;
	return NHI_OK;
}

int bill_subsidy_kind_find(const struct bill_subsidy_law *sl, struct str kind) {
	for (size_t i = 0; i < sl->count; i++)
		if (str_eq(sl->kind[i].kind, kind)) return (int)i;
	return -1;
}

twd_t bill_subsidy(const struct bill_subsidy_law *sl, int kind, twd_t self) {
	const ppm_t part = sl->kind[kind].part;
	if (!sl->payable_rounded) return twd_rate(self, part);
	return twd_sub(self, twd_rate(self, ppm(PPM_ONE - part.v)));
}

static bool comes_first(const struct bill_subsidy_law *sl, int a, int b) {
	const int64_t x = sl->kind[a].part.v, y = sl->kind[b].part.v;
	return x != y ? x > y : a < b;
}

/* The subsidies in force, the greatest part first. */
static size_t rank_held(const struct bill_subsidy_law *sl, const struct bill_grant *held,
                        size_t count, struct bill_grant *out) {
	size_t n = 0;
	CHECK(count <= BILL_SUBSIDY_KINDS_MAX);
	for (size_t i = 0; i < count; i++) {
		if (!sl->kind[held[i].kind].in_force) continue;
		size_t at = n++;
		for (; at > 0 && comes_first(sl, held[i].kind, out[at - 1].kind); at--)
			out[at] = out[at - 1];
		out[at] = held[i];
	}
	return n;
}

size_t bill_grants(const struct bill_subsidy_law *sl, const struct bill_grant *held, size_t count,
                   twd_t self, struct bill_grant *out) {
	const size_t ranked = rank_held(sl, held, count, out);
	twd_t left = self;
	size_t n = 0;
	for (size_t i = 0; i < ranked && (sl->stacks || i == 0); i++) {
		twd_t amount = bill_subsidy(sl, out[i].kind, self);
		if (amount.v > left.v) amount = left;
		if (amount.v == 0) continue;
		out[n] = out[i];
		out[n++].amount = amount;
		left = twd_sub(left, amount);
	}
	return n;
}

/* --- reasons --- */

static const struct bill_grant *grant_of_kind(const struct bill_grant *granted, size_t count,
                                              int kind) {
	for (size_t i = 0; i < count; i++)
		if (granted[i].kind == kind) return &granted[i];
	return NULL;
}

/* "826 × 50% = 413"; what was left to pay bounds it. */
static void explain_one(const struct bill_subsidy_kind *k, const struct bill_grant *granted,
                        twd_t self, struct trace *t) {
	struct buf figures = BUF_INIT(256);
	trace_parameter(t, k->parameter, k->value);
	if (granted == NULL) {
		trace_result(t, "subsidy_left_out", "另有較高或已足額的補助，不再併計",
		             "another subsidy is greater or leaves nothing to pay: not counted",
		             LAW_TWD, 0, STR(""), k->value->source);
		return;
	}
	buf_put_i64_grouped(&figures, self.v);
	buf_put_c(&figures, " × ");
	law_print_value(&figures, LAW_PPM, k->part.v, "en");
	buf_put_c(&figures, " → ");
	buf_put_i64_grouped(&figures, granted->amount.v);
	trace_result_buf(t, "subsidy", "補助金額（四捨五入至元，不超過尚須自付的金額）",
	                 "subsidy, in whole dollars, at most what is left to pay", LAW_TWD,
	                 granted->amount.v, &figures, k->value->source);
}

twd_t bill_grants_explain(const struct bill_subsidy_law *sl, const struct bill_grant *held,
                          size_t count, twd_t self, const char *who_zh, const char *who_en,
                          struct trace *t) {
	struct bill_grant ranked[BILL_SUBSIDY_KINDS_MAX], granted[BILL_SUBSIDY_KINDS_MAX];
	const size_t held_count = rank_held(sl, held, count, ranked);
	const size_t n = bill_grants(sl, held, count, self, granted);
	struct buf zh = BUF_INIT(512), en = BUF_INIT(512), figures = BUF_INIT(512);
	buf_printf(&zh, "自付保險費：%s%c", who_zh, '\0');
	buf_printf(&en, "self part: %s%c", who_en, '\0');
	if (buf_ok(&zh) && buf_ok(&en))
		trace_input(t, "self_part", buf_str(&zh).p, buf_str(&en).p, LAW_TWD, self.v);
	if (held_count > 1 && sl->stacking_value)
		trace_parameter(t, sl->stacking, sl->stacking_value);
	for (size_t i = 0; i < held_count; i++)
		explain_one(&sl->kind[ranked[i].kind], grant_of_kind(granted, n, ranked[i].kind),
		            self, t);
	twd_t left = self;
	buf_put_i64_grouped(&figures, self.v);
	for (size_t i = 0; i < n; i++) {
		buf_put_c(&figures, " − ");
		buf_put_i64_grouped(&figures, granted[i].amount.v);
		left = twd_sub(left, granted[i].amount);
	}
	buf_put_c(&figures, " = ");
	buf_put_i64_grouped(&figures, left.v);
	trace_result_buf(t, "payable", "補助後自付", "left to pay after subsidies", LAW_TWD, left.v,
	                 &figures, STR(""));
	buf_free(&zh);
	buf_free(&en);
	return left;
}
