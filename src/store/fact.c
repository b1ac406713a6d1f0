/* fact.c: see fact.h. */
#include "store/fact.h"

#include "base/check.h"
#include "store/driver.h"

/* A query of the table: "coverage_close". */
static struct db_stmt *table_query(struct db *db, const char *table, const char *what) {
	char name[128];
	int n = snprintf(name, sizeof name, "%s_%s", table, what);
	CHECK(n > 0 && (size_t)n < sizeof name);
	return db_query(db, name);
}

/* Keys of advisory locks: of the table, and of one subject of it. */
static int64_t table_key(const char *table) { return (int64_t)str_hash(str_from(table)); }
static int64_t subject_key(const char *table, int64_t subject_id) {
	uint64_t mixed = str_hash(str_from(table)) ^ ((uint64_t)subject_id * 0x9E3779B97F4A7C15u);
	return (int64_t)mixed;
}

enum nhi_status fact_lock(struct db *db, const char *table, int64_t subject_id, struct err *err) {
	CHECK(db->open && db->mode == DB_WRITE);
	if (db_kind(db) == DB_SQLITE || db->table_locked) return NHI_OK; /* one writer already */
	struct db_stmt *q = db_query(db, "subject_lock");
	db_bind_i64(q, table_key(table));
	db_bind_i64(q, subject_key(table, subject_id));
	(void)db_next(q); /* the status comes from db_end */
	return db_end(q, err);
}

enum nhi_status fact_lock_table(struct db *db, const char *table, struct err *err) {
	CHECK(db->open && db->mode == DB_WRITE);
	if (db_kind(db) == DB_SQLITE) return NHI_OK;
	struct db_stmt *q = db_query(db, "table_lock");
	db_bind_i64(q, table_key(table));
	(void)db_next(q); /* the status comes from db_end */
	return db_end(q, err);
}

static enum nhi_status check_overlap(struct db *db, const char *table, bool has_kind,
                                     const struct fact *f, struct err *err) {
	struct db_stmt *q = table_query(db, table, "overlap");
	db_bind_i64(q, f->subject_id);
	if (has_kind) db_bind_str(q, f->kind);
	db_bind_date(q, f->valid_from);
	db_bind_date(q, f->valid_to);
	if (db_next(q)) {
		struct buf period = BUF_INIT(64);
		date_print(&period, f->valid_from);
		buf_put_c(&period, " – ");
		date_print(&period, f->valid_to == DATE_OPEN ? f->valid_to : f->valid_to - 1);
		(void)db_fail(q, NHI_FACT_OVERLAP, "%s" ERR_SEP "%.*s" ERR_SEP "%lld", table,
		              STR_ARG(buf_str(&period)), (long long)db_i64(q, 0)); /* sticky */
		buf_free(&period);
	}
	return db_end(q, err);
}

static enum nhi_status next_no(struct db *db, const char *table, struct fact *f, struct err *err) {
	struct db_stmt *q = table_query(db, table, "next_no");
	db_bind_i64(q, f->subject_id);
	if (db_next(q)) f->fact_no = db_i64(q, 0);
	return db_end(q, err);
}

struct db_stmt *fact_insert(struct db *db, const struct act *act, const char *table,
                            struct fact *f) {
	CHECK(f->valid_from < f->valid_to && !act->repeated);
	const struct query_facts *facts = query_facts_find(db_queries(db), table);
	CHECK(facts != NULL); /* no `-- facts:` line declares the table */
	struct err err = ERR_INIT;
	enum nhi_status st = fact_lock(db, table, f->subject_id, &err);
	if (st == NHI_OK) st = check_overlap(db, table, facts->kind.n > 0, f, &err);
	if (st == NHI_OK) st = next_no(db, table, f, &err);
	struct db_stmt *q = table_query(db, table, "insert");
	if (st != NHI_OK && q->err.code == NHI_OK) {
		q->err = err; /* sticky: db_run gives it */
		q->judged = true;
	}
	db_bind_i64(q, f->subject_id);
	db_bind_i64(q, f->fact_no);
	db_bind_date(q, f->valid_from);
	db_bind_date(q, f->valid_to);
	db_bind_instant(q, act->at);
	db_bind_instant(q, INSTANT_OPEN);
	db_bind_i64(q, act->id);
	if (facts->kind.n > 0) db_bind_str(q, f->kind);
	return q;
}

enum nhi_status fact_close(struct db *db, const struct act *act, const char *table,
                           int64_t subject_id, int64_t fact_no, struct err *err) {
	CHECK(!act->repeated);
	enum nhi_status st = fact_lock(db, table, subject_id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = table_query(db, table, "close");
	db_bind_i64(q, subject_id);
	db_bind_i64(q, fact_no);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	int64_t closed = 0;
	st = db_run_count(q, &closed, err);
	if (st == NHI_OK && closed != 1)
		return err_set(err, NHI_CONFLICT, "%s %lld/%lld", table, (long long)subject_id,
		               (long long)fact_no);
	return st;
}
