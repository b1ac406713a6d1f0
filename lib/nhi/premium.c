/* premium.c: see premium.h. */
#include "nhi/premium.h"

#include "base/check.h"

struct scheme_row {
	int32_t item;
	const char *name;
	enum premium_base base;
	bool allows_dependents, uses_average;
};

static const struct scheme_row schemes[] = {
        [SCHEME_11] = {11, "11", BASE_GRADE, true, true},
        [SCHEME_11P] = {11, "11p", BASE_GRADE, true, true},
        [SCHEME_12] = {12, "12", BASE_GRADE, true, true},
        [SCHEME_13] = {13, "13", BASE_GRADE, true, true},
        [SCHEME_14] = {14, "14", BASE_GRADE, true, false},
        [SCHEME_15] = {15, "15", BASE_GRADE, true, false},
        [SCHEME_21] = {21, "21", BASE_GRADE, true, false},
        [SCHEME_22] = {22, "22", BASE_GRADE, true, false},
        [SCHEME_31] = {31, "31", BASE_FIXED, true, false},
        [SCHEME_32] = {32, "32", BASE_FIXED, true, false},
        [SCHEME_41] = {41, "41", BASE_AVERAGE, false, false},
        [SCHEME_42] = {42, "42", BASE_AVERAGE, false, false},
        [SCHEME_43] = {43, "43", BASE_AVERAGE, false, false},
        [SCHEME_51] = {51, "51", BASE_AVERAGE, false, false},
        [SCHEME_61] = {61, "61", BASE_AVERAGE, true, false},
        [SCHEME_61D] = {0, "61d", BASE_AVERAGE, false, false}, /* reached through item 61 only */
        [SCHEME_62] = {62, "62", BASE_AVERAGE, true, false},
};
static_assert(COUNT_OF(schemes) == SCHEME_COUNT, "a row for each scheme");

bool premium_scheme_of(int32_t item, bool private_school, enum premium_scheme *out) {
	for (size_t i = 0; i < SCHEME_COUNT && item > 0; i++) {
		if (schemes[i].item != item || (i == SCHEME_11P) != private_school) continue;
		*out = (enum premium_scheme)i;
		return true;
	}
	return false;
}

const char *premium_scheme_name(enum premium_scheme s) { return schemes[s].name; }
enum premium_base premium_base_of(enum premium_scheme s) { return schemes[s].base; }
bool premium_allows_dependents(enum premium_scheme s) { return schemes[s].allows_dependents; }
bool premium_uses_average(enum premium_scheme s) { return schemes[s].uses_average; }

/* --- the law of a day ------------------------------------------------------------------------ */

/* Looks up one parameter and narrows the period in which the snapshot holds. */
static enum nhi_status look_up(struct premium_law *pl, const char *name, int64_t *out,
                               struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(pl->law, name, pl->at, &v, err);
	if (st != NHI_OK) return st;
	*out = v->value;
	if (v->from > pl->from) pl->from = v->from;
	if (v->to < pl->to) pl->to = v->to;
	return NHI_OK;
}

enum { NAME_SIZE = 64 };

static enum nhi_status look_up_share(struct premium_law *pl, enum premium_scheme s, const char *who,
                                     ppm_t *out, struct err *err) {
	char name[NAME_SIZE];
	(void)snprintf(name, sizeof name, "premium.share.%s.%s", schemes[s].name,
	               who); /* fits: names are short */
	return look_up(pl, name, &out->v, err);
}

static enum nhi_status look_up_shares(struct premium_law *pl, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < SCHEME_COUNT && st == NHI_OK; i++) {
		enum premium_scheme s = (enum premium_scheme)i;
		st = look_up_share(pl, s, "self", &pl->share[i].self, err);
		if (st == NHI_OK) st = look_up_share(pl, s, "unit", &pl->share[i].unit, err);
		if (st == NHI_OK)
			st = look_up_share(pl, s, "government", &pl->share[i].government, err);
	}
	return st;
}

static enum nhi_status look_up_grades(struct premium_law *pl, struct err *err) {
	pl->grades = law_grades_at(pl->law, pl->at);
	if (pl->grades == NULL || pl->grades->count == 0) {
		struct buf day = BUF_INIT(16);
		date_print(&day, pl->at);
		err_set(err, NHI_LAW_NO_VALUE, "grades" ERR_SEP "%.*s", STR_ARG(buf_str(&day)));
		buf_free(&day);
		return NHI_LAW_NO_VALUE;
	}
	if (pl->grades->from > pl->from) pl->from = pl->grades->from;
	if (pl->grades->to < pl->to) pl->to = pl->grades->to;
	return NHI_OK;
}

