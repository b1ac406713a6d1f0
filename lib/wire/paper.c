/* paper.c: pages by cairo and pango, symbols by zint; see paper.h. Only this file knows them.
 *
 * Bytes are the same each time because nothing of the machine enters: the day of creation is given,
 * hinting is off (a PDF is not drawn on a screen), the language is fixed, faces are asked for by
 * name and checked. */
#include "wire/paper.h"

#include "base/check.h"

#include <pango/pangocairo.h>

#include <cairo-pdf.h>
#include <zint.h>

struct paper {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoFontMap *fonts;
	PangoContext *context;
	PangoLayout *layout;
	PangoFontDescription *font[PAPER_FACE_COUNT];
	struct buf *bytes;
	size_t pages;
};

static const struct {
	const char *family, *package;
} faces[PAPER_FACE_COUNT] = {
        [PAPER_KAI] = {"AR PL UKai TW", "fonts-arphic-ukai"},
        [PAPER_SANS] = {"WenQuanYi Micro Hei", "fonts-wqy-microhei"},
};

/* Red, green, blue in 1/255. The accent is a deep teal, dark enough to print as near black. */
static const unsigned char inks[PAPER_INK_COUNT][3] = {
        [PAPER_BLACK] = {0, 0, 0},      [PAPER_GREY] = {85, 85, 85},
        [PAPER_RULE] = {150, 150, 150}, [PAPER_TINT] = {238, 243, 243},
        [PAPER_ACCENT] = {11, 83, 88},
};

static double points(mm100_t v) { return v * 72.0 / 2540.0; }
static mm100_t mm100_of(int pango_units) {
	return (mm100_t)(((int64_t)pango_units * 2540 + 72 * PANGO_SCALE - 1) / (72 * PANGO_SCALE));
}

static void set_ink(struct paper *p, enum paper_ink ink) {
	cairo_set_source_rgb(p->cr, inks[ink][0] / 255.0, inks[ink][1] / 255.0,
	                     inks[ink][2] / 255.0);
}

static cairo_status_t append(void *to, const unsigned char *data, unsigned n) {
	struct buf *b = to;
	buf_put(b, (struct str){(const char *)data, n});
	return buf_ok(b) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static enum nhi_status choose_faces(struct paper *p, struct err *err) {
	for (size_t i = 0; i < PAPER_FACE_COUNT; i++) {
		p->font[i] = pango_font_description_new();
		pango_font_description_set_family_static(p->font[i], faces[i].family);
		pango_font_description_set_absolute_size(p->font[i], 10 * PANGO_SCALE);
		PangoFont *font = pango_font_map_load_font(p->fonts, p->context, p->font[i]);
		if (font == NULL)
			return err_set(err, NHI_PAPER_FONT, "%s" ERR_SEP "%s", faces[i].family,
			               faces[i].package);
		PangoFontDescription *got = pango_font_describe(font);
		bool same =
		        str_is(str_from(pango_font_description_get_family(got)), faces[i].family);
		pango_font_description_free(got);
		g_object_unref(font);
		if (!same)
			return err_set(err, NHI_PAPER_FONT, "%s" ERR_SEP "%s", faces[i].family,
			               faces[i].package);
	}
	return NHI_OK;
}

static void set_metadata(struct paper *p, const struct paper_info *info) {
	struct buf text = BUF_INIT(4096);
	const struct {
		cairo_pdf_metadata_t key;
		struct str value;
	} rows[] = {{CAIRO_PDF_METADATA_TITLE, info->title},
	            {CAIRO_PDF_METADATA_AUTHOR, info->author},
	            {CAIRO_PDF_METADATA_CREATOR, STR("OpenNHI")}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		buf_reset(&text);
		buf_put(&text, rows[i].value);
		buf_put_char(&text, '\0');
		if (buf_ok(&text)) cairo_pdf_surface_set_metadata(p->surface, rows[i].key, text.p);
	}
	/* To the second, as a PDF wants it. */
	buf_reset(&text);
	instant_print(&text, info->created - info->created % 1000000);
	buf_put_char(&text, '\0');
	if (buf_ok(&text))
		cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, text.p);
	buf_free(&text);
}

static void set_up_text(struct paper *p) {
	p->context = pango_font_map_create_context(p->fonts);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(p->context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(p->context, 72);
	pango_context_set_language(p->context, pango_language_from_string("zh-TW"));
	p->layout = pango_layout_new(p->context);
	pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_auto_dir(p->layout, FALSE);
	pango_layout_set_spacing(p->layout, 0);
}

static void release(struct paper *p) {
	for (size_t i = 0; i < PAPER_FACE_COUNT; i++)
		if (p->font[i] != NULL) pango_font_description_free(p->font[i]);
	if (p->layout != NULL) g_object_unref(p->layout);
	if (p->context != NULL) g_object_unref(p->context);
	if (p->fonts != NULL) g_object_unref(p->fonts);
	if (p->cr != NULL) cairo_destroy(p->cr);
	if (p->surface != NULL) cairo_surface_destroy(p->surface);
	free(p);
}

enum nhi_status paper_open(struct paper **out, const struct paper_info *info, struct buf *bytes,
                           struct err *err) {
	struct paper *p = calloc(1, sizeof *p);
	*out = NULL;
	if (p == NULL) return err_set(err, NHI_MEMORY, " ");
	p->bytes = bytes;
	p->fonts = g_object_ref(pango_cairo_font_map_get_default());
	p->surface = cairo_pdf_surface_create_for_stream(append, bytes, points(PAPER_WIDTH),
	                                                 points(PAPER_HEIGHT));
	p->cr = cairo_create(p->surface);
	if (p->fonts == NULL || cairo_status(p->cr) != CAIRO_STATUS_SUCCESS) {
		release(p);
		return err_set(err, NHI_MEMORY, " ");
	}
	set_up_text(p);
	enum nhi_status st = choose_faces(p, err);
	if (st != NHI_OK) {
		release(p);
		return st;
	}
	cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_5);
	set_metadata(p, info);
	*out = p;
	return NHI_OK;
}

