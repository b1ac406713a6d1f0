/* make_xlsx.c: turns a CSV into an .xlsx with one sheet, for transcripts that send worksheets:
 *
 *     make_xlsx IN.csv OUT.xlsx
 *
 * Every cell is a shared string, as office programs write text. */
#include "xlsx_make.h"

#include "base/csv.h"
#include "base/file.h"

enum { BYTES_MAX = 64 * 1024 * 1024, LETTERS = 26 };

static void put_text(struct buf *b, struct str text) {
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '&')
			buf_put_c(b, "&amp;");
		else if (text.p[i] == '<')
			buf_put_c(b, "&lt;");
		else
			buf_put_char(b, text.p[i]);
	}
}

static void put_reference(struct buf *b, size_t column, size_t row) {
	if (column >= LETTERS) buf_put_char(b, (char)('A' + column / LETTERS - 1));
	buf_put_char(b, (char)('A' + column % LETTERS));
	buf_put_i64(b, (int64_t)row);
}

int main(int argc, char **argv) {
	struct arena arena = ARENA_INIT((size_t)BYTES_MAX * 2);
	struct buf rows = BUF_INIT(BYTES_MAX), strings = BUF_INIT(BYTES_MAX),
	           out = BUF_INIT(BYTES_MAX);
	struct csv csv;
	struct str bytes;
	bool more = true;
	int64_t count = 0;
	if (argc != 3 || file_read(&arena, argv[1], BYTES_MAX, &bytes, NULL) != NHI_OK) return 2;
	csv_init(&csv, bytes, &arena);
	while (csv_next(&csv, &more, NULL) == NHI_OK && more) {
		buf_printf(&rows, "<row r=\"%zu\">", csv.row);
		for (size_t i = 0; i < csv.count; i++) {
			if (csv.field[i].n == 0) continue;
			buf_put_c(&rows, "<c r=\"");
			put_reference(&rows, i, csv.row);
			buf_printf(&rows, "\" t=\"s\"><v>%lld</v></c>", (long long)count++);
			buf_put_c(&strings, "<si><t>");
			put_text(&strings, csv.field[i]);
			buf_put_c(&strings, "</t></si>");
		}
		buf_put_c(&rows, "</row>");
	}
	bool ok = xlsx_make_sheet(buf_str(&rows), buf_str(&strings),
	                          STR("<styleSheet></styleSheet>"), &out) &&
	          file_write(argv[2], buf_str(&out), NULL) == NHI_OK;
	buf_free(&rows);
	buf_free(&strings);
	buf_free(&out);
	arena_free(&arena);
	return ok ? 0 : 1;
}
