/* What the page of a bill leads to: its slip as PDF, a payroll beside it; who may have them, who is
 * recorded as read. */
#include "base/clock.h"
#include "base/file.h"
#include "database.h"
#include "desk/bill_slip.h"
#include "desk/bills.h"
#include "engine/demo.h"
#include "lawdir.h"
#include "store/bill_page.h"

static struct err err;
static struct arena arena;
static struct calendar calendar;
static struct desk desk;

static int set_up(void **state) {
	struct str text;
	assert_done(file_read(&arena, test_source("law/holidays.csv"), 1 << 24, &text, &err), &err);
	assert_done(calendar_read(&calendar, &arena, text, &err), &err);
	clock_fix(instant_of_date(month_first(month_make(2025, 12))));
	return test_db_set_up(state);
}

/* The largest unit's bill of January. */
static struct bill make_bills(void) {
	struct billing_context billing = {.law = test_law(), .calendar = &calendar};
	const struct demo_request request = {.people = 600,
	                                     .seed = 1,
	                                     .month_from = month_make(2026, 1),
	                                     .month_to = month_make(2026, 1),
	                                     .billing = &billing};
	const struct bill_wish wish = {.month = month_make(2026, 1),
	                               .known = INSTANT_OPEN - 1,
	                               .text = STR(""),
	                               .order = BILL_BY_PAYABLE,
	                               .after = bill_cursor_start(BILL_BY_PAYABLE),
	                               .most = 1};
	struct bill_named *rows;
	size_t count;
	assert_done(demo_run(test_db(), &request, &err), &err);
	assert_done(bill_named_list(test_db(), &wish, &arena, &rows, &count, &err), &err);
	assert_int_equal(count, 1);
	assert_done(desk_open(&desk, test_source("."), test_db_url(), &err), &err);
	return rows[0].bill;
}

static enum nhi_status print_slip(const struct bill *bill, const struct principal *who,
                                  struct buf *pdf) {
	char number[32];
	struct desk_call call = {.desk = &desk,
	                         .arena = &arena,
	                         .who = who,
	                         .case_no = STR(""),
	                         .today = month_first(month_make(2026, 2)) + 9};
	(void)snprintf(number, sizeof number, "%lld", (long long)bill->id);
	err = ERR_INIT;
	const enum nhi_status st = bill_slip_page(&call, str_from(number), "zh", pdf, &err);
	desk_call_close(&call);
	return st;
}

static int64_t reads_of(const char *view, int64_t person_id) {
	int64_t n = 0;
	assert_done(db_begin(test_db(), DB_READ, &err), &err);
	struct db_stmt *q = db_query(test_db(), "read_event_of_person");
	db_bind_i64(q, person_id);
	db_bind_instant(q, 0);
	while (db_next(q)) n += str_is(db_str(q, 3), view);
	assert_done(db_end(q, &err), &err);
	db_rollback(test_db());
	return n;
}

static void a_bill_comes_as_a_pdf_and_its_people_are_recorded(void **state) {
	(void)state;
	const struct bill bill = make_bills();
	const struct principal clerk = principal_program(STR("test"));
	struct buf one = BUF_INIT(0), two = BUF_INIT(0);
	struct bill whole;
	struct bill_line *line;
	size_t count;
	bool found;
	assert_done(print_slip(&bill, &clerk, &one), &err);
	assert_done(print_slip(&bill, &clerk, &two), &err);
	assert_true(str_starts(buf_str(&one), STR("%PDF-")));
	assert_true(str_eq(buf_str(&one), buf_str(&two)));
	assert_done(bill_read(test_db(), bill.month, bill.unit_id, bill.person_id, &arena, &whole,
	                      &found, &err),
	            &err);
	assert_done(bill_lines_read(whole.lines, &arena, &line, &count, &err), &err);
	assert_int_equal(reads_of("bill_slip", line[count - 1].person_id), 2);
	buf_free(&one);
	buf_free(&two);
	desk_close(&desk);
}

static void a_slip_is_refused_like_its_page(void **state) {
	(void)state;
	struct bill bill = make_bills();
	const struct principal clerk = principal_program(STR("test"));
	struct buf pdf = BUF_INIT(0);
	assert_int_not_equal(print_slip(&bill, &principal_nobody, &pdf), NHI_OK);
	bill.id = 1;
	assert_int_equal(print_slip(&bill, &clerk, &pdf), NHI_NOT_FOUND);
	assert_int_equal(pdf.n, 0);
	buf_free(&pdf);
	desk_close(&desk);
}

static struct view *compare_with(const struct bill *bill, const char *payroll) {
	char number[32];
	struct view *v = NULL;
	const struct principal clerk = principal_program(STR("test"));
	struct desk_call call = {.desk = &desk,
	                         .arena = &arena,
	                         .who = &clerk,
	                         .case_no = STR(""),
	                         .today = month_first(month_make(2026, 2)) + 9};
	(void)snprintf(number, sizeof number, "%lld", (long long)bill->id);
	err = ERR_INIT;
	assert_done(bill_compare_page(&call, str_from(number), str_from(payroll), &v, &err), &err);
	desk_call_close(&call);
	return v;
}

/* How many rows the view shows with this cause. */
static size_t rows_with(const struct view *v, const char *cause) {
	size_t n = 0;
	const struct view_field *rows = view_find(v, "rows");
	assert_non_null(rows);
	for (const struct view *r = rows->first; r != NULL; r = r->next)
		n += str_is(view_find(r, "cause_code")->text, cause);
	return n;
}

static void a_payroll_is_held_against_the_bill_on_a_page(void **state) {
	(void)state;
	const struct bill bill = make_bills();
	struct bill whole;
	struct bill_line *line;
	size_t count;
	bool found;
	assert_done(bill_read(test_db(), bill.month, bill.unit_id, 0, &arena, &whole, &found, &err),
	            &err);
	assert_done(bill_lines_read(whole.lines, &arena, &line, &count, &err), &err);
	/* Nobody of the bill is on the list, somebody unknown is. */
	struct view *v =
	        compare_with(&bill, "id,amount,dependents,deducted\nA123456789,29500,0,458\n");
	assert_int_equal(rows_with(v, "unreadable"), 1);
	assert_int_equal(rows_with(v, "not_deducted"), count);
	assert_int_equal(reads_of("bill_compare", line[0].person_id), 1);
	/* A list without its titles is told beside the field, and nothing is compared. */
	v = compare_with(&bill, "hello\n");
	assert_non_null(view_find(v, "errors")->first);
	assert_null(view_find(v, "done"));
	v = compare_with(&bill, "");
	assert_null(view_find(v, "errors")->first);
	desk_close(&desk);
}

#define SLIP_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, test_db_tear_down)

static const struct CMUnitTest tests[] = {
        SLIP_TEST(a_bill_comes_as_a_pdf_and_its_people_are_recorded),
        SLIP_TEST(a_payroll_is_held_against_the_bill_on_a_page),
        SLIP_TEST(a_slip_is_refused_like_its_page),
};

STORE_MAIN(tests)
