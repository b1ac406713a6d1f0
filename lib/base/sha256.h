/* sha256.h: SHA-256 (FIPS 180-4) for file identities and hash chains. Ours, because the claim check
 * links against libc and zlib alone (DESIGN §3); passwords and signatures use libsodium. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/str.h"

enum { SHA256_SIZE = 32, SHA256_HEX_SIZE = 64 };

struct sha256 {
	uint32_t state[8];
	uint64_t bytes;
	unsigned char block[64];
};

void sha256_init(struct sha256 *h);
void sha256_add(struct sha256 *h, struct str bytes);
void sha256_end(struct sha256 *h, unsigned char out[SHA256_SIZE]);
/* Of one text, as 64 lower-case hex digits and a NUL. */
void sha256_hex(struct str bytes, char out[SHA256_HEX_SIZE + 1]);
void sha256_to_hex(const unsigned char digest[SHA256_SIZE], char out[SHA256_HEX_SIZE + 1]);

#endif
