/* match.c: see match.h. */
#include "store/match.h"

enum { KINDS_MAX = 32, STEPS_MAX = 100, PAGE_MAX = 1000000 };

static enum nhi_status no_memory(struct err *err) { return err_set(err, NHI_MEMORY, "%s", ""); }

enum nhi_status match_item_write(struct bulk *b, int64_t run_id, const struct match_item *i,
                                 struct err *err) {
	bulk_i64(b, run_id);
	bulk_i64(b, i->item_no);
	bulk_str(b, i->kind);
	bulk_i64(b, i->person_id);
	bulk_str(b, i->id);
	bulk_str(b, i->name);
	bulk_date(b, i->birth);
	bulk_bool(b, i->is_citizen);
	bulk_str(b, i->sex);
	bulk_str(b, i->county);
	bulk_str(b, i->address);
	bulk_date(b, i->present_from);
	bulk_i64(b, i->unit_id);
	bulk_str(b, i->business);
	bulk_date(b, i->from);
	bulk_date(b, i->to);
	bulk_i64(b, i->held);
	bulk_i64(b, i->due);
	bulk_i64(b, i->months);
	bulk_i64(b, i->premium.v);
	bulk_str(b, i->fine_ground);
	bulk_i64(b, i->fine_min.v);
	bulk_i64(b, i->fine_max.v);
	return bulk_row(b, err);
}

enum nhi_status match_run_add(struct db *db, const struct act *act, const struct match_run *run,
                              struct err *err) {
	struct db_stmt *q = db_query(db, "match_run_insert");
	db_bind_i64(q, run->run_id);
	db_bind_date(q, run->on);
	db_bind_str(q, run->files);
	db_bind_i64(q, run->people);
	db_bind_i64(q, run->items);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status match_runs(struct db *db, int64_t most, struct arena *arena,
                           struct match_run **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct match_run);
	if (*rows == NULL) return no_memory(err);
	struct db_stmt *q = db_query(db, "match_runs");
	db_bind_i64(q, most);
	while (db_next(q))
		(*rows)[(*count)++] = (struct match_run){.run_id = db_i64(q, 0),
		                                         .on = db_date(q, 1),
		                                         .people = db_i64(q, 2),
		                                         .items = db_i64(q, 3),
		                                         .files = db_keep(q, 4, arena)};
	return db_end(q, err);
}

static struct match_item read_item(struct db_stmt *q, struct arena *a) {
	return (struct match_item){.item_no = db_i64(q, 0),
	                           .kind = db_keep(q, 1, a),
	                           .person_id = db_i64(q, 2),
	                           .id = db_keep(q, 3, a),
	                           .name = db_keep(q, 4, a),
	                           .birth = db_date(q, 5),
	                           .is_citizen = db_bool(q, 6),
	                           .sex = db_keep(q, 7, a),
	                           .county = db_keep(q, 8, a),
	                           .address = db_keep(q, 9, a),
	                           .present_from = db_date(q, 10),
	                           .unit_id = db_i64(q, 11),
	                           .business = db_keep(q, 12, a),
	                           .from = db_date(q, 13),
	                           .to = db_date(q, 14),
	                           .held = db_i64(q, 15),
	                           .due = db_i64(q, 16),
	                           .months = db_i64(q, 17),
	                           .premium = twd(db_i64(q, 18)),
	                           .fine_ground = db_keep(q, 19, a),
	                           .fine_min = twd(db_i64(q, 20)),
	                           .fine_max = twd(db_i64(q, 21)),
	                           .unit_code = db_keep(q, 22, a),
	                           .step = db_keep(q, 23, a)};
}

enum nhi_status match_items(struct db *db, int64_t run_id, struct str kind, int64_t after,
                            int64_t most, struct arena *arena, struct match_item **rows,
                            size_t *count, struct err *err) {
	*count = 0;
	if (most > PAGE_MAX) most = PAGE_MAX;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct match_item);
	if (*rows == NULL) return no_memory(err);
	struct db_stmt *q = db_query(db, "match_items");
	db_bind_i64(q, run_id);
	db_bind_str(q, kind);
	db_bind_i64(q, after);
	db_bind_i64(q, most);
	while (db_next(q)) (*rows)[(*count)++] = read_item(q, arena);
	return db_end(q, err);
}

enum nhi_status match_item_read(struct db *db, int64_t run_id, int64_t item_no, struct arena *arena,
                                struct match_item *out, struct err *err) {
	struct match_item *rows;
	size_t count;
	enum nhi_status st =
	        match_items(db, run_id, STR(""), item_no - 1, 1, arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	if (count == 0 || rows[0].item_no != item_no)
		return err_set(err, NHI_NOT_FOUND, "%lld/%lld", (long long)run_id,
		               (long long)item_no);
	*out = rows[0];
	return NHI_OK;
}

enum nhi_status match_sums(struct db *db, int64_t run_id, struct arena *arena,
                           struct match_sum **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, KINDS_MAX, struct match_sum);
	if (*rows == NULL) return no_memory(err);
	struct db_stmt *q = db_query(db, "match_sums");
	db_bind_i64(q, run_id);
	while (*count < KINDS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct match_sum){.kind = db_keep(q, 0, arena),
		                                         .items = db_i64(q, 1),
		                                         .settled = db_i64(q, 2),
		                                         .months = db_i64(q, 3),
		                                         .premium = twd(db_i64(q, 4))};
	return db_end(q, err);
}

enum nhi_status match_step_add(struct db *db, const struct act *act, int64_t run_id,
                               int64_t item_no, const struct match_step *step, struct err *err) {
	struct db_stmt *q = db_query(db, "match_step_insert");
	db_bind_i64(q, run_id);
	db_bind_i64(q, item_no);
	db_bind_str(q, step->kind);
	db_bind_date(q, step->on);
	db_bind_str(q, step->detail);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status match_steps(struct db *db, int64_t run_id, int64_t item_no, struct arena *arena,
                            struct match_step **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, STEPS_MAX, struct match_step);
	if (*rows == NULL) return no_memory(err);
	struct db_stmt *q = db_query(db, "match_steps");
	db_bind_i64(q, run_id);
	db_bind_i64(q, item_no);
	while (*count < STEPS_MAX && db_next(q))
		(*rows)[(*count)++] = (struct match_step){.step_no = db_i64(q, 0),
		                                          .kind = db_keep(q, 1, arena),
		                                          .on = db_date(q, 2),
		                                          .detail = db_keep(q, 3, arena)};
	return db_end(q, err);
}
