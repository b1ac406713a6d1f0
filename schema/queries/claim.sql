-- Claims (src/store/claim.h, schema/0023_claim.sql).

-- name: claim_batch_insert :exec
-- param: provider_id int64, batch_id int64, receipt_no text, sha256 text, format text, kind text, fee_month month, period int64, filed_on date, received_on date, replaces int64, verdict text, cases int64, orders int64, points int64, act_id int64
INSERT INTO claim_batch (provider_id, batch_id, receipt_no, sha256, format, kind, fee_month, period, filed_on,
	received_on, replaces, verdict, cases, orders, points, act_id)
VALUES (:provider_id, :batch_id, :receipt_no, :sha256, :format, :kind, :fee_month, :period, :filed_on,
	:received_on, :replaces, :verdict, :cases, :orders, :points, :act_id);

-- name: claim_batch_step_insert :exec       the next step
-- param: provider_id int64, batch_id int64, state text, on_day date, detail text, act_id int64
INSERT INTO claim_batch_step (provider_id, batch_id, step_no, state, on_day, detail, act_id)
SELECT :provider_id, :batch_id, coalesce(max(s.step_no), 0) + 1, :state, :on_day, :detail, :act_id
FROM claim_batch_step s WHERE s.provider_id = :provider_id AND s.batch_id = :batch_id;

-- name: claim_batch_find :one               by receipt number, or by hash, or by id; "" and 0 do not ask
-- param: receipt_no text, sha256 text, batch_id int64
SELECT b.provider_id, b.batch_id, b.receipt_no, b.sha256, b.format, b.kind, b.fee_month, b.period, b.filed_on,
	b.received_on, b.replaces, b.verdict, b.cases, b.orders, b.points, p.code, coalesce((SELECT s.state
		FROM claim_batch_step s WHERE s.provider_id = b.provider_id AND s.batch_id = b.batch_id
		ORDER BY s.step_no DESC LIMIT 1), '')
FROM claim_batch b JOIN provider p ON p.provider_id = b.provider_id
WHERE b.receipt_no = :receipt_no OR b.sha256 = :sha256 OR b.batch_id = :batch_id;

-- name: claim_batch_list :many              newest first; 0 all providers, 190001 all months
-- param: provider_id int64, fee_month month, after int64, most int64
SELECT b.provider_id, b.batch_id, b.receipt_no, b.sha256, b.format, b.kind, b.fee_month, b.period, b.filed_on,
	b.received_on, b.replaces, b.verdict, b.cases, b.orders, b.points, p.code, coalesce((SELECT s.state
		FROM claim_batch_step s WHERE s.provider_id = b.provider_id AND s.batch_id = b.batch_id
		ORDER BY s.step_no DESC LIMIT 1), '')
FROM claim_batch b JOIN provider p ON p.provider_id = b.provider_id
WHERE (:provider_id = 0 OR b.provider_id = :provider_id) AND (:fee_month = 190001 OR b.fee_month = :fee_month)
	AND b.batch_id > :after
ORDER BY b.batch_id LIMIT :most;

-- name: claim_batch_open :many              claims of the same provider, format, month and half that a new one replaces
-- param: provider_id int64, format text, fee_month month, period int64
SELECT b.batch_id FROM claim_batch b WHERE b.provider_id = :provider_id AND b.format = :format
	AND b.fee_month = :fee_month AND b.period = :period AND b.kind = 'original' AND (SELECT s.state
		FROM claim_batch_step s WHERE s.provider_id = b.provider_id AND s.batch_id = b.batch_id
		ORDER BY s.step_no DESC LIMIT 1) NOT IN ('returned', 'replaced', 'void')
ORDER BY b.batch_id;

-- name: claim_batch_steps :many
-- param: provider_id int64, batch_id int64
SELECT s.step_no, s.state, s.on_day, s.detail, a.actor, a.at FROM claim_batch_step s JOIN act a ON a.act_id = s.act_id
WHERE s.provider_id = :provider_id AND s.batch_id = :batch_id ORDER BY s.step_no;

