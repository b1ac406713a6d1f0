/* supplement.c: see supplement.h. */
#include "nhi/supplement.h"

#include "base/check.h"

struct kind_row {
	int64_t kind;
	const char *floor; /* parameter of the lower limit */
	const char *zh, *en;
};

static const struct kind_row kinds[] = {
        {SUPPLEMENT_BONUS, "supplement.floor.62", "獎金", "bonus"},
        {SUPPLEMENT_SALARY, "supplement.floor.63", "薪資所得", "salary"},
        {SUPPLEMENT_PROFESSIONAL, "supplement.floor.65", "執行業務收入", "professional income"},
        {SUPPLEMENT_DIVIDEND, "supplement.floor.66", "股利所得", "dividends"},
        {SUPPLEMENT_INTEREST, "supplement.floor.67", "利息所得", "interest"},
        {SUPPLEMENT_RENT, "supplement.floor.68", "租金收入", "rent"},
};

const struct supplement_exemption_row supplement_exemptions[EXEMPT_COUNT] = {
        [EXEMPT_NONE] = {"none", "無", "none", "", "", ""},
        [EXEMPT_LOW_INCOME] = {"low-income", "第五類被保險人（低收入戶）",
                               "category 5 (low-income household)", "有效期限內之低收入戶證明",
                               "certificate of low income in force", "L0060027:4:2"},
        [EXEMPT_NOT_INSURED] = {"not-insured", "未具或喪失投保資格",
                                "not or no longer qualified for the insurance",
                                "主動告知，由扣費義務人向保險人確認",
                                "tells the payer, who asks the insurer", "L0060027:4:2"},
        [EXEMPT_CATEGORY_2] = {"category-2", "第二類被保險人之薪資",
                               "salary of a category 2 insured person", "投保單位出具之證明",
                               "certificate of the insured unit", "L0060027:4:2"},
        [EXEMPT_PROFESSIONAL] = {"professional", "自行執業者、職業工會會員之執行業務收入",
                                 "professional income of items 15 and 21", "投保單位出具之證明",
                                 "certificate of the insured unit", "L0060027:4:2"},
        [EXEMPT_WEAK] = {"weak", "中低收入戶等，單次給付未達基本工資",
                         "weak groups, payment below the basic wage", "社政機關或保險人之證明",
                         "certificate of the welfare authority or the insurer", "L0060027:4:2"},
};

static const struct kind_row *find_kind(int64_t kind) {
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (kinds[i].kind == kind) return &kinds[i];
	return NULL;
}

bool supplement_is_kind(int64_t kind) { return find_kind(kind) != NULL; }

const char *supplement_kind_name(int64_t kind, const char *lang) {
	const struct kind_row *k = find_kind(kind);
	if (k == NULL) return NULL;
	return str_is(str_from(lang), "en") ? k->en : k->zh;
}

static twd_t least(twd_t a, twd_t b) { return a.v < b.v ? a : b; }
static twd_t not_negative(twd_t a) { return a.v < 0 ? twd(0) : a; }

/* Looks a figure up and tells the trace. */
static enum nhi_status figure(const struct law *law, const char *name, date_t on, struct trace *t,
                              int64_t *out, struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(law, name, on, &v, err);
	if (st != NHI_OK) return st;
	trace_parameter(t, law_parameter(law, str_from(name)), v);
	*out = v->value;
	return NHI_OK;
}

/* Ends the arithmetic in `figures` with the base; takes and frees it. */
static void trace_base(struct trace *t, twd_t base, struct buf *figures, const char *source) {
	buf_put_i64_grouped(figures, base.v);
	trace_result_buf(t, "base", "計費金額", "amount that is charged", LAW_TWD, base.v, figures,
	                 str_from(source));
}

/* T, L and the base of a bonus. */
static enum nhi_status bonus_base(const struct law *law, const struct supplement_in *in, twd_t cap,
                                  twd_t *base, struct trace *t, struct err *err) {
	int64_t multiple;
	enum nhi_status st = figure(law, "supplement.bonus.multiple", in->on, t, &multiple, err);
	if (st != NHI_OK) return st;
	twd_t limit = twd_times(in->insured_amount, multiple),
	      total = twd_add(in->bonus_before, in->paid);
	*base = least(least(in->paid, not_negative(twd_sub(total, limit))), cap);
	trace_input(t, "insured_amount", "當月投保金額", "insured amount of the month", LAW_TWD,
	            in->insured_amount.v);
	trace_input(t, "bonus_total", "今年累計獎金（含本次）",
	            "bonuses of this year, this one included", LAW_TWD, total.v);
	struct buf b = BUF_INIT(256);
	buf_put_c(&b, "min(");
	buf_put_i64_grouped(&b, in->paid.v);
	buf_put_c(&b, ", max(0, ");
	buf_put_i64_grouped(&b, total.v);
	buf_put_c(&b, " − ");
	buf_put_i64_grouped(&b, limit.v);
	buf_put_c(&b, "), ");
	buf_put_i64_grouped(&b, cap.v);
	buf_put_c(&b, ") = ");
	trace_base(t, *base, &b, "L0060001:31:1;L0060027:6");
	return NHI_OK;
}

