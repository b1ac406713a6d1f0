-- Accounts of people, their sessions and why they looked at somebody (store/account.h).

-- facts: login_state account
-- facts: login_post account post
-- facts: login_unit account unit_code

-- name: login_account_insert :exec
-- param: account_id int64, login text, kind text, person_id int64?, provider_code text, act_id int64
INSERT INTO login_account (account_id, login, kind, person_id, provider_code, act_id)
VALUES (:account_id, :login, :kind, :person_id, :provider_code, :act_id);

-- name: login_state_insert :exec
-- param: account_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, name text, status text, second_factor bool
INSERT INTO login_state (account_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, name, status, second_factor)
VALUES (:account_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :name, :status, :second_factor);

-- name: login_post_insert :exec
-- param: account_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, post text, org_unit text, section text, function text, level int64
INSERT INTO login_post (account_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, post, org_unit, section, function, level)
VALUES (:account_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :post, :org_unit, :section, :function, :level);

-- name: login_unit_insert :exec
-- param: account_id int64, fact_no int64, valid_from date, valid_to date, known_from instant, known_to instant, act_id int64, unit_code text, unit_id int64
INSERT INTO login_unit (account_id, fact_no, valid_from, valid_to, known_from, known_to, act_id, unit_code, unit_id)
VALUES (:account_id, :fact_no, :valid_from, :valid_to, :known_from, :known_to, :act_id, :unit_code, :unit_id);

-- name: login_account_count :one
SELECT count(*) FROM login_account;

-- name: login_account_read :one             by id, or by login when the id is 0
-- param: account_id int64, login text
SELECT a.account_id, a.login, a.kind, a.person_id, a.provider_code, s.fact_no, s.valid_from, s.name,
	s.status, s.second_factor
 FROM login_account a JOIN login_state s ON s.account_id = a.account_id AND s.known_to = @open
 WHERE (:account_id > 0 AND a.account_id = :account_id) OR (:account_id = 0 AND a.login = :login)
 ORDER BY s.fact_no DESC LIMIT 1;

-- name: login_account_list :many            by login after `after`; "" of text and kind take all
-- param: after text, text text, kind text, most int64
SELECT a.account_id, a.login, a.kind, a.person_id, a.provider_code, s.fact_no, s.valid_from, s.name,
	s.status, s.second_factor,
	(SELECT coalesce(max(x.made_at), 0) FROM login_session x WHERE x.account_id = a.account_id)
 FROM login_account a JOIN login_state s ON s.account_id = a.account_id AND s.known_to = @open
 WHERE a.login > :after AND (:kind = '' OR a.kind = :kind)
   AND (:text = '' OR a.login LIKE '%' || :text || '%' OR s.name LIKE '%' || :text || '%')
 ORDER BY a.login LIMIT :most;

-- name: login_post_of :many                 posts held on a day
-- param: account_id int64, at date
SELECT fact_no, post, org_unit, section, function, level, valid_from, valid_to FROM login_post
 WHERE account_id = :account_id AND known_to = @open AND valid_from <= :at AND :at < valid_to
 ORDER BY level, post;

-- name: login_unit_of :many                 units acted for on a day
-- param: account_id int64, at date
SELECT u.fact_no, u.unit_code, u.unit_id, u.valid_from, u.valid_to FROM login_unit u
 WHERE u.account_id = :account_id AND u.known_to = @open AND u.valid_from <= :at AND :at < u.valid_to
 ORDER BY u.unit_code;

-- name: login_holder_of :many               who holds posts of a place and level on a day
-- param: org_unit text, section text, level int64, at date
SELECT p.account_id, s.name, p.post, p.function FROM login_post p
  JOIN login_state s ON s.account_id = p.account_id AND s.known_to = @open AND s.status = 'open'
 WHERE p.org_unit = :org_unit AND (:section = '' OR p.section = :section) AND p.level = :level
   AND p.known_to = @open AND p.valid_from <= :at AND :at < p.valid_to
 ORDER BY p.post, p.account_id;

-- name: login_secret_insert :exec
-- param: account_id int64, kind text, value text, must_change bool, set_at instant, act_id int64
INSERT INTO login_secret (account_id, kind, secret_no, value, must_change, set_at, act_id)
SELECT :account_id, :kind, coalesce(max(secret_no), 0) + 1, :value, :must_change, :set_at, :act_id
 FROM login_secret WHERE account_id = :account_id AND kind = :kind;

