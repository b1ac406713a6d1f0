-- Prior authorisation and home care (schema/0014_benefit.sql).

-- facts: approval person item_key

-- name: approval_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, item_key text, kind text, item text, provider text, acceptance_no text, requested int64, approved int64, result text, is_urgent bool, applied_on date
INSERT INTO approval (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, item_key, kind, item, provider,
	acceptance_no, requested, approved, result, is_urgent, applied_on)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :item_key, :kind, :item, :provider,
	:acceptance_no, :requested, :approved, :result, :is_urgent, :applied_on);

-- name: approval_of_person :many            as known, by first day
-- param: person_id int64, known instant
SELECT fact_no, kind, item, provider, acceptance_no, requested, approved, result, is_urgent, applied_on, valid_from, valid_to
FROM approval WHERE person_id = :person_id AND known_from <= :known AND :known < known_to ORDER BY valid_from, fact_no;

-- name: approval_by_number :one             as believed now
-- param: acceptance_no text
SELECT person_id, fact_no FROM approval WHERE acceptance_no = :acceptance_no AND known_to = 9223372036854775807
ORDER BY valid_from DESC LIMIT 1;
