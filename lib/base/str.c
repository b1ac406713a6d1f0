/* str.c: see str.h. */
#include "base/str.h"

#include "base/check.h"

#include <stdarg.h>

struct str str_from(const char *c) {
	return c == NULL ? (struct str){"", 0} : (struct str){c, strlen(c)};
}

bool str_eq(struct str a, struct str b) {
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *literal) { return str_eq(a, str_from(literal)); }

int str_cmp(struct str a, struct str b) {
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
	if (order != 0) return order;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(struct str s, struct str prefix) {
	return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix);
}

bool str_ends(struct str s, struct str suffix) {
	return s.n >= suffix.n && str_eq((struct str){s.p + (s.n - suffix.n), suffix.n}, suffix);
}

struct str str_slice(struct str s, size_t from, size_t to) {
	if (to > s.n) to = s.n;
	if (from > to) from = to;
	return (struct str){s.p + from, to - from};
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

struct str str_trim(struct str s) {
	while (s.n > 0 && is_blank(s.p[0])) s = str_slice(s, 1, s.n);
	while (s.n > 0 && is_blank(s.p[s.n - 1])) s.n--;
	return s;
}

size_t str_find_char(struct str s, char c) {
	const char *at = s.n == 0 ? NULL : memchr(s.p, c, s.n);
	return at == NULL ? s.n : (size_t)(at - s.p);
}

size_t str_find(struct str s, struct str needle) {
	if (needle.n == 0) return 0;
	const char *at = s.n < needle.n ? NULL : memmem(s.p, s.n, needle.p, needle.n);
	return at == NULL ? s.n : (size_t)(at - s.p);
}

struct str str_cut(struct str *rest, char sep) {
	size_t at = str_find_char(*rest, sep);
	struct str head = str_slice(*rest, 0, at);
	*rest = str_slice(*rest, at < rest->n ? at + 1 : at, rest->n);
	return head;
}

bool str_to_i64(struct str s, int64_t min, int64_t max, int64_t *out) {
	bool negative = s.n > 0 && s.p[0] == '-';
	if (negative) s = str_slice(s, 1, s.n);
	if (!str_is_digits(s)) return false;
	int64_t v = 0; /* built as a negative number, whose range is the larger one */
	for (size_t i = 0; i < s.n; i++) {
		if (__builtin_mul_overflow(v, (int64_t)10, &v)) return false;
		if (__builtin_sub_overflow(v, (int64_t)(s.p[i] - '0'), &v)) return false;
	}
	if (!negative && __builtin_sub_overflow((int64_t)0, v, &v)) return false;
	if (v < min || v > max) return false;
	*out = v;
	return true;
}

bool str_is_digits(struct str s) {
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9') return false;
	return s.n > 0;
}

/* Length of the well-formed sequence at the start of `s`, or 0. Unicode 15, table 3-7. */
static size_t utf8_length(struct str s) {
	const unsigned char *u = (const unsigned char *)s.p;
	if (s.n == 0) return 0;
	if (u[0] < 0x80) return 1;
	size_t n = u[0] >= 0xF0 ? 4 : u[0] >= 0xE0 ? 3 : 2;
	if (u[0] < 0xC2 || u[0] > 0xF4 || s.n < n) return 0;
	unsigned low = u[0] == 0xE0 ? 0xA0 : u[0] == 0xF0 ? 0x90 : 0x80;
	unsigned high = u[0] == 0xED ? 0x9F : u[0] == 0xF4 ? 0x8F : 0xBF;
	if (u[1] < low || u[1] > high) return 0;
	for (size_t i = 2; i < n; i++)
		if ((u[i] & 0xC0) != 0x80) return 0;
	return n;
}

bool str_is_utf8(struct str s) {
	while (s.n > 0) {
		size_t n = utf8_length(s);
		if (n == 0) return false;
		s = str_slice(s, n, s.n);
	}
	return true;
}

uint32_t str_next_char(struct str s, size_t *at) {
	CHECK(*at < s.n);
	struct str rest = str_slice(s, *at, s.n);
	const unsigned char *u = (const unsigned char *)rest.p;
	size_t n = utf8_length(rest);
	*at += n == 0 ? 1 : n;
	switch (n) {
	case 1: return u[0];
	case 2: return (uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3F);
	case 3: return (uint32_t)(u[0] & 0x0F) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
	case 4:
		return (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3F) << 12 |
		       (uint32_t)(u[2] & 0x3F) << 6 | (u[3] & 0x3F);
	default: return 0xFFFD;
	}
}

uint64_t str_hash(struct str s) {
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return h;
}

void buf_free(struct buf *b) {
	free(b->p);
	*b = BUF_INIT(b->max);
}

void buf_reset(struct buf *b) {
	b->n = 0;
	b->failed = false;
}

bool buf_ok(const struct buf *b) { return !b->failed; }

struct str buf_str(const struct buf *b) {
	return (struct str){b->p == NULL ? "" : b->p, b->n};
}

char *buf_room(struct buf *b, size_t n) {
	size_t max = b->max == 0 ? BUF_MAX_DEFAULT : b->max;
	if (b->failed || n > max || b->n > max - n) {
		b->failed = true;
		return NULL;
	}
	size_t need = b->n + n;
	if (need <= b->capacity && b->p != NULL) return b->p + b->n;
	size_t capacity = b->capacity < 64 ? 64 : b->capacity;
	while (capacity < need) capacity = capacity > max / 2 ? max : capacity * 2;
	char *p = realloc(b->p, capacity);
	if (p == NULL) {
		b->failed = true;
		return NULL;
	}
	b->p = p;
	b->capacity = capacity;
	return b->p + b->n;
}

void buf_added(struct buf *b, size_t n) {
	CHECK(n <= b->capacity - b->n);
	b->n += n;
}

void buf_put(struct buf *b, struct str s) {
	if (s.n == 0) return;
	char *p = buf_room(b, s.n);
	if (p == NULL) return;
	memcpy(p, s.p, s.n);
	b->n += s.n;
}

void buf_put_c(struct buf *b, const char *c) { buf_put(b, str_from(c)); }

void buf_put_char(struct buf *b, char c) { buf_put(b, (struct str){&c, 1}); }

void buf_put_repeat(struct buf *b, char c, size_t count) {
	char *p = count == 0 ? NULL : buf_room(b, count);
	if (p == NULL) return;
	memset(p, c, count);
	b->n += count;
}

/* Digits of |v| into the end of `digits`; returns how many. */
static size_t print_digits(char digits[20], uint64_t v) {
	size_t n = 0;
	do {
		digits[20 - ++n] = (char)('0' + v % 10);
		v /= 10;
	} while (v > 0);
	return n;
}

static uint64_t magnitude(int64_t v) { return v < 0 ? 0 - (uint64_t)v : (uint64_t)v; }

void buf_put_i64(struct buf *b, int64_t v) {
	char digits[20];
	size_t n = print_digits(digits, magnitude(v));
	if (v < 0) buf_put_char(b, '-');
	buf_put(b, (struct str){digits + 20 - n, n});
}

void buf_put_i64_padded(struct buf *b, int64_t v, unsigned width) {
	CHECK(v >= 0);
	char digits[20];
	size_t n = print_digits(digits, magnitude(v));
	if (n < width) buf_put_repeat(b, '0', width - n);
	buf_put(b, (struct str){digits + 20 - n, n});
}

void buf_put_i64_grouped(struct buf *b, int64_t v) {
	char digits[20];
	size_t n = print_digits(digits, magnitude(v));
	if (v < 0) buf_put_char(b, '-');
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0) buf_put_char(b, ',');
		buf_put_char(b, digits[20 - n + i]);
	}
}

void buf_put_utf8(struct buf *b, uint32_t c) {
	char s[4];
	size_t n = 0;
	if (c < 0x80) {
		s[n++] = (char)c;
	} else if (c < 0x800) {
		s[n++] = (char)(0xC0 | c >> 6);
		s[n++] = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		s[n++] = (char)(0xE0 | c >> 12);
		s[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		s[n++] = (char)(0x80 | (c & 0x3F));
	} else {
		s[n++] = (char)(0xF0 | (c >> 18 & 0x07));
		s[n++] = (char)(0x80 | (c >> 12 & 0x3F));
		s[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		s[n++] = (char)(0x80 | (c & 0x3F));
	}
	buf_put(b, (struct str){s, n});
}

void buf_printf(struct buf *b, const char *fmt, ...) {
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *p = n < 0 ? NULL : buf_room(b, (size_t)n + 1);
	if (p == NULL) {
		b->failed = true;
	} else {
		(void)vsnprintf(p, (size_t)n + 1, fmt, again); /* the same text as measured above */
		b->n += (size_t)n;
	}
	va_end(again);
}
