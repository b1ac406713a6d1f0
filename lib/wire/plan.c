/* plan.c: see plan.h. */
#include "wire/plan.h"

#include "wire/svg.h"

enum {
	WIDTH = 960,
	MARGIN = 16,
	TITLE_SIZE = 22,
	TEXT_SIZE = 18,
	SMALL_SIZE = 14,
	ROOM_TOP = 56,
	ROOM_HEIGHT = 170,
	CORRIDOR = 110,
	DESK = 34,
	BOX_COLUMNS = 4,
	BOX_HEIGHT = 78,
	BOX_GAP = 18,
	LINE = 24,
	LINES_MAX = 4
};

static void open_picture(struct buf *b, int height, struct str title, const char *lang) {
	buf_printf(b,
	           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	           "height=\"%d\" role=\"img\" lang=\"%s\" font-family=\"'Noto Sans TC','Noto Sans "
	           "CJK TC',sans-serif\">\n<title>",
	           WIDTH, height, WIDTH, height, lang[0] == 'e' ? "en" : "zh-Hant");
	svg_escape(b, title);
	buf_printf(b, "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH,
	           height);
	svg_text(b, MARGIN, MARGIN + TITLE_SIZE, TITLE_SIZE, " font-weight=\"600\"", title);
}

static void rect(struct buf *b, int x, int y, int w, int h, bool is_marked) {
	buf_printf(b,
	           "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" "
	           "stroke=\"#1a1a1a\" stroke-width=\"%d\"/>\n",
	           x, y, w, h, is_marked ? "#e3f0f0" : "#ffffff", is_marked ? 5 : 1);
}

/* Lines around the middle of a box. */
static void put_middle(struct buf *b, int x, int y, int width, int size, struct str text) {
	for (int line = 0; line < LINES_MAX && text.n > 0; line++) {
		struct str part = str_trim(svg_cut_line(&text, size, width));
		int at = x + (width - svg_text_width(part, size)) / 2;
		svg_text(b, at, y + line * LINE, size, "", part);
	}
}

/* A triangle that points up at (x, y), and words below it. */
static void put_mark(struct buf *b, int x, int y, struct str words) {
	buf_printf(b, "<path d=\"M%d %d l14 24 h-28 z\" fill=\"#1a1a1a\"/>\n", x, y);
	int width = svg_text_width(words, TEXT_SIZE), at = x - width / 2;
	if (at < MARGIN) at = MARGIN;
	if (at + width > WIDTH - MARGIN) at = WIDTH - MARGIN - width;
	svg_text(b, at, y + 24 + LINE, TEXT_SIZE, " font-weight=\"700\"", words);
}

static void put_desks(struct buf *b, const struct plan *p, const struct plan_room *r, int x,
                      int w) {
	size_t n = r->desk_count < PLAN_DESKS_MAX ? r->desk_count : PLAN_DESKS_MAX;
	int step = n == 0 ? 0 : w / (int)n;
	if (step > DESK + 12) step = DESK + 12;
	int from = x + (w - step * (int)n) / 2, y = ROOM_TOP + ROOM_HEIGHT - DESK;
	for (size_t i = 0; i < n; i++) {
		const struct plan_desk *d = &r->desks[i];
		int at = from + step * (int)i + (step - DESK) / 2;
		rect(b, at, y, DESK, DESK, d->is_marked);
		svg_text(b, at + (DESK - svg_text_width(d->label, TEXT_SIZE)) / 2, y + 24,
		         TEXT_SIZE, d->is_marked ? " font-weight=\"700\"" : "", d->label);
		if (d->is_marked) put_mark(b, at + DESK / 2, ROOM_TOP + ROOM_HEIGHT + 4, p->mark);
	}
}

static bool has_marked_desk(const struct plan_room *r) {
	for (size_t i = 0; i < r->desk_count && i < PLAN_DESKS_MAX; i++)
		if (r->desks[i].is_marked) return true;
	return false;
}

