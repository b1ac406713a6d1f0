-- The ledger core (store/ledger.h).

-- name: fund_put :exec                      a code keeps, its names may change
-- param: code text, zh text, en text, act_id int64
INSERT INTO fund (fund, zh, en, act_id) VALUES (:code, :zh, :en, :act_id)
 ON CONFLICT (fund) DO UPDATE SET zh = excluded.zh, en = excluded.en, act_id = excluded.act_id;

-- name: fund_same :one                      is the row there as it should be?
-- param: code text, zh text, en text
SELECT 1 FROM fund WHERE fund = :code AND zh = :zh AND en = :en;

-- name: account_put :exec                   a code and its kind keep, its names may change
-- param: code text, zh text, en text, kind text, act_id int64
INSERT INTO account (account, zh, en, kind, act_id) VALUES (:code, :zh, :en, :kind, :act_id)
 ON CONFLICT (account) DO UPDATE SET zh = excluded.zh, en = excluded.en, act_id = excluded.act_id
 WHERE account.kind = excluded.kind;

-- name: account_same :one
-- param: code text, zh text, en text, kind text
SELECT 1 FROM account WHERE account = :code AND zh = :zh AND en = :en AND kind = :kind;

-- name: account_kind :one
-- param: code text
SELECT kind FROM account WHERE account = :code;

-- name: fund_exists :one
-- param: code text
SELECT 1 FROM fund WHERE fund = :code;

-- name: ledger_entry_by_key :one
-- param: idempotency_key text
SELECT entry_id, booked_on, source, note, lines_hash FROM ledger_entry
 WHERE idempotency_key = :idempotency_key;

-- name: ledger_entry_insert :exec
-- param: entry_id int64, idempotency_key text, booked_on date, posted_at instant, act_id int64
-- param: source text, note text, line_count int64, lines_hash text
INSERT INTO ledger_entry (entry_id, idempotency_key, booked_on, posted_at, act_id, source, note,
	line_count, lines_hash)
 VALUES (:entry_id, :idempotency_key, :booked_on, :posted_at, :act_id, :source, :note,
	:line_count, :lines_hash);

-- name: posting_bulk :bulk
-- param: entry_id int64, line_no int64, fund text, account text, amount int64, party int64
-- param: party_id int64
INSERT INTO posting (entry_id, line_no, fund, account, amount, party, party_id) VALUES (:entry_id, :line_no, :fund, :account, :amount, :party, :party_id);

-- name: ledger_balance :one                 empty fund or account: all
-- param: fund text, account text, booked_to date, known_at instant
SELECT CAST(coalesce(sum(p.amount), 0) AS @int) FROM posting p
  JOIN ledger_entry e ON e.entry_id = p.entry_id
 WHERE (:fund = '' OR p.fund = :fund) AND (:account = '' OR p.account = :account)
   AND e.booked_on <= :booked_to AND e.posted_at <= :known_at;

-- name: ledger_balance_of_party :one
-- param: fund text, account text, party int64, party_id int64, booked_to date, known_at instant
SELECT CAST(coalesce(sum(p.amount), 0) AS @int) FROM posting p
  JOIN ledger_entry e ON e.entry_id = p.entry_id
 WHERE p.party = :party AND p.party_id = :party_id AND p.party > 0
   AND (:fund = '' OR p.fund = :fund) AND (:account = '' OR p.account = :account)
   AND e.booked_on <= :booked_to AND e.posted_at <= :known_at;

-- name: ledger_trial :many                  sums by fund and account; party 0: of all
-- param: fund text, account text, party int64, party_id int64, booked_to date, known_at instant
SELECT p.fund, p.account, a.zh, a.en, a.kind, count(*),
	CAST(coalesce(sum(CASE WHEN p.amount > 0 THEN p.amount END), 0) AS @int),
	CAST(coalesce(sum(CASE WHEN p.amount < 0 THEN -p.amount END), 0) AS @int)
 FROM posting p JOIN ledger_entry e ON e.entry_id = p.entry_id
  JOIN account a ON a.account = p.account
 WHERE (:fund = '' OR p.fund = :fund) AND (:account = '' OR p.account = :account)
   AND (:party = 0 OR (p.party = :party AND p.party_id = :party_id))
   AND e.booked_on <= :booked_to AND e.posted_at <= :known_at
 GROUP BY p.fund, p.account, a.zh, a.en, a.kind ORDER BY p.fund, p.account;

-- name: ledger_sum_of_source :one
-- param: fund text, account text, source text
SELECT CAST(coalesce(sum(p.amount), 0) AS @int) FROM ledger_entry e
  JOIN posting p ON p.entry_id = e.entry_id
 WHERE e.source = :source AND p.fund = :fund AND p.account = :account;

-- name: ledger_walk :stream                 postings with what their entry says of them
SELECT e.entry_id, e.line_count, e.lines_hash, coalesce(p.line_no, 0), coalesce(p.fund, ''),
	coalesce(p.account, ''), coalesce(p.amount, 0), coalesce(p.party, 0), coalesce(p.party_id, 0)
 FROM ledger_entry e LEFT JOIN posting p ON p.entry_id = e.entry_id
 ORDER BY e.entry_id, p.line_no;

-- name: ledger_entries_of_source :many      for people: what was posted for one thing
-- param: source text
SELECT e.entry_id, e.idempotency_key, e.booked_on, e.posted_at, e.act_id, e.note, e.line_count
 FROM ledger_entry e WHERE e.source = :source ORDER BY e.booked_on, e.entry_id;
