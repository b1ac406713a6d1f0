/* unit.c: see unit.h. */
#include "store/unit.h"

#include "base/check.h"
#include "store/ids.h"

static const char *const status_names[UNIT_STATUS_COUNT] = {
        [UNIT_OPEN] = "open", [UNIT_SUSPENDED] = "suspended", [UNIT_CLOSED] = "closed"};

const char *unit_status_name(enum unit_status status) {
	CHECK(status < UNIT_STATUS_COUNT);
	return status_names[status];
}

static enum unit_status status_of(struct str s) {
	for (int i = 0; i < UNIT_STATUS_COUNT; i++)
		if (str_is(s, status_names[i])) return (enum unit_status)i;
	return UNIT_CLOSED; /* the table's CHECK allows no other word */
}

enum nhi_status unit_by_code(struct db *db, struct str code, int64_t *unit_id, struct err *err) {
	*unit_id = 0;
	struct db_stmt *q = db_query(db, "unit_by_code");
	db_bind_str(q, code);
	if (db_next(q)) *unit_id = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status unit_code(struct db *db, int64_t unit_id, struct arena *arena, struct str *out,
                          struct err *err) {
	*out = (struct str){"", 0};
	struct db_stmt *q = db_query(db, "unit_code_of");
	db_bind_i64(q, unit_id);
	if (db_need(q, "unit")) *out = db_keep(q, 0, arena);
	return db_end(q, err);
}

static void read_fact(struct db_stmt *q, struct arena *arena, struct unit_fact *f) {
	*f = (struct unit_fact){.fact_no = db_i64(q, 0),
	                        .valid = {db_date(q, 1), db_date(q, 2)},
	                        .status = status_of(db_str(q, 3)),
	                        .business_number = db_keep(q, 4, arena),
	                        .name = db_keep(q, 5, arena),
	                        .category = (int32_t)db_i64(q, 7),
	                        .county = db_keep(q, 8, arena),
	                        .division = (int32_t)db_i64(q, 9),
	                        .head = db_keep(q, 10, arena),
	                        .address = db_keep(q, 11, arena),
	                        .mail_address = db_keep(q, 12, arena),
	                        .contact = db_keep(q, 13, arena),
	                        .by_ebill = str_is(db_str(q, 14), "ebill")};
	if (!unit_kind_find(db_str(q, 6), &f->kind)) f->kind = UNIT_ENTERPRISE;
}

enum nhi_status unit_facts_read(struct db *db, int64_t unit_id, instant_t known,
                                struct arena *arena, struct unit_facts *out, struct err *err) {
	enum { FACTS_MAX = 512 };
	*out = (struct unit_facts){.unit_id = unit_id};
	out->row = ARENA_ARRAY(arena, FACTS_MAX, struct unit_fact);
	if (out->row == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "unit_facts");
	db_bind_i64(q, unit_id);
	db_bind_instant(q, known);
	while (out->count < FACTS_MAX && db_next(q)) read_fact(q, arena, &out->row[out->count++]);
	return db_end(q, err);
}

const struct unit_fact *unit_fact_on(const struct unit_facts *facts, date_t day) {
	for (size_t i = 0; i < facts->count; i++)
		if (period_has(facts->row[i].valid, day)) return &facts->row[i];
	return NULL;
}

static enum nhi_status insert_fact(struct db *db, const struct act *act, int64_t unit_id,
                                   const struct unit_fact *u, struct period valid,
                                   struct err *err) {
	struct fact f = {.subject_id = unit_id, .valid_from = valid.from, .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "unit_fact", &f);
	db_bind_str(q, str_from(status_names[u->status]));
	db_bind_str_or_null(q, u->business_number);
	db_bind_str(q, u->name);
	db_bind_str(q, str_from(unit_kinds[u->kind].code));
	db_bind_i64(q, u->category);
	db_bind_str(q, u->county);
	db_bind_i64(q, u->division);
	db_bind_str(q, u->head);
	db_bind_str(q, u->address);
	db_bind_str(q, u->mail_address);
	db_bind_str(q, u->contact);
	db_bind_str(q, u->by_ebill ? STR("ebill") : STR("paper"));
	return db_run(q, err);
}

enum nhi_status unit_add(struct db *db, const struct act *act, struct str code,
                         const struct unit_fact *first, int64_t *unit_id, struct err *err) {
	enum nhi_status st = ids_new(db, "unit", unit_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "unit_insert");
	db_bind_i64(q, *unit_id);
	db_bind_str(q, code);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	if (st == NHI_OK) st = insert_fact(db, act, *unit_id, first, first->valid, err);
	return st;
}

enum nhi_status unit_change(struct db *db, const struct act *act, const struct unit_facts *now,
                            const struct unit_fact *fact, date_t from, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < now->count && st == NHI_OK; i++)
		if (now->row[i].valid.to > from)
			st = fact_close(db, act, "unit_fact", now->unit_id, now->row[i].fact_no,
			                err);
	for (size_t i = 0; i < now->count && st == NHI_OK; i++) {
		struct period kept = {now->row[i].valid.from, from};
		if (now->row[i].valid.to <= from || kept.from >= kept.to) continue;
		st = insert_fact(db, act, now->unit_id, &now->row[i], kept, err);
	}
	struct period valid = {from, DATE_OPEN};
	if (st == NHI_OK) st = insert_fact(db, act, now->unit_id, fact, valid, err);
	return st;
}