/* min(paid − owner's part, cap), or 0 below the limit of the payment. */
static enum nhi_status payment_base(const struct law *law, const struct kind_row *kind,
                                    const struct supplement_in *in, twd_t cap, twd_t *base,
                                    struct trace *t, struct err *err) {
	int64_t floor, weak = 0;
	enum nhi_status st = figure(law, kind->floor, in->on, t, &floor, err);
	bool is_weak = in->exemption == EXEMPT_WEAK && kind->kind != SUPPLEMENT_SALARY;
	if (st == NHI_OK && is_weak)
		st = figure(law, "supplement.floor.weak", in->on, t, &weak, err);
	if (st != NHI_OK) return st;
	if (weak > floor) floor = weak;
	twd_t owner = kind->kind == SUPPLEMENT_DIVIDEND ? in->owner_amount : twd(0);
	twd_t counted = not_negative(twd_sub(in->paid, owner));
	struct buf b = BUF_INIT(256);
	if (in->paid.v < floor) {
		*base = twd(0);
		buf_put_i64_grouped(&b, in->paid.v);
		buf_put_c(&b, " < ");
		buf_put_i64_grouped(&b, floor);
		buf_put_c(&b, " → ");
	} else {
		*base = least(counted, cap);
		buf_put_c(&b, "min(");
		buf_put_i64_grouped(&b, in->paid.v);
		if (owner.v > 0) {
			buf_put_c(&b, " − ");
			buf_put_i64_grouped(&b, owner.v);
		}
		buf_put_c(&b, ", ");
		buf_put_i64_grouped(&b, cap.v);
		buf_put_c(&b, ") = ");
	}
	trace_base(t, *base, &b, "L0060001:31:1;L0060027:4");
	return NHI_OK;
}

/* Exempt whatever the amount? */
static bool is_exempt(const struct supplement_in *in) {
	switch (in->exemption) {
	case EXEMPT_LOW_INCOME:
	case EXEMPT_NOT_INSURED: return true;
	case EXEMPT_CATEGORY_2: return in->kind == SUPPLEMENT_SALARY;
	case EXEMPT_PROFESSIONAL: return in->kind == SUPPLEMENT_PROFESSIONAL;
	case EXEMPT_NONE:
	case EXEMPT_WEAK:
	case EXEMPT_COUNT: break;
	}
	return false;
}

static enum nhi_status trace_premium(const struct law *law, date_t on, struct supplement_out *out,
                                     struct trace *t, struct err *err) {
	int64_t rate;
	enum nhi_status st = figure(law, "supplement.rate", on, t, &rate, err);
	if (st != NHI_OK) return st;
	out->premium = twd_rate(out->base, ppm(rate));
	struct buf b = BUF_INIT(256);
	buf_put_i64_grouped(&b, out->base.v);
	buf_put_c(&b, " × ");
	law_print_value(&b, LAW_PPM, rate, "en");
	buf_put_c(&b, " → ");
	buf_put_i64_grouped(&b, out->premium.v);
	trace_result_buf(t, "premium", "補充保險費（四捨五入至元）",
	                 "supplementary premium (rounded half up to the dollar)", LAW_TWD,
	                 out->premium.v, &b, STR("L0060001:33;L0060002:52"));
	return t != NULL && t->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

enum nhi_status supplement_quote(const struct law *law, const struct supplement_in *in,
                                 struct supplement_out *out, struct trace *trace, struct err *err) {
	const struct kind_row *kind = find_kind(in->kind);
	CHECK(kind != NULL);
	CHECK(in->paid.v >= 0 && in->bonus_before.v >= 0 && in->insured_amount.v >= 0 &&
	      in->owner_amount.v >= 0);
	int64_t cap;
	*out = (struct supplement_out){twd(0), twd(0)};
	trace_input(trace, "paid", "本次給付", "this payment", LAW_TWD, in->paid.v);
	enum nhi_status st = figure(law, "supplement.cap", in->on, trace, &cap, err);
	if (st != NHI_OK) return st;
	if (is_exempt(in)) {
		const struct supplement_exemption_row *row = &supplement_exemptions[in->exemption];
		trace_note(trace, "exempt", row->zh, row->en);
		trace_result(trace, "base", "免扣取", "exempt", LAW_TWD, 0, STR(""),
		             str_from(row->source));
	} else if (in->kind == SUPPLEMENT_BONUS) {
		st = bonus_base(law, in, twd(cap), &out->base, trace, err);
	} else {
		st = payment_base(law, kind, in, twd(cap), &out->base, trace, err);
	}
	if (st == NHI_OK) st = trace_premium(law, in->on, out, trace, err);
	return st;
}

enum nhi_status supplement_unit(const struct law *law, date_t on, twd_t salaries,
                                twd_t insured_amounts, struct supplement_out *out,
                                struct trace *trace, struct err *err) {
	CHECK(salaries.v >= 0 && insured_amounts.v >= 0);
	out->base = not_negative(twd_sub(salaries, insured_amounts));
	trace_input(trace, "salaries", "當月支付薪資所得總額", "salaries paid in the month",
	            LAW_TWD, salaries.v);
	trace_input(trace, "insured_amounts", "受僱者當月投保金額總額",
	            "insured amounts of the employees in the month", LAW_TWD, insured_amounts.v);
	struct buf b = BUF_INIT(256);
	buf_put_c(&b, "max(0, ");
	buf_put_i64_grouped(&b, salaries.v);
	buf_put_c(&b, " − ");
	buf_put_i64_grouped(&b, insured_amounts.v);
	buf_put_c(&b, ") = ");
	trace_base(trace, out->base, &b, "L0060001:34;L0060002:55");
	return trace_premium(law, on, out, trace, err);
}
