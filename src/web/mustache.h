/* mustache.h: our Mustache engine, the whole of the official specification without lambdas and
 * inheritance: variables, sections, inverted sections, comments, partials with indentation,
 * changed delimiters.
 *
 * A template is compiled once into a flat list of steps and is immutable afterwards, so all
 * threads share it. {{name}} escapes for HTML text and quoted attributes; {{{name}}} and {{&name}}
 * do not, and a test bans them from web/templates. Nothing recurses: depth is bounded by
 * MUSTACHE_DEPTH_MAX, sections and partials together. */
#ifndef WEB_MUSTACHE_H
#define WEB_MUSTACHE_H

#include "base/err.h"
#include "web/node.h"

enum { MUSTACHE_DEPTH_MAX = 48 };

enum mustache_kind {
	MUSTACHE_TEXT,     /* text: copied */
	MUSTACHE_VALUE,    /* name: escaped */
	MUSTACHE_RAW,      /* name: as it is */
	MUSTACHE_SECTION,  /* name; `end` is its MUSTACHE_END */
	MUSTACHE_INVERTED, /* the same */
	MUSTACHE_END,      /* `end` is the step that it closes */
	MUSTACHE_PARTIAL /* name; text is the indentation of a tag that stands alone on its line */
};

struct mustache_step {
	enum mustache_kind kind;
	struct str text;
	struct str name;
	size_t end;
	uint32_t line; /* in the source, from 1 */
};

struct mustache {
	struct str name; /* "bills/list" */
	struct mustache_step *steps;
	size_t count;
};

/* Finds partials; NULL for an unknown one, which renders as nothing (as the specification says). */
struct mustache_set {
	const struct mustache *(*find)(const void *context, struct str name);
	const void *context;
};

/* Compiles into the arena; `name` and `source` must live as long. NHI_TEMPLATE with the line in
 * err->where. */
MUST_USE enum nhi_status mustache_compile(struct arena *a, struct str name, struct str source,
                                          struct mustache **out, struct err *err);

/* Appends to `out`. `set` may be NULL. NHI_LIMIT when deeper than MUSTACHE_DEPTH_MAX, NHI_MEMORY
 * when `out` is full. */
MUST_USE enum nhi_status mustache_render(const struct mustache *template, const struct node *root,
                                         const struct mustache_set *set, struct buf *out,
                                         struct err *err);

/* & < > " ' as HTML references. */
void html_escape(struct buf *out, struct str text);

#endif
