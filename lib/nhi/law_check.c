/* law_check.c: see law_check.h. */
#include "nhi/law_check_internal.h"

#include "nhi/law_source.h"

#include <stdlib.h>

static const struct str title_of_values = {"parameter,effective_from,", 25};

const char *law_day_text(date_t d, char out[LAW_DAY_SIZE]) {
	struct ymd v = date_to_ymd(d);
	(void)snprintf(out, LAW_DAY_SIZE, "%04d-%02d-%02d", v.year % 10000, v.month % 100,
	               v.day % 100); /* ten characters by the remainders */
	return out;
}

/* --- reading ------------------------------------------------------------------------------ */

static void report_csv(struct law_checker *c, struct err *e) {
	if (e->code == NHI_MISSING_COLUMN) {
		struct str rest = {e->detail, e->detail_n};
		struct str column = str_cut(&rest, ERR_SEP[0]);
		LAW_CHECK_REPORT(c, LAW_RULE_COLUMN, "%.*s", STR_ARG(column));
		return;
	}
	struct buf zh = BUF_INIT(4096), en = BUF_INIT(4096);
	err_message(e, "zh", &zh);
	err_message(e, "en", &en);
	LAW_CHECK_REPORT(c, LAW_RULE_NOT_CSV, "%.*s" ERR_SEP "%.*s", STR_ARG(buf_str(&zh)),
	                 STR_ARG(buf_str(&en)));
	buf_free(&zh);
	buf_free(&en);
}

bool law_check_open(struct law_checker *c, const struct law_file *file, const char *const *names,
                    size_t count, size_t *places) {
	struct err e = ERR_INIT;
	c->file = file;
	csv_init(&c->csv, file->bytes, c->arena);
	if (csv_titles(&c->csv, names, count, places, &e) == NHI_OK) return true;
	report_csv(c, &e);
	return false;
}

bool law_check_next(struct law_checker *c) {
	struct err e = ERR_INIT;
	bool more = false;
	if (csv_next(&c->csv, &more, &e) == NHI_OK) return more;
	report_csv(c, &e);
	return false;
}

bool law_check_day(struct law_checker *c, struct str text, date_t *out) {
	if (date_parse(text, out)) return true;
	LAW_CHECK_REPORT(c, LAW_RULE_DATE, "%.*s", STR_ARG(text));
	return false;
}

void law_check_source(struct law_checker *c, struct str source, struct str verified) {
	struct str rest = source;
	struct law_source s;
	bool well_formed, has_document = false;
	if (source.n == 0) LAW_CHECK_REPORT(c, LAW_RULE_NO_SOURCE, "%s", "");
	while (law_source_next(&rest, &s, &well_formed)) {
		bool is_facts = s.kind == LAW_SOURCE_FACTS;
		if (!well_formed || (!is_facts && !s.has_date))
			LAW_CHECK_REPORT(c, LAW_RULE_SOURCE, "%.*s", STR_ARG(s.text));
		if (!is_facts) has_document = true;
	}
	bool yes = str_is(verified, "yes");
	if (!yes && !str_is(verified, "no"))
		LAW_CHECK_REPORT(c, LAW_RULE_VERIFIED, "%.*s", STR_ARG(verified));
	if (yes && source.n > 0 && !has_document) LAW_CHECK_REPORT(c, LAW_RULE_UNPROVEN, "%s", "");
}

/* --- parameters.csv ------------------------------------------------------------------------- */

enum { P_NAME, P_UNIT, P_MIN, P_MAX, P_ZH, P_EN, P_ARTICLE, P_NEEDED, P_COLUMNS };
static const char *const parameter_columns[P_COLUMNS] = {
        "parameter", "unit", "min", "max", "zh", "en", "article", "needed_from?",
};

