/* service_form.c: reads conditions, fields and documents of services; see service_parts.h. */
#include "desk/service_parts.h"

#include "desk/catalogue.h"

enum {
	FIELDS_MAX = 60,
	CHOICES_MAX = 80,
	DOCUMENTS_MAX = 30,
	CONDITIONS_MAX = 8,
	INCLUDES_MAX = 8
};

/* --- conditions ------------------------------------------------------------------------------- */

static bool read_condition(struct yaml *y, struct str text, struct service_condition *c) {
	/* Longer marks first: ">=" before ">". */
	static const struct {
		const char *mark;
		enum service_op op;
	} marks[] = {{"!=", SERVICE_IS_NOT}, {">=", SERVICE_MORE_IS}, {"<=", SERVICE_LESS_IS},
	             {"=", SERVICE_IS},      {">", SERVICE_MORE},     {"<", SERVICE_LESS}};
	(void)y;
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		struct str mark = str_from(marks[i].mark);
		size_t at = str_find(text, mark);
		if (at == text.n) continue;
		c->field = str_trim(str_slice(text, 0, at));
		c->op = marks[i].op;
		c->value_count = catalogue_split(str_slice(text, at + mark.n, text.n), "|",
		                                 c->values, SERVICE_VALUES_MAX);
		bool many = c->op == SERVICE_IS || c->op == SERVICE_IS_NOT;
		return c->field.n > 0 && (many ? c->value_count > 0 : c->value_count == 1);
	}
	return false;
}

struct service_when service_read_when(struct yaml *y, struct fy_node *map, const char *key) {
	struct service_when w = {NULL, 0};
	struct str parts[CONDITIONS_MAX], text = yaml_optional(y, map, key);
	size_t n = catalogue_split(text, ",", parts, CONDITIONS_MAX);
	if (n == 0) return w;
	w.all = yaml_array(y, n, sizeof *w.all);
	for (size_t i = 0; w.all != NULL && i < n; i++) {
		if (!read_condition(y, parts[i], &w.all[i]))
			yaml_defect_about(y, map, key, parts[i],
			                  "看不懂條件「{}」，請寫成 field=a|b 或 field>5",
			                  "cannot read “{}”; write field=a|b or field>5");
		else
			w.count++;
	}
	return w;
}

/* --- form and documents ----------------------------------------------------------------------- */

