-- Providers (schema/0016_provider.sql).

-- facts: provider_fact provider
-- facts: provider_contract provider

-- name: provider_insert :exec
-- param: provider_id int64, code text, act_id int64
INSERT INTO provider (provider_id, code, act_id) VALUES (:provider_id, :code, :act_id);

-- name: provider_by_code :one
-- param: code text
SELECT provider_id FROM provider WHERE code = :code;

-- name: provider_fact_insert :exec
-- param: provider_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, name text, kind text, level text, division int64, address text, head text, status text
INSERT INTO provider_fact (provider_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, name, kind, level,
	division, address, head, status)
VALUES (:provider_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :name, :kind, :level,
	:division, :address, :head, :status);

-- name: provider_fact_on :one               what a provider is on a day, as believed now
-- param: provider_id int64, day date
SELECT fact_no, valid_from, valid_to, name, kind, level, division, address, head, status FROM provider_fact
WHERE provider_id = :provider_id AND valid_from <= :day AND :day < valid_to AND known_to = 9223372036854775807;

-- name: provider_facts :many                history, as believed now
-- param: provider_id int64
SELECT valid_from, valid_to, name, kind, level, division, address, head, status FROM provider_fact
WHERE provider_id = :provider_id AND known_to = 9223372036854775807 ORDER BY valid_from;

-- name: provider_list :many                 by code, from after a code on; part of the name, division 0 all
-- param: after text, name text, division int64, most int64
SELECT p.code, f.name, f.kind, f.level, f.division, f.address, f.status FROM provider p
JOIN provider_fact f ON f.provider_id = p.provider_id AND f.valid_to = '9999-12-31' AND f.known_to = 9223372036854775807
WHERE p.code > :after AND (:name = '' OR f.name LIKE '%' || :name || '%') AND (:division = 0 OR f.division = :division)
ORDER BY p.code LIMIT :most;

-- name: provider_contract_insert :exec
-- param: provider_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, contract_no text, applied_on date, ended text
INSERT INTO provider_contract (provider_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, contract_no, applied_on, ended)
VALUES (:provider_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :contract_no, :applied_on, :ended);

-- name: provider_contracts :many            as believed now
-- param: provider_id int64
SELECT fact_no, valid_from, valid_to, contract_no, applied_on, ended FROM provider_contract
WHERE provider_id = :provider_id AND known_to = 9223372036854775807 ORDER BY valid_from;

-- name: provider_measure_insert :exec
-- param: measure_id int64, measure_no text, provider_id int64, measure text, article int64, violated text, on_day date, from_day date, to_day date, scope text, amount int64, points int64, act_id int64
INSERT INTO provider_measure (measure_id, measure_no, provider_id, measure, article, violated, on_day, from_day, to_day,
	scope, amount, points, act_id)
VALUES (:measure_id, :measure_no, :provider_id, :measure, :article, :violated, :on_day, :from_day, :to_day,
	:scope, :amount, :points, :act_id);

-- name: provider_measures :many             those that stand, by first day
-- param: provider_id int64
SELECT m.measure_id, m.measure, m.article, m.from_day, m.to_day, m.scope FROM provider_measure m
WHERE m.provider_id = :provider_id AND NOT EXISTS (SELECT 1 FROM provider_measure_void v WHERE v.measure_id = m.measure_id)
ORDER BY m.from_day, m.measure_id;

-- name: provider_measure_list :many         all, with what was taken back
-- param: provider_id int64
SELECT m.measure_no, m.measure, m.article, m.violated, m.on_day, m.from_day, m.to_day, m.scope, m.amount, m.points, v.on_day
FROM provider_measure m LEFT JOIN provider_measure_void v ON v.measure_id = m.measure_id
WHERE m.provider_id = :provider_id ORDER BY m.measure_id;

-- name: provider_measure_by_no :one
-- param: measure_no text
SELECT m.measure_id, m.provider_id, m.on_day, v.on_day FROM provider_measure m
LEFT JOIN provider_measure_void v ON v.measure_id = m.measure_id WHERE m.measure_no = :measure_no;

-- name: provider_measure_void_insert :exec
-- param: measure_id int64, on_day date, why text, act_id int64
INSERT INTO provider_measure_void (measure_id, on_day, why, act_id) VALUES (:measure_id, :on_day, :why, :act_id);

-- name: provider_barred_insert :exec
-- param: measure_id int64, person_no text
INSERT INTO provider_barred (measure_id, person_no) VALUES (:measure_id, :person_no);

-- name: provider_is_barred :one             is this person not paid on that day
-- param: person_no text, day date
SELECT count(*) FROM provider_barred b JOIN provider_measure m ON m.measure_id = b.measure_id
WHERE b.person_no = :person_no AND m.from_day <= :day AND :day < m.to_day
	AND NOT EXISTS (SELECT 1 FROM provider_measure_void v WHERE v.measure_id = m.measure_id);

-- name: provider_inspection_insert :exec
-- param: inspection_id int64, inspection_no text, provider_id int64, planned_on date, reason text, inspectors text, act_id int64
INSERT INTO provider_inspection (inspection_id, inspection_no, provider_id, planned_on, reason, inspectors, act_id)
VALUES (:inspection_id, :inspection_no, :provider_id, :planned_on, :reason, :inspectors, :act_id);

-- name: provider_inspection_by_no :one
-- param: inspection_no text
SELECT i.inspection_id, i.planned_on, r.on_day FROM provider_inspection i
LEFT JOIN provider_inspection_record r ON r.inspection_id = i.inspection_id WHERE i.inspection_no = :inspection_no;

-- name: provider_inspection_record_insert :exec
-- param: inspection_id int64, on_day date, record text, findings text, act_id int64
INSERT INTO provider_inspection_record (inspection_id, on_day, record, findings, act_id)
VALUES (:inspection_id, :on_day, :record, :findings, :act_id);

-- name: provider_inspections :many
-- param: provider_id int64
SELECT i.inspection_no, i.planned_on, i.reason, i.inspectors, r.on_day, r.record, r.findings FROM provider_inspection i
LEFT JOIN provider_inspection_record r ON r.inspection_id = i.inspection_id
WHERE i.provider_id = :provider_id ORDER BY i.inspection_id;

-- name: provider_note_insert :exec
-- param: note_id int64, provider_id int64, kind text, on_day date, subject text, outcome text, refund int64, act_id int64
INSERT INTO provider_note (note_id, provider_id, kind, on_day, subject, outcome, refund, act_id)
VALUES (:note_id, :provider_id, :kind, :on_day, :subject, :outcome, :refund, :act_id);

-- name: provider_notes :many
-- param: provider_id int64
SELECT kind, on_day, subject, outcome, refund FROM provider_note WHERE provider_id = :provider_id ORDER BY note_id;
