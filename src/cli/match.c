/* match.c: `nhi match run|runs|show|list|letters|settle`: the register held against files of other
 * agencies, and what is done about what was found (engine/match.h, desk/match.h). */
#include "desk/match.h"

#include "base/clock.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/table.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/register.h"
#include "engine/match.h"

#include <unistd.h>

#define TEXT(n, v, z, e)                                                                           \
	{ n, CLI_TEXT, 0, 0, v, z, e, false }
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static const struct cli_option run_options[] = {
        TEXT("border", "FILE", "入出境檔", "exits and entries"),
        TEXT("company", "FILE", "公司、商業登記檔", "company register"),
        TEXT("death", "FILE", "死亡通報檔", "notices of death"),
        TEXT("defects", "OUT.csv", "無法讀取之列寫到這個檔", "rows that cannot be read go here"),
        TEXT("household", "FILE", "戶籍檔", "household registration"),
        TEXT("labour", "FILE", "勞保檔", "labour insurance"),
        TEXT("residence", "FILE", "居留檔", "residence documents"),
        TEXT("tax", "FILE", "薪資所得檔", "wages told to the tax office"),
        {"whole", CLI_FLAG, 0, 0, NULL, "戶籍檔為全國檔：不在其中者視為除籍",
         "the household file is the whole nation", false},
        END,
};

static enum nhi_status read_layout(struct cli *cli, struct match_layout *out, struct err *err) {
	struct str text;
	enum nhi_status st = cli_data_file(cli, "codes/match_layout.csv", &text, err);
	return st == NHI_OK ? match_layout_read(out, &cli->arena, text, err) : st;
}

static void put_report(struct cli *cli, const struct match_report *r) {
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_i64(&j, "run", r->run_id);
		json_put_i64(&j, "people", r->people);
		json_put_i64(&j, "items", r->items);
		for (int k = 0; k < MATCH_KIND_COUNT; k++)
			json_put_i64(&j, match_kind_name((enum match_kind)k), r->kind[k]);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "第 %lld 次比對：%lld 人，%lld 件\n",
	                   "run %lld: %lld people, %lld pieces of work\n"),
	           (long long)r->run_id, (long long)r->people, (long long)r->items);
	for (int k = 0; k < MATCH_KIND_COUNT; k++)
		if (r->kind[k] > 0)
			buf_printf(&cli->out, "  %-13s %lld\n", match_kind_name((enum match_kind)k),
			           (long long)r->kind[k]);
	for (int s = 0; s < MATCH_SOURCE_COUNT; s++)
		if (r->bad[s] > 0)
			buf_printf(&cli->out,
			           cli_say(cli, "  %s：%lld 列中 %lld 列無法讀取\n",
			                   "  %s: of %lld rows %lld cannot be read\n"),
			           match_source_name((enum match_source)s), (long long)r->rows[s],
			           (long long)r->bad[s]);
}

static enum nhi_status run_run(struct cli *cli, struct err *err) {
	struct law law;
	struct match_layout *layout = ARENA_NEW(&cli->arena, struct match_layout);
	struct match_report r = {.defects = BUF_INIT(0)};
	struct progress progress;
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	struct match_request q = {.db_url = cli->db,
	                          .data_dir = cli->data_dir,
	                          .law = &law,
	                          .layout = layout,
	                          .whole = cli_has(cli, "whole"),
	                          .on = cli->at,
	                          .actor = str_from(actor),
	                          .progress = &progress};
	bool any = false;
	for (int s = 0; s < MATCH_SOURCE_COUNT; s++) {
		const char *name = match_source_name((enum match_source)s);
		if (!cli_has(cli, name)) continue;
		q.path[s] = cli_text(cli, name, "").p;
		any = true;
	}
	if (!any)
		return err_set(err, NHI_USAGE,
		               "請至少給一個檔案，例如 --household" ERR_SEP
		               "give at least one file, as --household");
	if (layout == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = read_layout(cli, layout, err);
	if (st != NHI_OK) return st;
	progress_start(&progress, "match", 0, !cli->no_progress);
	st = match_run(&q, &r, err);
	progress_end(&progress);
	struct str defects = cli_text(cli, "defects", "");
	if (st == NHI_OK) put_report(cli, &r);
	if (st == NHI_OK && defects.n > 0) st = file_write(defects.p, buf_str(&r.defects), err);
	buf_free(&r.defects);
	return st;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static enum nhi_status need_run(const struct cli *cli, size_t count, int64_t out[2],
                                struct err *err) {
	bool good = cli->argument_count == count;
	for (size_t i = 0; good && i < count; i++)
		good = str_to_i64(cli->argument[i], 1, INT64_MAX, &out[i]);
	if (good) return NHI_OK;
	return count == 1 ? err_set(err, NHI_USAGE,
	                            "請給比對次別" ERR_SEP "give the number of the run")
	                  : err_set(err, NHI_USAGE,
	                            "請給比對次別與件號" ERR_SEP
	                            "give the numbers of the run and of the item");
}

static enum nhi_status show_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct match_sum *sum;
	size_t count = 0;
	int64_t id[2];
	enum nhi_status st = need_run(cli, 1, id, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK) st = match_sums(r.desk.db, id[0], &cli->arena, &sum, &count, err);
	const struct table_column columns[] = {
	        {cli_say(cli, "種類", "kind"), TABLE_LEFT},
	        {cli_say(cli, "件數", "items"), TABLE_RIGHT},
	        {cli_say(cli, "已辦結", "settled"), TABLE_RIGHT},
	        {cli_say(cli, "月數", "months"), TABLE_RIGHT},
	        {cli_say(cli, "應補保險費", "premium"), TABLE_RIGHT}};
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		table_put(&t, sum[i].kind);
		table_put_i64(&t, sum[i].items);
		table_put_i64(&t, sum[i].settled);
		table_put_i64(&t, sum[i].months);
		table_put_i64(&t, sum[i].premium.v);
	}
	if (st == NHI_OK) table_print(&t, &cli->out);
	cli_register_close(&r);
	return st;
}

