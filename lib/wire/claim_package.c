/* claim_package.c: see claim_package.h. */
#include "wire/claim_package.h"

#include "base/csv.h"

#include <string.h>
#include <zlib.h>

enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22, ALIGNMENT = 16 };
static const char local_mark[] = "PK\x03\x04", central_mark[] = "PK\x01\x02",
                  end_mark[] = "PK\x05\x06";

/* ---- writing ----------------------------------------------------------------------------- */

static void put_u16(struct buf *out, size_t v) {
	buf_put_char(out, (char)(unsigned char)(v & 0xFF));
	buf_put_char(out, (char)(unsigned char)(v >> 8 & 0xFF));
}
static void put_u32(struct buf *out, size_t v) {
	put_u16(out, v & 0xFFFF);
	put_u16(out, v >> 16 & 0xFFFF);
}

static bool is_name(struct str s) {
	bool ok = s.n > 0 && s.n <= CLAIM_PACKAGE_NAME_MAX && s.p[0] != '/';
	for (size_t i = 0; ok && i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool other = (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '/';
		bool dot = c == '.' && i > 0 && s.p[i - 1] != '.';
		ok = letter || other || dot;
	}
	return ok;
}

static uint32_t crc_of(struct str s) { return (uint32_t)crc32_z(0, (const Bytef *)s.p, s.n); }

/* What local header and directory row have in common: version … lengths. The time is the first that
 * the format knows: the same package has the same bytes on every day. */
static void put_common(struct buf *out, const struct claim_package_entry *e, size_t extra) {
	put_u16(out, 20);
	put_u16(out, 0);
	put_u16(out, 0);
	put_u32(out, 0x00210000);
	put_u32(out, crc_of(e->bytes));
	put_u32(out, e->bytes.n);
	put_u32(out, e->bytes.n);
	put_u16(out, e->name.n);
	put_u16(out, extra);
}

/* The bytes of an entry begin at a multiple of ALIGNMENT, so that the image can be used in place.
 */
static size_t padding(size_t at, const struct claim_package_entry *e) {
	size_t begin = at + LOCAL_SIZE + e->name.n + 4;
	return 4 + (ALIGNMENT - begin % ALIGNMENT) % ALIGNMENT;
}

static void put_local(struct buf *out, const struct claim_package_entry *e) {
	size_t extra = padding(out->n, e);
	buf_put_c(out, local_mark);
	put_common(out, e, extra);
	buf_put(out, e->name);
	put_u16(out, 0xFFFF); /* an extra field of nobody */
	put_u16(out, extra - 4);
	buf_put_repeat(out, '\0', extra - 4);
	buf_put(out, e->bytes);
}

static void put_central(struct buf *out, const struct claim_package_entry *e, size_t at) {
	buf_put_c(out, central_mark);
	put_u16(out, 20);
	put_common(out, e, 0);
	buf_put_repeat(out, '\0', 10);
	put_u32(out, at);
	buf_put(out, e->name);
}

static void put_manifest(struct buf *out, struct str version,
                         const struct claim_package_entry *entry, size_t count) {
	char hex[SHA256_HEX_SIZE + 1];
	buf_put_c(out, "name,bytes,sha256\nversion,0,");
	buf_put(out, version);
	buf_put_char(out, '\n');
	for (size_t i = 0; i < count; i++) {
		sha256_hex(entry[i].bytes, hex);
		csv_put(out, 0, entry[i].name);
		csv_put_i64(out, 1, (int64_t)entry[i].bytes.n);
		csv_put(out, 2, str_from(hex));
		csv_end_row(out);
	}
}

enum nhi_status claim_package_write(struct buf *out, struct str version,
                                    const struct claim_package_entry *entry, size_t count,
                                    struct err *err) {
	size_t at[CLAIM_PACKAGE_ENTRIES_MAX + 1], directory;
	struct buf manifest = BUF_INIT(1 << 20);
	bool ok = count <= CLAIM_PACKAGE_ENTRIES_MAX && is_name(version);
	for (size_t i = 0; ok && i < count; i++)
		ok = is_name(entry[i].name) && entry[i].bytes.n < UINT32_MAX / 2;
	if (!ok) return err_set(err, NHI_LIMIT, "rules" ERR_SEP "%d", CLAIM_PACKAGE_ENTRIES_MAX);
	put_manifest(&manifest, version, entry, count);
	struct claim_package_entry first = {STR(CLAIM_PACKAGE_MANIFEST), buf_str(&manifest)};
	for (size_t i = 0; i <= count; i++) {
		at[i] = out->n;
		put_local(out, i == 0 ? &first : &entry[i - 1]);
	}
	directory = out->n;
	for (size_t i = 0; i <= count; i++)
		put_central(out, i == 0 ? &first : &entry[i - 1], at[i]);
	size_t size = out->n - directory;
	buf_put_c(out, end_mark);
	put_u32(out, 0);
	put_u16(out, count + 1);
	put_u16(out, count + 1);
	put_u32(out, size);
	put_u32(out, directory);
	put_u16(out, 0);
	ok = buf_ok(&manifest) && buf_ok(out);
	buf_free(&manifest);
	return ok ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

/* ---- reading ----------------------------------------------------------------------------- */

static size_t u16(const char *p) {
	return (size_t)(unsigned char)p[0] | (size_t)(unsigned char)p[1] << 8;
}
static size_t u32(const char *p) { return u16(p) | u16(p + 2) << 16; }

static enum nhi_status broken(struct err *err) {
	return err_set(err, NHI_INPUT,
	               "規則包毀損或已被更動" ERR_SEP
	               "the rules package is damaged or was changed");
}

/* One entry at *at, by its local header; false at the directory or a fault. */
static bool next_entry(struct str bytes, size_t *at, struct claim_package_entry *out) {
	if (*at > bytes.n || bytes.n - *at < LOCAL_SIZE) return false;
	const char *p = bytes.p + *at;
	if (memcmp(p, local_mark, 4) != 0 || u16(p + 6) != 0 || u16(p + 8) != 0) return false;
	size_t size = u32(p + 18), name = u16(p + 26),
	       begin = *at + LOCAL_SIZE + name + u16(p + 28);
	if (u32(p + 22) != size || begin > bytes.n || bytes.n - begin < size) return false;
	out->name = str_slice(bytes, *at + LOCAL_SIZE, *at + LOCAL_SIZE + name);
	out->bytes = str_slice(bytes, begin, begin + size);
	*at = begin + size;
	return is_name(out->name);
}

/* Every row of the manifest has its entry with its bytes, in the same order, and there is no
 * other. */
static bool is_as_listed(struct claim_package *p, struct csv *c, const size_t *col) {
	bool more = true;
	struct err ignored = ERR_INIT;
	char hex[SHA256_HEX_SIZE + 1];
	size_t i = 0;
	if (csv_next(c, &more, &ignored) != NHI_OK || !more) return false;
	p->version = csv_field(c, col[1]);
	if (!str_is(csv_field(c, col[0]), "version") || !is_name(p->version)) return false;
	for (;; i++) {
		if (csv_next(c, &more, &ignored) != NHI_OK) return false;
		if (!more) return i == p->count;
		if (i >= p->count) return false;
		sha256_hex(p->entry[i].bytes, hex);
		if (!str_eq(csv_field(c, col[0]), p->entry[i].name) ||
		    !str_is(csv_field(c, col[1]), hex))
			return false;
	}
}

enum nhi_status claim_package_read(struct claim_package *out, struct str bytes, struct arena *arena,
                                   struct err *err) {
	static const char *const titles[] = {"name", "sha256"};
	struct claim_package_entry manifest;
	struct csv *c = ARENA_NEW(arena, struct csv);
	size_t at = 0, col[2];
	*out = (struct claim_package){
	        .entry = ARENA_ARRAY(arena, CLAIM_PACKAGE_ENTRIES_MAX, struct claim_package_entry)};
	if (out->entry == NULL || c == NULL) return err_set(err, NHI_MEMORY, "");
	if (!next_entry(bytes, &at, &manifest) || !str_is(manifest.name, CLAIM_PACKAGE_MANIFEST))
		return broken(err);
	while (out->count < CLAIM_PACKAGE_ENTRIES_MAX &&
	       next_entry(bytes, &at, &out->entry[out->count]))
		out->count++;
	bool ended = at + 4 <= bytes.n && memcmp(bytes.p + at, central_mark, 4) == 0;
	csv_init(c, manifest.bytes, arena);
	if (!ended || csv_titles(c, titles, 2, col, err) != NHI_OK || !is_as_listed(out, c, col))
		return broken(err);
	sha256_hex(manifest.bytes, out->hash);
	return NHI_OK;
}

const struct claim_package_entry *claim_package_find(const struct claim_package *p,
                                                     const char *name) {
	for (size_t i = 0; i < p->count; i++)
		if (str_is(p->entry[i].name, name)) return &p->entry[i];
	return NULL;
}
