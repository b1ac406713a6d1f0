/* takeover_read.c: see takeover_read.h. */
#include "engine/takeover_read.h"

#include "base/check.h"
#include "base/ids.h"

#define REF_MAX INT64_C(9007199254740992) /* 2^53: survives every spreadsheet and JSON reader */

/* --- lists ------------------------------------------------------------------------------------ */

bool takeover_list_add(struct takeover_list *l, int64_t value) {
	if (l->count == l->capacity) {
		size_t capacity = l->capacity == 0 ? 1024 : l->capacity * 2;
		int64_t *p = reallocarray(l->value, capacity, sizeof *p);
		if (p == NULL) return false;
		l->value = p;
		l->capacity = capacity;
	}
	l->value[l->count++] = value;
	return true;
}

size_t takeover_list_find(const struct takeover_list *l, int64_t value) {
	size_t low = 0, high = l->count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (l->value[mid] < value)
			low = mid + 1;
		else
			high = mid;
	}
	return low < l->count && l->value[low] == value ? low : SIZE_MAX;
}

void takeover_list_free(struct takeover_list *l) {
	free(l->value);
	*l = (struct takeover_list){0};
}

static size_t slot_of(const struct takeover_hashes *h, uint64_t hash) {
	size_t at = (size_t)(hash * 0x9E3779B97F4A7C15u) & (h->size - 1);
	while (h->slot[at] != 0 && h->slot[at] != hash) at = (at + 1) & (h->size - 1);
	return at;
}

static bool grow_hashes(struct takeover_hashes *h) {
	struct takeover_hashes bigger = {.size = h->size == 0 ? 4096 : h->size * 2,
	                                 .count = h->count};
	bigger.slot = calloc(bigger.size, sizeof *bigger.slot);
	if (bigger.slot == NULL) return false;
	for (size_t i = 0; i < h->size; i++)
		if (h->slot[i] != 0) bigger.slot[slot_of(&bigger, h->slot[i])] = h->slot[i];
	free(h->slot);
	*h = bigger;
	return true;
}

/* Adds a hash; *is_new is false when it stands there already. */
static bool add_hash(struct takeover_hashes *h, uint64_t hash, bool *is_new) {
	if (hash == 0) hash = 1; /* 0 marks an empty slot */
	if (h->count * 2 >= h->size && !grow_hashes(h)) return false;
	size_t at = slot_of(h, hash);
	*is_new = h->slot[at] == 0;
	h->count += *is_new;
	h->slot[at] = hash;
	return true;
}

void takeover_known_free(struct takeover_known *k) {
	takeover_list_free(&k->persons);
	takeover_list_free(&k->units);
	takeover_list_free(&k->divisions);
	free(k->keys.slot);
	k->keys = (struct takeover_hashes){0};
}

/* --- one row -------------------------------------------------------------------------------------
 */

enum nhi_status takeover_open(struct takeover_reader *r, const struct takeover_table *table,
                              struct takeover_known *known, struct findings *findings,
                              struct str bytes, struct err *err) {
	const char *titles[COUNT_OF(r->place)];
	*r = (struct takeover_reader){
	        .table = table, .known = known, .findings = findings, .subject = -1};
	if (!str_is_utf8(bytes)) return err_set(err, NHI_NOT_UTF8, "%s", table->file);
	for (size_t i = 0; i < takeover_width(table); i++) titles[i] = takeover_title(table, i);
	csv_init(&r->csv, bytes, &r->rows);
	enum nhi_status st = csv_titles(&r->csv, titles, takeover_width(table), r->place, err);
	if (st != NHI_OK) err_where(err, "%s", table->file);
	return st;
}

void takeover_close(struct takeover_reader *r) { arena_free(&r->rows); }

static struct place place_of(const struct takeover_reader *r, size_t column) {
	return (struct place){.line = r->csv.row, .column = r->place[column] + 1};
}

static struct str text_of(const struct takeover_reader *r, size_t column) {
	return csv_field(&r->csv, r->place[column]);
}

