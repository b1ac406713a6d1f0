/* ledger.h: the ledger core: every movement of money is a balanced double entry in one or more
 * funds; nothing is changed or deleted; a correction is a new entry (DESIGN §2.6, §4).
 *
 * Amounts are whole dollars; debit is positive, credit negative; the lines of each fund in an entry
 * add up to 0. Accounts are rows of codes/accounts.csv, funds of codes/funds.csv, loaded by `nhi db
 * init|migrate`. */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "base/money.h"
#include "store/act.h"
#include "store/chain.h"

enum ledger_party {
	LEDGER_NOBODY,
	LEDGER_UNIT,
	LEDGER_PERSON,
	LEDGER_PROVIDER,
	LEDGER_PARTY_COUNT
};

struct ledger_line {
	struct str fund;    /* "nhi" */
	struct str account; /* "1131" */
	twd_t amount;       /* debit > 0, credit < 0, never 0 */
	enum ledger_party party;
	int64_t party_id; /* unit_id, person_id or provider_id; 0 with LEDGER_NOBODY */
};

struct ledger_entry {
	struct str key;    /* idempotency key: "bill:2026-07:chunk 12"; never empty */
	date_t booked_on;  /* the day it counts for */
	struct str text;   /* what it is, for people */
	struct str source; /* what it stands for: "bill:2026-07", "receipt:115000123" */
	const struct ledger_line *line;
	size_t line_count; /* 2 … LEDGER_LINES_MAX */
};

enum { LEDGER_LINES_MAX = 1000000 };

struct ledger_posted {
	int64_t entry_id;
	bool repeated; /* the key was posted before with the same content; nothing was written */
};

/* Posts inside the act's transaction. NHI_LEDGER_BALANCE when a fund's lines do not add up to 0,
 * NHI_NOT_FOUND for an unknown fund or account, NHI_KEY_REUSED for the same key with other
 * content. */
MUST_USE enum nhi_status ledger_post(struct db *db, const struct act *act,
                                     const struct ledger_entry *entry, struct ledger_posted *out,
                                     struct err *err);

/* Balance (debit - credit) of entries booked on or before `booked_to` and posted at or
 * before `known_at`. An empty fund, account or LEDGER_NOBODY takes all. */
struct ledger_filter {
	struct str fund, account;
	enum ledger_party party;
	int64_t party_id;
	date_t booked_to;   /* inclusive; DATE_OPEN: all */
	instant_t known_at; /* inclusive; INSTANT_OPEN: all */
};
MUST_USE enum nhi_status ledger_balance(struct db *db, const struct ledger_filter *filter,
                                        twd_t *out, struct err *err);

/* One row a fund and account with movements, by both codes. */
struct ledger_row {
	struct str fund, account, zh, en, kind;
	int64_t postings;
	twd_t debit, credit, balance; /* all >= 0 but balance = debit - credit */
};
MUST_USE enum nhi_status ledger_trial(struct db *db, const struct ledger_filter *filter,
                                      struct arena *arena, struct ledger_row **rows, size_t *count,
                                      struct err *err);

/* in = out + held for one account over one source ("bill:2026-07"): the conservation assertion of a
 * batch. NHI_LEDGER_BALANCE with both figures when the ledger does not agree with `expected`. */
MUST_USE enum nhi_status ledger_assert(struct db *db, struct str fund, struct str account,
                                       struct str source, twd_t expected, struct err *err);

/* Checks every entry against its postings. */
struct ledger_findings {
	int64_t entries, postings;
	int64_t altered;    /* entries whose postings do not fit their hash or count */
	int64_t unbalanced; /* entries in which a fund does not add up to 0 */
	int64_t first_bad;  /* entry_id, 0: none */
};
MUST_USE enum nhi_status ledger_verify(struct db *db, struct ledger_findings *out, struct err *err);

/* Loads codes/accounts.csv and codes/funds.csv into their tables: new rows are added, names may
 * change, a code that postings use never disappears. Inside the upgrade's transaction; what differs
 * is written by its act (store/migrate.h migrate_act). */
MUST_USE enum nhi_status ledger_load_codes(struct db *db, struct act *act, struct err *err);

#endif
