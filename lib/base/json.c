/* json.c: see json.h. */
#include "base/json.h"

#include "base/check.h"

static void new_line(struct json *j) {
	if (!j->indented) return;
	buf_put_char(j->out, '\n');
	buf_put_repeat(j->out, ' ', (size_t)j->depth * 2);
}

/* The comma and line break before a value or key. */
static void before_item(struct json *j) {
	if (j->after_key) {
		j->after_key = false;
		return;
	}
	if (j->depth == 0) return;
	if (j->has_items[j->depth - 1]) buf_put_char(j->out, ',');
	j->has_items[j->depth - 1] = true;
	new_line(j);
}

static void open_level(struct json *j, char bracket) {
	before_item(j);
	CHECK(j->depth < JSON_DEPTH_MAX);
	buf_put_char(j->out, bracket);
	j->has_items[j->depth++] = false;
}

static void close_level(struct json *j, char bracket) {
	CHECK(j->depth > 0);
	j->depth--;
	if (j->has_items[j->depth]) new_line(j);
	buf_put_char(j->out, bracket);
}

void json_object_start(struct json *j) { open_level(j, '{'); }
void json_object_end(struct json *j) { close_level(j, '}'); }
void json_array_start(struct json *j) { open_level(j, '['); }
void json_array_end(struct json *j) { close_level(j, ']'); }

static void put_escaped(struct buf *b, uint32_t c) {
	static const char hex[] = "0123456789abcdef";
	switch (c) {
	case '"': buf_put_c(b, "\\\""); return;
	case '\\': buf_put_c(b, "\\\\"); return;
	case '\n': buf_put_c(b, "\\n"); return;
	case '\r': buf_put_c(b, "\\r"); return;
	case '\t': buf_put_c(b, "\\t"); return;
	default: break;
	}
	if (c >= 0x20) {
		buf_put_utf8(b, c);
		return;
	}
	buf_put_c(b, "\\u00");
	buf_put_char(b, hex[c >> 4]);
	buf_put_char(b, hex[c & 15]);
}

/* Well-formed text is copied in runs; only what JSON escapes is looked at one by one. */
static void put_quoted(struct buf *b, struct str v) {
	const bool whole = str_is_utf8(v);
	buf_put_char(b, '"');
	for (size_t at = 0; at < v.n;) {
		size_t end = at;
		while (whole && end < v.n && (unsigned char)v.p[end] >= 0x20 && v.p[end] != '"' &&
		       v.p[end] != '\\')
			end++;
		buf_put(b, str_slice(v, at, end));
		at = end;
		if (at < v.n) put_escaped(b, str_next_char(v, &at));
	}
	buf_put_char(b, '"');
}

void json_key(struct json *j, const char *key) {
	before_item(j);
	put_quoted(j->out, str_from(key));
	buf_put_c(j->out, j->indented ? ": " : ":");
	j->after_key = true;
}

void json_str(struct json *j, struct str v) {
	before_item(j);
	put_quoted(j->out, v);
}

void json_i64(struct json *j, int64_t v) {
	before_item(j);
	buf_put_i64(j->out, v);
}

void json_bool(struct json *j, bool v) {
	before_item(j);
	buf_put_c(j->out, v ? "true" : "false");
}

void json_none(struct json *j) {
	before_item(j);
	buf_put_c(j->out, "null");
}

void json_date(struct json *j, date_t d) {
	before_item(j);
	buf_put_char(j->out, '"');
	date_print(j->out, d);
	buf_put_char(j->out, '"');
}

void json_put_str(struct json *j, const char *key, struct str v) {
	json_key(j, key);
	json_str(j, v);
}
void json_put_c(struct json *j, const char *key, const char *v) {
	json_key(j, key);
	json_str(j, str_from(v));
}
void json_put_i64(struct json *j, const char *key, int64_t v) {
	json_key(j, key);
	json_i64(j, v);
}
void json_put_bool(struct json *j, const char *key, bool v) {
	json_key(j, key);
	json_bool(j, v);
}
void json_put_date(struct json *j, const char *key, date_t d) {
	json_key(j, key);
	json_date(j, d);
}
void json_put_null(struct json *j, const char *key) {
	json_key(j, key);
	json_none(j);
}
