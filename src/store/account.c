/* account.c: see account.h. */
#include "store/account.h"

#include "base/check.h"
#include "base/clock.h"
#include "store/ids.h"

static enum nhi_status insert_state(struct db *db, const struct act *act, const struct account *a,
                                    date_t from, struct err *err) {
	struct fact f = {.subject_id = a->id, .valid_from = from, .valid_to = DATE_OPEN};
	struct db_stmt *q = fact_insert(db, act, "login_state", &f);
	db_bind_str(q, a->name);
	db_bind_str(q, a->status);
	db_bind_bool(q, a->second_factor);
	return db_run(q, err);
}

enum nhi_status account_add(struct db *db, const struct act *act, struct account *a, date_t from,
                            struct err *err) {
	struct account known;
	struct arena scratch = ARENA_INIT(1 << 16);
	enum nhi_status st = account_read(db, 0, a->login, &scratch, &known, err);
	arena_free(&scratch);
	if (st == NHI_OK && known.id != 0) st = err_set(err, NHI_EXISTS, "%.*s", STR_ARG(a->login));
	if (st == NHI_OK) st = ids_new(db, "login_account", &a->id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "login_account_insert");
	db_bind_i64(q, a->id);
	db_bind_str(q, a->login);
	db_bind_str(q, a->kind);
	db_bind_id_or_null(q, a->person_id);
	db_bind_str(q, a->provider_code);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	return st == NHI_OK ? insert_state(db, act, a, from, err) : st;
}

enum nhi_status account_count(struct db *db, int64_t *out, struct err *err) {
	struct db_stmt *q = db_query(db, "login_account_count");
	*out = db_next(q) ? db_i64(q, 0) : 0;
	return db_end(q, err);
}

static struct account account_row(struct db_stmt *q, struct arena *arena) {
	return (struct account){.id = db_i64(q, 0),
	                        .login = db_keep(q, 1, arena),
	                        .kind = db_keep(q, 2, arena),
	                        .person_id = db_i64(q, 3),
	                        .provider_code = db_keep(q, 4, arena),
	                        .state_no = db_i64(q, 5),
	                        .state_from = db_date(q, 6),
	                        .name = db_keep(q, 7, arena),
	                        .status = db_keep(q, 8, arena),
	                        .second_factor = db_bool(q, 9)};
}

enum nhi_status account_read(struct db *db, int64_t id, struct str login, struct arena *arena,
                             struct account *out, struct err *err) {
	*out = (struct account){0};
	struct db_stmt *q = db_query(db, "login_account_read");
	db_bind_i64(q, id);
	db_bind_str(q, login);
	if (db_next(q)) *out = account_row(q, arena);
	return db_end(q, err);
}

/* Room for `most` rows of a list. */
#define LIST_ROOM(rows, most, type)                                                                \
	do {                                                                                       \
		*(rows) = ARENA_ARRAY(arena, (size_t)(most), type);                                \
		if (*(rows) == NULL) return err_set(err, NHI_MEMORY, "");                          \
	} while (0)

enum nhi_status account_list(struct db *db, struct str after, struct str text, struct str kind,
                             int64_t most, struct arena *arena, struct account **rows,
                             size_t *count, struct err *err) {
	*count = 0;
	LIST_ROOM(rows, most, struct account);
	struct db_stmt *q = db_query(db, "login_account_list");
	db_bind_str(q, after);
	db_bind_str(q, text);
	db_bind_str(q, kind);
	db_bind_i64(q, most);
	while (*count < (size_t)most && db_next(q)) {
		(*rows)[*count] = account_row(q, arena);
		(*rows)[(*count)++].last_login = db_instant(q, 10);
	}
	return db_end(q, err);
}

enum nhi_status account_change(struct db *db, const struct act *act, const struct account *a,
                               date_t from, struct err *err) {
	/* a second change on one day replaces the first, which never held on any other day */
	date_t start = from > a->state_from ? from : a->state_from;
	enum nhi_status st = fact_close(db, act, "login_state", a->id, a->state_no, err);
	return st == NHI_OK ? insert_state(db, act, a, start, err) : st;
}

enum { PLACES_MAX = 200 }; /* posts or units of one account that a page shows */

enum nhi_status account_posts(struct db *db, int64_t account_id, date_t at, struct arena *arena,
                              struct account_post **rows, size_t *count, struct err *err) {
	*count = 0;
	LIST_ROOM(rows, PLACES_MAX, struct account_post);
	struct db_stmt *q = db_query(db, "login_post_of");
	db_bind_i64(q, account_id);
	db_bind_date(q, at);
	while (*count < PLACES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct account_post){.fact_no = db_i64(q, 0),
		                                            .post = db_keep(q, 1, arena),
		                                            .org_unit = db_keep(q, 2, arena),
		                                            .section = db_keep(q, 3, arena),
		                                            .function = db_keep(q, 4, arena),
		                                            .level = db_i64(q, 5),
		                                            .from = db_date(q, 6),
		                                            .to = db_date(q, 7)};
	return db_end(q, err);
}

