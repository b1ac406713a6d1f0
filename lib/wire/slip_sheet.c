/* slip_sheet.c: calculation sheet and detail list of a slip; see slip.h and form.h. */
#include "wire/form.h"
#include "wire/slip.h"

static const struct form_column sheet_columns[] = {
        {"序", "No.", 1000, PAPER_RIGHT, PAPER_SANS},
        {"被保險人", "Insured", 3300, PAPER_LEFT, PAPER_KAI},
        {"證號", "Number", 2300, PAPER_LEFT, PAPER_SANS},
        {"類目", "Cat.", 900, PAPER_LEFT, PAPER_SANS},
        {"投保金額", "Insured amount", 1900, PAPER_RIGHT, PAPER_SANS},
        {"計費眷屬", "Dependents", 1500, PAPER_RIGHT, PAPER_SANS},
        {"自付", "Own part", 1800, PAPER_RIGHT, PAPER_SANS},
        {"補助", "Subsidy", 1700, PAPER_RIGHT, PAPER_SANS},
        {"單位負擔", "Unit share", 1900, PAPER_RIGHT, PAPER_SANS},
        {"合計", "Total", 2300, PAPER_RIGHT, PAPER_SANS},
};

static const struct form_column correction_columns[] = {
        {"序", "No.", 1000, PAPER_RIGHT, PAPER_SANS},
        {"被保險人", "Insured", 3300, PAPER_LEFT, PAPER_KAI},
        {"證號", "Number", 2300, PAPER_LEFT, PAPER_SANS},
        {"所屬年月", "Month", 1600, PAPER_LEFT, PAPER_SANS},
        {"更正原因", "Cause", 2700, PAPER_LEFT, PAPER_KAI},
        {"自付", "Own part", 1800, PAPER_RIGHT, PAPER_SANS},
        {"補助", "Subsidy", 1700, PAPER_RIGHT, PAPER_SANS},
        {"單位負擔", "Unit share", 1900, PAPER_RIGHT, PAPER_SANS},
        {"差額", "Difference", 2300, PAPER_RIGHT, PAPER_SANS},
};

static const struct form_column detail_columns[] = {
        {"序", "No.", 1000, PAPER_RIGHT, PAPER_SANS},
        {"姓名", "Name", 4000, PAPER_LEFT, PAPER_KAI},
        {"證號", "Number", 2300, PAPER_LEFT, PAPER_SANS},
        {"身分", "As", 1700, PAPER_LEFT, PAPER_KAI},
        {"投保金額", "Insured amount", 2000, PAPER_RIGHT, PAPER_SANS},
        {"自付", "Own part", 1800, PAPER_RIGHT, PAPER_SANS},
        {"補助", "Subsidy", 1700, PAPER_RIGHT, PAPER_SANS},
        {"補助別", "Kind of subsidy", 2100, PAPER_LEFT, PAPER_KAI},
        {"應付", "Payable", 2000, PAPER_RIGHT, PAPER_SANS},
};

enum { CELL_TEXT = 40 };

/* The cells of one row: texts that are borrowed, figures that are printed here. */
struct cells {
	struct str cell[FORM_COLUMNS_MAX];
	char text[FORM_COLUMNS_MAX][CELL_TEXT];
};

static void put_text(struct cells *c, size_t i, struct str s) { c->cell[i] = s; }

static void put_printed(struct cells *c, size_t i, const struct buf *b) {
	size_t n = b->n < CELL_TEXT ? b->n : CELL_TEXT;
	if (n > 0) memcpy(c->text[i], b->p, n);
	c->cell[i] = (struct str){c->text[i], n};
}

static void put_amount(struct cells *c, size_t i, int64_t v) {
	struct buf b = BUF_INIT(64);
	buf_put_i64_grouped(&b, v);
	put_printed(c, i, &b);
	buf_free(&b);
}

