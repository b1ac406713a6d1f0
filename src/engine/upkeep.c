/* upkeep.c: see upkeep.h. */
#include "engine/upkeep.h"

#include "base/csv.h"
#include "nhi/enrol_dependent.h"
#include "nhi/enrol_lift.h"
#include "store/coverage.h"
#include "store/person.h"

enum { PIECE = 2000 };

struct batch {
	const struct upkeep_job *job;
	struct upkeep_report *report;
	struct db *db;
	struct arena arena; /* of one piece */
	struct enrol_law law;
	date_t on;
	month_t month;
	int64_t lowest, after;
	bool more, withdraw;
};

static enum nhi_status open_batch(struct batch *b, date_t law_on, struct err *err) {
	b->arena = ARENA_INIT((size_t)1 << 30);
	enum nhi_status st = enrol_law_at(b->job->law, law_on, &b->law, err);
	return st == NHI_OK ? db_open(&b->db, b->job->db_url, b->job->data_dir, 0, err) : st;
}

static void close_batch(struct batch *b) {
	db_close(b->db);
	arena_free(&b->arena);
}

/* Runs the whole; of a dry run everything is undone. */
static enum nhi_status run_batch(struct batch *b, db_work work, struct err *err) {
	if (!b->job->dry_run) return work(b->db, b, err);
	enum nhi_status st = db_transact(b->db, DB_WRITE, work, b, err);
	if (st != NHI_CANCELLED) return st;
	if (err != NULL) *err = ERR_INIT;
	return NHI_OK;
}

static enum nhi_status begin(struct batch *b, const char *purpose, struct act *act,
                             struct err *err) {
	const struct act_request request = {.actor = b->job->actor,
	                                    .purpose = str_from(purpose),
	                                    .reason = str_from(date_text(b->on).c)};
	return act_begin(b->db, &request, act, err);
}

static enum nhi_status record(struct batch *b, const struct act *act, const char *kind,
                              int64_t people, struct err *err) {
	struct buf json = BUF_INIT(4096);
	struct json j = JSON_INIT(&json, false);
	int64_t filing_id;
	json_object_start(&j);
	json_put_c(&j, "filing", kind);
	json_put_date(&j, "on", b->on);
	if (b->lowest > 0) json_put_i64(&j, "lowest", b->lowest);
	json_put_i64(&j, "people", people);
	json_object_end(&j);
	const struct filing_record f = {.kind = str_from(kind),
	                                .filed_on = b->job->today,
	                                .happened_on = b->on,
	                                .due_on = b->on,
	                                .content = buf_str(&json),
	                                .answer = buf_str(&json)};
	enum nhi_status st = filing_put(b->db, act, &f, &filing_id, err);
	buf_free(&json);
	return st;
}

/* ---- The lowest grade -------------------------------------------------------------------------
 */

static enum nhi_status lift_people(struct batch *b, int64_t *ids, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(b->db, "upkeep_below");
	*count = 0;
	db_bind_i64(q, b->after);
	db_bind_date(q, b->on);
	db_bind_i64(q, b->lowest);
	db_bind_i64(q, PIECE);
	while (*count < PIECE && db_next(q)) ids[(*count)++] = db_i64(q, 0);
	return db_end(q, err);
}

static enum nhi_status lift_person(struct batch *b, const struct act *act, int64_t id,
                                   struct upkeep_report *sum, struct err *err) {
	struct timeline t;
	struct plan plan = {.arena = &b->arena};
	int64_t months = 0;
	enum nhi_status st = fact_lock(b->db, "coverage", id, err);
	if (st == NHI_OK) st = coverage_timeline(b->db, id, KNOWN_NOW, &b->arena, &t, err);
	if (st != NHI_OK) return st;
	enrol_lift(&t, b->on, b->lowest, &plan);
	if (plan.failed) return err_set(err, NHI_MEMORY, "%s", "");
	st = coverage_write(b->db, act, &plan, b->law.claim_months, &months, err);
	sum->people += (int64_t)plan.count;
	sum->months += months;
	return st;
}

struct piece {
	struct batch *batch;
	struct upkeep_report done; /* of this piece */
	int64_t last;
	size_t found;
};

