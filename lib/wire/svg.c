/* svg.c: see svg.h. */
#include "wire/svg.h"

int svg_text_width(struct str s, int size) {
	int width = 0;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = str_next_char(s, &at);
		width += c >= 0x2E80 ? size * 100 : size * 57;
	}
	return width / 100 + 1;
}

void svg_escape(struct buf *b, struct str s) {
	for (size_t i = 0; i < s.n; i++) switch (s.p[i]) {
		case '&': buf_put_c(b, "&amp;"); break;
		case '<': buf_put_c(b, "&lt;"); break;
		case '>': buf_put_c(b, "&gt;"); break;
		case '"': buf_put_c(b, "&quot;"); break;
		default: buf_put_char(b, s.p[i]);
		}
}

void svg_text(struct buf *b, int x, int y, int size, const char *more, struct str s) {
	buf_printf(b, "<text x=\"%d\" y=\"%d\" font-size=\"%d\"%s>", x, y, size, more);
	svg_escape(b, s);
	buf_put_c(b, "</text>\n");
}

struct str svg_cut_line(struct str *s, int size, int width) {
	size_t end = 0, good = 0;
	for (size_t at = 0; at < s->n;) {
		size_t from = at;
		uint32_t c = str_next_char(*s, &at);
		if (from > 0 && svg_text_width(str_slice(*s, 0, at), size) > width) break;
		if (c == ' ' || c >= 0x2E80) good = at;
		end = at;
	}
	if (end < s->n && good > 0) end = good;
	struct str line = str_slice(*s, 0, end);
	*s = str_slice(*s, end, s->n);
	return line;
}
