-- Keeping and destruction of letters (schema/0025_archive.sql).

-- name: archive_terms :many                 the terms of keeping that letters have
SELECT DISTINCT years FROM letter WHERE years > 0 ORDER BY years;

-- name: archive_expired :many               letters of a term, issued before a day, whose text is still kept
-- param: years int64, before date, class text, most int64
SELECT l.letter_id, l.number, l.issued_on, l.file_class, l.years, l.subject, l.content_hash FROM letter l
	JOIN letter_content c ON c.letter_id = l.letter_id
WHERE l.years = :years AND l.issued_on < :before AND (:class = '' OR l.file_class = :class)
ORDER BY l.letter_id LIMIT :most;

-- name: archive_content_delete :exec        by an approved destruction, never else
-- param: letter_id int64
DELETE FROM letter_content WHERE letter_id = :letter_id;

-- name: archive_destroyed_insert :exec
-- param: letter_id int64, list_no text, on_day date, content_hash text, act_id int64
INSERT INTO letter_destroyed (letter_id, list_no, on_day, content_hash, act_id)
VALUES (:letter_id, :list_no, :on_day, :content_hash, :act_id);
