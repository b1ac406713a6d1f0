/* paper.h: A4 pages as PDF bytes: text in Kai and sans, rules, boxes, Code 39 and QR symbols.
 *
 * Values in, bytes out: nothing is read but the fonts that the system's font configuration names,
 * nothing written but the caller's buffer, no clock: the day of creation is given. The same calls
 * give the same bytes on the same fonts. Not thread-safe: one paper, one thread.
 *
 * Places and sizes are hundredths of a millimetre from the upper left corner (A4: 21000 × 29700),
 * type sizes tenths of a point. Text is UTF-8, wraps at the given width (Han text between any two
 * characters that allow it, a long word anywhere) and is never cut.
 *
 * Faces: AR PL UKai TW (fonts-arphic-ukai), the style of official documents, and WenQuanYi Micro
 * Hei (fonts-wqy-microhei), whose figures are all of one width. Without them paper_open says which
 * package is missing (docs/adr: fonts of printed documents). */
#ifndef WIRE_PAPER_H
#define WIRE_PAPER_H

#include "base/date.h"
#include "base/err.h"

typedef int32_t mm100_t; /* hundredths of a millimetre */

enum { PAPER_WIDTH = 21000, PAPER_HEIGHT = 29700 };

enum paper_face { PAPER_KAI, PAPER_SANS, PAPER_FACE_COUNT };
enum paper_align { PAPER_LEFT, PAPER_CENTRE, PAPER_RIGHT };
enum paper_ink { PAPER_BLACK, PAPER_GREY, PAPER_RULE, PAPER_TINT, PAPER_ACCENT, PAPER_INK_COUNT };

struct paper_style {
	enum paper_face face;
	int32_t size; /* tenths of a point */
	enum paper_align align;
	enum paper_ink ink;
};

struct paper_area {
	mm100_t x, y, width, height;
};

struct paper_info {
	struct str title, author;
	instant_t created;
};

struct paper;

/* Starts a document that appends to `bytes`. NHI_PAPER_FONT when a face is not installed. End with
 * paper_close, also after a failure. */
MUST_USE enum nhi_status paper_open(struct paper **out, const struct paper_info *info,
                                    struct buf *bytes, struct err *err);
/* Ends the document. NHI_LIMIT when the buffer's maximum was reached, NHI_MEMORY. Frees `p`. */
MUST_USE enum nhi_status paper_close(struct paper *p, struct err *err);

/* Starts the next page; the first one too. */
void paper_page(struct paper *p);
size_t paper_page_count(const struct paper *p);

/* Writes into the width at (x, y = upper edge) and returns the height taken. `max_lines` 0: as many
 * as needed. */
mm100_t paper_text(struct paper *p, struct paper_style style, mm100_t x, mm100_t y, mm100_t width,
                   struct str text);
/* The height that the text would take; for empty text that of one line. */
mm100_t paper_text_height(struct paper *p, struct paper_style style, mm100_t width,
                          struct str text);
/* The width on one line. */
mm100_t paper_text_width(struct paper *p, struct paper_style style, struct str text);

/* A straight line, `weight` in hundredths of a millimetre; dashed for cutting. */
void paper_line(struct paper *p, mm100_t x1, mm100_t y1, mm100_t x2, mm100_t y2, mm100_t weight,
                enum paper_ink ink);
void paper_cut_line(struct paper *p, mm100_t x1, mm100_t x2, mm100_t y);
void paper_fill(struct paper *p, struct paper_area a, enum paper_ink ink);
void paper_frame(struct paper *p, struct paper_area a, mm100_t weight, enum paper_ink ink);

enum { PAPER_CODE39_MAX = 32, PAPER_QR_MAX = 400 };

/* A Code 39 symbol of `text` (0–9 A–Z - . space $ / + %), its narrow bar `module` wide, `height`
 * high. The caller leaves ten modules free on both sides. *width, if wanted, is what it took.
 * NHI_RANGE for other characters or more than PAPER_CODE39_MAX of them. */
MUST_USE enum nhi_status paper_code39(struct paper *p, mm100_t x, mm100_t y, mm100_t module,
                                      mm100_t height, struct str text, mm100_t *width,
                                      struct err *err);
/* A QR symbol (error correction M) of at most PAPER_QR_MAX bytes, `size` wide and high without its
 * quiet zone of four modules. */
MUST_USE enum nhi_status paper_qr(struct paper *p, mm100_t x, mm100_t y, mm100_t size,
                                  struct str text, struct err *err);

#endif
