/* bill_print.h: how `nhi bill` prints: tables for people, JSON and CSV for programs. */
#ifndef CLI_BILL_PRINT_H
#define CLI_BILL_PRINT_H

#include "cli/cli.h"
#include "engine/bill_report.h"

void bill_print_run(struct cli *cli, const struct billing_result *r);
void bill_print_view(struct cli *cli, const struct bill_view *v);
void bill_print_list(struct cli *cli, const struct bill_list_row *rows, size_t count);
/* Every bill with its lines, a row at a time. */
void bill_print_export_titles(struct cli *cli);
void bill_print_export_row(struct cli *cli, const struct bill *b);
void bill_print_reason(struct cli *cli, month_t month, const struct bill_reason *r);
void bill_print_totals(struct cli *cli, month_t month, const struct bill_total *rows, size_t count);

/* bill_compare.c. */
MUST_USE enum nhi_status bill_compare_command(struct cli *cli, struct err *err);

#endif
