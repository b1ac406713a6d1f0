-- Claims: what providers sent, what was found in it, what was decided and paid (src/store/claim.h).
-- Keys begin with the provider. Lines of a case: schema/lines.md "claim_case".

-- One file as received; its bytes are kept in original_file.
CREATE TABLE claim_batch (
	provider_id @int NOT NULL REFERENCES provider (provider_id), -- who claims
	batch_id @int NOT NULL, -- internal id
	receipt_no TEXT NOT NULL UNIQUE, -- official number
	sha256 TEXT NOT NULL UNIQUE REFERENCES original_file (sha256), -- the same bytes are the same batch
	format TEXT NOT NULL CHECK (format IN ('op', 'ip', 'ph', 'appeal')), -- lib/nhi/claim.h
	kind TEXT NOT NULL CHECK (kind IN ('original', 'supplement', 'appeal')), -- 送核, 補報, 申復
	fee_month @month NOT NULL, -- 費用年月
	period @int NOT NULL CHECK (period BETWEEN 0 AND 3), -- 1 and 2 halves of the month, 3 whole, 0 not said
	filed_on @date NOT NULL, -- as the file says
	received_on @date NOT NULL, -- day on which it arrived
	replaces @int NOT NULL, -- batch_id of the claim that it takes the place of, 0 none
	verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'accepted-with-findings', 'rejected')), -- of the check
	cases @int NOT NULL, -- cases in the file
	orders @int NOT NULL, -- order lines
	points @int NOT NULL, -- claimed points (申請點數)
	act_id @int NOT NULL REFERENCES act (act_id), -- act that received it
	PRIMARY KEY (provider_id, batch_id)
) @strict_keyed;
@frozen(claim_batch);
CREATE INDEX claim_batch_by_month ON claim_batch (fee_month, provider_id);

-- What became of it: one row a step, the last is its state.
CREATE TABLE claim_batch_step (
	provider_id @int NOT NULL, -- whose batch
	batch_id @int NOT NULL, -- …
	step_no @int NOT NULL, -- 1, 2, …
	state TEXT NOT NULL, -- code of codes/claim_states.csv
	on_day @date NOT NULL, -- day it counts for
	detail TEXT NOT NULL, -- reason, amount, number of the letter
	act_id @int NOT NULL REFERENCES act (act_id), -- who and when
	PRIMARY KEY (provider_id, batch_id, step_no),
	FOREIGN KEY (provider_id, batch_id) REFERENCES claim_batch (provider_id, batch_id)
) @strict_keyed;
@frozen(claim_batch_step);

-- A case as adjudicated. No foreign keys: millions are written a minute.
CREATE TABLE claim_case (
	provider_id @int NOT NULL, -- whose batch
	batch_id @int NOT NULL, -- …
	case_no @int NOT NULL, -- place in the file, 1, 2, …
	class TEXT NOT NULL, -- 案件分類
	serial @int NOT NULL, -- 流水編號
	person_id @int NOT NULL, -- insured person, 0 not in the register
	division @int NOT NULL, -- of the insured person, 1 … 6; 0 not known
	sector @int NOT NULL, -- of the global budget, as in lib/nhi/budget.h; -1 outside
	visit_on @date NOT NULL, -- day that decides law and prices
	total @int NOT NULL, -- points of the orders as claimed
	copay @int NOT NULL, -- copayment as claimed
	applied @int NOT NULL, -- points claimed
	approved @int NOT NULL, -- points left after the check
	fixed @int NOT NULL, -- of these non-floating (drugs)
	lines @lines NOT NULL, -- schema/lines.md
	PRIMARY KEY (provider_id, batch_id, case_no)
) @strict_keyed;
@frozen(claim_case);
CREATE INDEX claim_case_by_person ON claim_case (person_id, visit_on) WHERE person_id <> 0;

-- What the check found, by place. Notes, which change nothing, are not kept.
CREATE TABLE claim_finding (
	provider_id @int NOT NULL, -- whose batch
	batch_id @int NOT NULL, -- …
	finding_no @int NOT NULL, -- 1, 2, … in the order of the file
	case_no @int NOT NULL, -- 0 the file
	order_no @int NOT NULL, -- place in the case, 0 the case
	code TEXT NOT NULL, -- codes/claim_findings.csv
	effect @int NOT NULL, -- enum claim_effect of lib/nhi/claim.h
	cut @int NOT NULL, -- points taken off by it; findings of one order take off once
	field TEXT NOT NULL, -- tag, "" none
	line @int NOT NULL, -- line of the file
	args @lines NOT NULL, -- JSON: arguments of the message
	PRIMARY KEY (provider_id, batch_id, finding_no)
) @strict_keyed;
@frozen(claim_finding);

