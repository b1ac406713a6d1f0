-- Check codes of certificates: schema/0013_certificate.sql.

-- name: letter_check_insert :exec
-- param: code text, letter_id int64, name text, statement_zh text, statement_en text, act_id int64
INSERT INTO letter_check (code, letter_id, name, statement_zh, statement_en, act_id)
VALUES (:code, :letter_id, :name, :statement_zh, :statement_en, :act_id);

-- name: letter_check_read :one               what a code stands for
-- param: code text
SELECT c.name, c.statement_zh, c.statement_en, l.number, l.office, l.subject, l.form, l.issued_on, l.content_hash
FROM letter_check c JOIN letter l ON l.letter_id = c.letter_id WHERE c.code = :code;
