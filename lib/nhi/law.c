/* law.c: parser and look-ups of the law files; see law.h. */
#include "nhi/law.h"

#include "base/check.h"
#include "base/csv.h"

#include <stdlib.h>

static const char *const unit_names[LAW_UNIT_COUNT] = {
        [LAW_TWD] = "twd",     [LAW_POINT] = "point", [LAW_PPM] = "ppm",
        [LAW_E8] = "e8",       [LAW_DAY] = "day",     [LAW_WORKING_DAY] = "working_day",
        [LAW_MONTH] = "month", [LAW_COUNT] = "count", [LAW_FLAG] = "flag",
        [LAW_RATIO] = "ppm",
};

const char *law_unit_name(enum law_unit unit) { return unit_names[unit]; }

bool law_unit_parse(struct str s, enum law_unit *out) {
	for (size_t i = 0; i < LAW_UNIT_COUNT; i++) {
		if (!str_is(s, unit_names[i])) continue;
		*out = (enum law_unit)i;
		return true;
	}
	return false;
}

/* What a row of a file says before it is sorted into its parameter. */
struct raw_value {
	size_t parameter; /* index into law->parameters */
	struct law_value value;
	bool overlay;
	size_t order; /* place in reading order: a later overlay row wins */
};

struct raw_grade {
	struct law_grade grade;
	date_t from;
	struct str source;
	bool verified, overlay;
	size_t order;
};

struct reader {
	struct law *law;
	struct arena *arena;
	struct buf values; /* struct raw_value records */
	struct buf grades; /* struct raw_grade records */
	const struct law_file *file;
	struct csv csv;
	struct err *err;
};

static enum nhi_status bad_row(struct reader *r, const char *zh, const char *en) {
	return err_set(r->err, NHI_LAW_ROW, "%.*s" ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s",
	               STR_ARG(r->file->name), r->csv.row, zh, en);
}

static enum nhi_status out_of_memory(struct reader *r) { return err_set(r->err, NHI_MEMORY, ""); }

/* Calls `take` for each data row of the current file. */
static enum nhi_status each_row(struct reader *r, const char *const *names, size_t count,
                                size_t *places,
                                enum nhi_status (*take)(struct reader *, const size_t *)) {
	csv_init(&r->csv, r->file->bytes, r->arena);
	enum nhi_status st = csv_titles(&r->csv, names, count, places, r->err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&r->csv, &more, r->err);
		if (st != NHI_OK || !more) break;
		st = take(r, places);
	}
	if (st != NHI_OK) err_where(r->err, "%.*s:%zu", STR_ARG(r->file->name), r->csv.row);
	return st;
}

/* --- declarations ------------------------------------------------------------------------ */

enum { P_NAME, P_UNIT, P_MIN, P_MAX, P_ZH, P_EN, P_ARTICLE, P_COLUMNS };
static const char *const parameter_columns[P_COLUMNS] = {"parameter", "unit", "min",    "max",
                                                         "zh",        "en",   "article"};

static enum nhi_status take_parameter(struct reader *r, const size_t *at) {
	struct law_parameter *p = &r->law->parameters[r->law->parameter_count];
	p->name = csv_field(&r->csv, at[P_NAME]);
	p->zh = csv_field(&r->csv, at[P_ZH]);
	p->en = csv_field(&r->csv, at[P_EN]);
	p->article = csv_field(&r->csv, at[P_ARTICLE]);
	if (p->name.n == 0) return bad_row(r, "沒有參數名稱", "no parameter name");
	if (!law_unit_parse(csv_field(&r->csv, at[P_UNIT]), &p->unit))
		return bad_row(r, "單位不明", "unknown unit");
	if (!str_to_i64(csv_field(&r->csv, at[P_MIN]), INT64_MIN, INT64_MAX, &p->min) ||
	    !str_to_i64(csv_field(&r->csv, at[P_MAX]), INT64_MIN, INT64_MAX, &p->max))
		return bad_row(r, "上下限不是整數", "min or max is not a whole number");
	r->law->parameter_count++;
	return NHI_OK;
}

static int by_name(const void *a, const void *b) {
	return str_cmp(((const struct law_parameter *)a)->name,
	               ((const struct law_parameter *)b)->name);
}

