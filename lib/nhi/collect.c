/* collect.c: see collect.h. */
#include "nhi/collect.h"

#include "base/check.h"

enum { NAME_SIZE = 64 };

static const char *const payer_names[] = {[DEBTOR_UNIT] = "unit", [DEBTOR_PERSON] = "person"};

static enum nhi_status figure(const struct law *law, const char *name, date_t at, struct trace *t,
                              int64_t *out, struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(law, name, at, &v, err);
	if (st != NHI_OK) return st;
	trace_parameter(t, law_parameter(law, str_from(name)), v);
	*out = v->value;
	return NHI_OK;
}

/* A parameter of one payer: "latefee.cap" + ".unit". `suffix` may name a step: ".1". */
static enum nhi_status payer_figure(const struct law *law, const char *prefix, enum debtor payer,
                                    const char *suffix, date_t at, struct trace *t, int64_t *out,
                                    struct err *err) {
	char name[NAME_SIZE];
	(void)snprintf(name, sizeof name, "%s.%s%s", prefix, payer_names[payer],
	               suffix); /* names are short */
	return figure(law, name, at, t, out, err);
}

static date_t moved(const struct calendar *calendar, date_t d, bool *verified) {
	struct calendar_answer a = calendar_next_working_day(calendar, d);
	if (!a.is_verified) *verified = false;
	return a.date;
}

static void print_day(struct buf *b, date_t d) { date_print(b, d); }

enum nhi_status collect_due_day(const struct law *law, const struct calendar *calendar,
                                month_t month, date_t *out, bool *verified, struct err *err) {
	int64_t months = 0, shift = 0;
	enum nhi_status st =
	        figure(law, "billing.due.month", month_last(month), NULL, &months, err);
	if (st == NHI_OK) st = figure(law, "latefee.shift", month_last(month), NULL, &shift, err);
	if (st != NHI_OK) return st;
	*verified = true;
	*out = month_last(month + (month_t)months);
	if (shift == SHIFT_DUE_AND_GRACE) *out = moved(calendar, *out, verified);
	return NHI_OK;
}

struct latefee_law {
	int64_t grace, shift, rate, cap, waiver;
};

static enum nhi_status latefee_law(const struct law *law, const struct latefee_in *in,
                                   struct latefee_law *out, struct trace *t, struct err *err) {
	enum nhi_status st = figure(law, "latefee.grace", in->due, t, &out->grace, err);
	if (st == NHI_OK) st = figure(law, "latefee.shift", in->due, t, &out->shift, err);
	if (st == NHI_OK) st = figure(law, "latefee.rate.day", in->due, t, &out->rate, err);
	if (st == NHI_OK)
		st = payer_figure(law, "latefee.cap", in->payer, "", in->due, t, &out->cap, err);
	if (st == NHI_OK) st = figure(law, "latefee.waiver", in->due, t, &out->waiver, err);
	return st;
}

static void trace_grace(struct trace *t, const struct latefee_in *in, const struct latefee_law *l,
                        date_t grace_end) {
	struct buf b = BUF_INIT(256);
	print_day(&b, in->due);
	buf_printf(&b, " + %d = ", (int)l->grace);
	print_day(&b, in->due + (date_t)l->grace);
	if (grace_end != in->due + (date_t)l->grace) {
		buf_put_c(&b, " → ");
		print_day(&b, grace_end);
	}
	trace_result_buf(t, "grace_end", "寬限期最後一日（距應繳日之日數）",
	                 "last day of grace (days after the due day)", LAW_DAY, grace_end - in->due,
	                 &b, STR("L0060001:35;A0030055:48"));
}

static void trace_fee(struct trace *t, const struct latefee_in *in, const struct latefee_law *l,
                      const struct latefee_out *out) {
	struct buf b = BUF_INIT(256);
	buf_put_c(&b, "min(");
	buf_put_i64_grouped(&b, in->amount.v);
	buf_put_c(&b, " × ");
	law_print_value(&b, LAW_PPM, l->rate, "en");
	buf_printf(&b, " × %d, ", out->days);
	buf_put_i64_grouped(&b, in->amount.v);
	buf_put_c(&b, " × ");
	law_print_value(&b, LAW_PPM, l->cap, "en");
	buf_put_c(&b, ") → ");
	buf_put_i64_grouped(&b, out->late_fee.v);
	trace_result_buf(t, "late_fee", "滯納金（四捨五入至元）",
	                 "late fee (rounded half up to the dollar)", LAW_TWD, out->late_fee.v, &b,
	                 STR("L0060001:35;L0060002:52"));
}

