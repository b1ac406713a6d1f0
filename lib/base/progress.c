/* progress.c: see progress.h. */
#include "base/progress.h"

#include "base/clock.h"

#include <stdio.h>
#include <unistd.h>

enum { BAR_COLUMNS = 24, MINUTE = 60, HOUR = 3600 };

#define SECOND_NS INT64_C(1000000000)
#define DRAW_EVERY_NS (SECOND_NS / 4)

static void put_duration(struct buf *out, int64_t seconds) {
	if (seconds >= HOUR) {
		buf_put_i64(out, seconds / HOUR);
		buf_put_char(out, ':');
		buf_put_i64_padded(out, seconds % HOUR / MINUTE, 2);
	} else {
		buf_put_i64(out, seconds / MINUTE);
	}
	buf_put_char(out, ':');
	buf_put_i64_padded(out, seconds % MINUTE, 2);
}

/* steps × ns / ns in 128 bits, since a rate times an hour of nanoseconds leaves 64. */
static int64_t scale(int64_t value, int64_t by, int64_t over) {
	return over <= 0 ? 0 : (int64_t)((i128_t)value * by / over);
}

void progress_print(struct buf *out, const char *what, int64_t done, int64_t total,
                    int64_t elapsed_ns) {
	if (total > 0 && done > total) done = total;
	buf_printf(out, "%s  ", what);
	if (total > 0) {
		int64_t full = scale(done, BAR_COLUMNS, total);
		buf_put_char(out, '[');
		buf_put_repeat(out, '#', (size_t)full);
		buf_put_repeat(out, '.', (size_t)(BAR_COLUMNS - full));
		buf_printf(out, "] %3d%%  ", (int)scale(done, 100, total));
	}
	buf_put_i64_grouped(out, done);
	if (total > 0) {
		buf_put_c(out, " / ");
		buf_put_i64_grouped(out, total);
	}
	buf_put_c(out, "  ");
	buf_put_i64_grouped(out, scale(done, SECOND_NS, elapsed_ns));
	buf_put_c(out, "/s");
	if (total > 0 && done > 0) {
		buf_put_c(out, "  -");
		put_duration(out, scale(total - done, elapsed_ns, done) / SECOND_NS);
	}
}

void progress_start(struct progress *p, const char *what, int64_t total, bool wanted) {
	int64_t now = clock_monotonic_ns();
	*p = (struct progress){.what = what,
	                       .total = total,
	                       .started_ns = now,
	                       .shown_ns = now + SECOND_NS - DRAW_EVERY_NS,
	                       .on = wanted && isatty(STDERR_FILENO) == 1};
}

void progress_add(struct progress *p, int64_t steps) {
	p->done += steps;
	if (!p->on) return;
	int64_t now = clock_monotonic_ns();
	if (now - p->shown_ns < DRAW_EVERY_NS) return;
	struct buf line = BUF_INIT(0);
	progress_print(&line, p->what, p->done, p->total, now - p->started_ns);
	/* Back to the start of the line; what a longer line left behind is wiped. */
	fprintf(stderr, "\r%.*s\033[K", STR_ARG(buf_str(&line)));
	fflush(stderr);
	buf_free(&line);
	p->shown_ns = now;
	p->drawn = true;
}

void progress_end(struct progress *p) {
	if (p->drawn) fputs("\r\033[K", stderr);
	p->on = p->drawn = false;
}
