/* budget_claims.c: `nhi budget enter|close`: the budget of a quarter entered, and the quarter
 * settled from the approved claims in the database (engine/claim_pay.h). */
#include "base/file.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "engine/claim_pay.h"
#include "wire/budget_csv.h"

#include <unistd.h>

enum { INPUT_MAX = 1 << 24 };

#define QUARTER                                                                                    \
	{ "quarter", CLI_TEXT, 0, 0, "YYYYQn", "季別，例如 2026Q1", "quarter, as 2026Q1", false }

static enum nhi_status open_money(struct cli *cli, struct claim_money *out, quarter_t *quarter,
                                  struct err *err) {
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	struct calendar *calendar = ARENA_NEW(&cli->arena, struct calendar);
	char actor[32];
	struct str text = cli_text(cli, "quarter", "");
	if (law == NULL || calendar == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	*out = (struct claim_money){.url = cli->db,
	                            .data_dir = cli->data_dir,
	                            .law = law,
	                            .calendar = calendar,
	                            .today = cli->at};
	enum nhi_status st = cli_need(cli, "quarter", err);
	if (st == NHI_OK && !quarter_parse(text, quarter))
		return err_set(err, NHI_RANGE, "--quarter" ERR_SEP "%.*s" ERR_SEP "2026Q1",
		               STR_ARG(text));
	if (st == NHI_OK && !arena_str(&cli->arena, str_from(actor), &out->actor))
		return err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK) st = cli_law(cli, law, err);
	return st == NHI_OK ? cli_calendar(cli, calendar, err) : st;
}

/* ---- enter ----------------------------------------------------------------------------------- */

static const struct cli_option enter_options[] = {
        {"budget", CLI_TEXT, 0, 0, "FILE", "各區預算（sector,region,amount）",
         "budgets of the regions (sector,region,amount)", false},
        QUARTER,
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false}};

static enum nhi_status enter_run(struct cli *cli, struct err *err) {
	struct claim_money m;
	quarter_t quarter = 0;
	struct str text;
	struct budget_figures *f = ARENA_NEW(&cli->arena, struct budget_figures);
	bool has[BUDGET_SECTORS] = {false};
	if (f == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = cli_need(cli, "budget", err);
	if (st == NHI_OK) st = open_money(cli, &m, &quarter, err);
	if (st == NHI_OK)
		st = file_read(&cli->arena, cli_text(cli, "budget", "").p, INPUT_MAX, &text, err);
	if (st == NHI_OK) st = budget_csv_amounts(f, &cli->arena, text, err);
	if (st != NHI_OK) return st;
	for (int s = 0; s < BUDGET_SECTORS; s++)
		for (int r = 0; r < BUDGET_REGIONS; r++) has[s] = has[s] || f->has[s][r];
	return claim_budget_set(&m, quarter, (const int64_t(*)[BUDGET_REGIONS])f->value, has, err);
}

/* ---- close ----------------------------------------------------------------------------------- */

static const struct cli_option close_options[] = {
        {"dry-run", CLI_FLAG, 0, 0, NULL, "只試算，不寫入", "compute only, write nothing", false},
        QUARTER,
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false}};

static void put_sector(struct cli *cli, int s, const struct budget_result *x) {
	const struct budget_statement *n = &x->settlement.nation;
	buf_printf(&cli->out,
	           cli_say(cli,
	                   "%s：預算 %lld＝區內 %lld＋跨區 %lld＋非浮動 %lld＋餘數 %lld；浮動點值",
	                   "%s: budget %lld = inside %lld + outside %lld + fixed %lld + unspent "
	                   "%lld; floating"),
	           cli_say(cli, budget_sector_zh[s], budget_sector_names[s]),
	           (long long)n->budget.v, (long long)n->inside.v, (long long)n->outside.v,
	           (long long)n->fixed.v, (long long)n->unspent.v);
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		if (!x->value.has_value[r]) continue;
		buf_printf(&cli->out, " %s ",
		           cli_say(cli, budget_region_zh[r], budget_region_names[r]));
		budget_value_print(&cli->out, x->value.floating[r]);
	}
	buf_put_char(&cli->out, '\n');
}

static void put_json(struct cli *cli, const struct claim_settled *s) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_i64(&j, "providers", s->providers);
	json_put_i64(&j, "amount", s->amount.v);
	json_put_i64(&j, "paid", s->paid.v);
	json_put_i64(&j, "difference", s->difference.v);
	json_key(&j, "sectors");
	json_array_start(&j);
	for (int k = 0; k < BUDGET_SECTORS; k++) {
		const struct budget_statement *n = &s->sector[k].settlement.nation;
		if (!s->has[k]) continue;
		json_object_start(&j);
		json_put_c(&j, "sector", budget_sector_names[k]);
		json_put_c(&j, "method", budget_method_names[s->sector[k].in.method]);
		json_put_i64(&j, "budget", n->budget.v);
		json_put_i64(&j, "inside", n->inside.v);
		json_put_i64(&j, "outside", n->outside.v);
		json_put_i64(&j, "fixed", n->fixed.v);
		json_put_i64(&j, "unspent", n->unspent.v);
		json_put_i64(&j, "payments", s->sector[k].settlement.payments.v);
		json_put_i64(&j, "revaluation", s->sector[k].settlement.revaluation.v);
		json_put_i64(&j, "rounding", s->sector[k].settlement.rounding.v);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status close_run(struct cli *cli, struct err *err) {
	struct claim_money m;
	quarter_t quarter = 0;
	struct claim_settled *s = ARENA_NEW(&cli->arena, struct claim_settled);
	if (s == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = open_money(cli, &m, &quarter, err);
	if (st == NHI_OK) st = claim_settle(&m, quarter, cli_has(cli, "dry-run"), s, err);
	if (st != NHI_OK) return st;
	if (cli->json) {
		put_json(cli, s);
		return NHI_OK;
	}
	for (int k = 0; k < BUDGET_SECTORS; k++)
		if (s->has[k]) put_sector(cli, k, &s->sector[k]);
	buf_printf(&cli->out,
	           cli_say(cli, "%lld 家院所：應付 %lld，已付 %lld，差額 %lld 元\n",
	                   "%lld providers: due %lld, paid %lld, difference NT$%lld\n"),
	           (long long)s->providers, (long long)s->amount.v, (long long)s->paid.v,
	           (long long)s->difference.v);
	return NHI_OK;
}

const struct cli_command budget_claims_commands[] = {
        {"budget", "close", close_options, NULL, "以已核定之申報結算一季，入帳差額",
         "settle a quarter from the approved claims and post the differences",
         "nhi budget close --quarter 2026Q1", close_run},
        {"budget", "enter", enter_options, NULL, "登錄一季各區預算",
         "enter the budgets of a quarter", "nhi budget enter --quarter 2026Q1 --budget budget.csv",
         enter_run},
        {0},
};
