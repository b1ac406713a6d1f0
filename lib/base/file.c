/* file.c: see file.h. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 100000 };

static enum nhi_status io_error(struct err *err, const char *path) {
	return err_set(err, NHI_IO, "%s" ERR_SEP "%s", path, strerror(errno));
}

/* What cannot be opened for reading was named by somebody: that is unreadable input. What fails
 * later is the system's fault. */
static enum nhi_status open_error(struct err *err, const char *path, bool folder) {
	switch (errno) {
	case ENOENT: return err_set(err, NHI_NO_FILE, "%s", path);
	case ENOTDIR: return err_set(err, folder ? NHI_NOT_A_FOLDER : NHI_NO_FILE, "%s", path);
	case EISDIR: return err_set(err, NHI_NOT_A_FILE, "%s", path);
	case EACCES: return err_set(err, NHI_NO_ACCESS, "%s", path);
	default: return io_error(err, path);
	}
}

/* Reads until the end; the size is not known beforehand (pipes). */
static enum nhi_status read_all(int fd, const char *path, size_t max, struct buf *b,
                                struct err *err) {
	for (;;) {
		char *p = buf_room(b, 65536);
		if (p == NULL)
			return b->n + 65536 > max ? err_set(err, NHI_LIMIT,
			                                    "%s" ERR_SEP "%zu bytes", path, max)
			                          : err_set(err, NHI_MEMORY, "");
		ssize_t n = read(fd, p, 65536);
		if (n < 0 && errno == EINTR) continue;
		if (n < 0)
			return open_error(err, path, false); /* a folder opens, but has no bytes */
		if (n == 0) return NHI_OK;
		buf_added(b, (size_t)n);
	}
}

enum nhi_status file_read(struct arena *a, const char *path, size_t max, struct str *out,
                          struct err *err) {
	bool standard = str_is(str_from(path), "-");
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return open_error(err, path, false);
	struct buf b = BUF_INIT(max + 65536);
	enum nhi_status st = read_all(fd, path, max, &b, err);
	if (!standard) (void)close(fd); /* nothing was written */
	if (st == NHI_OK && b.n > max)
		st = err_set(err, NHI_LIMIT, "%s" ERR_SEP "%zu bytes", path, max);
	if (st == NHI_OK && !arena_str(a, buf_str(&b), out)) st = err_set(err, NHI_MEMORY, "");
	buf_free(&b);
	return st;
}

static bool write_all(int fd, struct str bytes) {
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR) continue;
		if (n <= 0) return false;
		bytes = str_slice(bytes, (size_t)n, bytes.n);
	}
	return true;
}

/* Makes the rename itself durable. */
bool file_sync_folder(const char *path) {
	struct str p = str_from(path);
	size_t slash = p.n;
	while (slash > 0 && p.p[slash - 1] != '/') slash--;
	char dir[4096];
	int n = slash == 0 ? snprintf(dir, sizeof dir, ".")
	                   : snprintf(dir, sizeof dir, "%.*s", (int)slash, path);
	if (n < 0 || (size_t)n >= sizeof dir) return false;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) return false;
	bool ok = fsync(fd) == 0 || errno == EINVAL; /* some file systems cannot sync a folder */
	return close(fd) == 0 && ok;
}

enum nhi_status file_write(const char *path, struct str bytes, struct err *err) {
	if (str_is(str_from(path), "-"))
		return write_all(STDOUT_FILENO, bytes) ? NHI_OK : io_error(err, path);
	char aside[4096];
	int n = snprintf(aside, sizeof aside, "%s.%ld.part", path, (long)getpid());
	if (n < 0 || (size_t)n >= sizeof aside)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "4096", path);
	int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0) return io_error(err, path);
	bool ok = write_all(fd, bytes) && fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	ok = ok && rename(aside, path) == 0 && file_sync_folder(path);
	if (ok) return NHI_OK;
	enum nhi_status st = io_error(err, path);
	(void)unlink(aside); /* best effort: the message about the write matters more */
	return st;
}

bool file_exists(const char *path) {
	struct stat s;
	return stat(path, &s) == 0;
}

static int by_bytes(const void *a, const void *b) {
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

enum nhi_status file_list(struct arena *a, const char *dir, const char *suffix,
                          struct file_list *out, struct err *err) {
	DIR *d = opendir(dir);
	if (d == NULL) return open_error(err, dir, true);
	struct buf names = BUF_INIT(0); /* struct str records */
	enum nhi_status st = NHI_OK;
	for (struct dirent *e = readdir(d); e != NULL && st == NHI_OK; e = readdir(d)) {
		struct str name = str_from(e->d_name), kept;
		if (e->d_name[0] == '.' || !str_ends(name, str_from(suffix))) continue;
		if (!arena_str(a, name, &kept))
			st = err_set(err, NHI_MEMORY, "");
		else
			buf_put(&names, (struct str){(const char *)&kept, sizeof kept});
	}
	(void)closedir(d); /* nothing was written */
	size_t count = names.n / sizeof(struct str);
	if (st == NHI_OK && count > FILES_MAX)
		st = err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", dir, FILES_MAX);
	struct str *sorted =
	        st == NHI_OK && buf_ok(&names) ? ARENA_ARRAY(a, count, struct str) : NULL;
	if (st == NHI_OK && sorted == NULL) st = err_set(err, NHI_MEMORY, "");
	if (st == NHI_OK && count > 0) {
		memcpy(sorted, names.p, names.n);
		qsort(sorted, count, sizeof *sorted, by_bytes);
	}
	buf_free(&names);
	*out = (struct file_list){sorted, st == NHI_OK ? count : 0};
	return st;
}

enum nhi_status file_map(const char *path, struct str *out, struct err *err) {
	struct stat info;
	*out = STR("");
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return open_error(err, path, false);
	enum nhi_status st = fstat(fd, &info) == 0 ? NHI_OK : io_error(err, path);
	if (st == NHI_OK && info.st_size > 0) {
		void *p = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (p == MAP_FAILED)
			st = io_error(err, path);
		else
			*out = (struct str){p, (size_t)info.st_size};
	}
	(void)close(fd); /* the mapping stays */
	return st;
}

void file_unmap(struct str bytes) {
	if (bytes.n == 0) return;
	union {
		const char *from;
		void *to;
	} p = {bytes.p}; /* munmap wants a pointer without const */
	(void)munmap(p.to, bytes.n);
}
