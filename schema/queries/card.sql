-- NHI cards (schema/0010_card.sql).

-- facts: card_state card
-- facts: card_photo person
-- facts: card_service person kind

-- name: card_insert :exec
-- param: card_id int64, card_no text, person_id int64, reason text, applied_on date, site text, delivery text, photo text, document text, agent text, receipt_id int64?, act_id int64
INSERT INTO card (card_id, card_no, person_id, reason, applied_on, site, delivery, photo, document, agent, receipt_id, act_id)
VALUES (:card_id, :card_no, :person_id, :reason, :applied_on, :site, :delivery, :photo, :document, :agent, :receipt_id, :act_id);

-- name: card_state_insert :exec
-- param: card_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, state text, note text, batch_id int64?
INSERT INTO card_state (card_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, state, note, batch_id)
VALUES (:card_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :state, :note, :batch_id);

-- name: card_photo_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, origin text, file_hash text?
INSERT INTO card_photo (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, origin, file_hash)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :origin, :file_hash);

-- name: card_service_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, kind text, detail text
INSERT INTO card_service (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, kind, detail)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :kind, :detail);

-- name: card_by_no :one                     a card with its present state
-- param: card_no text
SELECT c.card_id, c.card_no, c.person_id, c.reason, c.applied_on, c.site, c.delivery, c.receipt_id, s.fact_no, s.state, s.valid_from, s.batch_id
FROM card c JOIN card_state s ON s.card_id = c.card_id AND s.valid_to = '9999-12-31' AND s.known_to = 9223372036854775807
WHERE c.card_no = :card_no;

-- name: card_of_person :many                the cards of a person with their present state, the newest first
-- param: person_id int64
SELECT c.card_id, c.card_no, c.person_id, c.reason, c.applied_on, c.site, c.delivery, c.receipt_id, s.fact_no, s.state, s.valid_from, s.batch_id
FROM card c JOIN card_state s ON s.card_id = c.card_id AND s.valid_to = '9999-12-31' AND s.known_to = 9223372036854775807
WHERE c.person_id = :person_id ORDER BY c.card_id DESC;

-- name: card_waiting :many                  cards of a state at a site, the oldest first
-- param: state text, site text, delivery text, most int64
SELECT c.card_id, c.card_no, c.person_id, c.reason, c.applied_on, c.site, c.delivery, c.receipt_id, s.fact_no, s.state, s.valid_from, s.batch_id
FROM card_state s JOIN card c ON c.card_id = s.card_id
WHERE s.state = :state AND s.valid_to = '9999-12-31' AND s.known_to = 9223372036854775807
	AND c.site = :site AND (:delivery = '' OR c.delivery = :delivery)
ORDER BY c.card_id LIMIT :most;

-- name: card_of_batch :many                 cards of a batch that are still being made
-- param: batch_id int64
SELECT c.card_id, c.card_no, c.person_id, c.reason, c.applied_on, c.site, c.delivery, c.receipt_id, s.fact_no, s.state, s.valid_from, s.batch_id
FROM card_state s JOIN card c ON c.card_id = s.card_id
WHERE s.state = 'batched' AND s.valid_to = '9999-12-31' AND s.known_to = 9223372036854775807
	AND s.batch_id = :batch_id
ORDER BY c.card_id;

-- name: card_history :many                  every state in the order learnt; one overtaken on its first day ends on it
-- param: person_id int64
SELECT c.card_no, c.reason, s.state, s.valid_from,
	CASE WHEN s.known_to < 9223372036854775807 THEN s.valid_from ELSE s.valid_to END,
	s.known_from, s.note, b.batch_no, r.receipt_no
FROM card c JOIN card_state s ON s.card_id = c.card_id
	LEFT JOIN card_batch b ON b.batch_id = s.batch_id
	LEFT JOIN receipt r ON r.receipt_id = c.receipt_id
WHERE c.person_id = :person_id AND (s.known_to = 9223372036854775807 OR s.valid_to = '9999-12-31')
	AND NOT EXISTS (SELECT 1 FROM card_state t WHERE t.card_id = s.card_id AND t.fact_no > s.fact_no
		AND t.state = s.state AND t.valid_from = s.valid_from)
ORDER BY c.card_id, s.fact_no;

-- name: card_photo_last :one                the photo on file
-- param: person_id int64
SELECT fact_no, valid_from, origin FROM card_photo
WHERE person_id = :person_id AND valid_to = '9999-12-31' AND known_to = 9223372036854775807;

-- name: card_service_now :one               a service that is in force
-- param: person_id int64, kind text
SELECT fact_no, valid_from, detail FROM card_service
WHERE person_id = :person_id AND kind = :kind AND valid_to = '9999-12-31' AND known_to = 9223372036854775807;

