/* xlsx.c: see xlsx.h. The archive is libzip's work, the XML expat's; here are the few elements that
 * carry values, and the limits. */
#include "wire/xlsx.h"

#include "base/csv.h"
#include "base/date.h"

#include <expat.h>
#include <zip.h>

enum {
	READ_CHUNK = 64 * 1024,
	RATIO_FREE_SIZE = 1024 * 1024, /* small parts may pack well */
	PATH_SIZE = 256,
	CELL_SIZE_MAX = 32767 * 4, /* the format's limit in characters */
	FORMATS_MAX = 4096,
	SERIAL_MAX = 2958465 /* 9999-12-31 */
};

struct span {
	size_t at, n;
};

/* Where the parser is; one for the life of a workbook. */
struct xlsx {
	struct arena *arena;
	struct err *err;
	enum nhi_status status; /* the first failure; the parser is stopped then */
	zip_t *zip;
	XML_Parser parser;
	bool is_1904;
	char sheet_id[64]; /* r:id of the first sheet */
	char sheet_path[PATH_SIZE], strings_path[PATH_SIZE], styles_path[PATH_SIZE];
	/* styles */
	int date_format[FORMATS_MAX]; /* numFmtId of custom formats that are dates */
	size_t date_format_count, style_count;
	bool *style_is_date;
	bool in_cell_styles;
	/* shared strings */
	struct buf strings;
	struct span *string;
	size_t string_count, string_capacity;
	/* the text being collected: of one string, one value */
	struct buf text;
	bool in_text, in_phonetic;
	/* the sheet */
	struct buf row_text;
	struct span cell[XLSX_COLUMNS_MAX];
	size_t row, row_cells, column;
	size_t rows_written;
	char cell_type;
	bool cell_is_date;
	struct buf out;
};

typedef void (*open_element)(struct xlsx *x, struct str name, const char **attributes);
typedef void (*close_element)(struct xlsx *x, struct str name);

struct part_parser {
	struct xlsx *x;
	open_element open;
	close_element close;
};

static void fail(struct xlsx *x, enum nhi_status code, const char *zh, const char *en) {
	if (x->status != NHI_OK) return;
	x->status = err_set(x->err, code, "%s" ERR_SEP "%s", zh, en);
	if (x->parser != NULL) XML_StopParser(x->parser, XML_FALSE);
}

static void fail_damaged(struct xlsx *x) {
	fail(x, NHI_INPUT, ".xlsx 檔案已損壞，無法讀取；請重新另存後再送",
	     "the .xlsx file is damaged and cannot be read; save it again and send that");
}

static void fail_memory(struct xlsx *x) { fail(x, NHI_MEMORY, "", ""); }

static void fail_limit(struct xlsx *x, const char *what, long limit) {
	char number[24];
	(void)snprintf(number, sizeof number, "%ld", limit); /* fits: at most 20 digits */
	fail(x, NHI_LIMIT, what, number);
}

/* Name without its namespace prefix: generators differ in it. */
static struct str local_name(const char *name) {
	struct str s = str_from(name);
	size_t colon = str_find_char(s, ':');
	return colon < s.n ? str_slice(s, colon + 1, s.n) : s;
}

static struct str attribute(const char **attributes, const char *wanted) {
	for (size_t i = 0; attributes[i] != NULL; i += 2)
		if (str_is(local_name(attributes[i]), wanted)) return str_from(attributes[i + 1]);
	return STR("");
}

static void on_open(void *user, const char *name, const char **attributes) {
	struct part_parser *p = user;
	p->open(p->x, local_name(name), attributes);
}

static void on_close(void *user, const char *name) {
	struct part_parser *p = user;
	p->close(p->x, local_name(name));
}

static void on_text(void *user, const char *text, int n) {
	struct xlsx *x = ((struct part_parser *)user)->x;
	if (!x->in_text || x->in_phonetic) return;
	buf_put(&x->text, (struct str){text, (size_t)n});
	if (!buf_ok(&x->text)) fail_limit(x, "cell", CELL_SIZE_MAX);
}

static void on_doctype(void *user, const char *name, const char *system_id, const char *public_id,
                       int has_subset) {
	(void)name, (void)system_id, (void)public_id, (void)has_subset;
	fail_damaged(((struct part_parser *)user)->x); /* no workbook has one; bombs do */
}

