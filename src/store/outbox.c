/* outbox.c: see outbox.h. */
#include "store/outbox.h"

#include "store/fact.h"
#include "store/ids.h"

enum { STATES_MAX = 16, ATTEMPTS_READ_MAX = 500 };

enum nhi_status outbox_add(struct db *db, const struct act *act, int64_t letter_id,
                           struct str channel, struct str name, struct str address,
                           struct err *err) {
	int64_t id;
	const bool is_held = address.n == 0;
	enum nhi_status st = ids_new(db, "outbox", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "outbox_insert");
	db_bind_i64(q, id);
	db_bind_i64(q, letter_id);
	db_bind_str(q, channel);
	db_bind_str(q, name);
	db_bind_str(q, address);
	db_bind_str(q, is_held ? STR("held") : STR("due"));
	db_bind_instant(q, act->at);
	db_bind_str(q, is_held ? STR("no address") : STR(""));
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

static void take_row(struct db_stmt *q, struct arena *a, struct outbox_row *r) {
	*r = (struct outbox_row){.outbox_id = db_i64(q, 0),
	                         .letter_id = db_i64(q, 1),
	                         .channel = db_keep(q, 2, a),
	                         .name = db_keep(q, 3, a),
	                         .address = db_keep(q, 4, a),
	                         .state = db_keep(q, 5, a),
	                         .due_at = db_instant(q, 6),
	                         .attempts = db_i64(q, 7),
	                         .last_error = db_keep(q, 8, a),
	                         .batch_id = db_i64(q, 9),
	                         .number = db_keep(q, 10, a),
	                         .subject = db_keep(q, 11, a),
	                         .english = db_bool(q, 12),
	                         .case_no = db_keep(q, 13, a),
	                         .person_id = db_i64(q, 14),
	                         .unit_id = db_i64(q, 15),
	                         .division = db_i64(q, 16),
	                         .issued_on = db_date(q, 17)};
}

static enum nhi_status take_rows(struct db_stmt *q, struct arena *arena, int64_t most,
                                 struct outbox_row **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct outbox_row);
	if (*rows == NULL) (void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
	while (*rows != NULL && *count < (size_t)most && db_next(q))
		take_row(q, arena, &(*rows)[(*count)++]);
	return db_end(q, err);
}

enum nhi_status outbox_due(struct db *db, struct str channel, instant_t now, int64_t after,
                           int64_t most, struct arena *arena, struct outbox_row **rows,
                           size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "outbox_due");
	db_bind_str(q, channel);
	db_bind_instant(q, now);
	db_bind_i64(q, after);
	db_bind_i64(q, most);
	return take_rows(q, arena, most, rows, count, err);
}

enum nhi_status outbox_list(struct db *db, const struct outbox_filter *f, struct arena *arena,
                            struct outbox_row **rows, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "outbox_list");
	db_bind_str(q, f->state);
	db_bind_i64(q, f->division);
	db_bind_str(q, f->number);
	db_bind_i64(q, f->before == 0 ? INT64_MAX : f->before);
	db_bind_i64(q, f->most);
	return take_rows(q, arena, f->most, rows, count, err);
}

enum nhi_status outbox_counts(struct db *db, int64_t division, struct arena *arena,
                              struct outbox_count **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, STATES_MAX, struct outbox_count);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, " ");
	struct db_stmt *q = db_query(db, "outbox_counts");
	db_bind_i64(q, division);
	while (*count < STATES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct outbox_count){db_keep(q, 0, arena), db_i64(q, 1)};
	return db_end(q, err);
}

static enum nhi_status add_attempt(struct db *db, const struct act *act,
                                   const struct outbox_row *row, const struct outbox_move *move,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, "letter_attempt_insert");
	db_bind_i64(q, row->outbox_id);
	db_bind_i64(q, row->attempts + 1);
	db_bind_instant(q, act->at);
	db_bind_str(q, str_from(move->result));
	db_bind_str(q, move->note);
	if (move->returned_on == DATE_OPEN)
		db_bind_null(q);
	else
		db_bind_date(q, move->returned_on);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status outbox_move(struct db *db, const struct act *act, const struct outbox_row *row,
                            const struct outbox_move *move, struct err *err) {
	const bool is_error = strcmp(move->result, "again") == 0 ||
	                      strcmp(move->result, "failed") == 0 ||
	                      strcmp(move->result, "returned") == 0;
	int64_t changed = 0;
	struct db_stmt *q = db_query(db, "outbox_move");
	db_bind_i64(q, row->outbox_id);
	db_bind_str(q, row->state);
	db_bind_i64(q, row->attempts);
	db_bind_str(q, str_from(move->state));
	db_bind_instant(q, move->due_at == 0 ? row->due_at : move->due_at);
	db_bind_i64(q, row->attempts + 1);
	db_bind_str(q, is_error ? move->note : STR(""));
	db_bind_i64(q, move->batch_id == 0 ? row->batch_id : move->batch_id);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed != 1)
		return err_set(err, NHI_CONFLICT, "outbox %.*s", STR_ARG(row->number));
	return st == NHI_OK ? add_attempt(db, act, row, move, err) : st;
}

