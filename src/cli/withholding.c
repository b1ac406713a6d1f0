/* withholding.c: `nhi withholding check|copy|make` (DESIGN §5): statements of withheld
 * supplementary premium, docs/formats/withholding.md. */
#include "wire/withholding.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/ids.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/entry.h"
#include "desk/hall.h"
#include "wire/sheet.h"
#include "wire/withholding_make.h"

enum { ARENA_SIZE_PER_BYTE = 40 }; /* a line of 60 bytes takes at most 24 fields of 16 bytes */

static enum nhi_status one_argument(const struct cli *cli, size_t count, const char *usage,
                                    struct err *err) {
	if (cli->argument_count == count) return NHI_OK;
	return err_set(err, NHI_USAGE,
	               "用法：nhi withholding %s" ERR_SEP "usage: nhi withholding %s", usage,
	               usage);
}

/* Reads the statement; the arena may grow with the file. */
static enum nhi_status read_statement(struct cli *cli, struct withholding *out, struct str *bytes,
                                      struct err *err) {
	const char *path = cli->argument[0].p;
	enum nhi_status st = file_read(&cli->arena, path, WITHHOLDING_SIZE_MAX, bytes, err);
	if (st != NHI_OK) return st;
	size_t needed = bytes->n * ARENA_SIZE_PER_BYTE + ARENA_MAX_DEFAULT;
	if (cli->arena.max < needed) cli->arena.max = needed;
	st = withholding_read(out, *bytes, &cli->arena, err);
	if (st != NHI_OK) err_where(err, "%s", path);
	return st;
}

static void put_findings_json(struct json *j, const struct findings *findings) {
	json_key(j, "findings");
	json_array_start(j);
	for (size_t i = 0; i < findings->count; i++) finding_json(&findings->row[i], j);
	json_array_end(j);
}

static void put_blocks_json(struct json *j, const struct withholding *w) {
	json_key(j, "blocks");
	json_array_start(j);
	for (size_t i = 0; i < w->block_count; i++) {
		struct buf kind = BUF_INIT(16);
		buf_put_i64(&kind, w->block[i].kind);
		json_object_start(j);
		json_put_str(j, "kind", buf_str(&kind));
		json_put_i64(j, "details", (int64_t)w->block[i].detail_count);
		json_put_i64(j, "paid", w->block[i].paid);
		json_put_i64(j, "withheld", w->block[i].withheld);
		json_object_end(j);
		buf_free(&kind);
	}
	json_array_end(j);
}

static void put_json(struct cli *cli, const struct withholding *w,
                     const struct findings *findings) {
	struct json j = JSON_INIT(&cli->out, true);
	struct buf kinds = BUF_INIT(64);
	withholding_kinds(w, &kinds);
	json_object_start(&j);
	json_put_c(&j, "verdict", withholding_verdict(findings));
	json_put_str(&j, "kind", buf_str(&kinds));
	json_put_i64(&j, "details", (int64_t)w->detail_count);
	json_put_i64(&j, "paid", w->paid);
	json_put_i64(&j, "withheld", w->withheld);
	json_put_c(&j, "layout", withholding_layout_name(w->layout));
	json_put_c(&j, "encoding", w->was_utf8 ? "utf-8" : "big5");
	put_blocks_json(&j, w);
	put_findings_json(&j, findings);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	buf_free(&kinds);
}

static void put_verdict(struct cli *cli, const struct withholding *w,
                        const struct findings *findings) {
	static const char *const words[][3] = {{"accepted", "可以送出", "can be sent"},
	                                       {"accepted-with-findings",
	                                        "可以送出，但請先看下列事項",
	                                        "can be sent; look at this first"},
	                                       {"rejected", "尚不能送出，請更正下列事項",
	                                        "cannot be sent yet; correct this first"}};
	const char *verdict = withholding_verdict(findings);
	struct buf kinds = BUF_INIT(64);
	withholding_kinds(w, &kinds);
	if (kinds.n == 0) buf_put_c(&kinds, cli_say(cli, "不明", "unknown"));
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(str_from(verdict), words[i][0]))
			buf_printf(&cli->out, "%s\n", cli_say(cli, words[i][1], words[i][2]));
	buf_printf(&cli->out,
	           cli_say(cli, "類別 %.*s，%zu 筆，給付 ", "kind %.*s, %zu details, paid "),
	           STR_ARG(buf_str(&kinds)), w->detail_count);
	buf_put_i64_grouped(&cli->out, w->paid);
	buf_put_c(&cli->out, cli_say(cli, " 元，扣費 ", ", withheld "));
	buf_put_i64_grouped(&cli->out, w->withheld);
	buf_put_c(&cli->out, cli_say(cli, " 元\n", "\n"));
	for (size_t i = 0; i < findings->count; i++)
		finding_print(&findings->row[i], cli->lang, &cli->out);
	buf_free(&kinds);
}

