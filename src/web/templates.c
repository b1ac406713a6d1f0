/* templates.c: see templates.h. */
#include "web/templates.h"

#include "base/file.h"

enum { TEMPLATES_MAX = 400, TEMPLATE_MAX = 1 << 18, PATH_SIZE = 1400 };

#define OPEN STR("{{#t}}")
#define CLOSE STR("{{/t}}")

bool templates_next_message(struct str source, size_t *at, struct str *message) {
	struct str rest = str_slice(source, *at, source.n);
	size_t start = str_find(rest, OPEN);
	if (start == rest.n) return false;
	struct str body = str_slice(rest, start + OPEN.n, rest.n);
	size_t n = str_find(body, CLOSE);
	*message = str_slice(body, 0, n);
	*at += start + OPEN.n + n + (n < body.n ? CLOSE.n : 0);
	return true;
}

/* The source with each sentence in the language; Chinese only loses the marks. */
static bool translate(struct arena *a, struct str source, const struct i18n_set *i18n, int lang,
                      struct str *out) {
	struct buf b = BUF_INIT(TEMPLATE_MAX * 2);
	size_t at = 0;
	for (;;) {
		struct str message, text;
		size_t from = at;
		if (!templates_next_message(source, &at, &message)) break;
		buf_put(&b, str_slice(source, from, (size_t)(message.p - source.p) - OPEN.n));
		text = i18n_say(i18n, lang, message);
		buf_put(&b, text);
	}
	buf_put(&b, str_slice(source, at, source.n));
	bool ok = buf_ok(&b) && arena_str(a, buf_str(&b), out);
	buf_free(&b);
	return ok;
}

static enum nhi_status compile(struct template *t, struct arena *a, const struct i18n_set *i18n,
                               struct err *err) {
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct str source;
		if (!translate(a, t->source, i18n, lang, &source))
			return err_set(err, NHI_MEMORY, "");
		enum nhi_status st = mustache_compile(a, t->name, source, &t->by_lang[lang], err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

static enum nhi_status load_area(struct templates *out, struct arena *a, const char *data_dir,
                                 struct str area, const struct i18n_set *i18n, struct err *err) {
	char dir[PATH_SIZE], path[PATH_SIZE + 300];
	snprintf(dir, sizeof dir, "%s/web/templates/%.*s", data_dir, STR_ARG(area));
	struct file_list files;
	enum nhi_status st = file_list(a, dir, ".mustache", &files, err);
	for (size_t i = 0; st == NHI_OK && i < files.count; i++) {
		if (out->count == TEMPLATES_MAX)
			return err_set(err, NHI_LIMIT, "templates" ERR_SEP "%d", TEMPLATES_MAX);
		struct template *t = &out->items[out->count++];
		snprintf(path, sizeof path, "%s/%s", dir, files.name[i].p);
		st = file_read(a, path, TEMPLATE_MAX, &t->source, err);
		if (st != NHI_OK) return st;
		size_t stem = files.name[i].n - strlen(".mustache");
		snprintf(path, sizeof path, "%.*s/%.*s", STR_ARG(area), (int)stem, files.name[i].p);
		if (!arena_str(a, str_from(path), &t->name)) return err_set(err, NHI_MEMORY, "");
		st = compile(t, a, i18n, err);
	}
	return st;
}

static int by_name(const void *a, const void *b) {
	return str_cmp(((const struct template *)a)->name, ((const struct template *)b)->name);
}

enum nhi_status templates_load(struct templates *out, struct arena *a, const char *data_dir,
                               const struct decls *decls, const struct i18n_set *i18n,
                               struct err *err) {
	*out = (struct templates){.items = ARENA_ARRAY(a, TEMPLATES_MAX, struct template)};
	if (out->items == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = load_area(out, a, data_dir, STR("layout"), i18n, err);
	for (size_t i = 0; i < decls->count && st == NHI_OK; i++) {
		struct str area = decls->views[i].area;
		bool seen = str_is(area, "layout");
		for (size_t k = 0; k < i && !seen; k++) seen = str_eq(decls->views[k].area, area);
		if (!seen) st = load_area(out, a, data_dir, area, i18n, err);
	}
	if (out->count > 0) qsort(out->items, out->count, sizeof *out->items, by_name);
	return st;
}

const struct template *templates_find(const struct templates *t, struct str name) {
	size_t from = 0, to = t->count;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		int order = str_cmp(t->items[mid].name, name);
		if (order == 0) return &t->items[mid];
		if (order < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return NULL;
}

struct in_language {
	const struct templates *templates;
	int lang;
};

static const struct mustache *find_partial(const void *context, struct str name) {
	const struct in_language *in = context;
	const struct template *t = templates_find(in->templates, name);
	return t == NULL ? NULL : t->by_lang[in->lang];
}

enum nhi_status templates_render(const struct templates *t, struct str name, int lang,
                                 const struct node *root, struct buf *out, struct err *err) {
	struct in_language in = {t, lang};
	struct mustache_set set = {find_partial, &in};
	const struct mustache *m = find_partial(&in, name);
	if (m == NULL)
		return err_set(err, NHI_TEMPLATE, "沒有這個範本" ERR_SEP "%.*s" ERR_SEP "%s",
		               STR_ARG(name), "no such template");
	return mustache_render(m, root, &set, out, err);
}
