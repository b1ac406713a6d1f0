/* demo.c: `nhi demo`: a synthetic Taiwan and its months of bills. */
#include "engine/demo.h"

#include "base/table.h"
#include "cli/commands.h"
#include "cli/data.h"

enum { DEMO_PEOPLE = 23900, DEMO_SEED = 1, DEMO_YEAR = 2026, DEMO_FROM = 1, DEMO_TO = 7 };

static const struct cli_option demo_options[] = {
        {"lean", CLI_FLAG, 0, 0, NULL, "不寫姓名、證號與地址，也沒有異動（量測用）",
         "without names, numbers, addresses and events (for benches)", false},
        {"months", CLI_TEXT, 0, 0, "FROM..TO", "月份（預設 2026-01..2026-07）",
         "months (default 2026-01..2026-07)", false},
        {"people", CLI_INT, 1, 60000000, "N", "人數（預設 23900，即全國千分之一）",
         "persons (default 23900, Taiwan at 1/1000)", false},
        {"seed", CLI_INT, 0, INT64_MAX, "N", "亂數種子（預設 1）", "seed (default 1)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status read_months(struct cli *cli, month_t *from, month_t *to, struct err *err) {
	*from = month_make(DEMO_YEAR, DEMO_FROM);
	*to = month_make(DEMO_YEAR, DEMO_TO);
	const struct str text = cli_text(cli, "months", "");
	if (text.n == 0) return NHI_OK;
	const size_t dots = str_find(text, STR(".."));
	const bool read = dots < text.n && month_parse(str_slice(text, 0, dots), from) &&
	                  month_parse(str_slice(text, dots + 2, text.n), to) && *from <= *to;
	if (read) return NHI_OK;
	return err_set(err, NHI_RANGE, "--months" ERR_SEP "%.*s" ERR_SEP "YYYY-MM..YYYY-MM",
	               STR_ARG(text));
}

struct said {
	struct cli *cli;
	struct table table;
};

static void say_month(void *to, const struct billing_result *r) {
	struct said *s = to;
	struct buf text = BUF_INIT(64);
	struct str month = {0}, due = {0};
	month_print(&text, r->month);
	if (!arena_str(&s->cli->arena, buf_str(&text), &month)) month = (struct str){0};
	buf_reset(&text);
	date_print(&text, r->run.due_on);
	if (!arena_str(&s->cli->arena, buf_str(&text), &due)) due = (struct str){0};
	buf_free(&text);
	table_put(&s->table, month);
	table_put_i64(&s->table, r->sum.bills);
	table_put_i64(&s->table, r->sum.insured);
	table_put_i64(&s->table, r->sum.dependents);
	table_put_i64(&s->table, r->sum.dependents_free);
	table_put_i64(&s->table, r->sum.heads_left);
	table_put_i64(&s->table, r->sum.corrections);
	table_put_i64(&s->table, r->sum.payable.v);
	table_put(&s->table, due);
}

static const struct table_column months_zh[] = {
        {"月份", TABLE_LEFT},      {"繳款單", TABLE_RIGHT},     {"被保險人", TABLE_RIGHT},
        {"計費眷屬", TABLE_RIGHT}, {"不計費眷屬", TABLE_RIGHT}, {"月底退保", TABLE_RIGHT},
        {"更正筆數", TABLE_RIGHT}, {"應繳（元）", TABLE_RIGHT}, {"繳款期限", TABLE_LEFT},
};
static const struct table_column months_en[] = {
        {"month", TABLE_LEFT},        {"bills", TABLE_RIGHT},       {"insured", TABLE_RIGHT},
        {"dependents", TABLE_RIGHT},  {"free", TABLE_RIGHT},        {"left", TABLE_RIGHT},
        {"corrections", TABLE_RIGHT}, {"payable NT$", TABLE_RIGHT}, {"due on", TABLE_LEFT},
};

static enum nhi_status demo(struct cli *cli, struct err *err) {
	struct law law;
	struct calendar calendar;
	struct said said = {.cli = cli};
	struct billing_context billing = {.law = &law, .calendar = &calendar};
	struct demo_request request = {
	        .people = (uint32_t)cli_int(cli, "people", DEMO_PEOPLE),
	        .seed = (uint64_t)cli_int(cli, "seed", DEMO_SEED),
	        .lean = cli_has(cli, "lean"),
	        .billing = &billing,
	        .said = say_month,
	        .said_to = &said,
	};
	enum nhi_status st = read_months(cli, &request.month_from, &request.month_to, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &calendar, err);
	if (st != NHI_OK) return st;
	table_init(&said.table, &cli->arena, cli->lang[0] == 'e' ? months_en : months_zh,
	           COUNT_OF(months_zh));
	st = demo_run_at(cli->db, cli->data_dir, &request, err);
	if (st != NHI_OK) return st;
	buf_printf(&cli->out,
	           cli_say(cli, "合成臺灣：%u 人，種子 %llu\n\n",
	                   "synthetic Taiwan: %u people, seed %llu\n\n"),
	           request.people, (unsigned long long)request.seed);
	table_print(&said.table, &cli->out);
	return NHI_OK;
}

const struct cli_command demo_commands[] = {
        {.noun = "demo",
         .options = demo_options,
         .zh = "建立合成臺灣並逐月開立保險費",
         .en = "make a synthetic Taiwan and bill its months",
         .example = "nhi demo --people 23900 --seed 1 --db sqlite:demo.db",
         .run = demo},
        {0},
};
