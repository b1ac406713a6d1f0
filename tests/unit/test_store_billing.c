/* The month on a synthetic nation of 2,390 people: against a slow model, again and again, late
 * news, money conserved, the same bytes on both databases. */
#include "base/clock.h"
#include "base/file.h"
#include "base/sha256.h"
#include "database.h"
#include "desk/bill_compare.h"
#include "engine/demo.h"
#include "lawdir.h"
#include "nhi/charge.h"
#include "nhi/coverage.h"
#include "store/coverage.h"
#include "store/ledger.h"

#include <pthread.h>

enum { PEOPLE = 2390 };

static struct calendar calendar;

static struct billing_context context(const char *url) {
	return (struct billing_context){.law = test_law(), .calendar = &calendar, .url = url};
}

static void demo(uint32_t people, int months, const char *url) {
	struct err err = ERR_INIT;
	struct billing_context billing = context(url);
	const struct demo_request request = {
	        .people = people,
	        .seed = 1,
	        .month_from = month_make(2026, 1),
	        .month_to = month_make(2026, months),
	        .billing = &billing,
	};
	assert_done(demo_run(test_db(), &request, &err), &err);
}

static struct billing_result run(month_t month, int64_t units_per_part, const char *url) {
	struct err err = ERR_INIT;
	struct billing_result result;
	struct billing_context billing = context(url);
	billing.units_per_part = units_per_part;
	assert_done(billing_run(test_db(), &billing, month, STR("test"), &result, &err), &err);
	return result;
}

/* Every bill of a month as text; with numbers when `numbered`. */
static void dump(month_t month, bool numbered, struct buf *out) {
	struct err err = ERR_INIT;
	struct bill b;
	assert_done(db_begin(test_db(), DB_READ, &err), &err);
	struct db_stmt *q = bill_stream(test_db(), month);
	while (bill_stream_next(q, &b)) {
		buf_printf(out, "%lld %lld %lld %lld %lld %lld %lld %lld %lld %lld %lld %lld %lld ",
		           (long long)(numbered ? b.id : 0), (long long)b.unit_id,
		           (long long)b.person_id, (long long)b.division, (long long)b.insured,
		           (long long)b.dependents, (long long)b.self, (long long)b.subsidy,
		           (long long)b.unit_share, (long long)b.government,
		           (long long)b.correction, (long long)b.correction_government,
		           (long long)b.payable);
		buf_put(out, b.lines);
		buf_put_char(out, '\n');
	}
	assert_done(db_end(q, &err), &err);
	db_rollback(test_db());
	assert_true(buf_ok(out));
}

static void the_golden_months_come_out_again(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	struct buf got = BUF_INIT(0);
	demo(PEOPLE, 7, NULL);
	for (int m = 1; m <= 7; m++) {
		struct buf bills = BUF_INIT(0);
		struct bill_part sum;
		char hash[SHA256_HEX_SIZE + 1];
		const month_t month = month_make(2026, m);
		dump(month, true, &bills);
		sha256_hex(buf_str(&bills), hash);
		assert_done(bill_part_sums(test_db(), month, &sum, &err), &err);
		month_print(&got, month);
		buf_printf(&got, ",%lld,%lld,%lld,%lld,%lld,%lld,%s\n", (long long)sum.bills,
		           (long long)sum.insured, (long long)sum.dependents,
		           (long long)sum.dependents_free, (long long)sum.corrections,
		           (long long)sum.payable.v, hash);
		buf_free(&bills);
	}
	const char *path = test_source("tests/golden/bill_months.csv");
	struct str want;
	if (getenv("NHI_BLESS")) assert_done(file_write(path, buf_str(&got), &err), &err);
	assert_done(file_read(&arena, path, 1 << 20, &want, &err), &err);
	test_same_text(buf_str(&got), want, "the golden months", __FILE__, __LINE__);
	buf_free(&got);
	arena_free(&arena);
}

/* --- the model: person by person, with the charging rule for events and the plain quote --- */

