/* unit.c: `nhi unit add|change|suspend|resume|close|cancel|entrust|show|list|kinds`. */
#include "cli/commands.h"
#include "cli/register.h"

#define DRY_RUN                                                                                    \
	{                                                                                          \
		"dry-run", CLI_FLAG, 0, 0, NULL, "只試算，不寫入",                                 \
		        "say what would happen, write nothing", false                              \
	}
#define FILED_ON                                                                                   \
	{                                                                                          \
		"filed-on", CLI_DATE, 0, 0, "DATE", "收件日（預設今天）",                          \
		        "day received (default today)", false                                      \
	}
#define KEY                                                                                        \
	{ "key", CLI_TEXT, 0, 0, "TEXT", "重送識別碼：同碼得同一答覆", "idempotency key", false }
#define ON                                                                                         \
	{ "on", CLI_DATE, 0, 0, "DATE", "事由發生日（預設今天）", "day of the event", false }
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static const struct cli_option particulars[] = {
        {"address", CLI_TEXT, 0, 0, "TEXT", "登記地址", "registered address", false},
        {"branch", CLI_FLAG, 0, 0, NULL, "同一統一編號之另一單位",
         "one more unit with the same number", false},
        {"business-number", CLI_TEXT, 0, 0, "8", "統一編號", "business number", false},
        {"category", CLI_TEXT, 0, 0, "CC", "通常類目", "usual item of its people", false},
        {"contact", CLI_TEXT, 0, 0, "TEXT", "聯絡人與電話", "contact and telephone", false},
        {"county", CLI_TEXT, 0, 0, "TEXT", "縣市代碼或名稱", "county code or name", false},
        {"dispatch", CLI_TEXT, 0, 0, "paper|ebill", "繳款單寄送方式", "how bills are sent", false},
        DRY_RUN,
        FILED_ON,
        {"head", CLI_TEXT, 0, 0, "TEXT", "負責人", "responsible person", false},
        KEY,
        {"kind", CLI_TEXT, 0, 0, "KIND", "單位種類（nhi unit kinds）", "kind (nhi unit kinds)",
         false},
        {"mail-address", CLI_TEXT, 0, 0, "TEXT", "通訊地址", "mail address", false},
        {"name", CLI_TEXT, 0, 0, "TEXT", "名稱", "name", false},
        ON,
        END,
};

static const struct cli_option state_options[] = {
        DRY_RUN,
        FILED_ON,
        KEY,
        ON,
        {"with-people", CLI_FLAG, 0, 0, NULL, "全部人員隨同轉出", "everybody leaves with it",
         false},
        END,
};

static const struct cli_option cancel_options[] = {
        DRY_RUN,
        FILED_ON,
        {"ground", CLI_TEXT, 0, 0, "empty|closed|dissolved|bankrupt|enforcement",
         "註銷事由（預設 empty）", "ground (default empty)", false},
        KEY,
        ON,
        {"proof", CLI_TEXT, 0, 0, "TEXT", "證明文件（債權憑證文號等）", "document", false},
        END,
};

static const struct cli_option entrust_options[] = {
        {"consent", CLI_TEXT, 0, 0, "TEXT", "受託單位同意文件", "document of the other's consent",
         false},
        DRY_RUN,
        FILED_ON,
        KEY,
        ON,
        {"to", CLI_TEXT, 0, 0, "CODE", "洽定之投保單位", "the unit that takes the people", false},
        END,
};

static enum nhi_status need_code(const struct cli *cli, struct err *err) {
	if (cli->argument_count == 1) return NHI_OK;
	return err_set(err, NHI_USAGE, "請給一個投保單位代號" ERR_SEP "give one unit code");
}

static enum nhi_status serve(struct cli *cli, enum unit_service service, struct err *err) {
	struct unit_request q = {
	        .service = service,
	        .business_number = cli_text(cli, "business-number", ""),
	        .name = cli_text(cli, "name", ""),
	        .kind = cli_text(cli, "kind", ""),
	        .category = cli_text(cli, "category", ""),
	        .county = cli_text(cli, "county", ""),
	        .head = cli_text(cli, "head", ""),
	        .address = cli_text(cli, "address", ""),
	        .mail_address = cli_text(cli, "mail-address", ""),
	        .contact = cli_text(cli, "contact", ""),
	        .dispatch = cli_text(cli, "dispatch", ""),
	        .ground = cli_text(cli, "ground", ""),
	        .proof = cli_text(cli, service == UNIT_ENTRUST ? "consent" : "proof", ""),
	        .other = cli_text(cli, "to", ""),
	        .on = cli_date(cli, "on"),
	        .filed_on = cli_date(cli, "filed-on"),
	        .is_branch = cli_has(cli, "branch"),
	        .with_people = cli_has(cli, "with-people"),
	        .key = cli_text(cli, "key", ""),
	        .dry_run = cli_has(cli, "dry-run")};
	if (service != UNIT_SET_UP) {
		enum nhi_status st = need_code(cli, err);
		if (st != NHI_OK) return st;
		q.code = cli->argument[0];
	}
	struct cli_register r;
	struct unit_answer a;
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	const struct unit_tables tables = {&r.counties, &r.formats};
	if (st == NHI_OK) st = desk_unit(&r.desk, &tables, &q, &a, err);
	if (st == NHI_OK) {
		struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
		const char *blank = a.code.n > 0 ? " " : ""; /* a repeated answer has it inside */
		buf_printf(&zh, "投保單位%s%.*s", blank, STR_ARG(a.code));
		buf_put_char(&zh, '\0');
		buf_printf(&en, "unit%s%.*s", blank, STR_ARG(a.code));
		buf_put_char(&en, '\0');
		cli_answer(cli, a.accepted, a.repeated, &a.refusals, a.json, zh.p, en.p);
		buf_free(&zh);
		buf_free(&en);
	}
	cli_register_close(&r);
	return st;
}

