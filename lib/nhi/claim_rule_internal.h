/* claim_rule_internal.h: how items are found in the image of the rules. */
#ifndef NHI_CLAIM_RULE_INTERNAL_H
#define NHI_CLAIM_RULE_INTERNAL_H

#include "nhi/claim_rule.h"

#include <string.h>

/* A code of at most CLAIM_RULE_ITEM_SIZE bytes as two words. */
static inline void claim_rule_key(struct str code, uint64_t key[2]) {
	unsigned char padded[CLAIM_RULE_ITEM_SIZE] = {0};
	memcpy(padded, code.p, code.n);
	memcpy(key, padded, sizeof padded);
}

static inline size_t claim_rule_slot(const uint64_t key[2]) {
	uint64_t h =
	        (key[0] ^ (key[1] * UINT64_C(0xc2b2ae3d27d4eb4f))) * UINT64_C(0x9e3779b97f4a7c15);
	return (size_t)(h >> 29);
}

#endif
