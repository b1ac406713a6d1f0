/* progress.h: one line on standard error for work that takes more than a second: a bar, the share,
 * the rate, the time left. Only on a terminal and unless it is not wanted (--no-progress); drawn at
 * most four times a second and wiped away at the end. Not thread-safe: the reducing thread draws.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include "base/str.h"

struct progress {
	const char *what; /* "2026-07", borrowed */
	int64_t total;    /* steps in all; 0 when unknown */
	int64_t done;
	int64_t started_ns, shown_ns;
	bool on, drawn;
};

void progress_start(struct progress *p, const char *what, int64_t total, bool wanted);
void progress_add(struct progress *p, int64_t steps);
void progress_end(struct progress *p);

/* The line itself, without line end: for tests. */
void progress_print(struct buf *out, const char *what, int64_t done, int64_t total,
                    int64_t elapsed_ns);

#endif
