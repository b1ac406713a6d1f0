/* arena.c: see arena.h. Chunks double from 4 KiB to 1 MiB; a larger block gets a chunk of its own.
 */
#include "base/arena.h"

#include "base/check.h"

enum { ALIGN = 16, CHUNK_MIN = 4096, CHUNK_MAX = 1024 * 1024 };

struct arena_chunk {
	struct arena_chunk *older;
	size_t used;
	size_t size; /* bytes behind this header */
};

static_assert(sizeof(struct arena_chunk) <= 32, "the header must stay small");

enum { HEADER = 32 };

static char *chunk_bytes(struct arena_chunk *c) { return (char *)c + HEADER; }

void arena_free(struct arena *a) {
	while (a->newest != NULL) {
		struct arena_chunk *older = a->newest->older;
		free(a->newest);
		a->newest = older;
	}
	*a = ARENA_INIT(a->max);
}

void arena_reset(struct arena *a) {
	struct arena_chunk *keep = NULL;
	while (a->newest != NULL) {
		struct arena_chunk *c = a->newest;
		a->newest = c->older;
		if (keep == NULL || c->size > keep->size) {
			free(keep);
			keep = c;
		} else {
			free(c);
		}
	}
	if (keep != NULL) {
		keep->older = NULL;
		keep->used = 0;
		a->held = keep->size;
	}
	a->newest = keep;
	a->used = 0;
}

static struct arena_chunk *add_chunk(struct arena *a, size_t need) {
	size_t max = a->max == 0 ? ARENA_MAX_DEFAULT : a->max;
	size_t size = a->newest == NULL ? CHUNK_MIN : a->newest->size * 2;
	if (size > CHUNK_MAX) size = CHUNK_MAX;
	if (size < need) size = need;
	if (size > max || a->held > max - size) size = need;
	if (size > max || a->held > max - size) return NULL;
	struct arena_chunk *c = malloc(HEADER + size);
	if (c == NULL) return NULL;
	*c = (struct arena_chunk){a->newest, 0, size};
	a->newest = c;
	a->held += size;
	return c;
}

void *arena_alloc(struct arena *a, size_t n) {
	if (n > SIZE_MAX - ALIGN - HEADER) return NULL;
	size_t need = (n + ALIGN - 1) / ALIGN * ALIGN;
	if (need == 0) need = ALIGN;
	struct arena_chunk *c = a->newest;
	if (c == NULL || c->size - c->used < need) c = add_chunk(a, need);
	if (c == NULL) return NULL;
	char *p = chunk_bytes(c) + c->used;
	c->used += need;
	a->used += need;
	return memset(p, 0, need);
}

void *arena_array(struct arena *a, size_t count, size_t size) {
	size_t n;
	if (__builtin_mul_overflow(count, size, &n)) return NULL;
	return arena_alloc(a, n);
}

bool arena_str(struct arena *a, struct str s, struct str *out) {
	char *p = arena_alloc(a, s.n + 1);
	if (p == NULL) return false;
	if (s.n > 0) memcpy(p, s.p, s.n);
	*out = (struct str){p, s.n};
	return true;
}
