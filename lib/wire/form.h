/* form.h: tables over many pages: titles repeated, page numbers, page subtotals left to the caller.
 *
 * The same drawing is done twice: first dry, to count the pages, then on paper; so "page 3 of 7" is
 * known from the first page on. A row is as high as its highest cell and never cut by a page end.
 */
#ifndef WIRE_FORM_H
#define WIRE_FORM_H

#include "wire/paper.h"

enum { FORM_COLUMNS_MAX = 12 };

struct form_column {
	const char *title, *title_en;
	mm100_t width;
	enum paper_align align;
	enum paper_face face;
};

struct form {
	struct paper *paper;
	bool is_dry;
	size_t page, pages; /* this page; all, known after the dry pass */
	mm100_t y;
	struct str title, title_en, payer, number; /* head of each page */
	const struct form_column *columns;
	size_t column_count;
};

/* `draw` calls form_columns, form_row … ; it is called twice with the same `of`. */
void form_draw(struct form *f, void (*draw)(struct form *f, const void *of), const void *of);

enum form_weight { FORM_PLAIN, FORM_TOTAL };

/* From here on the rows have these columns; their titles stand here and on top of later pages. */
void form_columns(struct form *f, struct str heading, const struct form_column *columns,
                  size_t count);
void form_row(struct form *f, const struct str *cells, enum form_weight weight);
/* Running text over the whole width. */
void form_text(struct form *f, struct str text);

#endif
