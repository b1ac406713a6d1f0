/* floor_plan.h: a floor of the building and the organisation, drawn (wire/plan.h). */
#ifndef DESK_FLOOR_PLAN_H
#define DESK_FLOOR_PLAN_H

#include "desk/desk.h"

/* The floor on the day, with the room and counter of a service marked ("" service: nothing is).
 * NHI_NOT_FOUND when the building has no such floor or there is no such service. */
MUST_USE enum nhi_status floor_plan(struct buf *out, const struct desk *d, struct str floor,
                                    struct str service, date_t at, const char *lang,
                                    struct err *err);
/* The agency and its units, or one unit and its sections; `mark` is a unit or section. */
MUST_USE enum nhi_status organisation_chart(struct buf *out, const struct desk *d, struct str unit,
                                            struct str mark, date_t at, const char *lang,
                                            struct err *err);

#endif