static size_t count_lines(struct str bytes) {
	size_t n = 1;
	for (size_t i = 0; i < bytes.n; i++) n += bytes.p[i] == '\n';
	return n;
}

/* All parameters.csv (the base's and an overlay's) declare into one sorted array. */
static enum nhi_status read_parameters(struct reader *r, const struct law_file *files,
                                       size_t count) {
	size_t lines = 0;
	for (size_t i = 0; i < count; i++)
		if (str_is(files[i].name, "parameters.csv")) lines += count_lines(files[i].bytes);
	if (lines == 0) return err_set(r->err, NHI_LAW_MISSING_TABLE, "parameters.csv");
	r->law->parameters = ARENA_ARRAY(r->arena, lines, struct law_parameter);
	if (r->law->parameters == NULL) return out_of_memory(r);
	for (size_t i = 0; i < count; i++) {
		if (!str_is(files[i].name, "parameters.csv")) continue;
		size_t places[P_COLUMNS];
		r->file = &files[i];
		enum nhi_status st =
		        each_row(r, parameter_columns, P_COLUMNS, places, take_parameter);
		if (st != NHI_OK) return st;
	}
	struct law_parameter *p = r->law->parameters;
	qsort(p, r->law->parameter_count, sizeof *p, by_name);
	for (size_t i = 1; i < r->law->parameter_count; i++)
		if (str_eq(p[i - 1].name, p[i].name))
			return err_set(r->err, NHI_EXISTS, "%.*s", STR_ARG(p[i].name));
	return NHI_OK;
}

