/* original.h: files as they were received: the legal record (DESIGN §4). Kept compressed by zstd
 * under the SHA-256 of their bytes; the same bytes are kept once. */
#ifndef STORE_ORIGINAL_H
#define STORE_ORIGINAL_H

#include "base/sha256.h"
#include "store/act.h"

enum { ORIGINAL_MAX_BYTES = 1 << 30 };

/* Keeps the file within the act's transaction; `hex` becomes its name from then on. */
MUST_USE enum nhi_status original_keep(struct db *db, const struct act *act, struct str name,
                                       struct str bytes, char hex[SHA256_HEX_SIZE + 1],
                                       struct err *err);

struct original {
	struct str name, bytes; /* as received */
	instant_t received_at;
	int64_t act_id;
};
/* NHI_NOT_FOUND, or NHI_CORRUPT when the bytes no longer have their hash. */
MUST_USE enum nhi_status original_read(struct db *db, struct str hex, struct arena *arena,
                                       struct original *out, struct err *err);

#endif
