/* claim_file.c: see claim_file.h. */
#include "cli/claim_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#ifndef O_BINARY
#define O_BINARY 0 /* only Windows has it */
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

enum { PIECE_MAX = 1 << 20 };

static enum nhi_status unreadable(const char *path, struct err *err) {
	return err_set(err, NHI_INPUT, "無法讀取 %s：%s" ERR_SEP "cannot read %s: %s", path,
	               strerror(errno), path, strerror(errno));
}

static enum nhi_status file_piece(struct claim_source *self, char *to, size_t room, size_t *got,
                                  struct err *err) {
	struct claim_file *f = (struct claim_file *)(void *)self;
	ssize_t n;
	do n = read(f->fd, to, room < PIECE_MAX ? room : PIECE_MAX);
	while (n < 0 && errno == EINTR);
	if (n < 0) return unreadable(f->path, err);
	*got = (size_t)n;
	return NHI_OK;
}

enum nhi_status claim_file_open(struct claim_file *f, const char *path, struct err *err) {
	*f = (struct claim_file){{file_piece}, open(path, O_RDONLY | O_BINARY | O_CLOEXEC), path};
	return f->fd < 0 ? unreadable(path, err) : NHI_OK;
}

void claim_file_close(struct claim_file *f) {
	if (f->fd >= 0) (void)close(f->fd);
	f->fd = -1;
}

struct str claim_file_name(const char *path) {
	struct str s = str_from(path);
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == '/' || s.p[i - 1] == '\\') return str_slice(s, i, s.n);
	return s;
}
