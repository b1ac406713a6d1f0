/* bill_dispatch.c: `nhi bill dispatch|dispatched|returned`: bills handed over to the post or as
 * e-bills, and mail that came back. */
#include "base/table.h"
#include "cli/bill_paper.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "engine/dispatch_job.h"

#define END_OF_OPTIONS                                                                             \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static struct bill_place place_of(struct cli *cli) {
	return (struct bill_place){cli->db, cli->data_dir, &cli->arena};
}

static const struct cli_option dispatch_options[] = {
        {"again", CLI_FLAG, 0, 0, NULL, "重寄已退回的繳款單", "the bills that came back", false},
        {"division", CLI_INT, 1, 6, "1-6", "只交寄這個業務組", "only of this division", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "保險費年月", "premium month", false},
        {"out", CLI_TEXT, 0, 0, "DIR", "檔案寫到這個資料夾（須已存在）",
         "folder for the files (must exist)", false},
        END_OF_OPTIONS,
};

static void put_done(struct json *j, const struct dispatch_done *d) {
	json_object_start(j);
	json_put_str(j, "kind", d->batch.kind);
	json_put_i64(j, "serial", d->batch.serial);
	json_put_i64(j, "pieces", d->batch.pieces);
	json_put_i64(j, "pages", d->batch.pages);
	json_put_str(j, "list", d->list);
	json_put_str(j, "document", d->document);
	json_put_c(j, "list_sha256", d->batch.list_hash);
	json_object_end(j);
}

