/* debt.c: `nhi debt run|dun|list|show|sums|receive|result|file`: collection (engine/debt_job.h,
 * desk/dun.h, desk/debt.h). */
#include "desk/debt.h"

#include "base/clock.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/progress.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/entry.h"
#include "cli/letters.h"
#include "desk/dun.h"
#include "engine/debt_job.h"

#include <unistd.h>

#define ROW ENTRY_OPTION

/* ---- Runs --------------------------------------------------------------------------------------
 */

static void show_run(void *to, int64_t done, int64_t total) {
	struct progress *p = to;
	p->total = total;
	progress_add(p, done - p->done);
}

static enum nhi_status run_run(struct cli *cli, struct err *err) {
	struct law law;
	struct calendar calendar;
	struct progress progress;
	struct debt_done done;
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	struct debt_run run = {.law = &law,
	                       .calendar = &calendar,
	                       .actor = str_from(actor),
	                       .at = cli->at,
	                       .progress = show_run,
	                       .progress_to = &progress};
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &calendar, err);
	if (st != NHI_OK) return st;
	progress_start(&progress, "debt", 0, !cli->no_progress);
	st = debt_run(cli->db, cli->data_dir, &run, &done, err);
	progress_end(&progress);
	if (st != NHI_OK) return st;
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_bool(&j, "repeated", done.repeated);
		json_put_i64(&j, "opened", done.opened);
		json_put_i64(&j, "fees", done.fees);
		json_put_i64(&j, "called", done.called);
		json_put_i64(&j, "broken", done.broken);
		json_put_i64(&j, "sum", done.sum);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return NHI_OK;
	}
	buf_printf(
	        &cli->out,
	        cli_say(cli,
	                "逾期帳單 %lld 件、滯納金與利息 %lld 件、到期貸款 %lld 件、分期違約 %lld "
	                "件，合計 %lld 元%s\n",
	                "overdue bills %lld, late fees and interest %lld, repayments %lld, "
	                "broken plans %lld: NT$%lld%s\n"),
	        (long long)done.opened, (long long)done.fees, (long long)done.called,
	        (long long)done.broken, (long long)done.sum,
	        done.repeated ? cli_say(cli, "（已辦過）", " (done before)") : "");
	return NHI_OK;
}

static void show_dun(void *to, int64_t done) {
	struct progress *p = to;
	progress_add(p, done - p->done);
}

static enum nhi_status dun_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct letters letters;
	struct org *org;
	struct progress progress;
	struct dun_run run = {.letters = &letters, .progress = show_dun, .progress_to = &progress};
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	run.desk = &r.desk;
	if (st == NHI_OK) st = org_load(&org, &cli->arena, cli->data_dir, err);
	if (st == NHI_OK) st = letters_load(&letters, &cli->arena, cli->data_dir, org, &r.law, err);
	progress_start(&progress, "dun", 0, !cli->no_progress);
	if (st == NHI_OK) st = desk_dun(&run, err);
	progress_end(&progress);
	if (st == NHI_OK && cli->json)
		buf_printf(&cli->out,
		           "{\"repeated\":%s,\"payers\":%lld,\"letters\":%lld,\"sum\":%lld}\n",
		           run.repeated ? "true" : "false", (long long)run.payers,
		           (long long)run.letters_made, (long long)run.sum);
	else if (st == NHI_OK)
		buf_printf(&cli->out,
		           cli_say(cli, "欠費者 %lld，催繳通知 %lld 件，%lld 元%s\n",
		                   "payers %lld, demands %lld, NT$%lld%s\n"),
		           (long long)run.payers, (long long)run.letters_made, (long long)run.sum,
		           run.repeated ? cli_say(cli, "（今日已辦過）", " (done today)") : "");
	cli_register_close(&r);
	return st;
}

/* ---- Lists -------------------------------------------------------------------------------------
 */

