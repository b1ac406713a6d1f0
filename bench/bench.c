/* bench.c: see bench.h. Seconds and rates are for people to read: the only place with floating
 * point. */
#include "bench.h"

#include "base/clock.h"
#include "base/file.h"

static struct arena arena;

const struct law *bench_law(void) {
	static struct law law;
	const char *root = getenv("NHI_DATA");
	char dir[2048], path[4096];
	struct err err = ERR_INIT;
	struct file_list list;
	(void)snprintf(dir, sizeof dir, "%s/law", root == NULL ? "." : root);
	if (file_list(&arena, dir, ".csv", &list, &err) != NHI_OK) exit(4);
	struct law_file *files = ARENA_ARRAY(&arena, list.count, struct law_file);
	if (files == NULL) exit(4);
	for (size_t i = 0; i < list.count; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", dir, list.name[i].p);
		files[i] = (struct law_file){.name = list.name[i]};
		if (file_read(&arena, path, 1 << 26, &files[i].bytes, &err) != NHI_OK) exit(4);
	}
	if (law_read(&law, &arena, files, list.count, &err) != NHI_OK) exit(3);
	return &law;
}

int64_t bench_option(int argc, char **argv, const char *name, int64_t otherwise) {
	int64_t v = otherwise;
	for (int i = 1; i + 1 < argc; i++)
		if (str_is(str_from(argv[i]), name) &&
		    !str_to_i64(str_from(argv[i + 1]), 1, INT64_MAX, &v))
			exit(2);
	return v;
}

void bench_rate(const char *name, int64_t count, const char *things, int64_t ns) {
	struct buf b = BUF_INIT(0);
	buf_printf(&b, "%s: ", name);
	buf_put_i64_grouped(&b, count);
	buf_printf(&b, " %s in %.3f s = %.2f million/s", things, (double)ns / 1e9,
	           (double)count * 1e3 / (double)(ns > 0 ? ns : 1));
	printf("%.*s\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

int64_t bench_now_ns(void) { return clock_monotonic_ns(); }
