/* budget_quarter.h: a quarter out of its rows: what each provider did for the insured of each
 * region. Rows come from a file (wire/budget_csv.h) or from the store; settlement and running value
 * are computed the same from both. Pure. */
#ifndef NHI_BUDGET_QUARTER_H
#define NHI_BUDGET_QUARTER_H

#include "nhi/budget_settle.h"

struct budget_row {
	struct str provider; /* code; "" for points reimbursed to persons */
	enum budget_sector sector;
	int care, insured; /* regions, 0–5 */
	date_t on;         /* day of care; DATE_OPEN where the row stands for the whole quarter */
	struct budget_work work;
	int64_t reimbursed; /* points, only without provider */
	twd_t paid;         /* already paid for these points (provisional payment) */
};

/* By sector, provider, region of the insured and day: the order that the functions below need. */
int budget_row_cmp(const void *a, const void *b);

/* Adds the rows of a sector with care before `until` to a table of points. */
void budget_gather(const struct budget_row *rows, size_t count, enum budget_sector sector,
                   date_t until, struct budget_points *out);

/* What a provider is paid for the quarter; `difference` = pay - paid: paid out when positive, set
 * off or recovered when negative (L0060006 12). */
struct budget_provider {
	struct str code;
	int care;
	struct budget_work work;
	struct budget_pay pay;
	twd_t paid, difference;
};
typedef enum nhi_status (*budget_provider_sink)(void *context, const struct budget_provider *p,
                                                struct err *err);

struct budget_result {
	struct budget_value_in in;
	struct budget_value_out value;
	struct budget_settlement settlement;
	bool verified; /* no unverified figure of law was used */
};

/* Method and guarantee of the sector on the first day of the quarter, into `in`. */
MUST_USE enum nhi_status budget_terms(const struct law *law, enum budget_sector sector, date_t at,
                                      struct budget_result *out, struct err *err);

/* Settles one sector: values, every provider (rows in order), the proof. `in.budget`, `in.previous`
 * and the terms are set before. `sink` may be NULL. NHI_BUDGET_REGION when a provider stands in two
 * regions. */
MUST_USE enum nhi_status budget_settle_rows(struct budget_result *io, enum budget_sector sector,
                                            const struct budget_row *rows, size_t count,
                                            budget_provider_sink sink, void *context,
                                            struct err *err);

/* The value as it runs: budget and points of the days before `until`, of a quarter that began on
 * `from` and ends before `to`. */
MUST_USE enum nhi_status budget_running(const struct budget_result *whole,
                                        enum budget_sector sector, const struct budget_row *rows,
                                        size_t count, struct period quarter, date_t until,
                                        struct budget_value_in *in, struct budget_value_out *out,
                                        struct err *err);

#endif
