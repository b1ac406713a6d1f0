/* form.h: what a person sent: named texts, from an address, a form or the command line.
 *
 * Desk reads them by name and answers what is wrong with each in the view's list "errors" (view
 * form_error: field, message): beside the field and in a summary. An empty text counts as not
 * given. Files that were sent along stand beside the texts; what kind of file each is says its
 * content, never its name. */
#ifndef DESK_FORM_H
#define DESK_FORM_H

#include "desk/view.h"

enum { FORM_INPUTS_MAX = 64, FORM_FILES_MAX = 16, FORM_FILE_BYTES_MAX = 16 << 20 };
/* A maximum from here on is a guard against overflow, not a rule that people should read. */
#define FORM_NO_LIMIT INT64_C(1000000000)

struct form_input {
	struct str name, value;
};

/* A file of an upload (web/multipart.h); lives as long as the request. */
struct form_file {
	struct str field; /* name of the input */
	struct str name; /* as the sender calls it, without folders; UTF-8, no control characters */
	struct str bytes;
	bool is_cut; /* larger than FORM_FILE_BYTES_MAX: `bytes` is empty */
};

struct form {
	struct form_input input[FORM_INPUTS_MAX];
	size_t count;
	const struct form_file *file;
	size_t file_count;
};

/* Trimmed value of the first input of that name, or "". */
struct str form_get(const struct form *f, const char *name);
bool form_has(const struct form *f, const char *name);
/* False when the form is full. */
bool form_add(struct form *f, struct str name, struct str value);

/* Each reads one field: not given leaves *out alone. A bad value adds a form_error to `out_view`
 * and returns false. */
bool form_i64(const struct form *f, const char *name, int64_t min, int64_t max, struct view *view,
              int64_t *out);
/* ISO or as people write it (115年7月1日, 1150701). */
bool form_date(const struct form *f, const char *name, struct view *view, date_t *out);
/* "2026-07" or "11507". */
bool form_month(const struct form *f, const char *name, struct view *view, month_t *out);
/* Adds one error to the list "errors". */
void form_error(struct view *view, const char *field, const char *zh, const char *en);

#endif
