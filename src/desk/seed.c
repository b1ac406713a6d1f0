/* seed.c: reading; see seed.h. The views are seed_view.c. */
#include "desk/seed.h"

#include "desk/catalogue.h"

enum { ROWS_MAX = 2000, LINES_MAX = 2000, LINKS_MAX = 400 };

struct link {
	struct str served_by, path;
};

const struct seed_row *seed_find(const struct seed *s, struct str id) {
	for (size_t i = 0; i < s->row_count; i++)
		if (str_eq(s->rows[i].id, id)) return &s->rows[i];
	return NULL;
}

bool seed_row_of(const struct seed_row *r, struct str bullet) {
	if (!str_starts(r->id, bullet)) return false;
	if (r->id.n == bullet.n) return true;
	char last = r->id.p[r->id.n - 1];
	return r->id.n == bullet.n + 1 && last >= 'a' && last <= 'z';
}

static enum nhi_status read_rows(struct seed *s, struct arena *a, const char *data_dir,
                                 struct err *err) {
	static const char *const titles[] = {"id",      "seed",    "floor",  "unit_zh", "unit_en",
	                                     "text_zh", "text_en", "module", "kind"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	enum nhi_status st = catalogue_open(&c, a, data_dir, "catalogue/seed.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		if (s->row_count == ROWS_MAX)
			return err_set(err, NHI_LIMIT, "seed.csv" ERR_SEP "%d", ROWS_MAX);
		struct seed_row *r = &s->rows[s->row_count++];
		struct str *fields[] = {&r->id,      &r->seed,    &r->floor,
		                        &r->unit_zh, &r->unit_en, &r->text_zh,
		                        &r->text_en, &r->module,  &r->kind};
		for (size_t i = 0; i < COUNT_OF(fields); i++) *fields[i] = csv_field(&c, at[i]);
		r->depth = STR("none");
	}
	return st;
}

static enum nhi_status read_lines(struct seed *s, struct arena *a, const char *data_dir,
                                  struct err *err) {
	static const char *const titles[] = {"seed", "line", "kind", "bullet", "text"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	enum nhi_status st = catalogue_open(&c, a, data_dir, "catalogue/seed_lines.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		if (s->line_count == LINES_MAX)
			return err_set(err, NHI_LIMIT, "seed_lines.csv" ERR_SEP "%d", LINES_MAX);
		struct seed_line *l = &s->lines[s->line_count++];
		*l = (struct seed_line){.seed = csv_field(&c, at[0]),
		                        .kind = csv_field(&c, at[2]),
		                        .bullet = csv_field(&c, at[3]),
		                        .text = csv_field(&c, at[4])};
		if (!str_to_i64(csv_field(&c, at[1]), 1, INT32_MAX, &l->line))
			return err_set(err, NHI_CATALOGUE,
			               "seed_lines.csv" ERR_SEP "列號不是數字" ERR_SEP
			               "the line number is not a number");
	}
	return st;
}

/* What serves a function, and the page that opens it. */
static enum nhi_status read_links(struct link *links, size_t *count, struct arena *a,
                                  const char *data_dir, struct err *err) {
	static const char *const titles[] = {"served_by", "path"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	enum nhi_status st = catalogue_open(&c, a, data_dir, "catalogue/links.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more && *count < LINKS_MAX;) {
		st = csv_next(&c, &more, err);
		if (st == NHI_OK && more)
			links[(*count)++] =
			        (struct link){csv_field(&c, at[0]), csv_field(&c, at[1])};
	}
	return st;
}

static struct str link_of(const struct link *links, size_t count, struct str served_by) {
	struct str parts[16];
	size_t n = catalogue_split(served_by, " ", parts, COUNT_OF(parts));
	for (size_t p = 0; p < n; p++)
		for (size_t i = 0; i < count; i++)
			if (str_eq(links[i].served_by, parts[p])) return links[i].path;
	return STR("");
}

static bool is_depth(struct str depth) {
	static const char *const all[] = {"full", "case", "reference", "none"};
	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (str_is(depth, all[i])) return true;
	return false;
}

static enum nhi_status read_coverage(struct seed *s, struct arena *a, const char *data_dir,
                                     const struct link *links, size_t link_count, struct err *err) {
	static const char *const titles[] = {"id", "depth", "served_by", "proof"};
	if (!catalogue_exists(data_dir, "catalogue/coverage.csv")) return NHI_OK;
	struct csv c;
	size_t at[COUNT_OF(titles)];
	enum nhi_status st = catalogue_open(&c, a, data_dir, "catalogue/coverage.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		struct seed_row *r = NULL;
		for (size_t i = 0; i < s->row_count && r == NULL; i++)
			if (str_eq(s->rows[i].id, csv_field(&c, at[0]))) r = &s->rows[i];
		if (r == NULL || !is_depth(csv_field(&c, at[1])))
			return err_set(err, NHI_CATALOGUE,
			               "coverage.csv %.*s" ERR_SEP "沒有這一列或這種深度" ERR_SEP
			               "no such row or depth",
			               STR_ARG(csv_field(&c, at[0])));
		r->depth = csv_field(&c, at[1]);
		r->served_by = csv_field(&c, at[2]);
		r->proof = csv_field(&c, at[3]);
		if (!str_is(r->depth, "none")) r->link = link_of(links, link_count, r->served_by);
	}
	return st;
}

enum nhi_status seed_load(struct seed *out, struct arena *a, const char *data_dir,
                          struct err *err) {
	*out = (struct seed){.rows = ARENA_ARRAY(a, ROWS_MAX, struct seed_row),
	                     .lines = ARENA_ARRAY(a, LINES_MAX, struct seed_line)};
	struct link *links = ARENA_ARRAY(a, LINKS_MAX, struct link);
	size_t link_count = 0;
	if (out->rows == NULL || out->lines == NULL || links == NULL)
		return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = read_rows(out, a, data_dir, err);
	if (st == NHI_OK) st = read_lines(out, a, data_dir, err);
	if (st == NHI_OK) st = read_links(links, &link_count, a, data_dir, err);
	if (st == NHI_OK) st = read_coverage(out, a, data_dir, links, link_count, err);
	return st;
}
