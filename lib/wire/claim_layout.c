/* claim_layout.c: see claim_layout.h. */
#include "wire/claim_layout.h"

#include "base/csv.h"

#include <string.h>

enum {
	COL_FORMAT,
	COL_SEGMENT,
	COL_TAG,
	COL_ROLE,
	COL_ZH,
	COL_EN,
	COL_TYPE,
	COL_LENGTH,
	COL_DECIMALS,
	COL_PRESENCE,
	COL_LIST,
	COL_COUNT
};
static const char *const titles[COL_COUNT] = {"format",   "segment",  "tag",      "role",
                                              "zh",       "en",       "type",     "max_len",
                                              "decimals", "presence", "code_list"};

char claim_segment_letter(enum claim_segment s) {
	static const char letters[CLAIM_SEGMENT_COUNT] = {'t', 'd', 'd', 'p', 'e'};
	return letters[s];
}

static enum claim_owner owner_of(enum claim_segment s) {
	if (s == CLAIM_TDATA) return CLAIM_OF_BATCH;
	return s == CLAIM_PDATA || s == CLAIM_EDATA ? CLAIM_OF_ORDER : CLAIM_OF_CASE;
}

static bool find_format(struct str s, enum claim_format *out) {
	for (int i = 0; i < CLAIM_FORMAT_COUNT; i++)
		if (str_is(s, claim_format_key((enum claim_format)i))) {
			*out = (enum claim_format)i;
			return true;
		}
	return false;
}

static bool find_segment(struct str s, enum claim_segment *out) {
	for (int i = 0; i < CLAIM_SEGMENT_COUNT; i++)
		if (str_is(s, claim_segment_name((enum claim_segment)i))) {
			*out = (enum claim_segment)i;
			return true;
		}
	return false;
}

/* Sums are plain fields: their meaning is in the name. */
static bool find_role(struct str name, enum claim_segment s, uint16_t *out) {
	*out = claim_role_find(name, owner_of(s));
	return *out != CLAIM_ROLE_NONE || str_starts(name, STR("sum.")) ||
	       str_is(name, "case.reserved");
}

static bool parse_row(const struct csv *c, const size_t *col, struct claim_field *f) {
	int64_t number, length, decimals;
	struct str type = csv_field(c, col[COL_TYPE]), presence = csv_field(c, col[COL_PRESENCE]);
	f->tag = csv_field(c, col[COL_TAG]);
	f->role_name = csv_field(c, col[COL_ROLE]);
	f->zh = csv_field(c, col[COL_ZH]);
	f->en = csv_field(c, col[COL_EN]);
	f->code_list = csv_field(c, col[COL_LIST]);
	bool ok = find_format(csv_field(c, col[COL_FORMAT]), &f->format) &&
	          find_segment(csv_field(c, col[COL_SEGMENT]), &f->segment) &&
	          find_role(f->role_name, f->segment, &f->role) && f->tag.n > 1 &&
	          f->tag.p[0] == claim_segment_letter(f->segment) &&
	          str_to_i64(str_slice(f->tag, 1, f->tag.n), 1, CLAIM_TAG_NUMBER_MAX, &number) &&
	          str_to_i64(csv_field(c, col[COL_LENGTH]), 1, 65535, &length) &&
	          str_to_i64(csv_field(c, col[COL_DECIMALS]), 0, 4, &decimals) &&
	          (str_is(type, "X") || str_is(type, "9")) && presence.n == 1 && f->zh.n > 0 &&
	          f->en.n > 0;
	if (!ok) return false;
	f->number = (uint16_t)number;
	f->max_length = (uint16_t)length;
	f->decimals = (uint8_t)decimals;
	f->is_number = type.p[0] == '9';
	f->presence = presence.p[0];
	f->is_verified = true;
	return f->presence == 'M' || f->presence == 'c' || f->presence == 'o';
}

static void plan_fill(struct claim_field *f) {
	if (f->role == CLAIM_ROLE_NONE) return;
	const struct claim_role *role = &claim_roles[f->role];
	f->offset = role->offset;
	f->fill = CLAIM_FILL_OTHER;
	if (role->count != 1) return;
	if (role->kind == CLAIM_TEXT) f->fill = CLAIM_FILL_TEXT;
	if (role->kind == CLAIM_POINTS) f->fill = CLAIM_FILL_POINTS;
}

/* Which of the fields of one role this is. */
static uint16_t place_of(const struct claim_form *form, const struct claim_field *f) {
	uint16_t place = 0;
	for (size_t i = 0; i < form->count; i++)
		if (form->field[i].role == f->role && form->field[i].segment == f->segment) place++;
	return place;
}

static bool add(struct claim_form *form, struct claim_field *rows, struct claim_field f) {
	uint16_t *by_number = &form->by_number[f.segment][f.number];
	bool fits = form->count < CLAIM_FIELDS_MAX && *by_number == 0;
	if (fits && form->count > 0) {
		const struct claim_field *last = &rows[form->count - 1];
		fits = last->segment < f.segment ||
		       (last->segment == f.segment && last->number < f.number);
	}
	if (!fits) return false;
	f.index = (uint16_t)form->count;
	if (f.role != CLAIM_ROLE_NONE) f.place = place_of(form, &f);
	if (f.role != CLAIM_ROLE_NONE && f.place >= claim_roles[f.role].count) return false;
	plan_fill(&f);
	rows[form->count++] = f;
	*by_number = (uint16_t)form->count;
	if (f.presence == 'M')
		form->mandatory[f.segment].word[f.index / 64] |= UINT64_C(1) << (f.index % 64);
	return true;
}

enum nhi_status claim_layout_read(struct claim_layout *out, struct str csv, struct arena *arena,
                                  struct err *err) {
	struct claim_field *rows[CLAIM_FORMAT_COUNT];
	memset(out, 0, sizeof *out);
	for (int i = 0; i < CLAIM_FORMAT_COUNT; i++) {
		rows[i] = ARENA_ARRAY(arena, CLAIM_FIELDS_MAX, struct claim_field);
		if (rows[i] == NULL) return err_set(err, NHI_MEMORY, "");
		out->form[i].format = (enum claim_format)i;
		out->form[i].field = rows[i];
	}
	struct csv *c = ARENA_NEW(arena, struct csv);
	if (c == NULL) return err_set(err, NHI_MEMORY, "");
	size_t col[COL_COUNT];
	bool more = true;
	csv_init(c, csv, arena);
	enum nhi_status st = csv_titles(c, titles, COL_COUNT, col, err);
	while (st == NHI_OK && (st = csv_next(c, &more, err)) == NHI_OK && more) {
		struct claim_field f = {0};
		if (!parse_row(c, col, &f) || !add(&out->form[f.format], rows[f.format], f))
			return err_set(err, NHI_INPUT,
			               "claim_fields.csv 第 %zu 列無法使用" ERR_SEP
			               "row %zu of claim_fields.csv cannot be used",
			               c->row, c->row);
	}
	return st;
}
