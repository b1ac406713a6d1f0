/* test_store_dispatch.c: bills handed over, returned, handed over again; on both databases. */
#include "base/clock.h"
#include "base/file.h"
#include "database.h"
#include "engine/demo.h"
#include "engine/dispatch_job.h"
#include "lawdir.h"

enum { PEOPLE = 60 };

static struct arena arena; /* of one test */
static struct calendar calendar;
static struct slips slips;
static month_t month;

static struct bill_place place(void) {
	return (struct bill_place){test_db_url(), test_source("."), &arena};
}

static enum nhi_status hand_over(bool again, struct dispatch_result *out) {
	struct err err = ERR_INIT;
	const struct bill_place p = place();
	const struct dispatch_request request = {.month = month,
	                                         .again = again,
	                                         .folder = test_folder(),
	                                         .slips = &slips,
	                                         .actor = STR("test")};
	return dispatch_month(&p, &request, out, &err);
}

static int64_t bill_of_row(struct str list, size_t row) {
	int64_t id = 0;
	for (size_t i = 0; i < row; i++) (void)str_cut(&list, '\n'); /* rows before */
	(void)str_cut(&list, ',');                                   /* piece */
	assert_true(str_to_i64(str_cut(&list, ','), 1, INT64_MAX, &id));
	return id;
}

static struct str read_list(struct str name) {
	char path[512];
	struct str text;
	struct err err = ERR_INIT;
	(void)snprintf(path, sizeof path, "%s/%.*s", test_folder(), STR_ARG(name));
	assert_done(file_read(&arena, path, 1 << 24, &text, &err), &err);
	return text;
}

static int64_t bills_of_month(void) {
	struct bill sum;
	struct err err = ERR_INIT;
	int64_t count = 0;
	assert_done(bill_sums(test_db(), month, &sum, &count, &err), &err);
	return count;
}

static void every_bill_goes_out_once(void **state) {
	(void)state;
	struct dispatch_result first, second;
	assert_int_equal(hand_over(false, &first), NHI_OK);
	assert_true(first.post.batch.pieces > 0 && first.ebill.batch.pieces > 0);
	assert_int_equal(first.post.batch.pieces + first.ebill.batch.pieces + first.without_address,
	                 bills_of_month());
	assert_int_equal(hand_over(false, &second), NHI_OK);
	assert_int_equal(second.post.batch.pieces + second.ebill.batch.pieces, 0);
}

static void a_letter_that_came_back_goes_out_again_and_only_that(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct dispatch_result r;
	struct dispatch_event *events;
	size_t count = 0;
	const struct bill_place p = place();
	const date_t on = month_last(month) + 40;
	assert_int_equal(hand_over(false, &r), NHI_OK);
	const int64_t bill = bill_of_row(read_list(r.post.list), 2);
	assert_done(dispatch_note_return(&p, bill, on, STR("closed"), STR("test"), &err), &err);
	assert_int_equal(dispatch_note_return(&p, bill, on, STR("closed"), STR("test"), &err),
	                 NHI_DISPATCH_RETURNED);
	assert_int_equal(hand_over(true, &r), NHI_OK);
	assert_int_equal(r.post.batch.pieces, 1);
	assert_int_equal(r.post.batch.serial, 2);
	assert_int_equal(r.ebill.batch.pieces, 0);
	assert_int_equal(bill_of_row(read_list(r.post.list), 1), bill);
	assert_done(dispatch_history(&p, bill, &events, &count, &err), &err);
	assert_int_equal(count, 2);
	assert_int_equal(events[0].returned_on, on);
	assert_str(events[0].reason, "closed");
	assert_int_equal(events[1].returned_on, DATE_OPEN);
	/* The second letter may come back as well. */
	assert_done(dispatch_note_return(&p, bill, on + 9, STR("absent"), STR("test"), &err), &err);
}

static void a_bill_that_never_went_out_cannot_come_back(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	const struct bill_place p = place();
	assert_int_equal(dispatch_note_return(&p, 1, 0, STR("closed"), STR("test"), &err),
	                 NHI_DISPATCH_NONE);
}

static void files_without_rows_are_written_again_the_same(void **state) {
	(void)state;
	struct dispatch_result r;
	struct err err = ERR_INIT;
	struct buf pdf = BUF_INIT(0);
	struct slips_result printed;
	const struct bill_place p = place();
	/* As if the process had died between the files and the rows: other bytes stand there. */
	char path[512];
	(void)snprintf(path, sizeof path, "%s/post-2026-01-1.pdf", test_folder());
	assert_done(file_write(path, STR("half"), &err), &err);
	assert_int_equal(hand_over(false, &r), NHI_OK);
	struct str written = read_list(r.post.document);
	assert_true(str_starts(written, STR("%PDF-1.5")));
	/* What was handed over as a letter is what is printed for that bill. */
	const struct slips_job job = {.month = month, .parts = SLIPS_SLIP | SLIPS_SHEET};
	assert_done(slips_print(&p, &slips, &job, &pdf, &printed, &err), &err);
	assert_int_equal(printed.pages, r.post.batch.pages + r.ebill.batch.pages);
	buf_free(&pdf);
}

static void both_databases_give_the_same_list(void **state) {
	(void)state;
	static char first[SHA256_HEX_SIZE + 1];
	struct dispatch_result r;
	assert_int_equal(hand_over(false, &r), NHI_OK);
	if (first[0] == '\0')
		memcpy(first, r.post.batch.list_hash, sizeof first);
	else
		assert_str(str_from(r.post.batch.list_hash), first);
}

static int set_up(void **state) {
	struct err err = ERR_INIT;
	static struct arena kept;
	struct str text;
	arena_free(&arena);
	arena = (struct arena){0};
	month = month_make(2026, 1);
	if (calendar.count == 0) {
		assert_done(file_read(&kept, test_source("law/holidays.csv"), 1 << 24, &text, &err),
		            &err);
		assert_done(calendar_read(&calendar, &kept, text, &err), &err);
		slips = (struct slips){.law = test_law(),
		                       .calendar = &calendar,
		                       .issued = month_last(month) + 5,
		                       .lang = "zh"};
		assert_done(
		        file_read(&kept, test_source("codes/collection.csv"), 1 << 24, &text, &err),
		        &err);
		assert_done(collection_read(&slips.items, &kept, text, &err), &err);
	}
	clock_fix(instant_of_date(month_first(month_make(2025, 12))));
	if (test_db_set_up(state) != 0) return 1;
	struct billing_context billing = {.law = test_law(), .calendar = &calendar};
	const struct demo_request request = {.people = PEOPLE,
	                                     .seed = 1,
	                                     .month_from = month,
	                                     .month_to = month,
	                                     .billing = &billing};
	assert_done(demo_run(test_db(), &request, &err), &err);
	return 0;
}

static int tear_down(void **state) {
	arena_free(&arena);
	return test_db_tear_down(state);
}

#define DISPATCH_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
        DISPATCH_TEST(every_bill_goes_out_once),
        DISPATCH_TEST(a_letter_that_came_back_goes_out_again_and_only_that),
        DISPATCH_TEST(a_bill_that_never_went_out_cannot_come_back),
        DISPATCH_TEST(files_without_rows_are_written_again_the_same),
        DISPATCH_TEST(both_databases_give_the_same_list),
};

STORE_MAIN(tests)
