-- Catastrophic illness (schema/0014_benefit.sql).

-- facts: illness person disease

-- name: illness_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, disease text, category int64, icd text, stage int64, certificate_no text, is_paper bool, applied_on date, hospital text, ended text
INSERT INTO illness (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, disease, category, icd, stage,
	certificate_no, is_paper, applied_on, hospital, ended)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :disease, :category, :icd, :stage,
	:certificate_no, :is_paper, :applied_on, :hospital, :ended);

-- name: illness_of_person :many             certificates of a person as known, by first day
-- param: person_id int64, known instant
SELECT fact_no, disease, category, icd, stage, certificate_no, is_paper, applied_on, hospital, ended, valid_from, valid_to
FROM illness WHERE person_id = :person_id AND known_from <= :known AND :known < known_to ORDER BY valid_from, fact_no;

-- name: illness_by_number :one              a certificate as believed now
-- param: certificate_no text
SELECT person_id, fact_no FROM illness WHERE certificate_no = :certificate_no AND known_to = 9223372036854775807
ORDER BY valid_from DESC LIMIT 1;

-- name: illness_copy_insert :exec
-- param: certificate_no text, act_id int64, on_day date, why text
INSERT INTO illness_copy (certificate_no, act_id, on_day, why) VALUES (:certificate_no, :act_id, :on_day, :why);

-- name: illness_copies :many                papers of a person handed out again
-- param: person_id int64
SELECT DISTINCT c.certificate_no, c.on_day, c.why, c.act_id FROM illness_copy c JOIN illness i ON i.certificate_no = c.certificate_no
WHERE i.person_id = :person_id ORDER BY c.act_id;

-- name: illness_counts :many                certificates that hold on a day, and their holders
-- param: day date
SELECT category, count(*), count(DISTINCT person_id) FROM illness
WHERE valid_from <= :day AND :day < valid_to AND known_to = 9223372036854775807 GROUP BY category ORDER BY category;
