/* roster_write.c: the people that a batch changed go to the database: new ones in bulk, table by
 * table in the order of ids, then what is no longer believed is closed and what is new is inserted.
 */
#include "base/ids.h"
#include "engine/roster_parts.h"
#include "store/bulk.h"
#include "store/coverage.h"
#include "store/person.h"

static void put_head(struct bulk *b, const struct roster *r, int64_t person_id, int64_t fact_no,
                     date_t from, date_t to) {
	bulk_i64(b, person_id);
	bulk_i64(b, fact_no);
	bulk_date(b, from);
	bulk_date(b, to);
	bulk_instant(b, r->act.at);
	bulk_instant(b, INSTANT_OPEN);
	bulk_i64(b, r->act.id);
}

static void put_person(struct bulk *b, const struct roster *r, const struct roster_person *p) {
	bulk_i64(b, p->id);
	bulk_i64(b, r->act.id);
}

static void put_key(struct bulk *b, const struct roster *r, const struct roster_person *p) {
	enum id_kind kind = id_kind_of(p->key);
	put_head(b, r, p->id, 1, p->birth, DATE_OPEN);
	bulk_str(b, kind == ID_RESIDENT_OLD ? STR("resident_old") : str_from(id_kind_name(kind)));
	bulk_str(b, p->key);
}

static void put_fact(struct bulk *b, const struct roster *r, const struct roster_person *p) {
	char sex[2] = {p->sex, '\0'};
	put_head(b, r, p->id, 1, p->birth, DATE_OPEN);
	bulk_str(b, p->name);
	bulk_str(b, str_from(sex));
	bulk_date(b, p->birth);
	bulk_i64(b, 0);
	bulk_bool(b, p->is_citizen);
	bulk_str(b, STR(""));
	bulk_str(b, p->address);
}

/* One table of all new people. */
static enum nhi_status write_new(struct roster *r, const char *query, bool needs_key,
                                 void (*put)(struct bulk *, const struct roster *,
                                             const struct roster_person *),
                                 struct err *err) {
	struct bulk *b;
	enum nhi_status st = bulk_begin(&b, r->db, query, err);
	if (st != NHI_OK) return st;
	for (uint32_t i = 0; st == NHI_OK && i < r->people.count; i++) {
		const struct roster_person *p = &r->people.person[i];
		if (!p->is_new || (needs_key && p->key.n == 0)) continue;
		put(b, r, p);
		st = bulk_row(b, err);
	}
	return bulk_end(b, st, err);
}

struct writing {
	struct roster *r;
	struct bulk *bulk;
	int64_t last_fact_no;
};

static enum nhi_status close_row(void *context, const struct coverage_row *c, struct err *err) {
	struct writing *w = context;
	struct db_stmt *q = db_query(w->r->db, "coverage_close");
	db_bind_i64(q, c->person_id);
	db_bind_i64(q, c->fact_no);
	db_bind_instant(q, w->r->act.at);
	db_bind_i64(q, w->r->act.id);
	return db_run_later(q, err);
}

static enum nhi_status insert_row(void *context, const struct coverage_row *c, struct err *err) {
	struct writing *w = context;
	struct bulk *b = w->bulk;
	put_head(b, w->r, c->person_id, ++w->last_fact_no, c->from, c->to);
	bulk_i64(b, c->unit_id);
	bulk_i64(b, c->insured_person_id);
	bulk_i64(b, c->role);
	bulk_i64(b, c->category);
	bulk_bool(b, c->is_private_school);
	bulk_i64(b, c->relation);
	bulk_i64(b, c->absence);
	bulk_i64(b, c->insured_amount);
	bulk_i64(b, c->entry_reason);
	bulk_i64(b, c->leave_reason);
	return bulk_row(b, err);
}

static enum nhi_status skip_row(void *context, const struct coverage_row *c, struct err *err) {
	(void)context;
	(void)c;
	(void)err;
	return NHI_OK;
}

static struct plan_person difference(const struct roster_person *p) {
	return (struct plan_person){.person_id = p->id,
	                            .before = {p->id, p->base, p->base_count},
	                            .after = p->now,
	                            .after_count = p->now_count};
}

