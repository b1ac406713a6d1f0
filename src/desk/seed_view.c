/* seed_view.c: the seeds as views; see seed.h.
 *
 * A document has sections (floors, articles), a section has groups (the units of a floor; one
 * nameless group in an article), a group has lines. A printed line that was broken over several
 * lines is one line here, its pieces kept apart in "pieces". Each level carries the functions that
 * it names. */
#include "desk/seed.h"

static void add_rows(const struct seed *s, struct view *to, struct str bullet) {
	view_list(to, "rows");
	for (size_t i = 0; i < s->row_count; i++) {
		const struct seed_row *r = &s->rows[i];
		if (!seed_row_of(r, bullet)) continue;
		struct view *v = view_item(to, "rows", "seed_row");
		view_text(v, "id", r->id);
		view_both(v, "text", r->text_zh, r->text_en);
		view_text(v, "kind", r->kind);
		view_text(v, "depth", r->depth);
		view_flag(v, "served", str_is(r->depth, "full"));
		view_flag(v, "unserved", str_is(r->depth, "none"));
		if (r->link.n > 0) view_text(v, "link", r->link);
		if (r->proof.n > 0) view_text(v, "proof", r->proof);
	}
}

struct reading {
	const struct seed *seed;
	struct view *document, *section, *group, *line;
};

static struct view *open_section(struct reading *r, const struct seed_line *l) {
	r->section = view_item(r->document, "sections", "seed_section");
	view_text(r->section, "id", l->bullet);
	view_text(r->section, "name", l->text);
	add_rows(r->seed, r->section, l->bullet);
	view_list(r->section, "groups");
	r->group = r->line = NULL;
	return r->section;
}

/* A unit's name may be printed on two lines: the second continues the first. */
static void open_group(struct reading *r, const struct seed_line *l) {
	const struct view_field *id = view_find(r->group, "id");
	if (id != NULL && str_eq(id->text, l->bullet)) {
		struct view *piece = view_item(r->group, "pieces", "seed_piece");
		view_text(piece, "text", l->text);
		return;
	}
	r->group = view_item(r->section, "groups", "seed_group");
	r->line = NULL;
	view_text(r->group, "id", l->bullet);
	const struct seed_row *row = seed_find(r->seed, l->bullet);
	if (row != NULL) view_both(r->group, "unit", row->unit_zh, row->unit_en);
	struct view *piece = view_item(r->group, "pieces", "seed_piece");
	view_text(piece, "text", l->text);
	add_rows(r->seed, r->group, l->bullet);
	view_list(r->group, "lines");
}

static void add_line(struct reading *r, const struct seed_line *l) {
	if (r->group == NULL) { /* an article has no units */
		r->group = view_item(r->section, "groups", "seed_group");
		view_list(r->group, "lines");
	}
	const struct view_field *id = view_find(r->line, "id");
	bool goes_on = id != NULL && str_eq(id->text, l->bullet);
	if (!goes_on) {
		r->line = view_item(r->group, "lines", "seed_line");
		view_text(r->line, "id", l->bullet);
		add_rows(r->seed, r->line, l->bullet);
	}
	struct view *piece = view_item(r->line, "pieces", "seed_piece");
	view_text(piece, "text", l->text);
	view_flag(piece, "sub", str_is(l->kind, "sub"));
}

static void add_counts(const struct seed *s, struct view *v, const char *seed) {
	static const char *const depths[] = {"full", "case", "reference", "none"};
	int64_t all = 0;
	for (size_t d = 0; d < COUNT_OF(depths); d++) {
		int64_t n = 0;
		for (size_t i = 0; i < s->row_count; i++)
			n += (seed == NULL || str_is(s->rows[i].seed, seed)) &&
			     str_is(s->rows[i].depth, depths[d]);
		struct view *count = view_item(v, "depths", "depth_count");
		view_text(count, "depth", str_from(depths[d]));
		view_number(count, "count", n);
		all += n;
	}
	view_number(v, "functions", all);
}

struct view *seed_document_view(const struct seed *s, struct arena *a, const char *seed) {
	struct reading r = {.seed = s, .document = view_new(a, "seed_document")};
	view_text(r.document, "seed", str_from(seed));
	add_counts(s, r.document, seed);
	view_list(r.document, "sections");
	for (size_t i = 0; i < s->line_count; i++) {
		const struct seed_line *l = &s->lines[i];
		if (!str_is(l->seed, seed)) continue;
		if (str_is(l->kind, "title")) {
			view_text(r.document, "title", l->text);
			add_rows(s, r.document, l->bullet);
		} else if (str_is(l->kind, "head")) {
			view_text(r.document, "head", l->text);
			struct view *head = view_part(r.document, "head_functions", "seed_head");
			add_rows(s, head, l->bullet);
		} else if (str_is(l->kind, "floor") || str_is(l->kind, "article")) {
			open_section(&r, l);
		} else if (str_is(l->kind, "unit")) {
			open_group(&r, l);
		} else {
			add_line(&r, l);
		}
	}
	return r.document;
}

static bool fits(struct str wanted, struct str value) {
	return wanted.n == 0 || str_eq(wanted, value);
}

struct view *seed_coverage_view(const struct seed *s, struct arena *a, struct str seed,
                                struct str depth, struct str kind) {
	struct view *v = view_new(a, "coverage");
	add_counts(s, v, NULL);
	view_text(v, "seed", seed);
	view_text(v, "depth", depth);
	view_text(v, "kind", kind);
	int64_t shown = 0;
	view_list(v, "rows");
	for (size_t i = 0; i < s->row_count; i++) {
		const struct seed_row *r = &s->rows[i];
		if (!fits(seed, r->seed) || !fits(depth, r->depth) || !fits(kind, r->kind))
			continue;
		struct view *row = view_item(v, "rows", "coverage_row");
		view_text(row, "id", r->id);
		view_text(row, "seed", r->seed);
		view_text(row, "floor", r->floor);
		view_both(row, "unit", r->unit_zh, r->unit_en);
		view_both(row, "text", r->text_zh, r->text_en);
		view_text(row, "module", r->module);
		view_text(row, "kind", r->kind);
		view_text(row, "depth", r->depth);
		view_text(row, "served_by", r->served_by);
		view_text(row, "proof", r->proof);
		if (r->link.n > 0) view_text(row, "link", r->link);
		shown++;
	}
	view_number(v, "shown", shown);
	return v;
}
