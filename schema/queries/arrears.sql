-- What is owed and what was decided about it (schema/0012_collect.sql).

-- facts: hardship person

-- name: arrears_of_unit :many               bills of a unit that are due, with what was paid
-- param: unit_id int64, at date
SELECT o.month, o.due_on, o.payable, o.paid + coalesce((SELECT CAST(sum(r.amount) AS @int) FROM bill_receipt r
	WHERE r.unit_id = :unit_id AND r.person_id = 0 AND r.month = o.month AND r.received_on <= :at), 0)
	+ coalesce((SELECT CAST(sum(e.amount) AS @int) FROM debt d JOIN debt_event e ON e.debt_id = d.debt_id
		WHERE d.person_id = 0 AND d.unit_id = :unit_id AND d.kind = 'premium' AND d.month = o.month
			AND e.kind = 'writeoff' AND e.on_day <= :at), 0), :unit_id
FROM (SELECT b.month, n.due_on, b.payable, 0 AS paid FROM bill_run n
		JOIN bill b ON b.month = n.month AND b.unit_id = :unit_id AND b.person_id = 0
	UNION ALL
	SELECT t.month, t.due_on, t.payable, t.paid FROM takeover_bill t
		WHERE t.unit_id = :unit_id AND t.person_id = 0) o
WHERE o.due_on < :at AND o.payable > 0 ORDER BY o.month;

-- name: arrears_of_person :many             bills of a person who pays alone that are due, with what was paid
-- param: person_id int64, at date
SELECT o.month, o.due_on, o.payable, o.paid + coalesce((SELECT CAST(sum(r.amount) AS @int) FROM bill_receipt r
	WHERE r.unit_id = o.unit_id AND r.person_id = :person_id AND r.month = o.month AND r.received_on <= :at), 0)
	+ coalesce((SELECT CAST(sum(e.amount) AS @int) FROM debt d JOIN debt_event e ON e.debt_id = d.debt_id
		WHERE d.person_id = :person_id AND d.unit_id = o.unit_id AND d.kind = 'premium' AND d.month = o.month
			AND e.kind = 'writeoff' AND e.on_day <= :at), 0), o.unit_id
FROM (SELECT b.month, b.unit_id, n.due_on, b.payable, 0 AS paid FROM bill_run n
		CROSS JOIN (SELECT DISTINCT unit_id FROM coverage WHERE person_id = :person_id) h
		JOIN bill b ON b.month = n.month AND b.unit_id = h.unit_id AND b.person_id = :person_id
	UNION ALL
	SELECT t.month, t.unit_id, t.due_on, t.payable, t.paid FROM takeover_bill t
		WHERE t.person_id = :person_id) o
WHERE o.due_on < :at AND o.payable > 0 ORDER BY o.month;

-- name: bill_by_number :one                 the bill that a slip names
-- param: bill_id int64
SELECT unit_id, person_id, month, payable FROM bill WHERE bill_id = :bill_id;

-- name: bill_receipt_sum :one               what was paid on a bill
-- param: unit_id int64, person_id int64, month month
SELECT CAST(coalesce(sum(amount), 0) AS @int) FROM bill_receipt
WHERE unit_id = :unit_id AND person_id = :person_id AND month = :month;

-- name: bill_receipt_insert :exec
-- param: receipt_id int64, unit_id int64, person_id int64, month month, amount int64, received_on date, channel text, act_id int64
INSERT INTO bill_receipt (receipt_id, unit_id, person_id, month, amount, received_on, channel, act_id)
VALUES (:receipt_id, :unit_id, :person_id, :month, :amount, :received_on, :channel, :act_id);

-- name: hardship_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, ground text, certificate text
INSERT INTO hardship (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, ground, certificate)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :ground, :certificate);

-- name: hardship_on :one                    is the household recognised on the day?
-- param: person_id int64, day date
SELECT ground, valid_to FROM hardship WHERE person_id = :person_id AND valid_from <= :day AND :day < valid_to
	AND known_to = 9223372036854775807;

-- name: hardship_days :many                 periods of recognised hardship within [from, to)
-- param: person_id int64, from_day date, to_day date
SELECT valid_from, valid_to FROM hardship WHERE person_id = :person_id AND valid_from < :to_day
	AND valid_to > :from_day AND known_to = 9223372036854775807 ORDER BY valid_from;

-- name: arrears_agreement_insert :exec
-- param: agreement_id int64, kind text, unit_id int64?, person_id int64?, amount int64, instalments int64, each int64, first_on date, decided_on date, case_no text, act_id int64
INSERT INTO arrears_agreement (agreement_id, kind, unit_id, person_id, amount, instalments, each, first_on, decided_on,
	case_no, act_id)
VALUES (:agreement_id, :kind, :unit_id, :person_id, :amount, :instalments, :each, :first_on, :decided_on, :case_no,
	:act_id);

-- name: arrears_agreements :many            of a debtor, newest first
-- param: kind text, unit_id int64?, person_id int64?
SELECT amount, instalments, each, first_on, decided_on, case_no, agreement_id FROM arrears_agreement
WHERE kind = :kind AND (unit_id = :unit_id OR person_id = :person_id) ORDER BY agreement_id DESC;

-- name: fine_insert :exec
-- param: fine_id int64, unit_id int64?, person_id int64?, ground text, base int64, amount int64, decided_on date, case_no text, act_id int64
INSERT INTO fine (fine_id, unit_id, person_id, ground, base, amount, decided_on, case_no, act_id)
VALUES (:fine_id, :unit_id, :person_id, :ground, :base, :amount, :decided_on, :case_no, :act_id);

-- name: bill_persons :many                  insured persons on the bill of a unit and month, for billing anew
-- param: unit_id int64, first date, last date
SELECT DISTINCT person_id FROM coverage
WHERE unit_id = :unit_id AND role = 1 AND valid_from <= :last AND valid_to > :first
	AND known_to = 9223372036854775807 ORDER BY person_id;

-- name: arrears_plans :many               instalments and loans, oldest first
-- param: kind text, at date
SELECT agreement_id, coalesce(unit_id, 0), coalesce(person_id, 0), amount, instalments, each, first_on, decided_on, case_no
FROM arrears_agreement WHERE kind = :kind AND first_on < :at ORDER BY agreement_id;

-- name: arrears_plan_paid :one            what came in on a plan since it was agreed
-- param: agreement_id int64, from_day date
SELECT CAST(coalesce(sum(e.amount), 0) AS @int) FROM debt d JOIN debt_event e ON e.debt_id = d.debt_id
WHERE d.agreement_id = :agreement_id AND d.agreement_id > 0 AND e.kind = 'receipt' AND e.on_day >= :from_day;
