/* user.c: `nhi user add|close|demo|list|lock|post|reset|seal|totp|unit|unlock`: who may sign in. */
#include "cli/user.h"

#include "base/clock.h"
#include "base/table.h"
#include "cli/commands.h"
#include "desk/account_demo.h"
#include "desk/seal.h"

#include <unistd.h>

#define TEXT(name, value, zh, en)                                                                  \
	{ name, CLI_TEXT, 0, 0, value, zh, en, false }
#define FLAG(name, zh, en)                                                                         \
	{ name, CLI_FLAG, 0, 0, NULL, zh, en, false }
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static const struct cli_option add_options[] = {
        FLAG("first", "資料庫的第一個帳號：系統管理者", "the first account: the administrator"),
        TEXT("kind", "KIND", "clerk（預設）、citizen、agent、provider",
             "clerk (default), citizen, agent, provider"),
        TEXT("name", "TEXT", "姓名", "the person's name"),
        TEXT("person", "ID", "身分證號", "identity number"),
        TEXT("post", "POST", "職務：單位/科/職掌/層級", "post: unit/section/function/level"),
        TEXT("provider", "CODE", "醫事機構代碼", "code of the provider"),
        {"unit", CLI_TEXT, 0, 0, "CODE", "投保單位代號", "code of an insured unit", true},
        END};
static const struct cli_option list_options[] = {
        TEXT("kind", "KIND", "只列這一類", "only this kind"),
        {"limit", CLI_INT, 1, 10000, "N", "最多幾列（預設 200）", "rows at most (default 200)",
         false},
        TEXT("text", "TEXT", "帳號或姓名的一部分", "part of the login or name"),
        END};
static const struct cli_option seal_options[] = {END};
static const struct cli_option totp_options[] = {
        FLAG("remove", "取消（遺失時）", "take it away (lost)"), END};

enum nhi_status user_cli_open(struct cli *cli, struct user_cli *u, struct err *err) {
	struct buf actor = BUF_INIT(64);
	struct str kept = STR("cli:?");
	u->desk = ARENA_NEW(&cli->arena, struct desk);
	if (u->desk == NULL) return err_set(err, NHI_MEMORY, "");
	buf_printf(&actor, "cli:%u", (unsigned)getuid());
	bool ok = buf_ok(&actor) && arena_str(&cli->arena, buf_str(&actor), &kept);
	buf_free(&actor);
	if (!ok) return err_set(err, NHI_MEMORY, "");
	u->who = principal_program(kept);
	enum nhi_status st = desk_open(u->desk, cli->data_dir, cli->db, err);
	u->call = (struct desk_call){
	        .desk = u->desk, .arena = &cli->arena, .today = clock_today(), .who = &u->who};
	return st;
}

void user_cli_close(struct user_cli *u) {
	desk_call_close(&u->call);
	desk_close(u->desk);
}

static enum nhi_status need_login(const struct cli *cli, struct err *err) {
	if (cli->argument_count >= 1) return NHI_OK;
	return err_set(err, NHI_USAGE, "請給帳號" ERR_SEP "give the login");
}

static void print_answer(struct cli *cli, struct str login, const struct account_answer *a) {
	struct buf *o = &cli->out;
	if (cli->json) {
		struct json j = JSON_INIT(o, true);
		json_object_start(&j);
		json_put_str(&j, "login", login);
		if (a->once[0] != '\0') json_put_c(&j, "password", a->once);
		if (a->totp[0] != '\0') json_put_c(&j, "totp", a->totp);
		json_object_end(&j);
		buf_put_char(o, '\n');
		return;
	}
	buf_printf(o, cli_say(cli, "帳號 %.*s：完成\n", "account %.*s: done\n"), STR_ARG(login));
	if (a->once[0] != '\0')
		buf_printf(o,
		           cli_say(cli, "臨時密碼 %s（只顯示這一次；登入後要換）\n",
		                   "password to be used once: %s (shown only now)\n"),
		           a->once);
	if (a->totp[0] != '\0')
		buf_printf(o, cli_say(cli, "第二道驗證金鑰 %s\n", "key of the second factor: %s\n"),
		           a->totp);
}