enum nhi_status premium_law_at(const struct law *law, date_t at, struct premium_law *out,
                               struct err *err) {
	*out = (struct premium_law){.law = law, .at = at, .from = DATE_MIN, .to = DATE_OPEN};
	int64_t dependents_max = 0;
	enum nhi_status st = look_up(out, "premium.rate", &out->rate.v, err);
	if (st == NHI_OK)
		st = look_up(out, "premium.dependents.average", &out->average_dependents.v, err);
	if (st == NHI_OK) st = look_up(out, "premium.dependents.max", &dependents_max, err);
	if (st == NHI_OK) st = look_up(out, "premium.amount.fixed.3", &out->fixed_amount.v, err);
	if (st == NHI_OK) st = look_up(out, "premium.average.4", &out->average_premium[4].v, err);
	if (st == NHI_OK) st = look_up(out, "premium.average.5", &out->average_premium[5].v, err);
	if (st == NHI_OK) st = look_up(out, "premium.average.6", &out->average_premium[6].v, err);
	if (st == NHI_OK) st = look_up_shares(out, err);
	if (st == NHI_OK) st = look_up_grades(out, err);
	out->dependents_max = (int32_t)dependents_max;
	return st;
}

const struct law_grade *premium_grade_of_wage(const struct premium_law *pl, twd_t wage) {
	const struct law_grades *g = pl->grades;
	size_t low = 0, high = g->count - 1; /* the top grade takes what is above it */
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (g->rows[mid].insured_amount >= wage.v)
			high = mid;
		else
			low = mid + 1;
	}
	return &g->rows[low];
}

const struct law_grade *premium_grade_of_amount(const struct premium_law *pl, twd_t amount) {
	const struct law_grade *g = premium_grade_of_wage(pl, amount);
	return g->insured_amount == amount.v ? g : NULL;
}

/* --- arithmetic ---------------------------------------------------------------------------------
 */

/* An exact amount before rounding: numerator / denominator dollars. */
struct exact {
	i128_t numerator, denominator;
};

static bool ends_in_half(struct exact x) {
	return x.numerator % x.denominator * 2 == x.denominator;
}

/* The premium of one head before it is shared: A × r, or the average premium. */
static struct exact whole_premium(const struct premium_law *pl, enum premium_scheme s,
                                  twd_t amount) {
	switch (schemes[s].base) {
	case BASE_GRADE: return (struct exact){(i128_t)amount.v * pl->rate.v, PPM_ONE};
	case BASE_FIXED: return (struct exact){(i128_t)pl->fixed_amount.v * pl->rate.v, PPM_ONE};
	case BASE_AVERAGE: break;
	}
	int category = s == SCHEME_61D ? 6 : schemes[s].item / 10;
	return (struct exact){pl->average_premium[category].v, 1};
}

static struct exact part(struct exact whole, ppm_t share) {
	return (struct exact){whole.numerator * share.v, whole.denominator * PPM_ONE};
}

/* For the unit's and government's shares of items 11–13: times (1 + average dependents), 健保法 29.
 */
static struct exact with_average(const struct premium_law *pl, enum premium_scheme s,
                                 struct exact x) {
	if (!schemes[s].uses_average) return x;
	return (struct exact){x.numerator * (PPM_ONE + pl->average_dependents.v),
	                      x.denominator * PPM_ONE};
}

struct head_exact {
	struct exact self, unit, government;
};

static struct head_exact head_exact(const struct premium_law *pl, enum premium_scheme s,
                                    twd_t amount) {
	struct exact whole = whole_premium(pl, s, amount);
	const struct premium_share *share = &pl->share[s];
	return (struct head_exact){part(whole, share->self),
	                           with_average(pl, s, part(whole, share->unit)),
	                           with_average(pl, s, part(whole, share->government))};
}

static struct premium_head round_head(const struct head_exact *x) {
	struct premium_head h = {
	        twd(round_half_up(x->self.numerator, x->self.denominator)),
	        twd(round_half_up(x->unit.numerator, x->unit.denominator)),
	        twd(round_half_up(x->government.numerator, x->government.denominator)),
	};
	if (ends_in_half(x->self) && ends_in_half(x->government)) /* 施行細則 52 II */
		h.self = twd(round_half_down(x->self.numerator, x->self.denominator));
	return h;
}