/* An amount that is usually 0 stays empty then, so that the others are seen. */
static void put_rare(struct cells *c, size_t i, int64_t v) {
	if (v == 0)
		c->cell[i] = STR("");
	else
		put_amount(c, i, v);
}

static void put_month(struct cells *c, size_t i, month_t m) {
	struct buf b = BUF_INIT(64);
	buf_printf(&b, "%d/%02d", (int)month_year(m) - 1911, (int)month_number(m));
	put_printed(c, i, &b);
	buf_free(&b);
}

struct sums {
	int64_t dependents, self, subsidy, unit_share, total;
};

static void add_line(struct sums *t, const struct slip_line *l) {
	t->dependents += l->charged;
	t->self += l->self;
	t->subsidy += l->subsidy;
	t->unit_share += l->unit_share;
	t->total += l->total;
}

static void draw_sum(struct form *f, const char *title, const struct sums *t) {
	struct cells c = {0};
	put_text(&c, 1, str_from(title));
	put_amount(&c, 5, t->dependents);
	put_amount(&c, 6, t->self);
	put_rare(&c, 7, t->subsidy);
	put_amount(&c, 8, t->unit_share);
	put_amount(&c, 9, t->total);
	form_row(f, c.cell, FORM_TOTAL);
}

static void draw_lines(struct form *f, const struct slip *s) {
	struct sums sum = {0};
	form_columns(f, STR(""), sheet_columns, COUNT_OF(sheet_columns));
	for (size_t i = 0; i < s->line_count; i++) {
		const struct slip_line *l = &s->lines[i];
		struct cells c = {0};
		add_line(&sum, l);
		put_amount(&c, 0, (int64_t)i + 1);
		put_text(&c, 1, l->heads[0].name);
		put_text(&c, 2, l->heads[0].id);
		put_text(&c, 3, l->scheme);
		if (l->insured_amount > 0)
			put_amount(&c, 4, l->insured_amount);
		else
			put_text(&c, 4, STR("平均保費"));
		put_rare(&c, 5, l->charged);
		put_amount(&c, 6, l->self);
		put_rare(&c, 7, l->subsidy);
		put_amount(&c, 8, l->unit_share);
		put_amount(&c, 9, l->total);
		form_row(f, c.cell, FORM_PLAIN);
	}
	draw_sum(f, "本月小計", &sum);
}

static void draw_corrections(struct form *f, const struct slip *s) {
	struct sums sum = {0};
	form_columns(f, STR("以前月份更正（新算減原計；負數為退還）"), correction_columns,
	             COUNT_OF(correction_columns));
	for (size_t i = 0; i < s->correction_count; i++) {
		const struct slip_correction *k = &s->corrections[i];
		struct cells c = {0};
		put_amount(&c, 0, (int64_t)i + 1);
		put_text(&c, 1, k->name);
		put_text(&c, 2, k->id);
		put_month(&c, 3, k->month);
		put_text(&c, 4, k->cause);
		put_amount(&c, 5, k->self);
		put_rare(&c, 6, k->subsidy);
		put_amount(&c, 7, k->unit_share);
		put_amount(&c, 8, k->total);
		form_row(f, c.cell, FORM_PLAIN);
		sum.self += k->self;
		sum.subsidy += k->subsidy;
		sum.unit_share += k->unit_share;
		sum.total += k->total;
	}
	struct cells c = {0};
	put_text(&c, 1, STR("更正小計"));
	put_amount(&c, 5, sum.self);
	put_rare(&c, 6, sum.subsidy);
	put_amount(&c, 7, sum.unit_share);
	put_amount(&c, 8, sum.total);
	form_row(f, c.cell, FORM_TOTAL);
}

