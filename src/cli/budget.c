/* budget.c: `nhi budget split|settle|monitor`: the global budget from its year to the value of a
 * point (nhi/budget*.h). Inputs are files (docs/formats/budget.md). */
#include "base/csv.h"
#include "base/file.h"
#include "base/table.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "nhi/enrol_refusal.h"
#include "wire/budget_csv.h"
#include "wire/chart_lines.h"

enum { INPUT_MAX = 1 << 30 };

#define ROW(n, k, v, z, e)                                                                         \
	{ n, k, 0, 0, v, z, e, false }
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }
#define QUARTER ROW("quarter", CLI_TEXT, "YYYYQn", "季別，例如 2026Q1", "quarter, as 2026Q1")
#define SCALE                                                                                      \
	{                                                                                          \
		"scale", CLI_INT, 1, 1000000, "N", "預算除以 N（示範人口千分之一：1000）",         \
		        "divide the budget by N (a nation at 1/1000: 1000)", false                 \
	}

static enum nhi_status need_quarter(struct cli *cli, quarter_t *out, struct err *err) {
	enum nhi_status st = cli_need(cli, "quarter", err);
	if (st != NHI_OK) return st;
	struct str s = cli_text(cli, "quarter", "");
	return quarter_parse(s, out)
	               ? NHI_OK
	               : err_set(err, NHI_RANGE, "--quarter" ERR_SEP "%.*s" ERR_SEP "2026Q1",
	                         STR_ARG(s));
}

static enum nhi_status need_sector(struct cli *cli, enum budget_sector *out, struct err *err) {
	enum nhi_status st = cli_need(cli, "sector", err);
	if (st != NHI_OK) return st;
	struct str s = cli_text(cli, "sector", "");
	return budget_sector_find(s, out)
	               ? NHI_OK
	               : err_set(err, NHI_RANGE, "--sector" ERR_SEP "%.*s" ERR_SEP "%s", STR_ARG(s),
	                         "hospital clinic dental tcm dialysis");
}

/* The file of an option; *given false and nothing read when it was not given. */
static enum nhi_status input(struct cli *cli, const char *option, struct str *out, bool *given,
                             struct err *err) {
	*given = cli_has(cli, option);
	return *given ? file_read(&cli->arena, cli_text(cli, option, "").p, INPUT_MAX, out, err)
	              : NHI_OK;
}

/* Says which file a bad row stands in. */
static enum nhi_status in_file(struct cli *cli, const char *option, enum nhi_status st,
                               struct err *err) {
	return st == NHI_OK ? st : err_where(err, "%s", cli_text(cli, option, "").p);
}

static const char *sector_name(const struct cli *cli, int s) {
	return cli_say(cli, budget_sector_zh[s], budget_sector_names[s]);
}
static const char *region_name(const struct cli *cli, int r) {
	return cli_say(cli, budget_region_zh[r], budget_region_names[r]);
}

/* ---- split ----------------------------------------------------------------------------------- */

static const struct cli_option split_options[] = {
        QUARTER, SCALE,
        ROW("shares", CLI_TEXT, "FILE", "各區占率（sector,component,taipei,…,east）",
            "shares of the regions (sector,component,taipei,…,east)"),
        END};

