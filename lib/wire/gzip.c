/* gzip.c: see gzip.h. */
#include "wire/gzip.h"

#include <limits.h>
#include <zlib.h>

enum { GZIP_WINDOW = 15 + 16 }; /* the largest window, gzip head and tail demanded */

bool gzip_is(struct str bytes) { return str_starts(bytes, STR("\x1f\x8b\x08")); }

static enum nhi_status bad(struct err *err) {
	return err_set(err, NHI_INPUT,
	               "gzip 檔損壞或不完整" ERR_SEP "the gzip file is damaged or cut short");
}

/* Inflates all members into `room` bytes at `out`; Z_BUF_ERROR when they do not fit. */
static int inflate_all(z_stream *z, struct str bytes, char *out, size_t room, size_t *used) {
	int rc = Z_OK;
	*used = 0;
	z->next_in = (Bytef *)(uintptr_t)bytes.p;
	z->avail_in = (uInt)bytes.n;
	while (rc == Z_OK) {
		size_t left = room - *used;
		z->next_out = (Bytef *)(out + *used);
		z->avail_out = left > UINT_MAX ? UINT_MAX : (uInt)left;
		uInt before = z->avail_out;
		rc = inflate(z, Z_NO_FLUSH);
		*used += before - z->avail_out;
		if (rc == Z_STREAM_END && z->avail_in > 0) rc = inflateReset(z);
		if (rc == Z_OK && z->avail_out == 0 && *used == room) rc = Z_BUF_ERROR;
	}
	return rc;
}

/* The tail of the file says how long its last member is: believed as far as that can be. */
static size_t first_room(struct str bytes) {
	enum { TAIL = 4, FACTOR = 8, FACTOR_MAX = 1100, LEAST = 4096, BYTE = 8 };
	size_t said = 0;
	for (size_t i = 0; i < TAIL && bytes.n >= TAIL; i++)
		said |= (size_t)(unsigned char)bytes.p[bytes.n - TAIL + i] << (BYTE * i);
	size_t guess = bytes.n * FACTOR + LEAST;
	return said >= bytes.n && said / FACTOR_MAX <= bytes.n ? said : guess;
}

enum nhi_status gzip_read(struct str bytes, size_t max, struct arena *arena, struct str *out,
                          struct err *err) {
	if (!gzip_is(bytes) || bytes.n > UINT_MAX) return bad(err);
	for (size_t room = first_room(bytes);; room *= 2) {
		if (room > max) room = max;
		char *p = arena_alloc(arena, room + 1); /* one more shows what is too long */
		if (p == NULL) return err_set(err, NHI_MEMORY, "");
		z_stream z = {.zalloc = Z_NULL};
		if (inflateInit2(&z, GZIP_WINDOW) != Z_OK) return err_set(err, NHI_MEMORY, "");
		size_t used = 0;
		int rc = inflate_all(&z, bytes, p, room + 1, &used);
		bool is_short = z.avail_in == 0 && used < room + 1;
		(void)inflateEnd(&z); /* frees; nothing more to learn */
		if (rc == Z_STREAM_END && used <= max) {
			*out = (struct str){p, used};
			return NHI_OK;
		}
		if (rc != Z_BUF_ERROR && rc != Z_STREAM_END) return bad(err);
		if (rc == Z_BUF_ERROR && is_short) return bad(err);
		if (room == max) return err_set(err, NHI_LIMIT, "gzip" ERR_SEP "%zu", max);
	}
}