static const struct cli_option list_options[] = {
        {"after", CLI_INT, 0, INT64_MAX, "N", "自這一件之後", "after this item", false},
        TEXT("kind", "KIND", "種類（預設全部）", "kind (default: all)"),
        {"limit", CLI_INT, 1, 1000000, "N", "最多幾件（預設 1000）", "at most (default 1000)",
         false},
        END,
};

/* A CSV: lists go to other offices and into spreadsheets. Identity numbers stand in full: it is the
 * officer's work list. */
static void put_item(struct buf *b, const struct match_item *i) {
	size_t k = 0;
	csv_put_i64(b, k++, i->item_no);
	csv_put(b, k++, i->kind);
	csv_put(b, k++, i->id);
	csv_put(b, k++, i->name);
	csv_put(b, k++, i->unit_code);
	csv_put(b, k++, i->business);
	csv_put(b, k++, str_from(date_text(i->from).c));
	csv_put(b, k++, i->to == DATE_OPEN ? STR("") : str_from(date_text(i->to).c));
	csv_put_i64(b, k++, i->held);
	csv_put_i64(b, k++, i->due);
	csv_put_i64(b, k++, i->months);
	csv_put_i64(b, k++, i->premium.v);
	csv_put(b, k++, i->fine_ground);
	csv_put_i64(b, k++, i->fine_min.v);
	csv_put_i64(b, k++, i->fine_max.v);
	csv_put(b, k++, i->step);
	csv_end_row(b);
}

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct match_item *item;
	size_t count = 0;
	int64_t id[2];
	enum nhi_status st = need_run(cli, 1, id, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = match_items(r.desk.db, id[0], cli_text(cli, "kind", ""),
		                 cli_int(cli, "after", 0), cli_int(cli, "limit", 1000), &cli->arena,
		                 &item, &count, err);
	if (st == NHI_OK)
		buf_put_c(&cli->out,
		          "item,kind,id,name,unit,business_number,from,to,held,due,months,"
		          "premium,fine,fine_min,fine_max,state\n");
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		put_item(&cli->out, &item[i]);
		register_saw(&r.desk, item[i].person_id);
	}
	cli_register_close(&r);
	return st;
}

static enum nhi_status runs_run(struct cli *cli, struct err *err) {
	enum { MOST = 100 };
	struct cli_register r;
	struct match_run *run;
	size_t count = 0;
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK) st = match_runs(r.desk.db, MOST, &cli->arena, &run, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		buf_printf(&cli->out, "%lld %s %lld %lld %.*s\n", (long long)run[i].run_id,
		           date_text(run[i].on).c, (long long)run[i].people,
		           (long long)run[i].items, STR_ARG(run[i].files));
	cli_register_close(&r);
	return st;
}

/* ---- Settling ---------------------------------------------------------------------------------
 */

