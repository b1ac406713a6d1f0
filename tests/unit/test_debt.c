/* Collection: order of payment, next steps, late fee and interest, plans; from tables. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/file.h"
#include "nhi/debt.h"
#include "test.h"

static struct calendar calendar;

static enum debtor payer_of(const struct table_row *row) {
	return str_is(row_text(row, "payer"), "unit") ? DEBTOR_UNIT : DEBTOR_PERSON;
}

static enum debt_kind kind_of(struct str name) {
	enum debt_kind kind = DEBT_PREMIUM;
	CHECK(debt_kind_find(name, &kind));
	return kind;
}

static void check_allocate(struct table_row *row, void *context) {
	enum { MOST = 8 };
	struct debt_share share[MOST];
	size_t count = 0;
	struct str rest = row_text(row, "debts");
	struct buf taken = BUF_INIT(256);
	(void)context;
	while (rest.n > 0 && count < MOST) {
		struct str one = str_cut(&rest, ' '), kind = str_cut(&one, ':');
		bool is_enforced = str_is(str_cut(&one, ':'), "1");
		struct debt_share *s = &share[count++];
		int64_t owed = 0;
		*s = (struct debt_share){.kind = kind_of(kind), .is_enforced = is_enforced};
		CHECK(date_parse(str_cut(&one, ':'), &s->due));
		CHECK(str_to_i64(one, 0, INT32_MAX, &owed));
		s->owed = twd(owed);
	}
	row_give_i64(row, "rest", debt_allocate(share, count, twd(row_i64(row, "amount"))).v);
	for (size_t i = 0; i < count; i++)
		buf_printf(&taken, i == 0 ? "%lld" : " %lld", (long long)share[i].taken.v);
	row_give(row, "taken", buf_str(&taken));
	buf_free(&taken);
}

static date_t day_or(const struct table_row *row, const char *name) {
	return row_has(row, name) ? row_date(row, name) : DATE_OPEN;
}

static void check_step(struct table_row *row, void *context) {
	struct err err = ERR_INIT;
	struct str step = row_text(row, "step"), mark = row_text(row, "mark");
	enum debt_answer answer = DEBT_MAY;
	enum debt_ground ground;
	const date_t at = row_date(row, "at");
	struct debt_facts f = {.payer = payer_of(row),
	                       .kind = kind_of(row_text(row, "kind")),
	                       .owed = twd(row_i64(row, "owed")),
	                       .owed_all = twd(row_i64(row, "all")),
	                       .due = row_date(row, "due"),
	                       .demand_due = day_or(row, "pay_by"),
	                       .runs_from = row_date(row, "runs_from"),
	                       .is_in_plan = str_is(mark, "plan"),
	                       .is_hardship = str_is(mark, "hardship"),
	                       .is_debtor_gone = str_is(mark, "gone")};
	enum nhi_status st;
	(void)context;
	CHECK(debt_stage_find(row_text(row, "stage"), &f.stage));
	if (str_is(step, "demand"))
		st = debt_may_demand(test_law(), &f, day_or(row, "last"), at, &answer, &err);
	else if (str_is(step, "enforce"))
		st = debt_may_enforce(test_law(), &f, at, &answer, &err);
	else if (debt_ground_find(step, &ground))
		st = debt_may_write_off(test_law(), &f, ground, at, &answer, &err);
	else
		st = debt_may_sue(test_law(), &f, str_is(step, "attach"), at, &answer, &err);
	CHECK(st == NHI_OK);
	row_give_c(row, "answer", debt_words(answer)->code);
}

static void check_surcharge(struct table_row *row, void *context) {
	struct err err = ERR_INIT;
	twd_t fee = twd(0);
	bool is_full = false;
	const struct debt_surcharge in = {.kind = kind_of(row_text(row, "kind")),
	                                  .payer = payer_of(row),
	                                  .amount = twd(row_i64(row, "amount")),
	                                  .due = row_date(row, "due"),
	                                  .paid = row_date(row, "paid"),
	                                  .free_days = (int32_t)row_i64(row, "free")};
	(void)context;
	CHECK(debt_surcharge(test_law(), &calendar, &in, &fee, &is_full, &err) == NHI_OK);
	row_give_i64(row, "fee", fee.v);
	row_give_bool(row, "full", is_full);
}

int main(void) {
	struct arena arena = ARENA_INIT(0);
	struct str text;
	struct err err = ERR_INIT;
	CHECK(file_read(&arena, test_source("law/holidays.csv"), 1 << 24, &text, &err) == NHI_OK);
	CHECK(calendar_read(&calendar, &arena, text, &err) == NHI_OK);
	const struct table_result results[] = {
	        table_run("debt_allocate.txt", check_allocate, NULL),
	        table_run("debt_steps.txt", check_step, NULL),
	        table_run("debt_surcharge.txt", check_surcharge, NULL),
	};
	arena_free(&arena);
	return table_end(results, COUNT_OF(results));
}
