-- Collection: debts and their steps (schema/0019_debt.sql).

-- name: debt_insert :exec
-- param: debt_id int64, kind text, origin text, unit_id int64, person_id int64, month month, amount int64, owed int64, due_on date, opened_on date, stage text, runs_from date, act_id int64
INSERT INTO debt (debt_id, kind, origin, unit_id, person_id, month, amount, owed, due_on, opened_on, stage, stage_on,
	demand_due_on, runs_from, agreement_id, act_id)
VALUES (:debt_id, :kind, :origin, :unit_id, :person_id, :month, :amount, :owed, :due_on, :opened_on, :stage, :opened_on,
	'9999-12-31', :runs_from, 0, :act_id);

-- name: debt_change :exec                   as it stands after a step
-- param: debt_id int64, owed int64, stage text, stage_on date, demand_due_on date, runs_from date, agreement_id int64, act_id int64
UPDATE debt SET owed = :owed, stage = :stage, stage_on = :stage_on, demand_due_on = :demand_due_on,
	runs_from = :runs_from, agreement_id = :agreement_id, act_id = :act_id WHERE debt_id = :debt_id;

-- name: debt_event_insert :exec             the next step of a debt
-- param: debt_id int64, kind text, on_day date, amount int64, reference text, note text, act_id int64
INSERT INTO debt_event (debt_id, event_no, kind, on_day, amount, reference, note, act_id)
SELECT :debt_id, coalesce(max(event_no), 0) + 1, :kind, :on_day, :amount, :reference, :note, :act_id
FROM debt_event WHERE debt_id = :debt_id;

-- name: debt_by_origin :one
-- param: origin text
SELECT debt_id, kind, origin, unit_id, person_id, month, amount, owed, due_on, opened_on, stage, stage_on,
	demand_due_on, runs_from, agreement_id FROM debt WHERE origin = :origin;

-- name: debt_of_payer :many                 of a person who owes alone, or of a unit (person 0); oldest first
-- param: unit_id int64, person_id int64
SELECT debt_id, kind, origin, unit_id, person_id, month, amount, owed, due_on, opened_on, stage, stage_on,
	demand_due_on, runs_from, agreement_id FROM debt
WHERE person_id = :person_id AND (:person_id > 0 OR unit_id = :unit_id) ORDER BY due_on, debt_id;

-- name: debt_list :many                     page of debts that are still owed
-- param: kind text, stage text, after int64, most int64
SELECT debt_id, kind, origin, unit_id, person_id, month, amount, owed, due_on, opened_on, stage, stage_on,
	demand_due_on, runs_from, agreement_id FROM debt
WHERE owed > 0 AND debt_id > :after AND (:kind = '' OR kind = :kind) AND (:stage = '' OR stage = :stage)
ORDER BY debt_id LIMIT :most;

-- name: debt_of_month :many                 debts of a kind and month
-- param: month month, kind text
SELECT debt_id, kind, origin, unit_id, person_id, month, amount, owed, due_on, opened_on, stage, stage_on,
	demand_due_on, runs_from, agreement_id FROM debt
WHERE month = :month AND kind = :kind ORDER BY debt_id;

-- name: debt_of_letter :many                debts that a letter demanded
-- param: reference text
SELECT d.debt_id, d.kind, d.origin, d.unit_id, d.person_id, d.month, d.amount, d.owed, d.due_on, d.opened_on, d.stage,
	d.stage_on, d.demand_due_on, d.runs_from, d.agreement_id FROM debt_event e JOIN debt d ON d.debt_id = e.debt_id
WHERE e.reference = :reference AND e.kind = 'demand' ORDER BY d.debt_id;

-- name: debt_of_agreement :many             debts paid by instalments
-- param: agreement_id int64
SELECT debt_id, kind, origin, unit_id, person_id, month, amount, owed, due_on, opened_on, stage, stage_on,
	demand_due_on, runs_from, agreement_id FROM debt
WHERE agreement_id = :agreement_id AND agreement_id > 0 ORDER BY debt_id;

-- name: debt_events :many                   steps of a debt
-- param: debt_id int64
SELECT kind, on_day, amount, reference, note FROM debt_event WHERE debt_id = :debt_id ORDER BY event_no;

-- name: debt_payers :many                  who owes anything that no court, plan or agency has; units first
-- param: after_person int64, after_unit int64, most int64
SELECT DISTINCT person_id, CASE WHEN person_id > 0 THEN 0 ELSE unit_id END AS payer_unit FROM debt
WHERE owed > 0 AND stage IN ('open', 'demanded', 'served') AND agreement_id = 0
	AND (person_id, CASE WHEN person_id > 0 THEN 0 ELSE unit_id END) > (:after_person, :after_unit)
ORDER BY person_id, payer_unit LIMIT :most;

