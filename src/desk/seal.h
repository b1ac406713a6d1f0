/* seal.h: secrets that must be read again (keys of second factors) are kept sealed: whoever has a
 * copy of the database alone has none of them. XSalsa20-Poly1305 (libsodium's secretbox) with a key
 * of 32 random bytes in a file of mode 0600: the one that NHI_KEY_FILE names, else beside an SQLite
 * database as <file>.key. The first secret makes the file; once anything is sealed a missing file
 * is an error, never a new key. It belongs in the backup, apart from the database.
 *
 * A sealed text is "s1:" and base64 of nonce and box; the account stands inside, so that a row
 * cannot be moved to another account. A text without "s1:" is an older one in the open. */
#ifndef DESK_SEAL_H
#define DESK_SEAL_H

#include "desk/desk.h"

/* "" stays "". NHI_KEY_FILE_MISSING, NHI_KEY_FILE_MODE, NHI_KEY_FILE_WRONG. Inside a transaction or
 * before it; needs call->write_db. */
MUST_USE enum nhi_status seal_close(struct desk_call *call, int64_t account_id, struct str plain,
                                    struct str *out, struct err *err);
MUST_USE enum nhi_status seal_open(struct desk_call *call, int64_t account_id, struct str stored,
                                   struct str *out, struct err *err);
/* Seals what is stored in the open; *count of them. May be run again. */
MUST_USE enum nhi_status seal_all(struct desk_call *call, int64_t *count, struct err *err);

#endif
