/* big5.h: Big5 (code page 950) to UTF-8 and back, by our own table, without loss.
 *
 *   bytes                                   UTF-8 inside
 *   00-7F                                   the same
 *   a pair with a character                 that character
 *   a user-defined pair (造字)               U+E000 … U+F848, by code page 950's rule:
 *       FA40-FEFE → U+E000…  8E40-A0FE → U+E311…  8140-8DFE → U+EEB8…  C6A1-C8FE → U+F6B1…
 *   a second code of one character (A2CC),  U+F0000 + code
 *   a pair without character
 *   a lone byte (80, FF, a lead byte        U+F0000 + byte
 *   without trail byte)
 *
 * So every sequence of bytes is read, and written back byte for byte. glibc's converter refuses the
 * user-defined areas and does not round-trip (CRAFT §3). Pure; no locale; thread-safe. */
#ifndef WIRE_BIG5_H
#define WIRE_BIG5_H

#include "base/str.h"

enum { BIG5_KEPT_BASE = 0xF0000, BIG5_USER_FIRST = 0xE000, BIG5_USER_LAST = 0xF848 };

/* What Big5 text contains; each count is of characters. */
struct big5_census {
	size_t pairs;   /* well-formed characters of two bytes, user-defined ones not counted */
	size_t user;    /* user-defined characters */
	size_t kept;    /* second codes, pairs without character, lone bytes */
	size_t kept_at; /* byte of the first of `kept`, when there is one */
};

/* Characters of UTF-8 text that Big5 does not have. */
struct big5_outside {
	size_t count;
	size_t at;          /* byte of the first one in the UTF-8 text */
	uint32_t character; /* the first one; U+FFFD for malformed UTF-8 */
};

/* Appends `big5` as UTF-8. Only memory can fail (buf_ok). At most 4 bytes a byte. */
void big5_to_utf8(struct str big5, struct buf *out);
/* Appends `utf8` as Big5. A character that Big5 does not have is written as `substitute` (one ASCII
 * byte), or left out when that is 0, and reported in *outside (may be NULL). */
void big5_from_utf8(struct str utf8, char substitute, struct buf *out,
                    struct big5_outside *outside);
/* Bytes of `utf8` in Big5, each outside character counted as one: what field widths are about. */
size_t big5_size(struct str utf8);
/* Looks for characters that Big5 does not have; false when there are none. */
bool big5_find_outside(struct str utf8, struct big5_outside *out);
/* What `bytes` would be, read as Big5. Text in another encoding shows by `kept`. */
struct big5_census big5_count(struct str bytes);
/* True for a character of a user-defined area or one that keeps bytes. */
bool big5_is_special(uint32_t character);
/* Appends `utf8` for people: a special character shows as 〓 with its code, 〓(FA40). */
void big5_display(struct str utf8, struct buf *out);

#endif
