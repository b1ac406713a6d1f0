-- The store's own queries: session, transactions, migrations, chains, acts, facts, ids, numbers.

-- name: session_settings :script            once a connection
-- only: sqlite
PRAGMA busy_timeout = 10000;
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA cache_size = -65536;
-- only: postgresql
SET client_min_messages = warning;
SET timezone = 'UTC';
SET lock_timeout = '10s';
SET idle_in_transaction_session_timeout = 0;
-- only: end

-- name: checkpoint_elsewhere :script       a long writer leaves its log to another connection (store/checkpointer.h)
-- only: sqlite
PRAGMA wal_autocheckpoint = 0;
-- only: postgresql
SELECT 1;
-- only: end
-- name: checkpoint_here :script            … and takes it back
-- only: sqlite
PRAGMA wal_autocheckpoint = 1000;
-- only: postgresql
SELECT 1;
-- only: end
-- name: checkpoint_some :script            from the log into the database, as far as readers allow
-- only: sqlite
PRAGMA wal_checkpoint(PASSIVE);
-- only: postgresql
SELECT 1;
-- only: end

-- name: transaction_read :script            one unchanging state
@begin_read;
-- name: transaction_write :script           starts as a writer
@begin_write;
-- name: transaction_commit :script
COMMIT;
-- name: transaction_rollback :script
ROLLBACK;
-- name: savepoint_begin :script
SAVEPOINT piece;
-- name: savepoint_release :script
RELEASE SAVEPOINT piece;
-- name: savepoint_undo :script
ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece;

-- name: text_sorts_by_bytes :one            the order of text that both databases must share
SELECT 'B' < 'a' AND 'a' < '甲';

-- name: migration_table :one                is there a database at all?
-- only: sqlite
SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration';
-- only: postgresql
SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration';
-- only: end

-- name: migration_list :many
SELECT number, name, hash, applied_at FROM schema_migration ORDER BY number;

-- name: migration_insert :exec
-- param: number int64, name text, hash text, applied_at instant, act_id int64
INSERT INTO schema_migration (number, name, hash, applied_at, act_id)
 VALUES (:number, :name, :hash, :applied_at, :act_id);

-- name: chain_head_lock :one                takes the chain until the transaction ends
-- param: chain text
SELECT links, hash FROM chain_head WHERE chain = :chain @for_update;

-- name: chain_head_read :one
-- param: chain text
SELECT links, hash FROM chain_head WHERE chain = :chain;

-- name: chain_head_insert :exec
-- param: chain text, hash bytes
INSERT INTO chain_head (chain, links, hash) VALUES (:chain, 0, :hash) ON CONFLICT (chain) DO NOTHING;

-- name: chain_head_update :exec
-- param: chain text, links int64, hash bytes
UPDATE chain_head SET links = :links, hash = :hash WHERE chain = :chain;

-- name: chain_link_insert :exec
-- param: chain text, link_no int64, item_id int64, hash bytes
INSERT INTO chain_link (chain, link_no, item_id, hash) VALUES (:chain, :link_no, :item_id, :hash);

-- name: chain_link_read :one
-- param: chain text, link_no int64
SELECT hash FROM chain_link WHERE chain = :chain AND link_no = :link_no;

-- name: chain_walk_act :stream              links with their items, in order
SELECT l.link_no, l.item_id, l.hash, a.at, a.actor, a.acting_for, a.reason, a.case_no, a.purpose,
	a.idempotency_key, a.content_hash
 FROM chain_link l LEFT JOIN act a ON a.act_id = l.item_id WHERE l.chain = 'act' ORDER BY l.link_no;

-- name: chain_walk_ledger :stream           links with their items, in order
SELECT l.link_no, l.item_id, l.hash, e.idempotency_key, e.booked_on, e.posted_at, e.act_id, e.source,
	e.note, e.line_count, e.lines_hash
 FROM chain_link l LEFT JOIN ledger_entry e ON e.entry_id = l.item_id WHERE l.chain = 'ledger'
 ORDER BY l.link_no;

-- name: chain_walk_read :stream             links with their items, in order
SELECT l.link_no, l.item_id, l.hash, g.from_at, g.to_at, g.read_count, g.reads
 FROM chain_link l LEFT JOIN read_group g ON g.group_id = l.item_id WHERE l.chain = 'read'
 ORDER BY l.link_no;

