-- What the insurer does to the register by itself (src/engine/upkeep.h).

-- name: upkeep_below :many                  insured persons below the lowest grade of the day, after one
-- param: after int64, day date, lowest int64, most int64
SELECT DISTINCT person_id FROM coverage
WHERE person_id > :after AND role = 1 AND category BETWEEN 11 AND 22 AND valid_to > :day
	AND insured_amount > 0 AND insured_amount < :lowest AND known_to = 9223372036854775807
ORDER BY person_id LIMIT :most;

-- name: upkeep_lifted :many                 who was lifted on the day, by unit
-- param: day text
SELECT u.code, uf.name, coalesce((SELECT min(k.value) FROM person_key k WHERE k.person_id = c.person_id
		AND k.known_to = 9223372036854775807), ''), pf.name, a.insured_amount, c.insured_amount, c.valid_from,
	c.person_id
FROM act t JOIN coverage c ON c.act_id = t.act_id
	JOIN coverage a ON a.person_id = c.person_id AND a.ended_by_act_id = c.act_id
		AND a.valid_from <= c.valid_from AND c.valid_from < a.valid_to
	JOIN unit u ON u.unit_id = c.unit_id
	JOIN unit_fact uf ON uf.unit_id = c.unit_id AND uf.valid_to = '9999-12-31' AND uf.known_to = 9223372036854775807
	JOIN person_fact pf ON pf.person_id = c.person_id AND pf.valid_to = '9999-12-31'
		AND pf.known_to = 9223372036854775807
WHERE t.purpose = 'enrol.lift' AND t.reason = :day AND c.insured_amount > a.insured_amount
ORDER BY u.code, c.person_id;

-- name: upkeep_of_age :many                 dependent descendants born in [born_from, born_to), covered in the month
-- param: born_from date, born_to date, first date, last date
SELECT c.person_id, c.unit_id, c.insured_person_id, c.relation, u.code, f.name, f.birth_date, c.valid_from,
	c.valid_to, c.leave_reason
FROM coverage c
	JOIN person_fact f ON f.person_id = c.person_id AND f.valid_to = '9999-12-31'
		AND f.known_to = 9223372036854775807
	JOIN unit u ON u.unit_id = c.unit_id
WHERE c.role = 2 AND c.relation IN (3, 5, 7) AND c.known_to = 9223372036854775807
	AND c.valid_from <= :last AND c.valid_to > :first
	AND f.birth_date >= :born_from AND f.birth_date < :born_to
ORDER BY u.code, c.insured_person_id, c.person_id;
