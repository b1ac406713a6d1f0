/* case.c: `nhi case …`: cases from the command line, as an account (--as) or as the operator. */
#include "base/file.h"
#include "cli/as.h"
#include "cli/commands.h"
#include "cli/register.h"
#include "desk/case_bulk.h"
#include "desk/case_view.h"
#include "desk/demo_case.h"
#include "desk/deputy.h"

enum { FILE_MAX = CASE_UPLOAD_BYTES_MAX, LIST_DEFAULT = 50 };

#define TEXT(name, value, zh, en)                                                                  \
	{ name, CLI_TEXT, 0, 0, value, zh, en, false }
#define FLAG(name, zh, en)                                                                         \
	{ name, CLI_FLAG, 0, 0, NULL, zh, en, false }
#define DAY(name, zh, en)                                                                          \
	{ name, CLI_DATE, 0, 0, "DATE", zh, en, false }
#define DRY_RUN FLAG("dry-run", "只試算，不寫入", "say what would happen, write nothing")
#define KEY TEXT("key", "TEXT", "重送識別碼：同碼得同一答覆", "idempotency key")
#define SET                                                                                        \
	{ "set", CLI_TEXT, 0, 0, "NAME=VALUE", "表單欄位", "a field of the form", true }
#define UPLOAD                                                                                     \
	{                                                                                          \
		"file", CLI_TEXT, 0, 0, "KIND=PATH", "附件：文件種類與檔案",                       \
		        "attachment: document and file", true                                      \
	}
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static const struct cli_option open_options[] = {
        TEXT("applicant", "ID", "申請人：身分證號、#編號或投保單位代號",
             "applicant: identity number, #id or unit code"),
        CLI_AS,
        FLAG("at-once", "當場決定（服務與層級許可時）",
             "decide now, where service and level allow"),
        TEXT("channel", "CHANNEL", "counter、post、fax、web、file、call", "how it came"),
        DRY_RUN,
        UPLOAD,
        TEXT("incoming", "NUMBER", "收文號（nhi incoming）", "number of the incoming mail"),
        KEY,
        TEXT("note", "TEXT", "說明", "remark"),
        DAY("received-on", "收件日（掛號以郵戳日）", "day of filing (postmark of registered mail)"),
        TEXT("service", "ID", "服務代碼（nhi service list）", "service (nhi service list)"),
        SET,
        END};
static const struct cli_option verb_options[] = {
        CLI_AS,
        {"days", CLI_INT, 1, 1000, "N", "期間長度", "length", false},
        DRY_RUN,
        UPLOAD,
        TEXT("ground", "CODE", "迴避事由", "ground of a recusal"),
        KEY,
        {"metric", CLI_INT, 0, 0, "N", "金額（決定層級用）", "amount, for the level", false},
        TEXT("note", "TEXT", "說明", "remark"),
        DAY("on", "哪一天（預設今天）", "day (default today)"),
        TEXT("reason", "TEXT", "理由", "reasons"),
        TEXT("reason-code", "CODE", "理由代碼（nhi case reasons）", "reason (nhi case reasons)"),
        TEXT("result", "RESULT", "approve、partly、reject、inadmissible", "the result"),
        SET,
        TEXT("to", "WHOM", "交給：帳號、科室、機關；停止原因",
             "to whom: login, section, agency; cause"),
        {"version", CLI_INT, 1, 1000000, "N", "讀到的版本", "the version that was read", false},
        END};
static const struct cli_option bulk_options[] = {
        CLI_AS,
        DRY_RUN,
        KEY,
        TEXT("note", "TEXT", "說明", "remark"),
        TEXT("reason", "TEXT", "理由", "reasons"),
        TEXT("reason-code", "CODE", "理由代碼（nhi case reasons）", "reason (nhi case reasons)"),
        TEXT("result", "RESULT", "approve、partly、reject、inadmissible", "the result"),
        TEXT("to", "WHOM", "交給：帳號、科室", "to whom: login, section"),
        END};
static const struct cli_option reason_options[] = {
        TEXT("service", "ID", "這項服務可用的", "those for this service"), END};
