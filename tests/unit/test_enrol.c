/* The enrolment rules from tables: days, waiting periods, dependents, amounts, plans. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/file.h"
#include "nhi/enrol_amount.h"
#include "nhi/enrol_dependent.h"
#include "nhi/enrol_eligible.h"
#include "nhi/enrol_plan.h"
#include "test.h"

static struct enrol_law law_on(date_t at) {
	struct enrol_law law;
	struct err err = ERR_INIT;
	if (enrol_law_at(test_law(), at, &law, &err) == NHI_OK) return law;
	fprintf(stderr, "law: %.*s\n", (int)err.detail_n, err.detail);
	exit(1);
}

static struct calendar *calendar_of_law(struct arena *arena) {
	struct calendar *c = ARENA_NEW(arena, struct calendar);
	struct str text;
	struct err err = ERR_INIT;
	CHECK(c != NULL);
	CHECK(file_read(arena, test_source("law/holidays.csv"), 1 << 24, &text, &err) == NHI_OK);
	CHECK(calendar_read(c, arena, text, &err) == NHI_OK);
	return c;
}

/* The first refusal or note by name, "" when none. */
static const char *first_answer(const struct refusals *r) {
	return r->kept == 0 ? "" : refusal_rows[r->item[0].code].name;
}

static void check_dates(struct table_row *row, void *context) {
	struct calendar *calendar = context;
	date_t day = row_date(row, "day");
	struct enrol_law law = law_on(day > 0 ? day : 0);
	struct str kind = row_text(row, "kind");
	date_t result = 0;
	if (str_is(kind, "transfer")) result = enrol_transfer_from(day);
	if (str_is(kind, "amount")) result = enrol_amount_from(day);
	if (str_is(kind, "notice")) result = enrol_amount_due(&law.adjust, day);
	if (str_is(kind, "entry")) result = enrol_due(day, law.filing_entry, calendar);
	if (str_is(kind, "unit")) result = enrol_due(day, law.filing_unit, calendar);
	row_give_date(row, "result", result);
}

static void check_of_age(struct table_row *row, void *context) {
	struct enrol_law law = law_on(20635); /* 2026-07-01 */
	if (str_is(row_text(row, "kind"), "of_age"))
		row_give_date(row, "result",
		              enrol_of_age(&law, RELATION_CHILD, row_date(row, "day")));
	else
		check_dates(row, context);
}

static void check_residence(struct table_row *row, void *context) {
	(void)context;
	struct period exits[8];
	size_t count = 0;
	struct str rest = row_text(row, "exits");
	while (rest.n > 0) {
		struct str one = str_cut(&rest, ' ');
		CHECK(count < COUNT_OF(exits) &&
		      date_parse(str_slice(one, 0, 10), &exits[count].from));
		CHECK(date_parse(str_slice(one, 11, one.n), &exits[count].to));
		count++;
	}
	date_t from = row_date(row, "from");
	struct enrol_law law = law_on(from);
	row_give_date(row, "first", enrol_residence_complete(&law, from, exits, count));
}

static void check_eligible(struct table_row *row, void *context) {
	(void)context;
	date_t on = row_date(row, "on");
	int64_t item = row_i64(row, "item");
	struct enrol_law law = law_on(on);
	struct eligible_facts facts = {
	        .is_citizen = row_bool(row, "citizen"),
	        .is_newborn = row_bool(row, "newborn"),
	        .has_fixed_employer = item <= 13,
	        .present_from = row_has(row, "present") ? row_date(row, "present") : DATE_UNKNOWN,
	        .insured_until = row_has(row, "until") ? row_date(row, "until") : DATE_UNKNOWN,
	};
	struct refusals r = {.count = 0};
	enrol_eligible_check(&law, &facts, on, &r);
	char text[64] = "";
	if (r.kept > 0) {
		struct str rest = {r.item[0].detail, r.item[0].detail_n};
		(void)str_cut(&rest, ERR_SEP[0]); /* the months */
		(void)snprintf(text, sizeof text, "%s%s%.*s", first_answer(&r),
		               rest.n > 0 ? " " : "", STR_ARG(rest));
	}
	row_give_c(row, "answer", text);
}

static void check_dependent(struct table_row *row, void *context) {
	(void)context;
	struct dependent_facts facts = {.born = row_date(row, "born"), .on = row_date(row, "on")};
	CHECK(relation_find(row_text(row, "relation"), &facts.relation));
	enum condition c;
	if (condition_find(row_text(row, "conditions"), &c)) facts.conditions = 1U << c;
	struct enrol_law law = law_on(facts.on);
	struct refusals r = {.count = 0};
	enrol_dependent_check(&law, &facts, &r);
	row_give_c(row, "answer", first_answer(&r));
}

static int64_t or_else(const struct table_row *row, const char *name, int64_t otherwise) {
	return row_has(row, name) ? row_i64(row, name) : otherwise;
}

static void check_amount(struct table_row *row, void *context) {
	(void)context;
	struct enrol_law law = law_on(row_date(row, "at"));
	struct amount_facts facts = {.category = (int32_t)row_i64(row, "item"),
	                             .wage = or_else(row, "wage", AMOUNT_NOT_GIVEN),
	                             .amount = or_else(row, "amount", AMOUNT_NOT_GIVEN),
	                             .is_proved = row_bool(row, "proved"),
	                             .staff = (int32_t)or_else(row, "staff", -1),
	                             .highest_staff_amount = or_else(row, "highest", 0)};
	struct refusals r = {.count = 0};
	row_give_i64(row, "result", enrol_amount(&law, &facts, &r));
	row_give_c(row, "answer", first_answer(&r));
}