-- name: debt_bills_due :many                bills of a month that were not paid within the days of grace, and are no debt yet
-- param: month month, cut date
SELECT o.unit_id, o.person_id, o.due_on, o.payable - o.paid - o.received FROM (
	SELECT b.unit_id, b.person_id, n.due_on, b.payable, 0 AS paid, coalesce((SELECT CAST(sum(r.amount) AS @int)
		FROM bill_receipt r WHERE r.unit_id = b.unit_id AND r.person_id = b.person_id AND r.month = b.month
			AND r.received_on <= :cut), 0) AS received
	FROM bill_run n JOIN bill b ON b.month = n.month WHERE n.month = :month AND b.payable > 0
	UNION ALL
	SELECT t.unit_id, t.person_id, t.due_on, t.payable, t.paid, coalesce((SELECT CAST(sum(r.amount) AS @int)
		FROM bill_receipt r WHERE r.unit_id = t.unit_id AND r.person_id = t.person_id AND r.month = t.month
			AND r.received_on <= :cut), 0) AS received
	FROM takeover_bill t WHERE t.month = :month AND t.payable > 0) o
WHERE o.payable > o.paid + o.received AND NOT EXISTS (SELECT 1 FROM debt d WHERE d.month = :month
	AND d.kind = 'premium' AND d.unit_id = o.unit_id AND d.person_id = o.person_id)
ORDER BY o.unit_id, o.person_id;

-- name: debt_receipts_late :many            what was paid on a bill after the days of grace
-- param: unit_id int64, person_id int64, month month, cut date
SELECT received_on, amount, channel FROM bill_receipt
WHERE unit_id = :unit_id AND person_id = :person_id AND month = :month AND received_on > :cut
ORDER BY received_on, receipt_id;

-- name: debt_months :many                   months with bills (is it billed?) or repayments that are due
-- param: at date
SELECT month, CAST(max(is_billed) AS @int), min(due_on) FROM (SELECT month, due_on, 1 AS is_billed FROM bill_run
	UNION ALL SELECT month, due_on, 1 FROM takeover_bill
	UNION ALL SELECT month, due_on, 0 FROM debt WHERE kind = 'loan') o
WHERE due_on < :at GROUP BY month ORDER BY month;

-- name: debt_fees_wanted :many              premium debts of a month whose late fee is not settled yet
-- param: month month
SELECT debt_id, kind, origin, unit_id, person_id, month, amount, owed, due_on, opened_on, stage, stage_on,
	demand_due_on, runs_from, agreement_id FROM debt d
WHERE month = :month AND kind IN ('premium', 'loan') AND NOT EXISTS (SELECT 1 FROM debt f
	WHERE f.origin = 'latefee:' || CAST(d.debt_id AS TEXT)) ORDER BY debt_id;

-- name: debt_loan_sum :one                  how much of a loan was called already, how often, what of it is overdue
-- param: prefix text, past text, at date
SELECT CAST(coalesce(sum(amount), 0) AS @int), count(*),
	CAST(coalesce(sum(CASE WHEN due_on < :at THEN owed ELSE 0 END), 0) AS @int) FROM debt
WHERE origin >= :prefix AND origin < :past;

-- name: debt_file_wanted :many              in enforcement, in no file yet
-- param: most int64
SELECT d.debt_id, d.kind, d.origin, d.unit_id, d.person_id, d.month, d.amount, d.owed, d.due_on, d.opened_on, d.stage,
	d.stage_on, d.demand_due_on, d.runs_from, d.agreement_id FROM debt d
WHERE d.stage = 'enforced' AND d.owed > 0 AND NOT EXISTS (SELECT 1 FROM debt_event e
	WHERE e.debt_id = d.debt_id AND e.kind = 'file' AND e.on_day >= d.stage_on) ORDER BY d.debt_id LIMIT :most;

-- name: debt_file_insert :exec
-- param: file_id int64, serial int64, made_on date, pieces int64, amount int64, list_hash text, act_id int64
INSERT INTO debt_file (file_id, serial, made_on, pieces, amount, list_hash, act_id)
VALUES (:file_id, :serial, :made_on, :pieces, :amount, :list_hash, :act_id);

-- name: debt_file_serial :one
SELECT coalesce(max(serial), 0) + 1 FROM debt_file;

-- name: debt_totals :many                   what is owed by kind and stage
SELECT kind, stage, count(*), CAST(sum(owed) AS @int) FROM debt WHERE owed > 0 GROUP BY kind, stage ORDER BY kind, stage;

-- name: debt_written_off_left :one          oldest written-off debt of a payer that was not recovered yet
-- param: unit_id int64, person_id int64
SELECT d.debt_id, CAST(sum(CASE WHEN e.kind = 'writeoff' THEN e.amount ELSE -e.amount END) AS @int), d.kind
FROM debt d JOIN debt_event e ON e.debt_id = d.debt_id AND e.kind IN ('writeoff', 'recovery')
WHERE d.stage = 'written_off' AND d.person_id = :person_id AND (:person_id > 0 OR d.unit_id = :unit_id)
GROUP BY d.debt_id, d.kind, d.due_on HAVING sum(CASE WHEN e.kind = 'writeoff' THEN e.amount ELSE -e.amount END) > 0
ORDER BY d.due_on, d.debt_id LIMIT 1;
