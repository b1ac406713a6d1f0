/* bill_chart.h: what a month's bills add up to, as a bar chart (wire/chart.h): by payer, category
 * and division. For the pages of bills and for `nhi bill totals --plot`. */
#ifndef DESK_BILL_CHART_H
#define DESK_BILL_CHART_H

#include "desk/desk.h"
#include "desk/org.h"
#include "store/bill.h"

struct bill_chart {
	month_t month;
	const struct bill_total *rows; /* of store/bill.h, all kinds */
	size_t count;
	const struct org *org; /* names of the divisions; NULL: numbers */
	date_t drawn_on;
	const char *lang; /* "zh" or "en" */
	bool is_file;     /* a file of its own, not a part of a page */
};

/* Appends the SVG. The same input gives the same bytes. NHI_MEMORY. */
MUST_USE enum nhi_status bill_chart_put(struct buf *out, const struct bill_chart *c,
                                        struct arena *arena, struct err *err);

/* The chart of the month that `in` names (month; the latest when not given) as a picture of its
 * own. Without bills the chart says so. NHI_NO_DATA without a database. */
MUST_USE enum nhi_status bill_chart_page(struct desk_call *call, const struct form *in,
                                         const char *lang, struct buf *out, struct err *err);

#endif
