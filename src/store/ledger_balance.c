/* ledger_balance.c: see ledger.h: balances at any instant, and the checks of what was posted. */
#include "base/check.h"
#include "store/ledger_lines.h"

enum { TRIAL_ROWS_MAX = 100000 };

static void bind_times(struct db_stmt *q, const struct ledger_filter *f) {
	db_bind_date(q, f->booked_to);
	db_bind_instant(q, f->known_at);
}

enum nhi_status ledger_balance(struct db *db, const struct ledger_filter *filter, twd_t *out,
                               struct err *err) {
	bool party = filter->party != LEDGER_NOBODY;
	struct db_stmt *q = db_query(db, party ? "ledger_balance_of_party" : "ledger_balance");
	db_bind_str(q, filter->fund);
	db_bind_str(q, filter->account);
	if (party) {
		db_bind_i64(q, (int64_t)filter->party);
		db_bind_i64(q, filter->party_id);
	}
	bind_times(q, filter);
	if (db_next(q)) *out = twd(db_i64(q, 0));
	return db_end(q, err);
}

enum nhi_status ledger_trial(struct db *db, const struct ledger_filter *filter, struct arena *arena,
                             struct ledger_row **rows, size_t *count, struct err *err) {
	*count = 0;
	struct buf list = BUF_INIT(TRIAL_ROWS_MAX * sizeof(struct ledger_row));
	struct db_stmt *q = db_query(db, "ledger_trial");
	db_bind_str(q, filter->fund);
	db_bind_str(q, filter->account);
	db_bind_i64(q, (int64_t)filter->party);
	db_bind_i64(q, filter->party_id);
	bind_times(q, filter);
	while (db_next(q)) {
		struct ledger_row r = {.fund = db_keep(q, 0, arena),
		                       .account = db_keep(q, 1, arena),
		                       .zh = db_keep(q, 2, arena),
		                       .en = db_keep(q, 3, arena),
		                       .kind = db_keep(q, 4, arena),
		                       .postings = db_i64(q, 5),
		                       .debit = twd(db_i64(q, 6)),
		                       .credit = twd(db_i64(q, 7))};
		r.balance = twd_sub(r.debit, r.credit);
		buf_put(&list, (struct str){(const char *)&r, sizeof r});
	}
	enum nhi_status st = db_end(q, err);
	*rows = ARENA_ARRAY(arena, list.n / sizeof **rows, struct ledger_row);
	if (st == NHI_OK && (!buf_ok(&list) || *rows == NULL)) st = err_set(err, NHI_MEMORY, "");
	if (st == NHI_OK && list.n > 0) memcpy(*rows, list.p, list.n);
	if (st == NHI_OK) *count = list.n / sizeof **rows;
	buf_free(&list);
	return st;
}

enum nhi_status ledger_assert(struct db *db, struct str fund, struct str account, struct str source,
                              twd_t expected, struct err *err) {
	struct db_stmt *q = db_query(db, "ledger_sum_of_source");
	db_bind_str(q, fund);
	db_bind_str(q, account);
	db_bind_str(q, source);
	if (db_next(q) && db_i64(q, 0) != expected.v)
		(void)db_fail(q, NHI_LEDGER_BALANCE, "%.*s" ERR_SEP "%lld",
		              STR_ARG(fund), /* sticky */
		              (long long)(db_i64(q, 0) - expected.v));
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK)
		(void)err_where(err, "%.*s %.*s", STR_ARG(source), STR_ARG(account)); /* place */
	return st;
}

/* The entry whose postings are being read. */
struct walk {
	int64_t entry_id, line_count, seen;
	char hash[SHA256_HEX_SIZE + 1];
	struct sha256 h;
	struct ledger_funds funds;
	struct arena arena; /* fund codes of this entry */
	struct ledger_findings *out;
};

static void end_entry(struct walk *w) {
	if (w->entry_id == 0) return;
	unsigned char digest[SHA256_SIZE];
	char hex[SHA256_HEX_SIZE + 1];
	sha256_end(&w->h, digest);
	sha256_to_hex(digest, hex);
	i128_t sum;
	bool altered = w->seen != w->line_count || !str_is(str_from(hex), w->hash);
	bool unbalanced = w->funds.too_many || ledger_funds_unbalanced(&w->funds, &sum) != NULL;
	w->out->altered += altered;
	w->out->unbalanced += unbalanced;
	if ((altered || unbalanced) && w->out->first_bad == 0) w->out->first_bad = w->entry_id;
}

static void begin_entry(struct walk *w, struct db_stmt *q) {
	struct str hash = db_str(q, 2);
	w->out->entries++;
	w->entry_id = db_i64(q, 0);
	w->line_count = db_i64(q, 1);
	w->seen = 0;
	w->funds = (struct ledger_funds){0};
	arena_reset(&w->arena);
	(void)snprintf(w->hash, sizeof w->hash, "%.*s", STR_ARG(hash)); /* longer never fits */
	sha256_init(&w->h);
}

static void take_posting(struct walk *w, struct db_stmt *q) {
	struct ledger_line l = {.fund = db_str(q, 4),
	                        .account = db_str(q, 5),
	                        .amount = twd(db_i64(q, 6)),
	                        .party = (enum ledger_party)db_i64(q, 7),
	                        .party_id = db_i64(q, 8)};
	if (db_i64(q, 3) == 0) return; /* an entry without postings */
	w->seen++;
	w->out->postings++;
	ledger_hash_line(&w->h, &l);
	/* The column's text lives until the next row only. */
	for (size_t i = 0; i < w->funds.count; i++)
		if (str_eq(w->funds.fund[i], l.fund)) l.fund = w->funds.fund[i];
	if (l.fund.p == db_str(q, 4).p) l.fund = db_keep(q, 4, &w->arena);
	ledger_funds_add(&w->funds, l.fund, l.amount.v);
}

static enum nhi_status verify(struct db *db, void *context, struct err *err) {
	struct walk w = {.out = context};
	*w.out = (struct ledger_findings){0};
	struct db_stmt *q = db_query(db, "ledger_walk");
	while (db_next(q)) {
		if (db_i64(q, 0) != w.entry_id) {
			end_entry(&w);
			begin_entry(&w, q);
		}
		take_posting(&w, q);
	}
	end_entry(&w);
	arena_free(&w.arena);
	return db_end(q, err);
}

enum nhi_status ledger_verify(struct db *db, struct ledger_findings *out, struct err *err) {
	return db_transact(db, DB_READ, verify, out, err);
}
