/* bill.c: see bill.h. */
#include "store/bill.h"

#include "nhi/enrol.h"

static void read_run(struct db_stmt *q, size_t at, struct bill_run *out) {
	out->known_at = db_instant(q, at);
	out->settled_at = db_instant(q, at + 1);
	out->units_per_part = db_i64(q, at + 2);
	out->due_on = db_date(q, at + 3);
	out->due_verified = db_bool(q, at + 4);
	const struct str hash = db_str(q, at + 5);
	(void)snprintf(out->law_hash, sizeof out->law_hash, "%.*s", STR_ARG(hash));
	out->act_id = db_i64(q, at + 6);
	out->parts = db_i64(q, at + 7);
	out->bills = db_i64(q, at + 8);
	out->payable = db_i64(q, at + 9);
}

enum nhi_status bill_run_read(struct db *db, month_t month, struct bill_run *out, bool *found,
                              struct err *err) {
	struct db_stmt *q = db_query(db, "bill_run_by_month");
	db_bind_month(q, month);
	*out = (struct bill_run){.month = month};
	*found = db_next(q);
	if (*found) read_run(q, 0, out);
	return db_end(q, err);
}

enum nhi_status bill_run_last(struct db *db, month_t *month, instant_t *known_at, bool *found,
                              struct err *err) {
	struct db_stmt *q = db_query(db, "bill_run_latest");
	*found = db_next(q);
	if (*found) {
		*month = db_month(q, 0);
		*known_at = db_instant(q, 1);
	}
	return db_end(q, err);
}

enum nhi_status bill_run_add(struct db *db, const struct bill_run *run, struct err *err) {
	struct db_stmt *q = db_query(db, "bill_run_insert");
	db_bind_month(q, run->month);
	db_bind_instant(q, run->known_at);
	db_bind_instant(q, run->settled_at);
	db_bind_i64(q, run->units_per_part);
	db_bind_date(q, run->due_on);
	db_bind_bool(q, run->due_verified);
	db_bind_str(q, str_from(run->law_hash));
	db_bind_i64(q, run->act_id);
	return db_run(q, err);
}

enum nhi_status bill_run_end(struct db *db, month_t month, int64_t parts, int64_t bills,
                             twd_t payable, int64_t act_id, struct err *err) {
	struct db_stmt *q = db_query(db, "bill_run_done_insert");
	db_bind_month(q, month);
	db_bind_i64(q, parts);
	db_bind_i64(q, bills);
	db_bind_i64(q, payable.v);
	db_bind_i64(q, act_id);
	return db_run(q, err);
}

enum { RUNS_MAX = 4096 }; /* 340 years of months */

enum nhi_status bill_runs(struct db *db, struct arena *arena, struct bill_run **rows, size_t *count,
                          struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, RUNS_MAX, struct bill_run);
	if (!*rows) return err_set(err, NHI_MEMORY, " ");
	struct db_stmt *q = db_query(db, "bill_run_list");
	while (*count < RUNS_MAX && db_next(q)) {
		struct bill_run *r = &(*rows)[(*count)++];
		r->month = db_month(q, 0);
		r->known_at = db_instant(q, 1);
		r->due_on = db_date(q, 2);
		r->parts = db_i64(q, 3);
		r->bills = db_i64(q, 4);
		r->payable = db_i64(q, 5);
	}
	return db_end(q, err);
}

enum nhi_status bill_part_add(struct db *db, month_t month, const struct bill_part *part,
                              struct err *err) {
	struct db_stmt *q = db_query(db, "bill_part_insert");
	db_bind_month(q, month);
	db_bind_i64(q, part->part);
	db_bind_i64(q, part->heads_read);
	db_bind_i64(q, part->insured);
	db_bind_i64(q, part->dependents);
	db_bind_i64(q, part->dependents_free);
	db_bind_i64(q, part->heads_left);
	db_bind_i64(q, part->heads_held);
	db_bind_i64(q, part->bills);
	db_bind_i64(q, part->corrections);
	db_bind_i64(q, part->payable.v);
	return db_run(q, err);
}

enum nhi_status bill_part_sums(struct db *db, month_t month, struct bill_part *out,
                               struct err *err) {
	struct db_stmt *q = db_query(db, "bill_part_sum");
	db_bind_month(q, month);
	*out = (struct bill_part){0};
	if (db_next(q)) {
		out->part = db_i64(q, 0);
		out->heads_read = db_i64(q, 1);
		out->insured = db_i64(q, 2);
		out->dependents = db_i64(q, 3);
		out->dependents_free = db_i64(q, 4);
		out->heads_left = db_i64(q, 5);
		out->heads_held = db_i64(q, 6);
		out->bills = db_i64(q, 7);
		out->corrections = db_i64(q, 8);
		out->payable = twd(db_i64(q, 9));
	}
	return db_end(q, err);
}

