/* application.c: see application.h. */
#include "store/application.h"

#include "store/ids.h"

enum nhi_status application_insert(struct db *db, const struct act *act, struct application *a,
                                   struct err *err) {
	enum nhi_status st = ids_new(db, "application", &a->id, err);
	if (st != NHI_OK) return st;
	a->version = 1;
	a->state = STR("open");
	a->saved_at = act->at;
	struct db_stmt *q = db_query(db, "application_insert");
	db_bind_i64(q, a->id);
	db_bind_str(q, a->token);
	db_bind_i64(q, a->account);
	db_bind_i64(q, a->unit_id);
	db_bind_str(q, a->service);
	db_bind_str(q, a->parent);
	db_bind_str(q, a->form);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

static void read_row(struct db_stmt *q, struct arena *arena, struct application *a) {
	*a = (struct application){.id = db_i64(q, 0),
	                          .token = db_keep(q, 1, arena),
	                          .account = db_i64(q, 2),
	                          .unit_id = db_i64(q, 3),
	                          .service = db_keep(q, 4, arena),
	                          .parent = db_keep(q, 5, arena),
	                          .form = db_keep(q, 6, arena),
	                          .seen = db_keep(q, 7, arena),
	                          .version = db_i64(q, 8),
	                          .state = db_keep(q, 9, arena),
	                          .case_number = db_keep(q, 10, arena),
	                          .saved_at = db_instant(q, 11)};
}

enum nhi_status application_by_token(struct db *db, struct str token, struct arena *arena,
                                     struct application *out, struct err *err) {
	*out = (struct application){.id = 0};
	struct db_stmt *q = db_query(db, "application_by_token");
	db_bind_str(q, token);
	if (db_next(q)) read_row(q, arena, out);
	return db_end(q, err);
}

enum nhi_status application_save(struct db *db, const struct act *act, struct application *a,
                                 struct err *err) {
	int64_t changed = 0;
	struct db_stmt *q = db_query(db, "application_save");
	db_bind_i64(q, a->id);
	db_bind_i64(q, a->version);
	db_bind_str(q, a->form);
	db_bind_str(q, a->seen);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed == 0)
		return err_set(err, NHI_CASE_STALE, "%.*s", STR_ARG(a->service));
	a->version++;
	a->saved_at = act->at;
	return st;
}

enum nhi_status application_end(struct db *db, const struct act *act, int64_t id, const char *state,
                                struct str case_number, struct err *err) {
	int64_t changed = 0;
	struct db_stmt *q = db_query(db, "application_end");
	db_bind_i64(q, id);
	db_bind_str(q, str_from(state));
	db_bind_str(q, case_number);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed == 0)
		return err_set(err, NHI_CASE_STALE, "%.*s", STR_ARG(case_number));
	if (st != NHI_OK) return st;
	q = db_query(db, "application_files_delete");
	db_bind_i64(q, id);
	return db_run(q, err);
}

enum nhi_status application_open_of(struct db *db, int64_t account, int64_t unit_id,
                                    struct arena *arena, struct application **rows, size_t *count,
                                    struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, APPLICATIONS_OPEN_MAX, struct application);
	struct db_stmt *q = db_query(db, "application_open_of");
	db_bind_i64(q, account);
	db_bind_i64(q, unit_id);
	db_bind_i64(q, APPLICATIONS_OPEN_MAX);
	if (*rows == NULL) (void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
	while (*rows != NULL && *count < APPLICATIONS_OPEN_MAX && db_next(q))
		read_row(q, arena, &(*rows)[(*count)++]);
	return db_end(q, err);
}

enum nhi_status application_files(struct db *db, int64_t id, struct arena *arena,
                                  struct application_file **rows, size_t *count, struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, APPLICATION_FILES_MAX, struct application_file);
	struct db_stmt *q = db_query(db, "application_files");
	db_bind_i64(q, id);
	if (*rows == NULL) (void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
	while (*rows != NULL && *count < APPLICATION_FILES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct application_file){.number = db_i64(q, 0),
		                                                .field = db_keep(q, 1, arena),
		                                                .name = db_keep(q, 2, arena),
		                                                .size = db_i64(q, 3),
		                                                .sha256 = db_keep(q, 4, arena)};
	return db_end(q, err);
}

enum nhi_status application_file_read(struct db *db, int64_t id, int64_t number,
                                      struct arena *arena, struct str *out, struct err *err) {
	*out = STR("");
	struct db_stmt *q = db_query(db, "application_file_content");
	db_bind_i64(q, id);
	db_bind_i64(q, number);
	if (db_need(q, "file") && !arena_str(arena, db_bytes(q, 0), out))
		(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
	return db_end(q, err);
}

enum nhi_status application_file_add(struct db *db, const struct act *act, int64_t id,
                                     struct application_file *f, struct err *err) {
	struct arena scratch = ARENA_INIT(0);
	struct application_file *rows;
	size_t count;
	enum nhi_status st = application_files(db, id, &scratch, &rows, &count, err);
	f->number = st == NHI_OK && count > 0 ? rows[count - 1].number + 1 : 1;
	arena_free(&scratch);
	if (st == NHI_OK && count == APPLICATION_FILES_MAX)
		st = err_set(err, NHI_LIMIT, "files" ERR_SEP "%d", APPLICATION_FILES_MAX);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "application_file_insert");
	db_bind_i64(q, id);
	db_bind_i64(q, f->number);
	db_bind_str(q, f->field);
	db_bind_str(q, f->name);
	db_bind_i64(q, (int64_t)f->content.n);
	db_bind_str(q, f->sha256);
	db_bind_bytes(q, f->content);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status application_file_remove(struct db *db, int64_t id, int64_t number,
                                        struct err *err) {
	struct db_stmt *q = db_query(db, "application_file_delete");
	db_bind_i64(q, id);
	db_bind_i64(q, number);
	return db_run(q, err);
}
