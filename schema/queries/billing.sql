-- Bills of a month: the run, its parts, the register as billing reads it, totals.

-- name: bill_run_insert :exec
-- param: month month, known_at instant, settled_at instant, units_per_part int64, due_on date, due_verified bool, law_hash text, act_id int64
INSERT INTO bill_run (month, known_at, settled_at, units_per_part, due_on, due_verified, law_hash, act_id)
VALUES (:month, :known_at, :settled_at, :units_per_part, :due_on, :due_verified, :law_hash, :act_id);

-- name: bill_run_by_month :one
-- param: month month
SELECT r.known_at, r.settled_at, r.units_per_part, r.due_on, r.due_verified, r.law_hash, r.act_id,
	CAST(COALESCE(d.parts, 0) AS @int), CAST(COALESCE(d.bills, 0) AS @int), CAST(COALESCE(d.payable, 0) AS @int)
FROM bill_run r LEFT JOIN bill_run_done d ON d.month = r.month WHERE r.month = :month;

-- name: bill_run_latest :one                 the last month ordered, and its knowledge
SELECT month, known_at FROM bill_run ORDER BY month DESC LIMIT 1;

-- name: bill_run_list :many
SELECT r.month, r.known_at, r.due_on, CAST(COALESCE(d.parts, 0) AS @int), CAST(COALESCE(d.bills, 0) AS @int),
	CAST(COALESCE(d.payable, 0) AS @int)
FROM bill_run r LEFT JOIN bill_run_done d ON d.month = r.month ORDER BY r.month;

-- name: bill_run_done_insert :exec
-- param: month month, parts int64, bills int64, payable int64, act_id int64
INSERT INTO bill_run_done (month, parts, bills, payable, act_id) VALUES (:month, :parts, :bills, :payable, :act_id);

-- name: bill_part_insert :exec
-- param: month month, part int64, heads_read int64, insured int64, dependents int64, dependents_free int64, heads_left int64, heads_held int64, bills int64, corrections int64, payable int64
INSERT INTO bill_part (month, part, heads_read, insured, dependents, dependents_free, heads_left, heads_held,
	bills, corrections, payable)
VALUES (:month, :part, :heads_read, :insured, :dependents, :dependents_free, :heads_left, :heads_held,
	:bills, :corrections, :payable);

-- name: bill_part_sum :one                  a run as its finished parts add up
-- param: month month
SELECT CAST(count(*) AS @int), CAST(COALESCE(sum(heads_read), 0) AS @int), CAST(COALESCE(sum(insured), 0) AS @int),
	CAST(COALESCE(sum(dependents), 0) AS @int), CAST(COALESCE(sum(dependents_free), 0) AS @int),
	CAST(COALESCE(sum(heads_left), 0) AS @int), CAST(COALESCE(sum(heads_held), 0) AS @int),
	CAST(COALESCE(sum(bills), 0) AS @int), CAST(COALESCE(sum(corrections), 0) AS @int),
	CAST(COALESCE(sum(payable), 0) AS @int)
FROM bill_part WHERE month = :month;

-- name: bill_units :stream                  units as known, in the order of their ids (facts of one in any order)
-- param: known instant
SELECT unit_id, valid_from, division, kind FROM unit_fact
WHERE known_from <= :known AND :known < known_to ORDER BY unit_id;

-- name: bill_coverage :stream                who holds on the last day of the month, family by family
-- param: unit_from int64, unit_to int64, last date, known instant
-- Few columns: each costs more than the arithmetic that packs the small ones into one number (store/bill.c). The
-- days are read only where billing looks at them.
SELECT unit_id, insured_person_id, person_id,
	(((insured_amount * 100 + category) * 2 + CASE WHEN private_school THEN 1 ELSE 0 END) * 10 + absence) * 100
		+ leave_reason,
	CASE WHEN leave_reason <> 0 THEN valid_to END,
	CASE WHEN person_id <> insured_person_id THEN valid_from END
FROM coverage
WHERE unit_id >= :unit_from AND unit_id < :unit_to AND valid_from <= :last AND :last < valid_to
	AND known_from <= :known AND :known < known_to
