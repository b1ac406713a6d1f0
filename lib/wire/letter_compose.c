/* letter_compose.c: a letter from a form and values; see letter_form.h. */
#include "base/check.h"
#include "wire/letter_form.h"

enum { TEXT_MAX = 64 * 1024 };

/* ---- Values ---------------------------------------------------------------------------------- */

static struct letter_value *add(struct letter_values *v, const char *name, enum letter_type type) {
	for (size_t i = 0; i < v->count; i++) CHECK(strcmp(v->value[i].name, name) != 0);
	CHECK(v->count < LETTER_VALUES_MAX);
	struct letter_value *one = &v->value[v->count++];
	*one = (struct letter_value){.name = name, .type = type};
	return one;
}

void letter_set_text(struct letter_values *v, const char *name, struct str text) {
	add(v, name, LETTER_TEXT)->text = text;
}

void letter_set_both(struct letter_values *v, const char *name, struct str zh, struct str en) {
	struct letter_value *one = add(v, name, LETTER_TEXT);
	one->text = zh;
	one->text_en = en;
}

void letter_set_twd(struct letter_values *v, const char *name, int64_t dollars) {
	add(v, name, LETTER_TWD)->number = dollars;
}

void letter_set_count(struct letter_values *v, const char *name, int64_t count) {
	add(v, name, LETTER_COUNT)->number = count;
}

void letter_set_date(struct letter_values *v, const char *name, date_t day) {
	add(v, name, LETTER_DATE)->number = day;
}

void letter_set_month(struct letter_values *v, const char *name, month_t month) {
	add(v, name, LETTER_MONTH)->number = month;
}

void letter_set_flag(struct letter_values *v, const char *name, bool value) {
	add(v, name, LETTER_FLAG)->number = value;
}

void letter_set_list(struct letter_values *v, const char *name, const struct letter_values *rows,
                     size_t count) {
	struct letter_value *one = add(v, name, LETTER_LIST);
	one->rows = rows;
	one->row_count = count;
}

static void put_one(struct buf *out, const struct letter_value *v) {
	buf_printf(out, "%s\x1f%d\x1f", v->name, (int)v->type);
	buf_put(out, v->text);
	buf_put_char(out, '\x1f');
	buf_put(out, v->text_en);
	buf_printf(out, "\x1f%lld\x1f%zu\x1e", (long long)v->number, v->row_count);
}

void letter_values_put(struct buf *out, const struct letter_values *v) {
	for (size_t i = 0; i < v->count; i++) {
		put_one(out, &v->value[i]);
		for (size_t r = 0; r < v->value[i].row_count; r++) /* rows hold no lists */
			for (size_t k = 0; k < v->value[i].rows[r].count; k++)
				put_one(out, &v->value[i].rows[r].value[k]);
	}
}

const struct letter_field *letter_form_field(const struct letter_form *form, struct str name) {
	for (size_t i = 0; i < form->field_count; i++)
		if (str_eq(form->fields[i].name, name)) return &form->fields[i];
	return NULL;
}

/* Texts of the catalogue end in NUL: the arena that read them added it. */
enum nhi_status letter_set_from(struct letter_values *v, const struct letter_form *form,
                                const struct letter_field *field, struct str text,
                                struct err *err) {
	struct letter_value *one = add(v, field->name.p, field->type);
	date_t day = 0;
	month_t month = 0;
	bool ok = false;
	switch (field->type) {
	case LETTER_TEXT:
		one->text = text;
		ok = true;
		break;
	case LETTER_TWD:
	case LETTER_COUNT: ok = str_to_i64(text, INT64_MIN, INT64_MAX, &one->number); break;
	case LETTER_DATE:
		ok = date_parse(text, &day);
		one->number = day;
		break;
	case LETTER_MONTH:
		ok = month_parse(text, &month);
		one->number = month;
		break;
	case LETTER_FLAG:
		ok = str_is(text, "yes") || str_is(text, "no");
		one->number = str_is(text, "yes");
		break;
	case LETTER_LIST:
	case LETTER_TYPE_COUNT: break;
	}
	if (ok) return NHI_OK;
	return err_set(err, NHI_LETTER_FIELD,
	               "%.*s" ERR_SEP "%.*s" ERR_SEP "型別不符" ERR_SEP "has another type",
	               STR_ARG(form->id), STR_ARG(field->name));
}

static const struct letter_value *value_of(const struct letter_values *v, struct str name) {
	for (size_t i = 0; v != NULL && i < v->count; i++)
		if (str_is(name, v->value[i].name)) return &v->value[i];
	return NULL;
}

/* ---- Judging --------------------------------------------------------------------------------- */

