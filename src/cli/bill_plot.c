/* bill_plot.c: see bill_plot.h. */
#include "cli/bill_plot.h"

#include "base/file.h"
#include "desk/bill_chart.h"

enum nhi_status bill_plot_totals(struct cli *cli, month_t month, const struct bill_total *rows,
                                 size_t count, struct err *err) {
	struct org *org;
	struct buf svg = BUF_INIT(0);
	enum nhi_status st = org_load(&org, &cli->arena, cli->data_dir, err);
	if (st != NHI_OK) return st;
	const struct bill_chart chart = {.month = month,
	                                 .rows = rows,
	                                 .count = count,
	                                 .org = org,
	                                 .drawn_on = cli->at,
	                                 .lang = cli->lang,
	                                 .is_file = true};
	st = bill_chart_put(&svg, &chart, &cli->arena, err);
	if (st == NHI_OK) st = file_write(cli_text(cli, "plot", "").p, buf_str(&svg), err);
	buf_free(&svg);
	return st;
}
