/* err.h: what went wrong, for programs (a code) and for people (a sentence in both languages).
 *
 * A function that can fail returns enum nhi_status and fills the struct err that its caller handed
 * in (NULL: not wanted). Lower layers describe, upper layers add where; only the edge (CLI, web)
 * prints. The catalogue is lib/base/errors.csv: code, class (decides the exit code), HTTP status,
 * sentence with {1} … {4} for details. Bad business data is not an error but a finding: see the
 * modules that judge files. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/errors_gen.h" /* enum nhi_status: NHI_OK, NHI_BUSY, … from errors.csv */
#include "base/str.h"

enum { ERR_DETAILS_MAX = 4, ERR_DETAIL_SIZE = 768, ERR_WHERE_SIZE = 256 };

/* Separates details in the format of err_set: err_set(e, NHI_RANGE, "%s" ERR_SEP "%d", name,
 * value). */
#define ERR_SEP "\x1f"

struct err {
	enum nhi_status code;
	char detail[ERR_DETAIL_SIZE]; /* details, separated by ERR_SEP; cut at a character if too
	                                 long */
	size_t detail_n;
	char where[ERR_WHERE_SIZE]; /* outermost first: "staff.csv:12: wage" */
	size_t where_n;
};

#define ERR_INIT ((struct err){.code = NHI_OK})

/* Records a failure and returns its code, so that one can write `return err_set(…)`. */
enum nhi_status err_set(struct err *e, enum nhi_status code, const char *fmt, ...)
        PRINTF_LIKE(3, 4);
#ifdef __clang_analyzer__ /* sees one file at a time: tells it that a failure is none of NHI_OK */
#define err_set(e, code, ...) ((void)(err_set)((e), (code), __VA_ARGS__), (code))
#endif
/* Adds the place in front of what is known: file name, row, field. Language-neutral. Returns e's
 * code. */
enum nhi_status err_where(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Writes the sentence in "zh" or "en" without the place. */
void err_message(const struct err *e, const char *lang, struct buf *out);

/* Exit code of the command line (DESIGN §5): 0 done, 1 no, 2 usage, 3 input, 4 system, 5 conflict,
 * 70 bug. */
int status_exit_code(enum nhi_status code);
int status_http(enum nhi_status code);
const char *status_name(enum nhi_status code); /* "NOT_FOUND" */

#endif
