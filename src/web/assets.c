/* assets.c: see assets.h. */
#include "web/assets.h"

#include "base/file.h"
#include "base/sha256.h"

enum { ASSETS_MAX = 64, ASSET_MAX = 4 << 20, HASH_DIGITS = 10, PATH_SIZE = 1400 };

static const struct {
	const char *suffix, *type;
} types[] = {
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
};

static enum nhi_status load_one(struct asset *x, struct arena *a, const char *dir, struct str name,
                                size_t type, struct err *err) {
	char path[PATH_SIZE], hex[SHA256_HEX_SIZE + 1];
	*x = (struct asset){.name = name, .type = str_from(types[type].type)};
	snprintf(path, sizeof path, "%s/%.*s", dir, STR_ARG(name));
	enum nhi_status st = file_read(a, path, ASSET_MAX, &x->bytes, err);
	if (st != NHI_OK) return st;
	snprintf(path, sizeof path, "%s/%.*s.gz", dir, STR_ARG(name));
	if (file_exists(path)) st = file_read(a, path, ASSET_MAX, &x->gzip, err);
	if (st != NHI_OK) return st;
	sha256_hex(x->bytes, hex);
	size_t stem = name.n - strlen(types[type].suffix);
	snprintf(path, sizeof path, "/assets/%.*s.%.*s%s", (int)stem, name.p, HASH_DIGITS, hex,
	         types[type].suffix);
	bool kept = arena_str(a, str_from(path), &x->path);
	snprintf(path, sizeof path, "\"%.*s\"", HASH_DIGITS * 2, hex);
	kept = kept && arena_str(a, str_from(path), &x->etag);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

enum nhi_status assets_load(struct assets *out, struct arena *a, const char *built_dir,
                            struct err *err) {
	*out = (struct assets){.items = ARENA_ARRAY(a, ASSETS_MAX, struct asset)};
	if (out->items == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t t = 0; t < COUNT_OF(types); t++) {
		struct file_list files;
		enum nhi_status st = file_list(a, built_dir, types[t].suffix, &files, err);
		for (size_t i = 0; st == NHI_OK && i < files.count; i++) {
			if (out->count == ASSETS_MAX)
				return err_set(err, NHI_LIMIT, "assets" ERR_SEP "%d", ASSETS_MAX);
			st = load_one(&out->items[out->count++], a, built_dir, files.name[i], t,
			              err);
		}
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

const struct asset *assets_find(const struct assets *t, struct str path) {
	for (size_t i = 0; i < t->count; i++)
		if (str_eq(t->items[i].path, path)) return &t->items[i];
	return NULL;
}
