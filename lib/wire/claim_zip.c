/* claim_zip.c: see claim_zip.h. The parts in their order: local header, data, descriptor, central
 * directory of one row, end. Nothing is sought, so a zip also comes through a pipe. */
#include "wire/claim_zip.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
	LOCAL = 0x04034B50,
	DESCRIPTOR = 0x08074B50,
	CENTRAL = 0x02014B50,
	END = 0x06054B50,
	END64 = 0x06064B50,
	LOCATOR64 = 0x07064B50,
	FLAG_ENCRYPTED = 1,
	FLAG_DESCRIPTOR = 8,
	METHOD_STORED = 0,
	METHOD_DEFLATED = 8,
	EXTRA_MAX = 4096
};

enum stage { STAGE_HEAD, STAGE_DATA, STAGE_DONE };

struct claim_zip {
	struct claim_source source; /* first: claim_zip_source hands it out */
	struct claim_source *from;
	enum stage stage;
	enum claim_zip_fault fault;
	bool from_ended, inflating;
	uint16_t flags, method;
	uint32_t crc, crc_stored;
	uint64_t packed_left; /* stored entries: bytes that still come */
	uint64_t packed, unpacked;
	z_stream stream;
	size_t name_n, at, n; /* unread input is in[at … n) */
	char name[CLAIM_ZIP_NAME_MAX];
	unsigned char in[CLAIM_ZIP_INPUT];
};

static uint32_t u16(const unsigned char *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | u16(p + 2) << 16; }

bool claim_zip_is(struct str b) {
	return str_starts(b, STR("PK\x03\x04")) || str_starts(b, STR("PK\x05\x06"));
}

static enum nhi_status zip_read(struct claim_source *self, char *to, size_t room, size_t *got,
                                struct err *err);

struct claim_zip *claim_zip_open(struct claim_source *from, struct str first_bytes) {
	struct claim_zip *z = calloc(1, sizeof *z);
	if (z == NULL || first_bytes.n > sizeof z->in) {
		free(z);
		return NULL;
	}
	z->source.read = zip_read;
	z->from = from;
	memcpy(z->in, first_bytes.p, first_bytes.n);
	z->n = first_bytes.n;
	return z;
}

void claim_zip_close(struct claim_zip *z) {
	if (z != NULL && z->inflating) (void)inflateEnd(&z->stream);
	free(z);
}

struct claim_source *claim_zip_source(struct claim_zip *z) {
	return &z->source;
}
enum claim_zip_fault claim_zip_fault(const struct claim_zip *z) { return z->fault; }
struct str claim_zip_name(const struct claim_zip *z) {
	return (struct str){z->name, z->name_n};
}

/* At least `need` unread bytes, or false at the end of the input. */
static enum nhi_status fill(struct claim_zip *z, size_t need, bool *has, struct err *err) {
	if (z->n - z->at < need && z->at > 0) {
		memmove(z->in, z->in + z->at, z->n - z->at);
		z->n -= z->at;
		z->at = 0;
	}
	while (z->n - z->at < need && !z->from_ended) {
		size_t got = 0;
		enum nhi_status st = z->from->read(z->from, (char *)z->in + z->n,
		                                   sizeof z->in - z->n, &got, err);
		if (st != NHI_OK) return st;
		z->n += got;
		z->from_ended = got == 0;
	}
	*has = z->n - z->at >= need;
	return NHI_OK;
}

static void fail(struct claim_zip *z, enum claim_zip_fault fault) {
	if (z->fault == CLAIM_ZIP_SOUND) z->fault = fault;
	z->stage = STAGE_DONE;
}

static bool is_plain_name(struct str s) {
	bool fits = s.n > 4 && s.n <= CLAIM_ZIP_NAME_MAX && s.p[s.n - 4] == '.' &&
	            (s.p[s.n - 3] | 32) == 'x' && (s.p[s.n - 2] | 32) == 'm' &&
	            (s.p[s.n - 1] | 32) == 'l';
	for (size_t i = 0; fits && i + 4 < s.n; i++) {
		char c = s.p[i];
		fits = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	}
	return fits;
}

