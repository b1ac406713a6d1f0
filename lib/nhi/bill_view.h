/* bill_view.h: a month's run, a bill and its lines with the names of the people, as plain values:
 * what the store reads (store/bill.h, store/bill_view.h) and what slips, pages and lists show. */
#ifndef NHI_BILL_VIEW_H
#define NHI_BILL_VIEW_H

#include "base/date.h"
#include "base/sha256.h"
#include "nhi/bill_lines.h"

struct bill_run {
	month_t month;
	instant_t known_at;   /* the register as known then */
	instant_t settled_at; /* knowledge that earlier months were last computed with; 0: none */
	int64_t units_per_part;
	date_t due_on;
	bool due_verified;
	char law_hash[SHA256_HEX_SIZE + 1];
	int64_t act_id;
	int64_t parts, bills, payable; /* of a finished run, else 0 */
};

struct bill {
	int64_t id, unit_id;
	int64_t person_id; /* who pays alone, or 0 */
	month_t month;
	int64_t division, insured, dependents;
	int64_t self, subsidy, unit_share, government, correction, correction_government, payable;
	struct str lines;
};

struct bill_person {
	int64_t id;
	struct str name;   /* "" for a newborn without a name */
	struct str number; /* identity number, "" when none; shown masked (base/ids.h) */
};

struct bill_view_line {
	struct bill_line line;
	struct bill_person insured;
	struct bill_person *dependents; /* line.dependent_count of them */
};

struct bill_view {
	struct bill bill;
	struct bill_run run;
	struct str unit_code, unit_name;
	struct bill_person payer; /* who pays alone; id 0 when the unit pays */
	struct bill_view_line *lines;
	size_t line_count;
};

/* Why an earlier month was reckoned again; stored in correction lines (schema/lines.md). */
enum bill_cause {
	CAUSE_ENTERED_LATE = 1,
	CAUSE_LEFT_LATE,
	CAUSE_AMOUNT,
	CAUSE_DEPENDENTS,
	CAUSE_CATEGORY,
	CAUSE_SUBSIDY,
	CAUSE_COUNT
};
struct bill_cause_row {
	const char *zh, *en;
};
/* "entered late" … ; an unknown number is just "correction". */
const struct bill_cause_row *bill_cause_row(int64_t cause);
const char *bill_cause_text(int64_t cause, const char *lang);

#endif
