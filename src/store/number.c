/* number.c: see number.h. */
#include "store/number.h"

#include "base/check.h"
#include "base/csv.h"
#include "store/driver.h"

enum { FORMATS_MAX = 500, WIDTH_MAX = 18 };

enum nhi_status number_next(struct db *db, struct str office, struct str kind, int32_t roc_year,
                            int64_t *out, struct err *err) {
	CHECK(db->open && db->mode == DB_WRITE);
	struct db_stmt *q = db_query(db, "number_series_next");
	db_bind_str(q, office);
	db_bind_str(q, kind);
	db_bind_i64(q, roc_year);
	if (db_next(q)) *out = db_i64(q, 0);
	return db_end(q, err);
}

enum { KIND, FROM, PATTERN, SOURCE, COLUMNS };

static enum nhi_status take_row(struct number_formats *out, const struct csv *c,
                                const size_t places[COLUMNS], struct arena *arena,
                                struct err *err) {
	if (out->count == FORMATS_MAX)
		return err_set(err, NHI_LIMIT, "numbers.csv" ERR_SEP "%d rows", FORMATS_MAX);
	struct number_format f = {0};
	bool kept = arena_str(arena, csv_field(c, places[KIND]), &f.kind) &&
	            arena_str(arena, csv_field(c, places[PATTERN]), &f.pattern) &&
	            arena_str(arena, csv_field(c, places[SOURCE]), &f.source);
	if (!kept) return err_set(err, NHI_MEMORY, "");
	if (f.kind.n == 0 || f.pattern.n == 0 || f.source.n == 0 ||
	    !date_parse(csv_field(c, places[FROM]), &f.from))
		return err_set(err, NHI_LAW_ROW,
		               "numbers.csv" ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s", c->row,
		               "每欄都要填，日期為 YYYY-MM-DD",
		               "all columns must be filled, the date as YYYY-MM-DD");
	out->row[out->count++] = f;
	return NHI_OK;
}

enum nhi_status number_formats_read(struct number_formats *out, struct arena *arena, struct str csv,
                                    struct err *err) {
	static const char *const titles[COLUMNS] = {"kind", "effective_from", "pattern", "source"};
	*out = (struct number_formats){
	        .row = ARENA_ARRAY(arena, FORMATS_MAX, struct number_format)};
	struct csv *c = ARENA_NEW(arena, struct csv);
	if (out->row == NULL || c == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(c, csv, arena);
	size_t places[COLUMNS];
	enum nhi_status st = csv_titles(c, titles, COLUMNS, places, err);
	bool more = st == NHI_OK;
	while (st == NHI_OK && more) {
		st = csv_next(c, &more, err);
		if (st == NHI_OK && more) st = take_row(out, c, places, arena, err);
	}
	return st;
}

static const struct number_format *format_at(const struct number_formats *formats, struct str kind,
                                             date_t at) {
	const struct number_format *best = NULL;
	for (size_t i = 0; i < formats->count; i++) {
		const struct number_format *f = &formats->row[i];
		bool holds = str_eq(f->kind, kind) && f->from <= at;
		if (holds && (best == NULL || f->from >= best->from)) best = f;
	}
	return best;
}

/* One field of a pattern: "year:3". */
static enum nhi_status put_field(struct str field, struct str office, int32_t roc_year,
                                 int64_t serial, struct buf *out, struct err *err) {
	struct str name = str_cut(&field, ':');
	int64_t width = 1, bound = 1;
	if (field.n > 0 && !str_to_i64(field, 1, WIDTH_MAX, &width))
		return err_set(err, NHI_LAW_ROW,
		               "numbers.csv" ERR_SEP "0" ERR_SEP "%.*s" ERR_SEP "%.*s",
		               STR_ARG(field), STR_ARG(field));
	for (int64_t i = 0; i < width; i++) bound *= 10;
	if (str_is(name, "office")) {
		buf_put(out, office);
		return NHI_OK;
	}
	int64_t v = str_is(name, "year") ? roc_year : serial;
	if (field.n > 0 && v >= bound)
		return err_set(err, NHI_LIMIT, "%.*s" ERR_SEP "%lld", STR_ARG(name),
		               (long long)(bound - 1));
	buf_put_i64_padded(out, v, (unsigned)width);
	return NHI_OK;
}

enum nhi_status number_take(struct db *db, const struct number_formats *formats, struct str office,
                            struct str kind, date_t at, struct buf *out, struct err *err) {
	const struct number_format *f = format_at(formats, kind, at);
	if (f == NULL) return err_set(err, NHI_NOT_FOUND, "numbers.csv: %.*s", STR_ARG(kind));
	bool yearly = str_find(f->pattern, STR("{year")) < f->pattern.n;
	int32_t roc_year = date_to_ymd(at).year - 1911;
	int64_t serial = 0;
	enum nhi_status st = number_next(db, office, kind, yearly ? roc_year : 0, &serial, err);
	struct str rest = f->pattern;
	while (st == NHI_OK && rest.n > 0) {
		buf_put(out, str_cut(&rest, '{'));
		if (rest.n > 0)
			st = put_field(str_cut(&rest, '}'), office, roc_year, serial, out, err);
	}
	return st;
}