enum nhi_status unit_by_business(struct db *db, struct str number, struct arena *arena,
                                 struct str *code, struct err *err) {
	*code = (struct str){"", 0};
	struct db_stmt *q = db_query(db, "unit_by_business");
	db_bind_str(q, number);
	if (db_next(q)) *code = db_keep(q, 1, arena);
	return db_end(q, err);
}

enum nhi_status unit_staff(struct db *db, int64_t unit_id, date_t day, int32_t *count,
                           int64_t *highest, struct err *err) {
	*count = 0;
	*highest = 0;
	struct db_stmt *q = db_query(db, "unit_staff");
	db_bind_i64(q, unit_id);
	db_bind_date(q, day);
	if (db_next(q)) {
		*count = (int32_t)db_i64(q, 0);
		*highest = db_i64(q, 1);
	}
	return db_end(q, err);
}

enum nhi_status unit_covered(struct db *db, int64_t unit_id, date_t day, int64_t *count,
                             struct err *err) {
	*count = 0;
	struct db_stmt *q = db_query(db, "unit_covered");
	db_bind_i64(q, unit_id);
	db_bind_date(q, day);
	if (db_next(q)) *count = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status unit_last_covered(struct db *db, int64_t unit_id, bool *any, date_t *last,
                                  struct err *err) {
	*any = false;
	struct db_stmt *q = db_query(db, "unit_last_covered");
	db_bind_i64(q, unit_id);
	if (db_next(q) && !db_is_null(q, 0)) {
		*any = true;
		*last = db_date(q, 0);
	}
	return db_end(q, err);
}

enum nhi_status unit_list(struct db *db, struct str after, struct str name, int64_t division,
                          int64_t most, struct arena *arena, struct unit_row **rows, size_t *count,
                          struct err *err) {
	CHECK(most > 0 && most <= 100000);
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct unit_row);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "unit_list");
	db_bind_str(q, after);
	db_bind_str(q, name);
	db_bind_i64(q, division);
	db_bind_i64(q, most);
	while (db_next(q)) {
		struct unit_row *r = &(*rows)[(*count)++];
		r->code = db_keep(q, 0, arena);
		r->name = db_keep(q, 1, arena);
		r->kind = db_keep(q, 2, arena);
		r->category = db_i64(q, 3);
		r->county = db_keep(q, 4, arena);
		r->division = db_i64(q, 5);
		r->status = db_keep(q, 6, arena);
		r->business_number = db_keep(q, 7, arena);
	}
	return db_end(q, err);
}

enum nhi_status unit_people(struct db *db, int64_t unit_id, date_t day, struct arena *arena,
                            struct unit_person **people, size_t *count, struct err *err) {
	size_t capacity = 256;
	*count = 0;
	*people = ARENA_ARRAY(arena, capacity, struct unit_person);
	struct db_stmt *q = db_query(db, "unit_people");
	db_bind_i64(q, unit_id);
	db_bind_date(q, day);
	while (*people != NULL && db_next(q)) {
		if (*count == capacity) {
			struct unit_person *more =
			        ARENA_ARRAY(arena, capacity * 2, struct unit_person);
			if (more != NULL) memcpy(more, *people, capacity * sizeof *more);
			*people = more;
			capacity *= 2;
		}
		if (*people == NULL) break;
		(*people)[(*count)++] =
		        (struct unit_person){.person_id = db_i64(q, 0),
		                             .insured_person_id = db_i64(q, 1),
		                             .role = (int32_t)db_i64(q, 2),
		                             .category = (int32_t)db_i64(q, 3),
		                             .relation = (int32_t)db_i64(q, 4),
		                             .insured_amount = db_i64(q, 5),
		                             .valid = {db_date(q, 6), db_date(q, 7)}};
	}
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK && *people == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	return st;
}
