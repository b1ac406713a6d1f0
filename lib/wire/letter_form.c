/* letter_form.c: reads the forms of letters from YAML and checks them; see letter_form.h. */
#include "wire/letter_form.h"

#include "base/csv.h"
#include "wire/yaml.h"

#include <libfyaml.h>

enum { SECTIONS_MAX = 12, ITEMS_MAX = 60, COLUMNS_MAX = 8, LINKS_MAX = 20 };

static const char *const type_names[LETTER_TYPE_COUNT] = {
        [LETTER_TEXT] = "text", [LETTER_TWD] = "twd",     [LETTER_COUNT] = "count",
        [LETTER_DATE] = "date", [LETTER_MONTH] = "month", [LETTER_FLAG] = "flag",
        [LETTER_LIST] = "list",
};
static const char *const deliveries[LETTER_DELIVERY_COUNT] = {"registered", "post", "any"};

const char *letter_type_name(enum letter_type type) { return type_names[type]; }
const char *letter_delivery_name(enum letter_delivery delivery) { return deliveries[delivery]; }

struct reader {
	struct arena *arena;
	struct err *err;
	enum nhi_status status; /* sticky: the first defect */
	struct str form;
	char place[64];
};

static void defect(struct reader *r, const char *key, const char *zh, const char *en) {
	if (r->status != NHI_OK) return;
	r->status = err_set(r->err, NHI_CATALOGUE, "%s" ERR_SEP "%s" ERR_SEP "%s", key, zh, en);
	err_where(r->err, "letters/%.*s.yaml: %s", STR_ARG(r->form), r->place);
}

static struct fy_node *child(struct fy_node *map, const char *key) {
	return map == NULL ? NULL : fy_node_mapping_lookup_by_string(map, key, FY_NT);
}

/* "" when the key is missing. */
static struct str optional(struct reader *r, struct fy_node *map, const char *key) {
	size_t n = 0;
	struct str kept = STR("");
	const char *p = fy_node_get_scalar(child(map, key), &n);
	if (p != NULL && !arena_str(r->arena, (struct str){p, n}, &kept))
		r->status = err_set(r->err, NHI_MEMORY, "");
	return kept;
}

static struct str needed(struct reader *r, struct fy_node *map, const char *key) {
	struct str s = optional(r, map, key);
	if (s.n == 0) defect(r, key, "缺少這一項", "this key is missing");
	return s;
}

static int64_t number(struct reader *r, struct fy_node *map, const char *key, int64_t otherwise,
                      int64_t max) {
	struct str s = optional(r, map, key);
	int64_t v = otherwise;
	if (s.n > 0 && !str_to_i64(s, 0, max, &v))
		defect(r, key, "不是數字或超出範圍", "not a number, or out of range");
	return v;
}

/* {zh: …, en: …} of a map itself. */
static struct letter_text pair(struct reader *r, struct fy_node *map) {
	struct letter_text t = {optional(r, map, "zh"), optional(r, map, "en")};
	if (t.zh.n == 0 || t.en.n == 0)
		defect(r, "zh, en", "兩種語言都要有", "both languages are needed");
	return t;
}

static void only_keys(struct reader *r, struct fy_node *map, const char *const *known) {
	void *iter = NULL;
	struct fy_node_pair *kv;
	if (map == NULL || fy_node_get_type(map) != FYNT_MAPPING) {
		defect(r, "key", "這裡要是一組名稱與值", "a mapping is expected here");
		return;
	}
	while ((kv = fy_node_mapping_iterate(map, &iter)) != NULL) {
		size_t n = 0;
		const char *p = fy_node_get_scalar(fy_node_pair_key(kv), &n);
		bool found = false;
		for (size_t i = 0; known[i] != NULL && !found; i++)
			found = p != NULL && str_is((struct str){p, n}, known[i]);
		if (!found) defect(r, "key", "有看不懂的項目", "there is an unknown key");
	}
}

/* How many items the sequence has, at most `max`; room for them. */
static void *room(struct reader *r, struct fy_node *list, const char *key, size_t max, size_t size,
                  size_t *count) {
	const int n = list == NULL ? 0 : fy_node_sequence_item_count(list);
	*count = n < 0 ? 0 : (size_t)n;
	if (n < 0) defect(r, key, "這裡要是清單", "a list is expected here");
	if (*count > max) {
		defect(r, key, "太多了", "too many");
		*count = 0;
	}
	void *p = arena_array(r->arena, *count, size);
	if (p == NULL) {
		r->status = err_set(r->err, NHI_MEMORY, "");
		*count = 0;
	}
	return p;
}

