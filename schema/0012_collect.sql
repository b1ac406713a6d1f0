-- What is paid on bills, and what is decided for those who cannot pay at once. The money of loans and
-- instalments follows with collection; here stand the receipts of the counter and the decisions.

-- A payment on a bill. Several may stand on one; what is missing is arrears.
CREATE TABLE bill_receipt (
	receipt_id @int NOT NULL PRIMARY KEY, -- internal id
	unit_id @int NOT NULL REFERENCES unit (unit_id), -- of the bill
	person_id @int NOT NULL, -- who pays alone; 0 when the unit pays
	month @month NOT NULL, -- month charged
	amount @int NOT NULL, -- dollars
	received_on @date NOT NULL, -- day of payment
	channel TEXT NOT NULL, -- counter, stored_value, credit_card, bank …
	act_id @int NOT NULL REFERENCES act (act_id), -- act that booked it
	CHECK (amount > 0)
) @strict;
@frozen(bill_receipt);
CREATE INDEX bill_receipt_by_bill ON bill_receipt (unit_id, person_id, month);

-- 經濟困難: who is recognised, on what ground, how long (L0060019).
CREATE TABLE hardship (
	@fact_of(person),
	ground TEXT NOT NULL, -- lowinc, jobless, ill, died, disaster, other
	certificate TEXT NOT NULL, -- number of the township's certificate; "" decided by the insurer
	PRIMARY KEY (person_id, fact_no),
	CHECK (valid_from < valid_to)
) @strict_keyed;
@facts(hardship);

-- Agreements on arrears that were decided: instalments (L0060020), relief loans (L0060011), referral to
-- charity. One row a decision.
CREATE TABLE arrears_agreement (
	agreement_id @int NOT NULL PRIMARY KEY, -- internal id
	kind TEXT NOT NULL, -- instalment, loan, charity
	unit_id @int REFERENCES unit (unit_id), -- debtor, or NULL
	person_id @int REFERENCES person (person_id), -- debtor, or NULL
	amount @int NOT NULL, -- arrears covered, dollars
	instalments @int NOT NULL, -- how many; of a loan how many months of repayment; 0 charity
	each @int NOT NULL, -- dollars of one instalment, the last takes the rest; 0 charity
	first_on @date NOT NULL, -- day of the first instalment or repayment; of charity the decision
	decided_on @date NOT NULL, -- day
	case_no TEXT NOT NULL, -- case that decided
	act_id @int NOT NULL REFERENCES act (act_id), -- the decision
	CHECK (kind IN ('instalment', 'loan', 'charity')),
	CHECK ((unit_id IS NULL) <> (person_id IS NULL)),
	CHECK (amount > 0)
) @strict;
@frozen(arrears_agreement);
CREATE INDEX arrears_agreement_by_unit ON arrears_agreement (unit_id);
CREATE INDEX arrears_agreement_by_person ON arrears_agreement (person_id);

-- Fines decided (Act 84, 88, 89, 91), as far as the insurer sets them.
CREATE TABLE fine (
	fine_id @int NOT NULL PRIMARY KEY, -- internal id
	unit_id @int REFERENCES unit (unit_id), -- who is fined, or NULL
	person_id @int REFERENCES person (person_id), -- who is fined, or NULL
	ground TEXT NOT NULL, -- fine.enrol, fine.amount, fine.status, fine.uninsured: parameters of law
	base @int NOT NULL, -- premium that it is reckoned from, dollars; 0 where it is a sum of its own
	amount @int NOT NULL, -- dollars
	decided_on @date NOT NULL, -- day
	case_no TEXT NOT NULL, -- case that decided
	act_id @int NOT NULL REFERENCES act (act_id), -- the decision
	CHECK ((unit_id IS NULL) <> (person_id IS NULL)),
	CHECK (amount > 0)
) @strict;
@frozen(fine);
CREATE INDEX fine_by_person ON fine (person_id);
CREATE INDEX fine_by_unit ON fine (unit_id);
