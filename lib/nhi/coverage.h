/* coverage.h: the periods in which a person is covered, and who is charged for a month of them
 * (facts on enrolment §3.6; Act 30(2)). Pure; the register's table of the same name holds the rows
 * with their record times. */
#ifndef NHI_COVERAGE_H
#define NHI_COVERAGE_H

#include "nhi/enrol.h"

/* A row of coverage without its record times. */
struct coverage_row {
	int64_t person_id, fact_no; /* fact_no 0: not stored yet */
	int64_t unit_id, insured_person_id;
	int64_t insured_amount; /* dollars; 0 for dependents and categories 4–6 */
	date_t from, to;
	int16_t category;
	int8_t role, relation, absence, entry_reason, leave_reason;
	bool is_private_school;
};

/* Rows of one person at most: fifty years of monthly changes would not reach it. */
enum { TIMELINE_ROWS_MAX = 1000 };

struct timeline {
	int64_t person_id;
	const struct coverage_row *row; /* ascending, as stored */
	size_t count;
};

/* Who is charged for `month` by this timeline, or NULL: the row that has the person at 24:00 of the
 * last day, unless the person left the scheme with that day (facts §3.6). */
const struct coverage_row *coverage_charged(const struct coverage_row *row, size_t count,
                                            month_t month);
/* The row that holds on `on`, or NULL. */
const struct coverage_row *coverage_on(const struct coverage_row *row, size_t count, date_t on);
/* True when the two differ in anything that billing reads. NULL is nobody. */
bool coverage_bills_differ(const struct coverage_row *a, const struct coverage_row *b);
#endif
