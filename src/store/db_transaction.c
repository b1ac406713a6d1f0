/* db_transaction.c: see db.h: begin, commit, retry as a whole, savepoints. */
#include "base/check.h"
#include "store/driver.h"

enum { RETRY_WAIT_NS = 5000000 };

/* Statements that steer the transaction itself have no parameters and no rows. */
static enum nhi_status control(struct db *db, const char *name, struct err *err) {
	const struct query *q = query_find(&db->queries, name);
	CHECK(q != NULL);
	return db->driver->script(db, q->sql, err);
}

static void forget_transaction(struct db *db) {
	db->open = db->failed = db->table_locked = false;
	db->savepoints = 0;
	db->item_count = 0;
}

enum nhi_status db_begin(struct db *db, enum db_mode mode, struct err *err) {
	CHECK(!db->open);
	enum nhi_status st = db->driver->revive(db, err);
	if (st != NHI_OK) return st;
	st = control(db, mode == DB_WRITE ? "transaction_write" : "transaction_read", err);
	if (st != NHI_OK) return st;
	forget_transaction(db);
	db->open = true;
	db->mode = mode;
	return NHI_OK;
}

enum nhi_status db_commit(struct db *db, struct err *err) {
	CHECK(db->open && !db->failed);
	CHECK(db->savepoints == 0);
	CHECK(db->open_stmts == 0); /* a statement was not ended */
	enum nhi_status st = db->item_count > 0 ? chain_seal(db, err) : NHI_OK;
	if (st == NHI_OK) st = control(db, "transaction_commit", err);
	if (st != NHI_OK) {
		db_rollback(db);
		return st;
	}
	ids_keep(db);
	forget_transaction(db);
	return NHI_OK;
}

void db_rollback(struct db *db) {
	if (!db->open) return;
	/* The database may have rolled back by itself (disk full) or be gone; either way nothing is
	 * kept, so a failure here tells nothing new. */
	if (db->driver->in_transaction(db)) (void)control(db, "transaction_rollback", NULL);
	forget_transaction(db);
	ids_undo(db, NULL);
}

bool db_in_transaction(const struct db *db) { return db->open; }

bool db_is_writing(const struct db *db) { return db->open && db->mode == DB_WRITE; }

static enum nhi_status join(struct db *db, enum db_mode mode, db_work work, void *context,
                            struct err *err) {
	CHECK(mode == DB_READ || db->mode == DB_WRITE); /* a read cannot become a write */
	enum nhi_status st = work(db, context, err);
	if (st != NHI_OK) db->failed = true;
	return st;
}

enum nhi_status db_transact(struct db *db, enum db_mode mode, db_work work, void *context,
                            struct err *err) {
	if (db->open) return join(db, mode, work, context, err);
	struct err own = ERR_INIT;
	for (unsigned attempt = 1;; attempt++) {
		enum nhi_status st = db_begin(db, mode, &own);
		if (st == NHI_OK) {
			st = work(db, context, &own);
			if (st == NHI_OK && db->failed)
				st = own.code != NHI_OK
				             ? own.code
				             : err_set(&own, NHI_CONFLICT, "transaction");
			if (st == NHI_OK)
				st = db_commit(db, &own);
			else
				db_rollback(db);
		}
		if (st == NHI_OK) return NHI_OK;
		if (st != NHI_BUSY || attempt == DB_RETRIES) {
			if (err != NULL) *err = own;
			return st;
		}
		own = ERR_INIT;
		struct timespec wait = {0, RETRY_WAIT_NS * (long)attempt};
		(void)nanosleep(&wait, NULL); /* waking early only retries earlier */
	}
}

enum nhi_status db_savepoint(struct db *db, db_work work, void *context, struct err *err) {
	CHECK(db->open && db->mode == DB_WRITE);
	enum nhi_status st = control(db, "savepoint_begin", err);
	if (st != NHI_OK) return st;
	size_t items = db->item_count;
	bool failed_before = db->failed;
	struct ids_block ids[IDS_KINDS_MAX];
	memcpy(ids, db->ids, sizeof ids);
	db->savepoints++;
	st = work(db, context, err);
	db->savepoints--;
	if (st == NHI_OK && !db->failed) return control(db, "savepoint_release", err);
	bool hopeless = st == NHI_DB_GONE || st == NHI_DB_FULL || !db->driver->in_transaction(db);
	struct err undo = ERR_INIT;
	enum nhi_status undone = hopeless ? st : control(db, "savepoint_undo", &undo);
	if (undone != NHI_OK) {
		db->failed = true;
		return st;
	}
	db->item_count = items;
	db->failed = failed_before;
	ids_undo(db, ids);
	return st == NHI_OK ? err_set(err, NHI_CONFLICT, "savepoint") : st;
}
