/* claim_sample.c: `nhi claim sample`: a practice file for makers of practice software, with the
 * truth about its planted faults. */
#include "cli/claim_cli.h"

#include "base/file.h"
#include "cli/data.h"
#include "wire/claim_sample.h"

enum { SAMPLE_BYTES_MAX = 1024 * 1024 * 1024 };

static void put_truth(struct cli *cli, const struct claim_truth *truth, size_t count) {
	if (!cli->json) {
		buf_put_c(&cli->out, "code,case,order\n");
		for (size_t i = 0; i < count; i++)
			buf_printf(&cli->out, "%s,%d,%d\n", truth[i].code, truth[i].case_ordinal,
			           truth[i].order_ordinal);
		return;
	}
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(&j);
		json_put_c(&j, "code", truth[i].code);
		json_put_i64(&j, "case", truth[i].case_ordinal);
		json_put_i64(&j, "order", truth[i].order_ordinal);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void put_list(struct cli *cli) {
	for (size_t i = 0; claim_sample_code(i) != NULL; i++)
		buf_printf(&cli->out, "%s\n", claim_sample_code(i));
}

enum nhi_status claim_sample_run(struct cli *cli, struct err *err) {
	struct claim_truth truth[CLAIM_SAMPLE_FAULTS_MAX] = {0};
	size_t count = 0;
	month_t otherwise = month_of(cli->at) - 1;
	if (cli_has(cli, "list")) {
		put_list(cli);
		return NHI_OK;
	}
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "用法：nhi claim sample OUT --seed N" ERR_SEP
		               "usage: nhi claim sample OUT --seed N");
	struct claim_sample_order q = {.seed = (uint64_t)cli_int(cli, "seed", 1),
	                               .cases = (int32_t)cli_int(cli, "cases", 50),
	                               .month = (month_t)cli_int(cli, "month", otherwise),
	                               .provider = cli_text(cli, "provider", ""),
	                               .faults = cli_text(cli, "faults", "")};
	struct buf out = BUF_INIT((size_t)SAMPLE_BYTES_MAX);
	enum nhi_status st = cli_data_file(cli, "codes/claim_sample.csv", &q.items, err);
	if (st == NHI_OK) st = claim_sample_make(&q, &cli->arena, &out, truth, &count, err);
	if (st == NHI_OK) st = file_write(cli->argument[0].p, buf_str(&out), err);
	if (st == NHI_OK) put_truth(cli, truth, count);
	buf_free(&out);
	return st;
}

const struct cli_option claim_sample_options[] = {
        {"cases", CLI_INT, 1, CLAIM_SAMPLE_CASES_MAX, "N", "案件數（預設 50）",
         "number of cases (default 50)", false},
        {"faults", CLI_TEXT, 0, 0, "CODES", "放入之錯誤代碼，以逗號分隔；all 為全部案件與醫令錯誤",
         "codes of faults to plant, by commas; all: every fault of cases and orders", false},
        {"list", CLI_FLAG, 0, 0, NULL, "列出可放入之錯誤代碼", "list the codes that can be planted",
         false},
        {"month", CLI_MONTH, 0, 0, "MONTH", "費用年月（預設上月）",
         "fee month (default the month before)", false},
        {"provider", CLI_TEXT, 0, 0, "CODE", "服務機構代號", "provider code", false},
        {"seed", CLI_INT, 0, INT64_MAX, "N", "種子：同一種子產生同一檔案",
         "seed: the same seed makes the same file", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};
