-- The register: persons, units, coverage, filings (schema/0002_register.sql).

-- facts: person_key person kind
-- facts: person_fact person
-- facts: person_link person
-- facts: person_condition person kind
-- facts: person_subsidy person kind
-- facts: person_presence person kind
-- facts: suspension person
-- facts: unit_fact unit
-- facts: coverage person

-- name: person_insert :exec
-- param: person_id int64, act_id int64
INSERT INTO person (person_id, act_id) VALUES (:person_id, :act_id);

-- name: person_key_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kind text, value text
INSERT INTO person_key (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, value)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kind, :value);

-- name: person_fact_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, name text, sex text, birth_date date, birth_order int64, death_date date?, citizen bool, county text, address text
INSERT INTO person_fact (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, name, sex, birth_date,
	birth_order, death_date, citizen, county, address)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :name, :sex, :birth_date,
	:birth_order, :death_date, :citizen, :county, :address);

-- name: person_link_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kept_person_id int64
INSERT INTO person_link (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kept_person_id)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kept_person_id);

-- name: person_condition_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kind text, proof text
INSERT INTO person_condition (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, proof)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kind, :proof);

-- name: person_subsidy_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kind text, part_ppm int64, payer text
INSERT INTO person_subsidy (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, part_ppm, payer)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kind, :part_ppm, :payer);

-- name: person_presence_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kind text
INSERT INTO person_presence (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kind);

-- name: suspension_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, ground text, expected_to date
INSERT INTO suspension (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ground, expected_to)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :ground, :expected_to);

-- name: person_by_key :one                  whose number this is, as believed now
-- param: value text
SELECT person_id, kind FROM person_key WHERE value = :value AND known_to = 9223372036854775807;

-- name: person_keys :many                   numbers of a person as known
-- param: person_id int64, known instant
SELECT kind, value, valid_from, valid_to, fact_no FROM person_key
WHERE person_id = :person_id AND known_from <= :known AND :known < known_to ORDER BY kind, valid_from;

-- name: person_fact_on :one                 who somebody is on a day, as known
-- param: person_id int64, day date, known instant
SELECT fact_no, valid_from, valid_to, name, sex, birth_date, birth_order, death_date, citizen, county, address
FROM person_fact WHERE person_id = :person_id AND valid_from <= :day AND :day < valid_to
	AND known_from <= :known AND :known < known_to;

-- name: person_kept :one                    the record that goes on, of one that was merged
-- param: person_id int64, known instant
SELECT kept_person_id FROM person_link
WHERE person_id = :person_id AND known_from <= :known AND :known < known_to;

-- name: person_link_open :one              the merge that is believed of a record, and its act
-- param: person_id int64
SELECT fact_no, kept_person_id, act_id FROM person_link
WHERE person_id = :person_id AND known_to = 9223372036854775807;

-- name: person_by_key_raw :one              whose number it is, also of a merged record
-- param: value text
SELECT person_id FROM person_key WHERE value = :value AND known_to = 9223372036854775807;

-- name: person_merged :many                 the records that were merged into this one
-- param: kept_person_id int64, known instant
SELECT person_id FROM person_link
WHERE kept_person_id = :kept_person_id AND known_from <= :known AND :known < known_to ORDER BY person_id;

-- name: person_find :many                   by name from the given on, as believed now
-- param: name text, birth_date date?, most int64
SELECT DISTINCT person_id FROM person_fact
WHERE name = :name AND known_to = 9223372036854775807
	AND (CAST(:birth_date AS @date) IS NULL OR birth_date = :birth_date)
ORDER BY person_id LIMIT :most;

-- name: person_duplicates :many             same name, sex and birth, not merged yet
-- param: after int64, most int64
SELECT a.person_id, b.person_id, a.name, a.birth_date
FROM person_fact a JOIN person_fact b ON b.name = a.name AND b.birth_date = a.birth_date AND b.sex = a.sex
	AND b.person_id > a.person_id
