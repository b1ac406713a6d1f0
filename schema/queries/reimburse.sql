-- Reimbursement of self-advanced expenses, rates of exchange, payment orders (schema/0014_benefit.sql).

-- name: exchange_rate_insert :exec
-- param: currency text, on_day date, source int64, rate_e6 int64, act_id int64
INSERT INTO exchange_rate (currency, on_day, source, rate_e6, act_id) VALUES (:currency, :on_day, :source, :rate_e6, :act_id);

-- name: exchange_rate_find :one             the rate that counts on a day
-- param: currency text, on_day date
SELECT rate_e6, source FROM exchange_rate WHERE currency = :currency AND on_day = :on_day ORDER BY source LIMIT 1;

-- name: exchange_rate_exact :one
-- param: currency text, on_day date, source int64
SELECT rate_e6 FROM exchange_rate WHERE currency = :currency AND on_day = :on_day AND source = :source;

-- name: payment_order_insert :exec
-- param: order_id int64, order_no text, party int64, party_id int64, payee text, account text, amount int64, source text, ordered_on date, entry_id int64, act_id int64
INSERT INTO payment_order (order_id, order_no, party, party_id, payee, account, amount, source, ordered_on, entry_id, act_id)
VALUES (:order_id, :order_no, :party, :party_id, :payee, :account, :amount, :source, :ordered_on, :entry_id, :act_id);

-- name: payment_order_list :many            orders of a period
-- param: from_day date, to_day date, most int64
SELECT order_no, payee, account, amount, source, ordered_on FROM payment_order
WHERE ordered_on >= :from_day AND ordered_on < :to_day AND NOT EXISTS (SELECT 1 FROM reimbursement r
	JOIN reimbursement_void v ON v.reimbursement_id = r.reimbursement_id WHERE r.order_id = payment_order.order_id)
ORDER BY order_id LIMIT :most;

-- name: reimbursement_insert :exec
-- param: reimbursement_id int64, number text, person_id int64, ground int64, applied_on date, cared_from date, cared_to date, place text, currency text, rate_e6 int64, rate_on date?, items text, amount int64, order_id int64?, act_id int64
INSERT INTO reimbursement (reimbursement_id, number, person_id, ground, applied_on, cared_from, cared_to, place, currency,
	rate_e6, rate_on, items, amount, order_id, act_id)
VALUES (:reimbursement_id, :number, :person_id, :ground, :applied_on, :cared_from, :cared_to, :place, :currency,
	:rate_e6, :rate_on, :items, :amount, :order_id, :act_id);

-- name: reimbursement_same :one             the same incident: same ground, place and an overlapping period
-- param: person_id int64, ground int64, cared_from date, cared_to date, place text
SELECT count(*) FROM reimbursement WHERE person_id = :person_id AND ground = :ground AND place = :place
	AND cared_from <= :cared_to AND :cared_from <= cared_to
	AND NOT EXISTS (SELECT 1 FROM reimbursement_void v WHERE v.reimbursement_id = reimbursement.reimbursement_id);

-- name: reimbursement_of_person :many
-- param: person_id int64
SELECT r.number, r.ground, r.applied_on, r.cared_from, r.cared_to, r.place, r.currency, r.rate_e6, r.rate_on, r.amount, o.order_no,
	v.on_day
FROM reimbursement r LEFT JOIN payment_order o ON o.order_id = r.order_id
	LEFT JOIN reimbursement_void v ON v.reimbursement_id = r.reimbursement_id
WHERE r.person_id = :person_id ORDER BY r.reimbursement_id;
