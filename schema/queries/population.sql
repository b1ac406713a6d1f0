-- The synthetic nation: what `nhi demo` writes in bulk and with single events.

-- name: population_units :one                how many units there are: is the database empty?
SELECT CAST(count(*) AS @int) FROM unit;

-- name: population_person_bulk :bulk
-- param: person_id int64, act_id int64
INSERT INTO person (person_id, act_id) VALUES (:person_id, :act_id);

-- name: population_key_bulk :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kind text, value text
INSERT INTO person_key (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, value) VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kind, :value);

-- name: population_fact_bulk :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, name text, sex text, birth_date date, birth_order int64, citizen bool, county text, address text
INSERT INTO person_fact (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, name, sex,
	birth_date, birth_order, citizen, county, address) VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :name, :sex, :birth_date, :birth_order, :citizen, :county, :address);

-- name: population_subsidy_bulk :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kind text, part_ppm int64, payer text
INSERT INTO person_subsidy (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, part_ppm,
	payer) VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kind, :part_ppm, :payer);

-- name: population_unit_bulk :bulk
-- param: unit_id int64, code text, act_id int64
INSERT INTO unit (unit_id, code, act_id) VALUES (:unit_id, :code, :act_id);

-- name: population_unit_fact_bulk :bulk
-- param: unit_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, status text, business_number text?, name text, kind text, category int64, county text, division int64, head text, address text, mail_address text, contact text, dispatch text
INSERT INTO unit_fact (unit_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, status, business_number,
	name, kind, category, county, division, head, address, mail_address, contact, dispatch) VALUES (:unit_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :status, :business_number, :name, :kind, :category, :county, :division, :head, :address, :mail_address, :contact, :dispatch);

-- name: population_coverage_bulk :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, unit_id int64, insured_person_id int64, role int64, category int64, private_school bool, relation int64, absence int64, insured_amount int64, entry_reason int64, leave_reason int64
INSERT INTO coverage (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, unit_id,
	insured_person_id, role, category, private_school, relation, absence, insured_amount, entry_reason, leave_reason) VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :unit_id, :insured_person_id, :role, :category, :private_school, :relation, :absence, :insured_amount, :entry_reason, :leave_reason);

-- name: population_rebill :exec              charged months that an event touches
-- param: person_id int64, from_month month, act_id int64
INSERT INTO rebill (person_id, month, act_id)
SELECT :person_id, month, :act_id FROM bill_run WHERE month >= :from_month;

-- name: population_first :one                the first ids given to persons and units
SELECT (SELECT min(person_id) FROM person), (SELECT min(unit_id) FROM unit);

-- name: population_people :many             adults insured in the Central Division on a day, for the demo's history
-- param: day date, most int64
SELECT k.value, f.name, f.address, u.code FROM coverage c
	JOIN unit_fact d ON d.unit_id = c.unit_id AND d.division = 3 AND d.known_to = 9223372036854775807
		AND d.valid_from <= :day AND :day < d.valid_to
	JOIN unit u ON u.unit_id = c.unit_id
	JOIN person_key k ON k.person_id = c.person_id AND k.kind = 'national' AND k.known_to = 9223372036854775807
	JOIN person_fact f ON f.person_id = c.person_id AND f.known_to = 9223372036854775807
		AND f.valid_from <= :day AND :day < f.valid_to
WHERE c.role = 1 AND c.valid_from <= :day AND :day < c.valid_to AND c.known_to = 9223372036854775807
	AND f.death_date IS NULL AND f.name <> '' ORDER BY c.person_id LIMIT :most;

-- name: population_cases :one               has the nation a history yet?
SELECT count(*) FROM (SELECT 1 FROM case_file LIMIT 1) c;
