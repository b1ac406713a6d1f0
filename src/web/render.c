/* render.c: see render.h. */
#include "web/render.h"

#include "base/csv.h"
#include "web/format.h"

static enum nhi_status bad(struct err *err, const char *zh, const char *en, struct str view,
                           struct str field) {
	return err_set(err, NHI_TEMPLATE, "%s" ERR_SEP "%.*s.%.*s" ERR_SEP "%s", zh, STR_ARG(view),
	               STR_ARG(field), en);
}

/* What desk may put into a field of each type. */
static const enum view_kind kind_of[DECL_TYPE_COUNT] = {
        [DECL_TEXT] = VIEW_TEXT,    [DECL_BOTH] = VIEW_BOTH,      [DECL_DATE] = VIEW_NUMBER,
        [DECL_MONTH] = VIEW_NUMBER, [DECL_INSTANT] = VIEW_NUMBER, [DECL_TWD] = VIEW_NUMBER,
        [DECL_POINT] = VIEW_NUMBER, [DECL_COUNT] = VIEW_NUMBER,   [DECL_FLAG] = VIEW_FLAG,
        [DECL_CODE] = VIEW_TEXT,    [DECL_LIST] = VIEW_LIST,      [DECL_PART] = VIEW_PART,
        [DECL_DATA] = VIEW_TEXT,
};

/* Every field that desk filled must be declared, once, with a fitting type. */
static enum nhi_status check(const struct decl_view *d, const struct view *v, struct err *err) {
	for (const struct view_field *f = v->first; f != NULL; f = f->next) {
		const struct decl_field *df = decl_find(d, str_from(f->name));
		if (df == NULL)
			return bad(err, "欄位沒有宣告", "field not declared", d->name,
			           str_from(f->name));
		if (f->kind != VIEW_NULL && f->kind != kind_of[df->type])
			return bad(err, "欄位型別不符", "field of another type", d->name, df->name);
		if (view_find(v, f->name) != f)
			return bad(err, "欄位填了兩次", "field filled twice", d->name, df->name);
	}
	return NHI_OK;
}

static enum nhi_status find_decl(const struct decls *d, const struct view *v,
                                 const struct decl_view **out, struct err *err) {
	*out = decls_view(d, str_from(v->name));
	if (*out == NULL)
		return bad(err, "沒有這個視圖", "no such view", str_from(v->name), STR(""));
	return check(*out, v, err);
}

/* The field's value, or NULL for null. */
static const struct view_field *value_of(const struct view *v, const struct decl_field *df) {
	for (const struct view_field *f = v->first; f != NULL; f = f->next)
		if (str_is(df->name, f->name)) return f->kind == VIEW_NULL ? NULL : f;
	return NULL;
}

static void put_iso(struct buf *b, enum decl_type type, int64_t number) {
	if (type == DECL_DATE) date_print(b, (date_t)number);
	if (type == DECL_MONTH) month_print(b, (month_t)number);
	if (type == DECL_INSTANT) instant_print(b, number);
}

static void json_iso(struct json *j, enum decl_type type, int64_t number) {
	struct buf b = BUF_INIT(64);
	put_iso(&b, type, number);
	json_str(j, buf_str(&b));
	buf_free(&b);
}

static enum nhi_status json_list(const struct decls *d, const struct view_field *f, struct json *j,
                                 struct err *err) {
	json_array_start(j);
	for (const struct view *item = f->first; item != NULL; item = item->next) {
		enum nhi_status st = render_json(d, item, j, err);
		if (st != NHI_OK) return st;
	}
	json_array_end(j);
	return NHI_OK;
}

static enum nhi_status json_field(const struct decls *d, const struct decl_field *df,
                                  const struct view_field *f, struct json *j, struct err *err) {
	if (df->type == DECL_BOTH) {
		json_key(j, df->zh_name.p);
		if (f == NULL)
			json_none(j);
		else
			json_str(j, f->text);
		json_key(j, df->en_name.p);
		if (f == NULL)
			json_none(j);
		else
			json_str(j, f->text_en);
		return NHI_OK;
	}
	char name[128];
	snprintf(name, sizeof name, "%.*s", STR_ARG(df->name));
	json_key(j, name);
	if (f == NULL) {
		json_none(j);
		return NHI_OK;
	}
	switch (df->type) {
	case DECL_TEXT:
	case DECL_DATA:
	case DECL_CODE: json_str(j, f->text); break;
	case DECL_DATE:
	case DECL_MONTH:
	case DECL_INSTANT: json_iso(j, df->type, f->number); break;
	case DECL_TWD:
	case DECL_POINT:
	case DECL_COUNT: json_i64(j, f->number); break;
	case DECL_FLAG: json_bool(j, f->number != 0); break;
	case DECL_LIST: return json_list(d, f, j, err);
	case DECL_PART: return render_json(d, f->first, j, err);
	case DECL_BOTH:
	case DECL_TYPE_COUNT: break;
	}
	return NHI_OK;
}

