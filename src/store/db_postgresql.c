/* db_postgresql.c: PostgreSQL by libpq. Statements are prepared once a connection, parameters and
 * results travel in binary form; a `:stream` is a cursor, fetched in portions. */
#include "base/check.h"
#include "store/driver.h"

#include <endian.h>
#include <libpq-fe.h>

/* Type numbers of PostgreSQL's catalogue (pg_type.dat); they never change. */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_DATE = 1082,
	OID_NUMERIC = 1700
};
enum { DAYS_TO_2000 = 10957 }; /* PostgreSQL counts days from 2000-01-01 */
enum { FETCH_ROWS = 5000 };
enum { PENDING_MAX = 500 }; /* results that wait in the connection are small, but not nothing */

static const Oid type_oid[QUERY_TYPE_COUNT] = {
        [QUERY_INT64] = OID_INT8, [QUERY_BOOL] = OID_BOOL,    [QUERY_DATE] = OID_DATE,
        [QUERY_MONTH] = OID_INT8, [QUERY_INSTANT] = OID_INT8, [QUERY_TEXT] = OID_TEXT,
        [QUERY_BYTES] = OID_BYTEA};

struct link {
	PGconn *conn;
	PGconn *aside;   /* for blocks of ids, committed at once; NULL until one is taken */
	bool *prepared;  /* by query */
	int64_t cursors; /* given so far, for their names */
	size_t pending;  /* statements sent whose results were not read yet */
};

struct run {
	char name[24];   /* of the prepared statement */
	char cursor[24]; /* "" unless a stream is open */
	PGresult *result;
	int row, rows;
	union {
		int64_t i8;
		int32_t i4;
		char i1;
	} number[QUERY_PARAMETERS_MAX]; /* in network order */
};

static PGconn *connection(const struct db *db) { return ((struct link *)db->handle)->conn; }
static struct run *run_of(const struct db_stmt *q) { return q->handle; }

static enum nhi_status status_of(const char *sqlstate) {
	static const struct {
		const char *state; /* its beginning */
		enum nhi_status status;
	} map[] = {{"08", NHI_DB_GONE},     {"57P", NHI_DB_GONE},   {"40001", NHI_BUSY},
	           {"40P01", NHI_BUSY},     {"55P03", NHI_BUSY},    {"53100", NHI_DB_FULL},
	           {"53200", NHI_MEMORY},   {"23505", NHI_EXISTS},  {"23503", NHI_CONFLICT},
	           {"23001", NHI_CONFLICT}, {"XX001", NHI_CORRUPT}, {"XX002", NHI_CORRUPT}};
	struct str state = str_from(sqlstate);
	for (size_t i = 0; i < COUNT_OF(map); i++)
		if (str_starts(state, str_from(map[i].state))) return map[i].status;
	return NHI_DB;
}

/* One line of what the server says. */
static enum nhi_status failure_on(struct db *db, const PGconn *conn, const PGresult *result,
                                  struct err *err) {
	const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *primary =
	        result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	enum nhi_status status = status_of(state);
	if (state == NULL && PQstatus(conn) != CONNECTION_OK) status = NHI_DB_GONE;
	struct str says = str_from(primary != NULL ? primary : PQerrorMessage(conn));
	says = str_trim(str_cut(&says, '\n'));
	if (status == NHI_BUSY) return err_set(err, status, "%s", db->shown_url);
	return err_set(err, status, "%.*s", STR_ARG(says));
}

static enum nhi_status failure(struct db *db, const PGresult *result, struct err *err) {
	return failure_on(db, connection(db), result, err);
}

static void silent(void *context, const char *message) { (void)context, (void)message; }

static PGconn *connect_to(const struct db *db, const char *options) {
	const char *const keys[] = {"dbname", "client_encoding", "fallback_application_name",
	                            "options", NULL};
	const char *const values[] = {db->url, "UTF8", "nhi", options, NULL};
	PGconn *c = PQconnectdbParams(keys, values, 1);
	if (c != NULL) (void)PQsetNoticeProcessor(c, silent, NULL); /* returns the former one */
	return c;
}

