/* claim.c: `nhi claim check|findings` (DESIGN §5): a provider's claim files judged as the insurer
 * judges them, without a database. */
#include "cli/claim_file.h"

#include "base/file.h"
#include "cli/claim_cli.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/ref_files.h"
#include "wire/claim_verdict.h"

struct claim_tables {
	struct claim_layout layout;
	struct claim_catalogue catalogue;
};

/* ---- check ------------------------------------------------------------------------------- */

static enum nhi_status judge_one(struct cli *cli, const struct claim_judge *judge, const char *path,
                                 struct claim_verdict *out, struct err *err) {
	struct claim_file file;
	enum nhi_status st = claim_file_open(&file, path, err);
	if (st != NHI_OK) return st;
	st = claim_judge(judge, &file.source, claim_file_name(path), &cli->arena, out, err);
	claim_file_close(&file);
	return st;
}

static enum nhi_status write_answer(struct cli *cli, const struct claim_verdict *v,
                                    struct err *err) {
	const char *path = cli_text(cli, "answer", "").p;
	if (!cli_has(cli, "answer") || v->findings.level_count[CLAIM_LEVEL_FILE] == 0)
		return NHI_OK;
	struct buf text = BUF_INIT(0);
	claim_verdict_answer(v, &text);
	enum nhi_status st = buf_ok(&text) ? file_write(path, buf_str(&text), err)
	                                   : err_set(err, NHI_MEMORY, "");
	buf_free(&text);
	return st;
}

static enum nhi_status run_check(struct cli *cli, struct err *err) {
	struct claim_tables *tables = ARENA_NEW(&cli->arena, struct claim_tables);
	if (tables == NULL) return err_set(err, NHI_MEMORY, "");
	if (cli->argument_count == 0)
		return err_set(err, NHI_USAGE,
		               "用法：nhi claim check FILE…" ERR_SEP
		               "usage: nhi claim check FILE…");
	struct claim_standard *standard = ARENA_NEW(&cli->arena, struct claim_standard);
	if (standard == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = cli_claim_tables(cli, &tables->layout, &tables->catalogue, err);
	if (st == NHI_OK) st = cli_claim_standard(cli, &tables->layout, standard, err);
	if (st != NHI_OK) return st;
	struct claim_checks first = claim_standard_checks(standard), checks = first;
	struct claim_registers *registers = NULL;
	if (cli_has(cli, "registers")) st = cli_claim_registers(cli, standard, &registers, err);
	if (st == NHI_OK && registers != NULL) {
		claim_registers_tell(registers, &cli->reads);
		checks = claim_registers_checks(registers, &first);
	}
	struct claim_judge judge = {&tables->layout, &tables->catalogue, &checks,
	                            str_from(standard->version)};
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; st == NHI_OK && i < cli->argument_count; i++) {
		struct claim_verdict v;
		st = judge_one(cli, &judge, cli->argument[i].p, &v, err);
		if (st == NHI_OK && standard->failed) st = err_set(err, NHI_MEMORY, "");
		if (st != NHI_OK) break;
		if (cli->json)
			claim_verdict_json(&v, cli->argument[i], &j);
		else
			claim_verdict_print(&v, cli->argument[i], cli->lang, &cli->out);
		if (v.exit_code > cli->exit_code) cli->exit_code = v.exit_code;
		st = write_answer(cli, &v, err);
	}
	if (cli->json) json_array_end(&j);
	if (cli->json) buf_put_char(&cli->out, '\n');
	if (st != NHI_OK) buf_reset(&cli->out);
	claim_registers_free(registers);
	claim_standard_close(standard);
	return st;
}

/* ---- findings ---------------------------------------------------------------------------- */

static void put_code_json(const struct claim_code *c, struct json *j) {
	json_object_start(j);
	json_put_str(j, "code", c->code);
	json_put_c(j, "level", claim_level_name(c->level));
	json_put_str(j, "message_zh", c->message_zh);
	json_put_str(j, "message_en", c->message_en);
	json_put_str(j, "cause_zh", c->cause_zh);
	json_put_str(j, "cause_en", c->cause_en);
	json_put_str(j, "example", c->example);
	json_put_str(j, "remedy_zh", c->remedy_zh);
	json_put_str(j, "remedy_en", c->remedy_en);
	json_put_str(j, "source", c->source);
	json_object_end(j);
}

