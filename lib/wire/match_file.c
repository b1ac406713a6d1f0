/* match_file.c: see match_file.h. */
#include "wire/match_file.h"

#include "base/ids.h"
#include "wire/field.h"

enum { NOT_GIVEN = INT32_MIN, WAGE_MAX = 1000000000, KEY_LENGTH = 10, KEY_BASE = 37 };

static const char *const sources[MATCH_SOURCE_COUNT] = {
        [MATCH_HOUSEHOLD] = "household", [MATCH_RESIDENCE] = "residence", [MATCH_BORDER] = "border",
        [MATCH_DEATH] = "death",         [MATCH_LABOUR] = "labour",       [MATCH_TAX] = "tax",
        [MATCH_COMPANY] = "company",
};
static const char *const fields[MATCH_FIELD_COUNT] = {
        [MATCH_FIELD_ID] = "id",           [MATCH_FIELD_BUSINESS] = "business",
        [MATCH_FIELD_NAME] = "name",       [MATCH_FIELD_BIRTH] = "birth",
        [MATCH_FIELD_SEX] = "sex",         [MATCH_FIELD_COUNTY] = "county",
        [MATCH_FIELD_ADDRESS] = "address", [MATCH_FIELD_FROM] = "from",
        [MATCH_FIELD_TO] = "to",           [MATCH_FIELD_WAGE] = "wage",
        [MATCH_FIELD_MONTHS] = "months",   [MATCH_FIELD_STATUS] = "status",
};

const char *match_source_name(enum match_source source) { return sources[source]; }

static size_t place_of(const char *const *list, size_t count, struct str word) {
	size_t i = 0;
	while (i < count && !str_is(word, list[i])) i++;
	return i;
}

enum nhi_status match_layout_read(struct match_layout *out, struct arena *arena, struct str text,
                                  struct err *err) {
	static const char *const titles[] = {"source", "field", "zh", "en", "need"};
	size_t at[COUNT_OF(titles)];
	struct csv c;
	bool more = true;
	*out = (struct match_layout){0};
	csv_init(&c, text, arena);
	enum nhi_status st = csv_titles(&c, titles, COUNT_OF(titles), at, err);
	while (st == NHI_OK && (st = csv_next(&c, &more, err)) == NHI_OK && more) {
		size_t s = place_of(sources, MATCH_SOURCE_COUNT, csv_field(&c, at[0]));
		size_t f = place_of(fields, MATCH_FIELD_COUNT, csv_field(&c, at[1]));
		if (s == MATCH_SOURCE_COUNT || f == MATCH_FIELD_COUNT)
			return err_set(err, NHI_CATALOGUE, "match_layout.csv:%zu", c.row);
		out->title[s][f] = (struct match_title){true, str_is(csv_field(&c, at[4]), "yes"),
		                                        csv_field(&c, at[2]), csv_field(&c, at[3])};
	}
	return st;
}

enum nhi_status match_open(struct match_reader *r, const struct match_layout *layout,
                           enum match_source source, struct str bytes, struct arena *arena,
                           struct err *err) {
	bool more;
	*r = (struct match_reader){.source = source, .bytes = bytes};
	csv_init(&r->csv, bytes, arena);
	enum nhi_status st = csv_next(&r->csv, &more, err);
	if (st != NHI_OK) return st;
	for (size_t f = 0; f < MATCH_FIELD_COUNT; f++) {
		const struct match_title *t = &layout->title[source][f];
		r->place[f] = SIZE_MAX;
		for (size_t i = 0; t->used && more && i < r->csv.count; i++) {
			struct str title = field_trim(r->csv.field[i]);
			if (str_eq(title, t->zh) || str_eq(title, t->en)) r->place[f] = i;
		}
		if (t->needed && r->place[f] == SIZE_MAX)
			return err_set(err, NHI_MATCH_TITLE, "%.*s" ERR_SEP "%.*s", STR_ARG(t->zh),
			               STR_ARG(t->en));
	}
	return NHI_OK;
}

static struct str text_of(const struct match_reader *r, enum match_field f) {
	return r->place[f] == SIZE_MAX ? (struct str){"", 0}
	                               : field_trim(csv_field(&r->csv, r->place[f]));
}

static void take_date(const struct match_reader *r, enum match_field f, bool needed, date_t *out,
                      struct match_row *row) {
	struct str text = text_of(r, f);
	*out = NOT_GIVEN;
	if (text.n == 0 && !needed) return;
	if (!field_date(text, out)) row->bad = f;
}

static void take_number(const struct match_reader *r, enum match_field f, int64_t *out,
                        struct match_row *row) {
	*out = 0;
	if (r->place[f] != SIZE_MAX && !field_money(text_of(r, f), 0, WAGE_MAX, out)) row->bad = f;
}

static void take_row(const struct match_reader *r, struct match_row *row) {
	bool by_person = r->source != MATCH_COMPANY;
	row->bad = MATCH_FIELD_COUNT;
	row->line = r->csv.row;
	row->business = text_of(r, MATCH_FIELD_BUSINESS);
	row->key = by_person ? text_of(r, MATCH_FIELD_ID) : row->business;
	row->name = text_of(r, MATCH_FIELD_NAME);
	row->sex = text_of(r, MATCH_FIELD_SEX);
	row->county = text_of(r, MATCH_FIELD_COUNTY);
	row->address = text_of(r, MATCH_FIELD_ADDRESS);
	row->status = text_of(r, MATCH_FIELD_STATUS);
	take_number(r, MATCH_FIELD_WAGE, &row->wage, row);
	take_number(r, MATCH_FIELD_MONTHS, &row->months, row);
	take_date(r, MATCH_FIELD_FROM, true, &row->from, row);
	take_date(r, MATCH_FIELD_TO, false, &row->to, row);
	take_date(r, MATCH_FIELD_BIRTH, r->place[MATCH_FIELD_BIRTH] != SIZE_MAX, &row->birth, row);
	if (by_person && !id_is_person(row->key)) row->bad = MATCH_FIELD_ID;
	if (!by_person && match_pack(row->key) < 0) row->bad = MATCH_FIELD_BUSINESS;
	if (row->to != NOT_GIVEN && row->to < row->from) row->bad = MATCH_FIELD_TO;
}

enum nhi_status match_next(struct match_reader *r, struct match_row *row, bool *more,
                           struct err *err) {
	row->offset = (size_t)(r->csv.rest.p - r->bytes.p);
	enum nhi_status st = csv_next(&r->csv, more, err);
	if (st == NHI_OK && *more) take_row(r, row);
	return st;
}

enum nhi_status match_at(struct match_reader *r, size_t offset, struct match_row *row,
                         struct err *err) {
	bool more;
	r->csv.rest = str_slice(r->bytes, offset, r->bytes.n);
	return match_next(r, row, &more, err);
}

int64_t match_pack(struct str key) {
	int64_t v = 0;
	if (key.n == 0 || key.n > KEY_LENGTH) return -1;
	for (size_t i = 0; i < KEY_LENGTH; i++) {
		char c = i < key.n ? key.p[i] : '\0';
		int digit = c == '\0'              ? 0
		            : c >= '0' && c <= '9' ? c - '0' + 1
		            : c >= 'A' && c <= 'Z' ? c - 'A' + 11
		                                   : -1;
		if (digit < 0) return -1;
		v = v * KEY_BASE + digit;
	}
	return v;
}