struct premium_head premium_head(const struct premium_law *pl, enum premium_scheme s,
                                 twd_t amount) {
	struct head_exact x = head_exact(pl, s, amount);
	return round_head(&x);
}

static int32_t charged_of(const struct premium_law *pl, const struct premium_in *in) {
	CHECK(in->dependents >= 0);
	CHECK(in->dependents == 0 || schemes[in->scheme].allows_dependents);
	return in->dependents < pl->dependents_max ? in->dependents : pl->dependents_max;
}

void premium_quote(const struct premium_law *pl, const struct premium_in *in,
                   struct premium_out *out) {
	CHECK(in->scheme < SCHEME_COUNT && in->scheme != SCHEME_61D);
	enum premium_scheme s = in->scheme;
	enum premium_base base = schemes[s].base;
	struct premium_head own = premium_head(pl, s, in->amount);
	struct premium_head dependent =
	        s == SCHEME_61 ? premium_head(pl, SCHEME_61D, in->amount) : own;
	int32_t n = charged_of(pl, in);
	*out = (struct premium_out){
	        .insured_amount = base == BASE_GRADE   ? in->amount
	                          : base == BASE_FIXED ? pl->fixed_amount
	                                               : twd(0),
	        .average_premium =
	                base == BASE_AVERAGE ? pl->average_premium[schemes[s].item / 10] : twd(0),
	        .charged = n,
	        .per_person = own.self,
	        .per_dependent = schemes[s].allows_dependents ? dependent.self : twd(0),
	        .self_total = twd_add(own.self, twd_times(dependent.self, n)),
	        .unit_share = own.unit,
	        .government_share =
	                schemes[s].uses_average
	                        ? own.government
	                        : twd_add(own.government, twd_times(dependent.government, n)),
	};
}

/* --- why
 * ------------------------------------------------------------------------------------------ */

/* "1,126.026": exact decimals without zeros at the end; all denominators are powers of ten. */
static void print_exact(struct buf *b, struct exact x) {
	i128_t whole = x.numerator / x.denominator, rest = x.numerator % x.denominator;
	buf_put_i64_grouped(b, (int64_t)whole);
	if (rest == 0) return;
	buf_put_char(b, '.');
	for (; rest != 0; rest = rest * 10 % x.denominator)
		buf_put_char(b, (char)('0' + (int)(rest * 10 / x.denominator)));
}

static void step_parameter(struct trace *t, const struct premium_law *pl, const char *name) {
	const struct law_parameter *p = law_parameter(pl->law, str_from(name));
	const struct law_value *v = law_at(pl->law, str_from(name), pl->at);
	if (p != NULL && v != NULL) trace_parameter(t, p, v);
}

static void step_share_parameter(struct trace *t, const struct premium_law *pl,
                                 enum premium_scheme s, const char *who) {
	char name[NAME_SIZE];
	(void)snprintf(name, sizeof name, "premium.share.%s.%s", schemes[s].name, who);
	step_parameter(t, pl, name);
}

/* The name of the parameter that stands for A r where no grade is used. */
static const char *base_parameter(enum premium_scheme s) {
	static const char *const averages[] = {"premium.average.4", "premium.average.5",
	                                       "premium.average.6"};
	if (schemes[s].base == BASE_FIXED) return "premium.amount.fixed.3";
	if (schemes[s].base == BASE_GRADE) return NULL;
	return averages[s == SCHEME_61D ? 2 : schemes[s].item / 10 - 4];
}

/* What one step multiplies and where the result goes. */
struct share_step {
	const char *key, *who, *zh, *en;
	ppm_t share;
	struct exact exact;
	twd_t result;
	bool average;
};

