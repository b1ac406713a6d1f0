/* approval.c: see approval.h. */
#include "nhi/approval.h"

#include "base/check.h"

const char *const approval_kinds[APPROVAL_KIND_COUNT] = {
        "service", "drug", "device", "special", "project", "prosthesis", "homecare"};

/* Services, and what is handled like them, by L0060006:25; drugs and devices by L0060035:64. */
static const char *const terms[APPROVAL_KIND_COUNT] = {
        "review.prior.decide",   "approval.term.drug",    "approval.term.device",
        "approval.term.special", "approval.term.project", "review.prior.decide",
        "review.prior.decide"};

/* A changed order counts by what was approved of it. */
static enum approval_result plain(const struct approval_order *o) {
	if (o->result == APPROVAL_REFUSED_WITH_SURGERY) return APPROVAL_REFUSED;
	if (o->result != APPROVAL_CHANGED) return o->result;
	if (o->approved <= 0) return APPROVAL_REFUSED;
	return o->approved < o->requested ? APPROVAL_PARTLY : APPROVAL_AGREED;
}

enum approval_result approval_roll_up(const struct approval_order *order, size_t count) {
	size_t of[APPROVAL_RESULT_COUNT] = {0};
	for (size_t i = 0; i < count; i++) of[plain(&order[i])]++;
	if (count == 0 || of[APPROVAL_IN_REVIEW] > 0) return APPROVAL_IN_REVIEW;
	if (of[APPROVAL_AGREED] == count) return APPROVAL_AGREED;
	if (of[APPROVAL_AGREED] + of[APPROVAL_PARTLY] > 0) return APPROVAL_PARTLY;
	if (of[APPROVAL_REFUSED] == count) return APPROVAL_REFUSED;
	return of[APPROVAL_SUPPLEMENT] > 0 ? APPROVAL_SUPPLEMENT : APPROVAL_RETURNED;
}

static enum nhi_status figure(const struct law *law, const char *name, date_t at, int64_t *out,
                              struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(law, name, at, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

enum nhi_status approval_term(const struct law *law, enum approval_kind kind, date_t at,
                              int64_t *days, struct err *err) {
	CHECK(kind < APPROVAL_KIND_COUNT);
	return figure(law, terms[kind], at, days, err);
}

enum nhi_status approval_homecare(const struct law *law, const struct approval_homecare *in,
                                  struct approval_homecare_answer *out, struct err *err) {
	int64_t months = 0, again = 0;
	enum nhi_status st = figure(law, "approval.homecare.months", in->applied_on, &months, err);
	if (st == NHI_OK) st = figure(law, "approval.homecare.again", in->applied_on, &again, err);
	if (st != NHI_OK) return st;
	bool has_earlier = in->earlier.from < in->earlier.to;
	out->is_extension = has_earlier && in->applied_on < in->earlier.to + (date_t)again;
	/* An extension is counted from the application too; while the earlier runs, it follows it.
	 */
	date_t from = in->applied_on;
	if (out->is_extension && in->applied_on < in->earlier.to) from = in->earlier.to;
	out->valid = (struct period){from, date_add_months(from, (int32_t)months)};
	return NHI_OK;
}
