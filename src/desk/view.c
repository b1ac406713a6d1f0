/* view.c: see view.h. */
#include "desk/view.h"

#include "base/check.h"

struct view *view_new(struct arena *a, const char *name) {
	struct view *v = ARENA_NEW(a, struct view);
	if (v == NULL) return NULL;
	*v = (struct view){.name = name, .arena = a, .failed = ARENA_NEW(a, bool)};
	return v->failed == NULL ? NULL : v;
}

bool view_ok(const struct view *v) { return v != NULL && !*v->failed; }

static struct view_field *add_field(struct view *v, const char *name, enum view_kind kind) {
	if (v == NULL) return NULL;
	struct view_field *f = ARENA_NEW(v->arena, struct view_field);
	if (f == NULL) {
		*v->failed = true;
		return NULL;
	}
	f->name = name;
	f->kind = kind;
	if (v->last == NULL)
		v->first = f;
	else
		v->last->next = f;
	v->last = f;
	return f;
}

void view_text(struct view *v, const char *field, struct str text) {
	struct view_field *f = add_field(v, field, VIEW_TEXT);
	if (f != NULL) f->text = text;
}

void view_both(struct view *v, const char *field, struct str zh, struct str en) {
	struct view_field *f = add_field(v, field, VIEW_BOTH);
	if (f == NULL) return;
	f->text = zh;
	f->text_en = en;
}

static void put_number(struct view *v, const char *field, enum view_kind kind, int64_t number) {
	struct view_field *f = add_field(v, field, kind);
	if (f != NULL) f->number = number;
}

void view_number(struct view *v, const char *field, int64_t number) {
	put_number(v, field, VIEW_NUMBER, number);
}

void view_id(struct view *v, const char *field, int64_t number) {
	char text[24];
	struct str kept = STR("");
	(void)snprintf(text, sizeof text, "%lld", (long long)number);
	if (v != NULL && !arena_str(v->arena, str_from(text), &kept)) *v->failed = true;
	view_text(v, field, kept);
}

void view_date(struct view *v, const char *field, date_t day) {
	put_number(v, field, day == DATE_OPEN ? VIEW_NULL : VIEW_NUMBER, day);
}

void view_month(struct view *v, const char *field, month_t month) {
	put_number(v, field, VIEW_NUMBER, month);
}

void view_twd(struct view *v, const char *field, twd_t amount) {
	put_number(v, field, VIEW_NUMBER, amount.v);
}

void view_flag(struct view *v, const char *field, bool value) {
	put_number(v, field, VIEW_FLAG, value);
}

void view_null(struct view *v, const char *field) { (void)add_field(v, field, VIEW_NULL); }

static struct view_field *find_field(struct view *v, const char *field) {
	for (struct view_field *f = v == NULL ? NULL : v->first; f != NULL; f = f->next)
		if (strcmp(f->name, field) == 0) return f;
	return NULL;
}

const struct view_field *view_find(const struct view *v, const char *field) {
	for (const struct view_field *f = v == NULL ? NULL : v->first; f != NULL; f = f->next)
		if (strcmp(f->name, field) == 0) return f;
	return NULL;
}

void view_list(struct view *v, const char *field) {
	if (find_field(v, field) == NULL) (void)add_field(v, field, VIEW_LIST);
}

static struct view *add_child(struct view *v, struct view_field *f, const char *name) {
	if (f == NULL) return NULL;
	struct view *child = ARENA_NEW(v->arena, struct view);
	if (child == NULL) {
		*v->failed = true;
		return NULL;
	}
	*child = (struct view){.name = name, .arena = v->arena, .failed = v->failed};
	if (f->last == NULL)
		f->first = child;
	else
		f->last->next = child;
	f->last = child;
	return child;
}

struct view *view_item(struct view *v, const char *field, const char *item_name) {
	if (v == NULL) return NULL;
	struct view_field *f = find_field(v, field);
	if (f == NULL) f = add_field(v, field, VIEW_LIST);
	if (f == NULL) return NULL;
	CHECK(f->kind == VIEW_LIST);
	return add_child(v, f, item_name);
}

struct view *view_part(struct view *v, const char *field, const char *part_name) {
	return v == NULL ? NULL : add_child(v, add_field(v, field, VIEW_PART), part_name);
}
