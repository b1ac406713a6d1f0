/* tree.c: see tree.h. */
#include "tree.h"

#include "base/file.h"
#include "test.h"

#include <ftw.h>
#include <stdarg.h>
#include <sys/stat.h>

enum { FILES_MAX = 8000, FILE_BYTES_MAX = 8 * 1024 * 1024, OPEN_FOLDERS_MAX = 16 };
#define TREE_BYTES_MAX ((size_t)1024 * 1024 * 1024)

static struct {
	struct tree *tree;
	size_t root_n;
} walk; /* nftw hands its callback no context */

static bool is_text(struct str path) {
	static const char *const suffixes[] = {
	        ".c",    ".h",        ".csv", ".sql", ".md",   ".t",  ".txt", ".walk",
	        ".yaml", ".mustache", ".css", ".js",  ".json", ".sh", ".po",  "meson.build"};
	for (size_t i = 0; i < COUNT_OF(suffixes); i++)
		if (str_ends(path, str_from(suffixes[i]))) return true;
	return str_find_char(path, '.') == path.n; /* run, test, Makefile, LICENSE */
}

static int visit(const char *path, const struct stat *s, int kind, struct FTW *ftw) {
	const char *name = path + ftw->base;
	bool left_out = (name[0] == '.' && ftw->level > 0) || strncmp(name, "build", 5) == 0 ||
	                str_is(str_from(name), "node_modules");
	if (kind == FTW_D) return left_out ? FTW_SKIP_SUBTREE : FTW_CONTINUE;
	struct tree *t = walk.tree;
	struct str relative = str_from(path + walk.root_n);
	if (kind != FTW_F || left_out || s->st_size > FILE_BYTES_MAX || !is_text(relative))
		return FTW_CONTINUE;
	struct tree_file *f = &t->file[t->count];
	if (t->count == FILES_MAX || !arena_str(&t->arena, relative, &f->path) ||
	    file_read(&t->arena, path, FILE_BYTES_MAX, &f->text, NULL) != NHI_OK)
		return FTW_STOP;
	t->count++;
	return FTW_CONTINUE;
}

static int by_path(const void *a, const void *b) {
	return str_cmp(((const struct tree_file *)a)->path, ((const struct tree_file *)b)->path);
}

void tree_read(struct tree *t) {
	*t = (struct tree){.arena = ARENA_INIT(TREE_BYTES_MAX)};
	t->file = ARENA_ARRAY(&t->arena, FILES_MAX, struct tree_file);
	const char *root = test_source("");
	walk.tree = t;
	walk.root_n = strlen(root);
	if (t->file == NULL ||
	    nftw(root, visit, OPEN_FOLDERS_MAX, FTW_PHYS | FTW_ACTIONRETVAL) != 0) {
		fprintf(stderr, "%s: cannot be read\n", root);
		exit(4);
	}
	qsort(t->file, t->count, sizeof *t->file, by_path);
}

void tree_free(struct tree *t) { arena_free(&t->arena); }

bool tree_in(const struct tree_file *f, const char *folder) {
	return str_starts(f->path, str_from(folder));
}

bool tree_ends(const struct tree_file *f, const char *suffix) {
	return str_ends(f->path, str_from(suffix));
}

struct str tree_code(struct tree *t, struct str text, bool keep_strings) {
	char *out = arena_alloc(&t->arena, text.n);
	if (out == NULL) return STR("");
	enum { CODE, BLOCK, LINE, STRING, LETTER } in = CODE;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i], next = i + 1 < text.n ? text.p[i + 1] : '\0';
		bool blank = in == BLOCK || in == LINE || (in != CODE && !keep_strings);
		out[i] = c == '\n' ? '\n' : blank ? ' ' : c;
		if ((in == STRING || in == LETTER) && c == '\\') {
			if (i + 1 < text.n) out[i + 1] = keep_strings ? next : ' ';
			i++;
		} else if (in == CODE && c == '/' && (next == '*' || next == '/')) {
			in = next == '*' ? BLOCK : LINE;
			out[i] = out[i + 1] = ' ';
			i++;
		} else if (in == BLOCK && c == '*' && next == '/') {
			in = CODE;
			out[++i] = ' ';
		} else if (in == LINE && c == '\n') {
			in = CODE;
		} else if (in == CODE && (c == '"' || c == '\'')) {
			in = c == '"' ? STRING : LETTER;
		} else if ((in == STRING && c == '"') || (in == LETTER && c == '\'')) {
			in = CODE;
			out[i] = c;
		}
	}
	return (struct str){out, text.n};
}

void verdict_fail(struct verdict *v, const struct tree_file *f, size_t line, const char *fmt, ...) {
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "%s:%zu: ", f->path.p, line);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	v->failed++;
}

void verdict_case(struct verdict *v, size_t failed_before) {
	if (v->failed == failed_before) v->passed++;
}

int verdict_end(const struct verdict *v) {
	printf("%zu passed, %zu failed\n", v->passed, v->failed);
	return v->failed == 0 && v->passed > 0 ? 0 : 1;
}