/* Refuses a part that is too large or that unpacks suspiciously well. */
static bool is_within_limits(struct xlsx *x, zip_int64_t index) {
	zip_stat_t stat;
	if (zip_stat_index(x->zip, (zip_uint64_t)index, 0, &stat) != 0 ||
	    (stat.valid & ZIP_STAT_SIZE) == 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0) {
		fail_damaged(x);
	} else if (stat.size > XLSX_PART_SIZE_MAX) {
		fail_limit(x, ".xlsx", XLSX_PART_SIZE_MAX);
	} else if (stat.size > RATIO_FREE_SIZE && stat.size / XLSX_RATIO_MAX > stat.comp_size) {
		fail_limit(x, ".xlsx (unpacked : packed)", XLSX_RATIO_MAX);
	}
	return x->status == NHI_OK;
}

static void feed(struct xlsx *x, zip_file_t *file) {
	size_t total = 0;
	for (bool end = false; !end && x->status == NHI_OK;) {
		void *room = XML_GetBuffer(x->parser, READ_CHUNK);
		zip_int64_t n = room == NULL ? -1 : zip_fread(file, room, READ_CHUNK);
		if (room == NULL) {
			fail_memory(x);
		} else if (n < 0) {
			fail_damaged(x);
		} else {
			total += (size_t)n;
			end = n == 0;
			if (total > XLSX_PART_SIZE_MAX) fail_limit(x, ".xlsx", XLSX_PART_SIZE_MAX);
			if (XML_ParseBuffer(x->parser, (int)n, end) != XML_STATUS_OK)
				fail_damaged(x); /* keeps an earlier, better reason */
		}
	}
}

/* Runs one part through the parser. A part that is missing is left out when it may be. */
static void parse_part(struct xlsx *x, const char *path, bool may_miss, open_element open,
                       close_element close) {
	if (x->status != NHI_OK) return;
	zip_int64_t index = zip_name_locate(x->zip, path, 0);
	if (index < 0 && may_miss) return;
	if (index < 0) {
		fail(x, NHI_INPUT,
		     "這不是 .xlsx 活頁簿（可能是 .ods 或其他壓縮檔）；請另存為 .xlsx 或 CSV UTF-8 "
		     "後再送",
		     "this is not an .xlsx workbook (an .ods or another archive?); save it as "
		     ".xlsx "
		     "or CSV UTF-8 and send that");
		return;
	}
	if (!is_within_limits(x, index)) return;
	zip_file_t *file = zip_fopen_index(x->zip, (zip_uint64_t)index, 0);
	x->parser = file == NULL ? NULL : XML_ParserCreate(NULL);
	struct part_parser user = {x, open, close};
	if (file == NULL) {
		fail_damaged(x);
	} else if (x->parser == NULL) {
		fail_memory(x);
	} else {
		XML_SetUserData(x->parser, &user);
		XML_SetElementHandler(x->parser, on_open, on_close);
		XML_SetCharacterDataHandler(x->parser, on_text);
		XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
		feed(x, file);
	}
	if (x->parser != NULL) XML_ParserFree(x->parser);
	x->parser = NULL;
	if (file != NULL) (void)zip_fclose(file); /* read only: nothing to lose */
}

static bool copy_text(struct str s, char *to, size_t size) {
	if (s.n >= size) return false;
	memcpy(to, s.p, s.n);
	to[s.n] = '\0';
	return true;
}

/* xl/workbook.xml: the first sheet and the date system. */
static void workbook_open(struct xlsx *x, struct str name, const char **attributes) {
	if (str_is(name, "workbookPr")) {
		struct str v = attribute(attributes, "date1904");
		x->is_1904 = str_is(v, "1") || str_is(v, "true");
	} else if (str_is(name, "sheet") && x->sheet_id[0] == '\0') {
		struct str id = attribute(attributes, "id");
		if (!copy_text(id, x->sheet_id, sizeof x->sheet_id)) fail_damaged(x);
	}
}

static void nothing(struct xlsx *x, struct str name) { (void)x, (void)name; }

/* Targets are relative to xl/ or absolute in the archive. */
static void part_path(struct xlsx *x, struct str target, char path[PATH_SIZE]) {
	bool absolute = str_starts(target, STR("/"));
	int n = absolute
	                ? snprintf(path, PATH_SIZE, "%.*s", STR_ARG(str_slice(target, 1, target.n)))
	                : snprintf(path, PATH_SIZE, "xl/%.*s", STR_ARG(target));
	if (n < 0 || n >= PATH_SIZE) fail_damaged(x);
}

