/* budget_csv.c: see budget_csv.h. */
#include "wire/budget_csv.h"

#include "base/csv.h"

/* Sums of all rows of a file stay within 63 bits. */
#define POINTS_MAX INT64_C(1000000000000)
enum { ROWS_MAX = 4000000 };

static enum nhi_status bad(const struct csv *c, const char *title, struct str value,
                           const char *range, struct err *err) {
	(void)err_set(err, NHI_RANGE, "%s" ERR_SEP "%.*s" ERR_SEP "%s", title, STR_ARG(value),
	              range);
	return err_where(err, "%zu", c->row);
}

static enum nhi_status sector_of(const struct csv *c, size_t place, enum budget_sector *out,
                                 struct err *err) {
	struct str s = csv_field(c, place);
	return budget_sector_find(s, out)
	               ? NHI_OK
	               : bad(c, "sector", s, "hospital clinic dental tcm dialysis", err);
}

static enum nhi_status region_of(const struct csv *c, const char *title, size_t place, int *out,
                                 struct err *err) {
	struct str s = csv_field(c, place);
	return budget_region_find(s, out)
	               ? NHI_OK
	               : bad(c, title, s, "taipei north central south kaoping east, 1–6", err);
}

/* An absent or empty field is 0. */
static enum nhi_status number_of(const struct csv *c, const char *title, size_t place, int64_t *out,
                                 struct err *err) {
	struct str s = csv_field(c, place);
	*out = 0;
	return s.n == 0 || str_to_i64(s, 0, POINTS_MAX, out) ? NHI_OK
	                                                     : bad(c, title, s, "0…10^12", err);
}

/* ---- Points ---------------------------------------------------------------------------------- */

enum {
	P_PROVIDER,
	P_SECTOR,
	P_REGION,
	P_INSURED,
	P_FLOATING,
	P_FIXED,
	P_ON,
	P_PROTECTED,
	P_SPECIAL,
	P_REIMBURSED,
	P_PAID,
	P_COLUMNS
};
static const char *const point_titles[P_COLUMNS] = {
        "provider", "sector",     "region",   "insured_region", "floating", "fixed",
        "on?",      "protected?", "special?", "reimbursed?",    "paid?"};

static enum nhi_status take_points(const struct csv *c, const size_t *at, struct budget_row *r,
                                   struct err *err) {
	int64_t special = 0, paid = 0;
	struct str on = csv_field(c, at[P_ON]);
	r->provider = csv_field(c, at[P_PROVIDER]);
	r->on = DATE_OPEN;
	enum nhi_status st = sector_of(c, at[P_SECTOR], &r->sector, err);
	if (st == NHI_OK) st = region_of(c, "region", at[P_REGION], &r->care, err);
	if (st == NHI_OK) st = region_of(c, "insured_region", at[P_INSURED], &r->insured, err);
	if (st == NHI_OK) st = number_of(c, "floating", at[P_FLOATING], &r->work.floating, err);
	if (st == NHI_OK) st = number_of(c, "fixed", at[P_FIXED], &r->work.fixed, err);
	if (st == NHI_OK) st = number_of(c, "protected", at[P_PROTECTED], &r->work.guarded, err);
	if (st == NHI_OK) st = number_of(c, "special", at[P_SPECIAL], &special, err);
	if (st == NHI_OK) st = number_of(c, "reimbursed", at[P_REIMBURSED], &r->reimbursed, err);
	if (st == NHI_OK) st = number_of(c, "paid", at[P_PAID], &paid, err);
	if (st != NHI_OK) return st;
	r->work.special = twd(special);
	r->paid = twd(paid);
	if (on.n > 0 && !date_parse(on, &r->on)) return bad(c, "on", on, "YYYY-MM-DD", err);
	if (r->work.guarded > r->work.floating)
		return bad(c, "protected", csv_field(c, at[P_PROTECTED]), "≤ floating", err);
	if (r->provider.n > 0 && r->reimbursed > 0)
		return bad(c, "reimbursed", csv_field(c, at[P_REIMBURSED]), "provider = \"\"", err);
	return NHI_OK;
}

static size_t lines_of(struct str bytes) {
	size_t n = 1;
	for (size_t i = 0; i < bytes.n; i++) n += bytes.p[i] == '\n';
	return n;
}