static const struct cli_option list_options[] = {
        TEXT("after", "CURSOR", "從此之後（上一頁的 next）",
             "go on after (next of the page before)"),
        CLI_AS,
        {"division", CLI_INT, 0, 6, "N", "業務組（與 --level）", "division (with --level)", false},
        {"level", CLI_INT, 1, 4, "N", "待此層級決定", "awaiting this level", false},
        {"limit", CLI_INT, 1, CASE_LIST_MAX, "N", "最多幾列（預設 50）",
         "rows at most (default 50)", false},
        TEXT("officer", "LOGIN", "這位承辦的", "of this officer"),
        TEXT("person", "ID", "關於這個人的", "about this person"),
        TEXT("section", "UNIT/SECTION", "這一科的", "of this section"),
        TEXT("service", "ID", "只看這項服務（與 --section）", "only this service (with --section)"),
        END};
static const struct cli_option show_options[] = {CLI_AS, END};
static const struct cli_option deem_options[] = {
        {"limit", CLI_INT, 1, CASE_LIST_MAX, "N", "最多幾件（預設 1000）",
         "cases at most (default 1000)", false},
        DAY("on", "哪一天（預設今天）", "day (default today)"),
        END};
static const struct cli_option hand_over_options[] = {
        CLI_AS, TEXT("from", "LOGIN", "原承辦", "former officer"),
        TEXT("reason", "TEXT", "原因", "why"), TEXT("to", "LOGIN", "新承辦", "new officer"), END};
static const struct cli_option reorganise_options[] = {
        CLI_AS, DAY("on", "哪一天（預設今天）", "day (default today)"), END};
static const struct cli_option deputy_options[] = {
        TEXT("account", "LOGIN", "代理人", "the deputy"),
        CLI_AS,
        FLAG("end", "提前結束（--on）", "end it early (--on)"),
        DAY("from", "第一天", "first day"),
        TEXT("holder", "LOGIN", "被代理人", "who is stood in for"),
        TEXT("kind", "KIND", "deputy 代理、acting 代行",
             "deputy, or acting when the post is vacant"),
        {"number", CLI_INT, 1, 0, "N", "代理紀錄編號（--end）", "number of the record (--end)",
         false},
        DAY("on", "哪一天", "day"),
        TEXT("reason", "TEXT", "原因", "why"),
        DAY("to", "最後一天", "last day"),
        END};

struct case_cli {
	struct cli_desk as;
	struct form values;
	struct case_upload uploads[CASE_UPLOADS_MAX];
	size_t upload_count;
};

static enum nhi_status open_desk(struct cli *cli, struct case_cli **out, struct err *err) {
	*out = ARENA_NEW(&cli->arena, struct case_cli);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	return cli_desk_open(cli, &(*out)->as, err);
}

static void close_desk(struct case_cli *u) { cli_desk_close(&u->as); }

