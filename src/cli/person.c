/* person.c: `nhi person add|number|change|…|show|find|merge|duplicates`. */
#include "cli/commands.h"
#include "cli/register.h"

#define ROW(name, kind, value, zh, en)                                                             \
	{ name, kind, 0, 0, value, zh, en, false }
#define COMMON                                                                                     \
	ROW("dry-run", CLI_FLAG, NULL, "只試算，不寫入", "say what would happen, write nothing"),  \
	        ROW("key", CLI_TEXT, "TEXT", "重送識別碼：同碼得同一答覆", "idempotency key"),     \
	        ROW("on", CLI_DATE, "DATE", "事由發生日（預設今天）",                              \
	            "day of the event (default today)")
#define END ROW(NULL, CLI_FLAG, NULL, NULL, NULL)
#define PARTICULARS                                                                                \
	ROW("address", CLI_TEXT, "TEXT", "地址", "address"),                                       \
	        ROW("birth", CLI_DATE, "DATE", "出生日期", "birth date"),                          \
	        ROW("citizen", CLI_FLAG, NULL, "取得國籍並設籍", "became a registered citizen"),   \
	        ROW("county", CLI_TEXT, "CODE", "縣市代碼", "county code"),                        \
	        ROW("foreigner", CLI_FLAG, NULL, "非本國籍", "not a citizen"),                     \
	        ROW("name", CLI_TEXT, "TEXT", "姓名", "name"),                                     \
	        ROW("sex", CLI_TEXT, "M|F", "性別", "sex")

static const struct cli_option add_options[] = {
        COMMON, ROW("id", CLI_TEXT, "ID", "身分證號", "identity number"), PARTICULARS, END};
static const struct cli_option change_options[] = {COMMON, PARTICULARS, END};
static const struct cli_option number_options[] = {
        COMMON, ROW("number", CLI_TEXT, "ID", "新號碼", "the new number"), END};
static const struct cli_option period_options[] = {
        COMMON, ROW("kind", CLI_TEXT, "KIND", "種類", "kind"),
        ROW("text", CLI_TEXT, "TEXT", "證明文件或負擔者", "proof or payer"),
        ROW("to", CLI_DATE, "DATE", "末日", "last day"), END};
static const struct cli_option merge_options[] = {
        COMMON, ROW("into", CLI_TEXT, "ID", "保留的一筆", "the record that goes on"), END};
static const struct cli_option unmerge_options[] = {COMMON, END};
static const struct cli_option find_options[] = {
        ROW("birth", CLI_DATE, "DATE", "出生日期", "birth date"),
        {"limit", CLI_INT, 1, 10000, "N", "最多幾列（預設 50）", "rows at most (default 50)",
         false},
        END};
static const struct cli_option show_options[] = {
        ROW("known-on", CLI_DATE, "DATE", "以該日所知為準", "as known on that day"), END};

static enum nhi_status need_person(const struct cli *cli, struct err *err) {
	if (cli->argument_count == 1) return NHI_OK;
	return err_set(err, NHI_USAGE,
	               "請給一個身分證號或 #內部編號" ERR_SEP
	               "give one identity number or #internal-id");
}

static enum nhi_status serve(struct cli *cli, enum person_service service, struct err *err) {
	struct person_request q = PERSON_REQUEST_INIT;
	struct str sex = cli_text(cli, "sex", "");
	enum nhi_status st = service == PERSON_ADD ? NHI_OK : need_person(cli, err);
	if (st != NHI_OK) return st;
	q.service = service;
	q.id = service == PERSON_ADD ? cli_text(cli, "id", "") : cli->argument[0];
	q.other_id =
	        service == PERSON_MERGE ? cli_text(cli, "into", "") : cli_text(cli, "number", "");
	q.name = cli_text(cli, "name", "");
	q.county = cli_text(cli, "county", "");
	q.address = cli_text(cli, "address", "");
	q.kind = cli_text(cli, "kind", "");
	q.text = cli_text(cli, "text", "");
	q.sex = sex.n == 1 ? sex.p[0] : 0;
	q.birth = cli_date(cli, "birth");
	q.on = (date_t)cli_int(cli, "on", cli->at);
	q.to = cli_date(cli, "to");
	q.is_foreigner = cli_has(cli, "foreigner");
	q.is_citizen = cli_has(cli, "citizen");
	q.key = cli_text(cli, "key", "");
	q.dry_run = cli_has(cli, "dry-run");
	struct cli_register r;
	struct person_answer a;
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (st == NHI_OK) st = desk_person(&r.desk, &q, &a, err);
	if (st == NHI_OK)
		cli_answer(cli, a.accepted, a.repeated, &a.refusals, a.json, "個人資料", "person");
	if (st == NHI_OK && a.accepted && !cli->json && !a.repeated)
		buf_printf(&cli->out, "#%lld\n", (long long)a.person_id);
	cli_register_close(&r);
	return st;
}

