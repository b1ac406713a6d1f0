/* catalogue.c: see catalogue.h. */
#include "desk/catalogue.h"

#include "base/file.h"

enum { CATALOGUE_FILE_MAX = 16 << 20, CATALOGUE_PATH_SIZE = 2048 };

enum nhi_status catalogue_open(struct csv *c, struct arena *a, const char *data_dir,
                               const char *path, const char *const *titles, size_t count,
                               size_t *places, struct err *err) {
	char full[CATALOGUE_PATH_SIZE];
	struct str bytes;
	snprintf(full, sizeof full, "%s/%s", data_dir, path);
	enum nhi_status st = file_read(a, full, CATALOGUE_FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st;
	if (!str_is_utf8(bytes)) return err_set(err, NHI_NOT_UTF8, "%s", path);
	csv_init(c, bytes, a);
	st = csv_titles(c, titles, count, places, err);
	if (st != NHI_OK) err_where(err, "%s", path);
	return st;
}

bool catalogue_exists(const char *data_dir, const char *path) {
	char full[CATALOGUE_PATH_SIZE];
	snprintf(full, sizeof full, "%s/%s", data_dir, path);
	return file_exists(full);
}

size_t catalogue_split(struct str text, const char *sep, struct str *parts, size_t max) {
	struct str mark = str_from(sep);
	size_t n = 0;
	while (text.n > 0 && n < max) {
		size_t at = str_find(text, mark);
		struct str part = str_trim(str_slice(text, 0, at));
		if (part.n > 0) parts[n++] = part;
		text = str_slice(text, at + (at < text.n ? mark.n : 0), text.n);
	}
	return n;
}