struct charged {
	int64_t unit_id, insured_id;
	const struct coverage_row *row;
};

/* What happened to a person in the month, told as filings; the same-day order is out before in. */
static struct charged charge_by_events(const struct timeline *t, month_t month) {
	struct charge_event event[32];
	char unit[32][48];
	size_t n = 0;
	struct str at_start = {0};
	const date_t first = month_first(month), last = month_last(month);
	struct charged result = {0};
	for (size_t i = 0; i < t->count; i++) {
		const struct coverage_row *r = &t->row[i];
		assert_true(n + 2 < COUNT_OF(event) && i < COUNT_OF(unit));
		(void)snprintf(unit[i], sizeof unit[i], "%lld %lld", (long long)r->unit_id,
		               (long long)r->insured_person_id);
		const struct str name = str_from(unit[i]);
		if (r->from < first && r->to > first) at_start = name;
		const bool transfer = enrol_charged_at_end((enum leave_reason)r->leave_reason);
		if (r->from >= first && r->from <= last)
			event[n++] = (struct charge_event){r->from, CHARGE_IN, name};
		/* A leave on D covers D; a transfer on D does not, and one on the last day of a
		 * month ends with the month. */
		if (!transfer && r->to - 1 >= first && r->to - 1 <= last)
			event[n++] = (struct charge_event){r->to - 1, CHARGE_LEAVE, name};
		else if (transfer && r->to >= first && r->to <= last)
			event[n++] = (struct charge_event){r->to, CHARGE_OUT, name};
	}
	struct charge_result c;
	charge_month(month, at_start, event, n, &c);
	if (!c.is_charged) return result;
	int64_t insured;
	struct str rest = c.unit;
	const struct str unit_text = str_cut(&rest, ' ');
	assert_true(str_to_i64(unit_text, 1, INT64_MAX, &result.unit_id));
	assert_true(str_to_i64(rest, 1, INT64_MAX, &insured));
	result.insured_id = insured;
	for (size_t i = 0; i < t->count; i++)
		if (t->row[i].unit_id == result.unit_id && t->row[i].insured_person_id == insured &&
		    t->row[i].from <= last)
			result.row = &t->row[i];
	return result;
}

struct model_family {
	int64_t insured_id, unit_id;
	const struct coverage_row *row;
	int32_t dependents;
};

static struct model_family *family_of(struct model_family *all, size_t *count, int64_t insured_id) {
	for (size_t i = 0; i < *count; i++)
		if (all[i].insured_id == insured_id) return &all[i];
	all[*count] = (struct model_family){.insured_id = insured_id};
	return &all[(*count)++];
}

static void bills_agree_with_a_model_that_goes_person_by_person(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	demo(PEOPLE, 4, NULL);
	const month_t month = month_make(2026, 4);
	struct bill_run run_row;
	struct premium_law law;
	bool found;
	assert_done(bill_run_read(test_db(), month, &run_row, &found, &err), &err);
	assert_done(premium_law_at(test_law(), month_first(month), &law, &err), &err);
	struct model_family *family = ARENA_ARRAY(&arena, PEOPLE + 500, struct model_family);
	size_t families = 0;
	assert_done(db_begin(test_db(), DB_READ, &err), &err);
	for (int64_t p = 1; p <= PEOPLE + 200; p++) {
		struct timeline t;
		assert_done(coverage_timeline(test_db(), p, run_row.known_at, &arena, &t, &err),
		            &err);
		const struct charged c = charge_by_events(&t, month);
		if (c.unit_id == 0) continue;
		struct model_family *f = family_of(family, &families, c.insured_id);
		if (c.insured_id == p) {
			f->row = c.row;
			f->unit_id = c.unit_id;
		} else {
			f->dependents++;
		}
	}
	db_rollback(test_db());
	int64_t self = 0, unit = 0, government = 0, heads = 0, insured = 0;
	for (size_t i = 0; i < families; i++) {
		const struct model_family *f = &family[i];
		assert_non_null(f->row);
		struct premium_in in = {.amount = twd(f->row->insured_amount),
		                        .dependents = f->dependents};
		struct premium_out out;
		assert_true(
		        premium_scheme_of(f->row->category, f->row->is_private_school, &in.scheme));
		premium_quote(&law, &in, &out);
		const bool parental = f->row->absence == ABSENCE_PARENTAL;
		self += out.self_total.v;
		unit += parental ? 0 : out.unit_share.v;
		government += out.government_share.v + (parental ? out.unit_share.v : 0);
		heads += out.charged;
		insured++;
	}
	struct bill sum;
	int64_t bills;
	assert_done(bill_sums(test_db(), month, &sum, &bills, &err), &err);
	assert_int_equal(sum.insured, insured);
	assert_int_equal(sum.dependents, heads);
	assert_int_equal(sum.self, self);
	assert_int_equal(sum.unit_share, unit);
	assert_int_equal(sum.government, government);
	arena_free(&arena);
}

