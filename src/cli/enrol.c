/* enrol.c: `nhi enrol in|out|transfer|amount|status|leave|newborn|cancel`: one filing each. */
#include "cli/commands.h"
#include "cli/enrol_file.h"
#include "cli/enrol_upkeep.h"
#include "cli/register.h"

#include "nhi/enrol_amount.h"

#define MONEY_MAX INT64_C(1000000000)
#define ROW(name, kind, value, zh, en)                                                             \
	{ name, kind, 0, 0, value, zh, en, false }
#define COMMON                                                                                     \
	ROW("dry-run", CLI_FLAG, NULL, "只試算，不寫入", "say what would happen, write nothing"),  \
	        ROW("filed-on", CLI_DATE, "DATE", "收件日（預設今天）",                            \
	            "day received (default today)"),                                               \
	        ROW("id", CLI_TEXT, "ID", "身分證號或統一證號", "identity number"),                \
	        ROW("key", CLI_TEXT, "TEXT", "重送識別碼：同碼得同一答覆", "idempotency key"),     \
	        ROW("on", CLI_DATE, "DATE", "事由發生日（預設今天）",                              \
	            "day of the event (default today)"),                                           \
	        ROW("unit", CLI_TEXT, "CODE", "投保單位代號", "unit code")
#define END ROW(NULL, CLI_FLAG, NULL, NULL, NULL)
#define AMOUNT                                                                                     \
	{"amount", CLI_INT, 0, MONEY_MAX, "N", "投保金額", "insured amount", false},               \
	        ROW("proved", CLI_FLAG, NULL, "已舉證收入較低", "a lower income was proved"),      \
	        ROW("village-head", CLI_FLAG, NULL, "村（里）長、鄰長",                            \
	            "village or neighbourhood head"),                                              \
	{                                                                                          \
		"wage", CLI_INT, 0, MONEY_MAX, "N", "月薪", "monthly wage", false                  \
	}
#define PERSON                                                                                     \
	ROW("address", CLI_TEXT, "TEXT", "地址", "address"),                                       \
	        ROW("birth", CLI_DATE, "DATE", "出生日期", "birth date"),                          \
	        ROW("county", CLI_TEXT, "CODE", "縣市代碼", "county code"),                        \
	        ROW("foreigner", CLI_FLAG, NULL, "非本國籍", "not a citizen"),                     \
	        ROW("name", CLI_TEXT, "TEXT", "姓名", "name"),                                     \
	        ROW("registered-from", CLI_DATE, "DATE", "設籍或取得居留證之日",                   \
	            "since when registered or resident"),                                          \
	        ROW("sex", CLI_TEXT, "M|F", "性別", "sex")
#define DEPENDENT                                                                                  \
	ROW("exempt", CLI_FLAG, NULL, "符合施行細則第18條第2項例外",                               \
	    "a case of Enforcement Rules 18(2)"),                                                  \
	        ROW("insured", CLI_TEXT, "ID", "眷屬所依附之被保險人",                             \
	            "whom the dependent follows"),                                                 \
	        ROW("relation", CLI_TEXT, "WORD", "親屬關係：配偶、父母、子女…",                   \
	            "spouse, parent, child …")
#define STATUS                                                                                     \
	ROW("category", CLI_TEXT, "CC", "類目（預設：單位通常類目）",                              \
	    "item (default: the unit's)"),                                                         \
	        ROW("consent", CLI_FLAG, NULL, "經單位同意（第六類）", "with the unit's consent"), \
	        {"crew", CLI_INT, 0, 10000, "N", "漁船主僱用人數", "hired crew of a boat owner",   \
	         false},                                                                           \
	        ROW("posted", CLI_FLAG, NULL, "派駐國外及其配偶子女",                              \
	            "posted abroad, spouse, child"),                                               \
	        ROW("private-school", CLI_FLAG, NULL, "私立學校教職員",                            \
	            "staff of a private school"),                                                  \
	{                                                                                          \
		"term", CLI_INT, 0, 1200, "MONTHS", "役期或刑期（月）",                            \
		        "months of service or sentence", false                                     \
	}
#define REASON ROW("reason", CLI_TEXT, "WORD", "原因（代碼或官方用語）", "reason (code or words)")

static const struct cli_option in_options[] = {
        COMMON,
        AMOUNT,
        PERSON,
        DEPENDENT,
        STATUS,
        REASON,
        ROW("transfer", CLI_FLAG, NULL, "轉入：同時由原單位轉出",
            "transfer in: out of the other unit"),
        ROW("without-dependents", CLI_FLAG, NULL, "眷屬不隨同", "dependents do not come along"),
        END};
static const struct cli_option out_options[] = {
        COMMON,
        REASON,
        ROW("insured", CLI_TEXT, "ID", "眷屬所依附之被保險人", "whom the dependent follows"),
        ROW("missing-since", CLI_DATE, "DATE", "失蹤之日", "missing since"),
        ROW("planned-to", CLI_DATE, "DATE", "停保：預定返國日", "suspension: planned return"),
        ROW("relation", CLI_TEXT, "WORD", "親屬關係", "relation"),
        END};
