/* county.h: codes/counties.csv as values: the counties with the insurer's two-digit codes and the
 * division (分區業務組) of each (facts on administration §2.3). */
#ifndef NHI_COUNTY_H
#define NHI_COUNTY_H

#include "base/csv.h"

struct county {
	struct str code; /* "03" */
	struct str zh, en;
	int32_t division; /* 1 … 6 */
};

enum { COUNTIES_MAX = 64 };

struct counties {
	struct county row[COUNTIES_MAX];
	size_t count;
};

/* Parses the file's text; texts live in `arena` or borrow from `text`. NHI_LAW_ROW names a bad row.
 */
MUST_USE enum nhi_status counties_read(struct counties *out, struct arena *arena, struct str text,
                                       struct err *err);
/* By code or by Chinese name (台 stands for 臺); NULL when there is none. */
const struct county *county_find(const struct counties *counties, struct str code_or_name);

#endif
