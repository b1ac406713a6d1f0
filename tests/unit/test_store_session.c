/* Signing in, on both databases: wrong names and passwords look alike, locks by name and address, a
 * new token at each step, second factors once, sessions that end, passwords that change; purposes
 * and break-glass accesses; who looked at whom. */
#include "database.h"

#include "base/clock.h"
#include "desk/account.h"
#include "desk/seal.h"
#include "store/person.h"
#include "store/read_audit.h"
#include "store/read_list.h"

static struct err err;
static struct arena arena; /* max 0: the default */
static struct desk desk;
static struct desk_call call;
static struct principal operator;
static char hash[SECRET_HASH_SIZE]; /* of PASSWORD: hashing is slow */

#define PASSWORD "a long enough password"
enum { SECOND = 1000000, MINUTE = 60 };

static instant_t now;
static void at(int64_t seconds) { clock_fix(now += seconds * SECOND); }

static void open_desk(void) {
	assert_true(instant_parse(STR("2026-07-15T09:00:00+08:00"), &now));
	clock_fix(now);
	(void)test_db(); /* makes the database */
	assert_done(desk_open(&desk, test_source("."), test_db_url(), &err), &err);
	operator= principal_program(STR("cli:test"));
	call = (struct desk_call){
	        .desk = &desk, .arena = &arena, .today = instant_date(now), .who = &operator};
	if (hash[0] == '\0') assert_done(secret_hash(STR(PASSWORD), hash, &err), &err);
}

static void close_desk(void) {
	desk_call_close(&call);
	desk_close(&desk);
	arena_free(&arena);
	arena = ARENA_INIT(0);
}

static int64_t add_clerk(const char *login, const char *post, bool keep) {
	struct account_answer answer;
	const struct account_request r = {.login = str_from(login),
	                                  .kind = STR("clerk"),
	                                  .name = str_from(login),
	                                  .post = str_from(post),
	                                  .password = STR(PASSWORD),
	                                  .hash = str_from(hash),
	                                  .may_keep = keep,
	                                  .no_second_factor = keep};
	assert_done(desk_account_add(&call, &r, &answer, &err), &err);
	return answer.account_id;
}

static enum nhi_status sign_in(const char *login, const char *password, const char *from,
                               struct sign_in_step *step) {
	return desk_sign_in(&call, str_from(login), str_from(password), str_from(from), step, &err);
}

static struct signed_in who_has(const char *token) {
	struct signed_in s;
	assert_done(desk_session(&call, str_from(token), &s, &err), &err);
	call.who = &operator;
	return s;
}

static void a_right_password_opens_a_session_with_the_rights_of_the_post(void **state) {
	(void)state;
	struct sign_in_step step;
	open_desk();
	int64_t id = add_clerk("wang", "central/enrolment-1/enrol/4", true);
	assert_done(sign_in("wang", PASSWORD, "10.0.0.1", &step), &err);
	struct signed_in s = who_has(step.token);
	assert_int_equal(s.state, SESSION_OPEN);
	assert_int_equal(s.who.account_id, id);
	assert_int_equal(s.who.division, 3);
	assert_int_equal(s.who.level, 4);
	assert_true(principal_may(&s.who, "enrol", RIGHT_WRITE));
	assert_false(principal_may(&s.who, "enrol", RIGHT_DECIDE));
	assert_int_equal(who_has("no such token").state, SESSION_NONE);
	step.token[0] = step.token[0] == 'x' ? 'y' : 'x';
	assert_int_equal(who_has(step.token).state, SESSION_NONE);
	close_desk();
}

/* Persons are not enumerated: a name that exists and one that does not give the same answers, are
 * locked after as many failures, and leave the same rows. */
static void a_name_that_nobody_has_is_answered_like_one_that_somebody_has(void **state) {
	(void)state;
	static const char *const names[] = {"wang", "nobody"};
	struct sign_in_step step;
	enum { LIMIT = 5 };
	enum nhi_status answers[2][LIMIT + 1];
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	for (size_t n = 0; n < COUNT_OF(names); n++)
		for (int i = 0; i <= LIMIT; i++)
			answers[n][i] = sign_in(names[n], "wrong wrong wrong",
			                        n ? "10.0.0.2" : "10.0.0.1", &step);
	assert_memory_equal(answers[0], answers[1], sizeof answers[0]);
	assert_int_equal(answers[0][LIMIT - 1], NHI_LOGIN_WRONG);
	assert_int_equal(answers[0][LIMIT], NHI_LOGIN_LOCKED);
	/* also with the right password, until the time is over */
	assert_int_equal(sign_in("wang", PASSWORD, "10.0.0.3", &step), NHI_LOGIN_LOCKED);
	at(15 * MINUTE + 1);
	assert_done(sign_in("wang", PASSWORD, "10.0.0.3", &step), &err);
	close_desk();
}