/* xl/_rels/workbook.xml.rels */
static void relations_open(struct xlsx *x, struct str name, const char **attributes) {
	if (!str_is(name, "Relationship")) return;
	struct str type = attribute(attributes, "Type"), target = attribute(attributes, "Target");
	if (str_eq(attribute(attributes, "Id"), str_from(x->sheet_id)))
		part_path(x, target, x->sheet_path);
	else if (str_ends(type, STR("/sharedStrings")))
		part_path(x, target, x->strings_path);
	else if (str_ends(type, STR("/styles")))
		part_path(x, target, x->styles_path);
}

/* A format is a date when a letter for the year or the day stands outside quotes, brackets and
 * escapes; e is the year of the era, as in [$-404]e/m/d. */
static bool is_date_format(struct str code) {
	if (str_is(code, "General")) return false;
	bool quoted = false, bracket = false;
	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];
		if (c == '"') quoted = !quoted;
		if (quoted) continue;
		if (c == '[') bracket = true;
		if (c == ']') bracket = false;
		if (bracket) continue;
		if (c == '\\' || c == '_' || c == '*') {
			i++;
			continue;
		}
		if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'e') return true;
	}
	return false;
}

static bool is_built_in_date(int64_t id) {
	static const struct {
		int64_t first, last;
	} dates[] = {{14, 17}, {22, 22}, {27, 31}, {36, 36}, {50, 54}, {57, 58}};
	for (size_t i = 0; i < COUNT_OF(dates); i++)
		if (id >= dates[i].first && id <= dates[i].last) return true;
	return false;
}

static bool is_date_id(const struct xlsx *x, int64_t id) {
	for (size_t i = 0; i < x->date_format_count; i++)
		if (x->date_format[i] == id) return true;
	return is_built_in_date(id);
}

static void styles_open(struct xlsx *x, struct str name, const char **attributes) {
	int64_t id = 0;
	if (str_is(name, "cellXfs")) x->in_cell_styles = true;
	if (!str_is(name, "numFmt") && !str_is(name, "xf")) return;
	(void)!str_to_i64(attribute(attributes, "numFmtId"), 0, INT32_MAX, &id); /* else General */
	if (str_is(name, "numFmt")) {
		if (!is_date_format(attribute(attributes, "formatCode"))) return;
		if (x->date_format_count == FORMATS_MAX)
			fail_limit(x, "numFmt", FORMATS_MAX);
		else
			x->date_format[x->date_format_count++] = (int)id;
	} else if (x->in_cell_styles) {
		if (x->style_count == XLSX_STYLES_MAX)
			fail_limit(x, "styles", XLSX_STYLES_MAX);
		else
			x->style_is_date[x->style_count++] = is_date_id(x, id);
	}
}

static void styles_close(struct xlsx *x, struct str name) {
	if (str_is(name, "cellXfs")) x->in_cell_styles = false;
}

static void start_text(struct xlsx *x) {
	buf_reset(&x->text);
	x->in_text = false;
}

static void strings_open(struct xlsx *x, struct str name, const char **attributes) {
	(void)attributes;
	if (str_is(name, "si")) start_text(x);
	if (str_is(name, "t")) x->in_text = true;
	if (str_is(name, "rPh")) x->in_phonetic = true;
}

static void keep_string(struct xlsx *x) {
	if (x->string_count == XLSX_STRINGS_MAX) {
		fail_limit(x, "shared strings", XLSX_STRINGS_MAX);
		return;
	}
	if (x->string_count == x->string_capacity) {
		size_t capacity = x->string_capacity == 0 ? 1024 : x->string_capacity * 2;
		struct span *more = ARENA_ARRAY(x->arena, capacity, struct span);
		if (more == NULL) {
			fail_memory(x);
			return;
		}
		if (x->string_count > 0) memcpy(more, x->string, x->string_count * sizeof *more);
		x->string = more;
		x->string_capacity = capacity;
	}
	x->string[x->string_count++] = (struct span){x->strings.n, x->text.n};
	buf_put(&x->strings, buf_str(&x->text));
	if (!buf_ok(&x->strings)) fail_memory(x);
}

static void strings_close(struct xlsx *x, struct str name) {
	if (str_is(name, "t")) x->in_text = false;
	if (str_is(name, "rPh")) x->in_phonetic = false;
	if (str_is(name, "si")) keep_string(x);
}

