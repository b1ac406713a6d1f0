-- What `nhi doctor` asks the database itself (store/doctor.h).

-- name: doctor_integrity :many              what is broken in the file; PostgreSQL: unchecked constraints
-- only: sqlite
SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 20;
-- only: postgresql
SELECT conname::text FROM pg_constraint WHERE NOT convalidated ORDER BY 1 LIMIT 20;
-- only: end

-- name: doctor_foreign_keys :many           rows without their parent; PostgreSQL: checks switched off
-- only: sqlite
SELECT "table" || ' → ' || parent FROM pragma_foreign_key_check LIMIT 20;
-- only: postgresql
SELECT tgname::text FROM pg_trigger WHERE tgenabled = 'D' ORDER BY 1 LIMIT 20;
-- only: end

-- name: doctor_trigger :one                 is the trigger there?
-- param: name text
-- only: sqlite
SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = :name;
-- only: postgresql
SELECT count(*) FROM pg_trigger WHERE tgname = :name AND NOT tgisinternal;
-- only: end


-- name: table_list :many                    our tables, by name
-- only: sqlite
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name;
-- only: postgresql
SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename::text COLLATE "C";
-- only: end

-- name: snapshot_export :one                lets pg_dump see what this transaction sees
-- only: sqlite
SELECT '';
-- only: postgresql
SELECT pg_export_snapshot()::text;
-- only: end
