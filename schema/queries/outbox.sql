-- Letters on their way and their service: schema/0018_outbox.sql.

-- facts: notice_wish person
-- facts: notice_wish_unit unit

-- name: notice_wish_insert :exec
-- param: person_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, way text, address text
INSERT INTO notice_wish (person_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, way, address)
VALUES (:person_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :way, :address);

-- name: notice_wish_unit_insert :exec
-- param: unit_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, way text, address text
INSERT INTO notice_wish_unit (unit_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, way, address)
VALUES (:unit_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :way, :address);

-- name: notice_wish_on :one                  how a person wishes to be told on a day
-- param: person_id int64, day date
SELECT fact_no, way, address, valid_from FROM notice_wish WHERE person_id = :person_id AND valid_from <= :day AND :day < valid_to
	AND known_to = @open;

-- name: notice_wish_unit_on :one             the same of an insured unit
-- param: unit_id int64, day date
SELECT fact_no, way, address, valid_from FROM notice_wish_unit WHERE unit_id = :unit_id AND valid_from <= :day AND :day < valid_to
	AND known_to = @open;

-- name: outbox_insert :exec
-- param: outbox_id int64, letter_id int64, channel text, name text, address text, state text, due_at instant, last_error text, act_id int64
INSERT INTO outbox (outbox_id, letter_id, channel, name, address, state, due_at, attempts, last_error, batch_id, act_id)
VALUES (:outbox_id, :letter_id, :channel, :name, :address, :state, :due_at, 0, :last_error, 0, :act_id);

-- name: outbox_due :many                     what may be tried now on a way, in the order of the letters
-- param: channel text, now instant, after_id int64, most int64
SELECT o.outbox_id, o.letter_id, o.channel, o.name, o.address, o.state, o.due_at, o.attempts, o.last_error,
	o.batch_id, l.number, l.subject, l.english, l.case_no, l.person_id, l.unit_id, l.division, l.issued_on
FROM outbox o JOIN letter l ON l.letter_id = o.letter_id
WHERE o.state = 'due' AND o.channel = :channel AND o.due_at <= :now AND o.outbox_id > :after_id
ORDER BY o.outbox_id LIMIT :most;

-- name: outbox_list :many                    newest first; empty filters take all
-- param: state text, division int64, number text, before_id int64, most int64
SELECT o.outbox_id, o.letter_id, o.channel, o.name, o.address, o.state, o.due_at, o.attempts, o.last_error,
	o.batch_id, l.number, l.subject, l.english, l.case_no, l.person_id, l.unit_id, l.division, l.issued_on
FROM outbox o JOIN letter l ON l.letter_id = o.letter_id
WHERE (:state = '' OR o.state = :state) AND (:division = 0 OR l.division = :division)
	AND (:number = '' OR l.number = :number) AND o.outbox_id < :before_id
ORDER BY o.outbox_id DESC LIMIT :most;

-- name: outbox_counts :many                  how many stand in each state
-- param: division int64
SELECT o.state, count(*) FROM outbox o JOIN letter l ON l.letter_id = o.letter_id
WHERE :division = 0 OR l.division = :division GROUP BY o.state ORDER BY o.state;

-- name: outbox_move :exec                    from the state that was read
-- param: outbox_id int64, from_state text, from_attempts int64, state text, due_at instant, attempts int64, last_error text, batch_id int64, act_id int64
UPDATE outbox SET state = :state, due_at = :due_at, attempts = :attempts, last_error = :last_error,
	batch_id = :batch_id, act_id = :act_id
WHERE outbox_id = :outbox_id AND state = :from_state AND attempts = :from_attempts;

-- name: letter_attempt_insert :exec
-- param: outbox_id int64, attempt int64, at instant, result text, note text, returned_on date?, act_id int64
INSERT INTO letter_attempt (outbox_id, attempt, at, result, note, returned_on, act_id)
VALUES (:outbox_id, :attempt, :at, :result, :note, :returned_on, :act_id);

-- name: letter_attempts :many                what was tried with a letter, in order
-- param: letter_id int64
SELECT o.channel, o.address, a.attempt, a.at, a.result, a.note, a.returned_on
FROM outbox o JOIN letter_attempt a ON a.outbox_id = o.outbox_id
WHERE o.letter_id = :letter_id ORDER BY a.at, o.outbox_id, a.attempt;

-- name: letter_batch_serial :one             last hand-over of a kind
-- param: kind text
SELECT max(serial) FROM letter_batch WHERE kind = :kind;

-- name: letter_batch_insert :exec
-- param: batch_id int64, kind text, serial int64, pieces int64, pages int64, list_hash text, act_id int64
INSERT INTO letter_batch (batch_id, kind, serial, pieces, pages, list_hash, act_id)
VALUES (:batch_id, :kind, :serial, :pieces, :pages, :list_hash, :act_id);

-- name: letter_service_next :one
-- param: letter_id int64
SELECT coalesce(max(service_no), 0) + 1 FROM letter_service WHERE letter_id = :letter_id;

-- name: letter_service_insert :exec
-- param: letter_id int64, service_no int64, way text, served_on date, receiver text, relation text, place text, effect_on date, kept_to date?, note text, act_id int64
INSERT INTO letter_service (letter_id, service_no, way, served_on, receiver, relation, place, effect_on, kept_to, note, act_id)
VALUES (:letter_id, :service_no, :way, :served_on, :receiver, :relation, :place, :effect_on, :kept_to, :note, :act_id);

-- name: letter_services :many
-- param: letter_id int64
SELECT way, served_on, receiver, relation, place, effect_on, kept_to, note FROM letter_service
WHERE letter_id = :letter_id ORDER BY service_no;

-- name: letter_served_before :one            an earlier public notice to the same party (行政程序法 81)
-- param: letter_id int64
SELECT count(*) FROM letter_service s JOIN letter o ON o.letter_id = s.letter_id
JOIN letter l ON l.letter_id = :letter_id
WHERE s.way IN ('public', 'public_abroad') AND o.person_id = l.person_id AND o.unit_id = l.unit_id
	AND (l.person_id > 0 OR l.unit_id > 0);