/* ---- Fields ---------------------------------------------------------------------------------- */

static enum letter_type type_of(struct reader *r, struct str name) {
	for (size_t i = 0; i < LETTER_TYPE_COUNT; i++)
		if (str_is(name, type_names[i])) return (enum letter_type)i;
	defect(r, "type", "沒有這種型別", "there is no such type");
	return LETTER_TEXT;
}

static bool is_name(struct str s) {
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_' ||
		      (i > 0 && s.p[i] >= '0' && s.p[i] <= '9')))
			return false;
	return s.n > 0;
}

static void read_field(struct reader *r, struct fy_node *node, struct letter_field *f) {
	static const char *const known[] = {"name", "type", "zh", "en", "optional", NULL},
	                         *const of_list[] = {"name",     "type",   "zh", "en",
	                                             "optional", "fields", NULL};
	const struct str type = needed(r, node, "type");
	f->type = type_of(r, type);
	only_keys(r, node, f->type == LETTER_LIST ? of_list : known);
	f->name = needed(r, node, "name");
	if (!is_name(f->name)) defect(r, "name", "名稱只能用小寫英數與底線", "a–z 0–9 _ only");
	f->title = pair(r, node);
	f->is_optional = str_is(optional(r, node, "optional"), "yes");
}

static const struct letter_field *find(const struct letter_field *fields, size_t count,
                                       struct str name) {
	for (size_t i = 0; i < count; i++)
		if (str_eq(fields[i].name, name)) return &fields[i];
	return NULL;
}

/* The fields of one level; lists get theirs from read_fields. */
static struct letter_field *read_level(struct reader *r, struct fy_node *list, size_t *count) {
	struct letter_field *f = room(r, list, "fields", LETTER_FIELDS_MAX, sizeof *f, count);
	for (size_t i = 0; i < *count && r->status == NHI_OK; i++) {
		read_field(r, fy_node_sequence_get_by_index(list, (int)i), &f[i]);
		if (find(f, i, f[i].name) != NULL)
			defect(r, "name", "名稱重複", "a name appears twice");
	}
	return f;
}

static void read_fields(struct reader *r, struct fy_node *list, struct letter_form *form) {
	form->fields = read_level(r, list, &form->field_count);
	for (size_t i = 0; i < form->field_count && r->status == NHI_OK; i++) {
		struct letter_field *f = &form->fields[i];
		if (f->type != LETTER_LIST) continue;
		f->fields =
		        read_level(r, child(fy_node_sequence_get_by_index(list, (int)i), "fields"),
		                   &f->field_count);
		for (size_t k = 0; k < f->field_count; k++)
			if (f->fields[k].type == LETTER_LIST)
				defect(r, "type", "清單裡不能再有清單", "no list inside a list");
	}
}

/* ---- Sections -------------------------------------------------------------------------------- */

static void read_item(struct reader *r, struct fy_node *node, struct letter_form_item *item) {
	static const char *const known[] = {"zh", "en", "when", "each", "level", NULL};
	only_keys(r, node, known);
	item->text = pair(r, node);
	item->when = optional(r, node, "when");
	item->when_not = str_starts(item->when, STR("!"));
	if (item->when_not) item->when = str_slice(item->when, 1, item->when.n);
	item->each = optional(r, node, "each");
	item->level = (int32_t)number(r, node, "level", 1, 3);
}

static void read_table(struct reader *r, struct fy_node *node, const struct letter_form *form,
                       struct letter_form_section *s) {
	static const char *const known[] = {"of", "columns", NULL}, *const of_column[] = {
	                                                                    "field", "share", NULL};
	struct fy_node *columns = child(node, "columns");
	if (node == NULL) return;
	only_keys(r, node, known);
	s->table = find(form->fields, form->field_count, needed(r, node, "of"));
	if (s->table == NULL || s->table->type != LETTER_LIST) {
		defect(r, "table", "沒有這個清單", "there is no such list");
		return;
	}
	s->columns = room(r, columns, "columns", COLUMNS_MAX, sizeof *s->columns, &s->column_count);
	for (size_t i = 0; i < s->column_count && r->status == NHI_OK; i++) {
		struct fy_node *c = fy_node_sequence_get_by_index(columns, (int)i);
		only_keys(r, c, of_column);
		s->columns[i].field =
		        find(s->table->fields, s->table->field_count, needed(r, c, "field"));
		s->columns[i].share = (int32_t)number(r, c, "share", 1, 100);
		if (s->columns[i].field == NULL)
			defect(r, "field", "清單沒有這一欄", "the list has no such field");
	}
	if (s->column_count == 0) defect(r, "columns", "缺少這一項", "this key is missing");
}