-- name: login_secret_read :many             newest first
-- param: account_id int64, kind text, most int64
SELECT value, must_change, set_at FROM login_secret
 WHERE account_id = :account_id AND kind = :kind ORDER BY secret_no DESC LIMIT :most;

-- name: login_secret_open :many             keys of second factors that stand in the open
-- param: most int64
SELECT account_id, secret_no, value FROM login_secret
 WHERE kind = 'totp' AND value <> '' AND value NOT LIKE 's1:%' ORDER BY account_id, secret_no LIMIT :most;

-- name: login_secret_seal :exec
-- param: account_id int64, secret_no int64, value text
UPDATE login_secret SET value = :value WHERE account_id = :account_id AND kind = 'totp' AND secret_no = :secret_no;

-- name: login_secret_sealed :one            how many are sealed
SELECT count(*) FROM login_secret WHERE kind = 'totp' AND value LIKE 's1:%';

-- name: login_step_read :one
-- param: account_id int64
SELECT step FROM login_step WHERE account_id = :account_id;

-- name: login_step_take :exec               changes no row when the step was used
-- param: account_id int64, step int64
INSERT INTO login_step (account_id, step) VALUES (:account_id, :step)
 ON CONFLICT (account_id) DO UPDATE SET step = excluded.step WHERE login_step.step < excluded.step;

-- name: login_try_read :one
-- param: who text
SELECT failures, last_at, locked_to FROM login_try WHERE who = :who;

-- name: login_try_put :exec
-- param: who text, failures int64, last_at instant, locked_to instant
INSERT INTO login_try (who, failures, last_at, locked_to) VALUES (:who, :failures, :last_at, :locked_to)
 ON CONFLICT (who) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at,
	locked_to = excluded.locked_to;

-- name: login_try_clear :exec
-- param: who text
DELETE FROM login_try WHERE who = :who;

-- name: login_try_forget :exec              those older than a day
-- param: before instant
DELETE FROM login_try WHERE last_at < :before;

-- name: login_session_insert :exec
-- param: session_id int64, token_hash text, account_id int64, stage text, csrf text, made_at instant, ends_at instant, post text, unit_code text, address text
INSERT INTO login_session (session_id, token_hash, account_id, stage, csrf, made_at, seen_at, ends_at, post, unit_code, address)
VALUES (:session_id, :token_hash, :account_id, :stage, :csrf, :made_at, :made_at, :ends_at, :post, :unit_code, :address);

-- name: login_session_find :one
-- param: token_hash text
SELECT x.session_id, x.account_id, x.stage, x.csrf, x.made_at, x.seen_at, x.ends_at, x.post,
	x.unit_code, x.address, a.login, a.kind, a.person_id, a.provider_code, s.name, s.status
 FROM login_session x JOIN login_account a ON a.account_id = x.account_id
  JOIN login_state s ON s.account_id = a.account_id AND s.known_to = @open
 WHERE x.token_hash = :token_hash ORDER BY s.fact_no DESC LIMIT 1;

-- name: login_session_touch :exec
-- param: session_id int64, seen_at instant
UPDATE login_session SET seen_at = :seen_at WHERE session_id = :session_id AND seen_at < :seen_at;

-- name: login_session_choose :exec          which post or unit is acted for
-- param: session_id int64, post text, unit_code text
UPDATE login_session SET post = :post, unit_code = :unit_code WHERE session_id = :session_id;

-- name: login_session_stage :exec
-- param: session_id int64, stage text
UPDATE login_session SET stage = :stage WHERE session_id = :session_id;

-- name: login_session_end_all :exec         of an account, but one
-- param: account_id int64, but int64
UPDATE login_session SET stage = 'ended'
 WHERE account_id = :account_id AND session_id <> :but AND stage <> 'ended';

-- name: login_session_list :many            open ones, the last used first
-- param: account_id int64, since instant, now instant, most int64
SELECT x.session_id, x.account_id, x.stage, x.made_at, x.seen_at, x.address, a.login, s.name
 FROM login_session x JOIN login_account a ON a.account_id = x.account_id
  JOIN login_state s ON s.account_id = a.account_id AND s.known_to = @open
 WHERE (:account_id = 0 OR x.account_id = :account_id) AND x.stage IN ('open', 'setup', 'code')
   AND x.seen_at >= :since AND x.ends_at > :now
 ORDER BY x.seen_at DESC, x.session_id DESC LIMIT :most;

