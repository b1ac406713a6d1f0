/* document.h: tests as documents: prose with commands and what they must print.
 *
 *     A sentence about behaviour; everything that is not indented by two spaces is prose.
 *
 *       $ nhi id check A123456789
 *       > --json
 *       expected line of standard output
 *       ! expected line of standard error
 *       [1]
 *
 * `$ ` starts a command for /bin/sh, `> ` goes on with it. Below stand the lines of standard
 * output, then those of standard error after `! `, then the exit code if it is not 0. `...` alone
 * stands for any number of lines, `[..]` inside a line for any text. A line of output that would
 * read as one of these signs is written with `\` before it. Every command is a case. All commands
 * of a document share one fresh folder; each has its own shell. */
#ifndef TESTS_LIB_DOCUMENT_H
#define TESTS_LIB_DOCUMENT_H

#include "base/arena.h"
#include "base/err.h"

enum { DOCUMENT_STEPS_MAX = 400, DOCUMENT_LINES_MAX = 20000, COMMAND_SECONDS_MAX = 120 };

struct document_step {
	size_t line;         /* of the command, 1 = first of the file */
	struct str command;  /* several lines when continued */
	size_t first, after; /* lines [first, after) hold the expectation */
	size_t body;         /* first line behind the command's own lines */
};

struct document {
	const char *path;
	struct str text;
	struct str *line; /* without line end */
	size_t line_count;
	struct document_step *step;
	size_t step_count;
	struct arena *arena;
};

struct document_result {
	size_t passed, failed;
};

/* Reads `path`. A document without a command is an error. */
MUST_USE enum nhi_status document_read(struct document *d, struct arena *arena, const char *path,
                                       struct err *err);
/* Runs every step in `folder`. Differences go to stderr. With `bless` the file is written anew with
 * what was printed; steps that match keep their text (so that `...` survives). */
MUST_USE enum nhi_status document_run(const struct document *d, const char *folder, bool bless,
                                      struct document_result *result, struct err *err);
/* A value of the head of the document: lines `name: value` before the first empty line. Empty when
 * there is none. */
struct str document_head(const struct document *d, const char *name);
/* Does `line` match `pattern` with its `[..]`? */
bool document_line_matches(struct str pattern, struct str line);

#endif
