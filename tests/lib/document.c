/* document.c: see document.h. */
#include "document.h"

#include "base/file.h"
#include "shell.h"

enum { DOCUMENT_BYTES_MAX = 4 * 1024 * 1024 };

static bool is_block(struct str line) { return str_starts(line, STR("  ")); }
static struct str inner(struct str line) { return str_slice(line, 2, line.n); }

static enum nhi_status split_lines(struct document *d, struct err *err) {
	d->line = ARENA_ARRAY(d->arena, DOCUMENT_LINES_MAX, struct str);
	if (d->line == NULL) return err_set(err, NHI_MEMORY, "");
	struct str rest = d->text;
	while (rest.n > 0) {
		if (d->line_count == DOCUMENT_LINES_MAX)
			return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d lines", d->path,
			               DOCUMENT_LINES_MAX);
		d->line[d->line_count++] = str_cut(&rest, '\n');
	}
	return NHI_OK;
}

/* Reads the command at line `at` with its continuations; returns the line behind it. */
static size_t take_command(struct document *d, size_t at, struct document_step *step) {
	struct buf b = BUF_INIT(0);
	step->line = at + 1;
	buf_put(&b, str_slice(inner(d->line[at]), 2, SIZE_MAX));
	for (at++; at < d->line_count && str_starts(d->line[at], STR("  > ")); at++) {
		buf_put_char(&b, '\n');
		buf_put(&b, str_slice(d->line[at], 4, SIZE_MAX));
	}
	if (!buf_ok(&b) || !arena_str(d->arena, buf_str(&b), &step->command))
		step->command = STR("false"); /* out of memory: the step then fails */
	buf_free(&b);
	return at;
}

/* The expectation reaches to the next command or prose; empty lines at its end are not part. */
static size_t take_expected(const struct document *d, size_t at, struct document_step *step) {
	step->first = step->after = step->body = at;
	for (; at < d->line_count; at++) {
		struct str line = d->line[at];
		if (line.n > 0 && !is_block(line)) break;
		if (str_starts(line, STR("  $ "))) break;
		if (str_trim(line).n > 0) step->after = at + 1;
	}
	return at;
}

enum nhi_status document_read(struct document *d, struct arena *arena, const char *path,
                              struct err *err) {
	*d = (struct document){.path = path, .arena = arena};
	enum nhi_status st = file_read(arena, path, DOCUMENT_BYTES_MAX, &d->text, err);
	if (st == NHI_OK) st = split_lines(d, err);
	if (st != NHI_OK) return st;
	d->step = ARENA_ARRAY(arena, DOCUMENT_STEPS_MAX, struct document_step);
	if (d->step == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t at = 0; at < d->line_count;) {
		if (!str_starts(d->line[at], STR("  $ "))) {
			at++;
			continue;
		}
		if (d->step_count == DOCUMENT_STEPS_MAX)
			return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d commands", path,
			               DOCUMENT_STEPS_MAX);
		struct document_step *step = &d->step[d->step_count++];
		at = take_expected(d, take_command(d, at, step), step);
	}
	if (d->step_count == 0)
		return err_set(err, NHI_INPUT,
		               "%s: 沒有指令（兩格縮排後的 $）" ERR_SEP
		               "%s: no command (two blanks, then $)",
		               path, path);
	return NHI_OK;
}

struct str document_head(const struct document *d, const char *name) {
	struct str wanted = str_from(name);
	for (size_t i = 0; i < d->line_count && d->line[i].n > 0; i++) {
		struct str rest = d->line[i];
		struct str key = str_cut(&rest, ':');
		if (str_eq(str_trim(key), wanted)) return str_trim(rest);
	}
	return STR("");
}

static bool must_escape(struct str line) {
	static const char *const signs[] = {"$ ", "> ", "! ", "\\"};
	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (str_starts(line, str_from(signs[i]))) return true;
	bool code = line.n > 2 && line.p[0] == '[' && line.p[line.n - 1] == ']' &&
	            str_is_digits(str_slice(line, 1, line.n - 1));
	return code || str_is(line, "...");
}

static void render_lines(struct buf *b, struct str text, const char *mark) {
	while (text.n > 0) {
		bool ended = str_find_char(text, '\n') < text.n;
		struct str line = str_cut(&text, '\n');
		buf_put_c(b, mark);
		if (must_escape(line)) buf_put_char(b, '\\');
		buf_put(b, line);
		buf_put_char(b, '\n');
		if (!ended) buf_put_c(b, "\\ (no line end)\n");
	}
}

/* What the command did, as it would stand in the document. */
static void render(struct buf *b, const struct shell_result *r) {
	render_lines(b, r->out, "");
	render_lines(b, r->err, "! ");
	while (b->n > 1 && b->p[b->n - 1] == '\n' && b->p[b->n - 2] == '\n') b->n--;
	if (b->n == 1 && b->p[0] == '\n') b->n = 0;
	if (r->exit_code != 0) buf_printf(b, "[%d]\n", r->exit_code);
}

