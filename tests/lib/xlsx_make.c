/* xlsx_make.c: see xlsx_make.h. */
#include "xlsx_make.h"

#include <zip.h>

const char xlsx_make_workbook[] =
        "<workbook xmlns:r=\"r\"><workbookPr/><sheets><sheet name=\"a\" sheetId=\"1\" "
        "r:id=\"rId9\"/>"
        "<sheet name=\"b\" sheetId=\"2\" r:id=\"rId8\"/></sheets></workbook>";
const char xlsx_make_relations[] =
        "<Relationships>"
        "<Relationship Id=\"rId8\" Type=\"x/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
        "<Relationship Id=\"rId9\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"rId1\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";

static bool add_part(zip_t *zip, const struct xlsx_part *part, bool packed) {
	zip_source_t *source = zip_source_buffer(zip, part->text.p, part->text.n, 0);
	zip_int64_t index =
	        source == NULL ? -1 : zip_file_add(zip, part->path, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		if (source != NULL) zip_source_free(source);
		return false;
	}
	return zip_set_file_compression(zip, (zip_uint64_t)index,
	                                packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0) == 0;
}

static bool read_back(zip_source_t *archive, struct buf *out) {
	zip_stat_t stat;
	if (zip_source_stat(archive, &stat) != 0 || zip_source_open(archive) != 0) return false;
	char *room = buf_room(out, (size_t)stat.size);
	bool ok =
	        room != NULL && zip_source_read(archive, room, stat.size) == (zip_int64_t)stat.size;
	if (ok) buf_added(out, (size_t)stat.size);
	(void)zip_source_close(archive); /* only read */
	return ok;
}

bool xlsx_make(const struct xlsx_part *parts, bool packed, struct buf *out) {
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &error);
	if (archive == NULL) return false;
	zip_source_keep(archive);
	zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &error);
	bool ok = zip != NULL;
	for (size_t i = 0; ok && parts[i].path != NULL; i++) ok = add_part(zip, &parts[i], packed);
	if (zip != NULL && (!ok || zip_close(zip) != 0)) {
		zip_discard(zip);
		ok = false;
	}
	ok = ok && read_back(archive, out);
	zip_source_free(archive);
	zip_error_fini(&error);
	return ok;
}

bool xlsx_make_sheet(struct str rows, struct str strings, struct str styles, struct buf *out) {
	struct buf sheet = BUF_INIT(0), shared = BUF_INIT(0);
	buf_put_c(&sheet, "<worksheet><sheetData>");
	buf_put(&sheet, rows);
	buf_put_c(&sheet, "</sheetData></worksheet>");
	buf_put_c(&shared, "<sst>");
	buf_put(&shared, strings);
	buf_put_c(&shared, "</sst>");
	const struct xlsx_part parts[] = {
	        {"xl/workbook.xml", str_from(xlsx_make_workbook)},
	        {"xl/_rels/workbook.xml.rels", str_from(xlsx_make_relations)},
	        {"xl/sharedStrings.xml", buf_str(&shared)},
	        {"xl/styles.xml", styles},
	        {"xl/worksheets/sheet1.xml", buf_str(&sheet)},
	        {NULL, {NULL, 0}},
	};
	bool ok = xlsx_make(parts, true, out);
	buf_free(&sheet);
	buf_free(&shared);
	return ok;
}
