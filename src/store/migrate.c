/* migrate.c: see migrate.h. */
#include "store/migrate.h"

#include "base/check.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/sha256.h"
#include "store/dialect.h"
#include "store/driver.h"
#include "store/ledger.h"

enum { MIGRATION_MAX_BYTES = 1 << 20, MIGRATIONS_MAX = 9999 };

static enum nhi_status refuse(struct err *err, struct str name, const char *zh, const char *en) {
	return err_set(err, NHI_MIGRATION, "%.*s" ERR_SEP "%s" ERR_SEP "%s", STR_ARG(name), zh, en);
}

static enum nhi_status read_text(struct db *db, struct arena *arena, struct str name,
                                 struct str *out, struct err *err) {
	char path[DB_PATH_MAX + 300];
	int n = snprintf(path, sizeof path, "%s/schema/%.*s", db_data_dir(db), STR_ARG(name));
	CHECK(n > 0 && (size_t)n < sizeof path); /* a file name has at most 255 bytes */
	return file_read(arena, path, MIGRATION_MAX_BYTES, out, err);
}

/* Files NNNN_name.sql without gaps, with their checksums. */
static enum nhi_status list_files(struct db *db, struct arena *arena, struct migrations *out,
                                  struct err *err) {
	char dir[DB_PATH_MAX + 8];
	(void)snprintf(dir, sizeof dir, "%s/schema", db_data_dir(db)); /* fits: sized for it */
	struct file_list files;
	enum nhi_status st = file_list(arena, dir, ".sql", &files, err);
	if (st != NHI_OK) return st;
	out->row = ARENA_ARRAY(arena, MIGRATIONS_MAX, struct migration);
	if (out->row == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < files.count; i++) {
		struct str name = files.name[i], text;
		struct migration *m = &out->row[out->count];
		bool named = name.n > 9 && name.p[4] == '_' &&
		             str_to_i64(str_slice(name, 0, 4), 1, MIGRATIONS_MAX, &m->number);
		if (!named || m->number != (int64_t)out->count + 1)
			return refuse(err, name, "檔名應為 NNNN_名稱.sql，號碼自 0001 起不得間斷",
			              "files are named NNNN_name.sql and numbered from 0001 "
			              "without gaps");
		st = read_text(db, arena, name, &text, err);
		char *hex = arena_alloc(arena, SHA256_HEX_SIZE + 1);
		if (st != NHI_OK) return st;
		if (hex == NULL) return err_set(err, NHI_MEMORY, "");
		sha256_hex(text, hex);
		m->name = name;
		m->hash = str_from(hex);
		out->count++;
	}
	return NHI_OK;
}

static enum nhi_status table_exists(struct db *db, bool *out, struct err *err) {
	struct db_stmt *q = db_query(db, "migration_table");
	*out = db_next(q) && db_i64(q, 0) == 1;
	return db_end(q, err);
}

static void take_applied(struct db_stmt *q, struct arena *arena, struct migrations *out) {
	int64_t number = db_i64(q, 0);
	struct str hash = db_str(q, 2);
	if (number <= (int64_t)out->count) {
		struct migration *m = &out->row[number - 1];
		m->applied = true;
		m->applied_at = db_instant(q, 3);
		m->changed = !m->missing && !str_eq(m->hash, hash);
		return;
	}
	out->row[out->count++] = (struct migration){.number = number,
	                                            .name = db_keep(q, 1, arena),
	                                            .hash = db_keep(q, 2, arena),
	                                            .applied = true,
	                                            .missing = true,
	                                            .applied_at = db_instant(q, 3)};
}

enum nhi_status migrate_status(struct db *db, struct arena *arena, struct migrations *out,
                               struct err *err) {
	*out = (struct migrations){0};
	bool exists = false;
	enum nhi_status st = list_files(db, arena, out, err);
	if (st == NHI_OK) st = table_exists(db, &exists, err);
	if (st == NHI_OK && exists) {
		struct db_stmt *q = db_query(db, "migration_list");
		while (out->count < MIGRATIONS_MAX && db_next(q)) take_applied(q, arena, out);
		st = db_end(q, err);
	}
	for (size_t i = 0; i < out->count; i++) out->pending += !out->row[i].applied;
	return st;
}

