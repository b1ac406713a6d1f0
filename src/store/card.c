/* card.c: see card.h. */
#include "store/card.h"

#include "base/check.h"
#include "store/ids.h"
#include "store/rows.h"

enum { CARDS_MAX = 100000 };

static enum card_state state_of(struct str code) {
	for (int i = 0; i < CARD_STATE_COUNT; i++)
		if (str_is(code, card_states[i])) return (enum card_state)i;
	CHECK(false); /* a state of a card that the program does not know */
	return CARD_VOID;
}

static void read_card(struct db_stmt *q, struct arena *arena, struct card *c) {
	*c = (struct card){.id = db_i64(q, 0),
	                   .no = db_keep(q, 1, arena),
	                   .person_id = db_i64(q, 2),
	                   .reason = db_keep(q, 3, arena),
	                   .applied_on = db_date(q, 4),
	                   .site = db_keep(q, 5, arena),
	                   .delivery = db_keep(q, 6, arena),
	                   .receipt_id = db_i64(q, 7),
	                   .fact_no = db_i64(q, 8),
	                   .state = state_of(db_str(q, 9)),
	                   .since = db_date(q, 10),
	                   .batch_id = db_i64(q, 11)};
}

static enum nhi_status insert_state(struct db *db, const struct act *act, int64_t card_id,
                                    enum card_state state, struct period valid, struct str note,
                                    int64_t batch_id, int64_t *fact_no, struct err *err) {
	struct fact f = {.subject_id = card_id, .valid_from = valid.from, .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "card_state", &f);
	db_bind_str(q, str_from(card_states[state]));
	db_bind_str(q, note);
	db_bind_id_or_null(q, batch_id);
	*fact_no = f.fact_no;
	return db_run(q, err);
}

enum nhi_status card_put(struct db *db, const struct act *act, struct card *c, struct err *err) {
	enum nhi_status st = ids_new(db, "card", &c->id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "card_insert");
	db_bind_i64(q, c->id);
	db_bind_str(q, c->no);
	db_bind_i64(q, c->person_id);
	db_bind_str(q, c->reason);
	db_bind_date(q, c->applied_on);
	db_bind_str(q, c->site);
	db_bind_str(q, c->delivery);
	db_bind_str(q, c->photo);
	db_bind_str(q, c->document);
	db_bind_str(q, c->agent);
	db_bind_id_or_null(q, c->receipt_id);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	struct period valid = {c->applied_on, DATE_OPEN};
	c->since = c->applied_on;
	if (st == NHI_OK)
		st = insert_state(db, act, c->id, c->state, valid, STR(""), 0, &c->fact_no, err);
	return st;
}

enum nhi_status card_find(struct db *db, struct str no, struct arena *arena, struct card *out,
                          struct err *err) {
	struct db_stmt *q = db_query(db, "card_by_no");
	db_bind_str(q, no);
	if (db_need(q, "card")) read_card(q, arena, out);
	return db_end(q, err);
}

static enum nhi_status read_cards(struct db_stmt *q, struct arena *arena, struct card **cards,
                                  size_t *count, struct err *err) {
	size_t room = 0;
	*count = 0;
	*cards = NULL;
	while (db_next(q)) {
		if (*count == room) {
			room = room == 0 ? 16 : room * 2;
			struct card *more = ARENA_ARRAY(arena, room, struct card);
			if (more == NULL || room > CARDS_MAX) {
				(void)db_fail(q, NHI_LIMIT, "cards" ERR_SEP "%d",
				              CARDS_MAX); /* sticky: db_end tells */
				break;
			}
			for (size_t i = 0; i < *count; i++) more[i] = (*cards)[i];
			*cards = more;
		}
		read_card(q, arena, &(*cards)[(*count)++]);
	}
	return db_end(q, err);
}

enum nhi_status card_of_person(struct db *db, int64_t person_id, struct arena *arena,
                               struct card **cards, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "card_of_person");
	db_bind_i64(q, person_id);
	return read_cards(q, arena, cards, count, err);
}

enum nhi_status card_waiting(struct db *db, enum card_state state, struct str site,
                             struct str delivery, int64_t most, struct arena *arena,
                             struct card **cards, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "card_waiting");
	db_bind_str(q, str_from(card_states[state]));
	db_bind_str(q, site);
	db_bind_str(q, delivery);
	db_bind_i64(q, most);
	return read_cards(q, arena, cards, count, err);
}

enum nhi_status card_of_batch(struct db *db, int64_t batch_id, struct arena *arena,
                              struct card **cards, size_t *count, struct err *err) {
	struct db_stmt *q = db_query(db, "card_of_batch");
	db_bind_i64(q, batch_id);
	return read_cards(q, arena, cards, count, err);
}

enum nhi_status card_turn(struct db *db, const struct act *act, struct card *c,
                          enum card_state state, date_t on, struct str note, int64_t batch_id,
                          struct err *err) {
	CHECK(card_may_turn(c->state, state) && on >= c->since);
	int64_t before;
	enum nhi_status st = fact_close(db, act, "card_state", c->id, c->fact_no, err);
	/* A state that ends on the day on which it began stays only in what was believed. */
	struct period past = {c->since, on}, now = {on, DATE_OPEN};
	if (st == NHI_OK && past.from < past.to)
		st = insert_state(db, act, c->id, c->state, past, STR(""), c->batch_id, &before,
		                  err);
	if (st == NHI_OK)
		st = insert_state(db, act, c->id, state, now, note, batch_id, &c->fact_no, err);
	c->state = state;
	c->since = on;
	c->batch_id = batch_id;
	return st;
}

