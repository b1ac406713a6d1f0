/* coverage.c: see coverage.h. */
#include "store/coverage.h"

#include "base/check.h"
#include "store/ids.h"

static void read_row(struct db_stmt *q, struct coverage_row *r) {
	*r = (struct coverage_row){.person_id = db_i64(q, 0),
	                           .fact_no = db_i64(q, 1),
	                           .unit_id = db_i64(q, 2),
	                           .insured_person_id = db_i64(q, 3),
	                           .insured_amount = db_i64(q, 4),
	                           .from = db_date(q, 5),
	                           .to = db_date(q, 6),
	                           .category = (int16_t)db_i64(q, 7),
	                           .role = (int8_t)db_i64(q, 8),
	                           .relation = (int8_t)db_i64(q, 9),
	                           .absence = (int8_t)db_i64(q, 10),
	                           .entry_reason = (int8_t)db_i64(q, 11),
	                           .leave_reason = (int8_t)db_i64(q, 12),
	                           .is_private_school = db_bool(q, 13)};
}

enum nhi_status coverage_timeline(struct db *db, int64_t person_id, instant_t known,
                                  struct arena *arena, struct timeline *out, struct err *err) {
	struct coverage_row few[TIMELINE_ROWS_MAX];
	size_t count = 0;
	struct db_stmt *q = db_query(db, "coverage_of_person");
	db_bind_i64(q, person_id);
	db_bind_instant(q, known);
	while (count < TIMELINE_ROWS_MAX && db_next(q)) read_row(q, &few[count++]);
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK) return st;
	struct coverage_row *row = ARENA_ARRAY(arena, count, struct coverage_row);
	if (row == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (count > 0) memcpy(row, few, count * sizeof *row);
	*out = (struct timeline){.person_id = person_id, .row = row, .count = count};
	return NHI_OK;
}

enum nhi_status coverage_followers(struct db *db, int64_t insured_person_id, struct arena *arena,
                                   int64_t **ids, size_t *count, struct err *err) {
	*count = 0;
	*ids = ARENA_ARRAY(arena, PLAN_PEOPLE_MAX, int64_t);
	if (*ids == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "coverage_followers");
	db_bind_i64(q, insured_person_id);
	while (*count < PLAN_PEOPLE_MAX - 1 && db_next(q)) (*ids)[(*count)++] = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status coverage_records(struct db *db, int64_t person_id, struct arena *arena,
                                 struct coverage_record **out, size_t *count, struct err *err) {
	*count = 0;
	*out = ARENA_ARRAY(arena, TIMELINE_ROWS_MAX, struct coverage_record);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "coverage_whole");
	db_bind_i64(q, person_id);
	while (*count < TIMELINE_ROWS_MAX && db_next(q)) {
		struct coverage_record *r = &(*out)[(*count)++];
		read_row(q, &r->row);
		r->act_id = db_i64(q, 14);
		r->ended_by_act_id = db_i64(q, 15);
	}
	return db_end(q, err);
}

enum nhi_status coverage_followers_ended(struct db *db, int64_t insured_person_id, int64_t act_id,
                                         struct arena *arena, int64_t **ids, size_t *count,
                                         struct err *err) {
	*count = 0;
	*ids = ARENA_ARRAY(arena, PLAN_PEOPLE_MAX, int64_t);
	if (*ids == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "coverage_followers_ended");
	db_bind_i64(q, insured_person_id);
	db_bind_i64(q, act_id);
	while (*count < PLAN_PEOPLE_MAX && db_next(q)) (*ids)[(*count)++] = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status coverage_relatives(struct db *db, int64_t person_id, date_t day,
                                   struct arena *arena, struct relative **out, size_t *count,
                                   struct err *err) {
	*count = 0;
	*out = ARENA_ARRAY(arena, RELATIVES_MAX, struct relative);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "coverage_relatives");
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	while (*count < RELATIVES_MAX && db_next(q)) {
		enum relation r = (enum relation)db_i64(q, 1);
		if (db_i64(q, 2) == 1) r = relation_inverse(r);
		if (r == RELATION_SELF || r == RELATION_SPOUSE) continue;
		(*out)[(*count)++] = (struct relative){.person_id = db_i64(q, 0),
		                                       .relation = r,
		                                       .category = (int32_t)db_i64(q, 3)};
	}
	return db_end(q, err);
}