ORDER BY unit_id, insured_person_id, role, person_id;

-- name: bill_coverage_of_person :many        where a person stands on a day, as known
-- param: person_id int64, day date, known instant
SELECT unit_id, insured_person_id, person_id,
	(((insured_amount * 100 + category) * 2 + CASE WHEN private_school THEN 1 ELSE 0 END) * 10 + absence) * 100
		+ leave_reason,
	valid_to, valid_from
FROM coverage
WHERE person_id = :person_id AND valid_from <= :day AND :day < valid_to
	AND known_from <= :known AND :known < known_to;

-- name: bill_coverage_of_dependents :many    dependents of an insured person on a day, as known
-- param: insured_person_id int64, day date, known instant
SELECT unit_id, insured_person_id, person_id,
	(((insured_amount * 100 + category) * 2 + CASE WHEN private_school THEN 1 ELSE 0 END) * 10 + absence) * 100
		+ leave_reason,
	valid_to, valid_from
FROM coverage
WHERE insured_person_id = :insured_person_id AND role = 2 AND valid_from <= :day AND :day < valid_to
	AND known_from <= :known AND :known < known_to
ORDER BY person_id;

-- name: bill_subsidies :stream               subsidies on a day, as known (those of one person in any order)
-- param: day date, known instant
SELECT person_id, kind, payer FROM person_subsidy
WHERE valid_from <= :day AND :day < valid_to AND known_from <= :known AND :known < known_to
ORDER BY person_id;

-- name: bill_subsidies_of_person :many
-- param: person_id int64, day date, known instant
SELECT person_id, kind, payer FROM person_subsidy
WHERE person_id = :person_id AND valid_from <= :day AND :day < valid_to
	AND known_from <= :known AND :known < known_to
ORDER BY kind;

-- name: bill_rebill_pending :stream          months touched since they were last computed
-- param: settled_at instant, known_at instant, month month
SELECT r.month, r.person_id, CAST(max(r.act_id) AS @int)
FROM act a JOIN rebill r ON r.act_id = a.act_id JOIN bill_run b ON b.month = r.month
WHERE a.at > :settled_at AND a.at <= :known_at AND r.month < :month
GROUP BY r.month, r.person_id ORDER BY r.month, r.person_id;

-- name: bill_bulk :bulk
-- param: bill_id int64, month month, unit_id int64, person_id int64, division int64, insured int64, dependents int64, self int64, subsidy int64, unit_share int64, government int64, correction int64, correction_government int64, payable int64, lines text
INSERT INTO bill (bill_id, month, unit_id, person_id, division, insured, dependents, self, subsidy, unit_share,
	government, correction, correction_government, payable, lines) VALUES (:bill_id, :month, :unit_id, :person_id, :division, :insured, :dependents, :self, :subsidy, :unit_share, :government, :correction, :correction_government, :payable, :lines);

-- name: bill_total_bulk :bulk
-- param: month month, part int64, division int64, scheme text, payer text, billed text, kind text, heads int64, amount int64
INSERT INTO bill_total (month, part, division, scheme, payer, billed, kind, heads, amount) VALUES (:month, :part, :division, :scheme, :payer, :billed, :kind, :heads, :amount);

-- name: bill_totals :many                   totals of a month over its parts
-- param: month month
SELECT division, scheme, payer, billed, kind, CAST(sum(heads) AS @int), CAST(sum(amount) AS @int)
FROM bill_total WHERE month = :month
GROUP BY division, scheme, payer, billed, kind ORDER BY division, scheme, payer, billed, kind;

-- name: bill_sum :one                       what the bills themselves add up to
-- param: month month
SELECT CAST(count(*) AS @int), CAST(COALESCE(sum(insured), 0) AS @int), CAST(COALESCE(sum(dependents), 0) AS @int),
	CAST(COALESCE(sum(self), 0) AS @int), CAST(COALESCE(sum(subsidy), 0) AS @int),
	CAST(COALESCE(sum(unit_share), 0) AS @int), CAST(COALESCE(sum(government), 0) AS @int),
	CAST(COALESCE(sum(correction), 0) AS @int), CAST(COALESCE(sum(correction_government), 0) AS @int),
	CAST(COALESCE(sum(payable), 0) AS @int)
