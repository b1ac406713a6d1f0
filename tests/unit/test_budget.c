/* The global budget, from tables: quarters, split, point values, individual budgets. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "nhi/budget_settle.h"

#define MILLION INT64_C(1000000)

/* ---- Lists in a field ------------------------------------------------------------------------ */

static size_t read_numbers(struct str list, int64_t scale, int64_t *out) {
	size_t n = 0;
	while (list.n > 0) {
		CHECK(n < BUDGET_REGIONS && str_to_i64(str_cut(&list, ','), 0, INT64_MAX, &out[n]));
		out[n++] *= scale;
	}
	return n;
}

static void read_matrix(struct str text, int64_t out[BUDGET_REGIONS][BUDGET_REGIONS]) {
	for (int r = 0; text.n > 0; r++) {
		CHECK(r < BUDGET_REGIONS);
		(void)read_numbers(str_cut(&text, ';'), MILLION, out[r]);
	}
}

static void read_values(struct str list, pv_t *out) {
	for (int r = 0; list.n > 0; r++)
		CHECK(r < BUDGET_REGIONS && budget_value_parse(str_cut(&list, ','), &out[r]));
}

static void give_values(struct table_row *row, const char *name, const pv_t *v, size_t count) {
	struct buf b = BUF_INIT(0);
	for (size_t i = 0; i < count; i++) {
		if (i > 0) buf_put_char(&b, ',');
		budget_value_print(&b, v[i]);
	}
	row_give(row, name, buf_str(&b));
	buf_free(&b);
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void check_value(struct table_row *row, void *context) {
	(void)context;
	struct budget_value_in in = {0};
	struct budget_value_out out;
	struct err err = ERR_INIT;
	int64_t budget[BUDGET_REGIONS], fixed[BUDGET_REGIONS] = {0};
	CHECK(budget_method_find(row_text(row, "method"), &in.method));
	size_t regions = read_numbers(row_text(row, "budget"), MILLION, budget);
	(void)read_numbers(row_text(row, "fixed"), MILLION, fixed);
	(void)read_numbers(row_text(row, "reimbursed"), MILLION, in.points.reimbursed);
	for (size_t r = 0; r < regions; r++) {
		in.budget[r] = twd(budget[r]);
		in.points.fixed[r][r] = fixed[r];
	}
	read_matrix(row_text(row, "floating"), in.points.floating);
	read_matrix(row_text(row, "guarded"), in.points.guarded);
	read_values(row_text(row, "previous"), in.previous);
	if (row_has(row, "guarantee"))
		CHECK(budget_value_parse(row_text(row, "guarantee"), &in.guarantee));
	CHECK(budget_value(&in, &out, &err) == NHI_OK);
	give_values(row, "floating", out.floating, regions);
	give_values(row, "average", out.average, regions);
	give_values(row, "national", &out.national_floating, 1);
	give_values(row, "national_average", &out.national_average, 1);
}

/* ---- Split ----------------------------------------------------------------------------------- */

static void check_split(struct table_row *row, void *context) {
	(void)context;
	struct budget_component given[BUDGET_COMPONENTS_MAX] = {0};
	struct err err = ERR_INIT;
	enum budget_sector sector;
	twd_t out[BUDGET_REGIONS];
	size_t count = 0;
	struct str list = row_text(row, "shares");
	CHECK(budget_sector_find(row_text(row, "sector"), &sector));
	while (list.n > 0) {
		struct str one = str_cut(&list, ';');
		CHECK(count < BUDGET_COMPONENTS_MAX);
		given[count].name = str_cut(&one, '=');
		(void)read_numbers(one, 1, given[count++].share);
	}
	enum nhi_status st = budget_split(test_law(), sector, row_date(row, "on"),
	                                  twd(row_i64(row, "amount")), given, count, out, &err);
	struct buf b = BUF_INIT(0);
	for (int r = 0; st == NHI_OK && r < BUDGET_REGIONS; r++)
		buf_printf(&b, "%s%lld", r > 0 ? "," : "", (long long)out[r].v);
	row_give(row, "parts", buf_str(&b));
	row_give_c(row, "answer", st == NHI_OK ? "" : status_name(st));
	buf_free(&b);
}

static void check_quarters(struct table_row *row, void *context) {
	(void)context;
	struct err err = ERR_INIT;
	enum budget_sector sector;
	twd_t out[BUDGET_QUARTERS] = {0};
	bool verified;
	CHECK(budget_sector_find(row_text(row, "sector"), &sector));
	enum nhi_status st = budget_quarters(test_law(), sector, (int32_t)row_i64(row, "year"),
	                                     row_i64(row, "scale"), out, &verified, &err);
	row_give_c(row, "answer", st == NHI_OK ? "" : status_name(st));
	row_give_i64(row, "first", out[0].v);
	row_give_i64(row, "sum", out[0].v + out[1].v + out[2].v + out[3].v);
}

/* ---- Individual budgets ---------------------------------------------------------------------- */

static void check_band(struct table_row *row, void *context) {
	(void)context;
	struct budget_bands bands = {.rate = {950000, 750000, 500000, 250000}};
	(void)read_numbers(row_text(row, "widths"), 1, bands.width);
	row_give_i64(row, "counted",
	             budget_band_points(&bands, row_i64(row, "quota"), row_i64(row, "points")));
}

int main(void) {
	const struct table_result results[] = {
	        table_run("budget_value.txt", check_value, NULL),
	        table_run("budget_split.txt", check_split, NULL),
	        table_run("budget_quarters.txt", check_quarters, NULL),
	        table_run("budget_band.txt", check_band, NULL)};
	return table_end(results, COUNT_OF(results));
}