static enum nhi_status postgresql_open(struct db *db, unsigned flags, struct err *err) {
	struct link *l = ARENA_NEW(&db->arena, struct link);
	bool *prepared = ARENA_ARRAY(&db->arena, db->queries.count, bool);
	if (l == NULL || prepared == NULL) return err_set(err, NHI_MEMORY, "");
	l->prepared = prepared;
	l->conn = connect_to(db, (flags & DB_READ_ONLY) != 0 ? "-c default_transaction_read_only=on"
	                                                     : "");
	if (l->conn == NULL) return err_set(err, NHI_MEMORY, "");
	db->handle = l;
	if (PQstatus(l->conn) == CONNECTION_OK) return NHI_OK;
	struct str says = str_from(PQerrorMessage(l->conn));
	says = str_trim(str_cut(&says, '\n'));
	return err_set(err, NHI_DB, "%.*s", STR_ARG(says));
}

static void drop_aside(struct link *l) {
	PQfinish(l->aside); /* NULL is allowed */
	l->aside = NULL;
}

static void postgresql_close(struct db *db) {
	drop_aside(db->handle);
	PQfinish(connection(db));
	db->handle = NULL;
}

/* Reads the results of the statements that were sent without waiting. Everything else that goes to
 * the server begins with it. */
static enum nhi_status settle(struct db *db, struct err *err) {
	struct link *l = db->handle;
	enum nhi_status st = NHI_OK;
	if (l->pending == 0) return NHI_OK;
	l->pending = 0;
	bool more = PQpipelineSync(l->conn) == 1;
	if (!more) st = failure(db, NULL, err);
	while (more) {
		PGresult *r = PQgetResult(l->conn);
		if (r == NULL) { /* between two statements */
			more = PQstatus(l->conn) == CONNECTION_OK;
			if (!more && st == NHI_OK) st = failure(db, NULL, err);
			continue;
		}
		const ExecStatusType s = PQresultStatus(r);
		const bool good = s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK ||
		                  s == PGRES_PIPELINE_SYNC || s == PGRES_PIPELINE_ABORTED;
		if (!good && st == NHI_OK) st = failure(db, r, err);
		more = s != PGRES_PIPELINE_SYNC;
		PQclear(r);
	}
	if (PQexitPipelineMode(l->conn) != 1 && st == NHI_OK) st = failure(db, NULL, err);
	return st;
}

static enum nhi_status postgresql_script(struct db *db, struct str sql, struct err *err) {
	const enum nhi_status settled = settle(db, err);
	/* What is undone may have failed. */
	if (settled != NHI_OK && !str_starts(sql, STR("ROLLBACK"))) return settled;
	PGresult *r = PQexec(connection(db), sql.p);
	ExecStatusType s = PQresultStatus(r);
	bool good = s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_EMPTY_QUERY;
	enum nhi_status st = good ? NHI_OK : failure(db, r, err);
	PQclear(r);
	return st;
}

static enum nhi_status prepare_on_server(struct db_stmt *q, struct err *err) {
	struct link *l = q->db->handle;
	size_t place = q->once ? 0 : (size_t)(q->query - q->db->queries.query);
	if ((l->prepared[place] && !q->once) || q->query->rows == QUERY_STREAM) return NHI_OK;
	const enum nhi_status settled = settle(q->db, err);
	if (settled != NHI_OK) return settled;
	Oid types[QUERY_PARAMETERS_MAX];
	for (size_t i = 0; i < q->query->parameter_count; i++)
		types[i] = type_oid[q->query->parameter[i].type];
	PGresult *r = PQprepare(l->conn, run_of(q)->name, q->query->sql.p,
	                        (int)q->query->parameter_count, types);
	enum nhi_status st = NHI_OK;
	if (PQresultStatus(r) != PGRES_COMMAND_OK) st = failure(q->db, r, err);
	PQclear(r);
	if (st == NHI_OK && !q->once) l->prepared[place] = true;
	return st;
}

static enum nhi_status postgresql_prepare(struct db_stmt *q, struct err *err) {
	struct run *run = calloc(1, sizeof *run);
	if (run == NULL) return err_set(err, NHI_MEMORY, "");
	if (!q->once)
		(void)snprintf(run->name, sizeof run->name, "q%td",
		               q->query - q->db->queries.query); /* fits: at most 2000 */
	q->handle = run;
	enum nhi_status st = prepare_on_server(q, err);
	if (st != NHI_OK) {
		free(run);
		q->handle = NULL;
	}
	return st;
}

static void postgresql_forget(struct db_stmt *q) {
	free(q->handle);
	q->handle = NULL;
}

