/* big5.c: see big5.h. ASCII is copied in blocks of 64 bytes: claim files and statements are nearly
 * all ASCII, and there this converter runs at memory speed. */
#include "wire/big5.h"

#include "base/check.h"
#include "wire/big5_tables.h"

enum {
	BLOCK = 64,
	CHUNK = 16 * 1024,    /* bytes read per growth of the output */
	UTF8_PER_BYTE_MAX = 4 /* a lone byte becomes four */
};

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define REPLACEMENT 0xFFFDu

/* Copies ASCII from `in` to `out` as far as it goes, in whole blocks and then by bytes; returns how
 * many. Both have room for n bytes. */
static size_t copy_ascii(const unsigned char *in, size_t n, unsigned char *out) {
	size_t i = 0;
	for (; i + BLOCK <= n; i += BLOCK) {
		uint64_t word[BLOCK / 8], high = 0;
		memcpy(word, in + i, BLOCK);
		for (size_t k = 0; k < BLOCK / 8; k++) high |= word[k];
		if ((high & HIGH_BITS) != 0) break;
		memcpy(out + i, word, BLOCK);
	}
	for (; i + 8 <= n; i += 8) {
		uint64_t word;
		memcpy(&word, in + i, 8);
		if ((word & HIGH_BITS) != 0) break;
		memcpy(out + i, &word, 8);
	}
	while (i < n && in[i] < 0x80) {
		out[i] = in[i];
		i++;
	}
	return i;
}

/* Cell of a trail byte, or BIG5_CELLS when it is none. */
static unsigned cell_of(unsigned trail) {
	if (trail >= 0x40 && trail <= 0x7E) return trail - 0x40;
	if (trail >= 0xA1 && trail <= 0xFE) return trail - 0xA1 + 63;
	return BIG5_CELLS;
}

/* Reads one character at in[0] (>= 0x80); returns 1 or 2 bytes. */
static size_t read_character(const unsigned char *in, size_t n, uint32_t *character) {
	unsigned lead = in[0];
	unsigned cell = n > 1 ? cell_of(in[1]) : BIG5_CELLS;
	if (lead < BIG5_LEAD_FIRST || lead > BIG5_LEAD_LAST || cell == BIG5_CELLS) {
		*character = BIG5_KEPT_BASE + lead;
		return 1;
	}
	uint32_t u = big5_to_bmp[(lead - BIG5_LEAD_FIRST) * BIG5_CELLS + cell];
	*character = u != 0 ? u : BIG5_KEPT_BASE + (lead << 8 | in[1]);
	return 2;
}

