/* letter_draw.c: a letter on A4; see letter.h.
 *
 *    900                                             檔號、保存年限
 *   1700               衛生福利部中央健康保險署　函
 *   3300  address in the window of an envelope     地址、承辦人、電話
 *   7300  受文者 … 附件
 *         主旨、說明、救濟教示 with hanging indents, over as many pages as needed
 *         正本、副本, who signed; page number below
 *
 * Everything is drawn twice: first dry, to count the pages. A paragraph may break at a page's end,
 * between its lines. */
#include "wire/letter_parts.h"

enum {
	LEFT = 2500,
	RIGHT = 18500,
	TOP = 2300,
	BOTTOM = 27300,
	FOOT = 28000,
	BODY_SIZE = 140,
	HEAD_SIZE = 115,
	GAP = 160,
};

struct sheet {
	struct paper *paper;
	const struct letter *letter;
	enum letter_copy copy;
	enum letter_lang lang;
	bool is_dry, is_translation;
	size_t page, pages;
	mm100_t y;
	struct buf text;
};

static struct paper_style style(const struct sheet *s, int32_t size, enum paper_align align) {
	const bool en = s->lang == LETTER_EN;
	return (struct paper_style){en ? PAPER_SANS : PAPER_KAI, en ? size * 78 / 100 : size, align,
	                            PAPER_BLACK};
}

static struct paper_style quiet(const struct sheet *s, int32_t size, enum paper_align align) {
	struct paper_style q = style(s, size, align);
	q.ink = PAPER_GREY;
	return q;
}

static const char *say(const struct sheet *s, const char *zh, const char *en) {
	return s->lang == LETTER_EN ? en : zh;
}

/* Draws unless dry; the height either way. */
static mm100_t put(struct sheet *s, struct paper_style st, mm100_t x, mm100_t y, mm100_t width,
                   struct str text) {
	return s->is_dry ? paper_text_height(s->paper, st, width, text)
	                 : paper_text(s->paper, st, x, y, width, text);
}

/* ---- Pages ----------------------------------------------------------------------------------- */

static void put_label(struct sheet *s) {
	const char *const label = s->is_translation         ? "譯本 TRANSLATION"
	                          : s->copy == LETTER_DRAFT ? say(s, "稿", "DRAFT")
	                          : s->copy == LETTER_COPY  ? say(s, "抄本", "COPY")
	                                                    : NULL;
	if (label == NULL) return;
	const struct paper_style st = {PAPER_KAI, 120, PAPER_CENTRE, PAPER_ACCENT};
	const struct paper_area box = {LEFT, 900, s->is_translation ? 4600 : 2400, 800};
	paper_frame(s->paper, box, 20, PAPER_ACCENT);
	paper_text(s->paper, st, box.x, box.y + 150, box.width, str_from(label));
}

static void new_page(struct sheet *s) {
	s->page++;
	s->y = TOP;
	if (s->is_dry) return;
	paper_page(s->paper);
	put_label(s);
	buf_reset(&s->text);
	buf_printf(&s->text, say(s, "第 %zu 頁，共 %zu 頁", "Page %zu of %zu"), s->page, s->pages);
	paper_text(s->paper, quiet(s, 90, PAPER_CENTRE), LEFT, FOOT, RIGHT - LEFT,
	           buf_str(&s->text));
	if (s->page == 1 || s->letter->number.n == 0) return;
	paper_text(s->paper, quiet(s, 90, PAPER_RIGHT), LEFT, FOOT, RIGHT - LEFT,
	           s->letter->number);
}

static void need(struct sheet *s, mm100_t height) {
	if (s->y + height > BOTTOM && s->y > TOP) new_page(s);
}

/* How many bytes of the text fit into the height: whole lines. */
static size_t fitting(struct sheet *s, struct paper_style st, mm100_t width, mm100_t height,
                      struct str text) {
	size_t low = 0, high = text.n;
	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;
		while (middle < text.n && ((unsigned char)text.p[middle] & 0xC0) == 0x80) middle++;
		if (paper_text_height(s->paper, st, width, str_slice(text, 0, middle)) <= height)
			low = middle;
		else
			high = middle - 1 > low ? middle - 1 : low;
		while (high > low && high < text.n && ((unsigned char)text.p[high] & 0xC0) == 0x80)
			high--;
	}
	return low;
}

