/* letter.c: kinds of letters and their JSON; see letter.h. */
#include "wire/letter.h"

#include <jansson.h>

const struct letter_kind_facts letter_kinds[LETTER_KIND_COUNT] = {
        [LETTER_HAN] = {"han", "函", "Letter", true, true, true, "首長職銜簽字章",
                        "signature stamp of the head"},
        [LETTER_NOTE] = {"note", "書函", "Note", true, true, true, "機關條戳", "agency strip"},
        [LETTER_NOTICE] = {"notice", "公告", "Public notice", false, false, true,
                           "機關印信及首長職銜簽字章",
                           "agency seal and signature stamp of the head"},
        [LETTER_MEETING] = {"meeting", "開會通知單", "Notice of meeting", true, true, true,
                            "機關條戳", "agency strip"},
        [LETTER_MEMO] = {"memo", "簽", "Memorandum", false, true, false, "承辦人職名章",
                         "name stamp of the officer"},
        [LETTER_CERTIFICATE] = {"certificate", "證明書", "Certificate", true, false, false,
                                "機關印信及首長職銜簽字章",
                                "agency seal and signature stamp of the head"},
};

bool letter_kind_find(struct str code, enum letter_kind *out) {
	for (size_t i = 0; i < LETTER_KIND_COUNT; i++) {
		if (!str_is(code, letter_kinds[i].code)) continue;
		*out = (enum letter_kind)i;
		return true;
	}
	return false;
}

/* 文書流程管理作業規範; secrecy: 國家機密保護法 4 and the handbook's 密. */
static const struct letter_class speeds[] = {
        {"normal", "普通件", "normal"}, {"fast", "速件", "fast"}, {"urgent", "最速件", "urgent"}};
static const struct letter_class secrecies[] = {{"", "", ""},
                                                {"restricted", "密", "restricted"},
                                                {"confidential", "機密", "confidential"},
                                                {"secret", "極機密", "secret"},
                                                {"top", "絕對機密", "top secret"}};

static const struct letter_class *class_of(const struct letter_class *rows, size_t count,
                                           struct str code) {
	for (size_t i = 0; i < count; i++)
		if (str_is(code, rows[i].code)) return &rows[i];
	return NULL;
}

const struct letter_class *letter_speed(struct str code) {
	return class_of(speeds, COUNT_OF(speeds), code);
}

const struct letter_class *letter_secrecy(struct str code) {
	return class_of(secrecies, COUNT_OF(secrecies), code);
}

struct str letter_say(struct letter_text text, enum letter_lang lang) {
	if (lang == LETTER_EN) return text.en.n > 0 ? text.en : text.zh;
	return text.zh.n > 0 ? text.zh : text.en;
}

/* ---- Writing --------------------------------------------------------------------------------- */

enum { LETTER_JSON_VERSION = 1 };

static void put_text(struct json *j, const char *key, struct letter_text t) {
	if (key != NULL) json_key(j, key);
	json_array_start(j);
	json_str(j, t.zh);
	json_str(j, t.en);
	json_array_end(j);
}

static void put_texts(struct json *j, const char *key, const struct letter_text *t, size_t count) {
	json_key(j, key);
	json_array_start(j);
	for (size_t i = 0; i < count; i++) put_text(j, NULL, t[i]);
	json_array_end(j);
}

static void put_grid(struct json *j, const struct letter_grid *g) {
	if (g->column_count == 0) return;
	json_key(j, "columns");
	json_array_start(j);
	for (size_t i = 0; i < g->column_count; i++) {
		json_array_start(j);
		json_str(j, g->columns[i].title.zh);
		json_str(j, g->columns[i].title.en);
		json_i64(j, g->columns[i].share);
		json_i64(j, g->columns[i].is_figure);
		json_array_end(j);
	}
	json_array_end(j);
	json_key(j, "rows");
	json_array_start(j);
	for (size_t i = 0; i < g->row_count; i++) {
		json_array_start(j);
		json_i64(j, g->rows[i].is_total);
		for (size_t c = 0; c < g->column_count; c++) put_text(j, NULL, g->rows[i].cells[c]);
		json_array_end(j);
	}
	json_array_end(j);
}

static void put_section(struct json *j, const struct letter_section *s) {
	json_object_start(j);
	put_text(j, "name", s->name);
	json_key(j, "items");
	json_array_start(j);
	for (size_t i = 0; i < s->item_count; i++) {
		json_array_start(j);
		json_i64(j, s->items[i].level);
		json_str(j, s->items[i].text.zh);
		json_str(j, s->items[i].text.en);
		json_array_end(j);
	}
	json_array_end(j);
	put_grid(j, &s->grid);
	json_object_end(j);
}

