/* lawdir.c: see lawdir.h. */
#include "lawdir.h"

#include "base/check.h"
#include "base/file.h"

enum { PATH_SIZE = 4096, FILE_MAX = 16 * 1024 * 1024 };

static struct arena law_arena; /* never freed: the law lives as long as the program */

static void fail(const struct err *err) {
	struct buf b = BUF_INIT(0);
	err_message(err, "en", &b);
	fprintf(stderr, "law folder: %s: %.*s\n", err->where, STR_ARG(buf_str(&b)));
	exit(4);
}

static const char *folder(void) {
	const char *dir = getenv("NHI_LAW_DIR");
	return dir == NULL || dir[0] == '\0' ? "law" : dir;
}

static struct str read_file(struct str name) {
	struct err err = ERR_INIT;
	struct str bytes = STR("");
	char path[PATH_SIZE];
	CHECK(snprintf(path, sizeof path, "%s/%.*s", folder(), STR_ARG(name)) < PATH_SIZE);
	if (file_read(&law_arena, path, FILE_MAX, &bytes, &err) != NHI_OK) fail(&err);
	return bytes;
}

const struct law *test_law_with(const char *rows) {
	static const char title[] = "parameter,effective_from,value,unit,source,verified\n";
	struct err err = ERR_INIT;
	struct file_list list;
	struct buf overlay = BUF_INIT(0);
	struct law *law = ARENA_NEW(&law_arena, struct law);
	if (file_list(&law_arena, folder(), ".csv", &list, &err) != NHI_OK) fail(&err);
	struct law_file *files = ARENA_ARRAY(&law_arena, list.count + 1, struct law_file);
	CHECK(law != NULL && files != NULL);
	for (size_t i = 0; i < list.count; i++)
		files[i] =
		        (struct law_file){.name = list.name[i], .bytes = read_file(list.name[i])};
	buf_put_c(&overlay, title);
	buf_put_c(&overlay, rows);
	struct law_file *last = &files[list.count];
	*last = (struct law_file){.name = STR("overlay.csv"), .overlay = true};
	CHECK(arena_str(&law_arena, buf_str(&overlay), &last->bytes));
	buf_free(&overlay);
	if (law_read(law, &law_arena, files, list.count + 1, &err) != NHI_OK) fail(&err);
	return law;
}

const struct law *test_law(void) {
	static const struct law *law;
	if (law == NULL) law = test_law_with("");
	return law;
}