/* "name=value" of --set and "kind=path" of --file. */
static enum nhi_status read_values(struct cli *cli, struct case_cli *u, struct err *err) {
	for (size_t i = 0; i < cli->value_count; i++) {
		struct str rest = cli->value[i].text;
		const char *option = cli->value[i].option->name;
		bool is_set = strcmp(option, "set") == 0;
		if (!is_set && strcmp(option, "file") != 0) continue;
		struct str name = str_cut(&rest, '=');
		if (name.n == 0 || rest.n == 0)
			return err_set(err, NHI_USAGE, "--%s 名稱=值" ERR_SEP "--%s NAME=VALUE",
			               option, option);
		if (is_set) {
			if (!form_add(&u->values, name, rest))
				return err_set(err, NHI_LIMIT, "--set" ERR_SEP "%d",
				               FORM_INPUTS_MAX);
			continue;
		}
		if (u->upload_count == CASE_UPLOADS_MAX)
			return err_set(err, NHI_LIMIT, "--file" ERR_SEP "%d", CASE_UPLOADS_MAX);
		struct case_upload *f = &u->uploads[u->upload_count++];
		*f = (struct case_upload){.kind = name, .name = rest};
		enum nhi_status st = file_read(&cli->arena, rest.p, FILE_MAX, &f->bytes, err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

/* ---- Answers ----------------------------------------------------------------------------------
 */

static void print_lines(struct cli *cli, const struct effect_line *l) {
	for (; l != NULL; l = l->next) {
		const char *mark = l->mark == EFFECT_CHANGE ? cli_say(cli, "異動", "change")
		                   : l->mark == EFFECT_NOTE ? cli_say(cli, "注意", "note")
		                                            : cli_say(cli, "不符", "against");
		bool zh = cli->lang[0] == 'z';
		buf_printf(&cli->out, "%s%s%.*s%s%.*s", mark, cli_say(cli, "：", ": "),
		           STR_ARG(l->field), l->field.n > 0 ? " " : "",
		           STR_ARG(zh ? l->zh : l->en));
		if (l->code.n > 0)
			buf_printf(&cli->out, cli_say(cli, "（%.*s）", " (%.*s)"),
			           STR_ARG(l->code));
		buf_put_char(&cli->out, '\n');
	}
}

static void print_answer(struct cli *cli, const struct case_answer *a) {
	struct buf *o = &cli->out;
	bool done = a->repeated ? str_find(a->json, STR("\"done\":true")) < a->json.n : a->done;
	cli->exit_code = done ? 0 : 1;
	if (cli->json || a->repeated) {
		buf_put(o, a->json);
		buf_put_char(o, '\n');
		return;
	}
	if (!done) {
		buf_printf(o, "%s\n", cli_say(cli, "沒有辦理：", "not done:"));
		print_lines(cli, a->line);
		return;
	}
	buf_printf(o, "%.*s %.*s %s", STR_ARG(a->file.number), STR_ARG(a->file.service),
	           case_state_name(a->file.state));
	if (a->file.result != CASE_NO_RESULT)
		buf_printf(o, " %s", case_result_name(a->file.result));
	if (a->file.is_standing)
		buf_put_c(o, cli_say(cli, "，期間停止計算", ", the clock stands"));
	else if (!case_is_closed(a->file.state) && a->file.due_on != DATE_OPEN) {
		buf_put_c(o, cli_say(cli, "，期限 ", ", due "));
		date_print(o, a->file.due_on);
	}
	buf_put_char(o, '\n');
	if (a->letter_number.n > 0)
		buf_printf(o, cli_say(cli, "公文 %.*s\n", "letter %.*s\n"),
		           STR_ARG(a->letter_number));
	print_lines(cli, a->line);
}

static enum nhi_status need_number(const struct cli *cli, struct err *err) {
	if (cli->argument_count == 1) return NHI_OK;
	return err_set(err, NHI_USAGE, "請給一個案號" ERR_SEP "give one case number");
}

/* ---- Opening and verbs ------------------------------------------------------------------------
 */

static enum nhi_status open_case(struct cli *cli, struct str parent, struct str converts,
                                 struct err *err) {
	struct case_cli *u;
	struct case_answer answer;
	struct case_application a = {.service = cli_text(cli, "service", ""),
	                             .received_on = cli_date(cli, "received-on"),
	                             .applicant = cli_text(cli, "applicant", ""),
	                             .parent = parent,
	                             .incoming = cli_text(cli, "incoming", ""),
	                             .converts = converts,
	                             .at_once = cli_has(cli, "at-once"),
	                             .note = cli_text(cli, "note", ""),
	                             .key = cli_text(cli, "key", ""),
	                             .dry_run = cli_has(cli, "dry-run")};
	if (!case_channel_find(cli_text(cli, "channel", "counter"), &a.channel))
		return err_set(err, NHI_RANGE,
		               "--channel" ERR_SEP "%.*s" ERR_SEP "counter post fax web file call",
		               STR_ARG(cli_text(cli, "channel", "")));
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	st = read_values(cli, u, err);
	a.values = &u->values;
	a.upload = u->uploads;
	a.upload_count = u->upload_count;
	if (st == NHI_OK) st = case_open(&u->as.call, &a, &answer, err);
	if (st == NHI_OK) print_answer(cli, &answer);
	close_desk(u);
	return st;
}

static enum nhi_status open_run(struct cli *cli, struct err *err) {
	enum nhi_status st = cli_need(cli, "service", err);
	return st == NHI_OK ? open_case(cli, STR(""), STR(""), err) : st;
}

static enum nhi_status object_run(struct cli *cli, struct err *err) {
	enum nhi_status st = need_number(cli, err);
	if (st == NHI_OK) st = cli_need(cli, "service", err);
	return st == NHI_OK ? open_case(cli, cli->argument[0], STR(""), err) : st;
}

static enum nhi_status convert_run(struct cli *cli, struct err *err) {
	enum nhi_status st = need_number(cli, err);
	if (st == NHI_OK) st = cli_need(cli, "service", err);
	return st == NHI_OK ? open_case(cli, STR(""), cli->argument[0], err) : st;
}

static enum nhi_status do_verb(struct cli *cli, enum case_verb verb, struct err *err) {
	struct case_cli *u;
	struct case_answer answer;
	struct case_command q = CASE_COMMAND_INIT;
	struct str result = cli_text(cli, "result", "");
	enum nhi_status st = need_number(cli, err);
	if (st != NHI_OK) return st;
	q.verb = verb;
	q.number = cli->argument[0];
	q.version = cli_int(cli, "version", 0);
	q.reason = cli_text(cli, "reason", "");
	q.reason_code = cli_text(cli, "reason-code", "");
	q.note = cli_text(cli, "note", "");
	q.to = cli_text(cli, "to", "");
	q.ground = cli_text(cli, "ground", "");
	q.metric = cli_int(cli, "metric", -1);
	q.on = cli_date(cli, "on");
	q.days = cli_int(cli, "days", -1);
	q.key = cli_text(cli, "key", "");
	q.dry_run = cli_has(cli, "dry-run");
	if (!case_result_find(result, &q.result))
		return err_set(err, NHI_RANGE,
		               "--result" ERR_SEP "%.*s" ERR_SEP
		               "approve partly reject inadmissible",
		               STR_ARG(result));
	st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	st = read_values(cli, u, err);
	q.values = &u->values;
	q.upload = u->uploads;
	q.upload_count = u->upload_count;
	if (st == NHI_OK) st = case_do(&u->as.call, &q, &answer, err);
	if (st == NHI_OK) print_answer(cli, &answer);
	close_desk(u);
	return st;
}

/* The verb of the command line is that of the table, but for the one that people call otherwise. */
static enum nhi_status verb_run(struct cli *cli, struct err *err) {
	enum case_verb verb = CASE_DO_ASK;
	struct str name = str_from(cli->command->verb);
	if (!str_is(name, "supplement") && !case_verb_find(name, &verb))
		return err_set(err, NHI_UNSUPPORTED, "%.*s", STR_ARG(name));
	return do_verb(cli, verb, err);
}

/* ---- Many, reasons ----------------------------------------------------------------------------
 */

static void print_outcome(struct cli *cli, struct json *j, const struct case_bulk_row *r) {
	bool zh = cli->lang[0] == 'z';
	if (!r->done) cli->exit_code = 1;
	if (cli->json) {
		json_object_start(j);
		json_put_str(j, "case", r->number);
		json_put_bool(j, "done", r->done);
		json_put_str(j, "letter", r->letter);
		json_put_str(j, "why_zh", r->why_zh);
		json_put_str(j, "why_en", r->why_en);
		json_object_end(j);
		return;
	}
	buf_printf(&cli->out, "%.*s %s%.*s%s%.*s\n", STR_ARG(r->number),
	           r->done ? case_state_name(r->state) : cli_say(cli, "沒有辦：", "not done: "),
	           STR_ARG(zh ? r->why_zh : r->why_en), r->letter.n > 0 ? " " : "",
	           STR_ARG(r->letter));
}

static enum nhi_status bulk_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	struct case_bulk_row *rows;
	struct case_command q = CASE_COMMAND_INIT;
	struct json j = JSON_INIT(&cli->out, true);
	struct str result = cli_text(cli, "result", "");
	if (cli->argument_count < 2 || !case_bulk_verb(cli->argument[0], &q.verb))
		return err_set(
		        err, NHI_USAGE,
		        "先給 accept、assign、propose、decide、close 或 note，再給案號" ERR_SEP
		        "give accept, assign, propose, decide, close or note, then case "
		        "numbers");
	if (!case_result_find(result, &q.result))
		return err_set(err, NHI_RANGE,
		               "--result" ERR_SEP "%.*s" ERR_SEP
		               "approve partly reject inadmissible",
		               STR_ARG(result));
	q.reason = cli_text(cli, "reason", "");
	q.reason_code = cli_text(cli, "reason-code", "");
	q.note = cli_text(cli, "note", "");
	q.to = cli_text(cli, "to", "");
	q.key = cli_text(cli, "key", "");
	q.dry_run = cli_has(cli, "dry-run");
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	size_t count = cli->argument_count - 1;
	st = case_bulk(&u->as.call, &q, cli->argument + 1, count, &rows, err);
	if (cli->json && st == NHI_OK) json_array_start(&j);
	for (size_t i = 0; st == NHI_OK && i < count; i++) print_outcome(cli, &j, &rows[i]);
	if (cli->json && st == NHI_OK) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	close_desk(u);
	return st;
}

static enum nhi_status reasons_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	struct json j = JSON_INIT(&cli->out, true);
	struct str service = cli_text(cli, "service", "");
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	const struct desk *d = u->as.call.desk;
	const struct service *s = service_find(&d->services, service, u->as.call.today);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < d->cases.reasons.count; i++) {
		const struct case_reason *r = &d->cases.reasons.row[i];
		if (service.n > 0 && !case_reason_fits(r, s)) continue;
		if (!cli->json) {
			buf_printf(&cli->out, "%.*s %s %.*s（%.*s）\n", STR_ARG(r->code),
			           case_result_name(r->result),
			           STR_ARG(cli->lang[0] == 'z' ? r->zh : r->en),
			           STR_ARG(cli->lang[0] == 'z' ? r->cite_zh : r->cite_en));
			continue;
		}
		json_object_start(&j);
		json_put_str(&j, "code", r->code);
		json_put_str(&j, "applies", r->applies);
		json_put_c(&j, "result", case_result_name(r->result));
		json_put_str(&j, "zh", r->zh);
		json_put_str(&j, "en", r->en);
		json_put_str(&j, "law", r->law);
		json_object_end(&j);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	close_desk(u);
	return NHI_OK;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

typedef enum nhi_status (*show_step)(struct desk_call *, struct str, struct buf *, struct err *);

static enum nhi_status show(struct cli *cli, show_step step, struct err *err) {
	struct case_cli *u;
	struct buf json = BUF_INIT(0);
	enum nhi_status st = need_number(cli, err);
	if (st == NHI_OK) st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	st = step(&u->as.call, cli->argument[0], &json, err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	buf_free(&json);
	close_desk(u);
	return st;
}

static enum nhi_status show_run(struct cli *c, struct err *e) { return show(c, case_show, e); }
static enum nhi_status history_run(struct cli *c, struct err *e) {
	return show(c, case_history, e);
}

static enum nhi_status read_list(struct cli *cli, struct case_cli *u, struct case_list *l,
                                 struct err *err) {
	struct str after = cli_text(cli, "after", ""), officer = cli_text(cli, "officer", "");
	struct str person = cli_text(cli, "person", "");
	const struct principal *who = u->as.call.who;
	*l = (struct case_list){.kind = CASES_OF_SECTION,
	                        .section = cli_text(cli, "section", ""),
	                        .service = cli_text(cli, "service", ""),
	                        .level = cli_int(cli, "level", 0),
	                        .division = cli_int(cli, "division", who->division),
	                        .most = cli_int(cli, "limit", LIST_DEFAULT)};
	if (after.n > 0 && !case_cursor_read(after, &l->after))
		return err_set(err, NHI_RANGE, "--after" ERR_SEP "%.*s" ERR_SEP "2026-07-01:123",
		               STR_ARG(after));
	l->has_after = after.n > 0;
	if (l->service.n > 0) l->kind = CASES_OF_SERVICE;
	if (l->level > 0) l->kind = CASES_AWAITING;
	if (person.n > 0) {
		l->kind = CASES_OF_PERSON;
		return desk_case_person(&u->as.call, person, &l->party_id, err);
	}
	if (officer.n > 0) {
		l->kind = CASES_OF_OFFICER;
		return desk_case_account(&u->as.call, officer, &l->officer, err);
	}
	if (l->kind == CASES_OF_SECTION && l->section.n == 0 && who->kind == PRINCIPAL_CLERK) {
		l->kind = CASES_OF_OFFICER;
		l->officer = who->account_id;
	}
	return NHI_OK;
}

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	struct case_list l;
	struct buf json = BUF_INIT(0);
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	st = read_list(cli, u, &l, err);
	if (st == NHI_OK) st = case_list_show(&u->as.call, &l, &json, err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	buf_free(&json);
	close_desk(u);
	return st;
}

/* ---- Many, deputies ---------------------------------------------------------------------------
 */

static void print_count(struct cli *cli, int64_t count) {
	if (cli->json)
		buf_printf(&cli->out, "{\"count\":%lld}\n", (long long)count);
	else
		buf_printf(&cli->out, cli_say(cli, "%lld 件\n", "%lld cases\n"), (long long)count);
}

static enum nhi_status deem_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	int64_t count;
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	date_t on = cli_has(cli, "on") ? cli_date(cli, "on") : u->as.call.today;
	st = case_deem(&u->as.call, on, cli_int(cli, "limit", CASE_LIST_MAX), &count, err);
	if (st == NHI_OK) print_count(cli, count);
	close_desk(u);
	return st;
}

static enum nhi_status hand_over_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	int64_t from, to, count;
	enum nhi_status st = cli_need(cli, "from", err);
	if (st == NHI_OK) st = cli_need(cli, "to", err);
	if (st == NHI_OK) st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	st = desk_case_account(&u->as.call, cli_text(cli, "from", ""), &from, err);
	if (st == NHI_OK) st = desk_case_account(&u->as.call, cli_text(cli, "to", ""), &to, err);
	if (st == NHI_OK)
		st = case_hand_over(&u->as.call, from, to, cli_text(cli, "reason", ""), &count,
		                    err);
	if (st == NHI_OK) print_count(cli, count);
	close_desk(u);
	return st;
}

static enum nhi_status reorganise_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	int64_t count;
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	date_t on = cli_has(cli, "on") ? cli_date(cli, "on") : u->as.call.today;
	st = case_reorganise(&u->as.call, on, &count, err);
	if (st == NHI_OK) print_count(cli, count);
	close_desk(u);
	return st;
}

