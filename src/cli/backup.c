/* backup.c: `nhi backup|restore FILE`, `nhi doctor`: keeping the database and proving it whole. */
#include "cli/commands.h"
#include "engine/operator.h"

static void print_report(struct cli *cli, const char *file, const struct backup_report *r) {
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_c(&j, "file", file);
		json_put_i64(&j, "bytes", r->bytes);
		json_put_i64(&j, "tables", r->tables);
		json_put_i64(&j, "rows", r->rows);
		json_put_i64(&j, "acts", r->acts);
		json_put_i64(&j, "ledger_entries", r->entries);
		json_put_i64(&j, "read_groups", r->read_groups);
		json_put_c(&j, "act_head", r->act_head);
		json_put_i64(&j, "checks", (int64_t)r->doctor->count);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return;
	}
	buf_printf(&cli->out,
	           cli_say(cli,
	                   "%s：%lld 個資料表、%lld 列；已試行還原並通過 %zu 項檢查\n"
	                   "行為鏈 %lld 環，鏈頭 %s\n",
	                   "%s: %lld tables, %lld rows; restored on trial, %zu checks passed\n"
	                   "%lld acts, the chain's head is %s\n"),
	           file, (long long)r->tables, (long long)r->rows, r->doctor->count,
	           (long long)r->acts, r->act_head);
}

static enum nhi_status one_file(const struct cli *cli, const char *usage, const char **out,
                                struct err *err) {
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "用法：%s" ERR_SEP "usage: %s", usage, usage);
	*out = cli->argument[0].p;
	return NHI_OK;
}

static enum nhi_status run_backup(struct cli *cli, struct err *err) {
	const char *file;
	struct backup_report r;
	enum nhi_status st = one_file(cli, "nhi backup FILE --db URL", &file, err);
	if (st == NHI_OK) st = backup_make(cli->db, cli->data_dir, file, &cli->arena, &r, err);
	if (st == NHI_OK) print_report(cli, file, &r);
	return st;
}

static enum nhi_status run_restore(struct cli *cli, struct err *err) {
	const char *file;
	struct backup_report r;
	enum nhi_status st = one_file(cli, "nhi restore FILE --db URL", &file, err);
	if (st == NHI_OK) st = backup_restore(file, cli->db, cli->data_dir, &cli->arena, &r, err);
	if (st == NHI_OK) print_report(cli, file, &r);
	return st;
}

static void doctor_json(struct cli *cli, const struct doctor_report *r) {
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < r->count; i++) {
		json_object_start(&j);
		json_put_str(&j, "check", r->finding[i].check);
		json_put_bool(&j, "good", r->finding[i].good);
		json_put_str(&j, "message_zh", r->finding[i].zh);
		json_put_str(&j, "message_en", r->finding[i].en);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status run_doctor(struct cli *cli, struct err *err) {
	struct doctor_report *r;
	enum nhi_status st = operator_doctor(cli->db, cli->data_dir, &cli->arena, &r, err);
	if (st != NHI_OK) return st;
	cli->exit_code = r->bad == 0 ? 0 : 1;
	if (cli->json) {
		doctor_json(cli, r);
		return NHI_OK;
	}
	bool zh = cli_say(cli, "z", "e")[0] == 'z';
	for (size_t i = 0; i < r->count; i++) {
		const struct doctor_finding *f = &r->finding[i];
		const char *mark =
		        f->good ? cli_say(cli, "正常", "ok ") : cli_say(cli, "異常", "BAD");
		struct str text = zh ? f->zh : f->en;
		buf_printf(&cli->out, "%s  %-24.*s %.*s\n", mark, STR_ARG(f->check), STR_ARG(text));
	}
	return NHI_OK;
}

const struct cli_command backup_commands[] = {
        {.noun = "backup",
         .arguments = "FILE",
         .zh = "備份資料庫（不停機），並試行還原、比對、檢查",
         .en = "copy the database while it is in use, restore the copy on trial and compare",
         .example = "nhi backup nhi-2026-07-31.backup --db sqlite:nhi.db",
         .run = run_backup},
        {0},
};

const struct cli_command doctor_commands[] = {
        {.noun = "doctor",
         .zh = "檢查資料庫：結構、期間重疊、雜湊鏈、總帳、外鍵",
         .en = "examine the database: structure, overlapping facts, hash chains, ledger, keys",
         .example = "nhi doctor --db sqlite:nhi.db",
         .run = run_doctor},
        {0},
};

const struct cli_command restore_commands[] = {
        {.noun = "restore",
         .arguments = "FILE",
         .zh = "由備份檔建立資料庫（目標須不存在或為空）並檢查",
         .en = "make a database from a backup (the target must not exist, or be empty)",
         .example = "nhi restore nhi-2026-07-31.backup --db sqlite:restored.db",
         .run = run_restore},
        {0},
};