static enum nhi_status add_run(struct cli *c, struct err *e) { return serve(c, PERSON_ADD, e); }
static enum nhi_status number_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_NUMBER, e);
}
static enum nhi_status change_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_CHANGE, e);
}
static enum nhi_status correct_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_CORRECT, e);
}
static enum nhi_status condition_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_CONDITION_ADD, e);
}
static enum nhi_status presence_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_PRESENCE_ADD, e);
}
static enum nhi_status subsidy_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_SUBSIDY_ADD, e);
}
static enum nhi_status suspension_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_SUSPENSION_ADD, e);
}
static enum nhi_status end_run(struct cli *c, struct err *e) { return serve(c, PERSON_END, e); }
static enum nhi_status merge_run(struct cli *c, struct err *e) {
	enum nhi_status st = cli_need(c, "into", e);
	return st == NHI_OK ? serve(c, PERSON_MERGE, e) : st;
}

static enum nhi_status unmerge_run(struct cli *c, struct err *e) {
	return serve(c, PERSON_UNMERGE, e);
}

static enum nhi_status view(struct cli *cli, struct cli_register *r, enum nhi_status st,
                            struct buf *json, struct err *err) {
	if (st == NHI_OK) st = cli_view(cli, buf_str(json), err);
	buf_free(json);
	cli_register_close(r);
	return st;
}

static enum nhi_status show_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct buf json = BUF_INIT(16 * 1024 * 1024);
	date_t day = cli_date(cli, "known-on");
	instant_t known = day == DATE_UNKNOWN ? INSTANT_OPEN - 1 : instant_of_date(day + 1) - 1;
	enum nhi_status st = need_person(cli, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK) st = desk_person_show(&r.desk, cli->argument[0], known, &json, err);
	return view(cli, &r, st, &json, err);
}

static enum nhi_status find_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct buf json = BUF_INIT(64 * 1024 * 1024);
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給姓名" ERR_SEP "give a name");
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = desk_person_find(&r.desk, cli->argument[0], cli_date(cli, "birth"),
		                      cli_int(cli, "limit", 50), &json, err);
	return view(cli, &r, st, &json, err);
}

static enum nhi_status duplicates_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct buf json = BUF_INIT(64 * 1024 * 1024);
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = desk_person_duplicates(&r.desk, cli_int(cli, "limit", 50), &json, err);
	return view(cli, &r, st, &json, err);
}

const struct cli_command person_commands[] = {
        {"person", "add", add_options, NULL, "建檔（尚未加保）", "record a person without coverage",
         "nhi person add --id A123456789 --name 王小明 --birth 1990-01-01", add_run},
        {"person", "change", change_options, "ID", "變更事項（自某日起）",
         "change particulars from a day on",
         "nhi person change A123456789 --name 王大明 --on 2026-07-01", change_run},
        {"person", "condition", period_options, "ID",
         "眷屬條件：school、guardianship、disability、illness、graduate、discharged",
         "condition of a dependent: school, guardianship, disability, illness, graduate, "
         "discharged",
         "nhi person condition A123456789 --kind school --on 2025-09-01 --to 2026-07-31",
         condition_run},
        {"person", "correct", change_options, "ID", "更正登錄錯誤", "correct what was never so",
         "nhi person correct A123456789 --birth 1990-01-02", correct_run},
        {"person", "duplicates", find_options, NULL, "姓名、性別、生日相同而未合併者",
         "same name, sex and birth, not merged", "nhi person duplicates --limit 20",
         duplicates_run},
        {"person", "end", period_options, "ID", "結束條件、補助、出境或停保",
         "end an open period of a kind", "nhi person end A123456789 --kind abroad --on 2026-07-01",
         end_run},
        {"person", "find", find_options, "NAME", "以姓名查詢", "find by name",
         "nhi person find 王小明 --birth 1990-01-01", find_run},
        {"person", "merge", merge_options, "ID", "兩筆為同一人", "two records are one person",
         "nhi person merge '#17' --into A123456789", merge_run},
        {"person", "number", number_options, "ID", "登錄新的證號", "record a further number",
         "nhi person number '#17' --number A123456789 --on 2026-07-20", number_run},
        {"person", "presence", period_options, "ID",
         "設籍、居留、出境、失蹤期間：household、residence、abroad、missing",
         "periods of registration, residence, exits: household, residence, abroad, missing",
         "nhi person presence A800000014 --kind residence --on 2026-01-10", presence_run},
        {"person", "show", show_options, "ID", "個人全部資料", "a person whole",
         "nhi person show A123456789", show_run},
        {"person", "subsidy", period_options, "ID", "自付保險費補助", "subsidy of the self part",
         "nhi person subsidy A123456789 --kind midlow --on 2026-01-01 --to 2026-12-31",
         subsidy_run},
        {"person", "suspension", period_options, "ID", "停保（113年12月22日以前）",
         "suspension of insurance (until 2024-12-22)",
         "nhi person suspension A123456789 --on 2024-01-01 --to 2024-09-01", suspension_run},
        {"person", "unmerge", unmerge_options, "ID", "還原錯誤之合併", "undo a merge",
         "nhi person unmerge '#17'", unmerge_run},
        {0},
};
