-- Registers that the copayment and the claim check read: catastrophic illness (重大傷病), prior
-- authorisation and home care (事前審查、居家照護); reimbursement of self-advanced expenses
-- (自墊醫療費用核退) with its payment order and the rates of exchange.

-- Certificates of catastrophic illness. Two of one disease never overlap.
CREATE TABLE illness (
	@fact_of(person),
	disease TEXT NOT NULL, -- category and root of the ICD code: 01:C50
	category @int NOT NULL CHECK (category BETWEEN 1 AND 30), -- of annex 1
	icd TEXT NOT NULL, -- ICD-10-CM
	stage @int NOT NULL, -- of a cancer, 0 not given
	certificate_no TEXT NOT NULL, -- official number
	is_paper @bool NOT NULL, -- a paper certificate; else noted on the card
	applied_on @date NOT NULL, -- day of the application
	hospital TEXT NOT NULL, -- code of the institution that diagnosed, "" not given
	ended TEXT NOT NULL CHECK (ended IN ('', 'revoked', 'given_up')), -- why it ended before its time
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(illness);
CREATE INDEX illness_by_number ON illness (certificate_no);

-- Paper certificates handed out again.
CREATE TABLE illness_copy (
	certificate_no TEXT NOT NULL, -- of which certificate
	act_id @int NOT NULL REFERENCES act (act_id), -- act that issued it
	on_day @date NOT NULL, -- day
	why TEXT NOT NULL, -- lost, damaged, needed
	PRIMARY KEY (certificate_no, act_id)
) @strict_keyed;
@frozen(illness_copy);

-- What was approved in advance, for whom, at which institution.
CREATE TABLE approval (
	@fact_of(person),
	item_key TEXT NOT NULL, -- kind:item:provider
	kind TEXT NOT NULL, -- code of codes/approval_kinds.csv
	item TEXT NOT NULL, -- order code, "" for home care
	provider TEXT NOT NULL, -- code of the institution
	acceptance_no TEXT NOT NULL, -- official number that the claim carries
	requested @int NOT NULL CHECK (requested > 0), -- quantity
	approved @int NOT NULL CHECK (approved > 0 AND approved <= requested), -- quantity
	result TEXT NOT NULL CHECK (result IN ('agreed', 'partly', 'deemed')), -- how
	is_urgent @bool NOT NULL, -- reported first, treated, filed afterwards
	applied_on @date NOT NULL, -- day on which the papers arrived
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(approval);
CREATE INDEX approval_by_number ON approval (acceptance_no);

-- Rates of exchange, dollars a unit. Source 1 central bank, 2 and 3 Bank of Taiwan spot and cash
-- selling, 4 Bloomberg or Reuters: the lowest number that is there counts (L0060005:7).
CREATE TABLE exchange_rate (
	currency TEXT NOT NULL, -- ISO 4217
	on_day @date NOT NULL, -- day
	source @int NOT NULL CHECK (source BETWEEN 1 AND 4), -- see above
	rate_e6 @int NOT NULL CHECK (rate_e6 > 0), -- dollars a unit, times 10^6
	act_id @int NOT NULL REFERENCES act (act_id), -- act that imported it
	PRIMARY KEY (currency, on_day, source)
) @strict_keyed;
@frozen(exchange_rate);

-- An order to pay: who gets what, from which payable. The payment itself is another register.
CREATE TABLE payment_order (
	order_id @int NOT NULL PRIMARY KEY, -- internal id
	order_no TEXT NOT NULL UNIQUE, -- official number
	party @int NOT NULL CHECK (party BETWEEN 1 AND 3), -- as in posting
	party_id @int NOT NULL, -- who
	payee TEXT NOT NULL, -- name on the account
	account TEXT NOT NULL, -- bank and account number, "" by cheque
	amount @int NOT NULL CHECK (amount > 0), -- dollars
	source TEXT NOT NULL, -- reimburse:NUMBER
	ordered_on @date NOT NULL, -- day
	entry_id @int NOT NULL REFERENCES ledger_entry (entry_id), -- the payable
	act_id @int NOT NULL REFERENCES act (act_id) -- act that ordered it
) @strict;
@frozen(payment_order);
CREATE INDEX payment_order_by_party ON payment_order (party, party_id);

-- A claim that was granted: what was asked, what is paid, and why.
CREATE TABLE reimbursement (
	reimbursement_id @int NOT NULL PRIMARY KEY, -- internal id
	number TEXT NOT NULL UNIQUE, -- official number
	person_id @int NOT NULL REFERENCES person (person_id), -- who claims
	ground @int NOT NULL CHECK (ground BETWEEN 1 AND 5), -- L0060001:55
	applied_on @date NOT NULL, -- day of the application
	cared_from @date NOT NULL, -- first day of care; of ground 5 1 January
	cared_to @date NOT NULL, -- last day of care; of ground 5 31 December
	place TEXT NOT NULL, -- institution
	currency TEXT NOT NULL, -- of the bills
	rate_e6 @int NOT NULL, -- applied, 1000000 for dollars
	rate_on @date, -- day of the rate, NULL for dollars
	items @lines NOT NULL, -- [[care,on,count,claimed_100,accepted_100,copay,paid],…] schema/lines.md
	amount @int NOT NULL CHECK (amount >= 0), -- dollars paid in all
	order_id @int REFERENCES payment_order (order_id), -- NULL when nothing is paid
	act_id @int NOT NULL REFERENCES act (act_id) -- act of the decision
) @strict;
@frozen(reimbursement);
CREATE INDEX reimbursement_by_person ON reimbursement (person_id, cared_from);
