/* provider.c: `nhi provider import|list|show|contract|renew|stop|punish|…`: providers. */
#include "desk/provider.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/entry.h"

#define ROW ENTRY_OPTION
enum { IMPORT_MAX = 64 << 20 };

static const struct cli_option enter_options[] = {
        ENTRY_COMMON,
        ROW("address", CLI_TEXT, "TEXT", "地址", "address"),
        ROW("division", CLI_INT, "1-6", "業務組", "division"),
        ROW("head", CLI_TEXT, "NAME", "負責醫事人員", "responsible person"),
        ROW("kind", CLI_TEXT, "KIND", "種類", "kind"),
        ROW("level", CLI_TEXT, "LEVEL", "層級：center、regional、district、clinic",
            "level: center, regional, district, clinic"),
        ROW("name", CLI_TEXT, "NAME", "名稱", "name"),
        ENTRY_END};
static const struct cli_option plain_options[] = {ENTRY_COMMON, ENTRY_END};
static const struct cli_option import_options[] = {ENTRY_COMMON,
                                                   ROW("contract-from", CLI_DATE, "DATE",
                                                       "視為自該日起特約",
                                                       "record a contract from that day"),
                                                   ENTRY_END};
static const struct cli_option contract_options[] = {
        ENTRY_COMMON,
        ROW("applied-on", CLI_DATE, "DATE", "申請日（預設今天）", "day of application"),
        ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("grounds", CLI_TEXT, "LIST", "不予特約情事（codes/provider_grounds.csv）",
            "grounds of refusal that hold (codes/provider_grounds.csv)"),
        ROW("licensed-on", CLI_DATE, "DATE", "開業執照核發日", "day of the licence"),
        ROW("same-address", CLI_INT, "N", "同址五年內停約終約次數",
            "suspensions and terminations at the address in five years"),
        ROW("unrepaired", CLI_FLAG, NULL, "尚有未改善之違規", "a default was not mended"),
        ENTRY_END};
static const struct cli_option punish_options[] = {
        ENTRY_COMMON,
        ROW("article", CLI_INT, "35-40", "特約管理辦法條次", "article violated"),
        ROW("cards", CLI_FLAG, NULL, "收集憑證或自創就醫紀錄", "cards collected, visits invented"),
        ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("gifts", CLI_FLAG, NULL, "發給非醫療必要物品", "goods given"),
        ROW("inpatient", CLI_FLAG, NULL, "虛報住院", "inpatient care invented"),
        ROW("months", CLI_INT, "1-3", "停約月數（第 39 條）", "months of suspension (article 39)"),
        ROW("persons", CLI_TEXT, "ID,ID…", "不予支付之醫事人員", "persons who are not paid"),
        ROW("points", CLI_INT, "N", "違約點數", "points wrongly claimed"),
        ROW("scope", CLI_TEXT, "TEXT", "科別或服務項目（醫院）",
            "department or service (hospitals)"),
        ROW("self-reported", CLI_FLAG, NULL, "訪查前主動通報並繳回",
            "reported before an inspection, money returned"),
        ROW("value", CLI_INT, "E8", "最近一季平均點值（10⁻⁸ 元）",
            "last confirmed average value of a point (10⁻⁸ dollars)"),
        ROW("violated", CLI_TEXT, "TEXT", "違規事實", "what was done"),
        ENTRY_END};
static const struct cli_option object_options[] = {
        ENTRY_COMMON, ROW("allowed", CLI_FLAG, NULL, "有理由，撤銷處置", "allowed: taken back"),
        ROW("filed-on", CLI_DATE, "DATE", "申請複核日", "day of the objection"),
        ROW("note", CLI_TEXT, "TEXT", "理由", "reason"), ENTRY_END};
static const struct cli_option inspect_options[] = {
        ENTRY_COMMON,
        ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("inspectors", CLI_TEXT, "NAMES", "查核人員", "inspectors"),
        ROW("note", CLI_TEXT, "TEXT", "查核原因", "why"),
        ROW("planned-on", CLI_DATE, "DATE", "預定日", "planned day"),
        ENTRY_END};
static const struct cli_option record_options[] = {
        ENTRY_COMMON, ROW("findings", CLI_TEXT, "TEXT", "缺失", "what is wrong"),
        ROW("note", CLI_TEXT, "TEXT", "訪查紀錄", "record"), ENTRY_END};
static const struct cli_option note_options[] = {
        ENTRY_COMMON, ROW("outcome", CLI_TEXT, "TEXT", "結果", "outcome"),
        ROW("refund", CLI_INT, "N", "院所退費（元）", "refunded by the provider, dollars"),
        ROW("subject", CLI_TEXT, "TEXT", "事由", "subject"), ENTRY_END};
static const struct cli_option list_options[] = {
        ROW("after", CLI_TEXT, "CODE", "自此代碼之後", "after this code"),
        ROW("division", CLI_INT, "1-6", "業務組", "division"),
        ROW("text", CLI_TEXT, "TEXT", "名稱的一部分", "part of the name"), ENTRY_END};