struct parameters {
	Oid type[QUERY_PARAMETERS_MAX];
	const char *value[QUERY_PARAMETERS_MAX];
	int length[QUERY_PARAMETERS_MAX], format[QUERY_PARAMETERS_MAX];
};

static void collect(struct db_stmt *q, struct parameters *p) {
	struct run *run = run_of(q);
	for (size_t i = 0; i < q->bound; i++) {
		enum query_type type = q->query->parameter[i].type;
		struct db_value *v = &q->value[i];
		p->type[i] = type_oid[type];
		p->format[i] = 1;
		p->value[i] = (const char *)&run->number[i];
		p->length[i] = 8;
		if (type == QUERY_TEXT || type == QUERY_BYTES) {
			p->value[i] = v->s.n == 0 ? "" : v->s.p;
			p->length[i] = (int)v->s.n;
		} else if (type == QUERY_DATE) {
			run->number[i].i4 = (int32_t)htobe32((uint32_t)(v->i - DAYS_TO_2000));
			p->length[i] = 4;
		} else if (type == QUERY_BOOL) {
			run->number[i].i1 = v->i != 0;
			p->length[i] = 1;
		} else {
			run->number[i].i8 = (int64_t)htobe64((uint64_t)v->i);
		}
		if (v->null) p->value[i] = NULL;
	}
}

/* Opens a cursor: DECLARE takes the parameters, the server keeps the place. */
static enum nhi_status open_cursor(struct db_stmt *q, struct parameters *p, struct err *err) {
	struct link *l = q->db->handle;
	struct run *run = run_of(q);
	struct buf text = BUF_INIT(0);
	(void)snprintf(run->cursor, sizeof run->cursor, "c%lld",
	               (long long)++l->cursors); /* fits */
	buf_printf(&text, "DECLARE %s NO SCROLL CURSOR FOR %s", run->cursor, q->query->sql.p);
	buf_put_char(&text, '\0');
	if (!buf_ok(&text)) {
		buf_free(&text);
		return err_set(err, NHI_MEMORY, "");
	}
	PGresult *r = PQexecParams(l->conn, text.p, (int)q->bound, p->type, p->value, p->length,
	                           p->format, 1);
	enum nhi_status st = NHI_OK;
	if (PQresultStatus(r) != PGRES_COMMAND_OK) st = failure(q->db, r, err);
	if (st != NHI_OK) run->cursor[0] = '\0';
	PQclear(r);
	buf_free(&text);
	return st;
}

static enum nhi_status take_result(struct db_stmt *q, PGresult *r, struct err *err) {
	struct run *run = run_of(q);
	ExecStatusType s = PQresultStatus(r);
	if (s != PGRES_TUPLES_OK && s != PGRES_COMMAND_OK) {
		enum nhi_status st = failure(q->db, r, err);
		PQclear(r);
		return st;
	}
	run->result = r;
	run->row = -1;
	run->rows = PQntuples(r);
	int64_t n = 0;
	if (str_to_i64(str_from(PQcmdTuples(r)), 0, INT64_MAX, &n)) q->changes = n;
	return NHI_OK;
}

static enum nhi_status fetch(struct db_stmt *q, struct err *err) {
	char text[64];
	(void)snprintf(text, sizeof text, "FETCH %d FROM %s", FETCH_ROWS,
	               run_of(q)->cursor); /* fits */
	PQclear(run_of(q)->result);
	run_of(q)->result = NULL;
	return take_result(q, PQexecParams(connection(q->db), text, 0, NULL, NULL, NULL, NULL, 1),
	                   err);
}

static enum nhi_status postgresql_later(struct db_stmt *q, struct err *err) {
	struct link *l = q->db->handle;
	struct parameters p;
	collect(q, &p);
	enum nhi_status st = prepare_on_server(q, err); /* again after a lost connection */
	if (st != NHI_OK) return st;
	if (l->pending == 0 && PQenterPipelineMode(l->conn) != 1) return failure(q->db, NULL, err);
	l->pending++;
	if (PQsendQueryPrepared(l->conn, run_of(q)->name, (int)q->bound, p.value, p.length,
	                        p.format, 1) != 1)
		return failure(q->db, NULL, err);
	return l->pending < PENDING_MAX ? NHI_OK : settle(q->db, err);
}

