/* bill.c: see bill.h. */
#include "nhi/bill.h"

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
		};
	}
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
