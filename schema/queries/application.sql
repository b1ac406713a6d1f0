-- Applications on their way: schema/0020_application.sql.

-- name: application_insert :exec
-- param: application_id int64, token text, account int64, unit_id int64, service text, parent text, form text, saved_at instant, act_id int64
INSERT INTO application (application_id, token, account, unit_id, service, parent, form, seen, version, state, case_number,
	saved_at, act_id)
VALUES (:application_id, :token, :account, :unit_id, :service, :parent, :form, '', 1, 'open', '', :saved_at, :act_id);

-- name: application_by_token :one
-- param: token text
SELECT application_id, token, account, unit_id, service, parent, form, seen, version, state, case_number, saved_at
FROM application WHERE token = :token;

-- name: application_save :exec             only while it is open and the version is the one that was read
-- param: application_id int64, version int64, form text, seen text, saved_at instant, act_id int64
UPDATE application SET version = version + 1, form = :form, seen = :seen, saved_at = :saved_at, act_id = :act_id
WHERE application_id = :application_id AND version = :version AND state = 'open';

-- name: application_end :exec              sent or thrown away: the answers go
-- param: application_id int64, state text, case_number text, saved_at instant, act_id int64
UPDATE application SET version = version + 1, form = '', seen = '', state = :state, case_number = :case_number,
	saved_at = :saved_at, act_id = :act_id
WHERE application_id = :application_id AND state = 'open';

-- name: application_open_of :many          of an account and the unit acted for, the last saved first
-- param: account int64, unit_id int64, most int64
SELECT application_id, token, account, unit_id, service, parent, form, seen, version, state, case_number, saved_at
FROM application WHERE account = :account AND unit_id = :unit_id AND state = 'open'
ORDER BY application_id DESC LIMIT :most;

-- name: application_file_insert :exec
-- param: application_id int64, file_no int64, field text, name text, size int64, sha256 text, content bytes, act_id int64
INSERT INTO application_file (application_id, file_no, field, name, size, sha256, content, act_id)
VALUES (:application_id, :file_no, :field, :name, :size, :sha256, :content, :act_id);

-- name: application_files :many            without their bytes
-- param: application_id int64
SELECT file_no, field, name, size, sha256 FROM application_file WHERE application_id = :application_id ORDER BY file_no;

-- name: application_file_content :one
-- param: application_id int64, file_no int64
SELECT content FROM application_file WHERE application_id = :application_id AND file_no = :file_no;

-- name: application_file_delete :exec
-- param: application_id int64, file_no int64
DELETE FROM application_file WHERE application_id = :application_id AND file_no = :file_no;

-- name: application_files_delete :exec
-- param: application_id int64
DELETE FROM application_file WHERE application_id = :application_id;