static void a_second_run_changes_nothing(void **state) {
	(void)state;
	demo(600, 2, NULL);
	struct buf before = BUF_INIT(0), after = BUF_INIT(0);
	dump(month_make(2026, 2), true, &before);
	const struct billing_result again = run(month_make(2026, 2), 0, NULL);
	assert_true(again.repeated);
	dump(month_make(2026, 2), true, &after);
	test_same_text(buf_str(&after), buf_str(&before), "the bills", __FILE__, __LINE__);
	assert_true(before.n > 0);
	buf_free(&before);
	buf_free(&after);
}

/* Reading ahead and the size of parts change the numbers of bills at most. */
static void bills_do_not_depend_on_threads_or_parts(void **state) {
	(void)state;
	struct buf one = BUF_INIT(0), other = BUF_INIT(0);
	demo(PEOPLE, 1, NULL);
	clock_fix(instant_of_date(month_first(month_make(2026, 3)) + 9));
	(void)run(month_make(2026, 2), 7, test_db_url());
	dump(month_make(2026, 2), false, &one);
	(void)test_db_tear_down(NULL);
	(void)test_db_set_up(NULL);
	demo(PEOPLE, 1, test_db_url());
	clock_fix(instant_of_date(month_first(month_make(2026, 3)) + 9));
	(void)run(month_make(2026, 2), 1000, NULL);
	dump(month_make(2026, 2), false, &other);
	test_same_text(buf_str(&other), buf_str(&one), "the bills", __FILE__, __LINE__);
	buf_free(&one);
	buf_free(&other);
}

/* --- late news --- */

struct late {
	int64_t person_id, unit_to;
};

static enum nhi_status transfer_late(struct db *db, void *context_, struct err *err) {
	const struct late *l = context_;
	struct arena arena = ARENA_INIT(0);
	struct timeline t;
	struct act act = test_act(db, "enrol");
	assert_done(coverage_timeline(db, l->person_id, KNOWN_NOW, &arena, &t, err), err);
	const struct coverage_row r = t.row[t.count - 1];
	const date_t from = month_first(month_make(2026, 1)) + 14;
	assert_done(fact_close(db, &act, "coverage", l->person_id, r.fact_no, err), err);
	for (int i = 0; i < 2; i++) {
		struct fact f = {.subject_id = l->person_id,
		                 .valid_from = i == 0 ? r.from : from,
		                 .valid_to = i == 0 ? from : DATE_OPEN};
		struct db_stmt *q = fact_insert(db, &act, "coverage", &f);
		db_bind_i64(q, i == 0 ? r.unit_id : l->unit_to);
		db_bind_i64(q, l->person_id);
		db_bind_i64(q, ROLE_INSURED);
		db_bind_i64(q, r.category);
		db_bind_bool(q, false);
		db_bind_i64(q, RELATION_SELF);
		db_bind_i64(q, ABSENCE_NONE);
		db_bind_i64(q, r.insured_amount);
		db_bind_i64(q, ENTRY_TRANSFER);
		db_bind_i64(q, i == 0 ? LEAVE_TRANSFER : LEAVE_NONE);
		assert_done(db_run(q, err), err);
	}
	struct db_stmt *q = db_query(db, "population_rebill");
	db_bind_i64(q, l->person_id);
	db_bind_month(q, month_make(2026, 1));
	db_bind_i64(q, act.id);
	assert_done(db_run(q, err), err);
	arena_free(&arena);
	return NHI_OK;
}

