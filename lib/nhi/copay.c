/* copay.c: see copay.h. */
#include "nhi/copay.h"

#include "base/check.h"

static const char *const figure_names[COPAY_FIGURES] = {
#define BY_LEVEL(first, name)                                                                      \
	[(first) + COPAY_CENTER] = name ".center", [(first) + COPAY_REGIONAL] = name ".regional",  \
	           [(first) + COPAY_DISTRICT] = name ".district",                                  \
	           [(first) + COPAY_CLINIC] = name ".clinic"
        BY_LEVEL(COPAY_BASIC_UNREFERRED, "copay.basic.unreferred"),
        BY_LEVEL(COPAY_BASIC_REFERRED, "copay.basic.referred"),
        BY_LEVEL(COPAY_BASIC_DENTAL, "copay.basic.dental"),
        BY_LEVEL(COPAY_BASIC_TCM, "copay.basic.tcm"),
        BY_LEVEL(COPAY_BASIC_EMERGENCY, "copay.basic.emergency"),
        BY_LEVEL(COPAY_BASIC_SEVERE, "copay.basic.emergency_severe"),
        BY_LEVEL(COPAY_BASIC_RELIEF, "copay.basic.emergency_relief"),
        BY_LEVEL(COPAY_DRUG_BASE, "copay.drug.base"),
        BY_LEVEL(COPAY_DRUG_CAP, "copay.drug.cap"),
        BY_LEVEL(COPAY_DRUG_REFILL, "copay.drug.refill"),
#undef BY_LEVEL
        [COPAY_BASIC_DISABLED] = "copay.basic.disabled",
        [COPAY_DRUG_BASE_RELIEF] = "copay.drug.base.relief",
        [COPAY_DRUG_CAP_RELIEF] = "copay.drug.cap.relief",
        [COPAY_DRUG_FREE] = "copay.drug.free",
        [COPAY_DRUG_STEP] = "copay.drug.step",
        [COPAY_DRUG_AMOUNT] = "copay.drug.amount",
        [COPAY_DRUG_EMERGENCY] = "copay.drug.emergency",
        [COPAY_SESSION] = "copay.session",
        [COPAY_RATE_HOME_CARE] = "copay.rate.homecare",
        [COPAY_RATE_PSYCHIATRIC] = "copay.rate.psychiatric",
        [COPAY_REMOTE] = "copay.remote",
};

struct word {
	const char *name, *zh, *en;
};

static const struct word level_words[COPAY_LEVELS] = {
        [COPAY_CENTER] = {"center", "醫學中心", "medical centre"},
        [COPAY_REGIONAL] = {"regional", "區域醫院", "regional hospital"},
        [COPAY_DISTRICT] = {"district", "地區醫院", "district hospital"},
        [COPAY_CLINIC] = {"clinic", "診所", "clinic"},
};

static const struct word care_words[COPAY_CARES] = {
        [COPAY_WESTERN] = {"western", "西醫門診", "western medicine"},
        [COPAY_DENTAL] = {"dental", "牙醫門診", "dental care"},
        [COPAY_TCM] = {"tcm", "中醫門診", "Chinese medicine"},
        [COPAY_EMERGENCY] = {"emergency", "急診", "emergency"},
        [COPAY_HOME_CARE] = {"homecare", "居家照護", "home care"},
        [COPAY_PSYCHIATRIC] = {"psychiatric", "精神疾病社區復健",
                               "psychiatric community rehabilitation"},
};

static bool find_word(const struct word *words, int count, struct str s, int *out) {
	for (int i = 0; i < count; i++) {
		if (!str_is(s, words[i].name)) continue;
		*out = i;
		return true;
	}
	return false;
}

bool copay_level_parse(struct str s, enum copay_level *out) {
	int i;
	if (!find_word(level_words, COPAY_LEVELS, s, &i)) return false;
	*out = (enum copay_level)i;
	return true;
}

bool copay_care_parse(struct str s, enum copay_care *out) {
	int i;
	if (!find_word(care_words, COPAY_CARES, s, &i)) return false;
	*out = (enum copay_care)i;
	return true;
}

const char *copay_level_name(enum copay_level level) { return level_words[level].name; }
const char *copay_care_name(enum copay_care care) { return care_words[care].name; }