-- name: claim_case_bulk :bulk
-- param: provider_id int64, batch_id int64, case_no int64, class text, serial int64, person_id int64, division int64, sector int64, visit_on date, total int64, copay int64, applied int64, approved int64, fixed int64, lines text
INSERT INTO claim_case (provider_id, batch_id, case_no, class, serial, person_id, division, sector, visit_on, total,
	copay, applied, approved, fixed, lines) VALUES (:provider_id, :batch_id, :case_no, :class, :serial, :person_id, :division, :sector, :visit_on, :total, :copay, :applied, :approved, :fixed, :lines);

-- name: claim_finding_bulk :bulk
-- param: provider_id int64, batch_id int64, finding_no int64, case_no int64, order_no int64, code text, effect int64, cut int64, field text, line int64, args text
INSERT INTO claim_finding (provider_id, batch_id, finding_no, case_no, order_no, code, effect, cut, field, line, args)
VALUES (:provider_id, :batch_id, :finding_no, :case_no, :order_no, :code, :effect, :cut, :field, :line, :args);

-- name: care_event_bulk :bulk
-- param: person_id int64, on_day date, item text, provider_id int64, batch_id int64, case_no int64, order_no int64, quantity int64, site text
INSERT INTO care_event (person_id, on_day, item, provider_id, batch_id, case_no, order_no, quantity, site)
VALUES (:person_id, :on_day, :item, :provider_id, :batch_id, :case_no, :order_no, :quantity, :site);

-- name: claim_sum_insert :exec
-- param: provider_id int64, batch_id int64, sector int64, division int64, cases int64, refused int64, applied int64, approved int64, fixed int64, copay int64
INSERT INTO claim_sum (provider_id, batch_id, sector, division, cases, refused, applied, approved, fixed, copay)
VALUES (:provider_id, :batch_id, :sector, :division, :cases, :refused, :applied, :approved, :fixed, :copay);

-- name: claim_sums :many                    of a batch
-- param: provider_id int64, batch_id int64
SELECT sector, division, cases, refused, applied, approved, fixed, copay FROM claim_sum
WHERE provider_id = :provider_id AND batch_id = :batch_id ORDER BY sector, division;

-- name: claim_findings :many                of a batch; case 0 all
-- param: provider_id int64, batch_id int64, case_no int64
SELECT finding_no, case_no, order_no, code, effect, cut, field, line, args FROM claim_finding
WHERE provider_id = :provider_id AND batch_id = :batch_id AND (:case_no = 0 OR case_no = :case_no)
ORDER BY finding_no;

-- name: claim_findings_by_code :many        of a batch, by cause
-- param: provider_id int64, batch_id int64
SELECT code, CAST(count(*) AS @int), CAST(sum(cut) AS @int), CAST(min(case_no) AS @int), CAST(min(line) AS @int) FROM claim_finding
WHERE provider_id = :provider_id AND batch_id = :batch_id GROUP BY code ORDER BY code;

-- name: claim_cases :many                   a page of a batch
-- param: provider_id int64, batch_id int64, after int64, most int64
SELECT case_no, class, serial, person_id, division, sector, visit_on, total, copay, applied, approved, fixed, lines
FROM claim_case WHERE provider_id = :provider_id AND batch_id = :batch_id AND case_no > :after
ORDER BY case_no LIMIT :most;

-- name: claim_waiting :many                 batches that wait for the check; appeals are decided line by line
SELECT b.provider_id, b.batch_id FROM claim_batch b WHERE b.kind <> 'appeal' AND (SELECT s.state FROM claim_batch_step s
	WHERE s.provider_id = b.provider_id AND s.batch_id = b.batch_id ORDER BY s.step_no DESC LIMIT 1) = 'received'
ORDER BY b.provider_id, b.batch_id;