static const struct cli_option list_options[] = {
        {"after", CLI_INT, 0, INT64_MAX, "N", "自這一筆之後", "after this debt", false},
        ROW("kind", CLI_TEXT, "KIND", "債權種類（codes/debt_kinds.csv）",
            "kind (codes/debt_kinds.csv)"),
        {"limit", CLI_INT, 1, 1000000, "N", "最多幾筆（預設 1000）", "at most (default 1000)",
         false},
        ROW("stage", CLI_TEXT, "STAGE", "進度（codes/debt_stages.csv）",
            "stage (codes/debt_stages.csv)"),
        ENTRY_END};

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct debt_row *row;
	size_t count = 0;
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = debt_list(r.desk.db, cli_text(cli, "kind", ""), cli_text(cli, "stage", ""),
		               cli_int(cli, "after", 0), cli_int(cli, "limit", 1000), &cli->arena,
		               &row, &count, err);
	if (st == NHI_OK)
		buf_put_c(&cli->out, "debt,kind,person,unit,month,due,amount,owed,stage,since\n");
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		char month[16];
		(void)snprintf(month, sizeof month, "%04d-%02d", (int)month_year(row[i].month),
		               (int)month_number(row[i].month));
		csv_put_i64(&cli->out, 0, row[i].id);
		csv_put(&cli->out, 1, str_from(debt_kind_name(row[i].kind)));
		csv_put_i64(&cli->out, 2, row[i].person_id);
		csv_put_i64(&cli->out, 3, row[i].unit_id);
		csv_put(&cli->out, 4, str_from(month));
		csv_put(&cli->out, 5, str_from(date_text(row[i].due).c));
		csv_put_i64(&cli->out, 6, row[i].amount.v);
		csv_put_i64(&cli->out, 7, row[i].owed.v);
		csv_put(&cli->out, 8, str_from(debt_stage_name(row[i].stage)));
		csv_put(&cli->out, 9, str_from(date_text(row[i].stage_on).c));
		csv_end_row(&cli->out);
		if (row[i].person_id != 0) register_saw(&r.desk, row[i].person_id);
	}
	cli_register_close(&r);
	return st;
}

SHOWS(show_run_payer, debt_show, "payer")
SHOWS(sums_run, debt_sums, NULL)

/* ---- Money and answers -------------------------------------------------------------------------
 */

static const struct cli_option receive_options[] = {
        ENTRY_COMMON, ROW("amount", CLI_INT, "N", "金額", "dollars"),
        ROW("channel", CLI_TEXT, "WORD", "收款管道：counter、enforcement、court、cheque",
            "how it came: counter, enforcement, court, cheque"),
        ROW("reference", CLI_TEXT, "TEXT", "執行分署案號、票據號碼",
            "file of the agency, number of the cheque"),
        ENTRY_END};
static const struct cli_option result_options[] = {
        ENTRY_COMMON,
        ROW("reference", CLI_TEXT, "TEXT", "憑證或案號", "number of the certificate or file"),
        ROW("what", CLI_TEXT, "certificate|return", "債權憑證或退案",
            "certificate of debt, or sent back"),
        ENTRY_END};

ENTERS(receive_run, "debt.receive", debt_receive, "payer", "欠費收款", "payment of arrears")
ENTERS(result_run, "debt.result", debt_result, "payer", "執行結果", "result of enforcement")

static const struct cli_option file_options[] = {
        ROW("out", CLI_TEXT, "FILE", "寫到這個檔", "write it here"), ENTRY_END};

static enum nhi_status file_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct debt_file_made made;
	enum nhi_status st = cli_need(cli, "out", err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (st == NHI_OK) st = debt_file_make(&r.desk, &made, err);
	if (st == NHI_OK && made.file.pieces > 0)
		st = file_write(cli_text(cli, "out", "").p, made.bytes, err);
	if (st == NHI_OK)
		buf_printf(&cli->out,
		           cli_say(cli, "移送清冊 %lld：%lld 筆，%lld 元\n",
		                   "file %lld: %lld debts, NT$%lld\n"),
		           (long long)made.file.serial, (long long)made.file.pieces,
		           (long long)made.file.amount.v);
	cli_register_close(&r);
	return st;
}

const struct cli_command debt_commands[] = {
        {"debt", "dun", NULL, NULL, "寄發催繳通知（可停止、可續辦）",
         "write the demands (may be stopped and goes on)", "nhi debt dun", dun_run},
        {"debt", "file", file_options, NULL, "移送行政執行清冊（尚未列冊者）",
         "file for the enforcement agency: what is in no file yet",
         "nhi debt file --out transfer.csv", file_run},
        {"debt", "list", list_options, NULL, "未清償債權（CSV）", "what is owed, as CSV",
         "nhi debt list --stage served", list_run},
        {"debt", "receive", receive_options, "PAYER", "收款，依法定順序沖銷",
         "book a payment in the order of the law", "nhi debt receive A123456789 --amount 826",
         receive_run},
        {"debt", "result", result_options, "PAYER", "登記執行分署之結果",
         "note what the enforcement agency answered",
         "nhi debt result A123456789 --what certificate --reference 115執1", result_run},
        {"debt", "run", NULL, NULL, "欠費開立：逾期帳單、滯納金、到期貸款、分期違約",
         "open debts: overdue bills, late fees, repayments, broken plans",
         "nhi debt run --at 2026-08-20", run_run},
        {"debt", "show", NULL, "PAYER", "一個繳費者之債權與經過",
         "the debts of a payer with their steps", "nhi debt show A123456789", show_run_payer},
        {"debt", "sums", NULL, NULL, "依種類與進度統計", "sums by kind and stage", "nhi debt sums",
         sums_run},
        {0},
};