static void read_choices(struct yaml *y, struct fy_node *map, struct service_field *f) {
	static const char *const known[] = {"code", "name_zh", "name_en", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(map, "choices");
	if (n > CHOICES_MAX) yaml_defect(y, map, "choices", "太多了", "too many");
	if (n == 0 || n > CHOICES_MAX) return;
	f->choices = yaml_array(y, n, sizeof *f->choices);
	while (f->choices != NULL && (item = yaml_next(y, map, "choices", &iter)) != NULL) {
		struct service_choice *c = &f->choices[f->choice_count++];
		yaml_only(y, item, known);
		c->code = yaml_text(y, item, "code");
		c->name = yaml_both(y, item, "name", true);
	}
}

static void read_field(struct yaml *y, struct fy_node *map, struct service_field *f) {
	static const char *const known[] = {
	        "name", "type",   "required", "repeats", "name_zh", "name_en", "help_zh", "help_en",
	        "from", "office", "codes",    "choices", "min",     "max",     "when",    NULL};
	const char *types[SERVICE_FIELD_TYPE_COUNT];
	for (int i = 0; i < SERVICE_FIELD_TYPE_COUNT; i++)
		types[i] = service_field_type_name((enum service_field_type)i);
	yaml_only(y, map, known);
	f->name = yaml_text(y, map, "name");
	f->type = (enum service_field_type)yaml_code(y, map, "type", types,
	                                             SERVICE_FIELD_TYPE_COUNT, -1);
	f->required = yaml_flag(y, map, "required", true);
	f->repeats = yaml_flag(y, map, "repeats", false);
	f->title = yaml_both(y, map, "name", true);
	f->help = yaml_both(y, map, "help", false);
	f->from = yaml_optional(y, map, "from");
	f->is_office = yaml_flag(y, map, "office", false);
	f->codes = yaml_optional(y, map, "codes");
	f->min = yaml_number(y, map, "min", INT64_MIN + 1, INT64_MAX, 0);
	f->max = yaml_number(y, map, "max", INT64_MIN + 1, INT64_MAX, 0);
	f->when = service_read_when(y, map, "when");
	read_choices(y, map, f);
	bool is_code = f->type == SERVICE_FIELD_CODE;
	if (is_code != (f->codes.n > 0 || f->choice_count > 0))
		yaml_defect(y, map, "choices", "code 欄要有 codes 或 choices，其他欄不能有",
		            "a code needs codes or choices, nothing else has them");
}

/* Reads `key` of a mapping behind the `*count` fields that are there. */
static void read_fields(struct yaml *y, struct fy_node *map, struct service_field *fields,
                        size_t *count) {
	void *iter = NULL;
	struct fy_node *item;
	while ((item = yaml_next(y, map, "fields", &iter)) != NULL) {
		if (*count == FIELDS_MAX) {
			yaml_defect(y, item, "fields", "太多了", "too many");
			return;
		}
		struct service_field *f = &fields[*count];
		read_field(y, item, f);
		for (size_t i = 0; i < *count; i++)
			if (str_eq(fields[i].name, f->name))
				yaml_defect_about(y, item, "fields", f->name, "欄位「{}」重複",
				                  "field “{}” appears twice");
		(*count)++;
	}
}

static void read_document(struct yaml *y, struct fy_node *map, struct service_document *d) {
	static const char *const known[] = {"code",  "name_zh",  "name_en", "note_zh", "note_en",
	                                    "paper", "optional", "when",    NULL};
	const char *papers[SERVICE_PAPER_FILLED + 1];
	for (int i = 0; i <= SERVICE_PAPER_FILLED; i++)
		papers[i] = service_paper_name((enum service_paper)i);
	yaml_only(y, map, known);
	d->code = yaml_text(y, map, "code");
	d->name = yaml_both(y, map, "name", true);
	d->note = yaml_both(y, map, "note", false);
	d->paper = (enum service_paper)yaml_code(y, map, "paper", papers, COUNT_OF(papers), -1);
	d->optional = yaml_flag(y, map, "optional", false);
	d->when = service_read_when(y, map, "when");
}

static void read_documents(struct yaml *y, struct fy_node *map, struct service_document *documents,
                           size_t *count) {
	void *iter = NULL;
	struct fy_node *item;
	while ((item = yaml_next(y, map, "documents", &iter)) != NULL) {
		if (*count == DOCUMENTS_MAX) {
			yaml_defect(y, item, "documents", "太多了", "too many");
			return;
		}
		struct service_document *d = &documents[*count];
		read_document(y, item, d);
		for (size_t i = 0; i < *count; i++)
			if (str_eq(documents[i].code, d->code))
				yaml_defect_about(y, item, "documents", d->code, "文件「{}」重複",
				                  "document “{}” appears twice");
		(*count)++;
	}
}

/* Room for everything that an entry may ask for, cut to what it does afterwards. */
struct room {
	struct service_field fields[FIELDS_MAX];
	struct service_document documents[DOCUMENTS_MAX];
	size_t field_count, document_count;
};

static void *kept(struct yaml *y, const void *from, size_t count, size_t size) {
	void *to = count == 0 ? NULL : yaml_array(y, count, size);
	if (to != NULL) memcpy(to, from, count * size);
	return to;
}

static void include(struct yaml *y, struct fy_node *map, const struct service_catalogue *c,
                    struct room *room) {
	struct str names[INCLUDES_MAX];
	size_t n = yaml_list(y, map, "include", names, INCLUDES_MAX);
	for (size_t i = 0; i < n; i++) {
		const struct service_block *b = NULL;
		for (size_t k = 0; k < c->block_count; k++)
			if (str_eq(c->blocks[k].id, names[i])) b = &c->blocks[k];
		if (b == NULL) {
			yaml_defect_about(y, map, "include", names[i], "沒有共用欄位「{}」",
			                  "there is no block “{}”");
			continue;
		}
		for (size_t k = 0; k < b->field_count && room->field_count < FIELDS_MAX; k++) {
			room->fields[room->field_count] = b->fields[k];
			room->fields[room->field_count++].block = b->id;
		}
		for (size_t k = 0; k < b->document_count && room->document_count < DOCUMENTS_MAX;
		     k++)
			room->documents[room->document_count++] = b->documents[k];
	}
}

void service_read_form(struct yaml *y, struct fy_node *map, const struct service_catalogue *c,
                       struct service *s) {
	struct room *room = yaml_array(y, 1, sizeof *room);
	if (room == NULL) return;
	include(y, map, c, room);
	read_fields(y, map, room->fields, &room->field_count);
	read_documents(y, map, room->documents, &room->document_count);
	s->documents_known = yaml_get(map, "documents") != NULL || room->document_count > 0;
	s->field_count = room->field_count;
	s->document_count = room->document_count;
	s->fields = kept(y, room->fields, s->field_count, sizeof *s->fields);
	s->documents = kept(y, room->documents, s->document_count, sizeof *s->documents);
}

void service_read_blocks(struct yaml *y, struct fy_node *root, struct service_catalogue *out) {
	static const char *const known[] = {"id",     "name_zh",   "name_en",
	                                    "fields", "documents", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(root, "blocks");
	out->blocks = yaml_array(y, n, sizeof *out->blocks);
	while (out->blocks != NULL && (item = yaml_next(y, root, "blocks", &iter)) != NULL) {
		struct service_block *b = &out->blocks[out->block_count++];
		struct service s = {.field_count = 0};
		y->place[0] = 0;
		yaml_only(y, item, known);
		b->id = yaml_text(y, item, "id");
		snprintf(y->place, sizeof y->place, "%.*s", STR_ARG(b->id));
		service_read_form(y, item, out, &s);
		b->name = yaml_both(y, item, "name", true);
		b->fields = s.fields;
		b->field_count = s.field_count;
		b->documents = s.documents;
		b->document_count = s.document_count;
	}
}