static enum nhi_status lift_piece(struct db *db, void *context, struct err *err) {
	struct piece *p = context;
	struct batch *b = p->batch;
	struct act act;
	(void)db;
	arena_reset(&b->arena);
	p->done = (struct upkeep_report){.people = 0};
	int64_t *ids = ARENA_ARRAY(&b->arena, PIECE, int64_t);
	if (ids == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = lift_people(b, ids, &p->found, err);
	if (st != NHI_OK || p->found == 0) return st;
	p->last = ids[p->found - 1];
	st = begin(b, "enrol.lift", &act, err);
	for (size_t i = 0; st == NHI_OK && i < p->found; i++)
		st = lift_person(b, &act, ids[i], &p->done, err);
	return st == NHI_OK ? record(b, &act, "enrol.lift", p->done.people, err) : st;
}

static enum nhi_status put_lifted(struct batch *b, struct err *err) {
	struct upkeep_report *r = b->report;
	struct db_stmt *q = db_query(b->db, "upkeep_lifted");
	db_bind_str(q, str_from(date_text(b->on).c));
	while (db_next(q)) {
		for (size_t i = 0; i < 4; i++) csv_put(&r->list, i, db_str(q, i));
		csv_put_i64(&r->list, 4, db_i64(q, 4));
		csv_put_i64(&r->list, 5, db_i64(q, 5));
		csv_put(&r->list, 6, str_from(date_text(db_date(q, 6)).c));
		csv_end_row(&r->list);
		seen_add(b->job->seen, db_i64(q, 7));
		r->listed++;
	}
	return db_end(q, err);
}

static enum nhi_status lift_all(struct db *db, void *context, struct err *err) {
	struct batch *b = context;
	struct upkeep_report *r = b->report;
	struct piece p = {.batch = b, .found = PIECE};
	enum nhi_status st = NHI_OK;
	r->people = r->months = r->listed = 0;
	buf_reset(&r->list);
	buf_put_c(&r->list, "unit,unit_name,id,name,amount_before,amount_after,effective_from\n");
	b->after = 0;
	while (st == NHI_OK && p.found == PIECE) {
		st = db_transact(db, DB_WRITE, lift_piece, &p, err);
		r->people += p.done.people;
		r->months += p.done.months;
		b->after = p.last;
	}
	if (st == NHI_OK) st = put_lifted(b, err);
	if (st == NHI_OK && !buf_ok(&r->list)) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK && b->job->dry_run) return err_set(err, NHI_CANCELLED, "--dry-run");
	return st;
}

enum nhi_status upkeep_lift(const struct upkeep_job *job, date_t at, struct upkeep_report *report,
                            struct err *err) {
	struct batch b = {.job = job, .report = report};
	const struct law_grades *grades = law_grades_at(job->law, at);
	if (grades == NULL)
		return err_set(err, NHI_LAW_NO_VALUE, "grades" ERR_SEP "%s", date_text(at).c);
	b.on = report->on = grades->from;
	b.lowest = grades->rows[0].insured_amount;
	enum nhi_status st = open_batch(&b, b.on, err);
	if (st == NHI_OK) st = run_batch(&b, lift_all, err);
	close_batch(&b);
	return st;
}

/* ---- Coming of age ----------------------------------------------------------------------------
 */

struct child {
	int64_t person_id, unit_id, insured_id;
	struct str unit, name;
	date_t birth, of_age;
	bool continued, left;
};

static enum nhi_status read_children(struct batch *b, struct child **out, size_t *count,
                                     struct err *err) {
	size_t room = 0;
	date_t first = month_first(b->month), last = month_last(b->month);
	struct db_stmt *q = db_query(b->db, "upkeep_of_age");
	*out = NULL;
	*count = 0;
	/* A day more on both sides: the 29th of February comes of age on the 1st of March. */
	db_bind_date(q, date_add_months(first, -12 * b->law.adult_age) - 1);
	db_bind_date(q, date_add_months(last, -12 * b->law.adult_age) + 2);
	db_bind_date(q, first);
	db_bind_date(q, last);
	while (db_next(q)) {
		struct child c = {.person_id = db_i64(q, 0),
		                  .unit_id = db_i64(q, 1),
		                  .insured_id = db_i64(q, 2),
		                  .birth = db_date(q, 6)};
		c.of_age = enrol_of_age(&b->law, (enum relation)db_i64(q, 3), c.birth);
		/* The leave of this batch ends the row with the very day. */
		if (c.of_age < db_date(q, 7) || c.of_age >= db_date(q, 8)) continue;
		if (month_of(c.of_age) != b->month) continue;
		c.left = db_date(q, 8) == c.of_age + 1 && db_i64(q, 9) == LEAVE_DEPENDENT;
		if (*count == room) {
			room = room == 0 ? 1024 : 2 * room;
			struct child *more = ARENA_ARRAY(&b->arena, room, struct child);
			if (more == NULL) return db_fail(q, NHI_MEMORY, "%s", ""), db_end(q, err);
			if (*count > 0) memcpy(more, *out, *count * sizeof *more);
			*out = more;
		}
		c.unit = db_keep(q, 4, &b->arena);
		c.name = db_keep(q, 5, &b->arena);
		(*out)[(*count)++] = c;
	}
	return db_end(q, err);
}

