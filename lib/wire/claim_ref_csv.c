/* claim_ref_csv.c: see claim_ref_csv.h. */
#include "wire/claim_ref_csv.h"

#include "base/csv.h"
#include "wire/gzip.h"

const char *const ref_change_names[REF_CHANGE_COUNT] = {"added", "changed", "removed"};

/* --- columns by their titles ------------------------------------------------------------------ */

enum column { CODE, PRICE, FROM, TO, NAME, NAME_OTHER, LEVELS, LEVEL, BRANCH, USE, COLUMN_COUNT };
static const struct {
	const char *title;
	enum column column;
} titles[] = {
        {"診療項目代碼", CODE},
        {"藥品代號", CODE},
        {"特材代碼", CODE},
        {"醫事機構代碼", CODE},
        {"ICD-10-PCS代碼", CODE},
        {"健保支付點數", PRICE},
        {"支付點數", PRICE},
        {"支付價", PRICE},
        {"開始日期", FROM},
        {"生效起日", FROM},
        {"有效起日", FROM},
        {"合約起日", FROM},
        {"結束日期", TO},
        {"生效迄日", TO},
        {"有效迄日", TO},
        {"終止合約或歇業日期", TO},
        {"中文項目名稱", NAME},
        {"中文項目名稱(首行)", NAME},
        {"藥品中文名稱", NAME},
        {"藥品名稱", NAME},
        {"醫事機構名稱", NAME},
        {"中英文品名", NAME},
        {"英文項目名稱", NAME_OTHER},
        {"藥品英文名稱", NAME_OTHER},
        {"適用層級旗標", LEVELS},
        {"特約類別", LEVEL},
        {"分區業務組", BRANCH},
        {"分區別代碼", BRANCH},
        {"分區別", BRANCH},
        {"USE", USE},
};
/* Titles of ICD-10 carry the year of the edition: 2023年版ICD-10-CM, 2014 ICD-10-CM. */
static const char *const icd_titles[] = {"ICD-10-CM", "ICD-10-PCS"};

struct reader {
	struct csv csv;
	enum ref_kind kind;
	size_t place[COLUMN_COUNT]; /* SIZE_MAX: the list has none */
	date_t as_of;
	struct ref_rows *rows;
	struct findings *findings;
};

static struct str field(const struct reader *r, enum column c) {
	return r->place[c] == SIZE_MAX ? STR("") : csv_field(&r->csv, r->place[c]);
}

static void complain(struct reader *r, enum finding_code code, enum column c, struct str value) {
	struct place place = {.line = r->csv.row, .column = r->place[c] + 1};
	finding_add(r->findings, code, place, "%.*s", STR_ARG(value));
}

/* --- values ----------------------------------------------------------------------------------- */

/* Days of open ends: 29101231, 9991231 (ROC). */
enum { YEAR_OPEN = 2900, ROC_YEAR = 1911, ROC_YEAR_DIGITS_MAX = 3, MONTH_DAY_DIGITS = 4 };

static bool make_day(int64_t year, int64_t month, int64_t day, date_t *out) {
	struct ymd v = {(int32_t)year, (int32_t)month, (int32_t)day};
	if (!date_from_ymd(v, out)) return false;
	if (year >= YEAR_OPEN) *out = DATE_OPEN;
	return true;
}

/* YYYYMMDD of the Gregorian calendar, or 6 or 7 digits of the ROC's. */
static bool day_of_digits(struct str s, date_t *out) {
	int64_t n;
	if (s.n < 2 + MONTH_DAY_DIGITS || s.n > 4 + MONTH_DAY_DIGITS || !str_is_digits(s) ||
	    !str_to_i64(s, 0, INT32_MAX, &n))
		return false;
	int64_t year = n / 10000 + (s.n - MONTH_DAY_DIGITS <= ROC_YEAR_DIGITS_MAX ? ROC_YEAR : 0);
	return make_day(year, n / 100 % 100, n % 100, out);
}

