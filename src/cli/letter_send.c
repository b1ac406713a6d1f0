/* letter_send.c: `nhi letter dispatch|mail|outbox|way|returned|resend|serve|wish`: letters on their
 * way. */
#include "base/csv.h"
#include "base/table.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/letters.h"
#include "desk/letter_outbox.h"
#include "engine/outbox_job.h"

#include <stdlib.h>

#define ROW(name, kind, value, zh, en)                                                             \
	{ name, kind, 0, 0, value, zh, en, false }
#define END_OF_OPTIONS ROW(NULL, CLI_FLAG, NULL, NULL, NULL)

static enum nhi_status need_number(const struct cli *cli, struct err *err) {
	if (cli->argument_count == 1) return NHI_OK;
	return err_set(err, NHI_USAGE, "請給一個發文字號" ERR_SEP "give one document number");
}

/* ---- Leaving --------------------------------------------------------------------------------- */

static const struct cli_option dispatch_options[] = {
        ROW("out", CLI_TEXT, "FOLDER", "寫到哪個資料夾", "folder for the files"), END_OF_OPTIONS};
static const struct cli_option mail_options[] = {
        ROW("from", CLI_TEXT, "ADDRESS", "寄件信箱（預設 NHI_SMTP_FROM）",
            "sender (default NHI_SMTP_FROM)"),
        ROW("smtp", CLI_TEXT, "URL", "郵件主機，smtp://host:port（預設 NHI_SMTP）",
            "mail server, smtp://host:port (default NHI_SMTP)"),
        END_OF_OPTIONS};

static struct outbox_place place_of(struct cli *cli) {
	return (struct outbox_place){.url = cli->db,
	                             .data_dir = cli->data_dir,
	                             .arena = &cli->arena,
	                             .actor = STR("cli")};
}

static void say_handed(struct cli *cli, const struct outbox_handed *h, const char *zh,
                       const char *en) {
	if (h->batch.pieces == 0) {
		buf_printf(&cli->out, cli_say(cli, "%s：沒有待交付的\n", "%s: nothing waits\n"),
		           cli_say(cli, zh, en));
		return;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "%s第 %lld 批：%lld 件；清冊 %.*s",
	                   "%s batch %lld: %lld pieces; list %.*s"),
	           cli_say(cli, zh, en), (long long)h->batch.serial, (long long)h->batch.pieces,
	           STR_ARG(h->list));
	if (h->document.n > 0)
		buf_printf(&cli->out,
		           cli_say(cli, "，文件 %.*s，%lld 頁", ", document %.*s, %lld pages"),
		           STR_ARG(h->document), (long long)h->batch.pages);
	buf_put_char(&cli->out, '\n');
}

static void put_handed(struct json *j, const char *key, const struct outbox_handed *h) {
	json_key(j, key);
	json_object_start(j);
	json_put_i64(j, "serial", h->batch.serial);
	json_put_i64(j, "pieces", h->batch.pieces);
	json_put_i64(j, "pages", h->batch.pages);
	json_put_str(j, "list", h->list);
	json_put_str(j, "document", h->document);
	json_object_end(j);
}

static enum nhi_status dispatch_command(struct cli *cli, struct err *err) {
	struct outbox_handed post, sms;
	const struct outbox_place place = place_of(cli);
	enum nhi_status st = cli_need(cli, "out", err);
	if (st == NHI_OK)
		st = outbox_hand_over(&place, cli_text(cli, "out", "").p, &post, &sms, err);
	if (st != NHI_OK) return st;
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		put_handed(&j, "post", &post);
		put_handed(&j, "sms", &sms);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return NHI_OK;
	}
	say_handed(cli, &post, "郵寄", "post");
	say_handed(cli, &sms, "簡訊", "SMS");
	if (post.batch.pieces + sms.batch.pieces > 0)
		buf_put_c(&cli->out, cli_say(cli, "檔案已寫好，等待交付。\n",
		                             "the files wait for the carrier\n"));
	return NHI_OK;
}

static const char *setting(const struct cli *cli, const char *option, const char *variable) {
	if (cli_has(cli, option)) return cli_text(cli, option, "").p;
	const char *v = getenv(variable);
	return v == NULL ? "" : v;
}