enum nhi_status paper_close(struct paper *p, struct err *err) {
	if (p->pages > 0) cairo_show_page(p->cr);
	cairo_surface_finish(p->surface);
	cairo_status_t done = cairo_surface_status(p->surface);
	if (done == CAIRO_STATUS_SUCCESS) done = cairo_status(p->cr);
	struct buf *bytes = p->bytes;
	release(p);
	if (!buf_ok(bytes))
		return err_set(err, NHI_LIMIT, "PDF" ERR_SEP "%zu",
		               bytes->max == 0 ? (size_t)BUF_MAX_DEFAULT : bytes->max);
	CHECK(done == CAIRO_STATUS_SUCCESS || done == CAIRO_STATUS_NO_MEMORY);
	return done == CAIRO_STATUS_SUCCESS ? NHI_OK : err_set(err, NHI_MEMORY, " ");
}

void paper_page(struct paper *p) {
	if (p->pages > 0) cairo_show_page(p->cr);
	p->pages++;
}

size_t paper_page_count(const struct paper *p) { return p->pages; }

/* Kai brings letters and digits of a typewriter: those are taken from the sans face, a little
 * smaller, so that the figures in running text are the figures of the tables. And no hyphen is ever
 * put into a name. */
static void set_attributes(struct paper *p, struct paper_style s, struct str text) {
	enum { SMALLER_PERCENT = 94 };
	PangoAttrList *list = pango_attr_list_new();
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	for (size_t from = 0; from < text.n && s.face == PAPER_KAI;) {
		size_t to = from;
		while (to < text.n && text.p[to] > ' ' && text.p[to] <= '~') to++;
		if (to > from) {
			PangoAttribute *both[] = {
			        pango_attr_family_new(faces[PAPER_SANS].family),
			        pango_attr_size_new_absolute(s.size * PANGO_SCALE / 10 *
			                                     SMALLER_PERCENT / 100)};
			for (size_t i = 0; i < COUNT_OF(both); i++) {
				both[i]->start_index = (guint)from;
				both[i]->end_index = (guint)to;
				pango_attr_list_insert(list, both[i]);
			}
		}
		from = to + 1;
	}
	pango_layout_set_attributes(p->layout, list);
	pango_attr_list_unref(list);
}

static void lay_out(struct paper *p, struct paper_style s, int width, struct str text) {
	static const PangoAlignment aligned[] = {
	        [PAPER_LEFT] = PANGO_ALIGN_LEFT,
	        [PAPER_CENTRE] = PANGO_ALIGN_CENTER,
	        [PAPER_RIGHT] = PANGO_ALIGN_RIGHT,
	};
	CHECK(s.face < PAPER_FACE_COUNT && s.size > 0);
	pango_font_description_set_absolute_size(p->font[s.face], s.size * PANGO_SCALE / 10.0);
	pango_layout_set_font_description(p->layout, p->font[s.face]);
	pango_layout_set_width(p->layout, width);
	pango_layout_set_alignment(p->layout, aligned[s.align]);
	set_attributes(p, s, text);
	pango_layout_set_text(p->layout, text.n == 0 ? "" : text.p, (int)text.n);
}

static int layout_width(mm100_t width) { return (int)(points(width) * PANGO_SCALE); }

static mm100_t layout_height(struct paper *p) {
	int width = 0, height = 0;
	pango_layout_get_size(p->layout, &width, &height);
	return mm100_of(height);
}

mm100_t paper_text(struct paper *p, struct paper_style style, mm100_t x, mm100_t y, mm100_t width,
                   struct str text) {
	CHECK(p->pages > 0);
	lay_out(p, style, layout_width(width), text);
	set_ink(p, style.ink);
	cairo_move_to(p->cr, points(x), points(y));
	pango_cairo_show_layout(p->cr, p->layout);
	return layout_height(p);
}

mm100_t paper_text_height(struct paper *p, struct paper_style style, mm100_t width,
                          struct str text) {
	lay_out(p, style, layout_width(width), text);
	return layout_height(p);
}

mm100_t paper_text_width(struct paper *p, struct paper_style style, struct str text) {
	int width = 0, height = 0;
	lay_out(p, style, -1, text);
	pango_layout_get_size(p->layout, &width, &height);
	return mm100_of(width);
}

