/* reimburse.c: see reimburse.h. */
#include "nhi/reimburse.h"

#include "base/check.h"
#include "nhi/case_clock.h"

enum { NAME_SIZE = 64, HUNDRED = 100, E6 = 1000000, JUNE_END = 30 };

const char *const reimburse_cares[REIMBURSE_CARES] = {"outpatient", "emergency", "inpatient"};

static enum nhi_status figure(const struct law *law, const char *name, date_t at, struct trace *t,
                              int64_t *out, struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(law, name, at, &v, err);
	if (st != NHI_OK) return st;
	trace_parameter(t, law_parameter(law, str_from(name)), v);
	*out = v->value;
	return NHI_OK;
}

/* The event from which the months of filing run (L0060001:56). */
static date_t event_of(const struct reimburse_application *a) {
	if (a->ground == REIMBURSE_SUSPENDED) return a->paid_up_on;
	return a->entered_on != DATE_OPEN ? a->entered_on : a->cared_to;
}

enum nhi_status reimburse_due(const struct law *law, const struct calendar *calendar,
                              const struct reimburse_application *a, date_t *due, bool *verified,
                              struct err *err) {
	int64_t months = 0, month = 0;
	enum nhi_status st = figure(law, "reimburse.file", a->applied_on, NULL, &months, err);
	if (st == NHI_OK) st = figure(law, "reimburse.file.year", a->applied_on, NULL, &month, err);
	if (st != NHI_OK) return st;
	*verified = true;
	if (a->ground == REIMBURSE_CEILING) {
		struct calendar_answer last = calendar_next_working_day(
		        calendar, month_last(month_make(a->year + 1, (int32_t)month)));
		*due = last.date;
		*verified = last.is_verified;
		return NHI_OK;
	}
	const struct clock_in in = {.term = {.unit = CLOCK_MONTH, .length = (int32_t)months},
	                            .start = event_of(a)};
	struct clock_out out;
	case_clock(calendar, &in, &out);
	*due = out.due;
	*verified = out.is_verified;
	return NHI_OK;
}

enum nhi_status reimburse_judge(const struct law *law, const struct calendar *calendar,
                                const struct reimburse_application *a, date_t *due,
                                struct refusals *r, struct err *err) {
	int64_t past = 0;
	bool verified;
	CHECK(a->ground >= REIMBURSE_EMERGENCY && a->ground < REIMBURSE_GROUNDS);
	enum nhi_status st = reimburse_due(law, calendar, a, due, &verified, err);
	if (st == NHI_OK) st = figure(law, "reimburse.file.past", a->applied_on, NULL, &past, err);
	if (st != NHI_OK) return st;
	if (a->applied_on > *due) refusal_add(r, REFUSE_REIMBURSE_LATE, "%s", date_text(*due).c);
	if (a->ground == REIMBURSE_SUSPENDED &&
	    a->cared_to < date_add_months(a->applied_on, -(int32_t)past))
		refusal_add(r, REFUSE_REIMBURSE_PAST, "%s" ERR_SEP "%d", date_text(a->cared_to).c,
		            (int)past);
	if (a->is_repeated) refusal_add(r, REFUSE_REIMBURSE_TWICE, "%s", "");
	if (a->ground != REIMBURSE_CEILING && a->cared_to < a->cared_from)
		refusal_add(r, REFUSE_REIMBURSE_PERIOD, "%s" ERR_SEP "%s",
		            date_text(a->cared_from).c, date_text(a->cared_to).c);
	return NHI_OK;
}

date_t reimburse_rate_day(const struct calendar *calendar, date_t applied_on) {
	date_t day = month_first(month_of(applied_on)) - 1;
	while (!calendar_is_working_day(calendar, day, NULL)) day--;
	return day;
}

/* "40000.00 × 0.220000 = 8800" */
static void trace_exchange(struct trace *t, const struct reimburse_item *item, int64_t dollars) {
	struct buf b = BUF_INIT(256);
	buf_printf(&b, "%lld.%02d × %lld.%06d = %lld", (long long)(item->accepted_100 / HUNDRED),
	           (int)(item->accepted_100 % HUNDRED), (long long)(item->rate_e6 / E6),
	           (int)(item->rate_e6 % E6), (long long)dollars);
	trace_result_buf(t, "accepted", "審查認定金額", "cost accepted by the review", LAW_TWD,
	                 dollars, &b, STR("L0060005:7"));
}

enum nhi_status reimburse_item(const struct law *law, const struct reimburse_item *item,
                               struct trace *t, twd_t *out, struct err *err) {
	char name[NAME_SIZE];
	int64_t cap = 0;
	CHECK(item->accepted_100 >= 0 && item->rate_e6 > 0 && item->count > 0);
	int64_t dollars =
	        round_half_up((i128_t)item->accepted_100 * item->rate_e6, (i128_t)HUNDRED * E6);
	trace_exchange(t, item, dollars);
	if (!item->is_abroad) {
		out->v = dollars > item->copay.v ? dollars - item->copay.v : 0;
		trace_input(t, "copay", "應自行負擔", "borne by the person", LAW_TWD,
		            item->copay.v);
		trace_result(t, "paid", "核退金額", "reimbursed", LAW_TWD, out->v, STR(""),
		             STR("L0060005:6:1"));
		return NHI_OK;
	}
	(void)snprintf(name, sizeof name, "reimburse.cap.%s", reimburse_cares[item->care]);
	enum nhi_status st = figure(law, name, item->on, t, &cap, err);
	if (st != NHI_OK) return st;
	int64_t most = cap * item->count;
	out->v = dollars < most ? dollars : most;
	struct buf b = BUF_INIT(128);
	buf_printf(&b, "min(%lld, %lld × %lld)", (long long)dollars, (long long)cap,
	           (long long)item->count);
	trace_result_buf(t, "paid", "核退金額", "reimbursed", LAW_TWD, out->v, &b,
	                 STR("L0060005:6:1"));
	return NHI_OK;
}

enum nhi_status reimburse_ceiling(const struct law *law, int32_t year, twd_t paid, struct trace *t,
                                  twd_t *out, struct err *err) {
	int64_t ceiling = 0;
	enum nhi_status st = figure(law, "copay.inpatient.ceiling.year",
	                            month_first(month_make(year, 1)), t, &ceiling, err);
	if (st != NHI_OK) return st;
	trace_input(t, "copay", "全年住院部分負擔", "inpatient copayment of the year", LAW_TWD,
	            paid.v);
	out->v = paid.v > ceiling ? paid.v - ceiling : 0;
	trace_result(t, "paid", "核退金額", "reimbursed", LAW_TWD, out->v, STR(""),
	             STR("L0060001:55:1"));
	return NHI_OK;
}
