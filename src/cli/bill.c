/* bill.c: `nhi bill run|show|list|explain|totals`: the bills of a month. */
#include "base/csv.h"
#include "base/ids.h"
#include "base/progress.h"
#include "base/table.h"
#include "cli/bill_plot.h"
#include "cli/bill_print.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "engine/bill_report.h"

enum { LIST_DEFAULT = 50, LIST_MAX = 100000 };

#define END_OF_OPTIONS                                                                             \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static enum nhi_status need_month(struct cli *cli, month_t *out, struct err *err) {
	const enum nhi_status st = cli_need(cli, "month", err);
	*out = (month_t)cli_int(cli, "month", 0);
	return st;
}

static struct bill_place place_of(struct cli *cli) {
	return (struct bill_place){cli->db, cli->data_dir, &cli->arena};
}

/* --- run --- */

static const struct cli_option run_options[] = {
        {"later", CLI_FLAG, 0, 0, NULL, "只排入工作，由 nhi work 執行",
         "only order it, for nhi work to do", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month charged", false},
        {"units-per-part", CLI_INT, 1, 1000000, "N", "每段投保單位數（預設依總數）",
         "insured units in a part of the work (default by their number)", false},
        END_OF_OPTIONS,
};

static void show_progress(void *to, int64_t done, int64_t total, int64_t persons) {
	struct progress *p = to;
	(void)persons;
	p->total = total;
	progress_add(p, done - p->done);
}

static enum nhi_status bill_run_command(struct cli *cli, struct err *err) {
	month_t month;
	struct law law;
	struct calendar calendar;
	enum nhi_status st = need_month(cli, &month, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &calendar, err);
	if (st != NHI_OK) return st;
	struct progress progress;
	struct billing_context ctx = {
	        .law = &law,
	        .calendar = &calendar,
	        .units_per_part = cli_int(cli, "units-per-part", 0),
	        .progress = show_progress,
	        .progress_to = &progress,
	};
	if (cli_has(cli, "later")) {
		int64_t job_id;
		st = billing_order_at(cli->db, cli->data_dir, &ctx, month, STR("cli"), &job_id,
		                      err);
		if (st != NHI_OK) return st;
		buf_printf(&cli->out, cli_say(cli, "已排入工作 %lld\n", "ordered as job %lld\n"),
		           (long long)job_id);
		return NHI_OK;
	}
	struct billing_result result;
	progress_start(&progress, "bill run", 0, !cli->no_progress);
	st = billing_run_at(cli->db, cli->data_dir, &ctx, month, STR("cli"), &result, err);
	progress_end(&progress);
	if (st == NHI_OK) bill_print_run(cli, &result);
	return st;
}

/* --- show --- */

static const struct cli_option show_options[] = {
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month charged", false},
        {"person", CLI_TEXT, 0, 0, "ID", "自行繳納者的證號（地區人口、榮眷戶、育嬰留停）",
         "identity number of a person who pays alone", false},
        END_OF_OPTIONS,
};

struct show {
	struct cli *cli;
	month_t month;
	struct str unit, person;
	struct bill_view view;
};

static enum nhi_status read_view(struct db *db, void *context, struct err *err) {
	struct show *s = context;
	return bill_view_find(db, s->month, s->unit, s->person, &s->cli->arena, &s->view, err);
}

static enum nhi_status bill_show(struct cli *cli, struct err *err) {
	struct show s = {.cli = cli, .person = cli_text(cli, "person", "")};
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "請給一個投保單位代號" ERR_SEP "give the code of one insured unit");
	s.unit = cli->argument[0];
	enum nhi_status st = need_month(cli, &s.month, err);
	const struct bill_place place = place_of(cli);
	if (st == NHI_OK) st = bill_look(&place, read_view, &s, err);
	if (st == NHI_OK) bill_view_seen(&s.view, &cli->reads);
	if (st == NHI_OK) bill_print_view(cli, &s.view);
	return st;
}

/* --- export --- */

static const struct cli_option export_options[] = {
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month charged", false},
        END_OF_OPTIONS,
};

enum { EXPORT_FLUSH = 1 << 20 };

struct export {
	struct cli *cli;
	month_t month;
	struct arena arena; /* of one bill's lines */
};

static enum nhi_status note_lines(struct export *e, const struct bill *bill, struct err *err) {
	struct bill_line *lines;
	size_t count;
	enum nhi_status st = bill_lines_read(bill->lines, &e->arena, &lines, &count, err);
	seen_add(&e->cli->reads, bill->person_id);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		seen_add(&e->cli->reads, lines[i].person_id);
		for (size_t k = 0; k < lines[i].dependent_count; k++)
			seen_add(&e->cli->reads, lines[i].dependent[k]);
	}
	arena_reset(&e->arena);
	return st;
}

