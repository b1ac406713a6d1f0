-- An allowed objection: what the acts of a case wrote is closed, what they closed holds again (src/store/undo.h).

-- name: undo_acts :many                    acts of a case, and of its decisions
-- param: case_no text, case_id int64
SELECT act_id FROM act WHERE case_no = :case_no
UNION SELECT act_id FROM case_decision WHERE case_id = :case_id ORDER BY 1;

-- name: undo_approval_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM approval y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.item_key = f.item_key AND y.kind = f.kind AND y.item = f.item
		AND y.provider = f.provider AND y.acceptance_no = f.acceptance_no AND y.requested = f.requested
		AND y.approved = f.approved AND y.result = f.result AND y.is_urgent = f.is_urgent
		AND y.applied_on = f.applied_on), 0)
FROM approval f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_approval_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO approval (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, item_key, kind, item, provider,
	acceptance_no, requested, approved, result, is_urgent, applied_on)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.item_key,
	o.kind, o.item, o.provider, o.acceptance_no, o.requested, o.approved, o.result, o.is_urgent,
	o.applied_on
FROM approval o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM approval x
	WHERE x.person_id = o.person_id AND x.item_key = o.item_key AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_card_service_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM card_service y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.kind = f.kind AND y.detail = f.detail), 0)
FROM card_service f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_card_service_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO card_service (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, detail)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.kind,
	o.detail
FROM card_service o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM card_service x
	WHERE x.person_id = o.person_id AND x.kind = o.kind AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_coverage_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM coverage y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.unit_id = f.unit_id AND y.insured_person_id = f.insured_person_id
		AND y.role = f.role AND y.category = f.category AND y.private_school = f.private_school
		AND y.relation = f.relation AND y.absence = f.absence AND y.insured_amount = f.insured_amount
		AND y.entry_reason = f.entry_reason AND y.leave_reason = f.leave_reason), 0)
FROM coverage f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_coverage_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO coverage (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, unit_id, insured_person_id,
	role, category, private_school, relation, absence, insured_amount, entry_reason, leave_reason)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.unit_id,
	o.insured_person_id, o.role, o.category, o.private_school, o.relation, o.absence, o.insured_amount,
	o.entry_reason, o.leave_reason
FROM coverage o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM coverage x
	WHERE x.person_id = o.person_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_hardship_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM hardship y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.ground = f.ground AND y.certificate = f.certificate), 0)
FROM hardship f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_hardship_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO hardship (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ground, certificate)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.ground,
	o.certificate
FROM hardship o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM hardship x
	WHERE x.person_id = o.person_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_illness_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM illness y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.disease = f.disease AND y.category = f.category AND y.icd = f.icd
		AND y.stage = f.stage AND y.certificate_no = f.certificate_no AND y.is_paper = f.is_paper
		AND y.applied_on = f.applied_on AND y.hospital = f.hospital AND y.ended = f.ended), 0)
FROM illness f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_illness_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO illness (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, disease, category, icd, stage,
	certificate_no, is_paper, applied_on, hospital, ended)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.disease,
	o.category, o.icd, o.stage, o.certificate_no, o.is_paper, o.applied_on, o.hospital, o.ended
FROM illness o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM illness x
	WHERE x.person_id = o.person_id AND x.disease = o.disease AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_named_care_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM named_care y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.provider = f.provider AND y.visits = f.visits), 0)
FROM named_care f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_named_care_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO named_care (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, provider, visits)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.provider, o.visits
FROM named_care o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM named_care x
	WHERE x.person_id = o.person_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_person_condition_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM person_condition y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.kind = f.kind AND y.proof = f.proof), 0)
FROM person_condition f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_person_condition_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO person_condition (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, proof)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.kind,
	o.proof
FROM person_condition o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM person_condition x
	WHERE x.person_id = o.person_id AND x.kind = o.kind AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_person_fact_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM person_fact y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.name = f.name AND y.sex = f.sex AND y.birth_date = f.birth_date
		AND y.birth_order = f.birth_order AND y.death_date IS NOT DISTINCT FROM f.death_date
		AND y.citizen = f.citizen AND y.county = f.county AND y.address = f.address), 0)
FROM person_fact f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_person_fact_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO person_fact (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, name, sex, birth_date,
	birth_order, death_date, citizen, county, address)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.name,
	o.sex, o.birth_date, o.birth_order, o.death_date, o.citizen, o.county, o.address