/* Two firms, an employee of the first without dependents and subsidies. */
static struct late find_employee(void) {
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	struct late found = {0};
	struct bill b;
	int64_t other = 0;
	assert_done(db_begin(test_db(), DB_READ, &err), &err);
	struct db_stmt *q = bill_stream(test_db(), month_make(2026, 1));
	while (bill_stream_next(q, &b)) {
		struct bill_line *line;
		size_t count;
		assert_done(bill_lines_read(b.lines, &arena, &line, &count, &err), &err);
		for (size_t i = 0; i < count; i++) {
			if (!str_is(line[i].scheme, "12") || line[i].dependent_count > 0 ||
			    line[i].subsidy_count > 0)
				continue;
			if (other == 0) other = b.unit_id;
			if (b.unit_id != other && found.person_id == 0)
				found = (struct late){line[i].person_id, other};
		}
	}
	assert_done(db_end(q, &err), &err);
	db_rollback(test_db());
	arena_free(&arena);
	assert_int_not_equal(found.person_id, 0);
	return found;
}

static void late_news_makes_difference_lines_on_the_next_bills(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	struct buf before = BUF_INIT(0), after = BUF_INIT(0);
	demo(600, 1, NULL);
	dump(month_make(2026, 1), true, &before);
	struct late late = find_employee();
	struct billing_family was, is;
	assert_done(billing_family_of(test_db(), test_law(), month_make(2026, 1), late.person_id,
	                              KNOWN_NOW, &was, &err),
	            &err);
	clock_fix(instant_of_date(month_first(month_make(2026, 2)) + 19));
	assert_done(db_transact(test_db(), DB_WRITE, transfer_late, &late, &err), &err);
	assert_done(billing_family_of(test_db(), test_law(), month_make(2026, 1), late.person_id,
	                              KNOWN_NOW, &is, &err),
	            &err);
	assert_int_equal(is.unit_id, late.unit_to);
	assert_int_not_equal(was.unit_id, is.unit_id);
	clock_fix(instant_of_date(month_first(month_make(2026, 3)) + 9));
	const struct billing_result february = run(month_make(2026, 2), 0, NULL);
	assert_int_equal(february.sum.corrections, 2);
	dump(month_make(2026, 1), true, &after);
	test_same_text(buf_str(&after), buf_str(&before), "January", __FILE__, __LINE__);
	for (int i = 0; i < 2; i++) {
		struct bill_view v;
		const struct billing_family *f = i == 0 ? &was : &is;
		const int64_t sign = i == 0 ? -1 : 1;
		assert_done(bill_view_read(test_db(), month_make(2026, 2), f->unit_id, 0, &arena,
		                           &v, &err),
		            &err);
		const struct bill_line *l = &v.lines[v.line_count - 1].line;
		assert_int_equal(l->kind, BILL_LINE_CORRECTION);
		assert_int_equal(l->person_id, late.person_id);
		assert_int_equal(l->month, 202601);
		assert_int_equal(l->self, sign * f->self);
		assert_int_equal(l->unit_share, sign * f->unit_share);
		assert_int_equal(l->government, sign * f->government);
		assert_int_equal(v.bill.correction, sign * (f->self + f->unit_share));
	}
	clock_fix(instant_of_date(month_first(month_make(2026, 4)) + 9));
	assert_int_equal(run(month_make(2026, 3), 0, NULL).sum.corrections, 0);
	buf_free(&before);
	buf_free(&after);
	arena_free(&arena);
}

/* An act of the very instant of the order is later knowledge: the run does not see it, the next
 * one settles it. */