/* "BC12" → column 54 (from 0) and row 12; false when it is no reference. */
static bool parse_reference(struct str s, size_t *column, size_t *row) {
	size_t letters = 0, c = 0;
	while (letters < s.n && letters < 4 && s.p[letters] >= 'A' && s.p[letters] <= 'Z')
		c = c * 26 + (size_t)(s.p[letters++] - 'A') + 1;
	int64_t r;
	if (letters == 0 || !str_to_i64(str_slice(s, letters, s.n), 1, XLSX_ROWS_MAX, &r))
		return false;
	*column = c - 1;
	*row = (size_t)r;
	return true;
}

static void open_row(struct xlsx *x, const char **attributes) {
	struct str number = attribute(attributes, "r");
	int64_t row = (int64_t)x->row + 1;
	if (number.n > 0 && !str_to_i64(number, (int64_t)x->row + 1, XLSX_ROWS_MAX, &row)) {
		fail_damaged(x); /* rows out of order, or beyond the format */
		return;
	}
	if (row > XLSX_ROWS_MAX) {
		fail_limit(x, "rows", XLSX_ROWS_MAX);
		return;
	}
	x->row = (size_t)row;
	x->row_cells = x->column = 0;
	buf_reset(&x->row_text);
}

static void open_cell(struct xlsx *x, const char **attributes) {
	struct str reference = attribute(attributes, "r"), type = attribute(attributes, "t");
	size_t column = x->column, row = x->row;
	int64_t style = 0;
	if (reference.n > 0 && (!parse_reference(reference, &column, &row) || row != x->row ||
	                        column < x->row_cells)) {
		fail_damaged(x);
		return;
	}
	if (column >= XLSX_COLUMNS_MAX) {
		fail_limit(x, "columns", XLSX_COLUMNS_MAX);
		return;
	}
	x->column = column;
	(void)!str_to_i64(attribute(attributes, "s"), 0, INT32_MAX, &style); /* else no style */
	x->cell_is_date = (size_t)style < x->style_count && x->style_is_date[style];
	x->cell_type = str_is(type, "s")           ? 's'
	               : str_is(type, "inlineStr") ? 'i'
	               : str_is(type, "str")       ? 't'
	               : str_is(type, "b")         ? 'b'
	               : str_is(type, "e")         ? 'e'
	               : str_is(type, "d")         ? 't'
	                                           : 'n';
	start_text(x);
}

static void sheet_open(struct xlsx *x, struct str name, const char **attributes) {
	if (str_is(name, "row"))
		open_row(x, attributes);
	else if (str_is(name, "c"))
		open_cell(x, attributes);
	else if (str_is(name, "v") || str_is(name, "t"))
		x->in_text = true;
	else if (str_is(name, "rPh"))
		x->in_phonetic = true;
}

/* Excel's day number; day 60 is the 29 February 1900 that never was. */
static bool print_serial(struct xlsx *x, struct str digits, struct buf *out) {
	int64_t serial;
	date_t zero;
	if (!str_to_i64(digits, 0, SERIAL_MAX, &serial)) return false;
	struct ymd base = x->is_1904 ? (struct ymd){1904, 1, 1} : (struct ymd){1899, 12, 30};
	if (!x->is_1904 && serial < 61) base = (struct ymd){1899, 12, 31};
	if (!date_from_ymd(base, &zero) || serial > DATE_OPEN - zero) return false;
	date_print(out, zero + (date_t)serial);
	return true;
}

/* "1.1050001E8" → "110500010": whole numbers that a program wrote with an exponent. Done on the
 * digits, so that nothing is rounded. Other numbers stay as they are. */
static void print_number(struct str s, struct buf *out) {
	size_t e = str_find_char(s, 'E');
	if (e == s.n) e = str_find_char(s, 'e');
	int64_t exponent = 0;
	struct str power = str_slice(s, e + 1, s.n);
	if (str_starts(power, STR("+"))) power = str_slice(power, 1, power.n);
	struct str whole = str_slice(s, 0, e), fraction = STR("");
	size_t point = str_find_char(whole, '.');
	if (point < whole.n) fraction = str_slice(whole, point + 1, whole.n);
	whole = str_slice(whole, 0, point);
	bool exact = e < s.n && str_to_i64(power, 0, 18, &exponent) && str_is_digits(whole) &&
	             (int64_t)fraction.n <= exponent;
	if (!exact) {
		buf_put(out, s);
		return;
	}
	buf_put(out, whole);
	buf_put(out, fraction);
	buf_put_repeat(out, '0', (size_t)exponent - fraction.n);
}