/* Running text from s->y on, over page ends. */
static void flow(struct sheet *s, struct paper_style st, mm100_t x, mm100_t width,
                 struct str text) {
	const mm100_t line = paper_text_height(s->paper, st, width, STR("國"));
	while (text.n > 0) {
		need(s, 2 * line);
		const mm100_t room = BOTTOM - s->y;
		size_t n = text.n;
		if (paper_text_height(s->paper, st, width, text) > room)
			n = fitting(s, st, width, room, text);
		if (n == 0) n = text.n; /* less than a line of room on a new page: never */
		s->y += put(s, st, x, s->y, width, str_slice(text, 0, n));
		text = str_slice(text, n, text.n);
		if (text.n > 0) new_page(s);
	}
}

/* `mark` and beside it the text with a hanging indent. */
static void hang(struct sheet *s, struct paper_style st, mm100_t x, mm100_t indent, struct str mark,
                 struct str text) {
	need(s, paper_text_height(s->paper, st, RIGHT - x - indent, STR("國")) * 2);
	(void)put(s, st, x, s->y, indent + 400, mark); /* its height is that of a line */
	flow(s, st, x + indent, RIGHT - x - indent, text);
	s->y += GAP;
}

static mm100_t width_of(struct sheet *s, struct paper_style st, const char *text) {
	return paper_text_width(s->paper, st, str_from(text)) + 30;
}

/* ---- Head ------------------------------------------------------------------------------------ */

static void draw_file_mark(struct sheet *s) {
	const struct letter *l = s->letter;
	const struct ymd d = date_to_ymd(l->issued);
	buf_reset(&s->text);
	buf_printf(&s->text, say(s, "檔　　號：%03d/%.*s\n", "File no.: %03d/%.*s\n"),
	           (int)d.year - 1911, STR_ARG(l->file_class));
	buf_put_c(&s->text, say(s, "保存年限：", "Retention: "));
	if (l->years == 0)
		buf_put_c(&s->text, say(s, "永久", "permanent"));
	else
		buf_printf(&s->text, say(s, "%d年", "%d years"), (int)l->years);
	(void)put(s, style(s, 90, PAPER_LEFT), 14300, 800, RIGHT - 14300, buf_str(&s->text));
}

static void draw_title(struct sheet *s) {
	const struct letter *l = s->letter;
	buf_reset(&s->text);
	buf_put(&s->text, letter_say(l->agency, s->lang));
	buf_put_c(&s->text, s->lang == LETTER_EN ? "\n" : "　");
	buf_put_c(&s->text, say(s, letter_kinds[l->kind].zh, letter_kinds[l->kind].en));
	(void)put(s, style(s, s->lang == LETTER_EN ? 150 : 200, PAPER_CENTRE), LEFT, 1850,
	          RIGHT - LEFT, buf_str(&s->text));
}

/* Who writes: address, officer, telephone on the right. */
static void draw_office(struct sheet *s) {
	const struct letter *l = s->letter;
	const mm100_t x = 11300;
	buf_reset(&s->text);
	buf_printf(&s->text, say(s, "地　址：%.*s\n", "Address: %.*s\n"),
	           STR_ARG(letter_say(l->address, s->lang)));
	buf_printf(&s->text, say(s, "承辦單位：%.*s\n", "Office: %.*s\n"),
	           STR_ARG(letter_say(l->office, s->lang)));
	if (l->contact.n > 0)
		buf_printf(&s->text, say(s, "承辦人：%.*s\n", "Officer: %.*s\n"),
		           STR_ARG(l->contact));
	buf_printf(&s->text, say(s, "電　話：%.*s", "Telephone: %.*s"),
	           STR_ARG(letter_say(l->phone, s->lang)));
	(void)put(s, style(s, 100, PAPER_LEFT), x, 3400, RIGHT - x, buf_str(&s->text));
}

/* In the window of a DL or C5 envelope: 20 mm from the left, 35 to 75 mm from the top. */
static void draw_window(struct sheet *s) {
	const struct letter *l = s->letter;
	const mm100_t x = 2000, width = 8800;
	mm100_t y = 3600;
	if (s->is_translation) return;
	if (l->to_address.n > 0)
		y += put(s, style(s, 120, PAPER_LEFT), x, y, width, l->to_address) + 150;
	buf_reset(&s->text);
	letter_put_addressee(&s->text, l, s->lang);
	(void)put(s, style(s, 140, PAPER_LEFT), x, y, width, buf_str(&s->text));
}

static void draw_heads(struct sheet *s) {
	buf_reset(&s->text);
	letter_put_heads(&s->text, s->letter, s->lang);
	flow(s, style(s, HEAD_SIZE, PAPER_LEFT), LEFT, RIGHT - LEFT, buf_str(&s->text));
	s->y += 350;
}

/* ---- Body ------------------------------------------------------------------------------------ */

