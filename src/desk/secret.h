/* secret.h: passwords (Argon2id by libsodium), tokens of sessions, second factors (TOTP, RFC 6238,
 * by liboath). Nothing here knows accounts or reads the clock. */
#ifndef DESK_SECRET_H
#define DESK_SECRET_H

#include "base/date.h"
#include "base/err.h"
#include "base/sha256.h"

enum {
	SECRET_HASH_SIZE = 128,    /* of a password, with its NUL */
	SECRET_TOKEN_SIZE = 44,    /* 32 random bytes in base64url, with its NUL */
	SECRET_TOTP_SIZE = 33,     /* 20 random bytes in base32, with its NUL */
	SECRET_ONCE_SIZE = 20,     /* "abcd-efgh-jkmn-pqrs" */
	SECRET_PASSWORD_MAX = 256, /* bytes */
	SECRET_STEP_S = 30         /* a code holds for a step */
};

/* Takes about 0.1 s and 64 MiB. NHI_MEMORY. */
MUST_USE enum nhi_status secret_hash(struct str password, char out[SECRET_HASH_SIZE],
                                     struct err *err);
/* Takes as long for a hash that nobody's password has: pass "" for an account that is not there. */
bool secret_verify(struct str hash, struct str password);

/* Random, for a browser to keep. */
void secret_token(char out[SECRET_TOKEN_SIZE]);
/* What is stored of it. */
void secret_token_hash(struct str token, char out[SHA256_HEX_SIZE + 1]);
/* Same text, in a time that does not tell where they differ. */
bool secret_equal(struct str a, struct str b);
/* A password to be used once, that can be read out on the telephone. */
void secret_once(char out[SECRET_ONCE_SIZE]);

void secret_totp_new(char out[SECRET_TOTP_SIZE]);
bool secret_totp_is_key(struct str key);
/* Six digits of the step of `now`; false when the key is malformed. */
bool secret_totp_code(struct str key, instant_t now, char out[8]);
/* Is `code` that of the step of `now` or of one beside it? Gives the step. */
bool secret_totp_verify(struct str key, struct str code, instant_t now, int64_t *step);

#endif
