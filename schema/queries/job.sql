-- Jobs and their units (store/job.h).

-- name: job_insert :exec
-- param: job_id int64, kind text, job_key text, payload text, due instant, now instant
INSERT INTO job (job_id, kind, job_key, payload, state, due, worker, lease_to, attempts, progress,
	total, stop_wanted, result, created_at, changed_at)
 VALUES (:job_id, :kind, :job_key, :payload, 'due', :due, '', 0, 0, 0, 0, FALSE, '', :now, :now);

-- name: job_by_key :one
-- param: kind text, job_key text
SELECT job_id, payload FROM job WHERE kind = :kind AND job_key = :job_key;

-- name: job_by_id :one
-- param: job_id int64
SELECT job_id, kind, job_key, payload, state, worker, result, stop_wanted, attempts, progress, total,
	due, lease_to, created_at, changed_at
 FROM job WHERE job_id = :job_id;

-- name: job_list :many                      newest first; empty state: all
-- param: state text, limit_rows int64
SELECT job_id, kind, job_key, payload, state, worker, result, stop_wanted, attempts, progress, total,
	due, lease_to, created_at, changed_at
 FROM job WHERE :state = '' OR state = :state ORDER BY job_id DESC LIMIT :limit_rows;

-- name: job_take :one                       due or with a lease that ran out; alone: no other may run
-- param: worker text, now instant, lease_to instant, kinds text, alone bool
UPDATE job SET state = 'running', worker = :worker, lease_to = :lease_to, attempts = attempts + 1,
	stop_wanted = FALSE, changed_at = :now
 WHERE job_id = (
	SELECT j.job_id FROM job j
	 WHERE ((j.state = 'due' AND j.due <= :now) OR (j.state = 'running' AND j.lease_to < :now))
	   AND (:kinds = '' OR :kinds LIKE '%,' || j.kind || ',%')
	   AND (NOT :alone OR NOT EXISTS (
		SELECT 1 FROM job r WHERE r.state = 'running' AND r.lease_to >= :now AND r.worker <> :worker))
	 ORDER BY j.due, j.job_id LIMIT 1 @skip_locked)
 RETURNING job_id;

-- name: job_take_id :one
-- param: job_id int64, worker text, now instant, lease_to instant
UPDATE job SET state = 'running', worker = :worker, lease_to = :lease_to, attempts = attempts + 1,
	stop_wanted = FALSE, changed_at = :now
 WHERE job_id = :job_id AND (state IN ('due', 'stopped', 'failed')
	OR (state = 'running' AND (lease_to < :now OR worker = :worker)))
 RETURNING job_id;

-- name: job_renew :one                      none when the lease was lost
-- param: job_id int64, worker text, now instant, lease_to instant, progress int64, total int64
UPDATE job SET lease_to = :lease_to, progress = :progress, total = :total, changed_at = :now
 WHERE job_id = :job_id AND worker = :worker AND state = 'running'
 RETURNING stop_wanted;

-- name: job_end :exec                       the holder of the lease ends its run
-- param: job_id int64, worker text, now instant, state text, due instant, result text
UPDATE job SET state = :state, due = :due, worker = '', lease_to = 0, result = :result,
	changed_at = :now
 WHERE job_id = :job_id AND worker = :worker AND state = 'running';

-- name: job_stop_running :exec              a running job is asked, its worker answers
-- param: job_id int64, now instant
UPDATE job SET stop_wanted = TRUE, changed_at = :now WHERE job_id = :job_id AND state = 'running';

-- name: job_stop_waiting :exec
-- param: job_id int64, now instant
UPDATE job SET state = 'stopped', changed_at = :now WHERE job_id = :job_id AND state = 'due';

-- name: job_resume :exec
-- param: job_id int64, now instant
UPDATE job SET state = 'due', due = :now, attempts = 0, stop_wanted = FALSE, result = '',
	changed_at = :now
 WHERE job_id = :job_id AND state IN ('stopped', 'failed');

-- name: job_unit_insert :exec
-- param: job_id int64, unit_no int64, done_at instant, result text
INSERT INTO job_unit (job_id, unit_no, done_at, result) VALUES (:job_id, :unit_no, :done_at, :result);

-- name: job_unit_exists :one
-- param: job_id int64, unit_no int64
SELECT 1 FROM job_unit WHERE job_id = :job_id AND unit_no = :unit_no;

-- name: job_unit_list :stream               finished units, in order
-- param: job_id int64
SELECT unit_no, result FROM job_unit WHERE job_id = :job_id ORDER BY unit_no;

-- name: job_unit_count :one
-- param: job_id int64
SELECT count(*) FROM job_unit WHERE job_id = :job_id;

-- name: job_running :many
SELECT job_id, worker FROM job WHERE state = 'running' ORDER BY job_id;

-- name: job_release :exec                   its worker died
-- param: job_id int64, worker text, now instant
UPDATE job SET state = 'due', worker = '', lease_to = 0, changed_at = :now
 WHERE job_id = :job_id AND worker = :worker AND state = 'running';