enum nhi_status letter_batch_serial(struct db *db, struct str kind, int64_t *serial,
                                    struct err *err) {
	*serial = 0;
	struct db_stmt *q = db_query(db, "letter_batch_serial");
	db_bind_str(q, kind);
	if (db_next(q)) *serial = db_i64(q, 0);
	return db_end(q, err);
}

enum nhi_status letter_batch_add(struct db *db, const struct act *act,
                                 const struct letter_batch *batch, int64_t *batch_id,
                                 struct err *err) {
	enum nhi_status st = ids_new(db, "letter_batch", batch_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "letter_batch_insert");
	db_bind_i64(q, *batch_id);
	db_bind_str(q, batch->kind);
	db_bind_i64(q, batch->serial);
	db_bind_i64(q, batch->pieces);
	db_bind_i64(q, batch->pages);
	db_bind_str(q, str_from(batch->list_hash));
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status letter_attempts(struct db *db, int64_t letter_id, struct arena *arena,
                                struct letter_attempt **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, ATTEMPTS_READ_MAX, struct letter_attempt);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, " ");
	struct db_stmt *q = db_query(db, "letter_attempts");
	db_bind_i64(q, letter_id);
	while (*count < ATTEMPTS_READ_MAX && db_next(q))
		(*rows)[(*count)++] = (struct letter_attempt){
		        .channel = db_keep(q, 0, arena),
		        .address = db_keep(q, 1, arena),
		        .attempt = db_i64(q, 2),
		        .at = db_instant(q, 3),
		        .result = db_keep(q, 4, arena),
		        .note = db_keep(q, 5, arena),
		        .returned_on = db_is_null(q, 6) ? DATE_OPEN : db_date(q, 6)};
	return db_end(q, err);
}

/* ---- Wishes ---------------------------------------------------------------------------------- */

struct wish_fact {
	struct notice_wish wish;
	int64_t fact_no; /* 0: nothing was said */
	date_t from;
};

static enum nhi_status read_wish(struct db *db, int64_t person_id, int64_t unit_id, date_t day,
                                 struct arena *arena, struct wish_fact *out, struct err *err) {
	*out = (struct wish_fact){.wish = {STR("post"), STR("")}};
	struct db_stmt *q = db_query(db, person_id != 0 ? "notice_wish_on" : "notice_wish_unit_on");
	db_bind_i64(q, person_id != 0 ? person_id : unit_id);
	db_bind_date(q, day);
	if (db_next(q)) {
		out->fact_no = db_i64(q, 0);
		out->wish = (struct notice_wish){db_keep(q, 1, arena), db_keep(q, 2, arena)};
		out->from = db_date(q, 3);
	}
	return db_end(q, err);
}

enum nhi_status notice_wish_on(struct db *db, int64_t person_id, int64_t unit_id, date_t day,
                               struct arena *arena, struct notice_wish *out, struct err *err) {
	struct wish_fact fact = {.wish = {STR("post"), STR("")}};
	enum nhi_status st = NHI_OK;
	if (person_id != 0 || unit_id != 0)
		st = read_wish(db, person_id, unit_id, day, arena, &fact, err);
	*out = fact.wish;
	return st;
}

static enum nhi_status add_wish(struct db *db, const struct act *act, const char *table,
                                int64_t subject, struct period valid,
                                const struct notice_wish *wish, struct err *err) {
	struct fact f = {.subject_id = subject, .valid_from = valid.from, .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, table, &f);
	db_bind_str(q, wish->way);
	db_bind_str(q, wish->address);
	return db_run(q, err);
}

enum nhi_status notice_wish_set(struct db *db, const struct act *act, int64_t person_id,
                                int64_t unit_id, date_t from, const struct notice_wish *wish,
                                struct err *err) {
	const char *table = person_id != 0 ? "notice_wish" : "notice_wish_unit";
	const int64_t subject = person_id != 0 ? person_id : unit_id;
	struct arena arena = ARENA_INIT(1 << 16);
	struct wish_fact old = {.fact_no = 0};
	enum nhi_status st = fact_lock(db, table, subject, err);
	if (st == NHI_OK) st = read_wish(db, person_id, unit_id, from, &arena, &old, err);
	if (st == NHI_OK && old.fact_no != 0)
		st = fact_close(db, act, table, subject, old.fact_no, err);
	if (st == NHI_OK && old.fact_no != 0 && old.from < from)
		st = add_wish(db, act, table, subject, (struct period){old.from, from}, &old.wish,
		              err);
	if (st == NHI_OK)
		st = add_wish(db, act, table, subject, (struct period){from, DATE_OPEN}, wish, err);
	arena_free(&arena);
	return st;
}