/* "36,300 × 5.17% × 60% × 1.56 = 1,756.5994 → 1,757" */
static void step_share(struct trace *t, const struct premium_law *pl, enum premium_scheme s,
                       twd_t amount, const struct share_step *step) {
	struct buf b = BUF_INIT(512);
	if (schemes[s].base == BASE_AVERAGE) {
		struct exact whole = whole_premium(pl, s, amount);
		buf_put_i64_grouped(&b, (int64_t)whole.numerator);
	} else {
		buf_put_i64_grouped(&b,
		                    schemes[s].base == BASE_FIXED ? pl->fixed_amount.v : amount.v);
		buf_put_c(&b, " × ");
		law_print_value(&b, LAW_PPM, pl->rate.v, "en");
	}
	buf_put_c(&b, " × ");
	law_print_value(&b, LAW_PPM, step->share.v, "en");
	if (step->average) {
		buf_put_c(&b, " × ");
		print_exact(&b, (struct exact){PPM_ONE + pl->average_dependents.v, PPM_ONE});
	}
	buf_put_c(&b, " = ");
	print_exact(&b, step->exact);
	buf_put_c(&b, " → ");
	buf_put_i64_grouped(&b, step->result.v);
	trace_result_buf(t, step->key, step->zh, step->en, LAW_TWD, step->result.v, &b,
	                 STR("L0060001:27;L0060002:52"));
}

/* All steps of one head; a dependent of a veteran has its own scheme. */
static void steps_of_head(struct trace *t, const struct premium_law *pl, enum premium_scheme s,
                          twd_t amount, bool dependent) {
	struct head_exact x = head_exact(pl, s, amount);
	struct premium_head h = round_head(&x);
	bool average = schemes[s].uses_average;
	const struct premium_share *share = &pl->share[s];
	const struct share_step steps[] = {
	        {dependent ? "per_dependent" : "per_person", "self",
	         dependent ? "每一眷屬自付保險費" : "每人自付保險費",
	         dependent ? "self part of each dependent" : "self part of each person",
	         share->self, x.self, h.self, false},
	        {"unit_share", "unit", "投保單位負擔", "share of the insured unit", share->unit,
	         x.unit, h.unit, average},
	        {dependent ? "government_dependent" : "government_person", "government",
	         average     ? "政府補助"
	         : dependent ? "政府補助（每一眷屬）"
	                     : "政府補助（每人）",
	         average     ? "share of the government"
	         : dependent ? "share of the government for each dependent"
	                     : "share of the government a person",
	         share->government, x.government, h.government, average},
	};
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		bool always = i == 0; /* the self part is told also when it is 0 */
		if (steps[i].share.v == 0 && !always) continue;
		step_share_parameter(t, pl, s, steps[i].who);
		step_share(t, pl, s, amount, &steps[i]);
	}
}

static void step_self_total(struct trace *t, const struct premium_in *in,
                            const struct premium_out *out) {
	struct buf b = BUF_INIT(256);
	if (in->scheme == SCHEME_61) {
		buf_put_i64_grouped(&b, out->per_person.v);
		buf_put_c(&b, " + ");
		buf_put_i64_grouped(&b, out->per_dependent.v);
		buf_printf(&b, " × %d = ", out->charged);
	} else {
		buf_put_i64_grouped(&b, out->per_person.v);
		buf_printf(&b, " × (1 + %d) = ", out->charged);
	}
	buf_put_i64_grouped(&b, out->self_total.v);
	trace_result_buf(t, "self_total", "自付保險費合計（本人與計費眷屬）",
	                 "self part in all (the insured and the dependents charged)", LAW_TWD,
	                 out->self_total.v, &b, STR("L0060001:18;L0060001:23"));
}

/* Says that `amount` lies below a floor which holds unless proof or a condition lifts it. */
static void note_floor(struct trace *t, twd_t amount, int64_t floor, const char *why_zh,
                       const char *why_en) {
	if (amount.v >= floor) return;
	struct buf zh = BUF_INIT(512), en = BUF_INIT(512);
	buf_put_c(&zh, "投保金額低於下限 ");
	buf_put_i64_grouped(&zh, floor);
	buf_printf(&zh, " 元：%s", why_zh);
	buf_put_c(&en, "the insured amount is below the floor of NT$");
	buf_put_i64_grouped(&en, floor);
	buf_printf(&en, ": %s", why_en);
	trace_note_buf(t, "below_floor", &zh, &en);
}

struct floor_row {
	enum premium_scheme scheme;
	const char *parameter;
	bool is_grade; /* the parameter names a grade, not dollars */
	const char *zh, *en;
};

