/* opendata_csv.c: see opendata_csv.h. */
#include "wire/opendata_csv.h"

static void list_error(const struct csv *csv, struct findings *findings, const struct err *e) {
	struct buf zh = BUF_INIT(4096), en = BUF_INIT(4096);
	err_message(e, "zh", &zh);
	err_message(e, "en", &en);
	finding_add(findings, FIND_OPENDATA_CSV, (struct place){.line = csv->row},
	            "%.*s" ERR_SEP "%.*s", STR_ARG(buf_str(&zh)), STR_ARG(buf_str(&en)));
	buf_free(&zh);
	buf_free(&en);
}

bool opendata_open(struct csv *csv, struct str bytes, struct arena *arena, const struct str *titles,
                   size_t count, struct findings *findings) {
	csv_init(csv, bytes, arena);
	if (!opendata_next(csv, findings)) csv->count = 0;
	bool same = csv->count == count;
	for (size_t i = 0; i < count && same; i++) same = str_eq(csv_field(csv, i), titles[i]);
	if (same) return true;
	struct buf line = BUF_INIT(4096);
	for (size_t i = 0; i < count; i++) csv_put(&line, i, titles[i]);
	finding_add(findings, FIND_OPENDATA_TITLE, (struct place){.line = 1}, "%.*s",
	            STR_ARG(buf_str(&line)));
	buf_free(&line);
	return false;
}

bool opendata_next(struct csv *csv, struct findings *findings) {
	struct err e = ERR_INIT;
	bool more = false;
	if (csv_next(csv, &more, &e) == NHI_OK) return more;
	list_error(csv, findings, &e);
	return false;
}

bool opendata_number(const struct csv *csv, size_t column, struct findings *findings,
                     int64_t *out) {
	enum { NUMBER_MAX = 1000000000 };
	struct str s = csv_field(csv, column);
	if (str_to_i64(s, 0, NUMBER_MAX, out)) return true;
	finding_add(findings, FIND_OPENDATA_NUMBER,
	            (struct place){.line = csv->row, .column = column + 1}, "%.*s", STR_ARG(s));
	return false;
}