static enum nhi_status split_run(struct cli *cli, struct err *err) {
	struct law law;
	struct budget_shares *shares = ARENA_NEW(&cli->arena, struct budget_shares);
	struct str text = STR("");
	quarter_t quarter;
	bool given, verified = true;
	if (shares == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = need_quarter(cli, &quarter, err);
	if (st == NHI_OK) st = cli_need(cli, "shares", err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = input(cli, "shares", &text, &given, err);
	if (st == NHI_OK)
		st = in_file(cli, "shares", budget_csv_shares(shares, &cli->arena, text, err), err);
	if (st == NHI_OK) buf_put_c(&cli->out, "sector,region,amount\n");
	for (int s = 0; st == NHI_OK && s < BUDGET_SECTORS; s++) {
		twd_t year[BUDGET_QUARTERS], part[BUDGET_REGIONS];
		if (shares->count[s] == 0 && s != BUDGET_DIALYSIS) continue;
		st = budget_quarters(&law, (enum budget_sector)s, quarter / BUDGET_QUARTERS,
		                     cli_int(cli, "scale", 1), year, &verified, err);
		if (st == NHI_OK)
			st = budget_split(&law, (enum budget_sector)s,
			                  month_first(quarter_month(quarter)),
			                  year[quarter % BUDGET_QUARTERS], shares->row[s],
			                  shares->count[s], part, err);
		for (int r = 0; st == NHI_OK && r < BUDGET_REGIONS; r++)
			buf_printf(&cli->out, "%s,%s,%lld\n", budget_sector_names[s],
			           budget_region_names[r], (long long)part[r].v);
	}
	return st;
}

/* ---- What settle and monitor share ----------------------------------------------------------- */

struct quarter_input {
	struct law law;
	quarter_t quarter;
	struct budget_row *rows;
	size_t count;
	struct budget_figures budget, previous;
};

static enum nhi_status read_quarter(struct cli *cli, struct quarter_input *q, struct err *err) {
	struct str text = STR("");
	bool given = false;
	enum nhi_status st = need_quarter(cli, &q->quarter, err);
	if (st == NHI_OK) st = cli_need(cli, "points", err);
	if (st == NHI_OK) st = cli_need(cli, "budget", err);
	if (st == NHI_OK) st = cli_law(cli, &q->law, err);
	if (st == NHI_OK) st = input(cli, "points", &text, &given, err);
	if (st == NHI_OK)
		st = in_file(cli, "points",
		             budget_csv_points(&q->rows, &q->count, &cli->arena, text, err), err);
	if (st == NHI_OK) st = input(cli, "budget", &text, &given, err);
	if (st == NHI_OK)
		st = in_file(cli, "budget", budget_csv_amounts(&q->budget, &cli->arena, text, err),
		             err);
	if (st == NHI_OK) st = input(cli, "previous", &text, &given, err);
	if (st == NHI_OK && given)
		st = in_file(cli, "previous",
		             budget_csv_values(&q->previous, &cli->arena, text, err), err);
	return st;
}

static bool sector_has(const struct quarter_input *q, int s) {
	for (int r = 0; r < BUDGET_REGIONS; r++)
		if (q->budget.has[s][r]) return true;
	return false;
}

/* Budget, previous values and method of a sector. */
static enum nhi_status sector_terms(struct cli *cli, const struct quarter_input *q, int s,
                                    struct budget_result *out, struct err *err) {
	*out = (struct budget_result){0};
	enum nhi_status st = budget_terms(&q->law, (enum budget_sector)s,
	                                  month_first(quarter_month(q->quarter)), out, err);
	if (st != NHI_OK) return st;
	struct str method = cli_text(cli, "method", "");
	if (method.n > 0 && !budget_method_find(method, &out->in.method))
		return err_set(err, NHI_RANGE, "--method" ERR_SEP "%.*s" ERR_SEP "%s",
		               STR_ARG(method), "prev_quarter simultaneous uniform");
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		out->in.budget[r] = twd(q->budget.value[s][r]);
		out->in.previous[r] = (pv_t){q->previous.value[s][r]};
		if (out->in.method == BUDGET_PREVIOUS_QUARTER && q->budget.has[s][r] &&
		    !q->previous.has[s][r])
			return err_set(err, NHI_NOT_FOUND, "--previous %s %s",
			               budget_sector_names[s], budget_region_names[r]);
	}
	return NHI_OK;
}

/* A copy in the arena; "" when memory is out. */
static struct str keep(struct arena *arena, struct str s) {
	struct str kept;
	return arena_str(arena, s, &kept) ? kept : STR("");
}

static struct str value_text(struct arena *arena, pv_t v) {
	struct buf b = BUF_INIT(64);
	budget_value_print(&b, v);
	struct str kept = keep(arena, buf_str(&b));
	buf_free(&b);
	return kept;
}

/* ---- settle ---------------------------------------------------------------------------------- */

static const struct cli_option settle_options[] = {
        ROW("budget", CLI_TEXT, "FILE", "各區預算（sector,region,amount）",
            "budgets of the regions (sector,region,amount)"),
        ROW("method", CLI_TEXT, "METHOD",
            "跨區計價：prev_quarter simultaneous uniform（預設依法規資料）",
            "cross-region points: prev_quarter, simultaneous, uniform (default: by law)"),
        ROW("payments", CLI_TEXT, "OUT.csv", "各院所應付金額寫到這個檔案",
            "write what each provider is paid"),
        ROW("points", CLI_TEXT, "FILE", "各院所點數", "points of the providers"),
        ROW("previous", CLI_TEXT, "FILE", "前一季各區點值（sector,region,value）",
            "values of the quarter before (sector,region,value)"),
        QUARTER,
        ROW("values", CLI_TEXT, "OUT.csv", "本季各區點值寫到這個檔案（可作下一季之 --previous）",
            "write the values (for the next quarter's --previous)"),
        END};

struct payments {
	struct buf csv;
	enum budget_sector sector;
	const struct budget_result *result;
};

static enum nhi_status put_payment(void *context, const struct budget_provider *p,
                                   struct err *err) {
	struct payments *out = context;
	struct buf *b = &out->csv;
	size_t k = 0;
	(void)err;
	csv_put(b, k++, p->code);
	csv_put(b, k++, str_from(budget_sector_names[out->sector]));
	csv_put(b, k++, str_from(budget_region_names[p->care]));
	csv_put_i64(b, k++, p->work.floating);
	csv_put_i64(b, k++, p->work.guarded);
	csv_put_i64(b, k++, p->work.fixed);
	csv_put_i64(b, k++, p->work.special.v);
	buf_put_char(b, ',');
	budget_value_print(b, out->result->value.floating[p->care]);
	k++;
	csv_put_i64(b, k++, p->pay.total.v);
	csv_put_i64(b, k++, p->paid.v);
	csv_put_i64(b, k++, p->difference.v);
	csv_end_row(b);
	return NHI_OK;
}

static void put_money(struct json *j, const struct budget_statement *s) {
	json_put_i64(j, "budget", s->budget.v);
	json_put_i64(j, "inside", s->inside.v);
	json_put_i64(j, "outside", s->outside.v);
	json_put_i64(j, "fixed", s->fixed.v);
	json_put_i64(j, "reimbursed", s->reimbursed.v);
	json_put_i64(j, "unspent", s->unspent.v);
}

static void put_region(struct cli *cli, struct json *j, const struct budget_result *x, int r) {
	const struct budget_value_out *v = &x->value;
	json_object_start(j);
	json_put_c(j, "region", budget_region_names[r]);
	json_put_str(j, "floating_value", value_text(&cli->arena, v->floating[r]));
	json_put_str(j, "average_value", value_text(&cli->arena, v->average[r]));
	put_money(j, &x->settlement.region[r]);
	json_put_bool(j, "has_value", v->has_value[r]);
	json_put_bool(j, "exhausted", v->is_exhausted[r]);
	json_put_bool(j, "guaranteed", v->is_guarded[r]);
	json_object_end(j);
}

static void put_sector(struct cli *cli, struct json *j, int s, const struct budget_result *x) {
	const struct budget_settlement *t = &x->settlement;
	json_object_start(j);
	json_put_c(j, "sector", budget_sector_names[s]);
	json_put_c(j, "method", budget_method_names[x->in.method]);
	json_key(j, "regions");
	json_array_start(j);
	for (int r = 0; r < BUDGET_REGIONS; r++) put_region(cli, j, x, r);
	json_array_end(j);
	json_key(j, "nation");
	json_object_start(j);
	json_put_str(j, "floating_value", value_text(&cli->arena, x->value.national_floating));
	json_put_str(j, "average_value", value_text(&cli->arena, x->value.national_average));
	put_money(j, &t->nation);
	json_object_end(j);
	json_put_i64(j, "providers", t->providers);
	json_put_i64(j, "payments", t->payments.v);
	json_put_i64(j, "revaluation", t->revaluation.v);
	json_put_i64(j, "rounding", t->rounding.v);
	json_put_i64(j, "special", t->special.v);
	json_put_bool(j, "balanced", true); /* budget_settle refuses what does not balance */
	json_put_bool(j, "verified", x->verified);
	json_object_end(j);
}

static void put_table(struct cli *cli, struct table *t, int s, const struct budget_result *x) {
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		const struct budget_statement *m = &x->settlement.region[r];
		if (m->budget.v == 0 && !x->value.has_value[r]) continue;
		table_put_c(t, sector_name(cli, s));
		table_put_c(t, region_name(cli, r));
		table_put(t, value_text(&cli->arena, x->value.floating[r]));
		table_put(t, value_text(&cli->arena, x->value.average[r]));
		const twd_t money[] = {m->budget, m->inside,     m->outside,
		                       m->fixed,  m->reimbursed, m->unspent};
		for (size_t i = 0; i < COUNT_OF(money); i++) table_put_i64(t, money[i].v);
	}
}

