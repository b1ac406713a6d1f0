/* bill.h: what the bill of a month adds to the premium of a head: who pays the government's part,
 * and which part of the self part an authority takes over.
 *
 * Legal source: 健保法 27 (shares), 施行細則 19 II (parental leave), the subsidy laws in
 * enrolment-premium §5.5. Pure. Whole dollars. */
#ifndef NHI_BILL_H
#define NHI_BILL_H

#include "nhi/premium.h"

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
};
struct bill_subsidy_law {
	struct bill_subsidy_kind kind[BILL_SUBSIDY_KINDS_MAX]; /* by name */
	size_t count;
	bool payable_rounded; /* subsidy.rounding = 1: the payable rest is rounded, not the subsidy
	                       */
};
MUST_USE enum nhi_status bill_subsidy_law_at(const struct law *law, date_t at,
                                             struct bill_subsidy_law *out, struct err *err);
/* Place of a kind, or -1. */
int bill_subsidy_kind_find(const struct bill_subsidy_law *sl, struct str kind);
/* Subsidy of a self part of `self` dollars. */
twd_t bill_subsidy(const struct bill_subsidy_law *sl, int kind, twd_t self);

#endif