/* "premium.share.12.self": two parts or more of lower-case letters, digits and underscores. */
static bool is_name(struct str s) {
	size_t parts = 0;
	for (struct str rest = s; rest.n > 0 || parts == 0;) {
		struct str part = str_cut(&rest, '.');
		if (part.n == 0) return false;
		for (size_t i = 0; i < part.n; i++) {
			char ch = part.p[i];
			bool fits =
			        (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '_';
			if (!fits) return false;
		}
		parts++;
	}
	return parts >= 2 && s.p[s.n - 1] != '.';
}

static void check_article(struct law_checker *c, struct str article) {
	struct str rest = article;
	struct law_source s;
	bool well_formed;
	while (law_source_next(&rest, &s, &well_formed))
		if (!well_formed || s.kind != LAW_SOURCE_LAW || s.has_date)
			LAW_CHECK_REPORT(c, LAW_RULE_ARTICLE, "%.*s", STR_ARG(s.text));
}

static struct law_declared declaration(struct law_checker *c, const size_t *at) {
	struct str unit = csv_field(&c->csv, at[P_UNIT]);
	struct str min = csv_field(&c->csv, at[P_MIN]), max = csv_field(&c->csv, at[P_MAX]);
	struct str needed = csv_field(&c->csv, at[P_NEEDED]);
	struct law_declared d = {.name = csv_field(&c->csv, at[P_NAME]),
	                         .needed_from = DATE_MIN,
	                         .file = c->file->name,
	                         .row = c->csv.row};
	bool has_unit = law_unit_parse(unit, &d.unit);
	bool has_bounds = str_to_i64(min, INT64_MIN, INT64_MAX, &d.min) &&
	                  str_to_i64(max, INT64_MIN, INT64_MAX, &d.max) && d.min <= d.max;
	d.usable = has_unit && has_bounds;
	if (!is_name(d.name)) LAW_CHECK_REPORT(c, LAW_RULE_NAME, "%.*s", STR_ARG(d.name));
	if (!has_unit) LAW_CHECK_REPORT(c, LAW_RULE_UNIT, "%.*s", STR_ARG(unit));
	if (!has_bounds)
		LAW_CHECK_REPORT(c, LAW_RULE_BOUNDS, "%.*s" ERR_SEP "%.*s", STR_ARG(min),
		                 STR_ARG(max));
	if (csv_field(&c->csv, at[P_ZH]).n == 0 || csv_field(&c->csv, at[P_EN]).n == 0)
		LAW_CHECK_REPORT(c, LAW_RULE_TEXT, "%.*s", STR_ARG(d.name));
	if (needed.n > 0) (void)law_check_day(c, needed, &d.needed_from); /* reports by itself */
	check_article(c, csv_field(&c->csv, at[P_ARTICLE]));
	return d;
}

static void read_parameters(struct law_checker *c, const struct law_file *file) {
	size_t at[P_COLUMNS];
	if (!law_check_open(c, file, parameter_columns, P_COLUMNS, at)) return;
	struct str before = {"", 0};
	while (law_check_next(c)) {
		struct law_declared d = declaration(c, at);
		if (str_cmp(d.name, before) < 0)
			LAW_CHECK_REPORT(c, LAW_RULE_UNSORTED, "%.*s" ERR_SEP "%.*s",
			                 STR_ARG(d.name), STR_ARG(before));
		before = d.name;
		c->declared[c->declared_count++] = d;
	}
}

static int declared_by_name(const void *a, const void *b) {
	const struct law_declared *x = a, *y = b;
	int order = str_cmp(x->name, y->name);
	if (order != 0) return order;
	return x->row < y->row ? -1 : 1;
}

static const struct law_declared *find_declared(const struct law_checker *c, struct str name) {
	size_t low = 0, high = c->declared_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(c->declared[mid].name, name);
		if (order == 0) return &c->declared[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* --- values ----------------------------------------------------------------------------------- */

enum { V_NAME, V_FROM, V_VALUE, V_UNIT, V_SOURCE, V_VERIFIED, V_COLUMNS };
static const char *const value_columns[V_COLUMNS] = {"parameter", "effective_from", "value",
                                                     "unit",      "source",         "verified"};

/* The value itself against its declaration. */
static void check_value(struct law_checker *c, const struct law_declared *d, struct str text,
                        struct law_checked_value *v) {
	v->in_force = !str_is(text, "-");
	if (!v->in_force) return;
	if (!str_to_i64(text, INT64_MIN, INT64_MAX, &v->value)) {
		v->in_force = false;
		LAW_CHECK_REPORT(c, LAW_RULE_VALUE, "%.*s", STR_ARG(text));
		return;
	}
	if (d != NULL && d->usable && (v->value < d->min || v->value > d->max))
		LAW_CHECK_REPORT(c, LAW_RULE_RANGE, "%.*s" ERR_SEP "%lld – %lld", STR_ARG(text),
		                 (long long)d->min, (long long)d->max);
}

static void check_order(struct law_checker *c, const struct law_checked_value *before,
                        const struct law_checked_value *v) {
	if (before->row == 0 || before->name.n == 0) return;
	int order = str_cmp(before->name, v->name);
	if (order < 0 || (order == 0 && before->from <= v->from)) return;
	char x[LAW_DAY_SIZE], y[LAW_DAY_SIZE];
	LAW_CHECK_REPORT(c, LAW_RULE_UNSORTED, "%.*s %s" ERR_SEP "%.*s %s", STR_ARG(v->name),
	                 law_day_text(v->from, x), STR_ARG(before->name),
	                 law_day_text(before->from, y));
}

static void read_values(struct law_checker *c, const struct law_file *file) {
	size_t at[V_COLUMNS];
	if (!law_check_open(c, file, value_columns, V_COLUMNS, at)) return;
	struct law_checked_value before = {.row = 0};
	while (law_check_next(c)) {
		struct law_checked_value v = {.name = csv_field(&c->csv, at[V_NAME]),
		                              .overlay = file->overlay,
		                              .file = file->name,
		                              .row = c->csv.row};
		struct str unit = csv_field(&c->csv, at[V_UNIT]);
		const struct law_declared *d = find_declared(c, v.name);
		if (d == NULL) LAW_CHECK_REPORT(c, LAW_RULE_UNDECLARED, "%.*s", STR_ARG(v.name));
		if (d != NULL && d->usable && !str_is(unit, law_unit_name(d->unit)))
			LAW_CHECK_REPORT(c, LAW_RULE_UNIT_DIFFERS, "%.*s" ERR_SEP "%s",
			                 STR_ARG(unit), law_unit_name(d->unit));
		check_value(c, d, csv_field(&c->csv, at[V_VALUE]), &v);
		law_check_source(c, csv_field(&c->csv, at[V_SOURCE]),
		                 csv_field(&c->csv, at[V_VERIFIED]));
		if (!law_check_day(c, csv_field(&c->csv, at[V_FROM]), &v.from)) continue;
		check_order(c, &before, &v);
		before = v;
		c->values[c->value_count++] = v;
	}
}

static int values_by_name(const void *a, const void *b) {
	const struct law_checked_value *x = a, *y = b;
	int order = str_cmp(x->name, y->name);
	if (order != 0) return order;
	if (x->from != y->from) return x->from < y->from ? -1 : 1;
	if (x->overlay != y->overlay) return x->overlay ? 1 : -1;
	order = str_cmp(x->file, y->file);
	if (order != 0) return order;
	return x->row < y->row ? -1 : 1;
}

/* First value of that name, or value_count. */
static size_t first_value(const struct law_checker *c, struct str name) {
	size_t low = 0, high = c->value_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(c->values[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	bool found = low < c->value_count && str_eq(c->values[low].name, name);
	return found ? low : c->value_count;
}

const struct law_checked_value *law_check_value_at(const struct law_checker *c, struct str name,
                                                   date_t at) {
	const struct law_checked_value *found = NULL;
	for (size_t i = first_value(c, name); i < c->value_count; i++) {
		const struct law_checked_value *v = &c->values[i];
		if (!str_eq(v->name, name) || v->from > at) break;
		found = v;
	}
	return found == NULL || !found->in_force ? NULL : found;
}

/* --- across rows ---------------------------------------------------------------------------- */

static void check_overlaps(struct law_checker *c) {
	for (size_t i = 1; i < c->declared_count; i++)
		if (str_eq(c->declared[i - 1].name, c->declared[i].name))
			law_finding_add(c->out, LAW_RULE_DECLARED_TWICE, c->declared[i].file,
			                c->declared[i].row, "%.*s", STR_ARG(c->declared[i].name));
	for (size_t i = 1; i < c->value_count; i++) {
		const struct law_checked_value *x = &c->values[i - 1], *y = &c->values[i];
		char day[LAW_DAY_SIZE];
		if (!str_eq(x->name, y->name) || x->from != y->from || x->overlay != y->overlay)
			continue;
		law_finding_add(c->out, LAW_RULE_OVERLAP, y->file, y->row,
		                "%.*s" ERR_SEP "%s" ERR_SEP "%.*s:%zu", STR_ARG(y->name),
		                law_day_text(y->from, day), STR_ARG(x->file), x->row);
	}
}

static void check_gaps(struct law_checker *c) {
	for (size_t i = 0; i < c->declared_count; i++) {
		const struct law_declared *d = &c->declared[i];
		size_t first = first_value(c, d->name);
		char needed[LAW_DAY_SIZE], have[LAW_DAY_SIZE];
		if (first == c->value_count) {
			law_finding_add(c->out, LAW_RULE_NO_VALUE, d->file, d->row, "%.*s",
			                STR_ARG(d->name));
			continue;
		}
		if (d->needed_from == DATE_MIN || c->values[first].from <= d->needed_from) continue;
		law_finding_add(c->out, LAW_RULE_GAP, d->file, d->row,
		                "%.*s" ERR_SEP "%s" ERR_SEP "%s", STR_ARG(d->name),
		                law_day_text(d->needed_from, needed),
		                law_day_text(c->values[first].from, have));
	}
}

/* Self, unit and government make up the whole premium on each day that one of them changes. */
static void check_shares(struct law_checker *c) {
	static const char *const parts[] = {"self", "unit", "government"};
	struct str head = STR("premium.share.");
	for (size_t i = 0; i < c->value_count; i++) {
		const struct law_checked_value *v = &c->values[i];
		if (!str_starts(v->name, head) || !v->in_force) continue;
		struct str rest = str_slice(v->name, head.n, v->name.n);
		struct str who = str_cut(&rest, '.');
		int64_t sum = 0;
		bool whole = true;
		for (size_t k = 0; k < COUNT_OF(parts); k++) {
			struct buf name = BUF_INIT(256);
			buf_printf(&name, "premium.share.%.*s.%s", STR_ARG(who), parts[k]);
			const struct law_checked_value *part =
			        law_check_value_at(c, buf_str(&name), v->from);
			buf_free(&name);
			if (part == NULL || part->value < 0 || part->value > PPM_ONE)
				whole = false;
			else
				sum += part->value;
		}
		char day[LAW_DAY_SIZE];
		if (whole && sum != PPM_ONE)
			law_finding_add(c->out, LAW_RULE_SHARES, v->file, v->row,
			                "%.*s" ERR_SEP "%s" ERR_SEP "%lld", STR_ARG(who),
			                law_day_text(v->from, day), (long long)sum);
	}
}

/* --- other tables ----------------------------------------------------------------------------- */

/* Tables without dates of effect; their own readers judge them. */
static bool is_special(struct str name) {
	static const char *const names[] = {"numbers.csv"};
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_is(name, names[i])) return true;
	return false;
}

/* law/holidays.csv: a row a day (base/calendar.h). */
static void read_holidays(struct law_checker *c, const struct law_file *file) {
	enum { H_DATE, H_FLAG, H_SOURCE, H_VERIFIED, H_COLUMNS };
	static const char *const columns[H_COLUMNS] = {"date", "is_holiday", "source", "verified"};
	size_t at[H_COLUMNS], row_before = 0;
	date_t day = DATE_MIN, before = DATE_MIN;
	if (!law_check_open(c, file, columns, H_COLUMNS, at)) return;
	while (law_check_next(c)) {
		struct str flag = csv_field(&c->csv, at[H_FLAG]);
		char x[LAW_DAY_SIZE], y[LAW_DAY_SIZE];
		law_check_source(c, csv_field(&c->csv, at[H_SOURCE]),
		                 csv_field(&c->csv, at[H_VERIFIED]));
		if (!str_is(flag, "0") && !str_is(flag, "1"))
			LAW_CHECK_REPORT(c, LAW_RULE_VALUE, "%.*s", STR_ARG(flag));
		if (!law_check_day(c, csv_field(&c->csv, at[H_DATE]), &day)) continue;
		if (row_before > 0 && day == before)
			LAW_CHECK_REPORT(c, LAW_RULE_OVERLAP,
			                 "is_holiday" ERR_SEP "%s" ERR_SEP "%.*s:%zu",
			                 law_day_text(day, x), STR_ARG(file->name), row_before);
		if (day < before)
			LAW_CHECK_REPORT(c, LAW_RULE_UNSORTED, "%s" ERR_SEP "%s",
			                 law_day_text(day, x), law_day_text(before, y));
		before = day;
		row_before = c->csv.row;
	}
}

static void read_table(struct law_checker *c, const struct law_file *file) {
	static const char *const columns[] = {"effective_from?", "source?", "verified?"};
	enum { T_FROM, T_SOURCE, T_VERIFIED, T_COLUMNS };
	size_t at[T_COLUMNS];
	date_t from = DATE_MIN, before = DATE_MIN;
	if (!law_check_open(c, file, columns, T_COLUMNS, at)) return;
	if (at[T_FROM] == SIZE_MAX || at[T_SOURCE] == SIZE_MAX) {
		LAW_CHECK_REPORT(c, LAW_RULE_FILE, "%s", "");
		return;
	}
	while (law_check_next(c)) {
		struct str verified =
		        at[T_VERIFIED] == SIZE_MAX ? STR("no") : csv_field(&c->csv, at[T_VERIFIED]);
		law_check_source(c, csv_field(&c->csv, at[T_SOURCE]), verified);
		if (!law_check_day(c, csv_field(&c->csv, at[T_FROM]), &from)) continue;
		char x[LAW_DAY_SIZE], y[LAW_DAY_SIZE];
		if (from < before)
			LAW_CHECK_REPORT(c, LAW_RULE_UNSORTED, "%s" ERR_SEP "%s",
			                 law_day_text(from, x), law_day_text(before, y));
		before = from;
	}
}

/* --- all together ------------------------------------------------------------------------------
 */

static bool has_title(struct str bytes, struct str first) {
	struct str bom = STR("\xEF\xBB\xBF");
	if (str_starts(bytes, bom)) bytes = str_slice(bytes, bom.n, bytes.n);
	return str_starts(bytes, first);
}

static size_t count_lines(const struct law_file *files, size_t count) {
	size_t n = count;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < files[i].bytes.n; k++) n += files[i].bytes.p[k] == '\n';
	return n;
}

enum kind {
	KIND_PARAMETERS,
	KIND_VALUES,
	KIND_GRADES,
	KIND_HOLIDAYS,
	KIND_SPECIAL,
	KIND_TABLE,
	KIND_BROKEN
};

static enum kind kind_of(const struct law_file *file) {
	if (!str_is_utf8(file->bytes)) return KIND_BROKEN;
	if (str_is(file->name, "parameters.csv")) return KIND_PARAMETERS;
	if (str_is(file->name, "grades.csv")) return KIND_GRADES;
	if (str_is(file->name, "holidays.csv")) return KIND_HOLIDAYS;
	if (is_special(file->name)) return KIND_SPECIAL;
	return has_title(file->bytes, title_of_values) ? KIND_VALUES : KIND_TABLE;
}

static void read_all(struct law_checker *c, const struct law_file *files, size_t count,
                     enum kind kind) {
	for (size_t i = 0; i < count; i++) {
		if (kind_of(&files[i]) != kind) continue;
		switch (kind) {
		case KIND_PARAMETERS: read_parameters(c, &files[i]); break;
		case KIND_VALUES: read_values(c, &files[i]); break;
		case KIND_GRADES: law_check_grades(c, &files[i]); break;
		case KIND_HOLIDAYS: read_holidays(c, &files[i]); break;
		case KIND_TABLE: read_table(c, &files[i]); break;
		case KIND_BROKEN:
			law_finding_add(c->out, LAW_RULE_NOT_UTF8, files[i].name, 0, "%s", "");
			break;
		case KIND_SPECIAL: break;
		}
	}
}

void law_check(struct law_findings *out, const struct law_file *files, size_t count) {
	struct law_checker c = {.out = out, .arena = out->arena};
	size_t lines = count_lines(files, count);
	c.declared = ARENA_ARRAY(c.arena, lines, struct law_declared);
	c.values = ARENA_ARRAY(c.arena, lines, struct law_checked_value);
	if (c.declared == NULL || c.values == NULL) {
		out->failed = true;
		return;
	}
	read_all(&c, files, count, KIND_BROKEN);
	read_all(&c, files, count, KIND_PARAMETERS);
	qsort(c.declared, c.declared_count, sizeof *c.declared, declared_by_name);
	read_all(&c, files, count, KIND_VALUES);
	qsort(c.values, c.value_count, sizeof *c.values, values_by_name);
	read_all(&c, files, count, KIND_GRADES);
	read_all(&c, files, count, KIND_HOLIDAYS);
	read_all(&c, files, count, KIND_TABLE);
	check_overlaps(&c);
	check_gaps(&c);
	check_shares(&c);
	law_findings_sort(out);
}
