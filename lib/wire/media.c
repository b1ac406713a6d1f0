/* media.c: see media.h. */
#include "wire/media.h"

#include "base/check.h"

enum { TEXT_LOOKED_AT = 1 << 20, OFFICE_LOOKED_AT = 4096 };

static const struct {
	const char *type;
	bool is_kept, is_shown;
} kinds[MEDIA_COUNT] = {
        [MEDIA_OTHER] = {"application/octet-stream", false, false},
        [MEDIA_EMPTY] = {"application/octet-stream", false, false},
        [MEDIA_OFFICE] = {"application/octet-stream", false, false},
        [MEDIA_PDF] = {"application/pdf", true, true},
        [MEDIA_PNG] = {"image/png", true, true},
        [MEDIA_JPEG] = {"image/jpeg", true, true},
        [MEDIA_TIFF] = {"image/tiff", true, false},
        [MEDIA_CSV] = {"text/csv", true, false},
        [MEDIA_XML] = {"application/xml", true, false},
        [MEDIA_ZIP] = {"application/zip", true, false},
};

/* What files of a kind start with. */
static const struct {
	enum media media;
	struct str start;
} marks[] = {
        {MEDIA_PDF, {"%PDF-", 5}},
        {MEDIA_PNG, {"\x89PNG\r\n\x1a\n", 8}},
        {MEDIA_JPEG, {"\xff\xd8\xff", 3}},
        {MEDIA_TIFF, {"II*\0", 4}},
        {MEDIA_TIFF, {"MM\0*", 4}},
        {MEDIA_XML, {"<?xml", 5}},
        {MEDIA_XML, {"\xef\xbb\xbf<?xml", 8}},
        {MEDIA_ZIP, {"PK\3\4", 4}},
        {MEDIA_OFFICE, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8}}, /* before 2007 */
};

/* The first entries of the archive tell: their names stand uncompressed near its start. */
static bool is_office(struct str zip) {
	static const char *const names[] = {"[Content_Types].xml", "_rels/.rels",
	                                    "mimetypeapplication/vnd.oasis"};
	struct str head = str_slice(zip, 0, OFFICE_LOOKED_AT);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_find(head, str_from(names[i])) < head.n) return true;
	return false;
}

static bool is_control(unsigned char c) {
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a) ||
	       c == 0x7f;
}

/* A pair of Big5, the user-defined areas too. */
static bool is_pair(unsigned char lead, unsigned char trail) {
	return lead >= 0x81 && lead <= 0xfe &&
	       ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0x80 && trail <= 0xfe));
}

/* Lines of text. What starts like a page of the web is none. */
static bool is_text(struct str s) {
	struct str start = str_trim(s);
	bool utf8 = str_is_utf8(s);
	if (start.n > 0 && start.p[0] == '<') return false;
	s = str_slice(s, 0, TEXT_LOOKED_AT);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (is_control(c)) return false;
		if (c < 0x80 || utf8) continue;
		if (i + 1 < s.n && !is_pair(c, (unsigned char)s.p[i + 1])) return false;
		i++;
	}
	return true;
}

enum media media_of(struct str bytes) {
	if (bytes.n == 0) return MEDIA_EMPTY;
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		if (!str_starts(bytes, marks[i].start)) continue;
		bool office = marks[i].media == MEDIA_ZIP && is_office(bytes);
		return office ? MEDIA_OFFICE : marks[i].media;
	}
	return is_text(bytes) ? MEDIA_CSV : MEDIA_OTHER;
}

bool media_is_kept(enum media m) {
	CHECK(m < MEDIA_COUNT);
	return kinds[m].is_kept;
}

bool media_is_shown(enum media m) {
	CHECK(m < MEDIA_COUNT);
	return kinds[m].is_shown;
}

const char *media_type(enum media m) {
	CHECK(m < MEDIA_COUNT);
	return kinds[m].type;
}