static void one_address_that_tries_many_names_is_sent_away(void **state) {
	(void)state;
	struct sign_in_step step;
	int64_t limit = 0;
	open_desk();
	assert_done(
	        desk_account_figure(&desk, "account.address.failures", call.today, &limit, &err),
	        &err);
	/* as if it had failed nearly so often */
	char hex[SHA256_HEX_SIZE + 1], key[SHA256_HEX_SIZE + 8];
	sha256_hex(STR("10.9.9.9"), hex);
	snprintf(key, sizeof key, "from:%s", hex);
	struct account_try tried = {.failures = limit - 1, .last_at = now};
	assert_done(desk_need_write(&call, &err), &err);
	assert_done(db_begin(call.write_db, DB_WRITE, &err), &err);
	assert_done(account_try_put(call.write_db, str_from(key), &tried, &err), &err);
	assert_done(db_commit(call.write_db, &err), &err);
	assert_int_equal(sign_in("a-name", "wrong wrong", "10.9.9.9", &step), NHI_LOGIN_WRONG);
	assert_int_equal(sign_in("another", "wrong wrong", "10.9.9.9", &step), NHI_LOGIN_LOCKED);
	assert_int_equal(sign_in("another", "wrong wrong", "10.9.9.8", &step), NHI_LOGIN_WRONG);
	close_desk();
}

static void an_administrator_unlocks_what_failures_locked(void **state) {
	(void)state;
	struct sign_in_step step;
	struct account_answer answer;
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	for (int i = 0; i < 5; i++)
		assert_int_equal(sign_in("wang", "wrong wrong", "", &step), NHI_LOGIN_WRONG);
	assert_int_equal(sign_in("wang", PASSWORD, "", &step), NHI_LOGIN_LOCKED);
	assert_done(desk_account_change(&call, ACCOUNT_UNLOCK, STR("wang"), &answer, &err), &err);
	assert_done(sign_in("wang", PASSWORD, "", &step), &err);
	close_desk();
}

static void a_locked_or_closed_account_ends_its_sessions_and_signs_in_no_more(void **state) {
	(void)state;
	static const enum account_change changes[] = {ACCOUNT_LOCK, ACCOUNT_UNLOCK, ACCOUNT_CLOSE};
	struct sign_in_step step, again;
	struct account_answer answer;
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	assert_done(sign_in("wang", PASSWORD, "", &step), &err);
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		bool open = changes[i] == ACCOUNT_UNLOCK;
		assert_done(desk_account_change(&call, changes[i], STR("wang"), &answer, &err),
		            &err);
		assert_int_equal(who_has(step.token).state, SESSION_NONE); /* never again */
		assert_int_equal(sign_in("wang", PASSWORD, "", &again),
		                 open ? NHI_OK : NHI_LOGIN_WRONG);
	}
	assert_int_equal(desk_account_change(&call, ACCOUNT_UNLOCK, STR("wang"), &answer, &err),
	                 NHI_INPUT);
	close_desk();
}

static void a_session_ends_when_idle_and_after_its_hours(void **state) {
	(void)state;
	struct sign_in_step step;
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	assert_done(sign_in("wang", PASSWORD, "", &step), &err);
	at(25 * MINUTE); /* no time limit under 20 minutes */
	assert_int_equal(who_has(step.token).state, SESSION_OPEN);
	at(31 * MINUTE);
	assert_int_equal(who_has(step.token).state, SESSION_NONE);
	assert_done(sign_in("wang", PASSWORD, "", &step), &err);
	for (int i = 0; i < 12 * 60 / 25; i++) {
		at(25 * MINUTE);
		assert_int_equal(who_has(step.token).state, SESSION_OPEN);
	}
	at(25 * MINUTE); /* twelve hours are over, however busy one was */
	assert_int_equal(who_has(step.token).state, SESSION_NONE);
	close_desk();
}