/* ---- Plans ------------------------------------------------------------------------------------
 */

enum { SUBJECT = 1, FOLLOWER = 2, ROWS_MAX = 16 };

static int64_t unit_of(struct str s) { return s.n == 0 ? 0 : s.p[0]; }

static date_t day_of(struct str s) {
	date_t d = DATE_OPEN;
	if (!str_is(s, "open")) CHECK(date_parse(s, &d));
	return d;
}

static struct timeline read_rows(struct str text, int64_t person, struct coverage_row *rows) {
	struct timeline t = {.person_id = person, .row = rows};
	while (text.n > 0) {
		struct str one = str_cut(&text, ' ');
		struct coverage_row *r = &rows[t.count++];
		int64_t category = 0;
		*r = (struct coverage_row){.person_id = person, .fact_no = (int64_t)t.count};
		r->unit_id = unit_of(str_cut(&one, '/'));
		CHECK(str_to_i64(str_cut(&one, '/'), 11, 62, &category));
		r->category = (int16_t)category;
		r->from = day_of(str_cut(&one, '/'));
		r->to = day_of(str_cut(&one, '/'));
		enum leave_reason leave = LEAVE_NONE;
		if (one.n > 0) CHECK(leave_reason_find(one, &leave));
		r->leave_reason = (int8_t)leave;
		r->role = person == SUBJECT ? ROLE_INSURED : ROLE_DEPENDENT;
		r->relation = person == SUBJECT ? RELATION_SELF : RELATION_CHILD;
		r->insured_person_id = SUBJECT;
		r->entry_reason = ENTRY_START;
	}
	return t;
}

static void print_rows(struct buf *out, const struct coverage_row *row, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (i > 0) buf_put_char(out, ' ');
		buf_printf(out, "%c/%d/%s/", (char)row[i].unit_id, (int)row[i].category,
		           date_text(row[i].from).c);
		buf_put_c(out, row[i].to == DATE_OPEN ? "open" : date_text(row[i].to).c);
		if (row[i].leave_reason != LEAVE_NONE)
			buf_printf(out, "/%s", leave_reasons[row[i].leave_reason].code);
	}
}

/* "transfer B 12 2026-03-31", "out A 2026-03-31 death", "amount A 2026-08-15 40100" */
static struct filing read_filing(struct str text) {
	static const char *const kinds[FILE_KIND_COUNT] = {
	        "in", "out", "transfer", "amount", "status", "absence", "cancel"};
	struct filing f = {.role = ROLE_INSURED, .entry_reason = ENTRY_START};
	struct str kind = str_cut(&text, ' ');
	while (!str_is(kind, kinds[f.kind])) CHECK(++f.kind < FILE_KIND_COUNT);
	f.unit_id = unit_of(str_cut(&text, ' '));
	while (text.n > 0) {
		struct str word = str_cut(&text, ' ');
		int64_t number = 0;
		if (date_parse(word, &f.on)) continue;
		if (str_to_i64(word, 11, 62, &number))
			f.category = (int32_t)number;
		else if (!str_to_i64(word, 0, 999999, &f.insured_amount))
			CHECK(leave_reason_find(word, &f.leave_reason));
	}
	if (f.kind == FILE_ABSENCE) f.absence = ABSENCE_PARENTAL;
	return f;
}

static void check_plan(struct table_row *row, void *context) {
	(void)context;
	struct coverage_row rows[2][ROWS_MAX];
	struct timeline follower = read_rows(row_text(row, "follower"), FOLLOWER, rows[1]);
	struct plan_state state = {.subject = read_rows(row_text(row, "before"), SUBJECT, rows[0]),
	                           .follower = &follower,
	                           .follower_count = follower.count > 0 ? 1 : 0,
	                           .unit_code = "unit"};
	struct filing filing = read_filing(row_text(row, "filing"));
	struct arena arena = ARENA_INIT(0);
	struct plan plan = {.arena = &arena};
	struct refusals r = {.count = 0};
	enrol_plan(&state, &filing, &plan, &r);
	struct buf out = BUF_INIT(4096);
	if (plan.count == 0)
		print_rows(&out, state.subject.row, state.subject.count);
	else
		print_rows(&out, plan.person[0].after, plan.person[0].after_count);
	row_give(row, "after", buf_str(&out));
	buf_reset(&out);
	if (plan.count < 2)
		print_rows(&out, follower.row, follower.count);
	else
		print_rows(&out, plan.person[1].after, plan.person[1].after_count);
	row_give(row, "dependent", buf_str(&out));
	row_give_c(row, "answer", first_answer(&r));
	buf_free(&out);
	arena_free(&arena);
}

int main(void) {
	struct arena arena = ARENA_INIT(0);
	const struct table_result results[] = {
	        table_run("enrol_dates.txt", check_of_age, calendar_of_law(&arena)),
	        table_run("enrol_residence.txt", check_residence, NULL),
	        table_run("enrol_eligible.txt", check_eligible, NULL),
	        table_run("enrol_dependent.txt", check_dependent, NULL),
	        table_run("enrol_amount.txt", check_amount, NULL),
	        table_run("enrol_plan.txt", check_plan, NULL),
	};
	arena_free(&arena);
	return table_end(results, COUNT_OF(results));
}