void paper_line(struct paper *p, mm100_t x1, mm100_t y1, mm100_t x2, mm100_t y2, mm100_t weight,
                enum paper_ink ink) {
	set_ink(p, ink);
	cairo_set_line_width(p->cr, points(weight));
	cairo_move_to(p->cr, points(x1), points(y1));
	cairo_line_to(p->cr, points(x2), points(y2));
	cairo_stroke(p->cr);
}

void paper_cut_line(struct paper *p, mm100_t x1, mm100_t x2, mm100_t y) {
	static const double dashes[] = {4, 3};
	cairo_set_dash(p->cr, dashes, COUNT_OF(dashes), 0);
	paper_line(p, x1, y, x2, y, 15, PAPER_GREY);
	cairo_set_dash(p->cr, NULL, 0, 0);
}

void paper_fill(struct paper *p, struct paper_area a, enum paper_ink ink) {
	set_ink(p, ink);
	cairo_rectangle(p->cr, points(a.x), points(a.y), points(a.width), points(a.height));
	cairo_fill(p->cr);
}

void paper_frame(struct paper *p, struct paper_area a, mm100_t weight, enum paper_ink ink) {
	set_ink(p, ink);
	cairo_set_line_width(p->cr, points(weight));
	cairo_rectangle(p->cr, points(a.x), points(a.y), points(a.width), points(a.height));
	cairo_stroke(p->cr);
}

static bool is_dark(const struct zint_symbol *s, int row, int column) {
	return (s->encoded_data[row][column / 8] >> (column % 8)) & 1;
}

static enum nhi_status encode(struct zint_symbol *s, struct str text, struct err *err) {
	int code = ZBarcode_Encode(s, (const unsigned char *)text.p, (int)text.n);
	if (code == ZINT_ERROR_MEMORY) return err_set(err, NHI_MEMORY, " ");
	if (code >= ZINT_ERROR)
		return err_set(err, NHI_RANGE, "barcode" ERR_SEP "%.*s" ERR_SEP "%s", STR_ARG(text),
		               s->errtxt);
	return NHI_OK;
}

/* Runs of dark modules of one row as rectangles, so that no hair-line shows between them. */
static void draw_row(struct paper *p, const struct zint_symbol *s, int row, struct paper_area at,
                     double module) {
	for (int from = 0; from < s->width;) {
		int to = from;
		while (to < s->width && is_dark(s, row, to)) to++;
		if (to > from)
			cairo_rectangle(p->cr, points(at.x) + from * module, points(at.y),
			                (to - from) * module, points(at.height));
		from = to > from ? to : from + 1;
	}
}

enum nhi_status paper_code39(struct paper *p, mm100_t x, mm100_t y, mm100_t module, mm100_t height,
                             struct str text, mm100_t *width, struct err *err) {
	if (text.n == 0 || text.n > PAPER_CODE39_MAX)
		return err_set(err, NHI_RANGE, "Code 39" ERR_SEP "%.*s" ERR_SEP "1–%d",
		               STR_ARG(text), PAPER_CODE39_MAX);
	struct zint_symbol *s = ZBarcode_Create();
	if (s == NULL) return err_set(err, NHI_MEMORY, " ");
	s->symbology = BARCODE_CODE39;
	s->option_2 = 0; /* no check character of its own: the collector's stands in the text */
	enum nhi_status st = encode(s, text, err);
	if (st == NHI_OK) {
		set_ink(p, PAPER_BLACK);
		draw_row(p, s, 0, (struct paper_area){x, y, 0, height}, points(module));
		cairo_fill(p->cr);
		if (width != NULL) *width = s->width * module;
	}
	ZBarcode_Delete(s);
	return st;
}

enum nhi_status paper_qr(struct paper *p, mm100_t x, mm100_t y, mm100_t size, struct str text,
                         struct err *err) {
	if (text.n == 0 || text.n > PAPER_QR_MAX)
		return err_set(err, NHI_LIMIT, "QR" ERR_SEP "%d", PAPER_QR_MAX);
	struct zint_symbol *s = ZBarcode_Create();
	if (s == NULL) return err_set(err, NHI_MEMORY, " ");
	s->symbology = BARCODE_QRCODE;
	s->input_mode = UNICODE_MODE;
	s->option_1 = 2; /* level M: 15 % may be lost */
	enum nhi_status st = encode(s, text, err);
	if (st == NHI_OK) {
		double module = points(size) / s->width;
		set_ink(p, PAPER_BLACK);
		cairo_save(p->cr);
		cairo_translate(p->cr, points(x), points(y));
		for (int row = 0; row < s->rows; row++) {
			cairo_save(p->cr);
			cairo_translate(p->cr, 0, row * module);
			cairo_scale(p->cr, module, module);
			for (int from = 0; from < s->width; from++)
				if (is_dark(s, row, from)) cairo_rectangle(p->cr, from, 0, 1, 1);
			cairo_restore(p->cr);
		}
		cairo_restore(p->cr);
		cairo_fill(p->cr);
	}
	ZBarcode_Delete(s);
	return st;
}