static enum nhi_status add_run(struct cli *cli, struct err *err) {
	struct user_cli u;
	struct account_answer answer;
	struct account_request r = {.kind = cli_text(cli, "kind", "clerk"),
	                            .name = cli_text(cli, "name", ""),
	                            .person = cli_text(cli, "person", ""),
	                            .post = cli_text(cli, "post", ""),
	                            .provider_code = cli_text(cli, "provider", ""),
	                            .first = cli_has(cli, "first")};
	enum nhi_status st = need_login(cli, err);
	if (st != NHI_OK) return st;
	r.login = cli->argument[0];
	if (r.first) r.post = STR("information//administrator/3");
	if (r.first && r.name.n == 0) r.name = r.login;
	for (size_t i = 0; i < cli->value_count && r.unit_count < ACCOUNT_UNITS_MAX; i++)
		if (strcmp(cli->value[i].option->name, "unit") == 0)
			r.unit[r.unit_count++] = cli->value[i].text;
	st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = desk_account_add(&u.call, &r, &answer, err);
	if (st == NHI_OK) print_answer(cli, r.login, &answer);
	user_cli_close(&u);
	return st;
}

static enum nhi_status change(struct cli *cli, enum account_change what, struct err *err) {
	struct user_cli u;
	struct account_answer answer;
	enum nhi_status st = need_login(cli, err);
	if (st == NHI_OK) st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = desk_account_change(&u.call, what, cli->argument[0], &answer, err);
	if (st == NHI_OK) print_answer(cli, cli->argument[0], &answer);
	user_cli_close(&u);
	return st;
}

static enum nhi_status lock_run(struct cli *c, struct err *e) { return change(c, ACCOUNT_LOCK, e); }
static enum nhi_status seal_run(struct cli *cli, struct err *err) {
	struct user_cli u;
	int64_t count = 0;
	enum nhi_status st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = seal_all(&u.call, &count, err);
	if (st == NHI_OK)
		buf_printf(&cli->out, cli_say(cli, "封存 %lld 把金鑰\n", "%lld keys sealed\n"),
		           (long long)count);
	user_cli_close(&u);
	return st;
}
static enum nhi_status unlock_run(struct cli *c, struct err *e) {
	return change(c, ACCOUNT_UNLOCK, e);
}
static enum nhi_status close_run(struct cli *c, struct err *e) {
	return change(c, ACCOUNT_CLOSE, e);
}
static enum nhi_status reset_run(struct cli *c, struct err *e) {
	return change(c, ACCOUNT_RESET, e);
}
static enum nhi_status totp_run(struct cli *c, struct err *e) {
	return change(c, cli_has(c, "remove") ? ACCOUNT_NO_TOTP : ACCOUNT_TOTP, e);
}

static enum nhi_status place(struct cli *cli, bool post, struct err *err) {
	struct user_cli u;
	struct account_answer none = {0};
	if (cli->argument_count != 2)
		return err_set(err, NHI_USAGE,
		               "請給帳號與職務或投保單位" ERR_SEP "give login and post or unit");
	enum nhi_status st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = post ? desk_account_post(&u.call, cli->argument[0], cli->argument[1], err)
	          : desk_account_unit(&u.call, cli->argument[0], cli->argument[1], err);
	if (st == NHI_OK) print_answer(cli, cli->argument[0], &none);
	user_cli_close(&u);
	return st;
}
static enum nhi_status post_run(struct cli *c, struct err *e) { return place(c, true, e); }
static enum nhi_status unit_run(struct cli *c, struct err *e) { return place(c, false, e); }