static enum nhi_status has_condition(struct batch *b, struct child *c, struct err *err) {
	struct person_period *p;
	size_t count;
	enum nhi_status st =
	        person_periods(b->db, PERSON_CONDITION, c->person_id, &b->arena, &p, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		enum condition kind;
		if (condition_find(p[i].kind, &kind) && period_has(p[i].valid, c->of_age))
			c->continued = true;
	}
	return st;
}

static enum nhi_status take_out(struct batch *b, const struct act *act, struct child *c,
                                struct err *err) {
	struct plan_state state = {.unit_code = c->unit.p};
	struct plan plan = {.arena = &b->arena};
	struct refusals refusals = {.count = 0};
	int64_t months = 0;
	const struct filing f = {.kind = FILE_OUT,
	                         .on = c->of_age,
	                         .unit_id = c->unit_id,
	                         .role = ROLE_DEPENDENT,
	                         .insured_person_id = c->insured_id,
	                         .leave_reason = LEAVE_DEPENDENT};
	enum nhi_status st = fact_lock(b->db, "coverage", c->person_id, err);
	if (st == NHI_OK)
		st = coverage_timeline(b->db, c->person_id, KNOWN_NOW, &b->arena, &state.subject,
		                       err);
	if (st != NHI_OK) return st;
	enrol_plan(&state, &f, &plan, &refusals);
	if (plan.failed) return err_set(err, NHI_MEMORY, "%s", "");
	st = coverage_write(b->db, act, &plan, b->law.claim_months, &months, err);
	c->left = plan.count > 0;
	b->report->people += (int64_t)plan.count;
	b->report->months += months;
	return st;
}

static enum nhi_status put_child(struct batch *b, const struct child *c, struct err *err) {
	struct buf *out = &b->report->list;
	struct str own, insured;
	enum nhi_status st = person_main_key(b->db, c->person_id, KNOWN_NOW, &b->arena, &own, err);
	if (st == NHI_OK)
		st = person_main_key(b->db, c->insured_id, KNOWN_NOW, &b->arena, &insured, err);
	if (st != NHI_OK) return st;
	const char *state = c->left ? "left" : c->continued ? "continued" : "open";
	csv_put(out, 0, c->unit);
	csv_put(out, 1, insured);
	csv_put(out, 2, own);
	csv_put(out, 3, c->name);
	csv_put(out, 4, str_from(date_text(c->birth).c));
	csv_put(out, 5, str_from(date_text(c->of_age).c));
	csv_put(out, 6, str_from(state));
	csv_put(out, 7, str_from(date_text(month_last(b->month)).c));
	csv_end_row(out);
	seen_add(b->job->seen, c->person_id);
	seen_add(b->job->seen, c->insured_id);
	b->report->listed++;
	return NHI_OK;
}

static enum nhi_status of_age_work(struct db *db, void *context, struct err *err) {
	struct batch *b = context;
	struct upkeep_report *r = b->report;
	struct child *child;
	size_t count;
	struct act act = {.id = 0};
	(void)db;
	arena_reset(&b->arena);
	r->people = r->months = r->listed = 0;
	buf_reset(&r->list);
	buf_put_c(&r->list, "unit,insured_id,id,name,birth_date,of_age,state,due\n");
	enum nhi_status st = read_children(b, &child, &count, err);
	if (st == NHI_OK && b->withdraw) st = begin(b, "enrol.of-age", &act, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		st = has_condition(b, &child[i], err);
		if (st == NHI_OK && b->withdraw && !child[i].continued && !child[i].left)
			st = take_out(b, &act, &child[i], err);
		if (st == NHI_OK) st = put_child(b, &child[i], err);
	}
	if (st == NHI_OK && b->withdraw) st = record(b, &act, "enrol.of-age", r->people, err);
	if (st == NHI_OK && !buf_ok(&r->list)) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK && b->job->dry_run) return err_set(err, NHI_CANCELLED, "--dry-run");
	return st;
}

static enum nhi_status of_age_whole(struct db *db, void *context, struct err *err) {
	return db_transact(db, DB_WRITE, of_age_work, context, err);
}

enum nhi_status upkeep_of_age(const struct upkeep_job *job, month_t month, bool withdraw,
                              struct upkeep_report *report, struct err *err) {
	struct batch b = {.job = job,
	                  .report = report,
	                  .month = month,
	                  .on = month_first(month),
	                  .withdraw = withdraw};
	report->on = b.on;
	if (withdraw && job->today <= month_last(month))
		return err_set(err, NHI_UPKEEP_EARLY, "%s", date_text(month_last(month)).c);
	enum nhi_status st = open_batch(&b, month_last(month), err);
	if (st == NHI_OK) st = run_batch(&b, of_age_whole, err);
	close_batch(&b);
	return st;
}
