/* provider.c: see provider.h. */
#include "store/provider.h"

#include "base/check.h"
#include "store/ids.h"
#include "store/rows.h"

enum { CONTRACTS_MAX = 64, EVENTS_MAX = 1024 };

enum nhi_status provider_by_code(struct db *db, struct str code, int64_t *provider_id,
                                 struct err *err) {
	struct db_stmt *q = db_query(db, "provider_by_code");
	db_bind_str(q, code);
	*provider_id = 0;
	if (db_next(q)) *provider_id = db_i64(q, 0);
	return db_end(q, err);
}

static enum nhi_status insert_fact(struct db *db, const struct act *act, int64_t provider_id,
                                   const struct provider_fact *fact, struct period valid,
                                   struct err *err) {
	struct fact f = {.subject_id = provider_id, .valid_from = valid.from, .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "provider_fact", &f);
	db_bind_str(q, fact->name);
	db_bind_str(q, fact->kind);
	db_bind_str(q, fact->level);
	db_bind_i64(q, fact->division);
	db_bind_str(q, fact->address);
	db_bind_str(q, fact->head);
	db_bind_str(q, fact->status);
	return db_run(q, err);
}

enum nhi_status provider_add(struct db *db, const struct act *act, struct str code,
                             const struct provider_fact *first, int64_t *provider_id,
                             struct err *err) {
	enum nhi_status st = ids_new(db, "provider", provider_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "provider_insert");
	db_bind_i64(q, *provider_id);
	db_bind_str(q, code);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	return st == NHI_OK ? insert_fact(db, act, *provider_id, first, first->valid, err) : st;
}

enum nhi_status provider_fact_on(struct db *db, int64_t provider_id, date_t day,
                                 struct arena *arena, struct provider_fact *out, struct err *err) {
	struct db_stmt *q = db_query(db, "provider_fact_on");
	db_bind_i64(q, provider_id);
	db_bind_date(q, day);
	if (db_need(q, "provider"))
		*out = (struct provider_fact){.fact_no = db_i64(q, 0),
		                              .valid = {db_date(q, 1), db_date(q, 2)},
		                              .name = db_keep(q, 3, arena),
		                              .kind = db_keep(q, 4, arena),
		                              .level = db_keep(q, 5, arena),
		                              .division = db_i64(q, 6),
		                              .address = db_keep(q, 7, arena),
		                              .head = db_keep(q, 8, arena),
		                              .status = db_keep(q, 9, arena)};
	return db_end(q, err);
}

enum nhi_status provider_change(struct db *db, const struct act *act, int64_t provider_id,
                                const struct provider_fact *fact, date_t from, struct err *err) {
	struct arena arena = ARENA_INIT(0);
	struct provider_fact old = {.fact_no = 0};
	enum nhi_status st = fact_lock(db, "provider_fact", provider_id, err);
	if (st == NHI_OK) st = provider_fact_on(db, provider_id, from, &arena, &old, err);
	if (st == NHI_OK) st = fact_close(db, act, "provider_fact", provider_id, old.fact_no, err);
	struct period before = {old.valid.from, from}, after = {from, old.valid.to};
	if (st == NHI_OK && before.from < before.to)
		st = insert_fact(db, act, provider_id, &old, before, err);
	if (st == NHI_OK) st = insert_fact(db, act, provider_id, fact, after, err);
	arena_free(&arena);
	return st;
}

/* --- contracts -------------------------------------------------------------------------------- */

enum nhi_status provider_contracts(struct db *db, int64_t provider_id, struct arena *arena,
                                   struct provider_contract **rows, size_t *count,
                                   struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, CONTRACTS_MAX, struct provider_contract);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "provider_contracts");
	db_bind_i64(q, provider_id);
	while (*count < CONTRACTS_MAX && db_next(q))
		(*rows)[(*count)++] =
		        (struct provider_contract){.fact_no = db_i64(q, 0),
		                                   .valid = {db_date(q, 1), db_date(q, 2)},
		                                   .no = db_keep(q, 3, arena),
		                                   .applied_on = db_date(q, 4),
		                                   .ended = db_keep(q, 5, arena)};
	return db_end(q, err);
}

