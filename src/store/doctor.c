/* doctor.c: see doctor.h. One function a check, one row a check in the table at the end. */
#include "store/doctor.h"

#include "base/check.h"
#include "base/file.h"
#include "store/chain.h"
#include "store/ledger.h"
#include "store/migrate.h"
#include "store/query.h"

#include <stdarg.h>

enum { TEXT_MAX_BYTES = 2000, PATH_MAX_BYTES = 4200, FILE_MAX_BYTES = 1 << 20 };

/* Adds a finding; the format is Chinese, ERR_SEP, English. */
PRINTF_LIKE(4, 5)
static enum nhi_status add(struct doctor_report *r, const char *check, bool good, const char *fmt,
                           ...) {
	char text[TEXT_MAX_BYTES];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	CHECK(r->count < DOCTOR_FINDINGS_MAX && n >= 0);
	struct str rest = str_from(text), zh = str_cut(&rest, ERR_SEP[0]);
	struct doctor_finding *f = &r->finding[r->count];
	f->good = good;
	if (!arena_str(r->arena, str_from(check), &f->check) || !arena_str(r->arena, zh, &f->zh) ||
	    !arena_str(r->arena, rest, &f->en))
		return NHI_MEMORY;
	r->count++;
	r->bad += !good;
	return NHI_OK;
}

static enum nhi_status check_migrations(struct db *db, struct doctor_report *r, struct err *err) {
	struct migrations m;
	enum nhi_status st = migrate_status(db, r->arena, &m, err);
	if (st != NHI_OK) return st;
	size_t bad = 0;
	for (size_t i = 0; i < m.count; i++) {
		const struct migration *row = &m.row[i];
		if (row->applied && !row->missing && !row->changed) continue;
		bad++;
		st = add(r, "migrations", false, "結構檔 %.*s %s" ERR_SEP "schema file %.*s %s",
		         STR_ARG(row->name),
		         row->missing   ? "已套用但檔案遺失：請用原版程式"
		         : row->changed ? "套用後被更動：請還原檔案"
		                        : "尚未套用：請執行 nhi db migrate",
		         STR_ARG(row->name),
		         row->missing   ? "was applied but is gone: use the program it came with"
		         : row->changed ? "was changed after it was applied: put the file back"
		                        : "is not applied: run nhi db migrate");
		if (st != NHI_OK) return st;
	}
	if (bad > 0) return NHI_OK;
	return add(r, "migrations", true, "%zu 個結構檔均已套用" ERR_SEP "%zu migrations applied",
	           m.count, m.count);
}

/* A query whose rows are defects. */
static enum nhi_status check_list(struct db *db, struct doctor_report *r, const char *query,
                                  const char *check, struct err *err) {
	size_t bad = 0;
	struct db_stmt *q = db_query(db, query);
	enum nhi_status st = NHI_OK;
	while (st == NHI_OK && db_next(q)) {
		struct str s = db_str(q, 0);
		st = add(r, check, false, "%.*s" ERR_SEP "%.*s", STR_ARG(s), STR_ARG(s));
		bad++;
	}
	enum nhi_status ended = db_end(q, err);
	if (ended != NHI_OK) return ended;
	if (st == NHI_OK && bad == 0) st = add(r, check, true, "正常" ERR_SEP "sound");
	return st;
}

static enum nhi_status check_integrity(struct db *db, struct doctor_report *r, struct err *err) {
	return check_list(db, r, "doctor_integrity", "integrity", err);
}

static enum nhi_status check_foreign_keys(struct db *db, struct doctor_report *r, struct err *err) {
	return check_list(db, r, "doctor_foreign_keys", "foreign-keys", err);
}

static enum nhi_status has_trigger(struct db *db, const char *table, const char *what, bool *out,
                                   struct err *err) {
	char name[160];
	int n = snprintf(name, sizeof name, "%s_%s", table, what);
	CHECK(n > 0 && (size_t)n < sizeof name);
	struct db_stmt *q = db_query(db, "doctor_trigger");
	db_bind_str(q, str_from(name));
	*out = db_next(q) && db_i64(q, 0) > 0;
	return db_end(q, err);
}

/* What the words of the dialect make (store/dialect.c). */
static const struct {
	const char *word;
	const char *trigger[2][3]; /* by database */
} guards[] = {
        {"@facts(",
         {{"facts_update", "facts_delete"}, {"facts_update", "facts_delete", "facts_truncate"}}},
        {"@frozen(", {{"frozen_update", "frozen_delete"}, {"frozen_change", "frozen_truncate"}}},
};

