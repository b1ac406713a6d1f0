/* test_drg_tables.c: payment of stays by their group from tables. */
#include "lawdir.h"
#include "nhi/drg_pay.h"
#include "table.h"

#include "base/check.h"

static void check_pay(struct table_row *row, void *context) {
	(void)context;
	static const char *const sections[] = {"A", "B1", "B2", "C"};
	struct str level = row_text(row, "level"), child = row_text(row, "child");
	struct drg_case in = {.weight1000 = row_i64(row, "rw"),
	                      .lower = {row_i64(row, "lower")},
	                      .upper = {row_i64(row, "upper")},
	                      .mean_days = (int32_t)row_i64(row, "mean"),
	                      .age_months = (int32_t)row_i64(row, "age"),
	                      .days = (int32_t)row_i64(row, "days"),
	                      .claimed = {row_i64(row, "claimed")}};
	struct drg_paid out;
	struct err err = ERR_INIT;
	CHECK(date_from_ymd((struct ymd){2022, 3, 1}, &in.on));
	in.level = str_is(level, "center")     ? DRG_CENTER
	           : str_is(level, "regional") ? DRG_REGIONAL
	                                       : DRG_DISTRICT;
	in.child = str_is(child, "newborn")   ? DRG_CHILD_NEWBORN
	           : str_is(child, "medical") ? DRG_CHILD_MEDICAL
	                                      : DRG_CHILD_SURGICAL;
	if (str_is(row_text(row, "area"), "mountain")) in.area = DRG_AREA_MOUNTAIN;
	if (str_is(row_text(row, "leave"), "early")) in.leave = DRG_LEAVE_EARLY;
	CHECK(drg_pay(test_law(), &in, &out, &err) == NHI_OK);
	row_give_i64(row, "fixed", out.fixed.v);
	row_give_i64(row, "points", out.points.v);
	row_give_c(row, "section", sections[out.section]);
}

int main(void) {
	const struct table_result results[] = {table_run("drg_pay.txt", check_pay, NULL)};
	return table_end(results, COUNT_OF(results));
}