/* Writes a character from U+0080 on; returns 2, 3 or 4 bytes. */
static size_t put_character(unsigned char *out, uint32_t c) {
	if (c < 0x800) {
		out[0] = (unsigned char)(0xC0 | c >> 6);
		out[1] = (unsigned char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (unsigned char)(0xE0 | c >> 12);
		out[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (unsigned char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (unsigned char)(0xF0 | c >> 18);
	out[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (unsigned char)(0x80 | (c & 0x3F));
	return 4;
}

void big5_to_utf8(struct str big5, struct buf *out) {
	const unsigned char *in = (const unsigned char *)big5.p;
	for (size_t i = 0; i < big5.n;) {
		size_t stop = big5.n - i > CHUNK ? i + CHUNK : big5.n;
		/* one byte more: a pair may straddle the end of the chunk */
		char *room = buf_room(out, (stop - i + 1) * UTF8_PER_BYTE_MAX);
		if (room == NULL) return;
		unsigned char *to = (unsigned char *)room;
		while (i < stop) {
			size_t n = copy_ascii(in + i, stop - i, to);
			i += n;
			to += n;
			while (i < stop && in[i] >= 0x80) {
				uint32_t character;
				i += read_character(in + i, big5.n - i, &character);
				to += put_character(to, character);
			}
		}
		buf_added(out, (size_t)(to - (unsigned char *)room));
	}
}

/* The code of a character from U+0080 on, or 0 when Big5 has none. A kept code is given back only
 * where reading it would keep it again, so that no two texts share their bytes. */
static unsigned code_of(uint32_t c) {
	if (c < 0x10000) return big5_from_bmp[big5_page_of[c >> 8]][c & 0xFF];
	if (c < BIG5_KEPT_BASE + 0x80u || c > BIG5_KEPT_BASE + 0xFEFEu) return 0;
	unsigned code = c - BIG5_KEPT_BASE;
	if (code <= 0xFF) return code;
	unsigned lead = code >> 8, cell = cell_of(code & 0xFF);
	if (lead < BIG5_LEAD_FIRST || lead > BIG5_LEAD_LAST || cell == BIG5_CELLS) return 0;
	return big5_to_bmp[(lead - BIG5_LEAD_FIRST) * BIG5_CELLS + cell] == 0 ? code : 0;
}

static void note_outside(struct big5_outside *outside, size_t at, uint32_t character) {
	if (outside->count++ > 0) return;
	outside->at = at;
	outside->character = character;
}

/* Writes the code of the character at utf8[*at]; returns 0, 1 or 2 bytes. */
static size_t put_code(struct str utf8, size_t *at, char substitute, unsigned char *to,
                       struct big5_outside *outside) {
	size_t start = *at;
	uint32_t c = str_next_char(utf8, at);
	unsigned code = code_of(c);
	if (code == 0) {
		note_outside(outside, start, c);
		to[0] = (unsigned char)substitute;
		return substitute == 0 ? 0 : 1;
	}
	if (code <= 0xFF) {
		to[0] = (unsigned char)code;
		return 1;
	}
	to[0] = (unsigned char)(code >> 8);
	to[1] = (unsigned char)code;
	return 2;
}

void big5_from_utf8(struct str utf8, char substitute, struct buf *out,
                    struct big5_outside *outside) {
	struct big5_outside own = {0};
	if (outside == NULL) outside = &own;
	*outside = (struct big5_outside){0};
	const unsigned char *in = (const unsigned char *)utf8.p;
	for (size_t i = 0; i < utf8.n;) {
		size_t stop = utf8.n - i > CHUNK ? i + CHUNK : utf8.n;
		/* a character of at least two bytes becomes two at most, a malformed byte one */
		char *room = buf_room(out, stop - i + 2);
		if (room == NULL) return;
		unsigned char *to = (unsigned char *)room;
		while (i < stop) {
			size_t n = copy_ascii(in + i, stop - i, to);
			i += n;
			to += n;
			while (i < stop && in[i] >= 0x80)
				to += put_code(utf8, &i, substitute, to, outside);
		}
		buf_added(out, (size_t)(to - (unsigned char *)room));
	}
}

size_t big5_size(struct str utf8) {
	size_t size = 0;
	for (size_t i = 0; i < utf8.n;) {
		uint32_t c = str_next_char(utf8, &i);
		size += c >= 0x80 && code_of(c) > 0xFF ? 2 : 1;
	}
	return size;
}

bool big5_find_outside(struct str utf8, struct big5_outside *out) {
	*out = (struct big5_outside){0};
	for (size_t i = 0; i < utf8.n;) {
		size_t start = i;
		uint32_t c = str_next_char(utf8, &i);
		if (c >= 0x80 && code_of(c) == 0) note_outside(out, start, c);
	}
	return out->count > 0;
}

struct big5_census big5_count(struct str bytes) {
	const unsigned char *in = (const unsigned char *)bytes.p;
	struct big5_census census = {0};
	for (size_t i = 0; i < bytes.n;) {
		uint32_t c;
		size_t start = i;
		if (in[i] < 0x80) {
			i++;
			continue;
		}
		i += read_character(in + i, bytes.n - i, &c);
		if (c >= BIG5_KEPT_BASE) {
			if (census.kept++ == 0) census.kept_at = start;
		} else if (c >= BIG5_USER_FIRST && c <= BIG5_USER_LAST) {
			census.user++;
		} else {
			census.pairs++;
		}
	}
	return census;
}

bool big5_is_special(uint32_t c) {
	return (c >= BIG5_USER_FIRST && c <= BIG5_USER_LAST) ||
	       (c >= BIG5_KEPT_BASE && code_of(c) != 0);
}

void big5_display(struct str utf8, struct buf *out) {
	for (size_t i = 0; i < utf8.n;) {
		size_t start = i;
		uint32_t c = str_next_char(utf8, &i);
		if (big5_is_special(c))
			buf_printf(out, "〓(%02X)", code_of(c));
		else
			buf_put(out, str_slice(utf8, start, i));
	}
}
