/* person.c: see person.h. */
#include "store/person.h"

#include "base/check.h"
#include "store/ids.h"

static const char *key_kind(enum id_kind kind) {
	return kind == ID_RESIDENT_OLD ? "resident_old" : id_kind_name(kind);
}

enum nhi_status person_by_key(struct db *db, struct str id, int64_t *person_id, struct err *err) {
	*person_id = 0;
	struct db_stmt *q = db_query(db, "person_by_key");
	db_bind_str(q, id);
	if (db_next(q)) *person_id = db_i64(q, 0);
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK && *person_id != 0) st = person_kept(db, *person_id, person_id, err);
	return st;
}

enum nhi_status person_kept(struct db *db, int64_t person_id, int64_t *kept, struct err *err) {
	enum { MERGES_MAX = 32 };
	int64_t id = person_id;
	for (int i = 0; i < MERGES_MAX; i++) {
		int64_t next = 0;
		struct db_stmt *q = db_query(db, "person_kept");
		db_bind_i64(q, id);
		db_bind_instant(q, INSTANT_OPEN - 1);
		if (db_next(q)) next = db_i64(q, 0);
		enum nhi_status st = db_end(q, err);
		if (st != NHI_OK) return st;
		if (next == 0) break;
		id = next;
	}
	*kept = id;
	return NHI_OK;
}

enum nhi_status person_add_key(struct db *db, const struct act *act, int64_t person_id,
                               struct str id, date_t from, struct err *err) {
	CHECK(id_is_person(id));
	int64_t owner;
	enum nhi_status st = person_by_key(db, id, &owner, err);
	if (st != NHI_OK) return st;
	if (owner != 0) return err_set(err, NHI_EXISTS, "%.*s***", 3, id.p);
	struct fact f = {.subject_id = person_id,
	                 .kind = str_from(key_kind(id_kind_of(id))),
	                 .valid_from = from,
	                 .valid_to = DATE_OPEN};
	struct db_stmt *q = fact_insert(db, act, "person_key", &f);
	db_bind_str(q, id);
	return db_run(q, err);
}

static enum nhi_status insert_fact(struct db *db, const struct act *act, int64_t person_id,
                                   const struct person_fact *fact, struct period valid,
                                   struct err *err) {
	char sex[2] = {fact->sex, '\0'};
	struct fact f = {.subject_id = person_id, .valid_from = valid.from, .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "person_fact", &f);
	db_bind_str(q, fact->name);
	db_bind_str(q, str_from(sex));
	db_bind_date(q, fact->birth);
	db_bind_i64(q, fact->birth_order);
	if (fact->death == DATE_NONE)
		db_bind_null(q);
	else
		db_bind_date(q, fact->death);
	db_bind_bool(q, fact->is_citizen);
	db_bind_str(q, fact->county);
	db_bind_str(q, fact->address);
	return db_run(q, err);
}

enum nhi_status person_add(struct db *db, const struct act *act, const struct person_fact *fact,
                           struct str id, date_t key_from, int64_t *person_id, struct err *err) {
	enum nhi_status st = ids_new(db, "person", person_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "person_insert");
	db_bind_i64(q, *person_id);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	struct period valid = {fact->birth, DATE_OPEN};
	if (st == NHI_OK) st = insert_fact(db, act, *person_id, fact, valid, err);
	if (st == NHI_OK && id.n > 0) st = person_add_key(db, act, *person_id, id, key_from, err);
	return st;
}

enum nhi_status person_fact_on(struct db *db, int64_t person_id, date_t day, instant_t known,
                               struct arena *arena, struct person_fact *out, struct err *err) {
	struct db_stmt *q = db_query(db, "person_fact_on");
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	*out = (struct person_fact){.death = DATE_NONE};
	if (db_need(q, "person")) {
		out->fact_no = db_i64(q, 0);
		out->valid = (struct period){db_date(q, 1), db_date(q, 2)};
		out->name = db_keep(q, 3, arena);
		out->sex = db_str(q, 4).n > 0 ? db_str(q, 4).p[0] : 0;
		out->birth = db_date(q, 5);
		out->birth_order = (int32_t)db_i64(q, 6);
		if (!db_is_null(q, 7)) out->death = db_date(q, 7);
		out->is_citizen = db_bool(q, 8);
		out->county = db_keep(q, 9, arena);
		out->address = db_keep(q, 10, arena);
	}
	return db_end(q, err);
}

