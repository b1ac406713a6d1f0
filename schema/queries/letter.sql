-- Letters going out: schema/0008_letter.sql.

-- name: letter_insert :exec
-- param: letter_id int64, number text, kind text, form text, issued_on date, division int64, office text, person_id int64, unit_id int64, to_name text, case_no text, subject text, english bool, is_decision bool, file_class text, years int64, content_hash text, act_id int64
INSERT INTO letter (letter_id, number, kind, form, issued_on, division, office, person_id, unit_id, to_name, case_no,
	subject, english, is_decision, file_class, years, content_hash, act_id)
VALUES (:letter_id, :number, :kind, :form, :issued_on, :division, :office, :person_id, :unit_id, :to_name, :case_no,
	:subject, :english, :is_decision, :file_class, :years, :content_hash, :act_id);

-- name: letter_content_insert :exec
-- param: letter_id int64, content text
INSERT INTO letter_content (letter_id, content) VALUES (:letter_id, :content);

-- name: letter_read :one                     a letter by its number; content NULL after its destruction
-- param: number text
SELECT l.letter_id, l.number, l.kind, l.form, l.issued_on, l.division, l.office, l.person_id, l.unit_id, l.to_name,
	l.case_no, l.subject, l.english, l.is_decision, l.file_class, l.years, l.content_hash, c.content
FROM letter l LEFT JOIN letter_content c ON c.letter_id = l.letter_id WHERE l.number = :number;

-- name: letter_list :many                    newest first, after an id; empty filters take all
-- param: person_id int64, unit_id int64, division int64, kind text, case_no text, before_id int64, most int64
SELECT l.letter_id, l.number, l.kind, l.form, l.issued_on, l.division, l.office, l.person_id, l.unit_id, l.to_name,
	l.case_no, l.subject, l.english, l.is_decision, l.file_class, l.years, l.content_hash
FROM letter l
WHERE (:person_id = 0 OR l.person_id = :person_id) AND (:unit_id = 0 OR l.unit_id = :unit_id)
	AND (:division = 0 OR l.division = :division) AND (:kind = '' OR l.kind = :kind)
	AND (:case_no = '' OR l.case_no = :case_no) AND l.letter_id < :before_id
ORDER BY l.letter_id DESC LIMIT :most;