static void an_act_of_the_orders_instant_is_next_months_news(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct billing_context billing = context(NULL);
	int64_t job_id;
	demo(600, 1, NULL);
	struct late late = find_employee();
	clock_fix(instant_of_date(month_first(month_make(2026, 3)) + 9));
	assert_done(
	        billing_order(test_db(), &billing, month_make(2026, 2), STR("test"), &job_id, &err),
	        &err);
	assert_done(db_transact(test_db(), DB_WRITE, transfer_late, &late, &err), &err);
	assert_int_equal(run(month_make(2026, 2), 0, NULL).sum.corrections, 0);
	clock_fix(instant_of_date(month_first(month_make(2026, 4)) + 9));
	assert_int_equal(run(month_make(2026, 3), 0, NULL).sum.corrections, 4);
}

/* On PostgreSQL an act may be begun before the order and committed after it. The run waits for it;
 * SQLite has one writer, there the order itself would wait. */
static void an_act_open_during_the_order_is_not_missed(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct billing_context billing = context(NULL);
	struct billing_result result;
	const bool overlaps = test_db_kind() == DB_POSTGRESQL;
	demo(600, 1, NULL);
	struct late late = find_employee();
	struct db *clerk = test_db_again(0);
	clock_fix(instant_of_date(month_first(month_make(2026, 3)) + 8));
	assert_done(db_begin(clerk, DB_WRITE, &err), &err);
	(void)test_act(clerk, "test"); /* takes its block of ids: two first acts would wait */
	assert_done(db_commit(clerk, &err), &err);
	assert_done(db_begin(clerk, DB_WRITE, &err), &err);
	assert_done(transfer_late(clerk, &late, &err), &err);
	clock_fix(instant_of_date(month_first(month_make(2026, 3)) + 9));
	if (overlaps) {
		billing.patience_ms = 1;
		assert_int_equal(billing_run(test_db(), &billing, month_make(2026, 2), STR("test"),
		                             &result, &err),
		                 NHI_ACTS_OPEN);
	}
	assert_done(db_commit(clerk, &err), &err);
	db_close(clerk);
	assert_int_equal(run(month_make(2026, 2), 0, NULL).sum.corrections, 2);
	clock_fix(instant_of_date(month_first(month_make(2026, 4)) + 9));
	assert_int_equal(run(month_make(2026, 3), 0, NULL).sum.corrections, 0);
}

struct orderer {
	pthread_barrier_t *start;
	struct db *db;
	month_t month;
	int64_t job_id;
	enum nhi_status status;
	struct err err;
};

static void *order_at_once(void *context_) {
	struct orderer *o = context_;
	struct billing_context billing = context(NULL);
	(void)pthread_barrier_wait(o->start);
	o->status = billing_order(o->db, &billing, o->month, STR("test"), &o->job_id, &o->err);
	return NULL;
}

/* Whoever comes second is given the job of the first; doing it twice at once is refused. */
static void two_orders_of_a_month_at_once_are_one(void **state) {
	(void)state;
	demo(100, 1, NULL);
	for (int m = 2; m <= 7; m++) {
		pthread_barrier_t start;
		pthread_t thread[2];
		struct orderer o[2];
		clock_fix(instant_of_date(month_first(month_make(2026, m + 1)) + 9));
		assert_int_equal(pthread_barrier_init(&start, NULL, 2), 0);
		for (int i = 0; i < 2; i++) {
			o[i] = (struct orderer){&start, test_db_again(0), month_make(2026, m),
			                        0,      NHI_OK,           ERR_INIT};
			assert_int_equal(pthread_create(&thread[i], NULL, order_at_once, &o[i]), 0);
		}
		for (int i = 0; i < 2; i++) {
			(void)pthread_join(thread[i], NULL);
			assert_done(o[i].status, &o[i].err);
			db_close(o[i].db);
		}
		assert_int_equal(o[0].job_id, o[1].job_id);
		(void)pthread_barrier_destroy(&start);
		assert_false(run(month_make(2026, m), 0, NULL).repeated);
	}
}