static void print_json(struct cli *cli, const struct dispatch_result *r) {
	const struct dispatch_done *both[] = {&r->post, &r->ebill};
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_key(&j, "handed_over");
	json_array_start(&j);
	for (size_t i = 0; i < COUNT_OF(both); i++)
		if (both[i]->batch.pieces > 0) put_done(&j, both[i]);
	json_array_end(&j);
	json_put_i64(&j, "without_address", r->without_address);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void print_done(struct cli *cli, const struct dispatch_done *d, const char *zh,
                       const char *en) {
	if (d->batch.pieces == 0) {
		buf_printf(&cli->out,
		           cli_say(cli, "%s：沒有待交付的繳款單\n", "%s: nothing to hand over\n"),
		           cli_say(cli, zh, en));
		return;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "%s第 %lld 批：%lld 件，%lld 頁；清冊 %.*s",
	                   "%s batch %lld: %lld pieces, %lld pages; list %.*s"),
	           cli_say(cli, zh, en), (long long)d->batch.serial, (long long)d->batch.pieces,
	           (long long)d->batch.pages, STR_ARG(d->list));
	if (d->document.n > 0)
		buf_printf(&cli->out, cli_say(cli, "，文件 %.*s", ", document %.*s"),
		           STR_ARG(d->document));
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status dispatch_command(struct cli *cli, struct err *err) {
	struct slips slips;
	struct dispatch_result result;
	const struct bill_place place = place_of(cli);
	enum nhi_status st = cli_need(cli, "month", err);
	if (st == NHI_OK) st = cli_need(cli, "out", err);
	if (st == NHI_OK) st = cli_slips(cli, &slips, err);
	if (st != NHI_OK) return st;
	const struct dispatch_request request = {.month = (month_t)cli_int(cli, "month", 0),
	                                         .division = cli_int(cli, "division", 0),
	                                         .again = cli_has(cli, "again"),
	                                         .folder = cli_text(cli, "out", "").p,
	                                         .slips = &slips,
	                                         .actor = STR("cli"),
	                                         .seen = &cli->reads};
	st = dispatch_month(&place, &request, &result, err);
	if (st != NHI_OK) return st;
	if (cli->json) {
		print_json(cli, &result);
		return NHI_OK;
	}
	print_done(cli, &result.post, "郵寄", "post");
	print_done(cli, &result.ebill, "電子帳單", "e-bills");
	if (result.without_address > 0)
		buf_printf(&cli->out,
		           cli_say(cli, "沒有地址、未交付：%lld 件\n",
		                   "left out, no address is known: %lld\n"),
		           (long long)result.without_address);
	if (result.post.batch.pieces + result.ebill.batch.pieces == 0) return NHI_OK;
	buf_put_c(&cli->out,
	          cli_say(cli, "檔案已寫好，等待交付；本程式不寄送郵件。\n",
	                  "The files are ready to be handed over; nothing is mailed from "
	                  "here.\n"));
	return NHI_OK;
}

/* --- what was handed over --- */

static const struct cli_option dispatched_options[] = {
        {"bill", CLI_INT, 1, INT64_MAX, "NUMBER", "一張繳款單的經過", "what happened to one bill",
         false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "保險費年月", "premium month", false},
        END_OF_OPTIONS,
};

static struct str instant_text(struct cli *cli, instant_t t) {
	struct buf b = BUF_INIT(64);
	struct str s = STR("");
	instant_print(&b, t);
	if (!arena_str(&cli->arena, buf_str(&b), &s)) s = STR("");
	buf_free(&b);
	return s;
}

static struct str date_text(struct cli *cli, date_t d) {
	struct buf b = BUF_INIT(64);
	struct str s = STR("");
	if (d != DATE_OPEN) date_print(&b, d);
	if (!arena_str(&cli->arena, buf_str(&b), &s)) s = STR("");
	buf_free(&b);
	return s;
}

static enum nhi_status show_batches(struct cli *cli, struct err *err) {
	const struct table_column columns[] = {{cli_say(cli, "方式", "kind"), TABLE_LEFT},
	                                       {cli_say(cli, "批次", "batch"), TABLE_RIGHT},
	                                       {cli_say(cli, "件數", "pieces"), TABLE_RIGHT},
	                                       {cli_say(cli, "頁數", "pages"), TABLE_RIGHT},
	                                       {cli_say(cli, "退回", "returned"), TABLE_RIGHT},
	                                       {cli_say(cli, "時間", "at"), TABLE_LEFT}};
	const struct bill_place place = place_of(cli);
	struct dispatch_batch *rows;
	size_t count;
	enum nhi_status st =
	        dispatch_list(&place, (month_t)cli_int(cli, "month", 0), &rows, &count, err);
	if (st != NHI_OK) return st;
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, rows[i].kind);
		table_put_i64(&t, rows[i].serial);
		table_put_i64(&t, rows[i].pieces);
		table_put_i64(&t, rows[i].pages);
		table_put_i64(&t, rows[i].returned);
		table_put(&t, instant_text(cli, rows[i].at));
	}
	table_print(&t, &cli->out);
	return NHI_OK;
}

static enum nhi_status show_history(struct cli *cli, struct err *err) {
	const struct table_column columns[] = {{cli_say(cli, "次", "attempt"), TABLE_RIGHT},
	                                       {cli_say(cli, "方式", "kind"), TABLE_LEFT},
	                                       {cli_say(cli, "批次", "batch"), TABLE_RIGHT},
	                                       {cli_say(cli, "時間", "at"), TABLE_LEFT},
	                                       {cli_say(cli, "退回日", "returned on"), TABLE_LEFT},
	                                       {cli_say(cli, "退回原因", "reason"), TABLE_LEFT},
	                                       {cli_say(cli, "地址", "address"), TABLE_LEFT}};
	const struct bill_place place = place_of(cli);
	struct dispatch_event *rows;
	size_t count;
	enum nhi_status st = dispatch_history(&place, cli_int(cli, "bill", 0), &rows, &count, err);
	if (st != NHI_OK) return st;
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t i = 0; i < count; i++) {
		table_put_i64(&t, rows[i].attempt);
		table_put(&t, rows[i].kind);
		table_put_i64(&t, rows[i].serial);
		table_put(&t, instant_text(cli, rows[i].at));
		table_put(&t, date_text(cli, rows[i].returned_on));
		table_put(&t, rows[i].reason);
		table_put(&t, rows[i].address);
	}
	table_print(&t, &cli->out);
	return NHI_OK;
}

