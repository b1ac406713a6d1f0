/* takeover_export.c: the register written out as a take-over folder; see takeover.h. Persons get
 * the numbers 1, 2, … in the order of their internal ids, so that an export of what was loaded is
 * the same. */
#include "base/sink.h"
#include "engine/takeover.h"
#include "engine/takeover_read.h"
#include "store/db.h"
#include "store/ledger.h"

enum { PATH_SIZE = 4096 };

struct export {
	struct db *db;
	const char *dir;
	date_t on;
	struct takeover_report *report;
	struct seen *seen;
	struct takeover_list persons;      /* ids, ascending: place + 1 is the number */
	struct takeover_list units, codes; /* ids, ascending, and beside them the codes */
};

static enum nhi_status read_subjects(struct export *e, struct err *err) {
	struct db_stmt *q = db_query(e->db, "takeover_persons");
	bool ok = true;
	while (ok && db_next(q)) ok = takeover_list_add(&e->persons, db_i64(q, 0));
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK || !ok) return ok ? st : err_set(err, NHI_MEMORY, "");
	q = db_query(e->db, "takeover_units");
	while (ok && db_next(q)) {
		int64_t code = 0;
		if (!str_to_i64(db_str(q, 1), 0, 999999999, &code))
			(void)db_fail(q, NHI_CORRUPT, "unit.code");
		ok = takeover_list_add(&e->units, db_i64(q, 0)) &&
		     takeover_list_add(&e->codes, code);
	}
	st = db_end(q, err);
	return ok ? st : err_set(err, NHI_MEMORY, "");
}

static void put_number(struct buf *b, size_t column, size_t place) {
	csv_put_i64(b, column, (int64_t)place + 1);
}

static void put_code(struct buf *b, size_t column, const struct export *e, int64_t id) {
	size_t place = takeover_list_find(&e->units, id);
	buf_put_c(b, column > 0 ? "," : "");
	buf_put_i64_padded(b, place == SIZE_MAX ? 0 : e->codes.value[place], 9);
}

static void put_subject(struct buf *b, size_t column, const struct export *e, bool unit,
                        int64_t id) {
	if (unit)
		put_code(b, column, e, id);
	else
		put_number(b, column, takeover_list_find(&e->persons, id));
}

static void put_day(struct buf *b, date_t d) {
	buf_put_char(b, ',');
	if (d != DATE_OPEN) date_print(b, d);
}

static void put_instant(struct buf *b, instant_t t) {
	buf_put_char(b, ',');
	if (t != INSTANT_OPEN) instant_print(b, t);
}

static void put_value(struct buf *b, const struct export *e, const struct takeover_column *c,
                      struct db_stmt *q, size_t column) {
	bool null = db_is_null(q, column);
	switch (c->type) {
	case TAKE_TEXT:
	case TAKE_TEXT_OR_NULL:
	case TAKE_WORD: csv_put(b, column, null ? STR("") : db_str(q, column)); return;
	case TAKE_INT: csv_put_i64(b, column, db_i64(q, column)); return;
	case TAKE_BOOL: csv_put_i64(b, column, db_bool(q, column)); return;
	case TAKE_DATE:
	case TAKE_DATE_OR_NULL:
		if (null)
			buf_put_char(b, ',');
		else
			put_day(b, db_date(q, column));
		return;
	case TAKE_MONTH:
		buf_put_char(b, ',');
		month_print(b, db_month(q, column));
		return;
	case TAKE_PERSON_OR_NONE:
	case TAKE_UNIT_OR_NONE:
		return; /* only in the files of money, which are written by their own functions */
	case TAKE_PERSON: put_subject(b, column, e, false, db_i64(q, column)); return;
	case TAKE_UNIT: put_subject(b, column, e, true, db_i64(q, column)); return;
	}
}

static enum nhi_status export_rows(struct export *e, size_t file, struct sink *sink,
                                   struct err *err) {
	const struct takeover_table *t = &takeover_tables[file];
	char name[64];
	(void)snprintf(name, sizeof name, "takeover_all_%s",
	               t->table); /* names of tables are short */
	struct db_stmt *q = db_query(e->db, name);
	enum nhi_status written = NHI_OK;
	while (written == NHI_OK && db_next(q)) {
		struct buf *b = &sink->buf;
		put_subject(b, 0, e, t->of_unit, db_i64(q, 0));
		put_day(b, db_date(q, 1));
		put_day(b, db_date(q, 2));
		put_instant(b, db_instant(q, 3));
		put_instant(b, db_instant(q, 4));
		for (size_t i = 0; i < t->column_count; i++)
			put_value(b, e, &t->column[i], q, 1 + TAKEOVER_TIMES + i);
		csv_end_row(b);
		e->report->rows[file]++;
		written = sink_turn(sink, err);
	}
	enum nhi_status st = db_end(q, written == NHI_OK ? err : NULL);
	return written == NHI_OK ? st : written;
}

static enum nhi_status open_file(const struct export *e, const char *name, struct sink *sink,
                                 struct err *err) {
	char path[PATH_SIZE];
	int n = snprintf(path, sizeof path, "%s/%s", e->dir, name);
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	return sink_open(sink, path, err);
}

