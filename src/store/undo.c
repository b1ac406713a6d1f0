/* undo.c: see undo.h. */
#include "store/undo.h"

#include "store/coverage.h"

enum { NAME_SIZE = 80, FACTS_MAX = 2000, ACTS_MAX = 1000 };

/* The tables that decisions write; of each its queries undo_TABLE_facts and undo_TABLE_restore. */
static const struct table {
	const char *name;
	enum undo_subject of;
	bool is_first_kept; /* who somebody is stays known, though the entry falls */
} tables[] = {
        {"approval", UNDO_PERSON, false},
        {"card_service", UNDO_PERSON, false},
        {"coverage", UNDO_PERSON, false},
        {"hardship", UNDO_PERSON, false},
        {"illness", UNDO_PERSON, false},
        {"named_care", UNDO_PERSON, false},
        {"person_condition", UNDO_PERSON, false},
        {"person_fact", UNDO_PERSON, true},
        {"provider_contract", UNDO_PROVIDER, false},
        {"provider_fact", UNDO_PROVIDER, true},
        {"suspension", UNDO_PERSON, false},
        {"unit_fact", UNDO_UNIT, false},
};

struct touched {
	int64_t fact_no;
	bool is_written, is_ended; /* by the acts */
	int64_t open_no; /* the open fact that says the same: itself, or what another undoing
	                    restored; 0 none */
};

void undo_add(struct undo *u, enum undo_subject of, int64_t id) {
	for (size_t i = 0; i < u->count[of]; i++)
		if (u->id[of][i] == id) return;
	if (id != 0 && u->count[of] < UNDO_IDS_MAX) u->id[of][u->count[of]++] = id;
}

enum nhi_status undo_acts(struct db *db, struct str case_no, int64_t case_id, struct arena *arena,
                          int64_t **acts, size_t *count, struct err *err) {
	*count = 0;
	*acts = ARENA_ARRAY(arena, ACTS_MAX, int64_t);
	if (*acts == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "undo_acts");
	db_bind_str(q, case_no);
	db_bind_i64(q, case_id);
	while (*count < ACTS_MAX && db_next(q)) (*acts)[(*count)++] = db_i64(q, 0);
	return db_end(q, err);
}

static bool is_of(const struct undo *u, int64_t act_id) {
	for (size_t i = 0; i < u->act_count; i++)
		if (u->acts[i] == act_id) return true;
	return false;
}

static enum nhi_status read_touched(struct db *db, struct undo *u, const struct table *table,
                                    int64_t id, struct touched *row, size_t *count,
                                    struct err *err) {
	char name[NAME_SIZE];
	*count = 0;
	(void)snprintf(name, sizeof name, "undo_%s_facts", table->name);
	struct db_stmt *q = db_query(db, name);
	db_bind_i64(q, id);
	while (*count < FACTS_MAX && db_next(q)) {
		struct touched t = {.fact_no = db_i64(q, 0),
		                    .is_written = is_of(u, db_i64(q, 1)),
		                    .is_ended = is_of(u, db_i64(q, 2)),
		                    .open_no = db_i64(q, 3)};
		if (!t.is_written && !t.is_ended) continue;
		/* Somebody else ended what the case wrote: it lives on in his facts. */
		if (t.is_written && !t.is_ended && t.open_no == 0 && !table->is_first_kept)
			u->is_later = true;
		row[(*count)++] = t;
	}
	return db_end(q, err);
}

static enum nhi_status restore(struct db *db, const struct act *act, struct undo *u,
                               const char *table, int64_t id, int64_t fact_no, struct err *err) {
	char name[NAME_SIZE];
	int64_t next = 0, rows = 0;
	(void)snprintf(name, sizeof name, "%s_next_no", table);
	struct db_stmt *q = db_query(db, name);
	db_bind_i64(q, id);
	if (db_next(q)) next = db_i64(q, 0);
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK) return st;
	(void)snprintf(name, sizeof name, "undo_%s_restore", table);
	q = db_query(db, name);
	db_bind_i64(q, id);
	db_bind_i64(q, fact_no);
	db_bind_i64(q, next);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	st = db_run_count(q, &rows, err);
	if (st == NHI_OK && rows == 0) u->is_later = true; /* another fact holds now */
	u->restored += rows;
	return st;
}

static bool any_ended(const struct touched *row, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (row[i].is_ended) return true;
	return false;
}

static enum nhi_status take_back(struct db *db, const struct act *act, struct undo *u,
                                 const struct table *t, int64_t id, struct touched *row,
                                 struct err *err) {
	const char *table = t->name;
	size_t count = 0;
	enum nhi_status st = fact_lock(db, table, id, err);
	if (st == NHI_OK) st = read_touched(db, u, t, id, row, &count, err);
	if (st != NHI_OK || u->is_later) return st;
	if (t->is_first_kept && !any_ended(row, count)) return NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		if (!row[i].is_written || row[i].is_ended || row[i].open_no == 0) continue;
		st = fact_close(db, act, table, id, row[i].open_no, err);
		u->closed++;
	}
	for (size_t i = 0; st == NHI_OK && i < count && !u->is_later; i++)
		if (row[i].is_ended && !row[i].is_written)
			st = restore(db, act, u, table, id, row[i].fact_no, err);
	return st;
}

/* Coverage besides: the months that change are billed anew. */
static enum nhi_status take_back_coverage(struct db *db, const struct act *act, struct undo *u,
                                          const struct table *t, int64_t id, struct touched *row,
                                          int32_t claim_months, struct arena *arena,
                                          struct err *err) {
	struct timeline before, after;
	const int64_t changes = u->closed + u->restored;
	enum nhi_status st = coverage_timeline(db, id, KNOWN_NOW, arena, &before, err);
	if (st == NHI_OK) st = take_back(db, act, u, t, id, row, err);
	if (st != NHI_OK || u->is_later || u->closed + u->restored == changes) return st;
	struct plan_person *p = ARENA_NEW(arena, struct plan_person);
	if (p == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	st = coverage_timeline(db, id, KNOWN_NOW, arena, &after, err);
	if (st != NHI_OK) return st;
	p->person_id = id;
	p->before = before;
	p->after = ARENA_ARRAY(arena, after.count + 1, struct coverage_row);
	if (p->after == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	p->after_count = after.count;
	for (size_t i = 0; i < after.count; i++) p->after[i] = after.row[i];
	return coverage_rebill(db, act, p, claim_months, &u->months, err);
}

enum nhi_status undo_facts(struct db *db, const struct act *act, struct undo *u,
                           int32_t claim_months, struct arena *arena, struct err *err) {
	struct touched *row = arena_array(arena, FACTS_MAX, sizeof *row);
	enum nhi_status st = NHI_OK;
	if (row == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	u->closed = u->restored = u->months = 0;
	u->is_later = false;
	for (size_t t = 0; t < COUNT_OF(tables); t++)
		for (size_t i = 0; i < u->count[tables[t].of] && st == NHI_OK && !u->is_later;
		     i++) {
			const int64_t id = u->id[tables[t].of][i];
			st = strcmp(tables[t].name, "coverage") == 0
			             ? take_back_coverage(db, act, u, &tables[t], id, row,
			                                  claim_months, arena, err)
			             : take_back(db, act, u, &tables[t], id, row, err);
		}
	return st;
}
