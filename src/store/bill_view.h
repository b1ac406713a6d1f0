/* bill_view.h: a bill as people look at it, with names. The register's names are those of the
 * month's last day, as known when the bill was made. All texts live in the arena given. */
#ifndef STORE_BILL_VIEW_H
#define STORE_BILL_VIEW_H

#include "store/bill_page.h"
#include "store/seen.h"

/* The bill of a unit (person_id 0) or of a person at it. NHI_NOT_FOUND when there is none. */
MUST_USE enum nhi_status bill_view_read(struct db *db, month_t month, int64_t unit_id,
                                        int64_t person_id, struct arena *arena,
                                        struct bill_view *out, struct err *err);
/* By the unit's code; `person` is an identity number or "". */
MUST_USE enum nhi_status bill_view_find(struct db *db, month_t month, struct str unit_code,
                                        struct str person, struct arena *arena,
                                        struct bill_view *out, struct err *err);
/* Everybody whom the bill names: the payer, the insured, their dependents. */
void bill_view_seen(const struct bill_view *v, struct seen *seen);
/* Somebody's name and number on a day, as known; "" when not known. */
MUST_USE enum nhi_status bill_person_read(struct db *db, int64_t id, date_t day, instant_t known,
                                          struct arena *arena, struct bill_person *out,
                                          struct err *err);
/* Whose number this is; NHI_NOT_FOUND when nobody's. */
MUST_USE enum nhi_status bill_person_find(struct db *db, struct str number, int64_t *id,
                                          struct err *err);

#endif
