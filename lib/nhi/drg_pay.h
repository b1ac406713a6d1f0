/* drg_pay.h: payment of one stay by its diagnosis-related group (Tw-DRG), after the group and its
 * weight are known.
 *
 * Rules: part 7 of the fee schedule; facts payment §1.6, claims-format §6.6. Figures: law/drg.csv.
 * Weights, thresholds and geometric mean stays come from the table of weights, which is not public
 * here: a case without them is "not priced" and paid as claimed. Pure; whole points. */
#ifndef NHI_DRG_PAY_H
#define NHI_DRG_PAY_H

#include "base/money.h"
#include "nhi/law.h"

enum drg_level { DRG_CENTER, DRG_REGIONAL, DRG_DISTRICT, DRG_LEVELS };
enum drg_child { DRG_CHILD_NEWBORN, DRG_CHILD_MEDICAL, DRG_CHILD_SURGICAL, DRG_CHILD_KINDS };
enum drg_area { DRG_AREA_NONE, DRG_AREA_MOUNTAIN, DRG_AREA_ISLAND };

/* Discharge against advice or transfer is paid by the day when the stay is short. */
enum drg_leave { DRG_LEAVE_USUAL, DRG_LEAVE_EARLY };

struct drg_case {
	date_t on;          /* discharge: decides the figures */
	int64_t weight1000; /* RW in thousandths; 0: none */
	point_t lower, upper;
	int32_t mean_days; /* geometric mean stay, > 0 when leave is DRG_LEAVE_EARLY */
	enum drg_level level;
	enum drg_area area;
	enum drg_child child;
	int32_t age_months;     /* on admission; -1: no child add-on */
	int32_t case_mix;       /* step of the case-mix index: 0 none, 1 … 3 */
	bool is_bare;           /* Caesarean on request: no add-ons, nothing paid besides */
	bool is_rare;           /* fewer than 20 cases in the month: paid as claimed */
	bool pays_excess_whole; /* under 18 with listed congenital diagnoses */
	enum drg_leave leave;
	int32_t days;     /* of the stay */
	point_t claimed;  /* M */
	point_t separate; /* X: lines paid besides, at cost */
};

enum drg_section { DRG_A, DRG_B1, DRG_B2, DRG_C };

struct drg_paid {
	point_t fixed;
	point_t points; /* of the group, before copayment and without the lines paid besides */
	point_t margin; /* share above the upper threshold */
	enum drg_section section;
	bool is_by_day, is_as_claimed;
};

/* NHI_LAW_NO_VALUE when a figure of the day, SPR above all, is not in force. */
MUST_USE enum nhi_status drg_pay(const struct law *law, const struct drg_case *in,
                                 struct drg_paid *out, struct err *err);

#endif