enum nhi_status render_json(const struct decls *d, const struct view *v, struct json *j,
                            struct err *err) {
	const struct decl_view *dv;
	enum nhi_status st = find_decl(d, v, &dv, err);
	if (st != NHI_OK) return st;
	json_object_start(j);
	for (size_t i = 0; i < dv->count && st == NHI_OK; i++)
		st = json_field(d, &dv->fields[i], value_of(v, &dv->fields[i]), j, err);
	if (st == NHI_OK) json_object_end(j);
	return st;
}

struct tree {
	const struct decls *decls;
	const char *lang;
	const struct i18n_set *i18n;
	int language;
	struct arena *arena;
	bool failed;
};

static struct str keep(struct tree *t, struct buf *b) {
	struct str s = STR("");
	if (!buf_ok(b) || !arena_str(t->arena, buf_str(b), &s)) t->failed = true;
	buf_free(b);
	return s;
}

static void add(struct tree *t, struct node *map, struct str name, struct str text) {
	struct node *n = node_add(t->arena, map, name, NODE_TEXT);
	if (n == NULL)
		t->failed = true;
	else
		n->text = text;
}

static void add_number(struct tree *t, struct node *map, const struct decl_field *df,
                       int64_t number) {
	struct buf raw = BUF_INIT(64), people = BUF_INIT(128);
	switch (df->type) {
	case DECL_DATE: format_date(&people, (date_t)number, t->lang); break;
	case DECL_MONTH: format_month(&people, (month_t)number, t->lang); break;
	case DECL_INSTANT: format_instant(&people, number, t->lang); break;
	case DECL_TWD:
	case DECL_POINT:
	case DECL_COUNT: buf_put_i64_grouped(&people, number); break;
	case DECL_TEXT:
	case DECL_BOTH:
	case DECL_FLAG:
	case DECL_CODE:
	case DECL_LIST:
	case DECL_DATA:
	case DECL_PART:
	case DECL_TYPE_COUNT: break;
	}
	if (df->type == DECL_DATE || df->type == DECL_MONTH || df->type == DECL_INSTANT)
		put_iso(&raw, df->type, number);
	else
		buf_put_i64(&raw, number);
	add(t, map, df->name, keep(t, &raw));
	add(t, map, df->text_name, keep(t, &people));
}

static enum nhi_status add_view(struct tree *t, const struct view *v, struct node *map,
                                struct err *err);

static enum nhi_status add_list(struct tree *t, const struct decl_field *df,
                                const struct view_field *f, struct node *map, struct err *err) {
	struct node *list = node_add(t->arena, map, df->name, NODE_LIST);
	enum nhi_status st = NHI_OK;
	for (const struct view *item = f->first; item != NULL && st == NHI_OK; item = item->next)
		st = add_view(t, item, node_add(t->arena, list, STR(""), NODE_MAP), err);
	return st;
}

/* In a draft language a text of the data is that of its file, by the Chinese sentence, if it has
 * it.
 */
static struct str said(const struct tree *t, struct str zh, struct str other) {
	struct str own = other;
	bool found = t->language >= LANG_DRAFTS && i18n_find(&t->i18n->of[t->language], zh, &own);
	return found ? own : other;
}

/* JSON as markup: inside a script element nothing ends it and nothing reads as markup, since every
 * such character is written as an escape of JSON. */
static void add_data(struct tree *t, struct node *map, struct str name, struct str json) {
	struct buf b = BUF_INIT(1 << 20);
	for (size_t i = 0; i < json.n; i++) {
		char c = json.p[i];
		if (c == '<' || c == '>' || c == '&' || c == '\'')
			buf_printf(&b, "\\u%04x", (unsigned)(unsigned char)c);
		else
			buf_put_char(&b, c);
	}
	struct node *n = node_add(t->arena, map, name, NODE_MARKUP);
	if (n != NULL) n->text = keep(t, &b);
}

static enum nhi_status add_field(struct tree *t, const struct decl_field *df,
                                 const struct view_field *f, struct node *map, struct err *err) {
	bool en = str_is(str_from(t->lang), "en");
	if (f == NULL) { /* known to be unknown: it hides a field of the same name further out */
		(void)node_add(t->arena, map, df->name, NODE_NULL);
		(void)node_add(t->arena, map, df->text_name, NODE_NULL);
		return NHI_OK;
	}
	switch (df->type) {
	case DECL_TEXT:
		add(t, map, df->name, f->text);
		add(t, map, df->text_name, f->text);
		break;
	case DECL_BOTH:
		add(t, map, df->name, said(t, f->text, en ? f->text_en : f->text));
		add(t, map, df->text_name, said(t, f->text, en ? f->text_en : f->text));
		add(t, map, df->zh_name, f->text);
		add(t, map, df->en_name, f->text_en);
		break;
	case DECL_CODE:
		add(t, map, df->name, f->text);
		add(t, map, df->text_name,
		    said(t, decl_code_name(df->codes, f->text, "zh"),
		         decl_code_name(df->codes, f->text, t->lang)));
		break;
	case DECL_FLAG:
		(void)node_add(t->arena, map, df->name, f->number != 0 ? NODE_TRUE : NODE_FALSE);
		break;
	case DECL_DATA: add_data(t, map, df->name, f->text); break;
	case DECL_LIST: return add_list(t, df, f, map, err);
	case DECL_PART:
		return add_view(t, f->first, node_add(t->arena, map, df->name, NODE_MAP), err);
	case DECL_DATE:
	case DECL_MONTH:
	case DECL_INSTANT:
	case DECL_TWD:
	case DECL_POINT:
	case DECL_COUNT: add_number(t, map, df, f->number); break;
	case DECL_TYPE_COUNT: break;
	}
	return NHI_OK;
}