static enum nhi_status judge(const struct letter_form *form, const struct letter_field *fields,
                             size_t count, const struct letter_values *v, struct err *err) {
	for (size_t i = 0; i < count; i++) {
		const struct letter_value *one = value_of(v, fields[i].name);
		if (one == NULL && !fields[i].is_optional)
			return err_set(err, NHI_LETTER_FIELD,
			               "%.*s" ERR_SEP "%.*s" ERR_SEP "沒有給值" ERR_SEP
			               "no value is given",
			               STR_ARG(form->id), STR_ARG(fields[i].name));
		if (one != NULL && one->type != fields[i].type)
			return err_set(err, NHI_LETTER_FIELD,
			               "%.*s" ERR_SEP "%.*s" ERR_SEP "型別不符" ERR_SEP
			               "has another type",
			               STR_ARG(form->id), STR_ARG(fields[i].name));
		for (size_t r = 0; one != NULL && r < one->row_count; r++) {
			enum nhi_status st = judge(form, fields[i].fields, fields[i].field_count,
			                           &one->rows[r], err);
			if (st != NHI_OK) return st;
		}
	}
	for (size_t i = 0; i < v->count; i++) {
		bool known = false;
		for (size_t k = 0; k < count && !known; k++)
			known = str_is(fields[k].name, v->value[i].name);
		if (!known)
			return err_set(err, NHI_LETTER_FIELD,
			               "%.*s" ERR_SEP "%s" ERR_SEP "這份函稿沒有宣告" ERR_SEP
			               "is not declared by the form",
			               STR_ARG(form->id), v->value[i].name);
	}
	return NHI_OK;
}

/* ---- Filling --------------------------------------------------------------------------------- */

struct filling {
	struct arena *arena;
	const struct letter_form *form;
	const struct letter_values *values;
	const struct letter_values *row; /* of the list at hand, or NULL */
	struct buf text;
	bool no_memory;
};

static const struct letter_value *look(const struct filling *f, struct str name) {
	const struct letter_value *v = value_of(f->row, name);
	return v != NULL ? v : value_of(f->values, name);
}

static void put_month(struct buf *b, month_t m, enum letter_lang lang) {
	if (lang == LETTER_EN)
		month_print(b, m);
	else
		buf_printf(b, "%d年%d月", (int)month_year(m) - 1911, (int)month_number(m));
}

/* Amounts carry their unit in running text; in a table the title says it. */
static void put_value(struct buf *b, const struct letter_value *v, enum letter_lang lang,
                      bool in_table) {
	switch (v->type) {
	case LETTER_TEXT:
		buf_put(b, letter_say((struct letter_text){v->text, v->text_en}, lang));
		break;
	case LETTER_TWD:
		if (!in_table && lang == LETTER_EN) buf_put_c(b, "NT$");
		buf_put_i64_grouped(b, v->number);
		if (!in_table && lang == LETTER_ZH) buf_put_c(b, "元");
		break;
	case LETTER_COUNT: buf_put_i64_grouped(b, v->number); break;
	case LETTER_DATE: letter_put_date(b, (date_t)v->number, lang, false); break;
	case LETTER_MONTH: put_month(b, (month_t)v->number, lang); break;
	case LETTER_FLAG:
	case LETTER_LIST:
	case LETTER_TYPE_COUNT: CHECK(false); /* refused when the form was read */
	}
}

static struct str keep(struct filling *f) {
	struct str s = STR("");
	if (!buf_ok(&f->text) || !arena_str(f->arena, buf_str(&f->text), &s)) f->no_memory = true;
	buf_reset(&f->text);
	return s;
}

static struct str fill(struct filling *f, struct str text, enum letter_lang lang) {
	while (text.n > 0) {
		const size_t open = str_find(text, STR("{{"));
		buf_put(&f->text, str_slice(text, 0, open));
		text = str_slice(text, open + 2, text.n);
		const size_t close = str_find(text, STR("}}"));
		if (close == text.n) break;
		const struct letter_value *v = look(f, str_slice(text, 0, close));
		if (v != NULL) put_value(&f->text, v, lang, false);
		text = str_slice(text, close + 2, text.n);
	}
	return keep(f);
}

static struct letter_text fill_both(struct filling *f, struct letter_text t) {
	return (struct letter_text){fill(f, t.zh, LETTER_ZH), fill(f, t.en, LETTER_EN)};
}

/* Given, and not an empty text, a flag that is down or an empty list. */
static bool holds(const struct filling *f, struct str name) {
	const struct letter_value *v = look(f, name);
	if (v == NULL) return false;
	if (v->type == LETTER_TEXT) return v->text.n > 0;
	if (v->type == LETTER_LIST) return v->row_count > 0;
	return v->type != LETTER_FLAG || v->number != 0;
}

static bool is_said(const struct filling *f, const struct letter_form_item *item) {
	return item->when.n == 0 || holds(f, item->when) != item->when_not;
}

static size_t repeats(const struct filling *f, const struct letter_form_item *item,
                      const struct letter_values **rows) {
	*rows = NULL;
	if (item->each.n == 0) return 1;
	const struct letter_value *v = value_of(f->values, item->each);
	if (v == NULL) return 0;
	*rows = v->rows;
	return v->row_count;
}

