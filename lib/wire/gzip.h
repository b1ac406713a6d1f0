/* gzip.h: a whole gzip file as its content. Published lists come packed so. Bounded: a bomb ends in
 * NHI_LIMIT. */
#ifndef WIRE_GZIP_H
#define WIRE_GZIP_H

#include "base/arena.h"
#include "base/err.h"

bool gzip_is(struct str bytes); /* begins as a gzip file does */
/* All members of the file, at most `max` bytes, in the arena. NHI_INPUT for what is damaged or cut
 * short. */
MUST_USE enum nhi_status gzip_read(struct str bytes, size_t max, struct arena *arena,
                                   struct str *out, struct err *err);

#endif