/* Three numbers with the same mark between them: 2022-07-01, 113.12.01, 105/12/31. */
static bool day_of_parts(struct str s, date_t *out) {
	int64_t part[3];
	char mark = '\0';
	for (size_t i = 0; i < s.n && mark == '\0'; i++)
		if (s.p[i] < '0' || s.p[i] > '9') mark = s.p[i];
	if (mark != '-' && mark != '.' && mark != '/') return false;
	size_t year_digits = str_find_char(s, mark);
	for (int i = 0; i < 3; i++)
		if (!str_to_i64(str_cut(&s, mark), 0, 9999, &part[i])) return false;
	if (s.n > 0) return false;
	return make_day(part[0] + (year_digits <= ROC_YEAR_DIGITS_MAX ? ROC_YEAR : 0), part[1],
	                part[2], out);
}

/* False when the field holds something that is no day. Empty leaves *out. */
static bool read_day(struct reader *r, enum column c, date_t *out) {
	struct str s = str_trim(field(r, c));
	if (s.n == 0) return true;
	if (day_of_digits(s, out) || day_of_parts(s, out)) return true;
	complain(r, FIND_REF_DAY, c, s);
	return false;
}

/* "0000260", "1050", "12.50", "12.5000". */
static bool read_price(struct reader *r, int64_t *out) {
	enum { PRICE_MAX = 1000000000, DECIMALS = 2 };
	struct str s = str_trim(field(r, PRICE)), rest = s;
	if (s.n == 0) return true;
	struct str whole = str_cut(&rest, '.');
	int64_t n, part = 0;
	bool ok = whole.n > 0 && str_is_digits(whole) && str_to_i64(whole, 0, PRICE_MAX, &n);
	for (size_t i = 0; i < (rest.n > DECIMALS ? rest.n : DECIMALS) && ok; i++) {
		char c = i < rest.n ? rest.p[i] : '0';
		ok = c >= '0' && c <= '9' && (i < DECIMALS || c == '0');
		if (i < DECIMALS) part = part * 10 + (c - '0');
	}
	if (!ok) {
		complain(r, FIND_REF_PRICE, PRICE, s);
		return false;
	}
	*out = n * 100 + part;
	return true;
}

/* Four flags 基地區醫; anything else, or none set, tells nothing. */
static uint8_t levels_of(struct str s) {
	enum { FLAGS = 4 };
	uint8_t levels = 0;
	if (s.n != FLAGS) return 0;
	for (int i = 0; i < FLAGS; i++) {
		if (s.p[i] != '0' && s.p[i] != '1') return 0;
		if (s.p[i] == '1') levels = (uint8_t)(levels | 1 << i);
	}
	return levels;
}

static uint8_t digit_of(struct str s, int max) {
	int64_t n;
	return str_to_i64(str_trim(s), 0, max, &n) ? (uint8_t)n : 0;
}

/* Letters, digits and the marks that codes have, without the point of ICD-10. */
static bool read_code(struct reader *r, struct ref_key *key) {
	char code[REF_KEY_SIZE];
	struct str s = str_trim(field(r, CODE));
	size_t n = 0;
	bool is_icd = r->kind == REF_KIND_DIAGNOSIS, ok = s.n > 0;
	for (size_t i = 0; i < s.n && ok; i++) {
		if (is_icd && s.p[i] == '.') continue;
		ok = n < REF_KEY_SIZE && s.p[i] > ' ' && s.p[i] <= '~';
		if (ok) code[n++] = s.p[i];
	}
	if (ok && n > 0) return ref_key_make((struct str){code, n}, key);
	complain(r, FIND_REF_CODE, CODE, s);
	return false;
}

