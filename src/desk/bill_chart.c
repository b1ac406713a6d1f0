/* bill_chart.c: see bill_chart.h. */
#include "desk/bill_chart.h"

#include "nhi/bill.h"
#include "nhi/category.h"
#include "wire/chart.h"

enum { DIVISIONS = 6, PRIVATE = 1, CATEGORY_BARS = 2 * CATEGORY_COUNT };

/* Sums of the three ways to look at a month. Items of private schools stand beside item 11. */
struct sums {
	int64_t payer[PAYER_COUNT], category[CATEGORY_BARS], division[DIVISIONS + 1], whole;
};

static struct sums add_up(const struct bill_chart *c) {
	struct sums s = {0};
	for (size_t i = 0; i < c->count; i++) {
		const struct bill_total *r = &c->rows[i];
		enum bill_payer payer;
		int64_t code = 0;
		struct str digits = str_slice(r->scheme, 0, 2);
		int at = str_to_i64(digits, 11, 62, &code) ? category_index((int32_t)code) : -1;
		if (bill_payer_find(r->payer, &payer)) s.payer[payer] += r->amount.v;
		if (at >= 0)
			s.category[2 * at + (str_ends(r->scheme, STR("p")) ? PRIVATE : 0)] +=
			        r->amount.v;
		if (r->division >= 1 && r->division <= DIVISIONS)
			s.division[r->division] += r->amount.v;
		s.whole += r->amount.v;
	}
	return s;
}

static bool is_english(const struct bill_chart *c) { return c->lang[0] == 'e'; }

/* Copies what `b` holds into the arena and empties it. */
static struct str keep(struct arena *arena, struct buf *b, bool *failed) {
	struct str s = STR("");
	if (!buf_ok(b) || !arena_str(arena, buf_str(b), &s)) *failed = true;
	buf_reset(b);
	return s;
}

struct work {
	const struct bill_chart *chart;
	struct arena *arena;
	struct buf text;
	bool failed;
};

static size_t payer_bars(struct work *w, const struct sums *s, struct chart_bar *bars) {
	size_t n = 0;
	for (size_t i = 0; i < PAYER_COUNT; i++) {
		if (s->payer[i] == 0) continue;
		const struct bill_payer_row *r = &bill_payers[i];
		bars[n++] = (struct chart_bar){str_from(is_english(w->chart) ? r->en : r->zh),
		                               s->payer[i]};
	}
	return n;
}

/* "12" and the item's name; the name of an item is long, so the number leads. */
static size_t category_bars(struct work *w, const struct sums *s, struct chart_bar *bars) {
	size_t n = 0;
	for (size_t i = 0; i < CATEGORY_BARS; i++) {
		if (s->category[i] == 0) continue;
		const struct category *c = &categories[i / 2];
		const bool english = is_english(w->chart);
		buf_printf(&w->text, "%d ", (int)c->code);
		if (i % 2 == PRIVATE)
			buf_put_c(&w->text,
			          english ? "staff of private schools" : "私立學校教職員");
		else
			buf_put_c(&w->text, english ? c->en : c->zh);
		bars[n++] =
		        (struct chart_bar){keep(w->arena, &w->text, &w->failed), s->category[i]};
	}
	return n;
}

static size_t division_bars(struct work *w, const struct sums *s, struct chart_bar *bars) {
	size_t n = 0;
	for (size_t i = 1; i <= DIVISIONS; i++) {
		if (s->division[i] == 0) continue;
		char digit = (char)('0' + i);
		const struct org_unit *u =
		        w->chart->org == NULL ? NULL
		                              : org_division(w->chart->org, (struct str){&digit, 1},
		                                             w->chart->drawn_on);
		buf_put(&w->text, u == NULL              ? (struct str){&digit, 1}
		                  : is_english(w->chart) ? u->en
		                                         : u->zh);
		bars[n++] =
		        (struct chart_bar){keep(w->arena, &w->text, &w->failed), s->division[i]};
	}
	return n;
}

static void put_month(struct buf *b, const struct bill_chart *c) {
	if (is_english(c))
		month_print(b, c->month);
	else
		buf_printf(b, "%d年%d月", (int)month_year(c->month) - 1911,
		           (int)month_number(c->month));
}