static enum nhi_status mail_command(struct cli *cli, struct err *err) {
	const struct outbox_place place = place_of(cli);
	const struct mail_server server = {setting(cli, "smtp", "NHI_SMTP"),
	                                   setting(cli, "from", "NHI_SMTP_FROM")};
	struct outbox_mailed done;
	const enum nhi_status st = outbox_mail(&place, &server, &done, err);
	if (st != NHI_OK) return st;
	buf_printf(&cli->out,
	           cli_say(cli, "寄出 %lld 件，稍後再試 %lld 件，失敗 %lld 件\n",
	                   "%lld sent, %lld to be tried again, %lld failed\n"),
	           (long long)done.sent, (long long)done.again, (long long)done.failed);
	cli->exit_code = done.again + done.failed > 0 ? 1 : 0;
	return NHI_OK;
}

/* ---- Looking --------------------------------------------------------------------------------- */

static const struct cli_option outbox_options[] = {
        {"division", CLI_INT, 0, 6, "N", "業務組；0 全部", "division; 0 all", false},
        {"limit", CLI_INT, 1, 10000, "N", "最多幾列（預設 50）", "rows at most (default 50)",
         false},
        ROW("state", CLI_TEXT, "STATE", "due、held、handed、sent、failed、returned",
            "due, held, handed, sent, failed, returned"),
        END_OF_OPTIONS};
static const struct cli_option no_options[] = {END_OF_OPTIONS};

static struct str day_text(struct cli *cli, date_t day) {
	struct buf b = BUF_INIT(32);
	struct str s = STR("-");
	if (day != DATE_OPEN) {
		date_print(&b, day);
		if (!arena_str(&cli->arena, buf_str(&b), &s)) s = STR("");
	}
	buf_free(&b);
	return s;
}

static void put_rows(struct cli *cli, const struct outbox_row *rows, size_t count) {
	const struct table_column columns[] = {{cli_say(cli, "發文字號", "number"), TABLE_LEFT},
	                                       {cli_say(cli, "方式", "way"), TABLE_LEFT},
	                                       {cli_say(cli, "狀態", "state"), TABLE_LEFT},
	                                       {cli_say(cli, "次數", "tried"), TABLE_RIGHT},
	                                       {cli_say(cli, "收件人", "to"), TABLE_LEFT},
	                                       {cli_say(cli, "說明", "note"), TABLE_LEFT}};
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, rows[i].number);
		table_put(&t, rows[i].channel);
		table_put(&t, rows[i].state);
		table_put_i64(&t, rows[i].attempts);
		table_put(&t, rows[i].name);
		table_put(&t, rows[i].last_error);
	}
	table_print(&t, &cli->out);
}

static enum nhi_status outbox_command(struct cli *cli, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	struct outbox_row *rows;
	size_t count;
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	const struct outbox_filter filter = {.state = cli_text(cli, "state", ""),
	                                     .division = cli_int(cli, "division", 0),
	                                     .most = cli_int(cli, "limit", 50)};
	enum nhi_status st = cli_letters_open(cli, l, REGISTER_READ, err);
	if (st == NHI_OK) st = letter_outbox(&l->place, &l->who, &filter, &rows, &count, err);
	if (st == NHI_OK) put_rows(cli, rows, count);
	cli_letters_close(l);
	return st;
}

static void put_way(struct cli *cli, const struct letter_way *w) {
	put_rows(cli, w->rows, w->row_count);
	for (size_t i = 0; i < w->attempt_count; i++) {
		const struct letter_attempt *a = &w->attempts[i];
		const struct str day = day_text(
		        cli, a->returned_on == DATE_OPEN ? instant_date(a->at) : a->returned_on);
		buf_printf(&cli->out, "%.*s  %.*s  %.*s  %.*s\n", STR_ARG(day), STR_ARG(a->channel),
		           STR_ARG(a->result), STR_ARG(a->note));
	}
	for (size_t i = 0; i < w->service_count; i++) {
		const struct letter_service *s = &w->services[i];
		const struct str on = day_text(cli, s->served_on),
		                 effect = day_text(cli, s->effect_on),
		                 kept = day_text(cli, s->kept_to);
		buf_printf(&cli->out,
		           cli_say(cli, "送達 %.*s  %.*s  生效 %.*s  保存至 %.*s  %.*s %.*s\n",
		                   "served %.*s  %.*s  effect %.*s  kept to %.*s  %.*s %.*s\n"),
		           STR_ARG(s->way), STR_ARG(on), STR_ARG(effect), STR_ARG(kept),
		           STR_ARG(s->receiver), STR_ARG(s->relation));
	}
}

static enum nhi_status way_command(struct cli *cli, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	struct letter_way way;
	enum nhi_status st = need_number(cli, err);
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	if (st != NHI_OK) return st;
	st = cli_letters_open(cli, l, REGISTER_READ, err);
	if (st == NHI_OK) st = letter_way_read(&l->place, &l->who, cli->argument[0], &way, err);
	if (st == NHI_OK) put_way(cli, &way);
	cli_letters_close(l);
	return st;
}