static bool read_row(struct reader *r, struct ref_row *out) {
	*out = (struct ref_row){.from = DATE_MIN, .to = DATE_OPEN, .price = REF_NO_PRICE};
	out->line = (uint32_t)r->csv.row;
	if (!read_code(r, &out->key) || !read_day(r, FROM, &out->from) ||
	    !read_day(r, TO, &out->to) || !read_price(r, &out->price))
		return false;
	if (out->to != DATE_OPEN) out->to++; /* the day of the end is the last one */
	if (out->to <= out->from) {
		complain(r, FIND_REF_PERIOD, TO, field(r, TO));
		return false;
	}
	out->name = str_trim(field(r, NAME));
	if (out->name.n == 0) out->name = str_trim(field(r, NAME_OTHER));
	out->levels = levels_of(str_trim(field(r, LEVELS)));
	out->level = digit_of(field(r, LEVEL), REF_OTHER);
	out->branch = digit_of(field(r, BRANCH), 6);
	out->is_heading = str_is(str_trim(field(r, USE)), "0");
	/* Prices of documents of law are those of its version: nothing says since when. */
	if (r->kind == REF_KIND_SERVICE_LEVELS) out->from = r->as_of;
	return true;
}

/* --- text ------------------------------------------------------------------------------------- */

enum { SURROGATE_FIRST = 0xD800, SURROGATE_LOW = 0xDC00, SURROGATE_LAST = 0xDFFF, BYTE = 8 };