const struct law_parameter *law_parameter(const struct law *law, struct str name) {
	size_t low = 0, high = law->parameter_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(law->parameters[mid].name, name);
		if (order == 0) return &law->parameters[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* --- values ------------------------------------------------------------------------------- */

enum { V_PARAMETER, V_FROM, V_VALUE, V_UNIT, V_SOURCE, V_VERIFIED, V_COLUMNS };
static const char *const value_columns[V_COLUMNS] = {"parameter", "effective_from", "value",
                                                     "unit",      "source",         "verified"};

static bool parse_verified(struct str s, bool *out) {
	*out = str_is(s, "yes");
	return *out || str_is(s, "no");
}

static enum nhi_status take_value(struct reader *r, const size_t *at) {
	const struct law_parameter *p = law_parameter(r->law, csv_field(&r->csv, at[V_PARAMETER]));
	if (p == NULL)
		return bad_row(r, "參數沒有在 parameters.csv 宣告",
		               "the parameter is not declared in parameters.csv");
	struct raw_value raw = {.parameter = (size_t)(p - r->law->parameters),
	                        .overlay = r->file->overlay,
	                        .order = r->values.n};
	struct law_value *v = &raw.value;
	enum law_unit unit;
	struct str text = csv_field(&r->csv, at[V_VALUE]);
	v->source = csv_field(&r->csv, at[V_SOURCE]);
	v->in_force = !str_is(text, "-");
	if (!date_parse(csv_field(&r->csv, at[V_FROM]), &v->from))
		return bad_row(r, "生效日不是日期", "effective_from is not a date");
	if (v->in_force && !str_to_i64(text, p->min, p->max, &v->value))
		return bad_row(r, "數值不是整數或超出宣告的範圍",
		               "the value is not a whole number within the declared range");
	if (!law_unit_parse(csv_field(&r->csv, at[V_UNIT]), &unit) || unit != p->unit)
		return bad_row(r, "單位與宣告不同", "the unit differs from the declaration");
	if (v->source.n == 0) return bad_row(r, "沒有來源", "no source");
	if (!parse_verified(csv_field(&r->csv, at[V_VERIFIED]), &v->verified))
		return bad_row(r, "verified 應為 yes 或 no", "verified must be yes or no");
	buf_put(&r->values, (struct str){(const char *)&raw, sizeof raw});
	return buf_ok(&r->values) ? NHI_OK : out_of_memory(r);
}

static int by_parameter_and_date(const void *a, const void *b) {
	const struct raw_value *x = a, *y = b;
	if (x->parameter != y->parameter) return x->parameter < y->parameter ? -1 : 1;
	if (x->value.from != y->value.from) return x->value.from < y->value.from ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* Rows of one parameter and day: the overlay's replaces the base's, otherwise it is an error. */
static enum nhi_status add_value(struct reader *r, const struct raw_value *raw,
                                 const struct raw_value *before) {
	struct law_parameter *p = &r->law->parameters[raw->parameter];
	bool same_day = before != NULL && before->parameter == raw->parameter &&
	                before->value.from == raw->value.from;
	if (same_day && before->overlay == raw->overlay) {
		struct buf day = BUF_INIT(16);
		date_print(&day, raw->value.from);
		err_set(r->err, NHI_LAW_DUPLICATE, "%.*s" ERR_SEP "%.*s", STR_ARG(p->name),
		        STR_ARG(buf_str(&day)));
		buf_free(&day);
		return NHI_LAW_DUPLICATE;
	}
	if (same_day) p->value_count--;
	if (p->value_count > 0) p->values[p->value_count - 1].to = raw->value.from;
	p->values[p->value_count] = raw->value;
	p->values[p->value_count++].to = DATE_OPEN;
	return NHI_OK;
}

static enum nhi_status sort_values(struct reader *r) {
	size_t count = r->values.n / sizeof(struct raw_value);
	struct raw_value *raw = (struct raw_value *)(void *)r->values.p;
	struct law_value *place = ARENA_ARRAY(r->arena, count, struct law_value);
	if (place == NULL) return out_of_memory(r);
	if (count > 0) qsort(raw, count, sizeof *raw, by_parameter_and_date);
	for (size_t i = 0; i < count; i++) {
		struct law_parameter *p = &r->law->parameters[raw[i].parameter];
		if (p->values == NULL) p->values = place + i;
		enum nhi_status st = add_value(r, &raw[i], i > 0 ? &raw[i - 1] : NULL);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

/* --- grade table -------------------------------------------------------------------------- */

enum {
	G_FROM,
	G_GRADE,
	G_GROUP,
	G_WAGE_FROM,
	G_WAGE_TO,
	G_AMOUNT,
	G_SOURCE,
	G_VERIFIED,
	G_COLUMNS
};
static const char *const grade_columns[G_COLUMNS] = {"effective_from", "grade",   "group",
                                                     "wage_from",      "wage_to", "insured_amount",
                                                     "source",         "verified"};

enum { GRADE_MAX = 999 };
#define AMOUNT_MAX INT64_C(1000000000)

static bool small_number(struct str s, int32_t *out) {
	int64_t v;
	if (!str_to_i64(s, 1, GRADE_MAX, &v)) return false;
	*out = (int32_t)v;
	return true;
}

static enum nhi_status take_grade(struct reader *r, const size_t *at) {
	struct raw_grade raw = {.overlay = r->file->overlay, .order = r->grades.n};
	struct law_grade *g = &raw.grade;
	struct str wage_to = csv_field(&r->csv, at[G_WAGE_TO]);
	raw.source = csv_field(&r->csv, at[G_SOURCE]);
	g->wage_to = INT64_MAX;
	if (!date_parse(csv_field(&r->csv, at[G_FROM]), &raw.from))
		return bad_row(r, "生效日不是日期", "effective_from is not a date");
	if (!small_number(csv_field(&r->csv, at[G_GRADE]), &g->grade) ||
	    !small_number(csv_field(&r->csv, at[G_GROUP]), &g->group))
		return bad_row(r, "等級或組別不是數字", "grade or group is not a number");
	if (!str_to_i64(csv_field(&r->csv, at[G_WAGE_FROM]), 0, AMOUNT_MAX, &g->wage_from) ||
	    (wage_to.n > 0 && !str_to_i64(wage_to, 0, AMOUNT_MAX, &g->wage_to)) ||
	    !str_to_i64(csv_field(&r->csv, at[G_AMOUNT]), 1, AMOUNT_MAX, &g->insured_amount))
		return bad_row(r, "金額不是數字", "an amount is not a number");
	if (raw.source.n == 0) return bad_row(r, "沒有來源", "no source");
	if (!parse_verified(csv_field(&r->csv, at[G_VERIFIED]), &raw.verified))
		return bad_row(r, "verified 應為 yes 或 no", "verified must be yes or no");
	buf_put(&r->grades, (struct str){(const char *)&raw, sizeof raw});
	return buf_ok(&r->grades) ? NHI_OK : out_of_memory(r);
}

static int by_date_layer_grade(const void *a, const void *b) {
	const struct raw_grade *x = a, *y = b;
	if (x->from != y->from) return x->from < y->from ? -1 : 1;
	if (x->overlay != y->overlay) return x->overlay ? -1 : 1; /* the overlay's version first */
	if (x->grade.grade != y->grade.grade) return x->grade.grade < y->grade.grade ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static enum nhi_status sort_grades(struct reader *r) {
	size_t count = r->grades.n / sizeof(struct raw_grade);
	struct raw_grade *raw = (struct raw_grade *)(void *)r->grades.p;
	struct law_grade *rows = ARENA_ARRAY(r->arena, count, struct law_grade);
	struct law *law = r->law;
	law->grades = ARENA_ARRAY(r->arena, count, struct law_grades);
	if (rows == NULL || law->grades == NULL) return out_of_memory(r);
	if (count > 0) qsort(raw, count, sizeof *raw, by_date_layer_grade);
	bool overlay = false; /* layer of the version that is being filled */
	for (size_t i = 0; i < count; i++) {
		struct law_grades *version =
		        law->grades_count == 0 ? NULL : &law->grades[law->grades_count - 1];
		if (version == NULL || version->from != raw[i].from) {
			if (version != NULL) version->to = raw[i].from;
			version = &law->grades[law->grades_count++];
			*version = (struct law_grades){.from = raw[i].from,
			                               .to = DATE_OPEN,
			                               .rows = rows + i,
			                               .source = raw[i].source,
			                               .verified = raw[i].verified};
			overlay = raw[i].overlay;
		}
		if (raw[i].overlay != overlay)
			continue; /* the base's table of that day is replaced */
		version->rows[version->count++] = raw[i].grade;
	}
	return NHI_OK;
}

/* --- all together --------------------------------------------------------------------------- */

/* A value file is known by its title row, so that an institution is added by adding a file. */
static bool has_title(struct str bytes, struct str first) {
	struct str bom = STR("\xEF\xBB\xBF");
	if (str_starts(bytes, bom)) bytes = str_slice(bytes, bom.n, bytes.n);
	return str_starts(bytes, first);
}

static enum nhi_status read_files(struct reader *r, const struct law_file *files, size_t count) {
	for (size_t i = 0; i < count; i++) {
		r->file = &files[i];
		size_t places[G_COLUMNS];
		enum nhi_status st = NHI_OK;
		if (!str_is_utf8(files[i].bytes))
			return err_set(r->err, NHI_NOT_UTF8, "%.*s", STR_ARG(files[i].name));
		if (str_is(files[i].name, "grades.csv"))
			st = each_row(r, grade_columns, G_COLUMNS, places, take_grade);
		else if (has_title(files[i].bytes, STR("parameter,effective_from,")))
			st = each_row(r, value_columns, V_COLUMNS, places, take_value);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

static void hash_files(struct law *law, const struct law_file *files, size_t count) {
	struct sha256 h;
	unsigned char digest[SHA256_SIZE];
	sha256_init(&h);
	for (size_t i = 0; i < count; i++) {
		sha256_add(&h, files[i].name);
		sha256_add(&h, files[i].overlay ? STR("\n+\n") : STR("\n \n"));
		sha256_add(&h, files[i].bytes);
	}
	sha256_end(&h, digest);
	sha256_to_hex(digest, law->hash);
}

enum nhi_status law_read(struct law *out, struct arena *arena, const struct law_file *files,
                         size_t count, struct err *err) {
	*out = (struct law){0};
	struct reader r = {.law = out, .arena = arena, .err = err};
	enum nhi_status st = read_parameters(&r, files, count);
	if (st == NHI_OK) st = read_files(&r, files, count);
	if (st == NHI_OK) st = sort_values(&r);
	if (st == NHI_OK) st = sort_grades(&r);
	if (st == NHI_OK) hash_files(out, files, count);
	buf_free(&r.values);
	buf_free(&r.grades);
	return st;
}

static const struct law_value *value_at(const struct law_parameter *p, date_t at) {
	const struct law_value *found = NULL;
	for (size_t i = 0; i < p->value_count && p->values[i].from <= at; i++)
		found = &p->values[i];
	return found;
}

const struct law_value *law_at(const struct law *law, struct str name, date_t at) {
	const struct law_parameter *p = law_parameter(law, name);
	const struct law_value *v = p == NULL ? NULL : value_at(p, at);
	return v == NULL || !v->in_force ? NULL : v;
}

enum nhi_status law_need(const struct law *law, const char *name, date_t at,
                         const struct law_value **out, struct err *err) {
	if (law_parameter(law, str_from(name)) == NULL)
		return err_set(err, NHI_LAW_UNKNOWN, "%s", name);
	*out = law_at(law, str_from(name), at);
	if (*out != NULL) return NHI_OK;
	struct buf day = BUF_INIT(16);
	date_print(&day, at);
	err_set(err, NHI_LAW_NO_VALUE, "%s" ERR_SEP "%.*s", name, STR_ARG(buf_str(&day)));
	buf_free(&day);
	return NHI_LAW_NO_VALUE;
}

const struct law_grades *law_grades_at(const struct law *law, date_t at) {
	const struct law_grades *found = NULL;
	for (size_t i = 0; i < law->grades_count && law->grades[i].from <= at; i++)
		found = &law->grades[i];
	return found;
}

/* 51700 ppm as "5.17%": four decimals at most, no zeros at the end. */
static void print_percent(struct buf *out, int64_t ppm_value) {
	int64_t whole = ppm_value / 10000, rest = ppm_value % 10000;
	if (ppm_value < 0) buf_put_char(out, '-');
	buf_put_i64(out, whole < 0 ? -whole : whole);
	if (rest < 0) rest = -rest;
	if (rest != 0) {
		unsigned digits = 4;
		while (rest % 10 == 0) {
			rest /= 10;
			digits--;
		}
		buf_put_char(out, '.');
		buf_put_i64_padded(out, rest, digits);
	}
	buf_put_char(out, '%');
}

/* 560000 ppm as "0.56". */
static void print_decimal(struct buf *out, int64_t ppm_value) {
	int64_t rest = ppm_value % 1000000;
	buf_put_i64(out, ppm_value / 1000000); /* such numbers are not below 0 */
	if (rest == 0) return;
	unsigned digits = 6;
	while (rest % 10 == 0) {
		rest /= 10;
		digits--;
	}
	buf_put_char(out, '.');
	buf_put_i64_padded(out, rest, digits);
}

enum law_unit law_print_unit(const struct law_parameter *p) {
	return p->unit == LAW_PPM && p->max > 1000000 ? LAW_RATIO : p->unit;
}

void law_print_value(struct buf *out, enum law_unit unit, int64_t value, const char *lang) {
	bool en = str_is(str_from(lang), "en");
	switch (unit) {
	case LAW_PPM: print_percent(out, value); return;
	case LAW_RATIO: print_decimal(out, value); return;
	case LAW_TWD:
		if (en) buf_put_c(out, "NT$");
		buf_put_i64_grouped(out, value);
		if (!en) buf_put_c(out, " 元");
		return;
	case LAW_POINT:
		buf_put_i64_grouped(out, value);
		buf_put_c(out, en ? " points" : " 點");
		return;
	case LAW_DAY:
		buf_put_i64(out, value);
		buf_put_c(out, en ? " days" : " 日");
		return;
	case LAW_WORKING_DAY:
		buf_put_i64(out, value);
		buf_put_c(out, en ? " working days" : " 個工作日");
		return;
	case LAW_MONTH:
		buf_put_i64(out, value);
		buf_put_c(out, en ? " months" : " 個月");
		return;
	case LAW_E8:
	case LAW_COUNT:
	case LAW_FLAG: buf_put_i64_grouped(out, value); return;
	case LAW_UNIT_COUNT: break;
	}
	CHECK(false);
}
