/* database.c: see database.h. */
#include "database.h"

#include "base/file.h"
#include "store/migrate.h"

#include <libpq-fe.h>
#include <unistd.h>

enum { URL_SIZE = 1024 };

static struct {
	int kind;         /* of this run; -1 before the first */
	int made;         /* databases so far, for their names */
	bool has_pattern; /* a migrated database to copy from */
	char pattern[URL_SIZE], url[URL_SIZE], empty[URL_SIZE];
	struct db *db;
} fixture = {.kind = -1};

bool test_db_next_kind(void) {
	fixture.kind++;
	fixture.has_pattern = false;
	if (fixture.kind == 1 && getenv("NHI_TEST_PG") == NULL)
		puts("left out: PostgreSQL: NHI_TEST_PG is not set");
	if (fixture.kind == 1) return getenv("NHI_TEST_PG") != NULL;
	return fixture.kind == 0;
}

enum db_kind test_db_kind(void) { return fixture.kind == 0 ? DB_SQLITE : DB_POSTGRESQL; }

void test_assert_done(enum nhi_status status, const struct err *err, const char *file, int line) {
	if (status == NHI_OK) return;
	struct buf text = BUF_INIT(0);
	err_message(err, "en", &text);
	print_error("%s: %s: %.*s\n", status_name(status), err->where, STR_ARG(buf_str(&text)));
	buf_free(&text);
	_fail(file, line);
}

static void on_server(const char *fmt, const char *a, const char *b) {
	char command[512];
	(void)snprintf(command, sizeof command, fmt, a, b);
	PGconn *c = PQconnectdb(getenv("NHI_TEST_PG"));
	PGresult *r = PQexec(c, command);
	if (PQresultStatus(r) != PGRES_COMMAND_OK) fail_msg("%s: %s", command, PQerrorMessage(c));
	PQclear(r);
	PQfinish(c);
}

/* "postgresql://nhi@/postgres?host=…" with another database name. */
static void server_url(const char *name, char out[URL_SIZE]) {
	struct str u = str_from(getenv("NHI_TEST_PG")), mark = STR("/postgres?");
	size_t at = str_find(u, mark);
	if (at == u.n) fail_msg("NHI_TEST_PG must name the database postgres");
	(void)snprintf(out, URL_SIZE, "%.*s/%s?%.*s", (int)at, u.p, name,
	               STR_ARG(str_slice(u, at + mark.n, u.n)));
}

/* Copies the pattern, or makes an empty database when `copy` is false. */
static void make_database(bool copy, char out[URL_SIZE]) {
	char name[64];
	(void)snprintf(name, sizeof name, "t%ld_%d", (long)getpid(), ++fixture.made);
	if (test_db_kind() == DB_POSTGRESQL) {
		char pattern[64];
		(void)snprintf(pattern, sizeof pattern, "p%ld", (long)getpid());
		on_server("CREATE DATABASE %s TEMPLATE %s", name, copy ? pattern : "template0");
		server_url(name, out);
		return;
	}
	(void)snprintf(out, URL_SIZE, "sqlite:%s/%s.db", test_folder(), name);
	if (!copy) return;
	struct arena a = ARENA_INIT(0);
	struct err err = ERR_INIT;
	struct str bytes;
	assert_done(file_read(&a, fixture.pattern + 7, 100 << 20, &bytes, &err), &err);
	assert_done(file_write(out + 7, bytes, &err), &err);
	arena_free(&a);
}

/* One migrated database a kind, made once and copied for each test. */
static void make_pattern(void) {
	if (fixture.has_pattern) return;
	if (test_db_kind() == DB_POSTGRESQL) {
		char name[64];
		(void)snprintf(name, sizeof name, "p%ld", (long)getpid());
		on_server("CREATE DATABASE %s%s", name, "");
		server_url(name, fixture.pattern);
	} else {
		(void)snprintf(fixture.pattern, URL_SIZE, "sqlite:%s/pattern.db", test_folder());
	}
	struct err err = ERR_INIT;
	struct db *db;
	size_t applied;
	assert_done(
	        db_open(&db, fixture.pattern, test_source(""), DB_CREATE | DB_ANY_VERSION, &err),
	        &err);
	assert_done(migrate_up(db, &applied, &err), &err);
	db_close(db);
	fixture.has_pattern = true;
}

const char *test_db_url(void) {
	make_pattern();
	if (fixture.url[0] == '\0') make_database(true, fixture.url);
	return fixture.url;
}

const char *test_db_empty(void) {
	make_database(false, fixture.empty);
	return fixture.empty;
}

struct db *test_db_again(unsigned flags) {
	struct err err = ERR_INIT;
	struct db *db;
	assert_done(db_open(&db, test_db_url(), test_source(""), flags, &err), &err);
	return db;
}

struct db *test_db(void) {
	if (fixture.db == NULL) fixture.db = test_db_again(0);
	return fixture.db;
}

int test_db_set_up(void **state) {
	(void)state;
	fixture.url[0] = '\0';
	return 0;
}

int test_db_tear_down(void **state) {
	(void)state;
	db_close(fixture.db);
	fixture.db = NULL;
	return 0;
}

struct act test_act(struct db *db, const char *purpose) {
	struct act act;
	struct err err = ERR_INIT;
	struct act_request r = {
	        .actor = STR("test"), .reason = STR("test"), .purpose = str_from(purpose)};
	assert_done(act_begin(db, &r, &act, &err), &err);
	return act;
}
