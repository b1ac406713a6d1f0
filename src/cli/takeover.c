/* takeover.c: `nhi takeover load DIR` and `nhi export DIR` (docs/formats/takeover.md). */
#include "engine/takeover.h"

#include "base/progress.h"
#include "base/table.h"
#include "cli/commands.h"
#include "engine/parallel.h"
#include "nhi/law.h"

static const struct cli_option load_options[] = {
        {"dry-run", CLI_FLAG, 0, 0, NULL, "只檢查與計數，不寫入", "judge and count, write nothing",
         false},
        {"rejects", CLI_TEXT, 0, 0, "FILE", "不能載入的列與原因（CSV）",
         "list of what does not fit and why (CSV)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const char *const sums_keys[] = {"units", "heads", "insured_amount"};

static void json_sums(struct json *j, const char *key, const struct takeover_sums *s) {
	const int64_t v[] = {s->units, s->heads, s->insured_amount};
	json_key(j, key);
	json_object_start(j);
	for (size_t i = 0; i < COUNT_OF(v); i++) json_put_i64(j, sums_keys[i], v[i]);
	json_object_end(j);
}

static void report_json(struct cli *cli, const struct takeover_report *r, bool loaded) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_bool(&j, "repeated", r->repeated);
	json_put_bool(&j, "agrees", r->agrees);
	json_key(&j, "files");
	json_array_start(&j);
	for (size_t i = 0; i < TAKE_FILES; i++) {
		json_object_start(&j);
		json_put_c(&j, "file", takeover_tables[i].file);
		json_put_bool(&j, "present", r->is_present[i]);
		json_put_i64(&j, "rows", r->rows[i]);
		json_put_i64(&j, "refused", r->refused[i]);
		json_put_i64(&j, "warnings", r->warnings[i]);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_key(&j, "divisions");
	json_array_start(&j);
	for (size_t i = 1; i <= DIVISION_MAX; i++) {
		json_object_start(&j);
		json_put_i64(&j, "division", (int64_t)i);
		json_sums(&j, "files", &r->files[i]);
		if (loaded) json_sums(&j, "database", &r->database[i]);
		if (r->has_control) json_sums(&j, "control", &r->control[i]);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void put_files(struct cli *cli, const struct takeover_report *r) {
	struct buf *b = &cli->out;
	for (size_t i = 0; i < TAKE_FILES; i++) {
		if (!r->is_present[i]) continue;
		buf_printf(b, "%-16s", takeover_tables[i].file);
		buf_put_i64_grouped(b, r->rows[i]);
		buf_put_c(b, cli_say(cli, " 列", " rows"));
		if (r->refused[i] > 0) {
			buf_put_c(b, cli_say(cli, "，不能載入 ", ", refused "));
			buf_put_i64_grouped(b, r->refused[i]);
		}
		if (r->warnings[i] > 0) {
			buf_put_c(b, cli_say(cli, "，請查證 ", ", to be looked at "));
			buf_put_i64_grouped(b, r->warnings[i]);
		}
		buf_put_char(b, '\n');
	}
}

static void put_sums(struct cli *cli, const char *name, const struct takeover_sums *s) {
	struct buf *b = &cli->out;
	buf_put_c(b, "    ");
	buf_put_c(b, name);
	buf_put_c(b, cli_say(cli, "：單位 ", ": units "));
	buf_put_i64_grouped(b, s->units);
	buf_put_c(b, cli_say(cli, "、人數 ", ", heads "));
	buf_put_i64_grouped(b, s->heads);
	buf_put_c(b, cli_say(cli, "、投保金額 ", ", insured amounts "));
	buf_put_i64_grouped(b, s->insured_amount);
	buf_put_char(b, '\n');
}

static void put_divisions(struct cli *cli, const struct takeover_report *r, bool files,
                          bool database) {
	for (size_t i = 1; i <= DIVISION_MAX; i++) {
		if (r->files[i].units + r->database[i].units + r->control[i].units == 0) continue;
		buf_printf(&cli->out, cli_say(cli, "  業務組 %zu\n", "  division %zu\n"), i);
		if (files) put_sums(cli, cli_say(cli, "檔案", "files"), &r->files[i]);
		if (database) put_sums(cli, cli_say(cli, "資料庫", "database"), &r->database[i]);
		if (r->has_control)
			put_sums(cli, cli_say(cli, "原系統", "old system"), &r->control[i]);
	}
}

static enum nhi_status need_folder(const struct cli *cli, struct err *err) {
	if (cli->argument_count == 1) return NHI_OK;
	return err_set(err, NHI_USAGE, "請給一個資料夾" ERR_SEP "give one folder");
}

static enum nhi_status run_load(struct cli *cli, struct err *err) {
	struct progress progress;
	struct takeover_report r;
	enum nhi_status st = need_folder(cli, err);
	if (st != NHI_OK) return st;
	struct takeover_job job = {
	        .db_url = cli->db,
	        .data_dir = cli->data_dir,
	        .dir = cli->argument[0].p,
	        .rejects = cli_has(cli, "rejects") ? cli_text(cli, "rejects", "").p : NULL,
	        .on = cli->at,
	        .actor = STR("cli"),
	        .dry_run = cli_has(cli, "dry-run"),
	        .progress = &progress,
	};
	progress_start(&progress, cli_say(cli, "承接", "take-over"), 0, !cli->no_progress);
	st = takeover_load(&job, &r, err);
	progress_end(&progress);
	if (st != NHI_OK) return st;
	int64_t refused = 0;
	for (size_t i = 0; i < TAKE_FILES; i++) refused += r.refused[i];
	cli->exit_code = refused > 0 || !r.agrees ? 1 : 0;
	if (cli->json) {
		report_json(cli, &r, !job.dry_run);
		return NHI_OK;
	}
	if (r.repeated)
		buf_printf(&cli->out, "%s\n",
		           cli_say(cli, "這個資料夾先前已載入，沒有重複寫入",
		                   "this folder was loaded before; nothing was written again"));
	put_files(cli, &r);
	put_divisions(cli, &r, true, !job.dry_run);
	buf_printf(&cli->out, "%s\n",
	           r.agrees ? cli_say(cli, "控制總數相符", "the control sums agree")
	                    : cli_say(cli, "控制總數不符", "the control sums do not agree"));
	return NHI_OK;
}

static enum nhi_status run_export(struct cli *cli, struct err *err) {
	struct takeover_report r;
	enum nhi_status st = need_folder(cli, err);
	if (st == NHI_OK)
		st = takeover_export(cli->db, cli->data_dir, cli->argument[0].p, cli->at,
		                     &cli->reads, &r, err);
	if (st != NHI_OK) return st;
	r.agrees = true;
	if (cli->json) {
		report_json(cli, &r, true);
		return NHI_OK;
	}
	put_files(cli, &r);
	put_divisions(cli, &r, false, true);
	return NHI_OK;
}

/* --- parallel month -----------------------------------------------------------------------------
 */

static const struct cli_option compare_options[] = {
        {"differences", CLI_TEXT, 0, 0, "FILE", "逐人列出差異（CSV）",
         "list of all differences (CSV)", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "比對月份", "month to compare", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static void compare_json(struct cli *cli, const struct parallel_report *r) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_i64(&j, "old_rows", r->old_rows);
	json_put_i64(&j, "new_lines", r->new_lines);
	json_key(&j, "causes");
	json_array_start(&j);
	for (size_t i = 0; i < PARALLEL_CAUSES; i++) {
		json_object_start(&j);
		json_put_c(&j, "cause", parallel_cause_name((enum parallel_cause)i));
		json_put_c(&j, "text_zh", parallel_cause_text((enum parallel_cause)i, "zh"));
		json_put_c(&j, "text_en", parallel_cause_text((enum parallel_cause)i, "en"));
		json_put_i64(&j, "persons", r->cause[i].persons);
		json_put_i64(&j, "old_self", r->cause[i].old_self);
		json_put_i64(&j, "new_self", r->cause[i].new_self);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void compare_text(struct cli *cli, const struct parallel_report *r) {
	for (size_t i = 0; i < PARALLEL_CAUSES; i++) {
		const struct parallel_sum *s = &r->cause[i];
		struct buf *b = &cli->out;
		if (s->persons == 0) continue;
		buf_put_c(b, cli_say(cli, "人數 ", "persons "));
		buf_put_i64_grouped(b, s->persons);
		buf_put_c(b, cli_say(cli, "　舊 ", ", old "));
		law_print_value(b, LAW_TWD, s->old_self, cli->lang);
		buf_put_c(b, cli_say(cli, "　新 ", ", new "));
		law_print_value(b, LAW_TWD, s->new_self, cli->lang);
		buf_printf(b, "  %s\n", parallel_cause_text((enum parallel_cause)i, cli->lang));
	}
}

static enum nhi_status run_compare(struct cli *cli, struct err *err) {
	struct parallel_report r;
	enum nhi_status st = cli_need(cli, "month", err);
	if (st != NHI_OK) return st;
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "請給舊系統的繳款明細檔" ERR_SEP
		               "give the old system's file of bills");
	struct parallel_job job = {
	        .db_url = cli->db,
	        .data_dir = cli->data_dir,
	        .old_bills = cli->argument[0].p,
	        .differences =
	                cli_has(cli, "differences") ? cli_text(cli, "differences", "").p : NULL,
	        .month = (month_t)cli_int(cli, "month", 0),
	        .seen = &cli->reads,
	};
	st = parallel_compare(&job, &r, err);
	if (st != NHI_OK) return st;
	int64_t differences = 0;
	for (size_t i = PARALLEL_EQUAL + 1; i < PARALLEL_CAUSES; i++)
		differences += r.cause[i].persons;
	cli->exit_code = differences > 0 ? 1 : 0;
	if (cli->json)
		compare_json(cli, &r);
	else
		compare_text(cli, &r);
	return NHI_OK;
}

const struct cli_command takeover_commands[] = {
        {"takeover", "compare", compare_options, "OLD.csv",
         "平行月：舊系統的繳款單與新系統逐人比對",
         "parallel month: the old system's bills beside ours, person by person",
         "nhi takeover compare --month 2026-07 old-bills.csv --differences differences.csv",
         run_compare},
        {"takeover", "load", load_options, "DIR", "承接既有機關的資料（單位、人、投保史）",
         "take over an agency's register (units, persons, coverage)",
         "nhi takeover load old-system --dry-run --rejects rejects.csv --at 2026-07-31", run_load},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

const struct cli_command export_commands[] = {
        {"export", NULL, NULL, "DIR", "匯出全部承保資料，格式與承接相同",
         "write the whole register in the form of a take-over", "nhi export out --at 2026-07-31",
         run_export},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