/* The sentence over the chart: how much in all, and who bears most of it. */
static struct str title_of(struct work *w, const struct sums *s) {
	const struct bill_chart *c = w->chart;
	size_t most = 0;
	for (size_t i = 1; i < PAYER_COUNT; i++)
		if (s->payer[i] > s->payer[most]) most = i;
	put_month(&w->text, c);
	buf_put_c(&w->text, is_english(c) ? ": NT$" : "保險費合計 ");
	buf_put_i64_grouped(&w->text, s->whole);
	buf_put_c(&w->text, is_english(c) ? " of premiums" : " 元");
	if (s->whole > 0 && s->payer[most] > 0) {
		int64_t tenths = round_half_up((i128_t)s->payer[most] * 1000, s->whole);
		buf_put_c(&w->text, is_english(c) ? ", the largest part from " : "，其中");
		buf_put_c(&w->text, is_english(c) ? bill_payers[most].en : bill_payers[most].zh);
		buf_printf(&w->text,
		           is_english(c) ? " (%lld.%lld\u00a0%%)" : "最多（%lld.%lld\u00a0%%）",
		           (long long)tenths / 10, (long long)tenths % 10);
	}
	return keep(w->arena, &w->text, &w->failed);
}

static struct str source_of(struct work *w) {
	const struct bill_chart *c = w->chart;
	buf_put_c(&w->text, is_english(c) ? "Source: bills of " : "資料：");
	put_month(&w->text, c);
	buf_put_c(&w->text, is_english(c)
	                            ? ", corrections of earlier months included, subsidies with "
	                              "the authority that pays them; drawn on "
	                            : "繳款單，含以前月份更正；補助列在負擔的機關；製圖 ");
	if (is_english(c))
		date_print(&w->text, c->drawn_on);
	else
		date_print_people_zh(&w->text, c->drawn_on);
	return keep(w->arena, &w->text, &w->failed);
}

enum nhi_status bill_chart_put(struct buf *out, const struct bill_chart *c, struct arena *arena,
                               struct err *err) {
	struct work w = {.chart = c, .arena = arena, .text = BUF_INIT(4096)};
	const bool english = is_english(c);
	const struct sums s = add_up(c);
	struct chart_bar payers[PAYER_COUNT], items[CATEGORY_BARS], divisions[DIVISIONS];
	struct chart_panel panels[] = {
	        {english ? STR("By payer") : STR("依負擔者"), payers, 0, true},
	        {english ? STR("By category and item") : STR("依類目"), items, 0, true},
	        {english ? STR("By division") : STR("依業務組"), divisions, 0, true},
	};
	panels[0].count = payer_bars(&w, &s, payers);
	panels[1].count = category_bars(&w, &s, items);
	panels[2].count = division_bars(&w, &s, divisions);
	const struct chart chart = {.title = title_of(&w, &s),
	                            .unit = english ? STR("NT dollars") : STR("新臺幣元"),
	                            .source = source_of(&w),
	                            .empty = english ? STR("no bills") : STR("沒有繳款單"),
	                            .panels = panels,
	                            .panel_count = COUNT_OF(panels),
	                            .is_file = c->is_file,
	                            .lang = c->lang};
	buf_free(&w.text);
	if (w.failed) return err_set(err, NHI_MEMORY, " ");
	chart_put_bars(out, &chart);
	return buf_ok(out) ? NHI_OK : err_set(err, NHI_MEMORY, " ");
}

/* --- for pages --- */

struct chart_work {
	struct desk_call *call;
	struct str month;
	const char *lang;
	struct buf *out;
};

static enum nhi_status draw_month(struct db *db, void *context, struct err *err) {
	const struct chart_work *w = context;
	struct bill_total *rows = NULL;
	struct bill_run *runs;
	size_t count = 0, run_count;
	month_t month = 0;
	enum nhi_status st = bill_runs(db, w->call->arena, &runs, &run_count, err);
	if (st != NHI_OK) return st;
	if (!month_parse(w->month, &month))
		month = run_count > 0 ? runs[run_count - 1].month : month_of(w->call->today);
	st = bill_totals(db, month, w->call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	const struct bill_chart chart = {.month = month,
	                                 .rows = rows,
	                                 .count = count,
	                                 .org = w->call->desk->org,
	                                 .drawn_on = w->call->today,
	                                 .lang = w->lang,
	                                 .is_file = true};
	buf_reset(w->out);
	return bill_chart_put(w->out, &chart, w->call->arena, err);
}

enum nhi_status bill_chart_page(struct desk_call *call, const struct form *in, const char *lang,
                                struct buf *out, struct err *err) {
	struct chart_work w = {call, form_get(in, "month"), lang, out};
	enum nhi_status st = desk_need_db(call, err);
	return st == NHI_OK ? db_transact(call->db, DB_READ, draw_month, &w, err) : st;
}
