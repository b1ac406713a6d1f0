/* db_sqlite.c: the embedded database. WAL, foreign keys and full synchronisation are set by
 * session_settings in schema/queries/core.sql. Dates are ISO text, bool and instants integers. */
#include "base/check.h"
#include "base/file.h"
#include "store/driver.h"

#include <sqlite3.h>

static sqlite3 *connection(const struct db *db) { return db->handle; }
static sqlite3_stmt *statement(const struct db_stmt *q) { return q->handle; }

static enum nhi_status constraint(int extended) {
	switch (extended) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID: return NHI_EXISTS;
	case SQLITE_CONSTRAINT_FOREIGNKEY:
	case SQLITE_CONSTRAINT_TRIGGER: return NHI_CONFLICT;
	default: return NHI_DB;
	}
}

/* The database's own words become a status that people and programs understand. */
static enum nhi_status failure(struct db *db, int code, struct err *err) {
	static const struct {
		int primary;
		enum nhi_status status;
	} map[] = {{SQLITE_BUSY, NHI_BUSY},      {SQLITE_LOCKED, NHI_BUSY},
	           {SQLITE_FULL, NHI_DB_FULL},   {SQLITE_CORRUPT, NHI_CORRUPT},
	           {SQLITE_NOTADB, NHI_CORRUPT}, {SQLITE_NOMEM, NHI_MEMORY},
	           {SQLITE_IOERR, NHI_IO},       {SQLITE_CANTOPEN, NHI_IO}};
	int extended = db->handle == NULL ? code : sqlite3_extended_errcode(connection(db));
	if ((extended & 0xff) != (code & 0xff)) extended = code;
	const char *says =
	        db->handle == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(connection(db));
	enum nhi_status status = (code & 0xff) == SQLITE_CONSTRAINT ? constraint(extended) : NHI_DB;
	for (size_t i = 0; i < COUNT_OF(map); i++)
		if (map[i].primary == (code & 0xff)) status = map[i].status;
	if (status == NHI_BUSY) return err_set(err, status, "%s", db->shown_url);
	if (status == NHI_IO)
		return err_set(err, status, "%s" ERR_SEP "%s (%d)", db->shown_url, says, extended);
	return err_set(err, status, "%s", says);
}

