-- Taking over a register and writing it out again (engine/takeover.h). The order of the columns is that
-- of engine/takeover_tables.c.

-- name: takeover_unit :bulk
-- param: unit_id int64, code text, act_id int64
INSERT INTO unit (unit_id, code, act_id)
VALUES (:unit_id, :code, :act_id);

-- name: takeover_person :bulk
-- param: person_id int64, act_id int64
INSERT INTO person (person_id, act_id)
VALUES (:person_id, :act_id);

-- name: takeover_unit_fact :bulk
-- param: unit_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, status text
-- param: business_number text?, name text, kind text, category int64, county text
-- param: division int64, head text, address text, mail_address text, contact text
-- param: dispatch text
INSERT INTO unit_fact (
	unit_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id, status,
	business_number, name, kind, category, county, division, head, address, mail_address, contact,
	dispatch)
VALUES (
	:unit_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :ended_by_act_id,
	:status, :business_number, :name, :kind, :category, :county, :division, :head, :address,
	:mail_address, :contact, :dispatch);

-- name: takeover_all_unit_fact :stream
SELECT unit_id, valid_from, valid_to, known_from, known_to,
	status, business_number, name, kind, category, county, division, head, address, mail_address,
	contact, dispatch
FROM unit_fact ORDER BY unit_id, fact_no;

-- name: takeover_person_fact :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, name text, sex text
-- param: birth_date date, birth_order int64, death_date date?, citizen bool, county text
-- param: address text
INSERT INTO person_fact (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id, name,
	sex, birth_date, birth_order, death_date, citizen, county, address)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :name, :sex, :birth_date, :birth_order, :death_date, :citizen, :county,
	:address);

-- name: takeover_all_person_fact :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	name, sex, birth_date, birth_order, death_date, citizen, county, address
FROM person_fact ORDER BY person_id, fact_no;

-- name: takeover_person_key :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, kind text, value text
INSERT INTO person_key (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id, kind,
	value)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :kind, :value);

-- name: takeover_all_person_key :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	kind, value
FROM person_key ORDER BY person_id, fact_no;

-- name: takeover_person_link :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, kept_person_id int64
INSERT INTO person_link (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id,
	kept_person_id)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :kept_person_id);

-- name: takeover_all_person_link :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	kept_person_id
FROM person_link ORDER BY person_id, fact_no;

-- name: takeover_person_condition :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, kind text, proof text
INSERT INTO person_condition (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id, kind,
	proof)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :kind, :proof);

-- name: takeover_all_person_condition :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	kind, proof
FROM person_condition ORDER BY person_id, fact_no;

-- name: takeover_person_subsidy :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, kind text, part_ppm int64
-- param: payer text
INSERT INTO person_subsidy (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id, kind,
	part_ppm, payer)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :kind, :part_ppm, :payer);

-- name: takeover_all_person_subsidy :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	kind, part_ppm, payer
FROM person_subsidy ORDER BY person_id, fact_no;

-- name: takeover_person_presence :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, kind text
INSERT INTO person_presence (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id, kind)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :kind);

-- name: takeover_all_person_presence :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	kind
FROM person_presence ORDER BY person_id, fact_no;

-- name: takeover_suspension :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, ground text
-- param: expected_to date
INSERT INTO suspension (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id,
	ground, expected_to)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :ground, :expected_to);

-- name: takeover_all_suspension :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	ground, expected_to
FROM suspension ORDER BY person_id, fact_no;

-- name: takeover_coverage :bulk
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant
-- param: known_to instant, act_id int64, ended_by_act_id int64?, unit_id int64
-- param: insured_person_id int64, role int64, category int64, private_school bool
-- param: relation int64, absence int64, insured_amount int64, entry_reason int64
-- param: leave_reason int64
INSERT INTO coverage (
	person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ended_by_act_id,
	unit_id, insured_person_id, role, category, private_school, relation, absence, insured_amount,
	entry_reason, leave_reason)
VALUES (
	:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id,
	:ended_by_act_id, :unit_id, :insured_person_id, :role, :category, :private_school, :relation,
	:absence, :insured_amount, :entry_reason, :leave_reason);

-- name: takeover_all_coverage :stream
SELECT person_id, valid_from, valid_to, known_from, known_to,
	unit_id, insured_person_id, role, category, private_school, relation, absence, insured_amount,
	entry_reason, leave_reason
FROM coverage ORDER BY person_id, fact_no;

-- name: takeover_persons :stream
SELECT person_id FROM person ORDER BY person_id;

-- name: takeover_units :stream
SELECT unit_id, code FROM unit ORDER BY unit_id;

-- name: takeover_is_empty :one
SELECT (SELECT COUNT(*) FROM unit) + (SELECT COUNT(*) FROM person);

-- name: takeover_sums :many  units, heads and insured amounts a division holds on a day, as known now
-- param: at date, open instant
SELECT u.division, COUNT(DISTINCT u.unit_id), COUNT(c.person_id),
	COALESCE(SUM(CASE WHEN c.role = 1 THEN c.insured_amount ELSE 0 END), 0)
FROM unit_fact u
LEFT JOIN coverage c ON c.unit_id = u.unit_id AND c.valid_from <= :at AND c.valid_to > :at
	AND c.known_to = :open
WHERE u.valid_from <= :at AND u.valid_to > :at AND u.known_to = :open AND u.status <> 'closed'
GROUP BY u.division ORDER BY u.division;

-- name: takeover_bill :bulk
-- param: unit_id int64, person_id int64, month month, due_on date, payable int64, paid int64
-- param: act_id int64
INSERT INTO takeover_bill (unit_id, person_id, month, due_on, payable, paid, act_id)
VALUES (:unit_id, :person_id, :month, :due_on, :payable, :paid, :act_id);

-- name: takeover_all_bills :stream  by code, so that the numbers of another database do not matter
SELECT u.code, b.person_id, b.month, b.due_on, b.payable, b.paid
FROM (
	SELECT unit_id, person_id, month, due_on, payable, paid FROM takeover_bill
	UNION ALL
	SELECT b.unit_id, b.person_id, b.month, r.due_on, b.payable, 0
	FROM bill b JOIN bill_run r ON r.month = b.month
) b JOIN unit u ON u.unit_id = b.unit_id
ORDER BY u.code, b.person_id, b.month;

-- name: takeover_all_balances :stream  accounts that are not at zero, by party
SELECT p.fund, p.account, p.party, p.party_id, CAST(SUM(p.amount) AS @int)
FROM posting p GROUP BY p.fund, p.account, p.party, p.party_id HAVING SUM(p.amount) <> 0
ORDER BY p.fund, p.account, p.party, p.party_id;

-- name: parallel_numbers :stream  identity numbers on a day, the first of each person
-- param: at date, open instant
SELECT person_id, MIN(value) FROM person_key
WHERE valid_from <= :at AND valid_to > :at AND known_to = :open
GROUP BY person_id ORDER BY person_id;