static const struct cli_option amount_options[] = {COMMON, AMOUNT, END};
static const struct cli_option status_options[] = {COMMON, AMOUNT, STATUS, END};
static const struct cli_option leave_options[] = {
        COMMON,
        ROW("kind", CLI_TEXT, "parental|unpaid|none", "育嬰、留職停薪、復職（預設 parental）",
            "parental, unpaid, none = back at work (default parental)"),
        END};
static const struct cli_option newborn_options[] = {
        COMMON,
        PERSON,
        ROW("insured", CLI_TEXT, "ID", "所依附之父或母", "the mother or father"),
        {"order", CLI_INT, 1, 10, "N", "同胎次序", "order among children of one birth", false},
        END};
static const struct cli_option cancel_options[] = {
        COMMON,
        ROW("insured", CLI_TEXT, "ID", "眷屬所依附之被保險人", "whom the dependent follows"),
        ROW("relation", CLI_TEXT, "WORD", "親屬關係", "relation"), END};

static const struct cli_option continue_options[] = {
        COMMON, ROW("kind", CLI_TEXT, "school|disability|…", "續保之條件", "the condition"),
        ROW("proof", CLI_TEXT, "TEXT", "證明文件", "document"),
        ROW("to", CLI_DATE, "DATE", "條件之末日", "last day of the condition"), END};

/* An option that the command may not have. */
static struct enrol_request read_request(const struct cli *cli, enum filing_kind kind) {
	struct enrol_request q = ENROL_REQUEST_INIT;
	struct str sex = cli_text(cli, "sex", "");
	q.kind = kind;
	q.unit_code = cli_text(cli, "unit", "");
	q.id = cli_text(cli, "id", "");
	q.name = cli_text(cli, "name", "");
	q.birth = cli_date(cli, "birth");
	q.sex = sex.n == 1 ? sex.p[0] : 0;
	q.is_foreigner = cli_has(cli, "foreigner");
	q.county = cli_text(cli, "county", "");
	q.address = cli_text(cli, "address", "");
	q.insured_id = cli_text(cli, "insured", "");
	q.relation = cli_text(cli, "relation", "");
	q.category = cli_text(cli, "category", "");
	q.wage = cli_int(cli, "wage", AMOUNT_NOT_GIVEN);
	q.amount = cli_int(cli, "amount", AMOUNT_NOT_GIVEN);
	q.reason = cli_text(cli, "reason", "");
	q.absence = cli_text(cli, "kind", "parental");
	q.on = (date_t)cli_int(cli, "on", cli->at);
	q.filed_on = cli_date(cli, "filed-on");
	q.birth_order = (int32_t)cli_int(cli, "order", 0);
	q.term_months = (int32_t)cli_int(cli, "term", -1);
	q.hired_crew = (int32_t)cli_int(cli, "crew", -1);
	q.missing_since = cli_date(cli, "missing-since");
	q.planned_to = cli_date(cli, "planned-to");
	q.registered_from = cli_date(cli, "registered-from");
	q.is_private_school = cli_has(cli, "private-school");
	q.is_proved = cli_has(cli, "proved");
	q.is_village = cli_has(cli, "village-head");
	q.has_consent = cli_has(cli, "consent");
	q.is_exempt = cli_has(cli, "exempt");
	q.is_posted = cli_has(cli, "posted");
	q.may_transfer = cli_has(cli, "transfer");
	q.keeps_dependents_out = cli_has(cli, "without-dependents");
	q.key = cli_text(cli, "key", "");
	q.dry_run = cli_has(cli, "dry-run");
	return q;
}

