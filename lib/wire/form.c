/* form.c: see form.h. */
#include "wire/form.h"

#include "base/check.h"

enum {
	LEFT = 1200,
	RIGHT = 19800,
	TOP = 1200,
	BOTTOM = 28300, /* the page number stands below */
	PAD_X = 80,
	PAD_Y = 75,
	CELL_SIZE = 85,
};

static const struct paper_style style_title = {PAPER_KAI, 160, PAPER_LEFT, PAPER_BLACK};
static const struct paper_style style_title_en = {PAPER_SANS, 70, PAPER_LEFT, PAPER_GREY};
static const struct paper_style style_payer = {PAPER_KAI, 100, PAPER_LEFT, PAPER_BLACK};
static const struct paper_style style_number = {PAPER_SANS, 75, PAPER_RIGHT, PAPER_GREY};
static const struct paper_style style_text = {PAPER_KAI, 90, PAPER_LEFT, PAPER_BLACK};

static void draw_titles(struct form *f) {
	mm100_t height = 900, x = LEFT;
	if (!f->is_dry) {
		paper_fill(f->paper, (struct paper_area){LEFT, f->y, RIGHT - LEFT, height},
		           PAPER_TINT);
		paper_line(f->paper, LEFT, f->y, RIGHT, f->y, 35, PAPER_ACCENT);
		for (size_t i = 0; i < f->column_count; i++) {
			const struct form_column *c = &f->columns[i];
			struct paper_style zh = {PAPER_KAI, 90, c->align, PAPER_BLACK};
			struct paper_style en = {PAPER_SANS, 55, c->align, PAPER_GREY};
			paper_text(f->paper, zh, x + PAD_X, f->y + 90, c->width - 2 * PAD_X,
			           str_from(c->title));
			paper_text(f->paper, en, x + PAD_X, f->y + 520, c->width - 2 * PAD_X,
			           str_from(c->title_en));
			x += c->width;
		}
		paper_line(f->paper, LEFT, f->y + height, RIGHT, f->y + height, 15, PAPER_ACCENT);
	}
	f->y += height;
}

static void draw_page_number(struct form *f) {
	struct buf b = BUF_INIT(256);
	buf_printf(&b, "第 %zu 頁，共 %zu 頁", f->page, f->pages);
	paper_text(f->paper, (struct paper_style){PAPER_KAI, 85, PAPER_CENTRE, PAPER_GREY}, LEFT,
	           BOTTOM + 250, RIGHT - LEFT, buf_str(&b));
	buf_free(&b);
}

static void new_page(struct form *f) {
	f->page++;
	f->y = TOP;
	if (!f->is_dry) {
		paper_page(f->paper);
		draw_page_number(f);
		paper_text(f->paper, style_title, LEFT, f->y, 11000, f->title);
		paper_text(f->paper, style_title_en, LEFT, f->y + 720, 11000, f->title_en);
		paper_text(f->paper, style_number, 12000, f->y + 150, RIGHT - 12000, f->number);
	}
	f->y += 1150;
	mm100_t height = paper_text_height(f->paper, style_payer, RIGHT - LEFT, f->payer);
	if (!f->is_dry) paper_text(f->paper, style_payer, LEFT, f->y, RIGHT - LEFT, f->payer);
	f->y += height + 250;
	if (f->column_count > 0) draw_titles(f);
}

void form_draw(struct form *f, void (*draw)(struct form *f, const void *of), const void *of) {
	for (int pass = 0; pass < 2; pass++) {
		f->is_dry = pass == 0;
		f->page = 0;
		f->column_count = 0;
		new_page(f);
		draw(f, of);
		f->pages = f->page;
	}
}

static void need(struct form *f, mm100_t height) {
	if (f->y + height > BOTTOM) new_page(f);
}

void form_columns(struct form *f, struct str heading, const struct form_column *columns,
                  size_t count) {
	mm100_t width = 0;
	CHECK(count > 0 && count <= FORM_COLUMNS_MAX);
	for (size_t i = 0; i < count; i++) width += columns[i].width;
	CHECK(width == RIGHT - LEFT);
	f->column_count = 0; /* a page that starts here gets the new titles, once */
	if (heading.n > 0) {
		need(f, 3500); /* a heading keeps its titles and two rows */
		f->y += 350;
		if (!f->is_dry)
			paper_text(f->paper,
			           (struct paper_style){PAPER_KAI, 110, PAPER_LEFT, PAPER_ACCENT},
			           LEFT, f->y, RIGHT - LEFT, heading);
		f->y += 600;
	}
	f->columns = columns;
	f->column_count = count;
	draw_titles(f);
}

static mm100_t draw_cells(struct form *f, const struct str *cells, bool measure) {
	mm100_t height = 0, x = LEFT;
	for (size_t i = 0; i < f->column_count; i++) {
		const struct form_column *c = &f->columns[i];
		struct paper_style s = {c->face, c->face == PAPER_KAI ? 95 : CELL_SIZE, c->align,
		                        PAPER_BLACK};
		mm100_t width = c->width - 2 * PAD_X, h = 0;
		/* Figures are short and never wrap: only Kai cells can make a row higher. */
		if (measure && (c->face == PAPER_KAI || i == 0))
			h = paper_text_height(f->paper, s, width, cells[i]);
		else if (!measure && cells[i].n > 0)
			paper_text(f->paper, s, x + PAD_X,
			           f->y + PAD_Y + (c->face == PAPER_KAI ? 0 : 20), width, cells[i]);
		if (h > height) height = h;
		x += c->width;
	}
	return height;
}

void form_row(struct form *f, const struct str *cells, enum form_weight weight) {
	mm100_t height = draw_cells(f, cells, true) + 2 * PAD_Y;
	need(f, height);
	if (!f->is_dry) {
		if (weight == FORM_TOTAL)
			paper_fill(f->paper, (struct paper_area){LEFT, f->y, RIGHT - LEFT, height},
			           PAPER_TINT);
		(void)draw_cells(f, cells, false); /* its height is known */
		paper_line(f->paper, LEFT, f->y + height, RIGHT, f->y + height,
		           weight == FORM_TOTAL ? 25 : 8,
		           weight == FORM_TOTAL ? PAPER_ACCENT : PAPER_RULE);
	}
	f->y += height;
}

void form_text(struct form *f, struct str text) {
	mm100_t height = paper_text_height(f->paper, style_text, RIGHT - LEFT, text);
	need(f, height + 200);
	if (!f->is_dry) paper_text(f->paper, style_text, LEFT, f->y + 200, RIGHT - LEFT, text);
	f->y += height + 200;
}
