-- Bills and units as pages show them: with the names of the month's last day, filtered, in portions.

-- name: bill_page_by_unit :many             bills of a month in the order of units, after (value, id)
-- param: month month, division int64, text text, corrected bool, value int64, id int64, most int64, day date, known instant
WITH page AS (
	SELECT b.bill_id, b.month, b.unit_id, b.person_id, b.division, b.insured, b.dependents, b.self, b.subsidy,
		b.unit_share, b.government, b.correction, b.correction_government, b.payable
	FROM bill b
	WHERE b.month = :month AND (b.unit_id > :value OR (b.unit_id = :value AND b.person_id > :id))
		AND (:division = 0 OR b.division = :division) AND (NOT :corrected OR b.correction <> 0)
		AND (:text = '' OR b.unit_id IN (
			SELECT u.unit_id FROM unit u JOIN unit_fact f ON f.unit_id = u.unit_id
			WHERE f.known_to = @open AND (u.code = :text OR f.name LIKE '%' || :text || '%')))
	ORDER BY b.month, b.unit_id, b.person_id LIMIT :most)
SELECT p.bill_id, p.month, p.unit_id, p.person_id, p.division, p.insured, p.dependents, p.self, p.subsidy, p.unit_share,
	p.government, p.correction, p.correction_government, p.payable, u.code,
	(SELECT f.name FROM unit_fact f WHERE f.unit_id = p.unit_id AND f.valid_from <= :day AND f.known_from <= :known
		AND :known < f.known_to ORDER BY f.valid_from DESC LIMIT 1),
	(SELECT f.name FROM person_fact f WHERE f.person_id = p.person_id AND f.valid_from <= :day AND :day < f.valid_to
		AND f.known_from <= :known AND :known < f.known_to LIMIT 1)
FROM page p JOIN unit u ON u.unit_id = p.unit_id ORDER BY p.month, p.unit_id, p.person_id;

-- name: bill_page_by_payable :many          the same, the largest amounts first
-- param: month month, division int64, text text, corrected bool, value int64, id int64, most int64, day date, known instant
WITH page AS (
	SELECT b.bill_id, b.month, b.unit_id, b.person_id, b.division, b.insured, b.dependents, b.self, b.subsidy,
		b.unit_share, b.government, b.correction, b.correction_government, b.payable
	FROM bill b
	WHERE b.month = :month AND (b.payable < :value OR (b.payable = :value AND b.bill_id > :id))
		AND (:division = 0 OR b.division = :division) AND (NOT :corrected OR b.correction <> 0)
		AND (:text = '' OR b.unit_id IN (
			SELECT u.unit_id FROM unit u JOIN unit_fact f ON f.unit_id = u.unit_id
			WHERE f.known_to = @open AND (u.code = :text OR f.name LIKE '%' || :text || '%')))
	ORDER BY b.payable DESC, b.bill_id LIMIT :most)
SELECT p.bill_id, p.month, p.unit_id, p.person_id, p.division, p.insured, p.dependents, p.self, p.subsidy, p.unit_share,
	p.government, p.correction, p.correction_government, p.payable, u.code,
	(SELECT f.name FROM unit_fact f WHERE f.unit_id = p.unit_id AND f.valid_from <= :day AND f.known_from <= :known
		AND :known < f.known_to ORDER BY f.valid_from DESC LIMIT 1),
	(SELECT f.name FROM person_fact f WHERE f.person_id = p.person_id AND f.valid_from <= :day AND :day < f.valid_to
		AND f.known_from <= :known AND :known < f.known_to LIMIT 1)
FROM page p JOIN unit u ON u.unit_id = p.unit_id ORDER BY p.payable DESC, p.bill_id;

-- name: bill_by_id :one                     which bill a number is
-- param: bill_id int64
SELECT month, unit_id, person_id FROM bill WHERE bill_id = :bill_id;

-- name: bill_address :one                   where a bill goes, as known on a day
-- param: unit_id int64, person_id int64, day date, known instant
SELECT CASE WHEN :person_id <> 0 THEN
	(SELECT p.address FROM person_fact p WHERE p.person_id = :person_id AND p.valid_from <= :day
		AND p.known_from <= :known AND :known < p.known_to ORDER BY p.valid_from DESC, p.fact_no DESC LIMIT 1)
	ELSE (SELECT CASE WHEN f.mail_address = '' THEN f.address ELSE f.mail_address END
		FROM unit_fact f WHERE f.unit_id = :unit_id AND f.valid_from <= :day
		AND f.known_from <= :known AND :known < f.known_to ORDER BY f.valid_from DESC LIMIT 1) END;
