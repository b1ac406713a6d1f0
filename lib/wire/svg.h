/* svg.h: text in the pictures that we draw (chart.h, plan.h): escaped, measured, broken into lines.
 */
#ifndef WIRE_SVG_H
#define WIRE_SVG_H

#include "base/str.h"

/* About how wide a text is: a Han character is as wide as high, another a little over half. */
int svg_text_width(struct str s, int size);
void svg_escape(struct buf *b, struct str s);
/* One <text>; `more` are further attributes, with a blank in front. */
void svg_text(struct buf *b, int x, int y, int size, const char *more, struct str s);
/* Cuts the first line of at most `width` off `*s`: after a Han character or a blank, at least one
 * character. */
struct str svg_cut_line(struct str *s, int size, int width);

#endif
