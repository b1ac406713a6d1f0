/* backup_postgresql.c: pg_dump and pg_restore, the server's own programs. They must be of the
 * server's version or newer; a missing program is a clear error. */
#include "base/check.h"
#include "base/file.h"
#include "store/backup_driver.h"

#include <errno.h>
#include <glob.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/* "/usr/lib/postgresql/15/bin/pg_dump": the newest, since an older one refuses a newer server;
 * else what PATH finds. */
static void find_program(const char *name, char out[DB_PATH_MAX]) {
	char pattern[256];
	(void)snprintf(pattern, sizeof pattern, "/usr/lib/postgresql/*/bin/%s", name); /* fits */
	glob_t found = {0};
	if (glob(pattern, 0, NULL, &found) == 0 && found.gl_pathc > 0)
		(void)snprintf(out, DB_PATH_MAX, "%s", found.gl_pathv[found.gl_pathc - 1]);
	else
		(void)snprintf(out, DB_PATH_MAX, "%s", name);
	globfree(&found);
}

/* The password travels in the environment, never on a command line that others can read. */
static enum nhi_status take_password(const char *url, char safe[DB_PATH_MAX], struct err *err) {
	PQconninfoOption *all = PQconninfoParse(url, NULL);
	if (all == NULL) return err_set(err, NHI_DB_URL, "postgresql://…");
	bool kept = true;
	for (PQconninfoOption *o = all; o->keyword != NULL; o++) {
		bool is_password = str_is(str_from(o->keyword), "password") && o->val != NULL;
		if (is_password) kept = setenv("PGPASSWORD", o->val, 1) == 0;
	}
	PQconninfoFree(all);
	struct str u = str_from(url), scheme = STR("://");
	size_t from = str_find(u, scheme) + scheme.n;
	size_t slash = from + str_find_char(str_slice(u, from, u.n), '/');
	size_t at = from + str_find_char(str_slice(u, from, slash), '@');
	size_t colon = from + str_find_char(str_slice(u, from, at), ':');
	bool hide = at < slash && colon < at;
	int n = hide ? snprintf(safe, DB_PATH_MAX, "%.*s%s", (int)colon, url, url + at)
	             : snprintf(safe, DB_PATH_MAX, "%s", url);
	CHECK(n > 0 && n < DB_PATH_MAX); /* db_open took the same URL */
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

static enum nhi_status run(char *const argv[], struct err *err) {
	pid_t child;
	int status = 0;
	int rc = posix_spawnp(&child, argv[0], NULL, NULL, argv, environ);
	if (rc == 0)
		while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
		}
	if (rc == ENOENT || (rc == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127))
		return err_set(err, NHI_UNSUPPORTED, "%s: Debian: postgresql-client-15", argv[0]);
	if (rc != 0) return err_set(err, NHI_IO, "%s" ERR_SEP "%s", argv[0], strerror(rc));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return err_set(err, NHI_DB, "%s: %d", argv[0], status);
	return NHI_OK;
}

static enum nhi_status export_snapshot(struct db *db, char out[128], struct err *err) {
	struct db_stmt *q = db_query(db, "snapshot_export");
	out[0] = '\0';
	if (db_next(q))
		(void)snprintf(out, 128, "--snapshot=%.*s", STR_ARG(db_str(q, 0))); /* fits */
	return db_end(q, err);
}

enum nhi_status backup_postgresql_dump(struct db *db, const char *path, struct err *err) {
	char program[DB_PATH_MAX], snapshot[128], url[DB_PATH_MAX], file[DB_PATH_MAX + 16];
	find_program("pg_dump", program);
	enum nhi_status st = export_snapshot(db, snapshot, err);
	if (st == NHI_OK) st = take_password(db->url, url, err);
	(void)snprintf(file, sizeof file, "--file=%s", path); /* cut when too long: pg_dump fails */
	char *const argv[] = {
	        program, "--format=custom", "--no-owner", "--no-privileges", snapshot, file, url,
	        NULL};
	return st == NHI_OK ? run(argv, err) : st;
}

enum nhi_status backup_postgresql_load(const char *path, const char *url, struct err *err) {
	char program[DB_PATH_MAX], safe[DB_PATH_MAX], db[DB_PATH_MAX + 16], file[DB_PATH_MAX];
	find_program("pg_restore", program);
	enum nhi_status st = take_password(url, safe, err);
	(void)snprintf(db, sizeof db, "--dbname=%s", safe);
	(void)snprintf(file, sizeof file, "%s", path); /* cut when too long: pg_restore fails */
	char *const argv[] = {program, "--no-owner", "--single-transaction", "--exit-on-error", db,
	                      file,    NULL};
	return st == NHI_OK ? run(argv, err) : st;
}

bool backup_postgresql_url(const char *url, const char *name, char *out, size_t size) {
	struct str u = str_from(url), scheme = STR("://");
	size_t host = str_find(u, scheme) + scheme.n;
	size_t slash = host + str_find_char(str_slice(u, host, u.n), '/');
	size_t end = slash + str_find_char(str_slice(u, slash, u.n), '?');
	int n = snprintf(out, size, "%.*s/%s%s", (int)slash, url, name, url + end);
	return n > 0 && (size_t)n < size && slash < u.n;
}
