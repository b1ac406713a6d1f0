-- Deputies: schema/0015_deputy.sql.

-- name: deputy_insert :exec
-- param: deputy_id int64, holder int64, holder_name text, holder_person_id int64, account int64, account_name text, org_unit text
-- param: section text, level int64, title_zh text, title_en text, from_on date, to_on date, kind text, reason text, act_id int64
INSERT INTO deputy (deputy_id, holder, holder_name, holder_person_id, account, account_name, org_unit, section, level,
	title_zh, title_en, from_on, to_on, kind, reason, act_id)
VALUES (:deputy_id, :holder, :holder_name, :holder_person_id, :account, :account_name, :org_unit, :section, :level,
	:title_zh, :title_en, :from_on, :to_on, :kind, :reason, :act_id);

-- name: deputy_end :exec                   once, before its end
-- param: deputy_id int64, to_on date, act_id int64
UPDATE deputy SET to_on = :to_on, ended_by_act_id = :act_id
WHERE deputy_id = :deputy_id AND ended_by_act_id IS NULL AND from_on < :to_on AND :to_on < to_on;

-- name: deputy_of :many                    for whom an account stands on a day, the highest first
-- param: account int64, on date
SELECT deputy_id, holder, holder_name, holder_person_id, account, account_name, org_unit, section, level, title_zh, title_en,
	from_on, to_on, kind, reason, act_id
FROM deputy WHERE account = :account AND from_on <= :on AND :on < to_on ORDER BY level, deputy_id;

-- name: deputy_list :many                  of a unit, on a day or later
-- param: org_unit text, on date
SELECT deputy_id, holder, holder_name, holder_person_id, account, account_name, org_unit, section, level, title_zh, title_en,
	from_on, to_on, kind, reason, act_id
FROM deputy WHERE (:org_unit = '' OR org_unit = :org_unit) AND :on < to_on ORDER BY from_on, deputy_id;
