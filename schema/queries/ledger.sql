-- The ledger core (store/ledger.h).

-- name: fund_put :exec                      a code keeps, its names may change
-- param: code text, zh text, en text
INSERT INTO fund (fund, zh, en) VALUES (:code, :zh, :en)
 ON CONFLICT (fund) DO UPDATE SET zh = excluded.zh, en = excluded.en;

-- name: account_put :exec                   a code and its kind keep, its names may change
-- param: code text, zh text, en text, kind text
INSERT INTO account (account, zh, en, kind) VALUES (:code, :zh, :en, :kind)
 ON CONFLICT (account) DO UPDATE SET zh = excluded.zh, en = excluded.en
 WHERE account.kind = excluded.kind;

-- name: account_kind :one
-- param: code text
SELECT kind FROM account WHERE account = :code;

-- name: fund_exists :one
-- param: code text
SELECT 1 FROM fund WHERE fund = :code;
