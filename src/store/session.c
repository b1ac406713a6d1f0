/* session.c: see session.h. */
#include "store/session.h"

#include "store/ids.h"

enum nhi_status session_add(struct db *db, const struct act *act, struct session *s,
                            struct str token_hash, struct err *err) {
	enum nhi_status st = ids_new(db, "login_session", &s->id, err);
	if (st != NHI_OK) return st;
	s->made_at = act->at;
	struct db_stmt *q = db_query(db, "login_session_insert");
	db_bind_i64(q, s->id);
	db_bind_str(q, token_hash);
	db_bind_i64(q, s->account.id);
	db_bind_str(q, s->stage);
	db_bind_str(q, s->csrf);
	db_bind_instant(q, s->made_at);
	db_bind_instant(q, s->ends_at);
	db_bind_str(q, s->post);
	db_bind_str(q, s->unit_code);
	db_bind_str(q, s->address);
	return db_run(q, err);
}

enum nhi_status session_find(struct db *db, struct str token_hash, struct arena *arena,
                             struct session *out, struct err *err) {
	*out = (struct session){0};
	struct db_stmt *q = db_query(db, "login_session_find");
	db_bind_str(q, token_hash);
	if (db_next(q))
		*out = (struct session){.id = db_i64(q, 0),
		                        .account = {.id = db_i64(q, 1),
		                                    .login = db_keep(q, 10, arena),
		                                    .kind = db_keep(q, 11, arena),
		                                    .person_id = db_i64(q, 12),
		                                    .provider_code = db_keep(q, 13, arena),
		                                    .name = db_keep(q, 14, arena),
		                                    .status = db_keep(q, 15, arena)},
		                        .stage = db_keep(q, 2, arena),
		                        .csrf = db_keep(q, 3, arena),
		                        .made_at = db_instant(q, 4),
		                        .seen_at = db_instant(q, 5),
		                        .ends_at = db_instant(q, 6),
		                        .post = db_keep(q, 7, arena),
		                        .unit_code = db_keep(q, 8, arena),
		                        .address = db_keep(q, 9, arena)};
	return db_end(q, err);
}

enum nhi_status session_touch(struct db *db, int64_t id, instant_t now, struct err *err) {
	struct db_stmt *q = db_query(db, "login_session_touch");
	db_bind_i64(q, id);
	db_bind_instant(q, now);
	return db_run(q, err);
}

enum nhi_status session_choose(struct db *db, int64_t id, struct str post, struct str unit_code,
                               struct err *err) {
	struct db_stmt *q = db_query(db, "login_session_choose");
	db_bind_i64(q, id);
	db_bind_str(q, post);
	db_bind_str(q, unit_code);
	return db_run(q, err);
}

enum nhi_status session_stage(struct db *db, int64_t id, const char *stage, struct err *err) {
	struct db_stmt *q = db_query(db, "login_session_stage");
	db_bind_i64(q, id);
	db_bind_str(q, str_from(stage));
	return db_run(q, err);
}

enum nhi_status session_end_all(struct db *db, int64_t account_id, int64_t but, struct err *err) {
	struct db_stmt *q = db_query(db, "login_session_end_all");
	db_bind_i64(q, account_id);
	db_bind_i64(q, but);
	return db_run(q, err);
}

enum nhi_status session_list(struct db *db, int64_t account_id, instant_t since, instant_t now,
                             int64_t most, struct arena *arena, struct session **rows,
                             size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct session);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "");
	struct db_stmt *q = db_query(db, "login_session_list");
	db_bind_i64(q, account_id);
	db_bind_instant(q, since);
	db_bind_instant(q, now);
	db_bind_i64(q, most);
	while (*count < (size_t)most && db_next(q))
		(*rows)[(*count)++] = (struct session){.id = db_i64(q, 0),
		                                       .account = {.id = db_i64(q, 1),
		                                                   .login = db_keep(q, 6, arena),
		                                                   .name = db_keep(q, 7, arena)},
		                                       .stage = db_keep(q, 2, arena),
		                                       .made_at = db_instant(q, 3),
		                                       .seen_at = db_instant(q, 4),
		                                       .address = db_keep(q, 5, arena)};
	return db_end(q, err);
}
