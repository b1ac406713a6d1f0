/* fault.c: linked into `nhi_fault`, the program as it is but with one call of a kind that fails.
 *
 *     NHI_FAULT=KIND:N NHI_FAULT_SEEN=FILE nhi_fault …
 *
 * alloc  the Nth malloc, calloc or realloc of our own code finds no memory
 * file   the Nth open, write, sync or rename of our own code fails, the disk being full
 * disk   the Nth write to the database's files fails (SQLite)
 * sql    the Nth statement fails (SQLite), or loses its connection (PostgreSQL)
 *
 * FILE gets the number of calls of the kind, so that N may run from 1 until none fails. The linker
 * brings the calls here (--wrap: tests/meson.build has the list). */
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

static struct {
	char kind[8];
	int64_t nth;
	atomic_llong calls;
} fault;

__attribute__((constructor)) static void read_order(void) {
	struct str order = str_from(getenv("NHI_FAULT"));
	struct str kind = str_cut(&order, ':');
	(void)snprintf(fault.kind, sizeof fault.kind, "%.*s", STR_ARG(kind));
	if (!str_to_i64(order, 0, INT64_MAX, &fault.nth)) fault.nth = 0;
}

__attribute__((destructor)) static void tell_calls(void) {
	const char *path = getenv("NHI_FAULT_SEEN");
	FILE *f = path == NULL ? NULL : fopen(path, "w");
	if (f == NULL) return;
	(void)fprintf(f, "%lld\n", fault.calls); /* read by fault.sh, which misses it loudly */
	(void)fclose(f);
}

static bool now(const char *kind) {
	return strcmp(kind, fault.kind) == 0 && atomic_fetch_add(&fault.calls, 1) + 1 == fault.nth;
}

static bool disk_is_full(const char *kind) {
	if (!now(kind)) return false;
	errno = ENOSPC;
	return true;
}

/* WRAP(result, name, (parameters), (arguments), kind, value of the failing call) */
#define WRAP(result, name, parameters, arguments, fails, failure)                                  \
	result __real_##name parameters;                                                           \
	result __wrap_##name parameters;                                                           \
	result __wrap_##name parameters { return (fails) ? (failure) : __real_##name arguments; }

WRAP(void *, malloc, (size_t n), (n), now("alloc"), NULL)
WRAP(void *, calloc, (size_t count, size_t n), (count, n), now("alloc"), NULL)
WRAP(void *, realloc, (void *p, size_t n), (p, n), now("alloc"), NULL)

WRAP(ssize_t, write, (int fd, const void *p, size_t n), (fd, p, n), disk_is_full("file"), -1)
WRAP(int, fsync, (int fd), (fd), disk_is_full("file"), -1)
WRAP(int, rename, (const char *from, const char *to), (from, to), disk_is_full("file"), -1)

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...) {
	mode_t mode = 0;
	if ((flags & O_CREAT) != 0) {
		va_list rest;
		va_start(rest, flags);
		mode = va_arg(rest, mode_t);
		va_end(rest);
	}
	return disk_is_full("file") ? -1 : __real_open(path, flags, mode);
}

/* ---- SQLite -----------------------------------------------------------------------------------
 */

WRAP(int, sqlite3_step, (sqlite3_stmt * s), (s), now("sql"), SQLITE_IOERR)
WRAP(int, sqlite3_exec,
     (sqlite3 * c, const char *sql, int (*row)(void *, int, char **, char **), void *context,
      char **message),
     (c, sql, row, context, message), now("sql"), SQLITE_IOERR)

static ssize_t disk_pwrite(int fd, const void *p, size_t n, off_t at) {
	return disk_is_full("disk") ? -1 : pwrite(fd, p, n, at);
}
static ssize_t disk_write(int fd, const void *p, size_t n) {
	return disk_is_full("disk") ? -1 : __real_write(fd, p, n);
}
static int disk_truncate(int fd, off_t n) { return disk_is_full("disk") ? -1 : ftruncate(fd, n); }

/* SQLite lets its system calls be replaced; this is the documented way to test what a full disk
 * does. */
static void replace_calls(void) {
	static const struct {
		const char *name;
		sqlite3_syscall_ptr call;
	} calls[] = {{"pwrite", (sqlite3_syscall_ptr)disk_pwrite},
	             {"pwrite64", (sqlite3_syscall_ptr)disk_pwrite},
	             {"write", (sqlite3_syscall_ptr)disk_write},
	             {"ftruncate", (sqlite3_syscall_ptr)disk_truncate}};
	static bool done;
	sqlite3_vfs *vfs = done ? NULL : sqlite3_vfs_find(NULL);
	for (size_t i = 0; vfs != NULL && i < COUNT_OF(calls); i++)
		(void)vfs->xSetSystemCall(vfs, calls[i].name, calls[i].call); /* where it has it */
	done = true;
}

int __real_sqlite3_open_v2(const char *path, sqlite3 **out, int flags, const char *vfs);
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **out, int flags, const char *vfs);
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **out, int flags, const char *vfs) {
	replace_calls();
	return __real_sqlite3_open_v2(path, out, flags, vfs);
}

/* ---- PostgreSQL -------------------------------------------------------------------------------
 */

/* The connection breaks before the statement leaves. */
static PGconn *through(PGconn *c) {
	if (now("sql"))
		(void)shutdown(PQsocket(c), SHUT_RDWR); /* best effort: seen by what follows */
	return c;
}

WRAP(PGresult *, PQexec, (PGconn * c, const char *sql), (through(c), sql), false, NULL)
WRAP(PGresult *, PQexecPrepared,
     (PGconn * c, const char *name, int n, const char *const *value, const int *size,
      const int *form, int result),
     (through(c), name, n, value, size, form, result), false, NULL)
WRAP(PGresult *, PQexecParams,
     (PGconn * c, const char *sql, int n, const Oid *type, const char *const *value,
      const int *size, const int *form, int result),
     (through(c), sql, n, type, value, size, form, result), false, NULL)
WRAP(int, PQputCopyData, (PGconn * c, const char *p, int n), (through(c), p, n), false, 0)
WRAP(int, PQputCopyEnd, (PGconn * c, const char *why), (through(c), why), false, 0)