/* Plain members, in the order in which they are written and read. */
static const struct {
	const char *key;
	size_t at;
} plain[] =
        {
                {"form", offsetof(struct letter, form_id)},
                {"number", offsetof(struct letter, number)},
                {"speed", offsetof(struct letter, speed)},
                {"secrecy", offsetof(struct letter, secrecy)},
                {"file_class", offsetof(struct letter, file_class)},
                {"case", offsetof(struct letter, case_no)},
                {"contact", offsetof(struct letter, contact)},
                {"to", offsetof(struct letter, to_name)},
                {"to_address", offsetof(struct letter, to_address)},
                {"signer_name", offsetof(struct letter, signer_name)},
                {"check_code", offsetof(struct letter, check_code)},
                {"check_url", offsetof(struct letter, check_url)},
},
  both[] = {
          {"agency", offsetof(struct letter, agency)},
          {"office", offsetof(struct letter, office)},
          {"address", offsetof(struct letter, address)},
          {"phone", offsetof(struct letter, phone)},
          {"salutation", offsetof(struct letter, salutation)},
          {"title", offsetof(struct letter, title)},
          {"subject", offsetof(struct letter, subject)},
          {"remedy", offsetof(struct letter, remedy)},
          {"signer", offsetof(struct letter, signer)},
          {"delegated", offsetof(struct letter, delegated)},
};

static struct str *plain_at(struct letter *l, size_t i) {
	return (struct str *)(void *)((char *)l + plain[i].at);
}
static struct letter_text *both_at(struct letter *l, size_t i) {
	return (struct letter_text *)(void *)((char *)l + both[i].at);
}

void letter_put_json(struct buf *out, const struct letter *l) {
	struct letter copy = *l;
	struct json w = JSON_INIT(out, false), *j = &w;
	json_object_start(j);
	json_put_i64(j, "v", LETTER_JSON_VERSION);
	json_put_c(j, "kind", letter_kinds[l->kind].code);
	json_put_date(j, "form_from", l->form_from);
	json_put_date(j, "issued", l->issued);
	json_put_i64(j, "years", l->years);
	json_put_bool(j, "decision", l->is_decision);
	for (size_t i = 0; i < COUNT_OF(plain); i++)
		json_put_str(j, plain[i].key, *plain_at(&copy, i));
	for (size_t i = 0; i < COUNT_OF(both); i++) put_text(j, both[i].key, *both_at(&copy, i));
	json_key(j, "sections");
	json_array_start(j);
	for (size_t i = 0; i < l->section_count; i++) put_section(j, &l->sections[i]);
	json_array_end(j);
	put_texts(j, "attachments", l->attachments, l->attachment_count);
	json_key(j, "copies");
	json_array_start(j);
	for (size_t i = 0; i < l->copy_count; i++) json_str(j, l->copies[i]);
	json_array_end(j);
	json_object_end(j);
}

/* ---- Reading --------------------------------------------------------------------------------- */

/* Sticky: the first thing that is not as it should be. */
struct reader {
	struct arena *arena;
	bool failed, no_memory;
};

static struct str read_str(struct reader *r, const json_t *v) {
	struct str out = STR("");
	if (!json_is_string(v)) {
		r->failed = true;
		return out;
	}
	const struct str in = {json_string_value(v), json_string_length(v)};
	if (!arena_str(r->arena, in, &out)) r->no_memory = true;
	return out;
}

static int64_t read_number(struct reader *r, const json_t *v) {
	if (!json_is_integer(v)) r->failed = true;
	return json_is_integer(v) ? (int64_t)json_integer_value(v) : 0;
}

static struct letter_text read_text(struct reader *r, const json_t *v, size_t from) {
	return (struct letter_text){read_str(r, json_array_get(v, from)),
	                            read_str(r, json_array_get(v, from + 1))};
}

static date_t read_date(struct reader *r, const json_t *v) {
	date_t d = 0;
	if (!date_parse(read_str(r, v), &d)) r->failed = true;
	return d;
}

/* Room for every element of the array `key`; *count 0 when it is not there. */
static void *read_room(struct reader *r, const json_t *list, size_t size, size_t *count) {
	*count = json_array_size(list);
	void *p = arena_array(r->arena, *count, size);
	if (p == NULL) {
		r->no_memory = true;
		*count = 0;
	}
	return p;
}