static enum nhi_status sqlite_open(struct db *db, unsigned flags, struct err *err) {
	const char *path = db->url + 7; /* after "sqlite:" */
	if ((flags & DB_CREATE) == 0 && !file_exists(path))
		return err_set(err, NHI_DB_MISSING, "%s", db->shown_url);
	int mode = (flags & DB_READ_ONLY) != 0 ? SQLITE_OPEN_READONLY
	                                       : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	sqlite3 *c = NULL;
	int rc = sqlite3_open_v2(path, &c, mode | SQLITE_OPEN_NOMUTEX, NULL);
	db->handle = c;
	if (rc != SQLITE_OK) return failure(db, rc, err);
	(void)sqlite3_extended_result_codes(c, 1); /* cannot fail on an open connection */
	rc = sqlite3_db_config(c, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	return rc == SQLITE_OK ? NHI_OK : failure(db, rc, err);
}

static void sqlite_close(struct db *db) {
	CHECK(sqlite3_close(connection(db)) == SQLITE_OK); /* else a statement was not ended */
	db->handle = NULL;
}

static enum nhi_status sqlite_script(struct db *db, struct str sql, struct err *err) {
	int rc = sqlite3_exec(connection(db), sql.p, NULL, NULL, NULL);
	return rc == SQLITE_OK ? NHI_OK : failure(db, rc, err);
}

static enum nhi_status sqlite_prepare(struct db_stmt *q, struct err *err) {
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v3(connection(q->db), q->query->sql.p, (int)q->query->sql.n + 1,
	                            SQLITE_PREPARE_PERSISTENT, &s, NULL);
	if (rc != SQLITE_OK) return failure(q->db, rc, err);
	q->handle = s;
	return NHI_OK;
}

static void sqlite_forget(struct db_stmt *q) {
	(void)sqlite3_finalize(statement(q)); /* repeats the last step's error */
	q->handle = NULL;
}

static void put_digits(char *out, int32_t v, int digits) {
	for (int i = digits - 1; i >= 0; i--) {
		out[i] = (char)('0' + v % 10);
		v /= 10;
	}
}

static void print_date(int64_t day, char out[11]) {
	struct ymd v = date_to_ymd((date_t)day);
	put_digits(out, v.year, 4);
	out[4] = out[7] = '-';
	put_digits(out + 5, v.month, 2);
	put_digits(out + 8, v.day, 2);
	out[10] = '\0';
}

static int bind_one(sqlite3_stmt *s, int place, enum query_type type, struct db_value *v) {
	if (v->null) return sqlite3_bind_null(s, place);
	switch (type) {
	case QUERY_INT64:
	case QUERY_BOOL:
	case QUERY_MONTH:
	case QUERY_INSTANT: return sqlite3_bind_int64(s, place, v->i);
	case QUERY_DATE:
		print_date(v->i, v->date_text);
		return sqlite3_bind_text(s, place, v->date_text, 10, SQLITE_STATIC);
	case QUERY_TEXT:
		return sqlite3_bind_text64(s, place, v->s.n == 0 ? "" : v->s.p, v->s.n,
		                           SQLITE_STATIC, SQLITE_UTF8);
	case QUERY_BYTES:
		return sqlite3_bind_blob64(s, place, v->s.n == 0 ? "" : v->s.p, v->s.n,
		                           SQLITE_STATIC);
	case QUERY_TYPE_COUNT: break;
	}
	return SQLITE_MISUSE;
}

static enum nhi_status sqlite_start(struct db_stmt *q, struct err *err) {
	for (size_t i = 0; i < q->bound; i++) {
		int rc = bind_one(statement(q), (int)i + 1, q->query->parameter[i].type,
		                  &q->value[i]);
		if (rc != SQLITE_OK) return failure(q->db, rc, err);
	}
	return NHI_OK;
}

static enum nhi_status sqlite_step(struct db_stmt *q, bool *row, struct err *err) {
	int rc = sqlite3_step(statement(q));
	*row = rc == SQLITE_ROW;
	if (rc == SQLITE_ROW) return NHI_OK;
	if (rc != SQLITE_DONE) return failure(q->db, rc, err);
	q->changes = sqlite3_changes64(connection(q->db));
	return NHI_OK;
}

static void sqlite_reset_stmt(struct db_stmt *q) {
	(void)sqlite3_reset(statement(q)); /* repeats the last step's error */
}

static enum nhi_status sqlite_revive(struct db *db, struct err *err) {
	(void)db, (void)err; /* a file is never lost */
	return NHI_OK;
}

static bool sqlite_in_transaction(struct db *db) {
	return sqlite3_get_autocommit(connection(db)) == 0;
}

static size_t sqlite_columns(const struct db_stmt *q) {
	return (size_t)sqlite3_column_count(statement(q));
}

static bool sqlite_is_null(const struct db_stmt *q, size_t column) {
	return sqlite3_column_type(statement(q), (int)column) == SQLITE_NULL;
}

static int64_t sqlite_number(const struct db_stmt *q, size_t column) {
	/* The column is asked for once: a wide scan spends a good part of its time here. The value
	 * may be looked at as it is, since a connection and its rows belong to one thread. */
	sqlite3_value *v = sqlite3_column_value(statement(q), (int)column);
	const int type = sqlite3_value_type(v);
	CHECK(type == SQLITE_INTEGER || type == SQLITE_NULL);
	return type == SQLITE_NULL ? 0 : sqlite3_value_int64(v);
}

static struct str sqlite_text(const struct db_stmt *q, size_t column) {
	CHECK(sqlite3_column_type(statement(q), (int)column) == SQLITE_TEXT);
	const char *p = (const char *)sqlite3_column_text(statement(q), (int)column);
	return (struct str){p, (size_t)sqlite3_column_bytes(statement(q), (int)column)};
}

static struct str sqlite_bytes(const struct db_stmt *q, size_t column) {
	CHECK(sqlite3_column_type(statement(q), (int)column) == SQLITE_BLOB);
	const char *p = sqlite3_column_blob(statement(q), (int)column);
	return (struct str){p, (size_t)sqlite3_column_bytes(statement(q), (int)column)};
}

static date_t sqlite_date(const struct db_stmt *q, size_t column) {
	date_t d = 0;
	struct str s = sqlite_text(q, column);
	bool read = s.n == 10 && date_parse(s, &d);
	CHECK(read); /* the column's form check lets nothing else in */
	return d;
}

const struct db_driver db_sqlite = {
        .kind = DB_SQLITE,
        .open = sqlite_open,
        .close = sqlite_close,
        .script = sqlite_script,
        .prepare = sqlite_prepare,
        .forget = sqlite_forget,
        .start = sqlite_start,
        .step = sqlite_step,
        .reset = sqlite_reset_stmt,
        .revive = sqlite_revive,
        .in_transaction = sqlite_in_transaction,
        .columns = sqlite_columns,
        .is_null = sqlite_is_null,
        .number = sqlite_number,
        .date = sqlite_date,
        .text = sqlite_text,
        .bytes = sqlite_bytes,
};
