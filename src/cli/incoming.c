/* incoming.c: `nhi incoming add|open|route|forward|list`: the register of incoming mail. */
#include "desk/incoming.h"

#include "base/file.h"
#include "cli/as.h"
#include "cli/commands.h"
#include "cli/register.h"

enum { SCAN_MAX = 64 << 20, LIST_DEFAULT = 50 };

#define TEXT(name, value, zh, en)                                                                  \
	{ name, CLI_TEXT, 0, 0, value, zh, en, false }
#define FLAG(name, zh, en)                                                                         \
	{ name, CLI_FLAG, 0, 0, NULL, zh, en, false }
#define DAY(name, zh, en)                                                                          \
	{ name, CLI_DATE, 0, 0, "DATE", zh, en, false }
#define PAGES                                                                                      \
	{ "pages", CLI_INT, 1, 100000, "N", "張數", "sheets", false }
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static const struct cli_option add_options[] = {
        CLI_AS,
        TEXT("channel", "CHANNEL", "post、fax、courier、counter、exchange", "how it came"),
        PAGES,
        DAY("postmark", "郵戳日", "day of the postmark"),
        DAY("received-on", "收到日（預設今天）", "day it came (default today)"),
        FLAG("registered", "掛號：以郵戳日為準", "registered mail: the postmark counts"),
        FLAG("secret", "密件：不拆閱", "secret: not opened at intake"),
        TEXT("sender", "TEXT", "來文者", "sender"),
        TEXT("sender-number", "TEXT", "來文字號", "the sender's number"),
        TEXT("speed", "SPEED", "urgent、fast、normal", "urgent, fast, normal"),
        TEXT("subject", "TEXT", "主旨", "subject"),
        END};
static const struct cli_option piece_options[] = {
        CLI_AS, PAGES, TEXT("scan", "FILE", "掃描檔", "scan"),
        TEXT("to", "WHOM", "科室；移送的機關", "section; the agency it goes to"), END};
static const struct cli_option list_options[] = {
        {"after", CLI_INT, 0, 0, "N", "從此之後", "go on after", false},
        CLI_AS,
        {"limit", CLI_INT, 1, 1000, "N", "最多幾列（預設 50）", "rows at most (default 50)", false},
        TEXT("state", "STATE", "received（預設）、opened、routed、filed、forwarded",
             "received (default), opened, routed, filed, forwarded"),
        END};

static enum nhi_status run(struct cli *cli, struct incoming_request *q, struct err *err) {
	struct cli_desk d;
	struct str number;
	enum nhi_status st = cli_desk_open(cli, &d, err);
	if (st != NHI_OK) return st;
	st = incoming_do(&d.call, q, &number, err);
	if (st == NHI_OK && cli->json)
		buf_printf(&cli->out, "{\"number\":\"%.*s\"}\n", STR_ARG(number));
	else if (st == NHI_OK)
		buf_printf(&cli->out, cli_say(cli, "收文 %.*s：完成\n", "piece %.*s: done\n"),
		           STR_ARG(number));
	cli_desk_close(&d);
	return st;
}

static enum nhi_status add_run(struct cli *cli, struct err *err) {
	struct incoming_request q = {.verb = INCOMING_DO_ADD,
	                             .channel = cli_text(cli, "channel", "post"),
	                             .is_registered = cli_has(cli, "registered"),
	                             .is_secret = cli_has(cli, "secret"),
	                             .postmark_on = cli_date(cli, "postmark"),
	                             .received_on = cli_date(cli, "received-on"),
	                             .sender = cli_text(cli, "sender", ""),
	                             .sender_number = cli_text(cli, "sender-number", ""),
	                             .subject = cli_text(cli, "subject", ""),
	                             .speed = cli_text(cli, "speed", "normal"),
	                             .pages = cli_int(cli, "pages", 0)};
	return run(cli, &q, err);
}

static enum nhi_status piece(struct cli *cli, enum incoming_verb verb, struct err *err) {
	struct incoming_request q = {.verb = verb,
	                             .to = cli_text(cli, "to", ""),
	                             .pages = cli_int(cli, "pages", 0),
	                             .scan_name = cli_text(cli, "scan", "")};
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給一個收文號" ERR_SEP "give one number");
	q.number = cli->argument[0];
	enum nhi_status st = NHI_OK;
	if (q.scan_name.n > 0) st = file_read(&cli->arena, q.scan_name.p, SCAN_MAX, &q.scan, err);
	return st == NHI_OK ? run(cli, &q, err) : st;
}

static enum nhi_status open_run(struct cli *c, struct err *e) {
	return piece(c, INCOMING_DO_OPEN, e);
}
static enum nhi_status route_run(struct cli *c, struct err *e) {
	return piece(c, INCOMING_DO_ROUTE, e);
}
static enum nhi_status forward_run(struct cli *c, struct err *e) {
	return piece(c, INCOMING_DO_FORWARD, e);
}

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	struct cli_desk d;
	struct buf json = BUF_INIT(0);
	enum nhi_status st = cli_desk_open(cli, &d, err);
	if (st != NHI_OK) return st;
	st = incoming_show(&d.call, cli_text(cli, "state", ""), cli_int(cli, "after", 0),
	                   cli_int(cli, "limit", LIST_DEFAULT), &json, err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	buf_free(&json);
	cli_desk_close(&d);
	return st;
}

const struct cli_command incoming_commands[] = {
        {"incoming", "add", add_options, NULL, "收文：簽收、編號", "take in a piece of mail",
         "nhi incoming add --sender 王小明 --subject 申請核退 --registered --postmark 2026-08-07 "
         "--as records",
         add_run},
        {"incoming", "forward", piece_options, "NUMBER", "移送有管轄權的機關",
         "hand to the competent agency", "nhi incoming forward 31150000001 --to 臺中市政府",
         forward_run},
        {"incoming", "list", list_options, NULL, "收文清單", "incoming mail",
         "nhi incoming list --state opened --as records", list_run},
        {"incoming", "open", piece_options, "NUMBER", "拆閱、掃描", "open and scan",
         "nhi incoming open 31150000001 --scan letter.pdf", open_run},
        {"incoming", "route", piece_options, "NUMBER", "分文給科室", "route to a section",
         "nhi incoming route 31150000001 --to central/enrolment-1", route_run},
        {0},
};
