/* xlsx.c: any bytes as a workbook, and, packed into a sound archive, as its sheet, its shared
 * strings, its styles and its list of sheets: the first byte chooses. */
#include "wire/xlsx.h"

#include "base/csv.h"
#include "fuzz.h"
#include "wire/sheet.h"
#include "xlsx_make.h"

static void read_rows(struct str text, struct arena *arena) {
	struct csv csv;
	struct err err = ERR_INIT;
	bool more = true;
	csv_init(&csv, text, arena);
	while (more) CHECK(csv_next(&csv, &more, &err) == NHI_OK); /* we wrote it: it must read */
}

static void read_archive(struct str bytes) {
	struct arena arena = ARENA_INIT(64 * 1024 * 1024);
	struct err err = ERR_INIT;
	struct str text;
	enum sheet_kind kind;
	if (sheet_text(bytes, &arena, &text, &kind, &err) == NHI_OK && kind == SHEET_XLSX)
		read_rows(text, &arena);
	arena_free(&arena);
}

void fuzz_one(struct str bytes) {
	if (bytes.n == 0 || bytes.p[0] == 'P') {
		read_archive(bytes);
		return;
	}
	unsigned part = (unsigned char)bytes.p[0] % 4;
	bytes = str_slice(bytes, 1, bytes.n);
	static const char sheet[] =
	        "<a><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c></row></a>";
	const struct xlsx_part parts[] = {
	        {"xl/workbook.xml", part == 0 ? bytes : str_from(xlsx_make_workbook)},
	        {"xl/_rels/workbook.xml.rels", str_from(xlsx_make_relations)},
	        {"xl/sharedStrings.xml", part == 1 ? bytes : STR("<sst><si><t>a</t></si></sst>")},
	        {"xl/styles.xml", part == 2 ? bytes : STR("<s><cellXfs><xf/><xf/></cellXfs></s>")},
	        {"xl/worksheets/sheet1.xml", part == 3 ? bytes : str_from(sheet)},
	        {NULL, {NULL, 0}},
	};
	struct buf archive = BUF_INIT(0);
	if (xlsx_make(parts, false, &archive)) read_archive(buf_str(&archive));
	buf_free(&archive);
}