/* ---- Noting ---------------------------------------------------------------------------------- */

static const struct cli_option returned_options[] = {
        ROW("on", CLI_DATE, "DATE", "退回日", "day it came back"),
        ROW("reason", CLI_TEXT, "CODE", "退回原因（codes/mail_returns.csv）",
            "why (codes/mail_returns.csv)"),
        END_OF_OPTIONS};
static const struct cli_option resend_options[] = {
        ROW("address", CLI_TEXT, "TEXT", "寄到哪裡（預設登記的地址）",
            "where to (default the registered address)"),
        ROW("way", CLI_TEXT, "WAY", "registered、post、email、sms（預設同前）",
            "registered, post, email, sms (default as before)"),
        END_OF_OPTIONS};
static const struct cli_option serve_options[] = {
        ROW("on", CLI_DATE, "DATE", "送達、寄存或張貼日", "day of delivery, deposit or posting"),
        ROW("place", CLI_TEXT, "TEXT", "處所", "where"),
        ROW("receiver", CLI_TEXT, "NAME", "收領人", "who took it"),
        ROW("relation", CLI_TEXT, "TEXT", "與應受送達人之關係", "relation to the addressee"),
        ROW("way", CLI_TEXT, "CODE", "送達方式（codes/service_ways.csv）",
            "way (codes/service_ways.csv)"),
        END_OF_OPTIONS};
static const struct cli_option wish_options[] = {
        ROW("address", CLI_TEXT, "TEXT", "電子信箱或手機號碼", "e-mail address or telephone"),
        ROW("from", CLI_DATE, "DATE", "自哪天起（預設今天）", "from which day (default today)"),
        ROW("way", CLI_TEXT, "WAY", "post、email、sms", "post, email, sms"), END_OF_OPTIONS};

/* Is the word a code of the list? Else the error names those that are. */
static enum nhi_status check_code(struct cli *cli, const char *file, const char *option,
                                  struct err *err) {
	static const char *const titles[] = {"code"};
	size_t at[1];
	struct str text;
	const struct str word = cli_text(cli, option, "");
	struct buf known = BUF_INIT(512);
	struct csv *c = ARENA_NEW(&cli->arena, struct csv);
	if (c == NULL) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = cli_need(cli, option, err);
	if (st == NHI_OK) st = cli_data_file(cli, file, &text, err);
	if (st != NHI_OK) return st;
	csv_init(c, text, &cli->arena);
	st = csv_titles(c, titles, 1, at, err);
	bool found = false;
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(c, &more, err);
		if (st != NHI_OK || !more) break;
		if (known.n > 0) buf_put_c(&known, ", ");
		buf_put(&known, csv_field(c, at[0]));
		found = found || str_eq(csv_field(c, at[0]), word);
	}
	if (st == NHI_OK && !found)
		st = err_set(err, NHI_RANGE, "--%s" ERR_SEP "%.*s" ERR_SEP "%.*s", option,
		             STR_ARG(word), STR_ARG(buf_str(&known)));
	buf_free(&known);
	return st;
}

enum noting { NOTE_RETURNED, NOTE_RESEND, NOTE_SERVE };

static enum nhi_status note_it(struct cli *cli, const struct cli_letters *l, enum noting what,
                               struct err *err) {
	const struct str number = cli->argument[0];
	const date_t on = (date_t)cli_int(cli, "on", 0);
	struct letter_service service = {.way = cli_text(cli, "way", ""),
	                                 .served_on = on,
	                                 .receiver = cli_text(cli, "receiver", ""),
	                                 .relation = cli_text(cli, "relation", ""),
	                                 .place = cli_text(cli, "place", "")};
	enum nhi_status st = NHI_OK;
	switch (what) {
	case NOTE_RETURNED:
		st = letter_returned(&l->place, &l->who, number, on, cli_text(cli, "reason", ""),
		                     err);
		if (st == NHI_OK) buf_put_c(&cli->out, cli_say(cli, "已登記退件。\n", "noted\n"));
		return st;
	case NOTE_RESEND:
		st = letter_resend(&l->place, &l->who, number, cli_text(cli, "way", ""),
		                   cli_text(cli, "address", ""), err);
		if (st == NHI_OK)
			buf_put_c(&cli->out, cli_say(cli, "已排入待寄。\n", "queued once more\n"));
		return st;
	case NOTE_SERVE:
		st = letter_serve(&l->place, &l->who, number, &service, err);
		if (st != NHI_OK) return st;
		const struct str effect = day_text(cli, service.effect_on),
		                 kept = day_text(cli, service.kept_to);
		buf_printf(&cli->out,
		           cli_say(cli, "已登記送達，%.*s 生效；寄存至 %.*s\n",
		                   "service noted, in effect on %.*s; kept to %.*s\n"),
		           STR_ARG(effect), STR_ARG(kept));
	}
	return st;
}

