/* mustache_compile.c: Mustache source to steps; see mustache.h.
 *
 * A tag other than a variable that stands alone on its line takes the whole line with it, blanks
 * and line end included. Whether it stands alone is read from the source around it. */
#include "web/mustache.h"

struct tag {
	char sigil; /* '\0' for a variable */
	struct str name;
	size_t start, end; /* in the source */
};

struct compiler {
	struct arena *arena;
	struct mustache *out;
	size_t capacity;
	struct str source;
	struct str open, close; /* the delimiters in force */
	size_t open_section[MUSTACHE_DEPTH_MAX];
	size_t depth;
};

static uint32_t line_of(struct str source, size_t at) {
	uint32_t line = 1;
	for (size_t i = 0; i < at && i < source.n; i++) line += source.p[i] == '\n';
	return line;
}

static enum nhi_status fail(const struct compiler *c, size_t at, const char *zh, const char *en,
                            struct str name, struct err *err) {
	err_set(err, NHI_TEMPLATE, "%s" ERR_SEP "%.*s" ERR_SEP "%s", zh, STR_ARG(name), en);
	return err_where(err, "%.*s:%u", STR_ARG(c->out->name), line_of(c->source, at)),
	       NHI_TEMPLATE;
}

static enum nhi_status add_step(struct compiler *c, struct mustache_step step, struct err *err) {
	if (c->out->count == c->capacity) {
		size_t capacity = c->capacity == 0 ? 32 : c->capacity * 2;
		struct mustache_step *steps = ARENA_ARRAY(c->arena, capacity, struct mustache_step);
		if (steps == NULL) return err_set(err, NHI_MEMORY, "");
		if (c->out->count > 0) memcpy(steps, c->out->steps, c->out->count * sizeof *steps);
		c->out->steps = steps;
		c->capacity = capacity;
	}
	c->out->steps[c->out->count++] = step;
	return NHI_OK;
}

static bool is_space(char ch) { return ch == ' ' || ch == '\t' || ch == '\r' || ch == '\n'; }

static struct str trim(struct str s) {
	while (s.n > 0 && is_space(s.p[0])) s = str_slice(s, 1, s.n);
	while (s.n > 0 && is_space(s.p[s.n - 1])) s.n--;
	return s;
}

/* Finds the next tag from `from`; *found is false at the end of the source. */
static enum nhi_status next_tag(const struct compiler *c, size_t from, bool *found, struct tag *tag,
                                struct err *err) {
	struct str rest = str_slice(c->source, from, c->source.n);
	size_t start = str_find(rest, c->open);
	*found = start < rest.n;
	if (!*found) return NHI_OK;
	struct str body = str_slice(rest, start + c->open.n, rest.n);
	*tag = (struct tag){.start = from + start};
	struct str close = c->close;
	size_t skipped = 0;
	if (body.n > 0 && body.p[0] == '{') {
		close = STR("}}}");
		skipped = 1;
	}
	size_t n = str_find(body, close);
	if (n == body.n)
		return fail(c, tag->start, "標籤沒有結束", "a tag is not closed", STR(""), err);
	tag->end = from + start + c->open.n + n + close.n;
	struct str text = trim(str_slice(body, skipped, n));
	if (skipped == 1) {
		tag->sigil = '{';
	} else if (text.n > 0 && strchr("#^/>!&=", text.p[0]) != NULL) {
		tag->sigil = text.p[0];
		text = trim(str_slice(text, 1, text.n));
	}
	tag->name = text;
	return NHI_OK;
}

/* Whether only blanks share the tag's line; gives the line's start and the start of the next. */
static bool stands_alone(struct str source, const struct tag *tag, size_t *line, size_t *next) {
	size_t from = tag->start, to = tag->end;
	while (from > 0 && (source.p[from - 1] == ' ' || source.p[from - 1] == '\t')) from--;
	if (from > 0 && source.p[from - 1] != '\n') return false;
	while (to < source.n && (source.p[to] == ' ' || source.p[to] == '\t')) to++;
	if (to < source.n && source.p[to] == '\r') to++;
	if (to < source.n && source.p[to] != '\n') return false;
	*line = from;
	*next = to < source.n ? to + 1 : to;
	return true;
}