static void a_second_factor_is_asked_gives_a_new_token_and_is_good_once(void **state) {
	(void)state;
	struct sign_in_step first, second, other;
	struct account_answer answer;
	char code[8];
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	assert_done(desk_account_change(&call, ACCOUNT_TOTP, STR("wang"), &answer, &err), &err);
	assert_done(sign_in("wang", PASSWORD, "", &first), &err);
	assert_int_equal(first.state, SESSION_CODE);
	struct signed_in s = who_has(first.token);
	assert_int_equal(s.who.kind, PRINCIPAL_NOBODY); /* half-way in is not in */
	assert_int_equal(desk_sign_in_code(&call, &s, STR("000000"), &second, &err),
	                 NHI_LOGIN_WRONG);
	assert_true(secret_totp_code(str_from(answer.totp), now, code));
	assert_done(desk_sign_in_code(&call, &s, str_from(code), &second, &err), &err);
	assert_int_equal(second.state, SESSION_OPEN);
	assert_string_not_equal(first.token, second.token); /* a fixed token gains nothing */
	assert_int_equal(who_has(first.token).state, SESSION_NONE);
	assert_int_equal(who_has(second.token).state, SESSION_OPEN);
	assert_done(sign_in("wang", PASSWORD, "", &first), &err);
	s = who_has(first.token);
	assert_int_equal(desk_sign_in_code(&call, &s, str_from(code), &other, &err),
	                 NHI_LOGIN_WRONG); /* overheard: too late */
	at(60);
	assert_true(secret_totp_code(str_from(answer.totp), now, code));
	assert_done(desk_sign_in_code(&call, &s, str_from(code), &other, &err), &err);
	close_desk();
}

struct plain {
	int64_t account_id;
	struct str key;
};

static enum nhi_status store_plain(struct db *db, void *context, struct err *e) {
	const struct plain *p = context;
	struct act act;
	const struct act_request request = {
	        .actor = STR("test"), .reason = STR("before"), .purpose = STR("test")};
	enum nhi_status st = act_begin(db, &request, &act, e);
	return st == NHI_OK ? account_secret_set(db, &act, p->account_id, "totp", p->key, false, e)
	                    : st;
}

static void a_key_stored_in_the_open_is_sealed_once_and_still_opens(void **state) {
	(void)state;
	char key[SECRET_TOTP_SIZE], code[8];
	struct account_secret rows[ACCOUNT_SECRETS_MAX];
	struct sign_in_step first, second;
	struct str opened;
	size_t count;
	int64_t sealed = 0;
	open_desk();
	struct plain plain = {.account_id = add_clerk("wang", "central/enrolment-1/enrol/4", true)};
	secret_totp_new(key);
	plain.key = str_from(key);
	assert_done(desk_need_write(&call, &err), &err);
	assert_done(db_transact(call.write_db, DB_WRITE, store_plain, &plain, &err), &err);
	assert_done(seal_all(&call, &sealed, &err), &err);
	assert_int_equal(sealed, 1);
	assert_done(seal_all(&call, &sealed, &err), &err);
	assert_int_equal(sealed, 0);
	assert_done(account_secrets(call.write_db, plain.account_id, "totp", 1, &arena, rows,
	                            &count, &err),
	            &err);
	assert_true(str_starts(rows[0].value, STR("s1:")));
	assert_true(str_find(rows[0].value, plain.key) == rows[0].value.n);
	/* moved to another account it opens nothing */
	assert_int_equal(seal_open(&call, plain.account_id + 1, rows[0].value, &opened, &err),
	                 NHI_KEY_FILE_WRONG);
	assert_done(sign_in("wang", PASSWORD, "", &first), &err);
	struct signed_in s = who_has(first.token);
	assert_true(secret_totp_code(str_from(key), now, code));
	assert_done(desk_sign_in_code(&call, &s, str_from(code), &second, &err), &err);
	close_desk();
}

static void put(struct form *f, const char *name, const char *value) {
	assert_true(form_add(f, str_from(name), str_from(value)));
}