static void put_code(struct cli *cli, const struct claim_code *c) {
	bool en = str_is(str_from(cli->lang), "en");
	buf_printf(&cli->out, "%.*s %s  %.*s\n", STR_ARG(c->code), claim_level_name(c->level),
	           STR_ARG(en ? c->cause_en : c->cause_zh));
	if (c->example.n > 0)
		buf_printf(&cli->out, "    %s %.*s\n", en ? "example:" : "例：",
		           STR_ARG(c->example));
	buf_printf(&cli->out, "    → %.*s（%.*s）\n", STR_ARG(en ? c->remedy_en : c->remedy_zh),
	           STR_ARG(c->source));
}

static enum nhi_status run_findings(struct cli *cli, struct err *err) {
	struct claim_tables *tables = ARENA_NEW(&cli->arena, struct claim_tables);
	if (tables == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = cli_claim_tables(cli, &tables->layout, &tables->catalogue, err);
	if (st != NHI_OK) return st;
	struct str only = cli->argument_count > 0 ? cli->argument[0] : STR("");
	struct json j = JSON_INIT(&cli->out, true);
	size_t shown = 0;
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < tables->catalogue.count; i++) {
		const struct claim_code *c = &tables->catalogue.code[i];
		if (only.n > 0 && !str_eq(c->code, only)) continue;
		shown++;
		if (cli->json)
			put_code_json(c, &j);
		else
			put_code(cli, c);
	}
	if (cli->json) json_array_end(&j);
	if (cli->json) buf_put_char(&cli->out, '\n');
	if (shown > 0) return NHI_OK;
	buf_reset(&cli->out);
	return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(only));
}

static const struct cli_option check_options[] = {
        {"answer", CLI_TEXT, 0, 0, "OUT", "退件時另寫官方格式之錯誤訊息檔",
         "also write the agency's answer file when a file comes back whole", false},
        CLI_REF_OPTION,
        {"registers", CLI_FLAG, 0, 0, NULL, "並以資料庫內之投保、特約、重大傷病、事前審查登錄判斷",
         "judge by the registers of the database too: insurance, contract, certificates, approvals",
         false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

const struct cli_command claim_commands[] = {
        {"claim", "check", check_options, "FILE…",
         "檢查醫療費用申報檔（門診、住院、藥局、申復；XML 或 zip）",
         "check claim files (outpatient, inpatient, pharmacy, appeals; XML or zip)",
         "nhi claim check TOTFA.zip --ref open", run_check},
        {"claim", "copy", NULL, "IN OUT", "讀入申報檔再寫出：正確的檔案一個位元組都不變",
         "read a claim file and write it again: a correct file keeps every byte",
         "nhi claim copy in.xml out.xml", claim_copy_run},
        {"claim", "findings", NULL, "[CODE]", "列出檢查代碼之原因、範例與更正方法",
         "list the codes of findings with cause, example and remedy", "nhi claim findings C07",
         run_findings},
        {"claim", "package", claim_package_options, "OUT",
         "將規則與參考資料製成單一檔案，供獨立檢查程式 nhi-check 使用",
         "put rules and reference data into one file for the stand-alone nhi-check",
         "nhi claim package rules-202611.zip --ref open", claim_package_run},
        {"claim", "sample", claim_sample_options, "OUT", "產生練習用門診申報檔，並列出放入的錯誤",
         "make a practice file of outpatient claims and list the faults planted in it",
         "nhi claim sample TOTFA.xml --seed 7 --faults C07,O03", claim_sample_run},
        {"claim", "twins", NULL, "FILE…",
         "比對多個申報檔：重複申報、兩處同時、調劑與處方（突合）、同日多家",
         "lay claim files side by side: claimed twice, two places at once, pharmacy against "
         "prescriber, many places on one day",
         "nhi claim twins clinic.xml pharmacy.xml", claim_twins_run},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
