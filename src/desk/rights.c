/* rights.c: see rights.h. */
#include "desk/rights.h"

#include "desk/catalogue.h"

static const char *const kind_names[] = {
        [PRINCIPAL_NOBODY] = "nobody", [PRINCIPAL_CITIZEN] = "citizen",
        [PRINCIPAL_AGENT] = "agent",   [PRINCIPAL_PROVIDER] = "provider",
        [PRINCIPAL_CLERK] = "clerk",   [PRINCIPAL_PROGRAM] = "program",
};
static const char *const scope_names[] = {"none", "own", "unit", "division", "nation"};
static const char *const right_names[] = {"read", "write", "decide"}; /* by bit */

const char *principal_kind_name(enum principal_kind kind) { return kind_names[kind]; }

static bool find_word(struct str word, const char *const *names, size_t count, size_t *out) {
	for (size_t i = 0; i < count; i++)
		if (str_is(word, names[i])) {
			*out = i;
			return true;
		}
	return false;
}

static enum nhi_status bad(struct err *err, const char *file, size_t row, struct str word) {
	return err_set(err, NHI_CATALOGUE,
	               "%s" ERR_SEP "第 %zu 列的「%.*s」不認得" ERR_SEP
	               "row %zu: “%.*s” is not known",
	               file, row, STR_ARG(word), row, STR_ARG(word));
}

bool rights_area(const struct rights *r, struct str area, size_t *out) {
	for (size_t i = 0; i < r->area_count; i++)
		if (str_eq(r->area[i], area)) {
			*out = i;
			return true;
		}
	return false;
}

const struct role *rights_role(const struct rights *r, struct str code) {
	for (size_t i = 0; i < r->role_count; i++)
		if (str_eq(r->role[i].code, code)) return &r->role[i];
	return NULL;
}

const struct role *rights_of_post(const struct rights *r, struct str function, int64_t level) {
	for (size_t i = 0; i < r->role_count; i++) {
		const struct role *role = &r->role[i];
		if (role->kind == PRINCIPAL_CLERK && role->level == level &&
		    str_eq(role->function, function))
			return role;
	}
	return NULL;
}

struct right_cell rights_cell(const struct rights *r, const struct role *role, struct str area) {
	size_t at;
	if (role == NULL || !rights_area(r, area, &at)) return (struct right_cell){0};
	return role->cell[at];
}

static enum nhi_status read_areas(struct rights *r, struct arena *a, const char *data_dir,
                                  struct err *err) {
	static const char *const titles[] = {"code", "zh", "en"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	enum nhi_status st = catalogue_open(&c, a, data_dir, "codes/areas.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		if (r->area_count == RIGHTS_AREAS_MAX)
			return err_set(err, NHI_LIMIT, "areas.csv" ERR_SEP "%d", RIGHTS_AREAS_MAX);
		r->area[r->area_count] = csv_field(&c, at[0]);
		r->area_zh[r->area_count] = csv_field(&c, at[1]);
		r->area_en[r->area_count++] = csv_field(&c, at[2]);
	}
	return st;
}

static enum nhi_status read_role(struct rights *r, const struct csv *c, const size_t *at,
                                 struct err *err) {
	struct role role = {.code = csv_field(c, at[0]),
	                    .function = csv_field(c, at[2]),
	                    .needs_second_factor = str_is(csv_field(c, at[4]), "yes"),
	                    .zh = csv_field(c, at[5]),
	                    .en = csv_field(c, at[6])};
	size_t kind = 0;
	if (!find_word(csv_field(c, at[1]), kind_names, COUNT_OF(kind_names), &kind))
		return bad(err, "roles.csv", c->row, csv_field(c, at[1]));
	role.kind = (enum principal_kind)kind;
	if (!str_to_i64(csv_field(c, at[3]), 0, 4, &role.level))
		return bad(err, "roles.csv", c->row, csv_field(c, at[3]));
	if (rights_role(r, role.code) != NULL || r->role_count == RIGHTS_ROLES_MAX)
		return bad(err, "roles.csv", c->row, role.code);
	r->role[r->role_count++] = role;
	return NHI_OK;
}

static enum nhi_status read_roles(struct rights *r, struct arena *a, const char *data_dir,
                                  struct err *err) {
	static const char *const titles[] = {"role",          "kind", "function", "level",
	                                     "second_factor", "zh",   "en"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	r->role = ARENA_ARRAY(a, RIGHTS_ROLES_MAX, struct role);
	if (r->role == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = catalogue_open(&c, a, data_dir, "catalogue/roles.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		st = read_role(r, &c, at, err);
	}
	return st;
}

static enum nhi_status read_cell(const struct rights *r, const struct csv *c, const size_t *at,
                                 struct err *err) {
	size_t area, scope, bit;
	struct role *role = NULL;
	struct str words[COUNT_OF(right_names)], given = csv_field(c, at[2]);
	for (size_t i = 0; i < r->role_count; i++)
		if (str_eq(r->role[i].code, csv_field(c, at[0]))) role = &r->role[i];
	if (role == NULL) return bad(err, "rights.csv", c->row, csv_field(c, at[0]));
	if (!rights_area(r, csv_field(c, at[1]), &area))
		return bad(err, "rights.csv", c->row, csv_field(c, at[1]));
	if (!find_word(csv_field(c, at[3]), scope_names, COUNT_OF(scope_names), &scope))
		return bad(err, "rights.csv", c->row, csv_field(c, at[3]));
	struct right_cell *cell = &role->cell[area];
	if (cell->rights != 0) return bad(err, "rights.csv", c->row, csv_field(c, at[1]));
	size_t n = catalogue_split(given, ";", words, COUNT_OF(words));
	for (size_t i = 0; i < n; i++) {
		if (!find_word(words[i], right_names, COUNT_OF(right_names), &bit))
			return bad(err, "rights.csv", c->row, words[i]);
		cell->rights |= 1u << bit;
	}
	cell->scope = (enum right_scope)scope;
	cell->full_ids = str_is(csv_field(c, at[4]), "full");
	cell->asks_purpose = str_is(csv_field(c, at[5]), "yes");
	return cell->rights == 0 ? bad(err, "rights.csv", c->row, given) : NHI_OK;
}

static enum nhi_status read_cells(const struct rights *r, struct arena *a, const char *data_dir,
                                  struct err *err) {
	static const char *const titles[] = {"role",  "area", "rights",
	                                     "scope", "ids",  "asks_purpose"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	enum nhi_status st = catalogue_open(&c, a, data_dir, "catalogue/rights.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		st = read_cell(r, &c, at, err);
	}
	return st;
}

enum nhi_status rights_load(struct rights *out, struct arena *a, const char *data_dir,
                            struct err *err) {
	*out = (struct rights){.area_count = 0};
	enum nhi_status st = read_areas(out, a, data_dir, err);
	if (st == NHI_OK) st = read_roles(out, a, data_dir, err);
	if (st == NHI_OK) st = read_cells(out, a, data_dir, err);
	return st;
}
