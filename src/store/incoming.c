/* incoming.c: see incoming.h. */
#include "store/incoming.h"

#include "base/check.h"
#include "store/ids.h"

static const char *const state_names[INCOMING_STATES] = {[INCOMING_RECEIVED] = "received",
                                                         [INCOMING_OPENED] = "opened",
                                                         [INCOMING_ROUTED] = "routed",
                                                         [INCOMING_FILED] = "filed",
                                                         [INCOMING_FORWARDED] = "forwarded"};

const char *incoming_state_name(enum incoming_state state) {
	CHECK(state < INCOMING_STATES);
	return state_names[state];
}

bool incoming_state_find(struct str name, enum incoming_state *out) {
	for (int i = 0; i < INCOMING_STATES; i++) {
		if (!str_is(name, state_names[i])) continue;
		*out = (enum incoming_state)i;
		return true;
	}
	return false;
}

static void bind_instant(struct db_stmt *q, instant_t at) {
	if (at == 0)
		db_bind_null(q);
	else
		db_bind_instant(q, at);
}

enum nhi_status incoming_insert(struct db *db, const struct act *act, struct incoming *m,
                                struct err *err) {
	enum nhi_status st = ids_new(db, "incoming", &m->id, err);
	if (st != NHI_OK) return st;
	m->version = 1;
	m->received_at = act->at;
	struct db_stmt *q = db_query(db, "incoming_insert");
	db_bind_i64(q, m->id);
	db_bind_str(q, m->number);
	db_bind_str(q, m->channel);
	db_bind_bool(q, m->is_registered);
	if (m->postmark_on == DATE_OPEN)
		db_bind_null(q);
	else
		db_bind_date(q, m->postmark_on);
	db_bind_date(q, m->received_on);
	db_bind_instant(q, m->received_at);
	bind_instant(q, m->opened_at);
	db_bind_str(q, m->sender);
	db_bind_str(q, m->sender_number);
	db_bind_str(q, m->subject);
	db_bind_i64(q, m->pages);
	db_bind_str(q, m->speed);
	db_bind_bool(q, m->is_secret);
	db_bind_str(q, m->file_hash);
	db_bind_i64(q, m->division);
	db_bind_str(q, m->section);
	db_bind_i64(q, m->case_id);
	db_bind_str(q, str_from(incoming_state_name(m->state)));
	db_bind_str(q, m->forwarded_to);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

static void read_row(struct db_stmt *q, struct arena *arena, struct incoming *m) {
	*m = (struct incoming){.id = db_i64(q, 0),
	                       .number = db_keep(q, 1, arena),
	                       .version = db_i64(q, 2),
	                       .channel = db_keep(q, 3, arena),
	                       .is_registered = db_bool(q, 4),
	                       .postmark_on = db_is_null(q, 5) ? DATE_OPEN : db_date(q, 5),
	                       .received_on = db_date(q, 6),
	                       .received_at = db_instant(q, 7),
	                       .opened_at = db_is_null(q, 8) ? 0 : db_instant(q, 8),
	                       .sender = db_keep(q, 9, arena),
	                       .sender_number = db_keep(q, 10, arena),
	                       .subject = db_keep(q, 11, arena),
	                       .pages = db_i64(q, 12),
	                       .speed = db_keep(q, 13, arena),
	                       .is_secret = db_bool(q, 14),
	                       .file_hash = db_keep(q, 15, arena),
	                       .division = db_i64(q, 16),
	                       .section = db_keep(q, 17, arena),
	                       .case_id = db_i64(q, 18),
	                       .forwarded_to = db_keep(q, 20, arena),
	                       .act_id = db_i64(q, 21)};
	(void)incoming_state_find(db_str(q, 19), &m->state); /* the CHECK allows no other word */
}

enum nhi_status incoming_by_number(struct db *db, struct str number, struct arena *arena,
                                   struct incoming *out, struct err *err) {
	*out = (struct incoming){0};
	struct db_stmt *q = db_query(db, "incoming_by_number");
	db_bind_str(q, number);
	bool found = db_next(q);
	if (found) read_row(q, arena, out);
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK && !found) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(number));
	return st;
}

enum nhi_status incoming_change(struct db *db, const struct act *act, struct incoming *m,
                                struct err *err) {
	int64_t changed = 0;
	struct db_stmt *q = db_query(db, "incoming_update");
	db_bind_i64(q, m->id);
	db_bind_i64(q, m->version);
	bind_instant(q, m->opened_at);
	db_bind_str(q, m->sender);
	db_bind_str(q, m->sender_number);
	db_bind_str(q, m->subject);
	db_bind_i64(q, m->pages);
	db_bind_str(q, m->file_hash);
	db_bind_i64(q, m->division);
	db_bind_str(q, m->section);
	db_bind_i64(q, m->case_id);
	db_bind_str(q, str_from(incoming_state_name(m->state)));
	db_bind_str(q, m->forwarded_to);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed == 0)
		return err_set(err, NHI_CASE_STALE, "%.*s", STR_ARG(m->number));
	m->version++;
	return st;
}

enum nhi_status incoming_list(struct db *db, int64_t division, enum incoming_state state,
                              struct str section, int64_t after, int64_t most, struct arena *arena,
                              struct incoming **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct incoming);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "incoming_list");
	db_bind_i64(q, division);
	db_bind_str(q, str_from(incoming_state_name(state)));
	db_bind_str(q, section);
	db_bind_i64(q, after);
	db_bind_i64(q, most);
	while (db_next(q)) read_row(q, arena, &(*rows)[(*count)++]);
	return db_end(q, err);
}
