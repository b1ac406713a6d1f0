/* enrol_lift.h: people below a new lowest grade are lifted to it on its day, without a filing (Act
 * 19(2), 21(2); facts on enrolment §1.4). Pure. */
#ifndef NHI_ENROL_LIFT_H
#define NHI_ENROL_LIFT_H

#include "nhi/enrol_plan.h"

/* True when the row's insured amount follows the grade table and lies below `lowest` on or after
 * `day`. */
bool enrol_below(const struct coverage_row *row, date_t day, int64_t lowest);

/* The timeline with every such row lifted from `day` on (a row that begins later, from its own
 * first day). plan->count stays 0 when nothing changes; else one person more. Dependents have no
 * amount: they do not change. */
void enrol_lift(const struct timeline *t, date_t day, int64_t lowest, struct plan *plan);

#endif