enum nhi_status account_post_add(struct db *db, const struct act *act, int64_t account_id,
                                 const struct account_post *p, struct err *err) {
	struct fact f = {.subject_id = account_id,
	                 .kind = p->post,
	                 .valid_from = p->from,
	                 .valid_to = p->to};
	struct db_stmt *q = fact_insert(db, act, "login_post", &f);
	db_bind_str(q, p->org_unit);
	db_bind_str(q, p->section);
	db_bind_str(q, p->function);
	db_bind_i64(q, p->level);
	return db_run(q, err);
}

enum nhi_status account_units(struct db *db, int64_t account_id, date_t at, struct arena *arena,
                              struct account_unit **rows, size_t *count, struct err *err) {
	*count = 0;
	LIST_ROOM(rows, PLACES_MAX, struct account_unit);
	struct db_stmt *q = db_query(db, "login_unit_of");
	db_bind_i64(q, account_id);
	db_bind_date(q, at);
	while (*count < PLACES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct account_unit){.fact_no = db_i64(q, 0),
		                                            .code = db_keep(q, 1, arena),
		                                            .unit_id = db_i64(q, 2),
		                                            .from = db_date(q, 3),
		                                            .to = db_date(q, 4)};
	return db_end(q, err);
}

enum nhi_status account_unit_add(struct db *db, const struct act *act, int64_t account_id,
                                 const struct account_unit *u, struct err *err) {
	struct fact f = {.subject_id = account_id,
	                 .kind = u->code,
	                 .valid_from = u->from,
	                 .valid_to = u->to};
	struct db_stmt *q = fact_insert(db, act, "login_unit", &f);
	db_bind_i64(q, u->unit_id);
	return db_run(q, err);
}

enum nhi_status account_holders(struct db *db, struct str org_unit, struct str section,
                                int64_t level, date_t at, struct arena *arena,
                                struct account_holder **rows, size_t *count, struct err *err) {
	*count = 0;
	LIST_ROOM(rows, PLACES_MAX, struct account_holder);
	struct db_stmt *q = db_query(db, "login_holder_of");
	db_bind_str(q, org_unit);
	db_bind_str(q, section);
	db_bind_i64(q, level);
	db_bind_date(q, at);
	while (*count < PLACES_MAX && db_next(q))
		(*rows)[(*count)++] = (struct account_holder){.account_id = db_i64(q, 0),
		                                              .level = level,
		                                              .name = db_keep(q, 1, arena),
		                                              .post = db_keep(q, 2, arena),
		                                              .function = db_keep(q, 3, arena)};
	return db_end(q, err);
}

/* --- secrets and attempts --------------------------------------------------------------------- */

enum nhi_status account_secrets(struct db *db, int64_t account_id, const char *kind, int64_t most,
                                struct arena *arena,
                                struct account_secret rows[ACCOUNT_SECRETS_MAX], size_t *count,
                                struct err *err) {
	*count = 0;
	CHECK(most <= ACCOUNT_SECRETS_MAX);
	struct db_stmt *q = db_query(db, "login_secret_read");
	db_bind_i64(q, account_id);
	db_bind_str(q, str_from(kind));
	db_bind_i64(q, most);
	while (*count < (size_t)most && db_next(q))
		rows[(*count)++] = (struct account_secret){.value = db_keep(q, 0, arena),
		                                           .must_change = db_bool(q, 1),
		                                           .set_at = db_instant(q, 2)};
	return db_end(q, err);
}

enum nhi_status account_secret_set(struct db *db, const struct act *act, int64_t account_id,
                                   const char *kind, struct str value, bool must_change,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, "login_secret_insert");
	db_bind_i64(q, account_id);
	db_bind_str(q, str_from(kind));
	db_bind_str(q, value);
	db_bind_bool(q, must_change);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status account_secrets_open(struct db *db, int64_t most, struct arena *arena,
                                     struct account_open_secret **rows, size_t *count,
                                     struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct account_open_secret);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "login_secret_open");
	db_bind_i64(q, most);
	while (*count < (size_t)most && db_next(q))
		(*rows)[(*count)++] = (struct account_open_secret){db_i64(q, 0), db_i64(q, 1),
		                                                   db_keep(q, 2, arena)};
	return db_end(q, err);
}

enum nhi_status account_secret_seal(struct db *db, int64_t account_id, int64_t secret_no,
                                    struct str sealed, struct err *err) {
	struct db_stmt *q = db_query(db, "login_secret_seal");
	db_bind_i64(q, account_id);
	db_bind_i64(q, secret_no);
	db_bind_str(q, sealed);
	return db_run(q, err);
}

enum nhi_status account_secrets_sealed(struct db *db, int64_t *out, struct err *err) {
	struct db_stmt *q = db_query(db, "login_secret_sealed");
	*out = db_next(q) ? db_i64(q, 0) : 0;
	return db_end(q, err);
}

