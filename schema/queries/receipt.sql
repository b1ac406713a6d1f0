-- Receipts of the counter (schema/0010_card.sql).

-- name: receipt_insert :exec
-- param: receipt_id int64, receipt_no text, person_id int64, taken_on date, amount int64, way text, reference text, site text, item text, source text, entry_id int64, act_id int64
INSERT INTO receipt (receipt_id, receipt_no, person_id, taken_on, amount, way, reference, site, item, source, entry_id, act_id)
VALUES (:receipt_id, :receipt_no, :person_id, :taken_on, :amount, :way, :reference, :site, :item, :source, :entry_id, :act_id);

-- name: receipt_by_no :one
-- param: receipt_no text
SELECT r.receipt_id, r.person_id, r.taken_on, r.amount, r.way, r.reference, r.site, r.item, r.source, v.voided_on
FROM receipt r LEFT JOIN receipt_void v ON v.receipt_id = r.receipt_id WHERE r.receipt_no = :receipt_no;

-- name: receipt_void_insert :exec
-- param: receipt_id int64, voided_on date, why text, entry_id int64, act_id int64
INSERT INTO receipt_void (receipt_id, voided_on, why, entry_id, act_id) VALUES (:receipt_id, :voided_on, :why, :entry_id, :act_id);

-- name: receipt_list :many                  what a counter took in a period, or all counters
-- param: site text, from_day date, to_day date, most int64
SELECT r.receipt_no, r.taken_on, r.item, r.amount, r.way, r.reference, r.site, v.voided_on
FROM receipt r LEFT JOIN receipt_void v ON v.receipt_id = r.receipt_id
WHERE (:site = '' OR r.site = :site) AND r.taken_on >= :from_day AND r.taken_on < :to_day
ORDER BY r.receipt_id LIMIT :most;

-- name: receipt_sums :many                  a counter's day by item and way, money returned taken off
-- param: site text, from_day date, to_day date
SELECT item, way, count(*), CAST(sum(amount) AS @int) FROM receipt r
WHERE (:site = '' OR r.site = :site) AND r.taken_on >= :from_day AND r.taken_on < :to_day
	AND NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.receipt_id)
GROUP BY item, way ORDER BY item, way;
