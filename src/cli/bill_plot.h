/* bill_plot.h: `nhi bill totals --plot FILE.svg`. */
#ifndef CLI_BILL_PLOT_H
#define CLI_BILL_PLOT_H

#include "cli/cli.h"
#include "engine/bill_report.h"

/* Draws the totals to the file that --plot names. */
MUST_USE enum nhi_status bill_plot_totals(struct cli *cli, month_t month,
                                          const struct bill_total *rows, size_t count,
                                          struct err *err);

#endif
