-- Cases: schema/0009_case.sql.

-- name: case_insert :exec
-- param: case_id int64, number text, service text, service_from date, version int64, state text, step text, party int64
-- param: party_id int64, party_name text, person_id int64, unit_id int64, agent_name text, agent_person_id int64
-- param: agent_file text, channel text, opened_by text, received_on date, received_at instant, opened_at instant
-- param: division int64, section text, officer int64, await_level int64, term_unit text, term_length int64
-- param: term_extension_max int64, term_deemed text, term_deemed_unless_paused bool, term_source text, started_on date
-- param: extended int64, is_standing bool, due_on date, deemed_on date, is_verified bool, value_no int64, draft_no int64
-- param: result text, closed_on date?, parent_case_id int64, title text, act_id int64
INSERT INTO case_file (
	case_id, number, service, service_from, version, state, step, party, party_id, party_name, person_id, unit_id,
	agent_name, agent_person_id, agent_file, channel, opened_by, received_on, received_at, opened_at, division, section,
	officer, await_level, term_unit, term_length, term_extension_max, term_deemed, term_deemed_unless_paused,
	term_source, started_on, extended, is_standing, due_on, deemed_on, is_verified, value_no, draft_no, result,
	closed_on, parent_case_id, title, act_id
) VALUES (
	:case_id, :number, :service, :service_from, :version, :state, :step, :party, :party_id, :party_name, :person_id,
	:unit_id, :agent_name, :agent_person_id, :agent_file, :channel, :opened_by, :received_on, :received_at, :opened_at,
	:division, :section, :officer, :await_level, :term_unit, :term_length, :term_extension_max, :term_deemed,
	:term_deemed_unless_paused, :term_source, :started_on, :extended, :is_standing, :due_on, :deemed_on, :is_verified,
	:value_no, :draft_no, :result, :closed_on, :parent_case_id, :title, :act_id
);

-- name: case_by_number :one            a case by its official number
-- param: number text
SELECT case_id, number, service, service_from, version, state, step, party, party_id, party_name, person_id, unit_id,
	agent_name, agent_person_id, agent_file, channel, opened_by, received_on, received_at, opened_at, division, section,
	officer, await_level, term_unit, term_length, term_extension_max, term_deemed, term_deemed_unless_paused,
	term_source, started_on, extended, is_standing, due_on, deemed_on, is_verified, value_no, draft_no, result,
	closed_on, parent_case_id, title, act_id
 FROM case_file WHERE number = :number;

-- name: case_by_id :one            a case by its internal id
-- param: case_id int64
SELECT case_id, number, service, service_from, version, state, step, party, party_id, party_name, person_id, unit_id,
	agent_name, agent_person_id, agent_file, channel, opened_by, received_on, received_at, opened_at, division, section,
	officer, await_level, term_unit, term_length, term_extension_max, term_deemed, term_deemed_unless_paused,
	term_source, started_on, extended, is_standing, due_on, deemed_on, is_verified, value_no, draft_no, result,
	closed_on, parent_case_id, title, act_id
 FROM case_file WHERE case_id = :case_id;

-- name: case_lock :one                 takes a case for this transaction
-- param: number text
SELECT case_id FROM case_file WHERE number = :number @for_update;

-- name: case_update :exec               only while the version is the one that was read
-- param: case_id int64, version int64, state text, step text, agent_name text, agent_person_id int64, agent_file text
-- param: division int64, section text, officer int64, await_level int64, started_on date, extended int64, is_standing bool
-- param: due_on date, deemed_on date, is_verified bool, value_no int64, draft_no int64, result text, closed_on date?
-- param: parent_case_id int64, title text, party int64, party_id int64, party_name text, person_id int64, unit_id int64
-- param: service text, service_from date, term_unit text, term_length int64, term_extension_max int64, term_deemed text
-- param: term_deemed_unless_paused bool, term_source text, act_id int64
UPDATE case_file SET version = version + 1,
	state = :state, step = :step, agent_name = :agent_name, agent_person_id = :agent_person_id, agent_file = :agent_file,
	division = :division, section = :section, officer = :officer, await_level = :await_level, started_on = :started_on,
	extended = :extended, is_standing = :is_standing, due_on = :due_on, deemed_on = :deemed_on,
	is_verified = :is_verified, value_no = :value_no, draft_no = :draft_no, result = :result, closed_on = :closed_on,
	parent_case_id = :parent_case_id, title = :title, party = :party, party_id = :party_id, party_name = :party_name,
	person_id = :person_id, unit_id = :unit_id, service = :service, service_from = :service_from, term_unit = :term_unit,
	term_length = :term_length, term_extension_max = :term_extension_max, term_deemed = :term_deemed,
	term_deemed_unless_paused = :term_deemed_unless_paused, term_source = :term_source, act_id = :act_id
 WHERE case_id = :case_id AND version = :version;
