-- Texts of law (store/law_text.h).

-- name: law_text_by_hash :one               is that file's text there?
-- param: hash text
SELECT law_text_id FROM law_text WHERE hash = :hash;

-- name: law_text_insert :exec
-- param: law_text_id int64, pcode text, language text, amended date, name text, history text, hash text, act_id int64
INSERT INTO law_text (law_text_id, pcode, language, amended, name, history, hash, act_id)
VALUES (:law_text_id, :pcode, :language, :amended, :name, :history, :hash, :act_id);

-- name: law_article_insert :exec
-- param: law_text_id int64, place int64, number text, chapter text, body text
INSERT INTO law_article (law_text_id, place, number, chapter, body)
VALUES (:law_text_id, :place, :number, :chapter, :body);

-- name: law_text_list :many                 newest first within a law and language; "" for every law
-- param: pcode text
SELECT t.law_text_id, t.pcode, t.language, t.amended, t.name, t.history,
	(SELECT count(*) FROM law_article a WHERE a.law_text_id = t.law_text_id)
FROM law_text t WHERE :pcode = '' OR t.pcode = :pcode
ORDER BY t.pcode, t.language, t.amended DESC, t.law_text_id DESC;

-- name: law_article_list :many              in the order of the law
-- param: law_text_id int64
SELECT number, chapter, body FROM law_article WHERE law_text_id = :law_text_id ORDER BY place;
