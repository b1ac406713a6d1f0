-- Collection (欠費催收): what is owed after its days of grace, and what was done about it. A debt is one
-- row as it stands now; beside it each step is written once. Premiums stand on bills
-- (0003_billing.sql); a debt opens when one was not paid in time. Rules: lib/nhi/debt.h.

CREATE TABLE debt (
	debt_id @int NOT NULL PRIMARY KEY, -- internal id
	kind TEXT NOT NULL, -- premium, latefee, loan, interest, fine, medical
	origin TEXT NOT NULL, -- what it comes from, once each: "bill:UNIT:PERSON:YYYYMM", "latefee:DEBT" …
	unit_id @int NOT NULL, -- insured unit of the bill, or that owes; 0 none
	person_id @int NOT NULL, -- who owes alone; 0 when the unit owes
	month @month NOT NULL, -- month charged, or in which it arose
	amount @int NOT NULL, -- as it was opened, dollars
	owed @int NOT NULL, -- still to be paid, dollars
	due_on @date NOT NULL, -- last day to pay
	opened_on @date NOT NULL, -- day it was entered here
	stage TEXT NOT NULL, -- open, demanded, served, enforced, certified, sued, written_off, settled
	stage_on @date NOT NULL, -- since when
	demand_due_on @date NOT NULL, -- day set by the last demand; 9999-12-31 none
	runs_from @date NOT NULL, -- the limitation runs from this day
	agreement_id @int NOT NULL, -- instalments agreed (arrears_agreement), 0 none
	act_id @int NOT NULL REFERENCES act (act_id), -- act of the last change
	CHECK (kind IN ('premium', 'latefee', 'loan', 'interest', 'fine', 'medical')),
	CHECK (stage IN ('open', 'demanded', 'served', 'enforced', 'certified', 'sued', 'written_off', 'settled')),
	CHECK (unit_id > 0 OR person_id > 0),
	CHECK (amount > 0),
	CHECK (owed BETWEEN 0 AND amount)
) @strict;
CREATE UNIQUE INDEX debt_by_origin ON debt (origin);
CREATE INDEX debt_by_payer ON debt (person_id, unit_id, due_on, debt_id);
CREATE INDEX debt_by_stage ON debt (stage, debt_id) WHERE owed > 0;
CREATE INDEX debt_by_month ON debt (month, kind, debt_id);
CREATE INDEX debt_by_agreement ON debt (agreement_id) WHERE agreement_id > 0;

-- What happened to a debt, in order.
CREATE TABLE debt_event (
	debt_id @int NOT NULL REFERENCES debt (debt_id), -- whose
	event_no @int NOT NULL, -- 1, 2, …
	kind TEXT NOT NULL, -- codes/debt_events.csv: open, receipt, demand, serve …
	on_day @date NOT NULL, -- day of the step
	amount @int NOT NULL, -- dollars received, written off or taken back; 0 none
	reference TEXT NOT NULL, -- letter, file of the enforcement agency or court, case; "" none
	note TEXT NOT NULL, -- for people
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (debt_id, event_no),
	CHECK (amount >= 0)
) @strict_keyed;
@frozen(debt_event);
CREATE INDEX debt_event_by_reference ON debt_event (reference, debt_id) WHERE reference <> '';

-- Files handed to the enforcement agency (移送清冊).
CREATE TABLE debt_file (
	file_id @int NOT NULL PRIMARY KEY, -- internal id
	serial @int NOT NULL, -- 1, 2, …
	made_on @date NOT NULL, -- day
	pieces @int NOT NULL, -- debts in it
	amount @int NOT NULL, -- their sum, dollars
	list_hash TEXT NOT NULL, -- SHA-256 of its bytes, hex
	act_id @int NOT NULL REFERENCES act (act_id) -- act that handed it over
) @strict;
@frozen(debt_file);
CREATE UNIQUE INDEX debt_file_by_serial ON debt_file (serial);
