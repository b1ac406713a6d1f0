/* decl.c: see decl.h. */
#include "web/decl.h"

#include "base/csv.h"
#include "base/file.h"

enum { VIEWS_MAX = 400, FIELDS_MAX = 60, LISTS_MAX = 60, FILE_MAX = 1 << 20, CODES_MAX = 4000 };

static const char *const type_names[DECL_TYPE_COUNT] = {
        [DECL_TEXT] = "text",   [DECL_BOTH] = "both",       [DECL_DATE] = "date",
        [DECL_MONTH] = "month", [DECL_INSTANT] = "instant", [DECL_TWD] = "twd",
        [DECL_POINT] = "point", [DECL_COUNT] = "count",     [DECL_FLAG] = "flag",
        [DECL_CODE] = "code",   [DECL_LIST] = "list",       [DECL_PART] = "part",
        [DECL_DATA] = "data",
};

const char *decl_type_name(enum decl_type type) { return type_names[type]; }

const struct decl_view *decls_view(const struct decls *d, struct str name) {
	size_t from = 0, to = d->count;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		int order = str_cmp(d->views[mid].name, name);
		if (order == 0) return &d->views[mid];
		if (order < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return NULL;
}

const struct decl_field *decl_find(const struct decl_view *v, struct str field) {
	for (size_t i = 0; i < v->count; i++)
		if (str_eq(v->fields[i].name, field)) return &v->fields[i];
	return NULL;
}

struct str decl_code_name(const struct decl_codes *codes, struct str code, const char *lang) {
	for (size_t i = 0; codes != NULL && i < codes->count; i++)
		if (str_eq(codes->codes[i].code, code))
			return str_is(str_from(lang), "en") ? codes->codes[i].en
			                                    : codes->codes[i].zh;
	return code;
}

static enum nhi_status bad(struct err *err, const char *zh, const char *en, struct str what) {
	return err_set(err, NHI_TEMPLATE, "%s" ERR_SEP "%.*s" ERR_SEP "%s", zh, STR_ARG(what), en);
}

static bool join(struct arena *a, struct str name, const char *suffix, struct str *out) {
	struct buf b = BUF_INIT(256);
	buf_put(&b, name);
	buf_put_c(&b, suffix);
	bool ok = buf_ok(&b) && arena_str(a, buf_str(&b), out);
	buf_free(&b);
	return ok;
}

static enum nhi_status read_type(struct decl_field *f, struct str type, struct err *err) {
	struct str of = type;
	struct str word = str_cut(&of, ':');
	for (unsigned t = 0; t < DECL_TYPE_COUNT; t++) {
		if (!str_is(word, type_names[t])) continue;
		bool wants_name = t == DECL_CODE || t == DECL_LIST || t == DECL_PART;
		if (wants_name != (of.n > 0)) break;
		f->type = (enum decl_type)t;
		f->of = of;
		return NHI_OK;
	}
	return bad(err, "沒有這種欄位型別", "no such field type", type);
}

static enum nhi_status add_field(struct decl_view *v, struct arena *a, const struct csv *c,
                                 const size_t *at, struct err *err) {
	if (v->count == FIELDS_MAX) return bad(err, "欄位太多", "too many fields in", v->name);
	struct decl_field *f = &v->fields[v->count++];
	f->name = csv_field(c, at[1]);
	f->note = csv_field(c, at[3]);
	if (!join(a, f->name, "_zh", &f->zh_name) || !join(a, f->name, "_en", &f->en_name) ||
	    !join(a, f->name, "_text", &f->text_name))
		return err_set(err, NHI_MEMORY, "");
	return read_type(f, csv_field(c, at[2]), err);
}

static enum nhi_status read_file(struct decls *d, struct arena *a, struct str area,
                                 struct str bytes, struct err *err) {
	static const char *const titles[] = {"view", "field", "type", "note"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	csv_init(&c, bytes, a);
	enum nhi_status st = csv_titles(&c, titles, COUNT_OF(titles), at, err);
	struct decl_view *v = NULL;
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		struct str name = csv_field(&c, at[0]);
		if (v == NULL || !str_eq(v->name, name)) {
			if (d->count == VIEWS_MAX)
				return bad(err, "視圖太多", "too many views", name);
			v = &d->views[d->count++];
			v->name = name;
			v->area = area;
			v->fields = ARENA_ARRAY(a, FIELDS_MAX, struct decl_field);
			if (v->fields == NULL) return err_set(err, NHI_MEMORY, "");
		}
		st = add_field(v, a, &c, at, err);
	}
	if (st != NHI_OK) err_where(err, "web/views/%.*s.csv:%zu", STR_ARG(area), c.row);
	return st;
}

static int by_name(const void *a, const void *b) {
	return str_cmp(((const struct decl_view *)a)->name, ((const struct decl_view *)b)->name);
}

static enum nhi_status read_codes(struct decls *d, struct arena *a, const char *data_dir,
                                  struct decl_field *f, struct err *err) {
	for (size_t i = 0; i < d->codes_count; i++)
		if (str_eq(d->codes[i].name, f->of)) {
			f->codes = &d->codes[i];
			return NHI_OK;
		}
	if (d->codes_count == LISTS_MAX) return bad(err, "代碼表太多", "too many lists", f->of);
	static const char *const titles[] = {"code", "zh", "en"};
	char path[1024];
	snprintf(path, sizeof path, "%s/codes/%.*s.csv", data_dir, STR_ARG(f->of));
	struct str bytes;
	enum nhi_status st = file_read(a, path, FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st;
	struct csv c;
	size_t at[COUNT_OF(titles)];
	csv_init(&c, bytes, a);
	st = csv_titles(&c, titles, COUNT_OF(titles), at, err);
	struct decl_codes *l = &d->codes[d->codes_count++];
	l->name = f->of;
	l->codes = ARENA_ARRAY(a, CODES_MAX, struct decl_code);
	if (l->codes == NULL) return err_set(err, NHI_MEMORY, "");
	for (bool more = true; st == NHI_OK && more && l->count < CODES_MAX;) {
		st = csv_next(&c, &more, err);
		if (st == NHI_OK && more)
			l->codes[l->count++] = (struct decl_code){
			        csv_field(&c, at[0]), csv_field(&c, at[1]), csv_field(&c, at[2])};
	}
	f->codes = l;
	if (st != NHI_OK) err_where(err, "codes/%.*s.csv", STR_ARG(f->of));
	return st;
}

/* Ties list:, part: and code: to what they name. */
static enum nhi_status link_fields(struct decls *d, struct arena *a, const char *data_dir,
                                   struct err *err) {
	for (size_t i = 0; i < d->count; i++) {
		if (i > 0 && str_eq(d->views[i].name, d->views[i - 1].name))
			return bad(err, "視圖宣告兩次", "a view is declared twice",
			           d->views[i].name);
		for (size_t k = 0; k < d->views[i].count; k++) {
			struct decl_field *f = &d->views[i].fields[k];
			enum nhi_status st = NHI_OK;
			if (f->type == DECL_CODE) st = read_codes(d, a, data_dir, f, err);
			if (f->type == DECL_LIST || f->type == DECL_PART) {
				f->view = decls_view(d, f->of);
				if (f->view == NULL)
					st = bad(err, "沒有這個視圖", "no such view", f->of);
			}
			if (st != NHI_OK) return st;
		}
	}
	return NHI_OK;
}

enum nhi_status decls_load(struct decls *out, struct arena *a, const char *data_dir,
                           struct err *err) {
	char dir[1024];
	snprintf(dir, sizeof dir, "%s/web/views", data_dir);
	*out = (struct decls){.views = ARENA_ARRAY(a, VIEWS_MAX, struct decl_view),
	                      .codes = ARENA_ARRAY(a, LISTS_MAX, struct decl_codes)};
	if (out->views == NULL || out->codes == NULL) return err_set(err, NHI_MEMORY, "");
	struct file_list files;
	enum nhi_status st = file_list(a, dir, ".csv", &files, err);
	for (size_t i = 0; st == NHI_OK && i < files.count; i++) {
		char path[1400];
		snprintf(path, sizeof path, "%s/%s", dir, files.name[i].p);
		struct str bytes;
		st = file_read(a, path, FILE_MAX, &bytes, err);
		struct str area = str_slice(files.name[i], 0, files.name[i].n - strlen(".csv"));
		if (st == NHI_OK) st = read_file(out, a, area, bytes, err);
	}
	if (st != NHI_OK) return st;
	if (out->count > 0) qsort(out->views, out->count, sizeof *out->views, by_name);
	return link_fields(out, a, data_dir, err);
}