static enum nhi_status dispatched_command(struct cli *cli, struct err *err) {
	if (cli_has(cli, "bill")) return show_history(cli, err);
	const enum nhi_status st = cli_need(cli, "month", err);
	return st == NHI_OK ? show_batches(cli, err) : st;
}

/* --- returned mail --- */

static const struct cli_option returned_options[] = {
        {"on", CLI_DATE, 0, 0, "DATE", "退回日", "day it came back", false},
        {"reason", CLI_TEXT, 0, 0, "CODE", "退回原因（codes/mail_returns.csv）",
         "why (codes/mail_returns.csv)", false},
        END_OF_OPTIONS,
};

/* Is the word a code of the list? Else the error names those that are. */
static enum nhi_status check_reason(struct cli *cli, struct str reason, struct err *err) {
	static const char *const titles[] = {"code", "zh", "en"};
	size_t at[COUNT_OF(titles)];
	struct str text;
	struct buf known = BUF_INIT(512);
	struct csv *c = ARENA_NEW(&cli->arena, struct csv);
	if (c == NULL) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = cli_data_file(cli, "codes/mail_returns.csv", &text, err);
	if (st != NHI_OK) return st;
	csv_init(c, text, &cli->arena);
	st = csv_titles(c, titles, COUNT_OF(titles), at, err);
	bool found = false;
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(c, &more, err);
		if (st != NHI_OK || !more) break;
		if (known.n > 0) buf_put_c(&known, ", ");
		buf_put(&known, csv_field(c, at[0]));
		found = found || str_eq(csv_field(c, at[0]), reason);
	}
	if (st == NHI_OK && !found)
		st = err_set(err, NHI_RANGE, "--reason" ERR_SEP "%.*s" ERR_SEP "%.*s",
		             STR_ARG(reason), STR_ARG(buf_str(&known)));
	buf_free(&known);
	return st;
}

static enum nhi_status returned_command(struct cli *cli, struct err *err) {
	int64_t bill_id = 0;
	const struct str reason = cli_text(cli, "reason", "");
	const struct bill_place place = place_of(cli);
	if (cli->argument_count != 1 || !str_to_i64(cli->argument[0], 1, INT64_MAX, &bill_id))
		return err_set(err, NHI_USAGE, "請給一個繳款單編號" ERR_SEP "give one bill number");
	enum nhi_status st = cli_need(cli, "on", err);
	if (st == NHI_OK) st = cli_need(cli, "reason", err);
	if (st == NHI_OK) st = check_reason(cli, reason, err);
	if (st == NHI_OK)
		st = dispatch_note_return(&place, bill_id, (date_t)cli_int(cli, "on", 0), reason,
		                          STR("cli"), err);
	if (st == NHI_OK)
		buf_put_c(&cli->out,
		          cli_say(cli, "已登記退件；以 nhi bill dispatch --again 重寄。\n",
		                  "noted; nhi bill dispatch --again sends it once more\n"));
	return st;
}

const struct cli_command bill_dispatch_commands[] = {
        {.noun = "bill",
         .verb = "dispatch",
         .options = dispatch_options,
         .zh = "交寄繳款單：郵寄清冊與 PDF、電子帳單檔",
         .en = "hand bills over: list and PDF for the post, files of e-bills",
         .example = "nhi bill dispatch --month 2026-07 --out outbox",
         .run = dispatch_command},
        {.noun = "bill",
         .verb = "dispatched",
         .options = dispatched_options,
         .zh = "已交寄的批次、退件；一張繳款單的經過",
         .en = "what was handed over and what came back; the history of one bill",
         .example = "nhi bill dispatched --month 2026-07",
         .run = dispatched_command},
        {.noun = "bill",
         .verb = "returned",
         .options = returned_options,
         .arguments = "NUMBER",
         .zh = "登記退回的繳款單",
         .en = "note a bill that came back",
         .example = "nhi bill returned 2026070001000001 --on 2026-09-02 --reason closed",
         .run = returned_command},
        {0},
};
