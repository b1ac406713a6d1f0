/* enrol_plan_write.c: what a finished plan closes, inserts and bills anew (enrol_plan.h). */
#include "nhi/enrol_plan.h"

static bool keeps(const struct plan_person *p, int64_t fact_no) {
	for (size_t i = 0; i < p->after_count; i++)
		if (p->after[i].fact_no == fact_no) return true;
	return false;
}

enum nhi_status plan_write(const struct plan_person *p, const struct plan_writer *w,
                           struct err *err) {
	for (size_t i = 0; i < p->before.count; i++) {
		const struct coverage_row *r = &p->before.row[i];
		enum nhi_status st = keeps(p, r->fact_no) ? NHI_OK : w->close(w->context, r, err);
		if (st != NHI_OK) return st;
	}
	for (size_t i = 0; i < p->after_count; i++) {
		if (p->after[i].fact_no != 0) continue;
		enum nhi_status st = w->insert(w->context, &p->after[i], err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

/* First day on which the two timelines can differ: both are alike up to the first pair of rows that
 * are not the same, and in such a pair up to the earlier end when only the end differs. */
static date_t first_difference(const struct plan_person *p) {
	size_t i = 0;
	while (i < p->before.count && i < p->after_count &&
	       p->before.row[i].fact_no == p->after[i].fact_no)
		i++;
	const struct coverage_row *a = i < p->before.count ? &p->before.row[i] : NULL;
	const struct coverage_row *b = i < p->after_count ? &p->after[i] : NULL;
	if (a == NULL || b == NULL) return a != NULL ? a->from : b != NULL ? b->from : DATE_OPEN;
	if (a->from != b->from || coverage_bills_differ(a, b))
		return a->from < b->from ? a->from : b->from;
	/* The last day of the shorter one: its leave reason decides about that month. */
	return (a->to < b->to ? a->to : b->to) - 1;
}

size_t plan_months(const struct plan_person *p, month_t from, month_t to, month_t *out,
                   size_t max) {
	size_t n = 0;
	date_t first = first_difference(p);
	if (first >= month_first(to)) return 0;
	if (month_of(first) > from) from = month_of(first);
	for (month_t m = from; m < to && n < max; m++) {
		const struct coverage_row *a = coverage_charged(p->before.row, p->before.count, m);
		const struct coverage_row *b = coverage_charged(p->after, p->after_count, m);
		if (coverage_bills_differ(a, b)) out[n++] = m;
	}
	return n;
}
