/* claim_rule.c: `nhi claim rules list|show|check|book|diff`: the rules about items as data. */
#include "cli/claim_rule.h"

#include "base/file.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "nhi/claim_rule_example.h"

#include <stdio.h>

enum { PATH_SIZE = 4096 };

enum nhi_status cli_claim_rule_files(struct cli *cli, struct claim_rule_file **out, size_t *count,
                                     struct err *err) {
	char dir[PATH_SIZE];
	struct law_file *files = NULL;
	int n = snprintf(dir, sizeof dir, "%s/law/claim-rules", cli->data_dir);
	if (n < 0 || n >= PATH_SIZE)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", cli->data_dir, PATH_SIZE);
	enum nhi_status st = cli_law_files(cli, dir, false, &files, count, err);
	if (st != NHI_OK) return st;
	*out = ARENA_ARRAY(&cli->arena, *count, struct claim_rule_file);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (struct claim_rule_file){files[i].name, files[i].bytes};
	return NHI_OK;
}

static enum nhi_status read_rules(struct cli *cli, struct claim_rules *out, struct err *err) {
	struct claim_rule_file *files = NULL;
	size_t count = 0;
	enum nhi_status st = cli_claim_rule_files(cli, &files, &count, err);
	return st == NHI_OK ? claim_rules_read(out, &cli->arena, files, count, err) : st;
}

