/* sink.c: see sink.h. */
#include "base/sink.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static enum nhi_status io_error(const struct sink *s, struct err *err) {
	return err_set(err, NHI_IO, "%s" ERR_SEP "%s", s->path, strerror(errno));
}

enum nhi_status sink_open(struct sink *s, const char *path, struct err *err) {
	*s = (struct sink){.fd = -1, .buf = BUF_INIT(0)};
	int n = snprintf(s->path, sizeof s->path, "%s", path);
	if (n < 0 || (size_t)n >= sizeof s->path)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%zu", path, sizeof s->path);
	(void)snprintf(s->aside, sizeof s->aside, "%s.%ld.part", path,
	               (long)getpid()); /* fits by its size */
	s->fd = open(s->aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	return s->fd < 0 ? io_error(s, err) : NHI_OK;
}

static enum nhi_status write_out(struct sink *s, struct err *err) {
	if (!buf_ok(&s->buf)) return err_set(err, NHI_MEMORY, "");
	for (struct str rest = buf_str(&s->buf); rest.n > 0;) {
		ssize_t n = write(s->fd, rest.p, rest.n);
		if (n < 0 && errno == EINTR) continue;
		if (n <= 0) return io_error(s, err);
		s->written += n;
		rest = str_slice(rest, (size_t)n, rest.n);
	}
	buf_reset(&s->buf);
	return NHI_OK;
}

enum nhi_status sink_turn(struct sink *s, struct err *err) {
	return s->buf.n < SINK_TURN && buf_ok(&s->buf) ? NHI_OK : write_out(s, err);
}

enum nhi_status sink_end(struct sink *s, enum nhi_status so_far, struct err *err) {
	enum nhi_status st = so_far;
	if (s->fd >= 0) {
		if (st == NHI_OK) st = write_out(s, err);
		if (st == NHI_OK && fsync(s->fd) != 0) st = io_error(s, err);
		if (close(s->fd) != 0 && st == NHI_OK) st = io_error(s, err);
		if (st == NHI_OK && rename(s->aside, s->path) != 0) st = io_error(s, err);
		if (st == NHI_OK && !file_sync_folder(s->path)) st = io_error(s, err);
		if (st != NHI_OK) (void)unlink(s->aside); /* the first failure is what matters */
	}
	buf_free(&s->buf);
	s->fd = -1;
	return st;
}