WHERE a.person_id > :after AND a.name <> '' AND a.known_to = 9223372036854775807
	AND b.known_to = 9223372036854775807 AND a.valid_to = '9999-12-31' AND b.valid_to = '9999-12-31'
	AND NOT EXISTS (SELECT 1 FROM person_link l WHERE l.known_to = 9223372036854775807
		AND (l.person_id = a.person_id OR l.person_id = b.person_id))
ORDER BY a.person_id, b.person_id LIMIT :most;

-- name: person_conditions :many             as believed now
-- param: person_id int64
SELECT fact_no, kind, valid_from, valid_to, proof FROM person_condition
WHERE person_id = :person_id AND known_to = 9223372036854775807 ORDER BY kind, valid_from;

-- name: person_subsidies :many              as believed now
-- param: person_id int64
SELECT fact_no, kind, valid_from, valid_to, part_ppm, payer FROM person_subsidy
WHERE person_id = :person_id AND known_to = 9223372036854775807 ORDER BY kind, valid_from;

-- name: person_presences :many              as believed now
-- param: person_id int64
SELECT fact_no, kind, valid_from, valid_to FROM person_presence
WHERE person_id = :person_id AND known_to = 9223372036854775807 ORDER BY kind, valid_from;

-- name: suspension_list :many               as believed now
-- param: person_id int64
SELECT fact_no, valid_from, valid_to, ground, expected_to FROM suspension
WHERE person_id = :person_id AND known_to = 9223372036854775807 ORDER BY valid_from;

-- name: unit_insert :exec
-- param: unit_id int64, code text, act_id int64
INSERT INTO unit (unit_id, code, act_id) VALUES (:unit_id, :code, :act_id);

-- name: unit_fact_insert :exec
-- param: unit_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, status text, business_number text?, name text, kind text, category int64, county text, division int64, head text, address text, mail_address text, contact text, dispatch text
INSERT INTO unit_fact (unit_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, status, business_number,
	name, kind, category, county, division, head, address, mail_address, contact, dispatch)
VALUES (:unit_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :status, :business_number,
	:name, :kind, :category, :county, :division, :head, :address, :mail_address, :contact, :dispatch);

-- name: unit_by_code :one
-- param: code text
SELECT unit_id FROM unit WHERE code = :code;

-- name: unit_code_of :one
-- param: unit_id int64
SELECT code FROM unit WHERE unit_id = :unit_id;

-- name: unit_by_business :many              open units with the number, as believed now
-- param: business_number text
SELECT DISTINCT f.unit_id, u.code FROM unit_fact f JOIN unit u ON u.unit_id = f.unit_id
WHERE f.business_number = :business_number AND f.status <> 'closed' AND f.valid_to = '9999-12-31'
	AND f.known_to = 9223372036854775807 ORDER BY f.unit_id;

-- name: unit_facts :many                    all periods as known
-- param: unit_id int64, known instant
SELECT fact_no, valid_from, valid_to, status, business_number, name, kind, category, county, division, head, address,
	mail_address, contact, dispatch
FROM unit_fact WHERE unit_id = :unit_id AND known_from <= :known AND :known < known_to ORDER BY valid_from;

-- name: unit_list :many                     a page of units as believed now, by code
-- param: after text, name text, division int64, most int64
SELECT u.code, f.name, f.kind, f.category, f.county, f.division, f.status, f.business_number
FROM unit u JOIN unit_fact f ON f.unit_id = u.unit_id
WHERE u.code > :after AND f.valid_to = '9999-12-31' AND f.known_to = 9223372036854775807
	AND (:name = '' OR f.name LIKE '%' || :name || '%') AND (:division = 0 OR f.division = :division)
ORDER BY u.code LIMIT :most;

-- name: unit_staff :one                     insured employees on a day and their highest amount
-- param: unit_id int64, day date
SELECT count(*), coalesce(max(insured_amount), 0) FROM coverage
WHERE unit_id = :unit_id AND role = 1 AND category BETWEEN 11 AND 13 AND valid_from <= :day AND :day < valid_to
	AND known_to = 9223372036854775807;

