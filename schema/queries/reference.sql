-- Published lists of the claim check (store/reference.h).

-- name: ref_import_insert :exec
-- param: import_id int64, kind text, file text, as_of text, is_complete bool, sha256 text, list_rows int64, left_out int64, added int64, changed int64, removed int64, act_id int64
INSERT INTO ref_import (import_id, kind, file, as_of, is_complete, sha256, list_rows, left_out, added,
	changed, removed, act_id)
VALUES (:import_id, :kind, :file, :as_of, :is_complete, :sha256, :list_rows, :left_out, :added, :changed,
	:removed, :act_id);

-- name: ref_undo_insert :exec
-- param: import_id int64, act_id int64
INSERT INTO ref_undo (import_id, act_id) VALUES (:import_id, :act_id);

-- name: ref_import_list :many               oldest first; is_undone 1 when taken back
-- param: kind text
SELECT i.import_id, i.kind, i.file, i.as_of, i.is_complete, i.sha256, i.list_rows, i.left_out, i.added,
	i.changed, i.removed, a.at, a.actor,
	CASE WHEN u.import_id IS NULL THEN 0 ELSE 1 END
FROM ref_import i JOIN act a ON a.act_id = i.act_id
LEFT JOIN ref_undo u ON u.import_id = i.import_id
WHERE :kind = '' OR i.kind = :kind
ORDER BY i.import_id;