FROM bill WHERE month = :month;

-- name: bill_of_unit :one
-- param: month month, unit_id int64, person_id int64
SELECT bill_id, month, unit_id, person_id, division, insured, dependents, self, subsidy, unit_share, government,
	correction, correction_government, payable, lines
FROM bill WHERE month = :month AND unit_id = :unit_id AND person_id = :person_id;

-- name: bill_list :many                     bills of a month from a unit on: a page
-- param: month month, unit_id int64, person_id int64, division int64, count int64
SELECT bill_id, month, unit_id, person_id, division, insured, dependents, self, subsidy, unit_share, government,
	correction, correction_government, payable
FROM bill
WHERE month = :month AND (unit_id > :unit_id OR (unit_id = :unit_id AND person_id > :person_id))
	AND (:division = 0 OR division = :division)
ORDER BY month, unit_id, person_id LIMIT :count;

-- name: bill_list_of_unit :many             bills of one unit, newest first
-- param: unit_id int64, person_id int64, count int64
SELECT b.bill_id, b.month, b.unit_id, b.person_id, b.division, b.insured, b.dependents, b.self, b.subsidy,
	b.unit_share, b.government, b.correction, b.correction_government, b.payable
FROM bill_run r JOIN bill b ON b.month = r.month AND b.unit_id = :unit_id AND b.person_id = :person_id
ORDER BY r.month DESC LIMIT :count;

-- name: bill_lines_of_month :stream         every bill with its lines, in order: for exports and tests
-- param: month month
SELECT bill_id, month, unit_id, person_id, division, insured, dependents, self, subsidy, unit_share, government,
	correction, correction_government, payable, lines
FROM bill WHERE month = :month ORDER BY bill_id;

-- name: bill_unit_kind :one                 kind of a unit on a day, as known
-- param: unit_id int64, day date, known instant
SELECT kind, division FROM unit_fact
WHERE unit_id = :unit_id AND known_from <= :known AND :known < known_to AND valid_from <= :day
ORDER BY valid_from DESC LIMIT 1;

-- name: bill_unit_by_code :one               a unit and what it is called on a day
-- param: code text, day date, known instant
SELECT u.unit_id, f.name, f.kind, f.division
FROM unit u JOIN unit_fact f ON f.unit_id = u.unit_id
WHERE u.code = :code AND f.valid_from <= :day AND f.known_from <= :known AND :known < f.known_to
ORDER BY f.valid_from DESC LIMIT 1;

-- name: bill_unit_by_id :one
-- param: unit_id int64, day date, known instant
SELECT u.code, f.name, f.kind, f.division
FROM unit u JOIN unit_fact f ON f.unit_id = u.unit_id
WHERE u.unit_id = :unit_id AND f.valid_from <= :day AND f.known_from <= :known AND :known < f.known_to
ORDER BY f.valid_from DESC LIMIT 1;

-- name: bill_person_name :one                name and number of a person on a day; either may be missing
-- param: person_id int64, day date, known instant
SELECT p.person_id,
	(SELECT f.name FROM person_fact f WHERE f.person_id = p.person_id AND f.valid_from <= :day AND :day < f.valid_to
		AND f.known_from <= :known AND :known < f.known_to ORDER BY f.fact_no DESC LIMIT 1),
	(SELECT k.value FROM person_key k WHERE k.person_id = p.person_id AND k.valid_from <= :day AND :day < k.valid_to
		AND k.known_from <= :known AND :known < k.known_to ORDER BY k.fact_no DESC LIMIT 1)
FROM person p WHERE p.person_id = :person_id;

-- name: bill_person_by_number :one
-- param: value text
SELECT person_id FROM person_key WHERE value = :value AND known_to = @open ORDER BY kind LIMIT 1;

-- name: bill_line_sum :one                  what the lines of a month add up to, out of the view
-- param: month month
SELECT CAST(count(*) AS @int), CAST(COALESCE(sum(self - subsidy + unit_share), 0) AS @int),
	CAST(COALESCE(sum(government), 0) AS @int)
FROM bill_line WHERE billed_month = :month;
