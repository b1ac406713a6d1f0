/* ledger.c: see ledger.h: posting. Balances and checks stand in ledger_balance.c. */
#include "store/ledger.h"

#include "base/check.h"
#include "store/bulk.h"
#include "store/ids.h"
#include "store/ledger_lines.h"

void ledger_funds_add(struct ledger_funds *f, struct str fund, int64_t amount) {
	size_t i = 0;
	while (i < f->count && !str_eq(f->fund[i], fund)) i++;
	if (i == LEDGER_FUNDS_MAX) {
		f->too_many = true;
		return;
	}
	if (i == f->count) {
		f->fund[f->count++] = fund;
		f->sum[i] = 0;
	}
	f->sum[i] += amount;
}

const struct str *ledger_funds_unbalanced(const struct ledger_funds *f, i128_t *sum) {
	for (size_t i = 0; i < f->count; i++) {
		if (f->sum[i] == 0) continue;
		*sum = f->sum[i];
		return &f->fund[i];
	}
	return NULL;
}

void ledger_hash_line(struct sha256 *h, const struct ledger_line *l) {
	chain_put_str(h, l->fund);
	chain_put_str(h, l->account);
	chain_put_i64(h, l->amount.v);
	chain_put_i64(h, (int64_t)l->party);
	chain_put_i64(h, l->party_id);
}

static void hash_lines(const struct ledger_entry *e, char hex[SHA256_HEX_SIZE + 1]) {
	struct sha256 h;
	unsigned char digest[SHA256_SIZE];
	sha256_init(&h);
	for (size_t i = 0; i < e->line_count; i++) ledger_hash_line(&h, &e->line[i]);
	sha256_end(&h, digest);
	sha256_to_hex(digest, hex);
}

static enum nhi_status code_exists(struct db *db, const char *query, struct str code,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, query);
	db_bind_str(q, code);
	if (!db_next(q)) (void)db_fail(q, NHI_NOT_FOUND, "%.*s", STR_ARG(code)); /* sticky */
	return db_end(q, err);
}

/* Each fund and account is looked up once. */
static enum nhi_status check_codes(struct db *db, const struct ledger_entry *e, struct err *err) {
	enum { SEEN_MAX = 64 };
	struct str seen[2][SEEN_MAX];
	size_t seen_count[2] = {0, 0};
	static const char *const queries[2] = {"fund_exists", "account_kind"};
	for (size_t i = 0; i < e->line_count; i++) {
		const struct str code[2] = {e->line[i].fund, e->line[i].account};
		for (size_t k = 0; k < 2; k++) {
			size_t s = 0;
			while (s < seen_count[k] && !str_eq(seen[k][s], code[k])) s++;
			if (s < seen_count[k]) continue;
			enum nhi_status st = code_exists(db, queries[k], code[k], err);
			if (st != NHI_OK) return st;
			if (seen_count[k] < SEEN_MAX) seen[k][seen_count[k]++] = code[k];
		}
	}
	return NHI_OK;
}

static enum nhi_status check_balance(const struct ledger_entry *e, struct err *err) {
	struct ledger_funds funds = {0};
	for (size_t i = 0; i < e->line_count; i++) {
		const struct ledger_line *l = &e->line[i];
		CHECK(l->party < LEDGER_PARTY_COUNT &&
		      (l->party == LEDGER_NOBODY) == (l->party_id == 0));
		if (l->amount.v == 0)
			return err_set(err, NHI_INPUT,
			               "第 %zu 筆分錄金額為 0" ERR_SEP "line %zu has the amount 0",
			               i + 1, i + 1);
		ledger_funds_add(&funds, l->fund, l->amount.v);
	}
	if (funds.too_many)
		return err_set(err, NHI_LIMIT, "entry" ERR_SEP "%d funds", LEDGER_FUNDS_MAX);
	i128_t sum;
	const struct str *bad = ledger_funds_unbalanced(&funds, &sum);
	if (bad == NULL) return NHI_OK;
	return err_set(err, NHI_LEDGER_BALANCE, "%.*s" ERR_SEP "%lld", STR_ARG(*bad),
	               (long long)sum);
}

