/* bill_compare.h: a company's payroll beside its bill: every difference, per person, with its cause
 * and the filing that mends it.
 *
 * What the company deducted is held against the self part of the family on the bill, after
 * subsidies. Where the two agree but the insured amount or the dependents do not, that is told too:
 * the next month would differ. All texts live in the arena. */
#ifndef DESK_BILL_COMPARE_H
#define DESK_BILL_COMPARE_H

#include "store/bill_view.h"

enum compare_cause {
	COMPARE_SAME,         /* nothing differs */
	COMPARE_UNREADABLE,   /* the row of the payroll cannot be read, or nobody has the number */
	COMPARE_NOT_ENROLLED, /* deducted, never insured here */
	COMPARE_MONTH_END,    /* left here before the month's last day: charged elsewhere or not */
	COMPARE_ENTRY_FILED_LATE, /* learnt after the bill: comes as a correction */
	COMPARE_NOT_DEDUCTED,     /* on the bill, not on the payroll */
	COMPARE_LEAVE_FILED_LATE, /* on the bill, the leave was learnt after it */
	COMPARE_DEPENDENTS,       /* another number of dependents */
	COMPARE_AMOUNT,           /* another insured amount */
	COMPARE_SUBSIDY,          /* an authority pays a part of the self part */
	COMPARE_ARITHMETIC,       /* same facts, other sum */
	COMPARE_CAUSE_COUNT
};

struct compare_cause_row {
	const char *code;
	const char *zh, *en;               /* what it is */
	const char *filing_zh, *filing_en; /* what mends it */
};
extern const struct compare_cause_row compare_causes[COMPARE_CAUSE_COUNT];

struct compare_row {
	size_t line; /* of the payroll, 0 when the person is not on it */
	struct str number, name;
	int64_t person_id; /* 0: nobody of the register */
	enum compare_cause cause;
	int64_t deducted, billed;           /* dollars; 0 when not on that side */
	int64_t amount_here, amount_billed; /* insured amounts; 0 unknown */
	int64_t dependents_here, dependents_billed;
	int64_t subsidy;
};

struct compare {
	struct bill_view view; /* the unit's bill */
	struct compare_row *row;
	size_t count;
	size_t differences; /* rows whose cause is not COMPARE_SAME */
};

/* `payroll` is UTF-8 CSV text (wire/payroll.h) that lives as long as the arena. */
MUST_USE enum nhi_status bill_compare(struct db *db, const struct law *law, month_t month,
                                      struct str unit_code, struct str payroll, struct arena *arena,
                                      struct compare *out, struct err *err);

#endif