static void read_section(struct reader *r, struct fy_node *node, const struct letter_form *form,
                         struct letter_form_section *s) {
	static const char *const known[] = {"name", "items", "table", NULL};
	struct fy_node *items = child(node, "items");
	only_keys(r, node, known);
	if (child(node, "name") != NULL) s->name = pair(r, child(node, "name"));
	s->items = room(r, items, "items", ITEMS_MAX, sizeof *s->items, &s->item_count);
	for (size_t i = 0; i < s->item_count && r->status == NHI_OK; i++)
		read_item(r, fy_node_sequence_get_by_index(items, (int)i), &s->items[i]);
	read_table(r, child(node, "table"), form, s);
	if (s->item_count == 0 && s->table == NULL)
		defect(r, "items", "這一段是空的", "the section is empty");
}

/* ---- What texts name ------------------------------------------------------------------------- */

/* Fields named so far, to find those that are never used. */
struct used {
	const struct letter_field *field[LETTER_FIELDS_MAX * 4];
	size_t count;
};

static void use(struct used *u, const struct letter_field *f) {
	for (size_t i = 0; i < u->count; i++)
		if (u->field[i] == f) return;
	if (u->count < COUNT_OF(u->field)) u->field[u->count++] = f;
}

static const struct letter_field *known_field(const struct letter_form *form, struct str list,
                                              struct str name) {
	const struct letter_field *l =
	        list.n == 0 ? NULL : find(form->fields, form->field_count, list);
	const struct letter_field *f = l == NULL ? NULL : find(l->fields, l->field_count, name);
	return f != NULL ? f : find(form->fields, form->field_count, name);
}

static void check_name(struct reader *r, const struct letter_form *form, struct str list,
                       struct str name, bool is_printed, struct used *u) {
	const struct letter_field *f = known_field(form, list, name);
	char key[64];
	snprintf(key, sizeof key, "{{%.*s}}", STR_ARG(str_slice(name, 0, 50)));
	if (f == NULL)
		defect(r, key, "沒有宣告這一欄", "this field is not declared");
	else if (is_printed && (f->type == LETTER_LIST || f->type == LETTER_FLAG))
		defect(r, key, "清單與旗標不能印出", "lists and flags cannot be printed");
	else
		use(u, f);
}

static void check_text(struct reader *r, const struct letter_form *form, struct str list,
                       struct str text, struct used *u) {
	for (;;) {
		size_t open = str_find(text, STR("{{"));
		if (open == text.n) break;
		text = str_slice(text, open + 2, text.n);
		size_t close = str_find(text, STR("}}"));
		if (close == text.n) {
			defect(r, "{{", "沒有 }}", "}} is missing");
			return;
		}
		check_name(r, form, list, str_slice(text, 0, close), true, u);
		text = str_slice(text, close + 2, text.n);
	}
}

static void check_both(struct reader *r, const struct letter_form *form, struct str list,
                       struct letter_text text, struct used *u) {
	check_text(r, form, list, text.zh, u);
	check_text(r, form, list, text.en, u);
}

static void check_section(struct reader *r, const struct letter_form *form,
                          const struct letter_form_section *s, struct used *u) {
	for (size_t i = 0; i < s->item_count; i++) {
		const struct letter_form_item *item = &s->items[i];
		const struct letter_field *l = find(form->fields, form->field_count, item->each);
		if (item->each.n > 0 && (l == NULL || l->type != LETTER_LIST))
			defect(r, "each", "沒有這個清單", "there is no such list");
		if (l != NULL) use(u, l);
		if (item->when.n > 0) check_name(r, form, item->each, item->when, false, u);
		check_both(r, form, item->each, item->text, u);
	}
	if (s->table != NULL) use(u, s->table);
	for (size_t i = 0; i < s->column_count; i++)
		if (s->columns[i].field != NULL) use(u, s->columns[i].field);
	/* Marks the row of a table that adds up the others. */
	const struct letter_field *total =
	        s->table == NULL ? NULL
	                         : find(s->table->fields, s->table->field_count, STR("is_total"));
	if (total != NULL) use(u, total);
}