struct writing {
	struct db *db;
	const struct act *act;
};

static enum nhi_status close_row(void *context, const struct coverage_row *r, struct err *err) {
	struct writing *w = context;
	return fact_close(w->db, w->act, "coverage", r->person_id, r->fact_no, err);
}

static enum nhi_status insert_row(void *context, const struct coverage_row *r, struct err *err) {
	struct writing *w = context;
	struct fact f = {.subject_id = r->person_id, .valid_from = r->from, .valid_to = r->to};
	struct db_stmt *q = fact_insert(w->db, w->act, "coverage", &f);
	db_bind_i64(q, r->unit_id);
	db_bind_i64(q, r->insured_person_id);
	db_bind_i64(q, r->role);
	db_bind_i64(q, r->category);
	db_bind_bool(q, r->is_private_school);
	db_bind_i64(q, r->relation);
	db_bind_i64(q, r->absence);
	db_bind_i64(q, r->insured_amount);
	db_bind_i64(q, r->entry_reason);
	db_bind_i64(q, r->leave_reason);
	return db_run(q, err);
}

static enum nhi_status rebill(struct writing *w, int64_t person_id, month_t month,
                              struct err *err) {
	struct db_stmt *q = db_query(w->db, "rebill_insert");
	db_bind_i64(q, person_id);
	db_bind_month(q, month);
	db_bind_i64(q, w->act->id);
	return db_run(q, err);
}

/* The month of a dependent belongs to the line of the insured person, before and after. */
static enum nhi_status rebill_person(struct writing *w, const struct plan_person *p, month_t month,
                                     struct err *err) {
	const struct coverage_row *sides[] = {
	        coverage_charged(p->before.row, p->before.count, month),
	        coverage_charged(p->after, p->after_count, month)};
	enum nhi_status st = rebill(w, p->person_id, month, err);
	for (size_t i = 0; i < COUNT_OF(sides) && st == NHI_OK; i++)
		if (sides[i] != NULL && sides[i]->insured_person_id != p->person_id)
			st = rebill(w, sides[i]->insured_person_id, month, err);
	return st;
}

enum nhi_status coverage_rebill(struct db *db, const struct act *act, const struct plan_person *p,
                                int32_t claim_months, int64_t *months, struct err *err) {
	enum { MONTHS_MAX = 1200 };
	struct writing w = {db, act};
	month_t now = month_of(instant_date(act->at)), month[MONTHS_MAX];
	size_t count = plan_months(p, now - claim_months, now, month, MONTHS_MAX);
	enum nhi_status st = NHI_OK;
	for (size_t k = 0; k < count && st == NHI_OK; k++) st = rebill_person(&w, p, month[k], err);
	*months += (int64_t)count;
	return st;
}

enum nhi_status coverage_write(struct db *db, const struct act *act, const struct plan *plan,
                               int32_t claim_months, int64_t *months, struct err *err) {
	struct writing w = {db, act};
	const struct plan_writer writer = {&w, close_row, insert_row};
	enum nhi_status st = NHI_OK;
	*months = 0;
	for (size_t i = 0; i < plan->count && st == NHI_OK; i++) {
		st = plan_write(&plan->person[i], &writer, err);
		if (st == NHI_OK)
			st = coverage_rebill(db, act, &plan->person[i], claim_months, months, err);
	}
	return st;
}

enum nhi_status filing_put(struct db *db, const struct act *act, const struct filing_record *f,
                           int64_t *filing_id, struct err *err) {
	enum nhi_status st = ids_new(db, "filing", filing_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "filing_insert");
	db_bind_i64(q, *filing_id);
	db_bind_i64(q, act->id);
	db_bind_str(q, f->kind);
	db_bind_date(q, f->filed_on);
	db_bind_date(q, f->happened_on);
	db_bind_date(q, f->due_on);
	db_bind_id_or_null(q, f->unit_id);
	db_bind_id_or_null(q, f->person_id);
	db_bind_str(q, f->content);
	db_bind_str(q, f->answer);
	return db_run(q, err);
}
