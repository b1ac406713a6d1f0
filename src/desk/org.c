/* org.c: reads and checks the organisation; see org.h. YAML is libfyaml's work. */
#include "desk/org.h"

#include "base/file.h"
#include "wire/yaml.h"

#include <libfyaml.h>

enum { ORG_FILE_MAX = 4 << 20 };

struct reader {
	struct arena *arena;
	struct err *err;
	enum nhi_status status; /* sticky: the first defect */
	char place[128];        /* "units[3] central" */
};

static void defect(struct reader *r, const char *key, const char *zh, const char *en) {
	if (r->status != NHI_OK) return;
	r->status = err_set(r->err, NHI_CATALOGUE, "%s" ERR_SEP "%s" ERR_SEP "%s", key, zh, en);
	err_where(r->err, "org.yaml: %s", r->place);
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

static struct str text(struct reader *r, struct fy_node *map, const char *key) {
	struct str s = optional(r, map, key);
	if (s.n == 0) defect(r, key, "缺少這一項", "this key is missing");
	return s;
}

static int64_t number(struct reader *r, struct fy_node *map, const char *key, int64_t max) {
	int64_t v = 0;
	if (!str_to_i64(text(r, map, key), 0, max, &v))
		defect(r, key, "不是數字或超出範圍", "not a number, or out of range");
	return v;
}

static date_t day(struct reader *r, struct fy_node *map, const char *key, bool needed) {
	struct str s = needed ? text(r, map, key) : optional(r, map, key);
	date_t d = DATE_OPEN;
	if (s.n > 0 && !date_parse(s, &d))
		defect(r, key, "日期要寫成 2013-07-23", "write the day as 2013-07-23");
	return d;
}

static bool yes(struct reader *r, struct fy_node *map, const char *key) {
	struct str s = text(r, map, key);
	if (!str_is(s, "yes") && !str_is(s, "no"))
		defect(r, key, "只能填 yes 或 no", "must be yes or no");
	return str_is(s, "yes");
}

/* A key that nobody reads is a typing error. `known` ends with NULL. */
static void only_keys(struct reader *r, struct fy_node *map, const char *const *known) {
	void *iter = NULL;
	struct fy_node_pair *pair;
	while ((pair = fy_node_mapping_iterate(map, &iter)) != NULL) {
		size_t n = 0;
		const char *p = fy_node_get_scalar(fy_node_pair_key(pair), &n);
		bool found = false;
		for (size_t i = 0; known[i] != NULL && !found; i++)
			found = p != NULL && str_is((struct str){p, n}, known[i]);
		if (!found) defect(r, "key", "有看不懂的項目", "there is an unknown key");
	}
}

static size_t read_names(struct reader *r, struct fy_node *list, struct org_name *out, size_t max,
                         const char *key) {
	static const char *const known[] = {"code", "name_zh", "name_en", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = 0;
	while ((item = fy_node_sequence_iterate(list, &iter)) != NULL) {
		if (n == max) {
			defect(r, key, "太多了", "too many");
			break;
		}
		only_keys(r, item, known);
		out[n].code = text(r, item, "code");
		out[n].zh = text(r, item, "name_zh");
		out[n].en = text(r, item, "name_en");
		for (size_t i = 0; i < n; i++)
			if (str_eq(out[i].code, out[n].code))
				defect(r, key, "代碼重複", "a code appears twice");
		n++;
	}
	return n;
}

static void read_division(struct reader *r, struct fy_node *node, struct org_unit *u) {
	u->division = number(r, node, "division", 9);
	u->address_zh = text(r, node, "address_zh");
	u->address_en = text(r, node, "address_en");
	u->address_verified = yes(r, node, "address_verified");
	u->phone = optional(r, node, "phone");
	u->county_count =
	        read_names(r, child(node, "counties"), u->counties, ORG_COUNTIES_MAX, "counties");
	if (u->county_count == 0) defect(r, "counties", "缺少這一項", "this key is missing");
}

static void read_unit(struct reader *r, struct fy_node *node, struct org *o) {
	static const char *const known[] = {
	        "code",       "number",           "kind",   "name_zh",  "name_en",  "section_count",
	        "valid_from", "valid_to",         "source", "seed",     "division", "address_zh",
	        "address_en", "address_verified", "phone",  "counties", "sections", NULL};
	if (o->unit_count == ORG_UNITS_MAX) {
		defect(r, "units", "太多了", "too many");
		return;
	}
	struct org_unit *u = &o->units[o->unit_count];
	snprintf(r->place, sizeof r->place, "units[%zu]", o->unit_count + 1);
	o->unit_count++;
	only_keys(r, node, known);
	u->code = text(r, node, "code");
	u->number = number(r, node, "number", 999);
	struct str kind = text(r, node, "kind");
	u->is_division = str_is(kind, "division");
	if (!u->is_division && !str_is(kind, "headquarters"))
		defect(r, "kind", "只能是 headquarters 或 division",
		       "must be headquarters or division");
	u->zh = text(r, node, "name_zh");
	u->en = text(r, node, "name_en");
	u->section_count = number(r, node, "section_count", ORG_SECTIONS_MAX);
	u->from = day(r, node, "valid_from", true);
	u->to = day(r, node, "valid_to", false);
	u->source = text(r, node, "source");
	u->seed = optional(r, node, "seed");
	if (u->is_division) read_division(r, node, u);
	u->section_name_count =
	        read_names(r, child(node, "sections"), u->sections, ORG_SECTIONS_MAX, "sections");
	if (u->from >= u->to)
		defect(r, "valid_to", "要晚於 valid_from", "must be after valid_from");
	if (u->section_name_count > (size_t)u->section_count)
		defect(r, "sections", "比 section_count 多", "more than section_count says");
}

static void read_place(struct reader *r, struct fy_node *node, struct org_floor *f) {
	static const char *const known[] = {"name_zh", "name_en", "section", "home", "seed", NULL};
	if (f->place_count == ORG_PLACES_MAX) {
		defect(r, "places", "太多了", "too many");
		return;
	}
	struct org_place *p = &f->places[f->place_count++];
	only_keys(r, node, known);
	p->zh = text(r, node, "name_zh");
	p->en = text(r, node, "name_en");
	p->section = optional(r, node, "section");
	p->home = optional(r, node, "home");
	p->seed = optional(r, node, "seed");
}

static void read_floor(struct reader *r, struct fy_node *node, struct org *o) {
	static const char *const known[] = {"unit",       "floor",    "seed",
	                                    "valid_from", "valid_to", "verified",
	                                    "source",     "places",   NULL};
	if (o->floor_count == ORG_UNITS_MAX) {
		defect(r, "floors", "太多了", "too many");
		return;
	}
	struct org_floor *f = &o->floors[o->floor_count++];
	snprintf(r->place, sizeof r->place, "floors[%zu]", o->floor_count);
	only_keys(r, node, known);
	f->unit = text(r, node, "unit");
	f->floor = text(r, node, "floor");
	f->seed = optional(r, node, "seed");
	f->source = text(r, node, "source");
	f->from = day(r, node, "valid_from", true);
	f->to = day(r, node, "valid_to", false);
	f->from_verified = yes(r, node, "verified");
	void *iter = NULL;
	struct fy_node *item, *list = child(node, "places");
	while ((item = fy_node_sequence_iterate(list, &iter)) != NULL) read_place(r, item, f);
}

static bool overlap(date_t a_from, date_t a_to, date_t b_from, date_t b_to) {
	return a_from < b_to && b_from < a_to;
}

static void check_unit(struct reader *r, const struct org *o, size_t i) {
	const struct org_unit *u = &o->units[i];
	snprintf(r->place, sizeof r->place, "units[%zu] %.*s", i + 1, STR_ARG(u->code));
	for (size_t k = 0; k < i; k++) {
		const struct org_unit *v = &o->units[k];
		if (!overlap(u->from, u->to, v->from, v->to)) continue;
		if (str_eq(u->code, v->code))
			defect(r, "code", "同一期間重複", "twice in the same period");
		if (u->number == v->number)
			defect(r, "number", "同一期間重複", "twice in the same period");
		if (u->division != 0 && u->division == v->division)
			defect(r, "division", "同一期間重複", "twice in the same period");
		for (size_t c = 0; c < u->county_count; c++)
			for (size_t d = 0; d < v->county_count; d++)
				if (str_eq(u->counties[c].code, v->counties[d].code))
					defect(r, "counties", "縣市歸兩個業務組",
					       "a county belongs to two divisions");
	}
}

static const struct org_unit *any_unit(const struct org *o, struct str code) {
	for (size_t i = 0; i < o->unit_count; i++)
		if (str_eq(o->units[i].code, code)) return &o->units[i];
	return NULL;
}

static void check_floor(struct reader *r, const struct org *o, size_t i) {
	const struct org_floor *f = &o->floors[i];
	const struct org_unit *u = any_unit(o, f->unit);
	snprintf(r->place, sizeof r->place, "floors[%zu] %.*s", i + 1, STR_ARG(f->floor));
	if (u == NULL) defect(r, "unit", "沒有這個單位", "there is no such unit");
	for (size_t p = 0; p < f->place_count && u != NULL; p++) {
		bool known = f->places[p].section.n == 0;
		for (size_t s = 0; s < u->section_name_count && !known; s++)
			known = str_eq(u->sections[s].code, f->places[p].section);
		if (!known) defect(r, "section", "沒有這個科", "there is no such section");
		if (f->places[p].home.n > 0 && any_unit(o, f->places[p].home) == NULL)
			defect(r, "home", "沒有這個單位", "there is no such unit");
	}
}

/* The control sums hold for what is in force without end. */
static void check_sums(struct reader *r, const struct org *o) {
	int64_t headquarters = 0, divisions = 0;
	for (size_t i = 0; i < o->unit_count; i++) {
		const struct org_unit *u = &o->units[i];
		if (u->to != DATE_OPEN) continue;
		if (u->is_division)
			divisions += u->section_count;
		else
			headquarters += u->section_count;
	}
	snprintf(r->place, sizeof r->place, "check");
	if (headquarters != o->headquarters_sections)
		defect(r, "headquarters_sections", "與各單位科數合計不符",
		       "does not agree with the sum of the units");
	if (divisions != o->division_sections)
		defect(r, "division_sections", "與各業務組科數合計不符",
		       "does not agree with the sum of the divisions");
}

static void read_agency(struct reader *r, struct fy_node *root, struct org *o) {
	static const char *const known[] = {"agency", "check", "units", "floors", NULL};
	struct fy_node *agency = child(root, "agency"), *check = child(root, "check");
	snprintf(r->place, sizeof r->place, "agency");
	only_keys(r, root, known);
	o->zh = text(r, agency, "name_zh");
	o->en = text(r, agency, "name_en");
	o->address_zh = text(r, agency, "address_zh");
	o->address_en = text(r, agency, "address_en");
	o->phone = text(r, agency, "phone");
	o->hotline = optional(r, agency, "hotline");
	o->source = text(r, agency, "source");
	snprintf(r->place, sizeof r->place, "check");
	o->headquarters_sections = number(r, check, "headquarters_sections", 9999);
	o->division_sections = number(r, check, "division_sections", 9999);
}

enum nhi_status org_read(struct org *out, struct arena *a, struct str bytes, struct err *err) {
	struct reader r = {.arena = a, .err = err};
	*out = (struct org){0};
	struct yaml_fault fault;
	struct fy_document *doc = yaml_document(bytes, a, &fault);
	if (doc == NULL)
		return err_set(err, NHI_CATALOGUE, "org.yaml" ERR_SEP "%s" ERR_SEP "%s",
		               "不是正確的 YAML", "it is not well-formed YAML");
	struct fy_node *root = fy_document_root(doc), *item;
	if (root == NULL || fy_node_get_type(root) != FYNT_MAPPING) {
		snprintf(r.place, sizeof r.place, "top");
		defect(&r, "agency", "缺少這一項", "this key is missing");
	} else {
		read_agency(&r, root, out);
		void *iter = NULL;
		struct fy_node *units = child(root, "units"), *floors = child(root, "floors");
		while ((item = fy_node_sequence_iterate(units, &iter)) != NULL)
			read_unit(&r, item, out);
		iter = NULL;
		while ((item = fy_node_sequence_iterate(floors, &iter)) != NULL)
			read_floor(&r, item, out);
	}
	fy_document_destroy(doc);
	if (r.status != NHI_OK) return r.status;
	for (size_t i = 0; i < out->unit_count; i++) check_unit(&r, out, i);
	for (size_t i = 0; i < out->floor_count; i++) check_floor(&r, out, i);
	check_sums(&r, out);
	return r.status;
}

enum nhi_status org_load(struct org **out, struct arena *a, const char *data_dir, struct err *err) {
	char path[2048];
	struct str bytes;
	snprintf(path, sizeof path, "%s/catalogue/org.yaml", data_dir);
	enum nhi_status st = file_read(a, path, ORG_FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st;
	struct org *o = ARENA_NEW(a, struct org);
	if (o == NULL) return err_set(err, NHI_MEMORY, "");
	*out = o;
	return org_read(o, a, bytes, err);
}
