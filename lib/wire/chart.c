/* chart.c: see chart.h. The picture is 960 wide; labels left, bars from zero, figures behind them.
 */
#include "wire/chart.h"

#include "base/money.h"
#include "wire/svg.h"

enum {
	WIDTH = 960,
	MARGIN = 16,
	TITLE_SIZE = 22,
	TEXT_SIZE = 14,
	SMALL_SIZE = 12,
	BAR_HEIGHT = 18,
	BAR_STEP = 28,
	HEADING_STEP = 40,
	FIGURE_ROOM = 190, /* for the longest figure and its share behind the longest bar */
	LABEL_MAX = 330,
	TICKS_MAX = 6,
};

static int line_height(int size) { return size * 14 / 10; }

static int count_lines(struct str s, int size, int width) {
	int lines = 0;
	for (; s.n > 0; lines++) (void)svg_cut_line(&s, size, width); /* counted only */
	return lines;
}

/* Returns the number of lines. */
static int put_wrapped(struct buf *b, int x, int y, int size, const char *more, struct str s,
                       int width) {
	int lines = 0;
	for (; s.n > 0; lines++)
		svg_text(b, x, y + lines * line_height(size), size, more,
		         str_trim(svg_cut_line(&s, size, width)));
	return lines;
}

struct scale {
	int64_t low, high; /* low <= 0 <= high, low < high */
	int left, width;
};

static int place(const struct scale *s, int64_t v) {
	return s->left + (int)((i128_t)(v - s->low) * s->width / (i128_t)(s->high - s->low));
}

static int label_room(const struct scale *s) { return s->left - MARGIN - 10; }
static int bar_step(int lines) {
	return BAR_STEP + (lines > 1 ? (lines - 1) * line_height(TEXT_SIZE) : 0);
}

/* A step of 1, 2 or 5 times a power of ten that gives at most TICKS_MAX steps. */
static int64_t tick_step(const struct scale *s) {
	static const int64_t steps[] = {1, 2, 5};
	int64_t span = s->high - s->low, power = 1;
	for (;;) {
		for (size_t i = 0; i < COUNT_OF(steps); i++)
			if (span / (steps[i] * power) <= TICKS_MAX) return steps[i] * power;
		power *= 10;
	}
}

static struct scale scale_of(const struct chart *c) {
	struct scale s = {0, 0, 0, 0};
	int label = 0;
	for (size_t p = 0; p < c->panel_count; p++)
		for (size_t i = 0; i < c->panels[p].count && i < CHART_BARS_MAX; i++) {
			const struct chart_bar *bar = &c->panels[p].bars[i];
			int width = svg_text_width(bar->label, TEXT_SIZE);
			if (width > label) label = width;
			if (bar->value < s.low) s.low = bar->value;
			if (bar->value > s.high) s.high = bar->value;
		}
	if (s.low == s.high) s.high = 1;
	if (label > LABEL_MAX) label = LABEL_MAX;
	s.left = MARGIN + label + 12;
	s.width = WIDTH - MARGIN - FIGURE_ROOM - s.left;
	return s;
}

static void put_figure(struct buf *b, const struct chart_panel *p, int64_t value) {
	int64_t sum = 0;
	for (size_t i = 0; i < p->count; i++) sum += p->bars[i].value;
	buf_put_i64_grouped(b, value);
	if (!p->has_shares || sum <= 0) return;
	int64_t tenths = round_half_up((i128_t)value * 1000, sum);
	if (tenths == 0 && value > 0) {
		buf_put_c(b, " (<0.1 %)");
		return;
	}
	buf_printf(b, " (%s%lld.%d %%)", tenths < 0 ? "-" : "",
	           (long long)(tenths < 0 ? -tenths : tenths) / 10,
	           (int)((tenths < 0 ? -tenths : tenths) % 10));
}

/* Short ticks at round figures, and zero as a line: figures stand beside the bars, so nothing needs
 * to run through them. */
static void put_axis(struct buf *b, const struct scale *s, int top, int bottom) {
	struct buf figure = BUF_INIT(64);
	int64_t step = tick_step(s), from = s->low / step * step;
	for (int64_t v = from; v <= s->high; v += step) {
		int x = place(s, v);
		buf_printf(b,
		           "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
		           "stroke=\"currentColor\" stroke-opacity=\"%s\"/>\n",
		           x, v == 0 ? top : bottom, x, bottom + 4, v == 0 ? "0.8" : "0.4");
		buf_reset(&figure);
		buf_put_i64_grouped(&figure, v);
		svg_text(b, x, bottom + SMALL_SIZE + 4, SMALL_SIZE - 1,
		         " text-anchor=\"middle\" fill-opacity=\"0.75\"", buf_str(&figure));
	}
	buf_free(&figure);
}