/* Skips `count` bytes that may be more than the buffer holds. */
static enum nhi_status skip(struct claim_zip *z, size_t count, bool *has, struct err *err) {
	*has = true;
	while (count > 0 && *has) {
		enum nhi_status st = fill(z, 1, has, err);
		if (st != NHI_OK) return st;
		size_t step = z->n - z->at < count ? z->n - z->at : count;
		z->at += step;
		count -= step;
	}
	return NHI_OK;
}

static enum nhi_status read_head(struct claim_zip *z, struct err *err) {
	bool has;
	enum nhi_status st = fill(z, 30, &has, err);
	if (st != NHI_OK) return st;
	if (!has || u32(z->in + z->at) != LOCAL) {
		fail(z, z->n >= 22 && u32(z->in) == END ? CLAIM_ZIP_EMPTY : CLAIM_ZIP_BROKEN);
		return NHI_OK;
	}
	const unsigned char *h = z->in + z->at;
	z->flags = (uint16_t)u16(h + 6);
	z->method = (uint16_t)u16(h + 8);
	z->crc_stored = u32(h + 14);
	z->packed_left = u32(h + 18);
	size_t name = u16(h + 26), extra = u16(h + 28);
	z->at += 30;
	if ((z->flags & FLAG_ENCRYPTED) != 0 ||
	    (z->method != METHOD_DEFLATED &&
	     (z->method != METHOD_STORED || (z->flags & FLAG_DESCRIPTOR) != 0))) {
		fail(z, CLAIM_ZIP_METHOD);
		return NHI_OK;
	}
	st = fill(z, name, &has, err);
	if (st != NHI_OK) return st;
	if (!has || !is_plain_name((struct str){(const char *)z->in + z->at, name})) {
		fail(z, has ? CLAIM_ZIP_NAME : CLAIM_ZIP_BROKEN);
		return NHI_OK;
	}
	memcpy(z->name, z->in + z->at, name);
	z->name_n = name;
	z->at += name;
	st = skip(z, extra, &has, err);
	if (st != NHI_OK) return st;
	z->crc = (uint32_t)crc32(0, NULL, 0);
	z->inflating = z->method == METHOD_DEFLATED && inflateInit2(&z->stream, -15) == Z_OK;
	z->stage = STAGE_DATA;
	if (!has) fail(z, CLAIM_ZIP_BROKEN);
	if (z->method == METHOD_DEFLATED && !z->inflating) return err_set(err, NHI_MEMORY, "");
	return NHI_OK;
}

/* Behind the data: descriptor, one row of the directory, the end. */
static enum nhi_status read_tail(struct claim_zip *z, struct err *err) {
	bool has = true, had_row = false;
	z->stage = STAGE_DONE;
	if ((z->flags & FLAG_DESCRIPTOR) != 0) {
		enum nhi_status st = fill(z, 16, &has, err);
		if (st != NHI_OK) return st;
		bool marked = has && u32(z->in + z->at) == DESCRIPTOR;
		z->crc_stored = has ? u32(z->in + z->at + (marked ? 4 : 0)) : 0;
		z->at += has ? (marked ? 16 : 12) : 0;
	}
	if (!has || z->crc != z->crc_stored) {
		fail(z, CLAIM_ZIP_BROKEN);
		return NHI_OK;
	}
	for (;;) {
		enum nhi_status st = fill(z, 4, &has, err);
		if (st != NHI_OK) return st;
		uint32_t mark = has ? u32(z->in + z->at) : 0;
		if (mark == LOCAL || (mark == CENTRAL && had_row)) {
			fail(z, CLAIM_ZIP_MANY);
			return NHI_OK;
		}
		size_t size = mark == END && had_row ? 22
		              : mark == CENTRAL      ? 46
		              : mark == END64        ? 56
		              : mark == LOCATOR64    ? 20
		                                     : 0;
		if (size > 0) st = fill(z, size, &has, err);
		if (st != NHI_OK) return st;
		if (size == 0 || !has) {
			fail(z, CLAIM_ZIP_BROKEN);
			return NHI_OK;
		}
		const unsigned char *row = z->in + z->at;
		if (mark == CENTRAL) size += u16(row + 28) + u16(row + 30) + u16(row + 32);
		if (mark == END) return NHI_OK;
		had_row = had_row || mark == CENTRAL;
		st = skip(z, size, &has, err);
		if (st != NHI_OK) return st;
	}
}

