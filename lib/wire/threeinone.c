/* threeinone.c: see threeinone.h. */
#include "wire/threeinone.h"

#include "wire/field.h"

static const char *const own_fields[TF_COUNT - FF_COUNT] = {
        [TF_DEPENDENT_ID - FF_COUNT] = "dependent_id",
        [TF_DEPENDENT_NAME - FF_COUNT] = "dependent_name",
        [TF_DEPENDENT_BIRTH - FF_COUNT] = "dependent_birth",
        [TF_RESIDENCE_NO - FF_COUNT] = "residence_no",
        [TF_EXIT_KIND - FF_COUNT] = "exit_kind",
        [TF_IGNORED - FF_COUNT] = "-",
};

static enum threeinone_field field_of(struct str name) {
	for (size_t i = 0; i < FF_COUNT; i++)
		if (str_is(name, filing_fields[i].key)) return (enum threeinone_field)i;
	for (size_t i = FF_COUNT; i < TF_COUNT; i++)
		if (str_is(name, own_fields[i - FF_COUNT])) return (enum threeinone_field)i;
	return TF_COUNT;
}

static enum nhi_status bad_row(struct err *err, const char *file, const struct csv *csv,
                               const char *zh, const char *en) {
	return err_set(err, NHI_LAW_ROW, "%s" ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s", file,
	               csv->row, zh, en);
}

static struct threeinone_form *form_of(struct threeinone_layout *layout, char mark) {
	for (size_t i = 0; i < layout->form_count; i++)
		if (layout->form[i].mark == mark) return &layout->form[i];
	if (layout->form_count == THREEINONE_FORMS_MAX) return NULL;
	struct threeinone_form *form = &layout->form[layout->form_count++];
	*form = (struct threeinone_form){.mark = mark, .act = FILING_ACT_COUNT};
	return form;
}

static enum filing_act act_of(struct str name) {
	for (size_t i = 0; i < FILING_ACT_COUNT; i++)
		if (str_is(name, filing_act_name((enum filing_act)i))) return (enum filing_act)i;
	return FILING_ACT_COUNT;
}

static enum nhi_status read_columns(struct threeinone_layout *out, struct str text,
                                    struct arena *arena, struct err *err) {
	static const char file[] = "threeinone_layout.csv";
	static const char *const names[] = {"mark", "act", "column", "field", "in_doubt"};
	enum { MARK, ACT, COLUMN, FIELD, IN_DOUBT, COLUMNS };
	size_t place[COLUMNS];
	struct csv csv;
	bool more;
	csv_init(&csv, text, arena);
	enum nhi_status st = csv_titles(&csv, names, COLUMNS, place, err);
	while (st == NHI_OK && (st = csv_next(&csv, &more, err)) == NHI_OK && more) {
		struct str mark = csv_field(&csv, place[MARK]);
		enum filing_act act = act_of(csv_field(&csv, place[ACT]));
		enum threeinone_field field = field_of(csv_field(&csv, place[FIELD]));
		struct threeinone_form *form = mark.n == 1 ? form_of(out, mark.p[0]) : NULL;
		int64_t column;
		if (form == NULL || act == FILING_ACT_COUNT || field == TF_COUNT)
			return bad_row(err, file, &csv, "mark、act 或 field 不明",
			               "mark, act or field is unknown");
		if (!str_to_i64(csv_field(&csv, place[COLUMN]), 1, THREEINONE_COLUMNS_MAX,
		                &column) ||
		    (size_t)column != form->count + 1)
			return bad_row(err, file, &csv, "column 應自 1 起連續",
			               "columns must count from 1 without gaps");
		form->act = act;
		form->column[form->count] = field;
		form->is_in_doubt[form->count] = str_is(csv_field(&csv, place[IN_DOUBT]), "yes");
		form->count++;
	}
	if (st == NHI_OK && out->form_count == 0)
		st = bad_row(err, file, &csv, "沒有任何欄位", "there is no column in it");
	return st;
}

