/* arena.h: memory with one lifetime: a request, a file, a batch. Everything in it is freed
 * together. Blocks are zeroed and aligned to 16 bytes. Not thread-safe: one arena, one thread.
 * `max` bounds the sum of all chunks, so that hostile input cannot take the machine. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/def.h"
#include "base/str.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *newest;
	size_t used; /* bytes handed out in all chunks */
	size_t held; /* bytes of all chunks */
	size_t max;  /* bytes; 0 means ARENA_MAX_DEFAULT */
};

#define ARENA_MAX_DEFAULT ((size_t)256 * 1024 * 1024)
#define ARENA_INIT(max_bytes) ((struct arena){NULL, 0, 0, (max_bytes)})

void arena_free(struct arena *a);
/* Empties the arena but keeps its largest chunk for the next use. */
void arena_reset(struct arena *a);
/* Zeroed memory, or NULL when memory or `max` runs out. n = 0 gives a valid pointer. */
MUST_USE void *arena_alloc(struct arena *a, size_t n);
/* count * size with an overflow check. */
MUST_USE void *arena_array(struct arena *a, size_t count, size_t size);
/* Copies `s` and adds a NUL that is not counted. Returns false when memory runs out. */
MUST_USE bool arena_str(struct arena *a, struct str s, struct str *out);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

#endif
