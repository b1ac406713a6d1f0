/* chain.h: hash chains over things that are never changed: acts, ledger entries, groups of reads.
 *
 * A link is written when the transaction commits, so the chain's head is locked for that moment
 * only: link n holds hash n = SHA-256(chain, n, hash n-1, digest of the item), link 0 stands for an
 * empty chain (hash of zeros). Whoever holds a copy of one head hash can later prove that nothing
 * before it was altered. */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "base/sha256.h"
#include "store/db.h"

enum chain { CHAIN_ACT, CHAIN_LEDGER, CHAIN_READ, CHAIN_COUNT };

const char *chain_name(enum chain chain); /* "act", "ledger", "read" */

/* Digests are made of fields with their lengths in front, so that no two items look alike. */
void chain_put_str(struct sha256 *h, struct str field);
void chain_put_i64(struct sha256 *h, int64_t field);

/* Registers an item of this transaction; it is linked at commit, in the order of the calls. */
MUST_USE enum nhi_status chain_add(struct db *db, enum chain chain, int64_t item_id,
                                   const unsigned char digest[SHA256_SIZE], struct err *err);

struct chain_head {
	int64_t links;
	unsigned char hash[SHA256_SIZE];
};
MUST_USE enum nhi_status chain_head(struct db *db, enum chain chain, struct chain_head *out,
                                    struct err *err);

/* The stored hash of a link as hex; "" when there is no such link. */
MUST_USE enum nhi_status chain_link_hash(struct db *db, struct str chain, int64_t link_no,
                                         char hex[SHA256_HEX_SIZE + 1], struct err *err);

/* What a recomputation from the stored items found. */
struct chain_finding {
	int64_t bad_link;  /* first link that does not fit, 0: none */
	int64_t links;     /* links read */
	int64_t unlinked;  /* items that no link names */
	bool head_differs; /* the head is not the last link */
};
bool chain_is_sound(const struct chain_finding *f);
MUST_USE enum nhi_status chain_verify(struct db *db, enum chain chain, struct chain_finding *out,
                                      struct err *err);

#endif
