/* case_tables.h: what cases need besides law and services: who decides, working days, counties,
 * number formats, letters. Read once with the desk, immutable. */
#ifndef DESK_CASE_TABLES_H
#define DESK_CASE_TABLES_H

#include "base/calendar.h"
#include "desk/case_reason.h"
#include "desk/letter.h"
#include "nhi/case_authority.h"
#include "nhi/county.h"

struct case_tables {
	struct authority authority; /* catalogue/delegation.csv */
	struct calendar calendar;
	struct counties counties;
	struct number_formats numbers;
	struct letters letters;
	struct case_reasons reasons; /* catalogue/reasons.csv */
};

/* `org` and `law` are borrowed. */
MUST_USE enum nhi_status case_tables_load(struct case_tables *out, struct arena *a,
                                          const char *data_dir, const struct org *org,
                                          const struct law *law, struct err *err);

#endif