static void draw_end(struct form *f, const struct slip *s) {
	struct buf b = BUF_INIT(4096);
	buf_put_c(&b, "應繳金額 ");
	buf_put_i64_grouped(&b, s->payable);
	buf_put_c(&b, " 元 ＝ 自付 ");
	buf_put_i64_grouped(&b, s->self);
	buf_put_c(&b, " － 補助 ");
	buf_put_i64_grouped(&b, s->subsidy);
	buf_put_c(&b, " ＋ 單位負擔 ");
	buf_put_i64_grouped(&b, s->unit_share);
	if (s->correction != 0) {
		buf_put_c(&b, s->correction < 0 ? " － 以前月份更正 " : " ＋ 以前月份更正 ");
		buf_put_i64_grouped(&b, s->correction < 0 ? -s->correction : s->correction);
	}
	buf_put_c(&b, "。");
	if (s->government != 0) {
		buf_put_c(&b, "另由政府負擔 ");
		buf_put_i64_grouped(&b, s->government);
		buf_put_c(&b, " 元，不在本單收取。");
	}
	form_text(f, buf_str(&b));
	buf_free(&b);
}

static void draw_sheet(struct form *f, const void *of) {
	const struct slip *s = of;
	if (s->line_count == 0)
		form_text(f, STR("本月沒有計費的被保險人。"));
	else
		draw_lines(f, s);
	if (s->correction_count > 0) draw_corrections(f, s);
	draw_end(f, s);
}

/* A row of the detail list; `number` 0 for a dependent. */
static void draw_head_row(struct form *f, const struct slip_line *l, const struct slip_head *h,
                          size_t number) {
	struct cells c = {0};
	struct buf name = BUF_INIT(1024);
	if (number == 0) buf_put_c(&name, "　");
	buf_put(&name, h->name);
	if (number > 0) put_amount(&c, 0, (int64_t)number);
	put_text(&c, 1, buf_str(&name));
	put_text(&c, 2, h->id.n > 0 ? h->id : STR("—"));
	put_text(&c, 3,
	         number > 0   ? STR("被保險人")
	         : h->is_free ? STR("眷屬（免計）")
	                      : STR("眷屬"));
	if (number > 0 && l->insured_amount > 0) put_amount(&c, 4, l->insured_amount);
	put_amount(&c, 5, h->self);
	put_rare(&c, 6, h->subsidy);
	put_text(&c, 7, h->subsidies);
	put_amount(&c, 8, h->self - h->subsidy);
	form_row(f, c.cell, FORM_PLAIN);
	buf_free(&name);
}

static void draw_detail(struct form *f, const void *of) {
	const struct slip *s = of;
	struct cells sum = {0};
	if (s->line_count == 0) {
		form_text(f, STR("本月沒有計費的被保險人。"));
		return;
	}
	form_columns(f, STR(""), detail_columns, COUNT_OF(detail_columns));
	for (size_t i = 0; i < s->line_count; i++)
		for (size_t k = 0; k < s->lines[i].head_count; k++)
			draw_head_row(f, &s->lines[i], &s->lines[i].heads[k], k == 0 ? i + 1 : 0);
	put_text(&sum, 1, STR("合計"));
	put_amount(&sum, 5, s->self);
	put_rare(&sum, 6, s->subsidy);
	put_amount(&sum, 8, s->self - s->subsidy);
	form_row(f, sum.cell, FORM_TOTAL);
	if (s->correction_count > 0) draw_corrections(f, s);
}

static void draw_form(struct paper *p, const struct slip *s, const char *title, const char *en,
                      void (*draw)(struct form *f, const void *of)) {
	struct buf payer = BUF_INIT(8192), number = BUF_INIT(256);
	buf_put(&payer, s->payer_code);
	buf_put_c(&payer, "　");
	buf_put(&payer, s->payer_name);
	buf_printf(&payer, "　　保險費年月：%d年%d月", (int)month_year(s->month) - 1911,
	           (int)month_number(s->month));
	buf_put_c(&number, "No. ");
	buf_put(&number, s->number);
	struct form f = {.paper = p,
	                 .title = str_from(title),
	                 .title_en = str_from(en),
	                 .payer = buf_str(&payer),
	                 .number = buf_str(&number)};
	form_draw(&f, draw, s);
	buf_free(&payer);
	buf_free(&number);
}