-- name: case_value_insert :exec
-- param: case_id int64, value_no int64, values_json text, act_id int64
INSERT INTO case_value (case_id, value_no, values_json, act_id) VALUES (:case_id, :value_no, :values_json, :act_id);

-- name: case_value_read :one
-- param: case_id int64, value_no int64
SELECT values_json FROM case_value WHERE case_id = :case_id AND value_no = :value_no;

-- name: case_event_insert :exec
-- param: case_id int64, event_no int64, at instant, actor text, actor_name text, acting_for text, kind text, note text, detail text, act_id int64
INSERT INTO case_event (case_id, event_no, at, actor, actor_name, acting_for, kind, note, detail, act_id)
VALUES (:case_id, :event_no, :at, :actor, :actor_name, :acting_for, :kind, :note, :detail, :act_id);

-- name: case_events :many                  oldest first
-- param: case_id int64, after int64, most int64
SELECT event_no, at, actor, actor_name, acting_for, kind, note, detail, act_id FROM case_event
WHERE case_id = :case_id AND event_no > :after ORDER BY event_no LIMIT :most;

-- name: case_document_insert :exec
-- param: case_id int64, document_no int64, direction text, kind text, name text, media_type text, file_hash text, received_on date, note text, act_id int64
INSERT INTO case_document (case_id, document_no, direction, kind, name, media_type, file_hash, received_on, note, act_id)
VALUES (:case_id, :document_no, :direction, :kind, :name, :media_type, :file_hash, :received_on, :note, :act_id);

-- name: case_document_last :one
-- param: case_id int64
SELECT max(document_no) FROM case_document WHERE case_id = :case_id;

-- name: case_documents :many
-- param: case_id int64
SELECT document_no, direction, kind, name, media_type, file_hash, received_on, note, act_id FROM case_document
WHERE case_id = :case_id ORDER BY document_no;

-- name: case_pause_insert :exec
-- param: case_id int64, pause_no int64, reason text, from_on date, to_on date, asked text, answer_due_on date, source text, act_id int64
INSERT INTO case_pause (case_id, pause_no, reason, from_on, to_on, asked, answer_due_on, source, act_id)
VALUES (:case_id, :pause_no, :reason, :from_on, :to_on, :asked, :answer_due_on, :source, :act_id);

-- name: case_pause_last :one
-- param: case_id int64
SELECT max(pause_no) FROM case_pause WHERE case_id = :case_id;

-- name: case_pause_end :exec               once
-- param: case_id int64, pause_no int64, to_on date, act_id int64
UPDATE case_pause SET to_on = :to_on, ended_by_act_id = :act_id
WHERE case_id = :case_id AND pause_no = :pause_no AND ended_by_act_id IS NULL;

-- name: case_pauses :many
-- param: case_id int64
SELECT pause_no, reason, from_on, to_on, asked, answer_due_on, source, act_id, ended_by_act_id FROM case_pause
WHERE case_id = :case_id ORDER BY pause_no;

-- name: case_draft_insert :exec
-- param: case_id int64, draft_no int64, account int64, account_name text, result text, reason_code text, reason text, metric int64, level int64, act_id int64
INSERT INTO case_draft (case_id, draft_no, account, account_name, result, reason_code, reason, metric, level, act_id)
VALUES (:case_id, :draft_no, :account, :account_name, :result, :reason_code, :reason, :metric, :level, :act_id);

-- name: case_draft_last :one
-- param: case_id int64
SELECT max(draft_no) FROM case_draft WHERE case_id = :case_id;

-- name: case_draft_read :one
-- param: case_id int64, draft_no int64
SELECT draft_no, account, account_name, result, reason_code, reason, metric, level, act_id FROM case_draft
WHERE case_id = :case_id AND draft_no = :draft_no;

