/* mustache.c: renders compiled templates; see mustache.h. Compiling is mustache_compile.c.
 *
 * The renderer walks the steps with a stack of frames. A frame is an open section (which keeps the
 * item that it stands on) or an open partial (which keeps where to return and what to indent by).
 * Each section frame is also one level of the context stack that names are looked up in. */
#include "web/mustache.h"

#include "base/check.h"

struct frame {
	const struct mustache *template; /* of the steps inside this frame */
	size_t at;                       /* SECTION: its step; PARTIAL: the step to return to */
	const struct node *context;      /* NULL for a partial: it adds no level */
	const struct node *item;         /* of a list: the item that is being shown */
	struct str indent;               /* of a partial */
};

struct renderer {
	const struct mustache_set *set;
	struct buf *out;
	struct frame stack[MUSTACHE_DEPTH_MAX];
	size_t depth;
	bool line_start; /* the next output begins a line of template text */
	bool indented;   /* some open partial has an indentation */
};

void html_escape(struct buf *out, struct str text) {
	size_t from = 0;
	for (size_t i = 0; i < text.n; i++) {
		const char *reference = NULL;
		switch (text.p[i]) {
		case '&': reference = "&amp;"; break;
		case '<': reference = "&lt;"; break;
		case '>': reference = "&gt;"; break;
		case '"': reference = "&quot;"; break;
		case '\'': reference = "&#39;"; break;
		default: continue;
		}
		buf_put(out, str_slice(text, from, i));
		buf_put_c(out, reference);
		from = i + 1;
	}
	buf_put(out, str_slice(text, from, text.n));
}

/* Walks the context from the innermost level out and takes the first map that has the name. */
static const struct node *find_first(const struct renderer *r, struct str name) {
	for (size_t i = r->depth; i-- > 0;) {
		const struct node *n = node_member(r->stack[i].context, name);
		if (n != NULL) return n;
	}
	return NULL;
}

static const struct node *innermost(const struct renderer *r) {
	for (size_t i = r->depth; i-- > 0;)
		if (r->stack[i].context != NULL) return r->stack[i].context;
	return NULL;
}

/* "." is the item itself; in "a.b" only a is looked up along the stack. */
static const struct node *find(const struct renderer *r, struct str name) {
	if (str_is(name, ".")) return innermost(r);
	const struct node *n = find_first(r, str_cut(&name, '.'));
	while (n != NULL && name.n > 0) n = node_member(n, str_cut(&name, '.'));
	return n;
}

static void put_indent(struct renderer *r) {
	if (!r->line_start) return;
	r->line_start = false;
	if (!r->indented) return;
	for (size_t i = 0; i < r->depth; i++) buf_put(r->out, r->stack[i].indent);
}

/* Text of the template: each of its lines is indented as the partial's tag was. */
static void put_text(struct renderer *r, struct str text) {
	if (!r->indented) {
		buf_put(r->out, text);
		r->line_start = text.n > 0 && text.p[text.n - 1] == '\n';
		return;
	}
	while (text.n > 0) {
		size_t n = str_find_char(text, '\n');
		if (n < text.n) n++;
		put_indent(r);
		buf_put(r->out, str_slice(text, 0, n));
		r->line_start = text.p[n - 1] == '\n';
		text = str_slice(text, n, text.n);
	}
}

static void put_value(struct renderer *r, const struct node *n, bool escape) {
	put_indent(r);
	if (n == NULL) return;
	if (n->kind == NODE_TRUE) buf_put_c(r->out, "true");
	if (n->kind == NODE_FALSE) buf_put_c(r->out, "false");
	if (n->kind == NODE_MARKUP || (n->kind == NODE_TEXT && !escape)) buf_put(r->out, n->text);
	if (n->kind == NODE_TEXT && escape) html_escape(r->out, n->text);
}

static enum nhi_status push(struct renderer *r, struct frame f, struct err *err) {
	if (r->depth == MUSTACHE_DEPTH_MAX)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", "template depth",
		               MUSTACHE_DEPTH_MAX);
	r->stack[r->depth++] = f;
	return NHI_OK;
}

/* Opens a section, or steps over it; *at is the section's step and becomes the next one. */
static enum nhi_status open_section(struct renderer *r, const struct mustache *t, size_t *at,
                                    struct err *err) {
	const struct mustache_step *step = &t->steps[*at];
	const struct node *n = find(r, step->name);
	bool empty = node_is_empty(n);
	bool inverted = step->kind == MUSTACHE_INVERTED;
	if (empty != inverted) {
		*at = step->end + 1;
		return NHI_OK;
	}
	struct frame f = {.template = t, .at = *at};
	if (!inverted) {
		f.item = n->kind == NODE_LIST ? n->first : NULL;
		f.context = n->kind == NODE_LIST ? n->first : n;
	}
	++*at;
	return push(r, f, err);
}

/* At a section's end: the next item, or on behind it. */
static size_t close_section(struct renderer *r, size_t at) {
	CHECK(r->depth > 0);
	struct frame *f = &r->stack[r->depth - 1];
	if (f->item != NULL && f->item->next != NULL) {
		f->item = f->item->next;
		f->context = f->item;
		return f->at + 1;
	}
	r->depth--;
	return at + 1;
}

static enum nhi_status open_partial(struct renderer *r, const struct mustache **t, size_t *at,
                                    struct err *err) {
	const struct mustache_step *step = &(*t)->steps[*at];
	const struct mustache *partial =
	        r->set == NULL ? NULL : r->set->find(r->set->context, step->name);
	++*at;
	if (partial == NULL) return NHI_OK;
	struct frame f = {.template = *t, .at = *at, .indent = step->text};
	if (step->text.n > 0) r->indented = true;
	enum nhi_status st = push(r, f, err);
	*t = partial;
	*at = 0;
	return st;
}

static enum nhi_status take_step(struct renderer *r, const struct mustache **t, size_t *at,
                                 struct err *err) {
	const struct mustache_step *step = &(*t)->steps[*at];
	switch (step->kind) {
	case MUSTACHE_TEXT: put_text(r, step->text); break;
	case MUSTACHE_VALUE: put_value(r, find(r, step->name), true); break;
	case MUSTACHE_RAW: put_value(r, find(r, step->name), false); break;
	case MUSTACHE_SECTION:
	case MUSTACHE_INVERTED: return open_section(r, *t, at, err);
	case MUSTACHE_END: *at = close_section(r, *at); return NHI_OK;
	case MUSTACHE_PARTIAL: return open_partial(r, t, at, err);
	}
	++*at;
	return NHI_OK;
}

enum nhi_status mustache_render(const struct mustache *template, const struct node *root,
                                const struct mustache_set *set, struct buf *out, struct err *err) {
	struct renderer r = {.set = set, .out = out, .line_start = true};
	r.stack[r.depth++] = (struct frame){.template = template, .context = root};
	const struct mustache *t = template;
	size_t at = 0;
	for (;;) {
		if (at < t->count) {
			enum nhi_status st = take_step(&r, &t, &at, err);
			if (st != NHI_OK) return st;
			continue;
		}
		if (r.depth == 1) break;
		const struct frame *f = &r.stack[--r.depth]; /* a partial ends */
		t = f->template;
		at = f->at;
	}
	return buf_ok(out) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}