/* UTF-16, least byte first, as an older roster comes. Half pairs become U+FFFD. */
static enum nhi_status from_utf16(struct str bytes, struct arena *arena, struct str *out,
                                  struct err *err) {
	struct buf b = BUF_INIT(REF_LIST_BYTES_MAX);
	for (size_t i = 2; i + 1 < bytes.n; i += 2) {
		uint32_t c = (unsigned char)bytes.p[i] | (uint32_t)(unsigned char)bytes.p[i + 1]
		                                                 << BYTE;
		if (c >= SURROGATE_FIRST && c <= SURROGATE_LAST) c = 0xFFFD;
		buf_put_utf8(&b, c);
	}
	bool ok = buf_ok(&b) && arena_str(arena, buf_str(&b), out);
	buf_free(&b);
	return ok ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

static enum nhi_status text_of(struct str bytes, struct arena *arena, struct str *out,
                               struct err *err) {
	enum nhi_status st = NHI_OK;
	if (gzip_is(bytes)) st = gzip_read(bytes, REF_LIST_BYTES_MAX, arena, &bytes, err);
	if (st == NHI_OK && str_starts(bytes, STR("\xFF\xFE")))
		st = from_utf16(bytes, arena, &bytes, err);
	*out = bytes;
	return st;
}

static size_t count_lines(struct str s) {
	size_t n = 1;
	while (s.n > 0) {
		size_t at = str_find_char(s, '\n');
		n++;
		s = str_slice(s, at + 1, s.n);
	}
	return n;
}

/* --- a list ----------------------------------------------------------------------------------- */

static void find_column(struct reader *r, struct str title, size_t place) {
	for (size_t k = 0; k < COUNT_OF(icd_titles); k++) {
		int64_t year;
		if (!str_ends(title, str_from(icd_titles[k])) ||
		    !str_to_i64(str_slice(title, 0, 4), 2000, 2999, &year))
			continue;
		r->place[CODE] = place;
		r->rows->edition = (int32_t)year;
	}
	for (size_t k = 0; k < COUNT_OF(titles); k++)
		if (str_is(title, titles[k].title) && r->place[titles[k].column] == SIZE_MAX)
			r->place[titles[k].column] = place;
}

static enum nhi_status read_titles(struct reader *r, struct str text, struct arena *arena,
                                   struct err *err) {
	bool more;
	csv_init(&r->csv, text, arena);
	struct str rest = text, line = str_cut(&rest, '\n');
	if (str_find_char(line, '\t') < line.n) r->csv.separator = '\t';
	for (int i = 0; i < COLUMN_COUNT; i++) r->place[i] = SIZE_MAX;
	enum nhi_status st = csv_next(&r->csv, &more, err);
	for (size_t i = 0; st == NHI_OK && more && i < r->csv.count; i++)
		find_column(r, str_trim(csv_field(&r->csv, i)), i);
	if (st == NHI_OK && r->place[CODE] == SIZE_MAX)
		st = err_set(err, NHI_INPUT,
		             "第一列沒有代碼欄；請用健保署公開資料的原檔" ERR_SEP
		             "the title row has no column of codes; use the file as the agency "
		             "publishes it");
	return st;
}

static int by_code(const void *a, const void *b) {
	const struct ref_row *x = a, *y = b;
	int c = memcmp(&x->key, &y->key, sizeof x->key);
	if (c != 0) return c;
	if (x->from != y->from) return x->from < y->from ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static void complain_twice(struct findings *f, const struct ref_row *row) {
	struct str code = {row->key.c, strnlen(row->key.c, REF_KEY_SIZE)};
	finding_add(f, FIND_REF_TWICE, (struct place){.line = row->line}, "%.*s", STR_ARG(code));
}

/* Sorts and leaves out what comes twice; who differs in nothing but the line is not worth a word.
 */
static enum nhi_status tidy_rows(struct ref_rows *rows, struct findings *f, struct err *err) {
	size_t kept = 0, same = 0;
	if (rows->count > 0) qsort(rows->row, rows->count, sizeof rows->row[0], by_code);
	for (size_t i = 0; i < rows->count; i++) {
		struct ref_row *last = kept > 0 ? &rows->row[kept - 1] : NULL, *row = &rows->row[i];
		bool same_code =
		        last != NULL && memcmp(&last->key, &row->key, sizeof row->key) == 0;
		same = same_code ? same + 1 : 0;
		if (same > REF_ROWS_OF_CODE_MAX)
			return err_set(err, NHI_LIMIT, "code" ERR_SEP "%d", REF_ROWS_OF_CODE_MAX);
		if (same_code && last->from == row->from) {
			if (last->price != row->price || last->to != row->to)
				complain_twice(f, row);
			continue;
		}
		rows->is_history |= same_code;
		rows->row[kept++] = *row;
	}
	rows->count = kept;
	return NHI_OK;
}

enum nhi_status ref_list_read(const struct ref_source *source, struct arena *arena,
                              struct ref_rows *out, struct findings *findings, struct err *err) {
	struct str text;
	*out = (struct ref_rows){.as_of = ref_as_of(source->as_of),
	                         .is_complete = source->is_complete};
	if (!ref_kind_parse(source->kind, &out->kind))
		return err_set(err, NHI_INPUT,
		               "不認得資料種類「%.*s」" ERR_SEP "“%.*s” is no kind of list",
		               STR_ARG(source->kind), STR_ARG(source->kind));
	enum nhi_status st = text_of(source->bytes, arena, &text, err);
	if (st != NHI_OK) return st;
	struct reader *r = ARENA_NEW(arena, struct reader);
	out->row = ARENA_ARRAY(arena, count_lines(text), struct ref_row);
	if (r == NULL || out->row == NULL) return err_set(err, NHI_MEMORY, "");
	*r = (struct reader){.kind = out->kind, .rows = out, .findings = findings};
	r->as_of = out->as_of;
	st = read_titles(r, text, arena, err);
	bool more = st == NHI_OK;
	while (more && (st = csv_next(&r->csv, &more, err)) == NHI_OK && more)
		if (read_row(r, &out->row[out->count])) out->count++;
	if (st == NHI_OK) st = tidy_rows(out, findings, err);
	return st;
}

/* --- manifest --------------------------------------------------------------------------------- */

bool ref_kind_parse(struct str s, enum ref_kind *out) {
	for (int i = 0; i < REF_KIND_COUNT; i++) {
		if (!str_is(s, ref_kind_names[i])) continue;
		*out = (enum ref_kind)i;
		return true;
	}
	return false;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

date_t ref_as_of(struct str s) {
	enum { YEAR = 4, MONTH_END = 7, DAY_END = 10 };
	date_t best = DATE_MIN;
	size_t best_n = 0;
	for (size_t i = 0; i + YEAR <= s.n; i++) {
		int64_t year, month = 1;
		date_t day;
		if ((i > 0 && is_digit(s.p[i - 1])) ||
		    !str_to_i64(str_slice(s, i, i + YEAR), 1900, 2999, &year))
			continue;
		size_t n = YEAR;
		if (date_parse(str_slice(s, i, i + DAY_END), &day))
			n = DAY_END;
		else if (i + MONTH_END <= s.n && s.p[i + YEAR] == '-' &&
		         str_to_i64(str_slice(s, i + YEAR + 1, i + MONTH_END), 1, 12, &month))
			n = MONTH_END;
		if (n <= best_n) continue; /* the most exact one, of these the first */
		if (n != DAY_END) day = month_first(month_make((int32_t)year, (int32_t)month));
		best = day;
		best_n = n;
	}
	return best;
}

enum nhi_status ref_manifest_read(struct str bytes, struct arena *arena, struct ref_source **out,
                                  size_t *count, struct err *err) {
	static const char *const names[] = {"file", "kind", "as_of", "complete"};
	enum { FILE_NAME, KIND, AS_OF, COMPLETE, NAMES };
	size_t place[NAMES];
	bool more = true;
	struct csv *csv = ARENA_NEW(arena, struct csv);
	*count = 0;
	*out = ARENA_ARRAY(arena, REF_LISTS_MAX, struct ref_source);
	if (csv == NULL || *out == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(csv, bytes, arena);
	enum nhi_status st = csv_titles(csv, names, NAMES, place, err);
	while (st == NHI_OK && (st = csv_next(csv, &more, err)) == NHI_OK && more) {
		if (*count == REF_LISTS_MAX)
			return err_set(err, NHI_LIMIT, "manifest.csv" ERR_SEP "%d", REF_LISTS_MAX);
		(*out)[(*count)++] = (struct ref_source){
		        .name = str_trim(csv_field(csv, place[FILE_NAME])),
		        .kind = str_trim(csv_field(csv, place[KIND])),
		        .as_of = str_trim(csv_field(csv, place[AS_OF])),
		        .is_complete = str_is(str_trim(csv_field(csv, place[COMPLETE])), "yes")};
	}
	return st == NHI_OK ? st : err_where(err, "manifest.csv");
}

/* --- differences ------------------------------------------------------------------------------ */

static bool is_same(const struct ref_row *a, const struct ref_row *b) {
	return a->to == b->to && a->price == b->price && a->levels == b->levels &&
	       a->level == b->level && a->branch == b->branch && a->is_heading == b->is_heading &&
	       str_eq(a->name, b->name);
}

static int compare(const struct ref_row *a, const struct ref_row *b) {
	int c = memcmp(&a->key, &b->key, sizeof a->key);
	if (c != 0) return c;
	return a->from < b->from ? -1 : a->from > b->from;
}

void ref_rows_compare(const struct ref_rows *before, const struct ref_rows *after,
                      void (*each)(const struct ref_difference *d, void *context), void *context) {
	size_t i = 0, k = 0;
	while (i < before->count || k < after->count) {
		const struct ref_row *a = i < before->count ? &before->row[i] : NULL;
		const struct ref_row *b = k < after->count ? &after->row[k] : NULL;
		int c = a == NULL ? 1 : b == NULL ? -1 : compare(a, b);
		struct ref_difference d = {REF_CHANGED, c <= 0 ? a : NULL, c >= 0 ? b : NULL};
		i += c <= 0;
		k += c >= 0;
		if (c == 0 && is_same(a, b)) continue;
		if (c != 0) d.change = c < 0 ? REF_REMOVED : REF_ADDED;
		each(&d, context);
	}
}