static enum nhi_status judge(struct cli *cli, const struct withholding *w,
                             struct findings *findings, struct err *err) {
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	if (law == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = cli_law(cli, law, err);
	return st == NHI_OK ? withholding_check(w, law, findings, err) : st;
}

static enum nhi_status run_check(struct cli *cli, struct err *err) {
	struct withholding w;
	struct str bytes;
	struct findings findings = FINDINGS_INIT(&cli->arena);
	enum nhi_status st = one_argument(cli, 1, "check FILE", err);
	if (st == NHI_OK) st = read_statement(cli, &w, &bytes, err);
	if (st == NHI_OK) st = judge(cli, &w, &findings, err);
	if (st != NHI_OK) return st;
	if (cli->json)
		put_json(cli, &w, &findings);
	else
		put_verdict(cli, &w, &findings);
	if (finding_count(&findings, FINDING_WARNING) > 0) cli->exit_code = 1;
	return NHI_OK;
}

/* Number of lines that differ, by place. */
static size_t count_changes(struct str a, struct str b) {
	size_t changed = 0;
	while (a.n > 0 || b.n > 0) changed += !str_eq(str_cut(&a, '\n'), str_cut(&b, '\n'));
	return changed;
}

static enum nhi_status write_statement(const struct withholding *w, const char *path,
                                       struct buf *out, struct err *err) {
	size_t outside = 0;
	enum nhi_status st = withholding_write(w, out, &outside, err);
	if (st == NHI_OK && outside > 0)
		return err_set(err, NHI_INPUT,
		               "有 %zu 個字不在 Big5，未寫出；請看 nhi withholding check" ERR_SEP
		               "%zu characters are not in Big5, nothing was written; see nhi "
		               "withholding check",
		               outside, outside);
	return st == NHI_OK ? file_write(path, buf_str(out), err) : st;
}

static enum nhi_status run_copy(struct cli *cli, struct err *err) {
	struct withholding w;
	struct str bytes;
	enum nhi_status st = one_argument(cli, 2, "copy IN OUT", err);
	if (st == NHI_OK) st = read_statement(cli, &w, &bytes, err);
	if (st != NHI_OK) return st;
	struct buf out = BUF_INIT((size_t)WITHHOLDING_SIZE_MAX * 2);
	st = write_statement(&w, cli->argument[1].p, &out, err);
	if (st == NHI_OK && !str_eq(buf_str(&out), bytes))
		fprintf(stderr,
		        cli_say(cli, "nhi: 有 %zu 列與原檔不同（已照格式寫出）\n",
		                "nhi: %zu lines differ from the original (written as the "
		                "format wants them)\n"),
		        count_changes(bytes, buf_str(&out)));
	buf_free(&out);
	return st;
}

static enum nhi_status take_payer(struct cli *cli, struct withholding_payer *payer,
                                  struct err *err) {
	static const char *const needed[] = {"business", "kind", "payer"};
	for (size_t i = 0; i < COUNT_OF(needed); i++) {
		enum nhi_status st = cli_need(cli, needed[i], err);
		if (st != NHI_OK) return st;
	}
	struct str layout = cli_text(cli, "layout", "csv");
	if (!str_is(layout, "csv") && !str_is(layout, "fixed"))
		return err_set(err, NHI_RANGE, "--layout" ERR_SEP "%.*s" ERR_SEP "csv|fixed",
		               STR_ARG(layout));
	*payer = (struct withholding_payer){
	        .layout = str_is(layout, "csv") ? WITHHOLDING_CSV : WITHHOLDING_FIXED,
	        .kind = (int32_t)cli_int(cli, "kind", 0),
	        .business_no = cli_text(cli, "business", ""),
	        .name = cli_text(cli, "payer", ""),
	        .phone = cli_text(cli, "phone", ""),
	        .email = cli_text(cli, "email", ""),
	        .contact = cli_text(cli, "contact", ""),
	        .file_date = (date_t)cli_int(cli, "file-date", clock_today())};
	if (withholding_form(payer->layout, '2', payer->kind) == NULL || payer->kind == 64)
		return err_set(err, NHI_RANGE, "--kind" ERR_SEP "%d" ERR_SEP "62|63|65|66|67|68",
		               (int)payer->kind);
	return NHI_OK;
}

/* Judges what was made before it is written: a wrong statement leaves no file. */
static enum nhi_status finish(struct cli *cli, const struct withholding *w, const struct law *law,
                              struct findings *findings, struct err *err) {
	enum nhi_status st = NHI_OK;
	bool made = w->line_count > 0;
	if (made) st = withholding_check(w, law, findings, err);
	if (st != NHI_OK) return st;
	bool refused = !made || finding_count(findings, FINDING_ERROR) > 0;
	if (!refused) {
		struct buf out = BUF_INIT((size_t)WITHHOLDING_SIZE_MAX * 2);
		st = write_statement(w, cli->argument[1].p, &out, err);
		buf_free(&out);
		if (st != NHI_OK) return st;
	}
	if (cli->json)
		put_json(cli, w, findings);
	else
		put_verdict(cli, w, findings);
	if (refused) cli->exit_code = 1;
	return NHI_OK;
}

static enum nhi_status run_make(struct cli *cli, struct err *err) {
	struct withholding w;
	struct withholding_payer payer;
	struct str bytes, text;
	struct findings findings = FINDINGS_INIT(&cli->arena);
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	if (law == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = one_argument(cli, 2, "make PAYMENTS OUT", err);
	if (st == NHI_OK) st = take_payer(cli, &payer, err);
	if (st == NHI_OK) st = cli_law(cli, law, err);
	const char *path = st == NHI_OK ? cli->argument[0].p : "";
	if (st == NHI_OK) st = file_read(&cli->arena, path, WITHHOLDING_SIZE_MAX, &bytes, err);
	if (st == NHI_OK) {
		cli->arena.max += bytes.n * ARENA_SIZE_PER_BYTE;
		st = sheet_text(bytes, &cli->arena, &text, NULL, err);
		if (st == NHI_OK)
			st = withholding_make(&w, &payer, text, law, &cli->arena, &findings, err);
		if (st != NHI_OK) err_where(err, "%s", path);
	}
	return st == NHI_OK ? finish(cli, &w, law, &findings, err) : st;
}

static const struct cli_option make_options[] = {
        {"business", CLI_TEXT, 0, 0, "NUMBER", "扣費單位統一編號", "business number of the payer",
         false},
        {"contact", CLI_TEXT, 0, 0, "NAME", "聯絡人", "contact", false},
        {"email", CLI_TEXT, 0, 0, "MAIL", "電子郵件", "e-mail", false},
        {"file-date", CLI_DATE, 0, 0, "DATE", "檔案日期（預設今天）",
         "date of the file (default today)", false},
        {"kind", CLI_INT, 62, 68, "KIND",
         "62 獎金、63 薪資、65 執行業務、66 股利、67 利息、68 租金",
         "62 bonus, 63 salary, 65 professional, 66 dividend, 67 interest, 68 rent", false},
        {"layout", CLI_TEXT, 0, 0, "csv|fixed", "格式（預設 csv）", "layout (default csv)", false},
        {"payer", CLI_TEXT, 0, 0, "NAME", "扣費單位名稱", "name of the payer", false},
        {"phone", CLI_TEXT, 0, 0, "PHONE", "電話", "phone", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option filed_options[] = {
        ENTRY_OPTION("year", CLI_INT, "YYYY", "給付年度（西元）", "year of the payments"),
        ENTRY_END};

SHOWS(run_filed, withholding_filed, "payer")

const struct cli_command withholding_commands[] = {
        {"withholding", "check", NULL, "FILE", "檢查補充保險費扣費明細申報檔，列出所有問題",
         "check a statement of withheld supplementary premium and list every finding",
         "nhi withholding check DPR045952571160105001.csv", run_check},
        {"withholding", "copy", NULL, "IN OUT", "讀入扣費明細再寫出：正確的檔案一個位元組都不變",
         "read a statement and write it again: a correct file keeps every byte",
         "nhi withholding copy in.csv out.csv", run_copy},
        {"withholding", "filed", filed_options, "NUMBER", "扣費單位某年已申報之合計",
         "what a withholder has filed for a year", "nhi withholding filed 04595257 --year 2026",
         run_filed},
        {"withholding", "make", make_options, "PAYMENTS OUT",
         "由給付清單（CSV 或 .xlsx）製作扣費明細，保費自動計算",
         "make a statement out of a list of payments (CSV or .xlsx); premiums are computed",
         "nhi withholding make payments.csv DPR.csv --kind 62 --business 04595257 --payer 示範公司",
         run_make},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
