/* str.h: text with a length, and a growing buffer with a maximum.
 *
 * `struct str` borrows: it points into memory that somebody else owns and is not NUL-terminated.
 * `struct buf` owns its memory (malloc); it never grows past `max`. A failed append (no memory,
 * maximum reached) makes the buffer *failed*: later appends do nothing, so a caller checks once,
 * with buf_ok(). All text inside the program is UTF-8 (DESIGN §4); widths of exchange formats are
 * bytes of their encoding. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/def.h"

struct str {
	const char *p; /* never NULL when n > 0 */
	size_t n;      /* bytes */
};

/* STR("literal"): a str of a literal, without its NUL. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_from(const char *c); /* NULL gives the empty str */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *literal);
int str_cmp(struct str a, struct str b); /* by bytes, shorter first: the order of both databases */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_slice(struct str s, size_t from, size_t to); /* clamps to the str */
struct str str_trim(struct str s);                          /* ASCII blanks and tabs, both ends */
/* First place of `c` in `s`, or s.n. */
size_t str_find_char(struct str s, char c);
/* First place of `needle` in `s`, or s.n. An empty needle is found at 0. */
size_t str_find(struct str s, struct str needle);
/* Cuts the part before the first `sep` off `*rest` and returns it; the whole rest when there is
 * none. */
struct str str_cut(struct str *rest, char sep);

/* Parses the whole of `s` as a decimal number, with an optional leading '-', within [min, max].
 * Returns false and leaves *out alone for anything else (empty, blanks, signs, overflow, out of
 * range). */
MUST_USE bool str_to_i64(struct str s, int64_t min, int64_t max, int64_t *out);
/* True when every byte is an ASCII digit and there is at least one. */
bool str_is_digits(struct str s);
/* True for well-formed UTF-8 (no overlongs, no surrogates, at most U+10FFFF). */
bool str_is_utf8(struct str s);
/* Reads one code point at *at and moves *at behind it; U+FFFD and one byte for a malformed place.
 */
uint32_t str_next_char(struct str s, size_t *at);
/* FNV-1a, for hash tables of trusted data only. */
uint64_t str_hash(struct str s);

struct buf {
	char *p; /* may be NULL while n is 0 */
	size_t n;
	size_t capacity;
	size_t max;  /* bytes; 0 means BUF_MAX_DEFAULT */
	bool failed; /* sticky; see above */
};

enum { BUF_MAX_DEFAULT = 64 * 1024 * 1024 };

#define BUF_INIT(max_bytes) ((struct buf){NULL, 0, 0, (max_bytes), false})

void buf_free(struct buf *b);
void buf_reset(struct buf *b); /* empties, keeps the memory, clears `failed` */
bool buf_ok(const struct buf *b);
struct str buf_str(const struct buf *b); /* borrowed until the next change */
void buf_put(struct buf *b, struct str s);
void buf_put_c(struct buf *b, const char *c);
void buf_put_char(struct buf *b, char c);
void buf_put_repeat(struct buf *b, char c, size_t count);
void buf_put_i64(struct buf *b, int64_t v);
void buf_put_i64_padded(struct buf *b, int64_t v, unsigned width); /* zeros in front; v >= 0 */
void buf_put_i64_grouped(struct buf *b, int64_t v);                /* 1,234,567 */
void buf_put_utf8(struct buf *b, uint32_t code_point);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Makes room for `n` more bytes and returns the place to write them, or NULL; then add with
 * buf_added. */
MUST_USE char *buf_room(struct buf *b, size_t n);
void buf_added(struct buf *b, size_t n);

#endif
