/* backup.c: see backup.h. */
#include "store/backup.h"

#include "base/check.h"
#include "base/file.h"
#include "store/backup_driver.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TABLES_MAX = 1000 };

/* What a copy must have in common with its source. */
struct fingerprint {
	struct str table[TABLES_MAX];
	int64_t rows[TABLES_MAX];
	size_t count;
	struct chain_head head[CHAIN_COUNT];
};

struct look {
	struct arena *arena;
	struct fingerprint *out;
};

static enum nhi_status count_rows(struct db *db, struct look *l, size_t i, struct err *err) {
	char dir[DB_PATH_MAX + 8];
	struct query_set one = {0};
	struct query_facts hole = {.table = l->out->table[i]};
	(void)snprintf(dir, sizeof dir, "%s/schema", db_data_dir(db)); /* fits: sized for it */
	enum nhi_status st =
	        query_pattern(&one, l->arena, dir, "rows.sql", &hole, db_kind(db), err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query_once(db, &one.query[0]);
	if (db_next(q)) l->out->rows[i] = db_i64(q, 0);
	return db_end(q, err);
}

static enum nhi_status look(struct db *db, void *context, struct err *err) {
	struct look *l = context;
	struct fingerprint *f = l->out;
	f->count = 0;
	struct db_stmt *q = db_query(db, "table_list");
	while (f->count < TABLES_MAX && db_next(q)) f->table[f->count++] = db_keep(q, 0, l->arena);
	enum nhi_status st = db_end(q, err);
	for (size_t i = 0; st == NHI_OK && i < f->count; i++) st = count_rows(db, l, i, err);
	for (unsigned c = 0; st == NHI_OK && c < CHAIN_COUNT; c++)
		st = chain_head(db, (enum chain)c, &f->head[c], err);
	return st;
}

static enum nhi_status compare(const struct fingerprint *a, const struct fingerprint *b,
                               struct err *err) {
	if (a->count != b->count)
		return err_set(err, NHI_CORRUPT, "%zu / %zu tables", a->count, b->count);
	for (size_t i = 0; i < a->count; i++)
		if (!str_eq(a->table[i], b->table[i]) || a->rows[i] != b->rows[i])
			return err_set(err, NHI_CORRUPT, "%.*s: %lld / %lld rows",
			               STR_ARG(a->table[i]), (long long)a->rows[i],
			               (long long)b->rows[i]);
	for (unsigned c = 0; c < CHAIN_COUNT; c++)
		if (a->head[c].links != b->head[c].links ||
		    memcmp(a->head[c].hash, b->head[c].hash, SHA256_SIZE) != 0)
			return err_set(err, NHI_CORRUPT, "chain %s: %lld / %lld links",
			               chain_name((enum chain)c), (long long)a->head[c].links,
			               (long long)b->head[c].links);
	return NHI_OK;
}

/* Opens the copy, examines it and compares it with its source (NULL: there is none at hand). */
static enum nhi_status examine(const char *url, const char *data_dir,
                               const struct fingerprint *source, struct arena *arena,
                               struct backup_report *out, struct err *err) {
	struct db *db;
	struct fingerprint *found = ARENA_NEW(arena, struct fingerprint);
	out->doctor = ARENA_NEW(arena, struct doctor_report);
	if (found == NULL || out->doctor == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = db_open(&db, url, data_dir, DB_ANY_VERSION, err);
	if (st != NHI_OK) return st;
	struct look l = {arena, found};
	st = db_transact(db, DB_READ, look, &l, err);
	if (st == NHI_OK && source != NULL) st = compare(source, found, err);
	if (st == NHI_OK) st = doctor_run(db, out->doctor, arena, err);
	db_close(db);
	for (size_t i = 0; st == NHI_OK && i < out->doctor->count; i++)
		if (!out->doctor->finding[i].good)
			return err_set(err, NHI_CORRUPT, "%.*s: %.*s",
			               STR_ARG(out->doctor->finding[i].check),
			               STR_ARG(out->doctor->finding[i].en));
	out->tables = (int64_t)found->count;
	out->rows = 0;
	for (size_t i = 0; i < found->count; i++) out->rows += found->rows[i];
	out->acts = found->head[CHAIN_ACT].links;
	out->entries = found->head[CHAIN_LEDGER].links;
	out->read_groups = found->head[CHAIN_READ].links;
	sha256_to_hex(found->head[CHAIN_ACT].hash, out->act_head);
	return st;
}

/* Restores a dump into a scratch database, examines that and removes it. */
static enum nhi_status rehearse_dump(struct db *db, const char *path,
                                     const struct fingerprint *source, struct arena *arena,
                                     struct backup_report *out, struct err *err) {
	char name[64], url[DB_PATH_MAX], dir[DB_PATH_MAX + 8];
	(void)snprintf(name, sizeof name, "nhi_rehearsal_%ld", (long)getpid()); /* fits */
	(void)snprintf(dir, sizeof dir, "%s/schema", db_data_dir(db));          /* fits */
	if (!backup_postgresql_url(db->url, name, url, sizeof url))
		return err_set(err, NHI_DB_URL, "%s", db_url(db));
	struct query_set two = {0};
	struct query_facts hole = {.table = str_from(name)};
	enum nhi_status st =
	        query_pattern(&two, arena, dir, "rehearsal.sql", &hole, db_kind(db), err);
	if (st != NHI_OK) return st;
	const struct query *drop = &two.query[0], *make = &two.query[1]; /* sorted by name */
	st = db->driver->script(db, make->sql, err);
	if (st != NHI_OK) {
		(void)err_where(err, "rehearsal"); /* adds the place only */
		return st;
	}
	st = backup_postgresql_load(path, url, err);
	if (st == NHI_OK) st = examine(url, db_data_dir(db), source, arena, out, err);
	enum nhi_status dropped = db->driver->script(db, drop->sql, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? dropped : st;
}

static bool sync_path(const char *path, int flags) {
	int fd = open(path, flags | O_CLOEXEC);
	if (fd < 0) return false;
	bool ok = fsync(fd) == 0;
	return close(fd) == 0 && ok;
}

/* The copy gets its name only when it is whole and on the disk. */
static enum nhi_status give_name(const char *part, const char *file, int64_t *bytes,
                                 struct err *err) {
	struct stat s;
	char dir[DB_PATH_MAX];
	const char *slash = strrchr(file, '/');
	int n = slash == NULL ? snprintf(dir, sizeof dir, ".")
	                      : snprintf(dir, sizeof dir, "%.*s", (int)(slash - file + 1), file);
	bool ok = n > 0 && (size_t)n < sizeof dir && sync_path(part, O_RDONLY) &&
	          stat(part, &s) == 0 && rename(part, file) == 0 &&
	          sync_path(dir, O_RDONLY | O_DIRECTORY);
	if (!ok) return err_set(err, NHI_IO, "%s" ERR_SEP "%s", file, strerror(errno));
	*bytes = s.st_size;
	return NHI_OK;
}

/* Removes what an attempt left, with SQLite's files beside it. */
static void remove_part(const char *part) {
	static const char *const beside[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < COUNT_OF(beside); i++) {
		char path[DB_PATH_MAX + 64];
		(void)snprintf(path, sizeof path, "%s%s", part, beside[i]); /* fits */
		(void)unlink(path);                                         /* most are not there */
	}
}

struct copy {
	const char *part;
	struct look look;
};

static enum nhi_status copy_out(struct db *db, void *context, struct err *err) {
	struct copy *c = context;
	remove_part(c->part);
	enum nhi_status st = look(db, &c->look, err);
	if (st != NHI_OK) return st;
	return db_kind(db) == DB_SQLITE ? backup_sqlite_copy(db, c->part, err)
	                                : backup_postgresql_dump(db, c->part, err);
}

/* "FILE.part", and the address of a SQLite copy of that name. */
static enum nhi_status part_of(const char *file, char part[DB_PATH_MAX], char url[DB_PATH_MAX + 8],
                               struct err *err) {
	int n = snprintf(part, DB_PATH_MAX, "%s.part", file);
	if (n < 0 || n >= DB_PATH_MAX)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", file, DB_PATH_MAX);
	(void)snprintf(url, DB_PATH_MAX + 8, "sqlite:%s", part); /* fits: sized for it */
	return NHI_OK;
}

enum nhi_status backup_make(const char *url, const char *data_dir, const char *file,
                            struct arena *arena, struct backup_report *out, struct err *err) {
	*out = (struct backup_report){0};
	struct db *db;
	char part[DB_PATH_MAX], part_url[DB_PATH_MAX + 8];
	struct fingerprint *source = ARENA_NEW(arena, struct fingerprint);
	if (source == NULL) return err_set(err, NHI_MEMORY, "");
	if (file_exists(file)) return err_set(err, NHI_EXISTS, "%s", file);
	enum nhi_status st = part_of(file, part, part_url, err);
	if (st == NHI_OK) st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	struct copy c = {part, {arena, source}};
	st = db_transact(db, DB_READ, copy_out, &c, err);
	if (st == NHI_OK)
		st = db_kind(db) == DB_SQLITE ? examine(part_url, data_dir, source, arena, out, err)
		                              : rehearse_dump(db, part, source, arena, out, err);
	if (st == NHI_OK) st = give_name(part, file, &out->bytes, err);
	if (st != NHI_OK) remove_part(part);
	db_close(db);
	return st;
}

/* An empty or foreign file would else be opened as an empty database. */
static enum nhi_status need_sqlite_file(const char *file, struct err *err) {
	struct str bytes, mark = {"SQLite format 3", sizeof "SQLite format 3"}; /* with its NUL */
	enum nhi_status st = file_map(file, &bytes, err);
	if (st != NHI_OK) return st;
	bool fits = str_starts(bytes, mark);
	file_unmap(bytes);
	if (fits) return NHI_OK;
	return err_set(err, NHI_INPUT,
	               "%s 不是備份檔（不是 SQLite 資料庫）" ERR_SEP
	               "%s is no backup (not an SQLite database)",
	               file, file);
}

static enum nhi_status restore_sqlite(const char *file, const char *path, const char *data_dir,
                                      struct arena *arena, struct backup_report *out,
                                      struct err *err) {
	char part[DB_PATH_MAX], part_url[DB_PATH_MAX + 8];
	if (file_exists(path)) return err_set(err, NHI_EXISTS, "%s", path);
	enum nhi_status st = need_sqlite_file(file, err);
	if (st == NHI_OK) st = part_of(path, part, part_url, err);
	if (st != NHI_OK) return st;
	remove_part(part);
	st = backup_sqlite_copy_file(file, part, err);
	if (st == NHI_OK) st = examine(part_url, data_dir, NULL, arena, out, err);
	if (st == NHI_OK) st = give_name(part, path, &out->bytes, err);
	if (st != NHI_OK) remove_part(part);
	return st;
}

static enum nhi_status restore_postgresql(const char *file, const char *url, const char *data_dir,
                                          struct arena *arena, struct backup_report *out,
                                          struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, DB_ANY_VERSION, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "table_list");
	if (db_next(q)) (void)db_fail(q, NHI_EXISTS, "%s", db_url(db)); /* sticky */
	st = db_end(q, err);
	db_close(db);
	if (st == NHI_OK) st = backup_postgresql_load(file, url, err);
	return st == NHI_OK ? examine(url, data_dir, NULL, arena, out, err) : st;
}

enum nhi_status backup_restore(const char *file, const char *url, const char *data_dir,
                               struct arena *arena, struct backup_report *out, struct err *err) {
	*out = (struct backup_report){0};
	if (!file_exists(file)) return err_set(err, NHI_NO_FILE, "%s", file);
	struct str u = str_from(url);
	if (str_starts(u, STR("sqlite:")))
		return restore_sqlite(file, url + 7, data_dir, arena, out, err);
	return restore_postgresql(file, url, data_dir, arena, out, err);
}
