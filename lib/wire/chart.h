/* chart.h: bar charts as SVG: values in, bytes out, the same bytes each time.
 *
 * For pages (inserted as it is: text stays text, colours of text follow the page, no style element
 * and no script, so it passes a strict content security policy) and for files. Every bar carries
 * its label and figure, the axis starts at zero, nothing is said by colour alone; title, source and
 * date stand in the picture. Negative values go to the left of zero. Integers only. */
#ifndef WIRE_CHART_H
#define WIRE_CHART_H

#include "base/str.h"

struct chart_bar {
	struct str label;
	int64_t value;
};

/* Bars that belong together; all panels of a chart share one scale. */
struct chart_panel {
	struct str heading;
	const struct chart_bar *bars;
	size_t count;
	bool has_shares; /* show the percentage of the panel's sum beside each figure */
};

struct chart {
	struct str title;  /* what one sees: a sentence */
	struct str unit;   /* "新臺幣元" */
	struct str source; /* where the figures come from, and their date */
	struct str empty;  /* said in place of bars when a panel has none */
	const struct chart_panel *panels;
	size_t panel_count;
	bool is_file;     /* white ground and fonts of its own; false: to be inserted in a page */
	const char *lang; /* "zh" or "en": the language of the text in it */
};

enum { CHART_BARS_MAX = 200 }; /* of one panel; more are left out, and the chart says how many */

void chart_put_bars(struct buf *out, const struct chart *c);

#endif