/* One step of unpacking; *got may stay 0 without being the end. */
static enum nhi_status read_data(struct claim_zip *z, char *to, size_t room, size_t *got,
                                 struct err *err) {
	bool has, ended = false;
	if (z->method == METHOD_STORED && z->packed_left == 0) return read_tail(z, err);
	enum nhi_status st = fill(z, 1, &has, err);
	if (st != NHI_OK) return st;
	if (!has) {
		fail(z, CLAIM_ZIP_BROKEN);
		return NHI_OK;
	}
	size_t input = z->n - z->at, output = room > UINT32_MAX ? UINT32_MAX : room;
	if (z->method == METHOD_STORED) {
		size_t n = input < output ? input : output;
		if (n > z->packed_left) n = (size_t)z->packed_left;
		memcpy(to, z->in + z->at, n);
		z->at += n;
		z->packed_left -= n;
		*got = n;
	} else {
		z->stream.next_in = z->in + z->at;
		z->stream.avail_in = (uInt)input;
		z->stream.next_out = (Bytef *)to;
		z->stream.avail_out = (uInt)output;
		int result = inflate(&z->stream, Z_NO_FLUSH);
		z->at = z->n - z->stream.avail_in;
		*got = output - z->stream.avail_out;
		ended = result == Z_STREAM_END;
		if (!ended && result != Z_OK && result != Z_BUF_ERROR) fail(z, CLAIM_ZIP_BROKEN);
	}
	z->packed += input - (z->n - z->at);
	z->unpacked += *got;
	z->crc = (uint32_t)crc32(z->crc, (const Bytef *)to, (uInt)*got);
	if (z->unpacked > CLAIM_ZIP_FREE && z->unpacked / CLAIM_ZIP_RATIO_MAX > z->packed)
		fail(z, CLAIM_ZIP_BOMB);
	return ended && z->stage == STAGE_DATA ? read_tail(z, err) : NHI_OK;
}

static enum nhi_status zip_read(struct claim_source *self, char *to, size_t room, size_t *got,
                                struct err *err) {
	struct claim_zip *z = (struct claim_zip *)(void *)self;
	enum nhi_status st = NHI_OK;
	*got = 0;
	if (z->stage == STAGE_HEAD) st = read_head(z, err);
	while (st == NHI_OK && *got == 0 && room > 0 && z->stage == STAGE_DATA)
		st = read_data(z, to, room, got, err);
	return st;
}

static enum nhi_status bytes_read(struct claim_source *self, char *to, size_t room, size_t *got,
                                  struct err *err) {
	struct claim_bytes *b = (struct claim_bytes *)(void *)self;
	(void)err;
	*got = b->rest.n < room ? b->rest.n : room;
	if (*got > 0) memcpy(to, b->rest.p, *got);
	b->rest = str_slice(b->rest, *got, b->rest.n);
	return NHI_OK;
}

struct claim_bytes claim_bytes_of(struct str bytes) {
	return (struct claim_bytes){{bytes_read}, bytes};
}

const char *claim_zip_fault_text(enum claim_zip_fault f, const char *lang) {
	static const char *const texts[CLAIM_ZIP_FAULT_COUNT][2] = {
	        [CLAIM_ZIP_SOUND] = {"", ""},
	        [CLAIM_ZIP_EMPTY] = {"壓縮檔內沒有檔案", "the zip holds no file"},
	        [CLAIM_ZIP_MANY] = {"壓縮檔內不只一個檔案", "the zip holds more than one file"},
	        [CLAIM_ZIP_NAME] = {"壓縮檔內之檔名須為英文字母與數字，副檔名 .xml",
	                            "the file inside is named by letters and digits with .xml"},
	        [CLAIM_ZIP_METHOD] = {"壓縮檔已加密或壓縮方式不支援",
	                              "the zip is encrypted or packed in an unknown way"},
	        [CLAIM_ZIP_BROKEN] = {"壓縮檔毀損", "the zip is damaged"},
	        [CLAIM_ZIP_BOMB] = {"解壓縮後大小不合常理", "the zip unpacks to an absurd size"},
	};
	return texts[f][str_is(str_from(lang), "en") ? 1 : 0];
}
