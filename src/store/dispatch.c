/* dispatch.c: see dispatch.h. */
#include "store/dispatch.h"

#include "store/ids.h"

/* Rows of a result of unknown length: doubled in the arena, so at most twice what is needed. */
#define GROW(arena, rows, count, room)                                                             \
	grow((arena), (void **)(rows), (count), (room), sizeof **(rows))

static bool grow(struct arena *arena, void **rows, size_t count, size_t *room, size_t size) {
	if (count < *room) return true;
	size_t wanted = *room == 0 ? 64 : *room * 2;
	void *more = arena_array(arena, wanted, size);
	if (more == NULL) return false;
	if (count > 0) memcpy(more, *rows, count * size);
	*rows = more;
	*room = wanted;
	return true;
}

static void read_target(struct db_stmt *q, struct arena *arena, struct dispatch_target *t) {
	t->bill_id = db_i64(q, 0);
	t->unit_id = db_i64(q, 1);
	t->person_id = db_i64(q, 2);
	t->division = db_i64(q, 3);
	t->payable = db_i64(q, 4);
	t->code = db_keep(q, 5, arena);
	/* The unit's choice is for the unit's bills; who pays alone gets a letter. */
	t->by_ebill = t->person_id == 0 && str_is(db_str(q, 6), "ebill");
	t->name = db_keep(q, 7, arena);
	t->county = db_keep(q, 8, arena);
	t->address = db_keep(q, 9, arena);
	t->contact = db_keep(q, 10, arena);
	t->attempts = db_i64(q, 11);
	t->is_returned = t->attempts > 0 && db_i64(q, 12) == t->attempts;
}

enum nhi_status dispatch_targets(struct db *db, month_t month, date_t day, instant_t known,
                                 int64_t division, struct arena *arena,
                                 struct dispatch_target **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "dispatch_targets");
	db_bind_month(q, month);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	db_bind_i64(q, division);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		read_target(q, arena, &(*rows)[(*count)++]);
	}
	return db_end(q, err);
}

enum nhi_status dispatch_unit_of_person(struct db *db, month_t month, int64_t person_id,
                                        int64_t *unit_id, struct err *err) {
	struct db_stmt *q = db_query(db, "dispatch_unit_of_person");
	*unit_id = 0;
	db_bind_month(q, month);
	db_bind_i64(q, person_id);
	if (db_next(q)) *unit_id = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status dispatch_serial(struct db *db, month_t month, struct str kind, int64_t *serial,
                                struct err *err) {
	struct db_stmt *q = db_query(db, "dispatch_serial");
	*serial = 0;
	db_bind_month(q, month);
	db_bind_str(q, kind);
	if (db_next(q)) *serial = db_i64(q, 0);
	return db_end(q, err);
}

static enum nhi_status add_piece(struct db *db, int64_t batch_id, int64_t number,
                                 const struct dispatch_target *t, struct err *err) {
	struct db_stmt *q = db_query(db, "dispatch_piece_insert");
	db_bind_i64(q, t->bill_id);
	db_bind_i64(q, t->attempts + 1);
	db_bind_i64(q, batch_id);
	db_bind_i64(q, number);
	db_bind_str(q, t->by_ebill ? STR("") : t->address);
	return db_run(q, err);
}

enum nhi_status dispatch_add(struct db *db, const struct act *act,
                             const struct dispatch_batch *batch,
                             const struct dispatch_target *const *pieces, struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "dispatch", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "dispatch_batch_insert");
	db_bind_i64(q, id);
	db_bind_month(q, batch->month);
	db_bind_str(q, batch->kind);
	db_bind_i64(q, batch->serial);
	db_bind_i64(q, batch->pieces);
	db_bind_i64(q, batch->pages);
	db_bind_str(q, str_from(batch->list_hash));
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	for (int64_t i = 0; i < batch->pieces && st == NHI_OK; i++)
		st = add_piece(db, id, i + 1, pieces[i], err);
	return st;
}

enum nhi_status dispatch_batches(struct db *db, month_t month, struct arena *arena,
                                 struct dispatch_batch **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "dispatch_batches");
	db_bind_month(q, month);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		(*rows)[(*count)++] = (struct dispatch_batch){.month = month,
		                                              .kind = db_keep(q, 0, arena),
		                                              .serial = db_i64(q, 1),
		                                              .pieces = db_i64(q, 2),
		                                              .pages = db_i64(q, 3),
		                                              .at = db_instant(q, 4),
		                                              .returned = db_i64(q, 5)};
	}
	return db_end(q, err);
}

enum nhi_status dispatch_return_add(struct db *db, const struct act *act, int64_t bill_id,
                                    date_t on, struct str reason, struct err *err) {
	int64_t attempt = 0;
	bool is_noted = false;
	struct db_stmt *q = db_query(db, "dispatch_last");
	db_bind_i64(q, bill_id);
	if (db_next(q)) {
		attempt = db_i64(q, 0);
		is_noted = !db_is_null(q, 2);
	}
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK) return st;
	if (attempt == 0) return err_set(err, NHI_DISPATCH_NONE, "%016lld", (long long)bill_id);
	if (is_noted) return err_set(err, NHI_DISPATCH_RETURNED, "%016lld", (long long)bill_id);
	q = db_query(db, "dispatch_return_insert");
	db_bind_i64(q, bill_id);
	db_bind_i64(q, attempt);
	db_bind_date(q, on);
	db_bind_str(q, reason);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status dispatch_events(struct db *db, int64_t bill_id, struct arena *arena,
                                struct dispatch_event **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "dispatch_events");
	db_bind_i64(q, bill_id);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		(*rows)[(*count)++] = (struct dispatch_event){
		        .attempt = db_i64(q, 0),
		        .kind = db_keep(q, 1, arena),
		        .serial = db_i64(q, 2),
		        .at = db_instant(q, 3),
		        .address = db_keep(q, 4, arena),
		        .returned_on = db_is_null(q, 5) ? DATE_OPEN : db_date(q, 5),
		        .reason = db_is_null(q, 6) ? STR("") : db_keep(q, 6, arena)};
	}
	return db_end(q, err);
}
