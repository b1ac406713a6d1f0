/* chart_lines.h: figures over time as lines in SVG, in the manner of chart.h: text stays text, each
 * line ends in its name and last figure and has its own dashes, so nothing is said by colour alone;
 * the same bytes each time. The axis does not start at zero: it shows what moves; its ends are
 * written. */
#ifndef WIRE_CHART_LINES_H
#define WIRE_CHART_LINES_H

#include "base/str.h"

enum { CHART_LINES_MAX = 12, CHART_POINTS_MAX = 120 };

struct chart_line {
	struct str name;
	const int64_t *value; /* one a point of time; negative: no figure there */
};

struct chart_lines {
	struct str title, source;
	const struct str *when; /* label of each point of time */
	size_t points;          /* at most CHART_POINTS_MAX; more are left out */
	const struct chart_line *line;
	size_t lines;     /* at most CHART_LINES_MAX */
	int decimals;     /* figures are shown divided by 10^decimals … */
	int shown;        /* … with so many of them, cut */
	bool is_file;     /* as in chart.h */
	const char *lang; /* "zh" or "en" */
};

void chart_put_lines(struct buf *out, const struct chart_lines *c);

#endif