static bool is_used(const struct used *u, const struct letter_field *f) {
	for (size_t i = 0; i < u->count; i++)
		if (u->field[i] == f) return true;
	return false;
}

static void check_form(struct reader *r, const struct letter_form *form) {
	struct used u = {.count = 0};
	(void)snprintf(r->place, sizeof r->place, "%s", "texts");
	check_both(r, form, STR(""), form->title, &u);
	check_both(r, form, STR(""), form->subject, &u);
	for (size_t i = 0; i < form->section_count; i++)
		check_section(r, form, &form->sections[i], &u);
	for (size_t i = 0; i < form->attachment_count; i++)
		check_both(r, form, STR(""), form->attachments[i], &u);
	for (size_t i = 0; i < form->field_count; i++) {
		(void)snprintf(r->place, sizeof r->place, "fields %.*s",
		               STR_ARG(str_slice(form->fields[i].name, 0, 40)));
		if (!is_used(&u, &form->fields[i]))
			defect(r, "name", "宣告了卻沒有用到", "declared and never used");
		for (size_t k = 0; k < form->fields[i].field_count; k++)
			if (!is_used(&u, &form->fields[i].fields[k]))
				defect(r, "fields", "宣告了卻沒有用到", "declared and never used");
	}
}

/* ---- A form ---------------------------------------------------------------------------------- */

static enum letter_delivery delivery_of(struct reader *r, struct str name) {
	for (size_t i = 0; i < LETTER_DELIVERY_COUNT; i++)
		if (str_is(name, deliveries[i])) return (enum letter_delivery)i;
	defect(r, "delivery", "只能是 registered、post、any", "must be registered, post or any");
	return LETTER_REGISTERED;
}

static void read_head(struct reader *r, struct fy_node *root, struct letter_form *form) {
	static const char *const known[] = {"id",      "kind",     "valid_from",  "source",
	                                    "speed",   "secrecy",  "file_class",  "years",
	                                    "remedy",  "title",    "delivery",    "fields",
	                                    "subject", "sections", "attachments", NULL};
	const struct str from = needed(r, root, "valid_from");
	only_keys(r, root, known);
	form->id = needed(r, root, "id");
	if (!str_eq(form->id, r->form)) defect(r, "id", "要與檔名相同", "must be the file's name");
	if (!letter_kind_find(needed(r, root, "kind"), &form->kind))
		defect(r, "kind", "沒有這種文別", "there is no such kind of document");
	if (!date_parse(from, &form->from))
		defect(r, "valid_from", "日期要寫成 2013-07-23", "write the day as 2013-07-23");
	form->source = needed(r, root, "source");
	form->speed = optional(r, root, "speed");
	if (form->speed.n == 0) form->speed = STR("normal");
	form->secrecy = optional(r, root, "secrecy");
	if (letter_speed(form->speed) == NULL || letter_secrecy(form->secrecy) == NULL)
		defect(r, "speed, secrecy", "沒有這個等級", "there is no such class");
	form->file_class = needed(r, root, "file_class");
	form->years = (int32_t)number(r, root, "years", -1, 30);
	if (form->years < 0) defect(r, "years", "缺少這一項", "this key is missing");
	form->delivery = delivery_of(r, needed(r, root, "delivery"));
	form->remedy = needed(r, root, "remedy");
}

static void read_body(struct reader *r, struct fy_node *root, struct letter_form *form) {
	struct fy_node *list = child(root, "sections"), *links = child(root, "attachments");
	read_fields(r, child(root, "fields"), form);
	if (child(root, "title") != NULL) form->title = pair(r, child(root, "title"));
	if (form->kind == LETTER_CERTIFICATE && form->title.zh.n == 0)
		defect(r, "title", "證明書要有名稱", "a certificate needs a title");
	if (form->kind != LETTER_CERTIFICATE) form->subject = pair(r, child(root, "subject"));
	form->sections = room(r, list, "sections", SECTIONS_MAX, sizeof *form->sections,
	                      &form->section_count);
	for (size_t i = 0; i < form->section_count && r->status == NHI_OK; i++) {
		(void)snprintf(r->place, sizeof r->place, "sections[%zu]", i + 1);
		read_section(r, fy_node_sequence_get_by_index(list, (int)i), form,
		             &form->sections[i]);
	}
	form->attachments = room(r, links, "attachments", LINKS_MAX, sizeof *form->attachments,
	                         &form->attachment_count);
	for (size_t i = 0; i < form->attachment_count && r->status == NHI_OK; i++)
		form->attachments[i] = pair(r, fy_node_sequence_get_by_index(links, (int)i));
}