-- name: unit_covered :one                   people covered on a day or later
-- param: unit_id int64, day date
SELECT count(*) FROM coverage
WHERE unit_id = :unit_id AND :day < valid_to AND known_to = 9223372036854775807;

-- name: unit_last_covered :one              first day after the last coverage
-- param: unit_id int64
SELECT max(valid_to) FROM coverage WHERE unit_id = :unit_id AND known_to = 9223372036854775807;

-- name: unit_people :many                   who is covered on a day, families together
-- param: unit_id int64, day date
SELECT person_id, insured_person_id, role, category, relation, insured_amount, valid_from, valid_to FROM coverage
WHERE unit_id = :unit_id AND valid_from <= :day AND :day < valid_to AND known_to = 9223372036854775807
ORDER BY insured_person_id, role, person_id;

-- name: coverage_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, unit_id int64, insured_person_id int64, role int64, category int64, private_school bool, relation int64, absence int64, insured_amount int64, entry_reason int64, leave_reason int64
INSERT INTO coverage (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, unit_id, insured_person_id,
	role, category, private_school, relation, absence, insured_amount, entry_reason, leave_reason)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :unit_id, :insured_person_id,
	:role, :category, :private_school, :relation, :absence, :insured_amount, :entry_reason, :leave_reason);

-- name: coverage_of_person :many            a person's timeline as known
-- param: person_id int64, known instant
SELECT person_id, fact_no, unit_id, insured_person_id, insured_amount, valid_from, valid_to, category, role, relation,
	absence, entry_reason, leave_reason, private_school
FROM coverage WHERE person_id = :person_id AND known_from <= :known AND :known < known_to ORDER BY valid_from;

-- name: coverage_whole :many               all rows of a person, also what is no longer believed, with their acts
-- param: person_id int64
SELECT person_id, fact_no, unit_id, insured_person_id, insured_amount, valid_from, valid_to, category, role, relation,
	absence, entry_reason, leave_reason, private_school, act_id, coalesce(ended_by_act_id, 0)
FROM coverage WHERE person_id = :person_id ORDER BY valid_from, fact_no;

-- name: coverage_followers_ended :many      whose rows under an insured person an act closed
-- param: insured_person_id int64, act_id int64
SELECT DISTINCT person_id FROM coverage
WHERE insured_person_id = :insured_person_id AND role = 2 AND ended_by_act_id = :act_id ORDER BY person_id;

-- name: coverage_relatives :many            who was ever followed by the person (side 0) or followed it (side 1)
-- param: person_id int64, day date
SELECT r.other_id, r.relation, r.side, i.category FROM (
	SELECT DISTINCT insured_person_id AS other_id, relation, 0 AS side FROM coverage
	WHERE person_id = :person_id AND role = 2 AND known_to = 9223372036854775807
	UNION
	SELECT DISTINCT person_id AS other_id, relation, 1 AS side FROM coverage
	WHERE insured_person_id = :person_id AND role = 2 AND known_to = 9223372036854775807) r
	LEFT JOIN coverage i ON i.person_id = r.other_id AND i.role = 1 AND i.valid_from <= :day AND :day < i.valid_to
		AND i.known_to = 9223372036854775807
ORDER BY r.other_id, r.relation, r.side;

-- name: coverage_followers :many            who has been a dependent of the person, as believed now
-- param: insured_person_id int64
SELECT DISTINCT person_id FROM coverage
WHERE insured_person_id = :insured_person_id AND role = 2 AND known_to = 9223372036854775807 ORDER BY person_id;

-- name: coverage_all :stream                every believed row: loads, checks and exports
SELECT person_id, fact_no, unit_id, insured_person_id, insured_amount, valid_from, valid_to, category, role, relation,
	absence, entry_reason, leave_reason, private_school
FROM coverage WHERE known_to = 9223372036854775807 ORDER BY person_id, valid_from;