-- name: claim_settle :exec                  approved claims of the fee months from … to that a settlement took in
-- param: month_from month, month_to month, on_day date, detail text, act_id int64
INSERT INTO claim_batch_step (provider_id, batch_id, step_no, state, on_day, detail, act_id)
SELECT l.provider_id, l.batch_id, l.step_no + 1, 'settled', :on_day, :detail, :act_id
FROM claim_batch b
	JOIN provider_fact f ON f.provider_id = b.provider_id AND f.valid_to = '9999-12-31' AND f.known_to = @open
	JOIN claim_batch_step l ON l.provider_id = b.provider_id AND l.batch_id = b.batch_id
		AND l.step_no = (SELECT max(s.step_no) FROM claim_batch_step s
			WHERE s.provider_id = b.provider_id AND s.batch_id = b.batch_id)
WHERE b.fee_month >= :month_from AND b.fee_month <= :month_to AND f.division > 0 AND l.state = 'decided';

-- name: claim_appeals_waiting :one          files of appeals that wait for a decision
SELECT CAST(count(*) AS @int) FROM claim_batch b WHERE b.kind = 'appeal' AND (SELECT s.state FROM claim_batch_step s
	WHERE s.provider_id = b.provider_id AND s.batch_id = b.batch_id ORDER BY s.step_no DESC LIMIT 1)
	NOT IN ('returned', 'void');

-- name: claim_payment_insert :exec
-- param: provider_id int64, batch_id int64, kind text, fee_month month, amount int64, on_day date, entry_id int64, act_id int64
INSERT INTO claim_payment (provider_id, payment_no, batch_id, kind, fee_month, amount, on_day, entry_id, act_id)
SELECT :provider_id, coalesce(max(p.payment_no), 0) + 1, :batch_id, :kind, :fee_month, :amount, :on_day, :entry_id,
	:act_id FROM claim_payment p WHERE p.provider_id = :provider_id;

-- name: claim_paid :one                     paid so far for a batch
-- param: provider_id int64, batch_id int64
SELECT CAST(coalesce(sum(amount), 0) AS @int) FROM claim_payment
WHERE provider_id = :provider_id AND batch_id = :batch_id;

-- name: claim_months_approved :one          fee months of the provider with an approval
-- param: provider_id int64
SELECT CAST(count(DISTINCT fee_month) AS @int) FROM claim_payment
WHERE provider_id = :provider_id AND kind = 'approval';

-- name: claim_people :stream                every number with its person and county
SELECT k.value, coalesce(l.kept_person_id, k.person_id), coalesce(f.county, '')
FROM person_key k
	LEFT JOIN person_link l ON l.person_id = k.person_id AND l.known_to = @open
	LEFT JOIN person_fact f ON f.person_id = coalesce(l.kept_person_id, k.person_id) AND f.valid_to = '9999-12-31'
		AND f.known_to = @open
WHERE k.known_to = @open ORDER BY k.value;

-- name: claim_decision_insert :exec
-- param: provider_id int64, batch_id int64, case_no int64, order_no int64, stage text, points int64, reason_code text, reason text, reviewer text, act_id int64
INSERT INTO claim_decision (provider_id, batch_id, decision_no, case_no, order_no, stage, points, reason_code, reason,
	reviewer, act_id)
SELECT :provider_id, :batch_id, coalesce(max(d.decision_no), 0) + 1, :case_no, :order_no, :stage, :points,
	:reason_code, :reason, :reviewer, :act_id
FROM claim_decision d WHERE d.provider_id = :provider_id AND d.batch_id = :batch_id;

-- name: claim_decisions :many               of a batch
-- param: provider_id int64, batch_id int64
SELECT decision_no, case_no, order_no, stage, points, reason_code, reason, reviewer FROM claim_decision
WHERE provider_id = :provider_id AND batch_id = :batch_id ORDER BY decision_no;

-- name: budget_amount_insert :exec
-- param: quarter int64, sector int64, region int64, amount int64, act_id int64
INSERT INTO budget_amount (quarter, sector, region, amount, act_id)
VALUES (:quarter, :sector, :region, :amount, :act_id);

-- name: budget_amounts :many
-- param: quarter int64
SELECT sector, region, amount FROM budget_amount WHERE quarter = :quarter ORDER BY sector, region;