/* --- subsidies --- */

static enum nhi_status give_subsidies(struct db *db, void *context_, struct err *err) {
	static const struct {
		const char *kind, *payer;
		int64_t part;
	} kinds[] = {{"midlow", "central", 500000}, {"disability.mild", "local", 250000}};
	const struct late *l = context_;
	const struct act act = test_act(db, "enrol");
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < COUNT_OF(kinds) && st == NHI_OK; i++) {
		struct fact f = {.subject_id = l->person_id,
		                 .kind = str_from(kinds[i].kind),
		                 .valid_from = month_first(month_make(2026, 2)),
		                 .valid_to = DATE_OPEN};
		struct db_stmt *q = fact_insert(db, &act, "person_subsidy", &f);
		db_bind_i64(q, kinds[i].part);
		db_bind_str(q, str_from(kinds[i].payer));
		st = db_run(q, err);
	}
	return st;
}

/* The same two subsidies under both policies (subsidy.stacking): one line, and why. */
static void check_subsidies(const char *overlay, size_t count) {
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	struct billing_result result;
	struct billing_context billing = context(NULL);
	struct bill_view v;
	demo(600, 1, NULL);
	struct late late = find_employee();
	struct billing_family f;
	clock_fix(instant_of_date(month_first(month_make(2026, 2)) + 19));
	assert_done(db_transact(test_db(), DB_WRITE, give_subsidies, &late, &err), &err);
	clock_fix(instant_of_date(month_first(month_make(2026, 3)) + 9));
	billing.law = test_law_with(overlay);
	assert_done(
	        billing_run(test_db(), &billing, month_make(2026, 2), STR("test"), &result, &err),
	        &err);
	assert_done(billing_family_of(test_db(), billing.law, month_make(2026, 2), late.person_id,
	                              KNOWN_NOW, &f, &err),
	            &err);
	int64_t taken = twd_rate(twd(f.self), ppm(500000)).v; /* each rounded by itself */
	if (count == 2) taken += twd_rate(twd(f.self), ppm(250000)).v;
	assert_int_equal(f.subsidy, taken);
	assert_done(bill_view_read(test_db(), month_make(2026, 2), f.unit_id, 0, &arena, &v, &err),
	            &err);
	const struct bill_line *line = NULL;
	for (size_t i = 0; i < v.line_count; i++)
		if (v.lines[i].line.person_id == late.person_id) line = &v.lines[i].line;
	assert_non_null(line);
	assert_int_equal(line->subsidy_count, count);
	assert_int_equal(line->subsidy, f.subsidy);
	assert_str(line->subsidies[0].kind, "midlow");
	arena_free(&arena);
}

static void only_the_best_subsidy_counts_as_the_law_stands(void **state) {
	(void)state;
	check_subsidies("", 1);
}

static void subsidies_add_up_where_the_policy_says_so(void **state) {
	(void)state;
	check_subsidies("subsidy.stacking,2013-01-01,1,flag,facts:enrolment-premium:5.5,no\n", 2);
}

/* --- a payroll beside the bill --- */

/* The largest bill of a firm without subsidies in its first four lines. */
static int64_t find_firm(struct arena *arena, struct bill_view *v) {
	struct err err = ERR_INIT;
	struct bill *bills;
	size_t count;
	int64_t best = 0, insured = 3;
	const struct bill_page page = {.month = month_make(2026, 1), .count = 500};
	assert_done(bill_list(test_db(), &page, arena, &bills, &count, &err), &err);
	for (size_t i = 0; i < count; i++) {
		if (bills[i].unit_share == 0 || bills[i].insured <= insured) continue;
		best = bills[i].unit_id;
		insured = bills[i].insured;
	}
	assert_int_not_equal(best, 0);
	assert_done(bill_view_read(test_db(), page.month, best, 0, arena, v, &err), &err);
	return best;
}

