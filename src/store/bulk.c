/* bulk.c: see bulk.h. PostgreSQL's binary COPY: a head, for each row the number of columns and each
 * column with its length in front (-1: NULL), all in network order, and an end mark of -1. */
#include "store/bulk.h"

#include "base/check.h"
#include "store/driver.h"

#include <endian.h>

enum { DAYS_TO_2000 = 10957, ROW_MAX_BYTES = 64 << 20 };

struct bulk {
	struct db *db;
	const struct query *query;
	struct db_stmt *q;  /* SQLite: the statement of every row */
	struct buf rows;    /* PostgreSQL: the head and the rows not sent yet */
	struct buf command; /* PostgreSQL: COPY t (columns) FROM … */
	size_t column;      /* given of the row at hand */
	int64_t count;
	bool pending; /* rows wait in the buffer */
};

static const char copy_head[19] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";

static void start_rows(struct bulk *b) {
	buf_reset(&b->rows);
	buf_put(&b->rows, (struct str){copy_head, sizeof copy_head});
	b->pending = false;
}

/* The text with one blank where it has blanks and line ends, and none beside brackets. */
static void put_squeezed(struct buf *out, struct str sql) {
	bool blank = false;
	for (size_t i = 0; i < sql.n; i++) {
		char c = sql.p[i];
		if (c == ' ' || c == '\n' || c == '\t') {
			blank = out->n > 0;
			continue;
		}
		char last = out->n == 0 ? '(' : out->p[out->n - 1];
		if (blank && last != '(' && c != ')') buf_put_char(out, ' ');
		blank = false;
		buf_put_char(out, c);
	}
}

/* "… INTO t (a, b) VALUES ($1, $2)" says what "COPY t (a, b) FROM STDIN" has to say. */
static enum nhi_status make_command(struct bulk *b, struct err *err) {
	struct buf squeezed = BUF_INIT(0), expected = BUF_INIT(0);
	put_squeezed(&squeezed, b->query->sql);
	struct str sql = buf_str(&squeezed), rest = sql;
	size_t values = str_find(sql, STR(") VALUES ("));
	size_t head = str_cut(&rest, ' ').n + 1; /* behind the verb */
	head += str_cut(&rest, ' ').n + 1;       /* behind INTO */
	bool good = head < values && values < sql.n;
	for (size_t i = 1; i <= b->query->parameter_count; i++)
		buf_printf(&expected, "%s$%zu", i == 1 ? "" : ", ", i);
	buf_put_char(&expected, ')');
	good = good && str_eq(str_slice(sql, values + 10, sql.n), buf_str(&expected));
	if (good)
		buf_printf(&b->command, "COPY %.*s) FROM STDIN (FORMAT binary)",
		           STR_ARG(str_slice(sql, head, values)));
	buf_put_char(&b->command, '\0');
	bool room = buf_ok(&squeezed) && buf_ok(&expected) && buf_ok(&b->command);
	buf_free(&squeezed);
	buf_free(&expected);
	if (!room) return err_set(err, NHI_MEMORY, "");
	if (good) return NHI_OK;
	return err_set(err, NHI_QUERY, "%.*s" ERR_SEP "0" ERR_SEP "%s: %s", STR_ARG(b->query->file),
	               b->query->name.p,
	               ":bulk needs one plain row of VALUES with the parameters in order");
}

enum nhi_status bulk_begin(struct bulk **out, struct db *db, const char *query, struct err *err) {
	*out = NULL;
	CHECK(db->open && db->mode == DB_WRITE);
	const struct query *found = query_find(&db->queries, query);
	CHECK(found != NULL && found->rows == QUERY_BULK);
	struct bulk *b = calloc(1, sizeof *b);
	if (b == NULL) return err_set(err, NHI_MEMORY, "");
	b->db = db;
	b->query = found;
	b->rows = BUF_INIT(BULK_BUFFER + ROW_MAX_BYTES);
	enum nhi_status st = NHI_OK;
	if (db_kind(db) == DB_SQLITE) {
		b->q = db_query(db, query);
		st = b->q->err.code;
		if (st != NHI_OK && err != NULL) *err = b->q->err;
	} else {
		st = make_command(b, err);
		start_rows(b);
	}
	if (st != NHI_OK) return bulk_end(b, st, err);
	*out = b;
	return NHI_OK;
}