static void put_json(struct cli *cli, const struct account *rows, size_t count) {
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(&j);
		json_put_str(&j, "login", rows[i].login);
		json_put_str(&j, "kind", rows[i].kind);
		json_put_str(&j, "name", rows[i].name);
		json_put_str(&j, "status", rows[i].status);
		json_put_bool(&j, "second_factor", rows[i].second_factor);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	static const struct table_column zh[] = {{"帳號", TABLE_LEFT},
	                                         {"類別", TABLE_LEFT},
	                                         {"姓名", TABLE_LEFT},
	                                         {"狀態", TABLE_LEFT}};
	static const struct table_column en[] = {{"login", TABLE_LEFT},
	                                         {"kind", TABLE_LEFT},
	                                         {"name", TABLE_LEFT},
	                                         {"status", TABLE_LEFT}};
	struct user_cli u;
	struct account *rows;
	size_t count;
	struct table t;
	enum nhi_status st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = desk_account_list(&u.call, STR(""), cli_text(cli, "text", ""),
	                       cli_text(cli, "kind", ""), cli_int(cli, "limit", 200), &rows, &count,
	                       err);
	user_cli_close(&u);
	if (st != NHI_OK) return st;
	if (cli->json) {
		put_json(cli, rows, count);
		return NHI_OK;
	}
	table_init(&t, &cli->arena, cli->lang[0] == 'e' ? en : zh, COUNT_OF(zh));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, rows[i].login);
		table_put(&t, rows[i].kind);
		table_put(&t, rows[i].name);
		table_put(&t, rows[i].status);
	}
	table_print(&t, &cli->out);
	return NHI_OK;
}

static enum nhi_status demo_run(struct cli *cli, struct err *err) {
	static const struct table_column zh[] = {
	        {"帳號", TABLE_LEFT}, {"密碼", TABLE_LEFT}, {"誰", TABLE_LEFT}};
	static const struct table_column en[] = {
	        {"login", TABLE_LEFT}, {"password", TABLE_LEFT}, {"who", TABLE_LEFT}};
	struct user_cli u;
	struct demo_user users[DEMO_USERS_MAX];
	size_t count = 0;
	struct table t;
	bool english = cli->lang[0] == 'e';
	enum nhi_status st = user_cli_open(cli, &u, err);
	if (st != NHI_OK) return st;
	st = desk_demo_users(&u.call, users, &count, err);
	if (st == NHI_OK) {
		table_init(&t, &cli->arena, english ? en : zh, COUNT_OF(zh));
		for (size_t i = 0; i < count; i++) {
			table_put(&t, users[i].login);
			table_put(&t, users[i].password);
			table_put(&t, english ? users[i].en : users[i].zh);
		}
		table_print(&t, &cli->out);
	}
	user_cli_close(&u);
	return st;
}

const struct cli_command user_commands[] = {
        {"user", "add", add_options, "LOGIN", "新增帳號", "add an account",
         "nhi user add wang --name 王小明 --post central/enrolment-1/enrol/4", add_run},
        {"user", "close", NULL, "LOGIN", "關閉帳號", "close an account for good",
         "nhi user close wang", close_run},
        {"user", "demo", NULL, NULL, "示範資料庫的各角色帳號", "accounts of every role in a demo",
         "nhi user demo --db sqlite:demo.db", demo_run},
        {"user", "list", list_options, NULL, "列出帳號", "list accounts",
         "nhi user list --kind clerk", list_run},
        {"user", "lock", NULL, "LOGIN", "鎖定帳號", "lock an account", "nhi user lock wang",
         lock_run},
        {"user", "post", NULL, "LOGIN POST", "加一個職務", "give a further post",
         "nhi user post wang central/customer-service/counter/4", post_run},
        {"user", "reset", NULL, "LOGIN", "給臨時密碼", "give a password to be used once",
         "nhi user reset wang", reset_run},
        {"user", "seal", seal_options, NULL, "封存還沒有封存的第二道驗證金鑰",
         "seal the keys of second factors that are stored in the open", "nhi user seal", seal_run},
        {"user", "totp", totp_options, "LOGIN", "給第二道驗證金鑰", "give a second factor",
         "nhi user totp wang", totp_run},
        {"user", "unit", NULL, "LOGIN CODE", "經辦加一家投保單位", "give an agent a further unit",
         "nhi user unit chen 300000012", unit_run},
        {"user", "unlock", NULL, "LOGIN", "解除鎖定", "unlock an account", "nhi user unlock wang",
         unlock_run},
        {0},
};