static const struct cli_option settle_options[] = {
        {"amount", CLI_INT, 0, 1000000000, "N", "罰鍰或投保金額", "fine or insured amount", false},
        TEXT("category", "CC", "類目", "item"),
        {"dry-run", CLI_FLAG, 0, 0, NULL, "只試算，不寫入", "say what would happen, write nothing",
         false},
        TEXT("do", "enrol|withdraw|raise|fine|close", "如何辦理", "what is done"),
        TEXT("insured", "ID", "以此被保險人之眷屬加保", "as a dependent of this one"),
        TEXT("reason", "TEXT", "結案理由", "reason for closing"),
        TEXT("relation", "WORD", "稱謂", "relation"),
        TEXT("unit", "CODE", "投保單位（無雇主者：公所）", "unit (without employer: township)"),
        END,
};

static enum nhi_status settle_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct match_settle q = {.unit_code = cli_text(cli, "unit", ""),
	                         .category = cli_text(cli, "category", ""),
	                         .insured_id = cli_text(cli, "insured", ""),
	                         .relation = cli_text(cli, "relation", ""),
	                         .reason = cli_text(cli, "reason", ""),
	                         .amount = cli_int(cli, "amount", 0),
	                         .dry_run = cli_has(cli, "dry-run")};
	struct match_settled a;
	int64_t id[2];
	enum nhi_status st = need_run(cli, 2, id, err);
	if (st == NHI_OK) st = cli_need(cli, "do", err);
	if (st == NHI_OK && !match_action_find(cli_text(cli, "do", ""), &q.action))
		st = err_set(err, NHI_RANGE, "--do" ERR_SEP "%.*s" ERR_SEP "%s",
		             STR_ARG(cli_text(cli, "do", "")), "enrol|withdraw|raise|fine|close");
	if (st != NHI_OK) return st;
	q.run_id = id[0];
	q.item_no = id[1];
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (st == NHI_OK) st = desk_match_settle(&r.desk, &q, &a, err);
	if (st == NHI_OK) {
		cli_answer(cli, a.done, false, &a.refusals, a.json, "辦理", "settled");
		if (!cli->json && a.says_zh.n > 0)
			buf_printf(&cli->out, "%.*s\n",
			           STR_ARG(cli->lang[0] == 'e' ? a.says_en : a.says_zh));
		if (!cli->json && a.done && a.months > 0)
			buf_printf(
			        &cli->out,
			        cli_say(cli, "%lld 個月份需重計\n", "%lld months to bill anew\n"),
			        (long long)a.months);
	}
	cli_register_close(&r);
	return st;
}

static const struct cli_option letters_options[] = {
        TEXT("kind", "KIND", "種類", "kind"),
        {"reply-by", CLI_DATE, 0, 0, "DATE", "回復期限", "last day to answer", false},
        END,
};

static enum nhi_status letters_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct letters letters;
	struct org *org;
	int64_t id[2], made = 0;
	enum nhi_status st = need_run(cli, 1, id, err);
	if (st == NHI_OK) st = cli_need(cli, "kind", err);
	if (st == NHI_OK) st = cli_need(cli, "reply-by", err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (st == NHI_OK) st = org_load(&org, &cli->arena, cli->data_dir, err);
	if (st == NHI_OK) st = letters_load(&letters, &cli->arena, cli->data_dir, org, &r.law, err);
	if (st == NHI_OK)
		st = desk_match_letters(&r.desk, &letters, id[0], cli_text(cli, "kind", ""),
		                        cli_date(cli, "reply-by"), &made, err);
	if (st == NHI_OK)
		buf_printf(&cli->out, cli_say(cli, "發函 %lld 件\n", "%lld letters\n"),
		           (long long)made);
	cli_register_close(&r);
	return st;
}

const struct cli_command match_commands[] = {
        {"match", "letters", letters_options, "RUN", "為某種類各件發函",
         "letters for the work of a kind",
         "nhi match letters 1 --kind uninsured --reply-by 2026-09-30", letters_run},
        {"match", "list", list_options, "RUN", "一次比對之各件（CSV）", "the work of a run, as CSV",
         "nhi match list 1 --kind uninsured", list_run},
        {"match", "run", run_options, NULL, "與他機關資料比對（輔導納保、投保資料清理）",
         "hold the register against files of other agencies",
         "nhi match run --at 2026-07-31 --household household.csv --labour labour.csv", run_run},
        {"match", "runs", NULL, NULL, "歷次比對", "the runs", "nhi match runs", runs_run},
        {"match", "settle", settle_options, "RUN ITEM",
         "辦理一件：逕予加保、退保、調整、罰鍰、結案",
         "settle a piece of work: enrol, withdraw, raise, fine, close",
         "nhi match settle 1 12 --do enrol --unit 390000002", settle_run},
        {"match", "show", NULL, "RUN", "一次比對之統計", "a run by kind", "nhi match show 1",
         show_run},
        {0},
};
