-- Bills on their way: schema/0006_dispatch.sql.

-- name: dispatch_targets :many               bills of a month with the place they go to, in the order of the post
-- param: month month, day date, known instant, division int64
SELECT b.bill_id, b.unit_id, b.person_id, b.division, b.payable, u.code, f.dispatch,
	CASE WHEN b.person_id = 0 THEN f.name ELSE (SELECT p.name FROM person_fact p WHERE p.person_id = b.person_id
		AND p.valid_from <= :day AND p.known_from <= :known AND :known < p.known_to
		ORDER BY p.valid_from DESC, p.fact_no DESC LIMIT 1) END,
	CASE WHEN b.person_id <> 0 THEN (SELECT p.county FROM person_fact p WHERE p.person_id = b.person_id
		AND p.valid_from <= :day AND p.known_from <= :known AND :known < p.known_to
		ORDER BY p.valid_from DESC, p.fact_no DESC LIMIT 1) ELSE f.county END AS to_county,
	CASE WHEN b.person_id <> 0 THEN (SELECT p.address FROM person_fact p WHERE p.person_id = b.person_id
		AND p.valid_from <= :day AND p.known_from <= :known AND :known < p.known_to
		ORDER BY p.valid_from DESC, p.fact_no DESC LIMIT 1)
		WHEN f.mail_address = '' THEN f.address ELSE f.mail_address END AS to_address,
	f.contact,
	(SELECT max(d.attempt) FROM dispatch_piece d WHERE d.bill_id = b.bill_id),
	(SELECT max(r.attempt) FROM dispatch_return r WHERE r.bill_id = b.bill_id)
FROM bill b JOIN unit u ON u.unit_id = b.unit_id JOIN unit_fact f ON f.unit_id = b.unit_id
WHERE b.month = :month AND (:division = 0 OR b.division = :division)
	AND f.known_from <= :known AND :known < f.known_to
	AND f.valid_from = (SELECT max(g.valid_from) FROM unit_fact g WHERE g.unit_id = b.unit_id
		AND g.valid_from <= :day AND g.known_from <= :known AND :known < g.known_to)
ORDER BY to_county, to_address, u.code, b.bill_id;

-- name: dispatch_unit_of_person :one          at which unit a person's own bill of a month stands
-- param: month month, person_id int64
SELECT unit_id FROM bill WHERE month = :month AND person_id = :person_id;

-- name: dispatch_serial :one                 last hand-over of a month and kind
-- param: month month, kind text
SELECT max(serial) FROM dispatch_batch WHERE month = :month AND kind = :kind;

-- name: dispatch_batch_insert :exec
-- param: batch_id int64, month month, kind text, serial int64, pieces int64, pages int64, list_hash text, act_id int64
INSERT INTO dispatch_batch (batch_id, month, kind, serial, pieces, pages, list_hash, act_id)
VALUES (:batch_id, :month, :kind, :serial, :pieces, :pages, :list_hash, :act_id);

-- name: dispatch_piece_insert :exec
-- param: bill_id int64, attempt int64, batch_id int64, piece_no int64, address text
INSERT INTO dispatch_piece (bill_id, attempt, batch_id, piece_no, address)
VALUES (:bill_id, :attempt, :batch_id, :piece_no, :address);

-- name: dispatch_last :one                   last attempt of a bill, and whether it came back
-- param: bill_id int64
SELECT d.attempt, d.batch_id, r.returned_on FROM dispatch_piece d
LEFT JOIN dispatch_return r ON r.bill_id = d.bill_id AND r.attempt = d.attempt
WHERE d.bill_id = :bill_id ORDER BY d.attempt DESC LIMIT 1;

-- name: dispatch_return_insert :exec
-- param: bill_id int64, attempt int64, returned_on date, reason text, act_id int64
INSERT INTO dispatch_return (bill_id, attempt, returned_on, reason, act_id)
VALUES (:bill_id, :attempt, :returned_on, :reason, :act_id);

-- name: dispatch_batches :many               hand-overs of a month with what came back of each
-- param: month month
SELECT b.kind, b.serial, b.pieces, b.pages, a.at,
	(SELECT count(*) FROM dispatch_piece d JOIN dispatch_return r ON r.bill_id = d.bill_id AND r.attempt = d.attempt
		WHERE d.batch_id = b.batch_id)
FROM dispatch_batch b JOIN act a ON a.act_id = b.act_id
WHERE b.month = :month ORDER BY a.at, b.kind, b.serial;

-- name: dispatch_events :many                what happened to one bill, in order
-- param: bill_id int64
SELECT d.attempt, b.kind, b.serial, a.at, d.address, r.returned_on, r.reason
FROM dispatch_piece d JOIN dispatch_batch b ON b.batch_id = d.batch_id JOIN act a ON a.act_id = b.act_id
LEFT JOIN dispatch_return r ON r.bill_id = d.bill_id AND r.attempt = d.attempt
WHERE d.bill_id = :bill_id ORDER BY d.attempt;