enum nhi_status account_step_take(struct db *db, int64_t account_id, int64_t step, bool *taken,
                                  struct err *err) {
	int64_t rows = 0;
	struct db_stmt *q = db_query(db, "login_step_take");
	db_bind_i64(q, account_id);
	db_bind_i64(q, step);
	enum nhi_status st = db_run_count(q, &rows, err);
	*taken = rows == 1;
	return st;
}

enum nhi_status account_try_read(struct db *db, struct str who, struct account_try *out,
                                 struct err *err) {
	*out = (struct account_try){0};
	struct db_stmt *q = db_query(db, "login_try_read");
	db_bind_str(q, who);
	if (db_next(q))
		*out = (struct account_try){db_i64(q, 0), db_instant(q, 1), db_instant(q, 2)};
	return db_end(q, err);
}

enum nhi_status account_try_put(struct db *db, struct str who, const struct account_try *t,
                                struct err *err) {
	struct db_stmt *q = db_query(db, "login_try_put");
	db_bind_str(q, who);
	db_bind_i64(q, t->failures);
	db_bind_instant(q, t->last_at);
	db_bind_instant(q, t->locked_to);
	return db_run(q, err);
}

enum nhi_status account_try_clear(struct db *db, struct str who, struct err *err) {
	struct db_stmt *q = db_query(db, "login_try_clear");
	db_bind_str(q, who);
	return db_run(q, err);
}

enum nhi_status account_try_forget(struct db *db, instant_t before, struct err *err) {
	struct db_stmt *q = db_query(db, "login_try_forget");
	db_bind_instant(q, before);
	return db_run(q, err);
}

/* --- why somebody was looked at --------------------------------------------------------------- */

enum nhi_status account_purpose_add(struct db *db, const struct act *act,
                                    const struct account_purpose *p, int64_t *id, struct err *err) {
	enum nhi_status st = ids_new(db, "login_purpose", id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "login_purpose_insert");
	db_bind_i64(q, *id);
	db_bind_i64(q, p->account_id);
	db_bind_i64(q, p->person_id);
	db_bind_str(q, p->purpose);
	db_bind_str(q, p->reason);
	db_bind_bool(q, p->is_glass);
	db_bind_instant(q, act->at);
	db_bind_instant(q, p->until);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status account_purpose_now(struct db *db, int64_t account_id, int64_t person_id,
                                    instant_t now, struct arena *arena, struct account_purpose *out,
                                    struct err *err) {
	*out = (struct account_purpose){0};
	struct db_stmt *q = db_query(db, "login_purpose_now");
	db_bind_i64(q, account_id);
	db_bind_i64(q, person_id);
	db_bind_instant(q, now);
	if (db_next(q))
		*out = (struct account_purpose){.account_id = account_id,
		                                .person_id = person_id,
		                                .purpose = db_keep(q, 0, arena),
		                                .reason = STR(""),
		                                .is_glass = db_bool(q, 1),
		                                .until = db_instant(q, 2)};
	return db_end(q, err);
}

enum nhi_status account_glass_list(struct db *db, int64_t before, bool all, int64_t most,
                                   struct arena *arena, struct account_glass **rows, size_t *count,
                                   struct err *err) {
	*count = 0;
	LIST_ROOM(rows, most, struct account_glass);
	struct db_stmt *q = db_query(db, "login_glass_list");
	db_bind_i64(q, before);
	db_bind_bool(q, all);
	db_bind_i64(q, most);
	while (*count < (size_t)most && db_next(q))
		(*rows)[(*count)++] = (struct account_glass){.id = db_i64(q, 0),
		                                             .account_id = db_i64(q, 1),
		                                             .login = db_keep(q, 2, arena),
		                                             .name = db_keep(q, 3, arena),
		                                             .person_id = db_i64(q, 4),
		                                             .reason = db_keep(q, 5, arena),
		                                             .said_at = db_instant(q, 6),
		                                             .until = db_instant(q, 7),
		                                             .is_justified = db_bool(q, 8),
		                                             .note = db_keep(q, 9, arena),
		                                             .reviewed = !db_is_null(q, 10)};
	return db_end(q, err);
}

enum nhi_status account_glass_review(struct db *db, const struct act *act, int64_t id,
                                     int64_t reviewer, bool is_justified, struct str note,
                                     struct err *err) {
	struct db_stmt *q = db_query(db, "login_glass_read");
	db_bind_i64(q, id);
	bool found = db_next(q);
	int64_t who = found ? db_i64(q, 0) : 0;
	bool reviewed = found && !db_is_null(q, 1);
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK) return st;
	if (!found) return err_set(err, NHI_NOT_FOUND, "%lld", (long long)id);
	if (reviewed) return err_set(err, NHI_CONFLICT, "%lld", (long long)id);
	if (who == reviewer)
		return err_set(err, NHI_FORBIDDEN,
		               "覆核自己的查閱" ERR_SEP "review of an own access");
	q = db_query(db, "login_review_insert");
	db_bind_i64(q, id);
	db_bind_i64(q, reviewer);
	db_bind_bool(q, is_justified);
	db_bind_str(q, note);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}