-- What reviewers decided about a case or order: points taken off, or given back on appeal.
CREATE TABLE claim_decision (
	provider_id @int NOT NULL, -- whose batch
	batch_id @int NOT NULL, -- …
	decision_no @int NOT NULL, -- 1, 2, …
	case_no @int NOT NULL, -- which case
	order_no @int NOT NULL, -- 0 the whole case
	stage TEXT NOT NULL CHECK (stage IN ('review', 'appeal')), -- 審查, 申復
	points @int NOT NULL, -- taken off (> 0) or given back (< 0)
	reason_code TEXT NOT NULL, -- 核減代碼
	reason TEXT NOT NULL, -- in words
	reviewer TEXT NOT NULL, -- account; an appeal is decided by another
	act_id @int NOT NULL REFERENCES act (act_id), -- act of the decision
	PRIMARY KEY (provider_id, batch_id, decision_no),
	FOREIGN KEY (provider_id, batch_id) REFERENCES claim_batch (provider_id, batch_id)
) @strict_keyed;
@frozen(claim_decision);

-- Points of a batch by sector and division of the insured, after the check.
CREATE TABLE claim_sum (
	provider_id @int NOT NULL, -- whose batch
	batch_id @int NOT NULL, -- …
	sector @int NOT NULL, -- of the global budget; -1 outside
	division @int NOT NULL, -- of the insured, 0 not known
	cases @int NOT NULL, -- cases
	refused @int NOT NULL, -- of these paid nothing
	applied @int NOT NULL, -- points claimed
	approved @int NOT NULL, -- points left
	fixed @int NOT NULL, -- of these non-floating
	copay @int NOT NULL, -- copayment
	PRIMARY KEY (provider_id, batch_id, sector, division)
) @strict_keyed;
@frozen(claim_sum);

-- What was paid or set off, one row a movement; the ledger has the entry.
CREATE TABLE claim_payment (
	provider_id @int NOT NULL REFERENCES provider (provider_id), -- whom
	payment_no @int NOT NULL, -- 1, 2, … of the provider
	batch_id @int NOT NULL, -- for which batch; 0 a quarter
	kind TEXT NOT NULL CHECK (kind IN ('provisional', 'approval', 'settlement', 'appeal')), -- 暫付, 核付, 結算, 申復
	fee_month @month NOT NULL, -- of the batch; of a quarter its first
	amount @int NOT NULL, -- dollars; below 0 set off or recovered
	on_day @date NOT NULL, -- day it counts for
	entry_id @int NOT NULL REFERENCES ledger_entry (entry_id), -- the entry
	act_id @int NOT NULL REFERENCES act (act_id), -- who and why
	PRIMARY KEY (provider_id, payment_no)
) @strict_keyed;
@frozen(claim_payment);
CREATE INDEX claim_payment_of_batch ON claim_payment (batch_id);

-- Orders that rules with a window look back on: keyed by the person, so that no case is opened.
CREATE TABLE care_event (
	person_id @int NOT NULL, -- who was treated
	on_day @date NOT NULL, -- when
	item TEXT NOT NULL, -- order code
	provider_id @int NOT NULL, -- by whom
	batch_id @int NOT NULL, -- in which batch
	case_no @int NOT NULL, -- in which case
	order_no @int NOT NULL, -- in which order
	quantity @int NOT NULL, -- tenths
	site TEXT NOT NULL, -- tooth, side; "" none
	PRIMARY KEY (person_id, on_day, item, provider_id, batch_id, case_no, order_no)
) @strict_keyed;
@frozen(care_event);

-- The budget of a quarter as agreed, by sector and region.
CREATE TABLE budget_amount (
	quarter @int NOT NULL, -- 20261
	sector @int NOT NULL CHECK (sector BETWEEN 0 AND 4), -- lib/nhi/budget.h
	region @int NOT NULL CHECK (region BETWEEN 1 AND 6), -- division
	amount @int NOT NULL CHECK (amount >= 0), -- dollars
	act_id @int NOT NULL REFERENCES act (act_id), -- who entered it
	PRIMARY KEY (quarter, sector, region)
) @strict_keyed;
@frozen(budget_amount);

-- Values of a settled quarter.
CREATE TABLE budget_value (
	quarter @int NOT NULL, -- 20261
	sector @int NOT NULL CHECK (sector BETWEEN 0 AND 4), -- lib/nhi/budget.h
	region @int NOT NULL CHECK (region BETWEEN 1 AND 6), -- division
	floating @int NOT NULL CHECK (floating >= 0), -- 10^-8 dollars a point
	average @int NOT NULL CHECK (average >= 0), -- the same
	method TEXT NOT NULL, -- how cross-region points were valued
	act_id @int NOT NULL REFERENCES act (act_id), -- settlement
	PRIMARY KEY (quarter, sector, region)
) @strict_keyed;
@frozen(budget_value);