/* Returns the height taken: that of the label's lines. */
static int put_bar(struct buf *b, const struct scale *s, const struct chart_panel *p, size_t i,
                   int y) {
	struct buf figure = BUF_INIT(128);
	const struct chart_bar *bar = &p->bars[i];
	int zero = place(s, 0), end = place(s, bar->value);
	int from = end < zero ? end : zero, width = end < zero ? zero - end : end - zero;
	if (width == 0 && bar->value != 0) width = 1; /* something is there, however little */
	int lines = put_wrapped(b, s->left - 10, y + BAR_HEIGHT - 4, TEXT_SIZE,
	                        " text-anchor=\"end\"", bar->label, label_room(s));
	buf_printf(b,
	           "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#0b7078\" "
	           "class=\"chart-bar\"/>\n",
	           from, y, width, BAR_HEIGHT);
	put_figure(&figure, p, bar->value);
	svg_text(b, (end > zero ? end : zero) + 8, y + BAR_HEIGHT - 4, TEXT_SIZE, "",
	         buf_str(&figure));
	buf_free(&figure);
	return bar_step(lines);
}

static int put_panel(struct buf *b, const struct chart *c, const struct scale *s,
                     const struct chart_panel *p, int y) {
	size_t shown = p->count < CHART_BARS_MAX ? p->count : CHART_BARS_MAX;
	svg_text(b, MARGIN, y + TEXT_SIZE + 6, TEXT_SIZE + 2, " font-weight=\"700\"", p->heading);
	y += HEADING_STEP;
	if (shown == 0) {
		svg_text(b, MARGIN, y + TEXT_SIZE, TEXT_SIZE, "", c->empty);
		return y + BAR_STEP;
	}
	int bottom = y;
	for (size_t i = 0; i < shown; i++)
		bottom += bar_step(count_lines(p->bars[i].label, TEXT_SIZE, label_room(s)));
	put_axis(b, s, y - 6, bottom);
	for (size_t i = 0; i < shown; i++) y += put_bar(b, s, p, i, y);
	y = bottom + SMALL_SIZE + 14;
	if (shown == p->count) return y;
	struct buf more = BUF_INIT(64);
	buf_printf(&more, "+ %zu …", p->count - shown);
	svg_text(b, MARGIN, y + TEXT_SIZE, TEXT_SIZE, "", buf_str(&more));
	buf_free(&more);
	return y + BAR_STEP;
}

void chart_put_bars(struct buf *out, const struct chart *c) {
	struct buf body = BUF_INIT(0);
	struct scale s = scale_of(c);
	int y = MARGIN;
	y += line_height(TITLE_SIZE) * put_wrapped(&body, MARGIN, y + TITLE_SIZE, TITLE_SIZE,
	                                           " font-weight=\"700\"", c->title,
	                                           WIDTH - 2 * MARGIN);
	svg_text(&body, MARGIN, y + TEXT_SIZE + 6, TEXT_SIZE, " fill-opacity=\"0.75\"", c->unit);
	y += TEXT_SIZE + 12;
	for (size_t i = 0; i < c->panel_count; i++)
		y = put_panel(&body, c, &s, &c->panels[i], y + 10);
	y += line_height(SMALL_SIZE) * put_wrapped(&body, MARGIN, y + 24, SMALL_SIZE,
	                                           " fill-opacity=\"0.75\"", c->source,
	                                           WIDTH - 2 * MARGIN);
	y += 24 + MARGIN;
	buf_printf(out,
	           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
	           "lang=\"%s\" class=\"chart\" ",
	           WIDTH, y, str_is(str_from(c->lang), "en") ? "en" : "zh-Hant-TW");
	if (c->is_file)
		buf_printf(out,
		           "width=\"%d\" height=\"%d\" font-family=\"Noto Sans TC, Noto Sans CJK "
		           "TC, WenQuanYi Micro Hei, sans-serif\" color=\"#1b1b1b\" ",
		           WIDTH, y);
	buf_put_c(out, "fill=\"currentColor\">\n<title>");
	svg_escape(out, c->title);
	buf_put_c(out, "</title>\n");
	if (c->is_file)
		buf_printf(out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, y);
	buf_put(out, buf_str(&body));
	buf_put_c(out, "</svg>\n");
	buf_free(&body);
}