static const struct cli_option rule_options[] = {
        {"from", CLI_MONTH, 0, 0, "YYYY-MM", "diff：前一個月份", "diff: the earlier month", false},
        {"item", CLI_TEXT, 0, 0, "ITEM", "只看這個項目", "only this item", false},
        {"not-executable", CLI_FLAG, 0, 0, NULL, "只列無法執行的規則與原因",
         "only rules that cannot be executed, with the reason", false},
        {"to", CLI_MONTH, 0, 0, "YYYY-MM", "diff：後一個月份", "diff: the later month", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static bool is_english(const struct cli *cli) { return str_is(str_from(cli->lang), "en"); }

static bool in_force(const struct claim_rule *r, date_t at) { return r->from <= at && at < r->to; }

static struct str message_of(const struct cli *cli, const struct claim_rule *r) {
	return is_english(cli) ? r->en : r->zh;
}

static bool is_wanted(const struct cli *cli, const struct claim_rule *r) {
	bool executable = r->kind != CLAIM_RULE_NONE;
	struct str item = cli_text(cli, "item", "");
	if (cli_has(cli, "not-executable") && executable) return false;
	return in_force(r, cli->at) && (item.n == 0 || str_eq(item, r->item));
}

static void put_json(struct json *j, const struct claim_rule *r) {
	json_object_start(j);
	json_put_str(j, "rule", r->rule);
	json_put_str(j, "finding", r->finding);
	json_put_c(j, "kind", claim_rule_kind_name(r->kind));
	json_put_str(j, "item", r->item);
	if (r->codes.n > 0) json_put_str(j, "codes", r->codes);
	if (r->window_text.n > 0) json_put_str(j, "window", r->window_text);
	if (r->values.n > 0) json_put_str(j, "values", r->values);
	json_put_i64(j, "count", r->count);
	json_put_c(j, "level",
	           r->level == CLAIM_LEVEL_ORDER  ? "order"
	           : r->level == CLAIM_LEVEL_CASE ? "case"
	                                          : "note");
	json_put_date(j, "effective_from", r->from);
	if (r->to != DATE_OPEN) json_put_date(j, "effective_to", r->to);
	json_put_str(j, "message_zh", r->zh);
	json_put_str(j, "message_en", r->en);
	json_put_str(j, "source", r->source);
	json_put_bool(j, "verified", r->verified);
	json_put_bool(j, "executable", r->kind != CLAIM_RULE_NONE);
	if (r->pass.n > 0) json_put_str(j, "pass", r->pass);
	if (r->fail.n > 0) json_put_str(j, "fail", r->fail);
	json_object_end(j);
}

static enum nhi_status list_rules(struct cli *cli, const struct claim_rules *rules) {
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < rules->count; i++) {
		const struct claim_rule *r = &rules->rule[i];
		if (!is_wanted(cli, r)) continue;
		if (cli->json)
			put_json(&j, r);
		else
			buf_printf(&cli->out, "%.*s  %.*s  %.*s\n", STR_ARG(r->rule),
			           STR_ARG(r->item), STR_ARG(message_of(cli, r)));
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	return NHI_OK;
}

static void put_rule(struct cli *cli, const struct claim_rule *r) {
	struct buf *b = &cli->out;
	buf_printf(b, "%.*s  %.*s\n", STR_ARG(r->rule), STR_ARG(message_of(cli, r)));
	buf_printf(b, cli_say(cli, "  種類：%s\n", "  kind: %s\n"),
	           claim_rule_kind_text(r->kind, cli->lang));
	buf_put_c(b, cli_say(cli, "  施行：", "  in force: "));
	date_print(b, r->from);
	if (r->to != DATE_OPEN) buf_put_c(b, " – ");
	if (r->to != DATE_OPEN) date_print(b, r->to - 1);
	buf_printf(b, cli_say(cli, "\n  來源：%.*s%s\n", "\n  source: %.*s%s\n"),
	           STR_ARG(r->source),
	           r->verified ? "" : cli_say(cli, "（未查證）", " (unverified)"));
	if (r->kind == CLAIM_RULE_NONE) return;
	buf_printf(b,
	           cli_say(cli, "  通過：%.*s\n  違反：%.*s\n", "  passes: %.*s\n  breaks: %.*s\n"),
	           STR_ARG(r->pass), STR_ARG(r->fail));
}

static enum nhi_status show_rule(struct cli *cli, const struct claim_rules *rules,
                                 struct err *err) {
	if (cli->argument_count != 2)
		return err_set(err, NHI_USAGE,
		               "用法：nhi claim rules show RULE" ERR_SEP
		               "usage: nhi claim rules show RULE");
	const struct claim_rule *r = claim_rules_find(rules, cli->argument[1]);
	if (r == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(cli->argument[1]));
	if (!cli->json) {
		put_rule(cli, r);
		return NHI_OK;
	}
	struct json j = JSON_INIT(&cli->out, true);
	put_json(&j, r);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

/* Runs both examples of every rule. */
static enum nhi_status check_rules(struct cli *cli, const struct claim_rules *rules,
                                   struct err *err) {
	struct claim_rule_example *room = ARENA_NEW(&cli->arena, struct claim_rule_example);
	struct claim_rule_scratch scratch = {0};
	size_t run = 0, wrong = 0, none = 0;
	if (room == NULL ||
	    !claim_rule_scratch_reserve(&scratch, &cli->arena, rules, CLAIM_EXAMPLE_ORDERS_MAX))
		return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < rules->count; i++) {
		const struct claim_rule *r = &rules->rule[i];
		none += r->kind == CLAIM_RULE_NONE;
		if (r->kind == CLAIM_RULE_NONE) continue;
		run++;
		struct claim_rule_run pass = claim_rule_try(rules, r, r->pass, room, &scratch);
		struct claim_rule_run fail = claim_rule_try(rules, r, r->fail, room, &scratch);
		if (pass.is_readable && !pass.speaks && fail.is_readable && fail.speaks) continue;
		wrong++;
		buf_printf(&cli->out, "%.*s:%zu: %.*s: %s\n", STR_ARG(r->file), r->row,
		           STR_ARG(r->rule),
		           cli_say(cli, "例子與規則不符", "the examples do not fit the rule"));
	}
	buf_printf(&cli->out,
	           cli_say(cli, "%zu 條規則執行，%zu 條不符，%zu 條無法執行\n",
	                   "%zu rules run, %zu wrong, %zu not executable\n"),
	           run, wrong, none);
	cli->exit_code = wrong > 0 ? 1 : 0;
	return NHI_OK;
}

/* --- the rule book --------------------------------------------------------------------------- */

static void put_cell(struct buf *out, struct str text) {
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '|') buf_put_char(out, '\\');
		buf_put_char(out, text.p[i]);
	}
}

