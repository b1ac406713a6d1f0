/* claim_term.c: see claim_term.h. */
#include "nhi/claim_term.h"

#include "base/check.h"
#include "nhi/case_clock.h"

enum { HUNDRED = 100 };
#define E8 INT64_C(100000000)

/* Reads figures one after the other; the first failure sticks. */
struct figures {
	const struct law *law;
	date_t at;
	struct trace *trace;
	enum nhi_status st;
	struct err *err;
	bool is_verified;
};

static int64_t figure(struct figures *f, const char *name) {
	const struct law_value *v;
	if (f->st == NHI_OK) f->st = law_need(f->law, name, f->at, &v, f->err);
	if (f->st != NHI_OK) return 0;
	trace_parameter(f->trace, law_parameter(f->law, str_from(name)), v);
	f->is_verified = f->is_verified && v->verified;
	return v->value;
}

static struct figures figures_of(const struct law *law, date_t at, struct trace *t,
                                 struct err *err) {
	return (struct figures){law, at, t, NHI_OK, err, true};
}

static date_t clock_from(struct figures *f, const struct calendar *calendar, date_t start,
                         enum clock_unit unit, const char *name) {
	int64_t length = figure(f, name);
	if (f->st != NHI_OK) return DATE_OPEN;
	const struct clock_in in = {.term = {.unit = unit, .length = (int32_t)length},
	                            .start = start};
	struct clock_out out;
	case_clock(calendar, &in, &out);
	f->is_verified = f->is_verified && out.is_verified;
	return out.due;
}

/* ---- Claims ---------------------------------------------------------------------------------- */

static const char *by_medium(bool is_electronic, const char *electronic, const char *paper) {
	return is_electronic ? electronic : paper;
}

/* R4: by a day of the next month, moved over rest days. */
static date_t file_due(struct figures *f, const struct calendar *calendar, month_t month) {
	int64_t day = figure(f, "payment.file.day");
	struct calendar_answer a = calendar_next_working_day(
	        calendar, month_first(month + 1) + (date_t)(day > 0 ? day - 1 : 0));
	f->is_verified = f->is_verified && a.is_verified;
	return a.date;
}

/* Act 62 II: months from the first of the month after the service; that day counts. */
static date_t last_day(struct figures *f, const struct calendar *calendar, month_t month) {
	int64_t months = figure(f, "payment.file.last");
	struct calendar_answer a =
	        calendar_next_working_day(calendar, month_last(month + (month_t)months));
	f->is_verified = f->is_verified && a.is_verified;
	return a.date;
}

/* R7: from receipt; from the paper form when that came too long after the transmission; R8: from
 * the repair. */
static date_t counted_from(struct figures *f, const struct calendar *calendar,
                           const struct claim_filing *c) {
	if (c->repaired != DATE_OPEN) return c->repaired;
	if (!c->is_electronic || c->paper == DATE_OPEN) return c->received;
	date_t patience = clock_from(f, calendar, c->received, CLOCK_WORKING_DAY,
	                             "payment.provisional.paper.patience");
	return c->paper > patience ? c->paper : c->received;
}

static void judge_lateness(const struct claim_filing *c, int64_t unbound, struct claim_terms *out,
                           struct refusals *r) {
	out->has_provisional = !c->is_supplement;
	if (c->received > out->last_day && !c->has_good_reason)
		refusal_add(r, REFUSE_CLAIM_LAPSED, "%s", date_text(out->last_day).c);
	if (c->is_supplement || c->received <= out->file_due) return;
	out->days_late = c->received - out->file_due;
	out->has_provisional = false;
	refusal_add(r, REFUSE_CLAIM_LATE, "%s" ERR_SEP "%d", date_text(out->file_due).c,
	            (int)out->days_late);
	if (out->days_late > unbound) out->approval_due = DATE_OPEN;
}

enum nhi_status claim_terms(const struct law *law, const struct calendar *calendar,
                            const struct claim_filing *c, struct claim_terms *out,
                            struct refusals *r, struct err *err) {
	struct figures f = figures_of(law, month_first(c->month), NULL, err);
	*out = (struct claim_terms){.provisional_due = DATE_OPEN};
	date_t start = c->repaired != DATE_OPEN ? c->repaired : c->received;
	out->file_due = file_due(&f, calendar, c->month);
	out->last_day = last_day(&f, calendar, c->month);
	out->notice_due = clock_from(
	        &f, calendar, c->received, CLOCK_DAY,
	        by_medium(c->is_electronic, "payment.notice.electronic", "payment.notice.paper"));
	out->approval_due = clock_from(&f, calendar, start, CLOCK_DAY, "payment.approval");
	int64_t unbound = figure(&f, "payment.late.unbound");
	if (f.st == NHI_OK) judge_lateness(c, unbound, out, r);
	if (out->has_provisional)
		out->provisional_due =
		        clock_from(&f, calendar, counted_from(&f, calendar, c), CLOCK_DAY,
		                   by_medium(c->is_electronic, "payment.provisional.electronic",
		                             "payment.provisional.paper"));
	out->is_verified = f.is_verified;
	return f.st;
}

