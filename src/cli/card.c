/* card.c: `nhi card issue|lose|replace|…` and `nhi receipt list|void`. */
#include "desk/card.h"
#include "cli/commands.h"
#include "cli/entry.h"

#define ROW ENTRY_OPTION
#define COMMON ENTRY_COMMON
#define END ENTRY_END

static const struct cli_option apply_options[] = {
        COMMON,
        ROW("agent", CLI_TEXT, "NAME", "代辦人姓名", "name of the agent"),
        ROW("agent-document", CLI_TEXT, "TEXT", "代辦人出示的證件", "paper the agent showed"),
        ROW("delivery", CLI_TEXT, "WAY", "spot 當場製卡、counter 臨櫃領取、post 郵寄",
            "spot, counter or post"),
        ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("document", CLI_TEXT, "CODE",
            "證件：id_card、household、passport、licence、residence、other",
            "paper shown: id_card, household, passport, licence, residence, other"),
        ROW("note", CLI_TEXT, "TEXT", "備註", "note"),
        ROW("paid", CLI_INT, "N", "實收工本費（元）", "fee taken, dollars"),
        ROW("photo", CLI_TEXT, "CODE", "相片：new、stored、agency、none",
            "photo: new, stored, agency, none"),
        ROW("photo-consent", CLI_FLAG, NULL, "同意使用檔存或他機關相片",
            "agrees to a filed photo or one of another authority"),
        ROW("photo-permit", CLI_TEXT, "TEXT", "許可無相片的理由", "why no photo is permitted"),
        ROW("reason", CLI_TEXT, "CODE", "原因（codes/card_reasons.csv）",
            "reason (codes/card_reasons.csv)"),
        ROW("reference", CLI_TEXT, "NO", "刷卡或劃撥序號", "number on the slip"),
        ROW("site", CLI_TEXT, "SITE", "服務據點", "site"),
        ROW("way", CLI_TEXT, "CODE", "付款方式：cash、stored_value、credit_card、post",
            "paid by: cash, stored_value, credit_card, post"),
        END};
static const struct cli_option note_options[] = {
        COMMON, ROW("note", CLI_TEXT, "TEXT", "說明", "note"), END};
static const struct cli_option send_options[] = {
        COMMON, ROW("mail-no", CLI_TEXT, "NO", "掛號號碼", "registered mail number"), END};
static const struct cli_option pin_options[] = {
        COMMON, ROW("document", CLI_TEXT, "CODE", "證件", "identity paper shown"), END};
static const struct cli_option register_options[] = {
        COMMON, ROW("email", CLI_TEXT, "TEXT", "電子郵件", "e-mail address"),
        ROW("end", CLI_FLAG, NULL, "終止", "end it"), END};
static const struct cli_option virtual_options[] = {
        COMMON, ROW("device", CLI_TEXT, "TEXT", "裝置", "device"),
        ROW("end", CLI_FLAG, NULL, "終止", "end it"), END};
static const struct cli_option site_options[] = {
        COMMON, ROW("division", CLI_INT, "1-6", "業務組（預設 3）", "division (default 3)"),
        ROW("site", CLI_TEXT, "SITE", "服務據點", "site"), END};
static const struct cli_option receive_options[] = {
        COMMON, ROW("failed", CLI_TEXT, "NO,NO…", "製卡失敗的卡號", "card numbers that failed"),
        ROW("note", CLI_TEXT, "TEXT", "說明", "note"), END};
static const struct cli_option stock_options[] = {
        COMMON,
        ROW("kind", CLI_TEXT, "KIND", "received 收到、spoilt 損壞、moved 移撥、counted 盤點",
            "received, spoilt, moved, counted"),
        ROW("note", CLI_TEXT, "TEXT", "說明", "note"),
        ROW("quantity", CLI_INT, "N", "張數", "number of blanks"),
        ROW("to", CLI_TEXT, "SITE", "移往據點", "site it moves to"),
        END};