/* Closes before it inserts, over everybody: a reader of the same instant sees no overlap. */
static enum nhi_status write_coverage(struct roster *r, struct err *err) {
	struct writing w = {.r = r};
	const struct plan_writer closes = {&w, close_row, skip_row};
	const struct plan_writer inserts = {&w, skip_row, insert_row};
	enum nhi_status st = NHI_OK;
	for (uint32_t i = 0; st == NHI_OK && i < r->people.count; i++) {
		const struct plan_person d = difference(&r->people.person[i]);
		if (r->people.person[i].is_touched) st = plan_write(&d, &closes, err);
	}
	if (st == NHI_OK) st = bulk_begin(&w.bulk, r->db, "population_coverage_bulk", err);
	if (st != NHI_OK) return st;
	for (uint32_t i = 0; st == NHI_OK && i < r->people.count; i++) {
		const struct plan_person d = difference(&r->people.person[i]);
		if (!r->people.person[i].is_touched) continue;
		w.last_fact_no = r->people.person[i].last_fact_no;
		st = plan_write(&d, &inserts, err);
		r->report->people++;
	}
	return bulk_end(w.bulk, st, err);
}

static enum nhi_status put_rebill(struct roster *r, int64_t person_id, month_t month,
                                  struct err *err) {
	struct db_stmt *q = db_query(r->db, "rebill_insert");
	db_bind_i64(q, person_id);
	db_bind_month(q, month);
	db_bind_i64(q, r->act.id);
	r->report->months++;
	return db_run_later(q, err);
}

static enum nhi_status write_rebill(struct roster *r, struct err *err) {
	enum { MONTHS_MAX = 1200 };
	month_t now = month_of(instant_date(r->act.at)), month[MONTHS_MAX];
	const struct enrol_law *law;
	enum nhi_status st = enrol_law_cached(&r->law, r->job->today, &law, err);
	for (uint32_t i = 0; st == NHI_OK && i < r->people.count; i++) {
		if (!r->people.person[i].is_touched) continue;
		const struct plan_person d = difference(&r->people.person[i]);
		size_t n = plan_months(&d, now - law->claim_months, now, month, MONTHS_MAX);
		for (size_t k = 0; st == NHI_OK && k < n; k++) {
			const struct coverage_row *sides[] = {
			        coverage_charged(d.before.row, d.before.count, month[k]),
			        coverage_charged(d.after, d.after_count, month[k])};
			st = put_rebill(r, d.person_id, month[k], err);
			for (size_t s = 0; st == NHI_OK && s < COUNT_OF(sides); s++)
				if (sides[s] != NULL && sides[s]->insured_person_id != d.person_id)
					st = put_rebill(r, sides[s]->insured_person_id, month[k],
					                err);
		}
	}
	return st;
}

/* Deaths and changed particulars of people who were known before. */
static enum nhi_status write_changes(struct roster *r, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (uint32_t i = 0; st == NHI_OK && i < r->people.count; i++) {
		const struct roster_person *p = &r->people.person[i];
		if (!p->died && !p->is_renamed) continue;
		struct person_fact fact;
		arena_reset(&r->scratch);
		st = person_fact_on(r->db, p->id, DATE_OPEN - 1, KNOWN_NOW, &r->scratch, &fact,
		                    err);
		if (st != NHI_OK) return st;
		if (p->died) fact.death = p->death;
		fact.name = p->name;
		if (p->address.n > 0) fact.address = p->address;
		bool whole = !p->is_renamed;
		date_t from = whole ? DATE_OPEN - 1 : r->job->today;
		st = person_change(r->db, &r->act, p->id, &fact, from, whole, err);
	}
	return st;
}

enum nhi_status roster_write(struct roster *r, struct err *err) {
	enum nhi_status st = write_new(r, "population_person_bulk", false, put_person, err);
	if (st == NHI_OK) st = write_new(r, "population_key_bulk", true, put_key, err);
	if (st == NHI_OK) st = write_new(r, "population_fact_bulk", false, put_fact, err);
	if (st == NHI_OK) st = write_coverage(r, err);
	if (st == NHI_OK) st = write_rebill(r, err);
	if (st == NHI_OK) st = write_changes(r, err);
	return st;
}
