/* test_date_tables.c: single days of base/date from tests/table/date_*.txt. */
#include "base/date.h"

#include "table.h"

/* One text in one of the forms; the day as ISO, or `no` when it must be refused. */
static void check_parse(struct table_row *row, void *context) {
	(void)context;
	struct str form = row_text(row, "form"), text = row_text(row, "text");
	date_t d = 0;
	bool ok = str_is(form, "iso")   ? date_parse(text, &d)
	          : str_is(form, "roc") ? date_parse_roc(text, &d)
	                                : date_parse_people_zh(text, &d);
	if (ok)
		row_give_date(row, "day", d);
	else
		row_give_c(row, "day", "no");
}

static void check_people(struct table_row *row, void *context) {
	(void)context;
	struct buf b = BUF_INIT(64);
	date_print_people_zh(&b, row_date(row, "day"));
	row_give(row, "people_zh", buf_str(&b));
	buf_free(&b);
}

static void check_months(struct table_row *row, void *context) {
	(void)context;
	row_give_date(row, "day",
	              date_add_months(row_date(row, "from"), (int32_t)row_i64(row, "months")));
}

static void check_age(struct table_row *row, void *context) {
	(void)context;
	row_give_i64(row, "age", date_age(row_date(row, "born"), row_date(row, "on")));
}

static void check_instant(struct table_row *row, void *context) {
	(void)context;
	instant_t t = 0;
	struct buf b = BUF_INIT(64);
	if (instant_parse(row_text(row, "text"), &t))
		instant_print(&b, t);
	else
		buf_put_c(&b, "no");
	row_give(row, "instant", buf_str(&b));
	buf_free(&b);
}

int main(void) {
	const struct table_result results[] = {
	        table_run("date_parse.txt", check_parse, NULL),
	        table_run("date_people.txt", check_people, NULL),
	        table_run("date_months.txt", check_months, NULL),
	        table_run("date_age.txt", check_age, NULL),
	        table_run("date_instant.txt", check_instant, NULL),
	};
	return table_end(results, COUNT_OF(results));
}