static void fill_items(struct filling *f, const struct letter_form_section *from,
                       struct letter_section *to) {
	const struct letter_values *rows;
	size_t most = 0;
	for (size_t i = 0; i < from->item_count; i++) most += repeats(f, &from->items[i], &rows);
	to->items = ARENA_ARRAY(f->arena, most, struct letter_item);
	if (to->items == NULL) {
		f->no_memory = true;
		return;
	}
	for (size_t i = 0; i < from->item_count; i++) {
		const struct letter_form_item *item = &from->items[i];
		const size_t n = repeats(f, item, &rows);
		for (size_t k = 0; k < n; k++) {
			f->row = rows == NULL ? NULL : &rows[k];
			if (is_said(f, item))
				to->items[to->item_count++] =
				        (struct letter_item){item->level, fill_both(f, item->text)};
		}
		f->row = NULL;
	}
}

static void fill_cell(struct filling *f, const struct letter_value *v, struct letter_text *cell) {
	if (v != NULL) put_value(&f->text, v, LETTER_ZH, true);
	cell->zh = keep(f);
	if (v != NULL) put_value(&f->text, v, LETTER_EN, true);
	cell->en = keep(f);
}

static void fill_grid(struct filling *f, const struct letter_form_section *from,
                      struct letter_grid *g) {
	const struct letter_value *list =
	        from->table == NULL ? NULL : value_of(f->values, from->table->name);
	if (list == NULL || list->row_count == 0) return;
	g->columns = ARENA_ARRAY(f->arena, from->column_count, struct letter_column);
	g->rows = ARENA_ARRAY(f->arena, list->row_count, struct letter_grid_row);
	if (g->columns == NULL || g->rows == NULL) {
		f->no_memory = true;
		return;
	}
	g->column_count = from->column_count;
	for (size_t c = 0; c < g->column_count; c++) {
		const struct letter_field *field = from->columns[c].field;
		g->columns[c] = (struct letter_column){field->title, from->columns[c].share,
		                                       field->type == LETTER_TWD ||
		                                               field->type == LETTER_COUNT};
	}
	for (size_t i = 0; i < list->row_count; i++) {
		struct letter_grid_row *row = &g->rows[g->row_count++];
		const struct letter_value *total = value_of(&list->rows[i], STR("is_total"));
		row->is_total = total != NULL && total->number != 0;
		row->cells = ARENA_ARRAY(f->arena, g->column_count, struct letter_text);
		if (row->cells == NULL) {
			f->no_memory = true;
			return;
		}
		for (size_t c = 0; c < g->column_count; c++)
			fill_cell(f, value_of(&list->rows[i], from->columns[c].field->name),
			          &row->cells[c]);
	}
}

static void fill_sections(struct filling *f, struct letter *out) {
	const struct letter_form *form = f->form;
	out->sections = ARENA_ARRAY(f->arena, form->section_count, struct letter_section);
	out->attachments = ARENA_ARRAY(f->arena, form->attachment_count, struct letter_text);
	if (out->sections == NULL || out->attachments == NULL) {
		f->no_memory = true;
		return;
	}
	for (size_t i = 0; i < form->section_count; i++) {
		struct letter_section s = {.name = form->sections[i].name};
		fill_items(f, &form->sections[i], &s);
		fill_grid(f, &form->sections[i], &s.grid);
		if (s.item_count > 0 || s.grid.row_count > 0)
			out->sections[out->section_count++] = s;
	}
	for (size_t i = 0; i < form->attachment_count; i++)
		out->attachments[out->attachment_count++] = fill_both(f, form->attachments[i]);
}

enum nhi_status letter_compose(struct letter *out, struct arena *arena,
                               const struct letter_form *form, const struct letter_values *values,
                               struct err *err) {
	enum nhi_status st = judge(form, form->fields, form->field_count, values, err);
	if (st != NHI_OK) return st;
	struct filling f = {
	        .arena = arena, .form = form, .values = values, .text = BUF_INIT(TEXT_MAX)};
	out->kind = form->kind;
	out->form_id = form->id;
	out->form_from = form->from;
	out->speed = form->speed;
	out->secrecy = form->secrecy;
	out->file_class = form->file_class;
	out->years = form->years;
	out->is_decision = !str_is(form->remedy, "none");
	out->section_count = out->attachment_count = 0;
	out->title = fill_both(&f, form->title);
	out->subject = fill_both(&f, form->subject);
	fill_sections(&f, out);
	buf_free(&f.text);
	return f.no_memory ? err_set(err, NHI_MEMORY, " ") : NHI_OK;
}

static struct str with_days(struct filling *f, struct str text, int64_t days) {
	const size_t at = str_find(text, STR("{days}"));
	buf_put(&f->text, str_slice(text, 0, at));
	if (at < text.n) {
		buf_put_i64(&f->text, days);
		buf_put(&f->text, str_slice(text, at + STR("{days}").n, text.n));
	}
	return keep(f);
}

enum nhi_status letter_remedy_text(struct letter_text *out, struct arena *arena,
                                   const struct letter_remedy *remedy, int64_t days,
                                   struct err *err) {
	struct filling f = {.arena = arena, .text = BUF_INIT(TEXT_MAX)};
	out->zh = with_days(&f, remedy->text.zh, days);
	out->en = with_days(&f, remedy->text.en, days);
	buf_free(&f.text);
	return f.no_memory ? err_set(err, NHI_MEMORY, " ") : NHI_OK;
}
