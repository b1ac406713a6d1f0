/* reimburse.c: `nhi reimburse grant|rates|show|orders`: reimbursement of self-advanced expenses. */
#include "desk/reimburse.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/entry.h"

#define ROW ENTRY_OPTION
enum { RATES_MAX = 16 << 20 };

static const struct cli_option grant_options[] = {
        ENTRY_COMMON,
        ROW("account", CLI_TEXT, "TEXT", "匯款帳戶", "bank account"),
        ROW("applied-on", CLI_DATE, "DATE", "申請日（預設今天）", "day of application"),
        ROW("cared-from", CLI_DATE, "DATE", "就醫起日", "first day of care"),
        ROW("cared-to", CLI_DATE, "DATE", "就醫迄日或出院日", "last day of care, discharge"),
        ROW("copay-paid", CLI_INT, "N", "全年住院部分負擔（元）", "inpatient copayment of a year"),
        ROW("currency", CLI_TEXT, "ISO", "幣別（預設 TWD）", "currency (default TWD)"),
        ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("entered-on", CLI_DATE, "DATE", "船員入境日", "seafarer's entry"),
        ROW("ground", CLI_INT, "1-5", "核退事由（健保法 55）", "ground (Act 55)"),
        ROW("items", CLI_TEXT, "LIST", "項目：種類 次數 申請 認定 部分負擔，以分號隔開",
            "items: care count claimed accepted copayment, separated by semicolons"),
        ROW("paid-up-on", CLI_DATE, "DATE", "繳清欠費日", "day on which arrears were paid"),
        ROW("payee", CLI_TEXT, "NAME", "受款人", "payee"),
        ROW("place", CLI_TEXT, "TEXT", "就醫院所", "institution"),
        ROW("year", CLI_INT, "YYYY", "年度上限之年", "year of the ceiling"),
        ENTRY_END};
static const struct cli_option period_options[] = {
        ROW("from", CLI_DATE, "DATE", "起日", "first day"),
        ROW("to", CLI_DATE, "DATE", "迄日", "last day"), ENTRY_END};

ENTERS(grant_run, "reimburse.grant", reimburse_grant, "id", "自墊醫療費用核退", "reimbursement")
SHOWS(show_run, reimburse_show, "id")
SHOWS(orders_run, payment_orders_show, NULL)

static enum nhi_status rates_run(struct cli *cli, struct err *err) {
	static const struct cli_entry entry = {"reimburse.rates", reimburse_rates, "content",
	                                       "匯率", "rates of exchange"};
	struct str text;
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給檔案" ERR_SEP "give a file");
	enum nhi_status st = file_read(&cli->arena, cli->argument[0].p, RATES_MAX, &text, err);
	if (st != NHI_OK) return st;
	cli->argument[0] = text;
	return cli_entry(cli, &entry, err);
}

const struct cli_command reimburse_commands[] = {
        {"reimburse", "grant", grant_options, "ID", "核退自墊醫療費用，開立付款單",
         "reimburse self-advanced expenses: amount, payable, payment order",
         "nhi reimburse grant A123456789 --ground 2 --cared-from 2026-02-10 --place 大阪醫院 "
         "--currency JPY --items 'emergency 1 40000 40000' --payee 王小明",
         grant_run},
        {"reimburse", "orders", period_options, NULL, "付款單", "payment orders",
         "nhi reimburse orders --from 2026-07-01", orders_run},
        {"reimburse", "rates", NULL, "FILE", "匯入匯率（currency,date,source,rate）",
         "import rates of exchange (currency,date,source,rate)", "nhi reimburse rates rates.csv",
         rates_run},
        {"reimburse", "show", NULL, "ID", "一人的核退紀錄", "what a person was granted",
         "nhi reimburse show A123456789", show_run},
        {0},
};