static void a_password_given_by_others_must_be_changed_first(void **state) {
	(void)state;
	struct sign_in_step step, changed;
	bool done = false;
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", false);
	assert_done(sign_in("wang", PASSWORD, "", &step), &err);
	assert_int_equal(step.state, SESSION_SETUP);
	struct signed_in s = who_has(step.token);
	static const struct {
		const char *now, *new, *again, *wrong;
	} rows[] = {
	        {"not this", "another good one", "another good one", "now"},
	        {PASSWORD, "another good one", "another goood one", "again"},
	        {PASSWORD, "short", "short", "new"},
	        {PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "new"},
	        {PASSWORD, "my wang is here", "my wang is here", "new"},
	        {PASSWORD, PASSWORD, PASSWORD, "new"},
	        {PASSWORD, "another good one", "another good one", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct view *v = view_new(&arena, "password");
		struct form f = {.count = 0};
		put(&f, "now", rows[i].now);
		put(&f, "new", rows[i].new);
		put(&f, "again", rows[i].again);
		assert_done(desk_password_change(&call, &s, &f, v, &changed, &done, &err), &err);
		assert_int_equal(done, rows[i].wrong == NULL);
		if (done) continue;
		const struct view_field *errors = view_find(v, "errors");
		assert_non_null(errors);
		assert_str(view_find(errors->first, "field")->text, rows[i].wrong);
	}
	assert_int_equal(changed.state, SESSION_SETUP); /* the second factor is still missing */
	assert_int_equal(who_has(step.token).state, SESSION_NONE);
	s = who_has(changed.token);
	char key[SECRET_TOTP_SIZE], code[8];
	secret_totp_new(key);
	assert_true(secret_totp_code(str_from(key), now, code));
	struct form f = {.count = 0};
	put(&f, "secret", key);
	put(&f, "code", code);
	struct view *v = view_new(&arena, "second_factor");
	assert_done(desk_factor_set(&call, &s, &f, v, &step, &done, &err), &err);
	assert_true(done);
	assert_int_equal(who_has(step.token).state, SESSION_OPEN);
	close_desk();
}

static void a_password_to_be_used_once_is_good_for_its_hours(void **state) {
	(void)state;
	struct sign_in_step step;
	struct account_answer answer;
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	assert_done(desk_account_change(&call, ACCOUNT_RESET, STR("wang"), &answer, &err), &err);
	assert_int_equal(sign_in("wang", PASSWORD, "", &step), NHI_LOGIN_WRONG);
	at(24 * 60 * MINUTE + 1);
	assert_int_equal(sign_in("wang", answer.once, "", &step), NHI_LOGIN_WRONG);
	assert_done(desk_account_change(&call, ACCOUNT_RESET, STR("wang"), &answer, &err), &err);
	assert_done(sign_in("wang", answer.once, "", &step), &err);
	assert_int_equal(step.state, SESSION_SETUP);
	close_desk();
}

static void one_chooses_among_ones_own_posts_only(void **state) {
	(void)state;
	struct sign_in_step step;
	open_desk();
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	assert_done(desk_account_post(&call, STR("wang"), STR("central//direct/2"), &err), &err);
	assert_done(sign_in("wang", PASSWORD, "", &step), &err);
	struct signed_in s = who_has(step.token);
	assert_int_equal(s.who.level, 2); /* the highest first */
	assert_done(
	        desk_session_choose(&call, &s, STR("central/enrolment-1/enrol/4"), STR(""), &err),
	        &err);
	assert_int_equal(who_has(step.token).who.level, 4);
	assert_int_equal(desk_session_choose(&call, &s, STR("planning//direct/1"), STR(""), &err),
	                 NHI_FORBIDDEN);
	assert_int_equal(desk_session_choose(&call, &s, STR(""), STR("300000012"), &err),
	                 NHI_FORBIDDEN);
	close_desk();
}

static void accounts_are_kept_by_who_may_and_not_ones_own(void **state) {
	(void)state;
	struct account_answer answer;
	struct principal who;
	open_desk();
	add_clerk("admin", "information//administrator/3", true);
	add_clerk("wang", "central/enrolment-1/enrol/4", true);
	assert_done(desk_principal(&call, STR("wang"), &who, &err), &err);
	call.who = &who;
	assert_int_equal(desk_account_change(&call, ACCOUNT_RESET, STR("admin"), &answer, &err),
	                 NHI_FORBIDDEN);
	assert_done(desk_principal(&call, STR("admin"), &who, &err), &err);
	assert_int_equal(desk_account_change(&call, ACCOUNT_LOCK, STR("admin"), &answer, &err),
	                 NHI_FORBIDDEN);
	assert_done(desk_account_change(&call, ACCOUNT_LOCK, STR("wang"), &answer, &err), &err);
	call.who = &principal_nobody;
	assert_int_equal(desk_account_change(&call, ACCOUNT_UNLOCK, STR("wang"), &answer, &err),
	                 NHI_LOGIN);
	call.who = &operator;
	close_desk();
}

/* --- looks at persons ------------------------------------------------------------------------- */

static int64_t add_person(void) {
	const struct person_fact fact = {.name = STR("王小明"),
	                                 .sex = 'M',
	                                 .birth = 7000,
	                                 .death = DATE_NONE,
	                                 .is_citizen = true,
	                                 .county = STR("03"),
	                                 .address = STR("")};
	int64_t id = 0;
	struct db *db = test_db();
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "person");
	assert_done(person_add(db, &act, &fact, STR("A123456789"), 7000, &id, &err), &err);
	assert_done(db_commit(db, &err), &err);
	return id;
}

