/* chart_lines.c: see chart_lines.h. 960 wide; names of the lines at their right end. */
#include "wire/chart_lines.h"

#include "wire/svg.h"

enum {
	WIDTH = 960,
	MARGIN = 16,
	TITLE_SIZE = 22,
	TEXT_SIZE = 14,
	SMALL_SIZE = 12,
	LEFT = 80,
	RIGHT = 760,
	TOP = 70,
	BOTTOM = 430,
	HEIGHT = 500,
	LABEL_STEP = 18, /* between names of lines that end at the same height */
	LABELS_MAX = 9,  /* under the axis */
	TICKS = 4,
};

/* Eight patterns, then again: with the name at the end no two lines are mistaken. */
static const char *const dashes[] = {"none", "8 3", "2 3",  "10 3 2 3",
                                     "5 5",  "1 4", "12 4", "6 2 1 2"};

struct frame {
	int64_t low, high; /* low < high */
	size_t points, lines;
};

static struct frame frame_of(const struct chart_lines *c) {
	struct frame f = {INT64_MAX, INT64_MIN, c->points, c->lines};
	if (f.points > CHART_POINTS_MAX) f.points = CHART_POINTS_MAX;
	if (f.lines > CHART_LINES_MAX) f.lines = CHART_LINES_MAX;
	for (size_t l = 0; l < f.lines; l++)
		for (size_t i = 0; i < f.points; i++) {
			int64_t v = c->line[l].value[i];
			if (v < 0) continue;
			if (v < f.low) f.low = v;
			if (v > f.high) f.high = v;
		}
	if (f.low > f.high) f.low = 0, f.high = 1;
	int64_t room = (f.high - f.low) / 20 + 1;
	f.low = f.low > room ? f.low - room : 0;
	f.high += room;
	return f;
}

static int x_of(const struct frame *f, size_t i) {
	if (f->points < 2) return LEFT;
	return LEFT + (int)((size_t)(RIGHT - LEFT) * i / (f->points - 1));
}

static int y_of(const struct frame *f, int64_t v) {
	return BOTTOM - (int)((v - f->low) * (BOTTOM - TOP) / (f->high - f->low));
}

static void put_number(struct buf *b, const struct chart_lines *c, int64_t v) {
	int64_t one = 1, cut = 1;
	for (int i = 0; i < c->decimals; i++) one *= 10;
	for (int i = c->shown; i < c->decimals; i++) cut *= 10;
	buf_put_i64_grouped(b, v / one);
	if (c->shown == 0) return;
	buf_put_char(b, '.');
	buf_put_i64_padded(b, v % one / cut, (unsigned)c->shown);
}

static void put_axes(struct buf *b, const struct chart_lines *c, const struct frame *f) {
	struct buf text = BUF_INIT(64);
	for (int i = 0; i <= TICKS; i++) {
		int64_t v = f->low + (f->high - f->low) * i / TICKS;
		int y = y_of(f, v);
		buf_printf(b,
		           "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"currentColor\" "
		           "stroke-opacity=\"0.25\"/>\n",
		           LEFT, y, RIGHT, y);
		buf_reset(&text);
		put_number(&text, c, v);
		svg_text(b, LEFT - 8, y + 4, SMALL_SIZE, " text-anchor=\"end\"", buf_str(&text));
	}
	size_t step = (f->points + LABELS_MAX - 1) / LABELS_MAX;
	for (size_t i = 0; i<f->points; i += step> 0 ? step : 1)
		svg_text(b, x_of(f, i), BOTTOM + SMALL_SIZE + 8, SMALL_SIZE,
		         " text-anchor=\"middle\"", c->when[i]);
	buf_free(&text);
}

static void put_line(struct buf *b, const struct chart_lines *c, const struct frame *f, size_t l) {
	bool is_open = false;
	buf_printf(b,
	           "<path fill=\"none\" stroke=\"#0b7078\" stroke-width=\"2\" "
	           "stroke-dasharray=\"%s\" class=\"chart-line\" d=\"",
	           dashes[l % COUNT_OF(dashes)]);
	for (size_t i = 0; i < f->points; i++) {
		int64_t v = c->line[l].value[i];
		if (v >= 0) buf_printf(b, "%c%d %d", is_open ? 'L' : 'M', x_of(f, i), y_of(f, v));
		is_open = v >= 0;
	}
	buf_put_c(b, "\"/>\n");
}

/* The last figure of a line, or -1. */
static int64_t last_of(const struct chart_line *line, size_t points) {
	while (points > 0)
		if (line->value[--points] >= 0) return line->value[points];
	return -1;
}

/* Names at the right, from the highest figure down, moved apart where they would overlap. */
static void put_names(struct buf *b, const struct chart_lines *c, const struct frame *f) {
	bool done[CHART_LINES_MAX] = {false};
	int free_from = TOP;
	struct buf text = BUF_INIT(256);
	for (;;) {
		size_t next = f->lines;
		for (size_t l = 0; l < f->lines; l++)
			if (!done[l] && last_of(&c->line[l], f->points) >= 0 &&
			    (next == f->lines ||
			     last_of(&c->line[l], f->points) > last_of(&c->line[next], f->points)))
				next = l;
		if (next == f->lines) break;
		done[next] = true;
		int64_t v = last_of(&c->line[next], f->points);
		int y = y_of(f, v) > free_from ? y_of(f, v) : free_from;
		free_from = y + LABEL_STEP;
		buf_reset(&text);
		buf_put(&text, c->line[next].name);
		buf_put_char(&text, ' ');
		put_number(&text, c, v);
		buf_printf(b,
		           "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#0b7078\" "
		           "stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n",
		           RIGHT + 6, y, RIGHT + 30, y, dashes[next % COUNT_OF(dashes)]);
		svg_text(b, RIGHT + 36, y + 5, TEXT_SIZE, "", buf_str(&text));
	}
	buf_free(&text);
}

void chart_put_lines(struct buf *out, const struct chart_lines *c) {
	struct frame f = frame_of(c);
	buf_printf(out,
	           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
	           "lang=\"%s\" class=\"chart\" ",
	           WIDTH, HEIGHT, str_is(str_from(c->lang), "en") ? "en" : "zh-Hant-TW");
	if (c->is_file)
		buf_printf(out,
		           "width=\"%d\" height=\"%d\" font-family=\"Noto Sans TC, Noto Sans CJK "
		           "TC, WenQuanYi Micro Hei, sans-serif\" color=\"#1b1b1b\" ",
		           WIDTH, HEIGHT);
	buf_put_c(out, "fill=\"currentColor\">\n<title>");
	svg_escape(out, c->title);
	buf_put_c(out, "</title>\n");
	if (c->is_file)
		buf_printf(out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH,
		           HEIGHT);
	svg_text(out, MARGIN, MARGIN + TITLE_SIZE, TITLE_SIZE, " font-weight=\"700\"", c->title);
	put_axes(out, c, &f);
	for (size_t l = 0; l < f.lines; l++) put_line(out, c, &f, l);
	put_names(out, c, &f);
	svg_text(out, MARGIN, HEIGHT - MARGIN, SMALL_SIZE, " fill-opacity=\"0.75\"", c->source);
	buf_put_c(out, "</svg>\n");
}
