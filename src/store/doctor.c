/* doctor.c: see doctor.h. One function a check, one row a check in the table at the end. */
#include "store/doctor.h"

#include "base/check.h"
#include "store/chain.h"
#include "store/ledger.h"
#include "store/migrate.h"
#include "store/query.h"

#include <stdarg.h>

enum { TEXT_MAX_BYTES = 2000 };

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

static enum nhi_status check_triggers(struct db *db, struct doctor_report *r, struct err *err) {
	static const char *const kept[] = {"facts_update", "facts_delete"};
	const struct query_set *set = db_queries(db);
	size_t bad = 0;
	for (size_t i = 0; i < set->facts_count; i++) {
		for (size_t k = 0; k < COUNT_OF(kept); k++) {
			bool there;
			const char *table = set->facts[i].table.p;
			enum nhi_status st = has_trigger(db, table, kept[k], &there, err);
			if (st == NHI_OK && !there)
				st = add(r, "triggers", false,
				         "%s 缺少觸發器 %s_%s" ERR_SEP
				         "%s has lost its trigger %s_%s",
				         table, table, kept[k], table, table, kept[k]);
			if (st != NHI_OK) return st;
			bad += !there;
		}
	}
	if (bad > 0) return NHI_OK;
	return add(r, "triggers", true,
	           "%zu 個歷史資料表均受保護" ERR_SEP "%zu tables of facts are protected",
	           set->facts_count, set->facts_count);
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
