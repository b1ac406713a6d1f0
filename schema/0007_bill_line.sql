-- The lines of bills opened for SQL (schema/lines.md "bill"): one row a line, with what is common to
-- both kinds; a correction has the month that it belongs to and differences.
-- only: sqlite
CREATE VIEW bill_line AS
SELECT b.bill_id, b.month AS billed_month, b.unit_id, b.person_id AS payer_id, e.key AS line_no,
	json_extract(e.value, '$[0]') AS kind, json_extract(e.value, '$[1]') AS person_id,
	json_extract(e.value, '$[2]') AS scheme,
	CASE json_extract(e.value, '$[0]') WHEN 0 THEN b.month ELSE json_extract(e.value, '$[3]') END AS month,
	CASE json_extract(e.value, '$[0]') WHEN 0 THEN json_extract(e.value, '$[4]')
		+ json_extract(e.value, '$[5]') * json_extract(e.value, '$[6]')
		ELSE json_extract(e.value, '$[4]') END AS self,
	CASE json_extract(e.value, '$[0]') WHEN 0 THEN json_extract(e.value, '$[7]')
		ELSE json_extract(e.value, '$[5]') END AS subsidy,
	CASE json_extract(e.value, '$[0]') WHEN 0 THEN json_extract(e.value, '$[8]')
		ELSE json_extract(e.value, '$[6]') END AS unit_share,
	CASE json_extract(e.value, '$[0]') WHEN 0 THEN json_extract(e.value, '$[9]')
		ELSE json_extract(e.value, '$[7]') END AS government
FROM bill b, @each(b.lines) e;
-- only: postgresql
CREATE VIEW bill_line AS
SELECT b.bill_id, b.month AS billed_month, b.unit_id, b.person_id AS payer_id, e.key AS line_no,
	CAST(e.value ->> 0 AS BIGINT) AS kind, CAST(e.value ->> 1 AS BIGINT) AS person_id, e.value ->> 2 AS scheme,
	CASE e.value ->> 0 WHEN '0' THEN b.month ELSE CAST(e.value ->> 3 AS BIGINT) END AS month,
	CASE e.value ->> 0 WHEN '0' THEN CAST(e.value ->> 4 AS BIGINT)
		+ CAST(e.value ->> 5 AS BIGINT) * CAST(e.value ->> 6 AS BIGINT)
		ELSE CAST(e.value ->> 4 AS BIGINT) END AS self,
	CAST(CASE e.value ->> 0 WHEN '0' THEN e.value ->> 7 ELSE e.value ->> 5 END AS BIGINT) AS subsidy,
	CAST(CASE e.value ->> 0 WHEN '0' THEN e.value ->> 8 ELSE e.value ->> 6 END AS BIGINT) AS unit_share,
	CAST(CASE e.value ->> 0 WHEN '0' THEN e.value ->> 9 ELSE e.value ->> 7 END AS BIGINT) AS government
FROM bill b, @each(b.lines) e;
-- only: end
