/* db.c: see db.h: connections, named queries and columns; transactions stand in db_transaction.c.
 */
#include "base/check.h"
#include "store/driver.h"
#include "store/migrate.h"

#include <stdarg.h>

static bool copy_text(char *out, size_t size, struct str s) {
	if (s.n >= size) return false;
	if (s.n > 0) memcpy(out, s.p, s.n);
	out[s.n] = '\0';
	return true;
}

/* "postgresql://user:secret@host/name" without ":secret". */
static void hide_password(const char *url, char *out, size_t size) {
	struct str u = str_from(url), scheme = STR("://");
	size_t from = str_find(u, scheme), at = from;
	if (from < u.n) at = from + str_find_char(str_slice(u, from, u.n), '@');
	size_t user = from + scheme.n, colon = at;
	if (from < u.n && at < u.n) colon = user + str_find_char(str_slice(u, user, at), ':');
	int n = colon < at ? snprintf(out, size, "%.*s%s", (int)colon, url, url + at)
	                   : snprintf(out, size, "%s", url);
	CHECK(n >= 0 && (size_t)n < size);
}

static enum nhi_status load_queries(struct db *db, struct err *err) {
	char dir[DB_PATH_MAX + 8];
	(void)snprintf(dir, sizeof dir, "%s/schema", db->data_dir); /* fits: sized for it */
	enum nhi_status st = query_load(&db->queries, &db->arena, dir, db->driver->kind, err);
	if (st != NHI_OK) return st;
	db->free_stmt = ARENA_ARRAY(&db->arena, db->queries.count, struct db_stmt *);
	return db->free_stmt == NULL ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

/* Settings of the connection: schema/session.sql. */
static enum nhi_status run_session(struct db *db, struct err *err) {
	const struct query *q = query_find(&db->queries, "session_settings");
	CHECK(q != NULL);
	return db->driver->script(db, q->sql, err);
}

static enum nhi_status check_version(struct db *db, struct err *err) {
	struct migrations m;
	enum nhi_status st = migrate_status(db, &db->arena, &m, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < m.count; i++)
		if (!m.row[i].applied || m.row[i].missing || m.row[i].changed)
			return err_set(err, NHI_DB_VERSION, "%.*s", STR_ARG(m.row[i].name));
	return NHI_OK;
}

enum nhi_status db_open(struct db **out, const char *url, const char *data_dir, unsigned flags,
                        struct err *err) {
	*out = NULL;
	struct str u = str_from(url), dir = str_from(data_dir);
	const struct db_driver *driver = NULL;
	if (str_starts(u, STR("sqlite:")) && u.n > 7) driver = &db_sqlite;
	if (str_starts(u, STR("postgresql://")) || str_starts(u, STR("postgres://")))
		driver = &db_postgresql;
	if (driver == NULL || u.n >= DB_PATH_MAX || dir.n >= DB_PATH_MAX)
		return err_set(err, NHI_DB_URL, "%s", url);
	struct db *db = calloc(1, sizeof *db);
	if (db == NULL) return err_set(err, NHI_MEMORY, "");
	db->driver = driver;
	db->flags = flags;
	(void)copy_text(db->url, sizeof db->url, u);             /* fits: checked above */
	(void)copy_text(db->data_dir, sizeof db->data_dir, dir); /* the same */
	hide_password(url, db->shown_url, sizeof db->shown_url);
	enum nhi_status st = load_queries(db, err);
	if (st == NHI_OK) st = driver->open(db, flags, err);
	if (st == NHI_OK) st = run_session(db, err);
	if (st == NHI_OK && (flags & DB_ANY_VERSION) == 0) st = check_version(db, err);
	if (st != NHI_OK) {
		db_close(db);
		return st;
	}
	*out = db;
	return NHI_OK;
}

void db_close(struct db *db) {
	if (db == NULL) return;
	db_rollback(db);
	for (size_t i = 0; db->free_stmt != NULL && i < db->queries.count; i++) {
		while (db->free_stmt[i] != NULL) {
			struct db_stmt *q = db->free_stmt[i];
			db->free_stmt[i] = q->next_free;
			db->driver->forget(q);
			free(q);
		}
	}
	if (db->handle != NULL) db->driver->close(db);
	free(db->item);
	arena_free(&db->arena);
	free(db);
}

enum db_kind db_kind(const struct db *db) { return db->driver->kind; }
const char *db_url(const struct db *db) { return db->shown_url; }
const char *db_data_dir(const struct db *db) { return db->data_dir; }
const struct query_set *db_queries(const struct db *db) { return &db->queries; }

/* ---- Statements ------------------------------------------------------------------------------ */

/* A statement, and without memory a spare one that carries the error to its end; so a caller has
 * one place to look for failures. More open statements than spares would be a bug. */
static struct db_stmt *new_stmt(struct db *db, const struct query *query) {
	struct db_stmt *q = calloc(1, sizeof *q);
	bool spare = q == NULL;
	for (size_t i = 0; q == NULL && i < DB_SPARES; i++)
		if (!db->spare[i].spare) q = &db->spare[i];
	CHECK(q != NULL);
	*q = (struct db_stmt){.db = db, .query = query, .spare = spare, .err = ERR_INIT};
	if (spare) (void)err_set(&q->err, NHI_MEMORY, ""); /* sticky */
	return q;
}

struct db_stmt *db_query(struct db *db, const char *name) {
	const struct query *query = query_find(&db->queries, name);
	if (query == NULL) (void)fprintf(stderr, "no query named %s\n", name); /* dies next */
	CHECK(query != NULL);
	size_t place = (size_t)(query - db->queries.query);
	struct db_stmt *q = db->free_stmt[place];
	if (q != NULL) {
		db->free_stmt[place] = q->next_free;
		q->err = ERR_INIT;
	} else {
		q = new_stmt(db, query);
	}
	q->bound = 0;
	q->started = q->ended = q->has_row = q->judged = false;
	q->changes = 0;
	if (!db->open && !q->spare) (void)db->driver->revive(db, &q->err); /* sticky in q->err */
	if (q->handle == NULL && !q->spare) (void)db->driver->prepare(q, &q->err); /* sticky */
	db->open_stmts++;
	return q;
}

struct db_stmt *db_query_once(struct db *db, const struct query *query) {
	struct db_stmt *q = new_stmt(db, query);
	q->once = true;
	if (!q->spare) (void)db->driver->prepare(q, &q->err); /* sticky in q->err */
	db->open_stmts++;
	return q;
}

static struct db_value *next_value(struct db_stmt *q, enum query_type type) {
	bool fits = q->bound < q->query->parameter_count &&
	            q->query->parameter[q->bound].type == type && !q->started;
	if (!fits)
		(void)fprintf(stderr, "query %s: parameter %zu is not of the type bound\n",
		              q->query->name.p, q->bound + 1); /* dies next */
	CHECK(fits);
	struct db_value *v = &q->value[q->bound++];
	v->null = false;
	return v;
}

void db_bind_i64(struct db_stmt *q, int64_t v) { next_value(q, QUERY_INT64)->i = v; }
void db_bind_bool(struct db_stmt *q, bool v) { next_value(q, QUERY_BOOL)->i = v; }
void db_bind_date(struct db_stmt *q, date_t v) { next_value(q, QUERY_DATE)->i = v; }
void db_bind_instant(struct db_stmt *q, instant_t v) { next_value(q, QUERY_INSTANT)->i = v; }

void db_bind_month(struct db_stmt *q, month_t v) {
	next_value(q, QUERY_MONTH)->i = (int64_t)month_year(v) * 100 + month_number(v);
}

void db_bind_str(struct db_stmt *q, struct str v) {
	next_value(q, QUERY_TEXT)->s = v;
	if (v.n > 0 && memchr(v.p, 0, v.n) != NULL)
		(void)db_fail(q, NHI_INPUT,
		              "文字內含空字元（NUL）" ERR_SEP "the text contains a NUL");
}

void db_bind_bytes(struct db_stmt *q, struct str v) { next_value(q, QUERY_BYTES)->s = v; }

void db_bind_null(struct db_stmt *q) {
	bool fits = q->bound < q->query->parameter_count &&
	            q->query->parameter[q->bound].nullable && !q->started;
	if (!fits)
		(void)fprintf(stderr, "query %s: parameter %zu may not be NULL\n", q->query->name.p,
		              q->bound + 1); /* dies next */
	CHECK(fits);
	q->value[q->bound++].null = true;
}

void db_bind_str_or_null(struct db_stmt *q, struct str v) {
	if (v.n == 0)
		db_bind_null(q);
	else
		db_bind_str(q, v);
}

void db_bind_id_or_null(struct db_stmt *q, int64_t id) {
	if (id == 0)
		db_bind_null(q);
	else
		db_bind_i64(q, id);
}

enum nhi_status db_fail(struct db_stmt *q, enum nhi_status code, const char *fmt, ...) {
	if (q->err.code != NHI_OK) return q->err.code;
	char text[ERR_DETAIL_SIZE];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	q->judged = true;
	return err_set(&q->err, code, "%s", n < 0 ? "" : text);
}

/* A statement that changes something outside a write transaction is a bug: it would be lost or
 * doubled by nobody's decision. */
static void check_place(const struct db_stmt *q) {
	bool writes = q->query->rows == QUERY_EXEC || q->query->rows == QUERY_BULK;
	bool right = (!writes || (q->db->open && q->db->mode == DB_WRITE)) &&
	             (q->query->rows != QUERY_STREAM || q->db->open) &&
	             q->bound == q->query->parameter_count;
	if (!right)
		(void)fprintf(stderr, "query %s: %zu of %zu parameters bound, %s transaction\n",
		              q->query->name.p, q->bound, q->query->parameter_count,
		              !q->db->open              ? "no"
		              : q->db->mode == DB_WRITE ? "write"
		                                        : "read"); /* dies next */
	CHECK(right);
}

bool db_next(struct db_stmt *q) {
	q->has_row = false;
	if (q->err.code != NHI_OK || q->ended) return false;
	if (!q->started) {
		check_place(q);
		q->started = true;
		if (q->db->driver->start(q, &q->err) != NHI_OK) return false;
	}
	if (q->db->driver->step(q, &q->has_row, &q->err) != NHI_OK) q->has_row = false;
	q->ended = !q->has_row;
	if (q->has_row) q->width = q->db->driver->columns(q);
	return q->has_row;
}

static enum nhi_status release(struct db_stmt *q, struct err *err) {
	struct db *db = q->db;
	enum nhi_status st = q->err.code;
	if (st != NHI_OK) {
		if (!q->judged)
			(void)err_where(&q->err, "%s", q->query->name.p); /* the place only */
		if (err != NULL) *err = q->err;
	}
	if (q->started) db->driver->reset(q);
	CHECK(db->open_stmts > 0);
	db->open_stmts--;
	if (q->spare) {
		q->spare = false;
		return st;
	}
	if (q->once) {
		db->driver->forget(q);
		free(q);
		return st;
	}
	size_t place = (size_t)(q->query - db->queries.query);
	q->next_free = db->free_stmt[place];
	db->free_stmt[place] = q;
	return st;
}

enum nhi_status db_end(struct db_stmt *q, struct err *err) { return release(q, err); }

enum nhi_status db_run(struct db_stmt *q, struct err *err) { return db_run_count(q, NULL, err); }

enum nhi_status db_run_later(struct db_stmt *q, struct err *err) {
	if (q->db->driver->later == NULL) return db_run(q, err);
	CHECK(q->query->rows == QUERY_EXEC && !q->once && !q->started);
	if (q->err.code == NHI_OK) {
		check_place(q);
		q->started = q->ended = true;
		(void)q->db->driver->later(q, &q->err); /* sticky */
	}
	return release(q, err);
}

enum nhi_status db_run_count(struct db_stmt *q, int64_t *count, struct err *err) {
	while (db_next(q)) {
	}
	if (count != NULL) *count = q->changes;
	return release(q, err);
}

bool db_need(struct db_stmt *q, const char *what) {
	if (db_next(q)) return true;
	if (q->err.code == NHI_OK) (void)db_fail(q, NHI_NOT_FOUND, "%s", what); /* sticky */
	return false;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static void check_column(const struct db_stmt *q, size_t column) {
	bool right = q->has_row && column < q->width;
	if (!right)
		(void)fprintf(stderr, "query %s: no column %zu\n", q->query->name.p,
		              column); /* dies next */
	CHECK(right);
}

size_t db_columns(const struct db_stmt *q) { return q->db->driver->columns(q); }

bool db_is_null(const struct db_stmt *q, size_t column) {
	check_column(q, column);
	return q->db->driver->is_null(q, column);
}

int64_t db_i64(const struct db_stmt *q, size_t column) {
	check_column(q, column);
	return q->db->driver->number(q, column);
}

bool db_bool(const struct db_stmt *q, size_t column) { return db_i64(q, column) != 0; }

date_t db_date(const struct db_stmt *q, size_t column) {
	return db_is_null(q, column) ? 0 : q->db->driver->date(q, column);
}

month_t db_month(const struct db_stmt *q, size_t column) {
	int64_t v = db_i64(q, column);
	return v == 0 ? 0 : month_make((int32_t)(v / 100), (int32_t)(v % 100));
}

instant_t db_instant(const struct db_stmt *q, size_t column) { return db_i64(q, column); }

struct str db_str(const struct db_stmt *q, size_t column) {
	return db_is_null(q, column) ? STR("") : q->db->driver->text(q, column);
}

struct str db_bytes(const struct db_stmt *q, size_t column) {
	return db_is_null(q, column) ? STR("") : q->db->driver->bytes(q, column);
}

struct str db_keep(struct db_stmt *q, size_t column, struct arena *arena) {
	struct str kept = STR("");
	if (!arena_str(arena, db_str(q, column), &kept)) {
		(void)db_fail(q, NHI_MEMORY, "%s", ""); /* sticky */
		return STR("");
	}
	return kept;
}