static void draw_subject(struct sheet *s) {
	const struct paper_style st = style(s, BODY_SIZE, PAPER_LEFT);
	const char *mark = say(s, "主旨：", "Subject:");
	if (s->letter->subject.zh.n == 0) return;
	hang(s, st, LEFT, width_of(s, st, mark), str_from(mark),
	     letter_say(s->letter->subject, s->lang));
}

static void draw_items(struct sheet *s, const struct letter_section *section) {
	const struct paper_style st = style(s, BODY_SIZE, PAPER_LEFT);
	const struct letter_item *items = section->items;
	size_t n[4] = {0};
	for (size_t i = 0; i < section->item_count; i++) {
		const int32_t level = items[i].level;
		char mark[32];
		n[level]++;
		for (int32_t deeper = level + 1; deeper <= 3; deeper++) n[deeper] = 0;
		buf_reset(&s->text);
		letter_put_mark(&s->text, level, n[level], s->lang);
		(void)snprintf(mark, sizeof mark, "%.*s", STR_ARG(buf_str(&s->text)));
		const mm100_t step = width_of(s, st, "國國"),
		              x = LEFT + (level > 0 ? (level - 1) * step / 2 + step / 2 : 0);
		const mm100_t widest = width_of(s, st, mark);
		hang(s, st, x,
		     level == 0      ? 0
		     : widest > step ? widest
		                     : step,
		     str_from(mark), letter_say(items[i].text, s->lang));
	}
}

struct grid_place {
	mm100_t x[16]; /* left edges, and the right edge behind */
};

static void place_columns(const struct letter_grid *g, struct grid_place *p) {
	int64_t shares = 0, sum = 0;
	for (size_t c = 0; c < g->column_count; c++) shares += g->columns[c].share;
	for (size_t c = 0; c <= g->column_count && c < COUNT_OF(p->x); c++) {
		p->x[c] = LEFT + (mm100_t)((RIGHT - LEFT) * sum / (shares > 0 ? shares : 1));
		if (c < g->column_count) sum += g->columns[c].share;
	}
}

enum { CELL_SIZE = 105, PAD = 110 };

static struct paper_style cell_style(const struct sheet *s, const struct letter_column *c) {
	struct paper_style st = style(s, CELL_SIZE, c->is_figure ? PAPER_RIGHT : PAPER_LEFT);
	if (c->is_figure) st.face = PAPER_SANS;
	if (c->is_figure) st.size = 88;
	return st;
}

static void draw_grid_titles(struct sheet *s, const struct letter_grid *g,
                             const struct grid_place *p) {
	mm100_t height = 0;
	for (int pass = 0; pass < 2; pass++) {
		if (pass == 1 && !s->is_dry) {
			paper_fill(s->paper, (struct paper_area){LEFT, s->y, RIGHT - LEFT, height},
			           PAPER_TINT);
			paper_line(s->paper, LEFT, s->y, RIGHT, s->y, 25, PAPER_BLACK);
		}
		for (size_t c = 0; c < g->column_count; c++) {
			struct paper_style st = cell_style(s, &g->columns[c]);
			st.face = s->lang == LETTER_EN ? PAPER_SANS : PAPER_KAI;
			const mm100_t width = p->x[c + 1] - p->x[c] - 2 * PAD;
			const struct str title = letter_say(g->columns[c].title, s->lang);
			const mm100_t h = pass == 0 || s->is_dry
			                          ? paper_text_height(s->paper, st, width, title)
			                          : paper_text(s->paper, st, p->x[c] + PAD,
			                                       s->y + PAD, width, title);
			if (h + 2 * PAD > height) height = h + 2 * PAD;
		}
	}
	s->y += height;
}

static mm100_t row_height(struct sheet *s, const struct letter_grid *g, const struct grid_place *p,
                          const struct letter_grid_row *row) {
	mm100_t height = 0;
	for (size_t c = 0; c < g->column_count; c++) {
		const mm100_t h = paper_text_height(s->paper, cell_style(s, &g->columns[c]),
		                                    p->x[c + 1] - p->x[c] - 2 * PAD,
		                                    letter_say(row->cells[c], s->lang));
		if (h > height) height = h;
	}
	return height + 2 * PAD;
}