static const struct floor_row floors[] = {
        {SCHEME_14, "premium.floor.14.labour", false,
         "雇主僱用五人以上者，舉證申報不得低於勞保投保薪資最高一級",
         "an employer of five or more may not prove less than the top grade of labour insurance"},
        {SCHEME_14, "premium.floor.14.average", false,
         "雇主僱用未滿五人或自營業主，不得低於第一類第二目平均投保金額",
         "an employer of fewer than five and a self-employed owner: not below the average insured "
         "amount of item 12"},
        {SCHEME_15, "premium.floor.14.labour", false,
         "會計師、律師、建築師、醫師等自行執業且僱用五人以上者",
         "accountants, lawyers, architects, doctors … in own practice with five or more staff"},
        {SCHEME_15, "premium.floor.14.average", false,
         "其他自行執業者，不得低於第一類第二目平均投保金額",
         "others in own practice: not below the average insured amount of item 12"},
        {SCHEME_15, "premium.floor.15.grade", true, "自行執業未僱用有酬人員者之最低等級",
         "the lowest grade of those in own practice without paid staff"},
        {SCHEME_21, "premium.floor.21", false, "職業工會會員最低投保金額",
         "the lowest insured amount of union members"},
        {SCHEME_22, "premium.floor.22", false, "船長公會之外僱船員舉證申報之下限",
         "the least that a seafarer of the captains' guild may prove"},
};

static void note_floors(struct trace *t, const struct premium_law *pl,
                        const struct premium_in *in) {
	for (size_t i = 0; i < COUNT_OF(floors); i++) {
		const struct floor_row *f = &floors[i];
		if (f->scheme != in->scheme) continue;
		const struct law_value *v = law_at(pl->law, str_from(f->parameter), pl->at);
		if (v == NULL) continue;
		int64_t floor = v->value;
		if (f->is_grade) {
			if (floor < 1 || (size_t)floor > pl->grades->count) continue;
			floor = pl->grades->rows[floor - 1].insured_amount;
		}
		note_floor(t, in->amount, floor, f->zh, f->en);
	}
}

static void steps_of_base(struct trace *t, const struct premium_law *pl,
                          const struct premium_in *in) {
	if (schemes[in->scheme].base == BASE_GRADE) {
		const struct law_grade *g = premium_grade_of_amount(pl, in->amount);
		struct buf b = BUF_INIT(128);
		buf_put_i64_grouped(&b, in->amount.v);
		if (g != NULL) buf_printf(&b, "（#%d）", g->grade);
		trace_result_buf(t, "insured_amount", "投保金額（分級表等級）",
		                 "insured amount (grade of the table)", LAW_TWD, in->amount.v, &b,
		                 pl->grades->source);
		if (!pl->grades->verified)
			trace_note(t, "unverified", "這一版投保金額分級表由前後版本推得，未經查證",
			           "this version of the grade table was derived from its "
			           "neighbours and is unverified");
	}
	const char *parameter = base_parameter(in->scheme);
	if (parameter != NULL) step_parameter(t, pl, parameter);
	if (schemes[in->scheme].base != BASE_AVERAGE) step_parameter(t, pl, "premium.rate");
	if (schemes[in->scheme].uses_average) step_parameter(t, pl, "premium.dependents.average");
}

static void steps_of_dependents(struct trace *t, const struct premium_law *pl,
                                const struct premium_in *in, const struct premium_out *out) {
	if (!schemes[in->scheme].allows_dependents) return;
	trace_input(t, "dependents", "眷屬人數", "number of dependents", LAW_COUNT, in->dependents);
	if (in->dependents <= pl->dependents_max) return;
	step_parameter(t, pl, "premium.dependents.max");
	struct buf zh = BUF_INIT(256), en = BUF_INIT(256);
	buf_printf(&zh, "眷屬 %d 人，只計 %d 人，其餘免繳", in->dependents, out->charged);
	buf_printf(&en, "%d dependents, %d are charged, the others are free", in->dependents,
	           out->charged);
	trace_note_buf(t, "dependents_capped", &zh, &en);
}

enum nhi_status premium_explain(const struct premium_law *pl, const struct premium_in *in,
                                struct premium_out *out, struct trace *trace, struct err *err) {
	premium_quote(pl, in, out);
	steps_of_base(trace, pl, in);
	steps_of_dependents(trace, pl, in, out);
	steps_of_head(trace, pl, in->scheme, in->amount, false);
	if (in->scheme == SCHEME_61 && in->dependents > 0)
		steps_of_head(trace, pl, SCHEME_61D, in->amount, true);
	if (schemes[in->scheme].allows_dependents) step_self_total(trace, in, out);
	note_floors(trace, pl, in);
	return trace->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}