static enum nhi_status note(struct cli *cli, enum noting what, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = need_number(cli, err);
	if (st == NHI_OK && what != NOTE_RESEND) st = cli_need(cli, "on", err);
	if (st == NHI_OK && what == NOTE_RETURNED)
		st = check_code(cli, "codes/mail_returns.csv", "reason", err);
	if (st == NHI_OK && what == NOTE_SERVE)
		st = check_code(cli, "codes/service_ways.csv", "way", err);
	if (st != NHI_OK) return st;
	st = cli_letters_open(cli, l, REGISTER_WRITE, err);
	if (st == NHI_OK) st = note_it(cli, l, what, err);
	cli_letters_close(l);
	return st;
}

static enum nhi_status returned_command(struct cli *cli, struct err *err) {
	return note(cli, NOTE_RETURNED, err);
}
static enum nhi_status resend_command(struct cli *cli, struct err *err) {
	return note(cli, NOTE_RESEND, err);
}
static enum nhi_status serve_command(struct cli *cli, struct err *err) {
	return note(cli, NOTE_SERVE, err);
}

static enum nhi_status wish_command(struct cli *cli, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	struct letter_party of;
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "請給一個身分證號、#內部編號或投保單位代號" ERR_SEP
		               "give one identity number, #id or unit code");
	enum nhi_status st = cli_need(cli, "way", err);
	if (st == NHI_OK) st = cli_letters_open(cli, l, REGISTER_WRITE, err);
	if (st != NHI_OK) return st;
	const struct notice_wish wish = {cli_text(cli, "way", ""), cli_text(cli, "address", "")};
	st = letter_party_find(&l->place, cli->argument[0], &of, err);
	if (st == NHI_OK && of.person_id == 0 && of.unit_id == 0)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(cli->argument[0]));
	if (st == NHI_OK)
		st = letter_wish(&l->place, &l->who, &of,
		                 (date_t)cli_int(cli, "from", l->reg.desk.today), &wish, err);
	if (st == NHI_OK) buf_put_c(&cli->out, cli_say(cli, "已登記通知方式。\n", "noted\n"));
	cli_letters_close(l);
	return st;
}

#define COMMAND(verb_, options_, arguments_, zh_, en_, example_, run_)                             \
	{ "letter", verb_, options_, arguments_, zh_, en_, example_, run_ }

const struct cli_command letter_send_commands[] = {
        COMMAND("dispatch", dispatch_options, NULL, "交寄公文：郵寄清冊與 PDF、簡訊清冊",
                "hand letters over: list and PDF for the post, list of SMS",
                "nhi letter dispatch --out outbox", dispatch_command),
        COMMAND("mail", mail_options, NULL, "以電子郵件寄出待寄公文", "send what is due by e-mail",
                "nhi letter mail --smtp smtp://127.0.0.1:2525 --from notice@example.org",
                mail_command),
        COMMAND("outbox", outbox_options, NULL, "待寄、已寄、退件一覽",
                "what waits, was sent, came back", "nhi letter outbox --state returned",
                outbox_command),
        COMMAND("resend", resend_options, "NUMBER", "重寄一件", "send one once more",
                "nhi letter resend 健保中字第1150000001號", resend_command),
        COMMAND("returned", returned_options, "NUMBER", "登記退回的公文",
                "note a letter that came back",
                "nhi letter returned 健保中字第1150000001號 --on 2026-09-02 --reason unknown",
                returned_command),
        COMMAND("serve", serve_options, "NUMBER", "登記送達（行政程序法 67–91）",
                "note its service (Administrative Procedure Act 67–91)",
                "nhi letter serve 健保中字第1150000001號 --way deposit --on 2026-09-02",
                serve_command),
        COMMAND("way", no_options, "NUMBER", "一件公文的寄送與送達經過",
                "the way and the service of one letter", "nhi letter way 健保中字第1150000001號",
                way_command),
        COMMAND("wish", wish_options, "WHO", "登記通知方式：郵寄、電子郵件、簡訊",
                "how somebody wishes to be told: post, e-mail, SMS",
                "nhi letter wish A123456789 --way email --address a@example.org", wish_command),
        {0},
};