static void draw_grid(struct sheet *s, const struct letter_grid *g) {
	struct grid_place p;
	if (g->column_count == 0 || g->column_count >= COUNT_OF(p.x)) return;
	place_columns(g, &p);
	need(s, 2500);
	draw_grid_titles(s, g, &p);
	for (size_t i = 0; i < g->row_count; i++) {
		const mm100_t height = row_height(s, g, &p, &g->rows[i]);
		if (s->y + height > BOTTOM) {
			new_page(s);
			draw_grid_titles(s, g, &p);
		}
		if (!s->is_dry) {
			paper_line(s->paper, LEFT, s->y, RIGHT, s->y, g->rows[i].is_total ? 20 : 8,
			           g->rows[i].is_total ? PAPER_BLACK : PAPER_RULE);
			for (size_t c = 0; c < g->column_count; c++)
				paper_text(s->paper, cell_style(s, &g->columns[c]), p.x[c] + PAD,
				           s->y + PAD, p.x[c + 1] - p.x[c] - 2 * PAD,
				           letter_say(g->rows[i].cells[c], s->lang));
		}
		s->y += height;
	}
	if (!s->is_dry) paper_line(s->paper, LEFT, s->y, RIGHT, s->y, 25, PAPER_BLACK);
	s->y += 2 * GAP;
}

static void draw_sections(struct sheet *s) {
	const struct paper_style st = style(s, BODY_SIZE, PAPER_LEFT);
	for (size_t i = 0; i < s->letter->section_count; i++) {
		const struct letter_section *section = &s->letter->sections[i];
		const struct str name = letter_say(section->name, s->lang);
		if (name.n > 0) {
			buf_reset(&s->text);
			buf_put(&s->text, name);
			buf_put_c(&s->text, say(s, "：", ":"));
			need(s, 1800);
			s->y += put(s, st, LEFT, s->y, RIGHT - LEFT, buf_str(&s->text)) + GAP / 2;
		}
		draw_items(s, section);
		draw_grid(s, &section->grid);
	}
	if (s->letter->remedy.zh.n == 0) return;
	const char *mark = say(s, "救濟教示：", "Remedy:");
	hang(s, st, LEFT, width_of(s, st, mark), str_from(mark),
	     letter_say(s->letter->remedy, s->lang));
}

/* ---- End ------------------------------------------------------------------------------------- */

static void draw_receivers(struct sheet *s) {
	const struct letter *l = s->letter;
	const struct paper_style st = style(s, HEAD_SIZE, PAPER_LEFT);
	if (!letter_kinds[l->kind].has_addressee) return;
	s->y += 300;
	buf_reset(&s->text);
	buf_put_c(&s->text, say(s, "正本：", "Original: "));
	letter_put_addressee(&s->text, l, s->lang);
	flow(s, st, LEFT, RIGHT - LEFT, buf_str(&s->text));
	buf_reset(&s->text);
	buf_put_c(&s->text, say(s, "副本：", "Copies: "));
	for (size_t i = 0; i < l->copy_count; i++) {
		if (i > 0) buf_put_c(&s->text, say(s, "、", "; "));
		buf_put(&s->text, l->copies[i]);
	}
	flow(s, st, LEFT, RIGHT - LEFT, buf_str(&s->text));
}

/* Who signed. What has to be stamped on the paper is said small below: nothing of it is drawn. */
static void draw_signature(struct sheet *s) {
	const struct letter *l = s->letter;
	need(s, 3200);
	s->y += 700;
	buf_reset(&s->text);
	buf_put(&s->text, letter_say(l->signer, s->lang));
	buf_put_c(&s->text, say(s, "　", "  "));
	buf_put(&s->text, l->signer_name);
	s->y += put(s, style(s, 200, PAPER_LEFT), LEFT, s->y, RIGHT - LEFT, buf_str(&s->text)) +
	        GAP;
	if (l->delegated.zh.n > 0)
		s->y += put(s, style(s, 120, PAPER_LEFT), LEFT, s->y, RIGHT - LEFT,
		            letter_say(l->delegated, s->lang)) +
		        GAP;
	if (s->copy != LETTER_ORIGINAL || s->is_translation || l->kind == LETTER_CERTIFICATE)
		return;
	buf_reset(&s->text);
	buf_printf(&s->text, say(s, "（用印：%s）", "(to be sealed with: %s)"),
	           say(s, letter_kinds[l->kind].seal_zh, letter_kinds[l->kind].seal_en));
	s->y += put(s, quiet(s, 85, PAPER_LEFT), LEFT, s->y, RIGHT - LEFT, buf_str(&s->text));
}

static void draw_official(struct sheet *s) {
	const struct letter_kind_facts *kind = &letter_kinds[s->letter->kind];
	draw_file_mark(s);
	draw_title(s);
	s->y = 3600;
	if (kind->has_addressee) {
		draw_office(s);
		draw_window(s);
		s->y = 7300;
	}
	draw_heads(s);
	draw_subject(s);
	draw_sections(s);
	draw_receivers(s);
	draw_signature(s);
}

/* ---- Certificates ---------------------------------------------------------------------------- */