static enum nhi_status deputy_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	struct buf json = BUF_INIT(0);
	date_t last = cli_date(cli, "to");
	const struct deputy_request q = {.holder = cli_text(cli, "holder", ""),
	                                 .account = cli_text(cli, "account", ""),
	                                 .from = cli_date(cli, "from"),
	                                 .to = last == DATE_UNKNOWN ? DATE_OPEN : last + 1,
	                                 .kind = cli_text(cli, "kind", "deputy"),
	                                 .reason = cli_text(cli, "reason", "")};
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	date_t on = cli_has(cli, "on") ? cli_date(cli, "on") : u->as.call.today;
	if (cli_has(cli, "end"))
		st = desk_deputy_end(&u->as.call, cli_int(cli, "number", 0), on, err);
	else if (cli_has(cli, "holder"))
		st = desk_deputy_add(&u->as.call, &q, err);
	if (st == NHI_OK) st = desk_deputy_list(&u->as.call, on, &json, err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	buf_free(&json);
	close_desk(u);
	return st;
}

#define VERB(verb, zh, en, example)                                                                \
	{ "case", verb, verb_options, "NUMBER", zh, en, "nhi case " example, verb_run }

static const struct cli_option demo_options[] = {
        {"count", CLI_INT, 0, 100000, "N", "件數（預設 360）", "how many (default 360)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status demo_run(struct cli *cli, struct err *err) {
	struct case_cli *u;
	struct demo_history told;
	enum nhi_status st = open_desk(cli, &u, err);
	if (st != NHI_OK) return st;
	st = desk_demo_cases(&u->as.call, cli_int(cli, "count", 360), &told, err);
	if (st == NHI_OK)
		buf_printf(&cli->out,
		           cli_say(cli,
		                   "案件 %lld 件（已決定 %lld），健保卡 %lld 件，收文 %lld "
		                   "件，未准開立 %lld 件\n",
		                   "%lld cases (%lld decided), %lld cards, %lld pieces of mail, "
		                   "%lld not admitted\n"),
		           (long long)told.opened, (long long)told.decided, (long long)told.cards,
		           (long long)told.mail, (long long)told.refused);
	close_desk(u);
	return st;
}

const struct cli_command case_commands[] = {
        VERB("accept", "文件齊全，開始審查", "papers complete", "accept C311500000001 --as enrol"),
        VERB("amend", "更正表單", "amend the form", "amend C311500000001 --set phone=04-22580000"),
        VERB("assign", "分派給承辦或科室", "give to an officer or section",
             "assign C311500000001 --to enrol"),
        VERB("attach", "附上文件", "attach documents", "attach C311500000001 --file id=id.png"),
        {"case", "basket", list_options, NULL, "我的案件，依期限", "my cases by deadline",
         "nhi case basket --as enrol", list_run},
        {"case", "bulk", bulk_options, "VERB NUMBER…", "許多案件一起辦，各自照規定",
         "one act on many cases, each by its own rules",
         "nhi case bulk decide C311500000001 C311500000002 --as chief --result reject "
         "--reason-code papers",
         bulk_run},
        VERB("close", "歸檔", "archive", "close C311500000001"),
        {"case", "convert", open_options, "NUMBER", "其他事項改依一項服務辦理",
         "a general case goes on as a service",
         "nhi case convert C311500000001 --service card.exchange --applicant A123456789 "
         "--set reason=damaged",
         convert_run},
        VERB("cosign", "會辦", "co-sign a draft", "cosign C311500000001 --as finance"),
        VERB("decide", "核定", "decide", "decide C311500000001 --as chief --result approve"),
        {"case", "deem", deem_options, NULL, "期間屆滿依法視為決定的案件",
         "cases that the law decides by lapse of time", "nhi case deem", deem_run},
        {"case", "demo", demo_options, NULL, "示範資料庫的案件、健保卡與收文（只限 nhi demo 所建）",
         "a history of cases, cards and mail for the demo nation",
         "nhi case demo --db sqlite:demo.db", demo_run},
        {"case", "deputy", deputy_options, NULL, "職務代理：登記、結束、清單",
         "deputies: record, end, list",
         "nhi case deputy --holder chief --account enrol --from 2026-08-01 --to 2026-08-14 "
         "--reason 休假",
         deputy_run},
        VERB("extend", "延長期間（一次）", "extend the term (once)",
             "extend C311500000001 --days 1 --note 會同鑑定"),
        {"case", "hand-over", hand_over_options, NULL, "離職交接：全部案件移給另一承辦",
         "all open cases of an officer to another", "nhi case hand-over --from a --to b",
         hand_over_run},
        {"case", "history", show_options, "NUMBER", "案件經過", "what happened to a case",
         "nhi case history C311500000001", history_run},
        {"case", "list", list_options, NULL, "案件清單，依期限", "cases by deadline",
         "nhi case list --section central/enrolment-1 --limit 20", list_run},
        VERB("note", "記事", "a remark", "note C311500000001 --note 已電話說明"),
        VERB("notify", "登記送達", "record the service of the decision",
             "notify C311500000001 --on 2026-07-08"),
        {"case", "object", open_options, "NUMBER", "對決定提出異議", "object to a decision",
         "nhi case object C311500000001 --service objection.enrolment --set grounds=…", object_run},
        {"case", "open", open_options, NULL, "立案：臨櫃、郵寄、傳真、網路、檔案、電話",
         "open a case, through any channel",
         "nhi case open --service catastrophic.new --applicant A123456789 --channel post",
         open_run},
        VERB("pause", "停止計算期間（調閱、不可抗力）", "stop the clock (records, force majeure)",
             "pause C311500000001 --to force_majeure --note 颱風"),
        VERB("propose", "擬辦", "draft a decision",
             "propose C311500000001 --as enrol --result approve"),
        {"case", "reasons", reason_options, NULL, "決定理由的清單（catalogue/reasons.csv）",
         "reasons of decisions (catalogue/reasons.csv)",
         "nhi case reasons --service reimburse.domestic", reasons_run},
        VERB("recuse", "迴避", "withdraw from a case", "recuse C311500000001 --note 親屬"),
        {"case", "reorganise", reorganise_options, NULL, "組織異動：依規則把未結案件移給新的科",
         "a change of the organisation moves open cases by rule",
         "nhi case reorganise --on 2027-01-01", reorganise_run},
        VERB("resume", "續行期間", "the clock goes on", "resume C311500000001"),
        VERB("return", "退回承辦", "back to the officer", "return C311500000001 --note 補理由"),
        {"case", "show", show_options, "NUMBER", "一件案件", "a case",
         "nhi case show C311500000001", show_run},
        VERB("supplement", "通知補件", "ask for a supplement",
             "supplement C311500000001 --note 診斷證明"),
        VERB("supply", "補件送達", "the supplement arrived", "supply C311500000001"),
        VERB("transfer", "移送其他機關", "to another agency",
             "transfer C311500000001 --to 臺中市政府"),
        VERB("withdraw", "撤回", "withdraw", "withdraw C311500000001"),
        {0},
};
