/* illness.c: `nhi illness grant|renew|reissue|revoke|show|on|report`: catastrophic illness. */
#include "desk/illness.h"
#include "cli/commands.h"
#include "cli/entry.h"

#define ROW ENTRY_OPTION

static const struct cli_option grant_options[] = {
        ENTRY_COMMON,
        ROW("annex", CLI_FLAG, NULL, "已附院所填寫之申請附表", "the hospital's schedule is there"),
        ROW("applied-on", CLI_DATE, "DATE", "申請日（預設今天）", "day of application"),
        ROW("category", CLI_TEXT, "01-30", "重大傷病項目", "category"),
        ROW("certificate-on", CLI_DATE, "DATE", "診斷證明書開立日", "day of the diagnosis"),
        ROW("dismissed", CLI_FLAG, NULL, "曾經爭議審議駁回", "a dispute review was lost"),
        ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("hospital", CLI_TEXT, "CODE", "診斷院所代碼", "code of the institution"),
        ROW("icd", CLI_TEXT, "CODE", "國際疾病分類碼", "ICD-10-CM code"),
        ROW("new-evidence", CLI_FLAG, NULL, "已附新的檢查報告", "new reports are there"),
        ROW("reported-on", CLI_DATE, "DATE", "罕見疾病通報日", "report of a rare disease"),
        ROW("stage", CLI_INT, "1-4", "癌症期別", "stage of a cancer"),
        ROW("validity", CLI_TEXT, "CODE", "42d、3m、6m、1y、2y、3y、5y、permanent",
            "42d, 3m, 6m, 1y, 2y, 3y, 5y, permanent"),
        ENTRY_END};
static const struct cli_option reissue_options[] = {
        ENTRY_COMMON, ROW("why", CLI_TEXT, "TEXT", "原因", "why"), ENTRY_END};
static const struct cli_option revoke_options[] = {
        ENTRY_COMMON,
        ROW("how", CLI_TEXT, "CODE", "revoked 撤銷廢止、given_up 自願廢止", "revoked or given_up"),
        ENTRY_END};
static const struct cli_option day_options[] = {
        ROW("on", CLI_DATE, "DATE", "日期（預設今天）", "day (default today)"), ENTRY_END};

ENTERS(grant_run, "illness.grant", illness_grant, "id", "重大傷病證明", "certificate")
ENTERS(renew_run, "illness.renew", illness_renew, "id", "重大傷病證明重新申請", "renewal")
ENTERS(reissue_run, "illness.reissue", illness_reissue, "certificate_no", "補發證明",
       "paper issued again")
ENTERS(revoke_run, "illness.revoke", illness_revoke, "certificate_no", "廢止證明",
       "certificate ended")
SHOWS(show_run, illness_show, "id")
SHOWS(on_run, illness_on, "id")
SHOWS(report_run, illness_report, NULL)

const struct cli_command illness_commands[] = {
        {"illness", "grant", grant_options, "ID", "核發重大傷病證明",
         "grant a certificate of catastrophic illness",
         "nhi illness grant A123456789 --category 01 --icd C50.911 --stage 2 --certificate-on "
         "2026-08-01",
         grant_run},
        {"illness", "on", day_options, "ID", "某日是否持有證明（部分負擔查核用）",
         "does a certificate hold on a day (asked by the copayment check)",
         "nhi illness on A123456789 --on 2026-09-01", on_run},
        {"illness", "reissue", reissue_options, "CERTIFICATE", "補發書面證明",
         "issue a paper certificate again", "nhi illness reissue 31150000001 --why 遺失",
         reissue_run},
        {"illness", "renew", grant_options, "ID", "重新申請（延續）", "renew a certificate",
         "nhi illness renew A123456789 --category 01 --icd C50.911 --stage 2 --certificate-on "
         "2031-06-01",
         renew_run},
        {"illness", "report", day_options, NULL, "各項有效證明數", "certificates by category",
         "nhi illness report --on 2026-08-31", report_run},
        {"illness", "revoke", revoke_options, "CERTIFICATE", "撤銷、廢止證明", "end a certificate",
         "nhi illness revoke 31150000001 --how given_up", revoke_run},
        {"illness", "show", NULL, "ID", "一人的重大傷病證明", "the certificates of a person",
         "nhi illness show A123456789", show_run},
        {0},
};
