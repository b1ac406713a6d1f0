-- What a run of claims asks the registers, each in one stream by person or provider (store/claim_facts.h).

-- name: claim_fact_coverage :stream
SELECT person_id, valid_from, valid_to, leave_reason FROM coverage WHERE known_to = @open ORDER BY person_id, valid_from;

-- name: claim_fact_illness :stream
SELECT person_id, category, icd, applied_on, valid_from, valid_to FROM illness
WHERE known_to = @open ORDER BY person_id, valid_from, fact_no;

-- name: claim_fact_approval :stream          with the tenths that claims in force have used
SELECT a.person_id, a.item, a.provider, a.acceptance_no, a.approved, a.valid_from, a.valid_to,
	(SELECT coalesce(sum(e.quantity), 0) FROM care_event e
		WHERE e.person_id = a.person_id AND e.item = a.item AND e.on_day >= a.valid_from AND e.on_day < a.valid_to
			AND NOT EXISTS (SELECT 1 FROM claim_batch_step s WHERE s.provider_id = e.provider_id
				AND s.batch_id = e.batch_id AND s.state IN ('replaced', 'returned', 'void')))
FROM approval a WHERE a.known_to = @open ORDER BY a.person_id, a.valid_from, a.fact_no;

-- name: claim_fact_contract :stream
SELECT p.code, c.valid_from, c.valid_to FROM provider_contract c JOIN provider p ON p.provider_id = c.provider_id
WHERE c.known_to = @open ORDER BY p.code, c.valid_from;

-- name: claim_fact_measure :stream          those that stand
SELECT p.code, m.measure, m.article, m.from_day, m.to_day, m.scope
FROM provider_measure m JOIN provider p ON p.provider_id = m.provider_id
WHERE NOT EXISTS (SELECT 1 FROM provider_measure_void v WHERE v.measure_id = m.measure_id)
ORDER BY p.code, m.from_day, m.measure_id;

-- name: claim_fact_provider :stream         the newest level of each
SELECT p.code, f.level FROM provider p JOIN provider_fact f ON f.provider_id = p.provider_id
WHERE f.known_to = @open AND f.valid_to = '9999-12-31' ORDER BY p.code;