FROM person_fact o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM person_fact x
	WHERE x.person_id = o.person_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_provider_contract_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM provider_contract y
	WHERE y.provider_id = f.provider_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.contract_no = f.contract_no AND y.applied_on = f.applied_on
		AND y.ended = f.ended), 0)
FROM provider_contract f WHERE f.provider_id = :subject ORDER BY f.fact_no;

-- name: undo_provider_contract_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO provider_contract (provider_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, contract_no, applied_on,
	ended)
SELECT o.provider_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id,
	o.contract_no, o.applied_on, o.ended
FROM provider_contract o WHERE o.provider_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM provider_contract x
	WHERE x.provider_id = o.provider_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_provider_fact_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM provider_fact y
	WHERE y.provider_id = f.provider_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.name = f.name AND y.kind = f.kind AND y.level = f.level
		AND y.division = f.division AND y.address = f.address AND y.head = f.head AND y.status = f.status), 0)
FROM provider_fact f WHERE f.provider_id = :subject ORDER BY f.fact_no;

-- name: undo_provider_fact_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO provider_fact (provider_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, name, kind, level, division,
	address, head, status)
SELECT o.provider_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.name,
	o.kind, o.level, o.division, o.address, o.head, o.status
FROM provider_fact o WHERE o.provider_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM provider_fact x
	WHERE x.provider_id = o.provider_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_suspension_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM suspension y
	WHERE y.person_id = f.person_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.ground = f.ground AND y.expected_to = f.expected_to), 0)
FROM suspension f WHERE f.person_id = :subject ORDER BY f.fact_no;

-- name: undo_suspension_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO suspension (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ground, expected_to)
SELECT o.person_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.ground,
	o.expected_to
FROM suspension o WHERE o.person_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM suspension x
	WHERE x.person_id = o.person_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_unit_fact_facts :many
-- param: subject int64
SELECT f.fact_no, f.act_id, coalesce(f.ended_by_act_id, 0), coalesce((SELECT max(y.fact_no) FROM unit_fact y
	WHERE y.unit_id = f.unit_id AND y.known_to = 9223372036854775807 AND y.valid_from = f.valid_from
		AND y.valid_to = f.valid_to AND y.status = f.status
		AND y.business_number IS NOT DISTINCT FROM f.business_number AND y.name = f.name AND y.kind = f.kind
		AND y.category = f.category AND y.county = f.county AND y.division = f.division AND y.head = f.head
		AND y.address = f.address AND y.mail_address = f.mail_address AND y.contact = f.contact
		AND y.dispatch = f.dispatch), 0)
FROM unit_fact f WHERE f.unit_id = :subject ORDER BY f.fact_no;

-- name: undo_unit_fact_restore :exec
-- param: subject int64, fact_no int64, new_no int64, known_from instant, act_id int64
INSERT INTO unit_fact (unit_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, status, business_number, name,
	kind, category, county, division, head, address, mail_address, contact, dispatch)
SELECT o.unit_id, :new_no, o.valid_from, o.valid_to, :known_from, 9223372036854775807, :act_id, o.status,
	o.business_number, o.name, o.kind, o.category, o.county, o.division, o.head, o.address, o.mail_address,
	o.contact, o.dispatch
FROM unit_fact o WHERE o.unit_id = :subject AND o.fact_no = :fact_no AND NOT EXISTS (SELECT 1 FROM unit_fact x
	WHERE x.unit_id = o.unit_id AND x.known_to = 9223372036854775807
		AND x.valid_from < o.valid_to AND o.valid_from < x.valid_to);

-- name: undo_reimbursement :one             a reimbursement that stands, with its order
-- param: number text
SELECT r.reimbursement_id, coalesce(r.order_id, 0), r.person_id, coalesce(p.amount, 0), coalesce(p.entry_id, 0)
FROM reimbursement r LEFT JOIN payment_order p ON p.order_id = r.order_id
WHERE r.number = :number AND NOT EXISTS (SELECT 1 FROM reimbursement_void v WHERE v.reimbursement_id = r.reimbursement_id);

-- name: undo_entry_lines :many              lines of an entry, to be reversed
-- param: entry_id int64
SELECT fund, account, amount, party, party_id FROM posting WHERE entry_id = :entry_id ORDER BY line_no;

-- name: reimbursement_void_insert :exec
-- param: reimbursement_id int64, on_day date, why text, entry_id int64?, act_id int64
INSERT INTO reimbursement_void (reimbursement_id, on_day, why, entry_id, act_id)
VALUES (:reimbursement_id, :on_day, :why, :entry_id, :act_id);