enum nhi_status card_history(struct db *db, int64_t person_id, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {
	        {"card_no", ROWS_TEXT}, {"reason", ROWS_TEXT},   {"state", ROWS_TEXT},
	        {"from", ROWS_DATE},    {"to", ROWS_DATE},       {"learnt_at", ROWS_INSTANT},
	        {"note", ROWS_TEXT},    {"batch_no", ROWS_TEXT}, {"receipt_no", ROWS_TEXT}};
	struct db_stmt *q = db_query(db, "card_history");
	db_bind_i64(q, person_id);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status card_events(struct db *db, int64_t person_id, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {{"card_no", ROWS_TEXT},
	                                             {"event", ROWS_TEXT},
	                                             {"on", ROWS_DATE},
	                                             {"document", ROWS_TEXT}};
	struct db_stmt *q = db_query(db, "card_events");
	db_bind_i64(q, person_id);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status card_event_put(struct db *db, const struct act *act, int64_t card_id,
                               struct str kind, date_t on, struct str document, struct err *err) {
	struct db_stmt *q = db_query(db, "card_event_insert");
	db_bind_i64(q, card_id);
	db_bind_i64(q, act->id);
	db_bind_str(q, kind);
	db_bind_date(q, on);
	db_bind_str(q, document);
	return db_run(q, err);
}

/* --- photo and services ----------------------------------------------------------------------- */

static enum nhi_status photo_last(struct db *db, int64_t person_id, int64_t *fact_no, date_t *taken,
                                  struct err *err) {
	struct db_stmt *q = db_query(db, "card_photo_last");
	db_bind_i64(q, person_id);
	*fact_no = 0;
	*taken = DATE_OPEN;
	if (db_next(q)) {
		*fact_no = db_i64(q, 0);
		*taken = db_date(q, 1);
	}
	return db_end(q, err);
}

enum nhi_status card_photo_on(struct db *db, int64_t person_id, date_t *taken, struct err *err) {
	int64_t fact_no;
	return photo_last(db, person_id, &fact_no, taken, err);
}

enum nhi_status card_photo_put(struct db *db, const struct act *act, int64_t person_id,
                               struct str origin, date_t on, struct err *err) {
	int64_t fact_no;
	date_t taken;
	enum nhi_status st = photo_last(db, person_id, &fact_no, &taken, err);
	if (st == NHI_OK && fact_no > 0)
		st = fact_close(db, act, "card_photo", person_id, fact_no, err);
	if (st != NHI_OK) return st;
	struct fact f = {.subject_id = person_id, .valid_from = on, .valid_to = DATE_OPEN};
	struct db_stmt *q = fact_insert(db, act, "card_photo", &f);
	db_bind_str(q, origin);
	db_bind_null(q);
	return db_run(q, err);
}

enum nhi_status card_service_now(struct db *db, int64_t person_id, struct str kind,
                                 int64_t *fact_no, date_t *since, struct err *err) {
	struct db_stmt *q = db_query(db, "card_service_now");
	db_bind_i64(q, person_id);
	db_bind_str(q, kind);
	*fact_no = 0;
	*since = DATE_OPEN;
	if (db_next(q)) {
		*fact_no = db_i64(q, 0);
		*since = db_date(q, 1);
	}
	return db_end(q, err);
}

enum nhi_status card_service_put(struct db *db, const struct act *act, int64_t person_id,
                                 struct str kind, struct str detail, struct period valid,
                                 struct err *err) {
	struct fact f = {.subject_id = person_id,
	                 .kind = kind,
	                 .valid_from = valid.from,
	                 .valid_to = valid.to};
	struct db_stmt *q = fact_insert(db, act, "card_service", &f);
	db_bind_str(q, detail);
	return db_run(q, err);
}

enum nhi_status card_service_end(struct db *db, const struct act *act, int64_t person_id,
                                 struct str kind, int64_t fact_no, date_t since, date_t on,
                                 struct err *err) {
	enum nhi_status st = fact_close(db, act, "card_service", person_id, fact_no, err);
	struct period past = {since, on};
	if (st == NHI_OK && past.from < past.to)
		st = card_service_put(db, act, person_id, kind, STR(""), past, err);
	return st;
}

enum nhi_status card_services(struct db *db, int64_t person_id, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {{"service", ROWS_TEXT},
	                                             {"detail", ROWS_TEXT},
	                                             {"from", ROWS_DATE},
	                                             {"to", ROWS_DATE}};
	struct db_stmt *q = db_query(db, "card_services");
	db_bind_i64(q, person_id);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}

enum nhi_status card_token_put(struct db *db, const struct act *act, struct str hash,
                               int64_t person_id, instant_t expires, struct err *err) {
	struct db_stmt *q = db_query(db, "card_token_insert");
	db_bind_str(q, hash);
	db_bind_i64(q, person_id);
	db_bind_instant(q, expires);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status card_token_find(struct db *db, struct str hash, struct card_token *out,
                                struct err *err) {
	struct db_stmt *q = db_query(db, "card_token_find");
	db_bind_str(q, hash);
	*out = (struct card_token){0};
	if (db_next(q))
		*out = (struct card_token){db_i64(q, 0), db_instant(q, 1), !db_is_null(q, 2)};
	return db_end(q, err);
}

enum nhi_status card_token_use(struct db *db, const struct act *act, struct str hash,
                               struct err *err) {
	struct db_stmt *q = db_query(db, "card_token_use");
	db_bind_str(q, hash);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}
