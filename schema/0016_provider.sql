-- Providers (醫事服務機構): register, contracts, measures, inspections, guidance. Codes:
-- codes/provider_measures.csv, codes/provider_grounds.csv. Rules: lib/nhi/provider.h.

CREATE TABLE provider (
	provider_id @int NOT NULL PRIMARY KEY, -- internal id
	code TEXT NOT NULL UNIQUE, -- 醫事機構代碼, 10 digits
	act_id @int NOT NULL REFERENCES act (act_id) -- act that made it
) @strict;
@frozen(provider);

CREATE TABLE provider_fact (
	@fact_of(provider),
	name TEXT NOT NULL, -- as licensed
	kind TEXT NOT NULL, -- hospital, clinic, pharmacy …, "" not known
	level TEXT NOT NULL, -- center, regional, district, clinic, "" not known
	division @int NOT NULL CHECK (division BETWEEN 0 AND 6), -- 業務組, 0 not known
	address TEXT NOT NULL, -- "" not known
	head TEXT NOT NULL, -- responsible person, "" not known
	status TEXT NOT NULL CHECK (status IN ('open', 'closed')), -- closed: 歇業
	PRIMARY KEY (provider_id, fact_no)
) @strict_keyed;
@facts(provider_fact);
CREATE INDEX provider_fact_by_name ON provider_fact (name);

-- Contracts, three years each; one at a time.
CREATE TABLE provider_contract (
	@fact_of(provider),
	contract_no TEXT NOT NULL, -- official number
	applied_on @date NOT NULL, -- day of the application
	ended TEXT NOT NULL, -- "" by time, else why: given_up, closed, moved, terminated
	PRIMARY KEY (provider_id, fact_no)
) @strict_keyed;
@facts(provider_contract);

-- Measures. They are never changed; provider_measure_void takes one back.
CREATE TABLE provider_measure (
	measure_id @int NOT NULL PRIMARY KEY, -- internal id
	measure_no TEXT NOT NULL UNIQUE, -- official number of the notice
	provider_id @int NOT NULL REFERENCES provider (provider_id), -- whom
	measure TEXT NOT NULL, -- code of codes/provider_measures.csv
	article @int NOT NULL CHECK (article BETWEEN 35 AND 40), -- of L0060008
	violated TEXT NOT NULL, -- what was done
	on_day @date NOT NULL, -- day of the notice
	from_day @date NOT NULL, -- execution
	to_day @date NOT NULL, -- first day after
	scope TEXT NOT NULL, -- department or service, "" the whole
	amount @int NOT NULL CHECK (amount >= 0), -- deducted or offset, dollars
	points @int NOT NULL CHECK (points >= 0), -- wrongly claimed
	act_id @int NOT NULL REFERENCES act (act_id), -- act of the decision
	CHECK (from_day < to_day)
) @strict;
@frozen(provider_measure);
CREATE INDEX provider_measure_of ON provider_measure (provider_id, from_day);

CREATE TABLE provider_measure_void (
	measure_id @int NOT NULL PRIMARY KEY REFERENCES provider_measure (measure_id), -- which
	on_day @date NOT NULL, -- day
	why TEXT NOT NULL, -- objection allowed …
	act_id @int NOT NULL REFERENCES act (act_id) -- act that did it
) @strict_keyed;
@frozen(provider_measure_void);

-- Persons who are not paid anywhere while a measure runs (L0060008:47).
CREATE TABLE provider_barred (
	measure_id @int NOT NULL REFERENCES provider_measure (measure_id), -- by which
	person_no TEXT NOT NULL, -- identity number of the responsible or acting person
	PRIMARY KEY (measure_id, person_no)
) @strict_keyed;
@frozen(provider_barred);
CREATE INDEX provider_barred_by_person ON provider_barred (person_no);

-- Inspections: the plan, then the record.
CREATE TABLE provider_inspection (
	inspection_id @int NOT NULL PRIMARY KEY, -- internal id
	inspection_no TEXT NOT NULL UNIQUE, -- official number
	provider_id @int NOT NULL REFERENCES provider (provider_id), -- where
	planned_on @date NOT NULL, -- day
	reason TEXT NOT NULL, -- why this one
	inspectors TEXT NOT NULL, -- who
	act_id @int NOT NULL REFERENCES act (act_id) -- act that planned it
) @strict;
@frozen(provider_inspection);
CREATE INDEX provider_inspection_of ON provider_inspection (provider_id, planned_on);

CREATE TABLE provider_inspection_record (
	inspection_id @int NOT NULL PRIMARY KEY REFERENCES provider_inspection (inspection_id), -- which
	on_day @date NOT NULL, -- when it took place
	record TEXT NOT NULL, -- what was seen and said
	findings TEXT NOT NULL, -- what is wrong, "" nothing
	act_id @int NOT NULL REFERENCES act (act_id) -- act that recorded it
) @strict_keyed;
@frozen(provider_inspection_record);

-- Guidance (輔導) given, and complaints about a provider with what came of them.
CREATE TABLE provider_note (
	note_id @int NOT NULL PRIMARY KEY, -- internal id
	provider_id @int NOT NULL REFERENCES provider (provider_id), -- whom
	kind TEXT NOT NULL CHECK (kind IN ('guidance', 'complaint')), -- what
	on_day @date NOT NULL, -- day
	subject TEXT NOT NULL, -- about what
	outcome TEXT NOT NULL, -- what came of it
	refund @int NOT NULL CHECK (refund >= 0), -- dollars that the provider gave back
	act_id @int NOT NULL REFERENCES act (act_id) -- act that noted it
) @strict;
@frozen(provider_note);
CREATE INDEX provider_note_of ON provider_note (provider_id, on_day);