bool document_line_matches(struct str pattern, struct str line) {
	struct str any = STR("[..]");
	size_t at = str_find(pattern, any);
	if (at == pattern.n) return str_eq(pattern, line);
	if (!str_starts(line, str_slice(pattern, 0, at))) return false;
	line = str_slice(line, at, line.n);
	for (;;) { /* each part between two `[..]` is found as early as possible */
		pattern = str_slice(pattern, at + any.n, pattern.n);
		at = str_find(pattern, any);
		if (at == pattern.n) return str_ends(line, pattern);
		struct str part = str_slice(pattern, 0, at);
		size_t found = str_find(line, part);
		if (found == line.n && part.n > 0) return false;
		line = str_slice(line, found + part.n, line.n);
	}
}

struct lines {
	struct str *p;
	size_t n;
};

/* `...` takes as few lines as possible; on a mismatch behind it, one more. */
static bool matches(struct lines pattern, struct lines got) {
	size_t i = 0, k = 0, star = SIZE_MAX, star_k = 0;
	while (k < got.n) {
		if (i < pattern.n && str_is(pattern.p[i], "...")) {
			star = i++;
			star_k = k;
		} else if (i < pattern.n && document_line_matches(pattern.p[i], got.p[k])) {
			i++;
			k++;
		} else if (star != SIZE_MAX) {
			i = star + 1;
			k = ++star_k;
		} else {
			return false;
		}
	}
	while (i < pattern.n && str_is(pattern.p[i], "...")) i++;
	return i == pattern.n;
}

static struct lines lines_of(struct arena *a, struct str text) {
	struct lines l = {ARENA_ARRAY(a, DOCUMENT_LINES_MAX, struct str), 0};
	while (text.n > 0 && l.p != NULL && l.n < DOCUMENT_LINES_MAX)
		l.p[l.n++] = str_cut(&text, '\n');
	return l;
}

static struct lines expected_of(const struct document *d, const struct document_step *step) {
	struct lines l = {ARENA_ARRAY(d->arena, step->after - step->first, struct str), 0};
	for (size_t i = step->first; i < step->after && l.p != NULL; i++)
		l.p[l.n++] = inner(d->line[i]);
	return l;
}

static void show(const char *title, struct lines l) {
	fprintf(stderr, "  %s:\n", title);
	for (size_t i = 0; i < l.n; i++) fprintf(stderr, "    %.*s\n", STR_ARG(l.p[i]));
}

/* Copies lines [from, to) of the document into `b`. */
static void copy(struct buf *b, const struct document *d, size_t from, size_t to) {
	for (size_t i = from; i < to; i++) {
		buf_put(b, d->line[i]);
		buf_put_char(b, '\n');
	}
}

static void bless_step(struct buf *b, const struct document *d, const struct document_step *step,
                       bool same, struct lines got) {
	if (same) {
		copy(b, d, step->first, step->after);
		return;
	}
	for (size_t i = 0; i < got.n; i++)
		buf_printf(b, "%s%.*s\n", got.p[i].n > 0 ? "  " : "", STR_ARG(got.p[i]));
}

enum nhi_status document_run(const struct document *d, const char *folder, bool bless,
                             struct document_result *result, struct err *err) {
	struct buf blessed = BUF_INIT(0);
	size_t copied = 0;
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < d->step_count && st == NHI_OK; i++) {
		const struct document_step *step = &d->step[i];
		struct shell_result r;
		if (!shell_run(d->arena, step->command.p, folder, COMMAND_SECONDS_MAX, &r)) {
			st = err_set(err, NHI_IO, "/bin/sh" ERR_SEP "cannot run");
			break;
		}
		struct buf text = BUF_INIT(0);
		render(&text, &r);
		struct lines got = lines_of(d->arena, buf_str(&text));
		struct lines expected = expected_of(d, step);
		bool same = matches(expected, got);
		copy(&blessed, d, copied, step->body);
		bless_step(&blessed, d, step, same, got);
		copied = step->after;
		*(same || bless ? &result->passed : &result->failed) += 1;
		if (!same && !bless) {
			fprintf(stderr, "%s:%zu: $ %.*s\n", d->path, step->line,
			        STR_ARG(step->command));
			show("expected", expected);
			show("got", got);
		}
		buf_free(&text);
	}
	shell_end();
	copy(&blessed, d, copied, d->line_count);
	if (st == NHI_OK && bless && buf_ok(&blessed) && !str_eq(buf_str(&blessed), d->text))
		st = file_write(d->path, buf_str(&blessed), err);
	buf_free(&blessed);
	return st;
}
