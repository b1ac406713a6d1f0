/* chain.c: see chain.h. */
#include "store/chain.h"

#include "base/check.h"
#include "store/driver.h"

static const char *const names[CHAIN_COUNT] = {"act", "ledger", "read"};

const char *chain_name(enum chain chain) { return names[chain]; }

void chain_put_i64(struct sha256 *h, int64_t field) {
	char text[32];
	int n = snprintf(text, sizeof text, "%lld", (long long)field);
	chain_put_str(h, (struct str){text, (size_t)n});
}

void chain_put_str(struct sha256 *h, struct str field) {
	char length[32];
	int n = snprintf(length, sizeof length, "%zu:", field.n);
	sha256_add(h, (struct str){length, (size_t)n});
	sha256_add(h, field);
}

static void link_hash(enum chain chain, int64_t link, const unsigned char before[SHA256_SIZE],
                      const unsigned char digest[SHA256_SIZE], unsigned char out[SHA256_SIZE]) {
	struct sha256 h;
	sha256_init(&h);
	chain_put_str(&h, str_from(chain_name(chain)));
	chain_put_i64(&h, link);
	chain_put_str(&h, (struct str){(const char *)before, SHA256_SIZE});
	chain_put_str(&h, (struct str){(const char *)digest, SHA256_SIZE});
	sha256_end(&h, out);
}

enum nhi_status chain_add(struct db *db, enum chain chain, int64_t item_id,
                          const unsigned char digest[SHA256_SIZE], struct err *err) {
	CHECK(db->open && db->mode == DB_WRITE);
	if (db->item_count == DB_CHAIN_ITEMS_MAX)
		return err_set(err, NHI_LIMIT, "transaction" ERR_SEP "%d acts and entries",
		               DB_CHAIN_ITEMS_MAX);
	if (db->item_count == db->item_capacity) {
		size_t more = db->item_capacity == 0 ? 16 : 2 * db->item_capacity;
		struct chain_item *item = realloc(db->item, more * sizeof *item);
		if (item == NULL) return err_set(err, NHI_MEMORY, "");
		db->item = item;
		db->item_capacity = more;
	}
	struct chain_item *i = &db->item[db->item_count++];
	*i = (struct chain_item){.chain = chain, .item_id = item_id};
	memcpy(i->digest, digest, SHA256_SIZE);
	return NHI_OK;
}

static enum nhi_status read_head(struct db *db, const char *query, enum chain chain, bool *found,
                                 struct chain_head *out, struct err *err) {
	*out = (struct chain_head){0};
	struct db_stmt *q = db_query(db, query);
	db_bind_str(q, str_from(chain_name(chain)));
	*found = db_next(q);
	if (*found) {
		out->links = db_i64(q, 0);
		struct str hash = db_bytes(q, 1);
		if (hash.n == SHA256_SIZE)
			memcpy(out->hash, hash.p, SHA256_SIZE);
		else
			(void)db_fail(q, NHI_CORRUPT, "chain_head"); /* sticky */
	}
	return db_end(q, err);
}

enum nhi_status chain_head(struct db *db, enum chain chain, struct chain_head *out,
                           struct err *err) {
	bool found;
	return read_head(db, "chain_head_read", chain, &found, out, err);
}

static enum nhi_status lock_head(struct db *db, enum chain chain, struct chain_head *out,
                                 struct err *err) {
	bool found;
	enum nhi_status st = read_head(db, "chain_head_lock", chain, &found, out, err);
	if (st != NHI_OK || found) return st;
	struct db_stmt *q = db_query(db, "chain_head_insert");
	db_bind_str(q, str_from(chain_name(chain)));
	db_bind_bytes(q, (struct str){(const char *)out->hash, SHA256_SIZE});
	st = db_run(q, err);
	return st == NHI_OK ? read_head(db, "chain_head_lock", chain, &found, out, err) : st;
}

static enum nhi_status put_link(struct db *db, struct chain_head *head,
                                const struct chain_item *item, struct err *err) {
	unsigned char hash[SHA256_SIZE];
	link_hash(item->chain, ++head->links, head->hash, item->digest, hash);
	memcpy(head->hash, hash, SHA256_SIZE);
	struct db_stmt *q = db_query(db, "chain_link_insert");
	db_bind_str(q, str_from(chain_name(item->chain)));
	db_bind_i64(q, head->links);
	db_bind_i64(q, item->item_id);
	db_bind_bytes(q, (struct str){(const char *)hash, SHA256_SIZE});
	return db_run(q, err);
}

/* One chain after the other, always in the same order, so that two commits cannot wait for each
 * other. */