static void print_cell(struct xlsx *x, struct str value, struct buf *out) {
	int64_t index;
	if (x->cell_type == 's') {
		if (!str_to_i64(value, 0, (int64_t)x->string_count - 1, &index)) {
			fail_damaged(x);
			return;
		}
		struct span span = x->string[index];
		buf_put(out, str_slice(buf_str(&x->strings), span.at, span.at + span.n));
	} else if (x->cell_type == 'n') {
		struct str whole = str_slice(value, 0, str_find_char(value, '.'));
		if (!x->cell_is_date || !print_serial(x, whole, out)) print_number(value, out);
	} else {
		buf_put(out, value);
	}
}

static void close_cell(struct xlsx *x) {
	if (x->status != NHI_OK) return;
	while (x->row_cells < x->column) x->cell[x->row_cells++] = (struct span){0, 0};
	size_t at = x->row_text.n;
	if (x->text.n > 0 || x->cell_type == 's') print_cell(x, buf_str(&x->text), &x->row_text);
	x->cell[x->row_cells++] = (struct span){at, x->row_text.n - at};
	x->column++;
	if (!buf_ok(&x->row_text)) fail_limit(x, "row", CELL_SIZE_MAX);
}

static void close_row(struct xlsx *x) {
	if (x->status != NHI_OK) return;
	for (; x->rows_written + 1 < x->row; x->rows_written++) csv_end_row(&x->out);
	size_t cells = x->row_cells;
	while (cells > 0 && x->cell[cells - 1].n == 0) cells--;
	for (size_t i = 0; i < cells; i++) {
		struct span s = x->cell[i];
		csv_put(&x->out, i, str_slice(buf_str(&x->row_text), s.at, s.at + s.n));
	}
	csv_end_row(&x->out);
	x->rows_written++;
	if (!buf_ok(&x->out)) fail_limit(x, ".xlsx", XLSX_PART_SIZE_MAX);
}

static void sheet_close(struct xlsx *x, struct str name) {
	if (str_is(name, "v") || str_is(name, "t"))
		x->in_text = false;
	else if (str_is(name, "rPh"))
		x->in_phonetic = false;
	else if (str_is(name, "c"))
		close_cell(x);
	else if (str_is(name, "row"))
		close_row(x);
}

static void read_workbook(struct xlsx *x) {
	if (zip_get_num_entries(x->zip, 0) > XLSX_ENTRIES_MAX) {
		fail_limit(x, ".xlsx entries", XLSX_ENTRIES_MAX);
		return;
	}
	parse_part(x, "xl/workbook.xml", false, workbook_open, nothing);
	parse_part(x, "xl/_rels/workbook.xml.rels", false, relations_open, nothing);
	if (x->strings_path[0] != '\0')
		parse_part(x, x->strings_path, true, strings_open, strings_close);
	if (x->styles_path[0] != '\0')
		parse_part(x, x->styles_path, true, styles_open, styles_close);
	if (x->sheet_path[0] == '\0') fail_damaged(x);
	parse_part(x, x->sheet_path, false, sheet_open, sheet_close);
}

enum nhi_status xlsx_text(struct str bytes, struct arena *arena, struct str *text,
                          struct err *err) {
	struct xlsx *x = ARENA_NEW(arena, struct xlsx);
	bool *styles = ARENA_ARRAY(arena, XLSX_STYLES_MAX, bool);
	if (x == NULL || styles == NULL) return err_set(err, NHI_MEMORY, "");
	x->arena = arena;
	x->err = err;
	x->style_is_date = styles;
	x->text = BUF_INIT(CELL_SIZE_MAX);
	x->row_text = BUF_INIT((size_t)CELL_SIZE_MAX * 16);
	x->strings = BUF_INIT(XLSX_PART_SIZE_MAX);
	x->out = BUF_INIT(XLSX_PART_SIZE_MAX);
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	if (source != NULL) x->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (x->zip == NULL) {
		if (source != NULL) zip_source_free(source);
		fail_damaged(x);
	} else {
		read_workbook(x);
		zip_discard(x->zip);
	}
	zip_error_fini(&error);
	if (x->status == NHI_OK && !arena_str(arena, buf_str(&x->out), text)) fail_memory(x);
	buf_free(&x->text);
	buf_free(&x->row_text);
	buf_free(&x->strings);
	buf_free(&x->out);
	return x->status;
}