static enum nhi_status unit_add_run(struct cli *c, struct err *e) {
	return serve(c, UNIT_SET_UP, e);
}
static enum nhi_status change_run(struct cli *c, struct err *e) { return serve(c, UNIT_CHANGE, e); }
static enum nhi_status suspend_run(struct cli *c, struct err *e) {
	return serve(c, UNIT_SUSPEND, e);
}
static enum nhi_status resume_run(struct cli *c, struct err *e) { return serve(c, UNIT_RESUME, e); }
static enum nhi_status close_run(struct cli *c, struct err *e) { return serve(c, UNIT_CLOSE, e); }
static enum nhi_status cancel_run(struct cli *c, struct err *e) { return serve(c, UNIT_CANCEL, e); }
static enum nhi_status entrust_run(struct cli *c, struct err *e) {
	return serve(c, UNIT_ENTRUST, e);
}

static const struct cli_option show_options[] = {
        {"on", CLI_DATE, 0, 0, "DATE", "哪一天（預設：--at 或今天）",
         "the day (default: --at or today)", false},
        {"people", CLI_FLAG, 0, 0, NULL, "列出在保人員", "with the people covered", false},
        END,
};

static enum nhi_status show_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct buf json = BUF_INIT(256 * 1024 * 1024);
	enum nhi_status st = need_code(cli, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = desk_unit_show(&r.desk, cli->argument[0], (date_t)cli_int(cli, "on", cli->at),
		                    cli_has(cli, "people"), &json, err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	buf_free(&json);
	cli_register_close(&r);
	return st;
}

static const struct cli_option list_options[] = {
        {"after", CLI_TEXT, 0, 0, "CODE", "從此代號之後", "from after this code", false},
        {"division", CLI_INT, 1, 6, "N", "分區業務組", "division", false},
        {"limit", CLI_INT, 1, 100000, "N", "最多幾列（預設 100）", "rows at most (default 100)",
         false},
        {"name", CLI_TEXT, 0, 0, "TEXT", "名稱含有", "part of the name", false},
        END,
};

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct buf json = BUF_INIT(256 * 1024 * 1024);
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = desk_unit_list(&r.desk, cli_text(cli, "after", ""), cli_text(cli, "name", ""),
		                    cli_int(cli, "division", 0), cli_int(cli, "limit", 100), &json,
		                    err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	buf_free(&json);
	cli_register_close(&r);
	return st;
}

static enum nhi_status kinds_run(struct cli *cli, struct err *err) {
	(void)err;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (int i = 0; i < UNIT_KIND_COUNT; i++) {
		const struct unit_kind_row *k = &unit_kinds[i];
		if (!cli->json) {
			buf_printf(&cli->out, "%-15s %d  %s\n", k->code, (int)k->category,
			           cli_say(cli, k->zh, k->en));
			continue;
		}
		json_object_start(&j);
		json_put_c(&j, "kind", k->code);
		json_put_c(&j, "zh", k->zh);
		json_put_c(&j, "en", k->en);
		json_put_i64(&j, "category", k->category);
		json_object_end(&j);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	return NHI_OK;
}

const struct cli_command unit_commands[] = {
        {"unit", "add", particulars, NULL, "投保單位成立", "set up an insured unit",
         "nhi unit add --name 測試公司 --kind enterprise --county 臺中市 --on 2026-01-01",
         unit_add_run},
        {"unit", "cancel", cancel_options, "CODE", "保險人註銷無人在保之單位",
         "the insurer cancels a unit without insured persons",
         "nhi unit cancel 390000001 --on 2026-07-01", cancel_run},
        {"unit", "change", particulars, "CODE", "投保單位變更事項", "change particulars of a unit",
         "nhi unit change 390000001 --name 新名稱 --on 2026-07-01", change_run},
        {"unit", "close", state_options, "CODE", "歇業、解散、裁撤", "close a unit",
         "nhi unit close 390000001 --on 2026-07-31 --with-people", close_run},
        {"unit", "entrust", entrust_options, "CODE", "欠費單位之人員洽定其他投保單位辦理",
         "name another unit for the people of one in arrears",
         "nhi unit entrust 390000001 --to 390000002 --consent 同意書 --on 2026-07-01", entrust_run},
        {"unit", "kinds", NULL, NULL, "單位種類代碼", "kinds of units", "nhi unit kinds",
         kinds_run},
        {"unit", "list", list_options, NULL, "投保單位清單", "list units",
         "nhi unit list --division 3 --limit 20", list_run},
        {"unit", "resume", state_options, "CODE", "復業", "resume a suspended unit",
         "nhi unit resume 390000001 --on 2026-07-01", resume_run},
        {"unit", "show", show_options, "CODE", "投保單位資料與歷史", "a unit with its history",
         "nhi unit show 390000001 --people", show_run},
        {"unit", "suspend", state_options, "CODE", "停業", "suspend a unit",
         "nhi unit suspend 390000001 --on 2026-06-30 --with-people", suspend_run},
        {0},
};