static enum nhi_status export_bills(struct export *e, struct sink *sink, struct err *err) {
	struct db_stmt *q = db_query(e->db, "takeover_all_bills");
	enum nhi_status written = NHI_OK;
	while (written == NHI_OK && db_next(q)) {
		struct buf *b = &sink->buf;
		csv_put(b, 0, db_str(q, 0));
		if (db_i64(q, 1) == 0)
			buf_put_char(b, ',');
		else
			put_subject(b, 1, e, false, db_i64(q, 1));
		buf_put_char(b, ',');
		month_print(b, db_month(q, 2));
		put_day(b, db_date(q, 3));
		csv_put_i64(b, 4, db_i64(q, 4));
		csv_put_i64(b, 5, db_i64(q, 5));
		csv_end_row(b);
		e->report->rows[TAKE_BILLS]++;
		written = sink_turn(sink, err);
	}
	enum nhi_status st = db_end(q, written == NHI_OK ? err : NULL);
	return written == NHI_OK ? st : written;
}

static enum nhi_status export_balances(struct export *e, struct sink *sink, struct err *err) {
	struct db_stmt *q = db_query(e->db, "takeover_all_balances");
	enum nhi_status written = NHI_OK;
	while (written == NHI_OK && db_next(q)) {
		struct buf *b = &sink->buf;
		int64_t party = db_i64(q, 2);
		csv_put(b, 0, db_str(q, 0));
		csv_put(b, 1, db_str(q, 1));
		if (party == LEDGER_UNIT)
			put_code(b, 2, e, db_i64(q, 3));
		else
			buf_put_char(b, ',');
		if (party == LEDGER_PERSON)
			put_subject(b, 3, e, false, db_i64(q, 3));
		else
			buf_put_char(b, ',');
		csv_put_i64(b, 4, db_i64(q, 4));
		csv_end_row(b);
		e->report->rows[TAKE_BALANCES]++;
		written = sink_turn(sink, err);
	}
	enum nhi_status st = db_end(q, written == NHI_OK ? err : NULL);
	return written == NHI_OK ? st : written;
}

static enum nhi_status export_file(struct export *e, size_t file, struct err *err) {
	const struct takeover_table *t = &takeover_tables[file];
	struct sink sink;
	enum nhi_status st = open_file(e, t->file, &sink, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < takeover_width(t); i++)
		csv_put(&sink.buf, i, str_from(takeover_title(t, i)));
	csv_end_row(&sink.buf);
	e->report->is_present[file] = true;
	if (file == TAKE_BILLS)
		st = export_bills(e, &sink, err);
	else if (file == TAKE_BALANCES)
		st = export_balances(e, &sink, err);
	else
		st = export_rows(e, file, &sink, err);
	return sink_end(&sink, st, err);
}

static enum nhi_status export_control(struct export *e, struct err *err) {
	struct sink sink;
	enum nhi_status st = open_file(e, "control.csv", &sink, err);
	if (st != NHI_OK) return st;
	buf_put_c(&sink.buf, "division,units,heads,insured_amount\n");
	struct db_stmt *q = db_query(e->db, "takeover_sums");
	db_bind_date(q, e->on);
	db_bind_instant(q, INSTANT_OPEN);
	while (db_next(q)) {
		for (size_t i = 0; i < 4; i++) csv_put_i64(&sink.buf, i, db_i64(q, i));
		csv_end_row(&sink.buf);
		size_t division = (size_t)db_i64(q, 0);
		if (division > DIVISION_MAX) break;
		e->report->database[division] =
		        (struct takeover_sums){db_i64(q, 1), db_i64(q, 2), db_i64(q, 3)};
	}
	st = db_end(q, err);
	return sink_end(&sink, st, err);
}

static enum nhi_status export_all(struct db *db, void *context, struct err *err) {
	struct export *e = context;
	(void)db; /* the same as e->db: one reading state for all files */
	enum nhi_status st = read_subjects(e, err);
	for (size_t i = 0; i < e->persons.count && st == NHI_OK; i++)
		seen_add(e->seen, e->persons.value[i]);
	if (st == NHI_OK) st = seen_record(e->seen, err);
	for (size_t i = 0; i < TAKE_FILES && st == NHI_OK; i++) st = export_file(e, i, err);
	if (st == NHI_OK) st = export_control(e, err);
	return st;
}

enum nhi_status takeover_export(const char *db_url, const char *data_dir, const char *dir,
                                date_t on, struct seen *seen, struct takeover_report *out,
                                struct err *err) {
	*out = (struct takeover_report){0};
	struct export e = {.dir = dir, .on = on, .report = out, .seen = seen};
	enum nhi_status st = db_open(&e.db, db_url, data_dir, 0, err);
	if (st == NHI_OK) st = db_transact(e.db, DB_READ, export_all, &e, err);
	db_close(e.db);
	takeover_list_free(&e.persons);
	takeover_list_free(&e.units);
	takeover_list_free(&e.codes);
	return st;
}
