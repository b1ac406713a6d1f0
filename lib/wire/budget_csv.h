/* budget_csv.h: the files of a quarter (docs/formats/budget.md): points of providers, budgets,
 * values, shares of the regions. UTF-8 CSV with titles; numbers are whole; every row is judged, the
 * first bad one is the error with its row. */
#ifndef WIRE_BUDGET_CSV_H
#define WIRE_BUDGET_CSV_H

#include "nhi/budget_quarter.h"

/* provider,sector,region,insured_region,floating,fixed and where needed on,protected,special,
 * reimbursed,paid. Sorted by budget_row_cmp; texts borrow from `bytes`. */
MUST_USE enum nhi_status budget_csv_points(struct budget_row **rows, size_t *count,
                                           struct arena *arena, struct str bytes, struct err *err);

/* One figure a sector and region; has[][] says which were given. */
struct budget_figures {
	int64_t value[BUDGET_SECTORS][BUDGET_REGIONS];
	bool has[BUDGET_SECTORS][BUDGET_REGIONS];
};
/* sector,region,amount: whole dollars. */
MUST_USE enum nhi_status budget_csv_amounts(struct budget_figures *out, struct arena *arena,
                                            struct str bytes, struct err *err);
/* sector,region,value: 0.92828571. */
MUST_USE enum nhi_status budget_csv_values(struct budget_figures *out, struct arena *arena,
                                           struct str bytes, struct err *err);

struct budget_shares {
	struct budget_component row[BUDGET_SECTORS][BUDGET_COMPONENTS_MAX];
	size_t count[BUDGET_SECTORS];
};
/* sector,component,taipei,north,central,south,kaoping,east. */
MUST_USE enum nhi_status budget_csv_shares(struct budget_shares *out, struct arena *arena,
                                           struct str bytes, struct err *err);

#endif
