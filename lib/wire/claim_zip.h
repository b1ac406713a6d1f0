/* claim_zip.h: the one file inside a zip, as a stream. Zips of claims hold exactly one .xml; every
 * other form is a fault. Bounded: 64 KiB of input and zlib's window are all the memory it takes;
 * what unpacks to more than CLAIM_ZIP_FREE bytes may not do so by more than CLAIM_ZIP_RATIO_MAX
 * times its packed size (claim files pack 20 to 60 times). */
#ifndef WIRE_CLAIM_ZIP_H
#define WIRE_CLAIM_ZIP_H

#include "base/err.h"

/* Where bytes come from: a file, memory, a zip. `*got` 0 is the end. */
struct claim_source {
	enum nhi_status (*read)(struct claim_source *self, char *to, size_t room, size_t *got,
	                        struct err *err);
};

/* A source over bytes in memory. */
struct claim_bytes {
	struct claim_source source;
	struct str rest;
};
struct claim_bytes claim_bytes_of(struct str bytes);

enum { CLAIM_ZIP_INPUT = 64 * 1024, CLAIM_ZIP_NAME_MAX = 80, CLAIM_ZIP_RATIO_MAX = 300 };
#define CLAIM_ZIP_FREE ((uint64_t)64 * 1024 * 1024)

enum claim_zip_fault {
	CLAIM_ZIP_SOUND,
	CLAIM_ZIP_EMPTY,  /* no entry */
	CLAIM_ZIP_MANY,   /* more than one entry */
	CLAIM_ZIP_NAME,   /* not letters and digits with .xml */
	CLAIM_ZIP_METHOD, /* encrypted, or neither stored nor deflated */
	CLAIM_ZIP_BROKEN, /* damaged, cut, wrong checksum */
	CLAIM_ZIP_BOMB,
	CLAIM_ZIP_FAULT_COUNT
};

struct claim_zip;

/* True for bytes that begin a zip. */
bool claim_zip_is(struct str first_bytes);
/* `first_bytes` (at most CLAIM_ZIP_INPUT) have been read from `from` already. NULL without memory.
 * Reads through the returned source end early at a fault, which claim_zip_fault then tells. */
MUST_USE struct claim_zip *claim_zip_open(struct claim_source *from, struct str first_bytes);
void claim_zip_close(struct claim_zip *z); /* NULL is allowed */
struct claim_source *claim_zip_source(struct claim_zip *z);
enum claim_zip_fault claim_zip_fault(const struct claim_zip *z);
struct str claim_zip_name(const struct claim_zip *z); /* of the entry, after the first read */
const char *claim_zip_fault_text(enum claim_zip_fault f, const char *lang);

#endif