static enum nhi_status read_codes(struct threeinone_layout *out, struct str text,
                                  struct arena *arena, struct err *err) {
	static const char *const names[] = {"mark", "field", "code", "value", "in_doubt"};
	enum { MARK, FIELD, CODE, VALUE, IN_DOUBT, COLUMNS };
	size_t place[COLUMNS];
	struct csv csv;
	bool more;
	out->code = ARENA_ARRAY(arena, THREEINONE_CODES_MAX, struct threeinone_code);
	if (out->code == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(&csv, text, arena);
	enum nhi_status st = csv_titles(&csv, names, COLUMNS, place, err);
	while (st == NHI_OK && (st = csv_next(&csv, &more, err)) == NHI_OK && more) {
		struct threeinone_code code = {
		        .field = field_of(csv_field(&csv, place[FIELD])),
		        .form = csv_field(&csv, place[MARK]),
		        .code = csv_field(&csv, place[CODE]),
		        .value = csv_field(&csv, place[VALUE]),
		        .is_in_doubt = str_is(csv_field(&csv, place[IN_DOUBT]), "yes")};
		if (code.field == TF_COUNT || out->code_count == THREEINONE_CODES_MAX)
			return bad_row(err, "threeinone_codes.csv", &csv, "field 不明或列數過多",
			               "unknown field, or too many rows");
		out->code[out->code_count++] = code;
	}
	return st;
}

enum nhi_status threeinone_read(struct threeinone_layout *out, struct arena *arena,
                                struct str layout_csv, struct str codes_csv, struct err *err) {
	*out = (struct threeinone_layout){0};
	enum nhi_status st = read_columns(out, layout_csv, arena, err);
	return st == NHI_OK ? read_codes(out, codes_csv, arena, err) : st;
}

static const struct threeinone_form *form_with(const struct threeinone_layout *layout,
                                               struct str mark) {
	for (size_t i = 0; i < layout->form_count; i++)
		if (mark.n == 1 && mark.p[0] == layout->form[i].mark) return &layout->form[i];
	return NULL;
}

bool threeinone_is_sheet(const struct threeinone_layout *layout, size_t columns, struct str mark) {
	const struct threeinone_form *form = form_with(layout, field_trim(mark));
	/* Titles of trailing unused columns are often left out: a few fewer are fine. */
	return form != NULL && columns <= form->count && columns + 6 >= form->count;
}

static struct str decode(const struct threeinone_layout *layout, struct str mark,
                         enum threeinone_field field, struct str s) {
	for (size_t i = 0; i < layout->code_count; i++) {
		const struct threeinone_code *c = &layout->code[i];
		bool same_form = c->form.n == 0 || str_eq(c->form, mark);
		if (c->field == field && same_form && str_eq(c->code, s)) return c->value;
	}
	return s;
}

static void take(struct filing_cells *out, enum filing_field field, struct str value,
                 size_t column) {
	if (value.n == 0 && out->column[field] != 0) return; /* an empty cell replaces nothing */
	out->value[field] = value;
	out->column[field] = column;
}

bool threeinone_cells(const struct threeinone_layout *layout, const struct csv *csv,
                      struct filing_cells *out) {
	static const struct {
		enum threeinone_field from;
		enum filing_field to;
	} of_dependent[] = {{TF_DEPENDENT_ID, FF_ID},
	                    {TF_DEPENDENT_NAME, FF_NAME},
	                    {TF_DEPENDENT_BIRTH, FF_BIRTH}};
	struct str mark = field_trim(csv_field(csv, 0));
	const struct threeinone_form *form = form_with(layout, mark);
	*out = (struct filing_cells){0};
	if (form == NULL) return false;
	out->value[FF_ACTION] = str_from(filing_act_name(form->act));
	out->column[FF_ACTION] = 1;
	bool is_dependent = false;
	for (size_t i = 0; i < form->count; i++) {
		enum threeinone_field field = form->column[i];
		struct str s = decode(layout, mark, field, field_trim(csv_field(csv, i)));
		if (field == (enum threeinone_field)FF_ROLE)
			is_dependent = str_is(s, "2") || str_is(s, "dependent");
		if (field < (enum threeinone_field)FF_COUNT && i > 0)
			take(out, (enum filing_field)field, s, i + 1);
		if (field == TF_RESIDENCE_NO && s.n > 0) take(out, FF_ID, s, i + 1);
		if (field == TF_EXIT_KIND && act_of(s) != FILING_ACT_COUNT)
			take(out, FF_ACTION, s, i + 1);
	}
	if (!is_dependent) return true;
	/* An entry names the insured person first and the dependent behind: the row is about the
	 * dependent. An exit names the dependent alone. */
	for (size_t i = 0; i < form->count; i++)
		for (size_t k = 0; k < COUNT_OF(of_dependent); k++) {
			if (form->column[i] != of_dependent[k].from) continue;
			enum filing_field to = of_dependent[k].to;
			if (to == FF_ID) {
				out->value[FF_INSURED_ID] = out->value[FF_ID];
				out->column[FF_INSURED_ID] = out->column[FF_ID];
			}
			out->value[to] = field_trim(csv_field(csv, i));
			out->column[to] = i + 1;
		}
	return true;
}