static void put_proof(struct cli *cli, int s, const struct budget_settlement *t) {
	buf_printf(&cli->out,
	           cli_say(cli,
	                   "%s：%lld 家院所，應付 %lld 元＝區內 %lld＋跨區 %lld＋非浮動 %lld"
	                   "＋跨區重計 %lld＋進位 %lld；專款 %lld 元\n",
	                   "%s: %lld providers, payments %lld = inside %lld + outside %lld + fixed "
	                   "%lld + revaluation %lld + rounding %lld; special items %lld\n"),
	           sector_name(cli, s), (long long)t->providers, (long long)t->payments.v,
	           (long long)t->nation.inside.v, (long long)t->nation.outside.v,
	           (long long)t->nation.fixed.v, (long long)t->revaluation.v,
	           (long long)t->rounding.v, (long long)t->special.v);
}

static enum nhi_status write_if(struct cli *cli, const char *option, const struct buf *b,
                                struct err *err) {
	if (!buf_ok(b)) return err_set(err, NHI_MEMORY, "%s", "");
	return cli_has(cli, option) ? file_write(cli_text(cli, option, "").p, buf_str(b), err)
	                            : NHI_OK;
}

/* Settles every sector that has a budget; the results lie in the arena. */
static enum nhi_status settle_all(struct cli *cli, const struct quarter_input *q,
                                  struct budget_result *x, struct payments *payments,
                                  struct buf *values, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (int s = 0; st == NHI_OK && s < BUDGET_SECTORS; s++) {
		if (!sector_has(q, s)) continue;
		payments->sector = (enum budget_sector)s;
		payments->result = &x[s];
		st = sector_terms(cli, q, s, &x[s], err);
		if (st == NHI_OK)
			st = budget_settle_rows(&x[s], (enum budget_sector)s, q->rows, q->count,
			                        put_payment, payments, err);
		if (st != NHI_OK) return err_where(err, "%s", budget_sector_names[s]);
		for (int r = 0; r < BUDGET_REGIONS; r++) {
			if (!x[s].value.has_value[r]) continue;
			buf_printf(values, "%s,%s,", budget_sector_names[s],
			           budget_region_names[r]);
			budget_value_print(values, x[s].value.floating[r]);
			buf_put_char(values, '\n');
		}
	}
	return st;
}