enum nhi_status person_change(struct db *db, const struct act *act, int64_t person_id,
                              const struct person_fact *fact, date_t from, bool whole,
                              struct err *err) {
	struct arena arena = ARENA_INIT(0);
	struct person_fact old = {.fact_no = 0};
	enum nhi_status st = fact_lock(db, "person_fact", person_id, err);
	if (st == NHI_OK)
		st = person_fact_on(db, person_id, from, INSTANT_OPEN - 1, &arena, &old, err);
	if (st == NHI_OK) st = fact_close(db, act, "person_fact", person_id, old.fact_no, err);
	struct period before = {old.valid.from, from}, after = {from, old.valid.to};
	if (whole) after.from = old.valid.from;
	if (st == NHI_OK && !whole && before.from < before.to)
		st = insert_fact(db, act, person_id, &old, before, err);
	if (st == NHI_OK) st = insert_fact(db, act, person_id, fact, after, err);
	arena_free(&arena);
	return st;
}

enum nhi_status person_keys(struct db *db, int64_t person_id, instant_t known, struct arena *arena,
                            struct person_key **keys, size_t *count, struct err *err) {
	enum { KEYS_MAX = 64 };
	*count = 0;
	*keys = ARENA_ARRAY(arena, KEYS_MAX, struct person_key);
	if (*keys == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "person_keys");
	db_bind_i64(q, person_id);
	db_bind_instant(q, known);
	while (*count < KEYS_MAX && db_next(q)) {
		struct person_key *k = &(*keys)[(*count)++];
		k->kind = db_keep(q, 0, arena);
		k->value = db_keep(q, 1, arena);
		k->valid = (struct period){db_date(q, 2), db_date(q, 3)};
		k->fact_no = db_i64(q, 4);
	}
	return db_end(q, err);
}

enum nhi_status person_main_key(struct db *db, int64_t person_id, instant_t known,
                                struct arena *arena, struct str *out, struct err *err) {
	static const char *const order[] = {"national", "resident", "resident_old"};
	struct person_key *keys;
	size_t count;
	*out = (struct str){"", 0};
	enum nhi_status st = person_keys(db, person_id, known, arena, &keys, &count, err);
	for (size_t k = 0; st == NHI_OK && k < COUNT_OF(order) && out->n == 0; k++)
		for (size_t i = 0; i < count; i++)
			if (str_is(keys[i].kind, order[k])) *out = keys[i].value;
	return st;
}

static const struct {
	const char *table, *list;
	bool has_kind;
} tables[] = {
        [PERSON_CONDITION] = {"person_condition", "person_conditions", true},
        [PERSON_PRESENCE] = {"person_presence", "person_presences", true},
        [PERSON_SUBSIDY] = {"person_subsidy", "person_subsidies", true},
        [PERSON_SUSPENSION] = {"suspension", "suspension_list", false},
};

static void read_period(struct db_stmt *q, enum person_table table, struct arena *arena,
                        struct person_period *p) {
	p->fact_no = db_i64(q, 0);
	if (table == PERSON_SUSPENSION) {
		p->valid = (struct period){db_date(q, 1), db_date(q, 2)};
		p->text = db_keep(q, 3, arena);
		p->number = db_date(q, 4);
		return;
	}
	p->kind = db_keep(q, 1, arena);
	p->valid = (struct period){db_date(q, 2), db_date(q, 3)};
	if (table == PERSON_CONDITION) p->text = db_keep(q, 4, arena);
	if (table == PERSON_SUBSIDY) {
		p->number = db_i64(q, 4);
		p->text = db_keep(q, 5, arena);
	}
}