static enum nhi_status postgresql_start(struct db_stmt *q, struct err *err) {
	struct parameters p;
	enum nhi_status settled = settle(q->db, err);
	if (settled != NHI_OK) return settled;
	collect(q, &p);
	if (q->query->rows == QUERY_STREAM) {
		enum nhi_status st = open_cursor(q, &p, err);
		return st == NHI_OK ? fetch(q, err) : st;
	}
	enum nhi_status st = prepare_on_server(q, err); /* again after a lost connection */
	if (st != NHI_OK) return st;
	return take_result(q,
	                   PQexecPrepared(connection(q->db), run_of(q)->name, (int)q->bound,
	                                  p.value, p.length, p.format, 1),
	                   err);
}

static enum nhi_status postgresql_step(struct db_stmt *q, bool *row, struct err *err) {
	struct run *run = run_of(q);
	run->row++;
	if (run->row >= run->rows && run->cursor[0] != '\0' && run->rows == FETCH_ROWS) {
		enum nhi_status st = fetch(q, err);
		if (st != NHI_OK) return st;
		run->row = 0;
	}
	*row = run->row < run->rows;
	return NHI_OK;
}

static void postgresql_reset(struct db_stmt *q) {
	struct run *run = run_of(q);
	PQclear(run->result);
	run->result = NULL;
	bool open =
	        run->cursor[0] != '\0' && PQtransactionStatus(connection(q->db)) == PQTRANS_INTRANS;
	if (open && settle(q->db, NULL) == NHI_OK) {
		char text[64];
		(void)snprintf(text, sizeof text, "CLOSE %s", run->cursor); /* fits */
		PQclear(PQexec(connection(q->db), text)); /* the transaction's end closes it too */
	}
	run->cursor[0] = '\0';
}

static enum nhi_status postgresql_copy(struct db *db, const char *command, struct str bytes,
                                       struct err *err) {
	PGconn *c = connection(db);
	enum nhi_status st = settle(db, err);
	if (st != NHI_OK) return st;
	PGresult *r = PQexec(c, command);
	if (PQresultStatus(r) != PGRES_COPY_IN) st = failure(db, r, err);
	PQclear(r);
	if (st != NHI_OK) return st;
	bool sent = PQputCopyData(c, bytes.p, (int)bytes.n) == 1 && PQputCopyEnd(c, NULL) == 1;
	if (!sent) st = failure(db, NULL, err);
	for (r = PQgetResult(c); r != NULL; r = PQgetResult(c)) {
		if (st == NHI_OK && PQresultStatus(r) != PGRES_COMMAND_OK) st = failure(db, r, err);
		PQclear(r);
		if (PQstatus(c) != CONNECTION_OK) break;
	}
	return st;
}

static enum nhi_status postgresql_revive(struct db *db, struct err *err) {
	struct link *l = db->handle;
	if (PQstatus(l->conn) == CONNECTION_OK) return NHI_OK;
	PQreset(l->conn);
	drop_aside(l);
	l->pending = 0;
	memset(l->prepared, 0, db->queries.count * sizeof *l->prepared);
	if (PQstatus(l->conn) != CONNECTION_OK) return failure(db, NULL, err);
	const struct query *q = query_find(&db->queries, "session_settings");
	return postgresql_script(db, q->sql, err);
}

/* A lock is held for one statement; whoever waits for seconds waits for something else. */
#define ASIDE_OPTIONS "-c synchronous_commit=off -c lock_timeout=10s"

/* A block that was taken stays taken: it need not be on the disk before its ids are, and the commit
 * that brings those brings it too, since it stands earlier in the log. A connection that the server
 * has closed meanwhile is made once more. */
static enum nhi_status postgresql_take_ids(struct db *db, const char *kind, int64_t count,
                                           int64_t *next, struct err *err) {
	struct link *l = db->handle;
	const struct query *q = query_find(&db->queries, "id_block_take");
	const Oid types[] = {OID_TEXT, OID_INT8};
	char number[24];
	const char *const values[] = {kind, number};
	enum nhi_status st = NHI_DB_GONE;
	CHECK(q != NULL);
	(void)snprintf(number, sizeof number, "%lld", (long long)count); /* fits */
	for (int attempt = 0; st == NHI_DB_GONE && attempt < 2; attempt++) {
		if (l->aside == NULL) l->aside = connect_to(db, ASIDE_OPTIONS);
		if (l->aside == NULL) return err_set(err, NHI_MEMORY, "");
		PGresult *r = PQexecParams(l->aside, q->sql.p, (int)COUNT_OF(values), types, values,
		                           NULL, NULL, 0);
		bool taken = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1 &&
		             str_to_i64(str_from(PQgetvalue(r, 0, 0)), 1, INT64_MAX, next);
		const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
		/* The first migration makes the table and is not committed yet. */
		const bool no_table = state != NULL && strcmp(state, "42P01") == 0;
		st = taken ? NHI_OK : no_table ? NHI_NOT_FOUND : failure_on(db, l->aside, r, err);
		PQclear(r);
		if (st == NHI_DB_GONE) drop_aside(l);
	}
	return st;
}