static void put_payroll(struct buf *b, const struct bill_view_line *v, int64_t more, bool other) {
	const struct bill_line *l = &v->line;
	buf_printf(b, "%.*s,%lld,%zu,%lld\n", STR_ARG(v->insured.number),
	           (long long)(other ? 313000 : l->insured_amount), l->dependent_count,
	           (long long)(l->self_one + l->charged * l->dependent_one - l->subsidy + more));
}

static void a_payroll_beside_its_bill_names_each_difference(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	struct bill_view v;
	struct compare c;
	demo(600, 1, NULL);
	const int64_t unit_id = find_firm(&arena, &v);
	struct buf payroll = BUF_INIT(0);
	buf_put_c(&payroll, "id,amount,dependents,deducted\n");
	for (size_t i = 0; i < v.line_count; i++) {
		if (i == 2) continue; /* nothing deducted */
		put_payroll(&payroll, &v.lines[i], i == 0 ? 7 : 0, i == 1);
	}
	/* Somebody of another unit, and a number that nobody has. */
	struct bill *bills;
	size_t count;
	struct bill_view elsewhere;
	const struct bill_page page = {
	        .month = month_make(2026, 1), .unit_id = unit_id, .person_id = 1, .count = 1};
	assert_done(bill_list(test_db(), &page, &arena, &bills, &count, &err), &err);
	assert_done(bill_view_read(test_db(), page.month, bills[0].unit_id, bills[0].person_id,
	                           &arena, &elsewhere, &err),
	            &err);
	put_payroll(&payroll, &elsewhere.lines[0], 0, false);
	buf_put_c(&payroll, "A123456789,29500,0,458\n");
	assert_done(bill_compare(test_db(), test_law(), month_make(2026, 1), v.unit_code,
	                         buf_str(&payroll), &arena, &c, &err),
	            &err);
	assert_int_equal(c.differences, 5);
	assert_int_equal(c.count, v.line_count + 2);
	assert_int_equal(c.row[0].cause, COMPARE_ARITHMETIC);
	assert_int_equal(c.row[0].deducted - c.row[0].billed, 7);
	assert_int_equal(c.row[1].cause, COMPARE_AMOUNT);
	assert_int_equal(c.row[v.line_count - 1].cause, COMPARE_NOT_ENROLLED);
	assert_int_equal(c.row[v.line_count].cause, COMPARE_UNREADABLE);
	assert_int_equal(c.row[v.line_count + 1].cause, COMPARE_NOT_DEDUCTED);
	assert_true(str_eq(c.row[v.line_count + 1].number, v.lines[2].insured.number));
	buf_free(&payroll);
	arena_free(&arena);
}

static int64_t balance(const char *account) {
	struct err err = ERR_INIT;
	twd_t out;
	const struct ledger_filter filter = {.fund = STR("nhi"),
	                                     .account = str_from(account),
	                                     .booked_to = DATE_OPEN,
	                                     .known_at = INSTANT_OPEN};
	assert_done(ledger_balance(test_db(), &filter, &out, &err), &err);
	return out.v;
}