static enum nhi_status insert_contract(struct db *db, const struct act *act, int64_t provider_id,
                                       const struct provider_contract *row, struct period valid,
                                       struct str ended, struct err *err) {
	struct fact f = {.subject_id = provider_id, .valid_from = valid.from, .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "provider_contract", &f);
	db_bind_str(q, row->no);
	db_bind_date(q, row->applied_on);
	db_bind_str(q, ended);
	return db_run(q, err);
}

enum nhi_status provider_contract_put(struct db *db, const struct act *act, int64_t provider_id,
                                      const struct provider_contract *row, struct err *err) {
	return insert_contract(db, act, provider_id, row, row->valid, STR(""), err);
}

enum nhi_status provider_contract_end(struct db *db, const struct act *act, int64_t provider_id,
                                      const struct provider_contract *row, date_t on,
                                      struct str why, struct err *err) {
	struct period past = {row->valid.from, on};
	enum nhi_status st =
	        fact_close(db, act, "provider_contract", provider_id, row->fact_no, err);
	if (st == NHI_OK && past.from < past.to)
		st = insert_contract(db, act, provider_id, row, past, why, err);
	return st;
}

/* --- measures --------------------------------------------------------------------------------- */

static enum provider_measure measure_of(struct str code) {
	for (int i = 0; i < PROVIDER_MEASURE_COUNT; i++)
		if (str_is(code, provider_measures[i])) return (enum provider_measure)i;
	CHECK(false); /* a measure that the program does not know */
	return PROVIDER_CORRECTION;
}

enum nhi_status provider_events(struct db *db, int64_t provider_id, struct arena *arena,
                                struct provider_event **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, EVENTS_MAX, struct provider_event);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "provider_measures");
	db_bind_i64(q, provider_id);
	while (*count < EVENTS_MAX && db_next(q))
		(*rows)[(*count)++] =
		        (struct provider_event){.measure = measure_of(db_str(q, 1)),
		                                .article = (int32_t)db_i64(q, 2),
		                                .valid = {db_date(q, 3), db_date(q, 4)},
		                                .scope = db_keep(q, 5, arena)};
	return db_end(q, err);
}

enum nhi_status provider_measure_put(struct db *db, const struct act *act,
                                     struct provider_measure_row *row, struct err *err) {
	enum nhi_status st = ids_new(db, "provider_measure", &row->id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "provider_measure_insert");
	db_bind_i64(q, row->id);
	db_bind_str(q, row->no);
	db_bind_i64(q, row->provider_id);
	db_bind_str(q, str_from(provider_measures[row->measure]));
	db_bind_i64(q, row->article);
	db_bind_str(q, row->violated);
	db_bind_date(q, row->on);
	db_bind_date(q, row->valid.from);
	db_bind_date(q, row->valid.to);
	db_bind_str(q, row->scope);
	db_bind_i64(q, row->amount);
	db_bind_i64(q, row->points);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status provider_bar(struct db *db, int64_t measure_id, struct str person_no,
                             struct err *err) {
	struct db_stmt *q = db_query(db, "provider_barred_insert");
	db_bind_i64(q, measure_id);
	db_bind_str(q, person_no);
	return db_run(q, err);
}

enum nhi_status provider_is_barred(struct db *db, struct str person_no, date_t day, bool *out,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, "provider_is_barred");
	db_bind_str(q, person_no);
	db_bind_date(q, day);
	*out = db_next(q) && db_i64(q, 0) > 0;
	return db_end(q, err);
}

enum nhi_status provider_measure_find(struct db *db, struct str no, int64_t *id, date_t *on,
                                      date_t *voided_on, struct err *err) {
	struct db_stmt *q = db_query(db, "provider_measure_by_no");
	db_bind_str(q, no);
	if (db_need(q, "measure")) {
		*id = db_i64(q, 0);
		*on = db_date(q, 2);
		*voided_on = db_is_null(q, 3) ? DATE_OPEN : db_date(q, 3);
	}
	return db_end(q, err);
}

enum nhi_status provider_measure_void(struct db *db, const struct act *act, int64_t id, date_t on,
                                      struct str why, struct err *err) {
	struct db_stmt *q = db_query(db, "provider_measure_void_insert");
	db_bind_i64(q, id);
	db_bind_date(q, on);
	db_bind_str(q, why);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}