static enum nhi_status add_view(struct tree *t, const struct view *v, struct node *map,
                                struct err *err) {
	const struct decl_view *dv;
	enum nhi_status st = find_decl(t->decls, v, &dv, err);
	if (map == NULL) t->failed = true;
	for (size_t i = 0; st == NHI_OK && i < dv->count; i++)
		st = add_field(t, &dv->fields[i], value_of(v, &dv->fields[i]), map, err);
	if (st == NHI_OK && t->failed) st = err_set(err, NHI_MEMORY, "");
	return st;
}

enum nhi_status render_node(const struct decls *d, const struct view *v,
                            const struct i18n_set *i18n, int lang, struct arena *a,
                            struct node **out, struct err *err) {
	struct tree t = {.decls = d,
	                 .lang = lang == LANG_ZH ? "zh" : "en", /* of dates and lists */
	                 .i18n = i18n,
	                 .language = lang,
	                 .arena = a};
	*out = node_new(a, NODE_MAP);
	return add_view(&t, v, *out, err);
}

static void csv_title(struct buf *out, size_t *column, const struct decl_field *df) {
	if (df->type == DECL_LIST || df->type == DECL_PART) return;
	if (df->type == DECL_BOTH) {
		csv_put(out, (*column)++, df->zh_name);
		csv_put(out, (*column)++, df->en_name);
	} else {
		csv_put(out, (*column)++, df->name);
	}
}

/* A text that a spreadsheet would run as a formula gets an apostrophe in front. */
static void csv_text(struct buf *out, size_t *column, struct str text) {
	bool formula = text.n > 0 && strchr("=+-@\t\r", text.p[0]) != NULL && text.p[0] != '\0';
	struct buf b = BUF_INIT(1 << 20);
	if (formula) buf_put_char(&b, '\'');
	buf_put(&b, text);
	csv_put(out, (*column)++, buf_str(&b));
	buf_free(&b);
}

static void csv_value(struct buf *out, size_t *column, const struct decl_field *df,
                      const struct view_field *f) {
	if (df->type == DECL_LIST || df->type == DECL_PART) return;
	struct buf b = BUF_INIT(64);
	if (f == NULL) {
		csv_put(out, (*column)++, STR(""));
		if (df->type == DECL_BOTH) csv_put(out, (*column)++, STR(""));
	} else if (df->type == DECL_BOTH) {
		csv_text(out, column, f->text);
		csv_text(out, column, f->text_en);
	} else if (f->kind == VIEW_TEXT) {
		csv_text(out, column, f->text);
	} else if (df->type == DECL_DATE || df->type == DECL_MONTH || df->type == DECL_INSTANT) {
		put_iso(&b, df->type, f->number);
		csv_put(out, (*column)++, buf_str(&b));
	} else {
		csv_put_i64(out, (*column)++, f->number);
	}
	buf_free(&b);
}

enum nhi_status render_csv(const struct decls *d, const struct view *v, struct buf *out,
                           struct err *err) {
	const struct decl_view *dv;
	enum nhi_status st = find_decl(d, v, &dv, err);
	if (st != NHI_OK) return st;
	const struct decl_field *rows = decl_find(dv, STR("rows"));
	if (rows == NULL || rows->type != DECL_LIST)
		return err_set(err, NHI_UNSUPPORTED, "%s", "format=csv");
	csv_put_bom(out); /* spreadsheets read UTF-8 only with this mark */
	size_t column = 0;
	for (size_t i = 0; i < rows->view->count; i++)
		csv_title(out, &column, &rows->view->fields[i]);
	csv_end_row(out);
	const struct view_field *f = value_of(v, rows);
	for (const struct view *item = f == NULL ? NULL : f->first; item != NULL;
	     item = item->next) {
		st = check(rows->view, item, err);
		if (st != NHI_OK) return st;
		column = 0;
		for (size_t i = 0; i < rows->view->count; i++)
			csv_value(out, &column, &rows->view->fields[i],
			          value_of(item, &rows->view->fields[i]));
		csv_end_row(out);
	}
	return buf_ok(out) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}