-- name: budget_value_insert :exec
-- param: quarter int64, sector int64, region int64, floating int64, average int64, method text, act_id int64
INSERT INTO budget_value (quarter, sector, region, floating, average, method, act_id)
VALUES (:quarter, :sector, :region, :floating, :average, :method, :act_id);

-- name: budget_values :many
-- param: quarter int64
SELECT sector, region, floating, average, method FROM budget_value WHERE quarter = :quarter ORDER BY sector, region;

-- name: budget_points :many                 approved claims of the fee months from … to, by provider and division of the insured
-- param: month_from month, month_to month
SELECT p.code, t.sector, f.division, t.division, CAST(sum(t.approved - t.fixed) AS @int), CAST(sum(t.fixed) AS @int),
	t.provider_id, CAST(coalesce(sum((SELECT sum(d.points) FROM claim_decision d JOIN claim_case c
		ON c.provider_id = d.provider_id AND c.batch_id = d.batch_id AND c.case_no = d.case_no
		WHERE d.provider_id = t.provider_id AND d.batch_id = t.batch_id AND c.sector = t.sector
		AND c.division = t.division)), 0) AS @int)
FROM claim_sum t
	JOIN claim_batch b ON b.provider_id = t.provider_id AND b.batch_id = t.batch_id
	JOIN provider p ON p.provider_id = t.provider_id
	JOIN provider_fact f ON f.provider_id = t.provider_id AND f.valid_to = '9999-12-31' AND f.known_to = @open
WHERE b.fee_month >= :month_from AND b.fee_month <= :month_to AND f.division > 0 AND (SELECT s.state
	FROM claim_batch_step s WHERE s.provider_id = b.provider_id AND s.batch_id = b.batch_id
	ORDER BY s.step_no DESC LIMIT 1) IN ('decided', 'settled')
GROUP BY p.code, t.sector, f.division, t.division, t.provider_id ORDER BY t.sector, p.code, t.division;

-- name: budget_paid :many                   paid to providers for approved claims of the fee months from … to
-- param: month_from month, month_to month
SELECT m.provider_id, CAST(sum(m.amount) AS @int) FROM claim_payment m
WHERE m.fee_month >= :month_from AND m.fee_month <= :month_to AND (m.batch_id = 0 OR (SELECT s.state
	FROM claim_batch_step s WHERE s.provider_id = m.provider_id AND s.batch_id = m.batch_id
	ORDER BY s.step_no DESC LIMIT 1) IN ('decided', 'settled'))
GROUP BY m.provider_id ORDER BY m.provider_id;

-- name: claim_demo_people :stream           living persons with a national number, by person: number, birth, county, name
SELECT k.value, f.birth_date, f.county, f.name FROM person_key k
	JOIN person_fact f ON f.person_id = k.person_id AND f.valid_to = '9999-12-31' AND f.known_to = @open
WHERE k.known_to = @open AND k.kind = 'national' AND f.death_date IS NULL ORDER BY k.person_id, k.value;

-- name: claim_found :many                   what was found in the claims of a month, with the keys of the cases
-- param: fee_month month
SELECT b.receipt_no, p.code, c.class, c.serial, f.case_no, f.order_no, f.code, f.effect, f.cut, f.line
FROM claim_batch b
	JOIN provider p ON p.provider_id = b.provider_id
	JOIN claim_finding f ON f.provider_id = b.provider_id AND f.batch_id = b.batch_id
	LEFT JOIN claim_case c ON c.provider_id = f.provider_id AND c.batch_id = f.batch_id AND c.case_no = f.case_no
WHERE b.fee_month = :fee_month ORDER BY p.code, b.batch_id, f.finding_no;

-- name: claim_decided_on :one               day of the approval of a batch
-- param: provider_id int64, batch_id int64
SELECT on_day FROM claim_batch_step WHERE provider_id = :provider_id AND batch_id = :batch_id AND state = 'decided'
ORDER BY step_no DESC LIMIT 1;

-- name: budget_value_newest :one            the newest settled quarter, 0 none
SELECT CAST(coalesce(max(quarter), 0) AS @int) FROM budget_value;