enum nhi_status budget_csv_points(struct budget_row **rows, size_t *count, struct arena *arena,
                                  struct str bytes, struct err *err) {
	struct csv c;
	size_t at[P_COLUMNS];
	bool more = true;
	*count = 0;
	*rows = ARENA_ARRAY(arena, lines_of(bytes), struct budget_row);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	csv_init(&c, bytes, arena);
	enum nhi_status st = csv_titles(&c, point_titles, P_COLUMNS, at, err);
	while (st == NHI_OK) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		st = take_points(&c, at, &(*rows)[*count], err);
		if (st == NHI_OK && ++*count > ROWS_MAX)
			st = err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", "rows", (int)ROWS_MAX);
	}
	if (st == NHI_OK) qsort(*rows, *count, sizeof **rows, budget_row_cmp);
	return st;
}

/* ---- One figure a sector and region ---------------------------------------------------------- */

static bool read_amount(struct str s, int64_t *out) { return str_to_i64(s, 0, POINTS_MAX, out); }
static bool read_value(struct str s, int64_t *out) {
	pv_t v;
	if (!budget_value_parse(s, &v)) return false;
	*out = v.v;
	return true;
}

static enum nhi_status figures(struct budget_figures *out, struct arena *arena, struct str bytes,
                               const char *title, bool (*read)(struct str, int64_t *),
                               struct err *err) {
	enum { SECTOR, REGION, FIGURE, COLUMNS };
	const char *const titles[COLUMNS] = {"sector", "region", title};
	struct csv c;
	size_t at[COLUMNS];
	bool more = true;
	*out = (struct budget_figures){0};
	csv_init(&c, bytes, arena);
	enum nhi_status st = csv_titles(&c, titles, COLUMNS, at, err);
	while (st == NHI_OK) {
		enum budget_sector sector;
		int region;
		int64_t v;
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		st = sector_of(&c, at[SECTOR], &sector, err);
		if (st == NHI_OK) st = region_of(&c, "region", at[REGION], &region, err);
		if (st != NHI_OK) break;
		if (!read(csv_field(&c, at[FIGURE]), &v) || out->has[sector][region])
			return bad(&c, title, csv_field(&c, at[FIGURE]), title, err);
		out->value[sector][region] = v;
		out->has[sector][region] = true;
	}
	return st;
}

enum nhi_status budget_csv_amounts(struct budget_figures *out, struct arena *arena,
                                   struct str bytes, struct err *err) {
	return figures(out, arena, bytes, "amount", read_amount, err);
}

enum nhi_status budget_csv_values(struct budget_figures *out, struct arena *arena, struct str bytes,
                                  struct err *err) {
	return figures(out, arena, bytes, "value", read_value, err);
}

/* ---- Shares ---------------------------------------------------------------------------------- */

enum nhi_status budget_csv_shares(struct budget_shares *out, struct arena *arena, struct str bytes,
                                  struct err *err) {
	enum { SECTOR, COMPONENT, FIRST_REGION, COLUMNS = FIRST_REGION + BUDGET_REGIONS };
	const char *titles[COLUMNS] = {"sector", "component"};
	for (int r = 0; r < BUDGET_REGIONS; r++) titles[FIRST_REGION + r] = budget_region_names[r];
	struct csv c;
	size_t at[COLUMNS];
	bool more = true;
	*out = (struct budget_shares){0};
	csv_init(&c, bytes, arena);
	enum nhi_status st = csv_titles(&c, titles, COLUMNS, at, err);
	while (st == NHI_OK) {
		enum budget_sector sector;
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		st = sector_of(&c, at[SECTOR], &sector, err);
		if (st != NHI_OK) break;
		if (out->count[sector] == BUDGET_COMPONENTS_MAX)
			return bad(&c, "component", csv_field(&c, at[COMPONENT]), "≤ 8", err);
		struct budget_component *one = &out->row[sector][out->count[sector]++];
		one->name = csv_field(&c, at[COMPONENT]);
		for (int r = 0; st == NHI_OK && r < BUDGET_REGIONS; r++)
			st = number_of(&c, titles[FIRST_REGION + r], at[FIRST_REGION + r],
			               &one->share[r], err);
	}
	return st;
}