static enum nhi_status draw_check(struct sheet *s, struct err *err) {
	const struct letter *l = s->letter;
	const mm100_t size = 2600, x = LEFT + size + 700;
	if (l->check_code.n == 0) return NHI_OK;
	need(s, size + 900);
	s->y += 500;
	enum nhi_status st = NHI_OK;
	if (!s->is_dry) st = paper_qr(s->paper, LEFT + 200, s->y + 200, size, l->check_url, err);
	mm100_t y = s->y + 200;
	y += put(s, style(s, 110, PAPER_LEFT), x, y, RIGHT - x,
	         str_from(say(s, "查驗碼", "Check code")));
	y += put(s, (struct paper_style){PAPER_SANS, 125, PAPER_LEFT, PAPER_BLACK}, x, y, RIGHT - x,
	         l->check_code) +
	     100;
	y += put(s, (struct paper_style){PAPER_SANS, 75, PAPER_LEFT, PAPER_GREY}, x, y, RIGHT - x,
	         l->check_url) +
	     100;
	(void)put(
	        s, quiet(s, 90, PAPER_LEFT), x, y, RIGHT - x,
	        str_from(say(s, "本證明由電腦產製，不另用印；收受者請以查驗碼上網核對內容。",
	                     "Issued by computer without seal. Check it on line with the code.")));
	s->y += size + 600;
	return st;
}

static enum nhi_status draw_certificate(struct sheet *s, struct err *err) {
	const struct letter *l = s->letter;
	s->y = 2600;
	s->y += put(s, style(s, 150, PAPER_CENTRE), LEFT, s->y, RIGHT - LEFT,
	            letter_say(l->agency, s->lang)) +
	        200;
	s->y += put(s, style(s, 230, PAPER_CENTRE), LEFT, s->y, RIGHT - LEFT,
	            letter_say(l->title, s->lang)) +
	        500;
	buf_reset(&s->text);
	buf_put_c(&s->text, say(s, "證明書字號：", "Certificate no.: "));
	buf_put(&s->text, l->number);
	buf_put_c(&s->text, say(s, "\n核發日期：", "\nIssued on: "));
	letter_put_date(&s->text, l->issued, s->lang, true);
	s->y += put(s, style(s, HEAD_SIZE, PAPER_LEFT), LEFT, s->y, RIGHT - LEFT,
	            buf_str(&s->text)) +
	        500;
	draw_sections(s);
	draw_signature(s);
	buf_reset(&s->text);
	buf_put(&s->text, letter_say(l->office, s->lang));
	buf_put_c(&s->text, say(s, "　", "  "));
	buf_put(&s->text, letter_say(l->phone, s->lang));
	s->y += put(s, quiet(s, 95, PAPER_LEFT), LEFT, s->y, RIGHT - LEFT, buf_str(&s->text));
	return draw_check(s, err);
}

/* ---- All ------------------------------------------------------------------------------------- */

static enum nhi_status draw_face(struct sheet *s, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (int pass = 0; pass < 2 && st == NHI_OK; pass++) {
		s->is_dry = pass == 0;
		s->page = 0;
		new_page(s);
		if (s->letter->kind == LETTER_CERTIFICATE)
			st = draw_certificate(s, err);
		else
			draw_official(s);
		s->pages = s->page;
	}
	return st;
}

enum nhi_status letter_draw(struct paper *p, const struct letter *l, enum letter_copy copy,
                            bool english, struct err *err) {
	struct sheet s = {.paper = p, .letter = l, .copy = copy, .text = BUF_INIT(256 * 1024)};
	const bool is_certificate = l->kind == LETTER_CERTIFICATE;
	if (is_certificate && english) s.lang = LETTER_EN;
	enum nhi_status st = draw_face(&s, err);
	if (st == NHI_OK && english && !is_certificate) {
		s.lang = LETTER_EN;
		s.is_translation = true;
		st = draw_face(&s, err);
	}
	buf_free(&s.text);
	return st;
}

enum nhi_status letter_pdf(const struct letter *l, enum letter_copy copy, bool english,
                           struct buf *out, int64_t *pages, struct err *err) {
	struct paper *p = NULL;
	const struct paper_info info = {l->number.n > 0 ? l->number : l->form_id, l->agency.zh,
	                                instant_of_date(l->issued)};
	enum nhi_status st = paper_open(&p, &info, out, err);
	if (st != NHI_OK) return st;
	st = letter_draw(p, l, copy, english, err);
	if (pages != NULL) *pages = (int64_t)paper_page_count(p);
	const enum nhi_status closed = paper_close(p, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? closed : st;
}