-- name: login_purpose_insert :exec
-- param: purpose_id int64, account_id int64, person_id int64, purpose text, reason text, is_glass bool, said_at instant, until instant, act_id int64
INSERT INTO login_purpose (purpose_id, account_id, person_id, purpose, reason, is_glass, said_at, until, act_id)
VALUES (:purpose_id, :account_id, :person_id, :purpose, :reason, :is_glass, :said_at, :until, :act_id);

-- name: login_purpose_now :one              the purpose that still holds
-- param: account_id int64, person_id int64, now instant
SELECT purpose, is_glass, until FROM login_purpose
 WHERE account_id = :account_id AND person_id = :person_id AND until > :now
 ORDER BY is_glass DESC, purpose_id DESC LIMIT 1;

-- name: login_glass_list :many              newest first, before `before`; reviewed ones too when all
-- param: before int64, all_rows bool, most int64
SELECT p.purpose_id, p.account_id, a.login, s.name, p.person_id, p.reason, p.said_at, p.until,
	r.is_justified, r.note, r.account_id
 FROM login_purpose p JOIN login_account a ON a.account_id = p.account_id
  JOIN login_state s ON s.account_id = p.account_id AND s.known_to = @open
  LEFT JOIN login_review r ON r.purpose_id = p.purpose_id
 WHERE p.is_glass AND p.purpose_id < :before AND (:all_rows OR r.purpose_id IS NULL)
 ORDER BY p.purpose_id DESC LIMIT :most;

-- name: login_glass_read :one
-- param: purpose_id int64
SELECT p.account_id, r.purpose_id FROM login_purpose p
 LEFT JOIN login_review r ON r.purpose_id = p.purpose_id
 WHERE p.purpose_id = :purpose_id AND p.is_glass;

-- name: login_review_insert :exec
-- param: purpose_id int64, account_id int64, is_justified bool, note text, act_id int64
INSERT INTO login_review (purpose_id, account_id, is_justified, note, act_id)
VALUES (:purpose_id, :account_id, :is_justified, :note, :act_id);

-- name: login_is_demo :one                  was this database made by the demo?
SELECT count(*) FROM job WHERE kind = 'demo' AND state = 'done';

-- name: login_demo_unit :many               units of a division with the largest bills of the last month
-- param: division int64, most int64
SELECT u.code, u.unit_id FROM bill b JOIN unit u ON u.unit_id = b.unit_id
 WHERE b.person_id = 0 AND b.month = (SELECT max(month) FROM bill_run)
   AND EXISTS (SELECT 1 FROM unit_fact f WHERE f.unit_id = u.unit_id AND f.division = :division
	AND f.category = 12 AND f.known_to = @open)
 ORDER BY b.insured DESC, u.unit_id LIMIT :most;

-- name: login_demo_person :one              somebody insured there who has a dependent
-- param: unit_id int64, at date
SELECT c.insured_person_id FROM coverage c
 WHERE c.unit_id = :unit_id AND c.role = 2 AND c.known_to = @open
   AND c.valid_from <= :at AND :at < c.valid_to
 ORDER BY c.insured_person_id LIMIT 1;

-- name: read_person_insert :exec            finds a group by whom it names
-- param: group_id int64
INSERT INTO read_person (person_id, group_id)
SELECT DISTINCT e.person_id, e.group_id FROM read_event e WHERE e.group_id = :group_id;

-- name: read_event_list :many               who read this person's data, newest first
-- param: person_id int64, from_at instant, most int64
SELECT e.at, e.person_id, e.actor, e.purpose, e.view_name, e.case_no
 FROM read_person p JOIN read_event e ON e.group_id = p.group_id AND e.person_id = p.person_id
 WHERE p.person_id = :person_id AND e.at >= :from_at ORDER BY e.at DESC, e.group_id DESC LIMIT :most;

-- name: read_event_of_actor :many           what an actor read, newest first
-- param: actor text, from_at instant, most int64
SELECT e.at, e.person_id, e.actor, e.purpose, e.view_name, e.case_no FROM read_event e
 JOIN read_group g ON g.group_id = e.group_id
 WHERE g.to_at >= :from_at AND (:actor = '' OR e.actor = :actor)
 ORDER BY e.at DESC, e.group_id DESC LIMIT :most;

-- name: act_list :many                      newest first, before `before`
-- param: actor text, purpose text, from_at instant, before int64, most int64
SELECT act_id, at, actor, acting_for, reason, case_no, purpose FROM act
 WHERE at >= :from_at AND act_id < :before AND (:actor = '' OR actor = :actor)
   AND (:purpose = '' OR purpose = :purpose) ORDER BY at DESC, act_id DESC LIMIT :most;
