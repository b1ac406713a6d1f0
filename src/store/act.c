/* act.c: see act.h. */
#include "store/act.h"

#include "base/check.h"
#include "base/clock.h"
#include "store/driver.h"

static void digest_act(const struct act_request *r, const struct act *a, struct str content_hash,
                       unsigned char out[SHA256_SIZE]) {
	struct sha256 h;
	sha256_init(&h);
	chain_put_i64(&h, a->at);
	chain_put_str(&h, r->actor);
	chain_put_str(&h, r->acting_for);
	chain_put_str(&h, r->reason);
	chain_put_str(&h, r->case_no);
	chain_put_str(&h, r->purpose);
	chain_put_str(&h, r->key);
	chain_put_str(&h, content_hash);
	sha256_end(&h, out);
}

/* Was the key used before? */
static enum nhi_status find_repeat(struct db *db, const struct act_request *r,
                                   struct str content_hash, struct act *out, struct err *err) {
	struct db_stmt *q = db_query(db, "act_by_key");
	db_bind_str(q, r->key);
	if (db_next(q)) {
		out->repeated = true;
		out->id = db_i64(q, 0);
		out->at = db_instant(q, 1);
		if (!str_eq(db_str(q, 2), content_hash))
			(void)db_fail(q, NHI_KEY_REUSED, "%.*s", STR_ARG(r->key)); /* sticky */
	}
	return db_end(q, err);
}

static enum nhi_status instant_of_act(struct db *db, bool closes, instant_t *out, struct err *err) {
	struct db_stmt *q = db_query(db, "act_last_at");
	instant_t now = clock_now(), last = db_next(q) ? db_instant(q, 0) : 0;
	*out = (now > last ? now : last) + (closes ? 1 : 0);
	return db_end(q, err);
}

static enum nhi_status insert_act(struct db *db, const struct act_request *r,
                                  struct str content_hash, const struct act *a, struct err *err) {
	struct db_stmt *q = db_query(db, "act_insert");
	db_bind_i64(q, a->id);
	db_bind_instant(q, a->at);
	db_bind_str(q, r->actor);
	db_bind_str(q, r->acting_for);
	db_bind_str(q, r->reason);
	db_bind_str(q, r->case_no);
	db_bind_str(q, r->purpose);
	db_bind_str_or_null(q, r->key);
	db_bind_str(q, content_hash);
	const enum nhi_status st = db_run(q, err);
	/* Another transaction wrote the same key since find_repeat looked. */
	if (st == NHI_EXISTS && r->key.n > 0)
		return err_set(err, NHI_BUSY, "%.*s", STR_ARG(r->key));
	return st;
}

enum nhi_status act_begin(struct db *db, const struct act_request *request, struct act *out,
                          struct err *err) {
	CHECK(db->open && db->mode == DB_WRITE);
	CHECK(request->actor.n > 0);
	*out = (struct act){0};
	char hex[SHA256_HEX_SIZE + 1] = "";
	if (request->key.n > 0) sha256_hex(request->content, hex);
	struct str content_hash = str_from(hex);
	enum nhi_status st = NHI_OK;
	if (request->key.n > 0) st = find_repeat(db, request, content_hash, out, err);
	if (st != NHI_OK || out->repeated) return st;
	st = ids_new(db, "act", &out->id, err);
	if (st == NHI_OK) st = instant_of_act(db, request->closes, &out->at, err);
	if (st == NHI_OK) st = insert_act(db, request, content_hash, out, err);
	if (st != NHI_OK) return st;
	unsigned char digest[SHA256_SIZE];
	digest_act(request, out, content_hash, digest);
	return chain_add(db, CHAIN_ACT, out->id, digest, err);
}

enum nhi_status act_answer(struct db *db, const struct act *act, struct str answer,
                           struct err *err) {
	CHECK(!act->repeated);
	struct db_stmt *q = db_query(db, "act_answer_insert");
	db_bind_i64(q, act->id);
	db_bind_str(q, answer);
	return db_run(q, err);
}

enum nhi_status act_answer_of(struct db *db, int64_t act_id, struct arena *arena, struct str *out,
                              struct err *err) {
	*out = STR("");
	struct db_stmt *q = db_query(db, "act_answer_read");
	db_bind_i64(q, act_id);
	if (db_next(q)) *out = db_keep(q, 0, arena);
	return db_end(q, err);
}

/* --- a state of knowledge that stays --- */

enum { SETTLE_WAIT_NS = 2000000 };

static enum nhi_status read_bound(struct db *db, void *context, struct err *err) {
	struct db_stmt *q = db_query(db, "act_writers_bound");
	if (db_next(q)) *(int64_t *)context = db_i64(q, 0);
	return db_end(q, err);
}

struct settle {
	int64_t bound;
	bool open;
};

static enum nhi_status read_open(struct db *db, void *context, struct err *err) {
	struct settle *s = context;
	struct db_stmt *q = db_query(db, "act_writers_open");
	db_bind_i64(q, s->bound);
	s->open = db_next(q) && db_bool(q, 0);
	return db_end(q, err);
}

/* A write transaction has its number before it looks for the last instant (transaction_write). So
 * one that had not seen the closing act has a number below the bound, which is taken later. */
enum nhi_status act_settle(struct db *db, int64_t patience_ms, struct err *err) {
	CHECK(!db->open);
	if (db_kind(db) == DB_SQLITE) return NHI_OK;
	struct settle s = {.open = true};
	const int64_t end = clock_monotonic_ns() + patience_ms * 1000000;
	enum nhi_status st = db_transact(db, DB_WRITE, read_bound, &s.bound, err);
	if (st == NHI_OK) st = db_transact(db, DB_READ, read_open, &s, err);
	while (st == NHI_OK && s.open) {
		if (clock_monotonic_ns() >= end) return err_set(err, NHI_ACTS_OPEN, " ");
		struct timespec wait = {0, SETTLE_WAIT_NS};
		(void)nanosleep(&wait, NULL); /* waking early only looks earlier */
		st = db_transact(db, DB_READ, read_open, &s, err);
	}
	return st;
}