static void check_column(const struct bulk *b, enum query_type type, bool null) {
	bool fits = b->column < b->query->parameter_count &&
	            (null ? b->query->parameter[b->column].nullable
	                  : b->query->parameter[b->column].type == type);
	if (!fits)
		(void)fprintf(stderr, "bulk %s: column %zu is not of the type given\n",
		              b->query->name.p, b->column + 1); /* dies next */
	CHECK(fits);
}

static void put_be(struct buf *out, uint64_t v, size_t bytes) {
	uint64_t be = htobe64(v);
	buf_put(out, (struct str){(const char *)&be + 8 - bytes, bytes});
}

static void begin_row(struct bulk *b) {
	if (b->column == 0) put_be(&b->rows, b->query->parameter_count, 2);
}

static void put_number(struct bulk *b, enum query_type type, int64_t v, int64_t sent,
                       size_t bytes) {
	check_column(b, type, false);
	if (b->q != NULL) {
		b->q->value[b->column].null = false;
		b->q->value[b->column].i = v;
	} else {
		begin_row(b);
		put_be(&b->rows, bytes, 4);
		put_be(&b->rows, (uint64_t)sent, bytes);
	}
	b->column++;
}

static void put_text(struct bulk *b, enum query_type type, struct str v) {
	check_column(b, type, false);
	if (b->q != NULL) {
		b->q->value[b->column].null = false;
		b->q->value[b->column].s = v;
	} else {
		begin_row(b);
		put_be(&b->rows, v.n, 4);
		buf_put(&b->rows, v);
	}
	b->column++;
}

void bulk_i64(struct bulk *b, int64_t v) { put_number(b, QUERY_INT64, v, v, 8); }
void bulk_bool(struct bulk *b, bool v) { put_number(b, QUERY_BOOL, v, v, 1); }
void bulk_date(struct bulk *b, date_t v) { put_number(b, QUERY_DATE, v, v - DAYS_TO_2000, 4); }
void bulk_instant(struct bulk *b, instant_t v) { put_number(b, QUERY_INSTANT, v, v, 8); }
void bulk_str(struct bulk *b, struct str v) { put_text(b, QUERY_TEXT, v); }
void bulk_bytes(struct bulk *b, struct str v) { put_text(b, QUERY_BYTES, v); }

void bulk_month(struct bulk *b, month_t v) {
	int64_t stored = (int64_t)month_year(v) * 100 + month_number(v);
	put_number(b, QUERY_MONTH, stored, stored, 8);
}

void bulk_null(struct bulk *b) {
	check_column(b, QUERY_TYPE_COUNT, true);
	if (b->q != NULL) {
		b->q->value[b->column].null = true;
	} else {
		begin_row(b);
		put_be(&b->rows, UINT64_MAX, 4);
	}
	b->column++;
}

enum nhi_status bulk_row(struct bulk *b, struct err *err) {
	CHECK(b->column == b->query->parameter_count);
	b->column = 0;
	b->count++;
	if (b->q == NULL) {
		b->pending = true;
		return b->rows.n < BULK_BUFFER ? NHI_OK : bulk_flush(b, err);
	}
	const struct db_driver *d = b->db->driver;
	bool row;
	b->q->bound = b->query->parameter_count;
	b->q->started = true;
	enum nhi_status st = d->start(b->q, err);
	if (st == NHI_OK) st = d->step(b->q, &row, err);
	d->reset(b->q);
	if (st != NHI_OK) (void)err_where(err, "%s", b->query->name.p); /* adds the place only */
	return st;
}

enum nhi_status bulk_flush(struct bulk *b, struct err *err) {
	if (b->q != NULL || !b->pending) return NHI_OK;
	put_be(&b->rows, UINT64_MAX, 2);
	enum nhi_status st =
	        buf_ok(&b->rows) ? b->db->driver->copy(b->db, b->command.p, buf_str(&b->rows), err)
	                         : err_set(err, NHI_MEMORY, "");
	if (st != NHI_OK) (void)err_where(err, "%s", b->query->name.p); /* adds the place only */
	start_rows(b);
	return st;
}

int64_t bulk_rows(const struct bulk *b) { return b->count; }

enum nhi_status bulk_end(struct bulk *b, enum nhi_status so_far, struct err *err) {
	if (b == NULL) return so_far;
	enum nhi_status st = so_far == NHI_OK ? bulk_flush(b, err) : so_far;
	if (b->q != NULL) {
		b->q->err = ERR_INIT; /* each row gave its own status */
		enum nhi_status ended = db_end(b->q, NULL);
		CHECK(ended == NHI_OK);
	}
	buf_free(&b->rows);
	buf_free(&b->command);
	free(b);
	return st;
}
