/* qr.h: a QR symbol as a picture for pages (zint). */
#ifndef WIRE_QR_H
#define WIRE_QR_H

#include "base/err.h"
#include "base/str.h"

enum { QR_TEXT_MAX = 500 };

/* Appends an SVG of `text`, black on white with its quiet zone, `size` pixels wide. NHI_LIMIT,
 * NHI_RANGE, NHI_MEMORY. */
MUST_USE enum nhi_status qr_svg(struct str text, int size, struct buf *out, struct err *err);

#endif
