/* claim_package.h: rules and reference data in one file (rules-YYYYMM.zip) for the small
 * stand-alone check: the tables of codes/, the files of law/ and the reference image, each with its
 * SHA-256 in a manifest. A zip of stored entries, so that any tool can look into it.
 *
 * The manifest comes first and names the version; a package whose bytes are not those of its
 * manifest is refused. Who trusts a package compares its hash (claim_package_hash) or its
 * signature. Pure: bytes in, entries out. */
#ifndef WIRE_CLAIM_PACKAGE_H
#define WIRE_CLAIM_PACKAGE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/sha256.h"

enum { CLAIM_PACKAGE_ENTRIES_MAX = 256, CLAIM_PACKAGE_NAME_MAX = 100 };
#define CLAIM_PACKAGE_MANIFEST "MANIFEST.csv"

struct claim_package_entry {
	struct str name; /* "law/copay.csv", "codes/claim_fields.csv", "reference.image" */
	struct str bytes;
};

struct claim_package {
	struct str version;             /* "202705" */
	char hash[SHA256_HEX_SIZE + 1]; /* of the manifest: stands for every byte */
	struct claim_package_entry *entry;
	size_t count;
};

/* Writes manifest and entries. Names: letters, digits, . _ - / without a leading slash or dots. */
MUST_USE enum nhi_status claim_package_write(struct buf *out, struct str version,
                                             const struct claim_package_entry *entry, size_t count,
                                             struct err *err);
/* Reads a package and holds every entry against the manifest. Slices borrow `bytes`. */
MUST_USE enum nhi_status claim_package_read(struct claim_package *out, struct str bytes,
                                            struct arena *arena, struct err *err);
/* NULL when there is none of that name. */
const struct claim_package_entry *claim_package_find(const struct claim_package *p,
                                                     const char *name);

#endif