void slip_draw_sheet(struct paper *p, const struct slip *s) {
	draw_form(p, s, "全民健康保險　保險費計算表",
	          "National Health Insurance — calculation sheet", draw_sheet);
}

void slip_draw_detail(struct paper *p, const struct slip *s) {
	draw_form(p, s, "全民健康保險　保險費明細表", "National Health Insurance — detail list",
	          draw_detail);
}

static void csv_titles_of(struct buf *out, bool by_head) {
	static const char *const summary[] = {
	        "bill",    "month", "kind",    "name",       "number", "category", "insured_amount",
	        "charged", "self",  "subsidy", "unit_share", "total",  "cause"};
	static const char *const detail[] = {"bill",    "month",        "kind", "name",
	                                     "number",  "insured_name", "self", "subsidy",
	                                     "payable", "subsidies"};
	size_t n = by_head ? COUNT_OF(detail) : COUNT_OF(summary);
	for (size_t i = 0; i < n; i++) csv_put(out, i, str_from(by_head ? detail[i] : summary[i]));
	csv_end_row(out);
}

static void csv_start(struct buf *out, const struct slip *s, month_t m, const char *kind,
                      struct str name, struct str id) {
	char month[16];
	(void)snprintf(month, sizeof month, "%04d-%02d", (int)month_year(m), (int)month_number(m));
	csv_put(out, 0, s->number);
	csv_put(out, 1, str_from(month));
	csv_put(out, 2, str_from(kind));
	csv_put(out, 3, name);
	csv_put(out, 4, id);
}

static void csv_heads(struct buf *out, const struct slip *s, const struct slip_line *l) {
	for (size_t k = 0; k < l->head_count; k++) {
		const struct slip_head *h = &l->heads[k];
		csv_start(out, s, s->month,
		          k == 0       ? "insured"
		          : h->is_free ? "dependent_free"
		                       : "dependent",
		          h->name, h->id);
		csv_put(out, 5, l->heads[0].name);
		csv_put_i64(out, 6, h->self);
		csv_put_i64(out, 7, h->subsidy);
		csv_put_i64(out, 8, h->self - h->subsidy);
		csv_put(out, 9, h->subsidies);
		csv_end_row(out);
	}
}

static void csv_line(struct buf *out, const struct slip *s, const struct slip_line *l) {
	csv_start(out, s, s->month, "premium", l->heads[0].name, l->heads[0].id);
	csv_put(out, 5, l->scheme);
	csv_put_i64(out, 6, l->insured_amount);
	csv_put_i64(out, 7, l->charged);
	csv_put_i64(out, 8, l->self);
	csv_put_i64(out, 9, l->subsidy);
	csv_put_i64(out, 10, l->unit_share);
	csv_put_i64(out, 11, l->total);
	csv_put(out, 12, STR(""));
	csv_end_row(out);
}

void slip_put_csv(struct buf *out, const struct slip *s, bool by_head, bool with_titles) {
	if (with_titles) csv_titles_of(out, by_head);
	for (size_t i = 0; i < s->line_count; i++)
		if (by_head)
			csv_heads(out, s, &s->lines[i]);
		else
			csv_line(out, s, &s->lines[i]);
	for (size_t i = 0; i < s->correction_count && !by_head; i++) {
		const struct slip_correction *k = &s->corrections[i];
		csv_start(out, s, k->month, "correction", k->name, k->id);
		csv_put(out, 5, STR(""));
		csv_put(out, 6, STR(""));
		csv_put(out, 7, STR(""));
		csv_put_i64(out, 8, k->self);
		csv_put_i64(out, 9, k->subsidy);
		csv_put_i64(out, 10, k->unit_share);
		csv_put_i64(out, 11, k->total);
		csv_put(out, 12, k->cause);
		csv_end_row(out);
	}
}