static void print_json(struct cli *cli, const struct quarter_input *q,
                       const struct budget_result *x) {
	struct json j = JSON_INIT(&cli->out, true);
	struct buf quarter = BUF_INIT(16);
	quarter_print(&quarter, q->quarter);
	json_object_start(&j);
	json_put_str(&j, "quarter", buf_str(&quarter));
	json_key(&j, "sectors");
	json_array_start(&j);
	for (int s = 0; s < BUDGET_SECTORS; s++)
		if (sector_has(q, s)) put_sector(cli, &j, s, &x[s]);
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	buf_free(&quarter);
}

static void print_people(struct cli *cli, const struct quarter_input *q,
                         const struct budget_result *x) {
	const struct table_column columns[] = {
	        {cli_say(cli, "總額部門", "sector"), TABLE_LEFT},
	        {cli_say(cli, "區別", "region"), TABLE_LEFT},
	        {cli_say(cli, "浮動點值", "floating"), TABLE_RIGHT},
	        {cli_say(cli, "平均點值", "average"), TABLE_RIGHT},
	        {cli_say(cli, "預算", "budget"), TABLE_RIGHT},
	        {cli_say(cli, "區內", "inside"), TABLE_RIGHT},
	        {cli_say(cli, "跨區", "outside"), TABLE_RIGHT},
	        {cli_say(cli, "非浮動", "fixed"), TABLE_RIGHT},
	        {cli_say(cli, "自墊核退", "reimbursed"), TABLE_RIGHT},
	        {cli_say(cli, "餘數", "unspent"), TABLE_RIGHT}};
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (int s = 0; s < BUDGET_SECTORS; s++)
		if (sector_has(q, s)) put_table(cli, &t, s, &x[s]);
	table_print(&t, &cli->out);
	for (int s = 0; s < BUDGET_SECTORS; s++)
		if (sector_has(q, s)) put_proof(cli, s, &x[s].settlement);
}