-- name: card_services :many                 all services of a person, as believed now
-- param: person_id int64
SELECT kind, detail, valid_from, valid_to FROM card_service
WHERE person_id = :person_id AND known_to = 9223372036854775807 ORDER BY kind, valid_from;

-- name: card_event_insert :exec
-- param: card_id int64, act_id int64, kind text, on_day date, document text
INSERT INTO card_event (card_id, act_id, kind, on_day, document) VALUES (:card_id, :act_id, :kind, :on_day, :document);

-- name: card_events :many                   what else happened to the cards of a person
-- param: person_id int64
SELECT c.card_no, e.kind, e.on_day, e.document FROM card c JOIN card_event e ON e.card_id = c.card_id
WHERE c.person_id = :person_id ORDER BY e.act_id;

-- name: card_token_insert :exec
-- param: token_hash text, person_id int64, expires_at instant, act_id int64
INSERT INTO card_token (token_hash, person_id, expires_at, act_id) VALUES (:token_hash, :person_id, :expires_at, :act_id);

-- name: card_token_find :one
-- param: token_hash text
SELECT t.person_id, t.expires_at, u.act_id FROM card_token t
LEFT JOIN card_token_use u ON u.token_hash = t.token_hash WHERE t.token_hash = :token_hash;

-- name: card_token_use :exec
-- param: token_hash text, act_id int64
INSERT INTO card_token_use (token_hash, act_id) VALUES (:token_hash, :act_id);

-- name: card_batch_insert :exec
-- param: batch_id int64, batch_no text, site text, made_on date, cards int64, file_hash text, act_id int64
INSERT INTO card_batch (batch_id, batch_no, site, made_on, cards, file_hash, act_id)
VALUES (:batch_id, :batch_no, :site, :made_on, :cards, :file_hash, :act_id);

-- name: card_batch_by_no :one
-- param: batch_no text
SELECT b.batch_id, b.site, b.made_on, b.cards, b.file_hash,
	(SELECT count(*) FROM card_batch_step s WHERE s.batch_id = b.batch_id AND s.step = 'handed_over'),
	(SELECT count(*) FROM card_batch_step s WHERE s.batch_id = b.batch_id AND s.step = 'received')
FROM card_batch b WHERE b.batch_no = :batch_no;

-- name: card_batch_step_insert :exec
-- param: batch_id int64, step text, on_day date, note text, good int64, failed int64, act_id int64
INSERT INTO card_batch_step (batch_id, step, on_day, note, good, failed, act_id)
VALUES (:batch_id, :step, :on_day, :note, :good, :failed, :act_id);

-- name: card_batch_list :many               batches of a site, the newest first
-- param: site text, most int64
SELECT b.batch_no, b.site, b.made_on, b.cards, h.on_day, r.on_day, r.good, r.failed
FROM card_batch b
	LEFT JOIN card_batch_step h ON h.batch_id = b.batch_id AND h.step = 'handed_over'
	LEFT JOIN card_batch_step r ON r.batch_id = b.batch_id AND r.step = 'received'
WHERE :site = '' OR b.site = :site ORDER BY b.batch_id DESC LIMIT :most;

-- name: card_stock_insert :exec
-- param: site text, on_day date, kind text, quantity int64, note text, act_id int64
INSERT INTO card_stock (site, move_no, on_day, kind, quantity, note, act_id)
SELECT :site, coalesce(max(move_no), 0) + 1, :on_day, :kind, :quantity, :note, :act_id FROM card_stock WHERE site = :site;

-- name: card_stock_of :one
-- param: site text
SELECT CAST(coalesce(sum(quantity), 0) AS @int) FROM card_stock WHERE site = :site;

-- name: card_stock_list :many               every site, or one
-- param: site text
SELECT site, CAST(sum(quantity) AS @int), CAST(sum(CASE WHEN kind = 'received' THEN quantity ELSE 0 END) AS @int),
	CAST(sum(CASE WHEN kind = 'used' THEN -quantity ELSE 0 END) AS @int),
	CAST(sum(CASE WHEN kind = 'spoilt' THEN -quantity ELSE 0 END) AS @int)
FROM card_stock WHERE :site = '' OR site = :site GROUP BY site ORDER BY site;

-- name: card_counts :many                   cards by present state
SELECT state, count(*) FROM card_state
WHERE valid_to = '9999-12-31' AND known_to = 9223372036854775807 GROUP BY state ORDER BY state;

-- name: card_applied :many                  applications of a period by reason and delivery
-- param: from_day date, to_day date
SELECT reason, delivery, count(*), CAST(sum(CASE WHEN receipt_id IS NULL THEN 0 ELSE 1 END) AS @int)
FROM card WHERE applied_on >= :from_day AND applied_on < :to_day GROUP BY reason, delivery ORDER BY reason, delivery;