-- name: case_signature_insert :exec
-- param: case_id int64, signature_no int64, draft_no int64, kind text, account int64, account_name text, org_unit text, level int64, acting_for text, ground text, note text, act_id int64
INSERT INTO case_signature (case_id, signature_no, draft_no, kind, account, account_name, org_unit, level, acting_for, ground, note, act_id)
VALUES (:case_id, :signature_no, :draft_no, :kind, :account, :account_name, :org_unit, :level, :acting_for, :ground, :note, :act_id);

-- name: case_signature_last :one
-- param: case_id int64
SELECT max(signature_no) FROM case_signature WHERE case_id = :case_id;

-- name: case_signatures :many
-- param: case_id int64
SELECT signature_no, draft_no, kind, account, account_name, org_unit, level, acting_for, ground, note, act_id
FROM case_signature WHERE case_id = :case_id ORDER BY signature_no;

-- name: case_decision_insert :exec
-- param: case_id int64, decision_no int64, result text, reason_code text, reason text, item text, table_version text, band_no int64, metric int64
-- param: level_needed int64, level_used int64, account int64, account_name text, title text, acting_for text, drafted_by int64, decided_on date
-- param: remedy text, effect text, changes text, effect_result text, letter text, act_id int64
INSERT INTO case_decision (case_id, decision_no, result, reason_code, reason, item, table_version, band_no, metric,
	level_needed, level_used, account, account_name, title, acting_for, drafted_by, decided_on,
	remedy, effect, changes, effect_result, letter, act_id)
VALUES (:case_id, :decision_no, :result, :reason_code, :reason, :item, :table_version, :band_no, :metric,
	:level_needed, :level_used, :account, :account_name, :title, :acting_for, :drafted_by, :decided_on,
	:remedy, :effect, :changes, :effect_result, :letter, :act_id);

-- name: case_decision_last :one
-- param: case_id int64
SELECT max(decision_no) FROM case_decision WHERE case_id = :case_id;

-- name: case_decisions :many
-- param: case_id int64
SELECT decision_no, result, reason_code, reason, item, table_version, band_no, metric, level_needed, level_used, account,
	account_name, title, acting_for, drafted_by, decided_on, remedy, effect, changes, effect_result, letter, act_id
FROM case_decision WHERE case_id = :case_id ORDER BY decision_no;

-- name: case_link_insert :exec
-- param: case_id int64, other_case_id int64, kind text, act_id int64
INSERT INTO case_link (case_id, other_case_id, kind, act_id) VALUES (:case_id, :other_case_id, :kind, :act_id);

-- name: case_links :many                   from both sides
-- param: case_id int64
SELECT l.other_case_id, c.number, c.service, c.state, l.kind, 0 FROM case_link l JOIN case_file c ON c.case_id = l.other_case_id
WHERE l.case_id = :case_id
UNION ALL
SELECT l.case_id, c.number, c.service, c.state, l.kind, 1 FROM case_link l JOIN case_file c ON c.case_id = l.case_id
WHERE l.other_case_id = :case_id
ORDER BY 1;

-- name: case_list_section :many            open cases of a section by deadline
-- param: section text, after_due date, after_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND section = :section AND (due_on, case_id) > (:after_due, :after_id)
ORDER BY due_on, case_id LIMIT :most;

-- name: case_list_service :many            the same of one service
-- param: section text, service text, after_due date, after_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND section = :section AND service = :service
	AND (due_on, case_id) > (:after_due, :after_id)
ORDER BY due_on, case_id LIMIT :most;

-- name: case_list_officer :many            open cases of an officer by deadline
-- param: officer int64, after_due date, after_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND officer = :officer AND (due_on, case_id) > (:after_due, :after_id)
ORDER BY due_on, case_id LIMIT :most;

-- name: case_list_awaiting :many           drafts that await a level in a division (-1: in all), of a section when given
-- param: level int64, division int64, section text, after_due date, after_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND await_level > 0 AND await_level = :level
	AND (:division < 0 OR division = :division) AND (:section = '' OR section = :section)
	AND (due_on, case_id) > (:after_due, :after_id)
ORDER BY due_on, case_id LIMIT :most;

-- name: case_list_section_back :many            the same from its end
-- param: section text, before_due date, before_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND section = :section AND (due_on, case_id) < (:before_due, :before_id)
ORDER BY due_on DESC, case_id DESC LIMIT :most;