enum nhi_status letter_form_read(struct letter_form *out, struct arena *arena, struct str name,
                                 struct str yaml, struct err *err) {
	struct reader r = {.arena = arena, .err = err, .form = name};
	struct yaml_fault fault;
	struct fy_document *doc = yaml_document(yaml, arena, &fault);
	*out = (struct letter_form){0};
	if (doc == NULL || fy_document_root(doc) == NULL) {
		fy_document_destroy(doc);
		defect(&r, "YAML", "讀不懂", "cannot be read");
		return r.status;
	}
	read_head(&r, fy_document_root(doc), out);
	if (r.status == NHI_OK) read_body(&r, fy_document_root(doc), out);
	if (r.status == NHI_OK) check_form(&r, out);
	fy_document_destroy(doc);
	return r.status;
}

/* ---- All forms ------------------------------------------------------------------------------- */

enum { REMEDIES_MAX = 50 };

enum nhi_status letter_remedies_read(struct letter_forms *out, struct arena *arena, struct str csv,
                                     struct err *err) {
	static const char *const titles[] = {"code", "parameter", "zh", "en", "source"};
	size_t at[COUNT_OF(titles)];
	struct csv *c = ARENA_NEW(arena, struct csv);
	out->remedies = ARENA_ARRAY(arena, REMEDIES_MAX, struct letter_remedy);
	out->remedy_count = 0;
	if (c == NULL || out->remedies == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(c, csv, arena);
	enum nhi_status st = csv_titles(c, titles, COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(c, &more, err);
		if (st != NHI_OK || !more) break;
		if (out->remedy_count == REMEDIES_MAX)
			return err_set(err, NHI_LIMIT, "remedies.csv" ERR_SEP "%d", REMEDIES_MAX);
		const struct letter_remedy row = {
		        .code = csv_field(c, at[0]),
		        .parameter = csv_field(c, at[1]),
		        .text = {csv_field(c, at[2]), csv_field(c, at[3])},
		        .source = csv_field(c, at[4])};
		const bool has_days = str_find(row.text.zh, STR("{days}")) < row.text.zh.n &&
		                      str_find(row.text.en, STR("{days}")) < row.text.en.n;
		if (row.code.n == 0 || row.text.zh.n == 0 || row.text.en.n == 0 ||
		    row.source.n == 0 || (row.parameter.n > 0) != has_days)
			return err_set(err, NHI_LAW_ROW,
			               "remedies.csv" ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s",
			               c->row, "每欄都要填，有期間的要有 {days}",
			               "all columns are needed, {days} exactly with a parameter");
		out->remedies[out->remedy_count++] = row;
	}
	return st;
}

static int by_id(const void *a, const void *b) {
	const struct letter_form *x = a, *y = b;
	const int order = str_cmp(x->id, y->id);
	return order != 0 ? order : (x->from > y->from) - (x->from < y->from);
}

enum nhi_status letter_forms_check(struct letter_forms *forms, struct err *err) {
	qsort(forms->forms, forms->count, sizeof *forms->forms, by_id);
	for (size_t i = 0; i < forms->count; i++) {
		const struct letter_form *f = &forms->forms[i];
		if (i > 0 && by_id(f, f - 1) == 0)
			return err_set(err, NHI_CATALOGUE,
			               "id %.*s" ERR_SEP "同一天有兩個" ERR_SEP "twice on one day",
			               STR_ARG(f->id));
		if (!str_is(f->remedy, "none") && letter_remedy_find(forms, f->remedy) == NULL)
			return err_set(err, NHI_CATALOGUE,
			               "%.*s: remedy" ERR_SEP "remedies.csv 沒有這一項" ERR_SEP
			               "not in remedies.csv",
			               STR_ARG(f->id));
	}
	return NHI_OK;
}

const struct letter_form *letter_form_find(const struct letter_forms *forms, struct str id,
                                           date_t at) {
	const struct letter_form *best = NULL;
	for (size_t i = 0; i < forms->count; i++)
		if (str_eq(forms->forms[i].id, id) && forms->forms[i].from <= at)
			best = &forms->forms[i];
	return best;
}

const struct letter_remedy *letter_remedy_find(const struct letter_forms *forms, struct str code) {
	for (size_t i = 0; i < forms->remedy_count; i++)
		if (str_eq(forms->remedies[i].code, code)) return &forms->remedies[i];
	return NULL;
}