static bool postgresql_in_transaction(struct db *db) {
	PGTransactionStatusType s = PQtransactionStatus(connection(db));
	return s == PQTRANS_INTRANS || s == PQTRANS_INERROR || s == PQTRANS_ACTIVE;
}

static size_t postgresql_columns(const struct db_stmt *q) {
	return (size_t)PQnfields(run_of(q)->result);
}

static bool postgresql_is_null(const struct db_stmt *q, size_t column) {
	return PQgetisnull(run_of(q)->result, run_of(q)->row, (int)column) == 1;
}

static struct str postgresql_bytes(const struct db_stmt *q, size_t column) {
	const struct run *r = run_of(q);
	return (struct str){PQgetvalue(r->result, r->row, (int)column),
	                    (size_t)PQgetlength(r->result, r->row, (int)column)};
}

static int64_t big_endian(struct str s) {
	uint64_t v = (s.p[0] & 0x80) != 0 ? UINT64_MAX : 0; /* sign */
	for (size_t i = 0; i < s.n; i++) v = v << 8 | (unsigned char)s.p[i];
	return (int64_t)v;
}

/* A whole number sent as numeric (sum of bigint): count, weight, sign, scale, then digits of base
 * 10,000. */
static int64_t whole_numeric(struct str s) {
	CHECK(s.n >= 8);
	int64_t count = big_endian(str_slice(s, 0, 2)), weight = big_endian(str_slice(s, 2, 4));
	int64_t sign = big_endian(str_slice(s, 4, 6));
	CHECK(count <= weight + 1 && weight <= 4 && s.n >= 8 + 2 * (size_t)count);
	int64_t v = 0;
	for (int64_t i = 0; i <= weight; i++) {
		size_t at = 8 + 2 * (size_t)i;
		int64_t digit = i < count ? big_endian(str_slice(s, at, at + 2)) : 0;
		bool fits = !__builtin_mul_overflow(v, 10000, &v) &&
		            !__builtin_add_overflow(v, digit, &v);
		CHECK(fits);
	}
	return sign == 0 ? v : -v;
}

static int64_t postgresql_number(const struct db_stmt *q, size_t column) {
	if (postgresql_is_null(q, column)) return 0;
	struct str s = postgresql_bytes(q, column);
	Oid type = PQftype(run_of(q)->result, (int)column);
	if (type == OID_NUMERIC) return whole_numeric(s);
	CHECK(type == OID_INT8 || type == OID_INT4 || type == OID_INT2 || type == OID_BOOL);
	return big_endian(s);
}

static date_t postgresql_date(const struct db_stmt *q, size_t column) {
	CHECK(PQftype(run_of(q)->result, (int)column) == OID_DATE);
	return (date_t)(big_endian(postgresql_bytes(q, column)) + DAYS_TO_2000);
}

static struct str postgresql_text(const struct db_stmt *q, size_t column) {
	Oid type = PQftype(run_of(q)->result, (int)column);
	CHECK(type != OID_INT8 && type != OID_INT4 && type != OID_DATE && type != OID_BOOL &&
	      type != OID_NUMERIC && type != OID_BYTEA);
	return postgresql_bytes(q, column);
}

const struct db_driver db_postgresql = {
        .kind = DB_POSTGRESQL,
        .open = postgresql_open,
        .close = postgresql_close,
        .script = postgresql_script,
        .prepare = postgresql_prepare,
        .forget = postgresql_forget,
        .start = postgresql_start,
        .step = postgresql_step,
        .later = postgresql_later,
        .reset = postgresql_reset,
        .copy = postgresql_copy,
        .take_ids = postgresql_take_ids,
        .revive = postgresql_revive,
        .in_transaction = postgresql_in_transaction,
        .columns = postgresql_columns,
        .is_null = postgresql_is_null,
        .number = postgresql_number,
        .date = postgresql_date,
        .text = postgresql_text,
        .bytes = postgresql_bytes,
};