-- name: filing_insert :exec
-- param: filing_id int64, act_id int64, kind text, filed_on date, happened_on date, due_on date, unit_id int64?, person_id int64?, content text, answer text
INSERT INTO filing (filing_id, act_id, kind, filed_on, happened_on, due_on, unit_id, person_id, content, answer)
VALUES (:filing_id, :act_id, :kind, :filed_on, :happened_on, :due_on, :unit_id, :person_id, :content, :answer);

-- name: filing_of_person :many              newest first
-- param: person_id int64, most int64
SELECT filing_id, kind, filed_on, happened_on, due_on, unit_id, answer FROM filing WHERE person_id = :person_id
ORDER BY filing_id DESC LIMIT :most;

-- name: filing_file_insert :exec
-- param: file_hash text, filing_id int64, row_count int64, accepted int64, refused int64, answers_hash text
INSERT INTO filing_file (file_hash, filing_id, row_count, accepted, refused, answers_hash)
VALUES (:file_hash, :filing_id, :row_count, :accepted, :refused, :answers_hash);

-- name: filing_file_read :one
-- param: file_hash text
SELECT filing_id, row_count, accepted, refused, answers_hash FROM filing_file WHERE file_hash = :file_hash;

-- name: rebill_insert :exec
-- param: person_id int64, month month, act_id int64
INSERT INTO rebill (person_id, month, act_id) VALUES (:person_id, :month, :act_id)
ON CONFLICT (person_id, month, act_id) DO NOTHING;

-- The batch looks up many people with one call: a JSON array of numbers or ids.

-- name: register_uncounted :one              PostgreSQL: has it no statistics yet of a register just filled?
-- only: sqlite
SELECT 1 = 0;
-- only: postgresql
SELECT NOT EXISTS (SELECT 1 FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'person_fact');
-- only: end

-- name: register_count :exec                  … then it counts
-- only: sqlite
SELECT 1;
-- only: postgresql
ANALYZE unit_fact, person_key, person_fact, person_link, coverage;
-- only: end

-- name: roster_keys :many                   whose numbers these are
-- param: values text
SELECT k.value, k.person_id FROM @each(:values) e CROSS JOIN person_key k
WHERE k.value = replace(CAST(e.value AS TEXT), '"', '') AND k.known_to = 9223372036854775807;

-- name: roster_kept :many                   which of them were merged into whom
-- param: ids text
SELECT l.person_id, l.kept_person_id FROM @each(:ids) e CROSS JOIN person_link l
WHERE l.person_id = CAST(CAST(e.value AS TEXT) AS @int) AND l.known_to = 9223372036854775807;

-- name: roster_people :many                 who they are
-- param: ids text
SELECT f.person_id, f.name, f.birth_date, f.death_date, f.citizen FROM @each(:ids) e CROSS JOIN person_fact f
WHERE f.person_id = CAST(CAST(e.value AS TEXT) AS @int) AND f.valid_to = '9999-12-31'
	AND f.known_to = 9223372036854775807;

-- name: roster_coverage :many               all their coverage, also what is no longer believed
-- param: ids text
SELECT c.person_id, c.fact_no, c.unit_id, c.insured_person_id, c.insured_amount, c.valid_from, c.valid_to, c.category,
	c.role, c.relation, c.absence, c.entry_reason, c.leave_reason, c.private_school, c.known_to
FROM @each(:ids) e CROSS JOIN coverage c
WHERE c.person_id = CAST(CAST(e.value AS TEXT) AS @int) ORDER BY c.person_id, c.valid_from, c.fact_no;

-- name: roster_followers :many              who has been a dependent of them
-- param: ids text
SELECT DISTINCT c.insured_person_id, c.person_id FROM @each(:ids) e CROSS JOIN coverage c
WHERE c.insured_person_id = CAST(CAST(e.value AS TEXT) AS @int) AND c.role = 2
	AND c.known_to = 9223372036854775807
ORDER BY c.insured_person_id, c.person_id;
