/* budget.c: see budget.h. */
#include "store/budget.h"

enum { TEN = 10, ROWS_FIRST = 256 };

/* 2026Q1 is kept as 20261. */
static int64_t quarter_key(quarter_t q) {
	return (int64_t)(q / BUDGET_QUARTERS) * TEN + q % BUDGET_QUARTERS + 1;
}

static enum nhi_status read_figures(struct db *db, const char *query, quarter_t quarter,
                                    struct budget_stored *out, struct err *err) {
	*out = (struct budget_stored){0};
	struct db_stmt *q = db_query(db, query);
	db_bind_i64(q, quarter_key(quarter));
	while (db_next(q)) {
		int64_t sector = db_i64(q, 0), region = db_i64(q, 1);
		out->value[sector][region - 1] = db_i64(q, 2);
		out->has[sector][region - 1] = true;
	}
	return db_end(q, err);
}

enum nhi_status budget_stored_amounts(struct db *db, quarter_t quarter, struct budget_stored *out,
                                      struct err *err) {
	return read_figures(db, "budget_amounts", quarter, out, err);
}

enum nhi_status budget_stored_values(struct db *db, quarter_t quarter, struct budget_stored *out,
                                     struct err *err) {
	return read_figures(db, "budget_values", quarter, out, err);
}

enum nhi_status budget_amount_put(struct db *db, const struct act *act, quarter_t quarter,
                                  int sector, int region, int64_t amount, struct err *err) {
	struct db_stmt *q = db_query(db, "budget_amount_insert");
	db_bind_i64(q, quarter_key(quarter));
	db_bind_i64(q, sector);
	db_bind_i64(q, region + 1);
	db_bind_i64(q, amount);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status budget_value_put(struct db *db, const struct act *act, quarter_t quarter,
                                 int sector, int region, pv_t floating, pv_t average,
                                 const char *method, struct err *err) {
	struct db_stmt *q = db_query(db, "budget_value_insert");
	db_bind_i64(q, quarter_key(quarter));
	db_bind_i64(q, sector);
	db_bind_i64(q, region + 1);
	db_bind_i64(q, floating.v);
	db_bind_i64(q, average.v);
	db_bind_str(q, str_from(method));
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

/* Makes room for one more in an array of the arena. */
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

static void bind_months(struct db_stmt *q, quarter_t quarter) {
	db_bind_month(q, quarter_month(quarter));
	db_bind_month(q, quarter_month(quarter) + 2);
}

static struct budget_claimed read_points(struct db_stmt *q, struct arena *arena) {
	int64_t sector = db_i64(q, 1), care = db_i64(q, 2), insured = db_i64(q, 3);
	int64_t floating = db_i64(q, 4), taken = db_i64(q, 7);
	return (struct budget_claimed){
	        .provider_id = db_i64(q, 6),
	        .row = {.provider = db_keep(q, 0, arena),
	                .sector = sector < 0 ? BUDGET_SECTORS : (enum budget_sector)sector,
	                .care = (int)care - 1,
	                .insured = (int)(insured > 0 ? insured : care) - 1,
	                .on = DATE_OPEN,
	                .work = {.floating = floating > taken ? floating - taken : 0,
	                         .fixed = db_i64(q, 5)}}};
}

enum nhi_status budget_claimed_points(struct db *db, quarter_t quarter, struct arena *arena,
                                      struct budget_claimed **rows, size_t *count,
                                      struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*rows = NULL;
	struct db_stmt *q = db_query(db, "budget_points");
	bind_months(q, quarter);
	while (room && db_next(q)) {
		room = grow(arena, (void **)rows, sizeof **rows, *count, &capacity);
		if (room) (*rows)[(*count)++] = read_points(q, arena);
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? err_set(err, NHI_MEMORY, "%s", "") : st;
}

enum nhi_status budget_paid(struct db *db, quarter_t quarter, struct arena *arena,
                            struct budget_paid_row **rows, size_t *count, struct err *err) {
	size_t capacity = 0;
	bool room = true;
	*count = 0;
	*rows = NULL;
	struct db_stmt *q = db_query(db, "budget_paid");
	bind_months(q, quarter);
	while (room && db_next(q)) {
		room = grow(arena, (void **)rows, sizeof **rows, *count, &capacity);
		if (room)
			(*rows)[(*count)++] =
			        (struct budget_paid_row){db_i64(q, 0), twd(db_i64(q, 1))};
	}
	enum nhi_status st = db_end(q, err);
	return st == NHI_OK && !room ? err_set(err, NHI_MEMORY, "%s", "") : st;
}

enum nhi_status budget_settled_rows(struct db *db, quarter_t quarter, struct arena *arena,
                                    struct budget_settled_row **rows, size_t *count,
                                    struct err *err) {
	enum { ROWS_MAX = BUDGET_SECTORS * BUDGET_REGIONS };
	*count = 0;
	*rows = ARENA_ARRAY(arena, ROWS_MAX, struct budget_settled_row);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "budget_values");
	db_bind_i64(q, quarter_key(quarter));
	while (*count < ROWS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct budget_settled_row){.sector = (int)db_i64(q, 0),
		                                                  .region = (int)db_i64(q, 1) - 1,
		                                                  .floating = {db_i64(q, 2)},
		                                                  .average = {db_i64(q, 3)},
		                                                  .method = db_keep(q, 4, arena)};
	return db_end(q, err);
}

enum nhi_status budget_newest_settled(struct db *db, quarter_t *out, struct err *err) {
	struct db_stmt *q = db_query(db, "budget_value_newest");
	int64_t key = 0;
	if (db_next(q)) key = db_i64(q, 0);
	*out = key == 0 ? 0 : (quarter_t)(key / TEN * BUDGET_QUARTERS + key % TEN - 1);
	return db_end(q, err);
}
