/* org_change.c: see org_change.h. */
#include "desk/org_change.h"

const char *org_change_text(enum org_change_kind kind, const char *lang) {
	static const char *const texts[][2] = {
	        [ORG_ADDED] = {"新增", "added"},
	        [ORG_ENDED] = {"終止", "ended"},
	        [ORG_LOST] = {"拒絕：既有的一筆不見了", "refused: an entry is missing"},
	        [ORG_ALTERED] = {"拒絕：既有的一筆內容被改；請終止該筆並新增一筆",
	                         "refused: an entry reads otherwise; end it and add a new one"},
	};
	return texts[kind][str_is(str_from(lang), "en")];
}

static bool same_names(const struct org_name *a, size_t n, const struct org_name *b, size_t m) {
	for (size_t i = 0; n == m && i < n; i++)
		if (!str_eq(a[i].code, b[i].code) || !str_eq(a[i].zh, b[i].zh) ||
		    !str_eq(a[i].en, b[i].en))
			return false;
	return n == m;
}

static bool same_unit(const struct org_unit *a, const struct org_unit *b) {
	return a->number == b->number && a->is_division == b->is_division && str_eq(a->zh, b->zh) &&
	       str_eq(a->en, b->en) && a->section_count == b->section_count &&
	       a->division == b->division && str_eq(a->address_zh, b->address_zh) &&
	       str_eq(a->address_en, b->address_en) && str_eq(a->phone, b->phone) &&
	       same_names(a->counties, a->county_count, b->counties, b->county_count) &&
	       same_names(a->sections, a->section_name_count, b->sections, b->section_name_count);
}

static bool same_floor(const struct org_floor *a, const struct org_floor *b) {
	for (size_t i = 0; a->place_count == b->place_count && i < a->place_count; i++) {
		const struct org_place *x = &a->places[i], *y = &b->places[i];
		if (!str_eq(x->zh, y->zh) || !str_eq(x->en, y->en) ||
		    !str_eq(x->section, y->section) || !str_eq(x->home, y->home))
			return false;
	}
	return a->place_count == b->place_count;
}

struct list {
	struct org_change *row;
	size_t count, capacity, refused;
};

static void add(struct list *l, struct org_change change) {
	if (change.kind == ORG_LOST || change.kind == ORG_ALTERED) l->refused++;
	l->row[l->count++] = change; /* as many rows as entries were made */
}

/* An entry in both versions: the same, ended, or altered. */
static void compare(struct list *l, struct org_change change, bool same, date_t to_before,
                    date_t to_after) {
	bool ended = same && to_before == DATE_OPEN && to_after != DATE_OPEN;
	change.kind = ended ? ORG_ENDED : ORG_ALTERED;
	if (ended || !same || to_before != to_after) add(l, change);
}

static const struct org_unit *find_unit(const struct org *o, const struct org_unit *u) {
	for (size_t i = 0; i < o->unit_count; i++)
		if (str_eq(o->units[i].code, u->code) && o->units[i].from == u->from)
			return &o->units[i];
	return NULL;
}

static const struct org_floor *find_floor(const struct org *o, const struct org_floor *f) {
	for (size_t i = 0; i < o->floor_count; i++)
		if (str_eq(o->floors[i].unit, f->unit) && str_eq(o->floors[i].floor, f->floor) &&
		    o->floors[i].from == f->from)
			return &o->floors[i];
	return NULL;
}

static struct org_change of_unit(const struct org_unit *u, enum org_change_kind kind) {
	return (struct org_change){.kind = kind,
	                           .code = u->code,
	                           .floor = STR(""),
	                           .zh = u->zh,
	                           .from = u->from,
	                           .to = u->to};
}

static struct org_change of_floor(const struct org_floor *f, enum org_change_kind kind) {
	return (struct org_change){.kind = kind,
	                           .is_floor = true,
	                           .code = f->unit,
	                           .floor = f->floor,
	                           .zh = f->place_count > 0 ? f->places[0].zh : STR(""),
	                           .from = f->from,
	                           .to = f->to};
}

enum nhi_status org_changes(const struct org *before, const struct org *after, struct arena *a,
                            struct org_change **changes, size_t *count, size_t *refused,
                            struct err *err) {
	struct list l = {.row = ARENA_ARRAY(a, (size_t)4 * ORG_UNITS_MAX, struct org_change)};
	if (l.row == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < before->unit_count; i++) {
		const struct org_unit *old = &before->units[i], *new = find_unit(after, old);
		if (new == NULL)
			add(&l, of_unit(old, ORG_LOST));
		else
			compare(&l, of_unit(new, ORG_ENDED), same_unit(old, new), old->to, new->to);
	}
	for (size_t i = 0; i < before->floor_count; i++) {
		const struct org_floor *old = &before->floors[i], *new = find_floor(after, old);
		if (new == NULL)
			add(&l, of_floor(old, ORG_LOST));
		else
			compare(&l, of_floor(new, ORG_ENDED), same_floor(old, new), old->to,
			        new->to);
	}
	for (size_t i = 0; i < after->unit_count; i++)
		if (find_unit(before, &after->units[i]) == NULL)
			add(&l, of_unit(&after->units[i], ORG_ADDED));
	for (size_t i = 0; i < after->floor_count; i++)
		if (find_floor(before, &after->floors[i]) == NULL)
			add(&l, of_floor(&after->floors[i], ORG_ADDED));
	*changes = l.row;
	*count = l.count;
	*refused = l.refused;
	return NHI_OK;
}