enum nhi_status migrate_act(struct db *db, struct act *act, struct err *err) {
	const struct act_request request = {
	        .actor = STR("nhi"), .reason = STR("upgrade"), .purpose = STR("migrate")};
	return act->id != 0 ? NHI_OK : act_begin(db, &request, act, err);
}

static enum nhi_status note_applied(struct db *db, const struct migration *m, struct act *act,
                                    struct err *err) {
	const enum nhi_status st = migrate_act(db, act, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "migration_insert");
	db_bind_i64(q, m->number);
	db_bind_str(q, m->name);
	db_bind_str(q, m->hash);
	db_bind_instant(q, clock_now());
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

static enum nhi_status apply_file(struct db *db, struct arena *arena, const struct migration *m,
                                  struct act *act, struct err *err) {
	struct str text;
	struct buf script = BUF_INIT(8 * MIGRATION_MAX_BYTES);
	enum nhi_status st = read_text(db, arena, m->name, &text, err);
	if (st == NHI_OK) st = dialect_expand(m->name, text, db_kind(db), &script, NULL, err);
	buf_put_char(&script, '\0');
	if (st == NHI_OK && !buf_ok(&script)) st = err_set(err, NHI_MEMORY, "");
	if (st == NHI_OK) st = db->driver->script(db, buf_str(&script), err);
	if (st == NHI_OK) st = note_applied(db, m, act, err);
	buf_free(&script);
	if (st != NHI_OK) (void)err_where(err, "%.*s", STR_ARG(m->name)); /* adds the place only */
	return st;
}

struct upgrade {
	size_t applied; /* out */
};

static enum nhi_status check_files(const struct migrations *m, struct err *err) {
	for (size_t i = 0; i < m->count; i++) {
		if (m->row[i].missing)
			return refuse(err, m->row[i].name, "已套用，但檔案不見了",
			              "was applied, but the file is gone");
		if (m->row[i].changed)
			return refuse(err, m->row[i].name, "套用後檔案被更動",
			              "was changed after it was applied");
	}
	return NHI_OK;
}

/* Two upgrades at once: one waits, then finds nothing left to do. */
static enum nhi_status upgrade(struct db *db, void *context, struct err *err) {
	struct upgrade *u = context;
	struct arena arena = ARENA_INIT(0);
	struct migrations m = {0};
	struct act act = {0};
	struct db_stmt *q = db_query(db, "table_lock");
	db_bind_i64(q, (int64_t)str_hash(STR("schema_migration")));
	(void)db_next(q); /* the status comes from db_end */
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK) st = migrate_status(db, &arena, &m, err);
	if (st == NHI_OK) st = check_files(&m, err);
	u->applied = 0;
	for (size_t i = 0; st == NHI_OK && i < m.count; i++) {
		if (m.row[i].applied) continue;
		st = apply_file(db, &arena, &m.row[i], &act, err);
		u->applied++;
	}
	if (st == NHI_OK) st = ledger_load_codes(db, &act, err);
	arena_free(&arena);
	return st;
}

static enum nhi_status check_server(struct db *db, struct err *err) {
	struct db_stmt *q = db_query(db, "text_sorts_by_bytes");
	bool good = db_next(q) && db_bool(q, 0);
	if (!good)
		(void)db_fail(q, NHI_DB, "%s", /* sticky */
		              "text does not sort by bytes: create the database with LOCALE "
		              "'C.UTF-8' TEMPLATE template0");
	return db_end(q, err);
}

enum nhi_status migrate_up(struct db *db, size_t *applied, struct err *err) {
	CHECK((db->flags & DB_ANY_VERSION) != 0);
	struct upgrade u = {0};
	enum nhi_status st = check_server(db, err);
	if (st == NHI_OK) st = db_transact(db, DB_WRITE, upgrade, &u, err);
	*applied = st == NHI_OK ? u.applied : 0;
	return st;
}