static void read_row(struct reader *r, const json_t *v, size_t columns,
                     struct letter_grid_row *row) {
	size_t room = 0;
	if (json_array_size(v) != columns + 1) r->failed = true;
	row->is_total = read_number(r, json_array_get(v, 0)) != 0;
	row->cells = read_room(r, v, sizeof *row->cells, &room);
	for (size_t c = 0; c + 1 < room && c < columns; c++)
		row->cells[c] = read_text(r, json_array_get(v, c + 1), 0);
}

static void read_grid(struct reader *r, const json_t *v, struct letter_grid *g) {
	const json_t *columns = json_object_get(v, "columns"), *rows = json_object_get(v, "rows");
	g->columns = read_room(r, columns, sizeof *g->columns, &g->column_count);
	for (size_t i = 0; i < g->column_count; i++) {
		const json_t *c = json_array_get(columns, i);
		int64_t share = read_number(r, json_array_get(c, 2));
		if (share < 1 || share > 1000) r->failed = true;
		g->columns[i] = (struct letter_column){read_text(r, c, 0), (int32_t)share,
		                                       read_number(r, json_array_get(c, 3)) != 0};
	}
	g->rows = read_room(r, rows, sizeof *g->rows, &g->row_count);
	for (size_t i = 0; i < g->row_count && !r->failed && !r->no_memory; i++)
		read_row(r, json_array_get(rows, i), g->column_count, &g->rows[i]);
}

static void read_section(struct reader *r, const json_t *v, struct letter_section *s) {
	const json_t *items = json_object_get(v, "items");
	s->name = read_text(r, json_object_get(v, "name"), 0);
	s->items = read_room(r, items, sizeof *s->items, &s->item_count);
	for (size_t i = 0; i < s->item_count; i++) {
		const json_t *item = json_array_get(items, i);
		int64_t level = read_number(r, json_array_get(item, 0));
		if (level < 0 || level > 3) r->failed = true;
		s->items[i] = (struct letter_item){(int32_t)level, read_text(r, item, 1)};
	}
	read_grid(r, v, &s->grid);
}

static void read_lists(struct reader *r, const json_t *root, struct letter *l) {
	const json_t *list = json_object_get(root, "sections");
	l->sections = read_room(r, list, sizeof *l->sections, &l->section_count);
	for (size_t i = 0; i < l->section_count; i++)
		read_section(r, json_array_get(list, i), &l->sections[i]);
	list = json_object_get(root, "attachments");
	l->attachments = read_room(r, list, sizeof *l->attachments, &l->attachment_count);
	for (size_t i = 0; i < l->attachment_count; i++)
		l->attachments[i] = read_text(r, json_array_get(list, i), 0);
	list = json_object_get(root, "copies");
	l->copies = read_room(r, list, sizeof *l->copies, &l->copy_count);
	for (size_t i = 0; i < l->copy_count; i++)
		l->copies[i] = read_str(r, json_array_get(list, i));
}

static void read_letter(struct reader *r, const json_t *root, struct letter *l) {
	if (read_number(r, json_object_get(root, "v")) != LETTER_JSON_VERSION ||
	    !letter_kind_find(read_str(r, json_object_get(root, "kind")), &l->kind))
		r->failed = true;
	l->form_from = read_date(r, json_object_get(root, "form_from"));
	l->issued = read_date(r, json_object_get(root, "issued"));
	int64_t years = read_number(r, json_object_get(root, "years"));
	if (years < 0 || years > 1000) r->failed = true;
	l->years = (int32_t)years;
	l->is_decision = json_is_true(json_object_get(root, "decision"));
	for (size_t i = 0; i < COUNT_OF(plain); i++)
		*plain_at(l, i) = read_str(r, json_object_get(root, plain[i].key));
	for (size_t i = 0; i < COUNT_OF(both); i++)
		*both_at(l, i) = read_text(r, json_object_get(root, both[i].key), 0);
	read_lists(r, root, l);
}

enum nhi_status letter_read_json(struct letter *out, struct arena *arena, struct str json,
                                 struct err *err) {
	struct reader r = {.arena = arena};
	*out = (struct letter){0};
	json_t *root = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, NULL);
	if (root != NULL) read_letter(&r, root, out);
	const bool failed = root == NULL || r.failed;
	json_decref(root);
	if (r.no_memory) return err_set(err, NHI_MEMORY, " ");
	return failed ? err_set(err, NHI_CORRUPT, "letter") : NHI_OK;
}