static void read_subject(struct takeover_reader *r, struct takeover_row *row) {
	struct str text = text_of(r, 0);
	bool ok = r->table->of_unit ? text.n == ID_UNIT_LENGTH &&
	                                      str_to_i64(text, 0, 999999999, &row->subject)
	                            : str_to_i64(text, 1, REF_MAX, &row->subject);
	if (!ok)
		finding_add(r->findings, FIND_TAKEOVER_SUBJECT, place_of(r, 0), "%.*s",
		            STR_ARG(text));
}

static void read_day(struct takeover_reader *r, size_t column, date_t otherwise, date_t *out) {
	struct str text = text_of(r, column);
	*out = otherwise;
	if (text.n == 0 && otherwise == DATE_OPEN) return;
	if (!date_parse(text, out))
		finding_add(r->findings, FIND_TAKEOVER_DATE, place_of(r, column), "%.*s",
		            STR_ARG(text));
}

/* True when the field was filled. */
static bool read_instant(struct takeover_reader *r, size_t column, instant_t otherwise,
                         instant_t *out) {
	struct str text = text_of(r, column);
	*out = otherwise;
	if (text.n == 0) return false;
	if (!instant_parse(text, out))
		finding_add(r->findings, FIND_TAKEOVER_INSTANT, place_of(r, column), "%.*s",
		            STR_ARG(text));
	return true;
}

static void read_times(struct takeover_reader *r, struct takeover_row *row) {
	read_day(r, 1, DATE_MIN, &row->valid_from);
	read_day(r, 2, DATE_OPEN, &row->valid_to);
	row->has_known_from = read_instant(r, 3, 0, &row->known_from);
	(void)read_instant(r, 4, INSTANT_OPEN, &row->known_to); /* empty is open */
	if (finding_count(r->findings, FINDING_ERROR) > 0) return;
	if (row->valid_from >= row->valid_to)
		finding_add(r->findings, FIND_TAKEOVER_PERIOD, place_of(r, 1), " ");
	bool closed = row->known_to != INSTANT_OPEN;
	if (closed && (!row->has_known_from || row->known_from >= row->known_to))
		finding_add(r->findings, FIND_TAKEOVER_UNTIMELY, place_of(r, 3), " ");
}

static bool is_one_of(struct str text, const char *words) {
	struct str rest = str_from(words);
	while (rest.n > 0)
		if (str_eq(str_cut(&rest, ' '), text)) return text.n > 0;
	return false;
}

static void read_number(struct takeover_reader *r, size_t column, int64_t min, int64_t max,
                        int64_t *out) {
	struct str text = text_of(r, column);
	if (!str_to_i64(text, min, max, out))
		finding_add(r->findings, FIND_TAKEOVER_NUMBER, place_of(r, column),
		            "%.*s" ERR_SEP "%lld" ERR_SEP "%lld", STR_ARG(text), (long long)min,
		            (long long)max);
}

static void read_reference(struct takeover_reader *r, size_t column, bool unit, int64_t *out) {
	struct str text = text_of(r, column);
	const struct takeover_list *list = unit ? &r->known->units : &r->known->persons;
	bool ok = str_to_i64(text, 0, REF_MAX, out) && takeover_list_find(list, *out) != SIZE_MAX;
	if (!ok)
		finding_add(r->findings, unit ? FIND_TAKEOVER_UNIT : FIND_TAKEOVER_PERSON,
		            place_of(r, column), "%.*s", STR_ARG(text));
}

static void read_month(struct takeover_reader *r, size_t column, int64_t *out) {
	month_t m = 0;
	struct str text = text_of(r, column);
	if (!month_parse(text, &m))
		finding_add(r->findings, FIND_TAKEOVER_MONTH, place_of(r, column), "%.*s",
		            STR_ARG(text));
	*out = m;
}

