/* coverage.c: see coverage.h. */
#include "nhi/coverage.h"

const struct coverage_row *coverage_on(const struct coverage_row *row, size_t count, date_t on) {
	for (size_t i = 0; i < count; i++)
		if (row[i].from <= on && on < row[i].to) return &row[i];
	return NULL;
}

const struct coverage_row *coverage_charged(const struct coverage_row *row, size_t count,
                                            month_t month) {
	date_t last = month_last(month);
	const struct coverage_row *r = coverage_on(row, count, last);
	if (r == NULL) return NULL;
	bool ends = r->to == last + 1;
	return ends && !enrol_charged_at_end((enum leave_reason)r->leave_reason) ? NULL : r;
}

bool coverage_bills_differ(const struct coverage_row *a, const struct coverage_row *b) {
	if (a == NULL || b == NULL) return a != b;
	return a->unit_id != b->unit_id || a->insured_person_id != b->insured_person_id ||
	       a->role != b->role || a->category != b->category || a->absence != b->absence ||
	       a->insured_amount != b->insured_amount ||
	       a->is_private_school != b->is_private_school;
}