static enum nhi_status write_bills(struct db *db, void *context, struct err *err) {
	struct export *e = context;
	struct db_stmt *q = bill_stream(db, e->month);
	struct bill bill;
	enum nhi_status st = NHI_OK;
	bill_print_export_titles(e->cli);
	while (st == NHI_OK && bill_stream_next(q, &bill)) {
		st = note_lines(e, &bill, err);
		bill_print_export_row(e->cli, &bill);
		if (st == NHI_OK && e->cli->out.n > EXPORT_FLUSH) st = cli_flush(e->cli, err);
	}
	const enum nhi_status ended = db_end(q, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? ended : st;
}

static enum nhi_status bill_export(struct cli *cli, struct err *err) {
	struct export e = {.cli = cli, .arena = ARENA_INIT(0)};
	enum nhi_status st = need_month(cli, &e.month, err);
	const struct bill_place place = place_of(cli);
	if (st == NHI_OK) st = bill_look(&place, write_bills, &e, err);
	arena_free(&e.arena);
	return st;
}

/* --- list --- */

static const struct cli_option list_options[] = {
        {"after", CLI_TEXT, 0, 0, "UNIT,PERSON", "從這張帳單之後列起（前頁末列的編號）",
         "go on after this bill (ids of the last row before)", false},
        {"count", CLI_INT, 1, LIST_MAX, "N", "最多列出幾張（預設 50）", "at most (default 50)",
         false},
        {"csv", CLI_FLAG, 0, 0, NULL, "輸出 CSV", "as CSV", false},
        {"division", CLI_INT, 1, 6, "N", "業務組 1–6", "division 1–6", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month charged", false},
        END_OF_OPTIONS,
};

struct list {
	struct cli *cli;
	struct bill_page page;
	struct bill_list_row *rows;
	size_t count;
};

static enum nhi_status read_list(struct db *db, void *context, struct err *err) {
	struct list *l = context;
	return bill_list_read(db, &l->page, &l->cli->arena, &l->rows, &l->count, err);
}

static enum nhi_status bill_list_command(struct cli *cli, struct err *err) {
	struct list l = {.cli = cli};
	enum nhi_status st = need_month(cli, &l.page.month, err);
	if (st != NHI_OK) return st;
	struct str after = cli_text(cli, "after", "");
	if (after.n > 0) {
		const struct str unit = str_cut(&after, ',');
		if (!str_to_i64(unit, 0, INT64_MAX, &l.page.unit_id) ||
		    !str_to_i64(after, 0, INT64_MAX, &l.page.person_id))
			return err_set(err, NHI_RANGE, "--after" ERR_SEP "%.*s" ERR_SEP "N,N",
			               STR_ARG(cli_text(cli, "after", "")));
	}
	l.page.division = cli_int(cli, "division", 0);
	l.page.count = (size_t)cli_int(cli, "count", LIST_DEFAULT);
	const struct bill_place place = place_of(cli);
	st = bill_look(&place, read_list, &l, err);
	for (size_t i = 0; i < l.count; i++) seen_add(&cli->reads, l.rows[i].bill.person_id);
	if (st == NHI_OK) bill_print_list(cli, l.rows, l.count);
	return st;
}

/* --- explain --- */

struct explain {
	struct cli *cli;
	const struct law *law;
	month_t month;
	instant_t known;
	struct str person;
	struct bill_reason reason;
};

static const struct cli_option explain_options[] = {
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month charged", false},
        END_OF_OPTIONS,
};

static enum nhi_status read_reason(struct db *db, void *context, struct err *err) {
	struct explain *e = context;
	return bill_explain(db, e->law, e->month, e->person, e->known, &e->cli->arena, &e->reason,
	                    err);
}

static enum nhi_status bill_explain_command(struct cli *cli, struct err *err) {
	struct law law;
	struct explain e = {.cli = cli, .law = &law, .known = INSTANT_OPEN - 1};
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "請給一個身分證號" ERR_SEP "give one identity number");
	e.person = cli->argument[0];
	enum nhi_status st = need_month(cli, &e.month, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	const struct bill_place place = place_of(cli);
	if (st == NHI_OK) st = bill_look(&place, read_reason, &e, err);
	if (st != NHI_OK) return st;
	if (e.reason.trace.failed || e.reason.subsidies.failed)
		return err_set(err, NHI_MEMORY, " ");
	seen_add(&cli->reads, e.reason.person.id);
	seen_add(&cli->reads, e.reason.insured.id == e.reason.person.id ? 0 : e.reason.insured.id);
	bill_print_reason(cli, e.month, &e.reason);
	if (!e.reason.family.found) cli->exit_code = 1;
	return NHI_OK;
}

static const struct cli_option compare_options[] = {
        {"csv", CLI_FLAG, 0, 0, NULL, "輸出 CSV", "as CSV", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month charged", false},
        END_OF_OPTIONS,
};

/* --- totals --- */

static const struct cli_option totals_options[] = {
        {"csv", CLI_FLAG, 0, 0, NULL, "輸出 CSV", "as CSV", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month charged", false},
        {"plot", CLI_TEXT, 0, 0, "FILE.svg", "另畫成長條圖", "also draw bars to this file", false},
        END_OF_OPTIONS,
};

struct totals {
	struct cli *cli;
	month_t month;
	struct bill_total *rows;
	size_t count;
	struct bill_run run;
	struct bill_part sum;
};

static enum nhi_status read_totals(struct db *db, void *context, struct err *err) {
	struct totals *t = context;
	bool found = false;
	enum nhi_status st = bill_run_read(db, t->month, &t->run, &found, err);
	if (st == NHI_OK && !found)
		st = err_set(err, NHI_NOT_FOUND, "bill run %d-%02d", month_year(t->month),
		             month_number(t->month));
	if (st == NHI_OK) st = bill_part_sums(db, t->month, &t->sum, err);
	return st == NHI_OK ? bill_totals(db, t->month, &t->cli->arena, &t->rows, &t->count, err)
	                    : st;
}

static enum nhi_status bill_totals_command(struct cli *cli, struct err *err) {
	struct totals t = {.cli = cli};
	enum nhi_status st = need_month(cli, &t.month, err);
	const struct bill_place place = place_of(cli);
	if (st == NHI_OK) st = bill_look(&place, read_totals, &t, err);
	if (st == NHI_OK) bill_print_totals(cli, t.month, t.rows, t.count);
	if (st == NHI_OK && cli_has(cli, "plot"))
		st = bill_plot_totals(cli, t.month, t.rows, t.count, err);
	return st;
}

const struct cli_command bill_commands[] = {
        {.noun = "bill",
         .verb = "compare",
         .options = compare_options,
         .arguments = "UNIT PAYROLL",
         .zh = "比對公司扣繳與帳單：逐人差額、原因、補正申報",
         .en = "a company's deductions beside its bill: each difference, cause, remedy",
         .example = "nhi bill compare --month 2026-07 300000001 payroll.csv",
         .run = bill_compare_command},
        {.noun = "bill",
         .verb = "explain",
         .options = explain_options,
         .arguments = "ID",
         .zh = "說明某人某月的保險費：歸屬、計算、法條",
         .en = "why a person is charged so for a month: where, how, by which article",
         .example = "nhi bill explain --month 2026-07 A123456789",
         .run = bill_explain_command},
        {.noun = "bill",
         .verb = "export",
         .options = export_options,
         .zh = "輸出某月全部繳款單與明細（CSV，明細為 JSON，見 schema/lines.md）",
         .en = "all bills of a month with their lines (CSV; lines as JSON, schema/lines.md)",
         .example = "nhi bill export --month 2026-07",
         .run = bill_export},
        {.noun = "bill",
         .verb = "list",
         .options = list_options,
         .zh = "列出某月的繳款單",
         .en = "the bills of a month, a page at a time",
         .example = "nhi bill list --month 2026-07 --division 3 --count 20",
         .run = bill_list_command},
        {.noun = "bill",
         .verb = "run",
         .options = run_options,
         .zh = "計算並開立某月保險費（可中斷、可重跑，結果相同）",
         .en = "compute and write the bills of a month (may be stopped and run again)",
         .example = "nhi bill run --month 2026-07",
         .run = bill_run_command},
        {.noun = "bill",
         .verb = "show",
         .options = show_options,
         .arguments = "UNIT",
         .zh = "顯示一張繳款單與計算表",
         .en = "one bill with its lines",
         .example = "nhi bill show --month 2026-07 300000001",
         .run = bill_show},
        {.noun = "bill",
         .verb = "totals",
         .options = totals_options,
         .zh = "某月保險費合計：依類目、業務組、負擔者",
         .en = "what a month adds up to: by category, division, payer",
         .example = "nhi bill totals --month 2026-07",
         .run = bill_totals_command},
        {0},
};
