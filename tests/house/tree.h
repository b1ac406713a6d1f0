/* tree.h: the files of the source tree for tests that read it: relative path and bytes. Build
 * folders, the history and installed modules are left out. */
#ifndef TESTS_HOUSE_TREE_H
#define TESTS_HOUSE_TREE_H

#include "base/arena.h"

struct tree_file {
	struct str path; /* "lib/base/str.c", NUL-terminated */
	struct str text;
};

struct tree {
	struct arena arena;
	struct tree_file *file; /* by path */
	size_t count;
};

/* Reads the tree under NHI_SOURCE; ends the program when that fails. */
void tree_read(struct tree *t);
void tree_free(struct tree *t);
/* Is the path within `folder` ("lib/nhi/")? */
bool tree_in(const struct tree_file *f, const char *folder);
bool tree_ends(const struct tree_file *f, const char *suffix);
/* The text with comments blanked and, if wanted, the insides of literals too; the same length and
 * lines. In the arena. For C. */
struct str tree_code(struct tree *t, struct str text, bool keep_strings);

/* Counting and telling: every rule × file is a case. */
struct verdict {
	size_t passed, failed;
};
void verdict_fail(struct verdict *v, const struct tree_file *f, size_t line, const char *fmt, ...)
        PRINTF_LIKE(4, 5);
/* Adds a case that passed when nothing failed since `failed_before`. */
void verdict_case(struct verdict *v, size_t failed_before);
int verdict_end(const struct verdict *v);

#endif
