/* law_check.c: `nhi law check`: every defect of the law files, exit code 1 if there is one. */
#include "nhi/law_check.h"

#include "cli/law_cli.h"

static void print_findings(struct cli *cli, const struct law_findings *f, size_t files) {
	struct json j = JSON_INIT(&cli->out, false);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < f->count; i++) {
		if (cli->json)
			law_finding_json(&f->row[i], &j);
		else
			law_finding_print(&f->row[i], cli->lang, &cli->out);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
		return;
	}
	buf_printf(&cli->out, cli_say(cli, "%zu 個檔案，%zu 項缺失\n", "%zu files, %zu defects\n"),
	           files, f->defects);
}

static enum nhi_status check_texts(struct cli *cli, struct law_findings *findings,
                                   const struct law_file *files, size_t count, struct err *err) {
	struct law_texts texts;
	enum nhi_status st = law_texts_at_hand(cli, STR(""), &texts, err);
	if (st == NHI_OK) law_check_texts(findings, files, count, &texts);
	return st;
}

enum nhi_status law_run_check(struct cli *cli, struct err *err) {
	struct law_file *files;
	size_t count;
	struct law_findings findings = LAW_FINDINGS_INIT(&cli->arena);
	enum nhi_status st = law_arguments(cli, 0, "nhi law check [--texts] [--law DIR]", err);
	if (st == NHI_OK) st = cli_all_law_files(cli, &files, &count, err);
	if (st != NHI_OK) return st;
	law_check(&findings, files, count);
	if (cli_has(cli, "texts")) st = check_texts(cli, &findings, files, count, err);
	if (st != NHI_OK) return st;
	if (findings.failed) return err_set(err, NHI_MEMORY, "");
	print_findings(cli, &findings, count);
	if (findings.defects > 0) cli->exit_code = 1;
	return NHI_OK;
}
