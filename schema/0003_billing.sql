-- Billing: the month's bills and what they add up to. A bill is written once and never changed; what
-- is learnt later about a billed month stands as correction lines on the next bill. The layout of
-- lines is in schema/lines.md.

-- One row a month whose bills were ordered. The knowledge is fixed here, so that a run that was
-- killed goes on with the very same register.
CREATE TABLE bill_run (
	month @month NOT NULL PRIMARY KEY, -- month charged
	known_at @instant NOT NULL, -- the register as known then
	settled_at @instant NOT NULL, -- knowledge with which earlier months were last computed; 0 for the first run
	units_per_part @int NOT NULL, -- how the work is cut: parts of so many units in the order of their ids
	due_on @date NOT NULL, -- last day to pay, moved over rest days
	due_verified @bool NOT NULL, -- the calendar of that year is official
	law_hash TEXT NOT NULL, -- SHA-256 of the law files used
	act_id @int NOT NULL REFERENCES act (act_id), -- act that ordered the run
	CHECK (units_per_part > 0)
) @strict;
@frozen(bill_run);

-- A finished part of a run, written with its bills in one transaction.
CREATE TABLE bill_part (
	month @month NOT NULL REFERENCES bill_run (month), -- of which run
	part @int NOT NULL, -- 1, 2, …
	heads_read @int NOT NULL, -- rows of coverage that held on the month's last day
	insured @int NOT NULL, -- insured persons charged
	dependents @int NOT NULL, -- dependents charged
	dependents_free @int NOT NULL, -- dependents beyond the number charged
	heads_left @int NOT NULL, -- left the scheme on the last day: not charged
	heads_held @int NOT NULL, -- dependents without their insured person here: not charged, to be looked at
	bills @int NOT NULL, -- bills written
	corrections @int NOT NULL, -- correction lines
	payable @int NOT NULL, -- sum of the bills, dollars
	PRIMARY KEY (month, part),
	CHECK (heads_read = insured + dependents + dependents_free + heads_left + heads_held)
) @strict_keyed;
@frozen(bill_part);

-- A finished run.
CREATE TABLE bill_run_done (
	month @month NOT NULL PRIMARY KEY REFERENCES bill_run (month), -- of which run
	parts @int NOT NULL, -- parts
	bills @int NOT NULL, -- bills
	payable @int NOT NULL, -- to be paid by units and persons, dollars
	act_id @int NOT NULL REFERENCES act (act_id) -- act that posted the run to the ledger
) @strict;
@frozen(bill_run_done);

-- A bill: of a unit, or of a person who pays alone (items 61 and 62 at a township office, parental
-- leave). payable = self - subsidy + unit_share + correction.
CREATE TABLE bill (
	bill_id @int NOT NULL PRIMARY KEY, -- number on the slip: month (6), part (4), serial in the part (6)
	month @month NOT NULL REFERENCES bill_run (month), -- month charged
	unit_id @int NOT NULL REFERENCES unit (unit_id), -- insured unit
	person_id @int NOT NULL, -- who pays alone; 0 when the unit pays
	division @int NOT NULL, -- 業務組 1 … 6
	insured @int NOT NULL, -- insured persons
	dependents @int NOT NULL, -- dependents charged
	self @int NOT NULL, -- self parts before subsidies, dollars
	subsidy @int NOT NULL, -- taken over by authorities, dollars
	unit_share @int NOT NULL, -- the unit's own part, dollars
	government @int NOT NULL, -- the government's part, not payable here, dollars
	correction @int NOT NULL, -- payable by correction lines of earlier months, dollars
	correction_government @int NOT NULL, -- the government's part in correction lines, dollars
	payable @int NOT NULL, -- to be paid, dollars; below 0: credited
	lines @lines NOT NULL, -- JSON, schema/lines.md "bill"
	CHECK (payable = self - subsidy + unit_share + correction),
	CHECK (division BETWEEN 1 AND 6)
) @strict;
@frozen(bill);
CREATE UNIQUE INDEX bill_by_unit ON bill (month, unit_id, person_id);

-- What a part adds up to: one row a division, scheme, payer and kind.
CREATE TABLE bill_total (
	month @month NOT NULL REFERENCES bill_run (month), -- of which run
	part @int NOT NULL, -- of which part
	division @int NOT NULL, -- 業務組 1 … 6
	scheme TEXT NOT NULL, -- 11, 11p, 12 … 62
	payer TEXT NOT NULL, -- insured, unit, central … (lib/nhi/bill.c)
	billed TEXT NOT NULL, -- unit, person: on whose bill the line stands
	kind TEXT NOT NULL, -- premium, subsidy, correction
	heads @int NOT NULL, -- heads charged; counted once, in the row of the insured's own part
	amount @int NOT NULL, -- dollars
	PRIMARY KEY (month, part, division, scheme, payer, billed, kind)
) @strict_keyed;
@frozen(bill_total);
