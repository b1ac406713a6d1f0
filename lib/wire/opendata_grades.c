/* opendata_grades.c: see opendata_grades.h. */
#include "wire/opendata_grades.h"

#include "wire/opendata_csv.h"

enum { G_GROUP, G_GRADE, G_AMOUNT, G_WAGES, G_COLUMNS };

static const struct str titles[G_COLUMNS] = {
        [G_GROUP] = {"組別級距", 12},
        [G_GRADE] = {"投保等級", 12},
        [G_AMOUNT] = {"月投保金額（元）", 24},
        [G_WAGES] = {"實際薪資月額（元）", 27},
};

/* Chinese numbers of groups, 1 to 99. */
static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static void put_group(struct buf *out, int32_t group) {
	int32_t tens = group / 10;
	if (tens > 1) buf_put_c(out, digits[tens]);
	if (tens > 0) buf_put_c(out, "十");
	buf_put_c(out, digits[group % 10]);
}

static bool parse_group(struct str s, int32_t *out) {
	for (int32_t g = 1; g <= OPENDATA_GROUPS_MAX; g++) {
		struct buf name = BUF_INIT(32);
		put_group(&name, g);
		bool same = str_eq(buf_str(&name), s);
		buf_free(&name);
		if (!same) continue;
		*out = g;
		return true;
	}
	return false;
}

/* "第一組級距1200元" or "第一組". */
static bool parse_label(struct str s, int32_t *group, int64_t *step) {
	struct str head = STR("第"), name_end = STR("組"), step_head = STR("級距"),
	           step_end = STR("元");
	size_t end = str_find(s, name_end);
	if (!str_starts(s, head) || end == s.n) return false;
	if (!parse_group(str_slice(s, head.n, end), group)) return false;
	struct str rest = str_slice(s, end + name_end.n, s.n);
	*step = 0;
	if (rest.n == 0) return true;
	return str_starts(rest, step_head) && str_ends(rest, step_end) &&
	       str_to_i64(str_slice(rest, step_head.n, rest.n - step_end.n), 1, 1000000, step);
}

/* "29500以下", "29501-30300", "303001以上". */
static bool parse_wages(struct str s, struct law_grade *g) {
	struct str below = STR("以下"), above = STR("以上"), rest = s;
	const int64_t max = 1000000000;
	g->wage_from = 0;
	g->wage_to = INT64_MAX;
	if (str_ends(s, below))
		return str_to_i64(str_slice(s, 0, s.n - below.n), 0, max, &g->wage_to);
	if (str_ends(s, above))
		return str_to_i64(str_slice(s, 0, s.n - above.n), 0, max, &g->wage_from);
	struct str from = str_cut(&rest, '-');
	return str_to_i64(from, 0, max, &g->wage_from) && str_to_i64(rest, 0, max, &g->wage_to);
}

static void read_row(const struct csv *csv, struct opendata_grades *out,
                     struct findings *findings) {
	struct law_grade *g = &out->row[out->count];
	struct str label = csv_field(csv, G_GROUP), wages = csv_field(csv, G_WAGES);
	struct place place = {.line = csv->row};
	int64_t grade = 0, step = 0;
	bool ok = parse_label(label, &g->group, &step);
	place.column = G_GROUP + 1;
	if (!ok) finding_add(findings, FIND_OPENDATA_GROUP, place, "%.*s", STR_ARG(label));
	ok = opendata_number(csv, G_GRADE, findings, &grade) && ok;
	ok = opendata_number(csv, G_AMOUNT, findings, &g->insured_amount) && ok;
	place.column = G_WAGES + 1;
	if (!parse_wages(wages, g)) {
		finding_add(findings, FIND_OPENDATA_WAGE, place, "%.*s", STR_ARG(wages));
		ok = false;
	}
	if (!ok || out->count == OPENDATA_GRADES_MAX) return;
	g->grade = (int32_t)(grade > OPENDATA_GRADES_MAX ? OPENDATA_GRADES_MAX : grade);
	out->step[g->group] = step;
	out->count++;
}

enum nhi_status opendata_grades_read(struct opendata_grades *out, struct arena *arena,
                                     struct str bytes, struct findings *findings, struct err *err) {
	struct csv csv;
	*out = (struct opendata_grades){0};
	out->row = ARENA_ARRAY(arena, OPENDATA_GRADES_MAX + 1, struct law_grade);
	if (out->row == NULL) return err_set(err, NHI_MEMORY, "");
	if (!opendata_open(&csv, bytes, arena, titles, G_COLUMNS, findings)) return NHI_OK;
	while (opendata_next(&csv, findings)) read_row(&csv, out, findings);
	return findings->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

void opendata_grades_write(struct buf *out, const struct law_grade *rows, size_t count,
                           const int64_t step[OPENDATA_GROUPS_MAX + 1]) {
	csv_put_bom(out);
	for (size_t i = 0; i < G_COLUMNS; i++) csv_put(out, i, titles[i]);
	buf_put_c(out, "\r\n");
	for (size_t i = 0; i < count; i++) {
		const struct law_grade *g = &rows[i];
		buf_put_c(out, "第");
		put_group(out, g->group);
		buf_put_c(out, "組");
		if (step[g->group] > 0) buf_printf(out, "級距%lld元", (long long)step[g->group]);
		buf_printf(out, ",%d,%lld,", g->grade, (long long)g->insured_amount);
		if (g->wage_to == INT64_MAX)
			buf_printf(out, "%lld以上\r\n", (long long)g->wage_from);
		else if (g->wage_from == 0)
			buf_printf(out, "%lld以下\r\n", (long long)g->wage_to);
		else
			buf_printf(out, "%lld-%lld\r\n", (long long)g->wage_from,
			           (long long)g->wage_to);
	}
}