static const struct cli_option pays_options[] = {
        ROW("on", CLI_DATE, "DATE", "就醫日（預設今天）", "day of care (default today)"),
        ROW("scope", CLI_TEXT, "TEXT", "科別或服務項目", "department or service"),
        ROW("staff", CLI_TEXT, "ID", "醫事人員", "member of staff"), ENTRY_END};

ENTERS(enter_run, "provider.enter", provider_enter, "provider", "醫事機構", "provider")
ENTERS(close_run, "provider.close", provider_close, "provider", "歇業", "closing")
ENTERS(contract_run, "provider.contract", provider_contract_grant, "provider", "特約", "contract")
ENTERS(renew_run, "provider.renew", provider_contract_renew, "provider", "續約", "renewal")
ENTERS(stop_run, "provider.stop", provider_contract_stop, "provider", "終止特約", "contract ended")
ENTERS(punish_run, "provider.punish", provider_punish, "provider", "違規處置", "measure")
ENTERS(object_run, "provider.object", provider_object, "measure_no", "複核", "objection")
ENTERS(inspect_run, "provider.inspect", provider_inspect, "provider", "查核計畫", "inspection")
ENTERS(record_run, "provider.record", provider_record, "inspection_no", "查核紀錄", "record")
ENTERS(guide_run, "provider.guide", provider_guide, "provider", "輔導", "guidance")
ENTERS(complain_run, "provider.complain", provider_complain, "provider", "申訴", "complaint")
SHOWS(show_run, provider_show, "provider")
SHOWS(list_run, providers_show, NULL)
SHOWS(pays_run, provider_pays_show, "provider")

static enum nhi_status import_run(struct cli *cli, struct err *err) {
	static const struct cli_entry entry = {"provider.import", provider_import, "content",
	                                       "醫事機構匯入", "import of providers"};
	struct str text;
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給檔案" ERR_SEP "give a file");
	enum nhi_status st = file_read(&cli->arena, cli->argument[0].p, IMPORT_MAX, &text, err);
	if (st != NHI_OK) return st;
	cli->argument[0] = text;
	return cli_entry(cli, &entry, err);
}

const struct cli_command provider_commands[] = {
        {"provider", "close", plain_options, "CODE", "歇業或遷出：特約終止",
         "closed or moved away: the contract ends", "nhi provider close 3501180014", close_run},
        {"provider", "complain", note_options, "CODE", "民眾申訴之處理結果",
         "a complaint about the provider and what came of it",
         "nhi provider complain 3501180014 --subject 多收掛號費 --outcome 已退還 --refund 100",
         complain_run},
        {"provider", "contract", contract_options, "CODE", "特約核定", "grant a contract",
         "nhi provider contract 3501180014 --licensed-on 2026-08-03", contract_run},
        {"provider", "enter", enter_options, "CODE", "建檔或變更", "add or change a provider",
         "nhi provider enter 3501180014 --name 春天診所 --division 3", enter_run},
        {"provider", "guide", note_options, "CODE", "輔導紀錄", "note guidance given",
         "nhi provider guide 3501180014 --subject 健保卡上傳 --outcome 已完成設定", guide_run},
        {"provider", "import", import_options, "FILE", "匯入特約醫事機構公開資料",
         "import the open data of contracted providers", "nhi provider import providers.csv",
         import_run},
        {"provider", "inspect", inspect_options, "CODE", "排定查核", "plan an inspection",
         "nhi provider inspect 3501180014 --planned-on 2026-09-10 --note 申報異常 --inspectors "
         "林查核",
         inspect_run},
        {"provider", "list", list_options, NULL, "醫事機構清單", "list providers",
         "nhi provider list --text 診所", list_run},
        {"provider", "object", object_options, "MEASURE", "處置之複核", "objection to a measure",
         "nhi provider object 31150000001 --allowed --note 查證有理由", object_run},
        {"provider", "pays", pays_options, "CODE", "某日是否給付（申報查核用）",
         "is care of a day paid (asked by the claim check)",
         "nhi provider pays 3501180014 --on 2026-08-20", pays_run},
        {"provider", "punish", punish_options, "CODE", "違規處置：改善、記點、扣減、停約、終約",
         "measure for a violation: correction, point, deduction, suspension, termination",
         "nhi provider punish 3501180014 --article 36 --violated 未核對就醫文件", punish_run},
        {"provider", "record", record_options, "INSPECTION", "查核紀錄", "record an inspection",
         "nhi provider record 31150000001 --note 訪查紀錄 --findings 三筆病歷無記載", record_run},
        {"provider", "renew", contract_options, "CODE", "續約", "renew a contract",
         "nhi provider renew 3501180014", renew_run},
        {"provider", "show", NULL, "CODE", "一家醫事機構", "a provider whole",
         "nhi provider show 3501180014", show_run},
        {"provider", "stop", plain_options, "CODE", "院所終止特約", "the provider gives it up",
         "nhi provider stop 3501180014 --on 2026-12-31", stop_run},
        {0},
};