-- name: chain_unlinked_act :one             items that no link names
SELECT count(*) FROM act a
 WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.chain = 'act' AND l.item_id = a.act_id);
-- name: chain_unlinked_ledger :one
SELECT count(*) FROM ledger_entry e
 WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.chain = 'ledger' AND l.item_id = e.entry_id);
-- name: chain_unlinked_read :one
SELECT count(*) FROM read_group g
 WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.chain = 'read' AND l.item_id = g.group_id);

-- name: act_last_at :one                    upgrades aside: they write no facts, and an empty database may be filled with an older clock
SELECT at FROM act WHERE purpose <> 'migrate' ORDER BY at DESC LIMIT 1;

-- name: act_writers_bound :one              above the number of every write transaction begun before
-- only: sqlite
SELECT 0;
-- only: postgresql
SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS @int);
-- only: end

-- name: act_writers_open :one               is one of those below the bound still open?
-- param: bound int64
-- only: sqlite
SELECT :bound < 0;
-- only: postgresql
SELECT pg_snapshot_xmin(pg_current_snapshot()) < CAST(CAST(:bound AS TEXT) AS xid8);
-- only: end

-- name: act_insert :exec
-- param: act_id int64, at instant, actor text, acting_for text, reason text, case_no text
-- param: purpose text, idempotency_key text?, content_hash text
INSERT INTO act (act_id, at, actor, acting_for, reason, case_no, purpose, idempotency_key, content_hash)
 VALUES (:act_id, :at, :actor, :acting_for, :reason, :case_no, :purpose, :idempotency_key, :content_hash);

-- name: act_by_key :one
-- param: idempotency_key text
SELECT act_id, at, content_hash FROM act WHERE idempotency_key = :idempotency_key;

-- name: act_answer_insert :exec
-- param: act_id int64, answer text
INSERT INTO act_answer (act_id, answer) VALUES (:act_id, :answer);

-- name: act_answer_read :one
-- param: act_id int64
SELECT answer FROM act_answer WHERE act_id = :act_id;

-- name: subject_lock :one                   PostgreSQL: waits for other writers of the subject's facts
-- param: table_key int64, subject_key int64
-- only: sqlite
SELECT :table_key, :subject_key;
-- only: postgresql
SELECT pg_advisory_xact_lock_shared(:table_key), pg_advisory_xact_lock(:subject_key);
-- only: end

-- name: table_lock :one                     PostgreSQL: waits for all other writers of the table's facts
-- param: table_key int64
-- only: sqlite
SELECT :table_key;
-- only: postgresql
SELECT pg_advisory_xact_lock(:table_key);
-- only: end

-- name: id_block_take :one                  gives the first id after the block taken
-- param: kind text, count int64
INSERT INTO id_block (kind, shard, next_id) VALUES (:kind, 0, :count + 1)
 ON CONFLICT (kind, shard) DO UPDATE SET next_id = id_block.next_id + :count
 RETURNING next_id;

-- name: number_series_next :one
-- param: office text, kind text, roc_year int64
INSERT INTO number_series (office, kind, roc_year, last_no) VALUES (:office, :kind, :roc_year, 1)
 ON CONFLICT (office, kind, roc_year) DO UPDATE SET last_no = number_series.last_no + 1
 RETURNING last_no;

-- name: read_group_insert :exec
-- param: group_id int64, from_at instant, to_at instant, read_count int64, reads text
INSERT INTO read_group (group_id, from_at, to_at, read_count, reads)
 VALUES (:group_id, :from_at, :to_at, :read_count, :reads);

-- name: read_event_of_person :stream        who read this person's data, newest first
-- param: person_id int64, from_at instant
SELECT at, actor, purpose, view_name, case_no FROM read_event
 WHERE person_id = :person_id AND at >= :from_at ORDER BY at DESC, group_id DESC;

-- name: original_insert :exec               the same file twice is kept once
-- param: sha256 text, name text, size int64, content bytes, received_at instant, act_id int64
INSERT INTO original_file (sha256, name, size, content, received_at, act_id)
 VALUES (:sha256, :name, :size, :content, :received_at, :act_id) ON CONFLICT (sha256) DO NOTHING;

-- name: original_read :one
-- param: sha256 text
SELECT name, size, content, received_at, act_id FROM original_file WHERE sha256 = :sha256;