static enum nhi_status check_guard(struct db *db, struct doctor_report *r, size_t guard,
                                   const char *table, size_t *bad, struct err *err) {
	const char *const *names = guards[guard].trigger[db_kind(db) == DB_SQLITE ? 0 : 1];
	for (size_t i = 0; i < 3 && names[i] != NULL; i++) {
		bool there;
		enum nhi_status st = has_trigger(db, table, names[i], &there, err);
		if (st == NHI_OK && !there) {
			++*bad;
			st = add(r, "triggers", false,
			         "%s 缺少觸發器 %s_%s" ERR_SEP "%s has lost its trigger %s_%s",
			         table, table, names[i], table, table, names[i]);
		}
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

/* The migrations say which tables are guarded: lines "@facts(t);" and "@frozen(t);". */
static enum nhi_status check_file(struct db *db, struct doctor_report *r, struct str text,
                                  size_t *tables, size_t *bad, struct err *err) {
	while (text.n > 0) {
		struct str line = str_cut(&text, '\n');
		for (size_t g = 0; g < COUNT_OF(guards); g++) {
			struct str word = str_from(guards[g].word), table;
			if (!str_starts(line, word)) continue;
			line = str_slice(line, word.n, line.n);
			if (!arena_str(r->arena, str_cut(&line, ')'), &table))
				return err_set(err, NHI_MEMORY, "");
			++*tables;
			enum nhi_status st = check_guard(db, r, g, table.p, bad, err);
			if (st != NHI_OK) return st;
		}
	}
	return NHI_OK;
}

static enum nhi_status check_triggers(struct db *db, struct doctor_report *r, struct err *err) {
	char dir[PATH_MAX_BYTES], path[PATH_MAX_BYTES + 300];
	struct file_list files;
	size_t tables = 0, bad = 0;
	int n = snprintf(dir, sizeof dir, "%s/schema", db_data_dir(db));
	CHECK(n > 0 && (size_t)n < sizeof dir);
	enum nhi_status st = file_list(r->arena, dir, ".sql", &files, err);
	for (size_t i = 0; st == NHI_OK && i < files.count; i++) {
		struct str text;
		(void)snprintf(path, sizeof path, "%s/%s", dir, files.name[i].p); /* fits */
		st = file_read(r->arena, path, FILE_MAX_BYTES, &text, err);
		if (st == NHI_OK) st = check_file(db, r, text, &tables, &bad, err);
	}
	if (st != NHI_OK || bad > 0) return st;
	return add(r, "triggers", true,
	           "%zu 個資料表受保護，不得竄改" ERR_SEP "%zu tables are guarded against changes",
	           tables, tables);
}

static enum nhi_status check_overlaps(struct db *db, struct doctor_report *r, struct err *err) {
	const struct query_set *set = db_queries(db);
	for (size_t i = 0; i < set->facts_count; i++) {
		char query[160], check[160];
		const char *table = set->facts[i].table.p;
		(void)snprintf(query, sizeof query, "%.120s_overlaps_all", table); /* fits */
		(void)snprintf(check, sizeof check, "facts:%.120s", table);        /* fits */
		struct db_stmt *q = db_query(db, query);
		enum nhi_status st = NHI_OK;
		size_t bad = 0;
		while (st == NHI_OK && db_next(q)) {
			long long s = db_i64(q, 0), a = db_i64(q, 1), b = db_i64(q, 2);
			st = add(r, check, false,
			         "編號 %lld 的第 %lld 筆與第 %lld 筆期間重疊" ERR_SEP
			         "facts %lld and %lld of subject %lld overlap",
			         s, a, b, a, b, s);
			bad++;
		}
		enum nhi_status ended = db_end(q, err);
		if (st == NHI_OK) st = ended;
		if (st == NHI_OK && bad == 0)
			st = add(r, check, true, "期間沒有重疊" ERR_SEP "no periods overlap");
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

static enum nhi_status check_chains(struct db *db, struct doctor_report *r, struct err *err) {
	for (unsigned c = 0; c < CHAIN_COUNT; c++) {
		struct chain_finding f;
		char check[32];
		(void)snprintf(check, sizeof check, "chain:%s",
		               chain_name((enum chain)c)); /* fits */
		enum nhi_status st = chain_verify(db, (enum chain)c, &f, err);
		if (st != NHI_OK) return st;
		if (chain_is_sound(&f))
			st = add(r, check, true, "%lld 個環節完整" ERR_SEP "%lld links are whole",
			         (long long)f.links, (long long)f.links);
		else
			st = add(r, check, false,
			         "第 %lld 個環節起不符（0 表示無）；未入鏈 %lld 筆；鏈頭%s" ERR_SEP
			         "broken from link %lld on (0: none); %lld items not linked; the "
			         "head %s",
			         (long long)f.bad_link, (long long)f.unlinked,
			         f.head_differs ? "不符" : "相符", (long long)f.bad_link,
			         (long long)f.unlinked, f.head_differs ? "differs" : "agrees");
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

static enum nhi_status check_ledger(struct db *db, struct doctor_report *r, struct err *err) {
	struct ledger_findings f;
	enum nhi_status st = ledger_verify(db, &f, err);
	if (st != NHI_OK) return st;
	if (f.altered + f.unbalanced == 0)
		return add(r, "ledger", true,
		           "%lld 張傳票、%lld 筆分錄借貸平衡" ERR_SEP
		           "%lld entries with %lld postings balance",
		           (long long)f.entries, (long long)f.postings, (long long)f.entries,
		           (long long)f.postings);
	return add(r, "ledger", false,
	           "%lld 張傳票被更動、%lld 張不平衡，第一張編號 %lld" ERR_SEP
	           "%lld entries are altered, %lld do not balance; the first is %lld",
	           (long long)f.altered, (long long)f.unbalanced, (long long)f.first_bad,
	           (long long)f.altered, (long long)f.unbalanced, (long long)f.first_bad);
}

typedef enum nhi_status (*doctor_check)(struct db *db, struct doctor_report *r, struct err *err);

/* check_migrations comes first: when something is not applied the others have nothing to look at.
 */
static const doctor_check checks[] = {check_integrity, check_foreign_keys, check_triggers,
                                      check_overlaps,  check_chains,       check_ledger};

static enum nhi_status run_all(struct db *db, void *context, struct err *err) {
	struct doctor_report *r = context;
	r->count = r->bad = 0;
	enum nhi_status st = check_migrations(db, r, err);
	if (st != NHI_OK || r->bad > 0) return st;
	for (size_t i = 0; st == NHI_OK && i < COUNT_OF(checks); i++) st = checks[i](db, r, err);
	return st == NHI_MEMORY ? err_set(err, NHI_MEMORY, "") : st;
}

enum nhi_status doctor_run(struct db *db, struct doctor_report *out, struct arena *arena,
                           struct err *err) {
	out->arena = arena;
	return db_transact(db, DB_READ, run_all, out, err);
}
