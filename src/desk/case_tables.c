/* case_tables.c: see case_tables.h. */
#include "desk/case_tables.h"

#include "base/file.h"

enum { TABLE_MAX = 4 << 20 };

static enum nhi_status read_text(struct arena *a, const char *data_dir, const char *name,
                                 struct str *out, struct err *err) {
	char path[2048];
	snprintf(path, sizeof path, "%s/%s", data_dir, name);
	return file_read(a, path, TABLE_MAX, out, err);
}

enum nhi_status case_tables_load(struct case_tables *out, struct arena *a, const char *data_dir,
                                 const struct org *org, const struct law *law, struct err *err) {
	struct str text;
	*out = (struct case_tables){0};
	enum nhi_status st = read_text(a, data_dir, "catalogue/delegation.csv", &text, err);
	if (st == NHI_OK) st = authority_read(&out->authority, a, text, err);
	if (st == NHI_OK) st = read_text(a, data_dir, "law/holidays.csv", &text, err);
	if (st == NHI_OK) st = calendar_read(&out->calendar, a, text, err);
	if (st == NHI_OK) st = read_text(a, data_dir, "codes/counties.csv", &text, err);
	if (st == NHI_OK) st = counties_read(&out->counties, a, text, err);
	if (st == NHI_OK) st = read_text(a, data_dir, "law/numbers.csv", &text, err);
	if (st == NHI_OK) st = number_formats_read(&out->numbers, a, text, err);
	if (st == NHI_OK) st = case_reasons_load(&out->reasons, a, data_dir, err);
	return st == NHI_OK ? letters_load(&out->letters, a, data_dir, org, law, err) : st;
}
