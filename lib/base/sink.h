/* sink.h: a large file written piece by piece, aside, then synced and renamed: a reader sees the
 * old file or the whole new one. For what does not fit into memory; small files go through
 * file_write. lib/nhi and lib/wire must not include this. */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/err.h"

struct sink {
	struct buf buf; /* put text here, then call sink_turn now and then */
	int fd;
	char path[1024], aside[1088];
	int64_t written; /* bytes that have left the buffer */
};

enum { SINK_TURN = 1 << 20 };

MUST_USE enum nhi_status sink_open(struct sink *s, const char *path, struct err *err);
/* Writes the buffer out when it holds SINK_TURN bytes or more. */
MUST_USE enum nhi_status sink_turn(struct sink *s, struct err *err);
/* Ends: with `so_far` NHI_OK makes the file durable under its name, else removes it. Returns the
 * first failure. */
MUST_USE enum nhi_status sink_end(struct sink *s, enum nhi_status so_far, struct err *err);

#endif