static enum nhi_status set_delimiters(struct compiler *c, const struct tag *tag, struct err *err) {
	struct str text = tag->name;
	bool closed = text.n > 0 && text.p[text.n - 1] == '=';
	if (closed) text = trim(str_slice(text, 0, text.n - 1));
	size_t blank = 0;
	while (blank < text.n && !is_space(text.p[blank])) blank++;
	struct str open = str_slice(text, 0, blank);
	struct str close = trim(str_slice(text, blank, text.n));
	if (!closed || open.n == 0 || close.n == 0)
		return fail(c, tag->start, "分隔符號寫法不對", "delimiters are malformed",
		            tag->name, err);
	c->open = open;
	c->close = close;
	return NHI_OK;
}

static enum nhi_status open_section(struct compiler *c, const struct tag *tag, struct err *err) {
	if (c->depth == MUSTACHE_DEPTH_MAX)
		return fail(c, tag->start, "區段太深", "sections are nested too deep", tag->name,
		            err);
	c->open_section[c->depth++] = c->out->count;
	struct mustache_step step = {.kind = tag->sigil == '#' ? MUSTACHE_SECTION
	                                                       : MUSTACHE_INVERTED,
	                             .name = tag->name,
	                             .line = line_of(c->source, tag->start)};
	return add_step(c, step, err);
}

static enum nhi_status close_section(struct compiler *c, const struct tag *tag, struct err *err) {
	if (c->depth == 0 || !str_eq(c->out->steps[c->open_section[c->depth - 1]].name, tag->name))
		return fail(c, tag->start, "結束標籤沒有對應的開始",
		            "a closing tag matches no open section", tag->name, err);
	size_t start = c->open_section[--c->depth];
	c->out->steps[start].end = c->out->count;
	struct mustache_step step = {.kind = MUSTACHE_END,
	                             .end = start,
	                             .name = tag->name,
	                             .line = line_of(c->source, tag->start)};
	return add_step(c, step, err);
}

static enum nhi_status take_tag(struct compiler *c, const struct tag *tag, struct str indent,
                                struct err *err) {
	struct mustache_step step = {.name = tag->name, .line = line_of(c->source, tag->start)};
	switch (tag->sigil) {
	case '!': return NHI_OK;
	case '=': return set_delimiters(c, tag, err);
	case '#':
	case '^': return open_section(c, tag, err);
	case '/': return close_section(c, tag, err);
	case '>':
		step.kind = MUSTACHE_PARTIAL;
		step.text = indent;
		return add_step(c, step, err);
	case '{':
	case '&': step.kind = MUSTACHE_RAW; return add_step(c, step, err);
	default: step.kind = MUSTACHE_VALUE; return add_step(c, step, err);
	}
}

static enum nhi_status add_text(struct compiler *c, size_t from, size_t to, struct err *err) {
	if (from >= to) return NHI_OK;
	return add_step(c,
	                (struct mustache_step){.kind = MUSTACHE_TEXT,
	                                       .text = str_slice(c->source, from, to)},
	                err);
}

enum nhi_status mustache_compile(struct arena *a, struct str name, struct str source,
                                 struct mustache **out, struct err *err) {
	struct compiler c = {.arena = a, .source = source, .open = STR("{{"), .close = STR("}}")};
	c.out = ARENA_NEW(a, struct mustache);
	if (c.out == NULL) return err_set(err, NHI_MEMORY, "");
	c.out->name = name;
	for (size_t at = 0;;) {
		struct tag tag;
		bool found;
		enum nhi_status st = next_tag(&c, at, &found, &tag, err);
		if (st != NHI_OK) return st;
		if (!found) {
			st = add_text(&c, at, source.n, err);
			if (st != NHI_OK) return st;
			break;
		}
		size_t text_end = tag.start, next = tag.end;
		struct str indent = STR("");
		bool takes_line = strchr("#^/>!=", tag.sigil) != NULL && tag.sigil != '\0';
		if (takes_line && stands_alone(source, &tag, &text_end, &next))
			indent = str_slice(source, text_end, tag.start);
		st = add_text(&c, at, text_end, err);
		if (st == NHI_OK) st = take_tag(&c, &tag, indent, err);
		if (st != NHI_OK) return st;
		at = next;
	}
	if (c.depth > 0)
		return fail(&c, source.n, "區段沒有結束", "a section is not closed",
		            c.out->steps[c.open_section[c.depth - 1]].name, err);
	*out = c.out;
	return NHI_OK;
}
