/* audit.c: `nhi audit list|verify`: the chained trail, checked without the program that wrote it
 * having a say. */
#include "desk/audit.h"

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/register.h"
#include "cli/user.h"

static const struct cli_option list_options[] = {
        {"actor", CLI_TEXT, 0, 0, "WHO", "誰，例如 u:12、cli:0", "who: u:12, cli:0", false},
        {"limit", CLI_INT, 1, 100000, "N", "最多幾列（預設 50）", "rows at most (default 50)",
         false},
        {"person", CLI_INT, 1, INT64_MAX, "ID", "誰看過這個人（內部編號）",
         "who read this person (internal number)", false},
        {"purpose", CLI_TEXT, 0, 0, "KIND", "哪一種作業", "kind of act", false},
        {"reads", CLI_FLAG, 0, 0, NULL, "查閱紀錄，不是作業", "reads instead of acts", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false}};
static const struct cli_option verify_options[] = {{"expect", CLI_TEXT, 0, 0, "CHAIN:LINK:HASH",
                                                    "與保存的一筆雜湊比對",
                                                    "compare with a hash that was kept", true},
                                                   {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false}};

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	struct user_cli u;
	struct buf json = BUF_INIT(64 << 20);
	const struct audit_wish wish = {.actor = cli_text(cli, "actor", ""),
	                                .purpose = cli_text(cli, "purpose", ""),
	                                .person_id = cli_int(cli, "person", 0),
	                                .reads = cli_has(cli, "reads") || cli_has(cli, "person"),
	                                .most = cli_int(cli, "limit", 50)};
	enum nhi_status st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = audit_list(&u.call, &wish, &json, err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	buf_free(&json);
	user_cli_close(&u);
	return st;
}

static void print_chain(struct cli *cli, const struct audit_chain *c) {
	buf_printf(&cli->out, "%-7s %10lld  %s  ", c->name, (long long)c->links, c->hash);
	if (c->is_sound)
		buf_put_c(&cli->out, cli_say(cli, "完整\n", "sound\n"));
	else
		buf_printf(&cli->out,
		           cli_say(cli, "不符：第 %lld 筆起，%lld 筆未列入\n",
		                   "ALTERED: from link %lld on, %lld items without a link\n"),
		           (long long)c->bad_link, (long long)c->unlinked);
}

/* "act:1042:9f…": what the auditor noted when the chain ended there. */
static enum nhi_status check_expected(struct cli *cli, struct user_cli *u, struct err *err) {
	for (size_t i = 0; i < cli->value_count; i++) {
		if (strcmp(cli->value[i].option->name, "expect") != 0) continue;
		struct str rest = cli->value[i].text, chain = str_cut(&rest, ':');
		struct str link = str_cut(&rest, ':');
		int64_t link_no;
		bool same = false;
		if (!str_to_i64(link, 1, INT64_MAX, &link_no))
			return err_set(err, NHI_USAGE,
			               "--expect 寫作 CHAIN:LINK:HASH" ERR_SEP
			               "--expect is CHAIN:LINK:HASH");
		enum nhi_status st = audit_expect(&u->call, chain, link_no, rest, &same, err);
		if (st != NHI_OK) return st;
		if (!same) cli->exit_code = 1;
		buf_printf(&cli->out, "%.*s:%lld %s", STR_ARG(chain), (long long)link_no,
		           same ? cli_say(cli, "與保存的雜湊相符\n", "is as it was kept\n")
		                : cli_say(cli, "與保存的雜湊不符\n", "is NOT as it was kept\n"));
	}
	return NHI_OK;
}

static enum nhi_status verify_run(struct cli *cli, struct err *err) {
	struct user_cli u;
	struct audit_chain chains[AUDIT_CHAINS];
	enum nhi_status st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = audit_verify(&u.call, chains, err);
	for (size_t i = 0; st == NHI_OK && i < AUDIT_CHAINS; i++) {
		print_chain(cli, &chains[i]);
		if (!chains[i].is_sound) cli->exit_code = 1;
	}
	if (st == NHI_OK) st = check_expected(cli, &u, err);
	user_cli_close(&u);
	return st;
}

const struct cli_command audit_commands[] = {
        {"audit", "list", list_options, NULL, "誰做了什麼、誰看了誰", "who did what, who read whom",
         "nhi audit list --purpose login.failed", list_run},
        {"audit", "verify", verify_options, NULL, "驗證稽核紀錄沒有被更動",
         "prove that the trail was not altered", "nhi audit verify", verify_run},
        {0},
};