static enum nhi_status settle_run(struct cli *cli, struct err *err) {
	struct quarter_input *q = ARENA_NEW(&cli->arena, struct quarter_input);
	struct budget_result *x = ARENA_ARRAY(&cli->arena, BUDGET_SECTORS, struct budget_result);
	if (q == NULL || x == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct payments payments = {.csv = BUF_INIT(INPUT_MAX)};
	struct buf values = BUF_INIT(0);
	buf_put_c(&payments.csv, "provider,sector,region,floating,protected,fixed,special,value,"
	                         "amount,paid,difference\n");
	buf_put_c(&values, "sector,region,value\n");
	enum nhi_status st = read_quarter(cli, q, err);
	if (st == NHI_OK) st = settle_all(cli, q, x, &payments, &values, err);
	if (st == NHI_OK) st = write_if(cli, "payments", &payments.csv, err);
	if (st == NHI_OK) st = write_if(cli, "values", &values, err);
	if (st == NHI_OK && cli->json)
		print_json(cli, q, x);
	else if (st == NHI_OK)
		print_people(cli, q, x);
	buf_free(&payments.csv);
	buf_free(&values);
	return st;
}

/* ---- monitor --------------------------------------------------------------------------------- */

static const struct cli_option monitor_options[] = {
        ROW("budget", CLI_TEXT, "FILE", "各區預算（sector,region,amount）",
            "budgets of the regions (sector,region,amount)"),
        ROW("csv", CLI_FLAG, NULL, "輸出 CSV", "print CSV"),
        ROW("method", CLI_TEXT, "METHOD",
            "跨區計價：prev_quarter simultaneous uniform（預設依法規資料）",
            "cross-region points: prev_quarter, simultaneous, uniform (default: by law)"),
        ROW("plot", CLI_TEXT, "OUT.svg", "畫成圖", "draw it"),
        ROW("points", CLI_TEXT, "FILE", "各院所點數（含 on 就醫日）",
            "points of the providers, with the day (on)"),
        ROW("previous", CLI_TEXT, "FILE", "前一季各區點值", "values of the quarter before"),
        QUARTER,
        ROW("sector", CLI_TEXT, "SECTOR", "總額部門", "sector"),
        END};

enum { WEEK = 7, WEEKS_MAX = 14 };

struct running {
	size_t weeks;
	date_t until[WEEKS_MAX]; /* exclusive */
	int64_t value[BUDGET_REGIONS][WEEKS_MAX];
	struct budget_value_in in[WEEKS_MAX];
};

static enum nhi_status run_weeks(const struct quarter_input *q, enum budget_sector sector,
                                 const struct budget_result *terms, struct running *out,
                                 struct err *err) {
	struct period days = {month_first(quarter_month(q->quarter)),
	                      month_first(quarter_month(q->quarter + 1))};
	date_t last = days.from;
	for (size_t i = 0; i < q->count; i++)
		if (q->rows[i].sector == sector && q->rows[i].on != DATE_OPEN &&
		    q->rows[i].on > last)
			last = q->rows[i].on;
	for (date_t until = days.from + WEEK; out->weeks < WEEKS_MAX; until += WEEK) {
		struct budget_value_out v;
		size_t w = out->weeks++;
		if (until > days.to) until = days.to;
		out->until[w] = until;
		enum nhi_status st = budget_running(terms, sector, q->rows, q->count, days, until,
		                                    &out->in[w], &v, err);
		if (st != NHI_OK) return st;
		for (int r = 0; r < BUDGET_REGIONS; r++)
			out->value[r][w] = v.has_value[r] ? v.floating[r].v : -1;
		if (until == days.to || until > last) break;
	}
	return NHI_OK;
}

static void monitor_csv(struct cli *cli, const struct running *run) {
	buf_put_c(&cli->out, "week,until,region,budget,floating,fixed,value\n");
	for (size_t w = 0; w < run->weeks; w++)
		for (int r = 0; r < BUDGET_REGIONS; r++) {
			const struct budget_points *p = &run->in[w].points;
			int64_t floating = 0, fixed = 0;
			if (run->in[w].budget[r].v == 0 && run->value[r][w] < 0) continue;
			for (int s = 0; s < BUDGET_REGIONS; s++) {
				floating += p->floating[r][s];
				fixed += p->fixed[r][s];
			}
			buf_printf(&cli->out, "%zu,%s,%s,%lld,%lld,%lld,", w + 1,
			           date_text(run->until[w] - 1).c, budget_region_names[r],
			           (long long)run->in[w].budget[r].v, (long long)floating,
			           (long long)fixed);
			if (run->value[r][w] >= 0)
				budget_value_print(&cli->out, (pv_t){run->value[r][w]});
			buf_put_char(&cli->out, '\n');
		}
}

static void monitor_table(struct cli *cli, const struct running *run) {
	struct table_column columns[BUDGET_REGIONS + 1] = {
	        {cli_say(cli, "截至", "up to"), TABLE_LEFT}};
	for (int r = 0; r < BUDGET_REGIONS; r++)
		columns[r + 1] = (struct table_column){region_name(cli, r), TABLE_RIGHT};
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t w = 0; w < run->weeks; w++) {
		table_put(&t, keep(&cli->arena, str_from(date_text(run->until[w] - 1).c)));
		for (int r = 0; r < BUDGET_REGIONS; r++)
			table_put(&t, run->value[r][w] < 0
			                      ? STR("-")
			                      : value_text(&cli->arena, (pv_t){run->value[r][w]}));
	}
	table_print(&t, &cli->out);
}