static void book_row(struct cli *cli, const struct claim_rule *r) {
	struct buf *b = &cli->out;
	buf_printf(b, "| %.*s | %.*s | ", STR_ARG(r->rule), STR_ARG(r->finding));
	put_cell(b, message_of(cli, r));
	buf_put_c(b, r->level == CLAIM_LEVEL_NOTE
	                     ? cli_say(cli, " | 提醒 | ", " | note | ")
	                     : cli_say(cli, " | 不予支付 | ", " | not paid | "));
	date_print(b, r->from);
	buf_put_c(b, " | ");
	put_cell(b, r->source);
	if (!r->verified) buf_put_c(b, cli_say(cli, "（未查證）", " (unverified)"));
	buf_put_c(b, " | `");
	put_cell(b, r->fail);
	buf_put_c(b, "` |\n");
}

static enum nhi_status book(struct cli *cli, const struct claim_rules *rules) {
	struct buf *b = &cli->out;
	struct str item = STR("");
	buf_put_c(b, cli_say(cli, "# 申報項目規則\n\n施行日：",
	                     "# Rules of claim items\n\nIn force on "));
	date_print(b, cli->at);
	buf_put_c(
	        b,
	        cli_say(cli, "\n\n違反例的寫法：項目@部位*數量/日份，-N: 為 N 日前已申報。\n",
	                "\n\nExamples: item@site*quantity/days; -N: is an order N days before.\n"));
	for (size_t i = 0; i < rules->count; i++) {
		const struct claim_rule *r = &rules->rule[i];
		if (!in_force(r, cli->at) || r->kind == CLAIM_RULE_NONE) continue;
		if (!str_eq(item, r->item)) {
			buf_printf(b, "\n## %.*s\n\n", STR_ARG(r->item));
			buf_put_c(b,
			          cli_say(cli,
			                  "| 規則 | 代碼 | 內容 | 效果 | 施行 | 來源 | 違反例 |\n",
			                  "| rule | code | what | effect | from | source | broken "
			                  "by |\n"));
			buf_put_c(b, "|---|---|---|---|---|---|---|\n");
			item = r->item;
		}
		book_row(cli, r);
	}
	return NHI_OK;
}

/* --- what changes between two months --------------------------------------------------------- */

static void put_change(struct cli *cli, const char *mark, const struct claim_rule *r) {
	buf_printf(&cli->out, "%s %.*s  %.*s\n", mark, STR_ARG(r->rule),
	           STR_ARG(message_of(cli, r)));
}

/* A rule holds in a month when it is in force on its last day. */
static enum nhi_status diff(struct cli *cli, const struct claim_rules *rules, struct err *err) {
	enum nhi_status st = cli_need(cli, "from", err);
	if (st == NHI_OK) st = cli_need(cli, "to", err);
	if (st != NHI_OK) return st;
	date_t from = month_last((month_t)cli_int(cli, "from", 0));
	date_t to = month_last((month_t)cli_int(cli, "to", 0));
	size_t added = 0, ended = 0;
	for (size_t i = 0; i < rules->count; i++) {
		const struct claim_rule *r = &rules->rule[i];
		bool before = in_force(r, from), after = in_force(r, to);
		if (before == after) continue;
		put_change(cli, after ? "+" : "-", r);
		added += after;
		ended += before;
	}
	buf_printf(&cli->out, cli_say(cli, "新增 %zu 條，停止 %zu 條\n", "%zu begin, %zu end\n"),
	           added, ended);
	return NHI_OK;
}

static enum nhi_status run_rules(struct cli *cli, struct err *err) {
	struct claim_rules rules;
	struct str verb = cli->argument_count > 0 ? cli->argument[0] : STR("list");
	enum nhi_status st = read_rules(cli, &rules, err);
	if (st != NHI_OK) return st;
	if (str_is(verb, "list")) return list_rules(cli, &rules);
	if (str_is(verb, "show")) return show_rule(cli, &rules, err);
	if (str_is(verb, "check")) return check_rules(cli, &rules, err);
	if (str_is(verb, "book")) return book(cli, &rules);
	if (str_is(verb, "diff")) return diff(cli, &rules, err);
	return err_set(err, NHI_USAGE,
	               "用法：nhi claim rules [list|show RULE|check|book|diff]" ERR_SEP
	               "usage: nhi claim rules [list|show RULE|check|book|diff]");
}

const struct cli_command claim_rule_commands[] = {
        {"claim", "rules", rule_options, "[list|show RULE|check|book|diff]",
         "申報項目規則：清單、單條、執行例子、規則書、兩月差異",
         "rules of claim items: list, one, run their examples, book, changes between months",
         "nhi claim rules --item 91004C", run_rules},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