static void read_value(struct takeover_reader *r, size_t i, struct takeover_value *v) {
	const struct takeover_column *c = &r->table->column[i];
	size_t column = takeover_lead(r->table) + i;
	date_t d = 0;
	v->text = text_of(r, column);
	v->is_null = v->text.n == 0;
	switch (c->type) {
	case TAKE_TEXT:
	case TAKE_TEXT_OR_NULL:
		if ((int64_t)v->text.n < c->min || (int64_t)v->text.n > c->max)
			finding_add(r->findings, FIND_TAKEOVER_LENGTH, place_of(r, column),
			            "%lld" ERR_SEP "%lld", (long long)c->min, (long long)c->max);
		return;
	case TAKE_INT: read_number(r, column, c->min, c->max, &v->number); return;
	case TAKE_BOOL: read_number(r, column, 0, 1, &v->number); return;
	case TAKE_DATE_OR_NULL:
		if (v->is_null) return;
		__attribute__((fallthrough));
	case TAKE_DATE:
		read_day(r, column, DATE_MIN, &d);
		v->number = d;
		return;
	case TAKE_WORD:
		if (!is_one_of(v->text, c->words))
			finding_add(r->findings, FIND_TAKEOVER_WORD, place_of(r, column),
			            "%.*s" ERR_SEP "%s", STR_ARG(v->text), c->words);
		return;
	case TAKE_MONTH: read_month(r, column, &v->number); return;
	case TAKE_PERSON_OR_NONE:
	case TAKE_UNIT_OR_NONE:
		if (!v->is_null)
			read_reference(r, column, c->type == TAKE_UNIT_OR_NONE, &v->number);
		return;
	case TAKE_PERSON: read_reference(r, column, false, &v->number); return;
	case TAKE_UNIT: read_reference(r, column, true, &v->number); return;
	}
}

/* --- rules between rows -------------------------------------------------------------------------
 */

static void start_subject(struct takeover_reader *r, const struct takeover_row *row) {
	if (row->subject < r->subject)
		finding_add(r->findings, FIND_TAKEOVER_ORDER, place_of(r, 0), "%lld",
		            (long long)row->subject);
	if (row->subject == r->subject) return;
	r->open_count = 0;
	if (row->subject > r->subject) r->subject = row->subject;
	const struct takeover_list *list =
	        r->table->of_unit ? &r->known->units : &r->known->persons;
	r->subject_known = takeover_list_find(list, row->subject) != SIZE_MAX;
}

static void check_overlap(struct takeover_reader *r, const struct takeover_row *row) {
	if (row->known_to != INSTANT_OPEN) return;
	struct str kind =
	        r->table->kind_column < 0 ? STR("") : row->value[r->table->kind_column].text;
	struct period mine = {row->valid_from, row->valid_to};
	for (size_t i = 0; i < r->open_count; i++) {
		const struct takeover_open_row *o = &r->open[i];
		if (!str_eq(o->kind, kind) ||
		    !period_overlaps(mine, (struct period){o->from, o->to}))
			continue;
		finding_add(r->findings, FIND_TAKEOVER_OVERLAP, place_of(r, 1), "%zu", o->line);
		return;
	}
}

/* Keeps an accepted row for the overlap check of the next ones. */
static enum nhi_status keep_open(struct takeover_reader *r, const struct takeover_row *row,
                                 struct err *err) {
	if (row->known_to != INSTANT_OPEN) return NHI_OK;
	if (r->open_count == TAKEOVER_OPEN_ROWS_MAX)
		return err_set(err, NHI_LIMIT, "%s:%zu" ERR_SEP "%d", r->table->file, row->line,
		               TAKEOVER_OPEN_ROWS_MAX);
	struct str kind =
	        r->table->kind_column < 0 ? STR("") : row->value[r->table->kind_column].text;
	r->open[r->open_count++] =
	        (struct takeover_open_row){kind, row->valid_from, row->valid_to, row->line};
	return NHI_OK;
}