enum nhi_status person_periods(struct db *db, enum person_table table, int64_t person_id,
                               struct arena *arena, struct person_period **out, size_t *count,
                               struct err *err) {
	enum { PERIODS_MAX = 512 };
	*count = 0;
	*out = ARENA_ARRAY(arena, PERIODS_MAX, struct person_period);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, tables[table].list);
	db_bind_i64(q, person_id);
	while (*count < PERIODS_MAX && db_next(q))
		read_period(q, table, arena, &(*out)[(*count)++]);
	return db_end(q, err);
}

enum nhi_status person_add_period(struct db *db, const struct act *act, enum person_table table,
                                  int64_t person_id, const struct person_period *p,
                                  struct err *err) {
	struct fact f = {.subject_id = person_id,
	                 .kind = tables[table].has_kind ? p->kind : (struct str){"", 0},
	                 .valid_from = p->valid.from,
	                 .valid_to = p->valid.to};
	struct db_stmt *q = fact_insert(db, act, tables[table].table, &f);
	switch (table) {
	case PERSON_CONDITION: db_bind_str(q, p->text); break;
	case PERSON_PRESENCE: break;
	case PERSON_SUBSIDY:
		db_bind_i64(q, p->number);
		db_bind_str(q, p->text);
		break;
	case PERSON_SUSPENSION:
		db_bind_str(q, p->text);
		db_bind_date(q, (date_t)p->number);
		break;
	}
	return db_run(q, err);
}

enum nhi_status person_close_period(struct db *db, const struct act *act, enum person_table table,
                                    int64_t person_id, int64_t fact_no, struct err *err) {
	return fact_close(db, act, tables[table].table, person_id, fact_no, err);
}

enum nhi_status person_link(struct db *db, const struct act *act, int64_t merged, int64_t kept,
                            date_t birth, struct err *err) {
	struct fact f = {.subject_id = merged, .valid_from = birth, .valid_to = DATE_OPEN};
	struct db_stmt *q = fact_insert(db, act, "person_link", &f);
	db_bind_i64(q, kept);
	return db_run(q, err);
}

enum nhi_status person_link_open(struct db *db, int64_t merged, struct person_link_open *out,
                                 struct err *err) {
	struct db_stmt *q = db_query(db, "person_link_open");
	*out = (struct person_link_open){.kept = 0};
	db_bind_i64(q, merged);
	if (db_next(q)) *out = (struct person_link_open){db_i64(q, 0), db_i64(q, 1), db_i64(q, 2)};
	return db_end(q, err);
}

enum nhi_status person_by_key_raw(struct db *db, struct str id, int64_t *person_id,
                                  struct err *err) {
	struct db_stmt *q = db_query(db, "person_by_key_raw");
	*person_id = 0;
	db_bind_str(q, id);
	if (db_next(q)) *person_id = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status person_find(struct db *db, struct str name, date_t birth, int64_t most,
                            struct arena *arena, int64_t **ids, size_t *count, struct err *err) {
	CHECK(most > 0 && most <= 10000);
	*count = 0;
	*ids = ARENA_ARRAY(arena, (size_t)most, int64_t);
	if (*ids == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "person_find");
	db_bind_str(q, name);
	if (birth == DATE_NONE)
		db_bind_null(q);
	else
		db_bind_date(q, birth);
	db_bind_i64(q, most);
	while (db_next(q)) (*ids)[(*count)++] = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status person_duplicates(struct db *db, int64_t after, int64_t most, struct arena *arena,
                                  struct person_pair **pairs, size_t *count, struct err *err) {
	CHECK(most > 0 && most <= 10000);
	*count = 0;
	*pairs = ARENA_ARRAY(arena, (size_t)most, struct person_pair);
	if (*pairs == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "person_duplicates");
	db_bind_i64(q, after);
	db_bind_i64(q, most);
	while (db_next(q)) {
		struct person_pair *p = &(*pairs)[(*count)++];
		*p = (struct person_pair){db_i64(q, 0), db_i64(q, 1), db_keep(q, 2, arena),
		                          db_date(q, 3)};
	}
	return db_end(q, err);
}