static enum nhi_status find_repeat(struct db *db, const struct ledger_entry *e, struct str hash,
                                   struct ledger_posted *out, struct err *err) {
	struct db_stmt *q = db_query(db, "ledger_entry_by_key");
	db_bind_str(q, e->key);
	if (db_next(q)) {
		bool same = db_date(q, 1) == e->booked_on && str_eq(db_str(q, 2), e->source) &&
		            str_eq(db_str(q, 3), e->text) && str_eq(db_str(q, 4), hash);
		*out = (struct ledger_posted){db_i64(q, 0), true};
		if (!same) (void)db_fail(q, NHI_KEY_REUSED, "%.*s", STR_ARG(e->key)); /* sticky */
	}
	return db_end(q, err);
}

static enum nhi_status insert_lines(struct db *db, const struct ledger_entry *e, int64_t entry_id,
                                    struct err *err) {
	struct bulk *b;
	enum nhi_status st = bulk_begin(&b, db, "posting_bulk", err);
	for (size_t i = 0; st == NHI_OK && i < e->line_count; i++) {
		bulk_i64(b, entry_id);
		bulk_i64(b, (int64_t)i + 1);
		bulk_str(b, e->line[i].fund);
		bulk_str(b, e->line[i].account);
		bulk_i64(b, e->line[i].amount.v);
		bulk_i64(b, (int64_t)e->line[i].party);
		bulk_i64(b, e->line[i].party_id);
		st = bulk_row(b, err);
	}
	return bulk_end(b, st, err);
}

static enum nhi_status insert_entry(struct db *db, const struct act *act,
                                    const struct ledger_entry *e, struct str hash, int64_t entry_id,
                                    struct err *err) {
	struct db_stmt *q = db_query(db, "ledger_entry_insert");
	db_bind_i64(q, entry_id);
	db_bind_str(q, e->key);
	db_bind_date(q, e->booked_on);
	db_bind_instant(q, act->at);
	db_bind_i64(q, act->id);
	db_bind_str(q, e->source);
	db_bind_str(q, e->text);
	db_bind_i64(q, (int64_t)e->line_count);
	db_bind_str(q, hash);
	const enum nhi_status st = db_run(q, err);
	/* Another transaction wrote the same key since find_repeat looked. */
	return st == NHI_EXISTS ? err_set(err, NHI_BUSY, "%.*s", STR_ARG(e->key)) : st;
}

/* As chain_walk_ledger reads it. */
static void digest_entry(const struct act *act, const struct ledger_entry *e, struct str hash,
                         unsigned char out[SHA256_SIZE]) {
	struct sha256 h;
	sha256_init(&h);
	chain_put_str(&h, e->key);
	chain_put_i64(&h, e->booked_on);
	chain_put_i64(&h, act->at);
	chain_put_i64(&h, act->id);
	chain_put_str(&h, e->source);
	chain_put_str(&h, e->text);
	chain_put_i64(&h, (int64_t)e->line_count);
	chain_put_str(&h, hash);
	sha256_end(&h, out);
}

enum nhi_status ledger_post(struct db *db, const struct act *act, const struct ledger_entry *entry,
                            struct ledger_posted *out, struct err *err) {
	CHECK(entry->key.n > 0);
	*out = (struct ledger_posted){0};
	if (entry->line_count < 2 || entry->line_count > LEDGER_LINES_MAX)
		return err_set(err, NHI_INPUT,
		               "傳票應有 2 至 %d 筆分錄" ERR_SEP "an entry has 2 to %d lines",
		               LEDGER_LINES_MAX, LEDGER_LINES_MAX);
	char hex[SHA256_HEX_SIZE + 1];
	hash_lines(entry, hex);
	enum nhi_status st = check_balance(entry, err);
	if (st == NHI_OK) st = find_repeat(db, entry, str_from(hex), out, err);
	if (st != NHI_OK || out->repeated) return st;
	st = check_codes(db, entry, err);
	if (st == NHI_OK) st = ids_new(db, "ledger", &out->entry_id, err);
	if (st == NHI_OK) st = insert_entry(db, act, entry, str_from(hex), out->entry_id, err);
	if (st == NHI_OK) st = insert_lines(db, entry, out->entry_id, err);
	if (st != NHI_OK) return st;
	unsigned char digest[SHA256_SIZE];
	digest_entry(act, entry, str_from(hex), digest);
	return chain_add(db, CHAIN_LEDGER, out->entry_id, digest, err);
}
