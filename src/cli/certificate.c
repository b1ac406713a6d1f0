/* certificate.c: `nhi certificate issue|list|verify`. */
#include "desk/certificate.h"

#include "base/table.h"
#include "cli/commands.h"
#include "cli/letters.h"

#define ROW(name, kind, value, zh, en)                                                             \
	{ name, kind, 0, 0, value, zh, en, false }
#define END_OF_OPTIONS ROW(NULL, CLI_FLAG, NULL, NULL, NULL)

static const struct cli_option issue_options[] = {
        {"division", CLI_INT, 1, 6, "N", "核發業務組（預設依其所在縣市）",
         "division that issues it (default by county)", false},
        ROW("english", CLI_FLAG, NULL, "英文", "in English"),
        ROW("key", CLI_TEXT, "TEXT", "重送識別碼：同碼得同一件", "idempotency key"),
        ROW("kind", CLI_TEXT, "KIND", "coverage 投保、premium 繳納、clearance 無欠費",
            "coverage, premium, clearance"),
        ROW("out", CLI_TEXT, "FILE", "寫成 PDF", "write a PDF"),
        ROW("url", CLI_TEXT, "URL", "查驗網址（預設 http://127.0.0.1:8080/verify）",
            "where the code is checked (default http://127.0.0.1:8080/verify)"),
        {"year", CLI_INT, 1995, 2200, "YEAR", "年度（西元，繳納證明）",
         "year, of a certificate of premiums", false},
        END_OF_OPTIONS};
static const struct cli_option no_options[] = {END_OF_OPTIONS};

static enum nhi_status issue(struct cli *cli, const struct cli_letters *l, struct err *err) {
	const struct certificate_place place = {
	        .letters = l->place,
	        .who = &l->who,
	        .calendar = l->reg.desk.calendar,
	        .today = l->reg.desk.today,
	        .verify_url = cli_text(cli, "url", "http://127.0.0.1:8080/verify")};
	struct letter_made *made = ARENA_NEW(&cli->arena, struct letter_made);
	struct letter_party about;
	struct certificate_request q = {.division = cli_int(cli, "division", 0),
	                                .english = cli_has(cli, "english"),
	                                .key = cli_text(cli, "key", "")};
	if (made == NULL) return err_set(err, NHI_MEMORY, " ");
	if (!certificate_kind_find(cli_text(cli, "kind", "coverage"), &q.kind))
		return err_set(err, NHI_RANGE,
		               "--kind" ERR_SEP "%.*s" ERR_SEP "coverage, premium, clearance",
		               STR_ARG(cli_text(cli, "kind", "")));
	enum nhi_status st = q.kind == CERTIFICATE_PREMIUM ? cli_need(cli, "year", err) : NHI_OK;
	if (st == NHI_OK) st = letter_party_find(&l->place, cli->argument[0], &about, err);
	if (st != NHI_OK) return st;
	if (about.person_id == 0 && about.unit_id == 0)
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(cli->argument[0]));
	q.year = (int32_t)cli_int(cli, "year", 0);
	q.person_id = about.person_id;
	q.unit_id = about.unit_id;
	st = certificate_issue(&place, &q, made, err);
	return st == NHI_OK ? cli_letter_print(cli, made, LETTER_ORIGINAL, q.english, err) : st;
}

static enum nhi_status issue_command(struct cli *cli, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "請給一個身分證號、#內部編號或投保單位代號" ERR_SEP
		               "give one identity number, #id or unit code");
	enum nhi_status st = cli_letters_open(cli, l, REGISTER_WRITE, err);
	if (st == NHI_OK) st = issue(cli, l, err);
	cli_letters_close(l);
	return st;
}

static void put_check(struct cli *cli, const struct certificate_check *c) {
	const enum letter_lang lang = cli->lang[0] == 'e' ? LETTER_EN : LETTER_ZH;
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_bool(&j, "genuine", c->found);
		if (c->found) {
			json_put_str(&j, "number", c->number);
			json_put_date(&j, "issued_on", c->issued);
			json_put_str(&j, "title_zh", c->title.zh);
			json_put_str(&j, "title_en", c->title.en);
			json_put_str(&j, "name", c->name);
			json_put_str(&j, "statement_zh", c->statement.zh);
			json_put_str(&j, "statement_en", c->statement.en);
			json_put_str(&j, "sha256", c->content_hash);
		}
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return;
	}
	if (!c->found) {
		buf_put_c(&cli->out, cli_say(cli, "查無此證明，請核對查驗碼。\n",
		                             "no such certificate; compare the code\n"));
		return;
	}
	buf_printf(&cli->out, "%s\n", cli_say(cli, "確有此證明：", "genuine:"));
	buf_printf(&cli->out, "%.*s  %.*s  ", STR_ARG(letter_say(c->title, lang)),
	           STR_ARG(c->number));
	date_print(&cli->out, c->issued);
	buf_printf(&cli->out, "\n%.*s\n", STR_ARG(letter_say(c->statement, lang)));
}

static enum nhi_status verify_command(struct cli *cli, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	struct certificate_check check;
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給一個查驗碼" ERR_SEP "give one check code");
	enum nhi_status st = cli_letters_open(cli, l, REGISTER_READ, err);
	if (st == NHI_OK) st = certificate_verify(&l->place, cli->argument[0], &check, err);
	if (st == NHI_OK) {
		put_check(cli, &check);
		cli->exit_code = check.found ? 0 : 1;
	}
	cli_letters_close(l);
	return st;
}

static const struct cli_option list_options[] = {
        {"limit", CLI_INT, 1, 10000, "N", "最多幾列（預設 50）", "rows at most (default 50)",
         false},
        ROW("to", CLI_TEXT, "WHO", "給誰：身分證號、#編號或投保單位代號",
            "to whom: identity number, #id or unit code"),
        END_OF_OPTIONS};

static enum nhi_status list_command(struct cli *cli, struct err *err) {
	return cli_letter_list(cli, STR("certificate"), err);
}

const struct cli_command certificate_commands[] = {
        {.noun = "certificate",
         .verb = "issue",
         .options = issue_options,
         .arguments = "WHO",
         .zh = "核發投保、繳納或無欠費證明",
         .en = "issue a certificate of coverage, premiums paid or no arrears",
         .example = "nhi certificate issue A123456789 --kind premium --year 2026 --out paid.pdf",
         .run = issue_command},
        {.noun = "certificate",
         .verb = "list",
         .options = list_options,
         .zh = "發過的證明",
         .en = "the certificates that were issued",
         .example = "nhi certificate list --to A123456789",
         .run = list_command},
        {.noun = "certificate",
         .verb = "verify",
         .options = no_options,
         .arguments = "CODE",
         .zh = "以查驗碼核對證明",
         .en = "check a certificate by its code",
         .example = "nhi certificate verify 7Q2MX-0K9TB-4ZRSE-1HPWN",
         .run = verify_command},
        {0},
};