struct db_stmt *bill_held_open(struct db *db, int64_t unit_from, int64_t unit_to, date_t last,
                               instant_t known) {
	struct db_stmt *q = db_query(db, "bill_coverage");
	db_bind_i64(q, unit_from);
	db_bind_i64(q, unit_to);
	db_bind_date(q, last);
	db_bind_instant(q, known);
	return q;
}

/* Every column read costs: a row is four numbers, the last of which holds the small ones, and
 * dates, which are text on SQLite, only where billing looks at them. */
bool bill_held_next(struct db_stmt *q, struct bill_held *out) {
	if (!db_next(q)) return false;
	out->unit_id = db_i64(q, 0);
	out->insured_id = db_i64(q, 1);
	out->person_id = db_i64(q, 2);
	uint64_t packed = (uint64_t)db_i64(q, 3);
	out->leave_reason = (uint8_t)(packed % 100);
	packed /= 100;
	out->absence = (uint8_t)(packed % 10);
	packed /= 10;
	out->private_school = packed % 2 == 1;
	packed /= 2;
	out->category = (uint8_t)(packed % 100);
	out->insured_amount = (int64_t)(packed / 100);
	out->role = out->person_id == out->insured_id ? ROLE_INSURED : ROLE_DEPENDENT;
	out->valid_to = out->leave_reason != 0 ? db_date(q, 4) : DATE_OPEN;
	out->valid_from = out->role == ROLE_DEPENDENT ? db_date(q, 5) : DATE_MIN;
	return true;
}

struct db_stmt *bill_held_of_person(struct db *db, int64_t person_id, date_t day, instant_t known) {
	struct db_stmt *q = db_query(db, "bill_coverage_of_person");
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	return q;
}

struct db_stmt *bill_held_of_dependents(struct db *db, int64_t insured_id, date_t day,
                                        instant_t known) {
	struct db_stmt *q = db_query(db, "bill_coverage_of_dependents");
	db_bind_i64(q, insured_id);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	return q;
}

enum nhi_status bill_held_subsidies(struct db *db, const struct bill_subsidy_law *law,
                                    int64_t person_id, date_t day, instant_t known,
                                    struct bill_grant *out, size_t *count, struct err *err) {
	*count = 0;
	struct db_stmt *q = db_query(db, "bill_subsidies_of_person");
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	while (*count < BILL_SUBSIDY_KINDS_MAX && db_next(q)) {
		const int kind = bill_subsidy_kind_find(law, db_str(q, 1));
		enum bill_payer payer;
		if (kind < 0 || !bill_payer_find(db_str(q, 2), &payer)) continue;
		out[(*count)++] = (struct bill_grant){(int8_t)kind, (uint8_t)payer, {0}};
	}
	return db_end(q, err);
}

enum nhi_status bill_write(struct bulk *b, const struct bill *bill, struct err *err) {
	bulk_i64(b, bill->id);
	bulk_month(b, bill->month);
	bulk_i64(b, bill->unit_id);
	bulk_i64(b, bill->person_id);
	bulk_i64(b, bill->division);
	bulk_i64(b, bill->insured);
	bulk_i64(b, bill->dependents);
	bulk_i64(b, bill->self);
	bulk_i64(b, bill->subsidy);
	bulk_i64(b, bill->unit_share);
	bulk_i64(b, bill->government);
	bulk_i64(b, bill->correction);
	bulk_i64(b, bill->correction_government);
	bulk_i64(b, bill->payable);
	bulk_str(b, bill->lines);
	return bulk_row(b, err);
}

static void read_bill(const struct db_stmt *q, struct bill *out) {
	out->id = db_i64(q, 0);
	out->month = db_month(q, 1);
	out->unit_id = db_i64(q, 2);
	out->person_id = db_i64(q, 3);
	out->division = db_i64(q, 4);
	out->insured = db_i64(q, 5);
	out->dependents = db_i64(q, 6);
	out->self = db_i64(q, 7);
	out->subsidy = db_i64(q, 8);
	out->unit_share = db_i64(q, 9);
	out->government = db_i64(q, 10);
	out->correction = db_i64(q, 11);
	out->correction_government = db_i64(q, 12);
	out->payable = db_i64(q, 13);
}