/* ---- Provisional payment --------------------------------------------------------------------- */

/* R15, R16, R17: why nothing is paid now. */
static bool is_suspended(const struct claim_provisional *p, int64_t most_ppm, struct refusals *r) {
	bool too_many = p->error_cases > 0 &&
	                (i128_t)p->error_cases * PPM_ONE >= (i128_t)p->cases * most_ppm;
	if (p->is_stopped) refusal_add(r, REFUSE_CLAIM_STOPPED, "%s", "");
	if (p->records_missing) refusal_add(r, REFUSE_CLAIM_RECORDS, "%s", "");
	if (too_many)
		refusal_add(r, REFUSE_CLAIM_ERRORS, "%lld" ERR_SEP "%lld",
		            (long long)p->error_cases, (long long)p->cases);
	return p->is_stopped || p->records_missing || too_many;
}

static void trace_provisional(struct trace *t, const struct claim_provisional *p, int64_t value,
                              int64_t share, twd_t result) {
	if (t == NULL) return;
	struct buf b = BUF_INIT(256);
	buf_put_c(&b, "(");
	buf_put_i64_grouped(&b, p->floating);
	buf_printf(&b, " × %lld.%08lld + ", (long long)(value / E8), (long long)(value % E8));
	buf_put_i64_grouped(&b, p->fixed);
	buf_put_c(&b, ") × ");
	law_print_value(&b, LAW_PPM, share, "en");
	buf_put_c(&b, " → ");
	buf_put_i64_grouped(&b, result.v);
	trace_result_buf(t, "provisional", "暫付金額（百元以下捨去）",
	                 "provisional payment (cut to whole hundreds)", LAW_TWD, result.v, &b,
	                 STR("L0060006:6:1"));
}

enum nhi_status claim_provisional(const struct law *law, const struct claim_provisional *p,
                                  twd_t *out, struct refusals *r, struct trace *trace,
                                  struct err *err) {
	CHECK(p->floating >= 0 && p->fixed >= 0 && p->value.v >= 0 && p->cases >= p->error_cases);
	struct figures f = figures_of(law, month_first(p->month), trace, err);
	int64_t known = figure(&f, "payment.provisional.months");
	int64_t share = figure(&f, p->months_approved < known ? "payment.provisional.share.new"
	                                                      : "payment.provisional.share");
	int64_t most = figure(&f, p->is_inpatient ? "payment.suspend.inpatient"
	                                          : "payment.suspend.outpatient");
	*out = twd(0);
	if (f.st != NHI_OK || is_suspended(p, most, r)) return f.st;
	int64_t value = p->value.v == 0 || p->value.v > E8 ? E8 : p->value.v;
	i128_t worth = (i128_t)p->floating * value + (i128_t)p->fixed * E8;
	i128_t hundredth = (i128_t)E8 * PPM_ONE * HUNDRED;
	*out = twd(round_down(worth * share, hundredth) * HUNDRED);
	trace_provisional(trace, p, value, share, *out);
	return trace != NULL && trace->failed ? err_set(err, NHI_MEMORY, "%s", "") : NHI_OK;
}

enum nhi_status claim_kept_back(const struct law *law, date_t at, twd_t unsettled, twd_t *out,
                                struct err *err) {
	struct figures f = figures_of(law, at, NULL, err);
	int64_t share = figure(&f, "payment.contract_end.kept");
	*out = twd_rate(unsettled, ppm(share));
	return f.st;
}

/* ---- Appeals --------------------------------------------------------------------------------- */

enum nhi_status claim_appeal_terms(const struct law *law, const struct calendar *calendar,
                                   enum claim_remedy remedy, date_t served, date_t filed,
                                   struct claim_appeal_terms *out, struct refusals *r,
                                   struct err *err) {
	static const struct {
		const char *file, *decide;
		enum clock_unit unit;
	} rows[] = {
	        [CLAIM_REMEDY_APPEAL] = {"payment.appeal.file", "payment.appeal.decide", CLOCK_DAY},
	        [CLAIM_REMEDY_DISPUTE] = {"payment.dispute.file", "payment.dispute.decide",
	                                  CLOCK_MONTH}};
	struct figures f = figures_of(law, served, NULL, err);
	out->due = clock_from(&f, calendar, served, CLOCK_DAY, rows[remedy].file);
	out->decision_due = DATE_OPEN;
	if (filed != DATE_OPEN)
		out->decision_due =
		        clock_from(&f, calendar, filed, rows[remedy].unit, rows[remedy].decide);
	if (f.st == NHI_OK && filed != DATE_OPEN && filed > out->due)
		refusal_add(r, REFUSE_CLAIM_APPEAL_LATE, "%s", date_text(out->due).c);
	out->is_verified = f.is_verified;
	return f.st;
}

enum nhi_status claim_recovery_end(const struct law *law, date_t accepted, date_t *out,
                                   struct err *err) {
	struct figures f = figures_of(law, accepted, NULL, err);
	int64_t months = figure(&f, "payment.recovery");
	*out = date_add_months(accepted, (int32_t)months);
	return f.st;
}