static const struct cli_option list_options[] = {
        ROW("site", CLI_TEXT, "SITE", "服務據點（預設全部）", "site (default all)"), END};
static const struct cli_option period_options[] = {
        ROW("from", CLI_DATE, "DATE", "起日", "first day"),
        ROW("site", CLI_TEXT, "SITE", "服務據點（預設全部）", "site (default all)"),
        ROW("to", CLI_DATE, "DATE", "迄日", "last day"), END};
static const struct cli_option fee_options[] = {
        ROW("on", CLI_DATE, "DATE", "日期（預設今天）", "day (default today)"), END};

ENTERS(issue_run, "card.issue", card_apply, "id", "領卡申請", "application for a card")
ENTERS(replace_run, "card.replace", card_apply, "id", "換補發申請", "application for a new card")
ENTERS(made_run, "card.made", card_make, "card_no", "製卡", "card made")
ENTERS(failed_run, "card.failed", card_fail, "card_no", "製卡失敗", "card spoilt")
ENTERS(send_run, "card.send", card_send, "card_no", "寄發", "card sent")
ENTERS(deliver_run, "card.deliver", card_deliver, "card_no", "發卡", "card handed over")
ENTERS(lose_run, "card.lose", card_lose, "id", "掛失", "loss")
ENTERS(return_run, "card.return", card_give_back, "card_no", "收回", "card returned")
ENTERS(void_run, "card.void", card_cancel, "card_no", "註銷", "card cancelled")
ENTERS(pin_run, "card.pin", card_pin, "id", "密碼重設", "PIN reset")
ENTERS(register_run, "card.register", card_register, "id", "網路服務註冊", "on-line registration")
ENTERS(virtual_run, "card.virtual", card_virtual, "id", "虛擬健保卡", "virtual card")
ENTERS(token_run, "card.token", card_token, "id", "虛擬健保卡條碼", "code of the virtual card")
ENTERS(check_run, "card.token-check", card_token_check, "token", "條碼查驗", "check of a code")
ENTERS(batch_make_run, "card.batch-make", card_batch_make, NULL, "製卡批次", "batch of cards")
ENTERS(hand_over_run, "card.batch-hand-over", card_batch_hand_over, "batch_no", "交付製卡",
       "batch handed over")
ENTERS(receive_run, "card.batch-receive", card_batch_receive, "batch_no", "收回製妥卡片",
       "batch received")
ENTERS(stock_run, "card.stock", card_stock_enter, "site", "空白卡異動", "movement of blanks")
ENTERS(receipt_void_run, "receipt.void", receipt_cancel, "receipt_no", "收據作廢",
       "receipt taken back")
SHOWS(history_run, card_show, "id")
SHOWS(fee_run, card_fee_show, NULL)
SHOWS(batch_run, card_batches_show, NULL)
SHOWS(blanks_run, card_stock_show, NULL)
SHOWS(report_run, card_report, NULL)
SHOWS(receipts_run, receipts_show, NULL)

static enum nhi_status file_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct str bytes;
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給批次號碼" ERR_SEP "give the number of a batch");
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK) st = card_batch_file(&r.desk, cli->argument[0], &bytes, err);
	if (st == NHI_OK) buf_put(&cli->out, bytes);
	cli_register_close(&r);
	return st;
}