static void an_emergency_look_is_reviewed_once_and_by_another(void **state) {
	(void)state;
	struct db *db = test_db();
	struct account_purpose p = {
	        .purpose = STR("glass"), .reason = STR("急診"), .is_glass = true};
	struct account_purpose found;
	struct account_glass *rows;
	size_t count;
	int64_t id;
	open_desk();
	p.account_id = add_clerk("wang", "taipei//enrol/4", true);
	int64_t chief = add_clerk("chief", "central/enrolment-1/enrol/3", true);
	p.person_id = add_person();
	p.until = now + 60 * SECOND;
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "person.glass");
	assert_done(account_purpose_add(db, &act, &p, &id, &err), &err);
	assert_done(account_purpose_now(db, p.account_id, p.person_id, now, &arena, &found, &err),
	            &err);
	assert_true(found.is_glass);
	assert_done(account_purpose_now(db, chief, p.person_id, now, &arena, &found, &err), &err);
	assert_int_equal(found.account_id, 0);
	assert_done(
	        account_purpose_now(db, p.account_id, p.person_id, p.until, &arena, &found, &err),
	        &err);
	assert_int_equal(found.account_id, 0);
	assert_done(account_glass_list(db, INT64_MAX, false, 10, &arena, &rows, &count, &err),
	            &err);
	assert_int_equal(count, 1);
	assert_int_equal(account_glass_review(db, &act, id, p.account_id, true, STR(""), &err),
	                 NHI_FORBIDDEN);
	assert_done(account_glass_review(db, &act, id, chief, true, STR("急診"), &err), &err);
	assert_int_equal(account_glass_review(db, &act, id, chief, false, STR(""), &err),
	                 NHI_CONFLICT);
	assert_int_equal(account_glass_review(db, &act, id + 1, chief, false, STR(""), &err),
	                 NHI_NOT_FOUND);
	assert_done(account_glass_list(db, INT64_MAX, false, 10, &arena, &rows, &count, &err),
	            &err);
	assert_int_equal(count, 0);
	assert_done(db_commit(db, &err), &err);
	close_desk();
}

static void a_person_finds_who_looked_newest_first(void **state) {
	(void)state;
	struct read_audit *ra;
	struct read_row *rows;
	size_t count;
	open_desk();
	assert_done(read_audit_open(&ra, test_db_url(), test_source(""), &err), &err);
	for (int i = 0; i < 3; i++) {
		const struct read_event events[] = {
		        {7, i == 1 ? STR("u:2") : STR("u:1"), STR("counter"), STR("person"),
		         STR("")},
		        {8, STR("u:1"), STR("counter"), STR("person"), STR("")}};
		assert_done(read_audit_record_all(ra, events, COUNT_OF(events), &err), &err);
	}
	read_audit_close(ra);
	assert_done(read_list(test_db(), 7, 0, 10, &arena, &rows, &count, &err), &err);
	assert_int_equal(count, 3);
	assert_str(rows[1].actor, "u:2");
	assert_done(read_list(test_db(), 7, 0, 2, &arena, &rows, &count, &err), &err);
	assert_int_equal(count, 2);
	assert_done(read_list(test_db(), 9, 0, 10, &arena, &rows, &count, &err), &err);
	assert_int_equal(count, 0);
	assert_done(read_list_of_actor(test_db(), STR("u:1"), 0, 10, &arena, &rows, &count, &err),
	            &err);
	assert_int_equal(count, 5);
	close_desk();
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(a_right_password_opens_a_session_with_the_rights_of_the_post),
        STORE_TEST(a_name_that_nobody_has_is_answered_like_one_that_somebody_has),
        STORE_TEST(one_address_that_tries_many_names_is_sent_away),
        STORE_TEST(an_administrator_unlocks_what_failures_locked),
        STORE_TEST(a_locked_or_closed_account_ends_its_sessions_and_signs_in_no_more),
        STORE_TEST(a_session_ends_when_idle_and_after_its_hours),
        STORE_TEST(a_second_factor_is_asked_gives_a_new_token_and_is_good_once),
        STORE_TEST(a_key_stored_in_the_open_is_sealed_once_and_still_opens),
        STORE_TEST(a_password_given_by_others_must_be_changed_first),
        STORE_TEST(a_password_to_be_used_once_is_good_for_its_hours),
        STORE_TEST(one_chooses_among_ones_own_posts_only),
        STORE_TEST(accounts_are_kept_by_who_may_and_not_ones_own),
        STORE_TEST(an_emergency_look_is_reviewed_once_and_by_another),
        STORE_TEST(a_person_finds_who_looked_newest_first),
};

STORE_MAIN(tests)