void plan_put_floor(struct buf *out, const struct plan *p) {
	size_t n = p->room_count < PLAN_ROOMS_MAX ? p->room_count : PLAN_ROOMS_MAX;
	int height = ROOM_TOP + ROOM_HEIGHT + CORRIDOR + 44;
	int inside = WIDTH - 2 * MARGIN, w = n == 0 ? inside : inside / (int)n;
	open_picture(out, height, p->title, p->lang);
	rect(out, MARGIN, ROOM_TOP, inside, ROOM_HEIGHT + CORRIDOR, false);
	for (size_t i = 0; i < n; i++) {
		const struct plan_room *r = &p->rooms[i];
		int x = MARGIN + w * (int)i;
		rect(out, x, ROOM_TOP, w, ROOM_HEIGHT, r->is_marked);
		put_middle(out, x + 8, ROOM_TOP + 40, w - 16, TEXT_SIZE, r->name);
		put_desks(out, p, r, x, w);
		if (r->is_marked && !has_marked_desk(r))
			put_mark(out, x + w / 2, ROOM_TOP + ROOM_HEIGHT + 4, p->mark);
	}
	int y = ROOM_TOP + ROOM_HEIGHT + CORRIDOR;
	buf_printf(out, "<path d=\"M%d %d h90\" stroke=\"#ffffff\" stroke-width=\"6\"/>\n",
	           MARGIN + 20, y);
	svg_text(out, MARGIN + 20, y - 12, SMALL_SIZE, "", p->entrance);
	svg_text(out, MARGIN, height - 12, SMALL_SIZE, " fill=\"#4a4a4a\"", p->note);
	buf_put_c(out, "</svg>\n");
}

static void put_box(struct buf *b, const struct plan_chart *c, const struct plan_box *box, int x,
                    int y, int w) {
	rect(b, x, y, w, BOX_HEIGHT, box->is_marked);
	put_middle(b, x + 6, y + 26, w - 12, SMALL_SIZE + 2, box->name);
	struct str note = box->is_marked ? c->mark : box->note;
	svg_text(b, x + (w - svg_text_width(note, SMALL_SIZE)) / 2, y + BOX_HEIGHT - 8, SMALL_SIZE,
	         box->is_marked ? " font-weight=\"700\"" : " fill=\"#4a4a4a\"", note);
}

void plan_put_chart(struct buf *out, const struct plan_chart *c) {
	size_t n = c->box_count < PLAN_BOXES_MAX ? c->box_count : PLAN_BOXES_MAX;
	int rows = ((int)n + BOX_COLUMNS - 1) / BOX_COLUMNS, spine = MARGIN + 8;
	int left = MARGIN + 28, step = (WIDTH - left - MARGIN) / BOX_COLUMNS;
	int top = ROOM_TOP + BOX_HEIGHT + 2 * BOX_GAP;
	int height = top + rows * (BOX_HEIGHT + BOX_GAP) + 36;
	open_picture(out, height, c->title, c->lang);
	put_box(out, c, &c->head, MARGIN, ROOM_TOP, WIDTH - 2 * MARGIN);
	if (rows > 0)
		buf_printf(out, "<path d=\"M%d %d V%d\" stroke=\"#1a1a1a\" fill=\"none\"/>\n",
		           spine, ROOM_TOP + BOX_HEIGHT,
		           top - BOX_GAP / 2 + (rows - 1) * (BOX_HEIGHT + BOX_GAP));
	for (int row = 0; row < rows; row++) {
		int y = top + row * (BOX_HEIGHT + BOX_GAP) - BOX_GAP / 2;
		buf_printf(out, "<path d=\"M%d %d H%d\" stroke=\"#1a1a1a\" fill=\"none\"/>\n",
		           spine, y, WIDTH - MARGIN - step / 2);
	}
	for (size_t i = 0; i < n; i++) {
		int x = left + (int)(i % BOX_COLUMNS) * step;
		int y = top + (int)(i / BOX_COLUMNS) * (BOX_HEIGHT + BOX_GAP);
		buf_printf(out, "<path d=\"M%d %d V%d\" stroke=\"#1a1a1a\" fill=\"none\"/>\n",
		           x + step / 2, y - BOX_GAP / 2, y);
		put_box(out, c, &c->boxes[i], x, y, step - BOX_GAP);
	}
	svg_text(out, MARGIN, height - 12, SMALL_SIZE, " fill=\"#4a4a4a\"", c->note);
	buf_put_c(out, "</svg>\n");
}