const char *copay_level_text(enum copay_level level, const char *lang) {
	return str_is(str_from(lang), "en") ? level_words[level].en : level_words[level].zh;
}

const char *copay_care_text(enum copay_care care, const char *lang) {
	return str_is(str_from(lang), "en") ? care_words[care].en : care_words[care].zh;
}

void copay_law_at(const struct law *law, date_t at, struct copay_law *out) {
	*out = (struct copay_law){.from = DATE_MIN, .to = DATE_OPEN, .at = at, .law = law};
	for (size_t i = 0; i < COPAY_FIGURES; i++) {
		const struct law_parameter *p = law_parameter(law, str_from(figure_names[i]));
		if (p == NULL) continue;
		for (size_t k = 0; k < p->value_count; k++) {
			const struct law_value *v = &p->values[k];
			if (v->from > at) {
				if (v->from < out->to) out->to = v->from;
				break;
			}
			if (v->from > out->from) out->from = v->from;
			out->value[i] = v->in_force ? v : NULL;
		}
	}
}

/* One quote on its way. A figure that is not in force ends it: the later steps do nothing. */
struct quote {
	const struct copay_law *figures;
	const struct copay_in *in;
	struct trace *trace;
	struct err *err;
	enum nhi_status status;
};

static int64_t use(struct quote *q, int figure) {
	if (q->status != NHI_OK) return 0;
	const struct law_value *v = q->figures->value[figure];
	const char *name = figure_names[figure];
	if (v == NULL) {
		q->status = NHI_LAW_NO_VALUE;
		if (q->err == NULL) return 0; /* the check of claims: no text wanted */
		struct buf day = BUF_INIT(16);
		date_print(&day, q->figures->at);
		err_set(q->err, NHI_LAW_NO_VALUE, "%s" ERR_SEP "%.*s", name,
		        STR_ARG(buf_str(&day)));
		buf_free(&day);
		return 0;
	}
	if (q->trace != NULL)
		trace_parameter(q->trace, law_parameter(q->figures->law, str_from(name)), v);
	return v->value;
}

static bool is_relieved(const struct copay_in *in) { return in->is_disabled || in->is_midlow; }

/* The basic copayment of an emergency visit. Relief is newer than the table: where it is not in
 * force, everyone pays the same. */
static int64_t emergency_basic(struct quote *q) {
	const struct copay_in *in = q->in;
	int level = (int)in->level;
	if (is_relieved(in) && q->figures->value[COPAY_BASIC_RELIEF + level] != NULL)
		return use(q, COPAY_BASIC_RELIEF + level);
	const struct law_value *ordinary = q->figures->value[COPAY_BASIC_EMERGENCY + level];
	const struct law_value *severe = q->figures->value[COPAY_BASIC_SEVERE + level];
	bool depends = ordinary != NULL && severe != NULL && ordinary->value != severe->value;
	if (in->triage == 0 && depends)
		trace_note(q->trace, "triage_unknown", "未提供檢傷分級，以第三至五級計算",
		           "triage was not told: computed as levels 3 to 5");
	bool is_severe = in->triage == 1 || in->triage == 2;
	return use(q, (is_severe ? COPAY_BASIC_SEVERE : COPAY_BASIC_EMERGENCY) + level);
}

/* The fixed amount of the visit before the reduction of areas short of care. */
static int64_t basic_amount(struct quote *q) {
	const struct copay_in *in = q->in;
	int level = (int)in->level;
	if (in->refill > 1) {
		trace_note(
		        q->trace, "no_visit",
		        "慢性病連續處方箋第二次起調劑，未看診，無基本部分負擔",
		        "later dispensing of a refill prescription: no visit, no basic copayment");
		return 0;
	}
	if (in->care == COPAY_EMERGENCY) return emergency_basic(q);
	if (in->session > 1) {
		trace_note(q->trace, "session",
		           "同一療程第二次起每次收取；中度以上複雜及複雜復健治療除外",
		           "a later session of a course; moderate-complex and complex "
		           "rehabilitation are excepted");
		return use(q, COPAY_SESSION);
	}
	if (in->care == COPAY_DENTAL) return use(q, COPAY_BASIC_DENTAL + level);
	if (in->care == COPAY_TCM) return use(q, COPAY_BASIC_TCM + level);
	if (in->is_disabled) return use(q, COPAY_BASIC_DISABLED);
	return use(q, (in->is_referred ? COPAY_BASIC_REFERRED : COPAY_BASIC_UNREFERRED) + level);
}