static enum nhi_status run_request(struct cli *cli, const struct enrol_request *q, const char *zh,
                                   const char *en, struct err *err) {
	struct cli_register r;
	struct enrol_answer a;
	enum nhi_status st = cli_need(cli, "unit", err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (st == NHI_OK) st = desk_enrol(&r.desk, q, &a, err);
	if (st == NHI_OK) {
		cli_answer(cli, a.accepted, a.repeated, &a.refusals, a.json, zh, en);
		if (a.accepted && !cli->json && !a.repeated)
			buf_printf(&cli->out,
			           cli_say(cli, "生效日 %s，%lld 人異動，%lld 個月份需重計\n",
			                   "effective %s, %lld people, %lld months to bill anew\n"),
			           date_text(a.effective).c, (long long)a.people,
			           (long long)a.months);
	}
	cli_register_close(&r);
	return st;
}

static enum nhi_status run(struct cli *cli, enum filing_kind kind, const char *zh, const char *en,
                           struct err *err) {
	struct enrol_request q = read_request(cli, kind);
	return run_request(cli, &q, zh, en, err);
}

static enum nhi_status in_run(struct cli *c, struct err *e) {
	return run(c, FILE_IN, "加保", "enrolment", e);
}
static enum nhi_status out_run(struct cli *c, struct err *e) {
	return run(c, FILE_OUT, "退保或轉出", "leave", e);
}
static enum nhi_status transfer_run(struct cli *c, struct err *e) {
	return run(c, FILE_TRANSFER, "轉入", "transfer", e);
}
static enum nhi_status amount_run(struct cli *c, struct err *e) {
	return run(c, FILE_AMOUNT, "投保金額調整", "change of amount", e);
}
static enum nhi_status status_run(struct cli *c, struct err *e) {
	return run(c, FILE_STATUS, "改變投保身分", "change of status", e);
}
static enum nhi_status leave_run(struct cli *c, struct err *e) {
	return run(c, FILE_ABSENCE, "留職停薪", "leave of absence", e);
}
static enum nhi_status cancel_run(struct cli *c, struct err *e) {
	return run(c, FILE_CANCEL, "撤銷加保", "cancellation", e);
}
static enum nhi_status continue_run(struct cli *cli, struct err *err) {
	struct enrol_request q = read_request(cli, FILE_CONTINUE);
	enum nhi_status st = cli_need(cli, "kind", err);
	q.condition = q.absence;
	q.absence = (struct str){"", 0};
	q.proof = cli_text(cli, "proof", "");
	q.planned_to = cli_date(cli, "to");
	return st == NHI_OK ? run_request(cli, &q, "續保", "continuation", err) : st;
}
static enum nhi_status newborn_run(struct cli *cli, struct err *err) {
	struct enrol_request q = read_request(cli, FILE_IN);
	enum nhi_status st = cli_need(cli, "birth", err);
	if (st == NHI_OK) st = cli_need(cli, "insured", err);
	if (st != NHI_OK) return st;
	q.relation = STR("child");
	q.reason = STR("newborn");
	return run_request(cli, &q, "新生嬰兒加保", "newborn", err);
}

const struct cli_command enrol_commands[] = {
        {"enrol", "amount", amount_options, NULL, "投保金額調整", "change the insured amount",
         "nhi enrol amount --unit 390000001 --id A123456789 --wage 45000 --on 2026-08-15",
         amount_run},
        {"enrol", "cancel", cancel_options, NULL, "撤銷從未成立之加保",
         "cancel an entry that was never true",
         "nhi enrol cancel --unit 390000001 --id A123456789 --on 2026-07-01", cancel_run},
        {"enrol", "continue", continue_options, NULL, "成年子女續保（施行細則第30條）",
         "a dependent child that came of age stays",
         "nhi enrol continue --unit 390000001 --id A123456789 --kind school --on 2026-07-01",
         continue_run},
        {"enrol", "file", enrol_file_options, "FILE", "整批申報：CSV、xlsx 或三合一檔",
         "a batch of filings: CSV, xlsx or the three-in-one worksheet",
         "nhi enrol file staff.csv --dry-run --answers answers.csv", enrol_file_run},
        {"enrol", "in", in_options, NULL, "加保（眷屬加 --insured）",
         "enrol a person (a dependent with --insured)",
         "nhi enrol in --unit 390000001 --id A123456789 --name 王小明 --birth 1990-01-01 --wage "
         "40000 "
         "--on 2026-07-01",
         in_run},
        {"enrol", "leave", leave_options, NULL, "育嬰留職停薪、留職停薪、復職",
         "parental or unpaid leave, and back to work",
         "nhi enrol leave --unit 390000001 --id A123456789 --kind parental --on 2026-07-01",
         leave_run},
        {"enrol", "lift", enrol_lift_options, NULL, "最低等級調高：逕予調整低於最低等級者",
         "lift everybody below a new lowest grade",
         "nhi enrol lift --at 2026-01-01 --list lifted.csv", enrol_lift_run},
        {"enrol", "newborn", newborn_options, NULL, "新生嬰兒（可無身分證號）",
         "a newborn, with or without a number",
         "nhi enrol newborn --unit 390000001 --insured A123456789 --birth 2026-07-01 --sex F",
         newborn_run},
        {"enrol", "of-age", enrol_of_age_options, NULL, "當月成年之眷屬名冊；逾期未續保者逕予退出",
         "dependents who come of age in a month; those not continued leave",
         "nhi enrol of-age --month 2026-08 --list of-age.csv", enrol_of_age_run},
        {"enrol", "out", out_options, NULL, "轉出或退保（--reason）",
         "transfer out or leave (--reason)",
         "nhi enrol out --unit 390000001 --id A123456789 --reason 死亡 --on 2026-07-01", out_run},
        {"enrol", "status", status_options, NULL, "改變投保身分（同一單位）",
         "change of status within the unit",
         "nhi enrol status --unit 390000001 --id A123456789 --category 14 --on 2026-07-01",
         status_run},
        {"enrol", "transfer", in_options, NULL, "轉入：原單位轉出，眷屬隨同",
         "transfer into a unit, dependents along",
         "nhi enrol transfer --unit 390000002 --id A123456789 --wage 40000 --on 2026-07-01",
         transfer_run},
        {0},
};
