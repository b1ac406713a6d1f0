/* csv.c: see csv.h. */
#include "base/csv.h"

#define BOM "\xEF\xBB\xBF"

void csv_init(struct csv *c, struct str bytes, struct arena *arena) {
	struct str bom = STR(BOM);
	if (str_starts(bytes, bom)) bytes = str_slice(bytes, bom.n, bytes.n);
	*c = (struct csv){.rest = bytes, .arena = arena, .separator = ','};
}

struct str csv_field(const struct csv *c, size_t i) {
	return i < c->count ? c->field[i] : STR("");
}

/* Reads a quoted field; c->rest stands behind the opening quote and ends behind the closing one. */
static enum nhi_status quoted_field(struct csv *c, struct str *out, struct err *err) {
	const char *start = c->rest.p;
	size_t n = 0, doubled = 0;
	for (;;) {
		n += str_find_char(str_slice(c->rest, n, c->rest.n), '"');
		if (n >= c->rest.n) return err_set(err, NHI_CSV_QUOTE, "%zu", c->row);
		if (n + 1 >= c->rest.n || c->rest.p[n + 1] != '"') break;
		doubled++;
		n += 2;
	}
	*out = (struct str){start, n};
	c->rest = str_slice(c->rest, n + 1, c->rest.n);
	if (doubled == 0) return NHI_OK;
	char *p = arena_alloc(c->arena, n - doubled);
	if (p == NULL) return err_set(err, NHI_MEMORY, "");
	size_t to = 0;
	for (size_t i = 0; i < n; i += start[i] == '"' ? 2 : 1) p[to++] = start[i];
	*out = (struct str){p, to};
	return NHI_OK;
}

static struct str plain_field(struct csv *c) {
	size_t n = 0;
	while (n < c->rest.n && c->rest.p[n] != c->separator && c->rest.p[n] != '\n') n++;
	struct str field = str_slice(c->rest, 0, n);
	bool crlf = field.n > 0 && n < c->rest.n && c->rest.p[n] == '\n' &&
	            field.p[field.n - 1] == '\r';
	if (n == c->rest.n && field.n > 0 && field.p[field.n - 1] == '\r') crlf = true;
	if (crlf) field.n--;
	c->rest = str_slice(c->rest, n, c->rest.n);
	return field;
}

/* Takes the separator or line end behind a field; *last tells which. */
static enum nhi_status end_field(struct csv *c, bool *last, struct err *err) {
	if (c->rest.n >= 2 && c->rest.p[0] == '\r' && c->rest.p[1] == '\n')
		c->rest = str_slice(c->rest, 1, c->rest.n);
	*last = c->rest.n == 0 || c->rest.p[0] == '\n';
	if (!*last && c->rest.p[0] != c->separator)
		return err_set(err, NHI_CSV_QUOTE, "%zu", c->row);
	c->rest = str_slice(c->rest, 1, c->rest.n);
	return NHI_OK;
}

static enum nhi_status read_row(struct csv *c, struct err *err) {
	c->count = 0;
	for (bool last = false; !last;) {
		if (c->count == CSV_COLUMNS_MAX)
			return err_set(err, NHI_CSV_TOO_WIDE, "%zu" ERR_SEP "%d", c->row,
			               CSV_COLUMNS_MAX);
		struct str *field = &c->field[c->count++];
		enum nhi_status st = NHI_OK;
		if (c->rest.n > 0 && c->rest.p[0] == '"') {
			c->rest = str_slice(c->rest, 1, c->rest.n);
			st = quoted_field(c, field, err);
		} else {
			*field = plain_field(c);
		}
		if (st == NHI_OK) st = end_field(c, &last, err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

enum nhi_status csv_next(struct csv *c, bool *more, struct err *err) {
	while (c->rest.n > 0) {
		c->row++;
		enum nhi_status st = read_row(c, err);
		if (st != NHI_OK) return st;
		if (c->count > 1 || c->field[0].n > 0) {
			*more = true;
			return NHI_OK;
		}
	}
	c->count = 0;
	*more = false;
	return NHI_OK;
}

static enum nhi_status missing_column(struct str name, const char *const *names, size_t count,
                                      struct err *err) {
	struct buf all = BUF_INIT(ERR_DETAIL_SIZE);
	for (size_t i = 0; i < count; i++) {
		struct str title = str_from(names[i]);
		if (str_ends(title, STR("?"))) title.n--; /* may be absent, and is not called so */
		csv_put(&all, i, title);
	}
	err_set(err, NHI_MISSING_COLUMN, "%.*s" ERR_SEP "%.*s", STR_ARG(name),
	        STR_ARG(buf_str(&all)));
	buf_free(&all);
	return NHI_MISSING_COLUMN;
}

enum nhi_status csv_titles(struct csv *c, const char *const *names, size_t count, size_t *places,
                           struct err *err) {
	bool more;
	enum nhi_status st = csv_next(c, &more, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) {
		struct str name = str_from(names[i]);
		bool optional = str_ends(name, STR("?"));
		if (optional) name.n--;
		places[i] = SIZE_MAX;
		for (size_t k = 0; k < c->count && places[i] == SIZE_MAX; k++)
			if (str_eq(str_trim(c->field[k]), name)) places[i] = k;
		if (places[i] == SIZE_MAX && !optional)
			return missing_column(name, names, count, err);
	}
	return NHI_OK;
}

void csv_put_bom(struct buf *b) { buf_put_c(b, BOM); }

void csv_put(struct buf *b, size_t column, struct str value) {
	if (column > 0) buf_put_char(b, ',');
	bool quote = false;
	for (size_t i = 0; i < value.n && !quote; i++)
		quote = value.p[i] == ',' || value.p[i] == '"' || value.p[i] == '\n' ||
		        value.p[i] == '\r';
	if (!quote) {
		buf_put(b, value);
		return;
	}
	buf_put_char(b, '"');
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"') buf_put_char(b, '"');
		buf_put_char(b, value.p[i]);
	}
	buf_put_char(b, '"');
}

void csv_put_i64(struct buf *b, size_t column, int64_t value) {
	if (column > 0) buf_put_char(b, ',');
	buf_put_i64(b, value);
}

void csv_end_row(struct buf *b) { buf_put_char(b, '\n'); }