enum nhi_status chain_seal(struct db *db, struct err *err) {
	for (unsigned c = 0; c < CHAIN_COUNT; c++) {
		struct chain_head head = {0};
		bool locked = false;
		for (size_t i = 0; i < db->item_count; i++) {
			if (db->item[i].chain != c) continue;
			enum nhi_status st =
			        locked ? NHI_OK : lock_head(db, (enum chain)c, &head, err);
			locked = true;
			if (st == NHI_OK) st = put_link(db, &head, &db->item[i], err);
			if (st != NHI_OK) return st;
		}
		if (!locked) continue;
		struct db_stmt *q = db_query(db, "chain_head_update");
		db_bind_str(q, str_from(names[c]));
		db_bind_i64(q, head.links);
		db_bind_bytes(q, (struct str){(const char *)head.hash, SHA256_SIZE});
		enum nhi_status st = db_run(q, err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

/* The digest of a walk's item is that of its columns from the fourth on, as act.c, ledger.c and
 * read_audit.c made it. */
enum { WALK_FIRST = 3 };

/* Type of each column of an item, in the order of chain_walk_*: i number, d date, s text. */
static const char *const shapes[CHAIN_COUNT] = {"isssssss", "sdiissis", "iiis"};

static void digest_columns(struct db_stmt *q, enum chain chain, unsigned char out[SHA256_SIZE]) {
	struct sha256 h;
	sha256_init(&h);
	for (size_t i = 0; shapes[chain][i] != '\0'; i++) {
		size_t column = WALK_FIRST + i;
		if (shapes[chain][i] == 's')
			chain_put_str(&h, db_str(q, column));
		else if (shapes[chain][i] == 'd')
			chain_put_i64(&h, db_date(q, column));
		else
			chain_put_i64(&h, db_i64(q, column));
	}
	sha256_end(&h, out);
}

static void check_link(struct db_stmt *q, enum chain chain, struct chain_head *last,
                       struct chain_finding *out) {
	unsigned char digest[SHA256_SIZE], hash[SHA256_SIZE];
	out->links++;
	digest_columns(q, chain, digest);
	link_hash(chain, last->links + 1, last->hash, digest, hash);
	struct str kept = db_bytes(q, 2);
	bool fits = db_i64(q, 0) == last->links + 1 && kept.n == SHA256_SIZE &&
	            memcmp(kept.p, hash, SHA256_SIZE) == 0;
	if (!fits && out->bad_link == 0) out->bad_link = db_i64(q, 0);
	last->links = db_i64(q, 0);
	memcpy(last->hash, hash, SHA256_SIZE);
}

static enum nhi_status count_unlinked(struct db *db, enum chain chain, int64_t *out,
                                      struct err *err) {
	static const char *const queries[CHAIN_COUNT] = {
	        "chain_unlinked_act", "chain_unlinked_ledger", "chain_unlinked_read"};
	struct db_stmt *q = db_query(db, queries[chain]);
	if (db_next(q)) *out = db_i64(q, 0);
	return db_end(q, err);
}

struct verify {
	enum chain chain;
	struct chain_finding *out;
};

static enum nhi_status verify(struct db *db, void *context, struct err *err) {
	static const char *const walks[CHAIN_COUNT] = {"chain_walk_act", "chain_walk_ledger",
	                                               "chain_walk_read"};
	struct verify *v = context;
	*v->out = (struct chain_finding){0};
	struct chain_head last = {0}, head;
	struct db_stmt *q = db_query(db, walks[v->chain]);
	while (db_next(q)) check_link(q, v->chain, &last, v->out);
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK) st = chain_head(db, v->chain, &head, err);
	if (st != NHI_OK) return st;
	v->out->head_differs =
	        head.links != last.links || memcmp(head.hash, last.hash, SHA256_SIZE) != 0;
	return count_unlinked(db, v->chain, &v->out->unlinked, err);
}

enum nhi_status chain_verify(struct db *db, enum chain chain, struct chain_finding *out,
                             struct err *err) {
	struct verify v = {chain, out};
	return db_transact(db, DB_READ, verify, &v, err);
}

bool chain_is_sound(const struct chain_finding *f) {
	return f->bad_link == 0 && f->unlinked == 0 && !f->head_differs;
}

enum nhi_status chain_link_hash(struct db *db, struct str chain, int64_t link_no,
                                char hex[SHA256_HEX_SIZE + 1], struct err *err) {
	hex[0] = '\0';
	struct db_stmt *q = db_query(db, "chain_link_read");
	db_bind_str(q, chain);
	db_bind_i64(q, link_no);
	if (db_next(q)) {
		struct str hash = db_bytes(q, 0);
		if (hash.n == SHA256_SIZE)
			sha256_to_hex((const unsigned char *)hash.p, hex);
		else
			(void)db_fail(q, NHI_CORRUPT, "chain_link"); /* sticky */
	}
	return db_end(q, err);
}
