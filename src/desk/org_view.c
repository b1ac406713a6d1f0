/* org_view.c: the organisation as views; see org.h. */
#include "desk/org.h"

static bool in_force(date_t from, date_t to, date_t at) { return from <= at && at < to; }

const struct org_unit *org_find(const struct org *o, struct str code, date_t at) {
	for (size_t i = 0; i < o->unit_count; i++)
		if (str_eq(o->units[i].code, code) &&
		    in_force(o->units[i].from, o->units[i].to, at))
			return &o->units[i];
	return NULL;
}

static bool names_county(const struct org_unit *u, struct str word) {
	for (size_t c = 0; c < u->county_count; c++)
		if (str_eq(u->counties[c].code, word) || str_eq(u->counties[c].zh, word) ||
		    str_eq(u->counties[c].en, word))
			return true;
	return false;
}

const struct org_unit *org_division(const struct org *o, struct str word, date_t at) {
	int64_t number = 0;
	bool is_number = word.n == 1 && str_to_i64(word, 1, 9, &number); /* "03" is a county */
	for (size_t i = 0; i < o->unit_count; i++) {
		const struct org_unit *u = &o->units[i];
		if (!u->is_division || !in_force(u->from, u->to, at)) continue;
		if (is_number
		            ? u->division == number
		            : str_eq(u->code, word) || str_eq(u->zh, word) || names_county(u, word))
			return u;
	}
	return NULL;
}

static void add_names(struct view *v, const char *list, const struct org_name *names,
                      size_t count) {
	view_list(v, list);
	for (size_t i = 0; i < count; i++) {
		struct view *n = view_item(v, list, "org_name");
		view_text(n, "code", names[i].code);
		view_both(n, "name", names[i].zh, names[i].en);
	}
}

static void fill_unit(struct view *v, const struct org_unit *u) {
	view_text(v, "code", u->code);
	view_number(v, "number", u->number);
	view_both(v, "name", u->zh, u->en);
	view_text(v, "kind", str_from(u->is_division ? "division" : "headquarters"));
	view_number(v, "section_count", u->section_count);
	view_flag(v, "has_sections", u->section_count > 0);
	if (u->division > 0) view_number(v, "division", u->division);
	if (u->address_zh.n > 0) {
		view_both(v, "address", u->address_zh, u->address_en);
		view_flag(v, "address_unverified", !u->address_verified);
	}
	if (u->phone.n > 0) view_text(v, "phone", u->phone);
	add_names(v, "counties", u->counties, u->county_count);
	add_names(v, "sections", u->sections, u->section_name_count);
	view_date(v, "valid_from", u->from);
	view_date(v, "valid_to", u->to);
	view_text(v, "source", u->source);
	if (u->seed.n > 0) view_text(v, "seed_row", u->seed);
}

static bool has(struct str in, struct str text) { return str_find(in, text) < in.n; }

static bool unit_has(const struct org_unit *u, struct str text) {
	if (text.n == 0 || has(u->zh, text) || has(u->en, text)) return true;
	for (size_t i = 0; i < u->county_count; i++)
		if (has(u->counties[i].zh, text) || has(u->counties[i].en, text)) return true;
	for (size_t i = 0; i < u->section_name_count; i++)
		if (has(u->sections[i].zh, text) || has(u->sections[i].en, text)) return true;
	return false;
}

static void add_floors(struct view *v, const struct org *o, struct str unit, date_t at) {
	view_list(v, "floors");
	for (size_t i = 0; i < o->floor_count; i++) {
		const struct org_floor *f = &o->floors[i];
		if (!str_eq(f->unit, unit) || !in_force(f->from, f->to, at)) continue;
		struct view *fv = view_item(v, "floors", "org_floor");
		view_text(fv, "floor", f->floor);
		view_text(fv, "seed_row", f->seed);
		view_text(fv, "source", f->source);
		view_date(fv, "valid_from", f->from);
		view_flag(fv, "valid_from_unverified", !f->from_verified);
		view_list(fv, "places");
		for (size_t p = 0; p < f->place_count; p++) {
			struct view *pv = view_item(fv, "places", "org_place");
			view_both(pv, "name", f->places[p].zh, f->places[p].en);
			view_text(pv, "seed_row", f->places[p].seed);
			if (f->places[p].section.n > 0)
				view_text(pv, "section", f->places[p].section);
			if (f->places[p].home.n > 0) view_text(pv, "home", f->places[p].home);
		}
	}
}

struct view *org_view(const struct org *o, struct arena *a, date_t at, struct str text) {
	struct view *v = view_new(a, "organisation");
	int64_t count = 0, headquarters = 0, divisions = 0;
	view_date(v, "at", at);
	view_text(v, "text", text);
	view_both(v, "agency", o->zh, o->en);
	view_both(v, "address", o->address_zh, o->address_en);
	view_text(v, "phone", o->phone);
	view_text(v, "hotline", o->hotline);
	view_list(v, "rows");
	for (size_t i = 0; i < o->unit_count; i++) {
		const struct org_unit *u = &o->units[i];
		if (!in_force(u->from, u->to, at) || !unit_has(u, text)) continue;
		fill_unit(view_item(v, "rows", "org_unit"), u);
		count++;
		if (u->is_division)
			divisions += u->section_count;
		else
			headquarters += u->section_count;
	}
	view_number(v, "unit_count", count);
	view_number(v, "headquarters_sections", headquarters);
	view_number(v, "division_sections", divisions);
	view_number(v, "sections", headquarters + divisions);
	add_floors(v, o, STR("central"), at);
	return v;
}

struct view *org_unit_view(const struct org *o, struct arena *a, struct str code, date_t at) {
	struct view *v = NULL;
	for (size_t i = 0; i < o->unit_count; i++) {
		if (!str_eq(o->units[i].code, code)) continue;
		if (v == NULL) {
			v = view_new(a, "org_unit_page");
			view_date(v, "at", at);
		}
		fill_unit(view_item(v, "versions", "org_unit"), &o->units[i]);
	}
	const struct org_unit *now = org_find(o, code, at);
	if (now != NULL) fill_unit(view_part(v, "unit", "org_unit"), now);
	if (v != NULL) add_floors(v, o, code, at);
	return v;
}
