/* bill_report.h: bills as people look at them: one bill with names, a list, totals, and why a
 * person's month costs what it does. For the command line and for documents (PDF, e-bills); the
 * register's names are those of the month's last day, as known when the bill was made.
 *
 * All texts live in the arena given. */
#ifndef ENGINE_BILL_REPORT_H
#define ENGINE_BILL_REPORT_H

#include "engine/billing.h"
#include "store/bill_view.h"

struct bill_list_row {
	struct bill bill; /* without lines */
	struct str unit_code, unit_name;
	struct bill_person payer;
};
/* A page of the month's bills (store/bill.h), with names. */
MUST_USE enum nhi_status bill_list_read(struct db *db, const struct bill_page *page,
                                        struct arena *arena, struct bill_list_row **rows,
                                        size_t *count, struct err *err);

/* Why a person is charged so for a month: the family as billing reckons it today, the line as it
 * was billed, and the trace of the premium. */
struct bill_reason {
	struct bill_person person, insured;
	struct billing_family family;
	struct str unit_code, unit_name;
	struct premium_out quote;
	struct trace trace;
	struct trace
	        subsidies; /* who of the family is subsidised, by what, how much; may be empty */
};
MUST_USE enum nhi_status bill_explain(struct db *db, const struct law *law, month_t month,
                                      struct str person, instant_t known, struct arena *arena,
                                      struct bill_reason *out, struct err *err);

/* The same with a connection of its own, for the command line. */
struct bill_place {
	const char *url, *data_dir;
	struct arena *arena;
};
typedef enum nhi_status (*bill_reader)(struct db *db, void *context, struct err *err);
/* Opens, runs `read` in one reading transaction, closes. */
MUST_USE enum nhi_status bill_look(const struct bill_place *place, bill_reader read, void *context,
                                   struct err *err);

#endif