static enum nhi_status check_key(struct takeover_reader *r, const struct takeover_row *row,
                                 struct err *err) {
	const struct takeover_value *kind = &row->value[KEYS_KIND],
	                            *value = &row->value[KEYS_VALUE];
	size_t column = 1 + TAKEOVER_TIMES + KEYS_VALUE;
	if (!id_is_valid(value->text, row->valid_from))
		finding_add(r->findings, FIND_TAKEOVER_KEY_CHECK, place_of(r, column), "%.*s",
		            STR_ARG(value->text));
	if (row->known_to != INSTANT_OPEN || finding_count(r->findings, FINDING_ERROR) > 0)
		return NHI_OK;
	bool is_new;
	uint64_t hash = str_hash(value->text) * 31 + str_hash(kind->text);
	if (!add_hash(&r->known->keys, hash, &is_new)) return err_set(err, NHI_MEMORY, "");
	if (!is_new)
		finding_add(r->findings, FIND_TAKEOVER_KEY_TWICE, place_of(r, column), "%.*s",
		            STR_ARG(value->text));
	return NHI_OK;
}

static void check_role(struct takeover_reader *r, const struct takeover_row *row) {
	bool insured = row->value[COVERAGE_ROLE].number == 1;
	if (insured != (row->value[COVERAGE_INSURED].number == row->subject))
		finding_add(r->findings, FIND_TAKEOVER_ROLE,
		            place_of(r, 1 + TAKEOVER_TIMES + COVERAGE_INSURED), " ");
}

static enum nhi_status check_row(struct takeover_reader *r, const struct takeover_row *row,
                                 struct err *err) {
	bool is_reference = !r->table->is_first;
	if (is_reference && !r->subject_known)
		finding_add(r->findings,
		            r->table->of_unit ? FIND_TAKEOVER_UNIT : FIND_TAKEOVER_PERSON,
		            place_of(r, 0), "%.*s", STR_ARG(text_of(r, 0)));
	check_overlap(r, row);
	if (r->table == &takeover_tables[TAKE_COVERAGE]) check_role(r, row);
	return r->table == &takeover_tables[TAKE_KEYS] ? check_key(r, row, err) : NHI_OK;
}

/* Division of a unit on the day of the control sums, beside the list of units. */
static void note_division(struct takeover_known *k, const struct takeover_row *row) {
	bool holds =
	        row->known_to == INSTANT_OPEN && row->valid_from <= k->on && k->on < row->valid_to;
	if (!holds || str_is(row->value[UNITS_STATUS].text, "closed")) return;
	k->divisions.value[k->divisions.count - 1] = row->value[UNITS_DIVISION].number;
}

static enum nhi_status accept(struct takeover_reader *r, const struct takeover_row *row,
                              struct err *err) {
	struct takeover_known *k = r->known;
	if (r->table->is_first && !r->subject_known) {
		bool ok = takeover_list_add(r->table->of_unit ? &k->units : &k->persons,
		                            row->subject);
		if (ok && r->table->of_unit) ok = takeover_list_add(&k->divisions, 0);
		if (!ok) return err_set(err, NHI_MEMORY, "");
		r->subject_known = true;
	}
	if (r->table->is_first && r->table->of_unit) note_division(k, row);
	return keep_open(r, row, err);
}

/* Subject and periods, and what a new subject starts. */
static void read_lead(struct takeover_reader *r, struct takeover_row *row) {
	read_subject(r, row);
	read_times(r, row);
	if (finding_count(r->findings, FINDING_ERROR) == 0) start_subject(r, row);
}

enum nhi_status takeover_next(struct takeover_reader *r, struct takeover_row *row, bool *more,
                              bool *fits, struct err *err) {
	enum nhi_status st = csv_next(&r->csv, more, err);
	if (st != NHI_OK) err_where(err, "%s:%zu", r->table->file, r->csv.row);
	if (st != NHI_OK || !*more) return st;
	finding_reset(r->findings);
	*row = (struct takeover_row){.line = r->csv.row};
	r->rows_read++;
	if (r->table->has_times) read_lead(r, row);
	for (size_t i = 0; i < r->table->column_count; i++) read_value(r, i, &row->value[i]);
	if (r->table->has_times && finding_count(r->findings, FINDING_ERROR) == 0)
		st = check_row(r, row, err);
	*fits = st == NHI_OK && finding_count(r->findings, FINDING_ERROR) == 0;
	if (*fits)
		st = accept(r, row, err);
	else
		r->rows_refused++;
	return st;
}