enum nhi_status latefee_quote(const struct law *law, const struct calendar *calendar,
                              const struct latefee_in *in, struct latefee_out *out,
                              struct trace *trace, struct err *err) {
	CHECK(in->amount.v >= 0);
	struct latefee_law l = {0};
	enum nhi_status st = latefee_law(law, in, &l, trace, err);
	if (st != NHI_OK) return st;
	bool verified = true;
	out->grace_end = in->due + (date_t)l.grace;
	if (l.shift != SHIFT_NONE) out->grace_end = moved(calendar, out->grace_end, &verified);
	if (!verified)
		trace_note(trace, "unverified", "休息日依週六、週日推定，該年行事曆未查證",
		           "rest days are judged by the week alone: the calendar of that year is "
		           "not verified");
	trace_grace(trace, in, &l, out->grace_end);
	out->days = in->paid - 1 > out->grace_end ? in->paid - 1 - out->grace_end : 0;
	trace_input(trace, "days", "逾期日數（至繳納前一日）",
	            "days late (up to the day before payment)", LAW_DAY, out->days);
	i128_t by_days = (i128_t)in->amount.v * l.rate * out->days,
	       by_cap = (i128_t)in->amount.v * l.cap;
	out->late_fee = twd(round_half_up(by_days < by_cap ? by_days : by_cap, PPM_ONE));
	if (out->late_fee.v > 0 && out->late_fee.v <= l.waiver) {
		trace_note(trace, "waived", "滯納金在公告金額以下，免予加徵",
		           "the late fee is at or below the announced amount and is waived");
		out->late_fee = twd(0);
	}
	trace_fee(trace, in, &l, out);
	return trace != NULL && trace->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

/* --- instalments -------------------------------------------------------------------------------
 */

enum { BRACKETS = 4 };

static enum nhi_status bracket_count(const struct law *law, enum debtor payer, twd_t arrears,
                                     date_t at, int32_t *out, struct trace *t, struct err *err) {
	static const char *const steps[BRACKETS] = {".1", ".2", ".3", ".4"};
	size_t i = 0;
	for (; i + 1 < BRACKETS; i++) {
		int64_t below;
		enum nhi_status st = payer_figure(law, "instalment.bracket", payer, steps[i], at, t,
		                                  &below, err);
		if (st != NHI_OK) return st;
		if (arrears.v < below) break;
	}
	int64_t count = 0;
	enum nhi_status st =
	        payer_figure(law, "instalment.count", payer, steps[i], at, t, &count, err);
	*out = (int32_t)count;
	return st;
}

/* Units: a fixed amount. Persons: a part of the average premium of all insured, rounded half up. */
static enum nhi_status minimum_of(const struct law *law, enum debtor payer, date_t at, twd_t *out,
                                  struct trace *t, struct err *err) {
	if (payer == DEBTOR_UNIT) return figure(law, "instalment.each.unit", at, t, &out->v, err);
	int64_t ratio, average = 0;
	enum nhi_status st = figure(law, "instalment.each.person.ratio", at, t, &ratio, err);
	if (st == NHI_OK) st = figure(law, "premium.average.6", at, t, &average, err);
	if (st == NHI_OK) *out = twd_rate(twd(average), ppm(ratio));
	return st;
}

/* The range of the article does not know the least amount; say where that binds. */
static void note_effective_count(struct trace *t, twd_t arrears, const struct instalment_out *out) {
	int64_t most = out->minimum.v > 0 ? arrears.v / out->minimum.v : out->count_max;
	if (most >= out->count_max) return;
	struct buf zh = BUF_INIT(256), en = BUF_INIT(256);
	buf_printf(&zh, "依每期最低金額，實際最多 %lld 期", (long long)most);
	buf_printf(&en, "by the least amount of an instalment, at most %lld in fact",
	           (long long)most);
	trace_note_buf(t, "count_by_minimum", &zh, &en);
}

enum nhi_status instalment_quote(const struct law *law, enum debtor payer, twd_t arrears, date_t at,
                                 struct instalment_out *out, struct trace *trace, struct err *err) {
	int64_t least = 0, count_min = 0;
	*out = (struct instalment_out){0};
	enum nhi_status st = payer_figure(law, "instalment.min", payer, "", at, trace, &least, err);
	if (st == NHI_OK) st = minimum_of(law, payer, at, &out->minimum, trace, err);
	if (st != NHI_OK) return st;
	if (arrears.v < least) {
		struct buf zh = BUF_INIT(256), en = BUF_INIT(256);
		buf_put_c(&zh, "欠費未達 ");
		buf_put_i64_grouped(&zh, least);
		buf_put_c(&zh, " 元，不得申請分期；請一次繳清");
		buf_put_c(&en, "the arrears do not reach NT$");
		buf_put_i64_grouped(&en, least);
		buf_put_c(&en, ": no instalments; please pay at once");
		trace_note_buf(trace, "below_minimum", &zh, &en);
		return NHI_OK;
	}
	st = figure(law, "instalment.count.min", at, trace, &count_min, err);
	if (st == NHI_OK) st = bracket_count(law, payer, arrears, at, &out->count_max, trace, err);
	if (st != NHI_OK) return st;
	out->is_allowed = true;
	out->count_min = (int32_t)count_min;
	note_effective_count(trace, arrears, out);
	return trace != NULL && trace->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}