const struct cli_command card_commands[] = {
        {"card", "batch", list_options, NULL, "製卡批次", "batches of cards", "nhi card batch",
         batch_run},
        {"card", "batch-file", NULL, "BATCH", "製卡檔內容", "the file of a batch",
         "nhi card batch-file 311500001", file_run},
        {"card", "batch-hand-over", note_options, "BATCH", "登記製卡檔已交付製卡廠",
         "note that the maker has the file",
         "nhi card batch-hand-over 311500001 --note '製卡廠 林先生簽收'", hand_over_run},
        {"card", "batch-make", site_options, NULL, "將待製卡片編成批次並產出製卡檔",
         "make a batch and its file from the cards applied for",
         "nhi card batch-make --site central-1f", batch_make_run},
        {"card", "batch-receive", receive_options, "BATCH", "登記製妥卡片已收回",
         "note that the cards came back", "nhi card batch-receive 311500001 --failed 000000000012",
         receive_run},
        {"card", "blanks", list_options, NULL, "各據點空白卡數量", "blank cards at the sites",
         "nhi card blanks", blanks_run},
        {"card", "check", note_options, "TOKEN", "查驗虛擬健保卡條碼（一次有效）",
         "take a code of a virtual card (good once)",
         "nhi card check 0f3b5ad2c94e8e1177aa6b20d41c9e55", check_run},
        {"card", "deliver", note_options, "CARD", "發卡；舊卡同時註銷",
         "hand the card over; the old one is cancelled", "nhi card deliver 000000000001",
         deliver_run},
        {"card", "failed", note_options, "CARD", "製卡失敗，重新製作", "spoilt: make another one",
         "nhi card failed 000000000001 --note '晶片讀取失敗'", failed_run},
        {"card", "fee", fee_options, NULL, "各原因的工本費", "fee by reason", "nhi card fee",
         fee_run},
        {"card", "history", NULL, "ID", "一人的卡片紀錄", "the cards of a person",
         "nhi card history A123456789", history_run},
        {"card", "issue", apply_options, "ID", "首次領卡申請", "application for a first card",
         "nhi card issue A123456789 --reason new --delivery counter --site central-1f --photo new "
         "--document id_card",
         issue_run},
        {"card", "lose", note_options, "ID", "掛失", "report a card as lost",
         "nhi card lose A123456789", lose_run},
        {"card", "made", note_options, "CARD", "據點當場製卡完成", "made at the site",
         "nhi card made 000000000001", made_run},
        {"card", "pin", pin_options, "ID", "密碼重設", "set the PIN anew",
         "nhi card pin A123456789 --document id_card", pin_run},
        {"card", "register", register_options, "ID", "健保卡網路服務註冊",
         "register for services on line", "nhi card register A123456789 --email wang@example.org",
         register_run},
        {"card", "replace", apply_options, "ID", "換發或補發申請", "replace a card",
         "nhi card replace A123456789 --reason lost --delivery spot --site central-1f --photo "
         "stored --photo-consent --document id_card --paid 200 --way cash",
         replace_run},
        {"card", "report", period_options, NULL, "申請件數與卡片狀態",
         "applications of a period, cards by state", "nhi card report --from 2026-07-01",
         report_run},
        {"card", "return", note_options, "CARD", "卡片收回（退件、繳回）", "a card came back",
         "nhi card return 000000000001 --note '郵局退件'", return_run},
        {"card", "send", send_options, "CARD", "掛號寄發", "send by registered post",
         "nhi card send 000000000001 --mail-no 12345678", send_run},
        {"card", "stock", stock_options, "SITE", "空白卡收到、損壞、移撥、盤點",
         "blank cards received, spoilt, moved, counted",
         "nhi card stock central-1f --kind received --quantity 500", stock_run},
        {"card", "token", note_options, "ID", "產生虛擬健保卡條碼", "make a code of a virtual card",
         "nhi card token A123456789", token_run},
        {"card", "virtual", virtual_options, "ID", "虛擬健保卡申辦或終止",
         "begin or end a virtual card", "nhi card virtual A123456789 --device '手機'", virtual_run},
        {"card", "void", note_options, "CARD", "註銷卡片", "cancel a card",
         "nhi card void 000000000001 --note '死亡'", void_run},
        {0},
};

const struct cli_command receipt_commands[] = {
        {"receipt", "list", period_options, NULL, "據點收據與合計",
         "receipts of a counter and sums",
         "nhi receipt list --site central-1f --from 2026-07-01 --to 2026-07-31", receipts_run},
        {"receipt", "void", note_options, "RECEIPT", "收據作廢、退還款項",
         "take a receipt back, the money is returned",
         "nhi receipt void 31150000001 --note '重複收費'", receipt_void_run},
        {0},
};
