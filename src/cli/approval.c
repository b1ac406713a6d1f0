/* approval.c: `nhi approval grant|stop|show|on`: prior authorisation, prostheses, home care. */
#include "desk/approval.h"
#include "cli/commands.h"
#include "cli/entry.h"

#define ROW ENTRY_OPTION

static const struct cli_option grant_options[] = {
        ENTRY_COMMON,
        ROW("applied-on", CLI_DATE, "DATE", "文件送達日（預設今天）", "day the papers arrived"),
        ROW("approved", CLI_INT, "N", "核定數量", "quantity approved"),
        ROW("deemed", CLI_FLAG, NULL, "逾期視為同意", "deemed agreed, the term is over"),
        ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("item", CLI_TEXT, "CODE", "醫令或品項代碼", "code of the item"),
        ROW("kind", CLI_TEXT, "CODE", "種類（codes/approval_kinds.csv）",
            "kind (codes/approval_kinds.csv)"),
        ROW("provider", CLI_TEXT, "CODE", "醫事機構代碼", "code of the institution"),
        ROW("requested", CLI_INT, "N", "申請數量", "quantity requested"),
        ROW("to", CLI_DATE, "DATE", "效期末日", "last day"),
        ROW("urgent", CLI_FLAG, NULL, "緊急報備", "reported as urgent"),
        ENTRY_END};
static const struct cli_option stop_options[] = {ENTRY_COMMON, ENTRY_END};
static const struct cli_option on_options[] = {
        ROW("item", CLI_TEXT, "CODE", "醫令或品項代碼", "code of the item"),
        ROW("on", CLI_DATE, "DATE", "日期（預設今天）", "day (default today)"),
        ROW("provider", CLI_TEXT, "CODE", "醫事機構代碼", "code of the institution"), ENTRY_END};

ENTERS(grant_run, "approval.grant", approval_grant, "id", "事前審查核定", "prior authorisation")
ENTERS(stop_run, "approval.stop", approval_stop, "acceptance_no", "核定終止", "approval ended")
SHOWS(show_run, approval_show, "id")
SHOWS(on_run, approval_on, "id")

const struct cli_command approval_commands[] = {
        {"approval", "grant", grant_options, "ID", "登記事前審查、義肢、居家照護之核定",
         "enter what was approved in advance",
         "nhi approval grant A123456789 --kind drug --item KC01013229 --provider 0401180014 "
         "--requested 12 --to 2026-12-31",
         grant_run},
        {"approval", "on", on_options, "ID", "某日某項目之核定數量（申報查核用）",
         "what is approved on a day (asked by the claim check)",
         "nhi approval on A123456789 --item KC01013229 --provider 0401180014", on_run},
        {"approval", "show", NULL, "ID", "一人的核定紀錄", "the approvals of a person",
         "nhi approval show A123456789", show_run},
        {"approval", "stop", stop_options, "NO", "終止核定", "end an approval",
         "nhi approval stop 311500000001", stop_run},
        {0},
};
