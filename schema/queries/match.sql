-- Matching with other agencies (src/engine/match.h, schema/0017_match.sql).

-- name: match_register :stream              everybody with a number, by number, with the coverage of who goes on
SELECT k.value, coalesce(l.kept_person_id, k.person_id), f.name, f.birth_date, f.death_date, f.citizen,
	c.fact_no, c.unit_id, c.insured_person_id, c.insured_amount, c.valid_from, c.valid_to, c.category, c.role,
	c.relation, c.leave_reason, c.private_school
FROM person_key k
	LEFT JOIN person_link l ON l.person_id = k.person_id AND l.known_to = 9223372036854775807
	JOIN person_fact f ON f.person_id = coalesce(l.kept_person_id, k.person_id) AND f.valid_to = '9999-12-31'
		AND f.known_to = 9223372036854775807
	LEFT JOIN coverage c ON c.person_id = coalesce(l.kept_person_id, k.person_id)
		AND c.known_to = 9223372036854775807
WHERE k.known_to = 9223372036854775807 ORDER BY k.value, c.valid_from;

-- name: match_units :stream                 units with a business number as they stand
SELECT business_number, unit_id, status, name FROM unit_fact
WHERE valid_to = '9999-12-31' AND known_to = 9223372036854775807 AND business_number IS NOT NULL
ORDER BY business_number, unit_id;

-- name: match_twice :many                   two records alike in name, sex and birth that are covered on the same days
-- param: day date
SELECT a.person_id, b.person_id, fa.name, fa.birth_date, fa.citizen, fa.sex, a.unit_id,
	CASE WHEN a.valid_from > b.valid_from THEN a.valid_from ELSE b.valid_from END
FROM person_fact fa
	JOIN person_fact fb ON fb.name = fa.name AND fb.birth_date = fa.birth_date AND fb.sex = fa.sex
		AND fb.person_id > fa.person_id AND fb.valid_to = '9999-12-31' AND fb.known_to = 9223372036854775807
	JOIN coverage a ON a.person_id = fa.person_id AND a.known_to = 9223372036854775807 AND a.valid_from <= :day
		AND :day < a.valid_to
	JOIN coverage b ON b.person_id = fb.person_id AND b.known_to = 9223372036854775807 AND b.valid_from <= :day
		AND :day < b.valid_to
WHERE fa.valid_to = '9999-12-31' AND fa.known_to = 9223372036854775807 AND fa.name <> ''
ORDER BY a.person_id, b.person_id;

-- name: match_run_insert :exec
-- param: run_id int64, matched_on date, files text, people int64, items int64, act_id int64
INSERT INTO match_run (run_id, matched_on, files, people, items, act_id)
VALUES (:run_id, :matched_on, :files, :people, :items, :act_id);

-- name: match_runs :many                    newest first
-- param: most int64
SELECT run_id, matched_on, people, items, files FROM match_run ORDER BY run_id DESC LIMIT :most;

-- name: match_item_bulk :bulk
-- param: run_id int64, item_no int64, kind text, person_id int64, id_value text, name text, birth_date date, citizen bool, sex text, county text, address text, present_from date, unit_id int64, business_number text, valid_from date, valid_to date, held int64, due int64, months int64, premium int64, fine_ground text, fine_min int64, fine_max int64
INSERT INTO match_item (run_id, item_no, kind, person_id, id_value, name, birth_date, citizen, sex, county, address,
	present_from, unit_id, business_number, valid_from, valid_to, held, due, months, premium, fine_ground, fine_min,
	fine_max) VALUES (:run_id, :item_no, :kind, :person_id, :id_value, :name, :birth_date, :citizen, :sex, :county, :address, :present_from, :unit_id, :business_number, :valid_from, :valid_to, :held, :due, :months, :premium, :fine_ground, :fine_min, :fine_max);

-- name: match_items :many                   a page of a run's work of a kind ("" all), with the last step
-- param: run_id int64, kind text, after int64, most int64
SELECT i.item_no, i.kind, i.person_id, i.id_value, i.name, i.birth_date, i.citizen, i.sex, i.county, i.address,
	i.present_from, i.unit_id, i.business_number, i.valid_from, i.valid_to, i.held, i.due, i.months, i.premium,
	i.fine_ground, i.fine_min, i.fine_max, coalesce(u.code, ''), coalesce((SELECT s.kind FROM match_step s
		WHERE s.run_id = i.run_id AND s.item_no = i.item_no ORDER BY s.step_no DESC LIMIT 1), '')
FROM match_item i LEFT JOIN unit u ON u.unit_id = i.unit_id
WHERE i.run_id = :run_id AND i.item_no > :after AND (:kind = '' OR i.kind = :kind)
ORDER BY i.item_no LIMIT :most;

-- name: match_sums :many                    work of a run by kind: how many, how many touched, months, premium
-- param: run_id int64
SELECT i.kind, CAST(count(*) AS @int), CAST(sum(CASE WHEN EXISTS (SELECT 1 FROM match_step s WHERE s.run_id = i.run_id
	AND s.item_no = i.item_no AND s.kind IN ('enrolled', 'withdrawn', 'raised', 'closed')) THEN 1 ELSE 0 END) AS @int),
	CAST(sum(i.months) AS @int), CAST(sum(i.premium) AS @int)
FROM match_item i WHERE i.run_id = :run_id GROUP BY i.kind ORDER BY i.kind;

-- name: match_steps :many
-- param: run_id int64, item_no int64
SELECT step_no, kind, done_on, detail FROM match_step
WHERE run_id = :run_id AND item_no = :item_no ORDER BY step_no;

-- name: match_step_insert :exec
-- param: run_id int64, item_no int64, kind text, done_on date, detail text, act_id int64
INSERT INTO match_step (run_id, item_no, step_no, kind, done_on, detail, act_id)
SELECT :run_id, :item_no, coalesce(max(step_no), 0) + 1, :kind, :done_on, :detail, :act_id FROM match_step
WHERE run_id = :run_id AND item_no = :item_no;
