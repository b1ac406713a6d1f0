/* original.c: see original.h. */
#include "store/original.h"

#include <zstd.h>

enum { COMPRESSION_LEVEL = 3 };

static enum nhi_status insert(struct db *db, const struct act *act, struct str name, struct str hex,
                              size_t size, struct str content, struct err *err) {
	struct db_stmt *q = db_query(db, "original_insert");
	db_bind_str(q, hex);
	db_bind_str(q, name);
	db_bind_i64(q, (int64_t)size);
	db_bind_bytes(q, content);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status original_keep(struct db *db, const struct act *act, struct str name,
                              struct str bytes, char hex[SHA256_HEX_SIZE + 1], struct err *err) {
	if (bytes.n > ORIGINAL_MAX_BYTES)
		return err_set(err, NHI_LIMIT, "%.*s" ERR_SEP "%d", STR_ARG(name),
		               ORIGINAL_MAX_BYTES);
	sha256_hex(bytes, hex);
	size_t bound = ZSTD_compressBound(bytes.n);
	char *packed = malloc(bound);
	if (packed == NULL) return err_set(err, NHI_MEMORY, "");
	size_t n = ZSTD_compress(packed, bound, bytes.p, bytes.n, COMPRESSION_LEVEL);
	enum nhi_status st = ZSTD_isError(n) != 0 ? err_set(err, NHI_MEMORY, "")
	                                          : insert(db, act, name, str_from(hex), bytes.n,
	                                                   (struct str){packed, n}, err);
	free(packed);
	return st;
}

/* Unpacks the current row; a size or hash that does not fit makes the statement fail. */
static void unpack(struct db_stmt *q, struct str hex, struct arena *arena, struct original *out) {
	int64_t size = db_i64(q, 1);
	struct str content = db_bytes(q, 2);
	char *bytes =
	        size < 0 || size > ORIGINAL_MAX_BYTES ? NULL : arena_alloc(arena, (size_t)size);
	if (bytes == NULL) {
		(void)db_fail(q, NHI_MEMORY, "%s", ""); /* sticky */
		return;
	}
	char found[SHA256_HEX_SIZE + 1];
	size_t n = ZSTD_decompress(bytes, (size_t)size, content.p, content.n);
	out->bytes = (struct str){bytes, (size_t)size};
	out->name = db_keep(q, 0, arena);
	out->received_at = db_instant(q, 3);
	out->act_id = db_i64(q, 4);
	sha256_hex(out->bytes, found);
	if (n != (size_t)size || !str_is(hex, found))
		(void)db_fail(q, NHI_CORRUPT, "original_file %.*s", STR_ARG(hex)); /* sticky */
}

enum nhi_status original_read(struct db *db, struct str hex, struct arena *arena,
                              struct original *out, struct err *err) {
	*out = (struct original){0};
	struct db_stmt *q = db_query(db, "original_read");
	db_bind_str(q, hex);
	if (db_need(q, "original_file")) unpack(q, hex, arena, out);
	return db_end(q, err);
}
