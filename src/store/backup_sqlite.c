/* backup_sqlite.c: SQLite's online backup: all pages of one state, in one go. */
#include "store/backup_driver.h"

#include <sqlite3.h>

static enum nhi_status copy_pages(sqlite3 *from, const char *path, struct err *err) {
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	sqlite3_backup *b = rc == SQLITE_OK ? sqlite3_backup_init(to, "main", from, "main") : NULL;
	if (rc == SQLITE_OK && b == NULL) rc = sqlite3_errcode(to);
	if (b != NULL) {
		rc = sqlite3_backup_step(b, -1);
		int finished = sqlite3_backup_finish(b);
		rc = rc == SQLITE_DONE ? finished : rc;
	}
	enum nhi_status st = rc == SQLITE_OK ? NHI_OK : NHI_IO;
	if (rc == SQLITE_FULL) st = NHI_DB_FULL;
	if (st != NHI_OK)
		(void)err_set(err, st, "%s" ERR_SEP "%s", path,
		              sqlite3_errstr(rc)); /* st is kept */
	if (sqlite3_close(to) != SQLITE_OK && st == NHI_OK)
		st = err_set(err, NHI_IO, "%s" ERR_SEP "close", path);
	return st;
}

enum nhi_status backup_sqlite_copy(struct db *db, const char *path, struct err *err) {
	return copy_pages(db->handle, path, err);
}

enum nhi_status backup_sqlite_copy_file(const char *from, const char *to, struct err *err) {
	sqlite3 *c = NULL;
	struct buf uri = BUF_INIT(0);
	buf_put_c(&uri, "file:");
	for (const char *p = from; *p != '\0'; p++) {
		if (*p == '?' || *p == '#' || *p == '%')
			buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*p);
		else
			buf_put_char(&uri, *p);
	}
	buf_put_c(&uri, "?immutable=1"); /* nothing is written beside the backup */
	buf_put_char(&uri, '\0');
	if (!buf_ok(&uri)) {
		buf_free(&uri);
		return err_set(err, NHI_MEMORY, "");
	}
	int rc = sqlite3_open_v2(uri.p, &c, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
	enum nhi_status st = NHI_OK;
	if (rc != SQLITE_OK) st = err_set(err, NHI_IO, "%s" ERR_SEP "%s", from, sqlite3_errstr(rc));
	if (st == NHI_OK) st = copy_pages(c, to, err);
	(void)sqlite3_close(c); /* it was only read */
	buf_free(&uri);
	return st;
}
