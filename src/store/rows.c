/* rows.c: see rows.h. */
#include "store/rows.h"

enum { INSTANT_TEXT_MAX = 64 };

static void put_instant(struct json *j, const char *key, instant_t at) {
	struct buf b = BUF_INIT(INSTANT_TEXT_MAX);
	instant_print(&b, at);
	json_put_str(j, key, buf_str(&b));
	buf_free(&b);
}

static void put_value(struct db_stmt *q, size_t i, const struct rows_column *c, struct json *j) {
	bool open_date = c->type == ROWS_DATE && db_date(q, i) == DATE_OPEN;
	bool open_instant = c->type == ROWS_INSTANT && db_instant(q, i) == INSTANT_OPEN;
	if (db_is_null(q, i) || open_date || open_instant) {
		json_put_null(j, c->key);
		return;
	}
	switch (c->type) {
	case ROWS_NUMBER: json_put_i64(j, c->key, db_i64(q, i)); break;
	case ROWS_TEXT: json_put_str(j, c->key, db_str(q, i)); break;
	case ROWS_DATE: json_put_date(j, c->key, db_date(q, i)); break;
	case ROWS_INSTANT: put_instant(j, c->key, db_instant(q, i)); break;
	case ROWS_FLAG: json_put_bool(j, c->key, db_bool(q, i)); break;
	}
}

enum nhi_status rows_json(struct db_stmt *q, const struct rows_column *column, size_t count,
                          struct json *j, struct err *err) {
	json_array_start(j);
	while (db_next(q)) {
		json_object_start(j);
		for (size_t i = 0; i < count; i++) put_value(q, i, &column[i], j);
		json_object_end(j);
	}
	json_array_end(j);
	return db_end(q, err);
}
