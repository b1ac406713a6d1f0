/* qr.c: see qr.h. */
#include "wire/qr.h"

#include <zint.h>

enum { QUIET = 4, LEVEL_M = 2 };

/* Runs of dark modules of a row as one rectangle. */
static void put_row(struct buf *out, const struct zint_symbol *s, int row) {
	for (int from = 0; from < s->width;) {
		int to = from;
		while (to < s->width && ((s->encoded_data[row][to / 8] >> (to % 8)) & 1)) to++;
		if (to > from)
			buf_printf(out, "M%d %dh%dv1h-%dz", from + QUIET, row + QUIET, to - from,
			           to - from);
		from = to > from ? to : from + 1;
	}
}

enum nhi_status qr_svg(struct str text, int size, struct buf *out, struct err *err) {
	if (text.n == 0 || text.n > QR_TEXT_MAX)
		return err_set(err, NHI_LIMIT, "QR" ERR_SEP "%d", QR_TEXT_MAX);
	struct zint_symbol *s = ZBarcode_Create();
	if (s == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	s->symbology = BARCODE_QRCODE;
	s->input_mode = UNICODE_MODE;
	s->option_1 = LEVEL_M; /* 15 % may be lost */
	int code = ZBarcode_Encode(s, (const unsigned char *)text.p, (int)text.n);
	enum nhi_status st = NHI_OK;
	if (code == ZINT_ERROR_MEMORY) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK && code >= ZINT_ERROR)
		st = err_set(err, NHI_RANGE, "QR" ERR_SEP "%.*s" ERR_SEP "%s", STR_ARG(text),
		             s->errtxt);
	if (st == NHI_OK) {
		int side = s->width + 2 * QUIET;
		buf_printf(out,
		           "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		           "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><path "
		           "fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
		           size, size, side, side, side, side);
		for (int row = 0; row < s->rows; row++) put_row(out, s, row);
		buf_put_c(out, "\"/></svg>\n");
	}
	ZBarcode_Delete(s);
	return st;
}
