/* Reimbursement and prior authorisation, from tables. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/file.h"
#include "nhi/approval.h"
#include "nhi/reimburse.h"
#include "test.h"

static struct calendar calendar;

static date_t date_or(const struct table_row *row, const char *name, date_t otherwise) {
	return row_has(row, name) ? row_date(row, name) : otherwise;
}

static void check_due(struct table_row *row, void *context) {
	(void)context;
	struct refusals r = {.count = 0};
	struct err err = ERR_INIT;
	date_t due;
	const struct reimburse_application a = {
	        .ground = (enum reimburse_ground)row_i64(row, "ground"),
	        .applied_on = row_date(row, "applied"),
	        .cared_from = row_date(row, "cared_from"),
	        .cared_to = row_date(row, "cared_to"),
	        .paid_up_on = date_or(row, "paid_up", 0),
	        .entered_on = date_or(row, "entered", DATE_OPEN),
	        .year = row_has(row, "year") ? (int32_t)row_i64(row, "year") : 0,
	        .is_repeated = row_bool(row, "repeated")};
	CHECK(reimburse_judge(test_law(), &calendar, &a, &due, &r, &err) == NHI_OK);
	row_give_date(row, "due", due);
	row_give_date(row, "rate_day", reimburse_rate_day(&calendar, a.applied_on));
	row_give_c(row, "answer", r.kept == 0 ? "" : refusal_rows[r.item[0].code].name);
}

static void check_item(struct table_row *row, void *context) {
	(void)context;
	struct arena arena = ARENA_INIT(0);
	struct trace trace = TRACE_INIT(&arena);
	struct err err = ERR_INIT;
	struct str text = row_text(row, "accepted"), whole = str_cut(&text, '.');
	int64_t dollars, cents;
	twd_t paid;
	CHECK(str_to_i64(whole, 0, INT32_MAX, &dollars) && str_to_i64(text, 0, 99, &cents));
	struct reimburse_item item = {.on = row_date(row, "on"),
	                              .count = row_i64(row, "count"),
	                              .accepted_100 = dollars * 100 + cents,
	                              .rate_e6 = row_i64(row, "rate"),
	                              .copay = twd(row_i64(row, "copay")),
	                              .is_abroad = row_bool(row, "abroad")};
	for (int i = 0; i < REIMBURSE_CARES; i++)
		if (str_is(row_text(row, "care"), reimburse_cares[i]))
			item.care = (enum reimburse_care)i;
	CHECK(reimburse_item(test_law(), &item, &trace, &paid, &err) == NHI_OK);
	row_give_i64(row, "paid", paid.v);
	arena_free(&arena);
}

static void check_rollup(struct table_row *row, void *context) {
	(void)context;
	struct approval_order orders[8];
	size_t count = 0;
	struct str rest = row_text(row, "orders");
	while (rest.n > 0) {
		struct str one = str_cut(&rest, ','), result = str_cut(&one, ':'),
		           approved = str_cut(&one, '/');
		int64_t code, of = 0, requested = 0;
		CHECK(count < COUNT_OF(orders) &&
		      str_to_i64(result, 0, APPROVAL_RESULT_COUNT - 1, &code));
		CHECK(approved.n == 0 ||
		      (str_to_i64(approved, 0, 99, &of) && str_to_i64(one, 0, 99, &requested)));
		orders[count++] =
		        (struct approval_order){(enum approval_result)code, requested, of};
	}
	row_give_i64(row, "case", approval_roll_up(orders, count));
}

static void check_homecare(struct table_row *row, void *context) {
	(void)context;
	struct approval_homecare in = {.applied_on = row_date(row, "applied")};
	struct approval_homecare_answer out;
	struct err err = ERR_INIT;
	if (row_has(row, "earlier_from"))
		in.earlier =
		        (struct period){row_date(row, "earlier_from"), row_date(row, "earlier_to")};
	CHECK(approval_homecare(test_law(), &in, &out, &err) == NHI_OK);
	row_give_date(row, "from", out.valid.from);
	row_give_date(row, "to", out.valid.to);
	row_give_bool(row, "extension", out.is_extension);
}

int main(void) {
	struct arena arena = ARENA_INIT(0);
	struct str text;
	struct err err = ERR_INIT;
	CHECK(file_read(&arena, test_source("law/holidays.csv"), 1 << 24, &text, &err) == NHI_OK);
	CHECK(calendar_read(&calendar, &arena, text, &err) == NHI_OK);
	const struct table_result results[] = {
	        table_run("reimburse_due.txt", check_due, NULL),
	        table_run("reimburse_item.txt", check_item, NULL),
	        table_run("approval_rollup.txt", check_rollup, NULL),
	        table_run("approval_homecare.txt", check_homecare, NULL),
	};
	arena_free(&arena);
	return table_end(results, COUNT_OF(results));
}