static void lines_bills_totals_and_ledger_agree_to_the_dollar(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	demo(PEOPLE, 5, NULL);
	int64_t payable = 0, authorities = 0;
	for (int m = 1; m <= 5; m++) {
		const month_t month = month_make(2026, m);
		struct bill sum, b;
		struct bill_part parts;
		struct bill_total *total;
		size_t count;
		int64_t bills, lines = 0, owed = 0, taken_over = 0;
		assert_done(bill_sums(test_db(), month, &sum, &bills, &err), &err);
		assert_done(bill_part_sums(test_db(), month, &parts, &err), &err);
		assert_done(bill_totals(test_db(), month, &arena, &total, &count, &err), &err);
		for (size_t i = 0; i < count; i++) {
			const bool own =
			        str_is(total[i].payer, "insured") || str_is(total[i].payer, "unit");
			*(own ? &owed : &taken_over) += total[i].amount.v;
		}
		assert_done(db_begin(test_db(), DB_READ, &err), &err);
		struct db_stmt *q = bill_stream(test_db(), month);
		while (bill_stream_next(q, &b)) {
			struct bill_line *line;
			size_t line_count;
			int64_t of_bill = 0;
			assert_done(bill_lines_read(b.lines, &arena, &line, &line_count, &err),
			            &err);
			for (size_t i = 0; i < line_count; i++)
				of_bill += bill_line_payable(&line[i]);
			assert_int_equal(of_bill, b.payable);
			lines += of_bill;
		}
		assert_done(db_end(q, &err), &err);
		db_rollback(test_db());
		assert_int_equal(lines, sum.payable);
		q = db_query(test_db(), "bill_line_sum"); /* the view for SQL sees the same */
		db_bind_month(q, month);
		assert_true(db_need(q, "bill_line"));
		assert_int_equal(db_i64(q, 1), sum.payable);
		assert_int_equal(db_i64(q, 2), sum.government + sum.correction_government);
		assert_done(db_end(q, &err), &err);
		assert_int_equal(parts.payable.v, sum.payable);
		assert_int_equal(parts.bills, bills);
		assert_int_equal(owed, sum.payable);
		assert_int_equal(parts.heads_read, parts.insured + parts.dependents +
		                                           parts.dependents_free +
		                                           parts.heads_left + parts.heads_held);
		payable += sum.payable;
		authorities += taken_over;
	}
	assert_int_equal(balance("1131") + balance("1132"), payable);
	assert_int_equal(balance("1133") + balance("1134"), authorities);
	assert_int_equal(balance("4101") + balance("4102"), -payable);
	arena_free(&arena);
}

static void a_month_that_is_not_over_or_out_of_turn_is_refused(void **state) {
	(void)state;
	demo(100, 1, NULL);
	struct err err = ERR_INIT;
	struct billing_context billing = context(NULL);
	struct billing_result result;
	clock_fix(instant_of_date(month_last(month_make(2026, 2))));
	assert_int_equal(
	        billing_run(test_db(), &billing, month_make(2026, 2), STR("test"), &result, &err),
	        NHI_BILL_EARLY);
	clock_fix(instant_of_date(month_first(month_make(2026, 6))));
	assert_int_equal(
	        billing_run(test_db(), &billing, month_make(2026, 3), STR("test"), &result, &err),
	        NHI_BILL_ORDER);
}

static void read_calendar(void) {
	static struct arena arena;
	struct err err = ERR_INIT;
	struct str text;
	assert_done(file_read(&arena, test_source("law/holidays.csv"), 1 << 24, &text, &err), &err);
	assert_done(calendar_read(&calendar, &arena, text, &err), &err);
}

static int set_up(void **state) {
	if (calendar.count == 0) read_calendar();
	clock_fix(instant_of_date(month_first(month_make(2025, 12))));
	return test_db_set_up(state);
}

#define BILL_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, test_db_tear_down)

static const struct CMUnitTest tests[] = {
        BILL_TEST(a_month_that_is_not_over_or_out_of_turn_is_refused),
        BILL_TEST(a_payroll_beside_its_bill_names_each_difference),
        BILL_TEST(a_second_run_changes_nothing),
        BILL_TEST(an_act_of_the_orders_instant_is_next_months_news),
        BILL_TEST(an_act_open_during_the_order_is_not_missed),
        BILL_TEST(bills_agree_with_a_model_that_goes_person_by_person),
        BILL_TEST(bills_do_not_depend_on_threads_or_parts),
        BILL_TEST(late_news_makes_difference_lines_on_the_next_bills),
        BILL_TEST(lines_bills_totals_and_ledger_agree_to_the_dollar),
        BILL_TEST(only_the_best_subsidy_counts_as_the_law_stands),
        BILL_TEST(subsidies_add_up_where_the_policy_says_so),
        BILL_TEST(the_golden_months_come_out_again),
        BILL_TEST(two_orders_of_a_month_at_once_are_one),
};

STORE_MAIN(tests)