enum { BILL_LINES_COLUMN = 14 };

enum nhi_status bill_read(struct db *db, month_t month, int64_t unit_id, int64_t person_id,
                          struct arena *arena, struct bill *out, bool *found, struct err *err) {
	struct db_stmt *q = db_query(db, "bill_of_unit");
	db_bind_month(q, month);
	db_bind_i64(q, unit_id);
	db_bind_i64(q, person_id);
	*found = db_next(q);
	if (*found) {
		read_bill(q, out);
		out->lines = db_keep(q, BILL_LINES_COLUMN, arena);
	}
	return db_end(q, err);
}

static enum nhi_status read_list(struct db_stmt *q, size_t most, struct arena *arena,
                                 struct bill **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, most, struct bill);
	while (*rows && *count < most && db_next(q)) read_bill(q, &(*rows)[(*count)++]);
	const enum nhi_status st = db_end(q, err);
	return *rows ? st : err_set(err, NHI_MEMORY, " ");
}

enum nhi_status bill_list(struct db *db, const struct bill_page *page, struct arena *arena,
                          struct bill **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "bill_list");
	db_bind_month(q, page->month);
	db_bind_i64(q, page->unit_id);
	db_bind_i64(q, page->person_id);
	db_bind_i64(q, page->division);
	db_bind_i64(q, (int64_t)page->count);
	return read_list(q, page->count, arena, rows, count, err);
}

enum nhi_status bill_list_of_unit(struct db *db, int64_t unit_id, int64_t person_id, size_t most,
                                  struct arena *arena, struct bill **rows, size_t *count,
                                  struct err *err) {
	struct db_stmt *q = db_query(db, "bill_list_of_unit");
	db_bind_i64(q, unit_id);
	db_bind_i64(q, person_id);
	db_bind_i64(q, (int64_t)most);
	return read_list(q, most, arena, rows, count, err);
}

struct db_stmt *bill_stream(struct db *db, month_t month) {
	struct db_stmt *q = db_query(db, "bill_lines_of_month");
	db_bind_month(q, month);
	return q;
}

bool bill_stream_next(struct db_stmt *q, struct bill *out) {
	if (!db_next(q)) return false;
	read_bill(q, out);
	out->lines = db_str(q, BILL_LINES_COLUMN);
	return true;
}

enum nhi_status bill_sums(struct db *db, month_t month, struct bill *out, int64_t *count,
                          struct err *err) {
	struct db_stmt *q = db_query(db, "bill_sum");
	db_bind_month(q, month);
	*out = (struct bill){.month = month};
	*count = 0;
	if (db_next(q)) {
		*count = db_i64(q, 0);
		out->insured = db_i64(q, 1);
		out->dependents = db_i64(q, 2);
		out->self = db_i64(q, 3);
		out->subsidy = db_i64(q, 4);
		out->unit_share = db_i64(q, 5);
		out->government = db_i64(q, 6);
		out->correction = db_i64(q, 7);
		out->correction_government = db_i64(q, 8);
		out->payable = db_i64(q, 9);
	}
	return db_end(q, err);
}

enum nhi_status bill_total_write(struct bulk *b, month_t month, int64_t part,
                                 const struct bill_total *t, struct err *err) {
	bulk_month(b, month);
	bulk_i64(b, part);
	bulk_i64(b, t->division);
	bulk_str(b, t->scheme);
	bulk_str(b, t->payer);
	bulk_str(b, t->by_person ? STR("person") : STR("unit"));
	bulk_str(b, t->kind);
	bulk_i64(b, t->heads);
	bulk_i64(b, t->amount.v);
	return bulk_row(b, err);
}

enum { TOTALS_MAX = 8192 }; /* beyond divisions × schemes × payers × kinds in use */

enum nhi_status bill_totals(struct db *db, month_t month, struct arena *arena,
                            struct bill_total **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, TOTALS_MAX, struct bill_total);
	if (!*rows) return err_set(err, NHI_MEMORY, " ");
	struct db_stmt *q = db_query(db, "bill_totals");
	db_bind_month(q, month);
	while (*count < TOTALS_MAX && db_next(q)) {
		struct bill_total *t = &(*rows)[(*count)++];
		t->division = db_i64(q, 0);
		t->scheme = db_keep(q, 1, arena);
		t->payer = db_keep(q, 2, arena);
		t->by_person = str_is(db_str(q, 3), "person");
		t->kind = db_keep(q, 4, arena);
		t->heads = db_i64(q, 5);
		t->amount = twd(db_i64(q, 6));
	}
	return db_end(q, err);
}
