-- Standard queries of a table of facts that are declared by `-- facts: TABLE SUBJECT KIND`.

-- name: {table}_next_no :one                number of the subject's next fact
-- param: subject int64
SELECT coalesce(max(fact_no), 0) + 1 FROM {table} WHERE {subject}_id = :subject;

-- name: {table}_overlap :one                an open fact of the kind that shares a day with the period
-- param: subject int64, kind text, valid_from date, valid_to date
SELECT fact_no, valid_from, valid_to FROM {table}
 WHERE {subject}_id = :subject AND {kind} = :kind AND known_to = @open
   AND valid_from < :valid_to AND :valid_from < valid_to
 ORDER BY fact_no LIMIT 1;

-- name: {table}_close :exec                 closes an open fact
-- param: subject int64, fact_no int64, known_to instant, act_id int64
UPDATE {table} SET known_to = :known_to, ended_by_act_id = :act_id
 WHERE {subject}_id = :subject AND fact_no = :fact_no AND known_to = @open;

-- name: {table}_overlaps_all :many          for doctor: open facts of one kind that overlap
SELECT a.{subject}_id, a.fact_no, b.fact_no FROM {table} a
  JOIN {table} b ON b.{subject}_id = a.{subject}_id AND b.{kind} = a.{kind} AND b.fact_no > a.fact_no
 WHERE a.known_to = @open AND b.known_to = @open
   AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to
 ORDER BY a.{subject}_id, a.fact_no, b.fact_no LIMIT 20;
