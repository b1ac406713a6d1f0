-- The same month as set-based SQL: rows joined with the rates and stored, then grouped by unit and
-- stored. Input: bill_rows.csv and bill_rates.csv of `bench_bill_kernel --csv 1`. Its best plan: tables
-- analysed, parallel workers on both cores, no JIT, no column that the result does not need, tables
-- made whole (CREATE TABLE AS), so that nothing is inserted row by row. Loading is not timed.
SET jit = off;
SET work_mem = '1GB';
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
CREATE TABLE insured (unit int NOT NULL, item smallint NOT NULL, grade smallint NOT NULL, dependents smallint NOT NULL);
CREATE TABLE rate (item smallint NOT NULL, grade smallint NOT NULL, self int NOT NULL, dependent int NOT NULL,
	unit int NOT NULL, government int NOT NULL, government_dependent int NOT NULL, PRIMARY KEY (item, grade));
\copy insured FROM bill_rows.csv WITH (FORMAT csv)
\copy rate FROM bill_rates.csv WITH (FORMAT csv)
VACUUM ANALYZE insured;
VACUUM ANALYZE rate;
CHECKPOINT;
SELECT clock_timestamp() AS began \gset
CREATE TABLE share AS
SELECT p.unit, r.self + r.dependent * least(p.dependents, 3) AS self, r.unit AS unit_share,
	r.government + r.government_dependent * least(p.dependents, 3) AS government
FROM insured p JOIN rate r ON r.item = p.item AND r.grade = p.grade;
SELECT clock_timestamp() AS stored \gset
CREATE TABLE unit_sum AS
SELECT unit, count(*) AS rows, sum(self) AS self, sum(unit_share) AS unit_share, sum(government) AS government
FROM share GROUP BY unit;
SELECT clock_timestamp() AS ended \gset
\pset tuples_only on
\pset format unaligned
SELECT 'sql ms: rows ' || round(extract(epoch FROM (:'stored'::timestamptz - :'began'::timestamptz)) * 1000) || ', sums '
	|| round(extract(epoch FROM (:'ended'::timestamptz - :'stored'::timestamptz)) * 1000) || ', whole '
	|| round(extract(epoch FROM (:'ended'::timestamptz - :'began'::timestamptz)) * 1000);
SELECT 'totals: ' || sum(self) || ',' || sum(unit_share) || ',' || sum(government) FROM unit_sum;
DROP TABLE unit_sum, share, rate, insured;