int64_t copay_drug_step(const struct copay_law *figures, enum copay_level level, bool relieved,
                        int64_t points) {
	const struct law_value *const *v = figures->value;
	bool by_relief = relieved && v[COPAY_DRUG_CAP_RELIEF] != NULL;
	const struct law_value *base =
	        v[by_relief ? COPAY_DRUG_BASE_RELIEF : COPAY_DRUG_BASE + (int)level];
	const struct law_value *cap =
	        v[by_relief ? COPAY_DRUG_CAP_RELIEF : COPAY_DRUG_CAP + (int)level];
	if (base == NULL || cap == NULL || v[COPAY_DRUG_FREE] == NULL ||
	    v[COPAY_DRUG_STEP] == NULL || v[COPAY_DRUG_AMOUNT] == NULL)
		return -1;
	if (points <= 0) return 0;
	if (points <= v[COPAY_DRUG_FREE]->value) return base->value;
	int64_t steps = (points - 1) / v[COPAY_DRUG_STEP]->value;
	if (steps > cap->value) return cap->value; /* far above: keeps the product small */
	int64_t due = steps * v[COPAY_DRUG_AMOUNT]->value;
	return due < cap->value ? due : cap->value;
}

/* Why no drug copayment is due for the drugs of the visit; NULL when it is. */
static const struct word *drug_exempt(struct quote *q) {
	static const struct word dental = {"drug_dental", "牙醫門診不收藥品部分負擔",
	                                   "no drug copayment in dental care"};
	static const struct word later = {"drug_refill",
	                                  "慢性病連續處方箋第二次起調劑免藥品部分負擔",
	                                  "later dispensings of a refill prescription are free"};
	static const struct word first = {"drug_refill_first",
	                                  "此層級之慢性病連續處方箋免藥品部分負擔",
	                                  "refill prescriptions of this level are free"};
	static const struct word emergency = {"drug_emergency", "急診未另收藥品部分負擔",
	                                      "no drug copayment at emergency visits"};
	const struct copay_in *in = q->in;
	if (in->care == COPAY_DENTAL) return &dental;
	if (in->refill > 1) return &later;
	if (in->refill == 1 && use(q, COPAY_DRUG_REFILL + (int)in->level) == 0) return &first;
	if (in->care == COPAY_EMERGENCY && use(q, COPAY_DRUG_EMERGENCY) == 0) return &emergency;
	return NULL;
}

static void trace_drug(struct quote *q, int64_t points, int64_t due) {
	struct buf b = BUF_INIT(256);
	bool relieved = is_relieved(q->in) && q->figures->value[COPAY_DRUG_CAP_RELIEF] != NULL;
	int64_t base =
	        use(q, relieved ? COPAY_DRUG_BASE_RELIEF : COPAY_DRUG_BASE + (int)q->in->level);
	int64_t cap = use(q, relieved ? COPAY_DRUG_CAP_RELIEF : COPAY_DRUG_CAP + (int)q->in->level);
	int64_t free = use(q, COPAY_DRUG_FREE), step = use(q, COPAY_DRUG_STEP),
	        amount = use(q, COPAY_DRUG_AMOUNT);
	if (points <= free)
		buf_printf(&b, "%lld ≤ %lld → %lld", (long long)points, (long long)free,
		           (long long)base);
	else
		buf_printf(&b, "min(%lld, %lld × ⌊(%lld − 1) ÷ %lld⌋) = %lld", (long long)cap,
		           (long long)amount, (long long)points, (long long)step, (long long)due);
	trace_result_buf(q->trace, "drug_step", "藥品部分負擔（級距）",
	                 "drug copayment by its steps", LAW_TWD, due, &b, STR("L0060001:43"));
}

static int64_t drug_amount(struct quote *q) {
	const struct copay_in *in = q->in;
	if (in->drug_points <= 0) return 0;
	trace_input(q->trace, "drug_points", "藥費", "drug fee", LAW_POINT, in->drug_points);
	const struct word *why = drug_exempt(q);
	if (why != NULL) {
		trace_note(q->trace, why->name, why->zh, why->en);
		return 0;
	}
	int64_t due = copay_drug_step(q->figures, in->level, is_relieved(in), in->drug_points);
	if (due < 0 || q->trace != NULL) trace_drug(q, in->drug_points, due);
	return due;
}

