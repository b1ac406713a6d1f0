/* claim_fee.h: add-ons, tiers and limits of the fee schedule (支付標準) as pure functions: rates of
 * operations, tests and consultations, the volume discount, visits and dispensings a day, case
 * payment, applied points of a stay. Figures: law/fee.csv; which item is of which kind:
 * codes/fee_kinds.csv. Sources: facts claims-format §4, §6. Rates are rate4_t (153.00 % = 15300).
 */
#ifndef NHI_CLAIM_FEE_H
#define NHI_CLAIM_FEE_H

#include "base/arena.h"
#include "base/money.h"
#include "nhi/law.h"

enum fee_kind {
	FEE_OTHER, /* no add-on is known: not judged */
	FEE_CONSULTATION,
	FEE_EMERGENCY_CONSULTATION,
	FEE_TEST,
	FEE_PATHOLOGY,
	FEE_REHABILITATION,
	FEE_TREATMENT,
	FEE_SURGERY,
	FEE_ANAESTHESIA,
	FEE_DISPENSING,
	FEE_DAY_RATE,
	FEE_KINDS
};

enum {
	FEE_CHILD_STEPS = 3,
	FEE_VOLUME_STEPS = 2,
	FEE_TIERS_MAX = 5,
	FEE_OPERATIONS_MAX = 3,
	FEE_DAY_RATES = 4
};

/* Kind of care for the volume discount. */
enum fee_place { FEE_CLINIC_OUT, FEE_HOSPITAL_OUT, FEE_CLINIC_IN, FEE_HOSPITAL_IN, FEE_PLACES };
enum fee_specialty { FEE_NO_SPECIALIST, FEE_SPECIALTY_A, FEE_SPECIALTY_B, FEE_SPECIALTY_C };

/* All figures of a day, resolved; rates in ppm. A figure that is not in force is -1 and makes what
 * needs it "not known". */
struct fee_law {
	date_t from, to;
	int64_t child_months[FEE_CHILD_STEPS];
	int64_t surgery_child[FEE_CHILD_STEPS], test_child[FEE_CHILD_STEPS],
	        raised_child[FEE_CHILD_STEPS], rehabilitation_child[FEE_CHILD_STEPS];
	int64_t surgery_emergency, surgery_material, test_emergency, pathology_pack,
	        anaesthesia_most;
	int64_t consult_child, consult_child_years;
	int64_t specialist_child[3], specialist_adult[3];
	int64_t night, holiday, island, island_night, district, infant;
	int64_t volume[FEE_PLACES][FEE_VOLUME_STEPS], volume_rate[FEE_VOLUME_STEPS];
	int64_t day_rate[FEE_DAY_RATES], day_rate_days;
	int64_t dispense, dispense_island, dispense_extra;
	int64_t tier[FEE_TIERS_MAX], tier_island[FEE_TIERS_MAX], tier_days;
	int64_t case_share, operation_same[FEE_OPERATIONS_MAX], operation_other[FEE_OPERATIONS_MAX];
	int64_t drg_share, respiratory_parts;
};
void fee_law_at(const struct law *law, date_t at, struct fee_law *out);

/* codes/fee_kinds.csv: ranges of codes. */
struct fee_kinds {
	struct {
		struct str first, last;
		enum fee_kind kind;
	} range[64];
	size_t count;
};
MUST_USE enum nhi_status fee_kinds_read(struct fee_kinds *out, struct str bytes,
                                        struct arena *arena, struct err *err);
enum fee_kind fee_kind_of(const struct fee_kinds *kinds, struct str item);

/* What add-ons depend on. What the claim does not say is set to what gives the highest rate. */
struct fee_visit {
	int32_t age_months; /* completed, on the day of the visit; -1 not known */
	bool is_emergency, is_night, is_holiday, is_island, is_district, is_packed;
	enum fee_specialty specialty;
};

/* Add-on of a child in the step of its age; 0 from the last bound on. */
int64_t fee_child(const struct fee_law *fee, const int64_t steps[FEE_CHILD_STEPS],
                  int32_t age_months);
/* Highest rate that the add-ons of the kind give; -1 when that is not known. */
int64_t fee_rate_most(const struct fee_law *fee, enum fee_kind kind, const struct fee_visit *visit);
/* Rates that the rule itself names: an operation with its general materials (add-ons added, then
 * applied once; materials of the base points). */
rate4_t fee_surgery_rate(const struct fee_law *fee, const struct fee_visit *visit);
rate4_t fee_test_rate(const struct fee_law *fee, const struct fee_visit *visit, bool is_raised);
rate4_t fee_consult_rate(const struct fee_law *fee, const struct fee_visit *visit);
rate4_t fee_emergency_rate(const struct fee_law *fee, const struct fee_visit *visit);

/* Payment share (ppm) of the nth test of a case, n from 1. */
int64_t fee_volume_share(const struct fee_law *fee, enum fee_place place, int64_t n);
/* Payment share (ppm) of the nth operation in one field, n from 1; the rest 0. */
int64_t fee_operation_share(const struct fee_law *fee, bool is_same_kind, int64_t n);
/* Tier (0 …) of the nth visit of a doctor in a month with that many days of consultation. */
int32_t fee_visit_tier(const struct fee_law *fee, bool is_island, int64_t days, int64_t n);
/* Of `count` dispensings of a pharmacist in a day: paid whole, paid at the lower fee, the rest
 * nothing. */
struct fee_dispensed {
	int64_t whole, lower, nothing;
};
struct fee_dispensed fee_dispense(const struct fee_law *fee, bool is_island, int64_t count);
/* Basic items of a case payment: how many of `items` must be done (number rounded half up). */
int64_t fee_basic_items(const struct fee_law *fee, int64_t items);
/* Points of day-rate drugs MA1 … MA4 (which 1 … 4) for so many days, at most those of the rule. */
point_t fee_day_rate(const struct fee_law *fee, int32_t which, int32_t days);

/* Applied points of a stay (d85) by its mark and kind (claims-format §4.4). */
struct fee_stay {
	point_t total, copay, outside; /* d83, d84, d112 */
	point_t reference;             /* points of G00001 lines */
	char exempt;                   /* d102: mark of a case to which Tw-DRG does not apply */
	bool is_respiratory;           /* benefit type 9 */
	bool has_flat;                 /* sub-acute respiratory ward with a flat fee */
	point_t flat;
};
point_t fee_stay_applied(const struct fee_law *fee, const struct fee_stay *stay);

/* quantity × price × rate, half up (claims-format §4.1). */
point_t fee_points(qty10_t quantity, price100_t price, rate4_t rate);

#endif
