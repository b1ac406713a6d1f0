-- The register: persons, insured units, coverage. Every register row is a fact, kept twice in time
-- (DESIGN §4): true in [valid_from, valid_to), believed in [known_from, known_to), known_to 2^63-1 while
-- it is believed. @fact_of writes the eight columns that all share (src/store/dialect.c). Codes of
-- small integers are declared in lib/nhi/enrol.h and listed in codes/*.csv; they are never renumbered.

-- A human being known to the register. Never re-keyed; person_link says that two are one.
CREATE TABLE person (
	person_id @int NOT NULL PRIMARY KEY, -- internal id
	act_id @int NOT NULL REFERENCES act (act_id) -- act that made it
) @strict;
@frozen(person);

-- Identity numbers. A person may have none (newborn), or several (old and new resident number).
CREATE TABLE person_key (
	@fact_of(person),
	kind TEXT NOT NULL, -- national, resident, resident_old
	value TEXT NOT NULL, -- the number as written on the document
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(person_key);
-- A number belongs to one person at a time of knowledge.
CREATE UNIQUE INDEX person_key_by_value ON person_key (value, kind) WHERE known_to = 9223372036854775807;

-- Who the person is.
CREATE TABLE person_fact (
	@fact_of(person), -- the first fact begins on the day of birth
	name TEXT NOT NULL, -- as registered; "" for a newborn without a name
	sex TEXT NOT NULL, -- M, F
	birth_date @date NOT NULL, -- day of birth
	birth_order @int NOT NULL, -- order among children of one birth, 0 = single or not recorded
	death_date @date, -- day of death, NULL while alive
	citizen @bool NOT NULL, -- household registration in Taiwan
	county TEXT NOT NULL, -- two digits of codes/counties.csv, "" unknown
	address TEXT NOT NULL, -- of registration or residence; category 6: where the bill goes
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(person_fact);
CREATE INDEX person_fact_by_name ON person_fact (name, birth_date);

-- Two records are one human being: the person of this row is the same as kept_person_id.
CREATE TABLE person_link (
	@fact_of(person), -- of the record no longer used; from the day of birth, open
	kept_person_id @int NOT NULL REFERENCES person (person_id), -- the record that goes on
	PRIMARY KEY (person_id, fact_no),
	CHECK (person_id <> kept_person_id)
) @strict_keyed;
@facts(person_link);
CREATE INDEX person_link_by_kept ON person_link (kept_person_id);

-- Conditions by which an adult descendant may be a dependent, and proofs (Enforcement Rules 6, 7, 21).
CREATE TABLE person_condition (
	@fact_of(person),
	kind TEXT NOT NULL, -- school, guardianship, disability, illness, graduate, discharged
	proof TEXT NOT NULL, -- document named
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(person_condition);

-- Subsidies of the self part by law (§5.5 of the facts on premium).
CREATE TABLE person_subsidy (
	@fact_of(person),
	kind TEXT NOT NULL, -- law parameter without "subsidy.": midlow, disability.severe …
	part_ppm @int NOT NULL, -- part of the self premium when written, ppm
	payer TEXT NOT NULL, -- central, local, employment, overseas
	PRIMARY KEY (person_id, fact_no),
	CHECK (part_ppm BETWEEN 0 AND 1000000)
) @strict_keyed;
@facts(person_subsidy);

-- Where the person was or lives, for the waiting periods of Act 8 and 9.
CREATE TABLE person_presence (
	@fact_of(person),
	kind TEXT NOT NULL, -- household (registered), residence (document), abroad, missing
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(person_presence);

-- Suspensions of insurance (停保): a historic status, none begins from 2024-12-23 on.
CREATE TABLE suspension (
	@fact_of(person), -- from the first day suspended to the day of resumption
	ground TEXT NOT NULL, -- abroad, missing
	expected_to @date NOT NULL, -- planned day of return
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(suspension);

-- An insured unit (投保單位).
CREATE TABLE unit (
	unit_id @int NOT NULL PRIMARY KEY, -- internal id
	code TEXT NOT NULL UNIQUE, -- 投保單位代號, 9 digits
	act_id @int NOT NULL REFERENCES act (act_id) -- act that made it
) @strict;
@frozen(unit);

CREATE TABLE unit_fact (
	@fact_of(unit), -- the first fact begins on the day of set-up
	status TEXT NOT NULL, -- open, suspended (停業), closed (歇業、解散、註銷)
	business_number TEXT, -- 統一編號, NULL for helpers' employers, unions …
	name TEXT NOT NULL, -- registered name
	kind TEXT NOT NULL, -- of lib/nhi/category.h: enterprise, union, township …
	category @int NOT NULL, -- usual category of its people, 11 … 62
	county TEXT NOT NULL, -- two digits of codes/counties.csv
	division @int NOT NULL, -- 業務組 1 … 6
	head TEXT NOT NULL, -- responsible person's name
	address TEXT NOT NULL, -- registered address
	mail_address TEXT NOT NULL, -- where bills go; "" = address
	contact TEXT NOT NULL, -- name and telephone of the contact
	dispatch TEXT NOT NULL, -- paper, ebill
	PRIMARY KEY (unit_id, fact_no),
	CHECK (status IN ('open', 'suspended', 'closed')),
	CHECK (division BETWEEN 1 AND 6),
	CHECK (dispatch IN ('paper', 'ebill'))
) @strict_keyed;
@facts(unit_fact);
CREATE INDEX unit_fact_by_business ON unit_fact (business_number);
CREATE INDEX unit_fact_by_name ON unit_fact (name);

-- Who is insured, where, as what. A row of an insured person (role 1) or of a dependent (role 2). The
-- periods of one person never overlap. What begins and what ends a period is said by entry_reason
-- and leave_reason: a person who leaves the scheme on a month's last day is not charged for that month,
-- one who is transferred out is (enrol_charged_at_end in lib/nhi/enrol.h).
CREATE TABLE coverage (
	@fact_of(person), -- who is covered; whole days, from 00:00 of the first
	unit_id @int NOT NULL REFERENCES unit (unit_id), -- insured unit
	insured_person_id @int NOT NULL REFERENCES person (person_id), -- whom a dependent follows; oneself for role 1
	role @int NOT NULL, -- 1 insured person, 2 dependent
	category @int NOT NULL, -- 11 … 62; of a dependent that of the insured person
	private_school @bool NOT NULL, -- item 11, staff of a private school
	relation @int NOT NULL, -- enum relation: 0 oneself, 1 spouse, …
	absence @int NOT NULL, -- enum absence: 0 at work, 1 unpaid leave, 2 parental leave
	insured_amount @int NOT NULL, -- dollars; 0 for categories 4–6 and for dependents: the insured person's row has it
	entry_reason @int NOT NULL, -- enum entry_reason
	leave_reason @int NOT NULL, -- enum leave_reason; 0 while open
	PRIMARY KEY (person_id, fact_no),
	CHECK (role IN (1, 2)),
	CHECK ((role = 1) = (insured_person_id = person_id)),
	CHECK (insured_amount >= 0)
) @strict_keyed;
@facts(coverage);
-- Billing reads units in order, each insured person followed by the dependents, from this index alone.
CREATE INDEX coverage_by_unit ON coverage (unit_id, insured_person_id, role, person_id, valid_from, valid_to,
	known_from, known_to, category, private_school, relation, absence, insured_amount, entry_reason, leave_reason);
CREATE INDEX coverage_by_insured ON coverage (insured_person_id, valid_to) WHERE role = 2;

-- What was filed, by whom, and the answer: one row a command or file.
CREATE TABLE filing (
	filing_id @int NOT NULL PRIMARY KEY, -- internal id
	act_id @int NOT NULL REFERENCES act (act_id), -- act of the filing
	kind TEXT NOT NULL, -- enrol.in, enrol.out, unit.add, file …
	filed_on @date NOT NULL, -- day received
	happened_on @date NOT NULL, -- day of the event; of a file the day received
	due_on @date NOT NULL, -- last day of the term for filing
	unit_id @int REFERENCES unit (unit_id), -- filing unit, NULL where none
	person_id @int REFERENCES person (person_id), -- whom it is about, NULL for units and files
	content @lines NOT NULL, -- JSON of the command
	answer @lines NOT NULL -- JSON of the answer
) @strict;
@frozen(filing);
CREATE INDEX filing_by_unit ON filing (unit_id, filed_on);
CREATE INDEX filing_by_person ON filing (person_id, filed_on);

-- A batch file and its answers; the bytes stand in original_file.
CREATE TABLE filing_file (
	file_hash TEXT NOT NULL PRIMARY KEY REFERENCES original_file (sha256), -- the same file is answered once
	filing_id @int NOT NULL REFERENCES filing (filing_id), -- its filing
	row_count @int NOT NULL, -- rows without the title
	accepted @int NOT NULL, -- rows carried out
	refused @int NOT NULL, -- rows refused
	answers_hash TEXT NOT NULL REFERENCES original_file (sha256) -- the answer per row, CSV
) @strict;
@frozen(filing_file);

-- Charged months that an act touched: the next run of bills computes them again (DESIGN §4 "Keys").
CREATE TABLE rebill (
	person_id @int NOT NULL REFERENCES person (person_id), -- whose
	month @month NOT NULL, -- the month
	act_id @int NOT NULL REFERENCES act (act_id), -- why
	PRIMARY KEY (person_id, month, act_id)
) @strict_keyed;
@frozen(rebill);
CREATE INDEX rebill_by_act ON rebill (act_id);
