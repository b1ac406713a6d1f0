/* claim.c: see claim.h. */
#include "store/claim.h"

#include "store/rows.h"

enum { ROWS_FIRST = 64, PAGE_MAX = 1000000 };

static enum nhi_status no_memory(struct err *err) { return err_set(err, NHI_MEMORY, "%s", ""); }

/* An array in the arena that grows: makes room for one more. */
static bool grow(struct arena *arena, void **rows, size_t size, size_t count, size_t *capacity) {
	if (count < *capacity) return true;
	size_t wanted = *capacity == 0 ? ROWS_FIRST : 2 * *capacity;
	void *more = arena_array(arena, wanted, size);
	if (more == NULL) return false;
	if (count > 0) memcpy(more, *rows, count * size);
	*rows = more;
	*capacity = wanted;
	return true;
}

/* ---- Batches --------------------------------------------------------------------------------- */

enum nhi_status claim_batch_step(struct db *db, const struct act *act, int64_t provider_id,
                                 int64_t batch_id, struct str state, date_t on, struct str detail,
                                 struct err *err) {
	struct db_stmt *q = db_query(db, "claim_batch_step_insert");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	db_bind_str(q, state);
	db_bind_date(q, on);
	db_bind_str(q, detail);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status claim_batch_add(struct db *db, const struct act *act,
                                const struct claim_batch_row *row, struct str state,
                                struct err *err) {
	struct db_stmt *q = db_query(db, "claim_batch_insert");
	db_bind_i64(q, row->provider_id);
	db_bind_i64(q, row->batch_id);
	db_bind_str(q, row->receipt_no);
	db_bind_str(q, row->sha256);
	db_bind_str(q, row->format);
	db_bind_str(q, row->kind);
	db_bind_month(q, row->month);
	db_bind_i64(q, row->period);
	db_bind_date(q, row->filed);
	db_bind_date(q, row->received);
	db_bind_i64(q, row->replaces);
	db_bind_str(q, row->verdict);
	db_bind_i64(q, row->cases);
	db_bind_i64(q, row->orders);
	db_bind_i64(q, row->points.v);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run(q, err);
	if (st != NHI_OK) return st;
	return claim_batch_step(db, act, row->provider_id, row->batch_id, state, row->received,
	                        STR(""), err);
}

static struct claim_batch_row read_batch(struct db_stmt *q, struct arena *a) {
	return (struct claim_batch_row){.provider_id = db_i64(q, 0),
	                                .batch_id = db_i64(q, 1),
	                                .receipt_no = db_keep(q, 2, a),
	                                .sha256 = db_keep(q, 3, a),
	                                .format = db_keep(q, 4, a),
	                                .kind = db_keep(q, 5, a),
	                                .month = db_month(q, 6),
	                                .period = (int32_t)db_i64(q, 7),
	                                .filed = db_date(q, 8),
	                                .received = db_date(q, 9),
	                                .replaces = db_i64(q, 10),
	                                .verdict = db_keep(q, 11, a),
	                                .cases = db_i64(q, 12),
	                                .orders = db_i64(q, 13),
	                                .points = {db_i64(q, 14)},
	                                .provider = db_keep(q, 15, a),
	                                .state = db_keep(q, 16, a)};
}

enum nhi_status claim_batch_find(struct db *db, struct str receipt_no, struct str sha256,
                                 int64_t batch_id, struct arena *arena, struct claim_batch_row *out,
                                 bool *found, struct err *err) {
	struct db_stmt *q = db_query(db, "claim_batch_find");
	db_bind_str(q, receipt_no);
	db_bind_str(q, sha256);
	db_bind_i64(q, batch_id);
	*found = db_next(q);
	if (*found) *out = read_batch(q, arena);
	return db_end(q, err);
}

enum nhi_status claim_batches(struct db *db, int64_t provider_id, month_t month, int64_t after,
                              int64_t most, struct arena *arena, struct claim_batch_row **rows,
                              size_t *count, struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*rows = NULL;
	struct db_stmt *q = db_query(db, "claim_batch_list");
	db_bind_i64(q, provider_id);
	db_bind_month(q, month == 0 ? month_make(1900, 1) : month);
	db_bind_i64(q, after);
	db_bind_i64(q, most < PAGE_MAX ? most : PAGE_MAX);
	while (room && db_next(q)) {
		room = grow(arena, (void **)rows, sizeof **rows, *count, &capacity);
		if (room) (*rows)[(*count)++] = read_batch(q, arena);
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? no_memory(err) : st;
}

enum nhi_status claim_batches_open(struct db *db, const struct claim_batch_row *row,
                                   struct arena *arena, int64_t **ids, size_t *count,
                                   struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*ids = NULL;
	struct db_stmt *q = db_query(db, "claim_batch_open");
	db_bind_i64(q, row->provider_id);
	db_bind_str(q, row->format);
	db_bind_month(q, row->month);
	db_bind_i64(q, row->period);
	while (room && db_next(q)) {
		room = grow(arena, (void **)ids, sizeof **ids, *count, &capacity);
		if (room) (*ids)[(*count)++] = db_i64(q, 0);
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? no_memory(err) : st;
}

enum nhi_status claim_waiting(struct db *db, struct arena *arena, int64_t (**out)[2], size_t *count,
                              struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*out = NULL;
	struct db_stmt *q = db_query(db, "claim_waiting");
	while (room && db_next(q)) {
		room = grow(arena, (void **)out, sizeof **out, *count, &capacity);
		if (!room) break;
		(*out)[*count][0] = db_i64(q, 0);
		(*out)[(*count)++][1] = db_i64(q, 1);
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? no_memory(err) : st;
}

enum nhi_status claim_steps_json(struct db *db, int64_t provider_id, int64_t batch_id,
                                 struct json *j, struct err *err) {
	static const struct rows_column columns[] = {{"step", ROWS_NUMBER}, {"state", ROWS_TEXT},
	                                             {"on", ROWS_DATE},     {"detail", ROWS_TEXT},
	                                             {"actor", ROWS_TEXT},  {"at", ROWS_INSTANT}};
	struct db_stmt *q = db_query(db, "claim_batch_steps");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

/* ---- What the check writes ------------------------------------------------------------------- */

enum nhi_status claim_case_write(struct bulk *b, int64_t provider_id, int64_t batch_id,
                                 const struct claim_case_row *r, struct err *err) {
	bulk_i64(b, provider_id);
	bulk_i64(b, batch_id);
	bulk_i64(b, r->case_no);
	bulk_str(b, r->class_);
	bulk_i64(b, r->serial);
	bulk_i64(b, r->person_id);
	bulk_i64(b, r->division);
	bulk_i64(b, r->sector);
	bulk_date(b, r->visit);
	bulk_i64(b, r->total.v);
	bulk_i64(b, r->copay.v);
	bulk_i64(b, r->applied.v);
	bulk_i64(b, r->approved.v);
	bulk_i64(b, r->fixed.v);
	bulk_str(b, r->lines);
	return bulk_row(b, err);
}

enum nhi_status claim_finding_write(struct bulk *b, int64_t provider_id, int64_t batch_id,
                                    const struct claim_finding_row *r, struct err *err) {
	bulk_i64(b, provider_id);
	bulk_i64(b, batch_id);
	bulk_i64(b, r->finding_no);
	bulk_i64(b, r->case_no);
	bulk_i64(b, r->order_no);
	bulk_str(b, r->code);
	bulk_i64(b, r->effect);
	bulk_i64(b, r->cut);
	bulk_str(b, r->field);
	bulk_i64(b, r->line);
	bulk_str(b, r->args);
	return bulk_row(b, err);
}

enum nhi_status care_event_write(struct bulk *b, const struct care_event_row *r, struct err *err) {
	bulk_i64(b, r->person_id);
	bulk_date(b, r->on);
	bulk_str(b, r->item);
	bulk_i64(b, r->provider_id);
	bulk_i64(b, r->batch_id);
	bulk_i64(b, r->case_no);
	bulk_i64(b, r->order_no);
	bulk_i64(b, r->quantity.v);
	bulk_str(b, r->site);
	return bulk_row(b, err);
}

enum nhi_status claim_sum_add(struct db *db, int64_t provider_id, int64_t batch_id,
                              const struct claim_tally *r, struct err *err) {
	struct db_stmt *q = db_query(db, "claim_sum_insert");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	const int64_t values[] = {r->sector,  r->division, r->cases, r->refused,
	                          r->applied, r->approved, r->fixed, r->copay};
	for (size_t i = 0; i < COUNT_OF(values); i++) db_bind_i64(q, values[i]);
	return db_run_later(q, err);
}

enum nhi_status claim_sums_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                struct claim_tally out[CLAIM_SUMS_MAX], size_t *count,
                                struct err *err) {
	*count = 0;
	struct db_stmt *q = db_query(db, "claim_sums");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	while (*count < CLAIM_SUMS_MAX && db_next(q))
		out[(*count)++] = (struct claim_tally){db_i64(q, 0), db_i64(q, 1), db_i64(q, 2),
		                                       db_i64(q, 3), db_i64(q, 4), db_i64(q, 5),
		                                       db_i64(q, 6), db_i64(q, 7)};
	return db_end(q, err);
}

enum nhi_status claim_cases_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                 int64_t after, int64_t most, struct arena *a,
                                 struct claim_case_row **rows, size_t *count, struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*rows = NULL;
	struct db_stmt *q = db_query(db, "claim_cases");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	db_bind_i64(q, after);
	db_bind_i64(q, most < PAGE_MAX ? most : PAGE_MAX);
	while (room && db_next(q)) {
		room = grow(a, (void **)rows, sizeof **rows, *count, &capacity);
		if (!room) break;
		(*rows)[(*count)++] = (struct claim_case_row){.case_no = db_i64(q, 0),
		                                              .class_ = db_keep(q, 1, a),
		                                              .serial = db_i64(q, 2),
		                                              .person_id = db_i64(q, 3),
		                                              .division = db_i64(q, 4),
		                                              .sector = db_i64(q, 5),
		                                              .visit = db_date(q, 6),
		                                              .total = {db_i64(q, 7)},
		                                              .copay = {db_i64(q, 8)},
		                                              .applied = {db_i64(q, 9)},
		                                              .approved = {db_i64(q, 10)},
		                                              .fixed = {db_i64(q, 11)},
		                                              .lines = db_keep(q, 12, a)};
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? no_memory(err) : st;
}

enum nhi_status claim_findings_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                    int64_t case_no, struct arena *a,
                                    struct claim_finding_row **rows, size_t *count,
                                    struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*rows = NULL;
	struct db_stmt *q = db_query(db, "claim_findings");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	db_bind_i64(q, case_no);
	while (room && db_next(q)) {
		room = grow(a, (void **)rows, sizeof **rows, *count, &capacity);
		if (!room) break;
		(*rows)[(*count)++] = (struct claim_finding_row){.finding_no = db_i64(q, 0),
		                                                 .case_no = db_i64(q, 1),
		                                                 .order_no = db_i64(q, 2),
		                                                 .code = db_keep(q, 3, a),
		                                                 .effect = db_i64(q, 4),
		                                                 .cut = db_i64(q, 5),
		                                                 .field = db_keep(q, 6, a),
		                                                 .line = db_i64(q, 7),
		                                                 .args = db_keep(q, 8, a)};
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? no_memory(err) : st;
}

enum nhi_status claim_causes_json(struct db *db, int64_t provider_id, int64_t batch_id,
                                  struct json *j, struct err *err) {
	static const struct rows_column columns[] = {{"code", ROWS_TEXT},
	                                             {"findings", ROWS_NUMBER},
	                                             {"cut", ROWS_NUMBER},
	                                             {"first_case", ROWS_NUMBER},
	                                             {"first_line", ROWS_NUMBER}};
	struct db_stmt *q = db_query(db, "claim_findings_by_code");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

/* ---- Decisions and money --------------------------------------------------------------------- */

enum nhi_status claim_decision_add(struct db *db, const struct act *act, int64_t provider_id,
                                   int64_t batch_id, const struct claim_decision_row *r,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, "claim_decision_insert");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	db_bind_i64(q, r->case_no);
	db_bind_i64(q, r->order_no);
	db_bind_str(q, r->stage);
	db_bind_i64(q, r->points.v);
	db_bind_str(q, r->reason_code);
	db_bind_str(q, r->reason);
	db_bind_str(q, r->reviewer);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status claim_decisions_read(struct db *db, int64_t provider_id, int64_t batch_id,
                                     struct arena *a, struct claim_decision_row **rows,
                                     size_t *count, struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*rows = NULL;
	struct db_stmt *q = db_query(db, "claim_decisions");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	while (room && db_next(q)) {
		room = grow(a, (void **)rows, sizeof **rows, *count, &capacity);
		if (!room) break;
		(*rows)[(*count)++] = (struct claim_decision_row){.decision_no = db_i64(q, 0),
		                                                  .case_no = db_i64(q, 1),
		                                                  .order_no = db_i64(q, 2),
		                                                  .stage = db_keep(q, 3, a),
		                                                  .points = {db_i64(q, 4)},
		                                                  .reason_code = db_keep(q, 5, a),
		                                                  .reason = db_keep(q, 6, a),
		                                                  .reviewer = db_keep(q, 7, a)};
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? no_memory(err) : st;
}

enum nhi_status claim_decided_on(struct db *db, int64_t provider_id, int64_t batch_id, date_t *out,
                                 struct err *err) {
	*out = DATE_OPEN;
	struct db_stmt *q = db_query(db, "claim_decided_on");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	if (db_next(q)) *out = db_date(q, 0);
	return db_end(q, err);
}

enum nhi_status claim_payment_add(struct db *db, const struct act *act,
                                  const struct claim_payment_row *r, struct err *err) {
	struct db_stmt *q = db_query(db, "claim_payment_insert");
	db_bind_i64(q, r->provider_id);
	db_bind_i64(q, r->batch_id);
	db_bind_str(q, r->kind);
	db_bind_month(q, r->month);
	db_bind_i64(q, r->amount.v);
	db_bind_date(q, r->on);
	db_bind_i64(q, r->entry_id);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

static enum nhi_status one_number(struct db_stmt *q, int64_t *out, struct err *err) {
	*out = 0;
	if (db_next(q)) *out = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status claim_paid(struct db *db, int64_t provider_id, int64_t batch_id, twd_t *out,
                           struct err *err) {
	struct db_stmt *q = db_query(db, "claim_paid");
	db_bind_i64(q, provider_id);
	db_bind_i64(q, batch_id);
	return one_number(q, &out->v, err);
}

enum nhi_status claim_months_approved(struct db *db, int64_t provider_id, int32_t *out,
                                      struct err *err) {
	int64_t months;
	struct db_stmt *q = db_query(db, "claim_months_approved");
	db_bind_i64(q, provider_id);
	enum nhi_status st = one_number(q, &months, err);
	*out = (int32_t)months;
	return st;
}

enum nhi_status claim_batches_settled(struct db *db, const struct act *act, month_t from,
                                      month_t to, date_t on, struct str detail, struct err *err) {
	struct db_stmt *q = db_query(db, "claim_settle");
	db_bind_month(q, from);
	db_bind_month(q, to);
	db_bind_date(q, on);
	db_bind_str(q, detail);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status claim_appeals_waiting(struct db *db, int64_t *out, struct err *err) {
	return one_number(db_query(db, "claim_appeals_waiting"), out, err);
}

enum nhi_status claim_found_each(struct db *db, month_t month,
                                 void (*row)(void *to, const struct claim_found *f), void *to,
                                 struct err *err) {
	struct db_stmt *q = db_query(db, "claim_found");
	db_bind_month(q, month);
	while (db_next(q)) {
		const struct claim_found f = {.receipt_no = db_str(q, 0),
		                              .provider = db_str(q, 1),
		                              .class_ = db_str(q, 2),
		                              .serial = db_i64(q, 3),
		                              .case_no = db_i64(q, 4),
		                              .order_no = db_i64(q, 5),
		                              .code = db_str(q, 6),
		                              .effect = db_i64(q, 7),
		                              .cut = db_i64(q, 8),
		                              .line = db_i64(q, 9)};
		row(to, &f);
	}
	return db_end(q, err);
}

struct db_stmt *claim_people(struct db *db) {
	return db_query(db, "claim_people");
}
