/* file.h: whole files in and out. Reading is bounded; writing goes to a file aside, is synced and
 * renamed, so that a reader sees the old file or the new one, never half. lib/nhi and lib/wire must
 * not include this. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/err.h"

/* Reads all of `path` ("-" is standard input) into the arena. NHI_NO_FILE, NHI_NOT_A_FILE (a
 * folder), NHI_NO_ACCESS: unreadable input, exit code 3. More than `max` bytes is NHI_LIMIT.
 */
MUST_USE enum nhi_status file_read(struct arena *a, const char *path, size_t max, struct str *out,
                                   struct err *err);
/* Writes `bytes` to `path` durably, replacing what was there. "-" writes to standard output. */
MUST_USE enum nhi_status file_write(const char *path, struct str bytes, struct err *err);
/* Makes a new or renamed entry of the folder that holds `path` durable; false with errno. */
bool file_sync_folder(const char *path);
/* The whole file as read-only memory, for files larger than memory. A file that another program
 * cuts short meanwhile ends this one (SIGBUS): only for files that an operator hands over. Release
 * with file_unmap. */
MUST_USE enum nhi_status file_map(const char *path, struct str *out, struct err *err);
void file_unmap(struct str bytes);
bool file_exists(const char *path);

/* Names of the regular files in `dir` that end in `suffix`, sorted by bytes; in the arena. */
struct file_list {
	struct str *name; /* NUL-terminated, without the folder */
	size_t count;
};
MUST_USE enum nhi_status file_list(struct arena *a, const char *dir, const char *suffix,
                                   struct file_list *out, struct err *err);

#endif