/* The reduction in areas short of care, rounded once with the rate of the points. */
static int64_t reduced(struct quote *q, const char *key, const char *zh, const char *en,
                       int64_t amount, int64_t rate) {
	int64_t less = q->in->is_remote ? use(q, COPAY_REMOTE) : 0;
	int64_t out =
	        round_half_up((i128_t)amount * rate * (PPM_ONE - less), (i128_t)PPM_ONE * PPM_ONE);
	if (q->trace == NULL || q->status != NHI_OK) return out;
	struct buf b = BUF_INIT(256);
	bool is_fixed = rate == PPM_ONE && less == 0; /* no arithmetic to show */
	if (!is_fixed) buf_put_i64_grouped(&b, amount);
	if (rate != PPM_ONE) {
		buf_put_c(&b, " × ");
		law_print_value(&b, LAW_PPM, rate, "en");
	}
	if (less != 0) {
		buf_put_c(&b, " × (100% − ");
		law_print_value(&b, LAW_PPM, less, "en");
		buf_put_c(&b, ")");
	}
	if (!is_fixed) buf_put_c(&b, " → ");
	if (!is_fixed) buf_put_i64_grouped(&b, out);
	trace_result_buf(q->trace, key, zh, en, LAW_TWD, out, &b,
	                 less != 0 ? STR("L0060001:43;L0060002:60") : STR("L0060001:43"));
	return out;
}

static void quote_rate(struct quote *q, int figure, struct copay_out *out) {
	trace_input(q->trace, "points", "醫療費用", "points of the service", LAW_POINT,
	            q->in->points);
	int64_t rate = use(q, figure);
	out->basic = twd(reduced(q, "basic", "應自行負擔（四捨五入至元）",
	                         "borne by the person (rounded half up to the dollar)",
	                         q->in->points, rate));
}

/* What was told and does not matter for this care. */
static void note_unused(struct quote *q) {
	const struct copay_in *in = q->in;
	bool by_referral = in->care == COPAY_WESTERN && !in->is_disabled;
	if (in->is_referred && !by_referral)
		trace_note(q->trace, "referral_unused", "此次就醫不因轉診而不同",
		           "a referral makes no difference for this visit");
	if (in->triage != 0 && in->care != COPAY_EMERGENCY)
		trace_note(q->trace, "triage_unused", "檢傷分級只用於急診",
		           "triage counts at emergency visits only");
}

enum nhi_status copay_quote(const struct copay_law *figures, const struct copay_in *in,
                            struct copay_out *out, struct trace *trace, struct err *err) {
	CHECK(in->level < COPAY_LEVELS && in->care < COPAY_CARES);
	CHECK(in->drug_points >= 0 && in->points >= 0);
	struct quote q = {figures, in, trace, err, NHI_OK};
	*out = (struct copay_out){twd(0), twd(0), twd(0)};
	if (in->care == COPAY_HOME_CARE) {
		quote_rate(&q, COPAY_RATE_HOME_CARE, out);
	} else if (in->care == COPAY_PSYCHIATRIC) {
		quote_rate(&q, COPAY_RATE_PSYCHIATRIC, out);
	} else {
		int64_t basic = basic_amount(&q);
		out->basic = twd(
		        reduced(&q, "basic", "基本部分負擔", "basic copayment", basic, PPM_ONE));
	}
	note_unused(&q);
	int64_t drug = drug_amount(&q);
	if (drug != 0)
		out->drug =
		        twd(reduced(&q, "drug", "藥品部分負擔", "drug copayment", drug, PPM_ONE));
	out->total = twd_add(out->basic, out->drug);
	if (trace == NULL || q.status != NHI_OK) return q.status;
	struct buf b = BUF_INIT(128);
	buf_put_i64_grouped(&b, out->basic.v);
	buf_put_c(&b, " + ");
	buf_put_i64_grouped(&b, out->drug.v);
	buf_put_c(&b, " = ");
	buf_put_i64_grouped(&b, out->total.v);
	trace_result_buf(trace, "total", "應繳部分負擔", "copayment due", LAW_TWD, out->total.v, &b,
	                 STR("L0060001:43"));
	return trace->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}
