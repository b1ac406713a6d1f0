/* Deadlines of claims and appeals, and the provisional payment, from tables. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/file.h"
#include "nhi/budget_value.h"
#include "nhi/claim_term.h"
#include "test.h"

static struct calendar calendar;

static date_t date_or_open(const struct table_row *row, const char *name) {
	return row_has(row, name) ? row_date(row, name) : DATE_OPEN;
}

static void give_day(struct table_row *row, const char *name, date_t day) {
	if (day == DATE_OPEN)
		row_give_c(row, name, "");
	else
		row_give_date(row, name, day);
}

static void give_answer(struct table_row *row, const struct refusals *r) {
	row_give_c(row, "answer", r->kept == 0 ? "" : refusal_rows[r->item[0].code].name);
}

static void check_terms(struct table_row *row, void *context) {
	(void)context;
	const struct claim_filing f = {.month = row_month(row, "month"),
	                               .received = row_date(row, "received"),
	                               .paper = date_or_open(row, "paper"),
	                               .repaired = date_or_open(row, "repaired"),
	                               .is_electronic = row_bool(row, "electronic"),
	                               .is_supplement = row_bool(row, "supplement")};
	struct claim_terms out;
	struct refusals r = {.count = 0};
	struct err err = ERR_INIT;
	CHECK(claim_terms(test_law(), &calendar, &f, &out, &r, &err) == NHI_OK);
	give_day(row, "file_due", out.file_due);
	give_day(row, "last_day", out.last_day);
	give_day(row, "notice", out.notice_due);
	give_day(row, "provisional", out.provisional_due);
	give_day(row, "approval", out.approval_due);
	row_give_i64(row, "late", out.days_late);
	give_answer(row, &r);
}

static void check_provisional(struct table_row *row, void *context) {
	(void)context;
	struct claim_provisional p = {.month = row_month(row, "month"),
	                              .floating = row_i64(row, "floating"),
	                              .fixed = row_i64(row, "fixed"),
	                              .months_approved = (int32_t)row_i64(row, "approved"),
	                              .cases = row_i64(row, "cases"),
	                              .error_cases = row_i64(row, "errors"),
	                              .is_inpatient = row_bool(row, "inpatient"),
	                              .records_missing = row_bool(row, "missing"),
	                              .is_stopped = row_bool(row, "stopped")};
	struct arena arena = ARENA_INIT(0);
	struct trace trace = TRACE_INIT(&arena);
	struct refusals r = {.count = 0};
	struct err err = ERR_INIT;
	twd_t amount;
	CHECK(!row_has(row, "value") || budget_value_parse(row_text(row, "value"), &p.value));
	CHECK(claim_provisional(test_law(), &p, &amount, &r, &trace, &err) == NHI_OK);
	row_give_i64(row, "amount", amount.v);
	give_answer(row, &r);
	arena_free(&arena);
}

static void check_appeal(struct table_row *row, void *context) {
	(void)context;
	struct claim_appeal_terms out;
	struct refusals r = {.count = 0};
	struct err err = ERR_INIT;
	enum claim_remedy remedy = str_is(row_text(row, "remedy"), "dispute") ? CLAIM_REMEDY_DISPUTE
	                                                                      : CLAIM_REMEDY_APPEAL;
	CHECK(claim_appeal_terms(test_law(), &calendar, remedy, row_date(row, "served"),
	                         date_or_open(row, "filed"), &out, &r, &err) == NHI_OK);
	give_day(row, "due", out.due);
	give_day(row, "decision", out.decision_due);
	give_answer(row, &r);
}

int main(void) {
	struct arena arena = ARENA_INIT(0);
	struct str text;
	struct err err = ERR_INIT;
	CHECK(file_read(&arena, test_source("law/holidays.csv"), 1 << 24, &text, &err) == NHI_OK);
	CHECK(calendar_read(&calendar, &arena, text, &err) == NHI_OK);
	const struct table_result results[] = {
	        table_run("claim_terms.txt", check_terms, NULL),
	        table_run("claim_provisional.txt", check_provisional, NULL),
	        table_run("claim_appeal.txt", check_appeal, NULL),
	};
	arena_free(&arena);
	return table_end(results, COUNT_OF(results));
}
