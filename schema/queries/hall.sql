-- Statements of withheld premium, named institutions, entries about sites (schema/0024_hall.sql).

-- facts: named_care person

-- name: named_care_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, provider text, visits int64
INSERT INTO named_care (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, provider, visits)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :provider, :visits);

-- name: named_care_on :one                  the institution named for a person on a day
-- param: person_id int64, day date
SELECT provider, valid_from, valid_to FROM named_care WHERE person_id = :person_id AND valid_from <= :day
	AND :day < valid_to AND known_to = 9223372036854775807;

-- name: withholding_statement_insert :exec
-- param: statement_id int64, payer text, kind int64, year int64, details int64, paid int64, withheld int64, filed_on date, due_on date, file_hash text, case_no text, act_id int64
INSERT INTO withholding_statement (statement_id, payer, kind, year, details, paid, withheld, filed_on, due_on, file_hash,
	case_no, act_id)
VALUES (:statement_id, :payer, :kind, :year, :details, :paid, :withheld, :filed_on, :due_on, :file_hash, :case_no, :act_id);

-- name: withholding_detail_insert :exec
-- param: statement_id int64, line_no int64, is_replacing bool, paid_on date, payee text, number text, paid int64, withheld int64
INSERT INTO withholding_detail (statement_id, line_no, is_replacing, paid_on, payee, number, paid, withheld)
VALUES (:statement_id, :line_no, :is_replacing, :paid_on, :payee, :number, :paid, :withheld);

-- name: withholding_same :one               was this very file entered?
-- param: file_hash text
SELECT count(*) FROM withholding_statement WHERE file_hash = :file_hash;

-- name: withholding_sums :many              what a payer filed for a year: what replaces counts, not what was replaced
-- param: payer text, year int64
SELECT s.kind, count(*), CAST(sum(d.paid) AS @int), CAST(sum(d.withheld) AS @int), min(s.filed_on), max(s.due_on)
FROM withholding_statement s JOIN withholding_detail d ON d.statement_id = s.statement_id
WHERE s.payer = :payer AND s.year = :year AND NOT EXISTS (SELECT 1 FROM withholding_statement t
	JOIN withholding_detail r ON r.statement_id = t.statement_id
	WHERE t.payer = s.payer AND t.kind = s.kind AND t.statement_id > s.statement_id AND r.is_replacing
		AND r.payee = d.payee AND r.paid_on = d.paid_on AND r.number = d.number)
GROUP BY s.kind ORDER BY s.kind;

-- name: site_entry_insert :exec
-- param: entry_id int64, site text, what text, from_day date, content text, case_no text, act_id int64
INSERT INTO site_entry (entry_id, site, what, from_day, content, case_no, act_id)
VALUES (:entry_id, :site, :what, :from_day, :content, :case_no, :act_id);

-- name: site_entry_on :many                 what holds at the sites on a day ("" all)
-- param: site text, day date
SELECT e.site, e.what, e.from_day, e.content, e.case_no FROM site_entry e
WHERE (:site = '' OR e.site = :site) AND e.from_day <= :day AND NOT EXISTS (SELECT 1 FROM site_entry x
	WHERE x.site = e.site AND x.what = e.what AND x.from_day <= :day
		AND (x.from_day > e.from_day OR (x.from_day = e.from_day AND x.entry_id > e.entry_id)))
ORDER BY e.site, e.what;
