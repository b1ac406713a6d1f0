/* bill.h: what the bill of a month adds to the premium of a head: who pays the government's part,
 * and which part of the self part an authority takes over.
 *
 * Legal source: 健保法 27 (shares), 施行細則 19 II (parental leave), the subsidy laws in
 * enrolment-premium §5.5. Pure. Whole dollars. */
#ifndef NHI_BILL_H
#define NHI_BILL_H

#include "nhi/premium.h"
#include "nhi/trace.h"

/* Whoever pays a part of the premium. Stored by code; the order is that of reports. */
enum bill_payer {
	PAYER_INSURED,    /* the insured persons, through their unit or on their own slip */
	PAYER_UNIT,       /* the insured unit */
	PAYER_CENTRAL,    /* central government */
	PAYER_DEFENCE,    /* Ministry of National Defense: item 41 */
	PAYER_INTERIOR,   /* Ministry of the Interior: item 42 */
	PAYER_JUSTICE,    /* Ministry of Justice: item 43 */
	PAYER_WELFARE,    /* central social welfare authority: item 51 */
	PAYER_VETERANS,   /* Veterans Affairs Council: item 61 */
	PAYER_LABOUR,     /* labour authority: the unit's share during parental leave */
	PAYER_LOCAL,      /* local government: subsidies */
	PAYER_EMPLOYMENT, /* employment insurance fund: subsidies */
	PAYER_OVERSEAS,   /* Overseas Community Affairs Council: subsidies */
	PAYER_COUNT
};

struct bill_payer_row {
	const char *code; /* stored: "central" */
	const char *zh, *en;
};
extern const struct bill_payer_row bill_payers[PAYER_COUNT];
MUST_USE bool bill_payer_find(struct str code, enum bill_payer *out);
/* Who pays the government's part of a scheme (健保法 27). */
enum bill_payer bill_government_payer(enum premium_scheme s);

/* The subsidy kinds of the register: "midlow", "disability.severe" …; their part is the law
 * parameter "subsidy." + kind. */
enum { BILL_SUBSIDY_KINDS_MAX = 16 };
struct bill_subsidy_kind {
	struct str kind;
	ppm_t part; /* of the self part, as the law of the month says */
	bool in_force;
	const struct law_parameter *parameter;
	const struct law_value *value; /* NULL when not in force */
};
struct bill_subsidy_law {
	struct bill_subsidy_kind kind[BILL_SUBSIDY_KINDS_MAX]; /* by name */
	size_t count;
	bool stacks; /* subsidy.stacking = 1: all subsidies of a person add up, else the best counts
	              */
	const struct law_parameter *stacking;
	const struct law_value *stacking_value; /* NULL: no value, the best counts */
	bool payable_rounded; /* subsidy.rounding = 1: the payable rest is rounded, not the subsidy
	                       */
};
MUST_USE enum nhi_status bill_subsidy_law_at(const struct law *law, date_t at,
                                             struct bill_subsidy_law *out, struct err *err);
/* Place of a kind, or -1. */
int bill_subsidy_kind_find(const struct bill_subsidy_law *sl, struct str kind);
/* Subsidy of a self part of `self` dollars. */
twd_t bill_subsidy(const struct bill_subsidy_law *sl, int kind, twd_t self);

/* A subsidy that a person holds and, granted, what it takes over. */
struct bill_grant {
	int8_t kind;   /* place in bill_subsidy_law */
	uint8_t payer; /* enum bill_payer */
	twd_t amount;
};
/* Which of the subsidies held are granted on a self part of `self` dollars: the one of the greatest
 * part, or, where they stack, all from the greatest part down, each reckoned on the whole self
 * part, until nothing is left to pay. Kinds not in force and grants of 0 are left out; of equal
 * parts the kind that stands first in the law. `held` has at most BILL_SUBSIDY_KINDS_MAX rows,
 * `out` room for as many; returns how many were granted. */
size_t bill_grants(const struct bill_subsidy_law *sl, const struct bill_grant *held, size_t count,
                   twd_t self, struct bill_grant *out);
/* The same with its reasons: self part, each subsidy held with its part, what is granted and what
 * is not, and the rest to pay. `who_zh`, `who_en` name the person in the sentences. Returns the
 * rest. */
twd_t bill_grants_explain(const struct bill_subsidy_law *sl, const struct bill_grant *held,
                          size_t count, twd_t self, const char *who_zh, const char *who_en,
                          struct trace *trace);

#endif
