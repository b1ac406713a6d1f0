/* table.c: see table.h. */
#include "table.h"

#include "base/file.h"
#include "test.h"

enum { TABLE_BYTES_MAX = 16 * 1024 * 1024 };

static void stop(const struct table_row *row, const char *what, const char *detail) {
	fprintf(stderr, "%s:%zu: %s %s\n", row->file, row->line, what, detail);
	exit(1);
}

static size_t find(const struct str *names, size_t count, const char *name) {
	for (size_t i = 0; i < count; i++)
		if (str_is(names[i], name)) return i;
	return count;
}

struct str row_text(const struct table_row *row, const char *name) {
	size_t i = find(row->in_name, row->in_count, name);
	if (i == row->in_count) stop(row, "the table has no input column", name);
	return row->in[i];
}

int64_t row_i64(const struct table_row *row, const char *name) {
	int64_t v = 0;
	if (!str_to_i64(row_text(row, name), INT64_MIN, INT64_MAX, &v))
		stop(row, "not a whole number:", name);
	return v;
}

date_t row_date(const struct table_row *row, const char *name) {
	date_t v = 0;
	if (!date_parse(row_text(row, name), &v)) stop(row, "not a date:", name);
	return v;
}

month_t row_month(const struct table_row *row, const char *name) {
	month_t v = 0;
	if (!month_parse(row_text(row, name), &v)) stop(row, "not a month:", name);
	return v;
}

bool row_bool(const struct table_row *row, const char *name) {
	struct str s = row_text(row, name);
	if (!str_is(s, "yes") && !str_is(s, "no")) stop(row, "neither yes nor no:", name);
	return str_is(s, "yes");
}

bool row_has(const struct table_row *row, const char *name) {
	size_t i = find(row->in_name, row->in_count, name);
	return i < row->in_count && row->in[i].n > 0;
}

void row_give(struct table_row *row, const char *name, struct str value) {
	size_t i = find(row->out_name, row->out_count, name);
	if (i == row->out_count) return;
	if (value.n >= TABLE_OUT_SIZE) stop(row, "the value is too long for column", name);
	if (value.n > 0) memcpy(row->got[i], value.p, value.n);
	row->got[i][value.n] = '\0';
	row->given[i] = true;
}

void row_give_c(struct table_row *row, const char *name, const char *value) {
	row_give(row, name, str_from(value));
}

void row_give_i64(struct table_row *row, const char *name, int64_t value) {
	char text[32];
	(void)snprintf(text, sizeof text, "%lld", (long long)value);
	row_give_c(row, name, text);
}

void row_give_date(struct table_row *row, const char *name, date_t value) {
	struct buf b = BUF_INIT(TABLE_OUT_SIZE);
	date_print(&b, value);
	row_give(row, name, buf_str(&b));
	buf_free(&b);
}

void row_give_bool(struct table_row *row, const char *name, bool value) {
	row_give_c(row, name, value ? "yes" : "no");
}

/* Takes the next field off *rest: blanks separate, "…" keeps blanks, `-` is empty. */
static bool take_field(struct str *rest, struct str *out) {
	*rest = str_trim(*rest);
	if (rest->n == 0) return false;
	if (rest->p[0] == '"') {
		*rest = str_slice(*rest, 1, rest->n);
		*out = str_cut(rest, '"');
		return true;
	}
	size_t n = 0;
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t') n++;
	*out = str_slice(*rest, 0, n);
	*rest = str_slice(*rest, n, rest->n);
	if (str_is(*out, "-")) out->n = 0;
	return true;
}

/* Cuts at the first `|` outside quotes. */
static struct str cut_part(struct str *rest) {
	bool quoted = false;
	size_t n = 0;
	for (; n < rest->n && (quoted || rest->p[n] != '|'); n++)
		if (rest->p[n] == '"') quoted = !quoted;
	struct str part = str_slice(*rest, 0, n);
	*rest = str_slice(*rest, n + 1, rest->n);
	return part;
}

static size_t split(const struct table_row *row, struct str part, struct str *fields) {
	size_t n = 0;
	struct str field;
	while (take_field(&part, &field)) {
		if (n == TABLE_COLUMNS_MAX) stop(row, "too many columns", "");
		fields[n++] = field;
	}
	return n;
}

static void read_titles(struct table_row *row, struct str line) {
	row->in_count = split(row, cut_part(&line), row->in_name);
	row->out_count = split(row, cut_part(&line), row->out_name);
	if (row->out_count == 0) stop(row, "the title line names no expected column", "");
	if (str_trim(line).n == 0) stop(row, "the title line must end in `| source`", "");
}

static bool run_row(struct table_row *row, struct str line, table_check check, void *context) {
	if (row->out_count == 0) stop(row, "the title line `# … | … | source` must come first", "");
	if (split(row, cut_part(&line), row->in) != row->in_count)
		stop(row, "the number of inputs differs from the title line", "");
	if (split(row, cut_part(&line), row->expected) != row->out_count)
		stop(row, "the number of expected values differs from the title line", "");
	row->source = str_trim(line);
	if (row->source.n == 0) stop(row, "the row names no source", "");
	memset(row->given, 0, sizeof row->given);
	check(row, context);
	bool same = true;
	for (size_t i = 0; i < row->out_count; i++) {
		if (row->given[i] && str_is(row->expected[i], row->got[i])) continue;
		same = false;
		fprintf(stderr, "%s:%zu: %.*s: expected “%.*s”, got %s%s%s (%.*s)\n", row->file,
		        row->line, STR_ARG(row->out_name[i]), STR_ARG(row->expected[i]),
		        row->given[i] ? "“" : "", row->given[i] ? row->got[i] : "nothing",
		        row->given[i] ? "”" : "", STR_ARG(row->source));
	}
	return same;
}

struct table_result table_run(const char *name, table_check check, void *context) {
	char relative[512];
	(void)snprintf(relative, sizeof relative, "tests/table/%s", name);
	struct arena arena = ARENA_INIT(0);
	struct err err = ERR_INIT;
	struct str bytes;
	struct table_result result = {0, 0};
	struct table_row *row = ARENA_NEW(&arena, struct table_row);
	if (row == NULL ||
	    file_read(&arena, test_source(relative), TABLE_BYTES_MAX, &bytes, &err) != NHI_OK) {
		fprintf(stderr, "%s: cannot be read\n", relative);
		return (struct table_result){0, 1};
	}
	row->file = relative;
	while (bytes.n > 0) {
		struct str line = str_trim(str_cut(&bytes, '\n'));
		row->line++;
		if (line.n == 0 || str_starts(line, STR("##"))) continue;
		if (line.p[0] == '#')
			read_titles(row, str_slice(line, 1, line.n));
		else if (run_row(row, line, check, context))
			result.passed++;
		else
			result.failed++;
	}
	if (result.passed + result.failed == 0) {
		fprintf(stderr, "%s: the table has no rows\n", relative);
		result.failed = 1;
	}
	arena_free(&arena);
	return result;
}

int table_end(const struct table_result *results, size_t count) {
	size_t passed = 0, failed = 0;
	for (size_t i = 0; i < count; i++) {
		passed += results[i].passed;
		failed += results[i].failed;
	}
	printf("%zu passed, %zu failed\n", passed, failed);
	return failed == 0 ? 0 : 1;
}