static enum nhi_status monitor_plot(struct cli *cli, const struct quarter_input *q, int sector,
                                    const struct running *run, struct err *err) {
	struct chart_line line[BUDGET_REGIONS];
	struct str when[WEEKS_MAX] = {{0}};
	struct buf title = BUF_INIT(256), svg = BUF_INIT(0);
	size_t lines = 0;
	for (int r = 0; r < BUDGET_REGIONS; r++)
		if (run->value[r][run->weeks - 1] >= 0)
			line[lines++] =
			        (struct chart_line){str_from(region_name(cli, r)), run->value[r]};
	for (size_t w = 0; w < run->weeks; w++)
		when[w] = keep(&cli->arena,
		               str_slice(str_from(date_text(run->until[w] - 1).c), 5, 10));
	quarter_print(&title, q->quarter);
	buf_printf(&title,
	           cli_say(cli, " %s總額：各區浮動點值（逐週累計）",
	                   ": floating value of a point by region, week by week (%s)"),
	           sector_name(cli, sector));
	const struct chart_lines chart = {
	        .title = buf_str(&title),
	        .source = str_from(cli_say(cli, "資料：院所申報點數與季預算按日數分攤",
	                                   "claimed points; the quarter's budget by days")),
	        .when = when,
	        .points = run->weeks,
	        .line = line,
	        .lines = lines,
	        .decimals = 8,
	        .shown = 4,
	        .is_file = true,
	        .lang = cli->lang};
	chart_put_lines(&svg, &chart);
	enum nhi_status st = file_write(cli_text(cli, "plot", "").p, buf_str(&svg), err);
	buf_free(&title);
	buf_free(&svg);
	return st;
}

static enum nhi_status monitor_run(struct cli *cli, struct err *err) {
	struct quarter_input *q = ARENA_NEW(&cli->arena, struct quarter_input);
	struct running *run = ARENA_NEW(&cli->arena, struct running);
	struct budget_result *terms = ARENA_NEW(&cli->arena, struct budget_result);
	enum budget_sector sector = BUDGET_HOSPITAL;
	if (q == NULL || run == NULL || terms == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = need_sector(cli, &sector, err);
	if (st == NHI_OK) st = read_quarter(cli, q, err);
	if (st == NHI_OK) st = sector_terms(cli, q, (int)sector, terms, err);
	if (st == NHI_OK) st = run_weeks(q, sector, terms, run, err);
	if (st != NHI_OK) return st;
	if (cli_has(cli, "csv"))
		monitor_csv(cli, run);
	else
		monitor_table(cli, run);
	return cli_has(cli, "plot") ? monitor_plot(cli, q, (int)sector, run, err) : NHI_OK;
}

const struct cli_command budget_commands[] = {
        {"budget", "monitor", monitor_options, NULL, "點值之逐週走勢（表、CSV、圖）",
         "the value of a point week by week (table, CSV, plot)",
         "nhi budget monitor --quarter 2026Q1 --sector clinic --points points.csv --budget "
         "budget.csv --previous values.csv --plot clinic.svg",
         monitor_run},
        {"budget", "settle", settle_options, NULL, "一季結算：點值、各院所應付、平衡證明",
         "settle a quarter: values, payments, the proof that they add up",
         "nhi budget settle --quarter 2026Q1 --points points.csv --budget budget.csv --previous "
         "values.csv --payments payments.csv",
         settle_run},
        {"budget", "split", split_options, NULL, "年度總額分配到季與各區",
         "share a year's budget over quarters and regions",
         "nhi budget split --quarter 2026Q1 --shares shares.csv", split_run},
        {0},
};