-- name: case_list_officer_back :many            the same from its end
-- param: officer int64, before_due date, before_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND officer = :officer AND (due_on, case_id) < (:before_due, :before_id)
ORDER BY due_on DESC, case_id DESC LIMIT :most;

-- name: case_list_awaiting_back :many           the same from its end
-- param: level int64, division int64, section text, before_due date, before_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND await_level > 0 AND await_level = :level
	AND (:division < 0 OR division = :division) AND (:section = '' OR section = :section)
	AND (due_on, case_id) < (:before_due, :before_id)
ORDER BY due_on DESC, case_id DESC LIMIT :most;

-- name: case_list_party :many              all of an applicant, newest first
-- param: party_id int64, party int64, before_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE party > 0 AND party_id = :party_id AND party = :party AND case_id < :before_id
ORDER BY case_id DESC LIMIT :most;

-- name: case_list_person :many             all about a person, newest first
-- param: person_id int64, before_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE person_id > 0 AND person_id = :person_id AND case_id < :before_id
ORDER BY case_id DESC LIMIT :most;

-- name: case_list_deemed :many             open cases deemed decided
-- param: on date, after_id int64, most int64
SELECT case_id, version, number, service, title, section, step, state, result, received_on, due_on, closed_on, is_standing,
	officer, await_level, division, person_id
FROM case_file WHERE closed_on IS NULL AND deemed_on < '9999-12-31' AND deemed_on <= :on AND case_id > :after_id
ORDER BY case_id LIMIT :most;

-- name: case_load :one                     of a section on a day; the bound on due_on leads to the index that has all
-- param: section text, today date
SELECT count(*), CAST(sum(CASE WHEN due_on < :today THEN 1 ELSE 0 END) AS @int),
	CAST(sum(CASE WHEN is_standing THEN 1 ELSE 0 END) AS @int), CAST(sum(CASE WHEN officer = 0 THEN 1 ELSE 0 END) AS @int)
FROM case_file WHERE closed_on IS NULL AND section = :section AND due_on >= '1800-01-01';

-- name: incoming_insert :exec
-- param: incoming_id int64, number text, channel text, is_registered bool, postmark_on date?, received_on date, received_at instant
-- param: opened_at instant?, sender text, sender_number text, subject text, pages int64, speed text, is_secret bool, file_hash text
-- param: division int64, section text, case_id int64, state text, forwarded_to text, act_id int64
INSERT INTO incoming (incoming_id, number, version, channel, is_registered, postmark_on, received_on, received_at,
	opened_at, sender, sender_number, subject, pages, speed, is_secret, file_hash,
	division, section, case_id, state, forwarded_to, act_id)
VALUES (:incoming_id, :number, 1, :channel, :is_registered, :postmark_on, :received_on, :received_at,
	:opened_at, :sender, :sender_number, :subject, :pages, :speed, :is_secret, :file_hash,
	:division, :section, :case_id, :state, :forwarded_to, :act_id);

-- name: incoming_by_number :one
-- param: number text
SELECT incoming_id, number, version, channel, is_registered, postmark_on, received_on, received_at, opened_at, sender,
	sender_number, subject, pages, speed, is_secret, file_hash, division, section, case_id, state, forwarded_to, act_id
FROM incoming WHERE number = :number;

-- name: incoming_update :exec              only while the version is the one that was read
-- param: incoming_id int64, version int64, opened_at instant?, sender text, sender_number text, subject text, pages int64
-- param: file_hash text, division int64, section text, case_id int64, state text, forwarded_to text, act_id int64
UPDATE incoming SET version = version + 1, opened_at = :opened_at, sender = :sender, sender_number = :sender_number,
	subject = :subject, pages = :pages, file_hash = :file_hash, division = :division, section = :section,
	case_id = :case_id, state = :state, forwarded_to = :forwarded_to, act_id = :act_id
WHERE incoming_id = :incoming_id AND version = :version;

-- name: incoming_list :many                of a division in one state, oldest first; section "": of any
-- param: division int64, state text, section text, after int64, most int64
SELECT incoming_id, number, version, channel, is_registered, postmark_on, received_on, received_at, opened_at, sender,
	sender_number, subject, pages, speed, is_secret, file_hash, division, section, case_id, state, forwarded_to, act_id
FROM incoming WHERE division = :division AND state = :state AND (:section = '' OR section = :section) AND incoming_id > :after
ORDER BY incoming_id LIMIT :most;
